//! From what was written to what is: who is public, at which address, in which order, beside whom.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::categories::{ByFolder, by_folder, categories};
use super::clock::{earlier, hidden, next_change, next_moment};
use super::load::Loaded;
use super::loaded_article::LoadedArticle;
use super::routes::{Routes, refused};
use super::runs::cut;
use super::spot::Spot;
use super::takeover::PublicBy;
use super::terms::{Found, Introductions, gather, introductions, unmet};
use super::{Edition, Entry, EntryId, Hidden, Relations, Site, Target, Targets, Taxonomy};
use super::{ids, neighbours, pairs};
use crate::config::{Config, Settings};
use crate::content::{Article, Status};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::Files;
use crate::text::{Language, Moment, Place, collate, similar, slug};

impl Site {
    /// Puts everything in its place. `left_out` are paths of articles that must not appear, whatever they say.
    /// `files` is asked only for the text around a finding. Of an `earlier` site with the same `left_out`, relations that
    /// nothing has changed are taken over.
    #[must_use]
    pub fn relate(
        loaded: Arc<Loaded>,
        config: Config,
        settings: &Settings,
        left_out: &BTreeSet<String>,
        files: &Files,
        earlier: Option<&Self>,
    ) -> Checked<Self> {
        let by = PublicBy::of(&config, settings, left_out);
        let taken = earlier.and_then(|earlier| earlier.taken_over(&loaded, &by, settings));
        let (entries, relations) = taken.unwrap_or_else(|| {
            let mut findings = Vec::new();
            let public = Public {
                config: &config,
                settings,
                left_out,
                files,
            };
            let (entries, mut relations) = public.relate(&loaded, &mut findings);
            relations.told = findings;
            relations.public = by;
            let entries = entries.into_par_iter().map(Arc::new).collect();
            (entries, Arc::new(relations))
        });
        let told = relations.told.clone();
        let site = Self {
            config,
            now: settings.now,
            loaded,
            entries,
            relations,
        };
        Checked::new(site, told)
    }
}

/// What decides who is public, and where.
struct Public<'a> {
    config: &'a Config,
    settings: &'a Settings,
    left_out: &'a BTreeSet<String>,
    files: &'a Files,
}

/// An article that got its address; relations come later.
struct Placed {
    entry: Entry,
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
    fn relate(&self, loaded: &Arc<Loaded>, findings: &mut Vec<Finding>) -> (Vec<Entry>, Relations) {
        // Below they are looked at one after the other.
        loaded.fetch();
        let mut relations = Relations {
            editions: editions(loaded, self.config, findings),
            ..Relations::default()
        };
        pairs::alone(loaded, self.config, findings);
        let mut entries = self.place_all(loaded, &mut relations, findings);
        ids::check(&entries, self.files, findings);
        let Relations { editions, .. } = &mut relations;
        for edition in editions.iter_mut() {
            let said = introductions(loaded, edition.language, self.config.language, findings);
            fill(edition, &said, &mut entries, self.files, findings);
            findings.extend(unmet(&said, edition));
        }
        editions.retain(|edition| edition.language == self.config.language || edition.alive());
        relations.name_targets();
        relations.pair_translations(&entries);
        findings.extend(pairs::half_withdrawn(&entries));
        (entries, relations)
    }

    /// Gives every article its address, newest first, and sets aside what is not public.
    fn place_all(
        &self,
        loaded: &Arc<Loaded>,
        relations: &mut Relations,
        findings: &mut Vec<Finding>,
    ) -> Vec<Entry> {
        let by_folder: Vec<_> = relations.editions.iter().map(by_folder).collect();
        // In the order of paths by now, which decides between articles of one moment.
        let articles = loaded.articles.iter().enumerate();
        let dates = articles.map(|(number, loaded)| (loaded.article.date, number));
        let mut order: Vec<_> = dates.collect();
        order.par_sort_by_key(|(date, _)| Reverse(*date));
        let place = |(_, number): &(_, usize)| {
            let loaded = &loaded.articles[*number];
            let edition = relations.edition_of(loaded.spot.language);
            self.place(loaded, &relations.editions[edition], &by_folder[edition])
        };
        let placed: Vec<_> = order.par_iter().map(place).collect();
        let mut targets = vec![Target::Hidden(Hidden::LeftOut); placed.len()];
        let mut entries = Vec::with_capacity(placed.len());
        for ((_, number), placed) in order.into_iter().zip(placed) {
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
                    let path = placed.entry.article.path.to_string();
                    relations.waiting.insert(path, placed.entry);
                }
                Some(_) => {}
            }
        }
        relations.targets = Targets::new(loaded, targets);
        entries
    }

    /// An article with its address.
    fn place(&self, loaded: &Arc<LoadedArticle>, edition: &Edition, folders: &ByFolder) -> Placed {
        let (spot, article) = (&loaded.spot, &loaded.article);
        let mut findings = Vec::new();
        let (category, above) = edition.above(folders, spot);
        let name = name(spot, article, above.is_none(), self.files, &mut findings);
        let url = edition.routes.article(above, &name);
        let folder = spot.bundle.then(|| {
            let folder = format!("{}/{}", spot.folder(), spot.name());
            let stem = url.trim_end_matches(".html").to_owned() + "/";
            (folder.trim_start_matches('/').to_owned(), stem)
        });
        let hidden = if self.left_out.contains(article.path.as_str()) {
            Some(Hidden::LeftOut)
        } else {
            hidden(article, self.config, self.settings)
        };
        if hidden == Some(Hidden::Review) && article.status == Status::Unstated {
            findings.push(Finding::new(&rules::UNAPPROVED).at(Place::file(&article.path)));
        }
        let entry = Entry {
            language: spot.language,
            url,
            withdrawn: article.withdrawn.is_some() && !self.settings.everything,
            category,
            categories: category.into_iter().collect(),
            terms: Vec::new(),
            older: None,
            newer: None,
            loaded: Arc::clone(loaded),
        };
        Placed {
            entry,
            hidden,
            folder,
            next_change: next_change(article, self.config, self.settings.now),
            next_moment: next_moment(article, self.settings.now),
            findings,
        }
    }
}

