//! What stands in a folder: one walk on all cores, links never followed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ecow::{EcoString, eco_format};
use rayon::prelude::*;

use super::disk;
use crate::memo::{Output, Stamp};
use crate::text::Table;

/// One thing in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file: how it looks, and when anything of it changed last ([`Stamp::touched`]).
    File(Stamp, i64),
    /// A folder with nothing in it.
    Empty,
    /// A link or a device: never read, replaced or followed.
    Special,
    /// Something whose name is no text, which nothing of ours is called. Its path is told as well as it can be.
    Nameless,
    /// A folder or file that cannot be looked at.
    Unreadable,
}

/// Everything below a folder, by path with `/`. Folders are told only when they are empty.
pub type Standing = Table<Kind>;

/// Looks at all that stands below a folder; nothing when there is no folder. `skip` names a folder at the top to pass by.
pub fn walk(folder: &Path, skip: Option<&str>) -> Standing {
    let mut found = Vec::new();
    if disk::is_folder(folder) {
        found = inside(folder, "", skip);
        found.retain(|(path, _)| !path.is_empty());
    }
    found.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().collect()
}

/// Whether nothing stands in the way of a look at what is ours: what others have may be closed to us.
///
/// # Errors
/// When there is a folder or file of ours that cannot be looked at.
pub fn ours_can_be_read(
    standing: &Standing,
    ours: &BTreeMap<EcoString, Output>,
    folder: &Path,
) -> io::Result<()> {
    let closed = standing
        .iter()
        .filter(|(_, kind)| **kind == Kind::Unreadable);
    let holds_ours = |path: &EcoString| {
        let next = ours.range(path.clone()..).next();
        next.is_some_and(|(ours, _)| Path::new(ours.as_str()).starts_with(path.as_str()))
    };
    for (path, _) in closed.filter(|(path, _)| holds_ours(path)) {
        let closed = folder.join(path.as_str());
        disk::can_be_read(closed.parent().unwrap_or(folder))?;
        disk::can_be_read(&closed)?;
    }
    Ok(())
}

fn inside(folder: &Path, at: &str, skip: Option<&str>) -> Vec<(EcoString, Kind)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return vec![(at.into(), Kind::Unreadable)];
    };
    let mut found = Vec::new();
    let mut folders: Vec<(PathBuf, EcoString)> = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else {
            found.push((at.into(), Kind::Unreadable));
            continue;
        };
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if at.is_empty() && Some(text.as_ref()) == skip {
            continue;
        }
        let path = if at.is_empty() {
            text.as_ref().into()
        } else {
            eco_format!("{at}/{text}")
        };
        match entry.file_type() {
            Ok(_) if name.to_str().is_none() => found.push((path, Kind::Nameless)),
            Ok(kind) if kind.is_dir() => folders.push((entry.path(), path)),
            Ok(kind) if kind.is_file() => {
                let metadata = entry.metadata();
                let file = metadata.map(|of| Kind::File(Stamp::of(&of), Stamp::touched(&of)));
                found.push((path, file.unwrap_or(Kind::Unreadable)));
            }
            Ok(_) => found.push((path, Kind::Special)),
            Err(_) => found.push((path, Kind::Unreadable)),
        }
    }
    if found.is_empty() && folders.is_empty() {
        found.push((at.into(), Kind::Empty));
    }
    let deeper: Vec<_> = folders
        .into_par_iter()
        .map(|(folder, path)| inside(&folder, &path, None))
        .collect();
    found.extend(deeper.into_iter().flatten());
    found
}
