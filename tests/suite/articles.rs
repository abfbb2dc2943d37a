//! Front matter and what becomes of it.

use super::case::Case;

#[test]
fn an_article_becomes_a_page() {
    Case::new(
        r#"
        -- content/tin-tuc/2022/cau-moi.md --
        +++
        title = "Cầu mới thông xe"
        date = 2022-07-11T15:30:00+07:00
        summary = "Sáng nay, cầu mới thông xe."
        dateline = "(Nà Sơn)"
        author = [{ name = "Nông Văn Tài", role = "bai-va-anh" }, "Hoàng Thị Mai"]
        source = { name = "Báo Nà Sơn", url = "https://bao.example/cau" }
        updated = 2022-07-12T08:00:00+07:00
        +++
        Cầu bắc qua sông Ngang.
        "#,
    )
    .build()
    .clean()
    .has(
        "tin-tuc/cau-moi.html",
        "<title>Cầu mới thông xe – Cổng Thử</title>",
    )
    .has("tin-tuc/cau-moi.html", "<h1>Cầu mới thông xe</h1>")
    .has(
        "tin-tuc/cau-moi.html",
        "<time datetime=\"2022-07-11T15:30:00+07:00\">Thứ Hai, 11/07/2022, 15:30 (GMT+7)</time>",
    )
    .has(
        "tin-tuc/cau-moi.html",
        "<span class=\"dateline\">(Nà Sơn)</span> – Sáng nay, cầu mới thông xe.",
    )
    .has("tin-tuc/cau-moi.html", "<p>Cầu bắc qua sông Ngang.</p>")
    .has(
        "tin-tuc/cau-moi.html",
        "Bài và ảnh</span> <a href=\"/tac-gia/nong-van-tai/\">Nông Văn Tài</a>",
    )
    .has(
        "tin-tuc/cau-moi.html",
        "Tác giả</span> <a href=\"/tac-gia/hoang-thi-mai/\">Hoàng Thị Mai</a>",
    )
    .has("tin-tuc/cau-moi.html", "href=\"https://bao.example/cau\"")
    .has("tin-tuc/cau-moi.html", "2022-07-12T08:00:00+07:00");
}

/// REQ-V17: a headline is printed as a text is.
#[test]
fn what_front_matter_says_to_readers_has_its_punctuation_set() {
    Case::new(
        r#"
        -- content/tin-tuc/2022/lop-hoc.md --
        +++
        title = "Lớp học \"không phấn\" của bản H'Mông..."
        date = 2022-07-11
        summary = 'Thầy bảo: "Cứ đến, rồi sẽ biết chữ" -- và các em đến.'
        slug = "lop-hoc"
        +++
        Lớp ở đầu bản.
        "#,
    )
    .build()
    .clean()
    .has(
        "tin-tuc/lop-hoc.html",
        "<h1>Lớp học “không phấn” của bản H&#39;Mông…</h1>",
    )
    .has(
        "tin-tuc/lop-hoc.html",
        "Thầy bảo: “Cứ đến, rồi sẽ biết chữ” – và các em đến.",
    )
    .has(
        "rss.xml",
        "<title>Lớp học “không phấn” của bản H&apos;Mông…</title>",
    );
}

