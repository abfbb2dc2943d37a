//! Sitemaps (REQ-F6): <https://www.sitemaps.org/protocol.html>, with Google's extensions for news, pictures and
//! languages. The order of elements is that of the schemas.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{address, plain};
use crate::plan::feed::{
    NewsItem, NewsSitemapView, SitemapIndexView, SitemapRef, SitemapUrl, SitemapView,
};
use crate::text::Language;

const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const NEWS: (&str, &str) = (
    "xmlns:news",
    "http://www.google.com/schemas/sitemap-news/0.9",
);
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

type Xml = Writer<Vec<u8>>;

/// The index of all sitemaps.
#[must_use]
pub fn index(view: &SitemapIndexView) -> String {
    document("sitemapindex", &[SITEMAP], &view.items, sitemap)
}

/// One sitemap.
#[must_use]
pub fn pages(view: &SitemapView) -> String {
    let has_languages = view.urls.iter().any(|url| !url.alternates.is_empty());
    let namespaces: Vec<_> = [(true, SITEMAP), (has_languages, XHTML)]
        .into_iter()
        .filter_map(|(used, namespace)| used.then_some(namespace))
        .collect();
    document("urlset", &namespaces, &view.urls, page)
}

/// The sitemap of recent news.
#[must_use]
pub fn news(view: &NewsSitemapView) -> String {
    document("urlset", &[SITEMAP, NEWS], &view.items, |writer, item| {
        story(writer, view, item)
    })
}

fn document<T>(
    root: &str,
    namespaces: &[(&str, &str)],
    items: &[T],
    write: impl Fn(&mut Xml, &T) -> io::Result<()>,
) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            element(&mut writer, root, namespaces, |writer| {
                items.iter().try_for_each(|item| write(writer, item))
            })
        });
    plain::document(written.map(|()| writer.into_inner())) + "\n"
}

fn sitemap(writer: &mut Xml, view: &SitemapRef) -> io::Result<()> {
    element(writer, "sitemap", &[], |writer| {
        location(writer, "loc", &view.permalink)?;
        view.lastmod
            .iter()
            .try_for_each(|moment| text(writer, "lastmod", &moment.rfc3339()))
    })
}

fn page(writer: &mut Xml, view: &SitemapUrl) -> io::Result<()> {
    element(writer, "url", &[], |writer| {
        location(writer, "loc", &view.permalink)?;
        view.lastmod
            .iter()
            .try_for_each(|moment| text(writer, "lastmod", &moment.rfc3339()))?;
        view.alternates
            .iter()
            .try_for_each(|(language, url)| alternate(writer, language.code(), url))?;
        let default = view
            .alternates
            .iter()
            .find(|(language, _)| *language == Language::Vi);
        default
            .iter()
            .try_for_each(|(_, url)| alternate(writer, "x-default", url))
    })
}

fn story(writer: &mut Xml, view: &NewsSitemapView, item: &NewsItem) -> io::Result<()> {
    element(writer, "url", &[], |writer| {
        location(writer, "loc", &item.permalink)?;
        element(writer, "news:news", &[], |writer| {
            element(writer, "news:publication", &[], |writer| {
                text(writer, "news:name", &view.publication)?;
                text(writer, "news:language", view.language.code())
            })?;
            text(writer, "news:publication_date", &item.published.rfc3339())?;
            text(writer, "news:title", &item.title)
        })
    })
}

fn alternate(writer: &mut Xml, language: &str, url: &str) -> io::Result<()> {
    let url = address::ascii(url);
    let attributes = [
        ("rel", "alternate"),
        ("hreflang", language),
        ("href", url.as_str()),
    ];
    writer
        .create_element("xhtml:link")
        .with_attributes(attributes)
        .write_empty()
        .map(drop)
}

fn location(writer: &mut Xml, name: &str, url: &str) -> io::Result<()> {
    text(writer, name, &address::ascii(url))
}

fn text(writer: &mut Xml, name: &str, plain: &str) -> io::Result<()> {
    writer
        .create_element(name)
        .write_text_content(BytesText::new(&plain::text(plain)))
        .map(drop)
}

fn element(
    writer: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    writer
        .create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inner)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn an_index() {
        let view = SitemapIndexView {
            items: vec![
                SitemapRef {
                    permalink: "https://nason.vn/sitemap/2022.xml".to_owned(),
                    lastmod: Some(sample::moment("11/07/2022 15:30")),
                },
                SitemapRef {
                    permalink: "https://nason.vn/sitemap/trang.xml".to_owned(),
                    lastmod: None,
                },
            ],
        };
        assert_eq!(
            index(&view),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap>
  <loc>https://nason.vn/sitemap/2022.xml</loc>
  <lastmod>2022-07-11T15:30:00+07:00</lastmod>
 </sitemap>
 <sitemap>
  <loc>https://nason.vn/sitemap/trang.xml</loc>
 </sitemap>
</sitemapindex>
"#
        );
    }

    #[test]
    fn a_page_in_two_languages() {
        let view = SitemapView {
            urls: vec![SitemapUrl {
                permalink: "https://nason.vn/cầu?a=1&b=2".to_owned(),
                lastmod: Some(sample::moment("11/07/2022 15:30")),
                alternates: vec![
                    (Language::Vi, "https://nason.vn/c".to_owned()),
                    (Language::En, "https://nason.vn/en/c".to_owned()),
                ],
            }],
        };
        assert_eq!(
            pages(&view),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <url>
  <loc>https://nason.vn/c%E1%BA%A7u?a=1&amp;b=2</loc>
  <lastmod>2022-07-11T15:30:00+07:00</lastmod>
  <xhtml:link rel="alternate" hreflang="vi" href="https://nason.vn/c"/>
  <xhtml:link rel="alternate" hreflang="en" href="https://nason.vn/en/c"/>
  <xhtml:link rel="alternate" hreflang="x-default" href="https://nason.vn/c"/>
 </url>
</urlset>
"#
        );
    }

    #[test]
    fn a_page_alone_needs_no_namespaces() {
        let url = SitemapUrl {
            permalink: "https://nason.vn/".to_owned(),
            lastmod: None,
            alternates: Vec::new(),
        };
        assert_eq!(
            pages(&SitemapView { urls: vec![url] }),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://nason.vn/</loc>
 </url>
</urlset>
"#
        );
    }

    #[test]
    fn news_with_a_hostile_title() {
        let view = NewsSitemapView {
            publication: "Cổng Nà Sơn".to_owned(),
            language: Language::Vi,
            items: vec![NewsItem {
                permalink: "https://nason.vn/tin/cau.html".to_owned(),
                title: "A & B &amp; <b> \"C\" ]]>\u{1}".to_owned(),
                published: sample::moment("11/07/2022 15:30"),
            }],
        };
        assert_eq!(
            news(&view),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
 <url>
  <loc>https://nason.vn/tin/cau.html</loc>
  <news:news>
   <news:publication>
    <news:name>Cổng Nà Sơn</news:name>
    <news:language>vi</news:language>
   </news:publication>
   <news:publication_date>2022-07-11T15:30:00+07:00</news:publication_date>
   <news:title>A &amp; B &amp;amp; &lt;b&gt; &quot;C&quot; ]]&gt;</news:title>
  </news:news>
 </url>
</urlset>
"#
        );
    }
}
