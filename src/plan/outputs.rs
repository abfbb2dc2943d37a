//! Names every output file: pages, lists, feeds, maps, files. A file that two jobs want is a finding that names both.

use std::sync::Arc;

use rayon::prelude::*;

use super::files;
use super::lists::{has_feed, month_parts, months, parts};
use super::owners::{Claim, Owner, settle};
use super::parts::Part;
use super::pictures::{self, Making};
use super::takeover::Moved;
use super::{FeedFormat, Job, Jobs, ListOf, Plan, search, social};
use crate::diagnostic::{Finding, rules};
use crate::files::{File, Files};
use crate::site::{AssetInfo, EntryId, Routes, Site, address, output, place, too_long};
use crate::text::{Place, slug};
use crate::theme::Theme;

/// The longest part of an old address or of a file's: disks hold 255 bytes.
const LONGEST: usize = 200;

/// Every output file of a plan that knows its files for readers, with its job; but for those of a search index.
/// Of an `earlier` one, the order of pages is taken over.
pub fn jobs(plan: &Plan, earlier: Option<&(&Plan, Moved)>, findings: &mut Vec<Finding>) -> Jobs {
    let site = &plan.site;
    let mut namer = Namer {
        site,
        claims: Vec::new(),
        order: Vec::new(),
        findings,
    };
    namer.entries(&plan.theme, earlier);
    for number in 0..site.editions.len() {
        namer.edition(number);
        if site.config.search && plan.theme.has(search::TEMPLATE) {
            let url = site.editions[number].routes.search();
            namer.name(&url, Job::Search(number));
        }
    }
    let moved = (0..site.entries.len()).filter(|id| site.entries[*id].moved);
    let moved: Vec<_> = moved.collect();
    namer.maps(&plan.files, !moved.is_empty());
    namer.copies(plan);
    namer.aliases(&moved, &plan.files);
    namer.assets(plan);
    let (jobs, refused) = settle(namer.claims, namer.order, |claim, other| {
        refused(plan, claim, other)
    });
    findings.extend(refused);
    Jobs::of(jobs, &plan.theme)
}

struct Namer<'a> {
    site: &'a Site,
    /// Of two for one path, the first is heard.
    claims: Vec<Claim>,
    /// The numbers of claims of pages, in about the order of their paths.
    order: Vec<usize>,
    findings: &'a mut Vec<Finding>,
}

