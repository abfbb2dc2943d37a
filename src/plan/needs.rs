//! The files that public pages need: pictures and files that articles name. What is missing is told.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::resolver::{Written, all_written, decoded, is_external};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::memo::{Asked, Memo};
use crate::site::{AssetInfo, Entry, Site, picture_size, place};
use crate::text::{Digest, Place, Table, normal, similar};

/// Everything that is needed, with its size.
pub fn assets(
    site: &Site,
    files: &Files,
    memo: &Memo,
    findings: &mut Vec<Finding>,
) -> Table<AssetInfo> {
    let needs = needs(site, files);
    findings.extend(needs.findings);
    let mut paths: Vec<_> = needs.paths.into_iter().collect();
    paths.sort_unstable();
    let found: Vec<_> = paths.iter().filter_map(|path| files.get(path)).collect();
    let mut asked: Vec<Asked> = Vec::with_capacity(found.len());
    for file in &found {
        asked.push((&file.path, file.stamp, Digest::default()));
    }
    let sizes = memo.of_files("pictures", &asked, |at| picture_size(found[at]));
    let mut assets = Table::default();
    for (file, size) in found.into_iter().zip(sizes) {
        match size {
            Ok(size) => {
                let info = site.file_info(file, size);
                assets.insert(info.path.clone(), info);
            }
            Err(finding) => findings.push(finding),
        }
    }
    assets
}

/// Files that public pages show or offer, and what there is to tell of those that are missing.
#[derive(Default, PartialEq)]
pub struct Needs {
    paths: HashSet<String, FxBuildHasher>,
    /// What is missing.
    pub findings: Vec<Finding>,
}

/// What one article needs.
pub fn of_entry(entry: &Entry, files: &Files) -> Needs {
    let needs = Needs::default();
    if entry.withdrawn {
        return needs;
    }
    needs
        .body(files, Written::of_entry(entry))
        .entry(files, entry)
}

fn needs(site: &Site, files: &Files) -> Needs {
    let written: Vec<_> = all_written(site).collect();
    let bodies = written
        .into_par_iter()
        .fold(Needs::default, |needs, written| needs.body(files, written))
        .reduce(Needs::default, Needs::and);
    let public = site.entries.par_iter().filter(|it| !it.withdrawn);
    let entries = public
        .fold(Needs::default, |needs, entry| needs.entry(files, entry))
        .reduce(Needs::default, Needs::and);
    bodies.and(entries).portal(site, files)
}

impl Needs {
    /// A picture that must be there.
    fn picture(&mut self, files: &Files, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if is_external(target) {
            let finding = Finding::new(&rules::PICTURE_FOREIGN).with("target", target);
            self.findings.push(finding.at(place()));
        } else {
            self.file(files, by, target, place);
        }
    }

    /// A file that must be there.
    fn file(&mut self, files: &Files, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if is_external(target) {
            return;
        }
        match find_file(files, by, target) {
            Ok(path) => drop(self.paths.insert(path)),
            Err(path) => {
                let near = path.and_then(|path| nearest_beside(files, &path));
                let finding = Finding::new(&rules::PICTURE_MISSING).with("target", target);
                self.findings.push(finding.suggest(near).at(place()));
            }
        }
    }

    /// What a body shows and offers; of what it links to, the files beside it that are no pages.
    fn body(mut self, files: &Files, written: Written) -> Self {
        let path = written.path;
        let at = |range: &Range<usize>| place(files, path, range.clone());
        for used in &written.facts.pictures.open() {
            self.picture(files, path, &used.target, || at(&used.range));
        }
        for used in &written.facts.files.open() {
            self.file(files, path, &used.target, || at(&used.range));
        }
        for used in &written.facts.links.open() {
            let target = &used.target;
            let is_page = target.starts_with(['@', '#']) || target.contains(".md");
            if !is_page && !is_external(target) {
                self.paths.extend(find_file(files, path, target));
            }
        }
        self
    }

    /// What the front matter of an article names.
    fn entry(mut self, files: &Files, entry: &Entry) -> Self {
        let article = &entry.article;
        let path = article.path.as_str();
        let at = |range: &Range<usize>| place(files, path, range.clone());
        let portrait = article
            .person
            .as_ref()
            .and_then(|person| person.portrait.as_ref());
        for cover in article.cover.iter().chain(portrait) {
            self.picture(files, path, &cover.src, || at(&cover.range));
        }
        for attachment in &article.attachments {
            self.file(files, path, &attachment.src, || at(&attachment.range));
        }
        if let Some((src, range)) = &article.listen {
            self.file(files, path, src, || at(range));
        }
        self
    }

    /// Pictures of the portal itself.
    fn portal(mut self, site: &Site, files: &Files) -> Self {
        let config = &site.config;
        let named = [&config.logo, &config.icon, &config.share_image];
        for named in named.into_iter().flatten() {
            let target = format!("/{}", named.name);
            self.picture(files, "site.toml", &target, || named.place.clone());
        }
        self
    }

    fn and(mut self, other: Self) -> Self {
        self.paths.extend(other.paths);
        self.findings.extend(other.findings);
        self
    }
}

/// The file that is meant; where it would have to be when it is not there, if that is within the site.
fn find_file(files: &Files, by: &str, target: &str) -> Result<String, Option<String>> {
    let path = Site::asset_path(by, &normal::repair(&decoded(target))).ok_or(None)?;
    if files.get(&path).is_some() {
        Ok(path)
    } else {
        Err(Some(path))
    }
}

/// The file in the same folder with the most similar name.
fn nearest_beside<'a>(files: &'a Files, path: &str) -> Option<&'a str> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = files
        .below(folder)
        .map(|file| &file.path[folder.len() + 1..]);
    let files = beside.filter(|name| {
        std::path::Path::new(name)
            .extension()
            .is_none_or(|ending| ending != "md")
    });
    similar::nearest(path.rsplit('/').next().unwrap_or(path), files)
}