#[test]
fn vietnamese_keys_and_english_keys_make_the_same_portal() {
    let english = Case::new(
        r#"
        -- static/anh.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
        -- content/tin/_index.md --
        +++
        title = "Tin"
        description = "Tin trong ngày."
        order = 1
        +++
        -- content/tin/a.md --
        +++
        title = "A"
        date = "11/07/2022 15:30"
        summary = "S"
        author = [{ name = "Lan", role = "photo" }]
        source = "Báo"
        tags = ["Suối"]
        cover = { src = "/anh.svg", alt = "Ảnh", caption = "C", credit = "D" }
        kind = "article"
        aliases = ["/cu.html"]
        status = "approved"
        expires_at = "01/01/2030"
        updated = "12/07/2022"
        slug = "ten"
        id = "x1"
        series = "Loạt"
        places = ["Phường A"]
        dateline = "(A)"
        pinned = true
        corrections = [{ date = "13/07/2022", text = "T", wrong = "W", right = "R" }]
        toc = false
        +++
        B
        "#,
    );
    let vietnamese = Case::new(
        r#"
        -- static/anh.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
        -- content/tin/_index.md --
        +++
        tieu_de = "Tin"
        mo_ta = "Tin trong ngày."
        thu_tu = 1
        +++
        -- content/tin/a.md --
        +++
        tieu_de = "A"
        ngay = "11/07/2022 15:30"
        sapo = "S"
        tac_gia = [{ ten = "Lan", vai_tro = "anh" }]
        nguon = "Báo"
        the = ["Suối"]
        anh_dai_dien = { tep = "/anh.svg", mo_ta = "Ảnh", chu_thich = "C", nguon_anh = "D" }
        loai = "bai-viet"
        duong_dan_cu = ["/cu.html"]
        trang_thai = "da-duyet"
        het_han = "01/01/2030"
        cap_nhat = "12/07/2022"
        duong_dan = "ten"
        ma = "x1"
        chuyen_de = "Loạt"
        dia_ban = ["Phường A"]
        noi_dua_tin = "(A)"
        ghim = true
        dinh_chinh = [{ ngay = "13/07/2022", noi_dung = "T", sai = "W", dung = "R" }]
        muc_luc = false
        +++
        B
        "#,
    );
    let (english, vietnamese) = (english.build().clean(), vietnamese.build().clean());
    assert!(english.outputs.contains_key("tin/ten.html"));
    assert_eq!(english.outputs, vietnamese.outputs);
}

#[test]
fn yaml_front_matter_says_the_same_as_toml() {
    let toml = Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A: b"
        date = 2022-07-11T15:30:00+07:00
        summary = "Hai dòng"
        tags = ["Suối", "Núi"]
        author = [{ name = "Lan", role = "ctv" }]
        draft = false
        pinned = { until = 2022-09-01 }
        +++
        Chữ.
        "#,
    );
    let yaml = Case::new(
        r#"
        -- content/tin/a.md --
        ---
        title: "A: b"
        date: 2022-07-11T15:30:00+07:00
        summary: >-
          Hai
          dòng
        tags: [Suối, Núi]
        author:
          - name: Lan
            role: ctv
        draft: false
        pinned:
          until: 2022-09-01
        ---
        Chữ.
        "#,
    );
    assert_eq!(toml.build().clean().outputs, yaml.build().clean().outputs);
}

#[test]
fn dates_are_read_the_way_people_write_them_day_first() {
    for written in [
        "2022-07-11T15:30:00+07:00",
        "\"2022-07-11T15:30:00+07:00\"",
        "2022-07-11T08:30:00Z",
        "2022-07-11T15:30:00",
        "2022-07-11 15:30:00",
        "\"2022-07-11 15:30\"",
        "\"11/07/2022 15:30\"",
        "\"11/7/2022 15:30\"",
        "\"15:30 11/07/2022\"",
        "\"11-7-2022 15h30\"",
        "\"11.07.2022, 15:30\"",
        "\"15 giờ 30 ngày 11 tháng 7 năm 2022\"",
        "\"Thứ Hai, 11/07/2022, 15:30 (GMT+7)\"",
    ] {
        Case::new(&format!(
            "-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = {written}\nsummary = \"S\"\n+++\nB\n"
        ))
        .build()
        .clean()
        .has("tin/a.html", "<time datetime=\"2022-07-11T15:30:00+07:00\">")
        .exists("luu-tru/2022/07/index.html");
    }
    for written in [
        "2022-07-11",
        "\"11/07/2022\"",
        "\"ngày 11 tháng 7 năm 2022\"",
    ] {
        Case::new(&format!(
            "-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = {written}\nsummary = \"S\"\n+++\nB\n"
        ))
        .build()
        .clean()
        .has("tin/a.html", "<time datetime=\"2022-07-11T00:00:00+07:00\">Thứ Hai, 11/07/2022</time>");
    }
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_known_one() {
    let case = Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        sumary = "S"
        tac_gja = "Lan"
        +++
        B
        "#,
    )
    .build()
    .findings(
        "
        content/tin/a.md:4:1: error[E-KEY-UNKNOWN]: không có khóa `sumary`
        content/tin/a.md:5:1: error[E-KEY-UNKNOWN]: không có khóa `tac_gja`
        ",
    );
    let drawn = case.drawn(congtin::text::Language::Vi);
    assert!(drawn.contains("gợi ý: có phải `summary`?"), "{drawn}");
    assert!(drawn.contains("gợi ý: có phải `tac_gia`?"), "{drawn}");
    assert!(case.outputs.is_empty(), "an error publishes nothing");
}

