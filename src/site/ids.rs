//! An `id` is one article's: feed readers take two articles with one `id` for the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Entry, place};
use crate::diagnostic::{Finding, rules};
use crate::files::Files;

/// Tells of every article whose `id` an older one of its language has. Translations meet in no feed and may share one.
pub fn check(entries: &[Arc<Entry>], files: &Files, findings: &mut Vec<Finding>) {
    let mut owners = BTreeMap::new();
    for entry in entries.iter().rev().filter(|entry| entry.has_id) {
        let article = &entry.article;
        let Some((id, range)) = &article.id else {
            continue;
        };
        let key = (entry.language, id);
        if let Some(other) = owners.get(&key) {
            let finding = Finding::new(&rules::ID_TWICE)
                .with("id", id)
                .with("other", *other);
            findings.push(finding.at(place(files, &article.path, range.clone())));
        } else {
            owners.insert(key, article.path.as_str());
        }
    }
}
