//! The lists of a site cut into parts: what [`super::outputs`] names and [`super::views`] show.

use super::ListOf;
use super::parts::{Parts, runs};
use crate::site::{Edition, EntryId, Site, Taxonomy};
use crate::text::Moment;

/// Articles on a page of a month of the archive: lines without pictures.
pub const MONTH_SIZE: usize = 100;

/// The parts of a list.
pub fn parts(site: &Site, of: ListOf) -> Parts<'_> {
    let edition = &site.editions[of.edition()];
    let (front, entries) = match of {
        ListOf::Category(_, id) => (&edition.categories[id].url, &edition.categories[id].entries),
        ListOf::Term(_, taxonomy, id) => {
            let term = &edition.terms[&taxonomy][id];
            (&term.url, &term.entries)
        }
    };
    Parts::by_year(
        edition.routes,
        front,
        entries,
        site.config.page_size,
        |id| year(site, id),
    )
}

/// The year of an entry in lists.
pub fn year(site: &Site, id: EntryId) -> i16 {
    site.entries[id].article.date.map_or(0, Moment::year)
}

/// The months of an edition with their entries, newest first.
pub fn months<'a>(site: &'a Site, edition: &'a Edition) -> Vec<((i16, u8), &'a [EntryId])> {
    let month = |id: EntryId| {
        site.entries[id]
            .article
            .date
            .map_or((0, 0), |date| (date.year(), date.month()))
    };
    runs(&edition.listed, month)
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
