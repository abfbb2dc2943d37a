//! Tells that something in the site's folder changed, whatever it was: what exactly is found by looking again.
//!
//! The system's own notices come through `notify`. They are lost now and then (queues overflow, limits are
//! reached, folders are moved away), so notices are never taken to be complete: after an overflow everything is
//! watched anew, and when the system cannot watch, the folder is looked through every second, which is said.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use super::ignored::Ignored;
use super::notices::{Burst, Change, LONGEST, Notices, QUIET, Trouble};
use crate::diagnostic::{Finding, rules};

/// How often the folder is looked through when the system cannot watch it.
const EVERY: Duration = Duration::from_secs(1);

/// Watches a site's folder. Of what changes before it is made nothing is told: look at the folder once more then.
pub struct Watcher {
    notices: Arc<Notices>,
    means: Means,
    note: Option<Finding>,
}

impl Watcher {
    /// Watches a folder, but for some of its folders and files (absolute, or below the root) and what no site
    /// is made of: version control, build folders, backups of editors.
    ///
    /// # Errors
    /// When the root is no folder that can be read.
    pub fn new(root: &Path, ignored: &[PathBuf]) -> io::Result<Self> {
        let notices = Arc::new(Notices::new(Ignored::new(root, ignored)?));
        let (means, note) = match native(&notices) {
            Ok(watcher) => (Means::Native(watcher), None),
            Err(error) => (
                Means::Polling(Polling::new(&notices.ignored, EVERY)),
                Some(polls(&error.to_string())),
            ),
        };
        Ok(Self {
            notices,
            means,
            note,
        })
    }

    /// Like [`Watcher::new`], but looks every so often and never asks the system: for network drives and
    /// containers, which tell nothing.
    ///
    /// # Errors
    /// When the root is no folder that can be read.
    pub fn polling(root: &Path, ignored: &[PathBuf], every: Duration) -> io::Result<Self> {
        let notices = Arc::new(Notices::new(Ignored::new(root, ignored)?));
        let means = Means::Polling(Polling::new(&notices.ignored, every));
        Ok(Self {
            notices,
            means,
            note: None,
        })
    }

    /// Waits for a change, or for the time to be over; none when nothing changed. A burst of saves is one
    /// change, told when it is over, even if that is a little after the time.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Option<Change> {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        match &mut self.means {
            Means::Polling(polling) => {
                let changed = polling.look(&self.notices.ignored, deadline);
                changed.then_some(Change::Anywhere)
            }
            Means::Native(_) => match self.notices.burst(deadline) {
                Burst::None => None,
                Burst::Change(change) => Some(change),
                Burst::Trouble(trouble) => {
                    self.recover(&trouble);
                    Some(Change::Anywhere)
                }
            },
        }
    }

    /// What there is to tell the editor about watching, once: that the folder is looked through every second.
    pub fn take_note(&mut self) -> Option<Finding> {
        self.note.take()
    }

    /// Watches anew, or looks from now on. Whoever waits then looks for changes: nothing in between is lost.
    fn recover(&mut self, trouble: &Trouble) {
        let reason = match trouble {
            Trouble::Failed(reason) => reason.clone(),
            Trouble::Stale => match native(&self.notices) {
                Ok(watcher) => return self.means = Means::Native(watcher),
                Err(error) => error.to_string(),
            },
        };
        self.means = Means::Polling(Polling::new(&self.notices.ignored, EVERY));
        self.note = Some(polls(&reason));
    }
}

