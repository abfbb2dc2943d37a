//! Makes a folder equal to a plan, touching only what differs.
//!
//! 1. [`Publisher::open`] refuses dangerous folders, takes the lock, and reads what the last build owned.
//! 2. Files that differ are written beside the output folder ([`Publisher::put`], from several threads).
//! 3. [`Publisher::finish`] renames them into place: files first, then articles, then what leads to them; deletions last.
//!
//! Nothing is deleted or replaced that the last build did not make. Dropping the publisher without finishing changes nothing.

mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::diagnostic::{Finding, rules};
use crate::memo::{Manifest, Memory, Output, Stamp};
use crate::text::Digest;

pub use folder::refuse;

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
    aside: Aside,
    memory: Memory,
    last: Manifest,
    /// There was a record of the last build that could not be trusted.
    forgotten: bool,
    made: Mutex<BTreeMap<String, Made>>,
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
        let named = |error: io::Error| {
            io::Error::new(error.kind(), format!("{}: {error}", folder.display()))
        };
        fs::create_dir_all(folder).map_err(named)?;
        let folder = folder.canonicalize().map_err(named)?;
        let memory = Memory::take(memory, &folder)?;
        let aside = Aside::of(&folder);
        if aside.0.symlink_metadata().is_ok() {
            fs::remove_dir_all(&aside.0)?;
        }
        let last = match memory.read("manifest") {
            Ok(Some(bytes)) => postcard::from_bytes(&bytes).ok(),
            Ok(None) => Some(Manifest::default()),
            Err(_) => None,
        };
        Ok(Self {
            folder,
            aside,
            memory,
            forgotten: last.is_none(),
            last: last.unwrap_or_default(),
            made: Mutex::default(),
        })
    }

    /// Takes one file. What is already there with the same bytes is left alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        let differs = !folder::same(&self.folder.join(path), bytes);
        if differs {
            let aside = self.aside.0.join(path);
            if let Some(parent) = aside.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(aside, bytes)?;
        }
        let at = if differs { &self.aside.0 } else { &self.folder };
        let stamp = Stamp::of(&at.join(path).symlink_metadata()?);
        let made = Made {
            digest: Digest::of(bytes),
            differs,
        };
        self.made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(path.to_owned(), made);
        Ok(stamp)
    }

    /// Whether all that the last build made stands as it was.
    pub fn stands(&self) -> bool {
        use rayon::prelude::*;
        let files = self.last.files.par_iter();
        files
            .into_par_iter()
            .all(|(path, output)| self.kept(path, output).is_some())
    }

    /// What the last build made.
    pub fn last(&self) -> &Manifest {
        &self.last
    }

    /// The folder of memory.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Whether a file stands as the last build left it.
    pub fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        let metadata = self.folder.join(path).symlink_metadata().ok()?;
        let stamp = Stamp::of(&metadata);
        let same = metadata.is_file() && stamp == last.stamp;
        if same {
            self.made
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .insert(
                    path.to_owned(),
                    Made {
                        digest: last.digest,
                        differs: false,
                    },
                );
        }
        same.then_some(stamp)
    }

    /// What stands in the way: foreign files where ours should be are errors, other foreign files are told.
    #[must_use]
    pub fn obstacles(&self, _next: &Manifest) -> Vec<Finding> {
        let made = self
            .made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut findings = Vec::new();
        if self.forgotten {
            let reason = self.memory.path("manifest").display().to_string();
            findings.push(Finding::new(&rules::MEMORY_IGNORED).with("reason", reason));
        }
        for path in folder::all_files(&self.folder) {
            let ours = self.last.files.contains_key(&path);
            match made.get(&path) {
                Some(file) if file.differs && !ours => {
                    findings.push(Finding::new(&rules::OUTPUT_BLOCKED).with("path", &path));
                }
                None if !ours && in_the_way(&path, &made) => {
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
    pub fn finish(self, next: Manifest, order: impl Fn(&str) -> u8) -> io::Result<Published> {
        let made = self
            .made
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut published = Published::default();
        let mut manifest = Manifest {
            files: self.last.files.clone(),
            whole: None,
        };
        let mut differing: Vec<&String> = made
            .iter()
            .filter(|(_, file)| file.differs)
            .map(|(path, _)| path)
            .collect();
        differing.sort_by_key(|path| (order(path), *path));
        // Named before they are moved: whatever happens now, the next build knows them as ours.
        manifest.files.extend(next.files.clone());
        let written =
            |manifest: &Manifest| postcard::to_allocvec(manifest).map_err(io::Error::other);
        self.memory.write("manifest", &written(&manifest)?)?;
        let (early, late): (Vec<_>, Vec<_>) = self
            .last
            .files
            .keys()
            .filter(|path| !made.contains_key(*path))
            .partition(|path| in_the_way(path, &made));
        let mut remove = |gone: Vec<&String>| {
            for path in gone {
                if folder::remove(&self.folder, path)? {
                    published.removed.push(path.clone());
                }
                manifest.files.remove(path);
            }
            io::Result::Ok(())
        };
        remove(early)?;
        for path in differing {
            folder::place(&self.folder, &self.aside.0.join(path), path)?;
            published.written.push(path.clone());
        }
        remove(late)?;
        published.removed.sort();
        self.memory.write("manifest", &written(&next)?)?;
        published.unchanged = made.len() - published.written.len();
        published.written.sort();
        Ok(published)
    }
}

/// The folder beside the output where files wait to be renamed: the same disk, most likely. It goes with its publisher.
struct Aside(PathBuf);

impl Aside {
    fn of(folder: &Path) -> Self {
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self(folder.with_file_name(format!(".{name}.congtin")))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Whether a file at this path leaves no room for one that was made: where the one is a file, the other needs a folder.
fn in_the_way(path: &str, made: &BTreeMap<String, Made>) -> bool {
    let inside = format!("{path}/");
    let below = made
        .range(inside.clone()..)
        .next()
        .is_some_and(|(other, _)| other.starts_with(&inside));
    let above = path
        .match_indices('/')
        .any(|(end, _)| made.contains_key(&path[..end]));
    below || above
}
