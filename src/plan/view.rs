//! The theme contract: what templates and feeds may see, field by field.
//!
//! A template gets `portal` ([`PortalView`]), `page` ([`PageInfo`]), `words` (the theme's own words in the
//! page's language), `head` (metadata for `<head>`, ready-made and already safe: canonical address, languages,
//! feeds, Open Graph, Dublin Core, JSON-LD), and one value of [`Content`] under its own name: `article`, `home`,
//! `list`, `terms`, `archive`, `site_map`, `feeds`, `corrections`, `withdrawn`, `redirect` or nothing (`404.html`).
//!
//! Every `url` is ready for an `href`: ASCII, from the server's root, with the path of `base_url` in front.
//! Every `permalink` is the same with scheme and host. Fields named `body` or `*_html` are safe HTML (`| safe`);
//! all others are plain text that the template engine escapes. Absent optional values are `null`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::text::Language;

/// All that one page shows, but for the theme's own words and assets.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The same for every page of a language; handed over once, so not part of what is serialised per page.
    #[serde(skip)]
    pub portal: Arc<PortalView>,
    /// What every page has.
    pub page: PageInfo,
    /// What this kind of page has.
    #[serde(flatten)]
    pub content: Content,
}

/// What one kind of page shows, under the name of the variant in snake case.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// `article.html`, `profile.html`, `page.html` and templates of other kinds.
    Article(Box<ArticleView>),
    /// `home.html`
    Home(HomeView),
    /// `list.html`
    List(ListView),
    /// `terms.html`
    Terms(TermsView),
    /// `archive.html`
    Archive(ArchiveView),
    /// `site_map.html`
    SiteMap(SiteMapView),
    /// `feeds.html`
    Feeds(FeedsView),
    /// `corrections.html`
    Corrections(CorrectionsView),
    /// `withdrawn.html`
    Withdrawn(WithdrawnView),
    /// `redirect.html`
    Redirect(RedirectView),
    /// `404.html`
    NotFound(NotFoundView),
}

/// The portal itself, in one language.
#[derive(Clone, Debug, Serialize)]
pub struct PortalView {
    /// Code for `lang`.
    pub language: Language,
    /// Name of the portal.
    pub title: String,
    /// One line below the name; may be empty.
    pub tagline: String,
    /// Address of the home page in this language.
    pub home: String,
    /// Scheme, host and path, without a slash at the end.
    pub base_url: String,
    /// Who publishes it (REQ-H1, REQ-H9).
    pub organisation: OrganisationView,
    /// Emblem or logo for the header.
    pub logo: Option<PictureView>,
    /// Address of the small icon.
    pub icon: Option<String>,
    /// Main menu (REQ-H2), already in order; an item may have items.
    pub menu: Vec<MenuItem>,
    /// Links to other portals of the state (REQ-H7), for header or footer.
    pub portals: Vec<LinkView>,
    /// Groups of links for the footer: pages such as the accessibility statement.
    pub footer: Vec<LinkView>,
    /// Home page of every language; the switch on a page with its own translations is `page.alternates`.
    pub languages: Vec<AlternateView>,
    /// A line on top of every page, such as "nội dung mẫu".
    pub notice: Option<NoticeView>,
    /// A warning on top of every page: storm, flood, fire (REQ-H17).
    pub alert: Option<NoticeView>,
    /// Fixed pages that the portal always has.
    pub places: PortalPlaces,
    /// Settings of the theme: `theme.toml`'s own, with those of `[theme.settings]` in site.toml laid over.
    pub settings: BTreeMap<String, serde_json::Value>,
    /// `congtin` and its version, for `<meta name="generator">`.
    pub generator: String,
}

/// Addresses of pages that every portal has; `null` where there is nothing to show.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PortalPlaces {
    /// Sơ đồ cổng.
    pub site_map: Option<String>,
    /// The list of feeds.
    pub feeds: Option<String>,
    /// Lưu trữ.
    pub archive: Option<String>,
    /// Đính chính.
    pub corrections: Option<String>,
    /// All tags.
    pub tags: Option<String>,
    /// All authors.
    pub authors: Option<String>,
    /// All places.
    pub places: Option<String>,
    /// All series.
    pub series: Option<String>,
}

