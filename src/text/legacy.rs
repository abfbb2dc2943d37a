//! Text that was typed with a letter set of before Unicode: its bytes are read as signs of Latin-1, `Céng hßa` for *Cộng hòa*.

use std::ops::Range;

/// Signs that stand for letters in TCVN3 (ABC) and never between two letters otherwise.
const SIGNS: [char; 13] = [
    '¨', '©', '«', '¬', '®', '¸', '¹', '¶', 'µ', '»', '¼', '½', '¾',
];
/// One may be a slip, this many are a text.
const ENOUGH: usize = 3;

/// The first word of a text that is in TCVN3 (ABC), the set of old office documents (REQ-V20); none when the text is not.
#[must_use]
pub fn tcvn3(text: &str) -> Option<Range<usize>> {
    // All signs begin with this byte, which few other characters do.
    if text.bytes().filter(|byte| *byte == 0xC2).count() < ENOUGH {
        return None;
    }
    let mut words = text.split_whitespace().filter(|word| has_sign_inside(word));
    let first = words.next()?;
    words.nth(ENOUGH - 2)?;
    let start = text.find(first)?;
    Some(start..start + first.len())
}

fn has_sign_inside(word: &str) -> bool {
    word.match_indices(SIGNS).any(|(at, sign)| {
        let before = word[..at].chars().next_back();
        let after = word[at + sign.len()..].chars().next();
        before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_office_documents_are_recognised_and_signs_in_a_text_are_not() {
        let old = "V¨n b¶n: C¸c hÖ thèng th«ng tin";
        assert_eq!(tcvn3(old).map(|found| &old[found]), Some("V¨n"));
        for text in [
            "Sony®, ©2022, 5µm, «Nà Sơn», 2½ giờ, 30°C, ¼ và ¾",
            "Gửi c©c một lần",
            "Văn bản: các hệ thống thông tin",
        ] {
            assert_eq!(tcvn3(text), None, "{text}");
        }
    }
}
