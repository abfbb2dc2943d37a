//! What one run may recall of the runs before it, and keeps for those after it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Broken, Memory, Prints, Stamp, shelf};
use crate::text::Digest;

/// Results of reading sources, remembered by how the sources look.
#[derive(Debug, Default)]
pub struct Memo<'a> {
    memory: Option<&'a Memory>,
    afresh: bool,
    /// The site's `.congtin`, where prints of pictures are remembered.
    site: Option<PathBuf>,
    trouble: Mutex<Trouble>,
}

#[derive(Debug, Default)]
struct Trouble {
    broken: Option<Broken>,
    error: Option<io::Error>,
}

/// A file by its path and how it looks, and all else that its result depends on.
pub type Asked<'a> = (&'a str, Option<Stamp>, Digest);

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
            site: Some(memory.site().to_owned()),
            trouble: Mutex::default(),
        }
    }

    /// The same, with the prints of pictures that are remembered for all of a site. `site_memory` is its `.congtin`.
    #[must_use]
    pub fn with_prints(self, site_memory: &Path) -> Self {
        Self {
            site: Some(site_memory.to_owned()),
            ..self
        }
    }

    /// What is remembered of pictures.
    #[must_use]
    pub fn prints(&self) -> Prints {
        let site = self.site.as_ref();
        site.map_or_else(Prints::default, |site| Prints::of(site, self.afresh))
    }

    /// The results of one step of a build for many files, in their order. `make` is asked for those that do not look as
    /// they did, in parallel.
    pub fn of_files<T: Serialize + DeserializeOwned + Send>(
        &self,
        step: &str,
        files: &[Asked],
        make: impl Fn(usize) -> T + Sync,
    ) -> Vec<T> {
        let Some(memory) = self.memory else {
            return (0..files.len()).into_par_iter().map(&make).collect();
        };
        let digest = |(path, stamp, context): &Asked| {
            let stamp = self.settled(*stamp)?;
            let parts = [path.as_bytes(), &stamp.bytes(), context.bytes()];
            Some(Digest::join(parts))
        };
        let asked: Vec<_> = files.par_iter().map(digest).collect();
        let recalled = shelf::recall(memory, step, &asked, self.afresh, make);
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.broken = trouble.broken.or(recalled.broken);
        trouble.error = trouble.error.take().or(recalled.error);
        recalled.results
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
}
