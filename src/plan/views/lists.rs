//! Lists of articles (category, tag, author, series, place) and lists of terms.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::article::{body, feed_of, parents, top};
use super::cards::{card, cards, date, link};
use super::info::{self, Page};
use super::is_front;
use crate::diagnostic::Finding;
use crate::plan::lists::parts;
use crate::plan::resolver::Written;
use crate::plan::view::{
    Content, LinkView, ListView, PageView, TermGroupView, TermView, TermsView,
};
use crate::plan::{ListOf, Part, Plan};
use crate::site::{Category, Edition, EntryId, Taxonomy};
use crate::text::{Moment, tone};

/// People on the page of a place.
const PEOPLE: usize = 8;
/// Tags that are named beside a list.
const NEAR: usize = 10;

/// A page of a list.
pub fn list(plan: &Plan, of: ListOf, part: Part) -> Result<PageView, Finding> {
    let edition = &plan.site.editions[of.edition()];
    let parts = parts(&plan.site, of);
    let base = &plan.site.config.base;
    let front = parts.url(Part::Front);
    let (newer, older) = parts.beside(part);
    let with_base = |link: LinkView| LinkView {
        url: base.url(&link.url),
        ..link
    };
    let view = ListView {
        title: String::new(),
        description: String::new(),
        body: String::new(),
        url: base.url(&front),
        of: "article".to_owned(),
        items: cards(plan, parts.entries(part)),
        categories: Vec::new(),
        count: None,
        since: None,
        near: Vec::new(),
        people: Vec::new(),
        first: None,
        year: match part {
            Part::Year(year) | Part::Page(Some(year), _) => Some(year),
            _ => None,
        },
        number: match part {
            Part::Page(_, number) => Some(number),
            _ => None,
        },
        years: parts
            .years(part)
            .into_iter()
            .map(|year| crate::plan::view::YearView {
                url: base.url(&year.url),
                ..year
            })
            .collect(),
        newer: newer.map(with_base),
        older: older.map(with_base),
        feed: feed_of(plan, &front).map(|url| base.url(&url)),
    };
    match of {
        ListOf::Category(_, id) => category(plan, edition, id, part, &parts.url(part), view),
        ListOf::Term(_, taxonomy, id) => Ok(term(
            plan,
            edition,
            (taxonomy, id),
            part,
            &parts.url(part),
            view,
        )),
    }
}

fn category(
    plan: &Plan,
    edition: &Edition,
    id: usize,
    part: Part,
    url: &str,
    mut view: ListView,
) -> Result<PageView, Finding> {
    let category = &edition.categories[id];
    let index = &category.index;
    if view.items.is_empty() {
        view.items = cards(plan, &category.pages);
    }
    if is_front(part) {
        let written = Written {
            path: &index.path,
            url: &category.url,
            facts: &category.facts,
            language: edition.language,
        };
        view.body = body(plan, written, index.body.clone(), category.digest)?;
    }
    view.description.clone_from(&index.description);
    view.of = index.kind.map_or("article", |kind| kind.name).to_owned();
    let children = category
        .children
        .iter()
        .map(|id| &edition.categories[*id])
        .filter(|child| child.shown());
    view.categories = children
        .map(|child| link(plan, &child.title, &child.url))
        .collect();
    view.title = title(plan, edition, &category.title, part);
    let mut above = parents(edition, Some(category));
    if is_front(part) {
        above.pop();
    }
    let page = info::begin(plan, edition, "category", &view.title, url);
    let page = match part {
        Part::Front if !index.description.is_empty() => page.description(&index.description),
        _ => described(page, "", &category.title, part),
    };
    let page = page
        .below(edition, above)
        .section(Some(&top(edition, category).url))
        .feed(&category.title, feed_of(plan, &category.url));
    let page = if is_front(part) {
        page.alternates(same_category(plan, category))
    } else {
        page
    };
    Ok(page.show(Content::List(Box::new(view))))
}