enum Means {
    /// The system tells, as long as this is held.
    Native(#[expect(dead_code, reason = "held, never used")] RecommendedWatcher),
    /// We look.
    Polling(Polling),
}

fn polls(reason: &str) -> Finding {
    Finding::new(&rules::WATCH_POLLS).with("reason", reason)
}

/// Watches the root's own files, and each of its folders with all below it: to watch the root with all below
/// it would spend the system's watches on what is ignored.
fn native(notices: &Arc<Notices>) -> notify::Result<RecommendedWatcher> {
    let told = Arc::clone(notices);
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(move |event| told.take(event), config)?;
    let root = &notices.ignored.root;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let folders = notices.ignored.folders()?;
    notices.watches(&folders);
    for folder in &folders {
        match watcher.watch(folder, RecursiveMode::Recursive) {
            // A folder that went away meanwhile, perhaps one deep inside: this one is not wholly watched.
            Err(error) if vanished(&error) => notices.tell(Some(Trouble::Stale)),
            result => result?,
        }
    }
    Ok(watcher)
}

fn vanished(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// The folder as it looked the last time.
struct Polling {
    every: Duration,
    look: u64,
    looked: Instant,
    took: Duration,
}

impl Polling {
    fn new(ignored: &Ignored, every: Duration) -> Self {
        let began = Instant::now();
        let look = ignored.look();
        Self {
            every,
            look,
            looked: Instant::now(),
            took: began.elapsed(),
        }
    }

    /// Looks until something is different and has come to rest. Large folders are looked at less often.
    fn look(&mut self, ignored: &Ignored, deadline: Option<Instant>) -> bool {
        loop {
            let next = self.looked + self.every.max(self.took * 4);
            let until = deadline.map_or(next, |deadline| deadline.min(next));
            thread::sleep(until.saturating_duration_since(Instant::now()));
            if until < next {
                return false;
            }
            if self.differs(ignored) {
                self.rest(ignored);
                return true;
            }
        }
    }

    fn rest(&mut self, ignored: &Ignored) {
        let longest = Instant::now() + LONGEST;
        while Instant::now() < longest {
            thread::sleep(QUIET);
            if !self.differs(ignored) {
                return;
            }
        }
    }

    fn differs(&mut self, ignored: &Ignored) -> bool {
        let before = std::mem::replace(self, Self::new(ignored, self.every));
        self.look != before.look
    }
}

impl Ignored {
    /// The folders right below the root, without ignored ones. A part of the site may be a link as a whole.
    fn folders(&self) -> io::Result<BTreeSet<PathBuf>> {
        let mut folders = BTreeSet::new();
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if entry.path().is_dir() && !self.covers(&entry.path()) {
                folders.insert(entry.path());
            }
        }
        Ok(folders)
    }

    /// A number that is another when a file came, went or changed; a missing folder looks like an empty one.
    fn look(&self) -> u64 {
        let entries = WalkDir::new(&self.root).follow_links(true).into_iter();
        entries
            .filter_entry(|entry| !self.covers(entry.path()))
            .filter_map(Result::ok)
            .map(|entry| {
                let mut hasher = DefaultHasher::new();
                entry.path().hash(&mut hasher);
                if let (false, Ok(about)) = (entry.file_type().is_dir(), entry.metadata()) {
                    (about.len(), about.modified().ok()).hash(&mut hasher);
                }
                hasher.finish()
            })
            .fold(0, u64::wrapping_add)
    }
}

#[cfg(test)]
mod tests {
    use notify::Event;
    use notify::event::{EventKind, Flag};
    use std::sync::mpsc;

    use super::*;

    const PATIENCE: Option<Duration> = Some(Duration::from_secs(10));

    #[test]
    fn after_an_overflow_everything_is_watched_anew() {
        let folder = tempfile::tempdir().unwrap();
        let mut watcher = Watcher::new(folder.path(), &[]).unwrap();
        watcher
            .notices
            .take(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
        assert!(watcher.wait(PATIENCE).is_some());
        assert!(watcher.take_note().is_none());
        fs::write(folder.path().join("site.toml"), "").unwrap();
        assert!(watcher.wait(PATIENCE).is_some());
    }

    #[test]
    fn when_the_system_gives_up_the_folder_is_looked_through_and_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut watcher = Watcher::new(folder.path(), &[]).unwrap();
        watcher
            .notices
            .take(Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
        assert!(watcher.wait(PATIENCE).is_some());
        assert_eq!(
            watcher.take_note().map(|note| note.rule),
            Some(&rules::WATCH_POLLS)
        );
        assert!(watcher.take_note().is_none());
        fs::write(folder.path().join("site.toml"), "").unwrap();
        assert!(watcher.wait(PATIENCE).is_some());
    }

    #[test]
    fn a_burst_without_end_is_told_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut watcher = Watcher::new(folder.path(), &[]).unwrap();
        let notices = Arc::clone(&watcher.notices);
        let (stop, stopped) = mpsc::channel::<()>();
        let storm = thread::spawn(move || {
            while stopped.recv_timeout(QUIET / 6) == Err(mpsc::RecvTimeoutError::Timeout) {
                notices.tell(None);
            }
        });
        assert!(watcher.wait(PATIENCE).is_some());
        assert!(!storm.is_finished());
        drop(stop);
        storm.join().unwrap();
    }
}
