//! What the system tells of a folder, gathered into bursts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::Event;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};

use super::ignored::Ignored;

/// A burst is over when nothing has changed for so long.
pub(super) const QUIET: Duration = Duration::from_millis(60);
/// A burst of one save is over when the file was closed, or put in its place, so long ago: an editor should see it at once.
const CLOSED: Duration = Duration::from_millis(8);
/// Files of one save: vim writes beside, renames, and asks whether it may write.
const SAVE: usize = 4;
/// Paths that are remembered; of more it is only known that they are many.
const MOST: usize = 2_000;
/// A burst that does not end is told all the same.
pub(super) const LONGEST: Duration = Duration::from_secs(1);

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In these files and folders, with all below them.
    Paths(BTreeSet<PathBuf>),
    /// Anywhere.
    Anywhere,
}

impl Change {
    /// Both changes in one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut paths), Self::Paths(others)) => {
                paths.extend(others);
                Self::Paths(paths)
            }
            _ => Self::Anywhere,
        }
    }
}

/// What the system has told since it was last asked. A storm of notices needs no room: of many paths none is kept.
pub(super) struct Notices {
    /// Which notices are passed over.
    pub ignored: Ignored,
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Default)]
struct State {
    last: Option<Instant>,
    /// What changed, and whether it looks finished: closed, put in place, or gone.
    paths: BTreeMap<PathBuf, bool>,
    /// More changed than is remembered.
    many: bool,
    trouble: Option<Trouble>,
    /// The root's folders that are watched.
    folders: BTreeSet<PathBuf>,
}

/// Why notices can no longer be relied upon.
pub(super) enum Trouble {
    /// Something is not watched any more, or not yet.
    Stale,
    /// The system gave up, and why.
    Failed(String),
}

/// What a wait came to.
pub(super) enum Burst {
    /// Nothing: the time is over.
    None,
    /// Something changed.
    Change(Change),
    /// Something changed, perhaps unnoticed.
    Trouble(Trouble),
}

impl Notices {
    /// No notices yet.
    pub fn new(ignored: Ignored) -> Self {
        Self {
            ignored,
            state: Mutex::default(),
            told: Condvar::new(),
        }
    }

    /// Takes a notice of the system.
    pub fn take(&self, event: notify::Result<Event>) {
        match event {
            Err(error) => self.tell(Some(Trouble::Failed(error.to_string()))),
            Ok(event) if event.need_rescan() => self.tell(Some(Trouble::Stale)),
            Ok(event) => {
                let ignored = !event.paths.is_empty()
                    && event.paths.iter().all(|path| self.ignored.covers(path));
                if is_change(event.kind) && !ignored {
                    let trouble = self.moves_a_watch(&event).then_some(Trouble::Stale);
                    self.note(event);
                    self.tell(trouble);
                }
            }
        }
    }

    /// Notes that something changed.
    pub fn tell(&self, trouble: Option<Trouble>) {
        let mut state = self.lock();
        state.last = Some(Instant::now());
        if !matches!(state.trouble, Some(Trouble::Failed(_))) {
            state.trouble = trouble.or(state.trouble.take());
        }
        self.told.notify_all();
    }

    /// Notes which paths an event is about.
    fn note(&self, event: Event) {
        let mut state = self.lock();
        let finished = is_finished(event.kind);
        state.many |= event.paths.is_empty() || state.paths.len() > MOST;
        for path in event.paths {
            if !state.many {
                state.paths.insert(path, finished);
            }
        }
    }

    /// Remembers which folders of the root are watched.
    pub fn watches(&self, folders: &BTreeSet<PathBuf>) {
        self.lock().folders.clone_from(folders);
    }

    /// Waits for a first notice, then until it is quiet.
    pub fn burst(&self, deadline: Option<Instant>) -> Burst {
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
            let left = (last + state.quiet())
                .min(longest)
                .saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.sleep(state, left);
        }
        let told = std::mem::take(&mut *state);
        state.folders = told.folders;
        match told.trouble {
            Some(trouble) => Burst::Trouble(trouble),
            None if told.many => Burst::Change(Change::Anywhere),
            None => Burst::Change(Change::Paths(told.paths.into_keys().collect())),
        }
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

impl State {
    /// How long nothing more must be told for a burst to be over.
    fn quiet(&self) -> Duration {
        let one_save = !self.many && self.paths.len() <= SAVE;
        let finished = !self.paths.is_empty() && self.paths.values().all(|finished| *finished);
        if one_save && finished { CLOSED } else { QUIET }
    }
}

/// Whether after a notice nothing more is to be expected of its file: whoever wrote it has closed it, or it came or went in
/// one step.
const fn is_finished(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(_))
            | EventKind::Remove(_)
    )
}

/// Whether a notice tells of a change, and not of somebody reading, such as us.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        _ => true,
    }
}
