//! Makes a folder equal to a plan, touching only what differs, all or nothing.
//!
//! 1. [`Publisher::open`] takes the lock, ends what an interrupted build had decided, and looks at what stands in the folder.
//! 2. Files that differ wait beside the output folder ([`Publisher::put`], from several threads). Nothing published changes.
//! 3. [`Publisher::finish`] decides with one rename in memory, the [`journal`], and does what was decided: what is new before
//!    what changes, of either files first, then articles, then what leads to them, then compressed copies; deletions last, but those of stale copies first.
//!    Whoever opens the folder after a kill ends the same work.
//!
//! When nearly all of the folder changes, what stays is linked into the waiting folder and the two are exchanged: readers see
//! the old portal, then the new one. When little changes, or the folder cannot be exchanged (a mount point, another
//! owner, a system without such a call, or anything in it that is not ours, which others may change meanwhile and have their
//! rights on), files are renamed one by one. For both there is one
//! journal, and one function that does what it says. For 10,000 pages on ext4 both take about as long when all of them
//! change, since freeing the old files costs most; when fewer change, renaming is quicker (2.2 s against 2.8 s at six
//! tenths), so the exchange, which readers see as one step, begins at three quarters. A folder that is empty or not there yet
//! is the first case.
//!
//! A file is never written where it is published, so it is whole at any instant, old or new. There is no `fsync` for each
//! file (ten thousand of them are seconds) but one `syncfs` before the decision. After a power cut the decision stands
//! with all it needs, or was never taken; renames that the disk had not written yet are seen by the next build, since
//! those files do not look as recorded, and done again. A first build waits for no disk: nothing is published yet.
//!
//! Nothing is deleted or replaced that the last build did not make, links are never followed, and every path is looked at
//! again before it is used. A file that looks as it did is not read again, unless something was done to it since
//! ([`Stamp::touched`]): a page that was changed without leave comes back with the next build. What is ours is told by the
//! manifest, or by the [`record`], which outlives upgrades and `congtin clean`. Dropping the publisher without finishing changes nothing.

mod disk;
mod finish;
mod folders;
mod journal;
mod record;
mod refuse;
mod standing;
mod untold;
mod verify;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use ecow::EcoString;
use rayon::prelude::*;

use crate::diagnostic::{Finding, Rule, rules};
use crate::memo::{Broken, Manifest, Memory, Output, Prints, Stamp};
use crate::text::{Digest, without};

pub use disk::{Disk, Fault};
use folders::Folders;
use journal::{INSIDE, Journal, Known, Place, Way, in_the_way};
pub use refuse::{USUAL, refuse};
use standing::{Kind, Standing};
use untold::Untold;
pub use verify::{Unusable, Verified, record_of, verify};

/// Files that stand in an output folder and are named one by one.
const NAMED: usize = 20;

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Paths of files that are new or different.
    pub written: Vec<EcoString>,
    /// Paths of files that were taken away.
    pub removed: Vec<EcoString>,
    /// Files that stayed as they were.
    pub unchanged: usize,
}

/// How an output folder stands, compared with what the last build made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// All that the last build made looks as it did.
    pub whole: bool,
    /// Paths of what it did not make.
    pub foreign: Vec<EcoString>,
}

/// The memory of an output folder, locked.
///
/// # Errors
/// When another process has it, or the disk refuses.
pub fn memory_of(folder: &Path, site_memory: &Path) -> io::Result<Memory> {
    let memory = Memory::take(&refuse::real(site_memory), &refuse::real(folder));
    memory.map_err(|error| about(folder, site_memory, &error))
}

/// An output folder being made equal to a plan.
pub struct Publisher {
    /// The output folder, or the waiting one that is to become it: another site may build into the same.
    _held: Option<File>,
    disk: Disk,
    output: PathBuf,
    memory: Memory,
    known: Known,
    /// What earlier builds did, and this one is to tell.
    untold: Untold,
    standing: Standing,
    /// Files wait inside the output folder.
    inside: bool,
    waiting: Folders,
    /// Something was touched and had to be read: a manifest that is written after that need not look again.
    reread: AtomicBool,
    /// Paths of files that wait.
    put: Mutex<BTreeSet<EcoString>>,
    /// A journal is written: what waits must stay until it is settled.
    decided: AtomicBool,
}

impl Publisher {
    /// Opens an output folder, which need not exist. `site_memory` is the site's `.congtin` folder.
    ///
    /// # Errors
    /// When another build is at work in it, or what an interrupted one had decided cannot be done.
    pub fn open(folder: &Path, site_memory: &Path) -> io::Result<Self> {
        Self::open_on(Disk::default(), folder, site_memory)
    }

