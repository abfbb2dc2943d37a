//! What the last build made in one output folder.

use std::collections::BTreeMap;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::{Key, Stamp};
use crate::diagnostic::Finding;
use crate::text::{Digest, Moment};

/// The files of an output folder by path, and the inputs they were made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What was made, by path below the output folder.
    pub files: BTreeMap<EcoString, Output>,
    /// The whole folder at once; none when it cannot be told from outside whether the sources are still the same.
    pub whole: Option<Whole>,
    /// The plan that was kept when these files were made, by its digest, and the paths of articles with other texts than it
    /// had.
    pub like: Option<(Digest, Vec<EcoString>)>,
}

/// One file of the output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Digest of its bytes.
    pub digest: Digest,
    /// How it looked when it had been written.
    pub stamp: Stamp,
    /// What it was made from; none when that cannot be told without making it.
    pub key: Option<Key>,
    /// The source it is about, when readers and search engines know its address: a page that must not vanish silently.
    pub address_of: Option<EcoString>,
}

/// What answers "nothing changed" at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Digest of how every source looked, and of the settings.
    pub inputs: Digest,
    /// The build clock, and when the clock alone would change something.
    pub valid: (Moment, Option<Moment>),
    /// What was told.
    pub findings: Vec<Finding>,
    /// When the next article comes or goes, for the summary.
    pub next_change: Option<Moment>,
}
