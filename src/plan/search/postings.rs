//! The postings of articles, recalled or read, merged into the shards of their partition.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Partition};
use crate::diagnostic::{Finding, rules};
use crate::markdown;
use crate::memo::{Asked, Memo, Others, digest};
use crate::plan::Plan;
use crate::search::packed::{Level, Packed};
use crate::search::partition::BUNDLE;
use crate::search::postings::{self, Searchable};
use crate::search::shard::{Merged, Stretch};
use crate::site::{Entry, Text};
use crate::text::Place;

/// The shards of a partition, or why there are none.
pub type Made = Result<Vec<Arc<[u8]>>, Finding>;

/// Makes the shards of partitions, by edition and number, at once and in parallel. The postings of archives are recalled.
///
/// Shards that were not prepared are made when they are asked for, on one thread.
pub fn prepare(plan: &Plan, wanted: &BTreeSet<(usize, usize)>, memo: &Memo) {
    for (number, at) in wanted {
        let index = &plan.indexes[*number];
        let partition = &index.partitions[*at];
        let entries = entries(plan, index, partition);
        let make = |at: usize| read(plan, index, entries[at]).ok();
        // What is written anew with every article is too little to be worth remembering.
        let read = if entries.len() < BUNDLE {
            entries
                .par_iter()
                .enumerate()
                .map(|(at, _)| make(at))
                .collect()
        } else {
            let language = plan.site.editions[*number].language;
            let step = format!("search-{}-{at}", language.code());
            memo.of_files(&step, &asked(plan, index, &entries), Others::Go, make)
        };
        let stretches = merge(&entries, read, partition);
        let made = stretches.map(|stretches| {
            let encoded = stretches.par_iter().map(|stretch| stretch.encode().into());
            encoded.collect()
        });
        // Nobody asked before it was prepared.
        let _ = partition.made.set(made);
    }
}

/// A shard of a partition.
pub fn shard(plan: &Plan, index: &Index, at: usize, shard: usize) -> Result<Arc<[u8]>, Finding> {
    let partition = &index.partitions[at];
    // Whoever waits for it here waits for one thread: it must not share out its work among those who wait.
    let made = partition.made.get_or_init(|| -> Made {
        let entries = entries(plan, index, partition);
        let read = entries.iter().map(|entry| read(plan, index, entry).ok());
        let stretches = merge(&entries, read.collect(), partition)?.into_iter();
        Ok(stretches.map(|stretch| stretch.encode().into()).collect())
    });
    let shards = made.as_ref().map_err(Clone::clone)?;
    Ok(shards.get(shard).cloned().unwrap_or_default())
}

fn entries<'a>(plan: &'a Plan, index: &Index, partition: &Partition) -> Vec<&'a Entry> {
    let ids = index.entries[partition.articles.clone()].iter();
    ids.map(|id| &*plan.site.entries[*id]).collect()
}

fn asked<'a>(plan: &Plan, index: &Index, entries: &[&'a Entry]) -> Vec<Asked<'a>> {
    let asked = entries.iter().map(|entry| {
        let path = entry.article.path.as_str();
        let stamp = plan.files.get(path).and_then(|file| file.stamp);
        let context = digest(&(index.context, entry.language, entry.article.kind.name));
        (path, stamp, context)
    });
    asked.collect()
}

/// The shards of a partition before they are encoded.
fn merge(
    entries: &[&Entry],
    read: Vec<Option<Packed>>,
    partition: &Partition,
) -> Result<Vec<Stretch>, Finding> {
    let mut merged = Level::ALL.map(|level| (level, Merged::default()));
    for ((number, entry), read) in (0..).zip(entries).zip(read) {
        let path = &entry.article.path;
        let changed = || Finding::new(&rules::FILE_CHANGED).at(Place::file(path));
        let read = read.ok_or_else(changed)?;
        for (level, merged) in &mut merged {
            merged.add(number, &read, *level);
        }
    }
    let levels = merged.into_iter().zip(&partition.starts);
    Ok(levels
        .flat_map(|((_, merged), starts)| merged.part(starts))
        .collect())
}

/// The postings of an entry, from its source.
fn read(plan: &Plan, index: &Index, entry: &Entry) -> Result<Packed, Finding> {
    let article = &entry.article;
    let changed = || Finding::new(&rules::FILE_CHANGED).at(Place::file(&article.path));
    let source = plan
        .files
        .get(&article.path)
        .ok_or_else(changed)?
        .source()?
        .value;
    if source.digest != entry.digest {
        return Err(changed());
    }
    let mut body = markdown::plain(&source, article.body.clone());
    let text = Text::of(article, &entry.facts);
    for more in &text.more {
        body.push('\n');
        body.push_str(more);
    }
    let searchable = Searchable {
        title: text.title,
        names: &text.names,
        summary: &text.summary,
        body: &body,
    };
    let postings = postings::of(searchable, entry.language, &index.abbreviations);
    Ok(Packed::of(&postings))
}
