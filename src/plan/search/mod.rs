//! The search index of every edition: which files it has, and what each is made from.
//!
//! Files are named by the digest of what they are made from, so a page that is still open never reads a new file under an old
//! name, and all names are known before anything is read. Only the manifest has a fixed name; nothing else leads to them.

mod cards;
mod facets;
mod manifest;
mod postings;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Job, Plan};
use crate::diagnostic::Finding;
use crate::memo::digest;
use crate::search::abbreviations::Abbreviations;
use crate::search::{self, common, partition};
use crate::site::{AssetInfo, Entry, EntryId, output};
use crate::text::Digest;

pub use postings::prepare;

/// The template of the page; a theme without it has no search.
pub const TEMPLATE: &str = "search.html";

/// A file of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IndexFile {
    /// What leads to all others, under a fixed name.
    Manifest,
    /// A stretch of the keys of a partition on one level, by their numbers.
    Shard(usize, usize),
    /// Categories, kinds and authors of a partition.
    Facets(usize),
    /// What results show of a bundle of articles.
    Cards(usize),
}

/// The index of an edition.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// Its articles and pages, the oldest first; those without a date before them.
    entries: Vec<EntryId>,
    /// Of the card of each of them.
    cards: Vec<Digest>,
    /// The oldest first.
    partitions: Vec<Partition>,
    /// The cards of each bundle.
    bundles: Vec<(Range<usize>, Digest)>,
    #[serde(skip)]
    abbreviations: Abbreviations,
    /// What makes the same postings of the same article.
    context: Digest,
}

/// A stretch of articles with its files.
#[derive(Debug, Serialize, Deserialize)]
struct Partition {
    articles: Range<usize>,
    /// Of all that its shards are made from, by level.
    digests: [Digest; 2],
    /// Of all that its facets are made from.
    facets: Digest,
    /// The first key of each shard, by level.
    #[serde(skip)]
    starts: [Vec<&'static str>; 2],
    /// Its shards, heads before bodies, once one of them was asked for: they are made together.
    #[serde(skip)]
    made: Arc<OnceLock<postings::Made>>,
}

/// The entry of an earlier plan of which results show the same, in the same order.
pub type Was<'a> = dyn Fn(EntryId) -> Option<EntryId> + Sync + 'a;

/// The indexes of a plan, once it is known what articles show; none without search. What an `earlier` plan made of the same
/// articles is taken over, and what is known of each entry that is what it `was`.
pub fn indexes(plan: &Plan, earlier: Option<&Plan>, was: &Was) -> Vec<Index> {
    if !plan.site.config.search || !plan.theme.has(TEMPLATE) {
        return Vec::new();
    }
    let indexes = (0..plan.site.editions.len()).map(|number| {
        let before = earlier.and_then(|earlier| earlier.indexes.get(number));
        index(plan, number, before, was)
    });
    indexes.collect()
}

/// Names the files of all indexes, once it is known that there are pages for them. Nobody else may have names in their folder.
pub fn name(plan: &mut Plan) {
    let searched = |number: usize| {
        let page = output(&plan.site.editions[number].routes.search());
        matches!(plan.jobs.get(&page), Some(Job::Search(_)))
    };
    if !(0..plan.indexes.len()).all(searched) {
        plan.indexes = Vec::new();
    }
    let files = (0..plan.indexes.len()).flat_map(|number| {
        let files = files(plan, number).into_iter();
        files.map(move |(url, file)| (output(&url), Job::Index(number, file)))
    });
    let files = files.collect();
    plan.jobs.add_named(files);
}

/// The index of an edition, with nothing made that was not made before.
fn index(plan: &Plan, number: usize, before: Option<&Index>, was: &Was) -> Index {
    let site = &plan.site;
    let language = site.editions[number].language;
    let of_edition = |id: &EntryId| {
        let entry = &site.entries[*id];
        entry.language == language && !entry.withdrawn
    };
    let mut entries: Vec<_> = (0..site.entries.len()).filter(of_edition).collect();
    entries.reverse();
    let abbreviations = Abbreviations::new(language, &site.config.abbreviations);
    let context = digest(&(search::FORMAT, &abbreviations.full));
    let before = before.filter(|before| before.context == context);
    let places = before.map_or_else(
        || vec![None; entries.len()],
        |before| before.places_of(&entries, was),
    );
    let cards = entries.par_iter().zip(&places).map(|(id, place)| {
        let known = before.zip(*place);
        let known = known.map(|(before, place)| before.cards[place]);
        known.unwrap_or_else(|| cards::digest_of(plan, &site.entries[*id]))
    });
    let cards: Vec<_> = cards.collect();
    let bundles = partition::bundles(entries.len()).map(|articles| {
        let digest = digest(&&cards[articles.clone()]);
        (articles, digest)
    });
    let mut index = Index {
        bundles: bundles.collect(),
        entries,
        cards,
        partitions: Vec::new(),
        abbreviations,
        context,
    };
    let partitions = partition::partitions(index.entries.len())
        .into_iter()
        .enumerate();
    let partitions = partitions.map(|(at, partition::Partition { articles, files })| {
        let stood = before.and_then(|before| before.partitions.get(at));
        // Whose articles stand where they stood, is what it was.
        let stands = |stood: &&Partition| {
            let mut all = articles.clone();
            stood.articles == articles && all.all(|place| places[place] == Some(place))
        };
        let (digests, facets) = match stood.filter(stands) {
            Some(stood) => (stood.digests, stood.facets),
            None => index.digests(plan, &articles),
        };
        Partition {
            digests,
            facets,
            articles,
            starts: files.map(|files| common::boundaries(language, files)),
            made: before
                .and_then(|before| before.made_from(digests))
                .unwrap_or_default(),
        }
    });
    let partitions = partitions.collect();
    index.partitions = partitions;
    index
}

impl Index {
    /// The places in this index of entries of another, the oldest first, of which it knows all.
    fn places_of(&self, entries: &[EntryId], was: &Was) -> Vec<Option<usize>> {
        let mut place = 0;
        let places = entries.iter().map(|id| {
            let other = was(*id)?;
            // Newest first, the numbers of entries descend in both.
            while self.entries.get(place).is_some_and(|it| *it > other) {
                place += 1;
            }
            (self.entries.get(place) == Some(&other)).then_some(place)
        });
        places.collect()
    }

