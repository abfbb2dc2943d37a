//! What Open Graph, Dublin Core and JSON-LD each tell of an article.

use crate::plan::view::{ArticleView, BylineView, Content, DateView, PageView, PictureView};
use crate::text::escape;

/// Role of a byline whose name is an agency or a newspaper: "Theo …".
const AFTER: &str = "theo";
/// Role of a byline of somebody who only took the pictures.
const PHOTOGRAPHER: &str = "anh";

/// The article of a page of any kind.
pub fn article(view: &PageView) -> Option<&ArticleView> {
    match &view.content {
        Content::Article(article) => Some(article),
        _ => None,
    }
}

/// The article and its date when the page is news: of any kind but `page`.
pub fn news(view: &PageView) -> Option<(&ArticleView, &DateView)> {
    let article = article(view).filter(|_| view.page.kind != "page")?;
    Some((article, article.card.date.as_ref()?))
}

/// Whether the address of the page is one to be found and shared: not an old one, not a wrong one.
pub fn has_address(view: &PageView) -> bool {
    !matches!(view.content, Content::Redirect(_) | Content::NotFound(_))
}

/// Who made the text.
pub fn writers(article: &ArticleView) -> impl Iterator<Item = &BylineView> {
    article
        .bylines
        .iter()
        .filter(|byline| byline.role != PHOTOGRAPHER)
}

/// Who only took the pictures.
pub fn photographers(article: &ArticleView) -> impl Iterator<Item = &BylineView> {
    article
        .bylines
        .iter()
        .filter(|byline| byline.role == PHOTOGRAPHER)
}

/// Whether a byline names a person rather than an agency.
pub fn is_person(byline: &BylineView) -> bool {
    byline.role != AFTER
}

/// When the article was changed last; never before its date.
pub fn modified<'a>(article: &'a ArticleView, published: &'a DateView) -> &'a str {
    article
        .updated
        .as_ref()
        .map_or(published.iso.as_str(), |updated| {
            updated.iso.as_str().max(&published.iso)
        })
}

/// The picture that stands for the page, at the worst the emblem.
pub fn picture(view: &PageView) -> Option<&PictureView> {
    view.page.image.as_ref().or(view.portal.logo.as_ref())
}

/// Addresses and titles of films that an article shows in frames, in order.
pub fn films(article: &ArticleView) -> Vec<(String, String)> {
    let frames = article.body.split("<iframe").skip(1);
    let frames = frames.filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    let film = |tag: &str| Some((attribute(tag, "src")?, attribute(tag, "title")?));
    frames.filter_map(film).collect()
}

/// The text of an attribute, as the body's own writer writes it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(escape::unescape)
}
