//! What has been decided and may be half done. While there is a journal, whoever opens the folder next ends the work.
//!
//! Beside it lie `manifest.next` and `record.next`, which become `manifest` and `record` when all is in place. Every step may
//! be done twice: a kill at any instant leaves a state from which the same journal leads to the same folder.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use ecow::{EcoString, eco_format};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk::{self, Disk};
use super::folders::{self, Folders};
use super::refuse::checked;
use super::standing::Kind;
use super::untold::Untold;
use super::{record, standing};
use crate::memo::{Broken, Manifest, Memory, Output, Stamp};

/// The folder inside an output folder where files wait when there is no room beside it.
pub const INSIDE: &str = ".congtin";

/// How the new files come into place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// The waiting folder, which has this number on its disk, takes the place of the output folder. Before that nothing
    /// that is published has changed, so a kill before it is as if the build had never been.
    Whole(u64),
    /// File by file.
    Moves {
        /// Removed first: to make room where a file becomes a folder, or the other way round; and compressed copies whose
        /// file changes. When the work is done a second time, such a copy that was in its place already is missing; a build
        /// sees that and makes it again.
        early: Vec<EcoString>,
        /// Renamed into place, one rank after another.
        moves: Vec<Vec<EcoString>>,
        /// Removed last: pages that lead to them are gone by then.
        late: Vec<EcoString>,
    },
}

/// A decision about an output folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// Files wait inside the output folder.
    pub inside: bool,
    /// What is to be done.
    pub way: Way,
}

/// What is known of an output folder when it is opened.
#[derive(Debug, Default)]
pub struct Known {
    /// What the last build made.
    pub last: Manifest,
    /// When that was written down, by the clock of the disk.
    pub written: i64,
    /// When it had been put in its place, after all files were in theirs.
    pub settled: i64,
    /// There was something that is not to be trusted.
    pub forgotten: Option<Broken>,
}

/// An output folder with its waiting folders and memory.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub disk: &'a Disk,
    pub memory: &'a Memory,
    pub output: &'a Path,
}

