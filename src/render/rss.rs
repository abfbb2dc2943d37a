//! RSS 2.0 (REQ-F1), after the RSS Advisory Board's specification and best practices.

use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::{Category, Channel, Enclosure, Guid, Image, Item};

use super::xml;
use crate::plan::feed::{EnclosureView, FeedView, ItemView};
use crate::plan::view::PictureView;

/// Minutes for which a reader may keep the feed.
const TIME_TO_LIVE: u32 = 60;
/// The largest picture that the specification allows, in pixels.
const IMAGE_LIMIT: (u32, u32) = (144, 400);

/// The feed as RSS 2.0.
#[must_use]
pub fn rss(view: &FeedView) -> String {
    let description = if view.description.is_empty() {
        &view.title
    } else {
        &view.description
    };
    let channel = Channel {
        title: xml::text(&view.title),
        link: view.home.clone(),
        description: xml::text(description),
        language: Some(view.language.code().to_owned()),
        copyright: filled(&view.copyright),
        managing_editor: managing_editor(view),
        last_build_date: Some(view.updated.rfc2822()),
        ttl: Some(TIME_TO_LIVE.to_string()),
        image: view.image.as_ref().and_then(|picture| image(view, picture)),
        atom_ext: Some(AtomExtension {
            links: vec![self_link(view)],
        }),
        items: view.items.iter().map(item).collect(),
        ..Channel::default()
    };
    xml::document(channel.pretty_write_to(Vec::new(), b' ', 2)) + "\n"
}

fn item(view: &ItemView) -> Item {
    Item {
        title: Some(xml::text(&view.title)),
        link: Some(view.permalink.clone()),
        // A description is HTML (best practices: "character data"), the summary is not.
        description: Some(xml::html(&view.summary)).filter(|html| !html.is_empty()),
        categories: view.categories.iter().map(|name| category(name)).collect(),
        enclosure: view
            .enclosure
            .as_ref()
            .filter(|file| file.bytes > 0)
            .map(enclosure),
        guid: Some(Guid {
            value: view.id.clone(),
            permalink: view.id == view.permalink,
        }),
        pub_date: Some(view.published.rfc2822()),
        content: view.content.as_deref().map(xml::text),
        dublin_core_ext: creators(&view.authors),
        ..Item::default()
    }
}

/// The feed's own address: `atom:link rel="self"`.
fn self_link(view: &FeedView) -> Link {
    Link {
        href: view.permalink.clone(),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    }
}

/// `thu@a.vn (Nguyễn Thị Lan)`.
fn managing_editor(view: &FeedView) -> Option<String> {
    let email = filled(&view.email)?;
    Some(filled(&view.editor).map_or(email.clone(), |editor| format!("{email} ({editor})")))
}

/// The emblem, when it is as small as the specification asks; readers want its title and link to be the channel's.
fn image(view: &FeedView, picture: &PictureView) -> Option<Image> {
    let fits = (1..=IMAGE_LIMIT.0).contains(&picture.width)
        && (1..=IMAGE_LIMIT.1).contains(&picture.height);
    fits.then(|| Image {
        url: picture.permalink.clone(),
        title: xml::text(&view.title),
        link: view.home.clone(),
        width: Some(picture.width.to_string()),
        height: Some(picture.height.to_string()),
        ..Image::default()
    })
}

fn category(name: &str) -> Category {
    Category {
        name: xml::text(name),
        ..Category::default()
    }
}

fn enclosure(view: &EnclosureView) -> Enclosure {
    Enclosure {
        url: view.permalink.clone(),
        length: view.bytes.to_string(),
        mime_type: view.media_type.clone(),
    }
}

/// Authors have names, not e-mail addresses, so they are `dc:creator`, not `author`.
fn creators(authors: &[String]) -> Option<DublinCoreExtension> {
    let creators: Vec<_> = authors.iter().map(|name| xml::text(name)).collect();
    (!creators.is_empty()).then(|| DublinCoreExtension {
        creators,
        ..DublinCoreExtension::default()
    })
}

fn filled(text: &str) -> Option<String> {
    Some(xml::text(text)).filter(|text| !text.is_empty())
}
