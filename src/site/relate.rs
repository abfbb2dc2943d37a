//! From what was written to what is: who is public, at which address, in which order, beside whom.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::categories::{by_folder, categories, category_of};
use super::load::{Loaded, LoadedArticle, Spot};
use super::routes::{Routes, refused};
use super::runs::cut;
use super::terms::{Found, gather};
use super::{Edition, Entry, EntryId, Hidden, Site, Target, Taxonomy, ids, neighbours, pairs};
use crate::config::{Config, Settings};
use crate::content::{Article, Status};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::Files;
use crate::markdown::Facts;
use crate::text::{Digest, Language, Moment, Place, collate, similar, slug};

impl Site {
    /// Puts everything in its place. `left_out` are paths of articles that must not appear, whatever they say.
    /// `files` is asked only for the text around a finding.
    #[must_use]
    pub fn relate(
        loaded: Loaded,
        config: Config,
        settings: &Settings,
        left_out: &BTreeSet<String>,
        files: &Files,
    ) -> Checked<Self> {
        let mut findings = Vec::new();
        let mut site = Self {
            now: settings.now,
            entries: Vec::new(),
            editions: editions(&loaded, &config, &mut findings),
            targets: loaded
                .off
                .iter()
                .map(|path| (path.clone(), Target::Hidden(Hidden::LeftOut)))
                .collect(),
            waiting: BTreeMap::new(),
            folders: BTreeMap::new(),
            translations: BTreeMap::new(),
            next_change: None,
            next_moment: None,
            config,
        };
        pairs::alone(&loaded, &site.config, &mut findings);
        let Loaded { mut articles, .. } = loaded;
        articles.par_sort_by(|a, b| newest_first(&a.article, &b.article));
        site.entries.reserve(articles.len());
        for LoadedArticle {
            spot,
            article,
            facts,
            digest,
        } in articles
        {
            let change = next_change(&article, &site.config, settings.now);
            site.next_change = earlier(site.next_change, change);
            site.next_moment = earlier(site.next_moment, next_moment(&article, settings.now));
            let mut entry = site.entry(&spot, article, (facts, digest), files, &mut findings);
            entry.withdrawn &= !settings.everything;
            let hidden = if left_out.contains(&entry.article.path) {
                Some(Hidden::LeftOut)
            } else {
                hidden(&entry.article, &site.config, settings)
            };
            let path = entry.article.path.clone();
            if hidden == Some(Hidden::Review) && entry.article.status == Status::Unstated {
                findings.push(Finding::new(&rules::UNAPPROVED).at(Place::file(&path)));
            }
            site.targets.insert(
                path,
                match hidden {
                    Some(hidden) => Target::Hidden(hidden),
                    None => Target::Entry(site.entries.len()),
                },
            );
            match hidden {
                None => site.entries.push(entry),
                Some(Hidden::Scheduled) => {
                    site.waiting.insert(entry.article.path.clone(), entry);
                }
                Some(_) => {}
            }
        }
        ids::check(&site.entries, files, &mut findings);
        for number in 0..site.editions.len() {
            site.fill(number, files, &mut findings);
        }
        site.editions
            .retain(|edition| edition.language == site.config.language || edition.alive());
        site.name_targets();
        site.targets.par_sort_unstable_keys();
        site.pair_translations();
        findings.extend(site.half_withdrawn());
        Checked::new(site, findings)
    }

    /// An article with its address; relations come later.
    fn entry(
        &mut self,
        spot: &Spot,
        article: Box<Article>,
        (facts, digest): (Facts, Digest),
        files: &Files,
        findings: &mut Vec<Finding>,
    ) -> Entry {
        let number = self.edition_of(spot.language);
        let edition = &self.editions[number];
        let category = category_of(&edition.categories, &spot.folder);
        let above = category.map(|id| edition.categories[id].url.as_str());
        let name = name(spot, &article, above.is_none(), files, findings);
        let url = edition.routes.article(above, &name);
        if spot.bundle {
            let folder = format!("{}/{}", spot.folder, spot.name)
                .trim_start_matches('/')
                .to_owned();
            let stem = url.trim_end_matches(".html").to_owned() + "/";
            // The first language's version comes to own the pictures, whichever is read first.
            if spot.language == self.config.language || !self.folders.contains_key(&folder) {
                self.folders.insert(folder, stem);
            }
        }
        Entry {
            language: spot.language,
            key: spot.key(),
            url,
            withdrawn: article.withdrawn.is_some(),
            category,
            categories: category.into_iter().collect(),
            terms: Vec::new(),
            older: None,
            newer: None,
            related: Vec::new(),
            article,
            facts,
            digest,
        }
    }

    /// Fills the lists of an edition and sets its entries' relations.
    fn fill(&mut self, number: usize, files: &Files, findings: &mut Vec<Finding>) {
        let edition = &mut self.editions[number];
        let language = edition.language;
        let folders = by_folder(&edition.categories);
        for (id, entry) in self
            .entries
            .iter_mut()
            .enumerate()
            .filter(|(_, entry)| entry.language == language)
        {
            if entry.withdrawn {
                continue;
            }
            more_categories(entry, &folders, files, findings);
            if entry.article.kind.listed {
                edition.listed.push(id);
            } else {
                edition.pages.push(id);
            }
            for category in with_parents(&entry.categories, &edition.categories) {
                let list = &mut edition.categories[category];
                if entry.article.kind.listed {
                    list.entries.push(id);
                } else {
                    list.pages.push(id);
                }
            }
        }
        let found = Taxonomy::ALL.into_par_iter().map(|taxonomy| {
            let listed = edition.listed.iter();
            let listed = listed.map(|id| (*id, &*self.entries[*id].article));
            (taxonomy, gather(taxonomy, edition.routes, listed))
        });
        for (taxonomy, found) in found.collect::<Vec<_>>() {
            let Found { terms, of, odd } = found;
            for odd in odd {
                let path = &self.entries[odd.entry].article.path;
                let at = place(files, path, odd.range.clone());
                findings.push(odd.finding().at(at));
            }
            for (id, numbers) in of {
                let numbers = numbers.into_iter().map(|number| (taxonomy, number));
                self.entries[id].terms.extend(numbers);
            }
            edition.terms.insert(taxonomy, terms);
        }
        edition.pages.sort_by(|a, b| {
            let title = |id: &EntryId| self.entries[*id].article.title.as_str();
            collate::compare(title(a), title(b)).then(a.cmp(b))
        });
        cut(edition, &self.entries);
        neighbours::set(&mut self.entries, edition);
        empty_categories(edition, findings);
    }

