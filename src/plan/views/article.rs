//! One article, profile or page.

use std::ops::Range;

use super::cards::{card, cards, date, link, link_to, picture, summary};
use super::info;
use crate::content::{Article, Correction};
use crate::diagnostic::{Finding, rules};
use crate::markdown;
use crate::plan::resolver::{Resolver, Written};
use crate::plan::view::{
    AlikeView, ArticleView, AttachmentView, BylineView, Content, CorrectionView, HeadingView,
    LinkView, PageView, SeriesView, ShareView,
};
use crate::plan::{Plan, social};
use crate::site::{
    Alike, Beside, Category, Edition, Entry, EntryId, Introduction, Site, Taxonomy, options,
};
use crate::text::{Digest, Language, Moment, Place, escape, number};

/// Headings from which on an article gets a table of contents.
const CONTENTS: usize = 3;
/// Earlier parts of a series that are named.
const EARLIER: usize = 5;

/// The page of an entry.
pub fn article(plan: &Plan, id: EntryId) -> Result<PageView, Finding> {
    let site = &plan.site;
    let entry = &site.entries[id];
    let edition = &site.editions[site.edition_of(entry.language)];
    let view = view(plan, edition, id)?;
    let category = site.category_of(entry);
    let page = info::begin(
        plan,
        edition,
        entry.article.kind.name,
        &entry.article.title,
        &entry.url,
    )
    .description(summary(entry))
    .below(edition, parents(edition, category))
    .section(category.map(|category| top(edition, category).url.as_str()))
    .alternates(translations(site, entry))
    .feed(
        category.map_or("", |category| &category.title),
        category.and_then(|category| feed_of(plan, &category.url)),
    )
    .image(
        social::picture(plan, id)
            .or_else(|| view.card.cover.clone())
            .or_else(|| view.portrait.clone()),
    );
    Ok(page.show(Content::Article(Box::new(view))))
}

/// A body as HTML.
pub fn body(
    plan: &Plan,
    written: Written<'_>,
    range: Range<usize>,
    digest: Option<Digest>,
) -> Result<String, Finding> {
    let changed = || Finding::new(&rules::FILE_CHANGED).at(Place::file(written.path));
    let Some(file) = plan.files.get(written.path).filter(|_| !range.is_empty()) else {
        return Ok(String::new());
    };
    let source = file.source()?.value;
    if digest.is_some_and(|digest| digest != source.digest) {
        return Err(changed());
    }
    let options = options(&plan.site.config, written.language);
    Ok(markdown::html(
        &source,
        range,
        &options,
        &Resolver {
            plan,
            written,
            helps: false,
        },
    ))
}

/// The text of an introduction of the page at an address.
pub fn introduction(
    plan: &Plan,
    said: &Introduction,
    url: &str,
    language: Language,
) -> Result<String, Finding> {
    let written = Written::of_introduction(said, url, language);
    body(plan, written, said.index.body.clone(), said.digest)
}

/// A category's parents and itself, from the top, as breadcrumbs.
pub fn parents(edition: &Edition, category: Option<&Category>) -> Vec<(String, String)> {
    let mut parents = Vec::new();
    let mut next = category;
    while let Some(category) = next {
        if category.shown() {
            parents.push((category.title.clone(), category.url.clone()));
        }
        next = category.parent.map(|id| &edition.categories[id]);
    }
    parents.reverse();
    parents
}

/// The top category above a category.
pub fn top<'a>(edition: &'a Edition, category: &'a Category) -> &'a Category {
    let mut top = category;
    while let Some(parent) = top.parent {
        top = &edition.categories[parent];
    }
    top
}

/// The RSS below an address, if there is one.
pub fn feed_of(plan: &Plan, url: &str) -> Option<String> {
    let url = crate::site::Routes::rss(url);
    plan.jobs
        .contains_key(&crate::site::output(&url))
        .then_some(url)
}

