//! Gỡ bài: a notice at its address, and nothing of it anywhere else.

use super::case::Case;

fn portal() -> Case {
    Case::new(
        r#"
        -- content/tin/a/index.md --
        +++
        title = "Tiêu đề bị gỡ"
        date = 2022-07-31
        summary = "Sapo bị gỡ."
        author = "Tác giả bị gỡ"
        tags = ["Thẻ bị gỡ", "Chung"]
        series = "Loạt bị gỡ"
        places = ["Nơi bị gỡ"]
        pinned = true
        aliases = ["/cu.html"]
        corrections = [{ date = 2022-07-31, text = "Sửa bị gỡ" }]
        cover = { src = "anh-bi-go.png", alt = "Ảnh bị gỡ" }
        attachments = ["tep-bi-go.pdf"]
        +++
        Thân bài bị gỡ. ![x](anh-hai-bi-go.png)
        "#,
    )
    .picture("content/tin/a/anh-bi-go.png", 4, 3)
    .picture("content/tin/a/anh-hai-bi-go.png", 4, 3)
    .file("content/tin/a/tep-bi-go.pdf", b"x")
    .article_with("tin/b", "Bài B", "2022-07-30", "tags = [\"Chung\"]")
}

#[test]
fn a_withdrawn_article_leaves_only_a_notice() {
    let case = portal()
        .build()
        .clean()
        .has("tin/a.html", "Tiêu đề bị gỡ")
        .has("the/chung/index.html", "/tin/a.html")
        .replace(
            "content/tin/a/index.md",
            "pinned = true",
            "withdrawn = { date = \"01/08/2022\", reason = \"Theo yêu cầu của nhân vật\" }",
        )
        .build()
        .clean()
        .has("tin/a.html", "Bài viết đã được gỡ")
        .has("tin/a.html", "Theo yêu cầu của nhân vật")
        .has("tin/a.html", "ngày 01 tháng 8 năm 2022")
        .has("tin/a.html", "<meta name=\"robots\" content=\"noindex\">")
        .nowhere("bị gỡ")
        .nowhere("bi-go")
        .missing("tin/a/anh-bi-go.png")
        .missing("tac-gia/index.html")
        .missing("dinh-chinh.html");
    for (path, bytes) in case
        .outputs
        .iter()
        .filter(|(path, _)| !matches!(path.as_str(), "tin/a.html" | "cu.html" | "redirects.map"))
    {
        assert!(
            !super::case::text(bytes).contains("tin/a.html"),
            "{path} names it"
        );
    }
}

#[test]
fn an_old_address_of_a_withdrawn_article_still_leads_to_the_notice() {
    portal()
        .replace(
            "content/tin/a/index.md",
            "pinned = true",
            "withdrawn = \"Sai\"",
        )
        .build()
        .clean()
        .has("cu.html", "url=/tin/a.html");
}

#[test]
fn a_withdrawal_without_a_reason_is_told() {
    portal()
        .replace(
            "content/tin/a/index.md",
            "pinned = true",
            "withdrawn = { date = \"01/08/2022\" }",
        )
        .build()
        .codes(&["W-WITHDRAWN-REASON"]);
}

#[test]
fn an_urgent_withdrawal_is_never_refused_for_links_to_it() {
    portal()
        .file("content/tin/c.md", "+++\ntitle = \"C\"\ndate = 2022-07-01\nsummary = \"S\"\n+++\n[a](@/tin/a/index.md) [a](/tin/a.html)\n")
        .replace("content/tin/a/index.md", "pinned = true", "withdrawn = \"Sai\"")
        .build()
        .codes(&["W-LINK-HIDDEN", "W-LINK-HIDDEN"])
        .has("tin/c.html", "<p>a a</p>");
}

#[test]
fn a_withdrawn_translation_is_not_named_by_its_pair() {
    Case::new("")
        .setting("languages = [\"vi\", \"en\"]")
        .article("tin/a", "Bài", "2022-07-01")
        .article_with("tin/a.en", "Article", "2022-07-01", "withdrawn = \"Wrong\"")
        .article("tin/b.en", "Other", "2022-07-01")
        .build()
        .lacks("tin/a.html", "<link rel=\"alternate\" hreflang")
        .has("en/tin/a.html", "noindex");
}
