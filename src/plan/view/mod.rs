//! The theme contract: what templates and feeds may see, field by field.
//!
//! A template gets `portal` ([`PortalView`]), `page` ([`PageInfo`]), `words` (the theme's own words in the
//! page's language), `here` ([`PlaceView`]), `head` (metadata for `<head>`, ready-made and already safe: canonical address,
//! languages, feeds, Open Graph, Dublin Core, JSON-LD), and one value of [`Content`] under its own name: `article`, `home`,
//! `list`, `terms`, `archive`, `site_map`, `feeds`, `corrections`, `search`, `withdrawn`, `redirect` or nothing (`404.html`).
//!
//! Every `url` is ready for an `href`: ASCII, from the server's root, with the path of `base_url` in front.
//! Every `permalink` is the same with scheme and host. Fields named `body` or `*_html` are safe HTML (`| safe`);
//! all others are plain text that the template engine escapes. Absent optional values are `null`.

mod article;
mod lists;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::text::Language;

pub use article::*;
pub use lists::*;

/// All that one page shows, but for the theme's own words and assets.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The same for every page of a language; handed over once, so not part of what is serialised per page.
    #[serde(skip)]
    pub portal: Arc<PortalView>,
    /// Where it stands; handed over beside the rest, for parts are rendered once for each place.
    #[serde(skip)]
    pub place: PlaceView,
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
    List(Box<ListView>),
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
    /// `search.html`
    Search(SearchView),
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
    /// Letters of the whole menu, as [`MenuItem::letters`] counts them.
    pub menu_letters: usize,
    /// Links to other portals of the state (REQ-H7), for header or footer.
    pub portals: Vec<LinkView>,
    /// Groups of links for the footer: pages such as the accessibility statement.
    pub footer: Vec<LinkView>,
    /// Home page of every language; the switch on a page with its own translations is `page.alternates`.
    pub languages: Vec<AlternateView>,
    /// A line on top of every page, such as "nội dung mẫu".
    pub notice: Option<NoticeView>,
    /// Warnings on top of every page, those in force at the build clock: storm, flood, fire (REQ-H17).
    pub alerts: Vec<AlertView>,
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
    /// Tìm kiếm; its index begins at `index.json` in the same folder.
    pub search: Option<String>,
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
    /// Letters of the main menu up to the end of this entry, by which a theme can tell how many fit into a row; 0 in other
    /// lists.
    pub letters: usize,
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
    /// Language of the text: the portal's first one where it was not translated.
    pub language: Language,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
}

/// A warning for everybody.
#[derive(Clone, Debug, Serialize)]
pub struct AlertView {
    /// `urgent` or `caution`.
    pub level: &'static str,
    /// What it says.
    pub text: String,
    /// Language of the text, as of a notice.
    pub language: Language,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
    /// When it is over, if that was said.
    pub until: Option<DateView>,
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

/// Where a page stands in the portal. Parts that read only this, `portal` and `words` are rendered once for each place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PlaceView {
    /// Whether it is the home page.
    pub home: bool,
    /// Whether it is the search page, which has a box of its own.
    pub search: bool,
    /// Address of the top category, as `page.section`; may be empty.
    pub section: String,
    /// Address of the entry of the menu that is this very page; `null` when there is none.
    pub entry: Option<String>,
}

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct PageInfo {
    /// `home`, `article`, `profile`, `page`, `category`, `tag`, `author`, `series`, `place`, `terms`, `archive`,
    /// `site_map`, `feeds`, `corrections`, `search`, `withdrawn`, `redirect`, `not_found`; kinds of content by their own name.
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
