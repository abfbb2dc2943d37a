//! What each output is made from, as digests: its key. Composed of digests that are made once for a plan, so that the
//! keys of a whole archive cost no rendering and no view; a plan that only shows pages makes none.
//!
//! A key covers all that the job's view in [`super::views`] collects. Whoever lets a view show something new adds it here;
//! `tests/suite/warm.rs` changes a portal at random and compares every file with a cold build's.

mod article;
mod lists;
mod small;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Serialize;

use super::pictures::{self, Making};
use super::views::{CardSource, share_image};
use super::{Job, Plan};
use crate::files::File;
use crate::memo::{Ingredients, Key, KeyMaker, Manifest, Memo, Part, digest};
use crate::site::{EntryId, Taxonomy, output};
use crate::text::Digest;

/// The keys of a plan's jobs.
pub struct Keys<'a> {
    /// The plan.
    pub plan: &'a Plan,
    digests: Digests,
    /// When keys of an earlier plan hold but for files that show one of these texts: its entries.
    texts: Option<BTreeSet<EntryId>>,
}

/// Digests of what pages share and of what they show of each other.
#[derive(Debug)]
struct Digests {
    /// What all pages of an edition share, by edition.
    portals: Vec<Digest>,
    /// Cards, by entry, once somebody shows them.
    cards: Vec<OnceLock<Digest>>,
    /// Titles with addresses, by entry, once somebody shows them.
    links: Vec<OnceLock<Digest>>,
    /// A category with those above it, by edition and category.
    chains: Vec<Vec<Digest>>,
    /// Terms, by edition.
    terms: Vec<BTreeMap<Taxonomy, Vec<Digest>>>,
}

impl<'a> Keys<'a> {
    /// Makes the digests that keys are composed of.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        let site = &plan.site;
        let unknown = || site.entries.iter().map(|_| OnceLock::new()).collect();
        let digests = Digests {
            portals: (0..site.editions.len())
                .map(|edition| portal(plan, edition))
                .collect(),
            cards: unknown(),
            links: unknown(),
            chains: site
                .editions
                .iter()
                .map(|edition| article::chains(plan, edition))
                .collect(),
            terms: site.editions.iter().map(article::terms).collect(),
        };
        Self {
            plan,
            digests,
            texts: None,
        }
    }

    /// The keys of a plan after a build, whose keys hold but for files that show a text that was or is another.
    #[must_use]
    pub fn after(plan: &'a Plan, last: &Manifest) -> Self {
        let texts = plan.texts_since(last.like.as_ref());
        Self {
            texts,
            ..Self::of(plan)
        }
    }

    /// Whether the key that a job had in that build holds.
    #[must_use]
    pub fn hold(&self, job: &Job) -> bool {
        let texts = self.texts.as_ref();
        texts.is_some_and(|texts| !self.plan.shows_text(job, texts))
    }

    /// The key of a job: a digest of all that it is made from. None when that cannot be told without making it.
    #[must_use]
    pub fn key(&self, job: &Job, memo: &Memo) -> Option<Key> {
        let mut key = KeyMaker::default();
        self.ingredients(job, memo, &mut key).then(|| key.finish())
    }

    /// Adds all that a job is made from. False when that cannot be told without making it.
    pub fn ingredients(&self, job: &Job, memo: &Memo, to: &mut dyn Ingredients) -> bool {
        let mut key = KeyOf {
            plan: self.plan,
            digests: &self.digests,
            to,
        };
        match job {
            Job::Copy(file) => return key.file(file, memo),
            Job::Picture(file, making) => return key.picture(file, making, memo),
            Job::Social(id) => key.social(*id),
            // By bytes, when it is made; here it is told what these are made from.
            Job::Packed(_, source) => return self.ingredients(source, memo, to),
            Job::Article(id) => key.article(*id),
            Job::Withdrawn(id) => key.withdrawn(*id),
            Job::Redirect(id, _) => key.redirect(*id),
            Job::Home(edition) => key.home(*edition),
            Job::List(of, part) => key.list(*of, *part),
            Job::Terms(edition, taxonomy) => key.terms(*edition, *taxonomy),
            Job::Archive(edition, year) => key.archive(*edition, *year),
            Job::Month(edition, month, part) => key.month(*edition, *month, *part),
            Job::SiteMap(edition) => key.site_map(*edition),
            Job::Feeds(edition) => key.feeds(*edition),
            Job::Corrections(edition) => key.corrections(*edition),
            Job::NotFound(edition) => key.not_found(*edition),
            Job::Search(edition) => key.search(*edition),
            Job::Index(edition, file) => key.index(*edition, *file),
            Job::Feed(edition, of, _) => key.feed(*edition, *of),
            Job::SitemapIndex => key.sitemap_index(),
            Job::Sitemap(year, number) => key.sitemap(*year, *number),
            Job::NewsSitemap => key.news_sitemap(),
            Job::Robots => key.settings(),
            Job::Security => key.security(),
            Job::RedirectMap => key.redirect_map(),
        }
        true
    }
}