/// Fills the lists of an edition and sets its entries' relations.
fn fill(
    edition: &mut Edition,
    said: &Introductions,
    entries: &mut [Entry],
    files: &Files,
    findings: &mut Vec<Finding>,
) {
    let language = edition.language;
    let folders = by_folder(edition);
    for (id, entry) in entries.iter_mut().enumerate() {
        if entry.language != language || entry.withdrawn {
            continue;
        }
        more_categories(entry, &folders, files, findings);
        let listed = entry.article.kind.listed;
        let all = if listed {
            &mut edition.listed
        } else {
            &mut edition.pages
        };
        all.push(id);
        for category in with_parents(&entry.categories, &edition.categories) {
            let list = &mut edition.categories[category];
            if listed {
                list.entries.push(id);
            } else {
                list.pages.push(id);
            }
        }
    }
    let found = Taxonomy::ALL.into_par_iter().map(|taxonomy| {
        let listed = edition.listed.iter();
        let listed = listed.map(|id| (*id, &entries[*id].loaded.article));
        (taxonomy, gather(taxonomy, edition.routes, said, listed))
    });
    for (taxonomy, found) in found.collect::<Vec<_>>() {
        let Found { terms, of, odd } = found;
        for odd in odd {
            let path = &entries[odd.entry].article.path;
            let at = place(files, path, odd.range.clone());
            findings.push(odd.finding().at(at));
        }
        for (id, number) in of {
            entries[id].terms.push((taxonomy, number));
        }
        edition.terms.insert(taxonomy, terms);
    }
    edition.pages.sort_by(|a, b| {
        let title = |id: &EntryId| entries[*id].article.title.as_str();
        collate::compare(title(a), title(b)).then(a.cmp(b))
    });
    cut(edition, entries);
    neighbours::set(entries, edition);
    empty_categories(edition, findings);
}

impl Edition {
    /// The category that an article lies in, and its address.
    pub(super) fn above(&self, folders: &ByFolder, spot: &Spot) -> (Option<usize>, Option<&str>) {
        let category = folders.category_of(spot.folder());
        (
            category,
            category.map(|id| self.categories[id].url.as_str()),
        )
    }

    fn alive(&self) -> bool {
        !self.listed.is_empty() || !self.pages.is_empty()
    }
}

fn editions(loaded: &Loaded, config: &Config, findings: &mut Vec<Finding>) -> Vec<Edition> {
    let edition = |language: &Language| {
        let routes = Routes::new(*language, config.language);
        Edition {
            language: *language,
            routes,
            url: routes.home(),
            home: loaded
                .introductions
                .get(&(*language, String::new()))
                .cloned()
                .unwrap_or_default(),
            categories: categories(loaded, *language, config.language, routes, findings),
            terms: BTreeMap::new(),
            listed: Vec::new(),
            months: Vec::new(),
            pages: Vec::new(),
        }
    };
    config.languages.iter().map(edition).collect()
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
    entry: &mut Entry,
    folders: &ByFolder,
    files: &Files,
    findings: &mut Vec<Finding>,
) {
    for (written, range) in &entry.loaded.article.categories {
        let folder = written.trim_matches('/');
        match folders.get(folder) {
            Some(id) if entry.categories.contains(&id) => {}
            Some(id) => entry.categories.push(id),
            None => {
                let near = similar::nearest(folder, folders.all());
                let finding = Finding::new(&rules::CATEGORY_MISSING)
                    .with("category", folder)
                    .suggest(near);
                findings.push(finding.at(place(files, &entry.article.path, range.clone())));
            }
        }
    }
}

/// Categories with all above them, each once.
fn with_parents(ids: &[usize], categories: &[super::Category]) -> Vec<usize> {
    let mut all = Vec::with_capacity(4);
    for id in ids {
        let mut next = Some(*id);
        while let Some(id) = next.filter(|id| !all.contains(id)) {
            all.push(id);
            next = categories[id].parent;
        }
    }
    all
}

fn empty_categories(edition: &Edition, findings: &mut Vec<Finding>) {
    for category in &edition.categories {
        if category.entries.is_empty()
            && category.pages.is_empty()
            && !category.introduction.index.hidden
            && !category.introduction.index.path.is_empty()
        {
            let finding = Finding::new(&rules::CATEGORY_EMPTY).with("title", &category.title);
            findings.push(finding.at(Place::file(&category.introduction.index.path)));
        }
    }
}

/// A place in a content file, read again for the finding's sake.
#[must_use]
pub fn place(files: &Files, path: &str, range: std::ops::Range<usize>) -> Place {
    match files.get(path).map(|file| file.source()) {
        Some(Ok(source)) => source.value.place(range),
        _ => Place::file(path),
    }
}
