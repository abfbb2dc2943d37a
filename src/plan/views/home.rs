//! The home page: its blocks in the editor's order, no story in two of them.

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
/// With fewer stories a block as wide as the page is half empty.
const WIDE_FROM: usize = 3;

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
    let front = Front { plan, edition };
    let asked = plan.site.config.home.blocks.iter().enumerate();
    let mut blocks: Vec<_> = asked
        .flat_map(|(number, asked)| front.asked(asked, number))
        .collect();
    let mut turns: Vec<_> = (0..blocks.len()).collect();
    turns.sort_by_key(|at| blocks[*at].turn());
    let mut shown = Vec::new();
    for at in turns {
        blocks[at].ids = front.fill(&blocks[at], &shown);
        shown.extend_from_slice(&blocks[at].ids);
    }
    dress(&mut blocks);
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

impl Block<'_> {
    /// When it chooses its stories: who chooses later shows what is left. Notices and people belong into their own blocks
    /// and the newest next to what leads, so these come before categories; pictures may be of anything.
    fn turn(&self) -> u8 {
        match self.asked.kind {
            BlockKind::Lead => 0,
            BlockKind::Notices => 1,
            _ if self.is_of_people() => 1,
            BlockKind::Newest => 2,
            BlockKind::Photos => 4,
            _ => 3,
        }
    }

    /// Whether it shows portraits.
    fn is_of_people(&self) -> bool {
        let kind = self
            .category
            .and_then(|category| category.introduction.index.kind);
        match self.asked.kind {
            BlockKind::People => true,
            BlockKind::Category | BlockKind::Categories => {
                kind.is_some_and(|kind| kind.name == PROFILE.name)
            }
            _ => false,
        }
    }
}

/// What the blocks of a home page are filled from.
struct Front<'a> {
    plan: &'a Plan,
    edition: &'a Edition,
}

impl<'a> Front<'a> {
    /// The blocks that the editor asks for in one, still empty: none when this language lacks the category.
    fn asked(&self, asked: &'a HomeBlock, number: usize) -> Vec<Block<'a>> {
        let about = |category| Block {
            asked,
            number,
            category,
            look: None,
            ids: Vec::new(),
        };
        let named = asked.category.as_ref();
        match (asked.kind, named) {
            (BlockKind::Categories, _) => self.others().map(|it| about(Some(it))).collect(),
            (_, Some(named)) => {
                let mut categories = self.edition.categories.iter();
                let found = categories.find(|category| category.folder == named.name);
                found.map(|it| about(Some(it))).into_iter().collect()
            }
            // Told when the settings were read.
            (BlockKind::Category | BlockKind::People | BlockKind::Notices, None) => Vec::new(),
            (_, None) => vec![about(None)],
        }
    }

    /// Categories that no block names, in the editor's order.
    fn others(&self) -> impl Iterator<Item = &'a Category> {
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
            .filter(move |category| !is_named(category))
    }

    /// The newest that stand nowhere yet; all of the newest of a category when nothing else is left of it.
    fn fill(&self, block: &Block<'a>, shown: &[EntryId]) -> Vec<EntryId> {
        let Block {
            asked, category, ..
        } = block;
        let all = category.map_or(&self.edition.listed, |it| &it.entries);
        let count = asked.count.unwrap_or_else(|| self.usual(*category));
        let is_new = |id: &&EntryId| !shown.contains(id);
        let article = |id: &EntryId| &self.plan.site.entries[*id].article;
        let ids: Vec<_> = match asked.kind {
            BlockKind::Lead => self.leading(all).filter(is_new).take(count).collect(),
            BlockKind::Photos => {
                let all = all.iter().take(PHOTOS_AMONG).filter(is_new);
                let pictured = all.filter(|id| article(id).cover.is_some());
                pictured.take(count).collect()
            }
            BlockKind::Links | BlockKind::Text => Vec::new(),
            _ => all.iter().filter(is_new).take(count).collect(),
        };
        if ids.is_empty() && category.is_some() && asked.kind != BlockKind::Photos {
            return all.iter().take(count).copied().collect();
        }
        ids.into_iter().copied().collect()
    }

    /// How many a block shows that does not say so.
    fn usual(&self, category: Option<&Category>) -> usize {
        let usual = category.and_then(|category| category.introduction.index.home);
        usual
            .filter(|count| *count > 0)
            .unwrap_or(self.plan.site.config.home.block)
    }

    /// Pinned stories, then the others.
    fn leading<'b>(&'b self, all: &'b [EntryId]) -> impl Iterator<Item = &'b EntryId> {
        let site = &self.plan.site;
        let is_pinned = |id: &&EntryId| {
            let until = &site.entries[**id].article.pinned;
            until.is_some_and(|until| {
                until.is_none_or(|until| until.unix_seconds() > site.now.unix_seconds())
            })
        };
        let pinned = all.iter().filter(is_pinned);
        pinned.chain(all.iter().filter(move |id| !is_pinned(id)))
    }
}

/// Gives each category's block that shows any the look that the editor chose, or else the next in turn that it can fill.
fn dress(blocks: &mut [Block]) {
    let mut turns = Look::TURNS.into_iter().cycle();
    for block in blocks {
        let is_plain = matches!(
            block.asked.kind,
            BlockKind::Category | BlockKind::Categories
        );
        if is_plain && !block.is_of_people() && !block.ids.is_empty() {
            let is_wide = block.ids.len() >= WIDE_FROM;
            let next = || {
                if is_wide {
                    turns.next()
                } else {
                    Some(Look::Half)
                }
            };
            block.look = block.asked.look.or_else(next);
        }
    }
}

fn view(plan: &Plan, number: usize, block: &Block) -> Result<BlockView, Finding> {
    let edition = &plan.site.editions[number];
    let Block {
        asked, category, ..
    } = block;
    let title = asked.title.of(edition.language);
    Ok(BlockView {
        kind: match asked.kind {
            _ if block.is_of_people() => BlockKind::People.name(),
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
