//! Plain texts on their way into documents.

use crate::text::{escape, scan};

/// The text without characters that XML 1.0 forbids or that HTML forbids as well: control characters and
/// non-characters.
pub fn text(text: &str) -> String {
    if scan::is_ordinary(text) {
        text.to_owned()
    } else {
        text.chars().filter(|letter| is_legal(*letter)).collect()
    }
}

/// A text as HTML, also within an attribute.
pub fn html(plain: &str) -> String {
    let mut html = String::with_capacity(plain.len());
    push_html(plain, &mut html);
    html
}

/// Appends a text as HTML, also within an attribute.
pub fn push_html(plain: &str, out: &mut String) {
    if scan::is_ordinary(plain) {
        escape::push_html(plain, out);
    } else {
        escape::push_html(&text(plain), out);
    }
}

/// The document of a writer that wrote to memory: that takes all bytes, and all of them come from strings.
pub fn document<E>(written: Result<Vec<u8>, E>) -> String {
    let written = written.unwrap_or_default();
    String::from_utf8(written).unwrap_or_default()
}

fn is_legal(letter: char) -> bool {
    let is_space = matches!(letter, '\t' | '\n' | '\r');
    let is_noncharacter =
        u32::from(letter) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&letter);
    is_space || !(letter.is_control() || is_noncharacter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_dropped() {
        assert_eq!(
            text("a\u{0}b\u{1b}\tc\u{85}\u{fffe}đ\u{1f600}"),
            "ab\tcđ\u{1f600}"
        );
    }

    #[test]
    fn html_of_a_text_shows_the_text() {
        assert_eq!(html("1 < 2 & \"3\"\u{8}"), "1 &lt; 2 &amp; &quot;3&quot;");
    }
}