/// The publisher. All may be empty but the name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrganisationView {
    /// Name of the agency.
    pub name: String,
    /// Cơ quan chủ quản: the agency above it.
    pub parent: String,
    /// Postal address.
    pub address: String,
    /// Telephone, as shown.
    pub phone: String,
    /// `tel:` address of the telephone.
    pub phone_url: String,
    /// Fax.
    pub fax: String,
    /// E-mail address.
    pub email: String,
    /// Chịu trách nhiệm nội dung: who answers for the content.
    pub responsible: String,
    /// Licence line (REQ-L9: optional).
    pub licence: String,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MenuItem {
    /// What it says.
    pub title: String,
    /// Where it leads; compare with `page.section` to mark where the reader is.
    pub url: String,
    /// Whether it leads to another site.
    pub external: bool,
    /// Entries below it.
    pub items: Vec<MenuItem>,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A line for everybody.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// What it says.
    pub text: String,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
}

/// The same page in another language, or that language's home page.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// Code for `hreflang` and `lang`.
    pub language: Language,
    /// The language's own name.
    pub name: &'static str,
    /// Where it is.
    pub url: String,
    /// The same with scheme and host.
    pub permalink: String,
}

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct PageInfo {
    /// `home`, `article`, `profile`, `page`, `category`, `tag`, `author`, `series`, `place`, `terms`, `archive`,
    /// `site_map`, `feeds`, `corrections`, `withdrawn`, `redirect`, `not_found`; kinds of content by their own name.
    pub kind: String,
    /// Title of this page alone, for the `h1`.
    pub title: String,
    /// Title with the portal's name, for `<title>`.
    pub full_title: String,
    /// One or two sentences for search engines and shares; may be empty.
    pub description: String,
    /// Language of the page.
    pub language: Language,
    /// Its address.
    pub url: String,
    /// Its canonical address.
    pub permalink: String,
    /// From the home page down to the parent of this page; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// Address of the top category it belongs to, to mark it in the menu; may be empty.
    pub section: String,
    /// This page in every language it exists in, itself included; empty when there is only one.
    pub alternates: Vec<AlternateView>,
    /// Feeds of this page, the nearest first.
    pub feeds: Vec<FeedLinkView>,
    /// Picture for shares.
    pub image: Option<PictureView>,
    /// Search engines are asked to leave it out.
    pub noindex: bool,
}

/// A feed to be subscribed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedLinkView {
    /// Name of the feed.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// `application/rss+xml`, `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
    /// `RSS`, `Atom` or `JSON Feed`.
    pub format: &'static str,
}

/// A moment in all the ways it is shown (REQ-A2, REQ-V10); times are Vietnam's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For `datetime`: RFC 3339, `2022-07-11T15:30:00+07:00`.
    pub iso: String,
    /// `Thứ Hai, 11/07/2022, 15:30 (GMT+7)`.
    pub line: String,
    /// `11/07/2022`.
    pub short: String,
    /// `ngày 11 tháng 7 năm 2022`.
    pub long: String,
}

/// A picture that is there, with its real size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// Address.
    pub url: String,
    /// Address with scheme and host.
    pub permalink: String,
    /// Words for those who cannot see it; empty for decoration.
    pub alt: String,
    /// Width in pixels; 0 when unknown.
    pub width: u32,
    /// Height in pixels; 0 when unknown.
    pub height: u32,
    /// Caption; may be empty.
    pub caption: String,
    /// Credit, "Ảnh: …" without the word; may be empty (REQ-A6).
    pub credit: String,
    /// `image/jpeg` and so on.
    pub media_type: &'static str,
}

/// An article as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// Headline.
    pub title: String,
    /// Address.
    pub url: String,
    /// Canonical address.
    pub permalink: String,
    /// Sapo, as plain text.
    pub summary: String,
    /// When it was published; none on pages without a date.
    pub date: Option<DateView>,
    /// Its own category.
    pub category: Option<LinkView>,
    /// `article`, `profile`, …
    pub kind: String,
    /// Lead picture; a profile without one may still have a portrait.
    pub cover: Option<PictureView>,
    /// Authors' names joined; may be empty.
    pub authors: String,
    /// The person of a profile.
    pub person: Option<PersonCardView>,
    /// Minutes of reading, at least 1.
    pub reading_minutes: usize,
}

