//! Terms: tags (thẻ), authors, series (chuyên đề), places (địa bàn). Spellings with one slug are one term.

use std::collections::BTreeMap;
use std::ops::Range;

use super::EntryId;
use super::routes::Routes;
use crate::content::{Article, Byline, Word};
use crate::diagnostic::{Finding, rules};
use crate::text::{Language, collate, slug};

/// A way of putting articles together by words in their front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// Whether somebody who is named has a page of their own: not who is named as a source.
    #[must_use]
    pub fn is_author(byline: &Byline) -> bool {
        !matches!(byline.role.as_str(), "theo" | "tong-hop")
    }

    /// The words of an article that belong to it, with their places.
    fn words<'a>(self, article: &'a Article) -> Vec<(&'a str, Range<usize>)> {
        let written = |words: &'a [Word]| {
            words
                .iter()
                .map(|(word, range)| (word.as_str(), range.clone()))
                .collect()
        };
        match self {
            Self::Tag => written(&article.tags),
            Self::Place => written(&article.places),
            Self::Series => written(article.series.as_slice()),
            // "Theo TTXVN" and "Tổng hợp" name a source, not somebody with a page here.
            Self::Author => {
                let own = article
                    .bylines
                    .iter()
                    .filter(|byline| Self::is_author(byline));
                own.map(|byline| (byline.name.as_str(), byline.range.clone()))
                    .collect()
            }
        }
    }
}

/// A term with its articles.
#[derive(Debug)]
pub struct Term {
    /// Its most frequent spelling.
    pub name: String,
    /// Its address without the path of `base_url`.
    pub url: String,
    /// Its listed entries, newest first.
    pub entries: Vec<EntryId>,
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
    /// By entry, in the order written.
    pub of: BTreeMap<EntryId, Vec<usize>>,
    /// For findings.
    pub odd: Vec<OddSpelling>,
}

/// One word of one article.
struct Mention {
    entry: EntryId,
    range: Range<usize>,
    spelling: String,
}

/// Gathers the terms of the given entries (newest first).
pub fn gather<'a>(
    taxonomy: Taxonomy,
    routes: Routes,
    entries: impl Iterator<Item = (EntryId, &'a Article)>,
) -> Found {
    let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let mut odd = Vec::new();
    let mut order: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for (entry, article) in entries {
        for (spelling, range) in taxonomy.words(article) {
            let slug = slug::slug(spelling);
            let slugs = order.entry(entry).or_default();
            if slug.is_empty() {
                odd.push(OddSpelling {
                    entry,
                    range,
                    spelling: spelling.to_owned(),
                    usual: None,
                });
                continue;
            }
            if slugs.contains(&slug) {
                continue;
            }
            slugs.push(slug.clone());
            let mention = Mention {
                entry,
                range,
                spelling: spelling.to_owned(),
            };
            mentions.entry(slug).or_default().push(mention);
        }
    }
    let mut terms: Vec<(String, Term)> = Vec::new();
    for (slug, mentions) in mentions {
        let name = usual(&mentions);
        let entries = mentions.iter().map(|mention| mention.entry).collect();
        let different = mentions
            .into_iter()
            .filter(|mention| mention.spelling != name);
        odd.extend(different.map(
            |Mention {
                 entry,
                 range,
                 spelling,
             }| OddSpelling {
                entry,
                range,
                spelling,
                usual: Some(name.clone()),
            },
        ));
        let url = routes.term(taxonomy, &slug);
        terms.push((slug, Term { name, url, entries }));
    }
    terms.sort_by(|(x, a), (y, b)| match taxonomy {
        Taxonomy::Author => collate::compare_people(&a.name, &b.name).then_with(|| x.cmp(y)),
        _ => collate::compare(&a.name, &b.name).then_with(|| x.cmp(y)),
    });
    let numbers: BTreeMap<_, _> = terms
        .iter()
        .enumerate()
        .map(|(id, (slug, _))| (slug.clone(), id))
        .collect();
    let of = order
        .into_iter()
        .map(|(entry, slugs)| (entry, slugs.iter().map(|slug| numbers[slug]).collect()));
    Found {
        of: of.collect(),
        terms: terms.into_iter().map(|(_, term)| term).collect(),
        odd,
    }
}

/// The most frequent spelling; of several, the one with most marks, then the first in Vietnamese order.
fn usual(mentions: &[Mention]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in mentions {
        *counts.entry(&mention.spelling).or_default() += 1;
    }
    let best = counts.iter().max_by(|(a, x), (b, y)| {
        let marks = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
        let by_marks = || marks(a).cmp(&marks(b));
        x.cmp(y)
            .then_with(by_marks)
            .then_with(|| collate::compare(b, a))
    });
    best.map_or_else(String::new, |(name, _)| (*name).to_owned())
}
