//! Atom, RFC 4287 (REQ-F2).

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig,
};

use super::xml;
use crate::plan::feed::{EnclosureView, FeedView, ItemView};
use crate::text::Moment;

/// The feed as Atom.
#[must_use]
pub fn atom(view: &FeedView) -> String {
    let feed = Feed {
        lang: Some(view.language.code().to_owned()),
        title: plain(&view.title),
        subtitle: filled(&view.description).map(Text::plain),
        id: view.permalink.clone(),
        updated: date(view.updated),
        authors: vec![editor(view)],
        links: vec![
            link("self", &view.permalink, "application/atom+xml"),
            link("alternate", &view.home, "text/html"),
        ],
        logo: view.image.as_ref().map(|picture| picture.permalink.clone()),
        rights: filled(&view.copyright).map(Text::plain),
        entries: view.items.iter().map(entry).collect(),
        ..Feed::default()
    };
    let config = WriteConfig {
        indent_size: Some(2),
        ..WriteConfig::default()
    };
    xml::document(feed.write_with_config(Vec::new(), config)) + "\n"
}

fn entry(view: &ItemView) -> Entry {
    let page = link("alternate", &view.permalink, "text/html");
    Entry {
        title: plain(&view.title),
        id: view.id.clone(),
        updated: date(view.updated.unwrap_or(view.published)),
        published: Some(date(view.published)),
        authors: view.authors.iter().map(|name| person(name)).collect(),
        categories: view.categories.iter().map(|name| category(name)).collect(),
        links: [page]
            .into_iter()
            .chain(view.enclosure.as_ref().map(enclosure))
            .collect(),
        summary: filled(&view.summary).map(Text::plain),
        content: view.content.as_deref().map(content),
        ..Entry::default()
    }
}

/// Who answers for the feed, and for entries without authors (RFC 4287, 4.1.1).
fn editor(view: &FeedView) -> Person {
    Person {
        name: filled(&view.editor).unwrap_or_else(|| xml::text(&view.title)),
        email: filled(&view.email),
        uri: Some(view.home.clone()),
        ..Person::default()
    }
}

fn person(name: &str) -> Person {
    Person {
        name: xml::text(name),
        ..Person::default()
    }
}

fn category(name: &str) -> Category {
    Category {
        term: xml::text(name),
        ..Category::default()
    }
}

fn link(rel: &str, href: &str, media_type: &str) -> Link {
    Link {
        rel: rel.to_owned(),
        href: href.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

fn enclosure(view: &EnclosureView) -> Link {
    let length = Some(view.bytes.to_string());
    Link {
        length,
        ..link("enclosure", &view.permalink, &view.media_type)
    }
}

fn content(html: &str) -> Content {
    Content {
        value: Some(xml::text(html)),
        content_type: Some("html".to_owned()),
        ..Content::default()
    }
}

fn plain(text: &str) -> Text {
    Text::plain(xml::text(text))
}

fn filled(text: &str) -> Option<String> {
    Some(xml::text(text)).filter(|text| !text.is_empty())
}

/// The moment in the terms of the crate; every moment is written in RFC 3339, which it reads.
fn date(moment: Moment) -> FixedDateTime {
    moment.rfc3339().parse().unwrap_or_default()
}
