//! RSS 2.0 (REQ-F1).

use crate::plan::feed::FeedView;

/// The feed as RSS 2.0.
#[must_use]
pub fn rss(_view: &FeedView) -> String {
    String::new()
}
