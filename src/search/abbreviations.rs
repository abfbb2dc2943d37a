//! Abbreviations of offices and procedures (REQ-S7). An article that writes one is found by its full words, and the other way
//! round: that is settled when the article is read, so a query costs nothing more.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::words;
use crate::text::Language;

/// Those that every portal knows.
const COMMON: &str = include_str!("abbreviations.txt");

/// What stands in a text, and what it stands for.
pub type Tie = (Vec<String>, Vec<String>);

/// Abbreviations with their full words, as forms.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// The words of each, by its forms with spaces between: one in which digits meet letters has several.
    pub full: BTreeMap<String, Vec<String>>,
    /// Both ways, by the first form of what stands in a text.
    by_first: FxHashMap<String, Vec<Tie>>,
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
            if !short.is_empty() && long.len() > short.len() {
                full.insert(short.join(" "), long);
            }
        }
        let mut by_first: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for (short, long) in &full {
            let short: Vec<String> = short.split(' ').map(str::to_owned).collect();
            for (here, there) in [(&short, long), (long, &short)] {
                let of_first = by_first.entry(here[0].clone()).or_default();
                of_first.push((here.clone(), there.clone()));
            }
        }
        Self { full, by_first }
    }

    /// What begins with a form and stands for other words, with these.
    #[must_use]
    pub fn begin_with(&self, form: &str) -> &[Tie] {
        self.by_first.get(form).map_or(&[], Vec::as_slice)
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
            ("A80".to_owned(), "tám mươi năm quốc khánh".to_owned()),
        ];
        let known = Abbreviations::new(Language::Vi, &own);
        assert_eq!(known.full["ubnd"], ["ủy", "ban", "nhân", "dân"]);
        assert_eq!(known.full["nvh"], ["nhà", "văn", "hóa"]);
        assert_eq!(known.full["tp"], ["trưởng", "phòng"]);
        assert_eq!(known.full["a 80"].len(), 5);
        let [(here, there)] = known.begin_with("hội") else {
            panic!("one begins so");
        };
        assert_eq!((here.len(), &**there), (4, &["hđnd".to_owned()][..]));
        assert!(!known.full.contains_key("a"));
        assert!(Abbreviations::new(Language::En, &[]).full.is_empty());
    }
}
