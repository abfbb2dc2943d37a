//! A plan as a few bytes, for the next run, which plans after it as the preview plans after its last one.
//!
//! It is kept in three parts: how all files looked, the site, and what was named. They are trusted together, and only while
//! settings and theme are the very same and few files look otherwise. What came of few changed files is for [`super::takeover`]
//! to find, as ever; here it is told besides which keys of the last build hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::links::Resolved;
use super::pictures::Shown;
use super::takeover::FEW;
use super::views::CardSource;
use super::{Job, Jobs, ListOf, Plan, search, views};
use crate::config::Config;
use crate::diagnostic::Finding;
use crate::files::{Files, Looks};
use crate::memo::{Memo, digest};
use crate::site::{ARTICLES, Archive, Entry, EntryId, KeptSite, Look, PublicBy};
use crate::text::{Digest, Moment};
use crate::theme::Theme;

const LOOKS: &str = "plan-looks";
const SITE: &str = "plan-site";
const OUTPUTS: &str = "plan-outputs";

/// The plan that was kept, and which this one is like but for some texts: their articles stand where they stood, and nobody
/// else shows what changed in them.
#[derive(Clone, Debug)]
pub struct Like {
    /// Digest of what the kept plan was made from.
    pub kept: Digest,
    /// The entries with other texts.
    pub but: BTreeSet<EntryId>,
}

/// What is kept of the names of outputs.
#[derive(Serialize, Deserialize)]
struct Outputs<J, S, T, R, I> {
    standing: J,
    looks: Vec<(EcoString, Look)>,
    shown: S,
    told: T,
    resolved: R,
    indexes: I,
}

type Owned = Outputs<Vec<(EcoString, Job)>, Shown, Vec<Finding>, Resolved, Vec<search::Index>>;

impl Plan {
    /// Keeps the plan for the next run, unless that could not trust it, or has one that is like it. Tells which one is kept,
    /// and the paths of articles with other texts than it has.
    #[must_use]
    pub fn keep(&self, memo: &Memo) -> Option<(Digest, Vec<EcoString>)> {
        let Some(like) = &self.like else {
            return Some((self.kept(memo)?, Vec::new()));
        };
        let paths = like.but.iter().map(|id| self.site.entries[*id].path());
        Some((like.kept, paths.cloned().collect()))
    }

    fn kept(&self, memo: &Memo) -> Option<Digest> {
        let looks = self.files.looks(memo.began()?)?;
        let frame = frame(self.site.public_by(), &self.site.config, &self.theme);
        let looks = postcard::to_allocvec(&(frame, self.site.now, looks)).ok()?;
        let id = Digest::of(&looks);
        let start = || id.bytes().to_vec();
        let outputs = || {
            let files = self.assets.values();
            let outputs = Outputs {
                standing: self.jobs.standing().collect::<Vec<_>>(),
                looks: files
                    .map(|info| (info.path.clone(), info.look.clone()))
                    .collect(),
                shown: &*self.shown,
                told: &self.told,
                resolved: &self.resolved,
                indexes: &self.indexes,
            };
            postcard::to_extend(&outputs, start()).ok()
        };
        let (site, outputs) = rayon::join(|| self.site.kept(&self.files, start()), outputs);
        memo.keep(SITE, &site?);
        memo.keep(OUTPUTS, &outputs?);
        memo.keep(LOOKS, &looks);
        Some(id)
    }

