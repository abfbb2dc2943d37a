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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::view::{Content, NotFoundView, RedirectView};
    use crate::render::sample;

    #[test]
    fn an_article() {
        let mut view = sample::page(
            "article",
            "Cầu mới",
            Content::Article(Box::new(sample::article("Cầu mới"))),
        );
        view.page.description = "Cầu \"mới\".".to_owned();
        view.page.alternates = vec![
            sample::alternate(Language::Vi, "/tin/cau.html"),
            sample::alternate(Language::En, "/en/cau.html"),
        ];
        view.page.feeds = vec![sample::feed_link()];
        view.page.image = Some(sample::picture("cau.jpg", 1200, 630));
        let head = head(&view);
        let (tags, script) = head.split_once("<script").unwrap();
        assert_eq!(
            tags,
            r#"<meta name="description" content="Cầu &quot;mới&quot;.">
<link rel="canonical" href="https://nason.vn/tin/cau.html">
<link rel="alternate" hreflang="vi" href="https://nason.vn/tin/cau.html">
<link rel="alternate" hreflang="en" href="https://nason.vn/en/cau.html">
<link rel="alternate" hreflang="x-default" href="https://nason.vn/tin/cau.html">
<link rel="alternate" type="application/rss+xml" title="Tin tức" href="/tin/rss.xml">
<meta property="og:type" content="article">
<meta property="og:title" content="Cầu mới">
<meta property="og:description" content="Cầu &quot;mới&quot;.">
<meta property="og:url" content="https://nason.vn/tin/cau.html">
<meta property="og:site_name" content="Cổng Nà Sơn">
<meta property="og:locale" content="vi_VN">
<meta property="og:locale:alternate" content="en_GB">
<meta property="og:image" content="https://nason.vn/cau.jpg">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="Quốc huy">
<meta property="article:published_time" content="2022-07-11T15:30:00+07:00">
<meta property="article:modified_time" content="2022-07-11T15:30:00+07:00">
<meta property="article:section" content="Tin tức">
<meta name="twitter:card" content="summary_large_image">
<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<meta name="DC.title" content="Cầu mới">
<meta name="DC.creator" content="UBND xã Nà Sơn">
<meta name="DC.contributor" content="UBND xã Nà Sơn">
<meta name="DC.source" content="Cổng Nà Sơn">
<meta name="DC.subject" content="Tin tức">
<meta name="DC.date" content="2022-07-11T15:30:00+07:00">
<meta name="DC.description" content="Cầu &quot;mới&quot;.">
<meta name="DC.publisher" content="UBND xã Nà Sơn">
<meta name="DC.identifier" content="https://nason.vn/tin/cau.html">
<meta name="DC.language" content="vi">
<meta name="DC.type" content="Text">
<meta name="DC.format" content="text/html">
<meta name="DC.rights" content="© UBND xã Nà Sơn">
"#
        );
        assert!(script.starts_with(
            r#" type="application/ld+json">{"@context":"https://schema.org","@graph":["#
        ));
    }

    #[test]
    fn a_page_is_no_news() {
        let view = sample::page(
            "page",
            "Giới thiệu",
            Content::Article(Box::new(sample::article("Giới thiệu"))),
        );
        let head = head(&view);
        assert!(head.contains(r#"<meta property="og:type" content="website">"#));
        assert!(head.contains(r#""@type":"WebPage""#));
        assert!(!head.contains("NewsArticle"));
    }

    #[test]
    fn an_old_and_a_wrong_address_are_not_canonical() {
        let redirect = RedirectView {
            url: String::new(),
            permalink: String::new(),
            title: String::new(),
        };
        let wrong = NotFoundView {
            categories: Vec::new(),
        };
        for content in [Content::Redirect(redirect), Content::NotFound(wrong)] {
            let mut view = sample::page("redirect", "Không có", content);
            view.page.noindex = true;
            let head = head(&view);
            assert!(
                head.starts_with(
                    "<meta name=\"robots\" content=\"noindex\">\n<link rel=\"schema.DC\""
                ),
                "{head}"
            );
            assert!(!head.contains("og:") && !head.contains("<script"), "{head}");
        }
    }

    #[test]
    fn a_hostile_title_stays_a_text() {
        let article = Content::Article(Box::new(sample::article(sample::HOSTILE)));
        let head = head(&sample::page("article", sample::HOSTILE, article));
        assert_eq!(head.matches("</script>").count(), 1);
        assert!(!head.contains("<b>") && !head.contains("<!--") && !head.contains('\u{1}'));
        let title = "A &amp; B &amp;amp; &lt;b&gt;&quot;C&quot;&lt;/b&gt; &#39;D&#39; ]]&gt;\u{2028}&lt;/script&gt;&lt;!--";
        assert!(
            head.contains(&format!(
                "<meta property=\"og:title\" content=\"{title}\">\n"
            )),
            "{head}"
        );
    }
}
