//! The home page: its blocks in the editor's order, none with what leads the page.

use super::article::introduction;
use super::cards::cards;
use super::info;
use crate::config::{BlockKind, HomeBlock, Look};
use crate::content::PROFILE;
use crate::diagnostic::{Finding, rules};
use crate::plan::Plan;
use crate::plan::view::{BlockView, Content, HomeView, PageView};
use crate::site::{Category, Edition, EntryId};
use crate::text::similar;

/// How far a strip of pictures looks back.
const PHOTOS_AMONG: usize = 500;

/// A block in the making.
pub struct Block<'a> {
    /// What was asked for.
    pub asked: &'a HomeBlock,
    /// Its number in the settings.
    pub number: usize,
    /// The category it is about.
    pub category: Option<&'a Category>,
    /// How a category looks.
    pub look: Option<Look>,
    /// Its articles.
    pub ids: Vec<EntryId>,
}

/// The home page of an edition.
pub fn home(plan: &Plan, number: usize) -> Result<PageView, Finding> {
    let site = &plan.site;
    let edition = &site.editions[number];
    let url = edition.routes.home();
    let mut views = Vec::new();
    for block in blocks(plan, number) {
        let view = view(plan, number, &block)?;
        if !(view.items.is_empty() && view.links.is_empty() && view.body.is_empty()) {
            views.push(view);
        }
    }
    let index = &edition.home.index;
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
    Ok(page.show(Content::Home(HomeView { blocks: views })))
}

/// The blocks of a home page, empty ones among them.
pub fn blocks(plan: &Plan, number: usize) -> Vec<Block<'_>> {
    let edition = &plan.site.editions[number];
    let asked = &plan.site.config.home.blocks;
    let lead = asked.iter().find(|block| block.kind == BlockKind::Lead);
    let mut page = Front {
        plan,
        edition,
        lead: lead.map_or_else(Vec::new, |block| lead_of(plan, edition, block)),
        turn: 0,
    };
    let mut blocks = Vec::new();
    for (number, block) in asked.iter().enumerate() {
        page.add(block, number, &mut blocks);
    }
    page.fill(&mut blocks);
    blocks
}

/// Tells of categories that no language of the portal has.
pub fn check(plan: &Plan, findings: &mut Vec<Finding>) {
    let editions = || plan.site.editions.iter();
    let folders =
        || editions().flat_map(|edition| edition.categories.iter().map(|it| it.folder.as_str()));
    let named = plan.site.config.home.blocks.iter();
    for named in named.filter_map(|block| block.category.as_ref()) {
        if !folders().any(|folder| folder == named.name) {
            let finding = Finding::new(&rules::CATEGORY_MISSING)
                .with("category", &named.name)
                .suggest(similar::nearest(&named.name, folders()));
            findings.push(finding.at(named.place.clone()));
        }
    }
}

/// A home page while its blocks are filled.
struct Front<'a> {
    plan: &'a Plan,
    edition: &'a Edition,
    lead: Vec<EntryId>,
    /// Categories so far whose look comes in turn.
    turn: usize,
}

impl<'a> Front<'a> {
    fn add(&mut self, asked: &'a HomeBlock, number: usize, to: &mut Vec<Block<'a>>) {
        let block = |ids| Block {
            asked,
            number,
            category: None,
            look: None,
            ids,
        };
        match asked.kind {
            BlockKind::Lead => to.push(block(self.lead.clone())),
            BlockKind::Photos if asked.category.is_some() => {
                let found = self.category(asked);
                to.extend(found.map(|category| Block {
                    category: Some(category),
                    ..block(Vec::new())
                }));
            }
            BlockKind::Newest | BlockKind::Photos | BlockKind::Links | BlockKind::Text => {
                to.push(block(Vec::new()));
            }
            BlockKind::Categories => {
                for category in self.others() {
                    to.push(self.of_category(asked, number, category));
                }
            }
            BlockKind::Category | BlockKind::People | BlockKind::Notices => {
                let found = self.category(asked);
                to.extend(found.map(|category| self.of_category(asked, number, category)));
            }
        }
    }

