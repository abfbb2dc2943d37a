//! The home page.

use std::collections::BTreeMap;

use super::case::Case;

fn portal() -> Case {
    let mut case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        tagline = "Bên sông"
        base_url = "https://thu.example"
        [home]
        lead = 2
        newest = 2
        block = 3
        "#,
    );
    for number in 1..=8 {
        case = case.article(
            &format!("tin/bai-{number}"),
            &format!("Bài {number}"),
            &format!("2022-07-0{number}"),
        );
    }
    case
}

#[test]
fn the_home_page_leads_with_the_newest_and_has_a_block_for_each_category() {
    portal()
        .build()
        .clean()
        .in_order(
            "index.html",
            &[
                "Tin nổi bật",
                "/tin/bai-8.html",
                "/tin/bai-7.html",
                "Tin mới",
                "/tin/bai-6.html",
                "/tin/bai-5.html",
                "<h2><a href=\"/tin/\">Tin</a></h2>",
                "/tin/bai-4.html",
                "/tin/bai-3.html",
                "/tin/bai-2.html",
            ],
        )
        .lacks("index.html", "/tin/bai-1.html")
        .has("index.html", "Bên sông");
}

#[test]
fn a_pinned_story_leads_until_its_hour() {
    let pinned = |now: &str| {
        portal()
            .article_with(
                "tin/ghim",
                "Bài ghim",
                "2022-01-01",
                "pinned = { until = \"02/08/2022 08:00\" }",
            )
            .now(now)
            .build()
            .clean()
    };
    pinned("2022-08-02 07:59:59").in_order(
        "index.html",
        &["Tin nổi bật", "/tin/ghim.html", "/tin/bai-8.html"],
    );
    pinned("2022-08-02 08:00").lacks("index.html", "/tin/ghim.html");
}

#[test]
fn the_home_page_may_have_a_text_and_a_category_may_stay_off_it() {
    portal()
        .file(
            "content/_index.md",
            "+++\ntitle = \"Chào\"\ndescription = \"Lời mô tả\"\n+++\nLời **chào**.\n",
        )
        .file(
            "content/an/_index.md",
            "+++\ntitle = \"Mục lặng\"\nhome = 0\n+++\n",
        )
        .article("an/x", "X", "2020-01-01")
        .build()
        .clean()
        .has("index.html", "<p>Lời <strong>chào</strong>.</p>")
        .has(
            "index.html",
            "<meta name=\"description\" content=\"Lời mô tả\">",
        )
        .has("an/index.html", "/an/x.html")
        .lacks("index.html", "/an/x.html");
}

/// A portal whose home page is a list of blocks.
fn blocks(blocks: &str) -> Case {
    let mut case = Case::new("")
        .setting(blocks)
        .file("content/_index.md", "+++\n+++\nLời chào.\n")
        .file(
            "content/nguoi/_index.md",
            "+++\ntitle = \"Người tốt\"\nkind = \"profile\"\n+++\n",
        )
        .file(
            "content/nguoi/lan.md",
            "+++\ntitle = \"Bà Lan\"\ndate = 2022-06-01\nsummary = \"S\"\nperson = { name = \"Lan\", consent = true }\n+++\nChữ.\n",
        );
    for number in 1..=4 {
        let date = format!("2022-07-0{number}");
        case = case
            .article(
                &format!("tin/bai-{number}"),
                &format!("Tin {number}"),
                &date,
            )
            .article(
                &format!("bao/bao-{number}"),
                &format!("Báo {number}"),
                &date,
            );
    }
    case
}

#[test]
fn the_editor_says_which_blocks_there_are_and_in_which_order() {
    blocks(
        r#"home.blocks = [
            { loai = "nguoi-tot", chuyen_muc = "nguoi" },
            { kind = "notices", category = "bao", title = "Cần biết", count = 2 },
            { kind = "links", links = [{ title = "Cổng khác", url = "https://khac.example/" }] },
            { kind = "text" },
            { kind = "category", category = "/tin/", count = 1 },
        ]"#,
    )
    .build()
    .clean()
    .in_order(
        "index.html",
        &[
            "<h2><a href=\"/nguoi/\">Người tốt</a></h2>",
            "Cần biết",
            "/bao/bao-4.html",
            "/bao/bao-3.html",
            "https://khac.example/",
            "<p>Lời chào.</p>",
            "/tin/bai-4.html",
        ],
    )
    .lacks("index.html", "/bao/bao-2.html")
    .lacks("index.html", "/tin/bai-3.html");
}

