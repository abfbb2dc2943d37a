//! Sitemaps, `robots.txt`, `security.txt`.

use super::case::Case;
use super::sound::between;

fn locations(case: &Case, path: &str) -> Vec<String> {
    between(case.page(path), "<loc>", "</loc>")
}

#[test]
fn sitemaps_are_split_by_year_and_name_every_page_once() {
    let case = Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .article("tin/b", "B", "2021-07-11")
        .file(
            "content/lien-he.md",
            "+++\ntitle = \"Liên hệ\"\nkind = \"page\"\n+++\nX\n",
        )
        .build()
        .clean();
    assert_eq!(
        locations(&case, "sitemap.xml"),
        [
            "https://thu.example/sitemap-trang.xml",
            "https://thu.example/sitemap-2021.xml",
            "https://thu.example/sitemap-2022.xml",
        ]
    );
    assert_eq!(
        locations(&case, "sitemap-2022.xml"),
        [
            "https://thu.example/luu-tru/2022/07/",
            "https://thu.example/luu-tru/2022/",
            "https://thu.example/tin/a.html",
        ]
    );
    let named: Vec<_> = ["sitemap-trang.xml", "sitemap-2021.xml", "sitemap-2022.xml"]
        .iter()
        .flat_map(|path| locations(&case, path))
        .collect();
    let mut once = named.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), named.len());
    let pages = case.outputs.keys().filter(|path| path.ends_with(".html"));
    let indexed = pages.filter(|path| !case.page(path).contains("noindex"));
    assert_eq!(indexed.count(), named.len(), "{named:#?}");
}

#[test]
fn the_news_sitemap_holds_two_days_and_is_absent_when_there_is_no_news() {
    let at = |now: &str| {
        Case::new("")
            .article("tin/moi", "Tin mới", "31/07/2022 09:00")
            .article("tin/cu", "Tin cũ", "29/07/2022 09:00")
            .now(now)
            .build()
            .clean()
    };
    at("2022-08-01 12:00")
        .has("sitemap-news.xml", "<news:title>Tin mới</news:title>")
        .has(
            "sitemap-news.xml",
            "<news:publication_date>2022-07-31T09:00:00+07:00</news:publication_date>",
        )
        .lacks("sitemap-news.xml", "Tin cũ")
        .has("sitemap.xml", "https://thu.example/sitemap-news.xml");
    at("2022-08-02 09:00")
        .missing("sitemap-news.xml")
        .lacks("sitemap.xml", "sitemap-news.xml");
}

#[test]
fn lastmod_is_the_day_of_the_last_change() {
    Case::new("")
        .article_with(
            "tin/a",
            "A",
            "11/07/2022 08:00",
            "updated = \"12/07/2022 09:30\"",
        )
        .build()
        .clean()
        .in_order(
            "sitemap-2022.xml",
            &[
                "/tin/a.html</loc>",
                "<lastmod>2022-07-12T09:30:00+07:00</lastmod>",
            ],
        )
        .in_order(
            "sitemap.xml",
            &[
                "sitemap-2022.xml</loc>",
                "<lastmod>2022-07-12T09:30:00+07:00</lastmod>",
            ],
        );
}

#[test]
fn robots_and_security_are_made_unless_static_brings_its_own() {
    let case = Case::new("")
        .setting("security = \"mailto:an@thu.example\"")
        .build()
        .clean()
        .has("robots.txt", "Sitemap: https://thu.example/sitemap.xml")
        .has(".well-known/security.txt", "Contact: mailto:an@thu.example")
        .has(
            ".well-known/security.txt",
            "Expires: 2023-12-31T23:59:59+07:00",
        );
    case.file(
        "static/robots.txt",
        "User-agent: x\nSitemap: https://thu.example/sitemap.xml\n",
    )
    .file("static/.well-known/security.txt", "Contact: tel:1\n")
    .build()
    .clean()
    .has("robots.txt", "User-agent: x")
    .has(".well-known/security.txt", "Contact: tel:1");
}

#[test]
fn without_a_contact_there_is_no_security_txt() {
    Case::new("").build().missing(".well-known/security.txt");
}
