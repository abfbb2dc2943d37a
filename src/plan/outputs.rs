//! Names every output file: pages, lists, feeds, maps, files. A file that two jobs want is a finding that names both.

use std::sync::Arc;

use rayon::prelude::*;

use super::keys::{self, Digests};
use super::lists::{has_feed, month_parts, months, parts};
use super::owners::Owners;
use super::parts::Part;
use super::{FeedFormat, Job, ListOf, Plan, files, links, search, views};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::Files;
use crate::memo::Memo;
use crate::site::{Entry, EntryId, Routes, Site, Taxonomy, output, place, too_long};
use crate::text::{Place, Table, slug};
use crate::theme::Theme;

/// The longest part of an old address or of a file's: disks hold 255 bytes.
const LONGEST: usize = 200;

/// Plans a whole portal.
#[must_use]
pub fn plan(site: Site, theme: Theme, files: Files, memo: &Memo) -> Checked<Plan> {
    let mut findings = Vec::new();
    let mut namer = Namer {
        jobs: Table::default(),
        owners: Owners::default(),
        has_search: site.config.search && theme.has(search::TEMPLATE),
        findings: &mut findings,
    };
    namer.entries(&site);
    for number in 0..site.editions.len() {
        namer.edition(&site, number);
    }
    namer.maps(&site);
    namer.redirect_map(&site);
    namer.copies(&theme, &files);
    namer.aliases(&site, &files);
    let jobs = namer.jobs;
    let owners = namer.owners;
    let mut plan = Plan {
        site,
        theme,
        files,
        jobs,
        portals: Vec::new(),
        assets: Table::default(),
        indexes: Vec::new(),
        digests: Digests::default(),
    };
    links::gather(&mut plan, memo, &mut findings);
    assets(&mut plan, owners, &mut findings);
    search::name(&mut plan);
    plan.jobs.par_sort_unstable_keys();
    let resolved = links::follow(&plan, &mut findings);
    let portals = (0..plan.site.editions.len()).map(|edition| {
        let view = views::portal(&plan, edition, &mut findings);
        let frame = plan.theme.frame(view.language, &view);
        (Arc::new(view), frame)
    });
    plan.portals = portals.collect();
    plan.digests = keys::digests(&plan, resolved);
    Checked::new(plan, findings)
}

struct Namer<'a> {
    jobs: Table<Job>,
    owners: Owners,
    /// The site wants search, and its theme has a page for it.
    has_search: bool,
    findings: &'a mut Vec<Finding>,
}

