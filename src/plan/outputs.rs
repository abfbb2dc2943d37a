//! Names every output file: pages, lists, feeds, maps, files. A file that two jobs want is a finding that names both.

use ecow::EcoString;
use rayon::prelude::*;

use super::files;
use super::lists::{has_feed, month_parts, months, parts};
use super::owners::{Owner, Owners, name};
use super::parts::Part;
use super::pictures::{self, Making, Shown};
use super::{FeedFormat, Job, Jobs, ListOf, Plan, search, social};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::site::{AssetInfo, EntryId, Routes, Site, output, place, too_long};
use crate::text::{Place, Table, slug};
use crate::theme::Theme;

/// The longest part of an old address or of a file's: disks hold 255 bytes.
const LONGEST: usize = 200;

/// Every output file of a plan that knows its files for readers, with its job; but for those of a search index.
pub fn jobs(plan: &Plan, findings: &mut Vec<Finding>) -> Jobs {
    let Plan {
        site, theme, files, ..
    } = plan;
    let mut namer = Namer {
        site,
        owners: Owners::default(),
        findings,
    };
    namer.entries(theme);
    for number in 0..site.editions.len() {
        namer.edition(number);
        if site.config.search && theme.has(search::TEMPLATE) {
            let url = site.editions[number].routes.search();
            namer.name(&url, Job::Search(number));
        }
    }
    namer.maps();
    let moved = (0..site.entries.len()).filter(|id| site.entries[*id].moved);
    let moved: Vec<_> = moved.collect();
    // The map for the web server, when there is an old address to put into it.
    if !moved.is_empty() {
        namer.name(files::REDIRECTS_URL, Job::RedirectMap);
    }
    namer.copies(theme, files);
    namer.aliases(&moved, files);
    namer.assets(&plan.assets, &plan.shown, files);
    Jobs::of(namer.owners.jobs, theme)
}

struct Namer<'a> {
    site: &'a Site,
    owners: Owners,
    findings: &'a mut Vec<Finding>,
}

