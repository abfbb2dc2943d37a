//! Whether a plan names the same outputs as the one before it.

use std::sync::Arc;

use super::{Plan, needs};
use crate::files::{File, Files};
use crate::site::EntryId;

/// The entries that differ from an earlier plan's, when nothing does that names outputs or files: the same articles stand in the
/// same places and need the same files. None otherwise.
pub fn changed(plan: &Plan, earlier: &Plan) -> Option<Vec<EntryId>> {
    let (site, before) = (&plan.site, &earlier.site);
    let until = earlier.stands_until();
    let same = Arc::ptr_eq(&site.relations, &before.relations)
        && Arc::ptr_eq(&plan.theme, &earlier.theme)
        && site.config.digest == before.config.digest
        && before.now <= site.now
        && until.is_none_or(|until| site.now < until)
        && only_articles_differ(&plan.files, &earlier.files);
    if !same {
        return None;
    }
    let entries = site.entries.iter().zip(&before.entries).enumerate();
    let changed: Vec<_> = entries
        .filter(|(_, (entry, before))| !Arc::ptr_eq(entry, before))
        .map(|(id, _)| id)
        .collect();
    let alike = changed.iter().all(|id| {
        let needed = needs::of_entry(&before.entries[*id], &earlier.files);
        let needs = needs::of_entry(&site.entries[*id], &plan.files);
        needs.findings.is_empty() && needs == needed
    });
    alike.then_some(changed)
}

/// Whether two snapshots hold the same files but for what their articles say.
fn only_articles_differ(files: &Files, earlier: &Files) -> bool {
    let alike = |(file, before): (&Arc<File>, &Arc<File>)| {
        let article = || file.path == before.path && file.path.ends_with(".md");
        Arc::ptr_eq(file, before) || article()
    };
    files.all().count() == earlier.all().count() && files.all().zip(earlier.all()).all(alike)
}
