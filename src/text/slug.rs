//! Slugs: names for addresses, files and anchors that need no encoding anywhere (REQ-V3, REQ-V4).

use unicode_normalization::char::decompose_compatible;

use super::tone::{fold_latin, is_latin_mark};

/// The text as `a-z`, `0-9` and single hyphens; empty when no Latin letter or digit is in it (REQ-V3).
///
/// Marks go, `đ ð ₫` become `d`, letters of other scripts vanish, everything else separates.
#[must_use]
pub fn slug(text: &str) -> String {
    // Most names of files are their own.
    if is_slug(text) {
        return text.to_owned();
    }
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        match fold_latin(letter) {
            Some(plain) if plain.is_ascii() => push(plain, &mut slug),
            _ => push_foreign(letter, &mut slug),
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// Whether a text is its own slug: not empty, `a-z`, `0-9`, single hyphens inside.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// As much of a slug as fits into `length`, cut between words where it can be.
#[must_use]
pub fn cut(slug: &str, length: usize) -> &str {
    let Some(head) = slug.get(..=length) else {
        return slug;
    };
    match head.rfind('-') {
        Some(end) if end > 0 => &slug[..end],
        _ => &slug[..length],
    }
}

fn push(plain: char, slug: &mut String) {
    if plain.is_ascii_alphanumeric() {
        slug.push(plain.to_ascii_lowercase());
    } else if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

fn push_foreign(letter: char, slug: &mut String) {
    decompose_compatible(letter, |part| match (spelled(part), fold_latin(part)) {
        (Some(letters), _) => slug.push_str(letters),
        (None, Some(plain)) if plain.is_ascii() => push(plain, slug),
        _ if part.is_alphanumeric() || is_silent(part) => {}
        _ => push('-', slug),
    });
}

/// Latin letters and signs that Unicode does not decompose.
const fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        '₫' => "d",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Marks and invisible characters, which stand inside words.
const fn is_silent(letter: char) -> bool {
    is_latin_mark(letter)
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_requirement_s_vectors() {
        for (text, expected) in [
            ("Đường phố Đà Nẵng", "duong-pho-da-nang"),
            ("Ký ức… Điện Biên Phủ", "ky-uc-dien-bien-phu"),
            (
                "Quảng Bạ Trác – “Tết Ất Tỵ” 2025",
                "quang-ba-trac-tet-at-ty-2025",
            ),
            ("TP.Hồ Chí Minh", "tp-ho-chi-minh"),
            ("Ðại hội ð 50.000₫", "dai-hoi-d-50-000d"),
        ] {
            assert_eq!(slug(text), expected);
            assert_eq!(slug(&text.nfd().collect::<String>()), expected);
        }
    }

    #[test]
    fn other_letters_are_spelled_or_vanish() {
        assert_eq!(slug("ﬁne Straße Øresund Łódź"), "fine-strasse-oresund-lodz");
        assert_eq!(slug("日本 Việt-Nam Привет"), "viet-nam");
        assert_eq!(slug("m² ½ №"), "m2-1-2-no");
        assert_eq!(slug("H'Mông K’Ho thư\u{AD}ơng"), "h-mong-k-ho-thuong");
        assert_eq!(slug(" -- "), "");
    }

    #[test]
    fn a_slug_is_cut_between_words() {
        assert_eq!(cut("cau-moi", 7), "cau-moi");
        assert_eq!(cut("cau-moi", 6), "cau");
        assert_eq!(cut("cau-moi", 3), "cau");
        assert_eq!(cut("cau-moi", 2), "ca");
    }

    #[test]
    fn a_slug_is_recognised() {
        assert!(is_slug("quang-ba-2025"));
        for text in ["", "-a", "a-", "a--b", "A", "à", "a b"] {
            assert!(!is_slug(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn slugs_are_slugs_idempotent_and_blind_to_the_normal_form(text in "\\PC*|[a-zđàệ \u{300}-\u{330}-]*") {
            let name = slug(&text);
            prop_assert!(name.is_empty() || is_slug(&name));
            prop_assert_eq!(slug(&name), name.clone());
            prop_assert_eq!(slug(&text.nfc().collect::<String>()), name.clone());
            prop_assert_eq!(slug(&text.nfd().collect::<String>()), name);
        }
    }
}
