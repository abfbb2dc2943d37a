//! Links between articles, addresses and anchors; `base_url` with a path.

use super::case::Case;
use super::sound;

#[test]
fn links_to_files_become_addresses() {
    Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        summary = "S"
        +++
        [theo tệp](@/van/b.md) [mục](@/van/b.md#muc-hai) [bên cạnh](../van/b.md) [địa chỉ](/van/b.html)
        [đủ](https://thu.example/van/b.html#muc-hai) [chuyên mục](@/van/_index.md) [không gạch](/van)
        [trang chủ](/) [cùng trang](#cuoi) [tệp](/van.pdf) [ngoài](https://khac.example/x?y=1&z=2) [thư](mailto:a@b.vn)

        ## Cuối
        -- content/van/_index.md --
        +++
        title = "Văn"
        +++
        -- content/van/b.md --
        +++
        title = "B"
        date = 2022-07-10
        summary = "S"
        +++
        ## Mục hai
        -- static/van.pdf --
        x
        "#,
    )
    .build()
    .clean()
    .has("tin/a.html", "<a href=\"/van/b.html\">theo tệp</a>")
    .has("tin/a.html", "<a href=\"/van/b.html#muc-hai\">mục</a>")
    .has("tin/a.html", "<a href=\"/van/b.html\">bên cạnh</a>")
    .has("tin/a.html", "<a href=\"/van/b.html\">địa chỉ</a>")
    .has("tin/a.html", "<a href=\"/van/b.html#muc-hai\">đủ</a>")
    .has("tin/a.html", "<a href=\"/van/\">chuyên mục</a>")
    .has("tin/a.html", "<a href=\"/van/\">không gạch</a>")
    .has("tin/a.html", "<a href=\"/\">trang chủ</a>")
    .has("tin/a.html", "<a href=\"#cuoi\">cùng trang</a>")
    .has("tin/a.html", "<a href=\"/van.pdf\">tệp</a>")
    .has("tin/a.html", "href=\"https://khac.example/x?y=1&amp;z=2\"")
    .has("tin/a.html", "href=\"mailto:a@b.vn\"");
}

#[test]
fn links_that_lead_nowhere_are_told_with_what_was_probably_meant() {
    let case = Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        summary = "S"
        +++
        [một](@/tin/cau-moy.md) [hai](/tin/cau-mo.html) [ba](@/tin/cau-moi.md#muc-mott)
        [bốn](javascript:x) [năm](#khong) [sáu](khong-co.pdf)
        "#,
    )
    .file(
        "content/tin/cau-moi.md",
        "+++\ntitle = \"B\"\ndate = 2022-07-10\nsummary = \"S\"\n+++\n## Mục một\n",
    )
    .build()
    .findings(
        "
        content/tin/a.md:6:7: error[E-LINK-MISSING]: không có bài `@/tin/cau-moy.md`
        content/tin/a.md:6:31: error[E-LINK-ADDRESS]: cổng không có địa chỉ `/tin/cau-mo.html`
        content/tin/a.md:6:54: error[E-LINK-ANCHOR]: trang đích không có mục `#muc-mott`
        content/tin/a.md:7:7: error[E-LINK-SCHEME]: liên kết `javascript:x` không an toàn
        content/tin/a.md:7:27: error[E-LINK-ANCHOR]: trang đích không có mục `#khong`
        content/tin/a.md:7:41: error[E-LINK-ADDRESS]: cổng không có địa chỉ `khong-co.pdf`
        ",
    );
    let drawn = case.drawn(congtin::text::Language::En);
    for meant in ["`@/tin/cau-moi.md`", "`/tin/cau-moi.html`", "`#muc-mot`"] {
        assert!(
            drawn.contains(&format!("did you mean {meant}?")),
            "{meant} in {drawn}"
        );
    }
}

#[test]
fn a_link_to_what_is_not_public_becomes_plain_text() {
    let site = |more: &str| {
        Case::new("")
            .file("content/tin/a.md", "+++\ntitle = \"A\"\ndate = 2022-07-01\nsummary = \"S\"\n+++\nXem [bài kia](@/tin/b.md) và [nữa](/tin/b.html).\n")
            .article_with("tin/b", "B", "2022-07-01", more)
            .build()
    };
    for (more, state) in [
        ("draft = true", "còn là bản nháp"),
        ("status = \"review\"", "đang chờ duyệt"),
        ("publish_at = 2022-09-01", "chưa đến giờ đăng"),
        ("expires_at = 2022-07-15", "đã hết hạn"),
        (
            "withdrawn = { date = 2022-07-15, reason = \"Sai\" }",
            "đã được gỡ",
        ),
    ] {
        site(more)
            .findings(&format!(
                "content/tin/a.md:6:15: warning[W-LINK-HIDDEN]: bài `@/tin/b.md` {state}; liên kết thành chữ thường
                 content/tin/a.md:6:36: warning[W-LINK-HIDDEN]: bài `/tin/b.html` {state}; liên kết thành chữ thường"
            ))
            .has("tin/a.html", "<p>Xem bài kia và nữa.</p>");
    }
}

#[test]
fn only_an_address_where_something_hidden_would_stand_is_excused() {
    Case::new("")
        .file("content/tin/a.md", "+++\ntitle = \"A\"\ndate = 2022-07-01\nsummary = \"S\"\n+++\n[một](/tin/cau.html) [hai](/van/cau.html) [ba](/van/ten-khac.html)\n")
        .article_with("van/cau", "B", "2022-07-01", "draft = true")
        .article_with("van/2022/cau-hai", "C", "2022-07-01", "draft = true\nslug = \"ten-khac\"")
        .build()
        .findings(
            "content/tin/a.md:6:7: error[E-LINK-ADDRESS]: cổng không có địa chỉ `/tin/cau.html`
             content/tin/a.md:6:28: warning[W-LINK-HIDDEN]: bài `/van/cau.html` còn là bản nháp; liên kết thành chữ thường
             content/tin/a.md:6:48: warning[W-LINK-HIDDEN]: bài `/van/ten-khac.html` còn là bản nháp; liên kết thành chữ thường",
        );
}

#[test]
fn a_text_of_the_newsroom_is_no_file_for_readers() {
    let attached = "attachments = [{ src = \"kin.md\", title = \"Kín\" }]";
    Case::new("")
        .article_with("tin/a", "A", "2022-07-01", attached)
        .article_with(
            "tin/kin",
            "Kín",
            "2022-07-01",
            "withdrawn = { date = 2022-07-15, reason = \"Sai\" }",
        )
        .build()
        .codes(&["E-PICTURE-MISSING"])
        .missing("tin/kin.md");
}

#[test]
fn files_beside_an_article_may_have_any_name() {
    Case::new("")
        .file("content/tin/a.md", "+++\ntitle = \"A\"\ndate = 2022-07-01\nsummary = \"S\"\n+++\n[một](bo.md5) [hai](mau.md.pdf) [ba](★/★.pdf)\n")
        .file("content/tin/bo.md5", "x")
        .file("content/tin/mau.md.pdf", "x")
        .file("content/tin/★/★.pdf", "x")
        .build()
        .clean()
        .has("tin/a.html", "<a href=\"/tin/bo.md5\">một</a>")
        .has("tin/a.html", "<a href=\"/tin/mau-md.pdf\">hai</a>");
}

#[test]
fn every_address_begins_with_the_path_of_base_url() {
    let case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example/cong"
        languages = ["vi", "en"]
        logo = "logo.svg"
        -- static/logo.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        summary = "S"
        tags = ["Thẻ"]
        author = "Lan"
        aliases = ["/cu.html"]
        cover = { src = "/logo.svg", alt = "Ảnh" }
        +++
        [b](@/tin/b.md) [b](/tin/b.html) [b](/cong/tin/b.html) [b](https://thu.example/cong/tin/b.html) ![c](/logo.svg)
        "#,
    )
    .article("tin/b", "B", "2022-07-10")
    .article("tin/b.en", "B", "2022-07-10")
    .build()
    .clean();
    let mut seen = 0;
    for (path, bytes) in case
        .outputs
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        for link in sound::links(&super::case::text(bytes)) {
            let outside = [
                "#",
                "https://",
                "http://purl.org/",
                "mailto:",
                "tel:",
                "data:image/",
            ]
            .iter()
            .any(|start| link.starts_with(start));
            assert!(outside || link.starts_with("/cong/"), "{path}: {link}");
            assert!(!link.starts_with("/cong/cong/"), "{path}: {link}");
            seen += usize::from(!outside);
        }
    }
    assert!(seen > 200, "{seen} links were looked at");
    case.has("redirects.map", "/cong/cu.html /cong/tin/a.html;")
        .has("tin/a.html", "<link rel=\"canonical\" href=\"https://thu.example/cong/tin/a.html\">")
        .has("tin/a.html", "<a href=\"/cong/tin/b.html\">b</a> <a href=\"/cong/tin/b.html\">b</a> <a href=\"/cong/tin/b.html\">b</a> <a href=\"/cong/tin/b.html\">b</a>");
}

#[test]
fn a_base_url_must_be_a_full_web_address() {
    for bad in [
        "nason.example",
        "ftp://x.vn",
        "https://",
        "https://x.vn/a b",
        "https://x.vn/../y",
    ] {
        Case::new(&format!(
            "-- site.toml --\ntitle = \"C\"\nbase_url = \"{bad}\"\n"
        ))
        .build()
        .findings(&format!(
            "site.toml:2:12: error[E-BASE-URL]: `{bad}` không phải địa chỉ web đầy đủ"
        ));
    }
}

#[test]
fn a_published_file_beside_an_article_has_an_address_to_link_to() {
    Case::new("")
        .file(
            "content/tin/e/index.md",
            "+++\ntitle = \"E\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n[x](f.pdf)\n",
        )
        .file("content/tin/e/f.pdf", "x")
        .file("content/tin/e/g.pdf", "x")
        .file(
            "content/tin/a.md",
            "+++\ntitle = \"A\"\ndate = 2022-07-10\nsummary = \"S\"\n+++\n[x](/tin/e/f.pdf)\n",
        )
        .build()
        .clean()
        .has("tin/a.html", "href=\"/tin/e/f.pdf\"")
        .replace("content/tin/a.md", "f.pdf", "g.pdf")
        .build()
        .codes(&["E-LINK-ADDRESS"]);
}

#[test]
fn a_file_beside_an_article_may_not_stand_where_a_page_is_nor_below_one() {
    Case::new("")
        .file(
            "content/tin/e/index.md",
            "+++\ntitle = \"E\"\ndate = 2022-07-11\nsummary = \"S\"\naliases = [\"/tin/e/f.pdf\"]\n+++\n[x](f.pdf)\n",
        )
        .file("content/tin/e/f.pdf", "x")
        .build()
        .findings("content/tin/e/f.pdf: error[E-ADDRESS-TWICE]: địa chỉ `/tin/e/f.pdf` đã thuộc về `content/tin/e/index.md`");
}