/// The person of a profile, as a card shows them.
#[derive(Clone, Debug, Serialize)]
pub struct PersonCardView {
    /// Name.
    pub name: String,
    /// Where they live; may be empty.
    pub place: String,
    /// The good deed in one line; may be empty.
    pub deed: String,
    /// Portrait, when they agreed to be shown.
    pub portrait: Option<PictureView>,
}

/// One article, profile or page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// What lists show of it, title, date, cover and summary among it.
    pub card: CardView,
    /// The article as HTML; headings start at `h2`.
    pub body: String,
    /// Headings for a table of contents; empty when it is short or switched off.
    pub contents: Vec<HeadingView>,
    /// The sapo as its writer gave it; empty when the card's was taken from the first paragraph, which the body shows.
    pub sapo: String,
    /// `(Nà Sơn)`: the place before the sapo (REQ-A4); may be empty.
    pub dateline: String,
    /// When it was changed, if that was said; never before the date.
    pub updated: Option<DateView>,
    /// Who made it (REQ-A3), in order.
    pub bylines: Vec<BylineView>,
    /// Where it was taken from (REQ-A5); `url` may be empty.
    pub source: Option<LinkView>,
    /// Thẻ.
    pub tags: Vec<LinkView>,
    /// Địa bàn.
    pub places: Vec<LinkView>,
    /// Chuyên đề, with its other parts.
    pub series: Option<SeriesView>,
    /// Tệp đính kèm.
    pub attachments: Vec<AttachmentView>,
    /// Sound file of the article read aloud.
    pub listen: Option<String>,
    /// Đính chính, newest first, shown on top.
    pub corrections: Vec<CorrectionView>,
    /// Older articles near to this one.
    pub related: Vec<CardView>,
    /// The next older one of its category.
    pub older: Option<LinkView>,
    /// The next newer one of its category.
    pub newer: Option<LinkView>,
    /// Plain links to share it (REQ-A10).
    pub share: ShareView,
    /// The fields of its kind as written, by their English keys: `person.name`, `person.award.title`, …;
    /// dates are as in [`DateView`].
    pub record: serde_json::Value,
    /// The portrait of a profile, when there is one and the person agreed.
    pub portrait: Option<PictureView>,
    /// Syllables (tiếng) of the body.
    pub syllables: usize,
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    /// 2 to 6.
    pub level: u8,
    /// For `href="#…"`.
    pub id: String,
    /// Plain text.
    pub title: String,
}

/// Somebody who made the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BylineView {
    /// `tac-gia`, `bai-va-anh`, `anh`, `theo`, `thuc-hien`, `ctv`, `tong-hop`; the theme has a word for each (`role_tac_gia`).
    pub role: String,
    /// Name.
    pub name: String,
    /// Their page on the portal; may be empty.
    pub url: String,
}

/// The series an article belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// Name of the series.
    pub title: String,
    /// Its page.
    pub url: String,
    /// The parts before this one, newest first, at most five.
    pub earlier: Vec<LinkView>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// `PDF`, `DOCX`…
    pub format: String,
    /// `1,2 MB`.
    pub size: String,
}

/// A correction (REQ-E8). All but the date may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: Option<DateView>,
    /// What it says.
    pub text: String,
    /// The wrong words.
    pub wrong: String,
    /// The right words.
    pub right: String,
}

/// Plain links to share a page; no script of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareView {
    /// Facebook.
    pub facebook: String,
    /// Zalo.
    pub zalo: String,
    /// A new e-mail.
    pub email: String,
}

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Text of `content/_index.md`; may be empty.
    pub body: String,
    /// Tin nổi bật: pinned stories first, then the newest; the first one leads.
    pub lead: Vec<CardView>,
    /// The newest that are not in `lead`.
    pub newest: Vec<CardView>,
    /// A block for each category, in the editor's order.
    pub blocks: Vec<BlockView>,
}

/// A category on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    /// Name of the category.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its description; may be empty.
    pub description: String,
    /// Kind of its articles: `profile` asks for portraits.
    pub kind: String,
    /// Its newest articles.
    pub items: Vec<CardView>,
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
    /// The years of this list, newest first; empty when the first page shows all.
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
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveView {
    /// All years, newest first.
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
