//! Gathers the terms of an edition from what its articles say.
//!
//! Articles are asked a stretch of the list at a time, counted from the oldest. What a stretch said is known as long as the same
//! articles stand in it, so a new article costs the asking of one stretch.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ecow::EcoString;
use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::relate::place;
use super::routes::Routes;
use super::terms::{Introductions, Taxonomy, Term};
use super::{Entry, EntryId};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::text::{collate, slug};

/// Entries of a stretch.
const STRETCH: usize = 4096;

/// The listed entries of an edition.
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    /// All entries of the site.
    pub entries: &'a [Arc<Entry>],
    /// Those that are listed, newest first.
    pub ids: &'a [EntryId],
}

/// What the articles of a stretch say, by taxonomy.
#[derive(Debug)]
pub struct Stretch([Said; 4]);

/// What they say of one taxonomy.
#[derive(Debug, Default)]
struct Said {
    /// Each spelling once.
    spellings: IndexSet<EcoString, FxBuildHasher>,
    /// In the order of articles.
    words: Vec<Spoken>,
}

/// One word of one article, in little room: they stay as long as the site does.
#[derive(Debug)]
struct Spoken {
    /// The place of the article in its stretch.
    by: u16,
    /// Which of its words it is.
    nth: u16,
    /// The number of its spelling.
    spelling: u32,
}

/// The terms of a taxonomy in Vietnamese order, the terms of each entry, and odd spellings.
pub struct Found {
    /// In Vietnamese order.
    pub terms: Vec<Term>,
    /// Entries with their terms, those of one entry in the order written.
    pub of: Vec<(EntryId, usize)>,
    /// What there is to tell.
    pub odd: Vec<OddSpelling>,
}

/// A term written in an unusual way.
pub struct OddSpelling {
    mention: Mention,
    /// As written.
    spelling: String,
    /// As usual; none when it has no letter for an address.
    usual: Option<String>,
}

/// One word of one article.
#[derive(Clone, Copy)]
struct Mention {
    entry: EntryId,
    nth: usize,
    spelling: usize,
}

/// What the stretches of a list say, the oldest first; of an earlier list, those are taken over in which nothing changed.
pub fn stretches(listed: Listed, earlier: Option<(Listed, &[Arc<Stretch>])>) -> Vec<Arc<Stretch>> {
    let stretches = listed.ids.par_rchunks(STRETCH).enumerate();
    let stretches = stretches.map(|(number, ids)| {
        let known = earlier.and_then(|(earlier, stretches)| {
            let others = earlier.ids.rchunks(STRETCH).nth(number)?;
            let is_same = |(id, other): (&usize, &usize)| {
                Arc::ptr_eq(&listed.entries[*id], &earlier.entries[*other])
            };
            let same = ids.len() == others.len() && ids.iter().zip(others).all(is_same);
            stretches.get(number).filter(|_| same)
        });
        known.map_or_else(|| Arc::new(Stretch::of(listed.entries, ids)), Arc::clone)
    });
    stretches.collect()
}

impl Stretch {
    fn of(entries: &[Arc<Entry>], ids: &[EntryId]) -> Self {
        let mut all = Taxonomy::ALL.map(|_| Said::default());
        for (by, id) in ids.iter().enumerate() {
            let article = &entries[*id].article;
            for (taxonomy, said) in Taxonomy::ALL.into_iter().zip(&mut all) {
                for (nth, (word, _)) in taxonomy.words(article).enumerate() {
                    let known = said.spellings.get_index_of(word);
                    let spelling =
                        known.unwrap_or_else(|| said.spellings.insert_full(word.into()).0);
                    said.words.extend(Spoken::new(by, nth, spelling));
                }
            }
        }
        Self(all)
    }
}

impl Spoken {
    /// None of what nobody writes: the words behind the first 65,536 of an article.
    fn new(by: usize, nth: usize, spelling: usize) -> Option<Self> {
        Some(Self {
            by: by.try_into().ok()?,
            nth: nth.try_into().ok()?,
            spelling: spelling.try_into().ok()?,
        })
    }
}

/// Gathers the terms of listed entries from what they say.
pub fn gather(
    routes: Routes,
    introductions: &Introductions,
    listed: &[EntryId],
    stretches: &[Arc<Stretch>],
) -> Vec<(Taxonomy, Found)> {
    let taxonomies = Taxonomy::ALL.into_par_iter().enumerate();
    let found = taxonomies.map(|(number, taxonomy)| {
        // Newest first, as the list is.
        let stretches = listed.rchunks(STRETCH).zip(stretches).rev();
        let said = stretches.map(|(ids, stretch)| (ids, &stretch.0[number]));
        (taxonomy, found(taxonomy, routes, introductions, said))
    });
    found.collect()
}

