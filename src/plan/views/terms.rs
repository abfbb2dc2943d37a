//! What the page of a term tells besides its articles, and lists of all terms.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{info, is_front};
use crate::plan::lists::parts;
use crate::plan::view::{Content, PageView, TermGroupView, TermView, TermsView};
use crate::plan::{ListOf, Part, Plan};
use crate::site::{Edition, EntryId, Taxonomy};
use crate::text::{Moment, collate, tone};

/// People on the page of a place.
const PEOPLE: usize = 8;
/// Tags that are named beside a list.
const NEAR: usize = 10;

/// What the page of a term tells besides its articles.
#[derive(Default)]
pub struct TermFacts {
    /// How many articles there are.
    pub count: Option<usize>,
    /// When the first of them was published.
    pub since: Option<Moment>,
    /// Tags that its newest articles carry.
    pub near: Vec<usize>,
    /// The people of a place.
    pub people: Vec<EntryId>,
    /// The first part of a series.
    pub first: Option<EntryId>,
}

impl TermFacts {
    /// Of a part of a term's list: its front only, which every new article changes anyway.
    pub fn of(
        plan: &Plan,
        edition: &Edition,
        (taxonomy, id): (Taxonomy, usize),
        part: Part,
    ) -> Self {
        if !is_front(part) {
            return Self::default();
        }
        let entries = &edition.terms[&taxonomy][id].entries;
        let list = ListOf::Term(plan.site.edition_of(edition.language), taxonomy, id);
        let shown = parts(&plan.site, list).entries(part);
        let is_series = taxonomy == Taxonomy::Series;
        let article = |id: &EntryId| &plan.site.entries[*id].article;
        let is_person = |id: &&EntryId| article(id).person.is_some();
        Self {
            count: Some(entries.len()),
            since: entries.last().and_then(|id| article(id).date),
            near: near(plan, (taxonomy, id), shown),
            people: match taxonomy {
                Taxonomy::Place => entries
                    .iter()
                    .filter(is_person)
                    .take(PEOPLE)
                    .copied()
                    .collect(),
                _ => Vec::new(),
            },
            first: entries.last().copied().filter(|_| is_series),
        }
    }
}

/// Tags of some articles by how many carry them, but for the term itself.
fn near(plan: &Plan, own: (Taxonomy, usize), ids: &[EntryId]) -> Vec<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for id in ids {
        for tag in plan.site.beside[*id].terms_of(Taxonomy::Tag) {
            if (Taxonomy::Tag, tag) != own {
                *counts.entry(tag).or_default() += 1;
            }
        }
    }
    let mut near: Vec<_> = counts.into_iter().collect();
    near.sort_by_key(|(tag, count)| (Reverse(*count), *tag));
    near.into_iter().take(NEAR).map(|(tag, _)| tag).collect()
}

/// All terms of a taxonomy by first letter.
pub fn terms(plan: &Plan, number: usize, taxonomy: Taxonomy) -> PageView {
    let edition = &plan.site.editions[number];
    let mut groups: Vec<TermGroupView> = Vec::new();
    for term in &edition.terms[&taxonomy] {
        let letter = letter(taxonomy, &term.name);
        let view = TermView {
            title: term.name.clone(),
            url: plan.site.config.base.url(&term.url),
            description: term.introduction.index.description.clone(),
            at_least: at_least(term.entries.len()),
        };
        match groups.last_mut().filter(|group| group.letter == letter) {
            Some(group) => group.terms.push(view),
            None => groups.push(TermGroupView {
                letter,
                terms: vec![view],
            }),
        }
    }
    let words = plan.theme.words(edition.language);
    let title = words.get(taxonomy.plural());
    info::begin(
        plan,
        edition,
        "terms",
        title,
        &edition.routes.taxonomy(taxonomy),
    )
    .described(
        match taxonomy {
            // One word cannot be both "the articles of a series" and "all series".
            Taxonomy::Series => "all_series_description",
            Taxonomy::Tag => "tags_description",
            Taxonomy::Author => "authors_description",
            Taxonomy::Place => "places_description",
        },
        &[],
    )
    .below(edition, [])
    .in_all_editions(|edition| {
        (!edition.terms[&taxonomy].is_empty()).then(|| edition.routes.taxonomy(taxonomy))
    })
    .show(Content::Terms(TermsView {
        of: taxonomy.name().to_owned(),
        groups,
    }))
}

/// The first letter as Vietnamese dictionaries count letters: without tone, but Ă, Â, Đ, Ê, Ô, Ơ, Ư are letters of their own.
/// People stand under their given name.
fn letter(taxonomy: Taxonomy, name: &str) -> String {
    let name = match taxonomy {
        Taxonomy::Author => collate::person_key(name),
        _ => name.to_owned(),
    };
    let Some(first) = name.chars().find(|letter| letter.is_alphanumeric()) else {
        return "#".to_owned();
    };
    if !first.is_alphabetic() {
        return "#".to_owned();
    }
    tone::letter(first).to_uppercase().collect()
}

/// The largest of 1, 5, 10, 20, 50, 100… that is not above a number.
pub fn at_least(number: usize) -> usize {
    if number < 5 {
        return 1;
    }
    let mut ten = 1;
    while ten * 10 <= number {
        ten *= 10;
    }
    let steps = [5, 2].map(|step| step * ten);
    steps
        .into_iter()
        .find(|step| *step <= number)
        .unwrap_or(ten)
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn counts_go_in_steps() {
        let steps =
            |numbers: &[usize]| -> Vec<_> { numbers.iter().map(|it| at_least(*it)).collect() };
        assert_eq!(
            steps(&[1, 2, 3, 4, 5, 9, 10, 19, 20, 49]),
            [1, 1, 1, 1, 5, 5, 10, 10, 20, 20]
        );
        assert_eq!(
            steps(&[50, 99, 100, 2600, 65_000]),
            [50, 50, 100, 2000, 50_000]
        );
    }
}
