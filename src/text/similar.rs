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

/// From so many characters on it is a path: many are alike, of an archive without number, and none is a short form.
const PATH: usize = 24;

fn plausible_distance(word: &str, candidate: &str) -> Option<usize> {
    let lengths = (word.chars().count(), candidate.chars().count());
    let length = lengths.0.max(lengths.1);
    let is_path = length >= PATH;
    let most = if is_path {
        (length / 8).min(6)
    } else {
        (length / 3).min(3)
    };
    if is_path
        && (lengths.0.abs_diff(lengths.1) > most || letters_apart(word, candidate) > 2 * most)
    {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, candidate);
    let is_alike = || word.len() >= 3 && strsim::jaro_winkler(word, candidate) >= ALIKE;
    (distance <= most || !is_path && is_alike()).then_some(distance)
}

/// How many letters the one has and the other has not. A step of editing changes two at most, so most candidates need no
/// closer look.
fn letters_apart(word: &str, candidate: &str) -> usize {
    let mut counts = [0_i32; 256];
    for byte in word.bytes() {
        counts[usize::from(byte)] += 1;
    }
    for byte in candidate.bytes() {
        counts[usize::from(byte)] -= 1;
    }
    let apart: u32 = counts.iter().map(|count| count.unsigned_abs()).sum();
    apart as usize
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
    fn a_path_is_meant_when_few_letters_differ() {
        let paths = [
            "thoi-su/2022/khanh-thanh-cau-song-ngang.md",
            "thoi-su/2022/khanh-thanh-truong-song-ngang.md",
        ];
        for (path, meant) in [
            ("thoi-su/2022/khanh-thanh-cau-song-nagng.md", Some(paths[0])),
            (
                "thoi-su/2021/khanh-thanh-cau-qua-song-ngang.md",
                Some(paths[0]),
            ),
            (
                "thoi-su/2022/khanh-thanh-duong-song-ngang.md",
                Some(paths[1]),
            ),
            ("thoi-su/2022/khanh-thanh-nha-van-hoa.md", None),
        ] {
            assert_eq!(nearest(path, paths), meant, "{path}");
        }
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
