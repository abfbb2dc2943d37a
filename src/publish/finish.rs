//! From what waits to what is published: what has to be done, in which of the two ways, and the doing.

use std::io;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use ecow::EcoString;
use rayon::prelude::*;

use super::folders::{Folders, parent};
use super::journal::{Journal, Way, in_the_way};
use super::standing::Kind;
use super::{Published, Publisher, disk};
use crate::coding::Coding;
use crate::memo::{Manifest, Output, Stamp};
use crate::text::without;

impl Publisher {
    /// What is to be done file by file, and what will have been done.
    pub(super) fn changes(&self, next: &Manifest, order: impl Fn(&str) -> u8) -> (Way, Published) {
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        let written: Vec<EcoString> = put
            .iter()
            .filter(|path| next.files.contains_key(*path))
            .cloned()
            .collect();
        // All that is new comes before what changes, which may lead to it.
        let is_there = |path: &EcoString| self.known.last.files.contains_key(path);
        let mut ranked: Vec<((bool, u8), EcoString)> = written
            .iter()
            .map(|path| ((is_there(path), order(path)), path.clone()))
            .collect();
        ranked.sort();
        let ranks = ranked.chunk_by(|(a, _), (b, _)| a == b);
        let moves = ranks
            .map(|rank| rank.iter().map(|(_, path)| path.clone()).collect())
            .collect();
        let gone = without(&self.known.last.files, next.files.keys());
        let gone: Vec<EcoString> = gone.map(|(path, _)| path.clone()).collect();
        let published = Published {
            // Also what somebody took away before: readers may have it from elsewhere.
            removed: gone.clone(),
            unchanged: next.files.len() - written.len(),
            written,
        };
        let (mut early, mut late): (Vec<_>, Vec<_>) = gone
            .into_iter()
            .partition(|path| in_the_way(path, &next.files) || self.is_copy(path));
        // A compressed copy never outlives the bytes it was made from: servers look at it first, and a build that is
        // killed in between may be the last one for long.
        let stale = published.written.iter();
        early.extend(stale.filter(|path| self.is_copy(path)).cloned());
        late.sort_by_key(|path| self.leaves(path));
        (Way::Moves { early, moves, late }, published)
    }

    /// Whether a file was the compressed copy of another.
    fn is_copy(&self, path: &str) -> bool {
        let last = &self.known.last.files;
        let source = Coding::source(path).filter(|_| last.contains_key(path));
        source.is_some_and(|source| last.contains_key(source))
    }

    /// When a file goes: lists before articles, articles before what they show. Nobody knows its job any more, so its name
    /// tells; the next build would find no dead link either way, but a reader might.
    fn leaves(&self, path: &str) -> u8 {
        let last = self.known.last.files.get(path);
        let is_article = last.is_some_and(|output| output.address_of.is_some());
        let has = |ending: &[&str]| ending.iter().any(|ending| path.ends_with(ending));
        if !is_article && has(&["index.html", ".xml", ".json"]) {
            0
        } else if has(&[".html"]) {
            1
        } else {
            2
        }
    }

    /// Keeps what is known up to date when no file differs; nothing is written when nothing is new.
    pub(super) fn note(&self, next: &Manifest) -> io::Result<()> {
        let last = &self.known.last;
        let digests = |output: &Output| output.digest;
        let same = last.files.len() == next.files.len()
            && last.files.keys().eq(next.files.keys())
            && (last.files.values().map(digests)).eq(next.files.values().map(digests));
        let record_too = !same || !self.has_record();
        let known = self.known.forgotten.is_none() && !self.reread.load(Ordering::Relaxed);
        if last == next && !record_too && known {
            return Ok(());
        }
        self.place().note(next, record_too)
    }

    /// Whether the record is the one that was written: it is for others, and nobody here would miss it.
    pub(super) fn has_record(&self) -> bool {
        let record = self.memory.path("record").symlink_metadata();
        record.is_ok_and(|of| of.is_file() && Stamp::touched(&of) <= self.known.settled)
    }

    /// Three quarters: measured, see the head of this room.
    pub(super) fn is_worth_a_new_folder(&self, published: &Published) -> bool {
        let alike = match (self.output.metadata(), self.waiting.path("").metadata()) {
            (Ok(output), Ok(waiting)) => disk::same_owner(&output, &waiting),
            (Err(_), Ok(_)) => true,
            _ => false,
        };
        !self.inside
            && alike
            && published.written.len() >= 3 * published.unchanged
            && !self.holds_others()
    }

    /// Whether anything in the folder is not ours. Its owners may change it at any moment, and have their rights on it, so
    /// the folder it lies in stays the one it is.
    fn holds_others(&self) -> bool {
        let ours = &self.known.last.files;
        let mut others = without(&self.standing, ours.keys());
        others.any(|(path, kind)| *kind != Kind::Empty || !in_the_way(path, ours))
    }

    /// Makes the waiting folder whole and puts it in the place of the output. False when that cannot be done here.
    pub(super) fn exchange(&self, next: &Manifest) -> io::Result<bool> {
        if self.complete(next).is_err() {
            return Ok(false);
        }
        let waiting = self.waiting.path("");
        let Some(number) = disk::number(&waiting) else {
            return Ok(false);
        };
        let journal = Journal {
            inside: false,
            way: Way::Whole(number),
        };
        // Held from before it is the output folder until all is settled; it may be held already.
        let _held = disk::hold(&waiting);
        let first = self.standing.is_empty();
        self.place().commit(&journal, !first)?;
        let exchanged = if first {
            self.disk.rename(&waiting, &self.output)
        } else {
            self.disk.exchange(&waiting, &self.output)
        };
        if exchanged.is_err() {
            return Ok(false);
        }
        self.decided.store(true, Ordering::Relaxed);
        self.place().settle(&journal)?;
        Ok(true)
    }

    /// Links into the waiting folder what stays.
    fn complete(&self, next: &Manifest) -> io::Result<()> {
        let Ok(metadata) = self.output.metadata() else {
            return Ok(());
        };
        self.is_one_mount()?;
        let put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        let standing: Vec<_> = self.standing.keys().collect();
        standing.par_iter().try_for_each(|path| {
            if put.contains(*path) || !next.files.contains_key(*path) {
                return Ok(());
            }
            let to = self.waiting.make_for(&self.disk, path)?;
            self.disk.link(&self.output.join(path), &to)
        })?;
        self.disk.permit(&self.waiting.path(""), &metadata)
    }

    /// A disk that is mounted inside the output folder would go away with the old one.
    fn is_one_mount(&self) -> io::Result<()> {
        let mut folders: Vec<&str> = self
            .standing
            .iter()
            .map(|(path, kind)| match kind {
                Kind::Empty => path,
                _ => parent(path),
            })
            .collect();
        folders.dedup();
        let same = |folder: &&str| disk::same_mount(&self.output, &self.output.join(folder));
        if folders.par_iter().all(same) {
            Ok(())
        } else {
            Err(io::ErrorKind::CrossesDevices.into())
        }
    }

    /// Takes the decision and does it.
    pub(super) fn decide(&self, journal: &Journal) -> io::Result<()> {
        Folders::new(&self.output).make(&self.disk, "")?;
        self.place().commit(journal, true)?;
        self.decided.store(true, Ordering::Relaxed);
        self.place().settle(journal)
    }
}
