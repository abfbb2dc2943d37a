//! Who is public, and where each article stands: its address and its categories.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::categories::{ByFolder, by_folder};
use super::clock::{earlier, hidden, next_change, next_moment};
use super::relate::place;
use super::routes::refused;
use super::{
    Edition, Entry, Hidden, Loaded, LoadedArticle, Relations, Site, Spot, Target, Targets,
};
use crate::config::{Config, Settings};
use crate::content::{Article, Status};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::text::{Moment, Place, similar, slug};

/// What decides who is public, and where.
pub struct Public<'a> {
    pub config: &'a Config,
    pub settings: &'a Settings,
    pub left_out: &'a BTreeSet<String>,
    pub files: &'a Files,
    /// A site where it was decided in the same way.
    pub earlier: Option<&'a Site>,
}

/// An article that got its address; relations come later.
struct Placed {
    entry: Arc<Entry>,
    hidden: Option<Hidden>,
    /// Of a bundle, its folder and the address of what lies in it.
    folder: Option<(String, String)>,
    /// When the clock decides something of it anew.
    next_change: Option<Moment>,
    /// The next moment that it names.
    next_moment: Option<Moment>,
    findings: Vec<Finding>,
}

impl Public<'_> {
    /// Gives every article its address, newest first, and sets aside what is not public.
    pub fn place_all(
        &self,
        loaded: &Arc<Loaded>,
        relations: &mut Relations,
        findings: &mut Vec<Finding>,
    ) -> Vec<Arc<Entry>> {
        let by_folder: Vec<_> = relations.editions.iter().map(by_folder).collect();
        let known = self.earlier.map(|it| it.known(loaded, &relations.editions));
        let known = known.unwrap_or_else(|| vec![None; loaded.articles.len()]);
        let place = |(loaded, known): (&Arc<LoadedArticle>, Option<&Arc<Entry>>)| {
            let edition = relations.edition_of(loaded.spot.language);
            let (edition, folders) = (&relations.editions[edition], &by_folder[edition]);
            self.place(loaded, known, edition, folders)
        };
        // In the order of paths, as they lie in memory; it decides between articles of one moment, too.
        let articles = loaded.articles.par_iter().zip(known);
        let mut placed: Vec<_> = articles.map(place).map(Some).collect();
        let dates = placed.iter().flatten().enumerate();
        let dates = dates.map(|(number, placed)| (placed.entry.date, number));
        let mut order: Vec<_> = dates.collect();
        order.par_sort_by_key(|(date, _)| Reverse(*date));
        let mut targets = vec![Target::Hidden(Hidden::LeftOut); placed.len()];
        let mut entries = Vec::with_capacity(placed.len());
        for (_, number) in order {
            let Some(placed) = placed[number].take() else {
                continue;
            };
            relations.next_change = earlier(relations.next_change, placed.next_change);
            relations.next_moment = earlier(relations.next_moment, placed.next_moment);
            findings.extend(placed.findings);
            if let Some((folder, url)) = placed.folder {
                // The first language's version comes to own the pictures, whichever is read first.
                let first = placed.entry.language == self.config.language;
                if first || !relations.folders.contains_key(&folder) {
                    relations.folders.insert(folder, url);
                }
            }
            targets[number] = match placed.hidden {
                Some(hidden) => Target::Hidden(hidden),
                None => Target::Entry(entries.len()),
            };
            match placed.hidden {
                None => entries.push(placed.entry),
                Some(Hidden::Scheduled) => {
                    let path = placed.entry.path().to_string();
                    relations.waiting.insert(path, placed.entry);
                }
                Some(_) => {}
            }
        }
        relations.targets = Targets::new(loaded, targets);
        entries
    }

    /// An article with its address: as the entry that it was, where that is known.
    fn place(
        &self,
        loaded: &Arc<LoadedArticle>,
        known: Option<&Arc<Entry>>,
        edition: &Edition,
        folders: &ByFolder,
    ) -> Placed {
        let (spot, article) = (&loaded.spot, &loaded.article);
        let mut findings = Vec::new();
        let (entry, hidden) = match known {
            Some(entry) => (Arc::clone(entry), None),
            None => self.decide(loaded, edition, folders, &mut findings),
        };
        let folder = spot.bundle.then(|| {
            let folder = format!("{}/{}", spot.folder(), spot.name());
            let stem = entry.url.trim_end_matches(".html").to_owned() + "/";
            (folder.trim_start_matches('/').to_owned(), stem)
        });
        Placed {
            entry,
            hidden,
            folder,
            next_change: next_change(article, self.config, self.settings.now),
            next_moment: next_moment(article, self.settings.now),
            findings,
        }
    }

    /// Where an article stands, and why readers do not see it, if they do not.
    fn decide(
        &self,
        loaded: &Arc<LoadedArticle>,
        edition: &Edition,
        folders: &ByFolder,
        findings: &mut Vec<Finding>,
    ) -> (Arc<Entry>, Option<Hidden>) {
        let (spot, article) = (&loaded.spot, &loaded.article);
        let (category, above) = edition.above(folders, spot);
        let name = name(spot, article, above.is_none(), self.files, findings);
        let hidden = if self.left_out.contains(article.path.as_str()) {
            Some(Hidden::LeftOut)
        } else {
            hidden(article, self.config, self.settings)
        };
        if hidden == Some(Hidden::Review) && article.status == Status::Unstated {
            findings.push(Finding::new(&rules::UNAPPROVED).at(Place::file(&article.path)));
        }
        let withdrawn = article.withdrawn.is_some() && !self.settings.everything;
        let mut categories = category.into_iter().collect();
        if hidden.is_none() && !withdrawn {
            more_categories(article, &mut categories, folders, self.files, findings);
        }
        let entry = Entry {
            language: spot.language,
            url: edition.routes.article(above, &name),
            withdrawn,
            listed: article.kind.listed && !withdrawn,
            date: article.date,
            moved: !article.aliases.is_empty(),
            corrected: !article.corrections.is_empty(),
            has_id: article.id.is_some(),
            category,
            categories,
            loaded: Arc::clone(loaded),
        };
        (Arc::new(entry), hidden)
    }
}