    /// The plan of an earlier run with the same settings and theme. None when there is none to go by, or more than few files
    /// look otherwise.
    #[must_use]
    pub fn recalled(
        files: &Files,
        config: &Config,
        theme: &Arc<Theme>,
        public: &PublicBy,
        memo: &Memo,
    ) -> Option<Self> {
        let looks = memo.kept(LOOKS)?;
        let id = Digest::of(&looks);
        let (known, rest) = postcard::take_from_bytes::<Digest>(&looks).ok()?;
        if known != frame(public, config, theme) {
            return None;
        }
        let (_, looks) = postcard::from_bytes::<(Moment, Looks)>(rest).ok()?;
        let part = |name: &str| {
            let bytes = memo.kept(name)?;
            bytes.starts_with(id.bytes()).then_some(bytes)
        };
        let of = id.bytes().len();
        let (earlier, parts) = rayon::join(
            || files.before(&looks, memo.began()?, FEW),
            || {
                let site = KeptSite::of(&part(SITE)?[of..])?;
                let outputs = part(OUTPUTS)?;
                Some((site, postcard::from_bytes::<Owned>(&outputs[of..]).ok()?))
            },
        );
        let (before, (site, outputs)) = (earlier?, parts?);
        let archive = Archive {
            shelf: memo.shelf(ARTICLES)?,
            config: config.clone(),
        };
        let (site, jobs) = rayon::join(
            || site.site((&before, files), archive),
            || Jobs::recalled(outputs.standing, &before, theme),
        );
        let mut plan = Self::bare(site?, Arc::clone(theme), before, memo, None);
        let assets = outputs.looks.into_iter().map(|(path, look)| {
            let offered = outputs.shown.offered.contains(path.as_str());
            let file = plan.files.get(&path)?;
            Some((path, plan.site.file_info(file, look, offered)))
        });
        plan.assets = Arc::new(assets.collect::<Option<_>>()?);
        plan.jobs = jobs?;
        plan.shown = Arc::new(outputs.shown);
        plan.indexes = outputs.indexes;
        plan.told = outputs.told;
        plan.resolved = outputs.resolved;
        plan.like = Some(Like {
            kept: id,
            but: BTreeSet::new(),
        });
        Some(plan)
    }

    /// What this plan is like when an `earlier` one is like a kept one and only texts of some entries differ from it.
    pub(super) fn like(&self, earlier: &Self, changed: &[EntryId]) -> Option<Like> {
        let like = earlier.like.as_ref()?;
        let alike = |id: &EntryId| {
            let shown = |plan: &Self| digest(&CardSource::of(plan, &plan.site.entries[*id]));
            let [now, before] = [self, earlier].map(|plan| &*plan.site.entries[*id]);
            shown(self) == shown(earlier) && outside(now) == outside(before)
        };
        changed.iter().all(alike).then(|| Like {
            kept: like.kept,
            but: like.but.iter().chain(changed).copied().collect(),
        })
    }

    /// The entries whose texts may be others than in a build, when nothing else is. The build was one of a plan like a kept
    /// one, but for the texts of articles that are told by their paths.
    pub(super) fn texts_since(
        &self,
        build: Option<&(Digest, Vec<EcoString>)>,
    ) -> Option<BTreeSet<EntryId>> {
        let like = self.like.as_ref()?;
        let (_, paths) = build.filter(|(kept, _)| *kept == like.kept)?;
        let entry = |path: &EcoString| self.site.targets.get(path)?.entry();
        let then: Option<BTreeSet<_>> = paths.iter().map(entry).collect();
        Some(&then? | &like.but)
    }

    /// Whether the file of a job may be made from the text of one of these entries.
    #[must_use]
    pub fn shows_text(&self, job: &Job, entries: &BTreeSet<EntryId>) -> bool {
        match job {
            Job::Article(id) | Job::Withdrawn(id) | Job::Redirect(id, _) | Job::Social(id) => {
                entries.contains(id)
            }
            Job::Feed(edition, of, _) => self.feed_shows(*edition, *of, entries),
            Job::Packed(_, source) => self.shows_text(source, entries),
            Job::Index(..) | Job::Corrections(_) => !entries.is_empty(),
            _ => false,
        }
    }

    fn feed_shows(&self, edition: usize, of: Option<ListOf>, entries: &BTreeSet<EntryId>) -> bool {
        let (_, _, _, shown) = views::feed_source(self, &self.site.editions[edition], of);
        let mut shown = shown.iter().take(self.site.config.feed_items);
        shown.any(|id| entries.contains(id))
    }
}

/// What others may see of an article besides its card.
fn outside(entry: &Entry) -> Digest {
    let mut article = entry.article.clone();
    article.body = 0..0;
    let facts = &entry.facts;
    digest(&(article, &facts.headings, &facts.lead, entry.searched[0]))
}

/// All that must be the same for a kept plan to be asked, besides files.
fn frame(public: &PublicBy, config: &Config, theme: &Theme) -> Digest {
    digest(&(public, config.digest, theme.digest))
}
