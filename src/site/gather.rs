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
    /// How often each was written.
    counts: Vec<usize>,
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
    entry: EntryId,
    /// Which of its words it is.
    nth: usize,
    /// As written.
    spelling: String,
    /// As usual; none when it has no letter for an address.
    usual: Option<String>,
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
                    let spelling = known.unwrap_or_else(|| {
                        said.counts.push(0);
                        said.spellings.insert_full(word.into()).0
                    });
                    said.counts[spelling] += 1;
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
    let said = said.map(|(ids, said)| {
        let counts = said.spellings.iter().zip(&said.counts);
        let numbers = counts.map(|(word, count)| spellings.number(word, *count));
        (ids, said, numbers.collect::<Vec<_>>())
    });
    let said: Vec<_> = said.collect();
    let usual = spellings.usual();
    let mut by_slug = BySlug::with_room(&spellings.counts());
    let mut odd = Vec::new();
    for (ids, said, numbers) in said {
        for spoken in &said.words {
            let number = numbers[spoken.spelling as usize];
            let entry = ids[usize::from(spoken.by)];
            let slug = spellings.all[number].slug;
            let usual = slug.map(|slug| usual[slug]);
            if usual != Some(number) {
                odd.push(OddSpelling {
                    entry,
                    nth: spoken.nth.into(),
                    spelling: spellings.all[number].word.to_owned(),
                    usual: usual.map(|usual| spellings.all[usual].word.to_owned()),
                });
            }
            if let Some(slug) = slug {
                by_slug.add(entry, slug);
            }
        }
    }
    let BySlug { mut lists, mut of } = by_slug;
    let terms = spellings.slugs.into_iter().map(|(slug, number)| {
        let introduction = introductions.get(&(taxonomy, slug.clone()));
        let title = introduction.map_or("", |said| said.index.title.as_str());
        let usual = spellings.all[usual[number]].word;
        let term = Term {
            name: if title.is_empty() { usual } else { title }.to_owned(),
            introduction: introduction.map(|said| (*said).clone()).unwrap_or_default(),
            url: routes.term(taxonomy, &slug),
            entries: std::mem::take(&mut lists[number]),
            years: Vec::new(),
        };
        (slug, number, term)
    });
    let (terms, places) = in_order(taxonomy, terms.collect());
    for (_, number) in &mut of {
        *number = places[*number];
    }
    Found { terms, of, odd }
}

/// Which entries have which slugs.
struct BySlug {
    /// The entries of each slug, in the order they came.
    lists: Vec<Vec<EntryId>>,
    /// The same the other way round.
    of: Vec<(EntryId, usize)>,
}

impl BySlug {
    /// Room for slugs that were written so often.
    fn with_room(counts: &[usize]) -> Self {
        let lists = counts.iter().map(|count| Vec::with_capacity(*count));
        Self {
            lists: lists.collect(),
            of: Vec::with_capacity(counts.iter().sum()),
        }
    }

    /// One article may write one term in two ways, and has it once.
    fn add(&mut self, entry: EntryId, slug: usize) {
        if self.lists[slug].last() != Some(&entry) {
            self.lists[slug].push(entry);
            self.of.push((entry, slug));
        }
    }
}

/// Terms with their slugs and the numbers of these in the order of their names; and by the number of a slug, the place of its term.
fn in_order(taxonomy: Taxonomy, mut terms: Vec<(String, usize, Term)>) -> (Vec<Term>, Vec<usize>) {
    terms.sort_by(|(x, _, a), (y, _, b)| match taxonomy {
        Taxonomy::Author => collate::compare_people(&a.name, &b.name).then_with(|| x.cmp(y)),
        _ => collate::compare(&a.name, &b.name).then_with(|| x.cmp(y)),
    });
    let mut places = vec![0; terms.len()];
    for (id, (_, number, _)) in terms.iter().enumerate() {
        places[*number] = id;
    }
    (terms.into_iter().map(|(_, _, term)| term).collect(), places)
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
        let article = &entries[self.entry].article;
        let range = taxonomy.words(article).nth(self.nth);
        let range = range.map_or(0..0, |(_, range)| range.clone());
        finding.at(place(files, &article.path, range))
    }
}

/// The spellings met so far and their slugs, numbered. Few are met often, so a spelling is made a slug once.
#[derive(Default)]
struct Spellings<'a> {
    numbers: HashMap<&'a str, usize, FxBuildHasher>,
    all: Vec<Spelling<'a>>,
    slugs: BTreeMap<String, usize>,
}

/// One way to write a term.
struct Spelling<'a> {
    word: &'a str,
    /// The number of its slug; none when it has no letter for an address.
    slug: Option<usize>,
    /// How often it was written.
    count: usize,
}

impl<'a> Spellings<'a> {
    /// The number of a spelling that was written so often once more.
    fn number(&mut self, word: &'a str, count: usize) -> usize {
        let Self {
            numbers,
            all,
            slugs,
        } = self;
        let number = *numbers.entry(word).or_insert_with(|| {
            let next = slugs.len();
            let slug = Some(slug::slug(word)).filter(|slug| !slug.is_empty());
            let slug = slug.map(|slug| *slugs.entry(slug).or_insert(next));
            all.push(Spelling {
                word,
                slug,
                count: 0,
            });
            all.len() - 1
        });
        all[number].count += count;
        number
    }

    /// How often each slug was written.
    fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.slugs.len()];
        for spelling in &self.all {
            if let Some(slug) = spelling.slug {
                counts[slug] += spelling.count;
            }
        }
        counts
    }

    /// The usual spelling of each slug.
    fn usual(&self) -> Vec<usize> {
        let mut usual = vec![None; self.slugs.len()];
        for (number, spelling) in self.all.iter().enumerate() {
            if let Some(slug) = spelling.slug {
                let other = usual[slug].map(|other: usize| &self.all[other]);
                if other.is_none_or(|other| spelling.is_more_usual(other)) {
                    usual[slug] = Some(number);
                }
            }
        }
        // Each slug is that of a spelling.
        usual.into_iter().map(Option::unwrap_or_default).collect()
    }
}

impl Spelling<'_> {
    /// The most frequent spelling is usual; of several, the one with most marks, then the first in Vietnamese order.
    fn is_more_usual(&self, other: &Self) -> bool {
        let marks = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
        let order = self.count.cmp(&other.count);
        let order = order.then_with(|| marks(self.word).cmp(&marks(other.word)));
        order
            .then_with(|| collate::compare(other.word, self.word))
            // Two that are sorted alike: the same one is usual, whichever is met first.
            .then_with(|| self.word.cmp(other.word))
            .is_gt()
    }
}
