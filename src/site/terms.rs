//! Terms: tags (thẻ), authors, series (chuyên đề), places (địa bàn). Spellings with one slug are one term.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::load::{Introduction, Loaded, twice};
use super::runs::Run;
use super::{Edition, EntryId};
use crate::content::{Article, Byline, Word};
use crate::diagnostic::{Finding, rules};
use crate::text::{Language, Place, slug};

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

    /// The words of an article that belong to it, with their places in the file.
    pub fn words(self, article: &Article) -> impl Iterator<Item = (&str, &Range<usize>)> {
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