/// A correction as it is shown.
pub fn correction(correction: &Correction, language: Language) -> CorrectionView {
    CorrectionView {
        date: correction.date.map(|moment| date(moment, language)),
        text: correction.text.clone(),
        wrong: correction.wrong.clone(),
        right: correction.right.clone(),
    }
}

fn view(plan: &Plan, edition: &Edition, id: EntryId) -> Result<ArticleView, Finding> {
    let (entry, beside) = (&plan.site.entries[id], &plan.site.beside[id]);
    let article = &entry.article;
    let language = entry.language;
    let card = card(plan, entry);
    let alike = plan.site.alike(id);
    Ok(ArticleView {
        body: body(
            plan,
            Written::of_entry(entry),
            article.body.clone(),
            Some(entry.digest),
        )?,
        contents: contents(entry),
        sapo: article.summary.clone(),
        dateline: article.dateline.clone(),
        updated: article
            .updated
            .filter(|updated| article.date.is_none_or(|date| *updated >= date))
            .map(|updated| date(updated, language)),
        bylines: bylines(plan, edition, article),
        source: article.source.as_ref().map(|(name, url)| source(name, url)),
        tags: terms(plan, edition, beside, Taxonomy::Tag),
        places: terms(plan, edition, beside, Taxonomy::Place),
        series: series(plan, edition, entry, id),
        attachments: attachments(plan, entry),
        listen: article
            .listen
            .as_ref()
            .and_then(|(src, _)| address_of(plan, &article.path, src)),
        corrections: article
            .corrections
            .iter()
            .map(|one| correction(one, language))
            .collect(),
        related: cards(plan, &plan.site.related(id, &alike)),
        alike: alike_views(plan, edition, alike),
        older: beside.older.map(|older| link_to(plan, older)),
        newer: beside.newer.map(|newer| link_to(plan, newer)),
        share: share(&card.title, &card.permalink),
        record: record(&article.record, language),
        portrait: article
            .portrait()
            .and_then(|cover| picture(plan, &article.path, cover)),
        syllables: entry.facts.syllables,
        card,
    })
}

fn alike_views(plan: &Plan, edition: &Edition, Alike { place, field }: Alike) -> Vec<AlikeView> {
    let of_place = place.map(|(number, ids)| {
        let place = &edition.terms[&Taxonomy::Place][number];
        AlikeView {
            by: "place",
            title: place.name.clone(),
            url: Some(plan.site.config.base.url(&place.url)),
            items: cards(plan, &ids),
        }
    });
    let of_field = field.map(|(title, ids)| AlikeView {
        by: "field",
        title,
        url: None,
        items: cards(plan, &ids),
    });
    of_place.into_iter().chain(of_field).collect()
}

/// The record with its moments as every view shows them.
fn record(written: &serde_json::Value, language: Language) -> serde_json::Value {
    use serde_json::Value as Json;
    match written {
        Json::Object(fields) => match moment_of(fields) {
            Some(moment) => serde_json::json!(date(moment, language)),
            None => Json::Object(
                fields
                    .iter()
                    .map(|(key, value)| (key.clone(), record(value, language)))
                    .collect(),
            ),
        },
        Json::Array(values) => values.iter().map(|value| record(value, language)).collect(),
        value => value.clone(),
    }
}

/// What [`crate::record::Record::json`] wrote for a date.
fn moment_of(fields: &serde_json::Map<String, serde_json::Value>) -> Option<Moment> {
    let text = fields
        .get("moment")
        .filter(|_| fields.len() == 1)?
        .as_str()?;
    Moment::parse(text)
}

fn contents(entry: &Entry) -> Vec<HeadingView> {
    let headings = entry.facts.headings.open();
    if !entry.article.contents.unwrap_or(headings.len() >= CONTENTS) {
        return Vec::new();
    }
    let view = |heading: &markdown::Heading| HeadingView {
        level: heading.level,
        id: heading.id.clone(),
        title: heading.title.clone(),
    };
    headings
        .iter()
        .filter(|heading| heading.level <= 3)
        .map(view)
        .collect()
}

