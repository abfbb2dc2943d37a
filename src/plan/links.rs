//! What articles name, held against what there is: links between articles, addresses, headings, pictures and files.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::Plan;
use super::resolver::{Resolver, Written, decoded, is_external};
use crate::diagnostic::{Finding, rules};
use crate::memo::{self, Asked, Memo};
use crate::site::{Entry, Site, picture_size, place};
use crate::text::{Digest, Place, Table, normal, similar};

/// Gathers the files that public pages need.
pub fn gather(plan: &mut Plan, memo: &Memo, findings: &mut Vec<Finding>) {
    let wanted = wanted(plan);
    findings.extend(wanted.findings);
    let paths = wanted.paths.iter();
    let files: Vec<_> = paths.filter_map(|path| plan.files.get(path)).collect();
    let mut asked: Vec<Asked> = Vec::with_capacity(files.len());
    for file in &files {
        asked.push((&file.path, file.stamp, Digest::default()));
    }
    let sizes = memo.of_files("pictures", &asked, |at| picture_size(files[at]));
    let mut assets = Table::default();
    for (file, size) in files.into_iter().zip(sizes) {
        match size {
            Ok(size) => {
                let info = plan.site.file_info(file, size);
                assets.insert(info.path.clone(), info);
            }
            Err(finding) => findings.push(finding),
        }
    }
    plan.assets = assets;
}

/// Digests of what bodies name: where their links lead, and which pictures and files they show.
#[derive(Debug, Default)]
pub struct Resolved {
    /// By the path of the file that holds the body.
    digests: Table<Digest>,
}

impl Resolved {
    /// The digest for one body.
    pub fn of(&self, path: &str) -> Digest {
        self.digests.get(path).copied().unwrap_or_default()
    }
}

/// Follows the links of all bodies, once every output file is named.
pub fn follow(plan: &Plan, findings: &mut Vec<Finding>) -> Resolved {
    let homes = homes(plan);
    let written: Vec<_> = all_written(plan, &homes).collect();
    let followed: Vec<_> = written
        .into_par_iter()
        .map(|written| (written.path, body(plan, written)))
        .collect();
    let mut resolved = Resolved::default();
    for (path, (digest, found)) in followed {
        findings.extend(found);
        resolved.digests.insert(path.to_owned(), digest);
    }
    resolved
}

/// The home page's address of every edition.
fn homes(plan: &Plan) -> Vec<String> {
    let editions = plan.site.editions.iter();
    editions.map(|edition| edition.routes.home()).collect()
}

/// Every body of a public page; `homes` are the addresses of [`homes`].
fn all_written<'a>(plan: &'a Plan, homes: &'a [String]) -> impl Iterator<Item = Written<'a>> {
    let site = &plan.site;
    let entries = site
        .entries
        .iter()
        .filter(|entry| !entry.withdrawn)
        .map(Written::of_entry);
    let editions = site.editions.iter().zip(homes).flat_map(|(edition, url)| {
        let categories = edition
            .categories
            .iter()
            .filter(|category| category.shown());
        let introductions = categories.map(|category| Written {
            path: &category.index.path,
            url: &category.url,
            facts: &category.facts,
            language: edition.language,
        });
        let home = Written {
            path: &edition.home.category.path,
            url,
            facts: &edition.home.facts,
            language: edition.language,
        };
        introductions.chain([home])
    });
    entries
        .chain(editions)
        .filter(|written| !written.path.is_empty())
}

