//! Dublin Core as HTML, after DCMI's "Expressing Dublin Core metadata using HTML", on every page (REQ-F4).

use super::story;
use super::tags::Tags;
use crate::plan::view::{ArticleView, CardView, Content, PageView};

/// The fifteen elements, as far as they are known. The six that are asked for and the four that are recommended are never
/// missing but for a date: who publishes a page has made it and contributed to it when nobody else did, what was taken
/// from nowhere has its source in the portal, and a page outside all subjects is about what it is called.
pub fn write(view: &PageView, tags: &mut Tags) {
    let page = &view.page;
    let organisation = view.portal.organisation.name.as_str();
    let description = if page.description.is_empty() {
        &page.title
    } else {
        &page.description
    };
    tags.link(&[
        ("rel", "schema.DC"),
        ("href", "http://purl.org/dc/elements/1.1/"),
    ]);
    tags.name("DC.title", &page.title);
    match story::article(view) {
        Some(article) => credits(article, view, tags),
        None => {
            tags.name("DC.creator", organisation);
            tags.name("DC.contributor", organisation);
            tags.name("DC.source", &view.portal.title);
        }
    }
    subjects(view, tags);
    tags.name("DC.date", date(&view.content).unwrap_or_default());
    tags.name("DC.description", description);
    tags.name("DC.publisher", organisation);
    tags.name("DC.identifier", &page.permalink);
    tags.name("DC.language", page.language.code());
    tags.name("DC.type", "Text");
    tags.name("DC.format", "text/html");
    tags.name("DC.rights", &format!("© {organisation}"));
}

fn credits(article: &ArticleView, view: &PageView, tags: &mut Tags) {
    let organisation = view.portal.organisation.name.as_str();
    if story::writers(article).next().is_none() {
        tags.name("DC.creator", organisation);
    }
    story::writers(article).for_each(|byline| tags.name("DC.creator", &byline.name));
    story::photographers(article).for_each(|byline| tags.name("DC.contributor", &byline.name));
    if story::photographers(article).next().is_none() {
        tags.name("DC.contributor", organisation);
    }
    let source = article.source.as_ref();
    let source = source.map(|source| [&source.title, &source.url]);
    let source = source.unwrap_or([&view.portal.title, &view.portal.title]);
    let named = source.into_iter().find(|name| !name.is_empty());
    tags.name("DC.source", named.map_or("", String::as_str));
}

/// Tags, or the category where there are none; the name of a list; else what the page is called.
fn subjects(view: &PageView, tags: &mut Tags) {
    let own = match &view.content {
        Content::Article(article) => {
            let tagged = article.tags.iter().map(|tag| tag.title.as_str());
            let category = article.card.category.iter();
            let category = category.map(|category| category.title.as_str());
            let places = article.places.iter();
            places.for_each(|place| tags.name("DC.coverage", &place.title));
            if article.tags.is_empty() {
                category.collect()
            } else {
                tagged.collect()
            }
        }
        Content::List(list) => vec![list.title.as_str()],
        _ => Vec::new(),
    };
    if own.is_empty() {
        tags.name("DC.subject", &view.page.title);
    }
    for subject in own {
        tags.name("DC.subject", subject);
    }
}

/// The date of an article; of a page that shows articles, that of the newest.
fn date(content: &Content) -> Option<&str> {
    match content {
        Content::Article(article) => article
            .card
            .date
            .as_ref()
            .or(article.updated.as_ref())
            .map(|date| date.iso.as_str()),
        Content::Home(home) => newest(home.blocks.iter().flat_map(|block| &block.items)),
        Content::List(list) => newest(&list.items),
        Content::Archive(archive) => archive.days.iter().map(|day| day.date.iso.as_str()).max(),
        Content::Corrections(corrections) => {
            let dates = corrections
                .items
                .iter()
                .filter_map(|item| item.correction.date.as_ref());
            dates.map(|date| date.iso.as_str()).max()
        }
        Content::Withdrawn(withdrawn) => withdrawn.date.as_ref().map(|date| date.iso.as_str()),
        _ => None,
    }
}

fn newest<'a>(cards: impl IntoIterator<Item = &'a CardView>) -> Option<&'a str> {
    cards
        .into_iter()
        .filter_map(|card| card.date.as_ref())
        .map(|date| date.iso.as_str())
        .max()
}
