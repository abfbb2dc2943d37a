//! Dublin Core as HTML, after DCMI's "Expressing Dublin Core metadata using HTML", on every page (REQ-F4).

use super::story;
use super::tags::Tags;
use crate::plan::view::{ArticleView, CardView, Content, PageView};

/// The fifteen elements, as far as they are known; the organisation stands in for a missing creator.
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
        Some(article) => credits(article, organisation, tags),
        None => tags.name("DC.creator", organisation),
    }
    subjects(&view.content, tags);
    tags.name("DC.date", date(&view.content).unwrap_or_default());
    tags.name("DC.description", description);
    tags.name("DC.publisher", organisation);
    tags.name("DC.identifier", &page.permalink);
    tags.name("DC.language", page.language.code());
    tags.name("DC.type", "Text");
    tags.name("DC.format", "text/html");
    tags.name("DC.rights", &format!("© {organisation}"));
}

fn credits(article: &ArticleView, organisation: &str, tags: &mut Tags) {
    if story::writers(article).next().is_none() {
        tags.name("DC.creator", organisation);
    }
    story::writers(article).for_each(|byline| tags.name("DC.creator", &byline.name));
    story::photographers(article).for_each(|byline| tags.name("DC.contributor", &byline.name));
    if let Some(source) = &article.source {
        tags.name(
            "DC.source",
            if source.title.is_empty() {
                &source.url
            } else {
                &source.title
            },
        );
    }
}

/// Tags, or the category where there are none; the name of a list.
fn subjects(content: &Content, tags: &mut Tags) {
    match content {
        Content::Article(article) => {
            let category = article
                .card
                .category
                .iter()
                .filter(|_| article.tags.is_empty());
            article
                .tags
                .iter()
                .chain(category)
                .for_each(|subject| tags.name("DC.subject", &subject.title));
            article
                .places
                .iter()
                .for_each(|place| tags.name("DC.coverage", &place.title));
        }
        Content::List(list) => tags.name("DC.subject", &list.title),
        _ => {}
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
