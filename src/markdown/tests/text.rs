//! The words of a body without their form.

use super::*;

#[test]
fn text_is_one_paragraph_a_line() {
    let text = "## *Mục* [a](/b)\n\nMột `hai`\nba[^1] <b>bốn</b>\n\n- năm\n- sáu\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n\
                <div>bảy &amp; tám</div>\n\n<script>\nx\n</script>\n\n::: hop \"Hộp\"\n![Cầu](a.jpg)\n:::\n\n[^1]: chín\n";
    let source = source(text);
    assert_eq!(
        plain(&source, 0..text.len()),
        "Mục a\nMột hai ba bốn\nnăm\nsáu\nA B\n1 2\nbảy & tám\nHộp\nCầu\nchín"
    );
}

#[test]
fn facts_tell_headings_lead_and_length() {
    let facts =
        known("![a](b.jpg)\n\n## Đi `x` \"chợ\"\n\n**Hôm nay**\nH'Mông -- vui.\n\nHai.\n").value;
    assert_eq!(facts.lead, "Hôm nay H'Mông – vui.");
    assert_eq!(
        facts.headings.open(),
        [Heading {
            level: 2,
            id: "di-x-cho".to_owned(),
            title: "Đi x “chợ”".to_owned()
        }]
    );
    assert_eq!(facts.syllables, 9);
    let bytes = postcard::to_allocvec(&facts).expect("facts are plain data");
    assert_eq!(postcard::from_bytes::<Facts>(&bytes), Ok(facts));
}
