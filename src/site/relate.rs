//! From what was written to what is: who is public, at which address, in which order, beside whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::categories::{ByFolder, categories};
use super::gather::{Found, Listed, gather, stretches};
use super::load::Loaded;
use super::public::{Brief, Public};
use super::routes::Routes;
use super::runs::cut;
use super::spot::Spot;
use super::takeover::PublicBy;
use super::terms::{Introductions, introductions, unmet};
use super::{Beside, Category, Edition, Entry, EntryId, Relations, Site};
use super::{ids, neighbours, pairs};
use crate::config::{Config, Settings};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::Files;
use crate::text::{Language, Place, collate};

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
                earlier: earlier.filter(|it| it.decides_for(&loaded, &by, settings)),
            };
            let (entries, mut relations) = public.relate(&loaded, &mut findings);
            relations.told = findings;
            relations.public = by;
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

impl Public<'_> {
    fn relate(
        &self,
        loaded: &Arc<Loaded>,
        findings: &mut Vec<Finding>,
    ) -> (Vec<Arc<Entry>>, Relations) {
        // Below they are looked at one after the other.
        loaded.fetch();
        let mut relations = Relations {
            editions: editions(loaded, self.config, findings),
            ..Relations::default()
        };
        pairs::alone(loaded, self.config, findings);
        let (entries, briefs) = self.place_all(loaded, &mut relations, findings);
        ids::check(&entries, self.files, findings);
        relations.beside = vec![Beside::default(); entries.len()];
        let Relations {
            editions, beside, ..
        } = &mut relations;
        for edition in editions.iter_mut() {
            let said = introductions(loaded, edition.language, self.config.language, findings);
            let public = (&*entries, &*briefs);
            self.fill(edition, &said, public, beside, findings);
            findings.extend(unmet(&said, edition));
        }
        editions.retain(|edition| edition.language == self.config.language || edition.alive());
        relations.name_targets();
        relations.pair_translations(&entries);
        findings.extend(pairs::half_withdrawn(&entries));
        (entries, relations)
    }

    /// Fills the lists of an edition, and tells what stands beside its entries.
    fn fill(
        &self,
        edition: &mut Edition,
        said: &Introductions,
        (entries, briefs): (&[Arc<Entry>], &[Brief]),
        beside: &mut [Beside],
        findings: &mut Vec<Finding>,
    ) {
        list(edition, entries, briefs);
        let earlier = self.earlier.and_then(|site| {
            let mut editions = site.editions.iter();
            let edition = editions.find(|it| it.language == edition.language)?;
            let listed = Listed {
                entries: &site.entries,
                ids: &edition.listed,
            };
            Some((listed, &*edition.said))
        });
        let listed = Listed {
            entries,
            ids: &edition.listed,
        };
        edition.said = stretches(listed, earlier);
        for (taxonomy, found) in gather(edition.routes, said, &edition.listed, &edition.said) {
            let Found { terms, of, odd } = found;
            let odd = odd.into_iter();
            findings.extend(odd.map(|odd| odd.finding(taxonomy, entries, self.files)));
            for (id, number) in of {
                beside[id].terms.push((taxonomy, number));
            }
            edition.terms.insert(taxonomy, terms);
        }
        edition.pages.sort_by(|a, b| {
            let title = |id: &EntryId| entries[*id].article.title.as_str();
            collate::compare(title(a), title(b)).then(a.cmp(b))
        });
        cut(edition, entries);
        neighbours::set(briefs, edition, beside);
        empty_categories(edition, findings);
    }
}

/// Puts the entries of an edition into its lists.
fn list(edition: &mut Edition, entries: &[Arc<Entry>], briefs: &[Brief]) {
    let categories = 0..edition.categories.len();
    let within: Vec<_> = categories
        .map(|id| chain(id, &edition.categories))
        .collect();
    let own = |brief: &Brief| brief.language == edition.language && !brief.withdrawn;
    let mut within_all = Vec::new();
    for (id, brief) in briefs.iter().enumerate().filter(|(_, it)| own(it)) {
        let all = if brief.listed {
            &mut edition.listed
        } else {
            &mut edition.pages
        };
        all.push(id);
        let categories = if brief.has_more {
            within_all.clear();
            for category in entries[id].categories.iter().flat_map(|own| &within[*own]) {
                if !within_all.contains(category) {
                    within_all.push(*category);
                }
            }
            &within_all
        } else {
            brief.category.map_or(&[][..], |own| &within[own])
        };
        for category in categories {
            let category = &mut edition.categories[*category];
            let all = if brief.listed {
                &mut category.entries
            } else {
                &mut category.pages
            };
            all.push(id);
        }
    }
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
            said: Vec::new(),
            months: Vec::new(),
            pages: Vec::new(),
        }
    };
    config.languages.iter().map(edition).collect()
}

/// A category and all above it.
fn chain(id: usize, categories: &[Category]) -> Vec<usize> {
    let above = |id: &usize| categories[*id].parent;
    std::iter::successors(Some(id), above).collect()
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
