//! The files that public pages need: pictures and files that articles name. What is missing is told.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Plan;
use super::pictures::Shown;
use super::resolver::{Written, decoded, introductions, is_external, names_source};
use crate::content::Cover;
use crate::diagnostic::{self, Finding, rules};
use crate::files::Files;
use crate::pictures::Focus;
use crate::site::{Edition, Entry, Site, is_content, media_type, place};
use crate::text::{Place, normal, similar};

impl Plan {
    /// The articles that show a picture or offer a file, by path.
    #[must_use]
    pub fn users(&self, path: &str) -> Vec<String> {
        users(&self.site, &self.files, path)
    }
}

/// The articles that show a picture or offer a file, by path.
fn users(site: &Site, files: &Files, path: &str) -> Vec<String> {
    let entries = site.entries.par_iter();
    let uses = entries.filter(|entry| of_entry(entry, files).paths.contains(path));
    uses.map(|entry| entry.article.path.to_string()).collect()
}

/// Files that public pages show or offer, and what there is to tell of those that are missing.
#[derive(Default, PartialEq)]
pub struct Needs {
    /// Paths below the root.
    pub paths: HashSet<String, FxBuildHasher>,
    /// Which of them are pictures that pages show, and which are offered.
    pub shown: Shown,
    /// What is missing.
    pub findings: Vec<Finding>,
}

/// What one article needs.
pub fn of_entry(entry: &Entry, files: &Files) -> Needs {
    Needs::default().entry(files, entry)
}

/// What some entries need, and what is no entry: introductions, and the portal itself.
pub fn of<'a>(
    site: &Site,
    files: &Files,
    entries: impl ParallelIterator<Item = &'a Arc<Entry>>,
) -> Needs {
    let entries = entries
        .fold(Needs::default, |needs, entry| needs.entry(files, entry))
        .reduce(Needs::default, Needs::and);
    let said = site.editions.iter().flat_map(Edition::introductions);
    let said = said.fold(entries.portal(site, files), |needs, (said, _)| {
        needs.covers(files, &said.index.path, said.index.cover.iter())
    });
    introductions(site).fold(said, |needs, written| needs.body(files, written))
}

impl Needs {
    /// A picture that must be there and is shown, and the point around which it is cut where it is cut.
    fn shown(
        &mut self,
        files: &Files,
        by: &str,
        (target, focus): (&str, Option<Focus>),
        place: impl Fn() -> Place,
    ) {
        let Some(path) = self.picture(files, by, target, &place) else {
            return;
        };
        if media_type(&path).starts_with("image/") {
            self.shown.pictures.entry(path).or_default().extend(focus);
        } else {
            let ending = path.rsplit('.').next().unwrap_or_default().to_uppercase();
            let finding = Finding::new(&rules::PICTURE_KIND).with("target", target);
            self.findings.push(finding.with("kind", ending).at(place()));
        }
    }

    /// A picture that must be there.
    fn picture(
        &mut self,
        files: &Files,
        by: &str,
        target: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<String> {
        if is_external(target) {
            let finding = diagnostic::address(&rules::PICTURE_FOREIGN, target);
            self.findings.push(finding.at(place()));
            return None;
        }
        self.file(files, by, target, place)
    }

    /// A file that must be there and is offered as it is.
    fn offered(&mut self, files: &Files, by: &str, target: &str, place: impl FnOnce() -> Place) {
        if !is_external(target) {
            let path = self.file(files, by, target, place);
            self.shown.offered.extend(path);
        }
    }

    /// A file that must be there.
    fn file(
        &mut self,
        files: &Files,
        by: &str,
        target: &str,
        place: impl FnOnce() -> Place,
    ) -> Option<String> {
        match find_file(files, by, target) {
            Ok(path) => {
                self.paths.insert(path.clone());
                Some(path)
            }
            Err(path) => {
                let near = path.and_then(|path| nearest_beside(files, &path));
                let finding = Finding::new(&rules::PICTURE_MISSING).with("target", target);
                self.findings.push(finding.suggest(near).at(place()));
                None
            }
        }
    }

    /// What a body shows and offers; of what it links to, the files beside it that are no pages.
    fn body(mut self, files: &Files, written: Written) -> Self {
        let path = written.path;
        let at = |range: &Range<usize>| place(files, path, range.clone());
        for used in written.facts.pictures.uses() {
            self.shown(files, path, (used.target, None), || at(&used.range));
        }
        for used in written.facts.files.uses() {
            self.offered(files, path, used.target, || at(&used.range));
        }
        for used in written.facts.links.uses() {
            let target = used.target;
            let is_page = target.starts_with(['@', '#']) || names_source(target);
            if !is_page && !is_external(target) {
                let found = find_file(files, path, target).ok();
                self.paths.extend(found.clone());
                self.shown.offered.extend(found);
            }
        }
        self
    }

    /// What an article names.
    fn entry(self, files: &Files, entry: &Entry) -> Self {
        if entry.withdrawn {
            return self;
        }
        self.body(files, Written::of_entry(entry))
            .front(files, entry)
    }

    /// What the front matter of an article names.
    fn front(self, files: &Files, entry: &Entry) -> Self {
        let article = &entry.article;
        let path = article.path.as_str();
        let covers = article.covers();
        let mut needs = self.covers(files, path, covers);
        let at = |range: &Range<usize>| place(files, path, range.clone());
        for attachment in &article.attachments {
            needs.offered(files, path, &attachment.src, || at(&attachment.range));
        }
        if let Some((src, range)) = &article.listen {
            needs.offered(files, path, src, || at(range));
        }
        needs
    }

    /// Pictures that front matter names, which are cut around a point.
    fn covers<'a>(
        mut self,
        files: &Files,
        path: &str,
        covers: impl Iterator<Item = &'a Cover>,
    ) -> Self {
        for cover in covers {
            let picture = (cover.src.as_str(), Some(cover.focus));
            self.shown(files, path, picture, || {
                place(files, path, cover.range.clone())
            });
        }
        self
    }

    /// Pictures of the portal itself.
    fn portal(mut self, site: &Site, files: &Files) -> Self {
        let config = &site.config;
        let named = [&config.logo, &config.icon, &config.share_image];
        for named in named.into_iter().flatten() {
            let target = format!("/{}", named.name);
            let path = self.picture(files, "site.toml", &target, || named.place.clone());
            self.shown.portal.extend(path);
        }
        self
    }

    pub fn and(mut self, other: Self) -> Self {
        self.paths.extend(other.paths);
        self.shown.offered.extend(other.shown.offered);
        self.shown.portal.extend(other.shown.portal);
        for (path, points) in other.shown.pictures {
            self.shown.pictures.entry(path).or_default().extend(points);
        }
        self.findings.extend(other.findings);
        self
    }
}

/// The file that is meant; where it would have to be when it is not there, if that is within the site. Content is no file to
/// be shown or offered: whether readers may see it is decided elsewhere.
fn find_file(files: &Files, by: &str, target: &str) -> Result<String, Option<String>> {
    let path = Site::asset_path(by, &normal::repair(&decoded(target))).ok_or(None)?;
    if is_content(&path) {
        Err(None)
    } else if files.get(&path).is_some() {
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
