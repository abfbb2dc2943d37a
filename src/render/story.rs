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

/// A film that an article shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Film {
    /// What it is called; empty when that was not said.
    pub title: String,
    /// Where it is: a page for a frame, or a file of the portal.
    pub url: String,
    /// The type of the file; empty for a page.
    pub media_type: String,
    /// The picture that stands for it before it plays, if it has its own.
    pub poster: Option<String>,
}

/// The films that an article shows, in order.
pub fn films(article: &ArticleView) -> Vec<Film> {
    let body = article.body.as_str();
    let tags = body.match_indices('<').map(|(at, _)| &body[at..]);
    let film = |rest: &str| {
        if rest.starts_with("<iframe ") {
            framed(rest)
        } else if rest.starts_with("<video ") {
            own(rest)
        } else {
            None
        }
    };
    tags.filter_map(film).collect()
}

fn framed(rest: &str) -> Option<Film> {
    let (tag, _) = rest.split_once('>')?;
    Some(Film {
        title: attribute(tag, "title").unwrap_or_default(),
        url: attribute(tag, "src")?,
        media_type: String::new(),
        poster: None,
    })
}

fn own(rest: &str) -> Option<Film> {
    let (film, _) = rest.split_once("</video>")?;
    let (tag, inside) = film.split_once('>')?;
    let source = inside.split_once('>').map_or("", |(source, _)| source);
    let of_source = |name| attribute(source, name).filter(|_| source.starts_with("<source "));
    Some(Film {
        title: attribute(tag, "aria-label").unwrap_or_default(),
        url: attribute(tag, "src").or_else(|| of_source("src"))?,
        media_type: of_source("type").unwrap_or_default(),
        poster: attribute(tag, "poster"),
    })
}

/// The text of an attribute, as the body's own writer writes it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(escape::unescape)
}
