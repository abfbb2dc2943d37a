//! What articles name, held against what there is: links between articles, addresses, headings, pictures and files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use super::Plan;
use super::resolver::{Resolver, Written, decoded, is_external};
use crate::diagnostic::{Finding, rules};
use crate::memo::{self, Memo};
use crate::site::{AssetInfo, Site, place};
use crate::text::{Digest, Place, normal, similar};

/// Gathers the files that public pages need.
pub fn gather(plan: &mut Plan, memo: &Memo, findings: &mut Vec<Finding>) {
    let wanted: BTreeSet<String> = wanted(plan, findings);
    let infos: Vec<_> = wanted
        .into_par_iter()
        .map(|path| info(plan, &path, memo))
        .collect();
    let mut assets = BTreeMap::new();
    for info in infos {
        match info {
            Ok(info) => drop(assets.insert(info.path.clone(), info)),
            Err(finding) => findings.push(finding),
        }
    }
    plan.assets = assets;
}

/// Digests of what bodies name: where their links lead, and which pictures and files they show.
#[derive(Debug, Default)]
pub struct Resolved {
    /// By the path of the file that holds the body.
    digests: HashMap<String, Digest>,
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

/// Files that public pages show or offer.
struct Wanted<'a> {
    plan: &'a Plan,
    paths: BTreeSet<String>,
    findings: &'a mut Vec<Finding>,
}

impl Wanted<'_> {
    /// A picture that must be there.
    fn picture(&mut self, article: &str, target: &str, place: impl FnOnce() -> Place) {
        self.file(article, target, true, place);
    }

    /// A file that must be there.
    fn file(&mut self, article: &str, target: &str, picture: bool, place: impl FnOnce() -> Place) {
        match find_file(self.plan, article, target, picture) {
            Ok(path) => self.paths.extend(path),
            Err(finding) => self.findings.push(finding.at(place())),
        }
    }

    /// What a link leads to, when it is a file beside the article and no page.
    fn linked(&mut self, article: &str, target: &str) {
        let is_page = target.starts_with(['@', '#']) || target.contains(".md");
        if let (false, Ok(path)) = (is_page, find_file(self.plan, article, target, false)) {
            self.paths.extend(path);
        }
    }
}

/// Paths of all files that public pages show or offer; what is missing is told.
fn wanted(plan: &Plan, findings: &mut Vec<Finding>) -> BTreeSet<String> {
    let at = |path: &str, range: &Range<usize>| place(&plan.files, path, range.clone());
    let mut wanted = Wanted {
        plan,
        paths: BTreeSet::new(),
        findings,
    };
    let homes = homes(plan);
    for written in all_written(plan, &homes) {
        let path = written.path;
        for used in &written.facts.pictures {
            wanted.picture(path, &used.target, || at(path, &used.range));
        }
        for used in &written.facts.files {
            wanted.file(path, &used.target, false, || at(path, &used.range));
        }
        for used in &written.facts.links {
            wanted.linked(path, &used.target);
        }
    }
    for entry in plan.site.entries.iter().filter(|entry| !entry.withdrawn) {
        let article = &entry.article;
        let path = article.path.as_str();
        let portrait = article
            .person
            .as_ref()
            .and_then(|person| person.portrait.as_ref());
        for cover in article.cover.iter().chain(portrait) {
            wanted.picture(path, &cover.src, || at(path, &cover.range));
        }
        for attachment in &article.attachments {
            wanted.file(path, &attachment.src, false, || at(path, &attachment.range));
        }
        if let Some((src, range)) = &article.listen {
            wanted.file(path, src, false, || at(path, range));
        }
    }
    let config = &plan.site.config;
    let named = [&config.logo, &config.icon, &config.share_image];
    for named in named.into_iter().flatten() {
        let target = format!("/{}", named.name);
        wanted.picture("site.toml", &target, || named.place.clone());
    }
    wanted.paths
}

/// The file that is meant; none for an address that needs no file.
fn find_file(
    plan: &Plan,
    article: &str,
    target: &str,
    picture: bool,
) -> Result<Option<String>, Finding> {
    if is_external(target) {
        let foreign = || Finding::new(&rules::PICTURE_FOREIGN).with("target", target);
        return if picture { Err(foreign()) } else { Ok(None) };
    }
    let missing = || Finding::new(&rules::PICTURE_MISSING).with("target", target);
    let path = Site::asset_path(article, &normal::repair(&decoded(target))).ok_or_else(missing)?;
    if plan.files.get(&path).is_some() {
        return Ok(Some(path));
    }
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
    let near = similar::nearest(path.rsplit('/').next().unwrap_or(&path), files);
    Err(missing().suggest(near))
}

fn info(plan: &Plan, path: &str, memo: &Memo) -> Result<AssetInfo, Finding> {
    let missing = || Finding::new(&rules::PICTURE_MISSING).with("target", path);
    let file = plan.files.get(path).ok_or_else(missing)?;
    let info = plan.site.file_info(file);
    if info.media_type.starts_with("image/") && info.media_type != "image/x-icon" {
        plan.site.picture_info(file, memo)
    } else {
        Ok(info)
    }
}

/// What one body names, as a digest, and findings of its links.
fn body<'a>(plan: &'a Plan, written: Written<'a>) -> (Digest, Vec<Finding>) {
    let resolver = Resolver { plan, written };
    let mut findings = Vec::new();
    let mut links = Vec::new();
    for used in &written.facts.links {
        match resolver.follow(&used.target) {
            Ok(url) => links.push(url),
            Err(finding) => {
                let at = place(&plan.files, written.path, used.range.clone());
                findings.push(finding.at(at));
                links.push(None);
            }
        }
    }
    let shown = written.facts.pictures.iter().chain(&written.facts.files);
    let shown: Vec<_> = shown.map(|used| resolver.asset(&used.target)).collect();
    (memo::digest(&(links, shown)), findings)
}