/// Where an author's articles are; empty when they have no page.
pub fn author_url(plan: &Plan, edition: &Edition, name: &str) -> String {
    let slug = crate::text::slug::slug(name);
    let url = edition.routes.term(Taxonomy::Author, &slug);
    let known = plan.jobs.contains_key(&crate::site::output(&url)) && !slug.is_empty();
    if known {
        plan.site.config.base.url(&url)
    } else {
        String::new()
    }
}

fn bylines(plan: &Plan, edition: &Edition, article: &Article) -> Vec<BylineView> {
    let view = |byline: &crate::content::Byline| BylineView {
        role: byline.role.to_string(),
        name: byline.name.to_string(),
        url: author_url(plan, edition, &byline.name),
    };
    article.bylines.iter().map(view).collect()
}

fn source(name: &str, url: &str) -> LinkView {
    let url = if escape::is_safe_url(url) && url.contains("://") {
        url
    } else {
        ""
    };
    let title = if name.is_empty() { url } else { name };
    LinkView {
        title: title.to_owned(),
        url: url.to_owned(),
    }
}

fn terms(plan: &Plan, edition: &Edition, beside: &Beside, taxonomy: Taxonomy) -> Vec<LinkView> {
    beside
        .terms_of(taxonomy)
        .map(|number| &edition.terms[&taxonomy][number])
        .map(|term| link(plan, &term.name, &term.url))
        .collect()
}

fn series(plan: &Plan, edition: &Edition, entry: &Entry, id: EntryId) -> Option<SeriesView> {
    let number = plan.site.beside[id].terms_of(Taxonomy::Series).next()?;
    let term = &edition.terms[&Taxonomy::Series][number];
    let earlier = earlier(plan, entry, id, number);
    Some(SeriesView {
        title: term.name.clone(),
        url: plan.site.config.base.url(&term.url),
        earlier: earlier.iter().map(|id| link_to(plan, *id)).collect(),
    })
}

/// The parts of a series that came before an entry and are named on its page.
pub fn earlier<'a>(plan: &'a Plan, entry: &Entry, id: EntryId, series: usize) -> &'a [EntryId] {
    let edition = &plan.site.editions[plan.site.edition_of(entry.language)];
    let entries = &edition.terms[&Taxonomy::Series][series].entries;
    let older = entries.partition_point(|other| *other <= id);
    &entries[older..entries.len().min(older + EARLIER)]
}

fn attachments(plan: &Plan, entry: &Entry) -> Vec<AttachmentView> {
    let article = &entry.article;
    let view = |attachment: &crate::content::Attachment| {
        let info = plan.asset(&article.path, &attachment.src)?;
        let ending = info.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        Some(AttachmentView {
            title: attachment.title.clone(),
            url: plan.site.config.base.url(&escape::url_path(&info.url)),
            format: ending.to_uppercase(),
            size: number::bytes(info.length, entry.language),
        })
    };
    article.attachments.iter().filter_map(view).collect()
}

fn address_of(plan: &Plan, article: &str, src: &str) -> Option<String> {
    let info = plan.asset(article, src)?;
    Some(plan.site.config.base.url(&escape::url_path(&info.url)))
}

fn share(title: &str, permalink: &str) -> ShareView {
    let (title, address) = (
        escape::url_component(title),
        escape::url_component(permalink),
    );
    ShareView {
        facebook: format!("https://www.facebook.com/sharer/sharer.php?u={address}"),
        zalo: format!("https://zalo.me/share?u={address}&title={title}"),
        email: format!("mailto:?subject={title}&body={address}"),
    }
}

/// The addresses of an entry in every language that it exists in.
pub fn translations(site: &Site, entry: &Entry) -> Vec<(usize, String)> {
    let ids = site.translations_of(entry);
    let mut urls: Vec<_> = ids
        .iter()
        .map(|id| &site.entries[*id])
        .map(|entry| (site.edition_of(entry.language), entry.url.clone()))
        .collect();
    urls.sort();
    urls
}
