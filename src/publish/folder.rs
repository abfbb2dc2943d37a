//! The output folder on the disk. Links are never followed, and no path leaves the folder.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Finding, rules};

/// Why a folder may not be the output of a site; none when it may.
#[must_use]
pub fn refuse(output: &Path, root: &Path, home: Option<&Path>) -> Option<Finding> {
    let refused = |vi: &str, en: &str| {
        let path = output.display().to_string();
        Some(
            Finding::new(&rules::OUTPUT_REFUSED)
                .with("path", path)
                .with("reason", vi)
                .with("reason_en", en),
        )
    };
    let output = real(output);
    let root = real(root);
    if output.parent().is_none() {
        return refused("đây là gốc của ổ đĩa", "it is the root of the disk");
    }
    if home.is_some_and(|home| real(home).starts_with(&output)) {
        return refused(
            "đây là thư mục cá nhân hoặc thư mục chứa nó",
            "it is or holds the home folder",
        );
    }
    if root.starts_with(&output) {
        return refused(
            "đây là thư mục của cổng hoặc thư mục chứa nó",
            "it is or holds the site's folder",
        );
    }
    for part in ["content", "themes", "static", ".congtin", ".git"] {
        if output.starts_with(root.join(part)) {
            return refused(
                "nằm trong thư mục nguồn của trang",
                "it lies inside a source folder of the site",
            );
        }
    }
    None
}

/// A path with links resolved as far as it exists, and without `..`.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => {
                real.push(name);
                if let Ok(found) = real.canonicalize() {
                    real = found;
                }
            }
            start => real.push(start),
        }
    }
    real
}

/// Whether a file holds exactly these bytes. A link never does.
pub fn same(path: &Path, bytes: &[u8]) -> bool {
    let Ok(metadata) = path.symlink_metadata() else {
        return false;
    };
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return false;
    }
    let mut old = Vec::with_capacity(bytes.len());
    fs::File::open(path)
        .and_then(|mut file| file.read_to_end(&mut old))
        .is_ok()
        && old == bytes
}

/// Every file below a folder, by path with `/`.
pub fn all_files(folder: &Path) -> Vec<String> {
    let walk = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let files = walk.filter(|entry| !entry.file_type().is_dir());
    files
        .filter_map(|entry| {
            let inner = entry.path().strip_prefix(folder).ok()?;
            let parts: Vec<_> = inner
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            Some(parts.join("/"))
        })
        .collect()
}

/// Moves a finished file to its place.
pub fn place(folder: &Path, from: &Path, path: &str) -> io::Result<()> {
    let to = folder.join(checked(path)?);
    if let Some(parent) = to.parent() {
        make_folders(folder, parent)?;
    }
    if to
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir())
    {
        remove_empty(folder, &to);
    }
    match fs::rename(from, &to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            fs::copy(from, &to).map(drop)
        }
        moved => moved,
    }
}

/// Removes a file that the last build made, and folders that are empty then. False when it was gone already.
pub fn remove(folder: &Path, path: &str) -> io::Result<bool> {
    let file = folder.join(checked(path)?);
    if through_link(folder, &file) {
        return Ok(false);
    }
    let there = file
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_file());
    if there {
        fs::remove_file(&file)?;
    }
    // Somebody may have taken the file away and left its folder.
    let parents = file.ancestors().skip(1);
    for parent in parents.take_while(|parent| *parent != folder && parent.starts_with(folder)) {
        let kept =
            fs::remove_dir(parent).is_err_and(|error| error.kind() != io::ErrorKind::NotFound);
        if kept {
            break;
        }
    }
    Ok(there)
}

/// Makes folders one by one; a link or a file of ours that stands where a folder must be is an error.
fn make_folders(folder: &Path, parent: &Path) -> io::Result<()> {
    if parent
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir())
        && !through_link(folder, parent)
    {
        return Ok(());
    }
    let inner = parent.strip_prefix(folder).map_err(io::Error::other)?;
    let mut at = folder.to_owned();
    for part in inner.components() {
        at.push(part);
        match at.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                return Err(io::Error::other(format!(
                    "{} is not a folder",
                    at.display()
                )));
            }
            Err(_) => fs::create_dir(&at)?,
        }
    }
    Ok(())
}

fn through_link(folder: &Path, path: &Path) -> bool {
    let Ok(inner) = path.strip_prefix(folder) else {
        return true;
    };
    let mut at = folder.to_owned();
    inner.components().any(|part| {
        at.push(part);
        at.symlink_metadata()
            .is_ok_and(|metadata| metadata.is_symlink())
    })
}

fn remove_empty(folder: &Path, path: &Path) {
    if !through_link(folder, path) {
        let _ = fs::remove_dir(path);
    }
}

/// A path of a manifest or plan that stays inside the folder.
fn checked(path: &str) -> io::Result<&Path> {
    let inner = Path::new(path);
    let fine = !path.is_empty()
        && inner
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if fine {
        Ok(inner)
    } else {
        Err(io::Error::other(format!(
            "`{path}` leaves the output folder"
        )))
    }
}
