//! Every article in its place among the others: order, categories, terms, neighbours, addresses. Built once, never changed.
//!
//! 1. [`load`] reads every content file: front matter and the facts of its body; bodies are not kept.
//! 2. [`Site::relate`] decides what is public at the build clock, gives everything its address, and puts it in order.
//!
//! Entries are numbered newest first, ties by path, so every list of numbers in ascending order is newest first.

mod assets;
mod categories;
mod ids;
mod load;
mod neighbours;
mod pairs;
mod relate;
mod routes;
mod runs;
mod terms;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::content::{self, Article};
use crate::markdown::Facts;
use crate::text::{Digest, Language, Moment, Table};

pub use assets::{AssetInfo, Look, look, media_type, trouble_of};
pub use load::{Introduction, Loaded, load, options};
pub use relate::place;
pub use routes::{Routes, SHORTENED, address, output, reserved, too_long};
pub use runs::{Run, runs};
pub use terms::{Taxonomy, Term};

/// Number of an entry in [`Site::entries`].
pub type EntryId = usize;

/// The whole portal as content, before anything is planned.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The build clock.
    pub now: Moment,
    /// Every public or withdrawn article and page, newest first, undated ones last.
    pub entries: Vec<Entry>,
    /// One for each language of the site that has something to show, the first language first.
    pub editions: Vec<Edition>,
    /// Articles that wait for their hour, by path: their addresses and headings are held to account today, for nobody
    /// may be there when the hour comes.
    pub waiting: BTreeMap<String, Entry>,
    /// What each content file is, hidden ones among them.
    pub targets: Table<Target>,
    /// Folders of bundles and categories, for the addresses of files beside articles.
    folders: BTreeMap<String, String>,
    /// Entries that exist in several languages, by key.
    pub translations: BTreeMap<String, Vec<EntryId>>,
    /// When the next scheduled or expiring article will change the portal.
    pub next_change: Option<Moment>,
    /// The next moment that any article names: until then the clock decides nothing anew.
    pub next_moment: Option<Moment>,
}

/// What a content file is for those who link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An article or page.
    Entry(EntryId),
    /// A category: number of the edition and of the category.
    Category(usize, usize),
    /// The home page of an edition.
    Home(usize),
    /// Not to be seen, and why.
    Hidden(Hidden),
}

/// Why something is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// An article or page in its place.
#[derive(Debug)]
pub struct Entry {
    /// What its writer meant.
    pub article: Box<Article>,
    /// What its body holds.
    pub facts: Facts,
    /// Digest of its file.
    pub digest: Digest,
    /// Its language.
    pub language: Language,
    /// The same path in every language, to find translations: `content/gioi-thieu/co-cau`.
    pub key: String,
    /// Its address without the path of `base_url`: `/tin-tuc/cau-moi.html`.
    pub url: String,
    /// Whether only a notice stands at its address.
    pub withdrawn: bool,
    /// Its own category, by number in its edition.
    pub category: Option<usize>,
    /// Every category that lists it, its own first.
    pub categories: Vec<usize>,
    /// Terms by number in its edition: by taxonomy, and in each in the order written.
    pub terms: Vec<(Taxonomy, usize)>,
    /// The next older one of its category.
    pub older: Option<EntryId>,
    /// The next newer one of its category.
    pub newer: Option<EntryId>,
    /// Older ones that are near to it, nearest first.
    pub related: Vec<EntryId>,
}

impl Entry {
    /// Its terms of a taxonomy, in the order written.
    pub fn terms_of(&self, taxonomy: Taxonomy) -> impl Iterator<Item = usize> + '_ {
        let terms = self.terms.iter();
        terms.filter_map(move |(of, number)| (*of == taxonomy).then_some(*number))
    }

    /// Stands in lists, feeds and archives.
    #[must_use]
    pub fn listed(&self) -> bool {
        self.article.kind.listed && !self.withdrawn
    }
}

/// The portal in one language.
#[derive(Debug)]
pub struct Edition {
    /// Its language.
    pub language: Language,
    /// Its addresses.
    pub routes: Routes,
    /// `content/_index.md` of its language.
    pub home: Introduction,
    /// Its categories; parents stand before their children.
    pub categories: Vec<Category>,
    /// Its terms, in Vietnamese order.
    pub terms: BTreeMap<Taxonomy, Vec<Term>>,
    /// Listed entries, newest first.
    pub listed: Vec<EntryId>,
    /// Their months, newest first.
    pub months: Vec<Run<(i16, u8)>>,
    /// Pages, by title.
    pub pages: Vec<EntryId>,
}

/// A category in its place.
#[derive(Debug)]
pub struct Category {
    /// Folder below `content/`.
    pub folder: String,
    /// What its `_index.md` says.
    pub index: content::Category,
    /// Facts of its text.
    pub facts: Facts,
    /// Digest of `_index.md`; none when there is none.
    pub digest: Option<Digest>,
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
    /// Top categories in the editor's order.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.categories.len()).filter(|id| self.categories[*id].parent.is_none())
    }
}

impl Site {
    /// The number of an edition.
    #[must_use]
    pub fn edition_of(&self, language: Language) -> usize {
        self.editions
            .iter()
            .position(|edition| edition.language == language)
            .unwrap_or(0)
    }

    /// The category an entry belongs to.
    #[must_use]
    pub fn category_of(&self, entry: &Entry) -> Option<&Category> {
        let edition = &self.editions[self.edition_of(entry.language)];
        entry.category.map(|id| &edition.categories[id])
    }
}
