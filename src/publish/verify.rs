//! Compares a live folder with what was published: injected pages lie in folders that nobody lists (REQ-Z3).
//!
//! The live folder is not trusted: nothing in it is followed, and the record must lie elsewhere, since whoever changed the
//! pages could have changed it too. Only bytes count, so a folder on another machine or a downloaded copy will do.

use std::fs;
use std::path::{Path, PathBuf};

use ecow::EcoString;
use rayon::prelude::*;

use super::record::{self, Record};
use super::refuse::real;
use super::standing::{Kind, walk};
use crate::diagnostic::{Finding, Rule, rules};
use crate::memo::{Broken, Memory};
use crate::text::Digest;

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Files that were published.
    pub files: usize,
    /// What differs, by path.
    pub findings: Vec<Finding>,
}

/// Why a record cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// There is none.
    Missing,
    /// It lies in the folder that it is to judge.
    Inside,
    /// A build was interrupted and has not been ended.
    Unfinished,
    /// It is damaged, or no record.
    Broken(Broken),
}

/// Where the record of an output folder lies.
#[must_use]
pub fn record_of(output: &Path, site_memory: &Path) -> PathBuf {
    Memory::folder_of(&real(site_memory), &real(output)).join("record")
}

/// Names every file of a live folder that was changed, is missing, or was not made here.
///
/// # Errors
/// When the record cannot be used.
pub fn verify(live: &Path, record: &Path) -> Result<Verified, Unusable> {
    let live = real(live);
    // A link in the folder to a record elsewhere can be led to another.
    let folder = real(record.parent().unwrap_or(record));
    if real(record).starts_with(&live) || folder.starts_with(&live) {
        return Err(Unusable::Inside);
    }
    if record.with_file_name("journal").exists() {
        return Err(Unusable::Unfinished);
    }
    let record: Record = record::read(record)
        .map_err(Unusable::Broken)?
        .ok_or(Unusable::Missing)?;
    let standing = walk(&live, None);
    let there: Vec<_> = standing.iter().collect();
    let mut found: Vec<(&EcoString, &Rule)> = there
        .par_iter()
        .filter_map(|(path, kind)| {
            let rule = judge(&live.join(path), **kind, record.get(*path))?;
            Some((*path, rule))
        })
        .collect();
    let missing = record.keys().filter(|path| !standing.contains_key(*path));
    found.extend(missing.map(|path| (path, &rules::LIVE_MISSING)));
    found.sort_by_key(|(path, _)| *path);
    let finding = |(path, rule): (&EcoString, &'static Rule)| Finding::new(rule).with("path", path);
    Ok(Verified {
        files: record.len(),
        findings: found.into_iter().map(finding).collect(),
    })
}

fn judge(path: &Path, kind: Kind, published: Option<&Digest>) -> Option<&'static Rule> {
    match (kind, published) {
        (Kind::Empty, None) => None,
        (Kind::Unreadable, _) => Some(&rules::LIVE_UNREADABLE),
        (Kind::Special, _) => Some(&rules::LIVE_LINK),
        (_, None) => Some(&rules::LIVE_FOREIGN),
        (Kind::Empty | Kind::Nameless, Some(_)) => Some(&rules::LIVE_CHANGED),
        (Kind::File(..), Some(digest)) => match fs::File::open(path).and_then(Digest::of_reader) {
            Err(_) => Some(&rules::LIVE_UNREADABLE),
            Ok(now) => (now != *digest).then_some(&rules::LIVE_CHANGED),
        },
    }
}
