//! Markdown on a finished page; the many small cases are beside the code, in `src/markdown/tests`.

use super::case::Case;

fn page(body: &str) -> String {
    let case = Case::new("")
        .file(
            "content/tin/a.md",
            format!("+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n{body}\n"),
        )
        .build();
    let page = case.page("tin/a.html");
    let (_, prose) = page.split_once("<div class=\"prose\">").expect("a body");
    let (prose, _) = prose.split_once("<footer").expect("its end");
    prose.trim().trim_end_matches("</div>").trim().to_owned()
}

#[test]
fn tables_notes_tasks_and_strikes() {
    let page =
        page("| A | B |\n|---|---|\n| 1 | 2 |\n\nChú[^1] ~~bỏ~~\n\n- [x] xong\n\n[^1]: Lời chú.");
    for part in [
        "<th scope=\"col\">A</th>",
        "<td>2</td>",
        "<del>bỏ</del>",
        "type=\"checkbox\" disabled checked",
        "href=\"#fn-1\"",
        "Lời chú.",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn punctuation_is_that_of_print() {
    assert_eq!(page("\"Chào\" -- H'Mông..."), "<p>“Chào” – H&#39;Mông…</p>");
}

#[test]
fn a_link_without_a_text_shows_its_address() {
    let page = page("Xem [](https://khac.example/x?a=1&b=2).");
    assert!(
        page.contains(">https://khac.example/x?a=1&amp;b=2</a>"),
        "{page}"
    );
}

#[test]
fn headings_leave_the_ids_of_the_frame_alone() {
    assert_eq!(
        page("## Main\n\n## Top\n\n## Share\n\n## {#x}"),
        "<h2 id=\"main-2\">Main</h2>\n<h2 id=\"top-2\">Top</h2>\n<h2 id=\"share-2\">Share</h2>"
    );
}

#[test]
fn headings_have_ids_in_ascii() {
    assert_eq!(
        page("## Đường đến trường\n\n## Khác {#rieng}"),
        "<h2 id=\"duong-den-truong\">Đường đến trường</h2>\n<h2 id=\"rieng\">Khác</h2>"
    );
}

#[test]
fn harmful_html_is_taken_out_and_told() {
    Case::new("")
        .file(
            "content/tin/a.md",
            "+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n<p onclick=\"x()\">a</p>\n\n<script>evil()</script>\n\n<b>giữ</b> <iframe src=\"https://la.example/\"></iframe>\n",
        )
        .build()
        .codes(&["W-HTML-REMOVED", "W-HTML-REMOVED", "E-EMBED-HOST"])
        .replace("content/tin/a.md", "<iframe src=\"https://la.example/\"></iframe>", "")
        .build()
        .codes(&["W-HTML-REMOVED", "W-HTML-REMOVED"])
        .has("tin/a.html", "<p>a</p>")
        .has("tin/a.html", "<b>giữ</b>")
        .nowhere("evil()")
        .nowhere("onclick");
}
