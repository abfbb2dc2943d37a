//! Results by the digest of all they were made from. What nobody asks for is forgotten.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::folder::read;
use super::{Broken, Memory};
use crate::text::Digest;

/// Files that a shelf is stored in. One changed article rewrites two of them, and one at a time is in memory, not all that is
/// known of an archive.
const SHARDS: usize = 128;

/// What was recalled or made, and what became of the shelf.
pub struct Recalled<T> {
    /// A result for each that was asked for, in that order.
    pub results: Vec<T>,
    /// Some of what was stored was not to be trusted, and is forgotten.
    pub broken: Option<Broken>,
    /// Why something could not be stored.
    pub error: Option<io::Error>,
}

/// What becomes of results that were stored and are not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// All there is was asked for, so nobody needs them.
    Go,
    /// They are needed by somebody who asks for few.
    Stay,
}

/// Recalls the result of everything that is asked for, and makes and stores those that are not known. `asked` holds the
/// digests of all that each is made from; what has none is made each time. `afresh`: nothing is recalled.
pub fn recall<T: Serialize + DeserializeOwned + Send>(
    memory: &Memory,
    name: &str,
    asked: &[Option<Digest>],
    others: Others,
    afresh: bool,
    make: impl Fn(usize) -> T + Sync,
) -> Recalled<T> {
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); SHARDS];
    for (place, of) in asked.iter().enumerate() {
        // Those that cannot be known are shared out evenly: they are work all the same.
        places[of.map_or(place % SHARDS, number)].push(place);
    }
    let shards = places.into_par_iter().enumerate();
    let shards: Vec<_> = shards
        .filter(|(_, places)| others == Others::Go || !places.is_empty())
        .map(|(number, places)| {
            let file = self::file(name, number);
            let (shard, broken) = Shard::read(memory, &file, afresh);
            let (results, fresh) = shard.answer(asked, &places, &make);
            let stored = match shard.written(&fresh, asked, &places, others) {
                Some(bytes) => memory.write(&file, &bytes),
                None => Ok(()),
            };
            (results, broken, stored.err())
        })
        .collect();
    let mut results: Vec<Option<T>> = asked.iter().map(|_| None).collect();
    let (mut broken, mut error) = (None, None);
    for (of_shard, its_broken, its_error) in shards {
        broken = broken.or(its_broken);
        error = error.or(its_error);
        for (place, result) in of_shard {
            results[place] = Some(result);
        }
    }
    Recalled {
        results: results.into_iter().flatten().collect(),
        broken,
        error,
    }
}

/// All that is stored of a step, none of it read before somebody asks.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    name: String,
    shards: Vec<OnceLock<Shard>>,
}

impl Shelf {
    /// The shelf of a step in a folder of memory.
    #[must_use]
    pub fn new(folder: &Path, name: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            name: name.to_owned(),
            shards: (0..SHARDS).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The result that was made from this; none when it is not there, or not to be trusted.
    #[must_use]
    pub fn open<T: DeserializeOwned>(&self, of: Digest) -> Option<T> {
        let number = number(of);
        let shard = self.shards[number].get_or_init(|| {
            let path = self.folder.join(file(&self.name, number));
            let bytes = read(&path).ok().flatten();
            bytes.and_then(Shard::of).unwrap_or_default()
        });
        postcard::from_bytes(shard.bytes(of)?).ok()
    }
}

/// One file of a shelf.
#[derive(Debug, Default)]
struct Shard {
    slots: HashMap<Digest, Range<usize>>,
    /// The results of all slots, one behind another.
    bytes: Vec<u8>,
    /// What is stored is not what is known: to be written anew.
    stale: bool,
}

/// Results that were made, by the digests of what they were made from.
type Fresh = Vec<(Digest, Vec<u8>)>;

impl Shard {
    fn read(memory: &Memory, file: &str, afresh: bool) -> (Self, Option<Broken>) {
        let stale = || Self {
            stale: true,
            ..Self::default()
        };
        match memory.read(file) {
            Ok(Some(_)) if afresh => (stale(), None),
            Ok(Some(bytes)) => match Self::of(bytes) {
                Some(shard) => (shard, None),
                None => (stale(), Some(Broken::Damaged)),
            },
            Ok(None) => (Self::default(), None),
            Err(broken) => (stale(), Some(broken)),
        }
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let (index, rest) = postcard::take_from_bytes::<Vec<(Digest, usize)>>(&bytes).ok()?;
        let mut start = bytes.len() - rest.len();
        let mut slots = HashMap::with_capacity(index.len());
        for (of, length) in index {
            let end = start.checked_add(length)?;
            slots.insert(of, start..end);
            start = end;
        }
        (start == bytes.len()).then_some(Self {
            slots,
            bytes,
            stale: false,
        })
    }

