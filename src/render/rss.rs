//! RSS 2.0 (REQ-F1), after the RSS Advisory Board's specification and best practices.

use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::{Category, Channel, Enclosure, Guid, Image, Item};

use super::plain;
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
        title: plain::text(&view.title),
        link: view.home.clone(),
        description: plain::text(description),
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
    plain::document(channel.pretty_write_to(Vec::new(), b' ', 2)) + "\n"
}

fn item(view: &ItemView) -> Item {
    Item {
        title: Some(plain::text(&view.title)),
        link: Some(view.permalink.clone()),
        // A description is HTML (best practices: "character data"), the summary is not.
        description: Some(plain::html(&view.summary)).filter(|html| !html.is_empty()),
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
        content: view.content.as_deref().map(plain::text),
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
        title: plain::text(&view.title),
        link: view.home.clone(),
        width: Some(picture.width.to_string()),
        height: Some(picture.height.to_string()),
        ..Image::default()
    })
}

fn category(name: &str) -> Category {
    Category {
        name: plain::text(name),
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
    let creators: Vec<_> = authors.iter().map(|name| plain::text(name)).collect();
    (!creators.is_empty()).then(|| DublinCoreExtension {
        creators,
        ..DublinCoreExtension::default()
    })
}

fn filled(text: &str) -> Option<String> {
    Some(plain::text(text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use proptest::prelude::*;

    #[test]
    fn a_full_feed() {
        assert_eq!(
            rss(&sample::full_feed()),
            r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Cổng Nà Sơn</title>
    <link>https://nason.vn/</link>
    <description>Tin của xã Nà Sơn</description>
    <language>vi</language>
    <copyright>© UBND xã Nà Sơn</copyright>
    <managingEditor>toasoan@nason.vn (Hà Thị Mai)</managingEditor>
    <lastBuildDate>Mon, 11 Jul 2022 15:30:00 +0700</lastBuildDate>
    <ttl>60</ttl>
    <image>
      <url>https://nason.vn/huy.png</url>
      <title>Cổng Nà Sơn</title>
      <link>https://nason.vn/</link>
      <width>96</width>
      <height>96</height>
    </image>
    <atom:link href="https://nason.vn/rss.xml" rel="self" type="application/rss+xml"/>
    <item>
      <title>Cầu &lt;mới&gt;</title>
      <link>https://nason.vn/tin/cau.html</link>
      <description><![CDATA[Cầu dài &lt; 50 m &amp; rộng 4 m.]]></description>
      <category>Tin tức</category>
      <category>cầu &amp; đường</category>
      <enclosure url="https://nason.vn/tin/cau.jpg" length="20480" type="image/jpeg"/>
      <guid isPermaLink="false">tag:nason.vn,2022:7f3a</guid>
      <pubDate>Mon, 11 Jul 2022 15:30:00 +0700</pubDate>
      <content:encoded><![CDATA[<p>Một ]]]]><![CDATA[> &amp; hai.</p>]]></content:encoded>
      <dc:creator>Lò Văn Pín</dc:creator>
      <dc:creator>Nguyễn Thị Lan</dc:creator>
    </item>
  </channel>
</rss>
"#
        );
    }

    #[test]
    fn namespaces_are_declared_only_when_used() {
        assert_eq!(
            rss(&sample::feed(vec![sample::item("Cầu mới")])),
            r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Cổng Nà Sơn</title>
    <link>https://nason.vn/</link>
    <description>Cổng Nà Sơn</description>
    <language>vi</language>
    <lastBuildDate>Mon, 11 Jul 2022 15:30:00 +0700</lastBuildDate>
    <ttl>60</ttl>
    <atom:link href="https://nason.vn/rss.xml" rel="self" type="application/rss+xml"/>
    <item>
      <title>Cầu mới</title>
      <link>https://nason.vn/tin/cau.html</link>
      <guid>https://nason.vn/tin/cau.html</guid>
      <pubDate>Mon, 11 Jul 2022 15:30:00 +0700</pubDate>
    </item>
  </channel>
</rss>
"#
        );
    }

    #[test]
    fn a_large_emblem_is_left_out() {
        let view = FeedView {
            image: Some(sample::picture("huy.png", 145, 96)),
            ..sample::full_feed()
        };
        assert!(!rss(&view).contains("<image>"));
    }

    #[test]
    fn a_hostile_text_stays_a_text() {
        let mut view = sample::feed(vec![sample::item(sample::HOSTILE)]);
        view.items[0].summary = sample::HOSTILE.to_owned();
        view.items[0].content = Some("<p>]]\u{1}></p>".to_owned());
        let channel = Channel::read_from(rss(&view).as_bytes()).unwrap();
        let item = &channel.items[0];
        assert_eq!(item.title(), Some(sample::HARMLESS));
        assert_eq!(
            item.description(),
            Some(plain::html(sample::HARMLESS).as_str())
        );
        assert_eq!(item.content(), Some("<p>]]></p>"));
    }

    proptest! {
        #[test]
        fn every_title_can_be_read_back(title in "\\PC*|[&<>\"'\\]a;]{0,12}") {
            let document = rss(&sample::feed(vec![sample::item(&title)]));
            let channel = Channel::read_from(document.as_bytes()).unwrap();
            let (read, title) = (channel.items[0].title().unwrap_or_default(), plain::text(&title));
            prop_assert_eq!(read, title.trim());
        }
    }
}
