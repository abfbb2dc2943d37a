//! Atom, RFC 4287 (REQ-F2).

use crate::plan::feed::FeedView;

/// The feed as Atom.
#[must_use]
pub fn atom(_view: &FeedView) -> String {
    String::new()
}
