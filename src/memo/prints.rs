//! What was made of pictures, by the digest of all it was made from: `.congtin/pictures/`, one file each.
//!
//! Decoding a photograph and writing its prints takes a second, so this outlives what other memory does not: another
//! output folder, a copied site, a newer program. It is the preview's memory as well. Two processes may use it at once.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::text::Digest;

/// What is kept at most, in bytes.
const MOST: u64 = 1 << 30;
/// Smaller ones are never dropped for their size: the colours of pictures.
const TINY: u64 = 1 << 10;

/// Remembered prints; without a folder nothing is remembered.
#[derive(Debug, Default)]
pub struct Prints {
    folder: Option<PathBuf>,
    /// Kept, but not recalled.
    afresh: bool,
    /// Recalled, but not kept.
    looks_on: bool,
    /// Numbers for names that nobody else has.
    written: AtomicU64,
}

impl Prints {
    /// The name of its folder below `.congtin`.
    pub(super) const FOLDER: &str = "pictures";

    /// Those of a site. `afresh`: nothing is recalled.
    #[must_use]
    pub fn of(site: &Path, afresh: bool) -> Self {
        Self {
            folder: Some(site.join(Self::FOLDER)),
            afresh,
            ..Self::default()
        }
    }

    /// The same, for somebody who writes nothing.
    #[must_use]
    pub fn looking_on(self) -> Self {
        Self {
            looks_on: true,
            ..self
        }
    }

    /// What was made from this; none when it is not known, or damaged.
    #[must_use]
    pub fn recall(&self, made_from: Digest) -> Option<Vec<u8>> {
        let folder = self.folder.as_ref().filter(|_| !self.afresh)?;
        let mut bytes = fs::read(place(folder, made_from)).ok()?;
        let (digest, rest) = bytes.split_at_checked(32)?;
        if seal(made_from, rest).bytes().as_slice() != digest {
            return None;
        }
        bytes.drain(..32);
        Some(bytes)
    }

    /// Keeps what was made. A disk that refuses costs no more than the time to make it again.
    pub fn keep(&self, made_from: Digest, bytes: &[u8]) {
        if let Some(folder) = self.folder.as_ref().filter(|_| !self.looks_on) {
            let _ = self.write(folder, made_from, bytes);
        }
    }

    fn write(&self, folder: &Path, made_from: Digest, bytes: &[u8]) -> io::Result<()> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let fresh = folder.join(format!("new-{}-{number}", std::process::id()));
        let place = place(folder, made_from);
        if let Some(shelf) = place.parent() {
            fs::create_dir_all(shelf)?;
        }
        let seal = seal(made_from, bytes);
        fs::write(&fresh, [seal.bytes().as_slice(), bytes].concat())?;
        fs::rename(fresh, place)
    }

    /// Drops what is not in use, and of what is too much the oldest.
    pub fn tidy(&self, in_use: &HashSet<Digest>) {
        self.tidy_to(in_use, MOST);
    }

    fn tidy_to(&self, in_use: &HashSet<Digest>, most: u64) {
        let Some(folder) = &self.folder else {
            return;
        };
        let mut kept: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for path in files(folder) {
            let known = Self::name_of(&path).is_some_and(|name| in_use.contains(&name));
            match path.symlink_metadata() {
                Ok(about) if known && about.len() > TINY => {
                    let time = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    kept.push((time, about.len(), path));
                }
                Ok(_) if known => {}
                _ => drop(fs::remove_file(path)),
            }
        }
        let mut size: u64 = kept.iter().map(|(_, length, _)| length).sum();
        kept.sort();
        for (_, length, path) in kept {
            if size <= most {
                break;
            }
            let _ = fs::remove_file(path);
            size -= length;
        }
    }

    fn name_of(path: &Path) -> Option<Digest> {
        Digest::parse(path.file_name()?.to_str()?)
    }
}

/// What stands before the bytes: one that was moved to another's place is known by it.
fn seal(made_from: Digest, bytes: &[u8]) -> Digest {
    Digest::join([made_from.bytes().as_slice(), bytes])
}

/// A file for each, 256 folders of them.
fn place(folder: &Path, made_from: Digest) -> PathBuf {
    let name = made_from.to_string();
    folder.join(&name[..2]).join(name)
}

/// All that lies there, leavings of killed programs among it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let (folders, mut files): (Vec<_>, Vec<_>) =
        inside(folder).into_iter().partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| inside(folder)));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: u8) -> Digest {
        Digest::of(&[number])
    }

    #[test]
    fn what_was_kept_is_recalled_until_it_is_out_of_use() {
        let site = tempfile::tempdir().unwrap();
        let prints = Prints::of(site.path(), false);
        assert_eq!(prints.recall(of(1)), None);
        prints.keep(of(1), b"one");
        prints.keep(of(2), b"two");
        assert_eq!(prints.recall(of(1)).as_deref(), Some(&b"one"[..]));
        assert_eq!(Prints::of(site.path(), true).recall(of(1)), None);
        prints.tidy(&HashSet::from([of(2)]));
        assert_eq!(prints.recall(of(1)), None);
        assert_eq!(prints.recall(of(2)).as_deref(), Some(&b"two"[..]));
    }

    #[test]
    fn what_is_damaged_is_not_recalled_and_leavings_are_swept() {
        let site = tempfile::tempdir().unwrap();
        let prints = Prints::of(site.path(), false);
        prints.keep(of(1), b"one");
        let path = place(&site.path().join(Prints::FOLDER), of(1));
        fs::write(&path, b"short").unwrap();
        assert_eq!(prints.recall(of(1)), None);
        prints.keep(of(2), b"two");
        fs::rename(place(&site.path().join(Prints::FOLDER), of(2)), &path).unwrap();
        assert_eq!(prints.recall(of(1)), None, "it was made from another");
        let leaving = site.path().join(Prints::FOLDER).join("new-1-1");
        fs::write(&leaving, b"half").unwrap();
        prints.tidy(&HashSet::new());
        assert!(!leaving.exists() && !path.exists());
    }

    #[test]
    fn of_too_much_the_colours_of_pictures_stay() {
        let site = tempfile::tempdir().unwrap();
        let prints = Prints::of(site.path(), false);
        let large = vec![7; 4000];
        for number in 0..5 {
            prints.keep(of(number), &large);
        }
        prints.keep(of(9), b"rgb");
        let in_use: HashSet<_> = (0..10).map(of).collect();
        prints.tidy_to(&in_use, 9000);
        let left = (0..5).filter(|number| prints.recall(of(*number)).is_some());
        assert_eq!(left.count(), 2);
        assert!(prints.recall(of(9)).is_some());
    }

    #[test]
    fn without_a_folder_nothing_is_remembered() {
        let prints = Prints::default();
        prints.keep(of(1), b"one");
        assert_eq!(prints.recall(of(1)), None);
        prints.tidy(&HashSet::new());
    }
}
