//! The postings of articles, recalled or read, merged into the shards of their partition.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Partition, context};
use crate::diagnostic::{Finding, rules};
use crate::markdown;
use crate::memo::{Asked, Memo};
use crate::plan::{Plan, views};
use crate::search::packed::{Level, Packed};
use crate::search::partition::BUNDLE;
use crate::search::postings::{self, Searchable};
use crate::search::shard::{Merged, Stretch};
use crate::site::{Entry, options};
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
            memo.of_files(&step, &asked(plan, index, &entries), make)
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
        (path, stamp, context(&index.abbreviations, entry))
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
    let options = options(&plan.site.config, entry.language);
    let mut body = markdown::plain(&source, article.body.clone(), &options);
    let text = Text::of(entry);
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

/// What of an entry can be searched, but for its body.
pub struct Text<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Tags, places, series, people, authors.
    pub names: Vec<&'a str>,
    /// Its sapo.
    pub summary: String,
    /// What the page shows besides: the record of its kind, captions, corrections, files.
    pub more: Vec<&'a str>,
}

impl<'a> Text<'a> {
    /// What of an entry can be searched.
    pub fn of(entry: &'a Entry) -> Self {
        let article = &entry.article;
        let person = article
            .person
            .iter()
            .flat_map(|person| [&person.name, &person.place]);
        let words = article
            .tags
            .iter()
            .chain(&article.places)
            .chain(&article.series);
        let names = words.map(|(word, _)| word).chain(person);
        let names = names.chain(article.bylines.iter().map(|byline| &byline.name));
        let mut more = vec![article.dateline.as_str()];
        strings(&article.record, &mut more);
        more.extend(
            article
                .cover
                .iter()
                .flat_map(|cover| [&*cover.alt, &*cover.caption]),
        );
        let corrections = article.corrections.iter();
        more.extend(corrections.flat_map(|one| [&*one.text, &*one.wrong, &*one.right]));
        more.extend(
            article
                .attachments
                .iter()
                .map(|attachment| attachment.title.as_str()),
        );
        Self {
            title: &article.title,
            names: names.map(String::as_str).collect(),
            summary: views::summary(entry),
            more,
        }
    }
}

/// The texts in a record.
fn strings<'a>(record: &'a serde_json::Value, texts: &mut Vec<&'a str>) {
    match record {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, texts)),
        serde_json::Value::Object(fields) => {
            // The file of a picture is no text, and moments are shown in another form.
            let shown = fields
                .iter()
                .filter(|(key, _)| !["src", "moment", "portrait"].contains(&key.as_str()));
            shown.for_each(|(_, value)| strings(value, texts));
        }
        _ => {}
    }
}
