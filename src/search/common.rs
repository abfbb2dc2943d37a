//! How common syllables are in Vietnamese news: that parts an index into files of like size before anything is read, and
//! tells which syllables of a long query are worth asking for.

use std::sync::LazyLock;

use crate::text::Language;

/// Syllables without marks, the commonest first: in how many of a thousand articles, and which.
const SYLLABLES: &str = include_str!("syllables.txt");

/// How many of the commonest the browser is told of; all others count as rare.
const TOLD: usize = 400;

/// What a syllable that is not listed weighs in a file beside the listed ones, for each letter of the alphabet.
const RARE: u32 = 150;

/// The commonest syllables of a language, the commonest first.
#[must_use]
pub fn commonest(language: Language) -> Vec<&'static str> {
    if language == Language::En {
        return ENGLISH.split_whitespace().collect();
    }
    let keys = SYLLABLES.lines().filter_map(|line| line.split_once(' '));
    keys.map(|(_, key)| key).take(TOLD).collect()
}

/// The first key of each of `count` files, in order. The first is empty, so every key has its file. There may be fewer.
#[must_use]
pub fn boundaries(language: Language, count: usize) -> Vec<&'static str> {
    let weights = match language {
        Language::Vi => &*VIETNAMESE,
        Language::En => &*LETTERS,
    };
    let total: u32 = weights.iter().map(|(_, weight)| weight).sum();
    let count = u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    let mut starts = vec![""];
    let (mut weighed, mut file) = (0, 0);
    for (key, weight) in weights {
        // A key belongs where its middle falls: a very common one gets a file to itself.
        let middle = weighed + weight / 2;
        let of_key = (u64::from(middle) * u64::from(count) / u64::from(total.max(1)))
            .min(u64::from(count - 1));
        if of_key > file && *key > starts[starts.len() - 1] {
            starts.push(key);
            file = of_key;
        }
        weighed += weight;
    }
    starts
}

/// Keys in order, with what the lists of each weigh.
static VIETNAMESE: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
    let listed = SYLLABLES.lines().filter_map(|line| line.split_once(' '));
    let listed = listed.filter_map(|(weight, key)| Some((key, weight.parse().ok()?)));
    let letters = LETTERS.iter().filter(|(key, _)| key.len() == 1);
    let mut weights: Vec<_> = listed.chain(letters.map(|(key, _)| (*key, RARE))).collect();
    weights.sort_unstable();
    weights
});

/// Beginnings of English words, alike.
static LETTERS: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
    let starts = "0 1 2 3 a al an ar as b bo c ce co con d de di e en f fo g h ho i in j k l lo m mi n no o p pe po pr q r re s sc se so st t te th to u v w wh wo x y z";
    starts.split_whitespace().map(|start| (start, 1)).collect()
});

/// The commonest English words.
const ENGLISH: &str = "the of and to in a is was for on with by at from that it as are be this an were which or has have \
                       not its their will can more all new one also after first been people year city";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_parted_in_order_and_alike() {
        for language in Language::ALL {
            for count in [1, 2, 16, 139, 320, 5000] {
                let starts = boundaries(language, count);
                assert_eq!(starts[0], "");
                assert!(starts.len() <= count);
                assert!(starts.is_sorted_by(|a, b| a < b));
            }
        }
        assert!(boundaries(Language::Vi, 139).len() > 120);
    }

    #[test]
    fn the_commonest_come_first() {
        let common = commonest(Language::Vi);
        assert_eq!(common.len(), TOLD);
        let place = |key: &str| common.iter().position(|other| *other == key);
        assert!(place("cua") < place("thanh"));
        assert_eq!(place("nang"), place("nang"));
        assert!(place("hoang").is_none() || place("hoang") > place("nguoi"));
    }
}
