//! Terms: tags (thẻ), authors, series (chuyên đề), places (địa bàn). Spellings with one slug are one term.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::load::{Introduction, Loaded, twice};
use super::routes::Routes;
use super::runs::Run;
use super::{Edition, EntryId};
use crate::content::{Article, Byline, Word};
use crate::diagnostic::{Finding, rules};
use crate::text::{Language, Place, collate, slug};

/// A way of putting articles together by words in their front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Taxonomy {
    /// Thẻ.
    Tag,
    /// Tác giả.
    Author,
    /// Chuyên đề.
    Series,
    /// Địa bàn.
    Place,
}

impl Taxonomy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tag, Self::Author, Self::Series, Self::Place];

    /// `tag`, `author`, `series`, `place`: its name in views and in the theme's words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Author => "author",
            Self::Series => "series",
            Self::Place => "place",
        }
    }

    /// The theme's word for all its terms: `tags`, `authors`, `series`, `places`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Tag => "tags",
            Self::Author => "authors",
            Self::Series => "series",
            Self::Place => "places",
        }
    }

    /// Its folder in addresses.
    #[must_use]
    pub fn folder(self, language: Language) -> &'static str {
        match self {
            Self::Tag => language.pick("the", "tags"),
            Self::Author => language.pick("tac-gia", "authors"),
            Self::Series => language.pick("chuyen-de", "series"),
            Self::Place => language.pick("dia-ban", "places"),
        }
    }

    /// The taxonomy and the slug of the term that the `_index.md` of a folder introduces: `tac-gia/nong-thu-trang`, in the
    /// words of the site's first language. Translations lie beside it.
    #[must_use]
    pub fn introduced(folder: &str, first: Language) -> Option<(Self, String)> {
        let (above, name) = folder.split_once('/')?;
        let taxonomy = Self::ALL.into_iter().find(|it| it.folder(first) == above)?;
        (!name.contains('/')).then(|| (taxonomy, slug::slug(name)))
    }

    /// Whether somebody who is named has a page of their own: not who is named as a source.
    #[must_use]
    pub fn is_author(byline: &Byline) -> bool {
        !matches!(byline.role.as_str(), "theo" | "tong-hop")
    }

    /// The words of an article that belong to it, with their places.
    fn words(self, article: &Article) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let words: &[Word] = match self {
            Self::Tag => &article.tags,
            Self::Place => &article.places,
            Self::Series => article.series.as_slice(),
            Self::Author => &[],
        };
        // "Theo TTXVN" and "Tổng hợp" name a source, not somebody with a page here.
        let authors = article.bylines.iter();
        let authors = authors.filter(move |byline| self == Self::Author && Self::is_author(byline));
        let words = words.iter().map(|(word, range)| (word.as_str(), range));
        words.chain(authors.map(|byline| (byline.name.as_str(), &byline.range)))
    }
}

/// A term with its articles.
#[derive(Debug, Serialize, Deserialize)]
pub struct Term {
    /// As its introduction calls it; else its most frequent spelling.
    pub name: String,
    /// What its `_index.md` says.
    pub introduction: Introduction,
    /// Its address without the path of `base_url`.
    pub url: String,
    /// Its listed entries, newest first.
    pub entries: Vec<EntryId>,
    /// Their years, newest first.
    pub years: Vec<Run<i16>>,
}

/// A term written in an unusual way.
pub struct OddSpelling {
    /// The article.
    pub entry: EntryId,
    /// Where it is written there.
    pub range: Range<usize>,
    /// As written.
    pub spelling: String,
    /// As usual; none when it has no letter for an address.
    pub usual: Option<String>,
}

impl OddSpelling {
    /// What there is to tell.
    pub fn finding(self) -> Finding {
        match self.usual {
            Some(usual) => Finding::new(&rules::TERM_SPELLINGS)
                .with("spelling", self.spelling)
                .with("usual", usual),
            None => Finding::new(&rules::TERM_NAME).with("spelling", self.spelling),
        }
    }
}

/// The terms of a taxonomy in Vietnamese order, the terms of each entry, and odd spellings.
pub struct Found {
    /// In Vietnamese order.
    pub terms: Vec<Term>,
    /// Entries with their terms, those of one entry in the order written.
    pub of: Vec<(EntryId, usize)>,
    /// For findings.
    pub odd: Vec<OddSpelling>,
}

/// One word of one article.
struct Mention {
    entry: EntryId,
    range: Range<usize>,
    /// Number of the spelling.
    spelling: usize,
}

/// What is said of terms, by taxonomy and slug.
pub type Introductions<'a> = BTreeMap<(Taxonomy, String), &'a Introduction>;

/// What is said of terms in a language; a second introduction of one is told.
pub fn introductions<'a>(
    loaded: &'a Loaded,
    language: Language,
    first: Language,
    findings: &mut Vec<Finding>,
) -> Introductions<'a> {
    let mut terms = Introductions::new();
    let own = loaded.introductions.iter();
    for ((_, folder), said) in own.filter(|((of, _), _)| *of == language) {
        let Some(term) = Taxonomy::introduced(folder, first) else {
            continue;
        };
        match terms.get(&term) {
            Some(first) => findings.push(twice(said, folder, first)),
            None => drop(terms.insert(term, said)),
        }
    }
    terms
}

/// What there is to tell of introductions of terms that no article has.
pub fn unmet(introductions: &Introductions, edition: &Edition) -> Vec<Finding> {
    let unmet = introductions.iter().filter(|((taxonomy, slug), _)| {
        let url = edition.routes.term(*taxonomy, slug);
        !edition.terms[taxonomy].iter().any(|term| term.url == url)
    });
    let findings = unmet.map(|((_, slug), said)| {
        let finding = Finding::new(&rules::TERM_UNMET).with("term", slug);
        finding.at(Place::file(&said.index.path))
    });
    findings.collect()
}

/// Gathers the terms of the given entries (newest first).
pub fn gather<'a>(
    taxonomy: Taxonomy,
    routes: Routes,
    introductions: &Introductions,
    entries: impl Iterator<Item = (EntryId, &'a Article)>,
) -> Found {
    let mut spellings = Spellings::default();
    let mut mentions: Vec<Vec<Mention>> = Vec::new();
    let mut odd = Vec::new();
    let mut of: Vec<(EntryId, usize)> = Vec::new();
    for (entry, article) in entries {
        let first = of.len();
        for (written, range) in taxonomy.words(article) {
            let (spelling, slug) = spellings.number(written);
            let Some(slug) = slug else {
                odd.push(OddSpelling {
                    entry,
                    range: range.clone(),
                    spelling: written.to_owned(),
                    usual: None,
                });
                continue;
            };
            if !of[first..].contains(&(entry, slug)) {
                of.push((entry, slug));
            }
            mentions.resize_with(mentions.len().max(slug + 1), Vec::new);
            mentions[slug].push(Mention {
                entry,
                range: range.clone(),
                spelling,
            });
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
            entry: mention.entry,
            range: mention.range.clone(),
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
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in mentions {
        *counts.entry(mention.spelling).or_default() += 1;
    }
    let best = counts.iter().max_by(|(a, x), (b, y)| {
        let (a, b) = (all[**a], all[**b]);
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
