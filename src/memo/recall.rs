//! What one run may recall of the runs before it, and keeps for those after it.

use std::io;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Broken, Memory, Shelf, Stamp};
use crate::text::Digest;

/// Results of reading sources, remembered by how the sources look.
#[derive(Debug, Default)]
pub struct Memo<'a> {
    memory: Option<&'a Memory>,
    afresh: bool,
    trouble: Mutex<Trouble>,
}

#[derive(Debug, Default)]
struct Trouble {
    broken: Option<Broken>,
    error: Option<io::Error>,
}

impl<'a> Memo<'a> {
    /// Recalls nothing and keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Recalls what is in a memory, or nothing when all is to be made `afresh`, and keeps what is made.
    #[must_use]
    pub fn of(memory: &'a Memory, afresh: bool) -> Self {
        Self {
            memory: Some(memory),
            afresh,
            trouble: Mutex::default(),
        }
    }

    /// Does one step of a build, whose results are stored under its name. They are in memory for that long only: what is
    /// known of a large archive would take the room that its pages need.
    pub fn step<T>(&self, name: &str, work: impl FnOnce(&Recall) -> T) -> T {
        let Some(memory) = self.memory else {
            return work(&Recall::default());
        };
        let (shelf, broken) = Shelf::load(memory, name);
        let shelf = if self.afresh { shelf.emptied() } else { shelf };
        let now = Some(memory.began());
        let recall = Recall { shelf, now };
        let result = work(&recall);
        let stored = recall.shelf.store(memory, name);
        let mut trouble = self.trouble();
        trouble.broken = trouble.broken.or(broken);
        trouble.error = trouble.error.take().or(stored.err());
        result
    }

    /// The look of a file, when it will tell any later change of its bytes.
    #[must_use]
    pub fn settled(&self, stamp: Option<Stamp>) -> Option<Stamp> {
        stamp?.of_source(self.memory?.began())
    }

    /// Whether some of what was stored was not to be trusted.
    ///
    /// # Errors
    /// When something could not be stored.
    pub fn end(self) -> io::Result<Option<Broken>> {
        let trouble = self.trouble.into_inner();
        let trouble = trouble.unwrap_or_else(PoisonError::into_inner);
        trouble.error.map_or(Ok(trouble.broken), Err)
    }

    fn trouble(&self) -> std::sync::MutexGuard<'_, Trouble> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The results of one step. Asked and filled from many threads at once.
#[derive(Debug, Default)]
pub struct Recall {
    shelf: Shelf,
    now: Option<i64>,
}

impl Recall {
    /// The result for a file that looks as it did, in a context. `make` is asked only when it is not known.
    pub fn of_file<T: Serialize + DeserializeOwned>(
        &self,
        path: &str,
        stamp: Option<Stamp>,
        context: Digest,
        make: impl FnOnce() -> T,
    ) -> T {
        let settled = self.now.and_then(|now| stamp?.of_source(now));
        let Some(stamp) = settled else {
            return make();
        };
        let of = Digest::join([path.as_bytes(), &stamp.bytes(), context.bytes()]);
        self.shelf.recall(of).unwrap_or_else(|| {
            let made = make();
            self.shelf.keep(of, &made);
            made
        })
    }
}
