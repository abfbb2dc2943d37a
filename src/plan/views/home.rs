//! The home page: what leads, what is new, and a block for each category.

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
    let newest = newest(plan, edition, &lead);
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
        blocks: blocks(plan, edition, &lead)
            .into_iter()
            .map(|(category, ids)| block(plan, category, &ids))
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
pub fn lead(plan: &Plan, edition: &Edition) -> Vec<EntryId> {
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

/// What is new besides what leads the page.
pub fn newest(plan: &Plan, edition: &Edition, lead: &[EntryId]) -> Vec<EntryId> {
    let listed = edition.listed.iter().copied();
    listed
        .filter(|id| !lead.contains(id))
        .take(plan.site.config.home_newest)
        .collect()
}

/// Each category that has a block, with its newest that do not lead the page; with all of its newest when nothing else is
/// left of it.
pub fn blocks<'a>(
    plan: &'a Plan,
    edition: &'a Edition,
    lead: &[EntryId],
) -> Vec<(&'a Category, Vec<EntryId>)> {
    let block = |id: usize| {
        let category = &edition.categories[id];
        let count = category.index.home.unwrap_or(plan.site.config.home_block);
        if category.index.hidden || category.entries.is_empty() || count == 0 {
            return None;
        }
        let others = category.entries.iter().filter(|id| !lead.contains(id));
        let mut ids: Vec<_> = others.take(count).copied().collect();
        if ids.is_empty() {
            ids = category.entries.iter().take(count).copied().collect();
        }
        Some((category, ids))
    };
    edition.roots().filter_map(block).collect()
}

fn block(plan: &Plan, category: &Category, ids: &[EntryId]) -> BlockView {
    BlockView {
        title: category.title.clone(),
        url: plan.site.config.base.url(&category.url),
        description: category.index.description.clone(),
        kind: category
            .index
            .kind
            .map_or("article", |kind| kind.name)
            .to_owned(),
        items: cards(plan, ids),
    }
}
