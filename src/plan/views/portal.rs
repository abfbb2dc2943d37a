//! What all pages of a language share: menu, footer, publisher, fixed places.

use super::cards::{date, site_picture};
use super::small::{branch, taxonomy};
use crate::config::{Alert, BlockKind, HomeBlock, MenuEntry, Notice};
use crate::diagnostic::Finding;
use crate::markdown::Facts;
use crate::plan::Plan;
use crate::plan::resolver::{Resolver, Written, is_external};
use crate::plan::view::{
    AlertView, AlternateView, LinkView, MenuItem, NoticeView, OrganisationView, PortalPlaces,
    PortalView,
};
use crate::site::{Edition, Taxonomy, output};
use crate::text::Language;

/// What separates two entries of a menu, in letters.
const ROOM: usize = 3;

/// The frame of an edition. Links of `site.toml` that lead nowhere are told and left out.
pub fn portal(plan: &Plan, number: usize, findings: &mut Vec<Finding>) -> PortalView {
    let site = &plan.site;
    let config = &site.config;
    let edition = &site.editions[number];
    let language = edition.language;
    let mut links = Links::new(plan, language, findings);
    let mut menu = if config.menu.is_empty() {
        own_menu(plan, edition)
    } else {
        links.menu(&config.menu)
    };
    count_letters(&mut menu);
    PortalView {
        language,
        title: config.title.of(language).to_owned(),
        tagline: config.tagline.of(language).to_owned(),
        home: config.base.url(&edition.routes.home()),
        base_url: config.base.permalink(""),
        organisation: organisation(plan, language),
        logo: site_picture(plan, config.logo.as_ref()),
        icon: site_picture(plan, config.icon.as_ref()).map(|picture| picture.url),
        menu_letters: menu.last().map_or(0, |last| last.letters),
        menu,
        portals: links.links(&config.portals),
        footer: if config.footer.is_empty() {
            own_footer(plan, edition)
        } else {
            links.links(&config.footer)
        },
        languages: if site.editions.len() > 1 {
            languages(plan)
        } else {
            Vec::new()
        },
        notice: config.notice.as_ref().map(|notice| links.notice(notice)),
        alerts: links.alerts(&config.alerts),
        places: places(plan, edition),
        settings: plan.theme.settings.clone(),
        generator: concat!("congtin ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// The menu of categories, when `site.toml` names none.
fn own_menu(plan: &Plan, edition: &Edition) -> Vec<MenuItem> {
    let roots = edition
        .roots()
        .filter(|id| !edition.categories[*id].introduction.index.hidden);
    roots.filter_map(|id| branch(plan, edition, id)).collect()
}

/// Tells each entry where it ends when the row is counted in letters. The room between entries is about three of them, as is
/// the mark of those that open.
fn count_letters(menu: &mut [MenuItem]) {
    let mut letters = 0;
    for item in menu {
        let mark = if item.items.is_empty() { 0 } else { ROOM };
        letters += item.title.chars().count() + ROOM + mark;
        item.letters = letters;
    }
}

/// Pages directly below the home page, when `site.toml` names no footer.
fn own_footer(plan: &Plan, edition: &Edition) -> Vec<LinkView> {
    let top = edition
        .pages
        .iter()
        .filter(|id| plan.site.entries[**id].category.is_none());
    top.map(|id| super::cards::link_to(plan, *id)).collect()
}

fn organisation(plan: &Plan, language: Language) -> OrganisationView {
    let from = &plan.site.config.organisation;
    let digits: String = from
        .phone
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    OrganisationView {
        name: from.name.of(language).to_owned(),
        parent: from.parent.of(language).to_owned(),
        address: from.address.of(language).to_owned(),
        phone: from.phone.clone(),
        phone_url: if digits.is_empty() {
            String::new()
        } else {
            format!("tel:{digits}")
        },
        fax: from.fax.clone(),
        email: from.email.clone(),
        responsible: from.responsible.of(language).to_owned(),
        licence: from.licence.of(language).to_owned(),
    }
}

fn languages(plan: &Plan) -> Vec<AlternateView> {
    let base = &plan.site.config.base;
    let view = |edition: &Edition| AlternateView {
        language: edition.language,
        name: edition.language.name(),
        url: base.url(&edition.routes.home()),
        permalink: base.permalink(&edition.routes.home()),
    };
    plan.site.editions.iter().map(view).collect()
}

fn places(plan: &Plan, edition: &Edition) -> PortalPlaces {
    let there = |url: String| {
        plan.jobs
            .contains_key(&output(&url))
            .then(|| plan.site.config.base.url(&url))
    };
    let routes = edition.routes;
    PortalPlaces {
        site_map: there(routes.site_map()),
        feeds: there(routes.feeds()),
        archive: there(routes.archive()),
        search: there(routes.search()),
        corrections: there(routes.corrections()),
        tags: taxonomy(plan, edition, Taxonomy::Tag),
        authors: taxonomy(plan, edition, Taxonomy::Author),
        places: taxonomy(plan, edition, Taxonomy::Place),
        series: taxonomy(plan, edition, Taxonomy::Series),
    }
}

/// The links of each block of the home page; of a block that has none of its own, the portals of the state.
pub fn home_links(plan: &Plan, number: usize, findings: &mut Vec<Finding>) -> Vec<Vec<LinkView>> {
    let config = &plan.site.config;
    let mut links = Links::new(plan, plan.site.editions[number].language, findings);
    let of_block = |block: &HomeBlock| match block.kind {
        BlockKind::Links if block.links.is_empty() => links.links(&config.portals),
        _ => links.links(&block.links),
    };
    config.home.blocks.iter().map(of_block).collect()
}

/// Links as `site.toml` writes them.
struct Links<'a> {
    plan: &'a Plan,
    language: Language,
    facts: Facts,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Links<'a> {
    fn new(plan: &'a Plan, language: Language, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            plan,
            language,
            facts: Facts::default(),
            findings,
        }
    }

    fn menu(&mut self, entries: &[MenuEntry]) -> Vec<MenuItem> {
        let mut items = Vec::new();
        for entry in entries {
            let below = self.menu(&entry.items);
            if let Some(url) = self.url(&entry.url, &entry.place) {
                let title = entry.title.of(self.language).to_owned();
                items.push(MenuItem {
                    title,
                    external: is_external(&url),
                    letters: 0,
                    url,
                    items: below,
                });
            }
        }
        items
    }

    fn links(&mut self, entries: &[MenuEntry]) -> Vec<LinkView> {
        self.menu(entries)
            .into_iter()
            .map(|item| LinkView {
                title: item.title,
                url: item.url,
            })
            .collect()
    }

    fn notice(&mut self, notice: &Notice) -> NoticeView {
        let url = if notice.url.is_empty() {
            None
        } else {
            self.url(&notice.url, &notice.place)
        };
        let first = self.plan.site.config.language;
        NoticeView {
            text: notice.text.of(self.language).to_owned(),
            language: notice.text.language_for(self.language, first),
            url,
        }
    }

    /// Warnings in force. Links of the others are held to account all the same: nobody may be there when their hour comes.
    fn alerts(&mut self, alerts: &[Alert]) -> Vec<AlertView> {
        let mut views = Vec::new();
        for alert in alerts {
            let notice = self.notice(&alert.notice);
            if alert.stands(self.plan.site.now) {
                views.push(AlertView {
                    level: alert.level.name(),
                    text: notice.text,
                    language: notice.language,
                    url: notice.url,
                    until: alert.until.map(|until| date(until, self.language)),
                });
            }
        }
        views
    }

    /// The address, in this language where the page exists in it; none when it leads nowhere.
    fn url(&mut self, written: &str, place: &crate::text::Place) -> Option<String> {
        let own = self.translated(written);
        let written_by = Written {
            path: "site.toml",
            url: "/",
            facts: &self.facts,
            language: self.language,
        };
        let resolver = Resolver {
            plan: self.plan,
            written: written_by,
            helps: true,
        };
        match resolver.follow(own.as_deref().unwrap_or(written)) {
            Ok(url) => url,
            Err(finding) => {
                // One telling is enough: the first language's.
                if self.language == self.plan.site.config.language {
                    self.findings.push(finding.at(place.clone()));
                }
                None
            }
        }
    }

    /// `@/lien-he.md` means `@/lien-he.en.md` on English pages, `/tin-tuc/` the English category.
    fn translated(&self, written: &str) -> Option<String> {
        let site = &self.plan.site;
        let first = site.config.language;
        if self.language == first {
            return None;
        }
        let edition = &site.editions[site.edition_of(self.language)];
        if written == "/" {
            return Some(edition.routes.home());
        }
        if let Some(stem) = written.strip_suffix(".md") {
            let path = format!("{stem}.{}.md", self.language.code());
            return site
                .targets
                .get(&path.replacen("@/", "content/", 1))
                .map(|_| path);
        }
        let original = site.editions[0]
            .categories
            .iter()
            .find(|category| category.url == written)?;
        let same = edition
            .categories
            .iter()
            .find(|category| category.folder == original.folder && category.shown())?;
        Some(same.url.clone())
    }
}
