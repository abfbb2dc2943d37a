//! Every article in its place among the others: order, categories, terms, neighbours, addresses. Built once, never changed.
//!
//! 1. [`load`] reads every content file: front matter and the facts of its body; bodies are not kept.
//! 2. [`Site::relate`] decides what is public at the build clock, gives everything its address, and puts it in order.
//!
//! Entries are numbered newest first, ties by path, so every list of numbers in ascending order is newest first.

mod assets;
mod categories;
mod clock;
mod gather;
mod ids;
mod kept;
mod load;
mod loaded_article;
mod neighbours;
mod pairs;
mod public;
mod relate;
mod routes;
mod runs;
mod searched;
mod spot;
mod takeover;
mod targets;
mod terms;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diagnostic::Finding;
use crate::text::{Language, Moment};

pub use assets::{AssetInfo, Look, TYPES, look, media_type, trouble_of};
pub use clock::hidden;
pub use kept::KeptSite;
pub use load::{Introduction, Loaded, load, options};
pub use loaded_article::{ARTICLES, Archive, LoadedArticle};
pub use neighbours::Alike;
pub use relate::place;
pub use routes::{Routes, SHORTENED, address, output, reserved, too_long};
pub use runs::{Run, runs};
pub use searched::{Text, summary};
pub use spot::{Spot, is_article, is_content, stem};
pub use takeover::PublicBy;
pub use targets::Targets;
pub use terms::{Taxonomy, Term};

use gather::Stretch;

/// Number of an entry in [`Site::entries`].
pub type EntryId = usize;

/// The whole portal as content, before anything is planned. Its relations are found as if they were its own.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The build clock.
    pub now: Moment,
    /// All content as it was written.
    pub loaded: Arc<Loaded>,
    /// Every public or withdrawn article and page, newest first, undated ones last.
    pub entries: Vec<Arc<Entry>>,
    /// How they stand to each other.
    pub relations: Arc<Relations>,
}

/// What stands in relation to what. Says nothing of what articles show, so it stays when only that changes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Relations {
    /// One for each language of the site that has something to show, the first language first.
    pub editions: Vec<Edition>,
    /// What stands beside each entry, by its number.
    pub beside: Vec<Beside>,
    /// Articles that wait for their hour, by path: their addresses and headings are held to account today, for nobody
    /// may be there when the hour comes.
    #[serde(skip)]
    pub waiting: BTreeMap<String, Arc<Entry>>,
    /// What each content file is, hidden ones among them.
    #[serde(skip)]
    pub targets: Targets,
    /// Folders of bundles and categories, for the addresses of files beside articles.
    folders: BTreeMap<String, String>,
    /// Entries that exist in several languages, by [`Spot::key`].
    translations: BTreeMap<String, Vec<EntryId>>,
    /// When the next scheduled or expiring article will change the portal.
    pub next_change: Option<Moment>,
    /// The next moment that any article names: until then the clock decides nothing anew.
    pub next_moment: Option<Moment>,
    /// What there was to tell while relating.
    told: Vec<Finding>,
    /// By what it was decided who is public, besides content and clock.
    public: PublicBy,
}

/// What a content file is for those who link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// An article or page.
    Entry(EntryId),
    /// A category: number of the edition and of the category.
    Category(usize, usize),
    /// A term: number of the edition, taxonomy, number of the term.
    Term(usize, Taxonomy, usize),
    /// The home page of an edition.
    Home(usize),
    /// Not to be seen, and why.
    Hidden(Hidden),
}

impl Target {
    /// The entry, if it is one.
    #[must_use]
    pub const fn entry(self) -> Option<EntryId> {
        match self {
            Self::Entry(id) => Some(id),
            _ => None,
        }
    }
}

/// Why something is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hidden {
    /// Bản nháp.
    Draft,
    /// Chờ duyệt.
    Review,
    /// Hẹn giờ.
    Scheduled,
    /// Hết hạn.
    Expired,
    /// Gỡ.
    Withdrawn,
    /// Left out because of errors, or in a language that is off.
    LeftOut,
    /// A page that only shows others, of which none is public now.
    Empty,
}

