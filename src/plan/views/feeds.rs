//! Feeds and sitemaps.

use super::article::body;
use super::cards::{card, site_picture, summary};
use crate::diagnostic::Finding;
use crate::plan::feed::{
    EnclosureView, FeedView, ItemView, NewsItem, NewsSitemapView, SitemapIndexView, SitemapRef,
    SitemapUrl, SitemapView,
};
use crate::plan::files::{NEWS_URL, news, sitemap_jobs, sitemap_url};
use crate::plan::lists::{self, month_parts, parts};
use crate::plan::resolver::Written;
use crate::plan::{FeedFormat, Job, ListOf, Plan};
use crate::site::{Category, Edition, Entry, EntryId, Taxonomy};
use crate::text::{Language, Moment};

/// A feed of an edition, or of one of its lists.
pub fn feed(
    plan: &Plan,
    number: usize,
    of: Option<ListOf>,
    format: FeedFormat,
) -> Result<FeedView, Finding> {
    let site = &plan.site;
    let config = &site.config;
    let edition = &site.editions[number];
    let (name, description, front, entries) = source(plan, edition, of);
    let own = match format {
        FeedFormat::Rss => crate::site::Routes::rss(&front),
        FeedFormat::Atom => format!("{front}atom.xml"),
        FeedFormat::Json => format!("{front}feed.json"),
    };
    let items: Result<Vec<_>, _> = entries
        .iter()
        .take(config.feed_items)
        .map(|id| item(plan, edition, *id))
        .collect();
    let items = items?;
    let newest = items
        .iter()
        .map(|item| item.updated.unwrap_or(item.published))
        .max();
    Ok(FeedView {
        title: name,
        description,
        language: edition.language,
        home: config.base.permalink(&front),
        permalink: config.base.permalink(&own),
        updated: newest.unwrap_or(site.now),
        copyright: config.organisation.name.of(edition.language).to_owned(),
        email: config.organisation.email.clone(),
        editor: config
            .organisation
            .responsible
            .of(edition.language)
            .to_owned(),
        image: site_picture(plan, config.logo.as_ref()),
        items,
    })
}

/// Name, description, first page and entries of what a feed is about.
pub fn source<'a>(
    plan: &'a Plan,
    edition: &'a Edition,
    of: Option<ListOf>,
) -> (String, String, String, &'a [EntryId]) {
    let portal = plan.site.config.title.of(edition.language);
    match of {
        None => (
            portal.to_owned(),
            plan.site.config.tagline.of(edition.language).to_owned(),
            edition.routes.home(),
            &edition.listed,
        ),
        Some(ListOf::Category(_, id)) => {
            let Category {
                title,
                url,
                entries,
                introduction,
                ..
            } = &edition.categories[id];
            (
                format!("{title} – {portal}"),
                introduction.index.description.clone(),
                url.clone(),
                entries,
            )
        }
        Some(ListOf::Term(_, taxonomy, id)) => {
            let term = &edition.terms[&taxonomy][id];
            (
                format!("{} – {portal}", term.name),
                term.introduction.index.description.clone(),
                term.url.clone(),
                &term.entries,
            )
        }
    }
}

fn item(plan: &Plan, edition: &Edition, id: EntryId) -> Result<ItemView, Finding> {
    let site = &plan.site;
    let entry = &site.entries[id];
    let article = &entry.article;
    let card = card(plan, entry);
    let content = if site.config.feed_content {
        let html = body(
            plan,
            Written::of_entry(entry),
            article.body.clone(),
            Some(entry.digest),
        )?;
        Some(absolute(&html, &card.permalink, &site.config.base.origin))
    } else {
        None
    };
    let published = article.publish_at.or(article.date).unwrap_or(site.now);
    let tags = site.beside[id]
        .terms_of(Taxonomy::Tag)
        .map(|number| edition.terms[&Taxonomy::Tag][number].name.clone());
    let host = site
        .config
        .base
        .origin
        .split("://")
        .nth(1)
        .unwrap_or("localhost");
    Ok(ItemView {
        id: article.id.as_ref().map_or_else(
            || card.permalink.clone(),
            |(id, _)| format!("tag:{host},2022:{}", crate::text::escape::url_component(id)),
        ),
        title: card.title,
        summary: summary(entry),
        published,
        updated: article.updated.filter(|updated| *updated >= published),
        authors: article
            .bylines
            .iter()
            .map(|byline| byline.name.to_string())
            .collect(),
        categories: card
            .category
            .map(|category| category.title)
            .into_iter()
            .chain(tags)
            .collect(),
        content,
        enclosure: enclosure(plan, entry),
        permalink: card.permalink,
    })
}

