//! How a list becomes pages that stay: the newest on its front, then years, and inside a year full pages counted from the
//! oldest.
//!
//! One new article changes the front, the newest year's page and now and then a full page that comes to be: nothing
//! else. Numbered pages exist only when full, and no page tells how many there are.

use serde::{Deserialize, Serialize};

use super::view::{LinkView, YearView};
use crate::site::{EntryId, Routes, Run};

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// The newest.
    Front,
    /// The newest of a year.
    Year(i16),
    /// A full page, counted from the oldest: of a year, or of the whole list when it has no years.
    Page(Option<i16>, usize),
}

/// A list cut into parts.
pub struct Parts<'a> {
    routes: Routes,
    front: &'a str,
    entries: &'a [EntryId],
    years: &'a [Run<i16>],
    size: usize,
}

impl<'a> Parts<'a> {
    /// A list with years; none when its front holds all of it. `entries` are newest first.
    #[must_use]
    pub fn by_year(
        routes: Routes,
        front: &'a str,
        entries: &'a [EntryId],
        years: &'a [Run<i16>],
        size: usize,
    ) -> Self {
        let years = if entries.len() > size { years } else { &[] };
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
            years: &[],
            size,
        }
    }

    /// Every part with its address.
    #[must_use]
    pub fn all(&self) -> Vec<(Part, String)> {
        let mut all = vec![(Part::Front, self.front.to_owned())];
        if self.is_plain() {
            all.extend(self.pages(None, self.front, self.entries));
        }
        for run in self.years {
            let front = Routes::year(self.front, run.key);
            all.extend(self.pages(Some(run.key), &front, run.of(self.entries)));
            all.push((Part::Year(run.key), front));
        }
        all
    }

    /// The full pages of a year, or of all entries.
    fn pages(
        &self,
        of: Option<i16>,
        front: &str,
        entries: &[EntryId],
    ) -> impl Iterator<Item = (Part, String)> {
        let numbers = 1..=self.full(entries);
        numbers.map(move |number| (Part::Page(of, number), self.routes.numbered(front, number)))
    }

    /// The entries of a part, newest first.
    #[must_use]
    pub fn entries(&self, part: Part) -> &'a [EntryId] {
        match part {
            Part::Front if self.is_plain() => self.newest(self.entries),
            Part::Front => &self.entries[..self.size.min(self.entries.len())],
            Part::Year(year) => self.newest(self.of(Some(year))),
            Part::Page(year, number) => {
                let entries = self.of(year);
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
            .map(|run| YearView {
                year: run.key,
                url: self.url(Part::Year(run.key)),
                count: run.end - run.start,
            })
            .collect()
    }

    /// The parts with newer and with older articles, by their names.
    #[must_use]
    pub fn beside(
        &self,
        part: Part,
        name: impl Fn(Part) -> String,
    ) -> (Option<LinkView>, Option<LinkView>) {
        let link = |part: Part| LinkView {
            title: name(part),
            url: self.url(part),
        };
        (self.newer(part).map(link), self.older(part).map(link))
    }

    /// The part before one: up to the newest of its year, then to the last of the year after it, at last to the front.
    fn newer(&self, part: Part) -> Option<Part> {
        match part {
            Part::Front => None,
            Part::Page(year, number) => {
                let full = self.full(self.of(year));
                let newest = year.map_or(Part::Front, Part::Year);
                Some(if number < full {
                    Part::Page(year, number + 1)
                } else {
                    newest
                })
            }
            Part::Year(year) => {
                let at = self.years.iter().position(|run| run.key == year)?;
                Some(match at.checked_sub(1).map(|at| &self.years[at]) {
                    None => Part::Front,
                    Some(run) if self.full(run.of(self.entries)) > 0 => {
                        Part::Page(Some(run.key), 1)
                    }
                    Some(run) => Part::Year(run.key),
                })
            }
        }
    }

    /// The part behind one. The front of a list with years leads to the newest year.
    fn older(&self, part: Part) -> Option<Part> {
        let first = || self.years.first().map(|run| Part::Year(run.key));
        let (year, below) = match part {
            Part::Front if !self.is_plain() => return first(),
            Part::Front => (None, self.full(self.entries)),
            Part::Year(year) => (Some(year), self.full(self.of(Some(year)))),
            Part::Page(year, number) => (year, number - 1),
        };
        if below > 0 {
            return Some(Part::Page(year, below));
        }
        let at = self.years.iter().position(|run| Some(run.key) == year)?;
        self.years.get(at + 1).map(|run| Part::Year(run.key))
    }

    fn is_plain(&self) -> bool {
        self.years.is_empty()
    }

    /// The entries of a year, or all of them.
    fn of(&self, year: Option<i16>) -> &'a [EntryId] {
        let Some(year) = year else {
            return self.entries;
        };
        let run = self.years.iter().find(|run| run.key == year);
        run.map_or(&[], |run| run.of(self.entries))
    }

    /// Full pages that are no longer among the newest: between one and two pages' worth stays with those.
    fn full(&self, entries: &[EntryId]) -> usize {
        (entries.len() / self.size).saturating_sub(1)
    }

    fn newest(&self, entries: &'a [EntryId]) -> &'a [EntryId] {
        &entries[..entries.len() - self.full(entries) * self.size]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::runs;
    use crate::text::Language;

    fn years(entries: &[EntryId]) -> Vec<Run<i16>> {
        runs(entries, |id| if id < 3 { 2022 } else { 2021 })
    }

    fn parts<'a>(entries: &'a [EntryId], years: &'a [Run<i16>]) -> Parts<'a> {
        let routes = Routes::new(Language::Vi, Language::Vi);
        Parts::by_year(routes, "/tin/", entries, years, 2)
    }

    #[test]
    fn a_short_list_is_one_page() {
        let entries = [0, 1];
        let years = years(&entries);
        let all = parts(&entries, &years).all();
        assert_eq!(all, [(Part::Front, "/tin/".to_owned())]);
    }

    #[test]
    fn a_long_list_has_years_and_full_pages_counted_from_the_oldest() {
        let entries: Vec<_> = (0..8).collect();
        let years = years(&entries);
        let parts = parts(&entries, &years);
        let urls: Vec<_> = parts.all().into_iter().map(|(_, url)| url).collect();
        assert_eq!(
            urls,
            [
                "/tin/",
                "/tin/2022/",
                "/tin/2021/trang-1.html",
                "/tin/2021/"
            ]
        );
        assert_eq!(parts.entries(Part::Front), [0, 1]);
        assert_eq!(parts.entries(Part::Year(2021)), [3, 4, 5]);
        assert_eq!(parts.entries(Part::Page(Some(2021), 1)), [6, 7]);
        let (newer, older) = parts.beside(Part::Year(2021), |_| String::new());
        assert_eq!(newer.unwrap().url, "/tin/2022/");
        assert_eq!(older.unwrap().url, "/tin/2021/trang-1.html");
    }

    #[test]
    fn the_parts_of_a_list_are_one_chain() {
        for count in 0..15 {
            let entries: Vec<_> = (0..count).collect();
            let years = years(&entries);
            let parts = parts(&entries, &years);
            let mut chain = vec![Part::Front];
            while let Some(older) = chain.last().and_then(|last| parts.older(*last)) {
                assert_eq!(parts.newer(older), chain.last().copied());
                chain.push(older);
            }
            let mut all: Vec<_> = parts.all().into_iter().map(|(part, _)| part).collect();
            all.sort();
            chain.sort();
            assert_eq!(chain, all, "{count}");
        }
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
