//! Pictures of titles: what is shared of an article that has no picture (`[pictures] social`).
//!
//! Each stands beside its page under a name that does not change with the title, so that what was shared keeps its picture.

use std::collections::HashSet;

use serde::Serialize;

use super::view::PictureView;
use super::{Job, Plan};
use crate::config::Social;
use crate::content::PROFILE;
use crate::diagnostic::Finding;
use crate::memo;
use crate::pictures::{self, EDITION};
use crate::site::{Entry, EntryId, Site, media_type, output};
use crate::text::Digest;
use crate::theme::Theme;

/// The theme's drawing; a theme without it has no such pictures.
pub const TEMPLATE: &str = "social.svg";

/// Width and height in pixels: what Facebook, Zalo and search engines ask for.
const SIZE: (u32, u32) = (1200, 630);

/// What the drawing may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SocialView {
    /// Width of the picture in pixels.
    pub width: u32,
    /// Height of the picture in pixels.
    pub height: u32,
    /// The title in lines that fit into the box that pictures leave for it, [`pictures::BOX`].
    pub lines: Vec<SocialLine>,
    /// Height of letters in pixels.
    pub size: u32,
    /// Height of all lines together in pixels.
    pub lines_height: u32,
    /// The category; may be empty.
    pub category: String,
    /// The portal.
    pub portal: String,
    /// Who publishes it.
    pub organisation: String,
    /// The font that is at hand.
    pub font: &'static str,
}

/// A line of the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SocialLine {
    /// Its words.
    pub text: String,
    /// Its baseline in pixels, from the top of the first line.
    pub y: u32,
}

impl Plan {
    /// What a picture of a title shows.
    #[must_use]
    pub fn social(&self, id: EntryId) -> SocialView {
        let source = Source::of(self, id);
        let set = pictures::typeset(source.title);
        let line = |(number, text): (usize, String)| SocialLine {
            text,
            y: set.baseline(number),
        };
        SocialView {
            width: SIZE.0,
            height: SIZE.1,
            size: set.size,
            lines_height: set.height(),
            lines: set.lines.iter().cloned().enumerate().map(line).collect(),
            category: source.category.to_owned(),
            portal: source.portal.to_owned(),
            organisation: source.organisation.to_owned(),
            font: pictures::FONT,
        }
    }

    /// The bytes of a picture of a title; drawn as SVG when they are not remembered.
    ///
    /// # Errors
    /// As `drawing`, and when it is no SVG.
    pub fn social_picture(
        &self,
        id: EntryId,
        drawing: impl FnOnce() -> Result<String, Finding>,
    ) -> Result<Vec<u8>, Finding> {
        let path = &self.site.entries[id].article.path;
        self.darkroom.drawn(made_from(self, id), || {
            pictures::painted(&drawing()?, SIZE)
                .map_err(|trouble| crate::site::trouble_of(path, trouble))
        })
    }
}

/// Every entry that gets one.
pub fn chosen(site: &Site, theme: &Theme) -> HashSet<EntryId> {
    if !theme.has(TEMPLATE) {
        return HashSet::new();
    }
    let listed = || {
        site.editions
            .iter()
            .map(|edition| edition.listed.iter().copied())
    };
    let some: Vec<EntryId> = match site.config.pictures.social {
        Social::Nothing => Vec::new(),
        Social::Newest(count) => listed().flat_map(|listed| listed.take(count)).collect(),
        Social::Profiles => {
            let all = 0..site.entries.len();
            all.filter(|id| {
                let article = &site.entries[*id].article;
                article.portrait().is_some() || article.kind.name == PROFILE.name
            })
            .collect()
        }
        Social::All => (0..site.entries.len()).collect(),
    };
    let lacks_picture =
        |id: &EntryId| !has_picture(&site.entries[*id]) && !site.entries[*id].withdrawn;
    some.into_iter().filter(lacks_picture).collect()
}

/// Where it stands, without the path of `base_url`.
pub fn url(entry: &Entry) -> String {
    let stem = entry.url.strip_suffix(".html");
    let (width, height) = SIZE;
    stem.map_or_else(
        || format!("{}{width}x{height}.png", entry.url),
        |stem| format!("{stem}-{width}x{height}.png"),
    )
}

/// The picture for shares of an entry, when it has such a one.
pub fn picture(plan: &Plan, id: EntryId) -> Option<PictureView> {
    if plan.site.config.pictures.social == Social::Nothing {
        return None;
    }
    let entry = &plan.site.entries[id];
    let url = url(entry);
    if !matches!(plan.jobs.get(&output(&url)), Some(Job::Social(other)) if *other == id) {
        return None;
    }
    let base = &plan.site.config.base;
    Some(PictureView {
        url: base.url(&url),
        permalink: base.permalink(&url),
        alt: entry.article.title.clone(),
        width: SIZE.0,
        height: SIZE.1,
        media_type: "image/png",
        ..PictureView::default()
    })
}

/// All that it is made from.
pub fn made_from(plan: &Plan, id: EntryId) -> Digest {
    memo::digest(&("social", EDITION, plan.theme.digest, Source::of(plan, id)))
}

/// What a picture shows of an article and of the portal.
#[derive(Serialize)]
struct Source<'a> {
    title: &'a str,
    category: &'a str,
    portal: &'a str,
    organisation: &'a str,
}

impl<'a> Source<'a> {
    fn of(plan: &'a Plan, id: EntryId) -> Self {
        let site = &plan.site;
        let entry = &site.entries[id];
        let category = site.category_of(entry);
        Self {
            title: &entry.article.title,
            category: category.map_or("", |category| &category.title),
            portal: site.config.title.of(entry.language),
            organisation: site.config.organisation.name.of(entry.language),
        }
    }
}

/// Whether an article has a picture that others show as well: they show no SVG.
fn has_picture(entry: &Entry) -> bool {
    let article = &entry.article;
    let mut named = article.covers();
    named.any(|picture| media_type(&picture.src) != "image/svg+xml")
}
