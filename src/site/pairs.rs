//! Articles that are one article in several languages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::load::Loaded;
use super::{Entry, EntryId, Relations};
use crate::config::Config;
use crate::diagnostic::{Finding, rules};
use crate::text::Place;

impl Relations {
    /// Finds the entries that exist in several languages.
    pub(super) fn pair_translations(&mut self, entries: &[Arc<Entry>]) {
        if self.editions.len() < 2 {
            return;
        }
        let mut all: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
        let shown = entries.iter().enumerate();
        for (id, entry) in shown.filter(|(_, entry)| !entry.withdrawn) {
            all.entry(entry.spot.key()).or_default().push(id);
        }
        all.retain(|_, ids| ids.len() > 1);
        self.translations = all;
    }
}

/// Tells of articles that were withdrawn in one language and not in the others.
pub fn half_withdrawn(entries: &[Arc<Entry>]) -> Vec<Finding> {
    let mut withdrawn: HashMap<String, Vec<&Arc<Entry>>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.withdrawn) {
        withdrawn.entry(entry.spot.key()).or_default().push(entry);
    }
    if withdrawn.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for other in entries.iter().filter(|entry| !entry.withdrawn) {
        for entry in withdrawn.get(&other.spot.key()).into_iter().flatten() {
            let finding = Finding::new(&rules::WITHDRAWN_PAIR);
            let finding = finding.with("other", &other.article.path);
            findings.push(finding.at(Place::file(&entry.article.path)));
        }
    }
    findings
}

/// Tells of translations that have no original.
pub fn alone(loaded: &Loaded, config: &Config, findings: &mut Vec<Finding>) {
    let spots = || {
        loaded
            .articles
            .iter()
            .map(|loaded| (&loaded.spot, loaded.path()))
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
