//! How a list becomes pages that stay: the newest on its front, then years, and inside a year full pages counted from the oldest.
//!
//! One new article changes the front, the newest year's page and now and then a full page that comes to be: nothing
//! else. Numbered pages exist only when full, and no page tells how many there are.

use super::view::{LinkView, YearView};
use crate::site::{EntryId, Routes};

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The newest.
    Front,
    /// The newest of a year.
    Year(i16),
    /// A full page, counted from the oldest: of a year, or of the whole list when it has no years.
    Page(Option<i16>, usize),
}

/// Entries in the order of their keys, cut where the key changes. Every page of a list asks, so the ends are found by
/// halving and most entries are not looked at.
pub fn runs<K: PartialEq>(entries: &[EntryId], key: impl Fn(EntryId) -> K) -> Vec<(K, &[EntryId])> {
    let mut runs = Vec::new();
    let mut rest = entries;
    while let Some(first) = rest.first() {
        let of = key(*first);
        let (run, after) = rest.split_at(rest.partition_point(|id| key(*id) == of));
        runs.push((of, run));
        rest = after;
    }
    runs
}

/// A list cut into parts.
pub struct Parts<'a> {
    routes: Routes,
    front: &'a str,
    entries: &'a [EntryId],
    years: Vec<(i16, &'a [EntryId])>,
    size: usize,
}

impl<'a> Parts<'a> {
    /// A list with years; none when its front holds all of it. `entries` are newest first.
    #[must_use]
    pub fn by_year(
        routes: Routes,
        front: &'a str,
        entries: &'a [EntryId],
        size: usize,
        year: impl Fn(EntryId) -> i16,
    ) -> Self {
        let years = if entries.len() > size {
            runs(entries, year)
        } else {
            Vec::new()
        };
        Self {
            routes,
            front,
            entries,
            years,
            size,
        }
    }

    /// A list without years, such as a month of the archive.
    #[must_use]
    pub const fn plain(
        routes: Routes,
        front: &'a str,
        entries: &'a [EntryId],
        size: usize,
    ) -> Self {
        Self {
            routes,
            front,
            entries,
            years: Vec::new(),
            size,
        }
    }

    /// Every part with its address.
    #[must_use]
    pub fn all(&self) -> Vec<(Part, String)> {
        let mut all = vec![Part::Front];
        if self.is_plain() {
            all.extend((1..=self.full(self.entries)).map(|number| Part::Page(None, number)));
        }
        for (year, entries) in &self.years {
            all.push(Part::Year(*year));
            all.extend((1..=self.full(entries)).map(|number| Part::Page(Some(*year), number)));
        }
        all.into_iter().map(|part| (part, self.url(part))).collect()
    }

