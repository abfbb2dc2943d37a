//! What results can be filtered by.

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Serialize;

use crate::memo::digest;
use crate::plan::Plan;
use crate::search::FORMAT;
use crate::search::shard::deflate;
use crate::site::{EntryId, Taxonomy};
use crate::text::Digest;

/// Columns with a value for each article of a partition, and the names that they number.
#[derive(Default, Serialize)]
struct Facets<'a> {
    /// Addresses.
    categories: Vec<&'a str>,
    kinds: Vec<&'a str>,
    authors: Vec<&'a str>,
    /// None outside all categories.
    category: Vec<Option<usize>>,
    kind: Vec<usize>,
    author: Vec<Vec<usize>>,
}

/// The digest of the facets of some entries.
pub fn digest_of(plan: &Plan, entries: &[EntryId]) -> Digest {
    digest(&(FORMAT, facets(plan, entries)))
}

/// The file of a partition.
pub fn of(plan: &Plan, entries: &[EntryId]) -> Vec<u8> {
    // Nothing in it can fail to be written: it is plain data.
    deflate(&serde_json::to_vec(&facets(plan, entries)).unwrap_or_default())
}

fn facets<'a>(plan: &'a Plan, entries: &[EntryId]) -> Facets<'a> {
    let mut facets = Facets::default();
    let mut places = [const { FxHashMap::<&str, usize>::with_hasher(FxBuildHasher) }; 3];
    for id in entries {
        let entry = &plan.site.entries[*id];
        let category = plan.site.category_of(entry);
        let category =
            category.map(|category| number(&category.url, &mut facets.categories, &mut places[0]));
        facets.category.push(category);
        let kind = number(entry.article.kind.name, &mut facets.kinds, &mut places[1]);
        facets.kind.push(kind);
        let bylines = entry
            .article
            .bylines
            .iter()
            .filter(|byline| Taxonomy::is_author(byline));
        let authors =
            bylines.map(|byline| number(&byline.name, &mut facets.authors, &mut places[2]));
        facets.author.push(authors.collect());
    }
    facets
}

fn number<'a>(
    name: &'a str,
    names: &mut Vec<&'a str>,
    places: &mut FxHashMap<&'a str, usize>,
) -> usize {
    *places.entry(name).or_insert_with(|| {
        names.push(name);
        names.len() - 1
    })
}