    /// The same, on a disk that may fail.
    ///
    /// # Errors
    /// As [`Publisher::open`], and as the disk is told to.
    pub fn open_on(disk: Disk, folder: &Path, site_memory: &Path) -> io::Result<Self> {
        let output = refuse::real(folder);
        let memory = memory_of(folder, site_memory)?;
        let hold = |path: &Path| disk::hold(path).map_err(|error| about(folder, path, &error));
        let held = hold(&output)?;
        let place = Place {
            disk: &disk,
            memory: &memory,
            output: &output,
        };
        let is_new = !disk::is_folder(&output);
        if is_new {
            // Somebody else may be about to make it.
            hold(&place.waiting(false))?;
        }
        disk::can_be_read(&output)?;
        let unreadable = place.recover()?;
        let untold = place.untold();
        let inside = place.is_inside();
        let own = inside.then_some(INSIDE);
        let (mut known, standing) = rayon::join(|| place.known(), || standing::walk(&output, own));
        known.forgotten = known.forgotten.or(unreadable);
        standing::ours_can_be_read(&standing, &known.last.files, &output)?;
        let waiting = Folders::new(&place.waiting(inside));
        let takes = |parent: &Path| disk::is_folder(parent) && disk::is_writable(parent);
        let held = if is_new && output.parent().is_some_and(takes) {
            // What is to become the output folder is held in its place.
            waiting.make(&disk, "")?;
            hold(&waiting.path(""))?
        } else {
            held
        };
        Ok(Self {
            _held: held,
            standing,
            disk,
            output,
            memory,
            known,
            untold,
            inside,
            waiting,
            reread: AtomicBool::default(),
            put: Mutex::default(),
            decided: AtomicBool::new(false),
        })
    }

    /// The memory of the output folder, locked.
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What the last build made; when its manifest is not to be trusted, no more than paths and digests.
    pub const fn last(&self) -> &Manifest {
        &self.known.last
    }

    /// Why what was remembered is not to be trusted.
    pub const fn forgotten(&self) -> Option<Broken> {
        self.known.forgotten
    }

    /// Whether what the last build made still stands there untouched, and how it looks now.
    pub fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        let Some(Kind::File(stamp, touched)) = self.standing.get(path) else {
            return None;
        };
        if self.looks_as_it_did(stamp, *touched, last) && stamp.is_settled(self.known.written) {
            return Some(*stamp);
        }
        let is_touched = *touched > self.known.settled;
        self.reread.fetch_or(is_touched, Ordering::Relaxed);
        let file = fs::File::open(self.output.join(path)).ok()?;
        (Digest::of_reader(file).ok()? == last.digest).then_some(*stamp)
    }

    /// Compares the folder with what the last build made, by looks.
    pub fn survey(&self) -> Survey {
        let files: Vec<_> = self.known.last.files.iter().collect();
        let is_whole = |(path, last): &(&EcoString, &Output)| {
            let there = self.standing.get(*path);
            let same = |kind: &Kind| matches!(kind, Kind::File(stamp, touched) if self.looks_as_it_did(stamp, *touched, last));
            there.is_some_and(same) && self.kept(path, last).is_some()
        };
        Survey {
            whole: self.has_record() && files.par_iter().all(is_whole),
            foreign: self.foreign().map(|(path, _)| path.clone()).collect(),
        }
    }

    /// Who changes a page without leave may give it its old time back, but not undo that something was done to it.
    fn looks_as_it_did(&self, stamp: &Stamp, touched: i64, last: &Output) -> bool {
        *stamp == last.stamp && touched <= self.known.settled
    }

    /// Takes one file. What stands there with the same bytes is left alone. Returns how it looks, or will look in its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        if let Some(Kind::File(stamp, _)) = self.standing.get(path)
            && stamp.length == bytes.len() as u64
            && fs::read(self.output.join(path)).is_ok_and(|old| old == bytes)
        {
            return Ok(*stamp);
        }
        refuse::checked(path)?;
        let waiting = self.waiting.make_for(&self.disk, path)?;
        let stamp = self.disk.write(&waiting, bytes)?;
        let put = self.put.lock();
        put.unwrap_or_else(PoisonError::into_inner)
            .insert(path.into());
        Ok(stamp)
    }

    /// Leaves all as the last build made it. `tell` as in [`Publisher::finish`].
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn leave(&self, tell: impl FnOnce(&Published)) -> io::Result<()> {
        let published = Published {
            unchanged: self.known.last.files.len(),
            ..Published::default()
        };
        tell(&self.untold.and(published, &self.known.last));
        self.place().told()
    }

    /// What stands in the way: foreign files where ours should be are errors, other foreign files are told.
    #[must_use]
    pub fn obstacles(&self, next: &Manifest) -> Vec<Finding> {
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        let mut findings = Vec::new();
        if self.known.forgotten.is_some() {
            let reason = self.memory.path("").display().to_string();
            findings.push(Finding::new(&rules::MEMORY_IGNORED).with("reason", reason));
        }
        if !self.untold.is_empty() {
            findings.push(Finding::new(&rules::BUILD_ENDED));
        }
        let (mut blocking, mut others): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for (path, _) in self.foreign() {
            if put.contains(path) || in_the_way(path, &next.files) {
                blocking.push(path);
            } else if !next.files.contains_key(path) {
                others.push(path);
            }
        }
        findings.extend(named(&rules::OUTPUT_BLOCKED, &blocking));
        findings.extend(named(&rules::OUTPUT_FOREIGN, &others));
        findings
    }

    /// Makes the folder equal to `next`. `order` tells which paths come first. `tell` is called when all is done; should the
    /// program be killed before that, the next build tells of it.
    ///
    /// # Errors
    /// When the disk refuses. Every published file is whole then; once it was decided, the next build ends the work.
    pub fn finish(
        mut self,
        next: Manifest,
        order: impl Fn(&str) -> u8,
        tell: impl FnOnce(&Published),
    ) -> io::Result<Published> {
        let published = self.make_equal(&next, order)?;
        let published = self.untold.and(published, &next);
        tell(&published);
        self.place().told()?;
        // Giving back what is known of a large folder takes time that nobody has to wait for.
        let rest = (take(&mut self.known), take(&mut self.standing), next);
        rayon::spawn(move || drop(rest));
        Ok(published)
    }

    fn make_equal(&self, next: &Manifest, order: impl Fn(&str) -> u8) -> io::Result<Published> {
        let (way, published) = self.changes(next, order);
        let nothing = published.written.is_empty()
            && matches!(&way, Way::Moves { early, late, .. } if early.is_empty() && late.is_empty());
        if nothing {
            self.note(next)?;
            return Ok(published);
        }
        self.place().propose(next)?;
        if !(self.is_worth_a_new_folder(&published) && self.exchange(next)?) {
            self.decide(&Journal {
                inside: self.inside,
                way,
            })?;
        }
        Ok(published)
    }

    /// Forgets all but what is ours in the folder, so that the next build makes everything anew and stands in nobody's way.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(self) -> io::Result<()> {
        self.place().note(&self.known.last, true)?;
        self.memory.forget(&["record"])
    }

    fn place(&self) -> Place<'_> {
        Place {
            disk: &self.disk,
            memory: &self.memory,
            output: &self.output,
        }
    }

    fn foreign(&self) -> impl Iterator<Item = (&EcoString, Kind)> {
        let foreign = without(&self.standing, self.known.last.files.keys());
        let foreign = foreign.filter(|(_, kind)| **kind != Kind::Empty);
        foreign.map(|(path, kind)| (path, *kind))
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        if !self.decided.load(Ordering::Relaxed) {
            let _ = self.disk.remove_tree(&self.waiting.path(""));
        }
    }
}

