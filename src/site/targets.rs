//! What each content file is for those who link to it.

use std::sync::Arc;

use ecow::EcoString;

use super::categories::by_folder;
use super::public::written;
use super::{EntryId, Hidden, Loaded, LoadedArticle, Relations, Site, Target};
use crate::diagnostic::Finding;
use crate::text::{Table, slug};

/// Targets by the path of their file.
#[derive(Debug, Default)]
pub struct Targets {
    /// Articles in the order of paths.
    loaded: Arc<Loaded>,
    /// What each of them is.
    articles: Vec<Target>,
    /// Other content files, by path.
    others: Table<Target>,
}

impl Targets {
    /// Articles in the order of paths, and what each of them is; with files in languages that are off, and introductions,
    /// which are still to be named.
    #[must_use]
    pub fn new(loaded: &Arc<Loaded>, articles: Vec<Target>) -> Self {
        let off = loaded.off.iter();
        let off = off.map(|path| (path.clone(), Target::Hidden(Hidden::LeftOut)));
        // Of those that introduce something, until it is found.
        let said = loaded.introductions.values();
        let said = said.map(|said| (said.index.path.clone(), Target::Hidden(Hidden::Empty)));
        Self {
            loaded: Arc::clone(loaded),
            articles,
            others: off.chain(said).collect(),
        }
    }

    /// What each article is, and each other file: to be kept.
    #[must_use]
    pub fn parts(&self) -> (Vec<Target>, Vec<(EcoString, Target)>) {
        let others = self.others.iter();
        let others = others.map(|(path, target)| (path.clone(), *target));
        (self.articles.clone(), others.collect())
    }

    /// The same as when they were kept.
    #[must_use]
    pub fn of_parts(
        loaded: &Arc<Loaded>,
        (articles, others): (Vec<Target>, Vec<(EcoString, Target)>),
    ) -> Self {
        Self {
            loaded: Arc::clone(loaded),
            articles,
            others: others.into_iter().collect(),
        }
    }

    /// Names a file that is no article.
    pub fn insert(&mut self, path: &str, target: Target) {
        self.others.insert(path.into(), target);
    }

    /// What a file is.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Target> {
        match self.loaded.number_of(path) {
            Some(at) => self.articles.get(at).copied(),
            None => self.others.get(path).copied(),
        }
    }

    /// Articles in the order of paths, and what each of them is.
    pub fn of_articles(&self) -> impl Iterator<Item = (&Arc<LoadedArticle>, Target)> + Clone {
        self.loaded
            .articles
            .iter()
            .zip(self.articles.iter().copied())
    }

    /// Every file and what it is: articles by path, then the others.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Target)> + Clone {
        let articles = self.of_articles();
        let articles = articles.map(|(loaded, target)| (loaded.path().as_str(), target));
        let others = self.others.iter();
        articles.chain(others.map(|(path, target)| (path.as_str(), *target)))
    }

    /// The entries that findings are of.
    pub fn told<'a>(&'a self, findings: &'a [Finding]) -> impl Iterator<Item = EntryId> + use<'a> {
        let places = findings.iter().filter_map(|finding| finding.place.as_ref());
        places.filter_map(|place| self.get(&place.path)?.entry())
    }

    /// Entries in the order of their paths.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.articles.iter().filter_map(|target| target.entry())
    }
}

impl Site {
    /// Why nothing stands at an address at which an article would stand if it were public.
    #[must_use]
    pub fn hidden_at(&self, url: &str) -> Option<Hidden> {
        let folders: Vec<_> = self.editions.iter().map(by_folder).collect();
        let articles = self.loaded.articles.iter().zip(&self.targets.articles);
        let mut hidden = articles.filter_map(|(loaded, target)| match target {
            Target::Hidden(why) => Some((loaded, *why)),
            _ => None,
        });
        let stands_there = |(loaded, _): &(&Arc<LoadedArticle>, Hidden)| {
            let spot = &loaded.spot;
            let mut editions = self.editions.iter().zip(&folders);
            let edition = editions.find(|(edition, _)| edition.language == spot.language);
            edition.is_some_and(|(edition, folders)| {
                let (_, above) = edition.above(folders, spot);
                let name = slug::slug(written(spot, &loaded.article));
                edition.routes.article(above, &name) == url
            })
        };
        hidden.find(stands_there).map(|(_, why)| why)
    }
}

impl Relations {
    /// Names home pages, categories and terms that are introduced, and their folders, for those that link to them.
    pub(super) fn name_targets(&mut self) {
        for (number, edition) in self.editions.iter().enumerate() {
            let home = &edition.home.index.path;
            if !home.is_empty() {
                self.targets.insert(home, Target::Home(number));
            }
            let terms = edition.terms.iter().flat_map(|(taxonomy, terms)| {
                let terms = terms.iter().enumerate();
                terms.map(|(id, term)| (Target::Term(number, *taxonomy, id), term))
            });
            for (target, term) in terms {
                if let Some(folder) = term.introduction.index.folder() {
                    let path = &term.introduction.index.path;
                    self.targets.insert(path, target);
                    let folders = self.folders.entry(folder.to_owned());
                    folders.or_insert_with(|| term.url.clone());
                }
            }
            for (id, category) in edition.categories.iter().enumerate() {
                if !category.introduction.index.path.is_empty() {
                    self.targets.insert(
                        &category.introduction.index.path,
                        Target::Category(number, id),
                    );
                }
                self.folders
                    .entry(category.folder.clone())
                    .or_insert_with(|| category.url.clone());
            }
        }
    }
}