    /// Of all that the shards of some articles are made from, by level, and of all that their facets are.
    fn digests(&self, plan: &Plan, articles: &Range<usize>) -> ([Digest; 2], Digest) {
        let entries = &self.entries[articles.clone()];
        let shards = [0, 1].map(|level| {
            let digests = entries
                .iter()
                .map(|id| plan.site.entries[*id].searched[level]);
            digest(&(self.context, digests.collect::<Vec<_>>()))
        });
        (shards, facets::digest_of(plan, entries))
    }

    /// The shards that were made from the same, unless that failed.
    fn made_from(&self, digests: [Digest; 2]) -> Option<Arc<OnceLock<postings::Made>>> {
        let mut partitions = self.partitions.iter();
        let same = partitions.find(|other| other.digests == digests && other.has_not_failed())?;
        Some(Arc::clone(&same.made))
    }
}

impl Partition {
    fn made_from(&self, shard: usize) -> Digest {
        let level = usize::from(shard >= self.starts[0].len());
        self.digests[level]
    }

    fn has_not_failed(&self) -> bool {
        self.made.get().is_none_or(Result::is_ok)
    }
}

/// Every file of an edition's index: its address and the job that makes it.
fn files(plan: &Plan, number: usize) -> Vec<(String, IndexFile)> {
    let folder = plan.site.editions[number].routes.search();
    let Some(index) = plan.indexes.get(number) else {
        return Vec::new();
    };
    let mut files = vec![(format!("{folder}index.json"), IndexFile::Manifest)];
    for (at, partition) in index.partitions.iter().enumerate() {
        let mut shard = 0;
        for (digest, starts) in partition.digests.iter().zip(&partition.starts) {
            let name = digest.short();
            for number in 0..starts.len() {
                files.push((
                    format!("{folder}{name}-{number}.bin"),
                    IndexFile::Shard(at, shard),
                ));
                shard += 1;
            }
        }
        let name = partition.facets.short();
        files.push((format!("{folder}{name}.bin"), IndexFile::Facets(at)));
    }
    for (at, (_, digest)) in index.bundles.iter().enumerate() {
        let name = digest.short();
        files.push((format!("{folder}{name}.bin"), IndexFile::Cards(at)));
    }
    files
}

/// The digest of all that a file is made from.
pub fn made_from(plan: &Plan, number: usize, file: IndexFile) -> Digest {
    let index = &plan.indexes[number];
    match file {
        IndexFile::Manifest => digest(&manifest::of(plan, number)),
        IndexFile::Shard(at, shard) => index.partitions[at].made_from(shard),
        IndexFile::Facets(at) => index.partitions[at].facets,
        IndexFile::Cards(at) => index.bundles[at].1,
    }
}

/// The bytes of a file.
///
/// # Errors
/// A finding when a source changed since it was planned.
pub fn make(plan: &Plan, number: usize, file: IndexFile) -> Result<Arc<[u8]>, Finding> {
    let index = &plan.indexes[number];
    let entries = |articles: &Range<usize>| &index.entries[articles.clone()];
    Ok(match file {
        IndexFile::Manifest => manifest::of(plan, number).into_bytes().into(),
        IndexFile::Shard(at, shard) => postings::shard(plan, index, at, shard)?,
        IndexFile::Facets(at) => facets::of(plan, entries(&index.partitions[at].articles)).into(),
        IndexFile::Cards(at) => cards::of(plan, entries(&index.bundles[at].0)).into(),
    })
}

/// The picture that stands for an entry.
fn picture<'a>(plan: &'a Plan, entry: &Entry) -> Option<&'a AssetInfo> {
    let article = &entry.article;
    let cover = article.covers().next()?;
    plan.asset(&article.path, &cover.src)
}
