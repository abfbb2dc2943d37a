//! Sitemaps (REQ-F6).

use crate::plan::feed::{NewsSitemapView, SitemapIndexView, SitemapView};

/// The index of all sitemaps.
#[must_use]
pub fn index(_view: &SitemapIndexView) -> String {
    String::new()
}

/// One sitemap.
#[must_use]
pub fn pages(_view: &SitemapView) -> String {
    String::new()
}

/// The sitemap of recent news.
#[must_use]
pub fn news(_view: &NewsSitemapView) -> String {
    String::new()
}