/// Files that public pages show or offer; what is missing is told.
#[derive(Default)]
struct Wanted {
    paths: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl Wanted {
    /// A picture that must be there.
    fn picture(&mut self, plan: &Plan, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if is_external(target) {
            let finding = Finding::new(&rules::PICTURE_FOREIGN).with("target", target);
            self.findings.push(finding.at(place()));
        } else {
            self.file(plan, by, target, place);
        }
    }

    /// A file that must be there.
    fn file(&mut self, plan: &Plan, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if is_external(target) {
            return;
        }
        match find_file(plan, by, target) {
            Ok(path) => drop(self.paths.insert(path)),
            Err(path) => {
                let near = path.and_then(|path| nearest_beside(plan, &path));
                let finding = Finding::new(&rules::PICTURE_MISSING).with("target", target);
                self.findings.push(finding.suggest(near).at(place()));
            }
        }
    }

    /// What a body shows and offers; of what it links to, the files beside it that are no pages.
    fn body(mut self, plan: &Plan, written: Written) -> Self {
        let path = written.path;
        let at = |range: &Range<usize>| place(&plan.files, path, range.clone());
        for used in &written.facts.pictures.open() {
            self.picture(plan, path, &used.target, || at(&used.range));
        }
        for used in &written.facts.files.open() {
            self.file(plan, path, &used.target, || at(&used.range));
        }
        for used in &written.facts.links.open() {
            let target = &used.target;
            let is_page = target.starts_with(['@', '#']) || target.contains(".md");
            if !is_page && !is_external(target) {
                self.paths.extend(find_file(plan, path, target));
            }
        }
        self
    }

    /// What the front matter of an article names.
    fn entry(mut self, plan: &Plan, entry: &Entry) -> Self {
        let article = &entry.article;
        let path = article.path.as_str();
        let at = |range: &Range<usize>| place(&plan.files, path, range.clone());
        let portrait = article
            .person
            .as_ref()
            .and_then(|person| person.portrait.as_ref());
        for cover in article.cover.iter().chain(portrait) {
            self.picture(plan, path, &cover.src, || at(&cover.range));
        }
        for attachment in &article.attachments {
            self.file(plan, path, &attachment.src, || at(&attachment.range));
        }
        if let Some((src, range)) = &article.listen {
            self.file(plan, path, src, || at(range));
        }
        self
    }

    /// Pictures of the portal itself.
    fn portal(mut self, plan: &Plan) -> Self {
        let config = &plan.site.config;
        let named = [&config.logo, &config.icon, &config.share_image];
        for named in named.into_iter().flatten() {
            let target = format!("/{}", named.name);
            self.picture(plan, "site.toml", &target, || named.place.clone());
        }
        self
    }

    fn and(mut self, mut other: Self) -> Self {
        self.paths.append(&mut other.paths);
        self.findings.append(&mut other.findings);
        self
    }
}

fn wanted(plan: &Plan) -> Wanted {
    let homes = homes(plan);
    let written: Vec<_> = all_written(plan, &homes).collect();
    let bodies = written
        .into_par_iter()
        .fold(Wanted::default, |wanted, written| {
            wanted.body(plan, written)
        })
        .reduce(Wanted::default, Wanted::and);
    let public = plan.site.entries.par_iter().filter(|it| !it.withdrawn);
    let entries = public
        .fold(Wanted::default, |wanted, entry| wanted.entry(plan, entry))
        .reduce(Wanted::default, Wanted::and);
    bodies.and(entries).portal(plan)
}

/// The file that is meant; where it would have to be when it is not there, if that is within the site.
fn find_file(plan: &Plan, by: &str, target: &str) -> Result<String, Option<String>> {
    let path = Site::asset_path(by, &normal::repair(&decoded(target))).ok_or(None)?;
    if plan.files.get(&path).is_some() {
        Ok(path)
    } else {
        Err(Some(path))
    }
}

/// The file in the same folder with the most similar name.
fn nearest_beside<'a>(plan: &'a Plan, path: &str) -> Option<&'a str> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = plan
        .files
        .below(folder)
        .map(|file| &file.path[folder.len() + 1..]);
    let files = beside.filter(|name| {
        std::path::Path::new(name)
            .extension()
            .is_none_or(|ending| ending != "md")
    });
    similar::nearest(path.rsplit('/').next().unwrap_or(path), files)
}

/// What one body names, as a digest, and findings of its links.
fn body<'a>(plan: &'a Plan, written: Written<'a>) -> (Digest, Vec<Finding>) {
    let resolver = Resolver { plan, written };
    let mut findings = Vec::new();
    let mut links = Vec::new();
    for used in &written.facts.links.open() {
        match resolver.follow(&used.target) {
            Ok(url) => links.push(url),
            Err(finding) => {
                let at = place(&plan.files, written.path, used.range.clone());
                findings.push(finding.at(at));
                links.push(None);
            }
        }
    }
    let (pictures, files) = (written.facts.pictures.open(), written.facts.files.open());
    let shown: Vec<_> = pictures
        .iter()
        .chain(&files)
        .map(|used| resolver.asset(&used.target))
        .collect();
    (memo::digest(&(links, shown)), findings)
}
