//! Structured data (REQ-A18): one graph of <https://schema.org> a page.

mod news;

use super::json::{Node, Value as _};
use super::{address, story};
use crate::plan::view::{Content, LinkView, OrganisationView, PageView, PictureView, PortalView};

/// The graph of a page, as JSON for a `<script>` element.
pub fn graph(view: &PageView) -> String {
    let own = match story::news(view) {
        Some((article, published)) => news::nodes(view, article, published),
        None => vec![web_page(view)],
    };
    let home = matches!(view.content, Content::Home(_));
    let rest = if home {
        vec![government(&view.portal), web_site(view)]
    } else {
        vec![breadcrumbs(view)]
    };
    let nodes: Vec<Node> = own.into_iter().chain(rest).collect();
    let mut json = String::with_capacity(4096);
    Node::default()
        .with("@context", "https://schema.org")
        .with("@graph", nodes)
        .write(&mut json);
    json
}

fn web_page(view: &PageView) -> Node {
    let article = story::article(view);
    let published = article.and_then(|article| article.card.date.as_ref());
    let updated = article
        .and_then(|article| article.updated.as_ref())
        .or(published);
    Node::of("WebPage")
        .with("name", view.page.title.as_str())
        .with("description", view.page.description.as_str())
        .with("url", view.page.permalink.as_str())
        .with("datePublished", published.map(|date| date.iso.as_str()))
        .with("dateModified", updated.map(|date| date.iso.as_str()))
        .with("inLanguage", view.page.language.code())
        .with("publisher", publisher(&view.portal))
}

fn web_site(view: &PageView) -> Node {
    Node::of("WebSite")
        .with("name", view.portal.title.as_str())
        .with("description", view.portal.tagline.as_str())
        .with("url", view.page.permalink.as_str())
        .with("inLanguage", view.page.language.code())
        .with("publisher", publisher(&view.portal))
}

fn government(portal: &PortalView) -> Node {
    let OrganisationView {
        parent,
        address,
        phone,
        fax,
        email,
        ..
    } = &portal.organisation;
    let postal = Node::of("PostalAddress")
        .with("streetAddress", address.as_str())
        .with("addressCountry", "VN");
    let parent = filled(parent).map(|name| Node::of("GovernmentOrganization").with("name", name));
    organisation("GovernmentOrganization", portal)
        .with("address", filled(address).map(|_| postal))
        .with("telephone", phone.as_str())
        .with("faxNumber", fax.as_str())
        .with("email", email.as_str())
        .with("parentOrganization", parent)
}

fn publisher(portal: &PortalView) -> Node {
    organisation("Organization", portal)
}

fn organisation(kind: &str, portal: &PortalView) -> Node {
    Node::of(kind)
        .with("name", portal.organisation.name.as_str())
        .with("url", address::absolute(&portal.base_url, &portal.home))
        .with("logo", portal.logo.as_ref().map(image))
}

fn image(picture: &PictureView) -> Node {
    Node::of("ImageObject")
        .with("url", picture.permalink.as_str())
        .with("width", (picture.width > 0).then_some(picture.width))
        .with("height", (picture.height > 0).then_some(picture.height))
        .with("caption", picture.caption.as_str())
}

