//! Tags, authors, series and places.

use super::case::Case;

#[test]
fn every_term_has_a_page_and_every_kind_of_term_a_list() {
    Case::new("")
        .article_with("tin/a", "Bài A", "2022-07-11", "tags = [\"Môi trường\"]\nauthor = \"Đỗ Ánh\"\nseries = \"Đường về bản\"\nplaces = [\"Phường Đức Sơn\"]")
        .article_with("tin/b", "Bài B", "2022-07-10", "tags = [\"Môi trường\", \"Ánh sáng\"]\nauthor = [\"An Văn Bình\", \"Ban Biên tập\"]")
        .build()
        .clean()
        .in_order("the/moi-truong/index.html", &["/tin/a.html", "/tin/b.html"])
        .in_order("the/index.html", &["Ánh sáng", "Môi trường"])
        .has("tac-gia/do-anh/index.html", "/tin/a.html")
        .has("chuyen-de/duong-ve-ban/index.html", "/tin/a.html")
        .has("dia-ban/phuong-duc-son/index.html", "/tin/a.html")
        // People stand under their given names: Ánh before Bình. A body is no person.
        .in_order("tac-gia/index.html", &[">A</h2>", "Đỗ Ánh", ">B</h2>", "Ban Biên tập", "An Văn Bình"])
        .has("tin/a.html", "href=\"/the/moi-truong/\"")
        .has("tin/a.html", "href=\"/chuyen-de/duong-ve-ban/\"")
        .has("tin/a.html", "href=\"/dia-ban/phuong-duc-son/\"");
}

#[test]
fn two_spellings_are_one_term_under_the_usual_one() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "tags = [\"Hoà bình\"]")
        .article_with("tin/b", "B", "2022-07-10", "tags = [\"Hòa bình\"]")
        .article_with("tin/c", "C", "2022-07-09", "tags = [\"Hòa bình\", \"hoa binh\"]")
        .build()
        .findings(
            "
            content/tin/a.md:5:9: warning[W-TERM-SPELLINGS]: `Hoà bình` cũng được viết là `Hòa bình`
            content/tin/c.md:5:21: warning[W-TERM-SPELLINGS]: `hoa binh` cũng được viết là `Hòa bình`
            ",
        )
        .in_order("the/hoa-binh/index.html", &["Hòa bình", "/tin/a.html", "/tin/b.html", "/tin/c.html"])
        .has("tin/a.html", "<a href=\"/the/hoa-binh/\">Hòa bình</a>")
        .nowhere("Hoà bình");
}

#[test]
fn two_spellings_of_an_author_are_one_person() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "author = \"Nông Thuý\"")
        .article_with("tin/b", "B", "2022-07-10", "author = \"Nông Thúy\"")
        .article_with("tin/c", "C", "2022-07-09", "author = \"Nông Thúy\"")
        .build()
        .codes(&["W-TERM-SPELLINGS"])
        .in_order(
            "tac-gia/nong-thuy/index.html",
            &["/tin/a.html", "/tin/b.html", "/tin/c.html"],
        );
}

#[test]
fn a_source_that_is_quoted_is_no_author_with_a_page() {
    Case::new("")
        .article_with(
            "tin/a",
            "A",
            "2022-07-11",
            "author = [{ name = \"TTXVN\", role = \"theo\" }]",
        )
        .build()
        .clean()
        .has("tin/a.html", "Theo</span> TTXVN")
        .missing("tac-gia/index.html");
}

#[test]
fn a_part_of_a_series_names_the_parts_before_it() {
    Case::new("")
        .article_with("tin/a", "Phần một", "2022-07-01", "series = \"Loạt bài\"")
        .article_with("tin/b", "Phần hai", "2022-07-02", "series = \"Loạt bài\"")
        .article_with("tin/c", "Phần ba", "2022-07-03", "series = \"Loạt bài\"")
        .build()
        .clean()
        .in_order("tin/c.html", &["Các phần trước", "Phần hai", "Phần một"])
        .lacks("tin/a.html", "Các phần trước");
}

