//! What feeds and sitemaps may see. Permalinks are ASCII with scheme and host, texts are plain, HTML is safe.

use crate::text::{Language, Moment};

use super::view::PictureView;

/// The newest articles of the portal, a category or a term, for readers that come again (REQ-F1, REQ-F2).
#[derive(Clone, Debug)]
pub struct FeedView {
    /// Name of the feed.
    pub title: String,
    /// One line about it; may be empty.
    pub description: String,
    /// Language of its items.
    pub language: Language,
    /// Permalink of the page it belongs to.
    pub home: String,
    /// Its own permalink.
    pub permalink: String,
    /// When the newest change of its items was made; never the clock.
    pub updated: Moment,
    /// Rights line; may be empty.
    pub copyright: String,
    /// E-mail address of the editors; may be empty.
    pub email: String,
    /// Who answers for the content; may be empty.
    pub editor: String,
    /// Emblem of the portal.
    pub image: Option<PictureView>,
    /// Items, newest first.
    pub items: Vec<ItemView>,
}

/// One article of a feed.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// A URI that stays when title and address change (REQ-F3): the first permalink, or a `tag:` URI (RFC 4151).
    pub id: String,
    /// Where the article is.
    pub permalink: String,
    /// Headline.
    pub title: String,
    /// Sapo; may be empty.
    pub summary: String,
    /// When it was published.
    pub published: Moment,
    /// When it was changed, if that was said; never before it was published.
    pub updated: Option<Moment>,
    /// Names of its authors; may be empty.
    pub authors: Vec<String>,
    /// Category and tags.
    pub categories: Vec<String>,
    /// The article as HTML whose addresses all have scheme and host; none when feeds carry only the sapo.
    pub content: Option<String>,
    /// Lead picture or sound.
    pub enclosure: Option<EnclosureView>,
}

/// A file that comes with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnclosureView {
    /// Where it is.
    pub permalink: String,
    /// About its length in bytes: that of its source, from which a picture's hidden details are still to be taken; 0 of one
    /// that is made smaller, which nobody knows before it is made.
    pub bytes: u64,
    /// `image/jpeg`, `audio/mpeg`…
    pub media_type: String,
}

/// The sitemaps of the portal (REQ-F6); the protocol wants at least one.
#[derive(Clone, Debug)]
pub struct SitemapIndexView {
    /// Sitemaps, at most 50,000.
    pub items: Vec<SitemapRef>,
}

/// A sitemap in the index.
#[derive(Clone, Debug)]
pub struct SitemapRef {
    /// Where it is.
    pub permalink: String,
    /// The newest change of its pages.
    pub lastmod: Option<Moment>,
}

/// Pages for search engines, such as those of one year (REQ-F6); the protocol wants at least one.
#[derive(Clone, Debug)]
pub struct SitemapView {
    /// Pages, at most 50,000.
    pub urls: Vec<SitemapUrl>,
}

/// A page in a sitemap.
#[derive(Clone, Debug)]
pub struct SitemapUrl {
    /// Its canonical address.
    pub permalink: String,
    /// When it was changed.
    pub lastmod: Option<Moment>,
    /// The page in every language it exists in, itself included (REQ-F9); empty when there is only one.
    pub alternates: Vec<(Language, String)>,
}

/// The articles of the last 48 hours (REQ-F6); not to be published while there are none.
#[derive(Clone, Debug)]
pub struct NewsSitemapView {
    /// Name of the portal, as news search knows it.
    pub publication: String,
    /// Language of the articles.
    pub language: Language,
    /// Articles, at most 1,000.
    pub items: Vec<NewsItem>,
}

/// An article in a news sitemap.
#[derive(Clone, Debug)]
pub struct NewsItem {
    /// Its canonical address.
    pub permalink: String,
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Moment,
}
