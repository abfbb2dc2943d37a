//! The home page: what leads, what is new, and a block for each category.

use std::collections::BTreeSet;

use super::article::body;
use super::cards::cards;
use super::info;
use crate::diagnostic::Finding;
use crate::plan::Plan;
use crate::plan::resolver::Written;
use crate::plan::view::{BlockView, Content, HomeView, PageView};
use crate::site::{Category, Edition, EntryId};

/// The home page of an edition.
pub fn home(plan: &Plan, number: usize) -> Result<PageView, Finding> {
    let site = &plan.site;
    let edition = &site.editions[number];
    let index = &edition.home.category;
    let lead = lead(plan, edition);
    let shown: BTreeSet<_> = lead.iter().copied().collect();
    let newest: Vec<_> = edition
        .listed
        .iter()
        .copied()
        .filter(|id| !shown.contains(id))
        .take(site.config.home_newest)
        .collect();
    let url = edition.routes.home();
    let written = Written {
        path: &index.path,
        url: &url,
        facts: &edition.home.facts,
        language: edition.language,
    };
    let view = HomeView {
        body: body(plan, written, index.body.clone(), edition.home.digest)?,
        lead: cards(plan, &lead),
        newest: cards(plan, &newest),
        blocks: edition
            .roots()
            .filter_map(|id| block(plan, &edition.categories[id], &shown))
            .collect(),
    };
    let title = if index.title.is_empty() {
        site.config.title.of(edition.language).to_owned()
    } else {
        index.title.clone()
    };
    let portal = site.config.title.of(edition.language);
    let tagline = site.config.tagline.of(edition.language);
    let description = [index.description.as_str(), tagline, portal]
        .into_iter()
        .find(|text| !text.is_empty());
    let page = info::begin(plan, edition, "home", title, &url)
        .description(description.unwrap_or_default())
        .in_all_editions(|edition| Some(edition.routes.home()));
    Ok(page.show(Content::Home(view)))
}

/// Pinned stories first, newest first among them, then the newest.
fn lead(plan: &Plan, edition: &Edition) -> Vec<EntryId> {
    let site = &plan.site;
    let pinned = |id: &&EntryId| {
        let until = &site.entries[**id].article.pinned;
        until.is_some_and(|until| {
            until.is_none_or(|until| until.unix_seconds() > site.now.unix_seconds())
        })
    };
    let mut lead: Vec<_> = edition
        .listed
        .iter()
        .filter(pinned)
        .take(site.config.home_lead)
        .copied()
        .collect();
    for id in &edition.listed {
        if lead.len() >= site.config.home_lead {
            break;
        }
        if !lead.contains(id) {
            lead.push(*id);
        }
    }
    lead
}

/// A category's newest that do not lead the page; all of its newest when nothing else is left of it.
fn block(plan: &Plan, category: &Category, lead: &BTreeSet<EntryId>) -> Option<BlockView> {
    let count = category.index.home.unwrap_or(plan.site.config.home_block);
    if category.index.hidden || category.entries.is_empty() || count == 0 {
        return None;
    }
    let others = category.entries.iter().filter(|id| !lead.contains(id));
    let mut ids: Vec<_> = others.take(count).copied().collect();
    if ids.is_empty() {
        ids = category.entries.iter().take(count).copied().collect();
    }
    Some(BlockView {
        title: category.title.clone(),
        url: plan.site.config.base.url(&category.url),
        description: category.index.description.clone(),
        kind: category
            .index
            .kind
            .map_or("article", |kind| kind.name)
            .to_owned(),
        items: cards(plan, &ids),
    })
}