impl Hidden {
    /// The state in words, for findings: Vietnamese, English.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("còn là bản nháp", "a draft"),
            Self::Review => ("đang chờ duyệt", "waiting for approval"),
            Self::Scheduled => ("chưa đến giờ đăng", "not yet published"),
            Self::Expired => ("đã hết hạn", "expired"),
            Self::Withdrawn => ("đã được gỡ", "withdrawn"),
            Self::LeftOut => ("không được xuất bản", "left out"),
            Self::Empty => ("hiện chưa có bài nào", "empty at present"),
        }
    }
}

/// An article or page in its place. What its writer meant and what its body holds is found as if it were its own; what is asked
/// of a whole archive at once is said here, for an article lies in many pieces of memory.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What its file says.
    pub loaded: Arc<LoadedArticle>,
    /// Its language.
    pub language: Language,
    /// Its address without the path of `base_url`: `/tin-tuc/cau-moi.html`.
    pub url: String,
    /// The file of its page; empty when it has no name.
    pub output: EcoString,
    /// Whether only a notice stands at its address.
    pub withdrawn: bool,
    /// Stands in lists, feeds and archives.
    pub listed: bool,
    /// Its date: what all lists are in the order of.
    pub date: Option<Moment>,
    /// Whether it had other addresses before.
    pub moved: bool,
    /// Whether something was corrected in it.
    pub corrected: bool,
    /// Whether it has an `id`.
    pub has_id: bool,
    /// Whether it names a moment that is still to come.
    pub looks_ahead: bool,
    /// Whether its pictures lie beside it in a folder of its own.
    pub bundle: bool,
    /// Its own category, by number in its edition.
    pub category: Option<usize>,
    /// Every category that lists it, its own first.
    pub categories: Vec<usize>,
}

impl Deref for Entry {
    type Target = LoadedArticle;

    fn deref(&self) -> &LoadedArticle {
        &self.loaded
    }
}

/// What stands beside an entry.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Beside {
    /// Its terms by number in its edition: by taxonomy, and in each in the order written.
    pub terms: Vec<(Taxonomy, usize)>,
    /// The next older one of its category.
    pub older: Option<EntryId>,
    /// The next newer one of its category.
    pub newer: Option<EntryId>,
}

impl Beside {
    /// Its terms of a taxonomy, in the order written.
    pub fn terms_of(&self, taxonomy: Taxonomy) -> impl Iterator<Item = usize> + '_ {
        let terms = self.terms.iter();
        terms.filter_map(move |(of, number)| (*of == taxonomy).then_some(*number))
    }
}

/// The portal in one language.
#[derive(Debug, Serialize, Deserialize)]
pub struct Edition {
    /// Its language.
    pub language: Language,
    /// Its addresses.
    pub routes: Routes,
    /// The address of its home page: `/` or `/en/`.
    pub url: String,
    /// `content/_index.md` of its language.
    pub home: Introduction,
    /// Its categories; parents stand before their children.
    pub categories: Vec<Category>,
    /// Its terms, in Vietnamese order.
    pub terms: BTreeMap<Taxonomy, Vec<Term>>,
    /// Listed entries, newest first.
    pub listed: Vec<EntryId>,
    /// What they say of terms.
    #[serde(skip)]
    said: Vec<Arc<Stretch>>,
    /// Their months, newest first.
    pub months: Vec<Run<(i16, u8)>>,
    /// Pages, by title.
    pub pages: Vec<EntryId>,
}

