//! Where originals are decoded: each once for all that is made of it at about one time, and never more of them at once
//! than memory has room for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::diagnostic::{Finding, rules};
use crate::files::File;
use crate::memo::{self, Prints};
use crate::pictures::{self, EDITION, Negative, Print, Tone, Trouble};
use crate::site::trouble_of;
use crate::text::{Digest, Place};

/// Pixels that may be decoded at the same time: four photographs of a camera, or one of any size. Each takes three or four
/// bytes.
const PIXELS: u64 = 48_000_000;
/// Negatives that are at hand, in bytes: the pictures of a page that is being looked at.
const AT_HAND: usize = 48 << 20;

/// A picture as it came out.
type Developed = Result<Arc<Negative>, Trouble>;

/// Decodes originals and makes prints of them, and remembers both.
#[derive(Debug, Default)]
pub struct Darkroom {
    prints: Prints,
    /// The newest last.
    at_hand: Mutex<VecDeque<(Digest, Arc<OnceLock<Developed>>)>>,
    tones: Mutex<HashMap<Digest, Option<Tone>>>,
    room: Room,
}

impl Darkroom {
    /// One that knows what earlier ones made.
    pub fn with(prints: Prints) -> Self {
        Self {
            prints,
            ..Self::default()
        }
    }

    /// A print of an original with this digest, which has no print wider than `most`.
    ///
    /// # Errors
    /// A finding when it is broken, or changed since it was planned.
    pub fn print(
        &self,
        file: &File,
        original: Digest,
        print: &Print,
        most: u32,
    ) -> Result<Vec<u8>, Finding> {
        let made_from = print_of(original, print, most);
        if let Some(bytes) = self.prints.recall(made_from) {
            return Ok(bytes);
        }
        let negative = self.develop(file, original, most)?;
        let bytes = negative.print(print);
        let bytes = bytes.map_err(|trouble| trouble_of(&file.path, trouble))?;
        self.prints.keep(made_from, &bytes);
        Ok(bytes)
    }

    /// The colour that stands in for an original. None when it can be seen through, or is broken: that is told where it is
    /// printed.
    pub fn tone(&self, file: &File, original: Digest, most: u32) -> Option<Tone> {
        self.toned(file, original, most).ok().flatten()
    }

    /// The same.
    ///
    /// # Errors
    /// A finding when it is broken, or changed since it was planned.
    pub fn toned(&self, file: &File, original: Digest, most: u32) -> Result<Option<Tone>, Finding> {
        if let Some(known) = lock(&self.tones).get(&original) {
            return Ok(*known);
        }
        let made_from = tone_of(original);
        let recalled = self.prints.recall(made_from);
        let recalled = recalled.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let tone = match recalled {
            Some(tone) => tone,
            None => {
                let tone = self.develop(file, original, most)?.tone();
                if let Ok(bytes) = postcard::to_allocvec(&tone) {
                    self.prints.keep(made_from, &bytes);
                }
                tone
            }
        };
        lock(&self.tones).insert(original, tone);
        Ok(tone)
    }

    /// Forgets all but what these are made of, each with the widest print there is.
    pub fn tidy<'a>(
        &self,
        used: impl Iterator<Item = (Digest, &'a Print)>,
        drawn: impl Iterator<Item = Digest>,
        most: u32,
    ) {
        let used =
            used.flat_map(|(original, print)| [print_of(original, print, most), tone_of(original)]);
        self.prints.tidy(&used.chain(drawn).collect());
    }

    /// What is made from something else than an original: as it was made before, or now.
    ///
    /// # Errors
    /// As `make`.
    pub fn drawn(
        &self,
        made_from: Digest,
        make: impl FnOnce() -> Result<Vec<u8>, Finding>,
    ) -> Result<Vec<u8>, Finding> {
        if let Some(bytes) = self.prints.recall(made_from) {
            return Ok(bytes);
        }
        let bytes = make()?;
        self.prints.keep(made_from, &bytes);
        Ok(bytes)
    }

    fn develop(&self, file: &File, original: Digest, most: u32) -> Result<Arc<Negative>, Finding> {
        let cell = self.cell(original);
        let mut unreadable = None;
        let developed = cell.get_or_init(|| match file.read() {
            Ok(bytes) if Digest::of(&bytes) == original => {
                let _place = self.room.take(pixels(&bytes));
                pictures::develop(&bytes, most).map(Arc::new)
            }
            other => {
                unreadable = Some(other.map_or_else(
                    |error| file.unreadable(&error),
                    |_| Finding::new(&rules::FILE_CHANGED).at(Place::file(&file.path)),
                ));
                Err(Trouble::Broken)
            }
        });
        self.clear(original);
        match (developed, unreadable) {
            (_, Some(finding)) => {
                lock(&self.at_hand).retain(|(of, _)| *of != original);
                Err(finding)
            }
            (Ok(negative), None) => Ok(Arc::clone(negative)),
            (Err(trouble), None) => Err(trouble_of(&file.path, *trouble)),
        }
    }

    /// The place of a negative, which becomes the newest.
    fn cell(&self, original: Digest) -> Arc<OnceLock<Developed>> {
        let mut at_hand = lock(&self.at_hand);
        let known = at_hand.iter().position(|(of, _)| *of == original);
        let cell = known.and_then(|place| at_hand.remove(place));
        let cell = cell.unwrap_or_default();
        at_hand.push_back((original, Arc::clone(&cell.1)));
        cell.1
    }

    /// Puts away the oldest negatives when there is no room for all; never this one.
    fn clear(&self, except: Digest) {
        let mut at_hand = lock(&self.at_hand);
        let weight = |cell: &OnceLock<Developed>| match cell.get() {
            Some(Ok(negative)) => negative.weight(),
            _ => 0,
        };
        let mut all: usize = at_hand.iter().map(|(_, cell)| weight(cell)).sum();
        at_hand.retain(|(of, cell)| {
            let own = weight(cell);
            let stays = all <= AT_HAND || own == 0 || *of == except;
            if !stays {
                all -= own;
            }
            stays
        });
    }
}

/// What a print is remembered by.
fn print_of(original: Digest, print: &Print, most: u32) -> Digest {
    memo::digest(&("print", EDITION, original, print, most))
}

/// What a tone is remembered by.
fn tone_of(original: Digest) -> Digest {
    memo::digest(&("tone", EDITION, original))
}

fn pixels(bytes: &[u8]) -> u64 {
    pictures::look(bytes).map_or(0, |look| u64::from(look.width) * u64::from(look.height))
}

/// Room for pixels.
#[derive(Debug, Default)]
struct Room {
    taken: Mutex<u64>,
    freed: Condvar,
}

/// Part of the room, until it is dropped.
struct Taken<'a>(&'a Room, u64);

impl Room {
    /// Waits until there is room for so many pixels; more than all of it means all of it.
    fn take(&self, pixels: u64) -> Taken<'_> {
        let pixels = pixels.min(PIXELS);
        let taken = lock(&self.taken);
        let is_full = |taken: &mut u64| *taken + pixels > PIXELS;
        let taken = self.freed.wait_while(taken, is_full);
        *taken.unwrap_or_else(PoisonError::into_inner) += pixels;
        Taken(self, pixels)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *lock(&self.0.taken) -= self.1;
        self.0.freed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