    /// The category that a block names, when there is one in this language.
    fn category(&self, asked: &HomeBlock) -> Option<&'a Category> {
        let named = asked.category.as_ref()?;
        let mut categories = self.edition.categories.iter();
        categories.find(|category| category.folder == named.name)
    }

    /// Categories that no block names, in the editor's order.
    fn others(&self) -> Vec<&'a Category> {
        let asked = &self.plan.site.config.home.blocks;
        let is_named = |category: &Category| {
            let mut named = asked.iter().filter_map(|block| block.category.as_ref());
            named.any(|named| named.name == category.folder)
        };
        let roots = self.edition.roots().map(|id| &self.edition.categories[id]);
        roots
            .filter(|category| {
                !category.introduction.index.hidden && category.introduction.index.home != Some(0)
            })
            .filter(|category| !is_named(category))
            .collect()
    }

    /// The newest of a category that do not lead the page; all of its newest when nothing else is left of it.
    fn of_category(
        &mut self,
        asked: &'a HomeBlock,
        number: usize,
        category: &'a Category,
    ) -> Block<'a> {
        let usual = category.introduction.index.home.filter(|count| *count > 0);
        let count = asked
            .count
            .or(usual)
            .unwrap_or(self.plan.site.config.home.block);
        let others = category.entries.iter().filter(|id| !self.lead.contains(id));
        let mut ids: Vec<_> = others.take(count).copied().collect();
        if ids.is_empty() {
            ids = category.entries.iter().take(count).copied().collect();
        }
        let has_look = matches!(asked.kind, BlockKind::Category | BlockKind::Categories);
        let look = if !has_look || ids.is_empty() || of_people(category) {
            None
        } else {
            asked.look.or_else(|| {
                self.turn += 1;
                Some(Look::TURNS[(self.turn - 1) % Look::TURNS.len()])
            })
        };
        Block {
            asked,
            number,
            category: Some(category),
            look,
            ids,
        }
    }

    /// Fills what shows the rest, when it is known what the others show: the newest that neither lead nor are among the notices,
    /// then the newest pictures that hang nowhere else.
    fn fill(&self, blocks: &mut [Block<'a>]) {
        for kind in [BlockKind::Newest, BlockKind::Photos] {
            for at in 0..blocks.len() {
                if blocks[at].asked.kind == kind {
                    blocks[at].ids = self.rest(&blocks[at], blocks);
                }
            }
        }
    }

    fn rest(&self, block: &Block<'a>, blocks: &[Block<'a>]) -> Vec<EntryId> {
        let hangs = block.asked.kind == BlockKind::Photos;
        let counts = |other: &BlockKind| match other {
            BlockKind::Notices | BlockKind::Newest => !hangs,
            BlockKind::Lead => true,
            _ => hangs,
        };
        let stands = |id: &EntryId| {
            let mut others = blocks.iter().filter(|other| counts(&other.asked.kind));
            others.any(|other| other.ids.contains(id))
        };
        let is_fit = |id: &EntryId| {
            let pictured = self.plan.site.entries[*id].article.cover.is_some();
            (pictured || !hangs) && !stands(id)
        };
        let all = block
            .category
            .map_or(&self.edition.listed, |it| &it.entries);
        let among = if hangs { PHOTOS_AMONG } else { all.len() };
        let ids = all.iter().take(among).copied().filter(is_fit);
        ids.take(block.asked.count.unwrap_or_default()).collect()
    }
}

fn of_people(category: &Category) -> bool {
    category
        .introduction
        .index
        .kind
        .is_some_and(|kind| kind.name == PROFILE.name)
}

fn view(plan: &Plan, number: usize, block: &Block) -> Result<BlockView, Finding> {
    let edition = &plan.site.editions[number];
    let Block {
        asked, category, ..
    } = block;
    let title = asked.title.of(edition.language);
    let category = category.as_ref();
    Ok(BlockView {
        kind: match asked.kind {
            BlockKind::Category | BlockKind::Categories
                if category.is_some_and(|it| of_people(it)) =>
            {
                BlockKind::People.name()
            }
            BlockKind::Categories => BlockKind::Category.name(),
            kind => kind.name(),
        },
        look: block.look.map_or("", Look::name),
        title: match category {
            Some(category) if title.is_empty() => category.title.clone(),
            _ => title.to_owned(),
        },
        url: category.map_or_else(String::new, |it| plan.site.config.base.url(&it.url)),
        description: category
            .map_or_else(String::new, |it| it.introduction.index.description.clone()),
        items: cards(plan, &block.ids),
        links: plan.home_links[number][block.number].clone(),
        body: match asked.kind {
            BlockKind::Text => welcome(plan, edition)?,
            _ => String::new(),
        },
    })
}

/// The text of `content/_index.md`.
fn welcome(plan: &Plan, edition: &Edition) -> Result<String, Finding> {
    introduction(plan, &edition.home, &edition.url, edition.language)
}

/// Pinned stories first, newest first among them, then the newest.
fn lead_of(plan: &Plan, edition: &Edition, asked: &HomeBlock) -> Vec<EntryId> {
    let site = &plan.site;
    let count = asked.count.unwrap_or_default();
    let pinned = |id: &&EntryId| {
        let until = &site.entries[**id].article.pinned;
        until.is_some_and(|until| {
            until.is_none_or(|until| until.unix_seconds() > site.now.unix_seconds())
        })
    };
    let pinned = edition.listed.iter().filter(pinned).take(count);
    let mut lead: Vec<_> = pinned.copied().collect();
    for id in &edition.listed {
        if lead.len() >= count {
            break;
        }
        if !lead.contains(id) {
            lead.push(*id);
        }
    }
    lead
}