impl Namer<'_> {
    fn name(&mut self, url: &str, job: Job) {
        self.claims.push(claim(url, job));
    }

    fn entries(&mut self, theme: &Theme, earlier: Option<&(&Plan, Moved)>) {
        let site = self.site;
        let painted = social::chosen(site, theme);
        let ids: Vec<_> = site.targets.entries().collect();
        self.order = earlier.map_or_else(
            || (0..ids.len()).collect(),
            |(earlier, moved)| moved.by_output(&ids, earlier),
        );
        // With lists there are about a quarter more.
        self.claims.reserve(ids.len() * 5 / 4);
        let claims = ids.par_iter().map(|id| {
            let entry = &site.entries[*id];
            let job = if entry.withdrawn {
                Job::Withdrawn(*id)
            } else {
                Job::Article(*id)
            };
            Claim {
                path: entry.output.clone(),
                by: Owner::Job(job),
            }
        });
        self.claims.par_extend(claims);
        for id in ids.into_iter().filter(|id| painted.contains(id)) {
            self.name(&social::url(&site.entries[id]), Job::Social(id));
        }
        let waiting = site.waiting.iter().map(|(path, entry)| Claim {
            path: entry.output.clone(),
            by: Owner::Source(path.into()),
        });
        self.claims.extend(waiting);
    }

    fn edition(&mut self, number: usize) {
        let site = self.site;
        let edition = &site.editions[number];
        let routes = edition.routes;
        self.name(&routes.home(), Job::Home(number));
        let categories = edition.categories.iter().enumerate();
        let shown = categories.filter(|(_, category)| category.shown());
        let mut lists: Vec<_> = shown.map(|(id, _)| ListOf::Category(number, id)).collect();
        for (taxonomy, terms) in edition.terms.iter().filter(|(_, terms)| !terms.is_empty()) {
            self.name(&routes.taxonomy(*taxonomy), Job::Terms(number, *taxonomy));
            lists.extend((0..terms.len()).map(|id| ListOf::Term(number, *taxonomy, id)));
        }
        let claims = lists.into_par_iter().flat_map_iter(|of| list(site, of));
        self.claims.par_extend(claims);
        if !edition.listed.is_empty() {
            self.archive(number);
            for (format, name) in [
                (FeedFormat::Rss, "rss.xml"),
                (FeedFormat::Atom, "atom.xml"),
                (FeedFormat::Json, "feed.json"),
            ] {
                self.name(&routes.below(name), Job::Feed(number, None, format));
            }
            self.name(&routes.feeds(), Job::Feeds(number));
        }
        if edition.listed.iter().any(|id| site.entries[*id].corrected) {
            self.name(&routes.corrections(), Job::Corrections(number));
        }
        self.name(&routes.site_map(), Job::SiteMap(number));
        self.name(&routes.below("404.html"), Job::NotFound(number));
    }

    fn archive(&mut self, number: usize) {
        let edition = &self.site.editions[number];
        self.name(&edition.routes.archive(), Job::Archive(number, None));
        let mut last = None;
        for ((year, month), entries) in months(edition) {
            if last != Some(year) {
                let url = Routes::year(&edition.routes.archive(), year);
                self.name(&url, Job::Archive(number, Some(year)));
                last = Some(year);
            }
            let front = edition.routes.month(year, month);
            for (part, url) in month_parts(edition, &front, entries).all() {
                self.name(&url, Job::Month(number, (year, month), part));
            }
        }
    }

    /// Sitemaps and small files. What would be empty is not named, and some are not made where `static/` has one.
    fn maps(&mut self, files: &Files, any_moved: bool) {
        let site = self.site;
        self.name("/sitemap.xml", Job::SitemapIndex);
        let jobs = self.claims.par_iter().filter_map(|claim| match &claim.by {
            Owner::Job(job) => Some(job),
            Owner::Source(_) => None,
        });
        for (year, number) in files::sitemaps(site, jobs) {
            let url = files::sitemap_url(year, number);
            self.name(&url, Job::Sitemap(year, number));
        }
        if !files::news(site).is_empty() {
            self.name(files::NEWS_URL, Job::NewsSitemap);
        }
        for (url, job, wanted) in [
            ("/robots.txt", Job::Robots, true),
            (
                files::SECURITY_URL,
                Job::Security,
                site.config.security_contact.is_some(),
            ),
            (files::REDIRECTS_URL, Job::RedirectMap, any_moved),
        ] {
            if wanted && files.get(&format!("static{url}")).is_none() {
                self.name(url, job);
            }
        }
    }

    /// Files of the theme and of `static/`.
    fn copies(&mut self, plan: &Plan) {
        let assets = plan.theme.assets.iter().map(|asset| Claim {
            path: asset.output.as_str().into(),
            by: Owner::Source(asset.file.path.clone()),
        });
        self.claims.extend(assets);
        for file in plan.files.below("static") {
            let url = file.path.trim_start_matches("static");
            let info = plan.assets.get(&file.path);
            let job = info.map_or_else(|| Job::Copy(file.clone()), |info| own(plan, file, info));
            self.name(url, job);
        }
    }

    fn aliases(&mut self, moved: &[EntryId], files: &Files) {
        for id in moved.iter().copied() {
            let article = &self.site.entries[id].article;
            for (alias, range) in &article.aliases {
                let finding = match alias_url(alias) {
                    Some(url) => {
                        let claim = claim(&url, Job::Redirect(id, url.clone()));
                        let long = long_part(&claim.path);
                        if long.is_none() {
                            self.claims.push(claim);
                        }
                        long
                    }
                    None => Some(Finding::new(&rules::ALIAS_BAD).with("url", alias)),
                };
                let at = || place(files, &article.path, range.clone());
                self.findings
                    .extend(finding.map(|finding| finding.at(at())));
            }
        }
    }

    /// Files that lie beside articles and are needed, and the prints of pictures that are shown.
    fn assets(&mut self, plan: &Plan) {
        for (path, info) in &*plan.assets {
            let Some(file) = plan.files.get(path) else {
                continue;
            };
            // Those of `static/` have their places already.
            if !path.starts_with("static/") {
                let claim = claim(&info.url, own(plan, file, info));
                let long = long_part(&claim.path);
                self.findings
                    .extend(long.map(|finding| finding.at(Place::file(path))));
                self.claims.push(claim);
            }
            let points = plan.shown.pictures.get(path.as_str());
            for (url, print) in pictures::prints(self.site, info, points) {
                self.name(&url, Job::Picture(file.clone(), Making::Print(print)));
            }
        }
    }
}