#[test]
fn every_slip_of_a_file_is_told_at_once() {
    Case::new(
        "
        -- content/tin/a.md --
        +++
        title = “Cầu mới”
        date = 11/07/2022
        tác_giả = \"A\"
        draft = \"có\"
        kind = \"profil\"
        +++
        [a](@/khong-co.md) ![](b.jpg)
        ",
    )
    .build()
    .codes(&[
        "E-RECORD-CURLY",
        "E-RECORD-QUOTES",
        "E-RECORD-KEY-MARKS",
        "E-KEY-TYPE",
        "E-KEY-VALUE",
        "E-LINK-MISSING",
        "W-ALT-MISSING",
        "E-PICTURE-MISSING",
    ]);
}

#[test]
fn a_summary_is_taken_from_the_first_paragraph() {
    let case = Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        +++
        ## Mục

        Đoạn đầu *của bài* ở đây.

        Đoạn hai.
        "#,
    )
    .build()
    .clean()
    .has(
        "tin/a.html",
        "<meta name=\"description\" content=\"Đoạn đầu của bài ở đây.\">",
    )
    .has("rss.xml", "<![CDATA[Đoạn đầu của bài ở đây.]]>");
    assert_eq!(
        case.told(true),
        ["content/tin/a.md: note[N-SUMMARY-MISSING]: bài chưa có sapo; tạm lấy đoạn đầu"]
    );
}

/// REQ-V15: the page and the feed have all of it.
#[test]
fn lists_show_the_beginning_of_a_long_summary() {
    let long = "tiếng ".repeat(59) + "sáu mươi mốt.";
    let article = format!("+++\ntitle = \"A\"\ndate = 2022-07-31\nsummary = \"{long}\"\n+++\nB\n");
    let case = Case::new("")
        .file("content/tin/a.md", &article)
        .build()
        .clean()
        .has("tin/index.html", "tiếng tiếng sáu…</p>")
        .has("tin/a.html", "tiếng sáu mươi mốt.</p>")
        .has("rss.xml", "tiếng sáu mươi mốt.");
    assert_eq!(
        case.told(true),
        [
            "content/tin/a.md:4:11: note[N-SUMMARY-LONG]: sapo dài 62 tiếng; trong danh sách chỉ hiện 60 tiếng đầu"
        ]
    );
}

/// REQ-E7.
#[test]
fn the_writer_of_a_long_headline_is_told() {
    let case = Case::new("")
        .article("tin/a", &"tiếng ".repeat(30), "2022-07-31")
        .article("tin/b", &"tiếng ".repeat(31), "2022-07-31")
        .build()
        .clean();
    assert_eq!(
        case.told(true),
        ["content/tin/b.md:2:9: note[N-TITLE-LONG]: tiêu đề dài 31 tiếng"]
    );
}

