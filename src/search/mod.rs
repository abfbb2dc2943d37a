//! Search that understands Vietnamese: what the index of a portal holds, and how a text becomes part of it.
//!
//! 1. [`words`] takes a text apart into syllables, of which a date is one ([`dates`]), and [`letters`] gives each its form
//!    and key. Their tables go to the browser, so there is one implementation of the rules.
//! 2. [`postings`] is what search knows of one article. It depends on nothing else and can be remembered ([`packed`]).
//! 3. [`partition`] parts articles by time; [`shard`] merges the postings of a part and writes its files, at the boundaries
//!    that [`common`] knows before anything is read.
//! 4. [`reference`] searches texts without any index, for tests.
//!
//! The other half is `themes/cong/assets/search`: it asks for the files that a query needs, and ranks. `docs/search.md`
//! tells the design and its figures.

pub mod abbreviations;
mod columns;
pub mod common;
mod dates;
pub mod letters;
pub mod packed;
pub mod partition;
pub mod postings;
pub mod reference;
pub mod shard;
pub mod words;

/// The form of all files of an index. Another form gives them other names.
pub const FORMAT: u32 = 4;

/// The fewest letters that a syllable in the making has, to stand for those that begin so.
pub const PREFIX: usize = 2;
/// Syllables of a query that an article must have: those that are the least common. The others are not asked for; what
/// stands in quotes always is.
pub const REQUIRED: usize = 4;