/// Makes the next build begin anew in every output folder of a site: forgets what is remembered, takes away what waits. The
/// published files stay, and stay known as ours: taking a live portal off the net is not what tidying up should do.
/// Returns of how many output folders.
///
/// # Errors
/// When another build is at work in one of them, or the disk refuses.
pub fn clean(site_memory: &Path) -> io::Result<usize> {
    let site = refuse::real(site_memory);
    let outputs = Memory::all(&site);
    for output in &outputs {
        Publisher::open(output, &site)?.forget()?;
        if !output.exists() {
            fs::remove_dir_all(Memory::folder_of(&site, output))?;
        }
    }
    let nameless = Memory::nameless(&site)?;
    for memory in &nameless {
        // What was decided is done by the next build, which knows the folder.
        memory.forget(&["record", "record.next", "manifest.next", "journal"])?;
    }
    Prints::of(&site, false).tidy(&HashSet::new());
    Ok(outputs.len() + nameless.len())
}

/// An error with the path it is about: another build is at work in an output folder, whatever it was seen by.
fn about(output: &Path, path: &Path, error: &io::Error) -> io::Error {
    let kind = error.kind();
    let is_busy = kind == io::ErrorKind::ResourceBusy;
    let path = if is_busy { output } else { path };
    io::Error::new(kind, format!("{}: {error}", path.display()))
}

/// A finding for each of the first files; the last of them says how many there are besides.
fn named(rule: &'static Rule, paths: &[&str]) -> Vec<Finding> {
    let rest = paths.len().saturating_sub(NAMED);
    let finding = |(at, path): (usize, &&str)| {
        let (more, more_en) = if rest > 0 && at + 1 == NAMED {
            (format!(" và {rest} tệp nữa"), format!(" and {rest} more"))
        } else {
            (String::new(), String::new())
        };
        let finding = Finding::new(rule).with("path", *path);
        finding.with("more", more).with("more_en", more_en)
    };
    paths.iter().take(NAMED).enumerate().map(finding).collect()
}