/// What all pages of an edition share: the frame, and what pages ask of the whole portal.
fn portal(plan: &Plan, number: usize) -> Digest {
    let editions: Vec<_> = plan
        .site
        .editions
        .iter()
        .map(|edition| {
            let terms = edition.terms.iter();
            let taxonomies: Vec<_> = terms.map(|(_, terms)| terms.is_empty()).collect();
            (edition.language, edition.listed.is_empty(), taxonomies)
        })
        .collect();
    let has_feed = plan
        .jobs
        .contains_key(&output(&plan.site.editions[number].routes.below("rss.xml")));
    let (view, _) = &plan.portals[number];
    digest(&(view.as_ref(), share_image(plan), editions, has_feed))
}

/// The key of one job in the making.
struct KeyOf<'a> {
    plan: &'a Plan,
    digests: &'a Digests,
    to: &'a mut dyn Ingredients,
}

impl KeyOf<'_> {
    /// Adds a value to a part.
    fn value(&mut self, part: Part, value: &impl Serialize, name: &dyn Fn() -> String) {
        self.to.add(part, digest(value), name);
    }

    fn settings(&mut self) {
        let settings = self.plan.site.config.digest;
        self.to
            .add(Part::Settings, settings, &|| "site.toml".to_owned());
    }

    /// What every page of an edition is made from.
    fn page(&mut self, edition: usize) {
        self.settings();
        let theme = &self.plan.site.config.theme.name;
        let name = || format!("themes/{theme}");
        self.to.add(Part::Theme, self.plan.theme.digest, &name);
        self.portal(edition);
    }

    fn portal(&mut self, edition: usize) {
        let digest = self.digests.portals[edition];
        self.to.add(Part::Portal, digest, &|| {
            self.plan.site.editions[edition].language.code().to_owned()
        });
    }

    fn cards(&mut self, ids: &[EntryId]) {
        for id in ids {
            self.named(Part::List, self.card(*id), *id);
        }
    }

    /// What the card of an entry is made from.
    fn card(&self, id: EntryId) -> Digest {
        let card = || digest(&CardSource::of(self.plan, &self.plan.site.entries[id]));
        *self.digests.cards[id].get_or_init(card)
    }

    /// Adds the title and address of an entry.
    fn link(&mut self, part: Part, id: EntryId) {
        let link = self.digests.links[id].get_or_init(|| {
            let entry = &self.plan.site.entries[id];
            digest(&(&entry.article.title, &entry.url))
        });
        self.named(part, *link, id);
    }

    fn named(&mut self, part: Part, digest: Digest, id: EntryId) {
        let path = self.plan.site.entries[id].path();
        self.to.add(part, digest, &|| path.to_string());
    }

    /// A file of a picture: a print by its original's bytes, anything else by its look.
    fn picture(&mut self, file: &File, making: &Making, memo: &Memo) -> bool {
        let recipe = pictures::recipe(&self.plan.site, making);
        self.to
            .add(Part::Settings, recipe, &|| "[pictures]".to_owned());
        let info = self.plan.assets.get(&file.path);
        let original = info.and_then(|info| info.look.original);
        match (making, original) {
            (Making::Print(_), Some(original)) => {
                self.to
                    .add(Part::Source, original, &|| file.path.to_string());
                true
            }
            _ => self.file(file, memo),
        }
    }

    /// A file as it is: by its look. What is part of the program never changes.
    fn file(&mut self, file: &File, memo: &Memo) -> bool {
        let name = || file.path.to_string();
        if file.stamp.is_none() {
            let Ok(bytes) = file.read() else {
                return false;
            };
            self.to.add(Part::Source, Digest::of(&bytes), &name);
            return true;
        }
        let Some(stamp) = memo.settled(file.stamp) else {
            return false;
        };
        self.value(Part::Source, &(&file.path, stamp), &name);
        true
    }
}

/// Names on one line, for people.
fn listed(names: impl Iterator<Item: AsRef<str>>) -> String {
    let names: Vec<_> = names.map(|name| name.as_ref().to_owned()).collect();
    names.join(", ")
}
