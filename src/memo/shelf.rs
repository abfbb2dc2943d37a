//! Results by the digest of all they were made from. What nobody asked for in a run is forgotten when it ends.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Broken, Memory};
use crate::text::Digest;

/// Files that a shelf is stored in: one changed article rewrites two of them, not all that is known of an archive.
const SHARDS: usize = 128;

/// Remembered results. Asked and filled from many threads at once.
#[derive(Debug, Default)]
pub struct Shelf {
    shards: Vec<Shard>,
}

#[derive(Debug, Default)]
struct Shard {
    slots: HashMap<Digest, Slot>,
    /// The results of all slots, one behind another.
    bytes: Vec<u8>,
    fresh: Mutex<Vec<(Digest, Vec<u8>)>>,
    /// What is stored is damaged or another program's: to be written anew.
    broken: bool,
}

#[derive(Debug)]
struct Slot {
    start: usize,
    length: usize,
    used: AtomicBool,
}

impl Shelf {
    /// An empty shelf.
    #[must_use]
    pub fn new() -> Self {
        let shards = (0..SHARDS).map(|_| Shard::default()).collect();
        Self { shards }
    }

    /// What was stored under a name. The second value tells of something that was not to be trusted, and is forgotten.
    #[must_use]
    pub fn load(memory: &Memory, name: &str) -> (Self, Option<Broken>) {
        let read: Vec<_> = (0..SHARDS)
            .into_par_iter()
            .map(|number| match memory.read(&file(name, number)) {
                Ok(Some(bytes)) => Shard::read(bytes).ok_or(Broken::Damaged),
                Ok(None) => Ok(Shard::default()),
                Err(broken) => Err(broken),
            })
            .collect();
        let broken = read.iter().find_map(|shard| shard.as_ref().err().copied());
        let forgotten = |_| Shard {
            broken: true,
            ..Shard::default()
        };
        let shards = read
            .into_iter()
            .map(|shard| shard.unwrap_or_else(forgotten));
        let shards = shards.collect();
        (Self { shards }, broken)
    }

    /// The same shelf with nothing on it: what is stored will be made anew.
    #[must_use]
    pub fn emptied(self) -> Self {
        let broken = |_| Shard {
            broken: true,
            ..Shard::default()
        };
        let shards = self.shards.into_iter().map(broken).collect();
        Self { shards }
    }

    /// The result of what has this digest, if it was remembered.
    #[must_use]
    pub fn recall<T: DeserializeOwned>(&self, of: Digest) -> Option<T> {
        let shard = self.shards.get(number(of))?;
        let slot = shard.slots.get(&of)?;
        let bytes = shard.bytes.get(slot.start..slot.start + slot.length)?;
        let value = postcard::from_bytes(bytes).ok()?;
        slot.used.store(true, Ordering::Relaxed);
        Some(value)
    }

    /// Remembers the result of what has this digest.
    pub fn keep(&self, of: Digest, result: &impl Serialize) {
        if let (Some(shard), Ok(bytes)) =
            (self.shards.get(number(of)), postcard::to_allocvec(result))
        {
            let fresh = shard.fresh.lock();
            fresh
                .unwrap_or_else(PoisonError::into_inner)
                .push((of, bytes));
        }
    }

    /// Stores what was asked for or made in this run; files in which nothing changed stay as they are.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn store(self, memory: &Memory, name: &str) -> io::Result<()> {
        let shards = self.shards.into_par_iter().enumerate();
        shards.try_for_each(|(number, shard)| match shard.written() {
            Some(bytes) => memory.write(&file(name, number), &bytes),
            None => Ok(()),
        })
    }
}

impl Shard {
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let (index, rest) = postcard::take_from_bytes::<Vec<(Digest, usize)>>(&bytes).ok()?;
        let mut start = bytes.len() - rest.len();
        let mut slots = HashMap::with_capacity(index.len());
        for (of, length) in index {
            let used = AtomicBool::new(false);
            slots.insert(
                of,
                Slot {
                    start,
                    length,
                    used,
                },
            );
            start = start.checked_add(length)?;
        }
        (start == bytes.len()).then_some(Self {
            slots,
            bytes,
            ..Self::default()
        })
    }

    /// What is to be stored; none when that is what is stored already.
    fn written(self) -> Option<Vec<u8>> {
        let fresh = self
            .fresh
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let known = self.slots.len();
        let slots = self.slots.into_iter();
        let mut used: Vec<_> = slots
            .filter(|(_, slot)| slot.used.load(Ordering::Relaxed))
            .collect();
        if fresh.is_empty() && used.len() == known && !self.broken {
            return None;
        }
        used.sort_by_key(|(of, _)| *of);
        let old = used.iter().filter_map(|(of, slot)| {
            Some((*of, self.bytes.get(slot.start..slot.start + slot.length)?))
        });
        let new = fresh.iter().map(|(of, bytes)| (*of, bytes.as_slice()));
        let all: Vec<_> = old.chain(new).collect();
        let index: Vec<_> = all.iter().map(|(of, bytes)| (*of, bytes.len())).collect();
        let mut bytes = postcard::to_allocvec(&index).ok()?;
        for (_, value) in all {
            bytes.extend_from_slice(value);
        }
        Some(bytes)
    }
}

fn file(name: &str, number: usize) -> String {
    format!("{name}-{number:03}")
}

fn number(of: Digest) -> usize {
    usize::from(of.bytes()[0]) % SHARDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: u8) -> Digest {
        Digest::of(&[number])
    }

    #[test]
    fn what_was_not_asked_for_is_forgotten() {
        let site = tempfile::tempdir().unwrap();
        let memory = Memory::take(site.path(), site.path()).unwrap();
        let shelf = Shelf::new();
        shelf.keep(of(1), &"một");
        shelf.keep(of(2), &"hai");
        shelf.store(&memory, "x").unwrap();

        let (shelf, broken) = Shelf::load(&memory, "x");
        assert_eq!(broken, None);
        assert_eq!(shelf.recall(of(1)), Some("một".to_owned()));
        assert_eq!(shelf.recall::<String>(of(3)), None);
        shelf.keep(of(3), &"ba");
        shelf.store(&memory, "x").unwrap();

        let (shelf, _) = Shelf::load(&memory, "x");
        assert_eq!(shelf.recall(of(1)), Some("một".to_owned()));
        assert_eq!(shelf.recall(of(3)), Some("ba".to_owned()));
        assert_eq!(shelf.recall::<String>(of(2)), None);
    }

    #[test]
    fn a_damaged_part_is_forgotten_and_told_once() {
        let site = tempfile::tempdir().unwrap();
        let memory = Memory::take(site.path(), site.path()).unwrap();
        let shelf = Shelf::new();
        shelf.keep(of(1), &"một");
        shelf.store(&memory, "x").unwrap();
        let path = memory.path(&file("x", number(of(1))));
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, bytes).unwrap();

        let (shelf, broken) = Shelf::load(&memory, "x");
        assert_eq!(broken, Some(Broken::Damaged));
        assert_eq!(shelf.recall::<String>(of(1)), None);
        shelf.store(&memory, "x").unwrap();
        assert_eq!(Shelf::load(&memory, "x").1, None);
    }
}