/// The sound of the article, else its lead picture.
fn enclosure(plan: &Plan, entry: &Entry) -> Option<EnclosureView> {
    let article = &entry.article;
    let sound = article.listen.as_ref().map(|(src, _)| src);
    let src = sound.or_else(|| article.cover.as_ref().map(|cover| &cover.src))?;
    let info = plan.asset(&article.path, src)?;
    Some(EnclosureView {
        permalink: plan
            .site
            .config
            .base
            .permalink(&crate::text::escape::url_path(&info.url)),
        bytes: if info.width == info.look.width {
            info.length
        } else {
            0
        },
        media_type: info.media_type.to_owned(),
    })
}

/// Every address of every `srcset` made absolute. Only our own hand writes any.
fn with_srcsets(html: &str, origin: &str) -> String {
    let mut parts = html.split(" srcset=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (set, rest) = part.split_once('"').unwrap_or((part, ""));
        let set = format!(", {set}").replace(", /", &format!(", {origin}/"));
        out.push_str(&format!(
            " srcset=\"{}\"{rest}",
            set.trim_start_matches(", ")
        ));
    }
    out
}

/// Root-relative and page-relative addresses of our own HTML made absolute: feed readers know no page.
fn absolute(html: &str, permalink: &str, origin: &str) -> String {
    let mut html = html.to_owned();
    for name in ["href", "src", "poster"] {
        html = html.replace(&format!(" {name}=\"//"), &format!(" {name}=\"https://"));
        html = html.replace(&format!(" {name}=\"/"), &format!(" {name}=\"{origin}/"));
        html = html.replace(&format!(" {name}=\"#"), &format!(" {name}=\"{permalink}#"));
    }
    with_srcsets(&html, origin)
}

/// The sitemaps of the portal.
pub fn sitemap_index(plan: &Plan) -> SitemapIndexView {
    let base = &plan.site.config.base;
    let mut items: Vec<_> = plan
        .sitemaps()
        .iter()
        .map(|((year, number), (lastmod, _))| SitemapRef {
            permalink: base.permalink(&sitemap_url(*year, *number)),
            lastmod: *lastmod,
        })
        .collect();
    let news = news(&plan.site);
    if let Some(newest) = news.first() {
        items.push(SitemapRef {
            permalink: base.permalink(NEWS_URL),
            lastmod: plan.site.entries[*newest].date,
        });
    }
    SitemapIndexView { items }
}

/// The pages of a sitemap.
pub fn sitemap(plan: &Plan, year: Option<i16>, number: usize) -> SitemapView {
    let base = &plan.site.config.base;
    let url = |(path, job): (&str, &Job)| SitemapUrl {
        permalink: base.permalink(&crate::site::address(path)),
        lastmod: lastmod(plan, job),
        alternates: alternates(plan, job),
    };
    SitemapView {
        urls: sitemap_jobs(plan, year, number).map(url).collect(),
    }
}

/// When a page was changed, as far as its articles say.
pub fn lastmod(plan: &Plan, job: &Job) -> Option<Moment> {
    let site = &plan.site;
    let of = |id: &EntryId| {
        let article = &site.entries[*id].article;
        article.updated.max(article.date)
    };
    match job {
        Job::Article(id) => of(id),
        Job::List(list, part) => parts(site, *list).entries(*part).first().and_then(of),
        Job::Home(edition) | Job::Archive(edition, None) => {
            site.editions[*edition].listed.first().and_then(of)
        }
        Job::Month(edition, month, part) => {
            let edition = &site.editions[*edition];
            month_parts(edition, "", lists::month(edition, *month))
                .entries(*part)
                .first()
                .and_then(of)
        }
        _ => None,
    }
}

/// A page in every language that it exists in.
pub fn alternates(plan: &Plan, job: &Job) -> Vec<(Language, String)> {
    let Job::Article(id) = job else {
        return Vec::new();
    };
    let ids = plan.site.translations_of(&plan.site.entries[*id]);
    let mut all: Vec<_> = ids
        .iter()
        .map(|id| &plan.site.entries[*id])
        .map(|entry| (entry.language, plan.site.config.base.permalink(&entry.url)))
        .collect();
    all.sort();
    all
}

/// The newest articles for news search.
pub fn news_sitemap(plan: &Plan) -> NewsSitemapView {
    let site = &plan.site;
    let item = |id: EntryId| {
        let entry = &site.entries[id];
        Some(NewsItem {
            permalink: site.config.base.permalink(&entry.url),
            title: entry.article.title.clone(),
            published: entry.article.date?,
        })
    };
    NewsSitemapView {
        publication: site.config.title.of(site.config.language).to_owned(),
        language: site.config.language,
        items: news(site).into_iter().filter_map(item).collect(),
    }
}
