//! Punctuation as it is printed (REQ-V17): “ ” for straight quotes, – for `--`, — for `---`, … for `...`.
//!
//! A single quote stays as it was typed, always: in Vietnamese text it is nearly always the apostrophe of a name
//! (H'Mông, K'Ho, Đắk R'lấp, Y' Moan), and to guess wrong would misspell a people's name.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::scan;

/// What has gone before in the same paragraph: quotes may begin in one piece of text and end in another.
#[derive(Debug, Default)]
pub struct Punctuation {
    before: Option<char>,
    is_open: bool,
}

/// A short text on its own, such as a title.
#[must_use]
pub fn set(text: &str) -> Cow<'_, str> {
    Punctuation::default().set(text, &[], None)
}

impl Punctuation {
    /// Goes past something that is no text, such as a code span.
    pub const fn pass(&mut self, letter: char) {
        self.before = Some(letter);
    }

    /// The text with its punctuation set, except at the byte offsets that its writer escaped (ascending), and
    /// except in addresses. What follows the text, if anything, is `after`.
    pub fn set<'t>(
        &mut self,
        text: &'t str,
        escaped: &[usize],
        after: Option<char>,
    ) -> Cow<'t, str> {
        let is_joined = |byte: u8, next: u8| (byte == next) & ((byte == b'-') | (byte == b'.'));
        let has_quote = scan::first(text.as_bytes(), |byte| byte == b'"').is_some();
        if !has_quote && !scan::has_pair(text.as_bytes(), is_joined) {
            self.before = text.chars().next_back().or(self.before);
            return Cow::Borrowed(text);
        }
        let mut set = String::with_capacity(text.len() + 8);
        let mut at = 0;
        let mut address = 0..0;
        while let Some(letter) = text[at..].chars().next() {
            if at >= address.end {
                address = word(text, at);
                if !is_address(&text[address.clone()]) {
                    address.start = address.end;
                }
            }
            let is_free = !address.contains(&at) && escaped.binary_search(&at).is_err();
            let length = match letter {
                '"' if is_free => {
                    set.push(self.quote(text[at + 1..].chars().next().or(after)));
                    1
                }
                '-' | '.' if is_free => {
                    let run = run(text, at, escaped);
                    set.push_str(joined(&text[at..at + run]));
                    run
                }
                _ => {
                    set.push(letter);
                    letter.len_utf8()
                }
            };
            self.before = set.chars().next_back();
            at += length;
        }
        Cow::Owned(set)
    }

    fn quote(&mut self, after: Option<char>) -> char {
        let begins = self
            .before
            .is_none_or(|before| before.is_whitespace() || "([{“‘«–—-/=".contains(before));
        let ends =
            after.is_none_or(|after| after.is_whitespace() || ")]}”’».,;:!?".contains(after));
        if begins && !(self.is_open && ends) {
            self.is_open = true;
            '“'
        } else if self.is_open {
            self.is_open = false;
            '”'
        } else if self.before.is_some_and(|before| before.is_ascii_digit()) {
            // Inches: 32".
            '"'
        } else if ends {
            '”'
        } else {
            // A space was forgotten: nói:"Xin chào".
            self.is_open = true;
            '“'
        }
    }
}

/// The bytes from here to the next white space; at least one character.
fn word(text: &str, at: usize) -> Range<usize> {
    let mut letters = text[at..].char_indices().skip(1);
    let end = letters
        .find(|(_, letter)| letter.is_whitespace())
        .map_or(text.len(), |(end, _)| at + end);
    at..end
}

fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.contains('@')
        || word.trim_start_matches(['(', '"']).starts_with("www.")
}

/// How often the byte at an offset is repeated before the first escaped one.
fn run(text: &str, at: usize, escaped: &[usize]) -> usize {
    let bytes = &text.as_bytes()[at..];
    let run = bytes.iter().take_while(|byte| **byte == bytes[0]).count();
    let next = escaped.partition_point(|offset| *offset <= at);
    escaped.get(next).map_or(run, |offset| run.min(offset - at))
}

fn joined(run: &str) -> &str {
    match run {
        "--" => "–",
        "---" => "—",
        "..." => "…",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_set() {
        for (typed, printed) in [
            ("Ông nói: \"Xin chào\".", "Ông nói: “Xin chào”."),
            ("(\"a\") \"b\"--\"c\"", "(“a”) “b”–“c”"),
            ("2020--2022 --- hết...", "2020–2022 — hết…"),
            ("1.... 5 ---- x", "1.... 5 ---- x"),
            (
                "H'Mông, K'Ho, Đắk R'lấp, 'Y' Moan'",
                "H'Mông, K'Ho, Đắk R'lấp, 'Y' Moan'",
            ),
            (
                "màn hình 32\" và \"Tiếng Việt\"",
                "màn hình 32\" và “Tiếng Việt”",
            ),
            ("\" Thừa dấu cách \"", "“ Thừa dấu cách ”"),
            ("https://a.vn/b--c...d \"x\"", "https://a.vn/b--c...d “x”"),
            ("hết câu trước\"", "hết câu trước”"),
            ("nói:\"Xin chào\"rồi đi", "nói:“Xin chào”rồi đi"),
        ] {
            assert_eq!(set(typed), printed);
        }
    }

    #[test]
    fn quotes_span_pieces_and_escapes_are_kept() {
        let mut punctuation = Punctuation::default();
        assert_eq!(punctuation.set("nói:\"", &[], Some('x')), "nói:“");
        assert_eq!(punctuation.set("rất to", &[], None), "rất to");
        assert_eq!(punctuation.set("\" rồi", &[], None), "” rồi");
        assert_eq!(
            punctuation.set("\"a\" -- --", &[0, 2, 4], None),
            "\"a\" -- –"
        );
    }
}
