//! What a site takes over from the one before it, when an article changed that stands where it stood.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Edition, Entry, Hidden, Loaded, LoadedArticle, Relations, Site, Target};
use crate::config::{Config, Settings};
use crate::content::{Article, Byline, Word};
use crate::text::{Language, beside, order_unless_one};

/// By what it is decided who is public and where, besides content and clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBy {
    drafts: bool,
    everything: bool,
    only_approved: bool,
    languages: Vec<Language>,
    left_out: BTreeSet<String>,
}

impl PublicBy {
    /// By settings, the command's options, and the paths of articles that are left out.
    #[must_use]
    pub fn of(config: &Config, settings: &Settings, left_out: &BTreeSet<String>) -> Self {
        Self {
            drafts: settings.drafts,
            everything: settings.everything,
            only_approved: config.only_approved,
            languages: config.languages.clone(),
            left_out: left_out.clone(),
        }
    }
}

impl Site {
    /// What decided who is public.
    #[must_use]
    pub fn public_by(&self) -> &PublicBy {
        &self.public
    }

    /// Whether files beside articles have the addresses that they have in another site.
    #[must_use]
    pub fn places_files_like(&self, other: &Self) -> bool {
        self.folders == other.folders
    }

    /// Whether it is decided as in another site who is public and where, so that only articles that changed stand otherwise
    /// than there.
    #[must_use]
    pub fn decides_like(&self, other: &Self) -> bool {
        self.decides_alike(&other.public, &other.loaded)
    }

    fn decides_alike(&self, public: &PublicBy, loaded: &Loaded) -> bool {
        self.public == *public
            && self.loaded.off == loaded.off
            && self.loaded.introductions == loaded.introductions
    }

    /// Whether content as it is now would be decided on as here: who is public, and where.
    pub(super) fn decides_for(
        &self,
        loaded: &Loaded,
        public: &PublicBy,
        settings: &Settings,
    ) -> bool {
        let in_time =
            self.now <= settings.now && self.next_moment.is_none_or(|moment| settings.now < moment);
        in_time && self.decides_alike(public, loaded)
    }

    /// Tells of an article by its number now the entry that it was here, where it is the very same; not of those that there was
    /// something to tell of, which is told again.
    pub(super) fn known<'a>(
        &'a self,
        loaded: &Loaded,
        editions: &[Edition],
    ) -> impl Fn(usize) -> Option<&'a Arc<Entry>> + Sync + use<'a> {
        let folders = |edition: &Edition| -> Vec<(String, String)> {
            let categories = edition.categories.iter();
            categories
                .map(|it| (it.folder.clone(), it.url.clone()))
                .collect()
        };
        let stands = |edition: &&Edition| {
            let mut own = self.editions.iter();
            own.any(|own| own.language == edition.language && folders(own) == folders(edition))
        };
        let standing = editions.iter().filter(stands);
        let standing: Vec<_> = standing.map(|edition| edition.language).collect();
        let told: BTreeSet<_> = self.targets.told(&self.told).collect();
        let pairs = beside(
            &loaded.articles,
            self.targets.of_articles(),
            |article, (other, _)| {
                order_unless_one::<LoadedArticle>(article, other, || {
                    article.path().cmp(other.path())
                })
            },
        );
        let known = pairs.filter_map(|(article, other)| Some((article?, other)));
        let known = known.map(|(article, other)| {
            let (_, target) = other.filter(|(other, _)| Arc::ptr_eq(article, other))?;
            target.entry().filter(|id| !told.contains(id))
        });
        let known: Vec<_> = known.collect();
        move |number| {
            let entry = &self.entries[known[number]?];
            standing.contains(&entry.language).then_some(entry)
        }
    }

    /// The entries of content as it is now, with the relations of this site. None when something changed that puts articles
    /// in relation, or that has been told of.
    pub(super) fn taken_over(
        &self,
        loaded: &Loaded,
        public: &PublicBy,
        settings: &Settings,
    ) -> Option<(Vec<Arc<Entry>>, Arc<Relations>)> {
        let (before, after) = (&self.loaded.articles, &loaded.articles);
        if !self.decides_for(loaded, public, settings) || before.len() != after.len() {
            return None;
        }
        let mut entries = None;
        let pairs = before.iter().zip(after);
        for (before, after) in pairs.filter(|(before, after)| !Arc::ptr_eq(before, after)) {
            let path = after.path();
            let is_told = self.told.iter().any(|finding| finding.is_of(path));
            if is_told || !stands_alike(before, after) {
                return None;
            }
            match self.targets.get(path)? {
                Target::Entry(id) => {
                    let entries = entries.get_or_insert_with(|| self.entries.clone());
                    entries[id] = Arc::new(Entry {
                        loaded: Arc::clone(after),
                        ..Entry::clone(&entries[id])
                    });
                }
                Target::Hidden(Hidden::Scheduled) => return None,
                _ => {}
            }
        }
        let entries = entries.unwrap_or_else(|| self.entries.clone());
        Some((entries, Arc::clone(&self.relations)))
    }
}

/// Whether an article stands where it stood before it was changed: all that [`Site::relate`] and the naming of outputs look at
/// is the same.
fn stands_alike(before: &LoadedArticle, after: &LoadedArticle) -> bool {
    let (a, b) = (&before.article, &after.article);
    let times = |of: &Article| (of.date, of.publish_at, of.expires_at, of.updated, of.pinned);
    let flags = |of: &Article| {
        let corrected = !of.corrections.is_empty();
        (of.kind.name, of.status, of.withdrawn.is_some(), corrected)
    };
    // Pages stand in the order of their titles.
    let title = |of: &Article| (!of.kind.listed).then(|| of.title.clone());
    before.spot == after.spot
        && times(a) == times(b)
        && flags(a) == flags(b)
        && title(a) == title(b)
        && words(a).eq(words(b))
        && a.bylines.iter().map(named).eq(b.bylines.iter().map(named))
}

/// The words that place an article, each after the number of its list.
fn words(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    let lists: [&[Word]; 7] = [
        article.slug.as_slice(),
        article.id.as_slice(),
        article.series.as_slice(),
        &article.categories,
        &article.places,
        &article.tags,
        &article.aliases,
    ];
    let lists = lists.into_iter().enumerate();
    lists.flat_map(|(number, words)| words.iter().map(move |(word, _)| (number, word.as_str())))
}

fn named(byline: &Byline) -> (&str, &str) {
    (&byline.name, &byline.role)
}
