//! Lists in years and full pages that stay.

use super::case::Case;

/// A portal of numbered articles, one a day from the first day of a year on.
fn portal(size: usize, years: &[(i16, usize)]) -> Case {
    let mut case = Case::new("").setting(&format!("lists.page_size = {size}"));
    for (year, count) in years {
        for number in 1..=*count {
            case = case.article(
                &format!("tin/{year}/bai-{year}-{number}"),
                &format!("Bài {year}-{number}"),
                &format!("{}/{}/{year}", (number - 1) % 28 + 1, (number - 1) / 28 + 1),
            );
        }
    }
    case
}

#[test]
fn a_list_is_cut_by_year_and_numbered_from_the_oldest() {
    portal(3, &[(2021, 8), (2022, 4)])
        .build()
        .clean()
        .in_order(
            "tin/index.html",
            &["bai-2022-4.html", "bai-2022-3.html", "bai-2022-2.html"],
        )
        .lacks("tin/index.html", "bai-2022-1.html")
        .in_order(
            "tin/2022/index.html",
            &["bai-2022-4.html", "bai-2022-1.html"],
        )
        .in_order(
            "tin/2021/trang-1.html",
            &["bai-2021-3.html", "bai-2021-2.html", "bai-2021-1.html"],
        )
        .lacks("tin/2021/trang-1.html", "bai-2021-4.html")
        .in_order(
            "tin/2021/index.html",
            &["bai-2021-8.html", "bai-2021-4.html"],
        )
        .missing("tin/2021/trang-2.html")
        .has("tin/2021/index.html", "href=\"/tin/2021/trang-1.html\"")
        .has("tin/index.html", "href=\"/tin/2021/\"")
        // Links to the parts beside say where they lead.
        .has("tin/2021/index.html", "Cũ hơn</span> 2021, trang 1</a>")
        .has("tin/2022/index.html", "Mới hơn</span> Mới nhất</a>");
}

#[test]
fn every_article_can_be_reached_from_the_front_of_its_list() {
    let case = portal(3, &[(2020, 5), (2021, 11), (2022, 7)]).build();
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec!["tin/index.html".to_owned()];
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) || path.contains("bai-") {
            continue;
        }
        let inside = |link: &String| link.starts_with("/tin/");
        for link in super::sound::links(case.page(&path))
            .into_iter()
            .filter(inside)
        {
            let file = link.trim_start_matches('/').to_owned();
            let folder = if file.ends_with('/') {
                "index.html"
            } else {
                ""
            };
            waiting.push(file + folder);
        }
    }
    let articles = seen.iter().filter(|path| path.contains("bai-")).count();
    assert_eq!(articles, 5 + 11 + 7);
}

#[test]
fn a_short_list_is_one_page() {
    portal(5, &[(2021, 2), (2022, 3)])
        .build()
        .clean()
        .missing("tin/2022/index.html")
        .missing("tin/2021/index.html");
}

#[test]
fn publishing_one_more_article_changes_few_files_however_many_there_are() {
    let case = portal(5, &[(2020, 20), (2021, 20), (2022, 20)])
        .replace(
            "content/tin/2020/bai-2020-1.md",
            "summary",
            "tags = \"Chung\"\nsummary",
        )
        .build()
        .clean()
        .article_with(
            "tin/2022/moi",
            "Bài mới",
            "2022-07-31",
            "tags = [\"Chung\"]",
        )
        .build()
        .clean();
    assert_eq!(
        case.touched_pages(),
        [
            "atom.xml",
            "feed.json",
            "index.html",
            "luu-tru/2022/07/index.html",
            "luu-tru/2022/index.html",
            // The first of its month, which the calendar names from now on.
            "luu-tru/index.html",
            "rss.xml",
            "sitemap-2022.xml",
            "sitemap-news.xml",
            "sitemap-trang.xml",
            "sitemap.xml",
            "the/chung/index.html",
            "tim-kiem/index.html",
            "tin/2022/index.html",
            "tin/bai-2022-20.html",
            "tin/index.html",
            "tin/moi.html",
            "tin/rss.xml",
        ]
    );
}

#[test]
fn numbered_pages_stay_when_articles_are_added() {
    let before = portal(4, &[(2022, 21)]).build().clean();
    let numbered = |case: &Case| -> Vec<(String, Vec<u8>)> {
        case.outputs
            .iter()
            .filter(|(path, _)| path.contains("trang-"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    let old = numbered(&before);
    assert_eq!(old.len(), 4);
    let after = before
        .article("tin/2022/them-1", "Thêm 1", "2022-07-30")
        .article("tin/2022/them-2", "Thêm 2", "2022-07-31")
        .build();
    assert_eq!(numbered(&after)[..4], old[..]);
}

#[test]
fn an_articles_neighbours_are_those_of_its_category() {
    Case::new("")
        .article("tin/a", "Cũ", "2022-07-01")
        .article("khac/x", "Khác", "2022-07-02")
        .article("tin/b", "Giữa", "2022-07-03")
        .article("tin/c", "Mới", "2022-07-04")
        .build()
        .clean()
        .has("tin/b.html", "<a rel=\"next\" href=\"/tin/c.html\">Mới</a>")
        .has("tin/b.html", "<a rel=\"prev\" href=\"/tin/a.html\">Cũ</a>");
}

#[test]
fn related_articles_are_older_ones_that_share_most() {
    Case::new("")
        .article_with(
            "tin/a",
            "Rất gần",
            "2022-07-01",
            "tags = [\"Suối\", \"Núi\"]",
        )
        .article_with("van/b", "Gần", "2022-07-02", "tags = [\"Suối\"]")
        .article("van/c", "Không gần", "2022-07-03")
        .article_with(
            "su/d",
            "Bài này",
            "2022-07-04",
            "tags = [\"Suối\", \"Núi\"]",
        )
        .article_with(
            "su/e",
            "Mới hơn",
            "2022-07-05",
            "tags = [\"Suối\", \"Núi\"]",
        )
        .build()
        .clean()
        .in_order("su/d.html", &["Tin liên quan", "Rất gần", "Gần"])
        .lacks("su/d.html", "Không gần");
}
