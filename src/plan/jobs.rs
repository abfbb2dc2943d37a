//! Every output file with its job, found at once and listed in order of paths.

use std::sync::Arc;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::{IndexFile, Making, Part};
use crate::coding::Coding;
use crate::files::{self, File, Files};
use crate::site::{EntryId, Site, Taxonomy};
use crate::text::Sorted;
use crate::theme::Theme;

/// What is to be made for one output file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    /// A page of an article, whatever its kind.
    Article(EntryId),
    /// The notice at a withdrawn article's address.
    Withdrawn(EntryId),
    /// The home page of an edition.
    Home(usize),
    /// A part of a list.
    List(ListOf, Part),
    /// All terms of a taxonomy.
    Terms(usize, Taxonomy),
    /// The archive: its years, or the months of a year.
    Archive(usize, Option<i16>),
    /// A part of a month of the archive.
    Month(usize, (i16, u8), Part),
    /// Sơ đồ cổng.
    SiteMap(usize),
    /// The list of feeds.
    Feeds(usize),
    /// Đính chính.
    Corrections(usize),
    /// 404.
    NotFound(usize),
    /// Tìm kiếm.
    Search(usize),
    /// A file of an edition's search index.
    Index(usize, IndexFile),
    /// The page at an old address; the entry it leads to.
    Redirect(EntryId, String),
    /// A feed of an edition or of one of its lists.
    Feed(usize, Option<ListOf>, FeedFormat),
    /// `sitemap.xml`
    SitemapIndex,
    /// Pages of a year, or of no year; and which 50,000 of them.
    Sitemap(Option<i16>, usize),
    /// The articles of the last two days.
    NewsSitemap,
    /// `robots.txt`
    Robots,
    /// `security.txt`
    Security,
    /// Old and new addresses for the web server.
    RedirectMap,
    /// A file of a picture that pages show.
    Picture(#[serde(with = "files::by_path")] Arc<File>, Making),
    /// A picture of the title of an article that has none.
    Social(EntryId),
    /// The compressed copy of another file.
    Packed(Coding, Box<Job>),
    /// A file as it is: of `static/`, beside an article, or of the theme.
    Copy(#[serde(with = "files::by_path")] Arc<File>),
}

/// A list of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ListOf {
    /// Edition and category.
    Category(usize, usize),
    /// Edition, taxonomy and term.
    Term(usize, Taxonomy, usize),
}

impl Job {
    fn find_files(&mut self, files: &Files) -> Option<()> {
        match self {
            Self::Picture(file, _) | Self::Copy(file) => *file = Arc::clone(files.get(&file.path)?),
            Self::Packed(_, source) => source.find_files(files)?,
            _ => {}
        }
        Some(())
    }

    /// The template that makes it, when it is a page.
    #[must_use]
    pub fn template(&self, site: &Site) -> Option<String> {
        let name = match self {
            Self::Article(id) => site.entries[*id].article.kind.name,
            Self::Withdrawn(_) => "withdrawn",
            Self::Home(_) => "home",
            Self::List(..) => "list",
            Self::Terms(..) => "terms",
            Self::Archive(..) | Self::Month(..) => "archive",
            Self::SiteMap(_) => "site_map",
            Self::Feeds(_) => "feeds",
            Self::Corrections(_) => "corrections",
            Self::NotFound(_) => "404",
            Self::Search(_) => "search",
            Self::Redirect(..) => "redirect",
            _ => return None,
        };
        Some(format!("{name}.html"))
    }
}

impl ListOf {
    /// The edition it belongs to.
    #[must_use]
    pub const fn edition(self) -> usize {
        match self {
            Self::Category(edition, _) | Self::Term(edition, _, _) => edition,
        }
    }
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// Output files in two tables, as if they were one. A theme's files and those of a search index have digests in their names, so
/// they come and go while all else stays, and the names of a whole archive are not to be copied for that.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    standing: Arc<Sorted<Job>>,
    named_by_digest: Sorted<Job>,
}

impl Jobs {
    /// All that was named but for files of the theme, each path once.
    #[must_use]
    pub fn of(all: Vec<(EcoString, Job)>, theme: &Theme) -> Self {
        Self::beside(Arc::new(Sorted::of(all)), theme)
    }

    /// What was kept of an earlier run's outputs: those that stand while all else stays. Files were kept by their paths. None
    /// when one of them is missing.
    #[must_use]
    pub fn recalled(
        mut standing: Vec<(EcoString, Job)>,
        files: &Files,
        theme: &Theme,
    ) -> Option<Self> {
        for (_, job) in &mut standing {
            job.find_files(files)?;
        }
        Some(Self::of(standing, theme))
    }

    /// The same outputs, with the files of another theme; those of an index are still to be named.
    #[must_use]
    pub fn again(&self, theme: &Theme) -> Self {
        Self::beside(Arc::clone(&self.standing), theme)
    }

    /// Files of the theme beside those that stand while all else stays, but for what has the place of one.
    fn beside(standing: Arc<Sorted<Job>>, theme: &Theme) -> Self {
        let assets = theme.assets.iter();
        let free = assets.filter(|asset| standing.get_key_value(&asset.output).is_none());
        let jobs = free.map(|asset| {
            let job = Job::Copy(Arc::clone(&asset.file));
            (asset.output.as_str().into(), job)
        });
        let named_by_digest = Sorted::of(jobs.collect());
        Self {
            standing,
            named_by_digest,
        }
    }

    /// Adds files that stand while all else stays.
    pub fn add_standing(&mut self, files: Vec<(EcoString, Job)>) {
        if !files.is_empty() {
            Arc::make_mut(&mut self.standing).add(files);
        }
    }

    /// Adds files that are named by digests.
    pub fn add_named(&mut self, files: Vec<(EcoString, Job)>) {
        self.named_by_digest.add(files);
    }

    /// Files that stand while all else stays, in order.
    pub fn standing(&self) -> impl Iterator<Item = (&EcoString, &Job)> {
        self.standing.iter()
    }

    /// Files that are named by digests, in order.
    pub fn named(&self) -> impl Iterator<Item = (&EcoString, &Job)> {
        self.named_by_digest.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.standing.len() + self.named_by_digest.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The job of a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Job> {
        self.get_key_value(path).map(|(_, job)| job)
    }

    /// Whether something stands at a path.
    #[must_use]
    pub fn contains_key(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The path and the job of a path.
    #[must_use]
    pub fn get_key_value(&self, path: &str) -> Option<(&EcoString, &Job)> {
        let standing = self.standing.get_key_value(path);
        standing.or_else(|| self.named_by_digest.get_key_value(path))
    }

    /// All paths and jobs, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&EcoString, &Job)> {
        let (mut standing, mut named) = (self.standing().peekable(), self.named().peekable());
        std::iter::from_fn(move || {
            let first = named.next_if(|(path, _)| {
                let other = standing.peek().map(|(other, _)| *other);
                other.is_none_or(|other| *path < other)
            });
            first.or_else(|| standing.next())
        })
    }

    /// All paths, in order.
    pub fn keys(&self) -> impl Iterator<Item = &EcoString> {
        self.iter().map(|(path, _)| path)
    }

    /// All jobs, in the order of their paths.
    pub fn values(&self) -> impl Iterator<Item = &Job> {
        self.iter().map(|(_, job)| job)
    }
}
