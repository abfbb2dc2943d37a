//! Quick looks at whole texts: most hold nothing that needs care, and then no character is looked at by itself.
//!
//! Bytes are judged some dozens at a time, by conditions without branches, of which the compiler makes vector
//! instructions.

/// Bytes judged at a time.
const CHUNK: usize = 64;

/// Whether a text holds only what every document may hold as it is: Latin letters, each with its marks in one piece,
/// digits, the common signs, `\n` and `\t`.
///
/// So nothing in it is to be mended, dropped or joined: it is in NFC, and holds no eth, no control characters but these
/// two, no soft hyphens, no non-characters. A text that is not ordinary need not be wrong.
#[must_use]
pub fn is_ordinary(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(chunk) = rest.first_chunk::<{ CHUNK + 2 }>() {
        if has_unusual(chunk) {
            return false;
        }
        rest = &rest[CHUNK..];
    }
    let mut last = [b' '; CHUNK + 4];
    last[..rest.len()].copy_from_slice(rest);
    !has_unusual(&last)
}

/// The first byte that is wanted. The condition should have no branches.
#[inline]
pub fn first(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<CHUNK>() {
        let found = chunk
            .iter()
            .fold(false, |found, byte| found | is_wanted(*byte));
        if found {
            break;
        }
        at += CHUNK;
    }
    let within = bytes[at..].iter().position(|byte| is_wanted(*byte));
    within.map(|within| at + within)
}

/// Whether any byte and the next one are wanted. The condition should have no branches.
#[inline]
pub fn has_pair(bytes: &[u8], is_wanted: impl Fn(u8, u8) -> bool) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (byte, next)| found | is_wanted(*byte, *next))
}

/// Whether an unusual character begins at any byte but the last two.
fn has_unusual<const LENGTH: usize>(bytes: &[u8; LENGTH]) -> bool {
    let mut found = false;
    for at in 0..LENGTH - 2 {
        found |= is_unusual(bytes[at], bytes[at + 1], bytes[at + 2]);
    }
    found
}

/// Whether the first of three bytes of UTF-8 begins a character that is not ordinary. What may be: `\t`, `\n`,
/// U+0020 to U+007E; U+00A0 to U+02FF but the soft hyphen and eth; U+1E00 to U+1EFF; U+2010 to U+203F; U+2190 to U+21BF.
const fn is_unusual(first: u8, second: u8, third: u8) -> bool {
    let control = (first < b' ') & (first != b'\n') & (first != b'\t') | (first == 0x7F);
    let latin_1 = (first == 0xC2) & ((second < 0xA0) | (second == 0xAD));
    let eth = (first == 0xC3) & ((second == 0x90) | (second == 0xB0));
    let vietnamese = (first == 0xE1) & (second & 0xFC == 0xB8);
    let signs = (first == 0xE2) & ((second == 0x80) | (second == 0x86)) & (third >= 0x90);
    let later = (first >= 0xCC) & !vietnamese & !signs;
    control | latin_1 | eth | later
}

#[cfg(test)]
mod tests {
    use super::super::normal;
    use super::*;
    use proptest::prelude::*;

    fn is_ordinary_letter(letter: char) -> bool {
        matches!(letter, '\t' | '\n' | ' '..='~' | '\u{A0}'..'\u{300}' | '\u{1E00}'..'\u{1F00}'
            | '\u{2010}'..'\u{2040}' | '\u{2190}'..'\u{21C0}')
            && !matches!(letter, '\u{AD}' | 'Ð' | 'ð')
    }

    #[test]
    fn every_character_is_judged_alike_wherever_it_stands() {
        for letter in '\0'..=char::MAX {
            let expected = is_ordinary_letter(letter);
            assert_eq!(
                is_ordinary(letter.encode_utf8(&mut [0; 4])),
                expected,
                "{letter:?}"
            );
        }
        for letter in [
            '\u{301}',
            'Ð',
            '\u{1}',
            '\u{200B}',
            '\u{FFFF}',
            '\u{10FFFF}',
        ] {
            for before in 0..3 * CHUNK {
                for after in [0, 1, 2, 3, CHUNK] {
                    let text = format!("{}{letter}{}", "x".repeat(before), "ệ".repeat(after));
                    assert!(!is_ordinary(&text), "{letter:?} after {before}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn an_ordinary_text_has_ordinary_letters_and_is_normal(text in "[aệđ \u{AD}“–\u{301}Ð\n\r]{0,150}") {
            prop_assert_eq!(is_ordinary(&text), text.chars().all(is_ordinary_letter));
            prop_assert!(!is_ordinary(&text) || normal::is_normal(&text));
        }

        #[test]
        fn the_first_byte_is_found(bytes in proptest::collection::vec(0u8..20, 0..200)) {
            prop_assert_eq!(first(&bytes, |byte| byte == 7), bytes.iter().position(|byte| *byte == 7));
        }
    }
}
