//! Syllables (tiếng): what Vietnamese readers, writers and this tool count (REQ-V14, REQ-V15).

mod ordinary;

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// How many syllables: runs of letters and digits, with marks inside them, as in `1.234,5` or `H'Mông`, as one.
#[must_use]
pub fn count(text: &str) -> usize {
    if ordinary::fits(text) {
        ordinary::count(text)
    } else {
        Syllables::of(text).count()
    }
}

/// Minutes of reading, rounded up, at least one (REQ-V14).
#[must_use]
pub fn reading_minutes(syllables: usize, per_minute: usize) -> usize {
    syllables.div_ceil(per_minute.max(1)).max(1)
}

/// At most so many syllables of the text; `…` instead of the rest, and of punctuation before it (REQ-V15).
#[must_use]
pub fn cut(text: &str, max_syllables: usize) -> String {
    // Most are short enough, and counting is quick.
    if count(text) <= max_syllables {
        return text.to_owned();
    }
    let surplus = Syllables::of(text).nth(max_syllables);
    surplus.map_or_else(|| text.to_owned(), |surplus| ended(&text[..surplus.start]))
}

/// The byte ranges of a text's syllables.
struct Syllables<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Syllables<'a> {
    const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Syllables<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at + self.text[self.at..].find(is_inside)?;
        let mut letters = self.text[start..].char_indices().peekable();
        let mut previous = ' ';
        self.at = self.text.len();
        while let Some((offset, letter)) = letters.next() {
            let goes_on = is_inside(letter)
                || is_combining_mark(letter)
                || letters
                    .peek()
                    .is_some_and(|(_, next)| joins(previous, letter, *next));
            if !goes_on {
                self.at = start + offset;
                break;
            }
            previous = letter;
        }
        Some(start..self.at)
    }
}

fn is_inside(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    // Vietnamese letters, without a search in Unicode's tables.
    matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ƿ' | 'Ạ'..='ỹ') || letter.is_alphanumeric()
}

fn joins(before: char, mark: char, after: char) -> bool {
    match mark {
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    }
}

fn ended(text: &str) -> String {
    let mut head = text.trim_end();
    while let Some(last) = head.chars().next_back() {
        let before = &head[..head.len() - last.len_utf8()];
        let opens = matches!(last, '"' | '\'')
            && before.chars().next_back().is_none_or(char::is_whitespace);
        if !opens && !".,;:!?…–—-/([{“‘«".contains(last) {
            break;
        }
        head = before.trim_end();
    }
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn syllables_are_counted() {
        for (text, expected) in [
            ("", 0),
            ("… – !", 0),
            ("Ủy ban nhân dân thành phố Đà Nẵng", 8),
            ("Tăng 1.234,5 tỷ.", 3),
            ("H'Mông, K’Ho", 2),
            ("Cu-ba", 2),
            ("nghi\u{1EC7}p va\u{300} e\u{323}\u{302}", 3),
            ("12/2025/QĐ-UBND", 4),
            ("a.b", 2),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn reading_takes_a_minute_at_least() {
        assert_eq!(reading_minutes(0, 250), 1);
        assert_eq!(reading_minutes(250, 250), 1);
        assert_eq!(reading_minutes(251, 250), 2);
        assert_eq!(reading_minutes(5, 0), 5);
    }

    #[test]
    fn a_cut_is_tidy() {
        assert_eq!(cut("Đà Nẵng, thành phố đáng sống.", 2), "Đà Nẵng…");
        assert_eq!(cut("Đà Nẵng.", 2), "Đà Nẵng.");
        assert_eq!(cut("tăng 5% so với", 2), "tăng 5%…");
        assert_eq!(cut("ông nói “xin chào” rồi đi", 4), "ông nói “xin chào”…");
        assert_eq!(cut("ông nói: \"xin chào\"", 2), "ông nói…");
        assert_eq!(cut("một hai", 0), "…");
        assert_eq!(cut("Cu-ba", 1), "Cu…");
    }

    proptest! {
        #[test]
        fn counts_are_one(text in "[aệ1 .,'’“×«\u{301}-]{0,200}") {
            prop_assert_eq!(count(&text), Syllables::of(&text).count());
        }

        #[test]
        fn cuts_keep_their_promise(text in "[aệ\u{301}\u{302} .,'5-]{0,20}|\\PC*", max in 0usize..9) {
            let piece = cut(&text, max);
            prop_assert!(count(&piece) <= max);
            prop_assert!(piece == text || text.starts_with(piece.trim_end_matches('…')));
        }
    }
}