/// A category in its place.
#[derive(Debug, Serialize, Deserialize)]
pub struct Category {
    /// Folder below `content/`.
    pub folder: String,
    /// What its `_index.md` says.
    pub introduction: Introduction,
    /// Its name, from `_index.md` or the folder.
    pub title: String,
    /// Its address without the path of `base_url`: `/tin-tuc/`.
    pub url: String,
    /// The category above it.
    pub parent: Option<usize>,
    /// Those below it, in the editor's order.
    pub children: Vec<usize>,
    /// Listed entries of it and of those below, newest first.
    pub entries: Vec<EntryId>,
    /// Their years, newest first.
    pub years: Vec<Run<i16>>,
    /// Pages that lie in it.
    pub pages: Vec<EntryId>,
}

impl Category {
    /// Has something to show.
    #[must_use]
    pub fn shown(&self) -> bool {
        !self.entries.is_empty() || !self.pages.is_empty()
    }
}

impl Edition {
    /// What is said of itself, its categories and its terms, where they have something to show, with the addresses of their
    /// pages.
    pub fn introductions(&self) -> impl Iterator<Item = (&Introduction, &str)> {
        let shown = self.categories.iter().filter(|it| it.shown());
        let categories = shown.map(|it| (&it.introduction, it.url.as_str()));
        let terms = self.terms.values().flatten();
        let terms = terms.map(|it| (&it.introduction, it.url.as_str()));
        let all = categories.chain(terms);
        let all = all.chain([(&self.home, self.url.as_str())]);
        all.filter(|(said, _)| !said.index.path.is_empty())
    }

    /// Top categories in the editor's order.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.categories.len()).filter(|id| self.categories[*id].parent.is_none())
    }
}

impl Deref for Site {
    type Target = Relations;

    fn deref(&self) -> &Relations {
        &self.relations
    }
}

impl Site {
    /// The address of the page that a source is about.
    ///
    /// # Errors
    /// Why there is none.
    pub fn url_of(&self, target: Target) -> Result<&str, Hidden> {
        match target {
            Target::Entry(id) => Ok(&self.entries[id].url),
            Target::Category(edition, id) => Ok(&self.editions[edition].categories[id].url),
            Target::Term(edition, taxonomy, id) => {
                Ok(&self.editions[edition].terms[&taxonomy][id].url)
            }
            Target::Home(edition) => Ok(&self.editions[edition].url),
            Target::Hidden(why) => Err(why),
        }
    }

    /// When the clock will put a warning up or take one down.
    #[must_use]
    pub fn next_alert(&self) -> Option<Moment> {
        let alerts = self.config.alerts.iter();
        alerts.filter_map(|alert| alert.next_change(self.now)).min()
    }

    /// Older entries that are near to one, nearest first, but for those that are `alike` it ([`Self::alike`]).
    #[must_use]
    pub fn related(&self, id: EntryId, alike: &Alike) -> Vec<EntryId> {
        let entry = &self.entries[id];
        let edition = &self.editions[self.edition_of(entry.language)];
        let mut related = neighbours::related(entry, &self.beside[id], id, edition);
        related.retain(|other| !alike.ids().any(|shown| shown == *other));
        related
    }

    /// Older good deeds of the place and the field of one; none of what is no profile.
    #[must_use]
    pub fn alike(&self, id: EntryId) -> Alike {
        let edition = &self.editions[self.edition_of(self.entries[id].language)];
        neighbours::alike(&self.entries, &self.beside[id], id, edition)
    }
}

impl Relations {
    /// The number of an edition.
    #[must_use]
    pub fn edition_of(&self, language: Language) -> usize {
        self.editions
            .iter()
            .position(|edition| edition.language == language)
            .unwrap_or(0)
    }

    /// An entry in every language, itself among them; none when it exists in one only.
    #[must_use]
    pub fn translations_of(&self, entry: &Entry) -> &[EntryId] {
        if self.translations.is_empty() {
            return &[];
        }
        let ids = self.translations.get(&entry.spot.key());
        ids.map_or(&[], Vec::as_slice)
    }

    /// The category an entry belongs to.
    #[must_use]
    pub fn category_of(&self, entry: &Entry) -> Option<&Category> {
        let edition = &self.editions[self.edition_of(entry.language)];
        entry.category.map(|id| &edition.categories[id])
    }
}
