//! Names every output file and the job that makes it; makes none. Two jobs for one file are found here, before a byte is
//! rendered.
//!
//! [`needs`] finds the files that pages show; [`outputs`] names pages, lists, feeds and files; [`links`] holds what articles
//! name against what there is, as [`resolver`] answers it; [`takeover`] spares all that to a plan like the one before;
//! [`views`] collects, for one job, exactly what its template or feed may see. [`view`] *is* the theme contract.

mod assets;
mod darkroom;
pub mod feed;
mod files;
mod headers;
mod hosting;
mod jobs;
mod kept;
mod keys;
mod links;
mod lists;
mod names;
mod needs;
mod outputs;
mod owners;
mod packed;
mod parts;
mod pictures;
mod resolver;
mod search;
mod social;
mod takeover;
pub mod view;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use ecow::{EcoString, eco_format};

use crate::diagnostic::{Checked, Finding};
use crate::files::Files;
use crate::memo::Memo;
use crate::site::{AssetInfo, EntryId, Site};
use crate::text::{Digest, Language, Moment, Table};
use crate::theme::{Frame, Theme};

/// Sitemaps by year and number.
type Sitemaps = BTreeMap<(Option<i16>, usize), (Option<Moment>, Digest)>;

use darkroom::Darkroom;
pub use feed::{FeedView, NewsSitemapView, SitemapIndexView, SitemapView};
pub use headers::{Header, preview_headers};
pub use hosting::{FOREVER, HostingView, Lasting, SHORTLY, bare, hosting, is_text};
pub use jobs::{FeedFormat, Job, Jobs, ListOf};
pub use kept::Like;
pub use keys::Keys;
pub use packed::key as packed_key;
pub use parts::Part;
pub use pictures::Making;
pub use search::IndexFile;
pub use social::{SocialLine, SocialView, TEMPLATE as SOCIAL_TEMPLATE};
pub use view::{PageView, PlaceView, PortalView};

use takeover::Moved;
use view::LinkView;

/// Everything that will exist. Holds no body and no page.
pub struct Plan {
    /// The content.
    pub site: Site,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The sources, for bodies and files.
    pub files: Files,
    /// Every output file by path (`tin-tuc/index.html`).
    pub jobs: Jobs,
    /// What every page of a language shares, by edition.
    pub portals: Vec<(Arc<PortalView>, Frame<PlaceView>)>,
    /// The links of each block of the home page, by edition.
    home_links: Vec<Vec<Vec<LinkView>>>,
    /// Files that articles show or offer, by path below the root.
    pub assets: Arc<Table<AssetInfo>>,
    /// Which of them are shown, and how.
    shown: Arc<pictures::Shown>,
    /// The search index of each edition; empty when there is no search.
    indexes: Vec<search::Index>,
    /// Plans before this one that still had what had to be left out of it, in order: the next plan takes over from each.
    pub given_up: Vec<Plan>,
    /// What there was to tell while jobs were named.
    told: Vec<Finding>,
    /// What bodies name.
    resolved: links::Resolved,
    /// Where pictures are made.
    darkroom: Arc<Darkroom>,
    /// Made when the first is asked for.
    sitemaps: OnceLock<Sitemaps>,
    /// What was kept for the next run, if this plan is like it.
    pub like: Option<Like>,
}

/// Plans a whole portal. Of an `earlier` plan, what nothing has changed is taken over.
#[must_use]
pub fn plan(
    site: Site,
    theme: Arc<Theme>,
    files: Files,
    memo: &Memo,
    earlier: Option<&Plan>,
) -> Checked<Plan> {
    let mut plan = Plan::bare(site, theme, files, memo, earlier);
    // Links may lead to any file, so they are followed when all have names.
    match earlier.and_then(|earlier| Some((earlier, takeover::changed(&plan, earlier)?))) {
        Some((earlier, changed)) => {
            plan.take_over(earlier, &changed);
            plan.name_indexes();
            plan.resolved = links::follow_again(&plan, &earlier.resolved, &changed);
        }
        None => {
            let moved = plan.name_all(memo, earlier);
            plan.name_indexes();
            plan.resolved = links::follow(&plan, moved.as_ref());
        }
    }
    let mut findings = plan.told.clone();
    findings.extend(plan.resolved.findings.iter().cloned());
    findings.extend(links::waiting(&plan));
    plan.share(&mut findings);
    Checked::new(plan, findings)
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plan of {} files", self.jobs.len())
    }
}