    /// The results of its share of what was asked for, with their places, and those that had to be made.
    fn answer<T: Serialize + DeserializeOwned>(
        &self,
        asked: &[Option<Digest>],
        places: &[usize],
        make: &impl Fn(usize) -> T,
    ) -> (Vec<(usize, T)>, Fresh) {
        let mut fresh = Vec::new();
        let mut results = Vec::with_capacity(places.len());
        for place in places {
            let of = asked[*place];
            let known = of.and_then(|of| self.bytes(of));
            let recalled = known.and_then(|bytes| postcard::from_bytes(bytes).ok());
            let result = recalled.unwrap_or_else(|| {
                let made = make(*place);
                let bytes = of.zip(postcard::to_allocvec(&made).ok());
                fresh.extend(bytes);
                made
            });
            results.push((*place, result));
        }
        (results, fresh)
    }

    fn bytes(&self, of: Digest) -> Option<&[u8]> {
        self.bytes.get(self.slots.get(&of)?.clone())
    }

    /// What is to be stored; none when that is what is stored already.
    fn written(
        &self,
        fresh: &Fresh,
        asked: &[Option<Digest>],
        places: &[usize],
        others: Others,
    ) -> Option<Vec<u8>> {
        let mut used: Vec<_> = match others {
            Others::Go => places
                .iter()
                .filter_map(|place| Some((asked[*place]?, self.bytes(asked[*place]?)?)))
                .collect(),
            Others::Stay => {
                let slots = self.slots.keys();
                slots
                    .filter_map(|of| Some((*of, self.bytes(*of)?)))
                    .collect()
            }
        };
        used.sort_by_key(|(of, _)| *of);
        used.dedup_by_key(|(of, _)| *of);
        if fresh.is_empty() && used.len() == self.slots.len() && !self.stale {
            return None;
        }
        let made = fresh.iter().map(|(of, bytes)| (*of, bytes.as_slice()));
        // What was made anew although it was known could not be read.
        used.retain(|(of, _)| fresh.iter().all(|(made, _)| made != of));
        used.extend(made);
        let index: Vec<_> = used.iter().map(|(of, bytes)| (*of, bytes.len())).collect();
        let mut bytes = postcard::to_allocvec(&index).ok()?;
        for (_, value) in used {
            bytes.extend_from_slice(value);
        }
        Some(bytes)
    }
}

/// The name of one of a shelf's files.
fn file(name: &str, number: usize) -> String {
    format!("{name}-{number:03}")
}

fn number(of: Digest) -> usize {
    usize::from(of.bytes()[0]) % SHARDS
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn of(number: u8) -> Digest {
        Digest::of(&[number])
    }

    /// Asks for numbers; the results, and those of them that were made.
    fn ask(memory: &Memory, numbers: &[u8]) -> (Vec<String>, Vec<u8>, Option<Broken>) {
        let asked: Vec<_> = numbers.iter().map(|number| Some(of(*number))).collect();
        let made = Mutex::new(Vec::new());
        let recalled = recall(memory, "x", &asked, Others::Go, false, |place| {
            made.lock().unwrap().push(numbers[place]);
            format!("số {}", numbers[place])
        });
        assert!(recalled.error.is_none());
        (
            recalled.results,
            made.into_inner().unwrap(),
            recalled.broken,
        )
    }

    #[test]
    fn what_is_not_asked_for_is_forgotten() {
        let site = tempfile::tempdir().unwrap();
        let memory = Memory::take(site.path(), site.path()).unwrap();
        let (results, mut made, _) = ask(&memory, &[1, 2]);
        made.sort_unstable();
        assert_eq!(
            (results, made),
            (vec!["số 1".into(), "số 2".into()], vec![1, 2])
        );
        let (results, made, _) = ask(&memory, &[3, 1]);
        assert_eq!(
            (results, made),
            (vec!["số 3".into(), "số 1".into()], vec![3])
        );
        assert_eq!(ask(&memory, &[1, 2, 3]).1, [2]);
    }

    #[test]
    fn a_damaged_part_is_forgotten_and_told_once() {
        let site = tempfile::tempdir().unwrap();
        let memory = Memory::take(site.path(), site.path()).unwrap();
        ask(&memory, &[1]);
        let path = memory.path(&format!("x-{:03}", number(of(1))));
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let (results, made, broken) = ask(&memory, &[1]);
        assert_eq!((results, made), (vec!["số 1".to_owned()], vec![1]));
        assert_eq!(broken, Some(Broken::Damaged));
        assert_eq!(ask(&memory, &[1]).2, None);
    }

    #[test]
    fn what_has_no_digest_is_made_each_time() {
        let site = tempfile::tempdir().unwrap();
        let memory = Memory::take(site.path(), site.path()).unwrap();
        for _ in 0..2 {
            let recalled = recall(&memory, "x", &[None, None], Others::Go, false, |place| {
                place
            });
            assert_eq!(recalled.results, [0, 1]);
        }
    }
}
