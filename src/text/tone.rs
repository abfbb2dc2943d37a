//! Tone marks: one placement for all of them (REQ-V6), and none at all for searching and comparing (REQ-V5).

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// The text with tones where the older and commoner spelling puts them: `hoà` → `hòa`, `thuỷ` → `thủy` (REQ-V6).
///
/// Only open `oa`, `oe`, `uy` differ; `quý` and `hoàn` stay. Expects NFC; letter case stays.
#[must_use]
pub fn unify_tones(text: &str) -> Cow<'_, str> {
    let mut unified = String::new();
    let mut copied = 0;
    let mut before_last = ' ';
    let mut last: Option<(usize, char)> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if let Some((first_at, first)) = last
            && !letter.is_ascii()
            && let Some((toned, plain)) = moved_tone(first, letter)
            && !matches!(before_last, 'q' | 'Q')
            && !letters
                .peek()
                .is_some_and(|(_, next)| continues_syllable(*next))
        {
            unified.push_str(&text[copied..first_at]);
            unified.push(toned);
            unified.push(plain);
            copied = at + letter.len_utf8();
        }
        before_last = last.map_or(' ', |(_, letter)| letter);
        last = Some((at, letter));
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    unified.push_str(&text[copied..]);
    Cow::Owned(unified)
}

/// The text in lower case and without marks, `đ` and `ð` as `d`: what a hurried reader types. Equal for NFC and NFD.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let Some(plain) = fold_latin(letter) else {
            fold_rest(&text[at..], &mut folded);
            break;
        };
        folded.push(plain);
    }
    folded
}

/// A letter in lower case without its tone, but with the marks that make it another letter: `Ấ` → `â`, `ợ` → `ơ` (REQ-V5).
#[must_use]
pub fn letter(letter: char) -> char {
    let without_tone = |mark: &char| {
        !matches!(
            mark,
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
        )
    };
    let lower = letter
        .to_lowercase()
        .nfd()
        .filter(without_tone)
        .nfc()
        .next();
    lower.unwrap_or(letter)
}

/// One Latin letter in lower case and without marks, or a sign of punctuation as it is; [`None`] for other
/// characters, and when that form is not one letter.
pub(super) fn fold_latin(letter: char) -> Option<char> {
    match letter {
        '\0'..='\u{7F}' => Some(letter.to_ascii_lowercase()),
        '\u{2010}'..='\u{206F}' => Some(letter),
        _ => FOLDED
            .get(table_index(letter)?)
            .copied()
            .filter(|folded| *folded != '\0'),
    }
}

/// Whether this is a mark that Latin letters wear; marks of other scripts are vowels and must stay.
pub(super) const fn is_latin_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// Latin-1 to Latin Extended-B (to U+024F), then Latin Extended Additional (U+1E00 to U+1EFF).
static FOLDED: LazyLock<Vec<char>> = LazyLock::new(|| {
    ('\u{80}'..'\u{250}')
        .chain('\u{1E00}'..'\u{1F00}')
        .map(|letter| fold_one(letter).unwrap_or('\0'))
        .collect()
});

fn table_index(letter: char) -> Option<usize> {
    let code = u32::from(letter);
    let index = match code {
        0x80..0x250 => code - 0x80,
        0x1E00..0x1F00 => code - 0x1E00 + (0x250 - 0x80),
        _ => return None,
    };
    usize::try_from(index).ok()
}

fn fold_one(letter: char) -> Option<char> {
    let mut folded = String::new();
    fold_into(letter, &mut folded);
    let mut letters = folded.chars();
    letters.next().filter(|_| letters.next().is_none())
}

fn fold_into(letter: char, folded: &mut String) {
    decompose_canonical(letter, |part| match part {
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        _ if is_latin_mark(part) => {}
        _ => folded.extend(part.to_lowercase()),
    });
}

fn fold_rest(rest: &str, folded: &mut String) {
    for letter in rest.nfd() {
        match fold_latin(letter) {
            Some(plain) => folded.push(plain),
            None => fold_into(letter, folded),
        }
    }
}

/// The pair with its tone on the first letter, if it is an open pair with the tone on the second.
fn moved_tone(first: char, second: char) -> Option<(char, char)> {
    const PAIRS: [(&str, &str, &str); 3] = [
        ("oO", "òóỏõọÒÓỎÕỌ", "aàáảãạAÀÁẢÃẠ"),
        ("oO", "òóỏõọÒÓỎÕỌ", "eèéẻẽẹEÈÉẺẼẸ"),
        ("uU", "ùúủũụÙÚỦŨỤ", "yỳýỷỹỵYỲÝỶỸỴ"),
    ];
    PAIRS.iter().find_map(|(firsts, toned, seconds)| {
        let capital = firsts.chars().position(|letter| letter == first)?;
        let place = seconds.chars().position(|letter| letter == second)?;
        let tone = (place % 6).checked_sub(1)?;
        Some((
            toned.chars().nth(capital * 5 + tone)?,
            seconds.chars().nth(place - place % 6)?,
        ))
    })
}

fn continues_syllable(letter: char) -> bool {
    letter.is_alphabetic() || canonical_combining_class(letter) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn open_pairs_get_the_older_placement() {
        for (new, old) in [
            ("hoà", "hòa"),
            ("thuỷ", "thủy"),
            ("khoẻ", "khỏe"),
            ("toà", "tòa"),
            ("hoá", "hóa"),
            ("uý", "úy"),
            ("HOÀ BÌNH", "HÒA BÌNH"),
            ("Uỷ ban, Thuỵ Sĩ.", "Ủy ban, Thụy Sĩ."),
            ("loã xoã", "lõa xõa"),
            ("hoạ", "họa"),
        ] {
            assert_eq!(unify_tones(new), old);
            assert_eq!(unify_tones(old), old);
        }
    }

    #[test]
    fn other_syllables_stay() {
        for text in [
            "hoàn", "quý", "Quỳnh", "quà", "qúy", "ngoài", "khuỷu", "QUÝ", "thuở", "hoa", "", "à",
        ] {
            assert!(matches!(unify_tones(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn folding_leaves_plain_letters() {
        assert_eq!(
            fold("Đường phố Đà Nẵng ẤM ở ỔN, ðã"),
            "duong pho da nang am o on, da"
        );
        assert_eq!(fold("Ca\u{301}c e\u{323}\u{302}"), "cac e");
        assert_eq!(fold("İSTANBUL Ångström Å"), "istanbul angstrom a");
    }

    #[test]
    fn folding_keeps_other_scripts() {
        assert_eq!(fold("ភាសាខ្មែរ 日本 Привет"), "ភាសាខ្មែរ 日本 привет");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_blind_to_the_normal_form(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert_eq!(fold(&text.nfc().collect::<String>()), folded.clone());
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), folded);
        }

        #[test]
        fn unifying_is_idempotent_and_changes_only_marks(text in "[qhouaeyàáỷẻạnHOAY ]{0,10}") {
            let unified = unify_tones(&text);
            prop_assert_eq!(unify_tones(&unified), unified.clone());
            prop_assert_eq!(fold(&unified), fold(&text));
        }
    }
}
