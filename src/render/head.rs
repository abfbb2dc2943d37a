//! Metadata for `<head>`, ready-made and safe.

use super::tags::Tags;
use super::{dublin_core, json_ld, open_graph, story};
use crate::plan::view::PageView;
use crate::text::Language;

/// All metadata of a page but its `<title>`, one tag a line: description, canonical address, languages (REQ-F9),
/// feeds, Open Graph and JSON-LD (REQ-A18), Dublin Core (REQ-F4).
#[must_use]
pub fn head(view: &PageView) -> String {
    let mut tags = Tags::default();
    let page = &view.page;
    tags.name("description", &page.description);
    if page.noindex {
        tags.name("robots", "noindex");
    }
    if story::has_address(view) {
        tags.link(&[("rel", "canonical"), ("href", &page.permalink)]);
        languages(view, &mut tags);
    }
    for feed in &page.feeds {
        let kind = [("rel", "alternate"), ("type", feed.media_type)];
        tags.link(&[
            kind[0],
            kind[1],
            ("title", &feed.title),
            ("href", &feed.url),
        ]);
    }
    if story::has_address(view) {
        open_graph::write(view, &mut tags);
    }
    dublin_core::write(view, &mut tags);
    if story::has_address(view) {
        tags.json_ld(&json_ld::graph(view));
    }
    tags.into_html()
}

/// The page in every language, and Vietnamese for readers of none of them.
fn languages(view: &PageView, tags: &mut Tags) {
    let mut alternate =
        |language, href| tags.link(&[("rel", "alternate"), ("hreflang", language), ("href", href)]);
    for other in &view.page.alternates {
        alternate(other.language.code(), &other.permalink);
    }
    if let Some(vietnamese) = view
        .page
        .alternates
        .iter()
        .find(|other| other.language == Language::Vi)
    {
        alternate("x-default", &vietnamese.permalink);
    }
}
