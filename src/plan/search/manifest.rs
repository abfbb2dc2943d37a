//! What a browser must know before it can ask: the names of all files, and the rules.

use serde::Serialize;

use crate::plan::Plan;
use crate::search::letters::{self, Letters};
use crate::search::{FORMAT, PREFIX, REQUIRED, common, partition};
use crate::site::Edition;
use crate::text::{Language, Moment};

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    language: Language,
    /// Where it lies, without the path of `base_url`.
    folder: String,
    /// Articles, all partitions together.
    count: usize,
    /// Articles in a file of cards.
    bundle: usize,
    prefix: usize,
    required: usize,
    letters: Letters,
    /// The commonest keys.
    common: String,
    partitions: Vec<PartitionName>,
    /// Names of the files of cards.
    cards: Vec<String>,
    /// Years with the number of their first article; 0: without a date.
    years: Vec<(i16, usize)>,
    /// Title, address, how deep.
    categories: Vec<(&'a str, &'a str, usize)>,
    /// Name, and what readers call it.
    kinds: Vec<(&'static str, &'a str)>,
}

#[derive(Serialize)]
struct PartitionName {
    heads: String,
    bodies: String,
    facets: String,
    from: usize,
    count: usize,
    /// The first keys of its shards of heads but the first, which begins with everything.
    head_starts: String,
    body_starts: String,
}

/// The manifest of an edition.
pub fn of(plan: &Plan, number: usize) -> String {
    let edition = &plan.site.editions[number];
    let index = &plan.indexes[number];
    let partitions = index.partitions.iter().map(|partition| PartitionName {
        heads: partition.digests[0].short(),
        bodies: partition.digests[1].short(),
        facets: partition.facets.short(),
        from: partition.articles.start,
        count: partition.articles.len(),
        head_starts: partition.starts[0][1..].join(" "),
        body_starts: partition.starts[1][1..].join(" "),
    });
    let manifest = Manifest {
        format: FORMAT,
        language: edition.language,
        folder: edition.routes.search(),
        count: index.entries.len(),
        bundle: partition::BUNDLE,
        prefix: PREFIX,
        required: REQUIRED,
        letters: letters::tables(),
        common: common::commonest(edition.language).join(" "),
        partitions: partitions.collect(),
        cards: index
            .bundles
            .iter()
            .map(|(_, digest)| digest.short())
            .collect(),
        years: years(plan, number),
        categories: categories(edition),
        kinds: kinds(plan, number),
    };
    // Nothing in it can fail to be written: it is plain data.
    serde_json::to_string(&manifest).unwrap_or_default()
}

fn years(plan: &Plan, number: usize) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for (article, id) in plan.indexes[number].entries.iter().enumerate() {
        let year = plan.site.entries[*id].date.map_or(0, Moment::year);
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, article));
        }
    }
    years
}

fn categories(edition: &Edition) -> Vec<(&str, &str, usize)> {
    let mut all = Vec::new();
    for id in edition.roots() {
        branch(edition, id, 0, &mut all);
    }
    all
}

fn branch<'a>(
    edition: &'a Edition,
    id: usize,
    depth: usize,
    all: &mut Vec<(&'a str, &'a str, usize)>,
) {
    let category = &edition.categories[id];
    if category.shown() {
        all.push((&category.title, &category.url, depth));
        for child in &category.children {
            branch(edition, *child, depth + 1, all);
        }
    }
}

fn kinds(plan: &Plan, number: usize) -> Vec<(&'static str, &str)> {
    let words = plan.theme.words(plan.site.editions[number].language);
    let mut names: Vec<&'static str> = Vec::new();
    for id in &plan.indexes[number].entries {
        let name = plan.site.entries[*id].article.kind.name;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_unstable();
    let called = |name: &'static str| {
        let word = words.all().get(&format!("kind_{name}"));
        (name, word.map_or(name, String::as_str))
    };
    names.into_iter().map(called).collect()
}
