//! Years and months of a list: where they begin and end, told once for all pages that ask.

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Edition, Entry, EntryId};

/// Entries that stand together in a list because they share a key, such as a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run<K> {
    /// What they share.
    pub key: K,
    /// The first of them in the list.
    pub start: usize,
    /// The one behind the last of them.
    pub end: usize,
}

impl<K> Run<K> {
    /// Its entries.
    #[must_use]
    pub fn of<'a>(&self, list: &'a [EntryId]) -> &'a [EntryId] {
        &list[self.start..self.end]
    }
}

/// Cuts a list that is in the order of keys where the key changes.
pub fn runs<K: PartialEq + Copy>(list: &[EntryId], key: impl Fn(EntryId) -> K) -> Vec<Run<K>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for chunk in list.chunk_by(|a, b| key(*a) == key(*b)) {
        let end = start + chunk.len();
        runs.push(Run {
            key: key(chunk[0]),
            start,
            end,
        });
        start = end;
    }
    runs
}

/// Cuts the lists of an edition into years and months.
pub fn cut(edition: &mut Edition, entries: &[Arc<Entry>]) {
    // Looked at once for each, in the order in which they lie in memory: an article stands in many lists.
    let month = |entry: &Arc<Entry>| {
        entry
            .date
            .map_or((0, 0), |date| (date.year(), date.month()))
    };
    let months: Vec<(i16, u8)> = entries.par_iter().map(month).collect();
    let month = |id: EntryId| months[id];
    let year = |id: EntryId| months[id].0;
    edition.months = runs(&edition.listed, month);
    for category in &mut edition.categories {
        category.years = runs(&category.entries, year);
    }
    for term in edition.terms.values_mut().flatten() {
        term.years = runs(&term.entries, year);
    }
}
