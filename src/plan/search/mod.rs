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

use super::{Job, Plan};
use crate::diagnostic::Finding;
use crate::memo::digest;
use crate::search::abbreviations::Abbreviations;
use crate::search::{self, common, partition};
use crate::site::{AssetInfo, Entry, EntryId, Site, output};
use crate::text::Digest;

pub use postings::prepare;

/// The template of the page; a theme without it has no search.
pub const TEMPLATE: &str = "search.html";

/// A file of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndexFile {
    /// What leads to all others, under a fixed name.
    Manifest,
    /// A stretch of the keys of a partition, by their numbers.
    Shard(usize, usize),
    /// Categories, kinds and authors of a partition.
    Facets(usize),
    /// What results show of a bundle of articles.
    Cards(usize),
}

/// The index of an edition.
#[derive(Debug, Default)]
pub struct Index {
    /// Its articles and pages, the oldest first; those without a date before them.
    entries: Vec<EntryId>,
    /// The oldest first.
    partitions: Vec<Partition>,
    /// The cards of each bundle.
    bundles: Vec<(Range<usize>, Digest)>,
    abbreviations: Abbreviations,
}

/// A stretch of articles with its files.
#[derive(Debug)]
struct Partition {
    articles: Range<usize>,
    /// Of all that its shards are made from.
    digest: Digest,
    /// Of all that its facets are made from.
    facets: Digest,
    /// The first key of each shard.
    starts: Vec<&'static str>,
    /// Its shards, once one of them was asked for: they are made together.
    made: OnceLock<Result<Vec<Arc<[u8]>>, Finding>>,
}

/// What makes the same postings of the same article.
fn context(index: &Index, entry: &Entry) -> Digest {
    let kind = entry.article.kind.name;
    digest(&(
        search::FORMAT,
        entry.language,
        kind,
        &index.abbreviations.full,
    ))
}

/// Names the files of search indexes, once it is known what articles show. Nobody else may have names in their folder.
pub fn name(plan: &mut Plan) {
    let editions = 0..plan.site.editions.len();
    let searched = |number: &usize| {
        let page = output(&plan.site.editions[*number].routes.search());
        matches!(plan.jobs.get(&page), Some(Job::Search(_)))
    };
    if !editions.clone().all(|number| searched(&number)) {
        return;
    }
    let indexes = editions.clone().map(|number| index(plan, number));
    plan.indexes = indexes.collect();
    for number in editions {
        for (url, file) in files(plan, number) {
            plan.jobs.insert(output(&url), Job::Index(number, file));
        }
    }
}

/// The index of an edition, with nothing made yet.
fn index(plan: &Plan, number: usize) -> Index {
    let site = &plan.site;
    let edition = &site.editions[number];
    let of_edition = |id: &EntryId| {
        let entry = &site.entries[*id];
        entry.language == edition.language && !entry.withdrawn
    };
    let mut entries: Vec<_> = (0..site.entries.len()).filter(of_edition).collect();
    entries.reverse();
    let mut index = Index {
        abbreviations: Abbreviations::new(edition.language, &site.config.abbreviations),
        ..Index::default()
    };
    let of_entry = |id: &EntryId| {
        let entry = &site.entries[*id];
        let text = postings::Text::of(entry);
        digest(&(text, entry.facts.text, context(&index, entry)))
    };
    let digests: Vec<Digest> = entries.par_iter().map(of_entry).collect();
    let partitions = partition::partitions(entries.len()).into_iter();
    let partitions = partitions.map(|partition| Partition {
        digest: digest(&&digests[partition.articles.clone()]),
        facets: facets::digest_of(plan, &entries[partition.articles.clone()]),
        articles: partition.articles,
        starts: common::boundaries(edition.language, partition.files),
        made: OnceLock::new(),
    });
    index.partitions = partitions.collect();
    let bundles: Vec<_> = partition::bundles(entries.len()).collect();
    let bundles = bundles.into_par_iter().map(|articles| {
        let digest = cards::digest_of(plan, &entries[articles.clone()]);
        (articles, digest)
    });
    index.bundles = bundles.collect();
    index.entries = entries;
    index
}

/// Every file of an edition's index: its address and the job that makes it.
fn files(plan: &Plan, number: usize) -> Vec<(String, IndexFile)> {
    let folder = plan.site.editions[number].routes.search();
    let Some(index) = plan.indexes.get(number) else {
        return Vec::new();
    };
    let mut files = vec![(format!("{folder}index.json"), IndexFile::Manifest)];
    for (at, partition) in index.partitions.iter().enumerate() {
        let name = partition.digest.short();
        let shards = 0..partition.starts.len();
        let shards = shards.map(|shard| {
            (
                format!("{folder}{name}-{shard}.bin"),
                IndexFile::Shard(at, shard),
            )
        });
        files.extend(shards);
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
        IndexFile::Shard(at, _) => index.partitions[at].digest,
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
    let portrait = article
        .person
        .as_ref()
        .and_then(|person| person.portrait.as_ref());
    let cover = article.cover.as_ref().or(portrait)?;
    plan.assets
        .get(&Site::asset_path(&article.path, &cover.src)?)
}