impl Namer<'_> {
    fn name(&mut self, url: &str, job: Job) {
        self.name_file(output(url), url, job);
    }

    fn name_file(&mut self, path: EcoString, url: &str, job: Job) {
        let site = self.site;
        let Err((job, other)) = self.owners.take(path, job) else {
            return;
        };
        let date = |id: &EntryId| site.entries[*id].date;
        let (owner, other) = match (&job, other) {
            // Of two articles the newer one has to go: readers may know the other's address.
            (Job::Article(new), Owner::Job(there @ Job::Article(id))) if date(id) > date(new) => {
                (name(site, there), name(site, &job).into_owned())
            }
            // Else only a reserved name can stand in the way of the portal's own pages, and that has been told.
            _ => (name(site, &job), other.name(site)),
        };
        let written = ["content/", "static/", "themes/"];
        if written.iter().any(|folder| owner.starts_with(folder)) {
            let finding = twice(url, other);
            self.findings.push(finding.at(Place::file(owner)));
        }
    }

    fn entries(&mut self, theme: &Theme) {
        let site = self.site;
        let painted = social::chosen(site, theme);
        let ids: Vec<_> = site.targets.entries().collect();
        // What can be said of each alone, in parallel: the rest is done one after the other.
        let paths = ids.par_iter().map(|id| output(&site.entries[*id].url));
        let paths: Vec<_> = paths.collect();
        // With lists there are about a quarter more.
        self.owners.jobs.reserve(paths.len() * 5 / 4);
        for (id, path) in ids.into_iter().zip(paths) {
            let entry = &site.entries[id];
            // A file without a name was told already.
            if entry.url.ends_with("/.html") {
                continue;
            }
            let job = if entry.withdrawn {
                Job::Withdrawn(id)
            } else {
                Job::Article(id)
            };
            self.name_file(path, &entry.url, job);
            if painted.contains(&id) {
                self.name(&social::url(entry), Job::Social(id));
            }
        }
        for (path, entry) in &site.waiting {
            if let Err(other) = self.owners.keep(output(&entry.url), path) {
                let finding = twice(&entry.url, other.name(site));
                self.findings.push(finding.at(Place::file(path)));
            }
        }
    }

    fn edition(&mut self, number: usize) {
        let site = self.site;
        let edition = &site.editions[number];
        let routes = edition.routes;
        self.name(&routes.home(), Job::Home(number));
        let categories = edition.categories.iter().enumerate();
        for (id, _) in categories.filter(|(_, category)| category.shown()) {
            self.list(ListOf::Category(number, id));
        }
        for (taxonomy, terms) in edition.terms.iter().filter(|(_, terms)| !terms.is_empty()) {
            self.name(&routes.taxonomy(*taxonomy), Job::Terms(number, *taxonomy));
            for id in 0..terms.len() {
                self.list(ListOf::Term(number, *taxonomy, id));
            }
        }
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

    fn list(&mut self, of: ListOf) {
        let site = self.site;
        let parts = parts(site, of);
        for (part, url) in parts.all() {
            self.name(&url, Job::List(of, part));
        }
        if has_feed(site, of) {
            let url = Routes::rss(&parts.url(Part::Front));
            self.name(&url, Job::Feed(of.edition(), Some(of), FeedFormat::Rss));
        }
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

    /// Sitemaps and small files. What would be empty is not named.
    fn maps(&mut self) {
        let site = self.site;
        self.name("/sitemap.xml", Job::SitemapIndex);
        for (year, number) in files::sitemaps(site, &self.owners.jobs) {
            let url = files::sitemap_url(year, number);
            self.name(&url, Job::Sitemap(year, number));
        }
        if !files::news(site).is_empty() {
            self.name(files::NEWS_URL, Job::NewsSitemap);
        }
        self.name("/robots.txt", Job::Robots);
        if site.config.security_contact.is_some() {
            self.name("/.well-known/security.txt", Job::Security);
        }
    }

    /// Files of `static/` and of the theme. A file in `static/` stands in for what the portal would make itself.
    fn copies(&mut self, theme: &Theme, files: &Files) {
        for asset in &theme.assets {
            let url = format!("/{}", asset.output);
            self.name(&url, Job::Copy(asset.file.clone()));
        }
        for file in files.below("static") {
            let url = file.path.trim_start_matches("static");
            let job = Job::Copy(file.clone());
            match self.owners.jobs.get_mut(&output(url)) {
                Some(own @ (Job::Robots | Job::Security | Job::RedirectMap)) => *own = job,
                _ => self.name(url, job),
            }
        }
    }

    fn aliases(&mut self, moved: &[EntryId], files: &Files) {
        let site = self.site;
        for id in moved.iter().copied() {
            let entry = &site.entries[id];
            for (alias, range) in &entry.article.aliases {
                let at = || place(files, &entry.article.path, range.clone());
                let Some(url) = alias_url(alias) else {
                    self.findings
                        .push(Finding::new(&rules::ALIAS_BAD).with("url", alias).at(at()));
                    continue;
                };
                let path = output(&url);
                if let Some(finding) = long_part(&path) {
                    self.findings.push(finding.at(at()));
                    continue;
                }
                if let Err((_, other)) = self.owners.take(path, Job::Redirect(id, url)) {
                    let finding = Finding::new(&rules::ALIAS_TAKEN)
                        .with("url", alias)
                        .with("other", other.name(site));
                    self.findings.push(finding.at(at()));
                }
            }
        }
    }

    /// Files that lie beside articles and are needed, and the prints of pictures that are shown.
    fn assets(&mut self, assets: &Table<AssetInfo>, shown: &Shown, files: &Files) {
        for (path, info) in assets {
            let Some(file) = files.get(path) else {
                continue;
            };
            let points = shown.pictures.get(path.as_str());
            let making = pictures::own(self.site, info).filter(|_| shown.has(path));
            let job = making.map_or_else(
                || Job::Copy(file.clone()),
                |making| Job::Picture(file.clone(), making),
            );
            let out = output(&info.url);
            if path.starts_with("static/") {
                // It has its place already, unless something else took it.
                if matches!(self.owners.jobs.get(&out), Some(Job::Copy(other)) if other == file) {
                    self.owners.jobs.insert(out, job);
                }
            } else {
                let long = long_part(&out);
                self.findings
                    .extend(long.map(|finding| finding.at(Place::file(path))));
                self.name(&info.url, job);
            }
            for (url, print) in pictures::prints(self.site, info, points) {
                // The same picture under the same name elsewhere has the same prints.
                let job = Job::Picture(file.clone(), Making::Print(print));
                let _ = self.owners.take(output(&url), job);
            }
        }
    }
}

fn twice(url: &str, other: String) -> Finding {
    let finding = Finding::new(&rules::ADDRESS_TWICE);
    finding.with("url", url).with("other", other)
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
