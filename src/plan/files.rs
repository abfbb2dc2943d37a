//! Small files for machines: `robots.txt`, `security.txt`, the redirect map; and what the sitemaps are.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Job, Plan, Sitemaps, views};
use crate::memo::digest;
use crate::site::{EntryId, Site};
use crate::text::{Digest, Moment};

/// The news sitemap.
pub const NEWS_URL: &str = "/sitemap-news.xml";
/// Old and new addresses, one pair a line, as nginx's `map` includes them.
pub const REDIRECTS_URL: &str = "/redirects.map";
/// Whom to tell of a hole (RFC 9116).
pub const SECURITY_URL: &str = "/.well-known/security.txt";
/// Addresses in one sitemap, by the protocol.
pub const SITEMAP_SIZE: usize = 50_000;
/// Articles in the news sitemap, by its rules, and how old they may be.
const NEWS_SIZE: usize = 1_000;
const NEWS_DAYS: i64 = 2;

/// The text of one of them; none for other jobs.
pub fn text(plan: &Plan, job: &Job) -> Option<String> {
    let base = &plan.site.config.base;
    match job {
        Job::Robots => Some(format!(
            "User-agent: *\nAllow: /\n\nSitemap: {}\n",
            base.permalink("/sitemap.xml")
        )),
        Job::Security => security(plan),
        Job::RedirectMap => {
            let pairs = redirects(plan).into_iter();
            Some(pairs.map(|(from, to)| format!("{from} {to};\n")).collect())
        }
        _ => None,
    }
}

/// Old and new addresses, with the path of `base_url`.
pub fn redirects(plan: &Plan) -> Vec<(String, String)> {
    let base = &plan.site.config.base;
    let mut pairs = Vec::new();
    for job in plan.jobs.values() {
        if let Job::Redirect(id, from) = job {
            let to = base.url(&plan.site.entries[*id].url);
            let from = base.url(from);
            // The page stands in a folder; the old address may have had no slash.
            let bare = from.strip_suffix('/').map(str::to_owned);
            pairs.push((from, to.clone()));
            pairs.extend(bare.map(|bare| (bare, to)));
        }
    }
    pairs
}

/// `security.txt` (RFC 9116). It expires at the end of the year after the build clock's, so it changes once a year.
fn security(plan: &Plan) -> Option<String> {
    let site = &plan.site;
    let contact = site.config.security_contact.as_ref()?;
    let languages: Vec<_> = site
        .editions
        .iter()
        .map(|edition| edition.language.code())
        .collect();
    let canonical = site.config.base.permalink(SECURITY_URL);
    let year = site.now.year() + 1;
    let languages = languages.join(", ");
    Some(format!(
        "Contact: {contact}\nExpires: {year:04}-12-31T23:59:59+07:00\nPreferred-Languages: {languages}\nCanonical: {canonical}\n"
    ))
}

/// When `security.txt` changes.
pub fn security_until(site: &Site) -> Option<Moment> {
    site.config.security_contact.as_ref()?;
    Moment::new(site.now.year() + 1, 1, 1, 0, 0)
}

/// When the next article stops being news.
pub fn news_until(site: &Site) -> Option<Moment> {
    let dates = news(site).into_iter();
    let oldest = dates.filter_map(|id| site.entries[id].date).min()?;
    Moment::of_unix_seconds(oldest.unix_seconds() + NEWS_DAYS * 24 * 3600)
}

/// The year and number of every sitemap, in order.
pub fn sitemaps<'a>(
    site: &Site,
    jobs: impl ParallelIterator<Item = &'a Job>,
) -> Vec<(Option<i16>, usize)> {
    let years = jobs.filter_map(|job| sitemap_of(site, job));
    let counts = years.fold(Counts::new, |counts, year| add(counts, (year, 1)));
    let sum = |counts, others: Counts| others.into_iter().fold(counts, add);
    let counts = counts.reduce(Counts::new, sum);
    let numbers = |(year, count): (Option<i16>, usize)| {
        (1..=count.div_ceil(SITEMAP_SIZE)).map(move |number| (year, number))
    };
    counts.into_iter().flat_map(numbers).collect()
}

