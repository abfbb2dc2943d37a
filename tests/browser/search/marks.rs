//! What is typed with marks or in quotes is meant so.

use serde_json::json;

use super::{archive, ask, searching, untroubled, wait};

/// Eight titles have the letters, and three bodies the syllables: one as a word once, one twice, one apart.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn marks_and_quotes_are_meant() {
    let text = |title: &str, body: &str| (title.to_owned(), String::new(), body.to_owned());
    let mut texts: Vec<_> = (0..8)
        .map(|_| text("Hoa hậu bên bình hoa", "Một cuộc thi."))
        .collect();
    texts.push(text("Tin một", "Đại sứ hòa bình đến thăm."));
    texts.push(text("Tin hai", "Vì hoà bình, cầu nguyện cho hoà bình."));
    texts.push(text("Tin ba", "Bình yên ở phố Hòa Cường."));
    let site = archive::of_texts(&texts);
    let (_preview, mut browser) = searching(site.path());
    let found = ask(
        &mut browser,
        "const told = [];
        for (const query of ['hòa bình', '\"hòa bình\"', '\"hoa binh\"', '\"bình hòa\"']) {
            const { found, told: how } = await index.answer(query, false);
            const cards = found.slice(0, 3).map(({ article }) => index.card(article));
            told.push([(await Promise.all(cards)).map((card) => card.title).sort().join(), Boolean(how)].join(' '));
        }
        return told",
    );
    assert_eq!(
        found,
        serde_json::json!([
            "Tin ba,Tin hai,Tin một false",
            "Tin hai,Tin một false",
            "Tin hai,Tin một false",
            "Hoa hậu bên bình hoa,Hoa hậu bên bình hoa,Hoa hậu bên bình hoa false",
        ])
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn what_was_found_is_what_is_marked() {
    let text = |title: &str, summary: &str| (title.to_owned(), summary.to_owned(), String::new());
    let site = archive::of_texts(&[
        text(
            "Ủy ban nhân dân phường bàn việc",
            "Người dân nghe ủy ban trả lời.",
        ),
        text("UBND xã họp", "Bàn việc của xã."),
        text(
            "Giữ di sản quê nhà",
            "Bà con di dời, sản xuất và giữ di sản.",
        ),
        text("Nghỉ lễ ngày 30 tháng 4", "Từ 29 đến 30-4."),
        text("Quỹ cho vay 90 USD", "Ước số đó sẽ tăng: ước sẽ đủ."),
    ]);
    let (preview, mut browser) = searching(site.path());
    browser.size(1280, 2000);
    for (query, expected) in [
        ("ubnd", json!(["Ủy ban nhân dân", "UBND"])),
        (
            "ủy ban nhân dân",
            json!(["ủy ban", "Ủy ban nhân dân", "UBND"]),
        ),
        ("di san", json!(["di sản", "di sản"])),
        ("30/4", json!(["ngày 30 tháng 4", "30-4"])),
        ("sản xuất", json!(["sản xuất"])),
        ("usd", json!(["USD"])),
    ] {
        browser.open(&format!("{}/tim-kiem/?q={query}", preview.address));
        wait(
            &mut browser,
            "document.querySelector('.search-results mark') && !document.querySelector('.search-wait')",
        );
        // Marks with nothing but a space between are one.
        let marks = "(() => {
            const marks = [];
            for (const mark of document.querySelectorAll('.search-results mark')) {
                const before = mark.previousSibling?.previousSibling;
                if (mark.previousSibling?.textContent === ' ' && before?.localName === 'mark') marks.push(`${marks.pop()} ${mark.textContent}`);
                else marks.push(mark.textContent);
            }
            return marks.sort((a, b) => a < b ? 1 : -1);
        })()";
        assert_eq!(browser.eval(marks), expected, "{query}");
    }
    untroubled(&browser);
}
