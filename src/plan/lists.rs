//! The lists of a site cut into parts: what [`super::outputs`] names and [`super::views`] show.

use super::ListOf;
use super::parts::Parts;
use crate::site::{Edition, EntryId, Site, Taxonomy};

/// Articles on a page of a month of the archive: lines without pictures.
pub const MONTH_SIZE: usize = 100;

/// The parts of a list.
pub fn parts(site: &Site, of: ListOf) -> Parts<'_> {
    let edition = &site.editions[of.edition()];
    let (front, entries, years) = match of {
        ListOf::Category(_, id) => {
            let category = &edition.categories[id];
            (&category.url, &category.entries, &category.years)
        }
        ListOf::Term(_, taxonomy, id) => {
            let term = &edition.terms[&taxonomy][id];
            (&term.url, &term.entries, &term.years)
        }
    };
    Parts::by_year(edition.routes, front, entries, years, site.config.page_size)
}

/// The months of an edition with their entries, newest first.
pub fn months(edition: &Edition) -> impl Iterator<Item = ((i16, u8), &[EntryId])> {
    let months = edition.months.iter();
    months.map(|run| (run.key, run.of(&edition.listed)))
}

/// The entries of a month.
pub fn month(edition: &Edition, month: (i16, u8)) -> &[EntryId] {
    let run = edition.months.iter().find(|run| run.key == month);
    run.map_or(&[], |run| run.of(&edition.listed))
}

/// The parts of a month.
pub fn month_parts<'a>(edition: &Edition, front: &'a str, entries: &'a [EntryId]) -> Parts<'a> {
    Parts::plain(edition.routes, front, entries, MONTH_SIZE)
}

/// Whether a list has its own feed.
pub fn has_feed(site: &Site, of: ListOf) -> bool {
    let edition = &site.editions[of.edition()];
    match of {
        ListOf::Category(_, id) => !edition.categories[id].entries.is_empty(),
        ListOf::Term(_, Taxonomy::Tag, _) => site.config.feed_tags,
        ListOf::Term(_, Taxonomy::Author, _) => site.config.feed_authors,
        ListOf::Term(..) => false,
    }
}
