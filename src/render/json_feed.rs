//! JSON Feed 1.1 (REQ-F2), <https://www.jsonfeed.org/version/1.1/>.

use serde::Serialize;

use super::plain;
use crate::plan::feed::{EnclosureView, FeedView, ItemView};

/// The feed as JSON Feed 1.1.
#[must_use]
pub fn json_feed(view: &FeedView) -> String {
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: plain::text(&view.title),
        home_page_url: &view.home,
        feed_url: &view.permalink,
        description: filled(&view.description),
        icon: view
            .image
            .as_ref()
            .map(|picture| picture.permalink.as_str()),
        authors: vec![Author {
            name: filled(&view.editor).unwrap_or_else(|| plain::text(&view.title)),
            url: Some(&view.home),
        }],
        language: view.language.code(),
        items: view.items.iter().map(item).collect(),
    };
    // Fails only on keys that are no text, and there are none.
    serde_json::to_string_pretty(&feed).unwrap_or_default() + "\n"
}

fn item(view: &ItemView) -> Item<'_> {
    let is_picture = |file: &&EnclosureView| file.media_type.starts_with("image/");
    let enclosure = view.enclosure.as_ref();
    Item {
        id: &view.id,
        url: &view.permalink,
        title: plain::text(&view.title),
        // One kind of content is a must, even where the feed carries only the sapo.
        content_html: view.content.as_deref().map(plain::text),
        content_text: view
            .content
            .is_none()
            .then(|| filled(&view.summary).unwrap_or_else(|| plain::text(&view.title))),
        summary: filled(&view.summary),
        image: enclosure
            .filter(is_picture)
            .map(|file| file.permalink.as_str()),
        date_published: view.published.rfc3339(),
        date_modified: view
            .updated
            .map(super::super::text::moment::Moment::rfc3339),
        authors: view
            .authors
            .iter()
            .map(|name| Author {
                name: plain::text(name),
                url: None,
            })
            .collect(),
        tags: view
            .categories
            .iter()
            .map(|name| plain::text(name))
            .collect(),
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

fn filled(text: &str) -> Option<String> {
    Some(plain::text(text)).filter(|text| !text.is_empty())
}

/// The whole document; readers look for the version first.
#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: String,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
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
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use proptest::prelude::*;

    #[test]
    fn a_full_feed() {
        let view = FeedView {
            permalink: "https://nason.vn/feed.json".to_owned(),
            ..sample::full_feed()
        };
        assert_eq!(
            json_feed(&view),
            r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Cổng Nà Sơn",
  "home_page_url": "https://nason.vn/",
  "feed_url": "https://nason.vn/feed.json",
  "description": "Tin của xã Nà Sơn",
  "icon": "https://nason.vn/huy.png",
  "authors": [
    {
      "name": "Hà Thị Mai",
      "url": "https://nason.vn/"
    }
  ],
  "language": "vi",
  "items": [
    {
      "id": "tag:nason.vn,2022:7f3a",
      "url": "https://nason.vn/tin/cau.html",
      "title": "Cầu <mới>",
      "content_html": "<p>Một ]]> &amp; hai.</p>",
      "summary": "Cầu dài < 50 m & rộng 4 m.",
      "image": "https://nason.vn/tin/cau.jpg",
      "date_published": "2022-07-11T15:30:00+07:00",
      "date_modified": "2022-07-12T08:00:00+07:00",
      "authors": [
        {
          "name": "Lò Văn Pín"
        },
        {
          "name": "Nguyễn Thị Lan"
        }
      ],
      "tags": [
        "Tin tức",
        "cầu & đường"
      ]
    }
  ]
}
"#
        );
    }

    #[test]
    fn without_content_the_sapo_is_the_content() {
        let mut view = sample::feed(vec![sample::item("Cầu mới")]);
        view.items[0].summary = "Sapo.".to_owned();
        assert_eq!(
            json_feed(&view),
            r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Cổng Nà Sơn",
  "home_page_url": "https://nason.vn/",
  "feed_url": "https://nason.vn/rss.xml",
  "authors": [
    {
      "name": "Cổng Nà Sơn",
      "url": "https://nason.vn/"
    }
  ],
  "language": "vi",
  "items": [
    {
      "id": "https://nason.vn/tin/cau.html",
      "url": "https://nason.vn/tin/cau.html",
      "title": "Cầu mới",
      "content_text": "Sapo.",
      "summary": "Sapo.",
      "date_published": "2022-07-11T15:30:00+07:00"
    }
  ]
}
"#
        );
    }

    #[test]
    fn a_sound_is_attached() {
        let mut view = sample::full_feed();
        view.items[0].enclosure.as_mut().unwrap().media_type = "audio/mpeg".to_owned();
        let feed: serde_json::Value = serde_json::from_str(&json_feed(&view)).unwrap();
        assert_eq!(feed["items"][0]["image"], serde_json::Value::Null);
        assert_eq!(
            feed["items"][0]["attachments"],
            serde_json::json!([{ "url": "https://nason.vn/tin/cau.jpg", "mime_type": "audio/mpeg", "size_in_bytes": 20_480 }])
        );
    }

    proptest! {
        #[test]
        fn every_title_can_be_read_back(title in any::<String>()) {
            let document = json_feed(&sample::feed(vec![sample::item(&title)]));
            let feed: serde_json::Value = serde_json::from_str(&document).unwrap();
            prop_assert_eq!(&feed["items"][0]["title"], &serde_json::Value::from(plain::text(&title)));
        }
    }
}
