//! Lists of articles: category, tag, author, series, place.

use super::article::{feed_of, introduction, parents, top};
use super::cards::{card, cards, date, link, picture};
use super::info::{self, Page};
use super::is_front;
use super::terms::TermFacts;
use crate::diagnostic::Finding;
use crate::plan::lists::parts;
use crate::plan::view::{Content, LinkView, ListView, PageView};
use crate::plan::{ListOf, Part, Plan};
use crate::site::{Category, Edition, EntryId, Introduction, Taxonomy};
use crate::text::Language;
use crate::theme::Words;

/// A page of a list.
pub fn list(plan: &Plan, of: ListOf, part: Part) -> Result<PageView, Finding> {
    let edition = &plan.site.editions[of.edition()];
    let parts = parts(&plan.site, of);
    let base = &plan.site.config.base;
    let front = parts.url(Part::Front);
    let words = plan.theme.words(edition.language);
    let (newer, older) = parts.beside(part, |part| part_name(words, part));
    let with_base = |link: LinkView| LinkView {
        url: base.url(&link.url),
        ..link
    };
    let view = ListView {
        title: String::new(),
        description: String::new(),
        body: String::new(),
        cover: None,
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
        ListOf::Term(_, taxonomy, id) => {
            term(plan, edition, (taxonomy, id), part, &parts.url(part), view)
        }
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
    let index = &category.introduction.index;
    if view.items.is_empty() {
        view.items = cards(plan, &category.pages);
    }
    let said = &category.introduction;
    introduced(
        plan,
        said,
        (&category.url, edition.language),
        part,
        &mut view,
    )?;
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
    let page = described(
        page,
        plan.theme.words(edition.language),
        &view.description,
        ("", &category.title),
        part,
    )
    .below(edition, above)
    .section(Some(&top(edition, category).url))
    .feed(&category.title, feed_of(plan, &category.url));
    let page = if is_front(part) {
        page.alternates(same_category(plan, category))
    } else {
        page
    };
    Ok(page
        .image(view.cover.clone())
        .show(Content::List(Box::new(view))))
}

/// What an `_index.md` says of a list. Text and picture stand on its first page.
fn introduced(
    plan: &Plan,
    said: &Introduction,
    (url, language): (&str, Language),
    part: Part,
    view: &mut ListView,
) -> Result<(), Finding> {
    let index = &said.index;
    view.description.clone_from(&index.description);
    if is_front(part) {
        let cover = index.cover.as_ref();
        view.cover = cover.and_then(|cover| picture(plan, &index.path, cover));
        view.body = introduction(plan, said, url, language)?;
    }
    Ok(())
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
) -> Result<PageView, Finding> {
    let term = &edition.terms[&taxonomy][id];
    let said = &term.introduction;
    introduced(plan, said, (&term.url, edition.language), part, &mut view)?;
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
    let page = described(
        page,
        words,
        &view.description,
        (taxonomy.name(), &term.name),
        part,
    )
    .below(edition, above)
    .feed(&name, feed_of(plan, &term.url))
    .image(view.cover.clone());
    Ok(page.show(Content::List(Box::new(view))))
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

/// What a part is called beside others; the newest has no name of its own. A year's page begins with what the front of the
/// list shows, too: a theme may say so.
pub(super) fn part_name(words: &Words, part: Part) -> String {
    match part {
        Part::Year(year) if words.has("whole_year") => {
            words.fill("whole_year", &[("year", &year.to_string())])
        }
        _ => part_time(words, part),
    }
}

/// The year and page that a part is.
fn part_time(words: &Words, part: Part) -> String {
    let page = |number: usize| words.fill("page_number", &[("number", &number.to_string())]);
    match part {
        Part::Front => String::new(),
        Part::Year(year) => year.to_string(),
        Part::Page(Some(year), number) => format!("{year}, {}", page(number)),
        Part::Page(None, number) => page(number),
    }
}

/// Says what a part of a list is: its first page in the editor's words, if there are any, all else in the theme's:
/// `tag_description`, `year_description`.
fn described<'a>(
    page: Page<'a>,
    words: &Words,
    written: &str,
    (of, name): (&str, &str),
    part: Part,
) -> Page<'a> {
    match part {
        Part::Front if !written.is_empty() => page.description(written),
        Part::Year(_) | Part::Page(Some(_), _) => page.described(
            "year_description",
            &[("name", name), ("year", &part_time(words, part))],
        ),
        _ => page.described(&format!("{of}_description"), &[("name", name)]),
    }
}
