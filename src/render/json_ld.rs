//! Structured data (REQ-A18): one graph of <https://schema.org> a page.

use super::json::{Node, Value as _};
use super::{address, story};
use crate::plan::view::{
    ArticleView, BylineView, Content, CorrectionView, CutView, DateView, LinkView,
    OrganisationView, PageView, PictureView, PortalView,
};

/// The graph of a page, as JSON for a `<script>` element.
pub fn graph(view: &PageView) -> String {
    let page = match story::news(view) {
        Some((article, published)) => news_article(view, article, published),
        None => web_page(view),
    };
    let home = matches!(view.content, Content::Home(_));
    let rest = if home {
        vec![government(&view.portal), web_site(view)]
    } else {
        vec![breadcrumbs(view)]
    };
    let more = story::news(view)
        .into_iter()
        .flat_map(|(article, published)| {
            let profile = profile_page(view, article, published);
            let films = story::films(article).into_iter();
            let films = films.map(|(url, title)| film(view, &url, &title, published));
            profile.into_iter().chain(films).collect::<Vec<_>>()
        });
    let nodes: Vec<Node> = [page].into_iter().chain(more).chain(rest).collect();
    let mut json = String::with_capacity(4096);
    Node::default()
        .with("@context", "https://schema.org")
        .with("@graph", nodes)
        .write(&mut json);
    json
}

fn news_article(view: &PageView, article: &ArticleView, published: &DateView) -> Node {
    let page = &view.page;
    let authors: Vec<Node> = story::writers(article)
        .map(|byline| author(&view.portal, byline))
        .collect();
    let authors = if authors.is_empty() {
        vec![publisher(&view.portal)]
    } else {
        authors
    };
    let keywords: Vec<_> = article.tags.iter().map(|tag| tag.title.as_str()).collect();
    let corrections: Vec<Node> = article.corrections.iter().map(correction).collect();
    Node::of("NewsArticle")
        .with("headline", page.title.as_str())
        .with("description", page.description.as_str())
        .with("image", story::picture(view).map(cuts))
        .with(
            "image",
            story::picture(view)
                .filter(|it| cuts(it).is_empty())
                .map(image),
        )
        .with("datePublished", published.iso.as_str())
        .with("dateModified", story::modified(article, published))
        .with("author", authors)
        .with("publisher", publisher(&view.portal))
        .with("mainEntityOfPage", page.permalink.as_str())
        .with(
            "articleSection",
            article
                .card
                .category
                .as_ref()
                .map(|category| category.title.as_str()),
        )
        .with("keywords", keywords)
        .with("inLanguage", page.language.code())
        .with("isAccessibleForFree", true)
        .with("about", person(article))
        .with("correction", corrections)
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

fn author(portal: &PortalView, byline: &BylineView) -> Node {
    Node::of(if story::is_person(byline) {
        "Person"
    } else {
        "Organization"
    })
    .with("name", byline.name.as_str())
    .with("url", address::absolute(&portal.base_url, &byline.url))
}

/// The page as the portrait of a person.
fn profile_page(view: &PageView, article: &ArticleView, published: &DateView) -> Option<Node> {
    let person = person(article)?.with("mainEntityOfPage", view.page.permalink.as_str());
    Some(
        Node::of("ProfilePage")
            .with("url", view.page.permalink.as_str())
            .with("name", view.page.title.as_str())
            .with("dateCreated", published.iso.as_str())
            .with("dateModified", story::modified(article, published))
            .with("inLanguage", view.page.language.code())
            .with("mainEntity", person),
    )
}

/// A film that is shown in a frame, as sites that embed it and search engines ask for it.
fn film(view: &PageView, url: &str, title: &str, published: &DateView) -> Node {
    let picture = story::picture(view);
    Node::of("VideoObject")
        .with("name", title)
        .with("description", view.page.description.as_str())
        .with("embedUrl", url)
        .with("uploadDate", published.iso.as_str())
        .with(
            "thumbnailUrl",
            picture.map(|picture| picture.permalink.as_str()),
        )
}

/// Whom a profile tells of (REQ-A16); only if it is recorded that they agreed to be shown (REQ-C19).
fn person(article: &ArticleView) -> Option<Node> {
    let agreed = article.record.pointer("/person/consent");
    agreed.filter(|agreed| **agreed == serde_json::Value::Bool(true))?;
    let person = article.card.person.as_ref()?;
    let node = Node::of("Person")
        .with("name", person.name.as_str())
        .with("address", person.place.as_str())
        .with(
            "award",
            article
                .record
                .pointer("/person/award/title")
                .and_then(serde_json::Value::as_str),
        )
        .with("image", article.portrait.as_ref().map(image));
    Some(node)
}

fn correction(view: &CorrectionView) -> Node {
    let CorrectionView {
        date,
        text,
        wrong,
        right,
    } = view;
    let text = filled(text).map_or_else(|| format!("“{wrong}” → “{right}”"), str::to_owned);
    Node::of("CorrectionComment")
        .with("text", text)
        .with("datePublished", date.as_ref().map(|it| it.iso.as_str()))
}

/// A picture in the shapes that search engines ask for; none when it is too small to be cut.
fn cuts(picture: &PictureView) -> Vec<Node> {
    let cut = |cut: &CutView| {
        Node::of("ImageObject")
            .with("url", cut.permalink.as_str())
            .with("width", cut.width)
            .with("height", cut.height)
            .with("caption", picture.caption.as_str())
    };
    let cuts = [&picture.wide, &picture.classic, &picture.square];
    cuts.into_iter().flatten().map(cut).collect()
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
    use crate::plan::view::PersonCardView;
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
