//! What the system tells of a folder, gathered into bursts.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::Event;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};

use super::ignored::Ignored;

/// A burst is over when nothing has changed for so long.
pub(super) const QUIET: Duration = Duration::from_millis(60);
/// A burst that does not end is told all the same.
pub(super) const LONGEST: Duration = Duration::from_secs(1);

/// What the system has told since it was last asked: kept as "when", so that a storm of notices needs no room.
pub(super) struct Notices {
    /// Which notices are passed over.
    pub ignored: Ignored,
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
    Change,
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
                    self.tell(self.moves_a_watch(&event).then_some(Trouble::Stale));
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

/// Whether a notice tells of a change, and not of somebody reading, such as us.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => matches!(access, AccessKind::Close(AccessMode::Write)),
        _ => true,
    }
}