impl Place<'_> {
    /// Whether files wait inside the output folder, where there is no room beside it.
    pub fn is_inside(&self) -> bool {
        !disk::has_room_beside(self.output)
    }

    /// Where files wait: beside the output folder, or inside it.
    pub fn waiting(&self, inside: bool) -> PathBuf {
        let name = self.output.file_name().unwrap_or_default();
        if inside {
            self.output.join(INSIDE)
        } else {
            let name = format!(".{}.congtin", name.to_string_lossy());
            self.output.with_file_name(name)
        }
    }

    /// Ends what an interrupted build had decided, and takes away what one left that had decided nothing. Returns why a
    /// journal could not be read.
    pub fn recover(&self) -> io::Result<Option<Broken>> {
        let journal = match self.memory.read("journal") {
            Ok(None) => None,
            Ok(Some(bytes)) => Some(postcard::from_bytes(&bytes).map_err(|_| Broken::Damaged)),
            Err(broken) => Some(Err(broken)),
        };
        match journal {
            None => self.tidy(self.is_inside()).map(|()| None),
            Some(Ok(journal)) => self.settle(&journal).map(|()| None),
            Some(Err(broken)) => {
                self.leave_word(&self.with_all_that_waits(self.untold()));
                self.own_both()?;
                self.tidy(self.is_inside()).map(|()| Some(broken))
            }
        }
    }

    /// Writes down what the folder is to be, before anything is done.
    pub fn propose(&self, next: &Manifest) -> io::Result<()> {
        let (manifest, record) = rayon::join(
            || (self.disk).remember(self.memory, "manifest.next", &sealed(next)?),
            || self.write("record.next", &record::of(next)),
        );
        manifest.and(record)
    }

    /// Decides: from here on the work will be ended, by this build or by the next. With `safe`, all that it needs is on the
    /// disk before, whatever happens to the power.
    pub fn commit(&self, journal: &Journal, safe: bool) -> io::Result<()> {
        let bytes = postcard::to_allocvec(journal).map_err(io::Error::other)?;
        self.disk.remember(self.memory, "journal.next", &bytes)?;
        if safe {
            self.disk.sync(self.output)?;
            if !disk::same_mount(self.output, &self.memory.path("")) {
                self.disk.sync(&self.memory.path(""))?;
            }
        }
        self.put_in_place("journal.next", "journal")
    }

    /// Does what was decided, as far as it is not done yet.
    pub fn settle(&self, journal: &Journal) -> io::Result<()> {
        let waiting = self.waiting(journal.inside);
        match &journal.way {
            Way::Whole(number) => {
                if !self.took_place(*number, &waiting) {
                    return self.tidy(journal.inside);
                }
                self.leave_word(&self.with_all_that_waits(self.untold()));
                // Before anything else: the manifest still tells what was ours in the old folder.
                self.clear(&waiting)?;
            }
            Way::Moves { early, moves, late } => {
                let removed = early.iter().chain(late).cloned();
                let written = moves.iter().flatten().cloned();
                self.leave_word(&self.untold().with(written, removed));
                for path in early {
                    self.remove(&Folders::new(self.output), path)?;
                }
                let folders = Folders::new(self.output);
                for rank in moves {
                    rank.par_iter()
                        .try_for_each(|path| self.place(&folders, &waiting, path))?;
                }
                for path in late {
                    self.remove(&folders, path)?;
                }
            }
        }
        // The manifest last: what is older than it stands as it was put ([`Known::settled`]).
        for name in ["record", "manifest"] {
            let next = format!("{name}.next");
            if self.memory.path(&next).exists() {
                self.put_in_place(&next, name)?;
            }
        }
        self.note_time()?;
        self.tidy(journal.inside)
    }

    /// Writes down when all was in its place, by the manifest's time, while it is the build's: who gives the memory to somebody
    /// else (`chown -R`) sets another, and what was changed before that without leave must show.
    fn note_time(&self) -> io::Result<()> {
        let manifest = self.memory.path("manifest").symlink_metadata();
        let settled = manifest.map_or(0, |of| Stamp::touched(&of));
        let bytes = settled.to_le_bytes();
        self.disk.remember(self.memory, "settled", &bytes)
    }

    /// With what differs when the manifest that waits is in its place.
    fn with_all_that_waits(&self, untold: Untold) -> Untold {
        let mut last = self.known().last.files;
        let read = |name| record::read(&self.memory.path(name)).ok().flatten();
        // It may be in its place already.
        let Some(next) = read("record.next").or_else(|| read("record")) else {
            return untold.with_all(last.into_keys());
        };
        let mut written = Vec::new();
        for (path, digest) in next {
            if last.remove(&path).is_none_or(|last| last.digest != digest) {
                written.push(path);
            }
        }
        untold.with(written.into_iter(), last.into_keys())
    }

    /// What earlier builds did in the folder and nobody was told of.
    pub fn untold(&self) -> Untold {
        match self.memory.read("untold") {
            Ok(None) => Untold::default(),
            Ok(Some(bytes)) => postcard::from_bytes(&bytes).unwrap_or_else(|_| Untold::of_all()),
            Err(_) => Untold::of_all(),
        }
    }

    /// Everybody who asked was told.
    pub fn told(&self) -> io::Result<()> {
        self.remove_from_memory("untold")
    }

    /// Leaves word of what was done. A disk that refuses this must not stop the work itself.
    fn leave_word(&self, untold: &Untold) {
        if let Ok(bytes) = postcard::to_allocvec(untold) {
            let _ = self.disk.remember(self.memory, "untold", &bytes);
        }
    }

    /// Writes what is known of the folder when no file has to be moved.
    pub fn note(&self, next: &Manifest, record_too: bool) -> io::Result<()> {
        if record_too {
            self.write("record.next", &record::of(next))?;
            self.put_in_place("record.next", "record")?;
        }
        self.disk
            .remember(self.memory, "manifest", &sealed(next)?)?;
        self.note_time()
    }

    /// Takes away the journal, then all that belonged to it. A folder inside the output that never was ours is left alone.
    fn tidy(&self, inside: bool) -> io::Result<()> {
        for name in ["journal", "journal.next", "manifest.next", "record.next"] {
            self.remove_from_memory(name)?;
        }
        self.disk.remove_tree(&self.waiting(inside))
    }

    /// Whether the folder of this number stands in the place of the output. Without numbers: whether it waits no more.
    fn took_place(&self, number: u64, waiting: &Path) -> bool {
        disk::number(self.output) == Some(number) && (number != 0 || !disk::is_folder(waiting))
    }

    /// A journal that cannot be read, of another version most likely: what it would have made is ours as well, and all is
    /// made anew.
    fn own_both(&self) -> io::Result<()> {
        let mut files = BTreeMap::new();
        for name in ["record", "record.next"] {
            let record = record::read(&self.memory.path(name));
            files.extend(record.ok().flatten().unwrap_or_default());
        }
        let both = record::manifest(files);
        self.write("record.both", &record::of(&both))?;
        self.put_in_place("record.both", "record")?;
        self.remove_from_memory("manifest")
    }

    /// What is remembered of the folder.
    pub fn known(&self) -> Known {
        let path = self.memory.path("manifest");
        let written = |of: Metadata| Stamp::of(&of).modified;
        let written = path.symlink_metadata().map_or(0, written);
        let settled = self.memory.read("settled").ok().flatten();
        let settled = settled.and_then(|bytes| bytes.try_into().ok());
        let settled = settled.map_or(0, i64::from_le_bytes);
        let manifest = match self.memory.read("manifest") {
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => postcard::from_bytes(&bytes)
                .map(Some)
                .map_err(|_| Broken::Damaged),
            Err(broken) => Err(broken),
        };
        let forgotten = manifest.as_ref().err().copied();
        if let Ok(Some(last)) = manifest {
            return Known {
                last,
                written,
                settled,
                forgotten,
            };
        }
        let record = record::read(&self.memory.path("record"));
        Known {
            forgotten: forgotten.or(record.as_ref().err().copied()),
            last: record::manifest(record.ok().flatten().unwrap_or_default()),
            written,
            settled,
        }
    }

    /// After an exchange: takes away the files of the old folder, on all cores, since freeing them is what takes long. What
    /// somebody put there in its last moments is brought over.
    fn clear(&self, old: &Path) -> io::Result<()> {
        let folders = Folders::new(self.output);
        let ours = self.known().last.files;
        let standing: Vec<_> = standing::walk(old, None).into_iter().collect();
        standing.par_iter().try_for_each(|(path, kind)| {
            let from = old.join(path);
            let stays = || self.output.join(path).symlink_metadata().is_ok();
            if matches!(kind, Kind::Empty | Kind::Unreadable) {
                Ok(())
            } else if ours.contains_key(path) || stays() {
                self.disk.remove(&from)
            } else {
                let to = folders.make_for(self.disk, path)?;
                self.disk.rename(&from, &to)
            }
        })?;
        self.disk.remove_tree(old)
    }

    /// Moves a finished file to its place, unless it is there already.
    fn place(&self, folders: &Folders, waiting: &Path, path: &str) -> io::Result<()> {
        let from = waiting.join(checked(path)?);
        if from.symlink_metadata().is_err() {
            return Ok(());
        }
        let to = folders.make_for(self.disk, path)?;
        match self.disk.rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
                folders::remove_empty(self.disk, &to)?;
                self.disk.rename(&from, &to)
            }
            // Somebody mounted another disk inside the output folder.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                let name = to.file_name().unwrap_or_default().to_string_lossy();
                let near = to.with_file_name(format!(".{name}.congtin"));
                self.disk.copy(&from, &near)?;
                self.disk.rename(&near, &to)
            }
            moved => moved,
        }
    }

    /// Removes a file that an earlier build made, and folders that are empty then.
    fn remove(&self, folders: &Folders, path: &str) -> io::Result<()> {
        let file = self.output.join(checked(path)?);
        if folders.lead_to(path) {
            let is_file = file
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_file());
            if is_file {
                self.disk.remove(&file)?;
            }
        }
        // Somebody may have taken the file away and left its folder.
        let mut folder = folders::parent(path);
        while !folder.is_empty() {
            let there = folders.lead_to(folder) && disk::is_folder(&self.output.join(folder));
            if there && !self.disk.remove_folder(&self.output.join(folder))? {
                break;
            }
            folder = folders::parent(folder);
        }
        Ok(())
    }

    /// Writes a file of memory that every version can read.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.remove_from_memory(name)?;
        self.disk.write(&self.memory.path(name), bytes).map(drop)
    }

    fn put_in_place(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.memory.path(from), self.memory.path(to));
        self.disk.put_in_place(&from, &to)
    }

    fn remove_from_memory(&self, name: &str) -> io::Result<()> {
        let path = self.memory.path(name);
        if path.symlink_metadata().is_err() {
            return Ok(());
        }
        self.disk.clear(&path)
    }
}

/// About how many bytes are written of an output.
const OUTPUT: usize = 300;

fn sealed(manifest: &Manifest) -> io::Result<Vec<u8>> {
    let room = Vec::with_capacity(manifest.files.len() * OUTPUT);
    postcard::to_extend(manifest, room).map_err(io::Error::other)
}

/// Whether a file at this path leaves no room for one that is to be: where the one is a file, the other needs a folder.
pub fn in_the_way(path: &str, next: &BTreeMap<EcoString, Output>) -> bool {
    let inside = eco_format!("{path}/");
    let below = next
        .range(inside.clone()..)
        .next()
        .is_some_and(|(other, _)| other.starts_with(inside.as_str()));
    let above = path
        .match_indices('/')
        .any(|(end, _)| next.contains_key(&path[..end]));
    below || above
}
