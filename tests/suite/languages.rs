//! A portal in Vietnamese and English.

use super::case::Case;

fn portal() -> Case {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        languages = ["vi", "en"]
        [[menu]]
        title = "Tin"
        title_en = "News"
        url = "/tin/"
        [[footer]]
        title = "Liên hệ"
        title_en = "Contact"
        url = "@/lien-he.md"
        -- content/tin/_index.md --
        +++
        title = "Tin tức"
        +++
        -- content/tin/_index.en.md --
        +++
        title = "News"
        slug = "news"
        +++
        -- content/lien-he.md --
        +++
        title = "Liên hệ"
        kind = "page"
        +++
        A
        -- content/lien-he.en.md --
        +++
        title = "Contact"
        kind = "page"
        slug = "contact"
        +++
        A
        -- content/tin/a.md --
        +++
        title = "Cầu mới"
        date = 2022-07-11
        summary = "S"
        tags = ["Giao thông"]
        +++
        B
        -- content/tin/a.en.md --
        +++
        title = "The new bridge"
        date = 2022-07-11
        summary = "S"
        slug = "the-new-bridge"
        tags = ["Traffic"]
        +++
        B [contact](@/lien-he.en.md)
        "#,
    )
    .article("tin/b", "Chỉ tiếng Việt", "2022-07-10")
}

#[test]
fn each_language_is_a_portal_of_its_own() {
    portal()
        .build()
        .clean()
        .has("en/index.html", "<html lang=\"en\"")
        .has("en/news/index.html", "<h1>News</h1>")
        .has("en/news/the-new-bridge.html", "href=\"/en/contact.html\"")
        .has("en/tags/traffic/index.html", "/en/news/the-new-bridge.html")
        .has("en/archive/2022/07/index.html", "July 2022")
        .exists("en/rss.xml")
        .exists("en/404.html")
        .exists("en/site-map.html")
        .lacks("en/index.html", "Chỉ tiếng Việt")
        .lacks("index.html", "The new bridge")
        .lacks("en/rss.xml", "Cầu mới");
}

#[test]
fn translations_name_each_other() {
    let case = portal().build().clean();
    for page in ["tin/a.html", "en/news/the-new-bridge.html"] {
        for link in [
            "<link rel=\"alternate\" hreflang=\"vi\" href=\"https://thu.example/tin/a.html\">",
            "<link rel=\"alternate\" hreflang=\"en\" href=\"https://thu.example/en/news/the-new-bridge.html\">",
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://thu.example/tin/a.html\">",
        ] {
            assert!(case.page(page).contains(link), "{page} lacks {link}");
        }
    }
    case.lacks("tin/b.html", "<link rel=\"alternate\" hreflang")
        .has("sitemap-2022.xml", "hreflang=\"en\"")
        .has(
            "tin/index.html",
            "hreflang=\"en\" href=\"https://thu.example/en/news/\"",
        );
}

#[test]
fn menu_and_footer_speak_the_language_of_the_page() {
    portal()
        .build()
        .clean()
        .has("en/index.html", "href=\"/en/news/\"")
        .has("en/index.html", "href=\"/en/contact.html\"")
        .lacks("en/index.html", "Liên hệ")
        .has("index.html", "href=\"/lien-he.html\"");
}

#[test]
fn an_english_file_of_a_vietnamese_portal_is_left_out_and_told() {
    Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .article("tin/a.en", "B", "2022-07-11")
        .build()
        .findings("content/tin/a.en.md: warning[W-LANGUAGE-OFF]: ngôn ngữ `en` không có trong `languages` của site.toml; bỏ qua tệp này")
        .missing("en/index.html")
        .missing("tin/a.en.html");
}

#[test]
fn a_translation_without_an_original_is_told() {
    portal()
        .article("tin/alone.en", "Alone", "2022-07-11")
        .build()
        .findings("content/tin/alone.en.md: warning[W-TRANSLATION-ALONE]: bản dịch không có bản tiếng Việt cùng tên")
        .exists("en/news/alone.html");
}

#[test]
fn a_language_with_nothing_to_show_has_no_portal() {
    Case::new("")
        .setting("languages = [\"vi\", \"en\"]")
        .article("tin/a", "A", "2022-07-11")
        .build()
        .clean()
        .missing("en/index.html")
        .lacks("index.html", "hreflang");
}

#[test]
fn english_may_come_first() {
    Case::new("")
        .setting("language = \"en\"\nlanguages = [\"en\", \"vi\"]")
        .article("news/a", "Bridge", "2022-07-11")
        .article("news/a.vi", "Cầu", "2022-07-11")
        .build()
        .clean()
        .has("index.html", "<html lang=\"en\"")
        .has(
            "news/a.html",
            "hreflang=\"vi\" href=\"https://thu.example/vi/news/a.html\"",
        )
        .has("vi/news/a.html", "<html lang=\"vi\"")
        .exists("archive/2022/07/index.html")
        .exists("vi/luu-tru/2022/07/index.html");
}

#[test]
fn a_bundles_pictures_serve_all_its_languages() {
    portal()
        .file(
            "content/tin/c/index.md",
            "+++\ntitle = \"C\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n![Ảnh](c.png)\n",
        )
        .file(
            "content/tin/c/index.en.md",
            "+++\ntitle = \"C\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n![Picture](c.png)\n",
        )
        .picture("content/tin/c/c.png", 40, 30)
        .build()
        .clean()
        .has("tin/c.html", "src=\"/tin/c/c.png\"")
        .has("en/news/c.html", "src=\"/tin/c/c.png\"")
        .exists("tin/c/c.png");
}

#[test]
fn words_that_a_theme_lacks_are_borrowed_and_told() {
    Case::new("")
        .setting("languages = [\"vi\", \"en\"]\ntheme = \"nha\"")
        .file("themes/nha/theme.toml", "extends = \"cong\"\n")
        .file("themes/nha/i18n/vi.toml", "chao = \"Xin chào\"\nhome = \"Nhà\"\n")
        .file("themes/nha/templates/404.html", "<p>{{ words.chao }} {{ words.home }}</p>")
        .article("tin/a", "A", "2022-07-11")
        .article("tin/a.en", "A", "2022-07-11")
        .build()
        .findings("themes/nha/i18n/en.toml: warning[W-WORD-MISSING]: giao diện chưa có chữ `chao` cho ngôn ngữ `en`; dùng tạm tiếng Việt")
        .has("404.html", "<p>Xin chào Nhà</p>")
        .has("en/404.html", "<p>Xin chào Home</p>");
}

#[test]
fn a_translated_category_borrows_what_it_does_not_say() {
    let mut case = Case::new("").setting("languages = [\"vi\", \"en\"]");
    for (folder, order) in [("a", 2), ("b", 1)] {
        let front = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}+++\n");
        case = case
            .file(
                &format!("content/{folder}/_index.md"),
                front(folder, &format!("order = {order}\nkind = \"page\"\n")),
            )
            .file(
                &format!("content/{folder}/_index.en.md"),
                front(&format!("Part {folder}"), ""),
            )
            .file(&format!("content/{folder}/x.md"), front("X", ""))
            .file(&format!("content/{folder}/x.en.md"), front("X", ""));
    }
    case.build()
        .clean()
        .in_order("en/site-map.html", &["Part b", "Part a"]);
}
