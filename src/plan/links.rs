//! What articles name, held against what there is: links between articles, addresses, headings, pictures and files.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::Plan;
use super::pictures::Shown;
use super::resolver::{Resolver, Written, decoded, is_external};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::File;
use crate::memo::{self, Asked, Memo};
use crate::pictures::Focus;
use crate::site::{Entry, Site, look, place};
use crate::text::{Digest, Place, Table, normal, similar};

/// Gathers the files that public pages need, and tells which of them are pictures that pages show.
pub fn gather(plan: &mut Plan, memo: &Memo, findings: &mut Vec<Finding>) -> Shown {
    let Wanted {
        paths,
        shown,
        findings: told,
    } = wanted(plan);
    findings.extend(told);
    let enabled = plan.site.config.pictures.enabled;
    let has_prints = |file: &File| enabled && shown.pictures.contains_key(&file.path);
    let files: Vec<_> = paths.iter().filter_map(|it| plan.files.get(it)).collect();
    let mut asked: Vec<Asked> = Vec::with_capacity(files.len());
    for file in &files {
        let context = Digest::of(&[u8::from(has_prints(file))]);
        asked.push((&file.path, file.stamp, context));
    }
    let looks = memo.of_files("pictures", &asked, |at| {
        let Checked { value, findings } = look(files[at], has_prints(files[at]));
        (value, findings)
    });
    let mut assets = Table::default();
    for (file, (look, told)) in files.into_iter().zip(looks) {
        findings.extend(told);
        if let Some(look) = look {
            let offered = shown.offered.contains(&file.path);
            let info = plan.site.file_info(file, look, offered);
            assets.insert(info.path.clone(), info);
        }
    }
    plan.assets = assets;
    shown
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
    shown: Shown,
    findings: Vec<Finding>,
}

impl Wanted {
    /// A picture that must be there and is shown, and the point around which it is cut where it is cut.
    fn shown(
        &mut self,
        plan: &Plan,
        by: &str,
        (target, focus): (&str, Option<Focus>),
        place: impl FnOnce() -> Place,
    ) {
        if let Some(path) = self.picture(plan, by, target, place) {
            self.shown.pictures.entry(path).or_default().extend(focus);
        }
    }

    /// A picture that must be there.
    fn picture(
        &mut self,
        plan: &Plan,
        by: &str,
        target: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<String> {
        if is_external(target) {
            let finding = Finding::new(&rules::PICTURE_FOREIGN).with("target", target);
            self.findings.push(finding.at(place()));
            return None;
        }
        self.file(plan, by, target, place)
    }

    /// A file that must be there and is offered as it is.
    fn offered(&mut self, plan: &Plan, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if !is_external(target) {
            let path = self.file(plan, by, target, place);
            self.shown.offered.extend(path);
        }
    }

    /// A file that must be there.
    fn file(
        &mut self,
        plan: &Plan,
        by: &str,
        target: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<String> {
        match find_file(plan, by, target) {
            Ok(path) => {
                self.paths.insert(path.clone());
                Some(path)
            }
            Err(path) => {
                let near = path.and_then(|path| nearest_beside(plan, &path));
                let finding = Finding::new(&rules::PICTURE_MISSING).with("target", target);
                self.findings.push(finding.suggest(near).at(place()));
                None
            }
        }
    }

    /// What a body shows and offers; of what it links to, the files beside it that are no pages.
    fn body(mut self, plan: &Plan, written: Written) -> Self {
        let path = written.path;
        let at = |range: &Range<usize>| place(&plan.files, path, range.clone());
        for used in &written.facts.pictures.open() {
            self.shown(plan, path, (&used.target, None), || at(&used.range));
        }
        for used in &written.facts.files.open() {
            self.offered(plan, path, &used.target, || at(&used.range));
        }
        for used in &written.facts.links.open() {
            let target = &used.target;
            let is_page = target.starts_with(['@', '#']) || target.contains(".md");
            if !is_page && !is_external(target) {
                let found = find_file(plan, path, target).ok();
                self.paths.extend(found.clone());
                self.shown.offered.extend(found);
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
            let picture = (cover.src.as_str(), Some(cover.focus));
            self.shown(plan, path, picture, || at(&cover.range));
        }
        for attachment in &article.attachments {
            self.offered(plan, path, &attachment.src, || at(&attachment.range));
        }
        if let Some((src, range)) = &article.listen {
            self.offered(plan, path, src, || at(range));
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
        self.shown.offered.append(&mut other.shown.offered);
        for (path, points) in other.shown.pictures {
            self.shown.pictures.entry(path).or_default().extend(points);
        }
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
