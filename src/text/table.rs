//! Things by name.

use ecow::EcoString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// Things by name, found at once and listed in order: that of their names, once [`IndexMap::sort_unstable_keys`] was
/// asked for. What a whole archive looks up and nobody but the archive fills.
pub type Table<T> = IndexMap<EcoString, T, FxBuildHasher>;