#[test]
fn the_front_of_a_term_tells_how_many_since_when_and_what_else() {
    let mut case = Case::new("").setting("lists.page_size = 2");
    for number in 1..=6 {
        let more = format!(
            "tags = [\"Suối\", \"Núi\"{}]",
            if number > 4 { ", \"Mưa\"" } else { "" }
        );
        case = case.article_with(
            &format!("tin/bai-{number}"),
            "Bài",
            &format!("2022-07-0{number}"),
            &more,
        );
    }
    case.build()
        .clean()
        .in_order(
            "the/suoi/index.html",
            &[
                "6 bài",
                "bài đầu tiên ngày 01/07/2022",
                "/the/mua/",
                "/the/nui/",
            ],
        )
        .lacks("the/suoi/2022/index.html", "6 bài")
        .lacks("the/suoi/2022/index.html", "/the/mua/")
        // In steps, so that one article more seldom changes the list of all.
        .in_order(
            "the/index.html",
            &["Mưa</a></li>", "Núi</a>", "từ 5 bài trở lên"],
        );
}

#[test]
fn a_series_begins_with_its_first_part_and_numbers_the_others() {
    let mut case = Case::new("");
    for number in 1..=3 {
        let title = format!("Bài {number}");
        case = case.article_with(
            &format!("tin/bai-{number}"),
            &title,
            &format!("2022-07-0{number}"),
            "series = \"Loạt\"",
        );
    }
    case = case.build().clean().in_order(
        "chuyen-de/loat/index.html",
        &[
            "Đọc từ phần đầu",
            "/tin/bai-1.html",
            "</span>2</p>",
            "/tin/bai-2.html",
            "</span>3</p>",
            "/tin/bai-3.html",
        ],
    );
    // More than a page: the newest on top, and numbers that count down.
    case.setting("lists.page_size = 2")
        .build()
        .clean()
        .in_order(
            "chuyen-de/loat/index.html",
            &[
                "Đọc từ phần đầu",
                "/tin/bai-1.html",
                "</span>3</p>",
                "/tin/bai-3.html",
                "</span>2</p>",
                "/tin/bai-2.html",
            ],
        );
}

#[test]
fn a_place_shows_its_people_before_its_news() {
    Case::new("")
        .article_with("tin/a", "Tin A", "2022-07-11", "places = [\"Bản Vén\"]")
        .article_with(
            "tin/b",
            "Chuyện bà Lan",
            "2022-07-01",
            "kind = \"profile\"\nplaces = [\"Bản Vén\"]\nperson = { name = \"Lan\", consent = true }",
        )
        .build()
        .clean()
        .in_order(
            "dia-ban/ban-ven/index.html",
            &["Người tốt việc tốt", "/tin/b.html", "Tin bài", "/tin/a.html"],
        );
}

#[test]
fn a_term_of_hidden_articles_only_has_no_page() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "tags = [\"Kín\"]\ndraft = true")
        .article("tin/b", "B", "2022-07-10")
        .build()
        .clean()
        .missing("the/kin/index.html")
        .missing("the/index.html")
        .nowhere("Kín");
}

#[test]
fn terms_that_disks_cannot_hold_as_they_are_get_another_address() {
    let long = "Chương trình mục tiêu quốc gia ".repeat(12);
    let case = Case::new("")
        .article_with(
            "tin/a",
            "Bài A",
            "2022-07-11",
            &format!("tags = [\"Con\", \"con 1\", \"COM1\", \"{long}một\", \"{long}hai\"]"),
        )
        .build()
        .clean()
        .has("the/con_/index.html", "/tin/a.html")
        .has("the/con-1/index.html", "/tin/a.html")
        .has("the/com1_/index.html", "/tin/a.html")
        .has("tin/a.html", "href=\"/the/con_/\"");
    let cut = "the/chuong-trinh-muc-tieu-quoc-gia-chuong-trinh-muc-tieu-quoc-gia-chuong-trinh-muc_";
    let pages = case.outputs.keys();
    let both: Vec<_> = pages
        .filter(|path| path.starts_with(cut) && path.ends_with("/index.html"))
        .collect();
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.iter().all(|path| path.len() < 120), "{both:?}");
}

