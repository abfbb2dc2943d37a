//! How far one change reaches: publishing an article touches a dozen files and two for each term that it carries, however
//! large the archive. Each list here is longer than a page, in two years.

use super::case::Case;

/// 60 articles of two years, each with a tag, an author, a place and a series, on lists of five.
fn archive() -> Case {
    let mut case = Case::new("").setting("lists.page_size = 5\nfeeds.items = 5");
    for number in 0..60 {
        let date = if number < 30 {
            format!("2021-{:02}-{:02}", number % 6 + 1, number % 28 + 1)
        } else {
            format!("2022-{:02}-{:02}", number % 6 + 1, number % 28 + 1)
        };
        let path = format!("tin/bai-{number:02}");
        case = case.article_with(&path, &format!("Bài {number}"), &date, TERMS);
    }
    case
}

const TERMS: &str = "tags = [\"Suối\", \"Núi\"]\nauthor = \"Hoàng Mai\"\nplaces = [\"Nà Sơn\"]\nseries = \"Mùa lúa\"";

#[test]
fn a_new_article_touches_its_page_the_fronts_and_two_files_for_each_term() {
    // The first of its month, so that the calendars of the archive have one more.
    let case = archive()
        .build()
        .article_with("tin/moi", "Bài mới", "2022-07-30", TERMS)
        .build();
    assert_eq!(
        case.touched_pages(),
        [
            "atom.xml",
            "chuyen-de/mua-lua/2022/index.html",
            "chuyen-de/mua-lua/index.html",
            "dia-ban/na-son/2022/index.html",
            "dia-ban/na-son/index.html",
            "feed.json",
            "index.html",
            "luu-tru/2022/07/index.html",
            "luu-tru/2022/index.html",
            "luu-tru/index.html",
            "rss.xml",
            "sitemap-2022.xml",
            "sitemap-trang.xml",
            "sitemap.xml",
            "tac-gia/hoang-mai/2022/index.html",
            "tac-gia/hoang-mai/index.html",
            "the/nui/2022/index.html",
            "the/nui/index.html",
            "the/suoi/2022/index.html",
            "the/suoi/index.html",
            "tim-kiem/index.html",
            "tin/2022/index.html",
            "tin/bai-53.html",
            "tin/index.html",
            "tin/moi.html",
            "tin/rss.xml",
        ]
    );
}

#[test]
fn a_new_article_in_a_month_that_has_some_leaves_the_archive_alone() {
    let case = archive()
        .build()
        .article_with("tin/moi", "Bài mới", "2022-06-30", TERMS)
        .build();
    let touched = case.touched_pages();
    let archive = touched.iter().filter(|path| path.starts_with("luu-tru/"));
    assert_eq!(archive.collect::<Vec<_>>(), [&"luu-tru/2022/06/index.html"]);
    // No more than fifteen, and two for each of five terms.
    assert!(touched.len() <= 15 + 10, "{touched:#?}");
}

#[test]
fn a_new_article_touches_the_newest_of_search_alone() {
    let mut case = archive().build();
    for number in 0..10 {
        let title = format!("Bài mới {number}");
        let (path, date) = (
            format!("tin/moi-{number}"),
            format!("2022-07-{:02}", number + 2),
        );
        case = case.article_with(&path, &title, &date, TERMS).build();
        let index = case.touched_index();
        // The newest postings of heads and of bodies, facets and cards, and the manifest; 64 articles become an archive.
        assert_eq!(index.len(), 5, "{index:#?}");
        assert!(index.contains(&"tim-kiem/index.json"));
    }
    let full = case.outputs.keys().filter(|path| path.ends_with("-0.bin"));
    // Of the archive and of the newest.
    assert_eq!(full.count(), 4);
}

#[test]
fn a_full_page_comes_to_be_once_in_a_page_of_articles() {
    let mut case = archive().build();
    let mut most = 0;
    for number in 0..10 {
        let title = format!("Bài mới {number}");
        let date = format!("2022-07-{:02}", number + 2);
        case = case
            .article_with(&format!("tin/moi-{number}"), &title, &date, TERMS)
            .build();
        let touched = case.touched_pages();
        let pages = touched.iter().filter(|path| path.contains("/trang-"));
        most = most.max(touched.len() - pages.count());
    }
    // 16 and two for each of five terms.
    assert!(most <= 26, "{most}");
}

#[test]
fn the_first_article_of_a_year_leaves_the_years_before_alone() {
    let case = archive()
        .now("2023-01-02")
        .build()
        .article_with("tin/moi", "Bài mới", "2023-01-01", TERMS)
        .build();
    let old: Vec<_> = case
        .touched()
        .into_iter()
        .filter(|path| path.contains("2021") || path.contains("2022/trang"))
        .map(str::to_owned)
        .collect();
    assert_eq!(old, [""; 0]);
    let touched = case.touched_pages();
    assert!(touched.len() <= 36, "{touched:#?}");
}

#[test]
fn a_word_in_a_text_touches_one_page() {
    let case = archive()
        .build()
        .replace("content/tin/bai-40.md", "Nội dung", "Lời kể")
        .build();
    assert_eq!(case.touched_pages(), ["tin/bai-40.html"]);
    // Its partition and the manifest.
    assert_eq!(case.touched_index().len(), 2);
}

#[test]
fn a_title_touches_what_shows_it() {
    let case = archive()
        .build()
        .replace(
            "content/tin/bai-05.md",
            "title = \"Bài 5\"",
            "title = \"Bài năm\"",
        )
        .build();
    let touched = case.touched_pages();
    assert!(touched.contains(&"tin/bai-05.html"));
    assert!(
        touched
            .iter()
            .all(|path| case.page(path).contains("Bài năm"))
    );
}

#[test]
fn a_withdrawal_touches_what_showed_the_article() {
    let case = archive()
        .build()
        .replace(
            "content/tin/bai-05.md",
            "+++\ntitle",
            "+++\nwithdrawn = \"Sai\"\ntitle",
        )
        .build()
        .nowhere("Bài 5<")
        .nowhere("Nội dung của Bài 5.");
    assert!(case.touched().contains(&"tin/bai-05.html"));
    // One year of each list that it stood in, and no other.
    assert!(case.touched().iter().all(|path| !path.contains("/2022/")));
}
