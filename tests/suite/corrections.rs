//! Đính chính.

use super::case::Case;

#[test]
fn a_correction_stands_on_its_article_and_on_the_page_of_corrections() {
    Case::new("")
        .article_with("tin/a", "Bài A", "2022-07-11", "corrections = [{ date = 2022-07-12, text = \"Ghi sai chiều dài.\", wrong = \"100 m\", right = \"120 m\" }]")
        .article_with("tin/b", "Bài B", "2022-07-10", "corrections = [{ date = 2022-07-13, text = \"Ghi sai tên.\" }, { date = 2022-07-10, text = \"Sai ảnh.\" }]")
        .article("tin/c", "Bài C", "2022-07-10")
        .build()
        .clean()
        .in_order("tin/a.html", &["12/07/2022", "Ghi sai chiều dài.", "<del>100 m</del>", "<ins>120 m</ins>"])
        .in_order("dinh-chinh.html", &["Ghi sai tên.", "Ghi sai chiều dài.", "Sai ảnh."])
        .has("dinh-chinh.html", "<a href=\"/tin/b.html\">Bài B</a>")
        .lacks("dinh-chinh.html", "Bài C")
        .has("index.html", "href=\"/dinh-chinh.html\"")
        .has("tin/a.html", "CorrectionComment");
}

#[test]
fn without_corrections_there_is_no_such_page() {
    Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .build()
        .missing("dinh-chinh.html")
        .nowhere("dinh-chinh.html");
}

#[test]
fn corrections_of_drafts_stay_inside() {
    Case::new("")
        .article_with(
            "tin/a",
            "A",
            "2022-07-11",
            "draft = true\ncorrections = \"Sai tên.\"",
        )
        .build()
        .missing("dinh-chinh.html")
        .nowhere("Sai tên.");
}
