//! Things in the order of their names.

use std::hash::BuildHasher;

use ecow::EcoString;
use hashbrown::HashTable;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

/// Things in the order of their names, each name once, found at once by them. Made as a whole, by all cores: every plan names the
/// files of a whole archive.
#[derive(Clone, Debug)]
pub struct Sorted<T> {
    things: Vec<(EcoString, T)>,
    /// By name, the place among them.
    places: HashTable<u32>,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self {
            things: Vec::new(),
            places: HashTable::new(),
        }
    }
}

impl<T: Send + Sync> Sorted<T> {
    /// Puts things in order. Of two with one name only one is found.
    #[must_use]
    pub fn of(mut things: Vec<(EcoString, T)>) -> Self {
        // Most stand in order already.
        things.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let hashes = things.par_iter().map(|(name, _)| hash(name));
        let hashes: Vec<_> = hashes.collect();
        let mut places = HashTable::with_capacity(things.len());
        for (place, of) in (0..).zip(&hashes) {
            places.insert_unique(*of, place, |place: &u32| hashes[*place as usize]);
        }
        Self { things, places }
    }

    /// The same with others.
    pub fn add(&mut self, others: Vec<(EcoString, T)>) {
        if !others.is_empty() {
            let mut things = std::mem::take(&mut self.things);
            things.extend(others);
            *self = Self::of(things);
        }
    }
}

impl<T> Sorted<T> {
    /// The thing of a name, with the name.
    #[must_use]
    pub fn get_key_value(&self, name: &str) -> Option<(&EcoString, &T)> {
        let thing = |place: &u32| &self.things[*place as usize];
        let place = self
            .places
            .find(hash(name), |place| thing(place).0 == name)?;
        let (name, value) = thing(place);
        Some((name, value))
    }

    /// All names and things, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&EcoString, &T)> {
        self.things.iter().map(|(name, thing)| (name, thing))
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.things.is_empty()
    }
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_listed_in_order_and_found_by_their_names() {
        let named = |name: &str| (EcoString::from(name), name.len());
        let mut sorted = Sorted::of(["tin", "anh", "bai.html"].map(named).into());
        sorted.add(["an"].map(named).into());
        let names: Vec<_> = sorted.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["an", "anh", "bai.html", "tin"]);
        for name in names {
            assert_eq!(
                sorted.get_key_value(name),
                Some((&name.into(), &name.len()))
            );
        }
        assert_eq!(sorted.get_key_value("ba"), None);
        assert_eq!(sorted.len(), 4);
        assert!(!sorted.is_empty());
    }
}
