//! What is remembered between runs, below `.congtin/`: one folder of memory for each output folder, under one lock.
//!
//! * [`Memo`] remembers what was made of each source, by its path and how it looked ([`Stamp`]), on a [`shelf`].
//!   It keeps the last plan as well, in parts that only the rooms above understand.
//! * [`Manifest`] remembers what stands in the output folder, and the [`Key`] of all that each file was made from.
//! * [`Prints`] remembers what was made of pictures, by what it was made from: of all output folders and all programs.
//!
//! Memory saves work and never changes what comes out: it is only trusted when it was written whole by this very program
//! ([`sealed`]), and what it says of a file only while that file looks as it did. Everything else is as if it had never been.

mod folder;
mod key;
mod manifest;
mod prints;
mod recall;
mod sealed;
mod shelf;
mod stamp;

pub use folder::{Memory, clear, hold, put_in_place};
pub use key::{Ingredients, Key, KeyMaker, Part, digest};
pub use manifest::{Manifest, Output, Whole};
pub use prints::Prints;
pub use recall::{Asked, Memo};
pub use sealed::Broken;
pub use shelf::{Others, Shelf};
pub use stamp::Stamp;
