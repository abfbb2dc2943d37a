//! By which words links name pages and files. Of most bodies it is known at once that they name none of a few.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::takeover::FEW;
use crate::markdown::Facts;

/// The words by which links name some files and pages.
pub struct Names<'a> {
    /// Each with its bits.
    words: BTreeMap<&'a str, u128>,
    has_marks: bool,
}

impl<'a> Names<'a> {
    /// The names of these. None when they are many, or need no word.
    pub fn of_paths(paths: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut words = BTreeMap::new();
        for path in paths {
            let word = word(path)?;
            words.insert(word, bits(word));
            if words.len() > FEW {
                return None;
            }
        }
        let has_marks = words.keys().any(|word| !word.is_ascii());
        Some(Self { words, has_marks })
    }

    /// Whether a link may name one of them.
    pub fn may_be_in(&self, target: &str) -> bool {
        // Letters with marks may be written in two ways.
        let is_plain = target.is_ascii() || !self.has_marks;
        !is_plain || is_obscure(target) || self.words.keys().any(|word| target.contains(word))
    }

    /// Whether a link may name one of them whose words are among these.
    pub fn may_be_among(&self, words: &Words) -> bool {
        let is_plain = !words.have_marks || !self.has_marks;
        !is_plain || words.are_obscure || self.words.values().any(|bits| words.may_have(*bits))
    }

    /// Whether a body may name one of them.
    pub fn may_be_in_body(&self, facts: &Facts) -> bool {
        let mut named = [&facts.links, &facts.pictures, &facts.files].into_iter();
        named.any(|of| of.uses().iter().any(|used| self.may_be_in(used.target)))
    }
}

/// The word by which links name a file or a page: its name without endings, or that of its folder. None when they need no word
/// for it.
fn word(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next()?;
    let is_page = name.ends_with(".html") || name.ends_with(".md");
    let word = match stem {
        "index" | "_index" if is_page => folder.rsplit('/').next()?,
        _ => stem,
    };
    (!word.is_empty()).then_some(word)
}

/// Whether a link may lead somewhere without naming it: `./` and `index.html` are pages whose folder is not named, and percent
/// signs may stand for any letter.
fn is_obscure(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let is_nameless = path.starts_with('.') && path.trim_matches(['.', '/']).is_empty();
    is_nameless || path.contains("index.") || target.contains('%')
}

/// The words of all that an article names, two bits for each: a word whose bits are not set is none of them. Sixteen bytes and two
/// flags, since an archive has a hundred thousand bodies, and looking into one of them costs a microsecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    bits: u128,
    have_marks: bool,
    are_obscure: bool,
}

impl Words {
    /// Adds those of a link, or of the name of a picture or file.
    pub fn add(&mut self, target: &str) {
        self.have_marks |= !target.is_ascii();
        self.are_obscure |= is_obscure(target);
        self.bits |= bits(target);
    }

    const fn may_have(&self, bits: u128) -> bool {
        self.bits & bits == bits
    }
}

/// Two bits for each run of letters, digits and hyphens. What ends a name in an address ends a run.
fn bits(text: &str) -> u128 {
    let ends = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_';
    let runs = text.split(ends).filter(|run| !run.is_empty());
    runs.fold(0, |bits, run| {
        // The upper bits of such a hash are the ones that differ.
        let hash = FxBuildHasher.hash_one(run);
        bits | 1 << (hash >> 57) | 1 << (hash >> 50 & 127)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_name_a_page_by_its_name_or_that_of_its_folder() {
        for (path, expected) in [
            ("tin-tuc/cau-moi.html", Some("cau-moi")),
            ("content/tin-tuc/2022/cau-moi.en.md", Some("cau-moi")),
            ("content/tin-tuc/cau-moi/index.md", Some("cau-moi")),
            ("the/giao-duc/index.html", Some("giao-duc")),
            ("content/tin-tuc/cau-moi/index.png", Some("index")),
            ("tim-kiem", Some("tim-kiem")),
            ("content/tin-tuc/cầu mới.md", Some("cầu mới")),
            // Links to the home page need no word.
            ("index.html", None),
        ] {
            assert_eq!(word(path), expected, "{path}");
        }
    }

    #[test]
    fn words_tell_of_most_links_that_they_name_something_else() {
        let mut words = Words::default();
        for target in ["/tin-tuc/cau-moi.html#muc", "../anh/cho-noi.jpg", "@ban-do"] {
            words.add(target);
        }
        for (path, expected) in [
            ("content/tin-tuc/cau-moi.md", true),
            ("anh/cho-noi.jpg", true),
            ("content/ban-do/index.md", true),
            ("cau/index.html", false),
            ("the/hien-mau/index.html", false),
        ] {
            let names = Names::of_paths([path].into_iter()).unwrap();
            assert_eq!(names.may_be_among(&words), expected, "{path}");
        }
    }

    #[test]
    fn a_link_may_lead_to_what_its_words_do_not_name() {
        let names = Names::of_paths(["tin-tuc/index.html"].into_iter()).unwrap();
        for (target, expected) in [
            ("/tin-tuc/", true),
            ("./", true),
            ("..#muc", true),
            ("index.html", true),
            ("/tin%2Dtuc/", true),
            ("#muc", false),
            ("/van-hoa/", false),
        ] {
            assert_eq!(names.may_be_in(target), expected, "{target}");
            let mut words = Words::default();
            words.add(target);
            assert_eq!(names.may_be_among(&words), expected, "{target}");
        }
    }
}
