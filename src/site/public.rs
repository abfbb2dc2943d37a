//! Who is public, and where each article stands: its address and its categories.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::categories::{ByFolder, by_folder};
use super::clock::{earlier, hidden, next_change, next_moment};
use super::relate::place;
use super::routes::{page_file, refused};
use super::{
    Edition, Entry, Hidden, Loaded, LoadedArticle, Relations, Site, Spot, Target, Targets,
};
use crate::config::{Config, Settings};
use crate::content::{Article, Status};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::text::{Language, Moment, Place, similar, slug};

/// What decides who is public, and where.
pub struct Public<'a> {
    pub config: &'a Config,
    pub settings: &'a Settings,
    pub left_out: &'a BTreeSet<String>,
    pub files: &'a Files,
    /// A site where it was decided in the same way.
    pub earlier: Option<&'a Site>,
}

/// Articles at least that are looked at in turn, while other cores look at others.
const STRETCH: usize = 1024;

/// What lists ask of every entry: entries lie all over memory, these beside one another.
#[derive(Clone, Copy)]
pub struct Brief {
    pub language: Language,
    pub listed: bool,
    pub withdrawn: bool,
    /// Its own category.
    pub category: Option<usize>,
    /// Whether other categories list it, too.
    pub has_more: bool,
}

impl Brief {
    fn of(entry: &Entry) -> Self {
        Self {
            language: entry.language,
            listed: entry.listed,
            withdrawn: entry.withdrawn,
            category: entry.category,
            has_more: entry.categories.len() > usize::from(entry.category.is_some()),
        }
    }
}

/// Public entries, newest first, and what lists ask of each.
pub type Entries = (Vec<Arc<Entry>>, Vec<Brief>);

/// What became of a stretch of articles; relations come later.
#[derive(Default)]
struct Placed {
    entries: Vec<Found>,
    /// Folders of bundles with their languages, and the addresses of what lies in them.
    folders: Vec<(String, Language, String)>,
    /// When the clock decides something of them anew.
    next_change: Option<Moment>,
    /// The next moment that they name.
    next_moment: Option<Moment>,
    findings: Vec<Finding>,
}

/// An entry, and why it is not public.
struct Found {
    entry: Arc<Entry>,
    brief: Brief,
    date: Option<Moment>,
    hidden: Option<Hidden>,
}

impl Public<'_> {
    /// Gives every article its address, newest first, and sets aside what is not public.
    pub fn place_all(
        &self,
        loaded: &Arc<Loaded>,
        relations: &mut Relations,
        findings: &mut Vec<Finding>,
    ) -> Entries {
        let by_folder: Vec<_> = relations.editions.iter().map(by_folder).collect();
        let known = self.earlier.map(|it| it.known(loaded, &relations.editions));
        let place = |mut placed: Placed, (number, article): (usize, &Arc<LoadedArticle>)| {
            let known = known.as_ref().and_then(|known| known(number));
            let (entry, hidden) = known.map_or_else(
                || {
                    let number = relations.edition_of(article.spot.language);
                    let edition = (&relations.editions[number], &by_folder[number]);
                    self.decide(article, edition, &mut placed.findings)
                },
                |entry| (Arc::clone(entry), None),
            );
            self.add(entry, hidden, &mut placed);
            placed
        };
        // In the order of paths, as they lie in memory; it decides between articles of one moment, too.
        let articles = loaded.articles.par_iter().enumerate();
        let placed = articles.with_min_len(STRETCH).fold(Placed::default, place);
        let placed: Vec<_> = placed.collect();
        let mut all = Vec::with_capacity(loaded.articles.len());
        for placed in placed {
            relations.next_change = earlier(relations.next_change, placed.next_change);
            relations.next_moment = earlier(relations.next_moment, placed.next_moment);
            findings.extend(placed.findings);
            for (folder, language, url) in placed.folders {
                // The first language's version comes to own the pictures, whichever is read first.
                let first = language == self.config.language;
                if first || !relations.folders.contains_key(&folder) {
                    relations.folders.insert(folder, url);
                }
            }
            all.extend(placed.entries.into_iter().map(Some));
        }
        let (entries, targets) = newest_first(all, &mut relations.waiting);
        relations.targets = Targets::new(loaded, targets);
        entries
    }

    fn add(&self, entry: Arc<Entry>, hidden: Option<Hidden>, placed: &mut Placed) {
        if entry.bundle {
            let spot = &entry.spot;
            let folder = format!("{}/{}", spot.folder(), spot.name());
            let stem = entry.url.trim_end_matches(".html").to_owned() + "/";
            let folder = folder.trim_start_matches('/').to_owned();
            placed.folders.push((folder, entry.language, stem));
        }
        if entry.looks_ahead {
            let (article, now) = (&entry.article, self.settings.now);
            let change = next_change(article, self.config, now);
            placed.next_change = earlier(placed.next_change, change);
            placed.next_moment = earlier(placed.next_moment, next_moment(article, now));
        }
        placed.entries.push(Found {
            brief: Brief::of(&entry),
            date: entry.date,
            entry,
            hidden,
        });
    }

    /// Where an article stands, and why readers do not see it, if they do not.
    fn decide(
        &self,
        loaded: &Arc<LoadedArticle>,
        (edition, folders): (&Edition, &ByFolder),
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
        let url = edition.routes.article(above, &name);
        let entry = Entry {
            language: spot.language,
            output: page_file(&url),
            url,
            withdrawn,
            listed: article.kind.listed && !withdrawn,
            date: article.date,
            moved: !article.aliases.is_empty(),
            corrected: !article.corrections.is_empty(),
            has_id: article.id.is_some(),
            looks_ahead: next_moment(article, self.settings.now).is_some(),
            bundle: spot.bundle,
            category,
            categories,
            loaded: Arc::clone(loaded),
        };
        (Arc::new(entry), hidden)
    }
}

/// The entries that are public, newest first, and what each article is; those that wait for their hour are set aside.
fn newest_first(
    mut all: Vec<Option<Found>>,
    waiting: &mut BTreeMap<String, Arc<Entry>>,
) -> (Entries, Vec<Target>) {
    let dates = all.iter().flatten().enumerate();
    let mut order: Vec<_> = dates
        .map(|(number, found)| (Reverse(found.date), number))
        .collect();
    order.par_sort_unstable();
    let mut targets = vec![Target::Hidden(Hidden::LeftOut); all.len()];
    let mut entries = Vec::with_capacity(all.len());
    let mut briefs = Vec::with_capacity(all.len());
    for (_, number) in order {
        let Some(found) = all[number].take() else {
            continue;
        };
        let Found { entry, hidden, .. } = found;
        targets[number] = hidden.map_or(Target::Entry(entries.len()), Target::Hidden);
        match hidden {
            None => {
                entries.push(entry);
                briefs.push(found.brief);
            }
            Some(Hidden::Scheduled) => drop(waiting.insert(entry.path().to_string(), entry)),
            Some(_) => {}
        }
    }
    ((entries, briefs), targets)
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
