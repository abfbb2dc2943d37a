//! "Did you mean …?"

use super::tone::fold;

/// The candidate most probably meant by a mistyped word; [`None`] when none is plausible. The earlier wins a tie.
///
/// Marks, letter case and the choice between `_`, `-` and space do not count.
#[must_use]
pub fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = comparable(word);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in among {
        if let Some(distance) = plausible_distance(&word, &comparable(candidate))
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How like a shortened word must be to its full form (`img`, `image`) when it is too far by editing steps.
const ALIKE: f64 = 0.87;

fn plausible_distance(word: &str, candidate: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(word, candidate);
    let length = word.chars().count().max(candidate.chars().count());
    let is_near = distance <= (length / 3).min(3);
    let is_alike = || word.len() >= 3 && strsim::jaro_winkler(word, candidate) >= ALIKE;
    (is_near || is_alike()).then_some(distance)
}

fn comparable(word: &str) -> String {
    fold(word.trim()).replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 8] = [
        "title",
        "date",
        "description",
        "categories",
        "image",
        "tags",
        "cover_image",
        "draft",
    ];

    #[test]
    fn slips_find_the_word_that_was_meant() {
        for (word, meant) in [
            ("titel", "title"),
            ("Title", "title"),
            ("dat", "date"),
            ("desc", "description"),
            ("category", "categories"),
            ("img", "image"),
            ("tag", "tags"),
            ("cover-image", "cover_image"),
        ] {
            assert_eq!(nearest(word, KEYS), Some(meant), "{word}");
        }
        assert_eq!(nearest("tin tuc", ["du-lich", "Tin tức"]), Some("Tin tức"));
    }

    #[test]
    fn strange_words_find_nothing() {
        for word in ["", "x", "weather", "vi"] {
            assert_eq!(nearest(word, KEYS), None, "{word}");
        }
        assert_eq!(nearest("title", []), None);
    }

    #[test]
    fn the_earlier_of_two_equals_wins() {
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
    }
}
