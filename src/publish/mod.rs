//! Makes a folder equal to a plan, touching only what differs.
//!
//! 1. [`Publisher::open`] refuses dangerous folders, takes the lock, and reads what the last build owned.
//! 2. Files that differ are written beside the output folder ([`Publisher::put`], from several threads).
//! 3. [`Publisher::finish`] renames them into place: files first, then articles, then what leads to them; deletions last.
//!
//! Nothing is deleted or replaced that the last build did not make. Dropping the publisher without finishing changes nothing.

mod folder;
mod manifest;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::diagnostic::{Finding, rules};
use crate::text::Digest;

pub use folder::refuse;
use manifest::Manifest;

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Paths of files that are new or different.
    pub written: Vec<String>,
    /// Paths of files that were taken away.
    pub removed: Vec<String>,
    /// Files that stayed as they were.
    pub unchanged: usize,
}

/// An output folder being made equal to a plan.
pub struct Publisher {
    folder: PathBuf,
    aside: PathBuf,
    memory: PathBuf,
    last: Manifest,
    made: Mutex<BTreeMap<String, Made>>,
    _lock: fs::File,
}

/// One file of this build.
struct Made {
    digest: Digest,
    /// Written aside, to be put in place.
    differs: bool,
}

impl Publisher {
    /// Opens an output folder. `memory` is the site's `.congtin` folder.
    ///
    /// # Errors
    /// When the folder cannot be made, or another build is at work in it.
    pub fn open(folder: &Path, memory: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let key = Digest::of(folder.as_os_str().as_encoded_bytes()).short();
        let memory = memory.join(key);
        fs::create_dir_all(&memory)?;
        let lock = fs::File::create(memory.join("lock"))?;
        lock.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => io::Error::new(
                io::ErrorKind::ResourceBusy,
                "another build is at work in this folder",
            ),
            fs::TryLockError::Error(error) => error,
        })?;
        let aside = aside(&folder);
        if aside.symlink_metadata().is_ok() {
            fs::remove_dir_all(&aside)?;
        }
        let last = Manifest::read(&memory.join("manifest"));
        Ok(Self {
            folder,
            aside,
            memory,
            last,
            made: Mutex::default(),
            _lock: lock,
        })
    }

    /// Takes one file. What is already there with the same bytes is left alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let differs = !folder::same(&self.folder.join(path), bytes);
        if differs {
            let aside = self.aside.join(path);
            if let Some(parent) = aside.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(aside, bytes)?;
        }
        let made = Made {
            digest: Digest::of(bytes),
            differs,
        };
        self.made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(path.to_owned(), made);
        Ok(())
    }

    /// What stands in the way: foreign files where ours should be are errors, other foreign files are told.
    #[must_use]
    pub fn obstacles(&self) -> Vec<Finding> {
        let made = self
            .made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut findings = Vec::new();
        for path in folder::all_files(&self.folder) {
            let ours = self.last.files.contains_key(&path);
            match made.get(&path) {
                Some(file) if file.differs && !ours => {
                    findings.push(Finding::new(&rules::OUTPUT_BLOCKED).with("path", &path));
                }
                None if !ours => {
                    findings.push(Finding::new(&rules::OUTPUT_FOREIGN).with("path", &path));
                }
                _ => {}
            }
        }
        findings
    }

    /// Puts everything in place. `order` tells which paths come first.
    ///
    /// # Errors
    /// When a file cannot be moved or removed; the next build finishes the work.
    pub fn finish(self, order: impl Fn(&str) -> u8) -> io::Result<Published> {
        let made = self
            .made
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut published = Published::default();
        let mut manifest = Manifest {
            files: self.last.files.clone(),
        };
        let mut differing: Vec<&String> = made
            .iter()
            .filter(|(_, file)| file.differs)
            .map(|(path, _)| path)
            .collect();
        differing.sort_by_key(|path| (order(path), *path));
        // Named before they are moved: whatever happens now, the next build knows them as ours.
        manifest
            .files
            .extend(made.iter().map(|(path, file)| (path.clone(), file.digest)));
        manifest.write(&self.memory)?;
        for path in differing {
            folder::place(&self.folder, &self.aside.join(path), path)?;
            published.written.push(path.clone());
        }
        let gone: Vec<_> = self
            .last
            .files
            .keys()
            .filter(|path| !made.contains_key(*path))
            .cloned()
            .collect();
        for path in gone {
            if folder::remove(&self.folder, &path)? {
                published.removed.push(path.clone());
            }
            manifest.files.remove(&path);
        }
        manifest.write(&self.memory)?;
        published.unchanged = made.len() - published.written.len();
        published.written.sort();
        let _ = fs::remove_dir_all(&self.aside);
        Ok(published)
    }
}

/// The folder beside the output where files wait to be renamed: the same disk, most likely.
fn aside(folder: &Path) -> PathBuf {
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    folder.with_file_name(format!(".{name}.congtin"))
}
