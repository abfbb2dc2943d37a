//! Atom, RFC 4287 (REQ-F2).

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig,
};

use super::plain;
use crate::plan::feed::{EnclosureView, FeedView, ItemView};
use crate::text::Moment;

/// The feed as Atom.
#[must_use]
pub fn atom(view: &FeedView) -> String {
    let feed = Feed {
        lang: Some(view.language.code().to_owned()),
        title: text(&view.title),
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
    // The crate's own declaration names no encoding.
    let config = WriteConfig {
        indent_size: Some(2),
        write_document_declaration: false,
    };
    let document = plain::document(feed.write_with_config(Vec::new(), config));
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document}\n")
}

fn entry(view: &ItemView) -> Entry {
    let page = link("alternate", &view.permalink, "text/html");
    Entry {
        title: text(&view.title),
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
        name: filled(&view.editor).unwrap_or_else(|| plain::text(&view.title)),
        email: filled(&view.email),
        uri: Some(view.home.clone()),
        ..Person::default()
    }
}

fn person(name: &str) -> Person {
    Person {
        name: plain::text(name),
        ..Person::default()
    }
}

fn category(name: &str) -> Category {
    Category {
        term: plain::text(name),
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
        value: Some(plain::text(html)),
        content_type: Some("html".to_owned()),
        ..Content::default()
    }
}

fn text(text: &str) -> Text {
    Text::plain(plain::text(text))
}

fn filled(text: &str) -> Option<String> {
    Some(plain::text(text)).filter(|text| !text.is_empty())
}

/// The moment in the terms of the crate; every moment is written in RFC 3339, which it reads.
fn date(moment: Moment) -> FixedDateTime {
    moment.rfc3339().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use proptest::prelude::*;

    #[test]
    fn a_full_feed() {
        let view = FeedView {
            permalink: "https://nason.vn/atom.xml".to_owned(),
            ..sample::full_feed()
        };
        assert_eq!(
            atom(&view),
            r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
  <title>Cổng Nà Sơn</title>
  <id>https://nason.vn/atom.xml</id>
  <updated>2022-07-11T15:30:00+07:00</updated>
  <author>
    <name>Hà Thị Mai</name>
    <email>toasoan@nason.vn</email>
    <uri>https://nason.vn/</uri>
  </author>
  <link href="https://nason.vn/atom.xml" rel="self" type="application/atom+xml"/>
  <link href="https://nason.vn/" rel="alternate" type="text/html"/>
  <logo>https://nason.vn/huy.png</logo>
  <rights>© UBND xã Nà Sơn</rights>
  <subtitle>Tin của xã Nà Sơn</subtitle>
  <entry>
    <title>Cầu &lt;mới&gt;</title>
    <id>tag:nason.vn,2022:7f3a</id>
    <updated>2022-07-12T08:00:00+07:00</updated>
    <author>
      <name>Lò Văn Pín</name>
    </author>
    <author>
      <name>Nguyễn Thị Lan</name>
    </author>
    <category term="Tin tức"/>
    <category term="cầu &amp; đường"/>
    <link href="https://nason.vn/tin/cau.html" rel="alternate" type="text/html"/>
    <link href="https://nason.vn/tin/cau.jpg" rel="enclosure" type="image/jpeg" length="20480"/>
    <published>2022-07-11T15:30:00+07:00</published>
    <summary>Cầu dài &lt; 50 m &amp; rộng 4 m.</summary>
    <content type="html">&lt;p&gt;Một ]]&gt; &amp;amp; hai.&lt;/p&gt;</content>
  </entry>
</feed>
"#
        );
    }

    #[test]
    fn a_bare_feed_has_an_author_all_the_same() {
        assert_eq!(
            atom(&sample::feed(vec![sample::item("Cầu mới")])),
            r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
  <title>Cổng Nà Sơn</title>
  <id>https://nason.vn/rss.xml</id>
  <updated>2022-07-11T15:30:00+07:00</updated>
  <author>
    <name>Cổng Nà Sơn</name>
    <uri>https://nason.vn/</uri>
  </author>
  <link href="https://nason.vn/rss.xml" rel="self" type="application/atom+xml"/>
  <link href="https://nason.vn/" rel="alternate" type="text/html"/>
  <entry>
    <title>Cầu mới</title>
    <id>https://nason.vn/tin/cau.html</id>
    <updated>2022-07-11T15:30:00+07:00</updated>
    <link href="https://nason.vn/tin/cau.html" rel="alternate" type="text/html"/>
    <published>2022-07-11T15:30:00+07:00</published>
  </entry>
</feed>
"#
        );
    }

    #[test]
    fn a_hostile_text_stays_a_text() {
        let mut view = sample::feed(vec![sample::item(sample::HOSTILE)]);
        view.items[0].summary = sample::HOSTILE.to_owned();
        view.items[0].content = Some("<p>]]\u{1}></p>".to_owned());
        let feed = Feed::read_from(atom(&view).as_bytes()).unwrap();
        let entry = &feed.entries[0];
        assert_eq!(entry.title.value, sample::HARMLESS);
        assert_eq!(entry.summary.as_ref().unwrap().value, sample::HARMLESS);
        assert_eq!(entry.content.as_ref().unwrap().value(), Some("<p>]]></p>"));
    }

    proptest! {
        #[test]
        fn every_title_can_be_read_back(title in "\\PC*|[&<>\"'\\]a;]{0,12}") {
            let document = atom(&sample::feed(vec![sample::item(&title)]));
            let feed = Feed::read_from(document.as_bytes()).unwrap();
            prop_assert_eq!(&feed.entries[0].title.value, &plain::text(&title));
        }
    }
}
