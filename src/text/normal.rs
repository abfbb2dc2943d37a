//! One spelling for one letter: NFC, and what NFC cannot repair (REQ-V1, REQ-V2, REQ-V20).

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::scan;
use super::tone::fold_latin;

/// The text in NFC, with marks typed in the wrong order put right (`à` + breve → `ằ`), and `Ð ð` (eth) as `Đ đ`
/// in words that look Vietnamese.
///
/// Such a word begins with eth and goes on in Vietnamese letters (`Ðà`), or is an abbreviation of capitals
/// (`QÐ`); Icelandic `maður` and a lone `ð` stay. Borrows what needs no repair; repairing twice changes nothing.
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    if scan::is_ordinary(text) || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.contains(['\u{302}', '\u{306}', 'Ð', 'ð']) {
        return Cow::Borrowed(text);
    }
    let mut repaired: String = reordered(text.nfd()).nfc().collect();
    if repaired.contains(['Ð', 'ð']) {
        repaired = without_eth(&repaired);
    }
    if repaired == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(repaired)
    }
}

/// Whether [`repair`] would borrow.
#[must_use]
pub fn is_normal(text: &str) -> bool {
    matches!(repair(text), Cow::Borrowed(_))
}

/// Characters that no repair concerns, whatever stands beside them: most texts hold no others.
///
/// In these blocks (Latin; punctuation; currency; arrows, boxes and signs; emoji) nothing combines and NFC
/// replaces nothing; only eth is taken out.
const fn is_plain(letter: char) -> bool {
    match letter {
        'Ð' | 'ð' => false,
        '\0'..'\u{300}'
        | '\u{1E00}'..'\u{1F00}'
        | '\u{2010}'..'\u{2070}'
        | '\u{20A0}'..'\u{20D0}'
        | '\u{2190}'..'\u{2329}'
        | '\u{2330}'..'\u{2AD0}'
        | '\u{1F300}'..'\u{1FB00}' => true,
        _ => false,
    }
}

/// Moves circumflex and breve in front of tones that were typed before them; expects NFD.
fn reordered(letters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut ordered: Vec<char> = Vec::new();
    let mut base = ' ';
    // Where the run of tones that a shape may overtake begins; none after a mark of another kind.
    let mut tones_from: Option<usize> = None;
    for letter in letters {
        match (canonical_combining_class(letter), tones_from) {
            (0, _) => {
                base = letter;
                tones_from = Some(ordered.len() + 1);
                ordered.push(letter);
            }
            (230, Some(from)) if is_shape_of(letter, base) => {
                ordered.insert(from, letter);
                tones_from = Some(from + 1);
            }
            (230, from) => {
                tones_from = from.filter(|_| is_tone(letter));
                ordered.push(letter);
            }
            (_, from) => {
                tones_from = from.map(|_| ordered.len() + 1);
                ordered.push(letter);
            }
        }
    }
    ordered.into_iter()
}

const fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}')
}

const fn is_shape_of(mark: char, base: char) -> bool {
    match mark {
        '\u{302}' => matches!(base, 'a' | 'e' | 'o' | 'A' | 'E' | 'O'),
        '\u{306}' => matches!(base, 'a' | 'A'),
        _ => false,
    }
}

fn without_eth(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !is_in_word(letter)) {
        if looks_vietnamese(word.trim_end_matches(|letter| !is_in_word(letter))) {
            repaired.extend(word.chars().map(|letter| match letter {
                'Ð' => 'Đ',
                'ð' => 'đ',
                _ => letter,
            }));
        } else {
            repaired.push_str(word);
        }
    }
    repaired
}

fn is_in_word(letter: char) -> bool {
    letter.is_alphabetic() || canonical_combining_class(letter) != 0
}

/// Eth begins no Icelandic word, and no abbreviation of consonants is one.
fn looks_vietnamese(word: &str) -> bool {
    let mut letters = word.chars();
    let is_eth_first = matches!(letters.next(), Some('Ð' | 'ð'));
    let has_more = letters.next().is_some();
    let is_vietnamese = |letter| {
        matches!(
            fold_latin(letter),
            Some('a'..='e' | 'g'..='i' | 'k'..='v' | 'x' | 'y')
        )
    };
    let is_abbreviated = |letter| {
        matches!(letter, 'Ð' | 'Đ') || letter.is_ascii_uppercase() && !"AEFIJOUWZ".contains(letter)
    };
    has_more
        && (is_eth_first && word.chars().all(is_vietnamese) || word.chars().all(is_abbreviated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nfd_becomes_nfc() {
        for text in [
            "e\u{323}\u{302}",
            "e\u{302}\u{323}",
            "\u{EA}\u{323}",
            "\u{1EC7}",
        ] {
            assert_eq!(repair(text), "\u{1EC7}");
        }
    }

    #[test]
    fn marks_in_the_wrong_order_are_put_right() {
        for (wrong, right) in [
            ("\u{E0}\u{306}", "ằ"),
            ("\u{E9}\u{302}", "ế"),
            ("o\u{301}\u{31B}", "ớ"),
            ("U\u{309}\u{31B}", "Ử"),
            ("\u{1EA1}\u{302}", "ậ"),
            ("A\u{303}\u{302}N", "ẪN"),
            ("\u{F3}\u{302}i, \u{E0}\u{306}m", "ối, ằm"),
        ] {
            assert_eq!(repair(wrong), right);
            assert!(!is_normal(wrong));
        }
    }

    #[test]
    fn eth_is_repaired_in_vietnamese_words_only() {
        for (wrong, right) in [
            ("Ðà Nẵng, ðường", "Đà Nẵng, đường"),
            (
                "QÐ-UBND, NÐ-CP, HÐND, Ðoàn ÐBQH",
                "QĐ-UBND, NĐ-CP, HĐND, Đoàn ĐBQH",
            ),
            ("ÐƯỜNG", "ĐƯỜNG"),
        ] {
            assert_eq!(repair(wrong), right);
        }
        for text in ["maður", "ð", "Seyðisfjörður", "Það"] {
            assert!(matches!(repair(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in [
            "",
            "plain",
            "Ủy ban nhân dân “Đà Nẵng” – 5₫… 😀",
            "ភាសាខ្មែរ",
            "한국어 日本",
        ] {
            assert!(matches!(repair(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn plain_characters_are_stable_alone() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_plain(*letter)) {
            assert!(is_nfc(letter.encode_utf8(&mut [0; 4])), "{letter:?}");
            assert_eq!(canonical_combining_class(letter), 0);
        }
    }

    proptest! {
        #[test]
        fn repair_is_idempotent(text in "[aeouăâêđÐðMUR \u{300}\u{301}\u{302}\u{306}\u{304}\u{309}\u{31B}\u{323}]{0,12}|\\PC*") {
            let once = repair(&text).into_owned();
            prop_assert!(is_normal(&once), "{:?} → {:?} → {:?}", text, once, repair(&once));
            prop_assert!(is_nfc(&once));
        }
    }
}
