//! What all pages of a language share: menu, footer, publisher, fixed places.

use super::cards::site_picture;
use super::small::{branch, taxonomy};
use crate::config::{MenuEntry, Notice};
use crate::diagnostic::Finding;
use crate::markdown::Facts;
use crate::plan::Plan;
use crate::plan::resolver::{Resolver, Written, is_external};
use crate::plan::view::{
    AlternateView, LinkView, MenuItem, NoticeView, OrganisationView, PortalPlaces, PortalView,
};
use crate::site::{Edition, Taxonomy, output};
use crate::text::Language;

/// The frame of an edition. Links of `site.toml` that lead nowhere are told and left out.
pub fn portal(plan: &Plan, number: usize, findings: &mut Vec<Finding>) -> PortalView {
    let site = &plan.site;
    let config = &site.config;
    let edition = &site.editions[number];
    let language = edition.language;
    let mut links = Links {
        plan,
        language,
        facts: Facts::default(),
        findings,
    };
    let menu = if config.menu.is_empty() {
        own_menu(plan, edition)
    } else {
        links.menu(&config.menu)
    };
    PortalView {
        language,
        title: config.title.of(language).to_owned(),
        tagline: config.tagline.of(language).to_owned(),
        home: config.base.url(&edition.routes.home()),
        base_url: config.base.permalink(""),
        organisation: organisation(plan, language),
        logo: site_picture(plan, config.logo.as_ref()),
        icon: site_picture(plan, config.icon.as_ref()).map(|picture| picture.url),
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
        notice: links.notice(config.notice.as_ref()),
        alert: links.notice(config.alert.as_ref()),
        places: places(plan, edition),
        settings: plan.theme.settings.clone(),
        generator: concat!("congtin ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// The menu of categories, when `site.toml` names none.
fn own_menu(plan: &Plan, edition: &Edition) -> Vec<MenuItem> {
    let roots = edition
        .roots()
        .filter(|id| !edition.categories[*id].index.hidden);
    roots.filter_map(|id| branch(plan, edition, id)).collect()
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

/// Links as `site.toml` writes them.
struct Links<'a> {
    plan: &'a Plan,
    language: Language,
    facts: Facts,
    findings: &'a mut Vec<Finding>,
}

impl Links<'_> {
    fn menu(&mut self, entries: &[MenuEntry]) -> Vec<MenuItem> {
        let mut items = Vec::new();
        for entry in entries {
            let below = self.menu(&entry.items);
            if let Some(url) = self.url(&entry.url, &entry.place) {
                let title = entry.title.of(self.language).to_owned();
                items.push(MenuItem {
                    title,
                    external: is_external(&url),
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

    fn notice(&mut self, notice: Option<&Notice>) -> Option<NoticeView> {
        let notice = notice?;
        let url = if notice.url.is_empty() {
            None
        } else {
            self.url(&notice.url, &notice.place)
        };
        Some(NoticeView {
            text: notice.text.of(self.language).to_owned(),
            url,
        })
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
