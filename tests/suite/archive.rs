//! Lưu trữ.

use super::case::Case;

#[test]
fn the_archive_holds_every_article_by_year_month_and_day() {
    Case::new("")
        .article("tin/a", "Bài A", "2022-07-11")
        .article("tin/b", "Bài B", "2022-07-11T08:00:00+07:00")
        .article("van/c", "Bài C", "2022-06-02")
        .article("van/d", "Bài D", "2021-01-03")
        .build()
        .clean()
        .in_order("luu-tru/index.html", &["/luu-tru/2022/", "/luu-tru/2021/"])
        .in_order(
            "luu-tru/2022/index.html",
            &["/luu-tru/2022/06/", "/luu-tru/2022/07/"],
        )
        .in_order(
            "luu-tru/2022/07/index.html",
            &["Tháng 7 năm 2022", "/tin/b.html", "/tin/a.html"],
        )
        .lacks("luu-tru/2022/07/index.html", "/van/c.html")
        .has("luu-tru/2021/01/index.html", "/van/d.html")
        .missing("luu-tru/2022/05/index.html");
}

#[test]
fn a_calendar_counts_all_but_the_newest_month_and_year() {
    Case::new("")
        .article("tin/a", "Bài A", "2022-07-11")
        .article("tin/b", "Bài B", "2022-06-11")
        .article("van/c", "Bài C", "2022-06-02")
        .article("van/d", "Bài D", "2021-01-03")
        .build()
        .clean()
        .in_order(
            "luu-tru/index.html",
            &[
                "2022</a></h2>",
                "Tháng 1<",
                "Tháng 6<",
                "2 bài",
                "Tháng 7<",
                "đang cập nhật",
                "2021</a></h2>",
                "1 bài",
            ],
        )
        .lacks("luu-tru/index.html", "3 bài")
        // The month before stands where a month ends.
        .in_order(
            "luu-tru/2022/06/index.html",
            &["Cũ hơn", "Tháng 1 năm 2021"],
        )
        // Years lead to each other.
        .in_order(
            "luu-tru/2022/index.html",
            &["/luu-tru/2021/", "Cũ hơn", "Lưu trữ năm 2021"],
        )
        .in_order(
            "luu-tru/2021/index.html",
            &["/luu-tru/2022/", "Mới hơn", "Lưu trữ năm 2022"],
        );
}

#[test]
fn a_month_of_very_many_articles_has_pages() {
    let mut case = Case::new("");
    for number in 1..=230 {
        let date = format!("2022-07-{:02} {:02}:00", number / 10 + 1, number % 10);
        case = case.article(
            &format!("tin/bai-{number}"),
            &format!("Bài {number}"),
            &date,
        );
    }
    case.build()
        .clean()
        .has("luu-tru/2022/07/trang-1.html", "/tin/bai-100.html\"")
        .lacks("luu-tru/2022/07/trang-1.html", "/tin/bai-101.html\"")
        .has("luu-tru/2022/07/index.html", "/tin/bai-230.html\"")
        .has(
            "luu-tru/2022/07/index.html",
            "/luu-tru/2022/07/trang-1.html",
        )
        .has(
            "luu-tru/2022/07/trang-1.html",
            "<h1>Tháng 7 năm 2022, trang 1</h1>",
        )
        .missing("luu-tru/2022/07/trang-2.html");
}

#[test]
fn a_portal_without_articles_has_no_archive() {
    Case::new("-- content/lien-he.md --\n+++\ntitle = \"Liên hệ\"\nkind = \"page\"\n+++\nA\n")
        .build()
        .clean()
        .missing("luu-tru/index.html")
        .missing("rss.xml")
        .missing("rss.html")
        .nowhere("/luu-tru/");
}
