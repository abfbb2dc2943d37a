//! Pages (trang thông tin): no date, in no list.

use super::case::Case;

#[test]
fn a_page_has_an_address_but_stands_in_no_list_feed_or_archive() {
    Case::new(
        r#"
        -- content/gioi-thieu/_index.md --
        +++
        title = "Giới thiệu"
        +++
        Lời giới thiệu.
        -- content/gioi-thieu/co-cau.md --
        +++
        title = "Cơ cấu tổ chức"
        kind = "page"
        +++
        Ban lãnh đạo.
        -- content/lien-he.md --
        +++
        title = "Liên hệ"
        loai = "trang"
        +++
        Số máy.
        "#,
    )
    .article("tin/a", "Bài A", "2022-07-11")
    .build()
    .clean()
    .has("gioi-thieu/co-cau.html", "<h1>Cơ cấu tổ chức</h1>")
    .has("gioi-thieu/index.html", "href=\"/gioi-thieu/co-cau.html\"")
    .has("gioi-thieu/index.html", "Lời giới thiệu.")
    .has("lien-he.html", "Số máy.")
    .has("so-do-cong.html", "href=\"/lien-he.html\"")
    .has(
        "sitemap-trang.xml",
        "<loc>https://thu.example/lien-he.html</loc>",
    )
    .lacks("rss.xml", "Liên hệ")
    .lacks("luu-tru/2022/07/index.html", "co-cau.html")
    .missing("gioi-thieu/rss.xml");
}

#[test]
fn an_article_needs_a_date_and_a_title_a_page_only_a_title() {
    Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        summary = "S"
        +++
        -- content/tin/b.md --
        +++
        date = 2022-07-11
        summary = "S"
        +++
        -- content/tin/c.md --
        +++
        kind = "page"
        +++
        "#,
    )
    .build()
    .findings(
        "
        content/tin/a.md:2:1: error[E-DATE-MISSING]: bài chưa có ngày đăng
        content/tin/b.md:2:1: error[E-TITLE-MISSING]: bài chưa có tiêu đề
        content/tin/c.md:2:1: error[E-TITLE-MISSING]: bài chưa có tiêu đề
        ",
    );
}
