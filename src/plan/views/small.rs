//! Pages that every portal has besides its articles: maps, corrections, notices.

use super::article::correction;
use super::cards::{date, link, link_to};
use super::info;
use crate::plan::view::{
    Content, CorrectedView, CorrectionsView, FeedLinkView, FeedsView, MenuItem, NotFoundView,
    PageView, RedirectView, SiteMapView, WithdrawnView,
};
use crate::plan::{FeedFormat, Job, ListOf, Plan};
use crate::site::{Edition, EntryId, Taxonomy};

/// The notice at a withdrawn article's address: nothing of the article itself.
pub fn withdrawn(plan: &Plan, id: EntryId) -> PageView {
    let entry = &plan.site.entries[id];
    let edition = &plan.site.editions[plan.site.edition_of(entry.language)];
    let withdrawal = entry.article.withdrawn.as_ref();
    let view = WithdrawnView {
        date: withdrawal
            .and_then(|withdrawal| withdrawal.date)
            .map(|moment| date(moment, entry.language)),
        reason: withdrawal
            .map(|withdrawal| withdrawal.reason.clone())
            .unwrap_or_default(),
    };
    let title = plan.theme.words(entry.language).get("withdrawn_title");
    info::begin(plan, edition, "withdrawn", title, &entry.url)
        .below(edition, [])
        .noindex()
        .show(Content::Withdrawn(view))
}

/// The page at an old address.
pub fn redirect(plan: &Plan, id: EntryId) -> PageView {
    let entry = &plan.site.entries[id];
    let edition = &plan.site.editions[plan.site.edition_of(entry.language)];
    let base = &plan.site.config.base;
    let title = if entry.withdrawn {
        plan.theme.words(entry.language).get("withdrawn_title")
    } else {
        &entry.article.title
    };
    let view = RedirectView {
        url: base.url(&entry.url),
        permalink: base.permalink(&entry.url),
        title: title.to_owned(),
    };
    info::begin(plan, edition, "redirect", title, &entry.url)
        .noindex()
        .show(Content::Redirect(view))
}

/// Sơ đồ cổng.
pub fn site_map(plan: &Plan, number: usize) -> PageView {
    let edition = &plan.site.editions[number];
    let pages = edition.pages.iter().map(|id| link_to(plan, *id)).collect();
    let categories = edition
        .roots()
        .filter_map(|id| branch(plan, edition, id))
        .collect();
    let title = plan.theme.words(edition.language).get("site_map");
    info::begin(plan, edition, "site_map", title, &edition.routes.site_map())
        .described("site_map_description", &[])
        .below(edition, [])
        .in_all_editions(|edition| Some(edition.routes.site_map()))
        .show(Content::SiteMap(SiteMapView { categories, pages }))
}

/// A category with those below it; none when there is nothing to show.
pub fn branch(plan: &Plan, edition: &Edition, id: usize) -> Option<MenuItem> {
    let category = &edition.categories[id];
    category.shown().then(|| MenuItem {
        title: category.title.clone(),
        url: plan.site.config.base.url(&category.url),
        external: false,
        letters: 0,
        items: category
            .children
            .iter()
            .filter_map(|child| branch(plan, edition, *child))
            .collect(),
    })
}

/// Every feed of an edition.
pub fn feeds(plan: &Plan, number: usize) -> PageView {
    let edition = &plan.site.editions[number];
    let words = plan.theme.words(edition.language);
    let mut items: Vec<_> = plan
        .jobs
        .iter()
        .filter_map(|(path, job)| feed_link(plan, number, path, job))
        .collect();
    items.sort_by_key(|(order, _)| *order);
    let title = words.get("feeds");
    info::begin(plan, edition, "feeds", title, &edition.routes.feeds())
        .described("feeds_intro", &[])
        .below(edition, [])
        .in_all_editions(|edition| (!edition.listed.is_empty()).then(|| edition.routes.feeds()))
        .show(Content::Feeds(FeedsView {
            items: items.into_iter().map(|(_, item)| item).collect(),
        }))
}

fn feed_link(
    plan: &Plan,
    number: usize,
    path: &str,
    job: &Job,
) -> Option<((Option<ListOf>, FeedFormat), FeedLinkView)> {
    let Job::Feed(edition, of, format) = job else {
        return None;
    };
    if *edition != number {
        return None;
    }
    let edition = &plan.site.editions[number];
    let title = match of {
        None => plan.site.config.title.of(edition.language).to_owned(),
        Some(ListOf::Category(_, id)) => edition.categories[*id].title.clone(),
        Some(ListOf::Term(_, taxonomy, id)) => {
            let name = &edition.terms[taxonomy][*id].name;
            plan.theme
                .words(edition.language)
                .fill(&format!("{}_title", taxonomy.name()), &[("name", name)])
        }
    };
    let (media_type, name) = match format {
        FeedFormat::Rss => ("application/rss+xml", "RSS"),
        FeedFormat::Atom => ("application/atom+xml", "Atom"),
        FeedFormat::Json => ("application/feed+json", "JSON Feed"),
    };
    let url = plan.site.config.base.url(&format!("/{path}"));
    Some((
        (*of, *format),
        FeedLinkView {
            title,
            url,
            media_type,
            format: name,
        },
    ))
}

/// Every correction of an edition, newest first.
pub fn corrections(plan: &Plan, number: usize) -> PageView {
    let edition = &plan.site.editions[number];
    let of_entry = |id: &EntryId| {
        plan.site.entries[*id]
            .article
            .corrections
            .iter()
            .map(|one| (*id, one))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<_> = edition.listed.iter().flat_map(of_entry).collect();
    all.sort_by_key(|(id, one)| (std::cmp::Reverse(one.date), *id));
    let view = |(id, one): (EntryId, &crate::content::Correction)| CorrectedView {
        article: link_to(plan, id),
        correction: correction(one, edition.language),
    };
    let title = plan.theme.words(edition.language).get("corrections");
    info::begin(
        plan,
        edition,
        "corrections",
        title,
        &edition.routes.corrections(),
    )
    .described("corrections_intro", &[])
    .below(edition, [])
    .show(Content::Corrections(CorrectionsView {
        items: all.into_iter().map(view).collect(),
    }))
}

/// What stands where nothing is.
pub fn not_found(plan: &Plan, number: usize) -> PageView {
    let edition = &plan.site.editions[number];
    let shown = edition
        .roots()
        .map(|id| &edition.categories[id])
        .filter(|category| category.shown());
    let categories = shown
        .map(|category| link(plan, &category.title, &category.url))
        .collect();
    let title = plan.theme.words(edition.language).get("not_found_title");
    info::begin(
        plan,
        edition,
        "not_found",
        title,
        &edition.routes.below("404.html"),
    )
    .noindex()
    .show(Content::NotFound(NotFoundView { categories }))
}

/// Whether an edition has terms of a taxonomy, and where they are.
pub fn taxonomy(plan: &Plan, edition: &Edition, taxonomy: Taxonomy) -> Option<String> {
    let any = !edition.terms[&taxonomy].is_empty();
    any.then(|| {
        plan.site
            .config
            .base
            .url(&edition.routes.taxonomy(taxonomy))
    })
}