/// The steps of planning, in order.
impl Plan {
    /// A plan that names nothing yet.
    fn bare(
        site: Site,
        theme: Arc<Theme>,
        files: Files,
        memo: &Memo,
        earlier: Option<&Self>,
    ) -> Self {
        Self {
            site,
            theme,
            files,
            jobs: Jobs::default(),
            portals: Vec::new(),
            home_links: Vec::new(),
            assets: Arc::default(),
            shown: Arc::default(),
            indexes: Vec::new(),
            given_up: Vec::new(),
            told: Vec::new(),
            resolved: links::Resolved::default(),
            darkroom: earlier.map_or_else(
                || Arc::new(Darkroom::with(memo.prints())),
                |earlier| Arc::clone(&earlier.darkroom),
            ),
            sitemaps: OnceLock::new(),
            like: None,
        }
    }

    /// All names of an earlier plan, from which nothing differs but the texts of a few entries.
    fn take_over(&mut self, earlier: &Self, changed: &[EntryId]) {
        self.jobs = earlier.jobs.again(&self.theme);
        self.assets = Arc::clone(&earlier.assets);
        self.like = self.like(earlier, changed);
        self.shown = Arc::clone(&earlier.shown);
        self.told = earlier.told.clone();
        let was = |id| changed.binary_search(&id).is_err().then_some(id);
        self.indexes = search::indexes(self, Some(earlier), &was);
    }

    /// Names all that stands on its own, and tells how its entries stand to those of an earlier plan, if few moved.
    fn name_all<'a>(
        &mut self,
        memo: &Memo,
        earlier: Option<&'a Self>,
    ) -> Option<(&'a Self, Moved)> {
        let mut told = Vec::new();
        let moved = earlier.and_then(|earlier| Some((earlier, Moved::of(self, earlier)?)));
        let same = moved
            .as_ref()
            .and_then(|(earlier, moved)| assets::again(self, memo, earlier, moved));
        (self.assets, self.shown) =
            same.unwrap_or_else(|| assets::all(self, memo, earlier, &mut told));
        let moved =
            moved.filter(|(earlier, moved)| assets::agree(&self.assets, &earlier.assets, moved));
        let alike = moved.as_ref().map(|(_, moved)| moved.shown_alike(self));
        let was = |id| alike.as_ref()?(id);
        // What needs no names is done beside the naming, much of which one core does alone.
        let (jobs, indexes) = rayon::join(
            || outputs::jobs(self, moved.as_ref(), &mut told),
            || search::indexes(self, earlier, &was),
        );
        drop(alike);
        (self.jobs, self.indexes, self.told) = (jobs, indexes, told);
        let copies = packed::copies(self, self.jobs.standing());
        self.jobs.add_standing(copies);
        moved
    }

    /// Names the files of the search indexes, which have the digests of what they are made from in their names.
    fn name_indexes(&mut self) {
        search::name(self);
        let copies = packed::copies(self, self.jobs.named());
        self.jobs.add_named(copies);
    }

    /// Makes what pages share.
    fn share(&mut self, findings: &mut Vec<Finding>) {
        let portals = (0..self.site.editions.len()).map(|edition| {
            let view = views::portal(self, edition, findings);
            let frame = self.theme.frame(view.language, &view);
            (Arc::new(view), frame)
        });
        self.portals = portals.collect();
        let links =
            (0..self.site.editions.len()).map(|edition| views::home_links(self, edition, findings));
        self.home_links = links.collect();
        views::check_home(self, findings);
    }
}

impl Plan {
    /// What pages of a language share.
    #[must_use]
    pub fn portal(&self, language: Language) -> &(Arc<PortalView>, Frame<PlaceView>) {
        &self.portals[self.site.edition_of(language)]
    }

    /// Whether an address of the portal, as links write it, leads somewhere.
    #[must_use]
    pub fn has_address(&self, target: &str) -> bool {
        resolver::has_address(self, target)
    }

    /// A file that an article names, when it is there.
    #[must_use]
    pub fn asset(&self, article: &str, src: &str) -> Option<&AssetInfo> {
        self.assets.get(Site::asset_path(article, src)?.as_str())
    }

    /// The view of a job that is a page.
    ///
    /// # Errors
    /// A finding when a source changed since it was planned.
    pub fn page(&self, job: &Job) -> Result<Option<PageView>, Finding> {
        views::page(self, job)
    }