fn claim(url: &str, job: Job) -> Claim {
    Claim {
        path: output(url),
        by: Owner::Job(job),
    }
}

/// The pages of a list, and its feed.
fn list(site: &Site, of: ListOf) -> impl Iterator<Item = Claim> {
    let parts = parts(site, of);
    let feed = has_feed(site, of).then(|| {
        let url = Routes::rss(&parts.url(Part::Front));
        claim(&url, Job::Feed(of.edition(), Some(of), FeedFormat::Rss))
    });
    let pages = parts.all().into_iter();
    let pages = pages.map(move |(part, url)| claim(&url, Job::List(of, part)));
    // What stands in order already need not be put in order with all others.
    let mut claims: Vec<_> = pages.chain(feed).collect();
    claims.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    claims.into_iter()
}

/// What is made of a file that readers may have, where it stands itself.
fn own(plan: &Plan, file: &Arc<File>, info: &AssetInfo) -> Job {
    let shown = plan.shown.has(&info.path);
    match pictures::own(&plan.site, info).filter(|_| shown) {
        Some(making) => Job::Picture(file.clone(), making),
        None => Job::Copy(file.clone()),
    }
}

/// What there is to tell of a job that does not get its path.
fn refused(plan: &Plan, claim: &Claim, other: &Owner) -> Option<Finding> {
    let site = &plan.site;
    let date = |id: &EntryId| site.entries[*id].date;
    let twice = |loser: &str, other: &str| {
        // Else only a reserved name can stand in the way of the portal's own pages, and that has been told.
        let is_written = ["content/", "static/", "themes/"]
            .iter()
            .any(|folder| loser.starts_with(folder));
        let finding = Finding::new(&rules::ADDRESS_TWICE).with("url", address(&claim.path));
        is_written.then(|| finding.with("other", other).at(Place::file(loser)))
    };
    let (loser, winner) = (claim.by.name(site), other.name(site));
    match (&claim.by, other) {
        // The same picture under the same name elsewhere has the same prints.
        (Owner::Job(Job::Picture(_, Making::Print(_))), _) => None,
        (Owner::Job(Job::Redirect(id, url)), _) => {
            let article = &site.entries[*id].article;
            let mut aliases = article.aliases.iter().rev();
            let (alias, range) =
                aliases.find(|(alias, _)| alias_url(alias).as_ref() == Some(url))?;
            let finding = Finding::new(&rules::ALIAS_TAKEN)
                .with("url", alias)
                .with("other", &*winner);
            Some(finding.at(place(&plan.files, &article.path, range.clone())))
        }
        // Of two articles the newer one has to go: readers may know the other's address.
        (Owner::Job(Job::Article(new)), Owner::Job(Job::Article(id))) if date(id) > date(new) => {
            twice(&winner, &loser)
        }
        _ => twice(&loser, &winner),
    }
}

/// An old address as an address of this portal: a page or a folder, in ASCII. Accents become slugs.
fn alias_url(alias: &str) -> Option<String> {
    let path = alias.strip_prefix('/')?;
    if path.is_empty() || path.contains(['?', '#', '\\', '%', ':', '\0']) {
        return None;
    }
    let folder = path.ends_with('/');
    let mut parts: Vec<String> = Vec::new();
    for part in path.trim_end_matches('/').split('/') {
        let (stem, ending) = part.rsplit_once('.').unwrap_or((part, ""));
        let kept = |text: &str| {
            let fine = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
            if text.chars().all(fine) && !text.starts_with('.') {
                text.to_owned()
            } else {
                slug::slug(text)
            }
        };
        let name = if ending.is_empty() {
            kept(stem)
        } else {
            format!("{}.{}", kept(stem), slug::slug(ending))
        };
        if name.is_empty() || name.starts_with('.') {
            return None;
        }
        parts.push(name);
    }
    let is_page = parts.last().is_some_and(|last| {
        [".html", ".htm"]
            .iter()
            .any(|ending| last.to_lowercase().ends_with(ending))
    });
    let joined = parts.join("/");
    Some(if is_page && !folder {
        format!("/{joined}")
    } else {
        format!("/{joined}/")
    })
}

/// A part of a path that disks might not hold, as a finding.
fn long_part(path: &str) -> Option<Finding> {
    path.split('/').find_map(|part| too_long(part, LONGEST))
}
