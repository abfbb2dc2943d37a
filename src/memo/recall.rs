//! What one run may recall of the runs before it, and keeps for those after it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::shelf::{self, Others, Shelf};
use super::{Broken, Memory, Prints, Stamp};
use crate::text::Digest;

/// Results of reading sources, remembered by how the sources look.
#[derive(Debug, Default)]
pub struct Memo<'a> {
    memory: Option<&'a Memory>,
    afresh: bool,
    /// The site's `.congtin`, where prints of pictures are remembered.
    site: Option<PathBuf>,
    /// Prints are recalled, and none is kept.
    looks_on: bool,
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
            ..Self::default()
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

    /// Recalls prints of pictures, and keeps nothing.
    #[must_use]
    pub fn of_prints(site_memory: &Path) -> Self {
        Self {
            looks_on: true,
            ..Self::none().with_prints(site_memory)
        }
    }

    /// What is remembered of pictures.
    #[must_use]
    pub fn prints(&self) -> Prints {
        let site = self.site.as_ref();
        let prints = |site: &PathBuf| Prints::of(site, self.afresh);
        let prints = site.map_or_else(Prints::default, prints);
        if self.looks_on {
            prints.looking_on()
        } else {
            prints
        }
    }

    /// The results of one step of a build for many files, in their order. `make` is asked for those that do not look as
    /// they did, in parallel. What is not asked for is forgotten, unless `others` are to stay.
    pub fn of_files<T: Serialize + DeserializeOwned + Send>(
        &self,
        step: &str,
        files: &[Asked],
        others: Others,
        make: impl Fn(usize) -> T + Sync,
    ) -> Vec<T> {
        let Some(memory) = self.memory else {
            return (0..files.len()).into_par_iter().map(&make).collect();
        };
        let digest = |(path, stamp, context): &Asked| {
            let stamp = self.settled(*stamp)?;
            Some(made_from((path, stamp, *context)))
        };
        let asked: Vec<_> = files.par_iter().map(digest).collect();
        let recalled = shelf::recall(memory, step, &asked, others, self.afresh, make);
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.broken = trouble.broken.or(recalled.broken);
        trouble.error = trouble.error.take().or(recalled.error);
        recalled.results
    }

    /// The look of a file, when it will tell any later change of its bytes.
    #[must_use]
    pub fn settled(&self, stamp: Option<Stamp>) -> Option<Stamp> {
        stamp?.settled(self.memory?.began())
    }

    /// All that is stored of a step; none without memory.
    #[must_use]
    pub fn shelf(&self, step: &str) -> Option<Shelf> {
        let memory = self.memory.filter(|_| !self.afresh)?;
        Some(Shelf::new(&memory.path(""), step))
    }

    /// What was kept under a name.
    #[must_use]
    pub fn kept(&self, name: &str) -> Option<Vec<u8>> {
        let memory = self.memory.filter(|_| !self.afresh)?;
        match memory.read(name) {
            Ok(kept) => kept,
            Err(broken) => {
                memory.remove(name);
                let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
                trouble.broken.get_or_insert(broken);
                None
            }
        }
    }

    /// Keeps something under a name. What is not kept is worked out again, so nothing is lost when the disk refuses.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let Some(memory) = self.memory else {
            return;
        };
        if memory.write(name, bytes).is_err() {
            memory.remove(name);
        }
    }

    /// When this run took the memory, by the clock of its disk; none without memory.
    #[must_use]
    pub fn began(&self) -> Option<i64> {
        Some(self.memory?.began())
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

/// The digest that a result of a file is stored by, for a look that is settled.
fn made_from((path, stamp, context): (&str, Stamp, Digest)) -> Digest {
    Digest::join([path.as_bytes(), &stamp.bytes(), context.bytes()])
}

impl Shelf {
    /// What was made of a file that looked like this.
    #[must_use]
    pub fn of_file<T: DeserializeOwned>(&self, file: (&str, Stamp, Digest)) -> Option<T> {
        self.open(made_from(file))
    }
}
