//! Which article stands beside which. Only older ones are related, so publishing one changes none that went before,
//! but the one that gets it as its newer neighbour.

use std::cmp::Reverse;
use std::sync::Arc;

use super::public::Brief;
use super::{Beside, Edition, Entry, EntryId, Taxonomy};
use crate::text::tone;

/// How many related articles an article shows.
const RELATED: usize = 4;
/// How many older articles of each term are looked at.
const LOOK: usize = 8;
/// How many people of one place or field a person's page shows.
const ALIKE: usize = 4;
/// How many older articles are looked at for them.
const LOOK_FOR_PEOPLE: usize = 200;

/// Good deeds that have something in common with one, older ones only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// In the first of its places that has any: the place's number.
    pub place: Option<(usize, Vec<EntryId>)>,
    /// In its field: as it is written there.
    pub field: Option<(String, Vec<EntryId>)>,
}

impl Alike {
    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> + '_ {
        let place = self.place.iter().flat_map(|(_, ids)| ids);
        let field = self.field.iter().flat_map(|(_, ids)| ids);
        place.chain(field).copied()
    }
}

/// Sets `older` and `newer` of every listed entry of an edition.
pub fn set(briefs: &[Brief], edition: &Edition, beside: &mut [Beside]) {
    for (number, category) in edition.categories.iter().enumerate() {
        let all = category.entries.iter().copied();
        let own: Vec<_> = all
            .filter(|id| briefs[*id].category == Some(number))
            .collect();
        for pair in own.windows(2) {
            beside[pair[0]].older = Some(pair[1]);
            beside[pair[1]].newer = Some(pair[0]);
        }
    }
}

/// The nearest among the last few before it of each of its terms and categories.
pub fn related(entry: &Entry, beside: &Beside, id: EntryId, edition: &Edition) -> Vec<EntryId> {
    if !entry.listed {
        return Vec::new();
    }
    let mut scores: Vec<(EntryId, u32)> = Vec::with_capacity(8 * LOOK);
    let mut count = |list: &[EntryId], weight: u32| {
        let from = list.partition_point(|other| *other <= id);
        scores.extend(list[from..].iter().take(LOOK).map(|other| (*other, weight)));
    };
    for (taxonomy, term) in &beside.terms {
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
    scores.retain(|(other, _)| Some(*other) != beside.older);
    scores.sort_unstable_by_key(|(other, _)| *other);
    scores.dedup_by(|(other, score), (first, sum)| {
        let same = other == first;
        if same {
            *sum += *score;
        }
        same
    });
    let nearest = |(other, score): &(EntryId, u32)| (Reverse(*score), *other);
    // Of some forty only the nearest need an order.
    if scores.len() > RELATED {
        scores.select_nth_unstable_by_key(RELATED, nearest);
        scores.truncate(RELATED);
    }
    scores.sort_unstable_by_key(nearest);
    scores.into_iter().map(|(other, _)| other).collect()
}

/// People of the place and of the field of a profile, newest first among the older ones.
pub fn alike(entries: &[Arc<Entry>], beside: &Beside, id: EntryId, edition: &Edition) -> Alike {
    let entry = &entries[id];
    if !entry.listed || entry.article.person.is_none() {
        return Alike::default();
    }
    let older = |list: &[EntryId], fits: &dyn Fn(EntryId) -> bool| -> Vec<EntryId> {
        let from = list.partition_point(|other| *other <= id);
        let older = list[from..].iter().take(LOOK_FOR_PEOPLE).copied();
        let people = older.filter(|other| entries[*other].article.person.is_some());
        people.filter(|other| fits(*other)).take(ALIKE).collect()
    };
    let place = beside.terms_of(Taxonomy::Place).find_map(|place| {
        let of_place = &edition.terms[&Taxonomy::Place][place].entries;
        let ids = older(of_place, &|_| true);
        (!ids.is_empty()).then_some((place, ids))
    });
    let shown = |other: EntryId| place.iter().any(|(_, ids)| ids.contains(&other));
    let field = field(entry).and_then(|own| {
        let category = &edition.categories[*entry.categories.first()?];
        let folded = Some(tone::fold(own));
        let same =
            |other: EntryId| !shown(other) && field(&entries[other]).map(tone::fold) == folded;
        let ids = older(&category.entries, &same);
        (!ids.is_empty()).then(|| (own.to_owned(), ids))
    });
    Alike { place, field }
}

/// Lĩnh vực of a profile.
fn field(entry: &Entry) -> Option<&str> {
    let field = entry.article.record.get("person")?.get("field")?.as_str()?;
    Some(field.trim()).filter(|field| !field.is_empty())
}
