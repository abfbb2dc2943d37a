//! The files that public pages need: pictures and files that articles name. What is missing is told.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Plan;
use super::pictures::Shown;
use super::resolver::{Written, all_written, decoded, is_external};
use super::takeover::Moved;
use crate::content::Cover;
use crate::diagnostic::{self, Checked, Finding, rules};
use crate::files::{File, Files};
use crate::memo::{Asked, Memo, Others};
use crate::pictures::Focus;
use crate::site::{AssetInfo, Edition, Entry, EntryId, Look, Site, look, media_type, place};
use crate::text::{Digest, Place, Table, normal, similar};

/// Everything that is needed, with what there is to know of it, and which of it are pictures that pages show. What an
/// `earlier` plan knew of the same files is not looked at again.
pub fn assets(
    site: &Site,
    files: &Files,
    memo: &Memo,
    earlier: Option<&Plan>,
    findings: &mut Vec<Finding>,
) -> (Table<AssetInfo>, Shown) {
    let Needs {
        paths,
        shown,
        findings: told,
    } = needs(site, files);
    findings.extend(told);
    let mut paths: Vec<_> = paths.into_iter().collect();
    paths.sort_unstable();
    let found: Vec<_> = paths.iter().filter_map(|path| files.get(path)).collect();
    let enabled = site.config.pictures.enabled;
    let has_prints = |file: &File| enabled && shown.pictures.contains_key(file.path.as_str());
    let mut asked: Vec<Asked> = Vec::with_capacity(found.len());
    for file in &found {
        let context = Digest::of(&[u8::from(has_prints(file))]);
        asked.push((&file.path, file.stamp, context));
    }
    let looks = memo.of_files("pictures", &asked, Others::Go, |at| {
        let file = found[at];
        let known = earlier.and_then(|earlier| known(earlier, file, has_prints(file)));
        if known.is_some() {
            return (known, Vec::new());
        }
        let Checked { value, findings } = look(file, has_prints(file));
        (value, findings)
    });
    let mut assets = Table::default();
    for (file, (look, told)) in found.into_iter().zip(looks) {
        findings.extend(told);
        if let Some(look) = look {
            let offered = shown.offered.contains(file.path.as_str());
            let info = site.file_info(file, look, offered);
            assets.insert(info.path.clone(), info);
        }
    }
    (assets, shown)
}

/// Whether the same files are needed: those that came need none but those of which went, or that were shown anyway.
pub fn are_same(plan: &Plan, earlier: &Plan, moved: &Moved) -> bool {
    let of = |plan: &Plan, ids: &[EntryId]| {
        let entries = ids
            .iter()
            .map(|id| of_entry(&plan.site.entries[*id], &plan.files));
        entries.fold(Needs::default(), Needs::and)
    };
    // What there was to tell of files would have to be told again.
    let stand = moved.files.is_empty()
        && plan.site.places_files_like(&earlier.site)
        && earlier.told.is_empty()
        // What introduces a list is shown when the list has an article.
        && said(&plan.site).eq(said(&earlier.site));
    if !stand {
        return false;
    }
    let (came, went) = (of(plan, &moved.fresh), of(earlier, &moved.gone));
    came.findings.is_empty()
        && came
            .paths
            .iter()
            .all(|path| earlier.assets.contains_key(path.as_str()))
        && earlier.shown.holds(&came.shown)
        && went.paths.is_subset(&came.paths)
        && came.shown.holds(&went.shown)
}

/// The files of the introductions that are shown.
fn said(site: &Site) -> impl Iterator<Item = &str> {
    let said = site.editions.iter().flat_map(Edition::introductions);
    said.map(|(said, _)| said.index.path.as_str())
}

/// Whether what is known of files is what an earlier plan knew of them, but for those that were touched.
pub fn agree(assets: &Table<AssetInfo>, earlier: &Table<AssetInfo>, moved: &Moved) -> bool {
    let mut assets = assets.iter();
    assets.all(|(path, info)| {
        let same = earlier.get(path).is_none_or(|other| other == info);
        same || moved.files.contains(path)
    })
}

/// What an earlier plan knew of the same file, if it asked as much; not of what there was to tell of, which is told again.
fn known(earlier: &Plan, file: &Arc<File>, has_prints: bool) -> Option<Look> {
    let same = earlier.files.get(&file.path)?;
    let known = &earlier.assets.get(&file.path)?.look;
    let is_told = earlier.told.iter().any(|finding| finding.is_of(&file.path));
    (Arc::ptr_eq(same, file) && known.shown == has_prints && !is_told).then(|| known.clone())
}

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
    paths: HashSet<String, FxBuildHasher>,
    shown: Shown,
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
    let editions = site.editions.iter();
    let said = editions.flat_map(Edition::introductions);
    let needs = bodies.and(entries).portal(site, files);
    said.fold(needs, |needs, (said, _)| {
        needs.covers(files, &said.index.path, said.index.cover.iter())
    })
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
            let is_page = target.starts_with(['@', '#']) || target.contains(".md");
            if !is_page && !is_external(target) {
                let found = find_file(files, path, target).ok();
                self.paths.extend(found.clone());
                self.shown.offered.extend(found);
            }
        }
        self
    }

    /// What the front matter of an article names.
    fn entry(self, files: &Files, entry: &Entry) -> Self {
        let article = &entry.article;
        let path = article.path.as_str();
        let covers = article.cover.iter().chain(article.portrait());
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

    fn and(mut self, other: Self) -> Self {
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
