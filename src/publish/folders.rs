//! Folders below one: looked at or made once, and never entered through a link.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::disk::{Disk, is_folder};

/// A folder, and what is known of those in it.
#[derive(Debug)]
pub struct Folders {
    base: PathBuf,
    /// Real folders, by path with `/`; the base itself is "".
    real: Mutex<HashSet<String>>,
}

impl Folders {
    pub fn new(base: &Path) -> Self {
        Self {
            base: base.to_owned(),
            real: Mutex::default(),
        }
    }

    /// The whole path of a file in it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.base.join(file)
    }

    /// Makes the folders that a file needs. What is no real folder on the way is an error.
    pub fn make_for(&self, disk: &Disk, file: &str) -> io::Result<PathBuf> {
        self.make(disk, parent(file))?;
        Ok(self.path(file))
    }

    /// Makes a folder and those it lies in.
    pub fn make(&self, disk: &Disk, folder: &str) -> io::Result<()> {
        if self.knows(folder) {
            return Ok(());
        }
        if folder.is_empty() {
            if !is_folder(&self.base) {
                disk.make_folders(&self.base)?;
            }
        } else {
            self.make(disk, parent(folder))?;
            disk.make_folder(&self.path(folder))?;
        }
        self.learn(folder);
        Ok(())
    }

    /// Whether a file's folder is there, and no link on the way to it.
    pub fn lead_to(&self, file: &str) -> bool {
        let folder = parent(file);
        let real = self.knows(folder)
            || (folder.is_empty() || self.lead_to(folder)) && is_folder(&self.path(folder));
        if real {
            self.learn(folder);
        }
        real
    }

    fn knows(&self, folder: &str) -> bool {
        let real = self.real.lock();
        real.unwrap_or_else(PoisonError::into_inner)
            .contains(folder)
    }

    fn learn(&self, folder: &str) {
        let real = self.real.lock();
        let mut real = real.unwrap_or_else(PoisonError::into_inner);
        real.insert(folder.to_owned());
    }
}

/// Removes a folder in which there are only empty folders.
pub fn remove_empty(disk: &Disk, folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_folder(&path) {
            remove_empty(disk, &path)?;
        }
    }
    disk.remove_folder(folder)
}

/// The folder that a path lies in; "" is the base.
pub fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..end])
}
