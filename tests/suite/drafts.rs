//! What is not yet, or no longer, for readers; and the same again at a later hour.

use super::case::Case;

fn site(more: &str) -> Case {
    Case::new("")
        .article("tin/khac", "Bài khác", "2022-07-01")
        .article_with("tin/a", "Bài kín", "2022-07-11", more)
}

#[test]
fn drafts_and_articles_in_review_stay_inside() {
    for more in [
        "draft = true",
        "nhap = true",
        "status = \"draft\"",
        "status = \"review\"",
        "trang_thai = \"cho-duyet\"",
    ] {
        site(more)
            .build()
            .clean()
            .missing("tin/a.html")
            .nowhere("Bài kín")
            .drafts()
            .build()
            .clean()
            .has("tin/a.html", "Bài kín")
            .has("index.html", "Bài kín");
    }
}

#[test]
fn a_portal_may_let_only_approved_articles_out() {
    site("")
        .setting("publishing.only_approved = true")
        .build()
        .missing("tin/a.html")
        .missing("tin/khac.html")
        .replace(
            "content/tin/a.md",
            "summary",
            "status = \"approved\"\nsummary",
        )
        .build()
        .exists("tin/a.html")
        .missing("tin/khac.html");
}

#[test]
fn what_is_wrong_with_a_scheduled_article_is_told_before_its_hour() {
    Case::new("")
        .article("tin/b", "B", "2022-07-11")
        .file(
            "content/tin/a.md",
            "+++\ntitle = \"A\"\ndate = 2022-09-01\nsummary = \"S\"\ncover = { src = \"khong.jpg\", alt = \"A\" }\n+++\n[một](@/tin/khong.md) [hai](@/tin/c.md)\n",
        )
        .article("tin/c", "C", "2022-09-01")
        .build()
        .findings(
            "content/tin/a.md:5:17: error[E-PICTURE-MISSING]: không có tệp `khong.jpg`
             content/tin/a.md:7:7: error[E-LINK-MISSING]: không có bài `@/tin/khong.md`",
        );
}

#[test]
fn a_scheduled_article_comes_at_its_hour() {
    site("publish_at = \"02/08/2022 08:00\"")
        .now("2022-08-02 07:59:59")
        .build()
        .clean()
        .missing("tin/a.html")
        .nowhere("Bài kín")
        .now("2022-08-02 08:00")
        .build()
        .clean()
        .has("tin/a.html", "Bài kín")
        .has("index.html", "Bài kín")
        .has("rss.xml", "Bài kín");
}

#[test]
fn a_date_in_the_future_is_a_schedule_too() {
    Case::new("")
        .article("tin/a", "Bài mai", "02/08/2022 08:00")
        .build()
        .nowhere("Bài mai")
        .now("2022-08-02 08:00")
        .build()
        .exists("tin/a.html");
}

#[test]
fn an_expired_article_goes_at_its_hour() {
    site("expires_at = \"02/08/2022 08:00\"")
        .now("2022-08-02 07:59:59")
        .build()
        .clean()
        .exists("tin/a.html")
        .now("2022-08-02 08:00")
        .build()
        .clean()
        .missing("tin/a.html")
        .nowhere("Bài kín");
}

#[test]
fn the_same_sources_an_hour_later_change_nothing_that_the_clock_does_not() {
    let case = site("")
        .now("2022-08-05 08:00")
        .build()
        .now("2022-08-05 09:00")
        .build();
    assert!(case.touched().is_empty(), "{:?}", case.touched());
}

#[test]
fn dates_in_the_wrong_order_are_told() {
    site("expires_at = 2022-07-01\nupdated = 2022-06-01")
        .build()
        .findings(
            "
            content/tin/a.md:5:14: warning[W-DATES-CROSSED]: `expires_at` lại sớm hơn `date`
            content/tin/a.md:6:11: warning[W-DATES-CROSSED]: `updated` lại sớm hơn `date`
            ",
        );
}

#[test]
fn a_half_written_draft_stops_nobodys_publication() {
    let half = Case::new("")
        .article("tin/khac", "Bài khác", "2022-07-01")
        .file(
            "content/tin/a.md",
            "+++\ntitle = \"A\"\ndraft = true\nsumary = \"S\"\n+++\n[b](@/b.md)\n",
        );
    half.build()
        .exists("tin/khac.html")
        .missing("tin/a.html")
        .drafts()
        .build()
        .codes(&["E-DATE-MISSING", "E-KEY-UNKNOWN", "E-LINK-MISSING"])
        .missing("index.html");
}

#[test]
fn what_only_waits_for_its_hour_must_be_right_today() {
    Case::new("")
        .article_with("tin/a", "A", "2022-09-01", "sumary = \"S\"")
        .build()
        .codes(&["E-KEY-UNKNOWN"])
        .missing("index.html");
}

#[test]
fn broken_articles_are_left_out_when_asked_for() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-01", "sumary = \"S\"")
        .article("tin/b", "B", "2022-07-01")
        .skip_broken()
        .build()
        .codes(&["W-SKIPPED", "E-KEY-UNKNOWN"])
        .exists("tin/b.html")
        .missing("tin/a.html");
}

#[test]
fn an_address_that_stands_empty_for_now_is_no_error() {
    let linked = |case: Case| {
        case.replace(
            "content/tin/khac.md",
            "Nội dung của Bài khác.",
            "Xem [thẻ](/the/bao/) và [mục](@/kin/_index.md).",
        )
    };
    let site = Case::new("")
        .article("tin/khac", "Bài khác", "2022-07-01")
        .file("content/kin/_index.md", "+++\ntitle = \"Kín\"\n+++\n")
        .article_with(
            "kin/a",
            "Bài kín",
            "2022-07-11",
            "tags = [\"Bão\"]\nexpires_at = \"20/07/2022\"",
        );
    linked(site)
        .now("2022-07-15")
        .build()
        .clean()
        .has("tin/khac.html", "href=\"/the/bao/\"")
        .now("2022-07-25")
        .build()
        .codes(&["W-CATEGORY-EMPTY", "W-LINK-HIDDEN", "W-LINK-HIDDEN"])
        .has("tin/khac.html", "Xem thẻ và mục.");
}

#[test]
fn what_an_article_will_be_is_held_to_account_before_its_hour() {
    site("publish_at = 2099-01-01")
        .replace(
            "content/tin/khac.md",
            "Nội dung của Bài khác.",
            "[Neo](@/tin/a.md#khong-co).",
        )
        .replace(
            "content/tin/khac.md",
            "summary",
            "aliases = [\"/tin/a.html\"]\nsummary",
        )
        .build()
        .codes(&["E-ALIAS-TAKEN", "E-LINK-ANCHOR"]);
}

#[test]
fn why_an_article_was_left_out_is_told() {
    site("")
        .replace(
            "content/tin/a.md",
            "Nội dung của Bài kín.",
            "[Sai](@/khong/co.md).",
        )
        .skip_broken()
        .build()
        .codes(&["W-SKIPPED", "E-LINK-MISSING"])
        .missing("tin/a.html");
}
