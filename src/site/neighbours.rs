//! Which article stands beside which. Only older ones are related, so publishing one changes none that went before,
//! but the one that gets it as its newer neighbour.

use super::{Edition, Entry, EntryId, Taxonomy};

/// How many related articles an article shows.
const RELATED: usize = 4;
/// How many older articles of each term are looked at.
const LOOK: usize = 8;

/// Sets `older` and `newer` of every listed entry of an edition.
pub fn set(entries: &mut [Entry], edition: &Edition) {
    for (number, category) in edition.categories.iter().enumerate() {
        let all = category.entries.iter().copied();
        let own: Vec<_> = all
            .filter(|id| entries[*id].category == Some(number))
            .collect();
        for pair in own.windows(2) {
            entries[pair[0]].older = Some(pair[1]);
            entries[pair[1]].newer = Some(pair[0]);
        }
    }
}

/// The nearest among the last few before it of each of its terms and categories.
pub fn related(entry: &Entry, id: EntryId, edition: &Edition) -> Vec<EntryId> {
    if !entry.listed() {
        return Vec::new();
    }
    let mut scores: Vec<(EntryId, u32)> = Vec::with_capacity(8 * LOOK);
    let mut count = |list: &[EntryId], weight: u32| {
        let from = list.partition_point(|other| *other <= id);
        scores.extend(list[from..].iter().take(LOOK).map(|other| (*other, weight)));
    };
    for (taxonomy, term) in &entry.terms {
        let weight = match taxonomy {
            Taxonomy::Series => 8,
            Taxonomy::Tag => 4,
            Taxonomy::Place => 2,
            Taxonomy::Author => 1,
        };
        count(&edition.terms[taxonomy][*term].entries, weight);
    }
    for category in &entry.categories {
        count(&edition.categories[*category].entries, 2);
    }
    // What the page already links to as the next older one need not be named twice.
    scores.retain(|(other, _)| Some(*other) != entry.older);
    scores.sort_unstable_by_key(|(other, _)| *other);
    let mut scored: Vec<_> = scores
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|same| (same[0].0, same.iter().map(|(_, score)| score).sum::<u32>()))
        .collect();
    scored.sort_by_key(|(other, score)| (std::cmp::Reverse(*score), *other));
    scored.truncate(RELATED);
    scored.into_iter().map(|(other, _)| other).collect()
}