/// The terms of a taxonomy.
fn found<'a>(
    taxonomy: Taxonomy,
    routes: Routes,
    introductions: &Introductions,
    said: impl Iterator<Item = (&'a [EntryId], &'a Said)>,
) -> Found {
    let mut spellings = Spellings::default();
    let mut mentions: Vec<Vec<Mention>> = Vec::new();
    let mut odd = Vec::new();
    let mut of: Vec<(EntryId, usize)> = Vec::new();
    for (ids, said) in said {
        let numbers = said.spellings.iter().map(|it| spellings.number(it));
        let numbers: Vec<_> = numbers.collect();
        for spoken in &said.words {
            let (spelling, slug) = numbers[spoken.spelling as usize];
            let mention = Mention {
                entry: ids[usize::from(spoken.by)],
                nth: spoken.nth.into(),
                spelling,
            };
            let Some(slug) = slug else {
                odd.push(OddSpelling {
                    mention,
                    spelling: spellings.all[spelling].to_owned(),
                    usual: None,
                });
                continue;
            };
            let mut own = of.iter().rev().take_while(|(id, _)| *id == mention.entry);
            if !own.any(|(_, other)| *other == slug) {
                of.push((mention.entry, slug));
            }
            mentions.resize_with(mentions.len().max(slug + 1), Vec::new);
            mentions[slug].push(mention);
        }
    }
    let Spellings { all, slugs, .. } = spellings;
    let mut terms: Vec<(String, usize, Term)> = Vec::new();
    for (slug, number) in slugs {
        let mentions = &mentions[number];
        let usual = usual(mentions, &all);
        let introduction = introductions.get(&(taxonomy, slug.clone()));
        let title = introduction.map_or("", |said| said.index.title.as_str());
        let name = if title.is_empty() { all[usual] } else { title };
        let mut entries: Vec<_> = mentions.iter().map(|mention| mention.entry).collect();
        // One article may write one term in two ways.
        entries.dedup();
        let different = mentions.iter().filter(|it| it.spelling != usual);
        odd.extend(different.map(|mention| OddSpelling {
            mention: *mention,
            spelling: all[mention.spelling].to_owned(),
            usual: Some(all[usual].to_owned()),
        }));
        let term = Term {
            name: name.to_owned(),
            introduction: introduction.map(|said| (*said).clone()).unwrap_or_default(),
            url: routes.term(taxonomy, &slug),
            entries,
            years: Vec::new(),
        };
        terms.push((slug, number, term));
    }
    terms.sort_by(|(x, _, a), (y, _, b)| match taxonomy {
        Taxonomy::Author => collate::compare_people(&a.name, &b.name).then_with(|| x.cmp(y)),
        _ => collate::compare(&a.name, &b.name).then_with(|| x.cmp(y)),
    });
    let mut places = vec![0; terms.len()];
    for (id, (_, number, _)) in terms.iter().enumerate() {
        places[*number] = id;
    }
    for (_, number) in &mut of {
        *number = places[*number];
    }
    Found {
        of,
        terms: terms.into_iter().map(|(_, _, term)| term).collect(),
        odd,
    }
}

impl OddSpelling {
    /// What there is to tell.
    pub fn finding(self, taxonomy: Taxonomy, entries: &[Arc<Entry>], files: &Files) -> Finding {
        let finding = match self.usual {
            Some(usual) => Finding::new(&rules::TERM_SPELLINGS)
                .with("spelling", self.spelling)
                .with("usual", usual),
            None => Finding::new(&rules::TERM_NAME).with("spelling", self.spelling),
        };
        let article = &entries[self.mention.entry].article;
        let range = taxonomy.words(article).nth(self.mention.nth);
        let range = range.map_or(0..0, |(_, range)| range.clone());
        finding.at(place(files, &article.path, range))
    }
}

/// The spellings met so far and their slugs, numbered. Few are met often, so a spelling is made a slug once.
#[derive(Default)]
struct Spellings<'a> {
    /// Numbers of a spelling and of its slug.
    numbers: HashMap<&'a str, (usize, Option<usize>), FxBuildHasher>,
    all: Vec<&'a str>,
    slugs: BTreeMap<String, usize>,
}

impl<'a> Spellings<'a> {
    /// The number of a spelling, and that of its slug; none when it has no letter for an address.
    fn number(&mut self, spelling: &'a str) -> (usize, Option<usize>) {
        let Self {
            numbers,
            all,
            slugs,
        } = self;
        *numbers.entry(spelling).or_insert_with(|| {
            all.push(spelling);
            let next = slugs.len();
            let slug = Some(slug::slug(spelling)).filter(|slug| !slug.is_empty());
            let slug = slug.map(|slug| *slugs.entry(slug).or_insert(next));
            (all.len() - 1, slug)
        })
    }
}

/// The most frequent spelling; of several, the one with most marks, then the first in Vietnamese order.
fn usual(mentions: &[Mention], all: &[&str]) -> usize {
    // Few are written in more than one way.
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for mention in mentions {
        match counts.iter_mut().find(|(it, _)| *it == mention.spelling) {
            Some((_, count)) => *count += 1,
            None => counts.push((mention.spelling, 1)),
        }
    }
    let best = counts.iter().max_by(|(a, x), (b, y)| {
        let (a, b) = (all[*a], all[*b]);
        let marks = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
        let by_marks = || marks(a).cmp(&marks(b));
        x.cmp(y)
            .then_with(by_marks)
            .then_with(|| collate::compare(b, a))
            // Two that are sorted alike: the same one is usual, whichever is met first.
            .then_with(|| a.cmp(b))
    });
    best.map_or(0, |(spelling, _)| *spelling)
}
