//! Things by name.

use ecow::EcoString;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// Things by name, found at once and listed in order: that of their names, once [`IndexMap::sort_unstable_keys`] was
/// asked for. What a whole archive looks up and nobody but the archive fills.
pub type Table<T> = IndexMap<EcoString, T, FxBuildHasher>;

/// What one list has that another has not, both in the order of names.
pub fn without<'a, T>(
    ones: impl IntoIterator<Item = (&'a EcoString, T)>,
    others: impl IntoIterator<Item = &'a EcoString>,
) -> impl Iterator<Item = (&'a EcoString, T)> {
    let mut others = others.into_iter().peekable();
    ones.into_iter().filter(move |(name, _)| {
        while others.next_if(|other| other < name).is_some() {}
        others.next_if(|other| other == name).is_none()
    })
}
