//! Whether a plan names the same outputs as the one before it.

use std::sync::Arc;

use super::{Plan, needs, search, social};
use crate::config::{Config, Named};
use crate::files::{File, Files};
use crate::site::EntryId;
use crate::theme::Theme;

/// The entries that differ from an earlier plan's, when nothing does that names outputs or files: the same articles stand in the
/// same places and need the same files. None otherwise.
pub fn changed(plan: &Plan, earlier: &Plan) -> Option<Vec<EntryId>> {
    let (site, before) = (&plan.site, &earlier.site);
    let until = earlier.stands_until();
    let same = Arc::ptr_eq(&site.relations, &before.relations)
        && themes_alike(&plan.theme, &earlier.theme)
        && settings_alike(&site.config, &before.config)
        && before.now <= site.now
        && until.is_none_or(|until| site.now < until)
        && files_alike(&plan.files, &earlier.files)
        // What there is to tell of settings stands where it stood.
        && !earlier.told.iter().any(|finding| finding.is_of("site.toml"));
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

/// Whether two snapshots hold the same files but for what is read by others: articles, theme and settings.
fn files_alike(files: &Files, earlier: &Files) -> bool {
    let is_read = |path: &str| {
        let is_article = path.starts_with("content/") && path.ends_with(".md");
        is_article || path.starts_with("themes/") || path == "site.toml"
    };
    let alike = |(file, before): (&Arc<File>, &Arc<File>)| {
        Arc::ptr_eq(file, before) || (file.path == before.path && is_read(&file.path))
    };
    files.all().count() == earlier.all().count() && files.all().zip(earlier.all()).all(alike)
}

/// Whether two themes have the same files for readers, whatever stands in them, and the same pages.
fn themes_alike(theme: &Theme, earlier: &Theme) -> bool {
    let assets = |theme: &Theme| -> Vec<String> {
        let assets = theme.assets.iter();
        assets.map(|asset| asset.name.clone()).collect()
    };
    let has = |theme: &Theme| [search::TEMPLATE, social::TEMPLATE].map(|name| theme.has(name));
    assets(theme) == assets(earlier) && has(theme) == has(earlier)
}

/// Whether all settings are the same that decide which outputs there are and where links lead.
fn settings_alike(a: &Config, b: &Config) -> bool {
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
    let pictures = |of: &Config| [name(&of.logo), name(&of.icon), name(&of.share_image)];
    let lists = |of: &Config| (of.page_size, of.feed_tags, of.feed_authors);
    a.base == b.base
        && lists(a) == lists(b)
        && pictures(a) == pictures(b)
        && a.pictures == b.pictures
        && a.output == b.output
        && (a.search, &a.abbreviations) == (b.search, &b.abbreviations)
        && a.security_contact.is_some() == b.security_contact.is_some()
}
