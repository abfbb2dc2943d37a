//! The table of every finding: code, message and help in both languages. `docs/phat-hien.md` explains each at length.
//!
//! A code never changes its meaning. Words in braces are filled by [`Finding::with`](super::Finding::with).

mod shown;
mod written;

use super::Rule;

pub use shown::*;
pub use written::*;

/// Every rule, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    written::TABLE.iter().chain(shown::TABLE).copied()
}
