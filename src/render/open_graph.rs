//! Open Graph, <https://ogp.me/> (REQ-A18), and the card that goes with it.

use super::tags::Tags;
use super::{address, story};
use crate::plan::view::{ArticleView, DateView, PageView, PictureView, SharedView};

/// Smallest picture that is shown across the whole card, in pixels.
const LARGE: (u32, u32) = (300, 157);

/// Tags for shares.
pub fn write(view: &PageView, tags: &mut Tags) {
    let page = &view.page;
    let news = story::news(view);
    tags.property(
        "og:type",
        if news.is_some() { "article" } else { "website" },
    );
    tags.property("og:title", &page.title);
    tags.property("og:description", &page.description);
    tags.property("og:url", &page.permalink);
    tags.property("og:site_name", &view.portal.title);
    tags.property("og:locale", page.language.locale());
    for other in page
        .alternates
        .iter()
        .filter(|other| other.language != page.language)
    {
        tags.property("og:locale:alternate", other.language.locale());
    }
    if let Some(picture) = &page.image {
        image(picture, tags);
    }
    if let Some((article, published)) = news {
        for film in story::films(article) {
            let url = address::absolute(&view.portal.base_url, &film.url);
            tags.property("og:video", &url);
            let media_type = Some(film.media_type).filter(|it| !it.is_empty());
            tags.property(
                "og:video:type",
                media_type.as_deref().unwrap_or("text/html"),
            );
        }
        article_tags(article, published, tags);
    }
    let is_large = page
        .image
        .as_ref()
        .is_some_and(|it| it.width >= LARGE.0 && it.height >= LARGE.1);
    tags.name(
        "twitter:card",
        if is_large {
            "summary_large_image"
        } else {
            "summary"
        },
    );
}

fn image(picture: &PictureView, tags: &mut Tags) {
    let whole = SharedView {
        permalink: picture.permalink.clone(),
        width: picture.width,
        height: picture.height,
        media_type: picture.media_type,
    };
    let SharedView {
        permalink,
        width,
        height,
        media_type,
    } = picture.shared.as_ref().unwrap_or(&whole);
    tags.property("og:image", permalink);
    tags.property("og:image:type", media_type);
    if *width > 0 && *height > 0 {
        tags.property("og:image:width", &width.to_string());
        tags.property("og:image:height", &height.to_string());
    }
    tags.property("og:image:alt", &picture.alt);
}

fn article_tags(article: &ArticleView, published: &DateView, tags: &mut Tags) {
    tags.property("article:published_time", &published.iso);
    tags.property("article:modified_time", story::modified(article, published));
    if let Some(category) = &article.card.category {
        tags.property("article:section", &category.title);
    }
    for tag in &article.tags {
        tags.property("article:tag", &tag.title);
    }
}
