//! What one run may recall of the runs before it, and keeps for those after it.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Broken, Memory, Shelf, Stamp};
use crate::text::Digest;

/// The name that shelves of a site's sources are stored under.
const NAME: &str = "sources";

/// Results of reading sources, remembered by how the sources look.
#[derive(Debug)]
pub struct Memo {
    shelf: Shelf,
    now: i64,
}

impl Memo {
    /// Recalls nothing and keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        let shelf = Shelf::default();
        let now = i64::MIN;
        Self { shelf, now }
    }

    /// What is known from before, or nothing at all when it is not to be used; and whether some of it was not to be trusted.
    #[must_use]
    pub fn open(memory: &Memory, afresh: bool) -> (Self, Option<Broken>) {
        let now = memory.began();
        let (shelf, broken) = Shelf::load(memory, NAME);
        let shelf = if afresh { shelf.emptied() } else { shelf };
        (Self { shelf, now }, broken)
    }

    /// The result of a step that sees a file, how it looks, and a context. `make` is asked only when it is not known.
    pub fn of_file<T: Serialize + DeserializeOwned>(
        &self,
        (step, path): (&str, &str),
        stamp: Option<Stamp>,
        context: Digest,
        make: impl FnOnce() -> T,
    ) -> T {
        let Some(stamp) = self.settled(stamp) else {
            return make();
        };
        let of = Digest::join([
            step.as_bytes(),
            path.as_bytes(),
            &stamp.bytes(),
            context.bytes(),
        ]);
        self.shelf.recall(of).unwrap_or_else(|| {
            let made = make();
            self.shelf.keep(of, &made);
            made
        })
    }

    /// The look of a file, when it will tell any later change of its bytes.
    #[must_use]
    pub fn settled(&self, stamp: Option<Stamp>) -> Option<Stamp> {
        stamp?.of_source(self.now)
    }

    /// Stores what was asked for or made in this run, and recalls nothing from then on.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn store(&mut self, memory: &Memory) -> io::Result<()> {
        std::mem::take(&mut self.shelf).store(memory, NAME)
    }
}
