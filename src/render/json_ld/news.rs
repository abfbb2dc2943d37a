//! What is told of an article that is news.

use super::{filled, image, publisher};
use crate::plan::view::{
    ArticleView, BylineView, CorrectionView, CutView, DateView, PageView, PictureView, PortalView,
};
use crate::render::json::Node;
use crate::render::story::Film;
use crate::render::{address, story};

/// The article, its page as the portrait of a person, and its films.
pub fn nodes(view: &PageView, article: &ArticleView, published: &DateView) -> Vec<Node> {
    let films = story::films(article).into_iter();
    let films = films.map(|shown| film(view, &shown, published));
    [news_article(view, article, published)]
        .into_iter()
        .chain(profile_page(view, article, published))
        .chain(films)
        .collect()
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

/// A film, in a frame or as a file of the portal, as sites that embed it and search engines ask for it.
fn film(view: &PageView, film: &Film, published: &DateView) -> Node {
    let absolute = |url: &str| address::absolute(&view.portal.base_url, url);
    let is_file = !film.media_type.is_empty();
    let picture = || story::picture(view).map(|picture| picture.permalink.clone());
    Node::of("VideoObject")
        .with("name", filled(&film.title).unwrap_or(&view.page.title))
        .with("description", view.page.description.as_str())
        .with("contentUrl", is_file.then(|| absolute(&film.url)))
        .with("encodingFormat", filled(&film.media_type))
        .with("embedUrl", (!is_file).then(|| absolute(&film.url)))
        .with("uploadDate", published.iso.as_str())
        .with(
            "thumbnailUrl",
            film.poster.as_deref().map(absolute).or_else(picture),
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
