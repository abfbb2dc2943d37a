//! What was done in an output folder and nobody was told of yet: who drops what is kept at the edge of a network goes by what
//! `build --verbose` names, so a build that is killed before it says what it did leaves that to the next.

use std::collections::BTreeSet;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::Published;
use crate::memo::Manifest;

/// What nobody was told of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untold {
    /// Any file may be another.
    all: bool,
    written: BTreeSet<EcoString>,
    removed: BTreeSet<EcoString>,
}

impl Untold {
    /// When it is not known what was done.
    pub fn of_all() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }

    /// Together with what is done after.
    pub fn with(
        mut self,
        written: impl Iterator<Item = EcoString>,
        removed: impl Iterator<Item = EcoString>,
    ) -> Self {
        self.written.extend(written);
        self.removed.extend(removed);
        self
    }

    /// Together with a whole folder that takes the place of another, when it is not known what differs.
    pub fn with_all(mut self, removed: impl Iterator<Item = EcoString>) -> Self {
        self.all = true;
        self.removed.extend(removed);
        self
    }

    pub fn is_empty(&self) -> bool {
        !self.all && self.written.is_empty() && self.removed.is_empty()
    }

    /// What is to be told by a build that made the folder equal to `next`.
    pub fn and(&self, published: Published, next: &Manifest) -> Published {
        if self.is_empty() {
            return published;
        }
        let is_next = |path: &&EcoString| next.files.contains_key(*path);
        let all = next.files.keys().filter(|_| self.all);
        let written = all.chain(self.written.iter().filter(is_next)).cloned();
        let removed = self.removed.iter().filter(|path| !is_next(path)).cloned();
        let written: BTreeSet<_> = written.chain(published.written).collect();
        let removed: BTreeSet<_> = removed.chain(published.removed).collect();
        Published {
            unchanged: next.files.len() - written.len(),
            written: written.into_iter().collect(),
            removed: removed.into_iter().collect(),
        }
    }
}
