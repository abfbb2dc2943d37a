//! Ways through the site's folder: which files there are, and how they look from outside.

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Bytes, File, PARTS, unreadable};
use crate::diagnostic::{Checked, Finding, rules};
use crate::memo::Stamp;
use crate::text::{Place, normal};

/// Every file that is met on some ways through the site's folder, in no order.
pub fn look_at(
    root: &Path,
    walks: impl Iterator<Item = WalkDir>,
    findings: &mut Vec<Finding>,
) -> Vec<File> {
    let mut found = Vec::new();
    for entry in walks.flat_map(met) {
        match entry {
            Ok(entry) => found.push(entry),
            Err(error) => findings.push(unwalked(root, error)),
        }
    }
    let shared: Arc<Path> = root.into();
    let looked: Vec<_> = found
        .into_par_iter()
        .map(|entry| look(&shared, &entry))
        .collect();
    let looked = looked.into_iter();
    looked
        .filter_map(|checked| checked.take(findings))
        .collect()
}

/// All that is met on a way but folders, each of which is looked into by whichever core is free.
fn met(walk: WalkDir) -> Vec<walkdir::Result<DirEntry>> {
    let entries = walk.max_depth(1).into_iter().filter_entry(wanted);
    // A walk begins at a folder, or at a link to one where that is allowed.
    let is_folder = |entry: &walkdir::Result<DirEntry>| {
        let entry = entry.as_ref();
        entry.is_ok_and(|it| it.file_type().is_dir() || it.depth() == 0 && it.path().is_dir())
    };
    let (folders, mut found): (Vec<_>, Vec<_>) = entries.partition(is_folder);
    // The first is where the walk begins.
    let below = folders.into_iter().flatten().filter(|it| it.depth() > 0);
    let below: Vec<_> = below.map(DirEntry::into_path).collect();
    let deeper = below.into_par_iter();
    let deeper = deeper.map(|path| met(WalkDir::new(path).follow_root_links(false)));
    let deeper: Vec<_> = deeper.collect();
    found.extend(deeper.into_iter().flatten());
    found
}

/// One file as it looks from outside; none for links and special files.
fn look(root: &Arc<Path>, entry: &DirEntry) -> Checked<Option<File>> {
    let mut findings = Vec::new();
    let raw = below(root, entry.path());
    let path = normal::repair(&raw).into_owned();
    if !entry.file_type().is_file() {
        findings.push(Finding::new(&rules::FILE_LINK).at(Place::file(path)));
        return Checked::new(None, findings);
    }
    if entry.path().to_str().is_none() || path != raw {
        findings.push(Finding::new(&rules::NAME_NOT_NFC).at(Place::file(&path)));
    }
    let bytes = if path == raw && entry.path().to_str().is_some() {
        Bytes::Disk(Arc::clone(root))
    } else {
        Bytes::Named(entry.path().into())
    };
    match entry.metadata() {
        Ok(metadata) => {
            let file = File {
                path: path.into(),
                length: metadata.len(),
                stamp: Some(Stamp::of_source(&metadata)),
                bytes,
            };
            Checked::new(Some(file), findings)
        }
        Err(error) => {
            findings.push(unreadable(&path, &of_system(error)));
            Checked::new(None, findings)
        }
    }
}

fn unwalked(root: &Path, error: walkdir::Error) -> Finding {
    let path = error
        .path()
        .map(|path| below(root, path))
        .unwrap_or_default();
    unreadable(&path, &of_system(error))
}

/// What the system said, without the folder of the machine before it.
fn of_system(error: walkdir::Error) -> io::Error {
    let text = error.to_string();
    error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other(text))
}

fn wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || name_is_wanted(&entry.file_name().to_string_lossy())
}

/// Not hidden, and no leaving of an editor or a system.
fn name_is_wanted(name: &str) -> bool {
    let hidden = name.starts_with('.') && name != ".well-known";
    let leaving = name.ends_with('~') || name.starts_with('#') || name.starts_with("~$");
    // Half of a file, and what vim asks by whether it may write.
    let unsaved = name.ends_with(".tmp") || name == "4913";
    let system = name.eq_ignore_ascii_case("thumbs.db") || name.eq_ignore_ascii_case("desktop.ini");
    !(hidden || leaving || unsaved || system)
}

fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    // As it is spelled nearly always; taking a path apart costs as much as asking the system for the file's look.
    if let Some(text) = inner.to_str().filter(|text| is_spelled_out(text)) {
        return text.to_owned();
    }
    let parts: Vec<_> = inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Whether a path is its parts with `/` between them.
fn is_spelled_out(path: &str) -> bool {
    !cfg!(windows) && path.split('/').all(|part| !matches!(part, "" | "."))
}

/// The path of something below the root; none when it is the root, one of the site's parts, or not below it.
pub fn inside(root: &Path, path: &Path) -> Option<PathBuf> {
    let inner = path.strip_prefix(root).ok()?;
    let is_part = PARTS
        .iter()
        .any(|part| inner == Path::new(part) && part != &"site.toml");
    (inner != Path::new("") && !is_part).then(|| inner.to_owned())
}

/// Those that lie in no other of them.
pub fn outermost(paths: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = Vec::new();
    // In order, so a folder stands before what lies in it.
    for path in paths {
        if all.last().is_none_or(|last| !path.starts_with(last)) {
            all.push(path);
        }
    }
    all
}

/// Whether a path as findings tell it is this one, or lies in it.
pub fn lies_in(path: &str, folder: &Path) -> bool {
    path.strip_prefix(&spelled(folder))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path below the root as files are named.
pub fn spelled(inner: &Path) -> String {
    normal::repair(&below(Path::new(""), inner)).into_owned()
}

pub fn path_is_wanted(inner: &Path) -> bool {
    let mut names = inner.components().map(Component::as_os_str);
    let part = names.next();
    let is_part = part.is_some_and(|part| PARTS.iter().any(|known| part == *known));
    is_part && names.all(|name| name_is_wanted(&name.to_string_lossy()))
}
