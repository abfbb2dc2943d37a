//! Categories: folders, nested and extra ones.

use super::case::Case;

#[test]
fn a_folder_with_an_index_is_a_category_and_one_without_is_only_for_order() {
    Case::new(
        r#"
        -- content/tin-tuc/_index.md --
        +++
        title = "Tin tức"
        description = "Tin trong ngày."
        +++
        Lời đầu của **chuyên mục**.
        -- content/tin-tuc/xa-hoi/_index.md --
        +++
        title = "Xã hội"
        +++
        "#,
    )
    .article("tin-tuc/xa-hoi/2022/a", "Bài A", "2022-07-11")
    .article("tin-tuc/2021/b", "Bài B", "2021-07-11")
    .build()
    .clean()
    .exists("tin-tuc/xa-hoi/a.html")
    .exists("tin-tuc/b.html")
    .has("tin-tuc/index.html", "Tin trong ngày.")
    .has(
        "tin-tuc/index.html",
        "<p>Lời đầu của <strong>chuyên mục</strong>.</p>",
    )
    .in_order(
        "tin-tuc/index.html",
        &[
            "href=\"/tin-tuc/xa-hoi/\"",
            "/tin-tuc/xa-hoi/a.html",
            "/tin-tuc/b.html",
        ],
    )
    .has("tin-tuc/xa-hoi/index.html", "/tin-tuc/xa-hoi/a.html")
    .lacks("tin-tuc/xa-hoi/index.html", "/tin-tuc/b.html")
    .in_order(
        "tin-tuc/xa-hoi/a.html",
        &[
            "href=\"/\"",
            "href=\"/tin-tuc/\"",
            "href=\"/tin-tuc/xa-hoi/\"",
        ],
    )
    .exists("tin-tuc/xa-hoi/rss.xml");
}

#[test]
fn categories_stand_in_the_editors_order() {
    Case::new(
        r#"
        -- content/a/_index.md --
        +++
        title = "Ưu tiên"
        order = 2
        +++
        -- content/b/_index.md --
        +++
        title = "Đầu tiên"
        order = 1
        +++
        -- content/c/_index.md --
        +++
        title = "Ẩn"
        hidden = true
        +++
        "#,
    )
    .setting("home = { lead = 1, newest = 0 }")
    .article("a/x", "X", "2022-07-11")
    .article("b/y", "Y", "2022-07-11")
    .article("c/z", "Z", "2022-07-11")
    .article("d-khong-ten/t", "T", "2022-07-11")
    .build()
    .clean()
    .in_order("404.html", &["Đầu tiên", "Ưu tiên", "D khong ten"])
    .lacks("index.html", "Ẩn")
    .has("c/index.html", "/c/z.html");
}

#[test]
fn an_article_in_extra_categories_has_one_address_and_one_canonical() {
    Case::new("")
        .article_with(
            "tin/a",
            "Bài A",
            "2022-07-11",
            "categories = [\"van-hoa\", \"tin\"]",
        )
        .article("van-hoa/b", "Bài B", "2022-07-10")
        .build()
        .clean()
        .has("van-hoa/index.html", "href=\"/tin/a.html\"")
        .has("tin/index.html", "href=\"/tin/a.html\"")
        .has("van-hoa/rss.xml", "https://thu.example/tin/a.html")
        .has(
            "tin/a.html",
            "<link rel=\"canonical\" href=\"https://thu.example/tin/a.html\">",
        )
        .missing("van-hoa/a.html");
}

#[test]
fn an_extra_category_must_exist() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "categories = [\"van-hoa-xa-hoi\"]")
        .article("van-hoa/b", "B", "2022-07-10")
        .build()
        .findings("content/tin/a.md:5:15: error[E-CATEGORY-MISSING]: không có chuyên mục `van-hoa-xa-hoi`");
}

#[test]
fn a_category_may_have_another_name_in_its_address() {
    Case::new(
        r#"
        -- content/tin/_index.md --
        +++
        title = "Tin"
        slug = "Tin tức – sự kiện"
        +++
        "#,
    )
    .article("tin/a", "A", "2022-07-11")
    .build()
    .clean()
    .exists("tin-tuc-su-kien/a.html")
    .missing("tin/index.html");
}

#[test]
fn an_empty_category_is_told_and_shown_nowhere() {
    Case::new(
        r#"
        -- content/trong/_index.md --
        +++
        title = "Mục trống"
        +++
        "#,
    )
    .article("tin/a", "A", "2022-07-11")
    .build()
    .findings("content/trong/_index.md: warning[W-CATEGORY-EMPTY]: chuyên mục `Mục trống` chưa có bài nào; không hiện trên cổng")
    .missing("trong/index.html")
    .nowhere("Mục trống");
}

#[test]
fn what_a_category_says_of_its_articles_holds_for_those_below_it() {
    Case::new(
        r#"
        -- content/van-ban/_index.md --
        +++
        title = "Văn bản"
        kind = "page"
        +++
        -- content/van-ban/cu/_index.md --
        +++
        title = "Văn bản cũ"
        +++
        -- content/van-ban/cu/1999/so-1.md --
        +++
        title = "Số 1"
        +++
        "#,
    )
    .build()
    .clean()
    .has("van-ban/cu/so-1.html", "is-page");
}