    /// The view of a feed.
    ///
    /// # Errors
    /// A finding when a source changed since it was planned.
    pub fn feed(
        &self,
        edition: usize,
        of: Option<ListOf>,
        format: FeedFormat,
    ) -> Result<FeedView, Finding> {
        views::feed(self, edition, of, format)
    }

    /// The sitemaps.
    #[must_use]
    pub fn sitemap_index(&self) -> SitemapIndexView {
        views::sitemap_index(self)
    }

    /// The pages of a sitemap.
    #[must_use]
    pub fn sitemap(&self, year: Option<i16>, number: usize) -> SitemapView {
        views::sitemap(self, year, number)
    }

    /// The newest articles for news search.
    #[must_use]
    pub fn news_sitemap(&self) -> NewsSitemapView {
        views::news_sitemap(self)
    }

    /// A file of an edition's search index.
    ///
    /// # Errors
    /// A finding when a source changed since it was planned.
    pub fn index_file(&self, edition: usize, file: IndexFile) -> Result<Arc<[u8]>, Finding> {
        search::make(self, edition, file)
    }

    /// Makes, in parallel, what the shards among some jobs have in common. Each makes it alone otherwise, slowly.
    pub fn prepare<'a>(&self, jobs: impl IntoIterator<Item = &'a Job>, memo: &Memo) {
        let partition = |job: &Job| match job {
            Job::Index(edition, IndexFile::Shard(partition, _)) => Some((*edition, *partition)),
            _ => None,
        };
        let wanted: BTreeSet<_> = jobs.into_iter().filter_map(partition).collect();
        search::prepare(self, &wanted, memo);
    }

    /// Every sitemap by year and number: when the newest of its pages was changed, and a digest of all that it says of them.
    pub(in crate::plan) fn sitemaps(&self) -> &Sitemaps {
        self.sitemaps.get_or_init(|| files::sitemap_digests(self))
    }

    /// The jobs alone: the rest of a plan takes the room that publishing a large archive needs.
    #[must_use]
    pub fn into_jobs(mut self) -> (Jobs, Self) {
        let jobs = std::mem::take(&mut self.jobs);
        (jobs, self)
    }

    /// When the clock alone will change what readers see: an article or a warning comes or goes.
    #[must_use]
    pub fn next_change(&self) -> Option<Moment> {
        let changes = [self.site.next_change, self.site.next_alert()];
        changes.into_iter().flatten().min()
    }

    /// Until when the build clock changes nothing: no article and no warning comes or goes, none stops being news, and no
    /// year ends.
    #[must_use]
    pub fn stands_until(&self) -> Option<Moment> {
        let ends = [
            self.site.next_moment,
            self.site.next_alert(),
            files::news_until(&self.site),
            files::security_until(&self.site),
        ];
        ends.into_iter().flatten().min()
    }

    /// The source that a job's page is about, when readers may have kept its address: it must not vanish silently.
    #[must_use]
    pub fn address_of(&self, job: &Job) -> Option<EcoString> {
        match job {
            Job::Article(id) | Job::Redirect(id, _) => Some(self.site.entries[*id].path().clone()),
            Job::List(ListOf::Category(edition, id), Part::Front) => {
                let category = &self.site.editions[*edition].categories[*id];
                let path = Some(&category.introduction.index.path);
                let path = path.filter(|path| !path.is_empty());
                let folder = || eco_format!("content/{}", category.folder);
                Some(path.cloned().unwrap_or_else(folder))
            }
            Job::List(ListOf::Term(edition, taxonomy, id), Part::Front) => {
                let term = &self.site.editions[*edition].terms[taxonomy][*id];
                let path = Some(&term.introduction.index.path);
                path.filter(|path| !path.is_empty()).cloned()
            }
            // Documents are sent around and linked to, as pages are.
            Job::Copy(file) => Some(file.path.clone()).filter(|path| !path.starts_with("themes/")),
            _ => None,
        }
    }

    /// The output files that a source is published as: its page, or its copy.
    pub fn outputs_of(&self, source: &str) -> impl Iterator<Item = (&EcoString, &Job)> {
        self.jobs.iter().filter(move |(_, job)| match job {
            Job::Redirect(..) => false,
            Job::Copy(file) | Job::Picture(file, _) => file.path == source,
            Job::Withdrawn(id) => self.site.entries[*id].path() == source,
            job => self.address_of(job).is_some_and(|path| path == source),
        })
    }

    /// `robots.txt`, `security.txt` or the redirect map.
    #[must_use]
    pub fn text(&self, job: &Job) -> Option<String> {
        files::text(self, job)
    }
}
