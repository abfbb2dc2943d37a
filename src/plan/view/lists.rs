//! The home page, lists, archives, and the pages that every portal has besides.

use serde::Serialize;

use super::{CardView, CorrectionView, DateView, FeedLinkView, LinkView, MenuItem, PictureView};

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
    /// Its picture in `_index.md`, on the first page only: a portrait of an author.
    pub cover: Option<PictureView>,
    /// First page of the list.
    pub url: String,
    /// Kind of articles that a category is meant for: `profile` asks for portraits.
    pub of: String,
    /// Articles, newest first.
    pub items: Vec<CardView>,
    /// Categories below this one.
    pub categories: Vec<LinkView>,
    /// How many articles the list has; on the first page of tags, authors, series and places only, as the next four. The
    /// newest part of a series has this number.
    pub count: Option<usize>,
    /// When the first of them was published.
    pub since: Option<DateView>,
    /// Tags that its newest articles carry, the most frequent first.
    pub near: Vec<LinkView>,
    /// Of a place: its people of người tốt việc tốt, newest first.
    pub people: Vec<CardView>,
    /// Of a series: its first part.
    pub first: Option<CardView>,
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
    /// How many articles it has.
    pub count: usize,
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
    pub terms: Vec<TermView>,
}

/// A term in a list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermView {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One line of its introduction; may be empty.
    pub description: String,
    /// It has so many articles or more: 1, 5, 10, 20, 50… In steps, so that one article more seldom changes the page.
    pub at_least: usize,
}

/// Lưu trữ: the years with their months; the months of a year; or the articles of a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchiveView {
    /// All years, newest first; on the front of the archive only.
    pub years: Vec<ArchiveYearView>,
    /// The year shown.
    pub year: Option<i16>,
    /// The twelve months of that year, on its page.
    pub months: Vec<MonthView>,
    /// The articles of a month, by day, newest first.
    pub days: Vec<DayView>,
    /// Page with newer ones, when a month has several; of a year, the year after it.
    pub newer: Option<LinkView>,
    /// Page with older ones; behind the last of them, the month before that has articles. Of a year, the year before it.
    pub older: Option<LinkView>,
}

/// A year of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArchiveYearView {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: String,
    /// How many articles it has; `null` for the newest, which is still counting.
    pub count: Option<usize>,
    /// Its twelve months.
    pub months: Vec<MonthView>,
}

/// A month of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthView {
    /// 1 to 12.
    pub number: u8,
    /// `Tháng 7`.
    pub name: &'static str,
    /// `Tháng 7 năm 2022`.
    pub title: String,
    /// Its page; `null` when it has no article.
    pub url: Option<String>,
    /// How many articles it has; `null` for the newest month, which is still counting.
    pub count: Option<usize>,
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
    pub years: Vec<ArchiveYearView>,
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