#[test]
fn blocks_may_be_a_list_of_words_and_categories_are_those_that_no_block_names() {
    blocks(r#"home.blocks = ["lead", { kind = "category", category = "tin" }, "categories", "newest"]"#)
        .setting("home.lead = 1\nhome.newest = 1")
        .build()
        .clean()
        .in_order(
            "index.html",
            &[
                "Tin nổi bật",
                "<h2><a href=\"/tin/\">Tin</a></h2>",
                "<h2><a href=\"/bao/\">Bao</a></h2>",
                "<h2><a href=\"/nguoi/\">Người tốt</a></h2>",
                "Tin mới",
            ],
        )
        .lacks("index.html", "Lời chào");
}

#[test]
fn a_strip_of_pictures_shows_what_hangs_nowhere_else() {
    let mut case = Case::new("")
        .setting(r#"home.blocks = [{ kind = "lead", count = 1 }, { kind = "photos", count = 2 }]"#);
    for number in 1..=4 {
        let cover = "cover = { src = \"/anh.svg\", alt = \"Ảnh\" }";
        let cover = if number == 2 { "" } else { cover };
        let date = format!("2022-07-0{number}");
        case = case.article_with(&format!("tin/bai-{number}"), "Bài", &date, cover);
    }
    case.file(
        "static/anh.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    )
    .build()
    .clean()
    .in_order(
        "index.html",
        &[
            "/tin/bai-4.html",
            "Qua ống kính",
            "/tin/bai-3.html",
            "/tin/bai-1.html",
        ],
    )
    .lacks("index.html", "/tin/bai-2.html");
}

/// How often each story stands on the home page, by its address.
fn standing(case: &Case) -> BTreeMap<String, usize> {
    let mut standing = BTreeMap::new();
    for title in case
        .page("index.html")
        .split("card-title\"><a href=\"")
        .skip(1)
    {
        let address = title.split('"').next().unwrap_or_default();
        *standing.entry(address.to_owned()).or_default() += 1;
    }
    standing
}

#[test]
fn no_story_stands_twice_on_the_home_page() {
    for order in [
        "home.lead = 1",
        r#"home.blocks = ["categories", "newest", { kind = "lead", count = 1 }]"#,
        r#"home.blocks = [
            { kind = "lead", count = 1 }, { kind = "newest", count = 2 },
            { kind = "notices", category = "bao", count = 1 }, { kind = "people", category = "nguoi" },
            "categories",
        ]"#,
    ] {
        let case = blocks(order).setting("home.newest = 2").build().clean();
        let standing = standing(&case);
        assert!(
            standing.values().all(|times| *times == 1),
            "{order}: {standing:?}"
        );
        assert!(
            standing.contains_key("/nguoi/lan.html"),
            "{order}: {standing:?}"
        );
    }
}

#[test]
fn what_belongs_into_a_block_of_its_own_stands_there_and_not_among_what_is_new() {
    let people = "{ kind = \"people\", category = \"nguoi\" }";
    blocks(&format!(r#"home.blocks = ["newest", {people}]"#))
        .setting("home.newest = 9")
        .build()
        .clean()
        .in_order(
            "index.html",
            &[
                "Tin mới",
                "/tin/bai-1.html",
                "Người tốt</a></h2>",
                "/nguoi/lan.html",
            ],
        );
}

#[test]
fn a_category_whose_every_story_stands_above_still_has_a_block() {
    blocks(r#"home.blocks = ["lead", "categories"]"#)
        .setting("home.lead = 20")
        .build()
        .clean()
        .in_order(
            "index.html",
            &["/tin/bai-4.html", ">Tin</a></h2>", "/tin/bai-4.html"],
        );
}

#[test]
fn a_block_in_a_language_that_lacks_its_category_is_left_out() {
    blocks(r#"home.blocks = [{ kind = "category", category = "tin" }, "categories"]"#)
        .setting("languages = [\"vi\", \"en\"]")
        .file(
            "content/bao/x.en.md",
            "+++\ntitle = \"News\"\ndate = 2022-07-01\nsummary = \"S\"\n+++\nText.\n",
        )
        .build()
        .has("index.html", "/tin/bai-4.html")
        .has("en/index.html", "/en/bao/x.html")
        .lacks("en/index.html", "/tin/");
}

#[test]
fn a_warning_stands_on_every_page_between_its_hours() {
    let at = |now: &str| {
        Case::new(
            r#"
            -- site.toml --
            title = "Cổng Thử"
            base_url = "https://thu.example"
            [[alert]]
            text = "Bão số 3"
            from = "02/08/2022 06:00"
            until = "03/08/2022 18:00"
            [[alert]]
            text = "Mưa lớn"
            level = "luu-y"
            until = "03/08/2022"
            "#,
        )
        .article("tin/a", "A", "2022-07-11")
        .now(now)
        .build()
    };
    at("2022-08-02 05:59")
        .clean()
        .nowhere("Bão số 3")
        .has("tin/a.html", "is-caution");
    at("2022-08-02 06:00")
        .clean()
        .has("tin/a.html", "Bão số 3")
        .has("404.html", "Mưa lớn")
        .has("index.html", "is-urgent");
    // A day without a time is warned of to its end.
    at("2022-08-03 23:59")
        .codes(&["W-ALERT-OVER"])
        .nowhere("Bão số 3")
        .has("tin/a.html", "Mưa lớn");
    at("2022-08-04 00:00")
        .codes(&["W-ALERT-OVER", "W-ALERT-OVER"])
        .nowhere("Mưa lớn");
}

#[test]
fn a_warning_in_another_language_says_so() {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        languages = ["vi", "en"]
        alert = [{ text = "Bão", text_en = "Storm" }, { text = "Lũ" }]
        "#,
    )
    .article("tin/a", "A", "2022-07-11")
    .article("tin/a.en", "A", "2022-07-11")
    .build()
    .clean()
    .has("en/tin/a.html", "<span>Storm</span>")
    .has("en/tin/a.html", "<span lang=\"vi\">Lũ</span>")
    .has("tin/a.html", "<span>Lũ</span>");
}

#[test]
fn an_empty_portal_still_has_a_home_page_and_a_404() {
    Case::new("")
        .build()
        .clean()
        .has("index.html", "Cổng chưa có bài nào.")
        .has("404.html", "Không tìm thấy trang")
        .has("404.html", "<meta name=\"robots\" content=\"noindex\">")
        .missing("sitemap-news.xml");
}

#[test]
fn notices_menu_portals_and_footer_stand_on_every_page() {
    let case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        notice = "Nội dung mẫu"
        alert = { text = "Bão số 3", url = "@/tin/a.md" }
        [organisation]
        name = "Trung tâm Thử"
        phone = "0209 000 001"
        responsible = "Bà Lan"
        [[menu]]
        title = "Thời sự"
        url = "/tin/"
        [[menu.items]]
        title = "Cổng khác"
        url = "https://khac.example/"
        [[portals]]
        title = "Chính phủ"
        url = "https://chinhphu.vn"
        [[footer]]
        title = "Bài A ở chân"
        url = "@/tin/a.md"
        "#,
    )
    .article("tin/a", "A", "2022-07-11")
    .build()
    .clean();
    for page in [
        "index.html",
        "tin/index.html",
        "tin/a.html",
        "404.html",
        "luu-tru/index.html",
    ] {
        for text in [
            "Nội dung mẫu",
            "Bão số 3",
            "Trung tâm Thử",
            "href=\"tel:0209000001\"",
            "Bà Lan",
            "Thời sự",
            "https://khac.example/",
            "https://chinhphu.vn",
            "Bài A ở chân",
        ] {
            assert!(case.page(page).contains(text), "{page} lacks {text}");
        }
    }
}

#[test]
fn links_of_the_settings_must_lead_somewhere() {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        [[menu]]
        title = "Thời sự"
        url = "/thoi-su/"
        [[footer]]
        title = "Liên hệ"
        url = "@/lien-he.md"
        "#,
    )
    .build()
    .findings(
        "
        site.toml:5:7: error[E-LINK-ADDRESS]: cổng không có địa chỉ `/thoi-su/`
        site.toml:8:7: error[E-LINK-MISSING]: không có bài `@/lien-he.md`
        ",
    );
}
