//! What every page has, whatever it shows.

use std::sync::Arc;

use crate::plan::Plan;
use crate::plan::view::{
    AlternateView, Content, FeedLinkView, LinkView, MenuItem, PageInfo, PageView, PictureView,
    PlaceView,
};
use crate::site::Edition;

/// A page in the making.
pub struct Page<'a> {
    plan: &'a Plan,
    info: PageInfo,
}

/// Begins a page of an edition. `url` is its address without the path of `base_url`.
pub fn begin<'a>(
    plan: &'a Plan,
    edition: &Edition,
    kind: &str,
    title: impl Into<String>,
    url: &str,
) -> Page<'a> {
    let title = title.into();
    let config = &plan.site.config;
    let portal = config.title.of(edition.language);
    let full_title = if title.is_empty() || title == portal {
        portal.to_owned()
    } else {
        format!("{title} – {portal}")
    };
    Page {
        plan,
        info: PageInfo {
            kind: kind.to_owned(),
            full_title,
            title,
            description: String::new(),
            language: edition.language,
            url: config.base.url(url),
            permalink: config.base.permalink(url),
            breadcrumbs: Vec::new(),
            section: String::new(),
            alternates: Vec::new(),
            feeds: main_feed(plan, edition).into_iter().collect(),
            image: None,
            noindex: false,
        },
    }
}

impl Page<'_> {
    /// One or two sentences about it.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.info.description = description.into();
        self
    }

    /// A sentence about it in the theme's words; without such words, its title and the portal's name.
    pub fn described(self, key: &str, fill: &[(&str, &str)]) -> Self {
        let words = self.plan.theme.words(self.info.language);
        let description = if words.has(key) {
            words.fill(key, fill)
        } else {
            self.info.full_title.clone()
        };
        self.description(description)
    }

    /// From the home page down to its parent: titles with addresses without the path of `base_url`.
    pub fn below(
        mut self,
        edition: &Edition,
        parents: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let base = &self.plan.site.config.base;
        let home = self
            .plan
            .theme
            .words(edition.language)
            .get("home")
            .to_owned();
        let parents = std::iter::once((home, edition.routes.home())).chain(parents);
        self.info.breadcrumbs = parents
            .map(|(title, url)| LinkView {
                title,
                url: base.url(&url),
            })
            .collect();
        self
    }

    /// The top category it belongs to.
    pub fn section(mut self, url: Option<&str>) -> Self {
        self.info.section = url
            .map(|url| self.plan.site.config.base.url(url))
            .unwrap_or_default();
        self
    }

    /// Its addresses in all languages, itself included.
    pub fn alternates(mut self, urls: impl IntoIterator<Item = (usize, String)>) -> Self {
        let base = &self.plan.site.config.base;
        let alternate = |(edition, url): (usize, String)| {
            let language = self.plan.site.editions[edition].language;
            AlternateView {
                language,
                name: language.name(),
                url: base.url(&url),
                permalink: base.permalink(&url),
            }
        };
        let alternates: Vec<_> = urls.into_iter().map(alternate).collect();
        self.info.alternates = if alternates.len() > 1 {
            alternates
        } else {
            Vec::new()
        };
        self
    }

    /// The same kind of page in every edition.
    pub fn in_all_editions(self, url: impl Fn(&Edition) -> Option<String>) -> Self {
        let editions = self.plan.site.editions.iter().enumerate();
        let urls: Vec<_> = editions
            .filter_map(|(number, edition)| Some((number, url(edition)?)))
            .collect();
        self.alternates(urls)
    }

    /// Its own feed, before the portal's.
    pub fn feed(mut self, title: &str, url: Option<String>) -> Self {
        if let Some(url) = url {
            let url = self.plan.site.config.base.url(&url);
            let feed = FeedLinkView {
                title: title.to_owned(),
                url,
                media_type: "application/rss+xml",
                format: "RSS",
            };
            self.info.feeds.insert(0, feed);
        }
        self
    }

    /// Its picture for shares.
    pub fn image(mut self, image: Option<PictureView>) -> Self {
        self.info.image = image;
        self
    }

    /// Search engines are asked to leave it out.
    pub fn noindex(mut self) -> Self {
        self.info.noindex = true;
        self
    }

    /// The finished page. Without a picture of its own it is shared with the portal's.
    pub fn show(mut self, content: Content) -> PageView {
        if self
            .info
            .image
            .as_ref()
            .is_none_or(|image| image.media_type == "image/svg+xml")
        {
            self.info.image = super::cards::share_image(self.plan).or(self.info.image);
        }
        let portal = Arc::clone(&self.plan.portal(self.info.language).0);
        PageView {
            place: PlaceView {
                home: self.info.kind == "home",
                search: self.info.kind == "search",
                section: self.info.section.clone(),
                entry: has_entry(&portal.menu, &self.info.url).then(|| self.info.url.clone()),
            },
            portal,
            page: self.info,
            content,
        }
    }
}

/// Whether an address is one of the menu's.
fn has_entry(menu: &[MenuItem], url: &str) -> bool {
    menu.iter()
        .any(|item| item.url == url || has_entry(&item.items, url))
}

/// The portal's own RSS in this language.
fn main_feed(plan: &Plan, edition: &Edition) -> Option<FeedLinkView> {
    let url = edition.routes.below("rss.xml");
    plan.jobs
        .contains_key(&crate::site::output(&url))
        .then(|| FeedLinkView {
            title: plan.site.config.title.of(edition.language).to_owned(),
            url: plan.site.config.base.url(&url),
            media_type: "application/rss+xml",
            format: "RSS",
        })
}
