//! Which article stands beside which. Only older ones are related, so publishing one changes none that went before,
//! but the one that gets it as its newer neighbour.

use std::collections::BTreeMap;

use super::{Edition, Entry, EntryId, Taxonomy};

/// How many related articles an article shows.
const RELATED: usize = 4;
/// How many older articles of each term are looked at.
const LOOK: usize = 8;

/// Sets `older`, `newer` and `related` of every listed entry of an edition.
pub fn set(entries: &mut [Entry], edition: &Edition) {
    for category in &edition.categories {
        let own: Vec<_> = category
            .entries
            .iter()
            .copied()
            .filter(|id| is_own(entries, edition, *id, category))
            .collect();
        for pair in own.windows(2) {
            entries[pair[0]].older = Some(pair[1]);
            entries[pair[1]].newer = Some(pair[0]);
        }
    }
    for id in &edition.listed {
        entries[*id].related = related(&entries[*id], *id, edition);
    }
}

fn is_own(entries: &[Entry], edition: &Edition, id: EntryId, category: &super::Category) -> bool {
    entries[id]
        .category
        .is_some_and(|own| edition.categories[own].folder == category.folder)
}

/// The nearest among the last few before it of each of its terms and categories.
fn related(entry: &Entry, id: EntryId, edition: &Edition) -> Vec<EntryId> {
    let mut scores: BTreeMap<EntryId, u32> = BTreeMap::new();
    let mut count = |list: &[EntryId], weight: u32| {
        let from = list.partition_point(|other| *other <= id);
        for other in list[from..].iter().take(LOOK) {
            *scores.entry(*other).or_default() += weight;
        }
    };
    for (taxonomy, terms) in &entry.terms {
        let weight = match taxonomy {
            Taxonomy::Series => 8,
            Taxonomy::Tag => 4,
            Taxonomy::Place => 2,
            Taxonomy::Author => 1,
        };
        for term in terms {
            count(&edition.terms[taxonomy][*term].entries, weight);
        }
    }
    for category in &entry.categories {
        count(&edition.categories[*category].entries, 2);
    }
    // What the page already links to as the next older one need not be named twice.
    if let Some(older) = entry.older {
        scores.remove(&older);
    }
    let mut scored: Vec<_> = scores.into_iter().collect();
    scored.sort_by_key(|(other, score)| (std::cmp::Reverse(*score), *other));
    scored.truncate(RELATED);
    scored.into_iter().map(|(other, _)| other).collect()
}