    /// Names categories and home pages, and folders of categories, for those that link to them.
    fn name_targets(&mut self) {
        for (number, edition) in self.editions.iter().enumerate() {
            let home = &edition.home.category.path;
            if !home.is_empty() {
                self.targets.insert(home.clone(), Target::Home(number));
            }
            for (id, category) in edition.categories.iter().enumerate() {
                if !category.index.path.is_empty() {
                    self.targets
                        .insert(category.index.path.clone(), Target::Category(number, id));
                }
                self.folders
                    .entry(category.folder.clone())
                    .or_insert_with(|| category.url.clone());
            }
        }
    }
}

impl Edition {
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
            home: loaded
                .categories
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

fn newest_first(a: &Article, b: &Article) -> std::cmp::Ordering {
    b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path))
}

/// Why an article is not public at the build clock, if so.
#[must_use]
pub fn hidden(article: &Article, config: &Config, settings: &Settings) -> Option<Hidden> {
    let after = |moment: Moment| moment.unix_seconds() > settings.now.unix_seconds();
    let starts = article.publish_at.or(article.date);
    if settings.everything {
        return None;
    }
    if article.expires_at.is_some_and(|end| !after(end)) {
        return Some(Hidden::Expired);
    }
    if settings.drafts {
        return None;
    }
    match article.status {
        Status::Draft => Some(Hidden::Draft),
        // What was published is withdrawn at once, whatever state its file is in by now.
        _ if article.withdrawn.is_some() => None,
        Status::Review => Some(Hidden::Review),
        Status::Unstated if config.only_approved => Some(Hidden::Review),
        _ if starts.is_some_and(after) => Some(Hidden::Scheduled),
        _ => None,
    }
}

/// When the clock alone will change what an article is.
fn next_change(article: &Article, config: &Config, now: Moment) -> Option<Moment> {
    let after = |moment: &Moment| moment.unix_seconds() > now.unix_seconds();
    let resting = match article.status {
        Status::Draft | Status::Review => true,
        Status::Unstated => config.only_approved,
        Status::Approved => false,
    };
    if resting || article.withdrawn.is_some() {
        return None;
    }
    let starts = article.publish_at.or(article.date).filter(after);
    let unpinned = article.pinned.flatten().filter(after);
    let ends = earlier(article.expires_at.filter(after), unpinned);
    earlier(starts, ends)
}

/// The next moment that an article names, whatever it is for.
fn next_moment(article: &Article, now: Moment) -> Option<Moment> {
    let named = [
        article.date,
        article.publish_at,
        article.expires_at,
        article.updated,
        article.pinned.flatten(),
    ];
    let after = |moment: &Moment| moment.unix_seconds() > now.unix_seconds();
    named.into_iter().flatten().filter(after).min()
}

fn earlier(a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The article's name in its address.
fn name(
    spot: &Spot,
    article: &Article,
    top: bool,
    files: &Files,
    findings: &mut Vec<Finding>,
) -> String {
    let written = article
        .slug
        .as_ref()
        .map_or(spot.name.as_str(), |(slug, _)| slug.as_str());
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
    folders: &BTreeMap<String, usize>,
    files: &Files,
    findings: &mut Vec<Finding>,
) {
    for (written, range) in &entry.article.categories {
        let folder = written.trim_matches('/');
        match folders.get(folder) {
            Some(id) if entry.categories.contains(id) => {}
            Some(id) => entry.categories.push(*id),
            None => {
                let near = similar::nearest(folder, folders.keys().map(String::as_str));
                let finding = Finding::new(&rules::CATEGORY_MISSING)
                    .with("category", folder)
                    .suggest(near);
                findings.push(finding.at(place(files, &entry.article.path, range.clone())));
            }
        }
    }
}

/// Categories with all above them, each once.
fn with_parents(ids: &[usize], categories: &[super::Category]) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    for id in ids {
        let mut next = Some(*id);
        while let Some(id) = next {
            all.insert(id);
            next = categories[id].parent;
        }
    }
    all
}

fn empty_categories(edition: &Edition, findings: &mut Vec<Finding>) {
    for category in &edition.categories {
        if category.entries.is_empty()
            && category.pages.is_empty()
            && !category.index.hidden
            && !category.index.path.is_empty()
        {
            let finding = Finding::new(&rules::CATEGORY_EMPTY).with("title", &category.title);
            findings.push(finding.at(Place::file(&category.index.path)));
        }
    }
}

/// A place in a content file, read again for the finding's sake.
pub fn place(files: &Files, path: &str, range: std::ops::Range<usize>) -> Place {
    match files.get(path).map(crate::files::File::source) {
        Some(Ok(source)) => source.value.place(range),
        _ => Place::file(path),
    }
}