/// From the home page down to the page itself.
fn breadcrumbs(view: &PageView) -> Node {
    let (portal, page) = (&view.portal, &view.page);
    let home = LinkView {
        title: portal.title.clone(),
        url: portal.home.clone(),
    };
    let has_home = page
        .breadcrumbs
        .first()
        .is_some_and(|first| first.url == home.url);
    let own = LinkView {
        title: page.title.clone(),
        url: page.permalink.clone(),
    };
    let links = Some(&home)
        .filter(|_| !has_home)
        .into_iter()
        .chain(&page.breadcrumbs)
        .chain([&own]);
    let items: Vec<Node> = links
        .enumerate()
        .map(|(index, link)| {
            Node::of("ListItem")
                .with("position", index + 1)
                .with("name", link.title.as_str())
                .with("item", address::absolute(&portal.base_url, &link.url))
        })
        .collect();
    Node::of("BreadcrumbList").with("itemListElement", items)
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::plan::view::{ArticleView, CorrectionView, PersonCardView};
    use crate::render::sample;

    /// The graph of an article with the given changes, without what its breadcrumbs and its publisher add.
    fn news(change: impl FnOnce(&mut ArticleView)) -> Value {
        let mut article = sample::article("Cầu mới");
        change(&mut article);
        let mut graph = read(&sample::page(
            "article",
            "Cầu mới",
            Content::Article(Box::new(article)),
        ));
        graph["@graph"][0].take()
    }

    fn read(view: &PageView) -> Value {
        serde_json::from_str(&graph(view)).unwrap()
    }

    #[test]
    fn an_article_without_authors_and_picture() {
        let view = sample::page(
            "article",
            "Cầu mới",
            Content::Article(Box::new(sample::article("Cầu mới"))),
        );
        let logo = json!({
            "@type": "ImageObject", "url": "https://nason.vn/huy.png", "width": 96, "height": 96,
        });
        let publisher = json!({
            "@type": "Organization", "name": "UBND xã Nà Sơn", "url": "https://nason.vn/", "logo": logo,
        });
        let news = json!({
            "@type": "NewsArticle",
            "headline": "Cầu mới",
            "image": logo,
            "datePublished": "2022-07-11T15:30:00+07:00",
            "dateModified": "2022-07-11T15:30:00+07:00",
            "author": [publisher],
            "publisher": publisher,
            "mainEntityOfPage": "https://nason.vn/tin/cau.html",
            "articleSection": "Tin tức",
            "inLanguage": "vi",
            "isAccessibleForFree": true,
        });
        let breadcrumbs = json!({
            "@type": "BreadcrumbList",
            "itemListElement": [
                { "@type": "ListItem", "position": 1, "name": "Trang chủ", "item": "https://nason.vn/" },
                { "@type": "ListItem", "position": 2, "name": "Tin tức", "item": "https://nason.vn/tin/" },
                { "@type": "ListItem", "position": 3, "name": "Cầu mới", "item": "https://nason.vn/tin/cau.html" },
            ],
        });
        assert_eq!(
            read(&view),
            json!({ "@context": "https://schema.org", "@graph": [news, breadcrumbs] })
        );
    }

    #[test]
    fn writers_are_persons_agencies_are_not_and_photographers_are_not_authors() {
        let news = news(|article| {
            article.bylines = vec![
                sample::byline("tac-gia", "Lò Văn Pín", "/tac-gia/lo-van-pin/"),
                sample::byline("theo", "Báo Nhân Dân", ""),
                sample::byline("anh", "Hà Mai", ""),
            ];
        });
        assert_eq!(
            news["author"],
            json!([
                { "@type": "Person", "name": "Lò Văn Pín", "url": "https://nason.vn/tac-gia/lo-van-pin/" },
                { "@type": "Organization", "name": "Báo Nhân Dân" },
            ])
        );
    }

    #[test]
    fn an_article_is_never_changed_before_it_is_published() {
        let news = news(|article| article.updated = Some(sample::date("01/07/2022 08:00")));
        assert_eq!(news["dateModified"], "2022-07-11T15:30:00+07:00");
    }

    #[test]
    fn a_correction_tells_the_wrong_and_the_right_words_at_least() {
        let date = Some(sample::date("12/07/2022 08:00"));
        let (wrong, right) = ("50 m".to_owned(), "40 m".to_owned());
        let news = news(|article| {
            article.corrections = vec![CorrectionView {
                date,
                text: String::new(),
                wrong,
                right,
            }];
        });
        assert_eq!(
            news["correction"],
            json!([{ "@type": "CorrectionComment", "text": "“50 m” → “40 m”", "datePublished": "2022-07-12T08:00:00+07:00" }])
        );
    }

    #[test]
    fn a_profile_is_about_a_person() {
        let news = news(|article| {
            let (name, place) = ("Vì Thị Đua".to_owned(), "xã Nà Sơn".to_owned());
            article.card.person = Some(PersonCardView {
                name,
                place,
                deed: String::new(),
                portrait: None,
            });
            article.record =
                json!({ "person": { "consent": true, "award": { "title": "Bằng khen" } } });
        });
        assert_eq!(
            news["about"],
            json!({ "@type": "Person", "name": "Vì Thị Đua", "address": "xã Nà Sơn", "award": "Bằng khen" })
        );
    }

    #[test]
    fn nobody_is_told_of_who_did_not_agree() {
        for record in [json!({}), json!({ "person": { "consent": false } })] {
            let news = news(|article| {
                article.card.person = Some(PersonCardView {
                    name: "Vì Thị Đua".to_owned(),
                    place: String::new(),
                    deed: String::new(),
                    portrait: None,
                });
                article.record = record;
            });
            assert_eq!(news.get("about"), None);
        }
    }

    #[test]
    fn a_film_is_told_with_its_frame() {
        let mut article = sample::article("Cầu mới");
        article.body = "<p>Chữ.</p><iframe src=\"https://www.youtube-nocookie.com/embed/a?b&amp;c\" title=\"Lễ &quot;thông xe&quot;\" loading=\"lazy\"></iframe>".to_owned();
        let view = sample::page("article", "Cầu mới", Content::Article(Box::new(article)));
        let film = &read(&view)["@graph"][1];
        assert_eq!(film["@type"], "VideoObject");
        assert_eq!(
            film["embedUrl"],
            "https://www.youtube-nocookie.com/embed/a?b&c"
        );
        assert_eq!(film["name"], "Lễ \"thông xe\"");
    }

    #[test]
    fn the_home_page_tells_who_publishes() {
        let mut view = sample::home();
        let portal = std::sync::Arc::make_mut(&mut view.portal);
        portal.logo = None;
        portal.organisation.address = "Bản Nà Sơn".to_owned();
        portal.organisation.parent = "UBND tỉnh".to_owned();
        portal.organisation.email = "toasoan@nason.vn".to_owned();
        let graph = read(&view);
        let kinds: Vec<_> = (0..3)
            .map(|at| graph["@graph"][at]["@type"].as_str().unwrap_or_default())
            .collect();
        assert_eq!(kinds, ["WebPage", "GovernmentOrganization", "WebSite"]);
        assert_eq!(
            graph["@graph"][1],
            json!({
                "@type": "GovernmentOrganization",
                "name": "UBND xã Nà Sơn",
                "url": "https://nason.vn/",
                "address": { "@type": "PostalAddress", "streetAddress": "Bản Nà Sơn", "addressCountry": "VN" },
                "email": "toasoan@nason.vn",
                "parentOrganization": { "@type": "GovernmentOrganization", "name": "UBND tỉnh" },
            })
        );
    }
}
