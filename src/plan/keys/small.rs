//! What maps, corrections and notices are made from.

use super::{KeyOf, listed};
use crate::memo::Part;
use crate::plan::files::news;
use crate::plan::views;
use crate::plan::{FeedFormat, IndexFile, Job, search};

impl KeyOf<'_> {
    /// Sơ đồ cổng.
    pub(super) fn site_map(&mut self, number: usize) {
        self.page(number);
        let edition = &self.plan.site.editions[number];
        for id in &edition.pages {
            self.link(Part::List, *id);
        }
        let branches = edition
            .roots()
            .map(|id| views::branch(self.plan, edition, id));
        let branches: Vec<_> = branches.collect();
        self.value(Part::Address, &branches, &|| edition.routes.site_map());
    }

    /// The list of feeds.
    pub(super) fn feeds(&mut self, number: usize) {
        self.page(number);
        let plan = self.plan;
        let feeds = plan.jobs.iter().filter_map(|(path, job)| match job {
            Job::Feed(edition, of, FeedFormat::Rss) if *edition == number => {
                let source = views::feed_source(plan, &plan.site.editions[number], *of);
                Some((*of, path, source.0))
            }
            _ => None,
        });
        // In the page's order, which is the editor's.
        let mut feeds: Vec<_> = feeds.collect();
        feeds.sort_by_key(|(of, ..)| *of);
        let feeds: Vec<_> = feeds.iter().map(|(_, path, name)| (path, name)).collect();
        self.value(Part::Address, &feeds, &|| {
            listed(feeds.iter().map(|(path, _)| path.as_str()))
        });
    }

    /// Every correction of an edition.
    pub(super) fn corrections(&mut self, number: usize) {
        self.page(number);
        let plan = self.plan;
        for id in &plan.site.editions[number].listed {
            let entry = &plan.site.entries[*id];
            if entry.corrected {
                self.link(Part::List, *id);
                self.named(Part::Source, entry.digest, *id);
            }
        }
    }

    /// What stands where nothing is.
    pub(super) fn not_found(&mut self, number: usize) {
        self.page(number);
        let edition = &self.plan.site.editions[number];
        let roots = edition.roots().map(|id| &edition.categories[id]);
        let shown = roots.filter(|category| category.shown());
        let shown: Vec<_> = shown
            .map(|category| (&category.title, &category.url))
            .collect();
        self.value(Part::Address, &shown, &|| edition.routes.home());
    }

    /// Tìm kiếm: what helps without a script.
    pub(super) fn search(&mut self, number: usize) {
        self.page(number);
        let view = views::search_view(self.plan, number);
        let edition = &self.plan.site.editions[number];
        self.value(Part::List, &view, &|| {
            listed(edition.roots().map(|id| &edition.categories[id].url))
        });
    }

    /// A file of a search index.
    pub(super) fn index(&mut self, number: usize, file: IndexFile) {
        let digest = search::made_from(self.plan, number, file);
        self.to.add(Part::List, digest, &|| {
            self.plan.site.editions[number].routes.search()
        });
    }

    /// `sitemap.xml`
    pub(super) fn sitemap_index(&mut self) {
        self.settings();
        let plan = self.plan;
        for (of, (newest, _)) in plan.sitemaps() {
            self.value(Part::List, &(of, newest), &|| sitemap_name(*of));
        }
        if let Some(newest) = news(&plan.site).first() {
            let date = plan.site.entries[*newest].date;
            self.value(Part::List, &date, &String::new);
        }
    }

    /// The pages of a sitemap.
    pub(super) fn sitemap(&mut self, year: Option<i16>, number: usize) {
        self.settings();
        let sitemap = self.plan.sitemaps().get(&(year, number));
        let pages = sitemap.map(|(_, digest)| *digest);
        self.to.add(Part::List, pages.unwrap_or_default(), &|| {
            sitemap_name((year, number))
        });
    }

    /// The newest articles for news search.
    pub(super) fn news_sitemap(&mut self) {
        self.settings();
        for id in news(&self.plan.site) {
            self.link(Part::List, id);
            let date = self.plan.site.entries[id].date;
            self.value(Part::List, &date, &String::new);
        }
    }

    /// `security.txt`
    pub(super) fn security(&mut self) {
        self.settings();
        let site = &self.plan.site;
        let editions = site.editions.iter();
        let languages: Vec<_> = editions.map(|edition| edition.language).collect();
        self.value(Part::Address, &languages, &|| {
            listed(languages.iter().map(|language| language.code()))
        });
        let year = site.now.year();
        self.value(Part::Clock, &year, &|| year.to_string());
    }

    /// Old and new addresses.
    pub(super) fn redirect_map(&mut self) {
        self.settings();
        let plan = self.plan;
        let redirects = plan.jobs.values().filter_map(|job| match job {
            Job::Redirect(id, from) => Some((from, &plan.site.entries[*id].url)),
            _ => None,
        });
        let redirects: Vec<_> = redirects.collect();
        self.value(Part::List, &redirects, &|| {
            listed(redirects.iter().map(|(from, _)| from.as_str()))
        });
    }
}

/// A sitemap in the words of `--explain`; that of what has no year is named by nothing.
fn sitemap_name((year, number): (Option<i16>, usize)) -> String {
    year.map_or_else(String::new, |year| format!("{year}-{number}"))
}
