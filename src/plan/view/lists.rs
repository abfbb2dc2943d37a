//! The home page, lists, archives, and the pages that every portal has besides.

use serde::Serialize;

use super::{CardView, CorrectionView, DateView, FeedLinkView, LinkView, MenuItem};

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Its blocks in the editor's order; none of them is empty.
    pub blocks: Vec<BlockView>,
}

/// A block of the home page. Lists that its kind does not fill are empty.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BlockView {
    /// `lead` (pinned stories, then the newest; the first one leads), `newest`, `category`, `people` (a category of profiles),
    /// `notices`, `photos`, `links` or `text`.
    pub kind: &'static str,
    /// `feature`, `half` or `row`, of categories only.
    pub look: &'static str,
    /// What stands above it: the editor's words or the category's name; else empty, for the theme's own word.
    pub title: String,
    /// Page of its category; may be empty.
    pub url: String,
    /// Description of its category; may be empty.
    pub description: String,
    /// Its articles.
    pub items: Vec<CardView>,
    /// Links, of `links` only.
    pub links: Vec<LinkView>,
    /// Text of `content/_index.md`, of `text` only.
    pub body: String,
}

/// A list of articles: category, tag, author, series or place; its newest, a year of it, or a full page of a year.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// Name of the category or term.
    pub title: String,
    /// Description as plain text; may be empty.
    pub description: String,
    /// Text of `_index.md`, on the first page only.
    pub body: String,
    /// First page of the list.
    pub url: String,
    /// Kind of articles that a category is meant for: `profile` asks for portraits.
    pub of: String,
    /// Articles, newest first.
    pub items: Vec<CardView>,
    /// Categories below this one.
    pub categories: Vec<LinkView>,
    /// The year shown, on pages of a year.
    pub year: Option<i16>,
    /// The page's number within its year, counted from the oldest; none on the newest.
    pub number: Option<usize>,
    /// The years of this list, newest first; on its first page only, and empty when that shows all.
    pub years: Vec<YearView>,
    /// The page with newer articles.
    pub newer: Option<LinkView>,
    /// The page with older articles.
    pub older: Option<LinkView>,
    /// RSS of this list.
    pub feed: Option<String>,
}

/// A year of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: String,
}

/// All tags, authors, series or places, in Vietnamese order.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    /// `tag`, `author`, `series` or `place`.
    pub of: String,
    /// Terms by first letter.
    pub groups: Vec<TermGroupView>,
}

/// The terms of one letter.
#[derive(Clone, Debug, Serialize)]
pub struct TermGroupView {
    /// `A`, `Ă`, `Đ`…; `#` for the rest.
    pub letter: String,
    /// The terms.
    pub terms: Vec<LinkView>,
}

/// Lưu trữ: the years; the months of a year; or the articles of a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchiveView {
    /// All years, newest first; on the front of the archive only.
    pub years: Vec<YearView>,
    /// The year shown.
    pub year: Option<i16>,
    /// The months of that year that have articles, newest first.
    pub months: Vec<LinkView>,
    /// The articles of a month, by day, newest first.
    pub days: Vec<DayView>,
    /// Page with newer ones, when a month has several.
    pub newer: Option<LinkView>,
    /// Page with older ones.
    pub older: Option<LinkView>,
}

/// The articles of one day.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// The day.
    pub date: DateView,
    /// Its articles, newest first.
    pub items: Vec<CardView>,
}

/// Sơ đồ cổng (REQ-H4).
#[derive(Clone, Debug, Serialize)]
pub struct SiteMapView {
    /// Categories with those below them.
    pub categories: Vec<MenuItem>,
    /// Pages of kind `page`, by title.
    pub pages: Vec<LinkView>,
}

/// Tìm kiếm (REQ-S1): what helps where no script runs (REQ-S9).
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Categories with those below them.
    pub categories: Vec<MenuItem>,
    /// The archive, the newest year first.
    pub years: Vec<SearchYearView>,
}

/// A year of the archive with its months.
#[derive(Clone, Debug, Serialize)]
pub struct SearchYearView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: String,
    /// The months that have articles, newest first.
    pub months: Vec<LinkView>,
}

/// Every feed of the portal (REQ-H5).
#[derive(Clone, Debug, Serialize)]
pub struct FeedsView {
    /// The portal's own feeds first, then the categories'.
    pub items: Vec<FeedLinkView>,
}

/// Every correction of the portal, newest first (REQ-E8).
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionsView {
    /// Corrections with their articles.
    pub items: Vec<CorrectedView>,
}

/// A correction and the article it belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectedView {
    /// The article.
    pub article: LinkView,
    /// The correction.
    pub correction: CorrectionView,
}

/// What stands at the address of a withdrawn article (REQ-E9): nothing of the article itself.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawnView {
    /// When it was withdrawn.
    pub date: Option<DateView>,
    /// Why; may be empty.
    pub reason: String,
}

/// What stands at an old address.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    /// The new address.
    pub url: String,
    /// The new canonical address.
    pub permalink: String,
    /// Title of the page there.
    pub title: String,
}

/// What stands where nothing is.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// Top categories.
    pub categories: Vec<LinkView>,
}