/// The address of a category in every edition that has it.
pub fn same_category(plan: &Plan, category: &Category) -> Vec<(usize, String)> {
    let same = |edition: &Edition| {
        let mut others = edition.categories.iter();
        let other = others.find(|other| other.folder == category.folder && other.shown())?;
        Some(other.url.clone())
    };
    let editions = plan.site.editions.iter().enumerate();
    editions
        .filter_map(|(number, edition)| Some((number, same(edition)?)))
        .collect()
}

fn term(
    plan: &Plan,
    edition: &Edition,
    (taxonomy, id): (Taxonomy, usize),
    part: Part,
    url: &str,
    mut view: ListView,
) -> PageView {
    let term = &edition.terms[&taxonomy][id];
    let words = plan.theme.words(edition.language);
    let facts = TermFacts::of(plan, edition, (taxonomy, id), part);
    let one = |id: EntryId| card(plan, &plan.site.entries[id]);
    view.count = facts.count;
    view.since = facts.since.map(|since| date(since, edition.language));
    let near = facts
        .near
        .iter()
        .map(|id| &edition.terms[&Taxonomy::Tag][*id]);
    view.near = near.map(|tag| link(plan, &tag.name, &tag.url)).collect();
    view.people = cards(plan, &facts.people);
    view.first = facts.first.map(one);
    let name = words.fill(
        &format!("{}_title", taxonomy.name()),
        &[("name", &term.name)],
    );
    view.title = title(plan, edition, &name, part);
    let mut above = vec![(
        words.get(taxonomy.plural()).to_owned(),
        edition.routes.taxonomy(taxonomy),
    )];
    if !is_front(part) {
        above.push((term.name.clone(), term.url.clone()));
    }
    let page = info::begin(plan, edition, taxonomy.name(), &view.title, url);
    described(page, taxonomy.name(), &term.name, part)
        .below(edition, above)
        .feed(&name, feed_of(plan, &term.url))
        .show(Content::List(Box::new(view)))
}

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
        for tag in plan.site.entries[*id].terms_of(Taxonomy::Tag) {
            if (Taxonomy::Tag, tag) != own {
                *counts.entry(tag).or_default() += 1;
            }
        }
    }
    let mut near: Vec<_> = counts.into_iter().collect();
    near.sort_by_key(|(tag, count)| (Reverse(*count), *tag));
    near.into_iter().take(NEAR).map(|(tag, _)| tag).collect()
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

/// All terms of a taxonomy by first letter.
pub fn terms(plan: &Plan, number: usize, taxonomy: Taxonomy) -> PageView {
    let edition = &plan.site.editions[number];
    let mut groups: Vec<TermGroupView> = Vec::new();
    for term in &edition.terms[&taxonomy] {
        let letter = letter(taxonomy, &term.name);
        let view = TermView {
            title: term.name.clone(),
            url: plan.site.config.base.url(&term.url),
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
    let word = if taxonomy == Taxonomy::Author {
        name.split_whitespace().last().unwrap_or(name)
    } else {
        name
    };
    let Some(first) = word.chars().find(|letter| letter.is_alphanumeric()) else {
        return "#".to_owned();
    };
    if !first.is_alphabetic() {
        return "#".to_owned();
    }
    tone::letter(first).to_uppercase().collect()
}

fn title(plan: &Plan, edition: &Edition, name: &str, part: Part) -> String {
    let words = plan.theme.words(edition.language);
    match part {
        Part::Front => name.to_owned(),
        Part::Year(year) => {
            words.fill("year_title", &[("name", name), ("year", &year.to_string())])
        }
        Part::Page(year, number) => {
            let year = year.map_or_else(String::new, |year| year.to_string());
            words.fill(
                "page_title",
                &[
                    ("name", name),
                    ("year", &year),
                    ("number", &number.to_string()),
                ],
            )
        }
    }
}

/// Says what a part of a list is in the theme's words: `tag_description`, `year_description`.
fn described<'a>(page: Page<'a>, of: &str, name: &str, part: Part) -> Page<'a> {
    match part {
        Part::Year(year) | Part::Page(Some(year), _) => page.described(
            "year_description",
            &[("name", name), ("year", &year.to_string())],
        ),
        _ => page.described(&format!("{of}_description"), &[("name", name)]),
    }
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