/// How many pages each year has, and how many have none.
type Counts = BTreeMap<Option<i16>, usize>;

fn add(mut counts: Counts, (year, count): (Option<i16>, usize)) -> Counts {
    *counts.entry(year).or_default() += count;
    counts
}

/// Every sitemap with what it says of its pages, in one pass over all pages.
pub fn sitemap_digests(plan: &Plan) -> Sitemaps {
    let mut counts: BTreeMap<Option<i16>, usize> = BTreeMap::new();
    let mut sitemaps: BTreeMap<_, (Option<Moment>, Vec<Digest>)> = BTreeMap::new();
    for (path, job) in plan.jobs.iter() {
        let Some(year) = sitemap_of(&plan.site, job) else {
            continue;
        };
        let count = counts.entry(year).or_default();
        let number = *count / SITEMAP_SIZE + 1;
        *count += 1;
        let lastmod = views::lastmod(plan, job);
        let (newest, pages) = sitemaps.entry((year, number)).or_default();
        *newest = (*newest).max(lastmod);
        pages.push(digest(&(path, lastmod, views::alternates(plan, job))));
    }
    let sitemaps = sitemaps.into_iter();
    let of = |(key, (newest, pages)): (_, (_, Vec<Digest>))| (key, (newest, digest(&pages)));
    sitemaps.map(of).collect()
}

/// The sitemap that a page belongs to: that of its year, or of pages without one. None: search engines need not know it.
pub fn sitemap_of(site: &Site, job: &Job) -> Option<Option<i16>> {
    match job {
        Job::Article(id) => {
            let entry = &site.entries[*id];
            Some(entry.date.filter(|_| entry.listed).map(Moment::year))
        }
        Job::List(_, super::Part::Year(year) | super::Part::Page(Some(year), _)) => {
            Some(Some(*year))
        }
        Job::Month(_, (year, _), _) | Job::Archive(_, Some(year)) => Some(Some(*year)),
        Job::Home(_)
        | Job::List(..)
        | Job::Terms(..)
        | Job::Archive(..)
        | Job::SiteMap(_)
        | Job::Feeds(_)
        | Job::Corrections(_) => Some(None),
        _ => None,
    }
}

/// The jobs of a sitemap, in order of their paths.
pub fn sitemap_jobs(
    plan: &Plan,
    year: Option<i16>,
    number: usize,
) -> impl Iterator<Item = (&str, &Job)> {
    let of_year = plan
        .jobs
        .iter()
        .filter(move |(_, job)| sitemap_of(&plan.site, job) == Some(year));
    of_year
        .skip((number - 1) * SITEMAP_SIZE)
        .take(SITEMAP_SIZE)
        .map(|(path, job)| (path.as_str(), job))
}

/// Where a sitemap stands: `/sitemap-2022.xml`, `/sitemap-trang.xml`, with its number from the second on.
pub fn sitemap_url(year: Option<i16>, number: usize) -> String {
    let name = year.map_or_else(|| "trang".to_owned(), |year| format!("{year:04}"));
    if number > 1 {
        format!("/sitemap-{name}-{number}.xml")
    } else {
        format!("/sitemap-{name}.xml")
    }
}

/// The articles of the last two days before the build clock, newest first, in the site's first language.
pub fn news(site: &Site) -> Vec<EntryId> {
    let since = site.now.unix_seconds() - NEWS_DAYS * 24 * 3600;
    let date = |id: EntryId| site.entries[id].date.map(Moment::unix_seconds);
    let listed = site
        .editions
        .first()
        .map_or(&[][..], |edition| &edition.listed);
    // Newest first, so what is looked at are those of the future and of the last days.
    let come = listed.iter().copied();
    let come = come.skip_while(|id| date(*id).is_some_and(|date| date > site.now.unix_seconds()));
    let new = come.take_while(|id| date(*id).is_some_and(|date| date > since));
    new.take(NEWS_SIZE).collect()
}