/// What an article's name in its address is made from.
pub fn written<'a>(spot: &'a Spot, article: &'a Article) -> &'a str {
    let slug = article.slug.as_ref();
    slug.map_or(spot.name(), |(slug, _)| slug.as_str())
}

/// The article's name in its address.
fn name(
    spot: &Spot,
    article: &Article,
    top: bool,
    files: &Files,
    findings: &mut Vec<Finding>,
) -> String {
    let written = written(spot, article);
    let name = slug::slug(written);
    let at = || match &article.slug {
        Some((_, range)) => place(files, &article.path, range.clone()),
        None => Place::file(&article.path),
    };
    let refused = refused(&name, top);
    let odd = article.slug.is_some() && written.contains(['/', '\\', '.']);
    if refused.is_none() && odd {
        let finding = Finding::new(&rules::KEY_VALUE).with("key", "slug");
        findings.push(finding.with("value", written).suggest(Some(&name)).at(at()));
    }
    findings.extend(refused.map(|finding| finding.at(at())));
    name
}

/// Adds the categories that an article names besides its own.
fn more_categories(
    article: &Article,
    categories: &mut Vec<usize>,
    folders: &ByFolder,
    files: &Files,
    findings: &mut Vec<Finding>,
) {
    for (written, range) in &article.categories {
        let folder = written.trim_matches('/');
        match folders.get(folder) {
            Some(id) if categories.contains(&id) => {}
            Some(id) => categories.push(id),
            None => {
                let near = similar::nearest(folder, folders.all());
                let finding = Finding::new(&rules::CATEGORY_MISSING)
                    .with("category", folder)
                    .suggest(near);
                findings.push(finding.at(place(files, &article.path, range.clone())));
            }
        }
    }
}
