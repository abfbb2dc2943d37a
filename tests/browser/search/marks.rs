//! What is typed with marks or in quotes is meant so.

use super::{archive, ask, searching, untroubled};

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
            const { found, mended } = await index.answer(query, false);
            const cards = found.slice(0, 3).map(({ article }) => index.card(article));
            told.push([(await Promise.all(cards)).map((card) => card.title).sort().join(), mended].join(' '));
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