impl Namer<'_> {
    fn name(&mut self, url: &str, job: Job, owner: &str) {
        if let Some(path) = self.take(url, owner) {
            self.jobs.insert(path, job);
        }
    }

    /// The output path of an address, when nobody else has it.
    fn take(&mut self, url: &str, owner: &str) -> Option<String> {
        let path = output(url);
        if let Err(other) = self.owners.take(&path, owner) {
            // Only a reserved name can stand in the way of the portal's own pages, and that has been told.
            let written = ["content/", "static/", "themes/"];
            if written.iter().any(|folder| owner.starts_with(folder)) {
                let finding = Finding::new(&rules::ADDRESS_TWICE)
                    .with("url", url)
                    .with("other", other);
                self.findings.push(finding.at(Place::file(owner)));
            }
            return None;
        }
        Some(path)
    }

    fn entries(&mut self, site: &Site) {
        let mut ids: Vec<_> = (0..site.entries.len()).collect();
        ids.par_sort_unstable_by(|a, b| {
            site.entries[*a]
                .article
                .path
                .cmp(&site.entries[*b].article.path)
        });
        let job = |id: EntryId| {
            let entry = &site.entries[id];
            // A file without a name was told already.
            if entry.url.ends_with("/.html") {
                return None;
            }
            let path = self.take(&entry.url, &entry.article.path)?;
            let job = if entry.withdrawn {
                Job::Withdrawn(id)
            } else {
                Job::Article(id)
            };
            Some((path, job))
        };
        self.jobs = ids.into_iter().filter_map(job).collect();
        for (path, entry) in &site.waiting {
            if let Err(other) = self.owners.take(&output(&entry.url), path) {
                let finding = Finding::new(&rules::ADDRESS_TWICE).with("url", &entry.url);
                let finding = finding.with("other", other);
                self.findings.push(finding.at(Place::file(path)));
            }
        }
    }

    fn edition(&mut self, site: &Site, number: usize) {
        let edition = &site.editions[number];
        let routes = edition.routes;
        self.name(&routes.home(), Job::Home(number), "content/_index.md");
        for (id, category) in edition
            .categories
            .iter()
            .enumerate()
            .filter(|(_, category)| category.shown())
        {
            let folder = format!("content/{}/", category.folder);
            let owner = Some(&category.index.path).filter(|path| !path.is_empty());
            let owner = owner.unwrap_or(&folder);
            self.list(site, ListOf::Category(number, id), owner);
        }
        for taxonomy in Taxonomy::ALL
            .into_iter()
            .filter(|taxonomy| !edition.terms[taxonomy].is_empty())
        {
            self.name(
                &routes.taxonomy(taxonomy),
                Job::Terms(number, taxonomy),
                match taxonomy {
                    Taxonomy::Tag => "trang Thẻ của cổng",
                    Taxonomy::Author => "trang Tác giả của cổng",
                    Taxonomy::Series => "trang Chuyên đề của cổng",
                    Taxonomy::Place => "trang Địa bàn của cổng",
                },
            );
            for (id, term) in edition.terms[&taxonomy].iter().enumerate() {
                self.list(site, ListOf::Term(number, taxonomy, id), &term.name);
            }
        }
        if !edition.listed.is_empty() {
            self.archive(site, number);
            for (format, name) in [
                (FeedFormat::Rss, "rss.xml"),
                (FeedFormat::Atom, "atom.xml"),
                (FeedFormat::Json, "feed.json"),
            ] {
                self.name(&routes.below(name), Job::Feed(number, None, format), name);
            }
            self.name(
                &routes.feeds(),
                Job::Feeds(number),
                "trang Kênh tin RSS của cổng",
            );
        }
        if edition
            .listed
            .iter()
            .any(|id| !site.entries[*id].article.corrections.is_empty())
        {
            self.name(
                &routes.corrections(),
                Job::Corrections(number),
                "trang Đính chính của cổng",
            );
        }
        self.name(&routes.site_map(), Job::SiteMap(number), "trang Sơ đồ cổng");
        if self.has_search {
            self.name(&routes.search(), Job::Search(number), "trang Tìm kiếm");
        }
        self.name(
            &routes.below("404.html"),
            Job::NotFound(number),
            "trang báo không tìm thấy",
        );
    }

    fn list(&mut self, site: &Site, of: ListOf, owner: &str) {
        let parts = parts(site, of);
        for (part, url) in parts.all() {
            self.name(&url, Job::List(of, part), owner);
        }
        if has_feed(site, of) {
            let url = Routes::rss(&parts.url(Part::Front));
            self.name(
                &url,
                Job::Feed(of.edition(), Some(of), FeedFormat::Rss),
                owner,
            );
        }
    }

    fn archive(&mut self, site: &Site, number: usize) {
        let edition = &site.editions[number];
        self.name(
            &edition.routes.archive(),
            Job::Archive(number, None),
            "trang Lưu trữ của cổng",
        );
        for ((year, month), entries) in months(edition) {
            let url = Routes::year(&edition.routes.archive(), year);
            if !self.jobs.contains_key(&output(&url)) {
                self.name(
                    &url,
                    Job::Archive(number, Some(year)),
                    "trang Lưu trữ của cổng",
                );
            }
            let front = edition.routes.month(year, month);
            for (part, url) in month_parts(edition, &front, entries).all() {
                self.name(
                    &url,
                    Job::Month(number, (year, month), part),
                    "trang Lưu trữ của cổng",
                );
            }
        }
    }

    /// Sitemaps and small files. What would be empty is not named.
    fn maps(&mut self, site: &Site) {
        self.name("/sitemap.xml", Job::SitemapIndex, "sơ đồ cho máy tìm kiếm");
        for (year, number) in files::sitemaps(site, &self.jobs) {
            self.name(
                &files::sitemap_url(year, number),
                Job::Sitemap(year, number),
                "sơ đồ cho máy tìm kiếm",
            );
        }
        if !files::news(site).is_empty() {
            self.name(files::NEWS_URL, Job::NewsSitemap, "sơ đồ cho máy tìm kiếm");
        }
        self.name("/robots.txt", Job::Robots, "robots");
        if site.config.security_contact.is_some() {
            self.name("/.well-known/security.txt", Job::Security, "security");
        }
    }

    /// The map for the web server, when there is an old address to put into it.
    fn redirect_map(&mut self, site: &Site) {
        let old = |entry: &Entry| !entry.article.aliases.is_empty();
        if site.entries.iter().any(old) {
            self.name(files::REDIRECTS_URL, Job::RedirectMap, "redirects");
        }
    }

    /// Files of `static/` and of the theme. A file in `static/` stands in for what the portal would make itself.
    fn copies(&mut self, theme: &Theme, files: &Files) {
        for asset in &theme.assets {
            self.name(
                &format!("/{}", asset.output),
                Job::Copy(asset.file.clone()),
                &asset.file.path,
            );
        }
        for file in files.below("static") {
            let url = file.path.trim_start_matches("static");
            let own = matches!(
                self.jobs.get(&output(url)),
                Some(Job::Robots | Job::Security | Job::RedirectMap)
            );
            if own {
                self.owners.release(&output(url));
            }
            self.name(url, Job::Copy(file.clone()), &file.path);
        }
    }

    fn aliases(&mut self, site: &Site, files: &Files) {
        for (id, entry) in site.entries.iter().enumerate() {
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
                if let Err(other) = self.owners.take(&path, &entry.article.path) {
                    let finding = Finding::new(&rules::ALIAS_TAKEN)
                        .with("url", alias)
                        .with("other", other);
                    self.findings.push(finding.at(at()));
                    continue;
                }
                self.jobs.insert(path, Job::Redirect(id, url));
            }
        }
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

/// Names files that lie beside articles, once it is known which are needed.
fn assets(plan: &mut Plan, mut owners: Owners, findings: &mut Vec<Finding>) {
    for (path, info) in &plan.assets {
        let Some(file) = plan
            .files
            .get(path)
            .filter(|_| !path.starts_with("static/"))
        else {
            continue;
        };
        let out = output(&info.url);
        findings.extend(long_part(&out).map(|finding| finding.at(Place::file(path))));
        if let Err(other) = owners.take(&out, path) {
            let finding = Finding::new(&rules::ADDRESS_TWICE)
                .with("url", &info.url)
                .with("other", other);
            findings.push(finding.at(Place::file(path)));
            continue;
        }
        plan.jobs.insert(out, Job::Copy(file.clone()));
    }
}
