//! Letters and syllables as search compares them: one set of tables, for this program and for the script in the browser.
//!
//! A *form* is a syllable in lower case with one tone placement (`hoà` is `hòa`, REQ-V6) and one letter where custom takes
//! two (`kỹ` is `kĩ`, REQ-S4). Its *key* is the form without marks, `đ` as `d`: what a hurried reader types (REQ-V5).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::text::tone;

/// The tables that make forms and keys. Each is a text of pairs: what stands there, and what stands for it.
#[derive(Clone, Debug, Serialize)]
pub struct Letters {
    /// A letter, and the same without marks: `àa`, `đd`.
    plain: String,
    /// A letter, and the same without its tone: `ấâ`, `ợơ`.
    toneless: String,
    /// Two last letters, and the same with the tone where most put it; not after `q`: `oàòa`.
    endings: String,
    /// Whole syllables, and the spelling that stands for them.
    variants: BTreeMap<String, String>,
}

/// The tables by letter.
struct Tables {
    plain: FxHashMap<char, char>,
    endings: FxHashMap<[char; 2], [char; 2]>,
    variants: FxHashMap<String, String>,
}

/// The letters that tables speak of: those of Latin languages. All others stand for themselves.
fn latin() -> impl Iterator<Item = char> {
    ('\u{80}'..'\u{250}')
        .chain('\u{1E00}'..'\u{1F00}')
        .filter(|letter| letter.is_lowercase())
}

/// The tables as the browser gets them.
#[must_use]
pub fn tables() -> Letters {
    let pairs = |change: fn(char) -> char| {
        let pair = |letter| (change(letter) != letter).then(|| [letter, change(letter)]);
        latin().filter_map(pair).flatten().collect()
    };
    let ending = |(from, to): ([char; 2], [char; 2])| [from[0], from[1], to[0], to[1]];
    Letters {
        plain: pairs(without_marks),
        toneless: pairs(tone::letter),
        endings: endings().flat_map(ending).collect(),
        variants: variants(),
    }
}

/// A syllable in lower case as its form.
#[must_use]
pub fn form(syllable: &str) -> String {
    if let Some(other) = TABLES.variants.get(syllable) {
        return other.clone();
    }
    let mut last = syllable.chars().rev();
    if let (Some(second), Some(first)) = (last.next(), last.next())
        && last.next() != Some('q')
        && let Some(placed) = TABLES.endings.get(&[first, second])
    {
        let stem = syllable.len() - first.len_utf8() - second.len_utf8();
        return syllable[..stem].chars().chain(*placed).collect();
    }
    syllable.to_owned()
}

/// A form without its marks.
#[must_use]
pub fn key(form: &str) -> String {
    form.chars().map(plain).collect()
}

/// A letter in lower case without its marks.
#[must_use]
pub fn plain(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    TABLES.plain.get(&letter).copied().unwrap_or(letter)
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    plain: latin()
        .map(|letter| (letter, without_marks(letter)))
        .collect(),
    endings: endings().collect(),
    variants: variants().into_iter().collect(),
});

/// What folding makes of a letter, when that is one letter.
fn without_marks(letter: char) -> char {
    let folded = tone::fold(letter.encode_utf8(&mut [0; 4]));
    let mut letters = folded.chars();
    match (letters.next(), letters.next()) {
        (Some(plain), None) => plain,
        _ => letter,
    }
}

/// The open pairs whose tone is written on either letter.
fn endings() -> impl Iterator<Item = ([char; 2], [char; 2])> {
    let pairs = ["oàáảãạ", "oèéẻẽẹ", "uỳýỷỹỵ"];
    pairs.into_iter().flat_map(|pair| {
        let mut letters = pair.chars();
        let first = letters.next();
        letters.filter_map(move |second| {
            let from = [first?, second];
            let placed: Vec<char> = tone::unify_tones(&String::from_iter(from))
                .chars()
                .collect();
            Some((from, [*placed.first()?, *placed.get(1)?]))
        })
    })
}

/// `y` for `i` at the end of a syllable that has no other vowel.
fn variants() -> BTreeMap<String, String> {
    let pairs = [
        ("y", "i"),
        ("ỳ", "ì"),
        ("ý", "í"),
        ("ỷ", "ỉ"),
        ("ỹ", "ĩ"),
        ("ỵ", "ị"),
    ];
    let starts = ["h", "k", "l", "m", "s", "t", "v", "qu"];
    let of =
        |start: &'static str| pairs.map(|(y, i)| (format!("{start}{y}"), format!("{start}{i}")));
    starts.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_stands_for_both() {
        for (one, other) in [
            ("hòa", "hoà"),
            ("thủy", "thuỷ"),
            ("khỏe", "khoẻ"),
            ("tòa", "toà"),
            ("hóa", "hoá"),
            ("úy", "uý"),
            ("kỹ", "kĩ"),
            ("lý", "lí"),
        ] {
            assert_eq!(form(one), form(other));
        }
        for stays in ["hoàn", "quà", "thuở", "nghiệp", "y", "ý", "thúy"] {
            assert_eq!(form(stays), stays);
        }
        assert_ne!(form("qúy"), form("quý"));
    }

    #[test]
    fn a_key_has_no_marks() {
        for (form, expected) in [
            ("đường", "duong"),
            ("đảng", "dang"),
            ("nẵng", "nang"),
            ("ợ", "o"),
            ("ðã", "da"),
            ("ខ្មែរ", "ខ្មែរ"),
        ] {
            assert_eq!(key(form), expected);
        }
    }

    #[test]
    fn the_browser_s_tables_say_the_same() {
        let tables = tables();
        let letters: Vec<char> = tables.plain.chars().collect();
        let said: FxHashMap<char, char> =
            letters.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        for letter in latin() {
            assert_eq!(said.get(&letter).copied().unwrap_or(letter), plain(letter));
        }
        assert!(tables.toneless.contains("ấâ") && tables.toneless.contains("ợơ"));
        assert!(!tables.toneless.contains('đ'));
        assert_eq!(tables.endings.chars().count(), 15 * 4);
    }
}
