//! Abbreviations of offices and procedures (REQ-S7). An article that writes one is found by its full words, and the other way
//! round: that is settled when the article is read, so a query costs nothing more.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::words;
use crate::text::Language;

/// Those that every portal knows.
const COMMON: &str = include_str!("abbreviations.txt");

/// Abbreviations with their full words, as forms.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// The words of each, by its form.
    pub full: BTreeMap<String, Vec<String>>,
    /// Those whose words begin with a form.
    pub by_first: BTreeMap<String, Vec<String>>,
    /// All forms that stand in one of the two: most stand in none.
    known: FxHashSet<String>,
}

impl Abbreviations {
    /// The common ones, and the site's own; an own one of the same letters wins.
    #[must_use]
    pub fn new(language: Language, own: &[(String, String)]) -> Self {
        let mut full = BTreeMap::new();
        let common = COMMON.lines().filter(|_| language == Language::Vi);
        let common = common.filter_map(|line| line.split_once(" = "));
        let own = own
            .iter()
            .map(|(short, long)| (short.as_str(), long.as_str()));
        for (short, long) in common.chain(own) {
            let (short, long) = (words::forms(short, language), words::forms(long, language));
            // Only what is one syllable by itself is looked for as one.
            if let [short] = short.as_slice()
                && long.len() > 1
            {
                full.insert(short.clone(), long);
            }
        }
        let mut by_first: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (short, long) in &full {
            by_first
                .entry(long[0].clone())
                .or_default()
                .push(short.clone());
        }
        let known = full.keys().chain(by_first.keys()).cloned().collect();
        Self {
            full,
            by_first,
            known,
        }
    }

    /// Whether a form is an abbreviation, or the words of one begin with it.
    #[must_use]
    pub fn knows(&self, form: &str) -> bool {
        self.known.contains(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_abbreviations_stand_beside_the_common_ones() {
        let own = [
            ("NVH".to_owned(), "nhà văn hoá".to_owned()),
            ("TP".to_owned(), "trưởng phòng".to_owned()),
            ("a-b".to_owned(), "hai tiếng".to_owned()),
        ];
        let known = Abbreviations::new(Language::Vi, &own);
        assert_eq!(known.full["ubnd"], ["ủy", "ban", "nhân", "dân"]);
        assert_eq!(known.full["nvh"], ["nhà", "văn", "hóa"]);
        assert_eq!(known.full["tp"], ["trưởng", "phòng"]);
        assert_eq!(known.by_first["hội"], ["hđnd"]);
        assert!(!known.full.contains_key("a"));
        assert!(Abbreviations::new(Language::En, &[]).full.is_empty());
    }
}
