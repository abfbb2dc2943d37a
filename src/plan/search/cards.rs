//! What results show of articles.

use serde::Serialize;

use crate::memo::digest;
use crate::plan::pictures::lightest;
use crate::plan::{Plan, views};
use crate::search::shard::deflate;
use crate::search::{FORMAT, letters};
use crate::site::{Entry, EntryId};
use crate::text::{Digest, escape, syllable};

/// Syllables of a summary that a result shows.
const SUMMARY: usize = 32;

/// The cards of a bundle, as the browser reads them.
#[derive(Serialize)]
struct Cards<'a> {
    /// Title and address of the categories that the cards name by number.
    categories: Vec<(&'a str, &'a str)>,
    cards: Vec<Card<'a>>,
}

/// Title; address (empty when it is made of the title, [`own_name`]); date without time; category; summary; picture with
/// width and height.
type Card<'a> = (
    &'a str,
    &'a str,
    String,
    Option<usize>,
    String,
    Option<Picture>,
);

/// Address, width and height.
type Picture = (String, u32, u32);

/// The digest of all that the card of an entry is made from. Title and summary were digested when they were read.
pub fn digest_of(plan: &Plan, entry: &Entry) -> Digest {
    let category = plan.site.category_of(entry);
    let category = category.map(|category| (category.title.as_str(), category.url.as_str()));
    let day = entry
        .article
        .date
        .map(|date| (date.year(), date.month(), date.day()));
    let shown = (entry.searched[0], &entry.url, day);
    digest(&(FORMAT, category, shown, picture(plan, entry)))
}

/// The file of a bundle.
pub fn of(plan: &Plan, entries: &[EntryId]) -> Vec<u8> {
    // Nothing in it can fail to be written: it is plain data.
    deflate(&serde_json::to_vec(&cards(plan, entries)).unwrap_or_default())
}

fn cards<'a>(plan: &'a Plan, entries: &[EntryId]) -> Cards<'a> {
    let mut categories: Vec<(&str, &str)> = Vec::new();
    let cards = entries.iter().map(|id| {
        let entry = &plan.site.entries[*id];
        let category = plan.site.category_of(entry);
        let category = category.map(|category| {
            let named = (category.title.as_str(), category.url.as_str());
            let known = categories.iter().position(|other| *other == named);
            known.unwrap_or_else(|| {
                categories.push(named);
                categories.len() - 1
            })
        });
        let folder = category.map_or("", |number| categories[number].1);
        card(plan, entry, category, folder)
    });
    let cards = cards.collect();
    Cards { categories, cards }
}

fn card<'a>(plan: &'a Plan, entry: &'a Entry, category: Option<usize>, folder: &str) -> Card<'a> {
    let article = &entry.article;
    let own = format!("{folder}{}.html", own_name(&article.title));
    (
        &article.title,
        if entry.url == own { "" } else { &entry.url },
        day(entry),
        category,
        syllable::cut(&views::summary(entry), SUMMARY),
        picture(plan, entry),
    )
}

/// The day of an entry; empty when it has none.
fn day(entry: &Entry) -> String {
    let day = entry
        .article
        .date
        .map(|date| date.rfc3339()[..10].to_owned());
    day.unwrap_or_default()
}

/// The picture that stands for an entry, as light as there is.
fn picture(plan: &Plan, entry: &Entry) -> Option<Picture> {
    let info = super::picture(plan, entry)?;
    let own = || (info.url.clone(), info.width, info.height);
    let (url, width, height) = lightest(&plan.site, info).unwrap_or_else(own);
    Some((escape::url_path(&url), width, height))
}

/// The name that the browser makes of a title, for most articles are named so.
fn own_name(title: &str) -> String {
    let mut name = String::with_capacity(title.len());
    for letter in title
        .chars()
        .flat_map(char::to_lowercase)
        .map(letters::plain)
    {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_titles() {
        assert_eq!(
            own_name("“Đường” Bạch Đằng: 100 năm!"),
            "duong-bach-dang-100-nam"
        );
        assert_eq!(own_name("…"), "");
    }
}
