//! JSON Feed 1.1 (REQ-F2), <https://www.jsonfeed.org/version/1.1/>.

use serde::Serialize;

use crate::plan::feed::{EnclosureView, FeedView, ItemView};

/// The feed as JSON Feed 1.1.
#[must_use]
pub fn json_feed(view: &FeedView) -> String {
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.home,
        feed_url: &view.permalink,
        description: filled(&view.description),
        icon: view
            .image
            .as_ref()
            .map(|picture| picture.permalink.as_str()),
        authors: vec![Author {
            name: filled(&view.editor).unwrap_or(&view.title),
            url: Some(&view.home),
        }],
        language: view.language.code(),
        items: view.items.iter().map(item).collect(),
    };
    serde_json::to_string_pretty(&feed).expect("keys are strings") + "\n"
}

fn item(view: &ItemView) -> Item<'_> {
    let is_picture = |file: &&EnclosureView| file.media_type.starts_with("image/");
    let enclosure = view.enclosure.as_ref();
    Item {
        id: &view.id,
        url: &view.permalink,
        title: &view.title,
        // One kind of content is a must, even where the feed carries only the sapo.
        content_html: view.content.as_deref(),
        content_text: view
            .content
            .is_none()
            .then(|| filled(&view.summary).unwrap_or(&view.title)),
        summary: filled(&view.summary),
        image: enclosure
            .filter(is_picture)
            .map(|file| file.permalink.as_str()),
        date_published: view.published.rfc3339(),
        date_modified: view.updated.map(|moment| moment.rfc3339()),
        authors: view
            .authors
            .iter()
            .map(|name| Author { name, url: None })
            .collect(),
        tags: &view.categories,
        attachments: enclosure
            .filter(|file| !is_picture(file))
            .map(attachment)
            .into_iter()
            .collect(),
    }
}

fn attachment(view: &EnclosureView) -> Attachment<'_> {
    Attachment {
        url: &view.permalink,
        mime_type: &view.media_type,
        size_in_bytes: view.bytes,
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The whole document; readers look for the version first.
#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    authors: Vec<Author<'a>>,
    language: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}
