//! What is known of the files that public pages need.

use std::collections::BTreeSet;
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::*;

use super::Plan;
use super::names::Names;
use super::needs::{self, Needs};
use super::pictures::Shown;
use super::takeover::Moved;
use crate::diagnostic::{Checked, Finding};
use crate::files::File;
use crate::memo::{Asked, Memo, Others};
use crate::site::{AssetInfo, Edition, Entry, EntryId, Look, Site, look};
use crate::text::{Digest, Table};

/// What is known of files by their paths, and which of them are pictures that pages show.
pub type Known = (Arc<Table<AssetInfo>>, Arc<Shown>);

/// Everything that is needed. What an `earlier` plan knew of the same files is not looked at again.
pub fn all(plan: &Plan, memo: &Memo, earlier: Option<&Plan>, findings: &mut Vec<Finding>) -> Known {
    let needs = needs::of(&plan.site, &plan.files, plan.site.entries.par_iter());
    findings.extend(needs.findings);
    let shown = Arc::new(needs.shown);
    let mut paths: Vec<_> = needs.paths.iter().map(String::as_str).collect();
    paths.sort_unstable();
    let looked = look_at(plan, &shown, &paths, memo, (earlier, Others::Go));
    (Arc::new(looked.take(findings).into_iter().collect()), shown)
}

/// The same when few articles came or went since an `earlier` plan: only the files that these name are looked at, and who else
/// names them. None when there is something to tell, or more may differ.
pub fn again(plan: &Plan, memo: &Memo, earlier: &Plan, moved: &Moved) -> Option<Known> {
    // What there was to tell of files would have to be told again.
    let stand = moved.files.is_empty()
        && plan.site.places_files_like(&earlier.site)
        && earlier.told.is_empty()
        // What introduces a list is shown when the list has an article.
        && said(&plan.site).eq(said(&earlier.site));
    if !stand {
        return None;
    }
    let of = |plan: &Plan, ids: &[EntryId]| {
        let entries = ids.iter().map(|id| &plan.site.entries[*id]);
        let needs = entries.map(|entry| needs::of_entry(entry, &plan.files));
        needs.fold(Needs::default(), Needs::and)
    };
    let (came, went) = (of(plan, &moved.fresh), of(earlier, &moved.gone));
    if !came.findings.is_empty() {
        return None;
    }
    let are_same = earlier.shown.holds(&came.shown)
        && (came.paths.iter()).all(|path| earlier.assets.contains_key(path.as_str()))
        && went.paths.is_subset(&came.paths)
        && came.shown.holds(&went.shown);
    if are_same {
        return Some((Arc::clone(&earlier.assets), Arc::clone(&earlier.shown)));
    }
    let paths = came.paths.iter().chain(&went.paths);
    let paths: BTreeSet<_> = paths.map(String::as_str).collect();
    let names = Names::of_paths(paths.iter().copied())?;
    let users = plan.site.entries.par_iter().zip(&moved.before);
    let users = users.filter(|(entry, before)| {
        let known = before.is_some_and(|before| !earlier.resolved.may_name(before, &names));
        !known && may_name(entry, &names)
    });
    let needs = needs::of(&plan.site, &plan.files, users.map(|(entry, _)| entry));
    let mut shown = Shown::clone(&earlier.shown);
    shown.follow(&needs.shown, &paths);
    let (needed, gone): (Vec<_>, Vec<_>) = paths
        .into_iter()
        .partition(|path| needs.paths.contains(*path));
    let mut assets = Table::clone(&earlier.assets);
    assets.retain(|path, _| !gone.contains(&path.as_str()));
    let looked = look_at(plan, &shown, &needed, memo, (Some(earlier), Others::Stay));
    assets.extend(looked.value);
    assets.sort_unstable_keys();
    let is_silent = needs.findings.is_empty() && looked.findings.is_empty();
    is_silent.then(|| (Arc::new(assets), Arc::new(shown)))
}

/// Whether what is known of files is what an earlier plan knew of them, but for those that were touched.
pub fn agree(assets: &Table<AssetInfo>, earlier: &Table<AssetInfo>, moved: &Moved) -> bool {
    let mut assets = assets.iter();
    assets.all(|(path, info)| {
        let same = earlier.get(path).is_none_or(|other| other == info);
        same || moved.files.contains(path)
    })
}

/// Looks at files, in the order of their paths. Of an earlier plan, what it knew of the same is taken over.
fn look_at(
    plan: &Plan,
    shown: &Shown,
    paths: &[&str],
    memo: &Memo,
    (earlier, others): (Option<&Plan>, Others),
) -> Checked<Vec<(EcoString, AssetInfo)>> {
    let Plan { site, files, .. } = plan;
    let found: Vec<_> = paths.iter().filter_map(|path| files.get(path)).collect();
    let enabled = site.config.pictures.enabled;
    let has_prints = |file: &File| enabled && shown.pictures.contains_key(file.path.as_str());
    let mut asked: Vec<Asked> = Vec::with_capacity(found.len());
    for file in &found {
        let context = Digest::of(&[u8::from(has_prints(file))]);
        asked.push((&file.path, file.stamp, context));
    }
    let looks = memo.of_files("pictures", &asked, others, |at| {
        let file = found[at];
        let known = earlier.and_then(|earlier| known(earlier, file, has_prints(file)));
        if known.is_some() {
            return (known, Vec::new());
        }
        let Checked { value, findings } = look(file, has_prints(file));
        (value, findings)
    });
    let mut findings = Vec::new();
    let mut assets = Vec::with_capacity(found.len());
    for (file, (look, told)) in found.into_iter().zip(looks) {
        findings.extend(told);
        if let Some(look) = look {
            let offered = shown.offered.contains(file.path.as_str());
            let info = site.file_info(file, look, offered);
            assets.push((info.path.clone(), info));
        }
    }
    Checked::new(assets, findings)
}

/// What an earlier plan knew of the same file, if it asked as much; not of what there was to tell of, which is told again.
fn known(earlier: &Plan, file: &Arc<File>, has_prints: bool) -> Option<Look> {
    let same = earlier.files.get(&file.path)?;
    let known = &earlier.assets.get(&file.path)?.look;
    let is_told = earlier.told.iter().any(|finding| finding.is_of(&file.path));
    (Arc::ptr_eq(same, file) && known.shown == has_prints && !is_told).then(|| known.clone())
}

/// The files of the introductions that are shown.
fn said(site: &Site) -> impl Iterator<Item = &str> {
    let said = site.editions.iter().flat_map(Edition::introductions);
    said.map(|(said, _)| said.index.path.as_str())
}

/// Whether an article may name one of some files.
fn may_name(entry: &Entry, names: &Names) -> bool {
    let mut front = entry.article.files();
    front.any(|src| names.may_be_in(src)) || names.may_be_in_body(&entry.facts)
}