#[test]
fn a_term_is_introduced_by_the_file_in_its_folder() {
    let mut case = Case::new("")
        .article_with("tin/a", "Bài A", "2022-07-11", "author = \"Nông Thu Trang\"\nseries = \"Chuyện phố núi\"")
        .article("tin/b", "Bài B", "2022-07-10")
        .file(
            "content/tac-gia/nong-thu-trang/_index.md",
            "+++\ndescription = \"Phóng viên\"\ncover = { src = \"chan-dung.png\", alt = \"Chị Trang\" }\n+++\nChị viết về [chợ](@/tin/b.md).\n",
        )
        .picture("content/tac-gia/nong-thu-trang/chan-dung.png", 400, 500)
        .file(
            "content/chuyen-de/chuyen-pho-nui/_index.md",
            "+++\ntitle = \"Chuyện phố núi, kể chậm\"\n+++\n",
        )
        .article_with("tin/c", "Bài C", "2022-07-09", "author = \"Lê Na\"")
        .replace("content/tin/c.md", "Nội dung của Bài C.", "[Chị Trang](@/tac-gia/nong-thu-trang/_index.md)")
        .build()
        .clean()
        .in_order(
            "tac-gia/nong-thu-trang/index.html",
            &["chan-dung", "Phóng viên", "Chị viết về <a href=\"/tin/b.html\">chợ</a>", "/tin/a.html"],
        )
        .exists("tac-gia/nong-thu-trang/chan-dung.png")
        .has("tac-gia/index.html", "Phóng viên")
        .has("tin/c.html", "<a href=\"/tac-gia/nong-thu-trang/\">Chị Trang</a>")
        // Its own name stands wherever the series is named.
        .has("tin/a.html", "Chuyện phố núi, kể chậm")
        .has("chuyen-de/index.html", "Chuyện phố núi, kể chậm")
        // It is no category.
        .missing("tac-gia/nong-thu-trang/rss.xml")
        .replace("content/tac-gia/nong-thu-trang/_index.md", "Chị viết", "Chị kể")
        .build();
    assert_eq!(case.touched(), ["tac-gia/nong-thu-trang/index.html"]);
    case = case
        .remove("content/tin/a.md")
        .build()
        .missing("tac-gia/nong-thu-trang/index.html");
    assert_eq!(case.told(false).len(), 3, "{:#?}", case.told(false));
}

#[test]
fn a_second_introduction_is_told() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-01", "tags = [\"Đọc sách\"]")
        .file("content/the/đọc sách/_index.md", "+++\ntitle = \"Một\"\n+++\n")
        .file("content/the/doc-sach/_index.md", "+++\ntitle = \"Hai\"\n+++\n")
        .file("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n")
        .file("content/tin/_index.vi.md", "+++\ntitle = \"Tin khác\"\n+++\n")
        .build()
        .findings(
            "content/the/đọc sách/_index.md: error[E-ADDRESS-TWICE]: địa chỉ `/the/đọc sách/` đã thuộc về `content/the/doc-sach/_index.md`
             content/tin/_index.vi.md: error[E-ADDRESS-TWICE]: địa chỉ `/tin/` đã thuộc về `content/tin/_index.md`",
        );
}

#[test]
fn the_feed_of_an_author_says_what_their_introduction_says() {
    Case::new("")
        .setting("feeds.authors = true")
        .article_with(
            "tin/a",
            "Bài A",
            "2022-07-11",
            "author = \"Nông Thu Trang\"",
        )
        .file(
            "content/tac-gia/nong-thu-trang/_index.md",
            "+++\ndescription = \"Phóng viên\"\n+++\n",
        )
        .build()
        .clean()
        .has(
            "tac-gia/nong-thu-trang/rss.xml",
            "<description>Phóng viên</description>",
        );
}

#[test]
fn a_category_shows_the_picture_of_its_introduction() {
    Case::new("")
        .article("tin/a", "Bài A", "2022-07-11")
        .file(
            "content/tin/_index.md",
            "+++\ntitle = \"Tin\"\ncover = { src = \"cho.png\", alt = \"Chợ sớm\" }\n+++\n",
        )
        .picture("content/tin/cho.png", 400, 300)
        .build()
        .clean()
        .has("tin/index.html", "alt=\"Chợ sớm\"");
}
