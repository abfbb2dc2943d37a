//! Vietnamese order (REQ-V7) and the order of people's names (REQ-V8).

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::tone::unify_tones;

/// Vietnamese order: letters, then tones, then case; `2` before `10`; tone placement does not count.
///
/// A total order: texts that differ in nothing else are told apart by their code points.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    compare_loosely(a, b).then_with(|| a.cmp(b))
}

/// A person's name with the given name, its last word, in front (REQ-V8): `Nguyễn Văn An` → `An Nguyễn Văn`. That of a body
/// stays as it is: `Ban Biên tập`, `Văn phòng HĐND`.
#[must_use]
pub fn person_key(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let turn = usize::from(is_person(&words));
    words.rotate_right(turn);
    words.join(" ")
}

/// Whether a name is written as a person's is: each word begins with a capital, and none is an abbreviation among others.
fn is_person(words: &[&str]) -> bool {
    let is_capital =
        |word: &&&str| word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase);
    let capitals = words.iter().filter(is_capital).count();
    let begins_small = |word: &&str| word.starts_with(char::is_lowercase);
    !words.is_empty()
        && !words.iter().any(begins_small)
        && (capitals == 0 || capitals == words.len())
}

/// The order of people (REQ-V8): the whole given name decides first, tones included, then family and middle names.
#[must_use]
pub fn compare_people(a: &str, b: &str) -> Ordering {
    let (a_key, b_key) = (person_key(a), person_key(b));
    let (a_given, a_rest) = a_key.split_once(' ').unwrap_or((&a_key, ""));
    let (b_given, b_rest) = b_key.split_once(' ').unwrap_or((&b_key, ""));
    compare_loosely(a_given, b_given)
        .then_with(|| compare_loosely(a_rest, b_rest))
        .then_with(|| a.cmp(b))
}

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, CollatorOptions::default())
        .expect("Vietnamese order is compiled in")
});

fn compare_loosely(a: &str, b: &str) -> Ordering {
    COLLATOR.compare(&unify_tones(a), &unify_tones(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_order(texts: &[&str]) {
        for pair in texts.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    #[test]
    fn letters_come_in_vietnamese_order() {
        assert_order(&[
            "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m",
            "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z",
        ]);
        assert_order(&[
            "an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "dá", "đa", "ôn", "ơn",
        ]);
    }

    #[test]
    fn letters_decide_before_tones() {
        assert_order(&["bá", "ban", "bàn ăn", "bàn gỗ", "bang"]);
        assert_order(&["Hãi", "Hải Châu", "Hãi hùng", "Hải Vân"]);
    }

    #[test]
    fn tone_placement_does_not_count() {
        assert_order(&["hoà an", "hòa bình", "hoà cường"]);
        assert_order(&["hoà", "hòa", "hoạ", "họa"]);
    }

    #[test]
    fn numbers_go_by_value() {
        assert_order(&["Quận 1", "Quận 2", "Quận 10"]);
    }

    #[test]
    fn people_go_by_their_given_name() {
        assert_eq!(person_key(" Nguyễn  Văn An "), "An Nguyễn Văn");
        assert_eq!(person_key("An"), "An");
        assert_eq!(person_key(""), "");
        assert_eq!(person_key("NGUYỄN VĂN AN"), "AN NGUYỄN VĂN");
        assert_eq!(person_key("Y Moan Êñuôl"), "Êñuôl Y Moan");
        for body in [
            "Ban Biên tập",
            "Đơn vị cấp nước Nà Sơn",
            "Văn Phòng HĐND",
            "TTXVN",
        ] {
            assert_eq!(person_key(body), body);
        }
        let mut names = [
            "Nguyễn Thị Bình",
            "Trần Văn An",
            "Bùi Án",
            "Lê An",
            "Đỗ Hoà",
            "Bế Hòa",
        ];
        names.sort_by(|a, b| compare_people(a, b));
        assert_eq!(
            names,
            [
                "Lê An",
                "Trần Văn An",
                "Bùi Án",
                "Nguyễn Thị Bình",
                "Bế Hòa",
                "Đỗ Hoà"
            ]
        );
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[aàăâdđhoòAĐ 1-3\u{0}\u{301}]{0,6}|\\PC{0,6}", b in "[aàăâdđhoòAĐ 1-3]{0,6}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        }
    }
}
