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
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use super::ignored::Ignored;
use crate::diagnostic::{Finding, Rule};

/// The system cannot watch the folder.
pub static WATCH_POLLS: Rule = Rule {
    code: "N-WATCH-POLLS",
    vi: "hệ thống không báo được thay đổi trong thư mục ({reason}); mỗi giây xem lại một lần",
    en: "the system cannot tell of changes in the folder ({reason}); it is looked through every second",
    help_vi: "",
    help_en: "",
};

/// A burst is over when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(60);
/// A burst that does not end is told all the same.
const LONGEST: Duration = Duration::from_secs(1);
/// How often the folder is looked through when the system cannot watch it.
const LOOK: Duration = Duration::from_secs(1);

/// Watches a site's folder. Make it before the folder is read for the first time, or a change may be missed.
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
                Means::Polling(Polling::new(&notices.ignored)),
                Some(polls(&error.to_string())),
            ),
        };
        Ok(Self {
            notices,
            means,
            note,
        })
    }

    /// Like [`Watcher::new`], but never asks the system: for network drives and containers, which tell nothing.
    ///
    /// # Errors
    /// When the root is no folder that can be read.
    pub fn polling(root: &Path, ignored: &[PathBuf]) -> io::Result<Self> {
        let notices = Arc::new(Notices::new(Ignored::new(root, ignored)?));
        let means = Means::Polling(Polling::new(&notices.ignored));
        Ok(Self {
            notices,
            means,
            note: None,
        })
    }

    /// Waits for a change, or for the time to be over; true when something changed. A burst of saves is one
    /// change, told when it is over, even if that is a little after the time.
    pub fn wait(&mut self, timeout: Option<Duration>) -> bool {
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        match &mut self.means {
            Means::Polling(polling) => polling.look(&self.notices.ignored, deadline),
            Means::Native(_) => match self.notices.burst(deadline) {
                Burst::None => false,
                Burst::Change => true,
                Burst::Trouble(trouble) => {
                    self.recover(&trouble);
                    true
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
        self.means = Means::Polling(Polling::new(&self.notices.ignored));
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
    Finding::new(&WATCH_POLLS).with("reason", reason)
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
    notices.lock().folders.clone_from(&folders);
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

/// What the system has told since it was last asked: kept as "when", so that a storm of notices needs no room.
struct Notices {
    ignored: Ignored,
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Default)]
struct State {
    last: Option<Instant>,
    trouble: Option<Trouble>,
    /// The root's folders that are watched.
    folders: BTreeSet<PathBuf>,
}

enum Trouble {
    /// Something is not watched any more, or not yet.
    Stale,
    /// The system gave up, and why.
    Failed(String),
}

enum Burst {
    None,
    Change,
    Trouble(Trouble),
}

impl Notices {
    fn new(ignored: Ignored) -> Self {
        Self {
            ignored,
            state: Mutex::default(),
            told: Condvar::new(),
        }
    }

    fn take(&self, event: notify::Result<Event>) {
        match event {
            Err(error) => self.tell(Some(Trouble::Failed(error.to_string()))),
            Ok(event) if event.need_rescan() => self.tell(Some(Trouble::Stale)),
            Ok(event) => {
                let ignored = !event.paths.is_empty()
                    && event.paths.iter().all(|path| self.ignored.covers(path));
                if is_change(event.kind) && !ignored {
                    self.tell(self.moves_a_watch(&event).then_some(Trouble::Stale));
                }
            }
        }
    }

    fn tell(&self, trouble: Option<Trouble>) {
        let mut state = self.lock();
        state.last = Some(Instant::now());
        if !matches!(state.trouble, Some(Trouble::Failed(_))) {
            state.trouble = trouble.or(state.trouble.take());
        }
        self.told.notify_all();
    }

    /// Whether the root or a folder in it came or went: a watch goes with its folder, not with the name.
    fn moves_a_watch(&self, event: &Event) -> bool {
        let root = &self.ignored.root;
        let comes_or_goes = matches!(
            event.kind,
            EventKind::Create(_)
                | EventKind::Remove(_)
                | EventKind::Modify(ModifyKind::Name(_))
                | EventKind::Any
        );
        let is_watch = |path: &PathBuf| {
            path == root
                || (path.parent() == Some(root)
                    && (self.lock().folders.contains(path) || path.is_dir()))
        };
        comes_or_goes && event.paths.iter().any(is_watch)
    }

    /// Waits for a first notice, then until it is quiet.
    fn burst(&self, deadline: Option<Instant>) -> Burst {
        let mut state = self.lock();
        while state.last.is_none() {
            let left = match deadline {
                Some(deadline) => deadline.saturating_duration_since(Instant::now()),
                None => Duration::MAX,
            };
            if left.is_zero() {
                return Burst::None;
            }
            state = self.sleep(state, left);
        }
        let longest = Instant::now() + LONGEST;
        while let Some(last) = state.last {
            let left = (last + QUIET)
                .min(longest)
                .saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.sleep(state, left);
        }
        state.last = None;
        state.trouble.take().map_or(Burst::Change, Burst::Trouble)
    }

    fn sleep<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        self.told
            .wait_timeout(state, time)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a notice tells of a change, and not of somebody reading, such as us.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        _ => true,
    }
}

/// The folder as it looked the last time.
struct Polling {
    look: u64,
    looked: Instant,
    took: Duration,
}

impl Polling {
    fn new(ignored: &Ignored) -> Self {
        let began = Instant::now();
        let look = ignored.look();
        Self {
            look,
            looked: Instant::now(),
            took: began.elapsed(),
        }
    }

    /// Looks until something is different and has come to rest. Large folders are looked at less often.
    fn look(&mut self, ignored: &Ignored, deadline: Option<Instant>) -> bool {
        loop {
            let next = self.looked + LOOK.max(self.took * 4);
            let until = deadline.map_or(next, |deadline| deadline.min(next));
            thread::sleep(until.saturating_duration_since(Instant::now()));
            if until < next {
                return false;
            }
            let before = std::mem::replace(self, Self::new(ignored)).look;
            if self.look != before {
                self.rest(ignored);
                return true;
            }
        }
    }

    fn rest(&mut self, ignored: &Ignored) {
        let longest = Instant::now() + LONGEST;
        while Instant::now() < longest {
            thread::sleep(QUIET);
            let before = std::mem::replace(self, Self::new(ignored)).look;
            if self.look == before {
                return;
            }
        }
    }
}

impl Ignored {
    /// The folders right below the root, without ignored ones and links.
    fn folders(&self) -> io::Result<BTreeSet<PathBuf>> {
        let mut folders = BTreeSet::new();
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !self.covers(&entry.path()) {
                folders.insert(entry.path());
            }
        }
        Ok(folders)
    }

    /// A number that is another when a file came, went or changed; a missing folder looks like an empty one.
    fn look(&self) -> u64 {
        let entries = WalkDir::new(&self.root).into_iter();
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
