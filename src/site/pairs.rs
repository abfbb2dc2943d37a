//! Articles that are one article in several languages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::load::Loaded;
use super::{Entry, EntryId, Site};
use crate::config::Config;
use crate::diagnostic::{Finding, rules};
use crate::text::Place;

impl Site {
    /// Finds the entries that exist in several languages.
    pub(super) fn pair_translations(&mut self) {
        if self.editions.len() < 2 {
            return;
        }
        let mut all: BTreeMap<&str, Vec<EntryId>> = BTreeMap::new();
        for (id, entry) in self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.withdrawn)
        {
            all.entry(&entry.key).or_default().push(id);
        }
        let pairs = all.into_iter().filter(|(_, ids)| ids.len() > 1);
        self.translations = pairs.map(|(key, ids)| (key.to_owned(), ids)).collect();
    }

    /// Tells of articles that were withdrawn in one language and not in the others.
    pub(super) fn half_withdrawn(&self) -> Vec<Finding> {
        let mut withdrawn: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in self.entries.iter().filter(|entry| entry.withdrawn) {
            withdrawn.entry(&entry.key).or_default().push(entry);
        }
        let mut findings = Vec::new();
        for other in self.entries.iter().filter(|entry| !entry.withdrawn) {
            for entry in withdrawn.get(other.key.as_str()).into_iter().flatten() {
                let finding = Finding::new(&rules::WITHDRAWN_PAIR);
                let finding = finding.with("other", &other.article.path);
                findings.push(finding.at(Place::file(&entry.article.path)));
            }
        }
        findings
    }
}

/// Tells of translations that have no original.
pub fn alone(loaded: &Loaded, config: &Config, findings: &mut Vec<Finding>) {
    let spots = || {
        loaded
            .articles
            .iter()
            .map(|loaded| (&loaded.spot, &loaded.article.path))
    };
    if spots().all(|(spot, _)| spot.language == config.language) {
        return;
    }
    let originals: BTreeSet<String> = spots()
        .filter(|(spot, _)| spot.language == config.language)
        .map(|(spot, _)| spot.key())
        .collect();
    for (spot, path) in spots().filter(|(spot, _)| spot.language != config.language) {
        if !originals.contains(&spot.key()) {
            findings.push(Finding::new(&rules::TRANSLATION_ALONE).at(Place::file(path)));
        }
    }
}
