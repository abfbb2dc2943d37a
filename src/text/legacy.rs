//! Text that was typed with a letter set of before Unicode: its bytes are read as letters and signs of Latin-1, *Cộng hòa* as
//! `Céng hßa` or `Coäng hoøa`.

use std::ops::Range;

use super::scan;

/// The letter sets of old office documents (REQ-V18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// One byte for a letter with its marks.
    Tcvn3,
    /// A letter, and a byte for its marks behind it.
    Vni,
}

/// Signs that stand for letters in TCVN3 and never between two letters otherwise.
const SIGNS: [char; 13] = [
    '¨', '©', '«', '¬', '®', '¸', '¹', '¶', 'µ', '»', '¼', '½', '¾',
];
/// Letters that stand for marks in VNI and are in no Vietnamese word otherwise.
const MARKS: [char; 10] = ['ø', 'û', 'ï', 'ä', 'å', 'Ø', 'Û', 'Ï', 'Ä', 'Å'];
/// What bears marks in VNI.
const VOWELS: &str = "aeouyôöAEOUYÔÖ";
/// One may be a slip or a foreign name, this many are a text.
const ENOUGH: usize = 3;

impl Set {
    /// As editors know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    fn has(self, word: &str) -> bool {
        let signs: &[char] = match self {
            Self::Tcvn3 => &SIGNS,
            Self::Vni => &MARKS,
        };
        word.match_indices(signs).any(|(at, sign)| {
            let before = word[..at].chars().next_back();
            let after = word[at + sign.len()..].chars().next();
            match self {
                Self::Tcvn3 => [before, after]
                    .iter()
                    .all(|it| it.is_some_and(char::is_alphabetic)),
                Self::Vni => before.is_some_and(|it| VOWELS.contains(it)),
            }
        })
    }
}

/// The first word of a text that is in such a set; none when the text is not.
#[must_use]
pub fn legacy(text: &str) -> Option<(Range<usize>, Set)> {
    // Few texts have any, and words need not be looked at.
    let is_sign = |byte, next| (byte == 0xC2) & (next != 0xA0) | (byte == 0xC3) & is_mark(next);
    let bytes = text.as_bytes();
    let count = || {
        bytes
            .windows(2)
            .filter(|pair| is_sign(pair[0], pair[1]))
            .count()
    };
    if !scan::has_pair(bytes, is_sign) || count() < ENOUGH {
        return None;
    }
    [Set::Tcvn3, Set::Vni].into_iter().find_map(|set| {
        let mut words = text.split_whitespace().filter(|word| set.has(word));
        let first = words.next()?;
        words.nth(ENOUGH - 2)?;
        let start = text.find(first)?;
        Some((start..start + first.len(), set))
    })
}

/// Whether a byte behind 0xC3 ends one of [`MARKS`]: capitals lie 0x20 below.
const fn is_mark(byte: u8) -> bool {
    let small = byte | 0x20;
    (small == 0xB8) | (small == 0xBB) | (small == 0xAF) | (small == 0xA4) | (small == 0xA5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_office_documents_are_recognised_and_signs_in_a_text_are_not() {
        let found = |text: &'static str| legacy(text).map(|(word, set)| (&text[word], set));
        let tcvn3 = "V¨n b¶n: C¸c hÖ thèng th«ng tin";
        assert_eq!(found(tcvn3), Some(("V¨n", Set::Tcvn3)));
        let vni = "Caùc heä thoâng tin taïi caùc Sôû, Ban, Ngaønh";
        assert_eq!(found(vni), Some(("heä", Set::Vni)));
        assert_eq!(found("COÄNG HOØA XAÕ HOÄI"), Some(("COÄNG", Set::Vni)));
        for text in [
            "Sony®, ©2022, 5µm, «Nà Sơn», 2½ giờ, 30°C, ¼ và ¾",
            "Gửi c©c một lần",
            "Văn bản: các hệ thống thông tin, hoà bình, khoẻ mạnh, thuở xưa",
            "Björn Åström, Jørgen và Lars Ødegård ở Malmö, Citroën, coïncidence",
        ] {
            assert_eq!(legacy(text), None, "{text}");
        }
    }
}