/// A quote after a digit and four dashes are printed as typed, so the harm is whole.
#[test]
fn a_hostile_title_is_only_text_everywhere() {
    let case = Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = '''</title><script>alert(1)</script>5"'><img src=x onerror=alert(2)>]]>----><b>&amp;'''
        date = 2022-07-31
        summary = '''</script><script>alert(3)</script>5" onload=5"x'''
        author = '''<i>Lan</i>" onclick="x'''
        tags = ['''"><u>thẻ</u>''']
        corrections = [{ date = 2022-07-31, text = "<em>sai</em>", wrong = "<a>", right = "<b>" }]
        +++
        B
        "#,
    )
    .build()
    .codes(&["W-TEXT-CODE"]);
    for (path, bytes) in case
        .outputs
        .iter()
        .filter(|(path, _)| !path.ends_with(".json"))
    {
        let text = super::case::text(bytes);
        for harm in [
            "<script>alert",
            "<img src=x",
            "<i>Lan",
            "<u>th",
            "<em>sai",
            "<ins><b>",
        ] {
            assert!(!text.contains(harm), "{path} has {harm}");
        }
    }
    let handlers: Vec<_> = case
        .outputs
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .flat_map(|(path, bytes)| {
            super::sound::tags(&super::case::text(bytes))
                .into_iter()
                .flat_map(|(_, attributes)| attributes)
                .filter(|(name, _)| name.starts_with("on"))
                .map(move |(name, _)| format!("{path}: {name}"))
        })
        .collect();
    assert!(handlers.is_empty(), "{handlers:?}");
    let feed = rss::Channel::read_from(case.page("rss.xml").as_bytes()).expect("RSS");
    assert_eq!(
        feed.items()[0].title(),
        Some("</title><script>alert(1)</script>5\"'><img src=x onerror=alert(2)>]]>----><b>&amp;")
    );
    let json: serde_json::Value = serde_json::from_str(case.page("feed.json")).expect("JSON");
    assert_eq!(
        json["items"][0]["title"],
        "</title><script>alert(1)</script>5\"'><img src=x onerror=alert(2)>]]>----><b>&amp;"
    );
    let page = case.page("tin/a.html");
    let graph = super::sound::between(page, "<script type=\"application/ld+json\">", "</script>");
    let graph: serde_json::Value = serde_json::from_str(&graph[0]).expect("JSON-LD");
    assert_eq!(
        graph["@graph"][0]["headline"],
        "</title><script>alert(1)</script>5\"'><img src=x onerror=alert(2)>]]>----><b>&amp;"
    );
}

#[test]
fn a_long_article_gets_a_table_of_contents_unless_told_otherwise() {
    let body = "## Một\n\na\n\n### Hai\n\nb\n\n## Ba\n\nc\n";
    let article = |more: &str| {
        Case::new("")
            .file(
                "content/tin/a.md",
                format!(
                    "+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n{more}+++\n{body}"
                ),
            )
            .build()
            .clean()
    };
    article("").has("tin/a.html", "<a href=\"#hai\">Hai</a>");
    article("toc = false\n").lacks("tin/a.html", "<a href=\"#hai\">");
}

#[test]
fn attachments_and_sound_are_offered() {
    Case::new(
        r#"
        -- content/tin/a/index.md --
        +++
        title = "A"
        date = 2022-07-11
        summary = "S"
        attachments = [{ src = "Kế hoạch.pdf", title = "Kế hoạch năm" }, { src = "/chung.docx" }]
        listen = "doc.mp3"
        +++
        B
        "#,
    )
    .file("content/tin/a/Kế hoạch.pdf", vec![b'x'; 2048])
    .file("content/tin/a/doc.mp3", b"x")
    .file("content/tin/a/khong-dung.txt", b"nobody asks for it")
    .file("static/chung.docx", b"y")
    .build()
    .clean()
    .has("tin/a.html", "href=\"/tin/a/ke-hoach.pdf\"")
    .has("tin/a.html", "Kế hoạch năm")
    .has("tin/a.html", "chung.docx")
    .has("tin/a.html", "src=\"/tin/a/doc.mp3\"")
    .exists("tin/a/ke-hoach.pdf")
    .exists("tin/a/doc.mp3")
    .missing("tin/a/khong-dung.txt");
}

#[test]
fn the_file_name_is_the_address_unless_a_slug_is_given() {
    Case::new("")
        .article("tin/Cầu Mới (2)", "A", "2022-07-11")
        .article_with("tin/b", "B", "2022-07-10", "slug = \"Đường đến trường\"")
        .build()
        .clean()
        .exists("tin/cau-moi-2.html")
        .exists("tin/duong-den-truong.html")
        .missing("tin/b.html");
}