    /// The entries of a part, newest first.
    #[must_use]
    pub fn entries(&self, part: Part) -> &'a [EntryId] {
        match part {
            Part::Front if self.is_plain() => self.newest(self.entries),
            Part::Front => &self.entries[..self.size.min(self.entries.len())],
            Part::Year(year) => self.newest(self.of(year)),
            Part::Page(year, number) => {
                let entries = year.map_or(self.entries, |year| self.of(year));
                let end = entries.len() - (number - 1) * self.size;
                &entries[end - self.size..end]
            }
        }
    }

    /// The address of a part.
    #[must_use]
    pub fn url(&self, part: Part) -> String {
        match part {
            Part::Front => self.front.to_owned(),
            Part::Year(year) => Routes::year(self.front, year),
            Part::Page(None, number) => self.routes.numbered(self.front, number),
            Part::Page(Some(year), number) => self
                .routes
                .numbered(&Routes::year(self.front, year), number),
        }
    }

    /// The years with their addresses, newest first. Only the front names them: the first article of a new year must not
    /// change every page of the years before.
    #[must_use]
    pub fn years(&self, part: Part) -> Vec<YearView> {
        let shown = self.years.iter().filter(|_| part == Part::Front);
        shown
            .map(|(year, _)| YearView {
                year: *year,
                url: self.url(Part::Year(*year)),
            })
            .collect()
    }

    /// The parts with newer and with older articles.
    #[must_use]
    pub fn beside(&self, part: Part) -> (Option<LinkView>, Option<LinkView>) {
        let chain = self.chain();
        let Some(at) = chain.iter().position(|other| *other == part) else {
            return (None, None);
        };
        let link = |part: &Part| LinkView {
            title: title(*part),
            url: self.url(*part),
        };
        (
            at.checked_sub(1).map(|at| link(&chain[at])),
            chain.get(at + 1).map(link),
        )
    }

    /// All parts from the newest to the oldest. The front of a list with years leads to the newest year.
    fn chain(&self) -> Vec<Part> {
        let mut chain = vec![Part::Front];
        if self.is_plain() {
            chain.extend(
                (1..=self.full(self.entries))
                    .rev()
                    .map(|number| Part::Page(None, number)),
            );
        }
        for (year, entries) in &self.years {
            chain.push(Part::Year(*year));
            chain.extend(
                (1..=self.full(entries))
                    .rev()
                    .map(|number| Part::Page(Some(*year), number)),
            );
        }
        chain
    }

    fn is_plain(&self) -> bool {
        self.years.is_empty()
    }

    fn of(&self, year: i16) -> &'a [EntryId] {
        self.years
            .iter()
            .find(|(of, _)| *of == year)
            .map_or(&[], |(_, entries)| entries)
    }

    /// Full pages that are no longer among the newest: between one and two pages' worth stays with those.
    fn full(&self, entries: &[EntryId]) -> usize {
        (entries.len() / self.size).saturating_sub(1)
    }

    fn newest(&self, entries: &'a [EntryId]) -> &'a [EntryId] {
        &entries[..entries.len() - self.full(entries) * self.size]
    }
}

fn title(part: Part) -> String {
    match part {
        Part::Front => String::new(),
        Part::Year(year) => year.to_string(),
        Part::Page(Some(year), number) => format!("{year} · {number}"),
        Part::Page(None, number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn parts(entries: &[EntryId]) -> Parts<'_> {
        let routes = Routes::new(Language::Vi, Language::Vi);
        Parts::by_year(routes, "/tin/", entries, 2, |id| {
            if id < 3 { 2022 } else { 2021 }
        })
    }

    #[test]
    fn a_short_list_is_one_page() {
        let entries = [0, 1];
        assert_eq!(parts(&entries).all(), [(Part::Front, "/tin/".to_owned())]);
    }

    #[test]
    fn a_long_list_has_years_and_full_pages_counted_from_the_oldest() {
        let entries: Vec<_> = (0..8).collect();
        let parts = parts(&entries);
        let urls: Vec<_> = parts.all().into_iter().map(|(_, url)| url).collect();
        assert_eq!(
            urls,
            [
                "/tin/",
                "/tin/2022/",
                "/tin/2021/",
                "/tin/2021/trang-1.html"
            ]
        );
        assert_eq!(parts.entries(Part::Front), [0, 1]);
        assert_eq!(parts.entries(Part::Year(2021)), [3, 4, 5]);
        assert_eq!(parts.entries(Part::Page(Some(2021), 1)), [6, 7]);
        let (newer, older) = parts.beside(Part::Year(2021));
        assert_eq!(newer.unwrap().url, "/tin/2022/");
        assert_eq!(older.unwrap().url, "/tin/2021/trang-1.html");
    }

    #[test]
    fn a_full_page_stays_when_a_new_article_comes() {
        let before: Vec<_> = (10..19).collect();
        let after: Vec<_> = (9..19).collect();
        let routes = Routes::new(Language::Vi, Language::Vi);
        let old = Parts::plain(routes, "/thang/", &before, 2);
        let new = Parts::plain(routes, "/thang/", &after, 2);
        for (part, _) in old
            .all()
            .into_iter()
            .filter(|(part, _)| *part != Part::Front)
        {
            assert_eq!(old.entries(part), new.entries(part));
        }
    }
}
