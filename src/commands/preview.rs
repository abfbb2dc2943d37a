//! What browsers see now: the last good plan, the findings to lay over its pages, and when the clock changes it.

mod about;
mod edited;
mod kept_back;
mod load;

use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::arguments::now;
use super::serve::Event;
use crate::config::Settings;
use crate::diagnostic::{self, Finding, Severity, rules};
use crate::files::Files;
use crate::pipeline::{self, Bytes};
use crate::plan::{Job, Plan, preview_headers};
use crate::server::{About, Edited, KeptBack, Lens, Look, Show, Shown};
use crate::site::media_type;
use crate::text::Moment;

pub use load::Loader;

/// What browsers see now.
pub struct Preview {
    state: Mutex<State>,
    /// Who plans anew is told here that the lens is another.
    events: Sender<Event>,
}

#[derive(Default)]
struct State {
    plan: Option<Arc<Plan>>,
    /// The plan is that of the last loading, and not one before it.
    is_latest: bool,
    next_change: Option<Moment>,
    /// Of the last loading.
    findings: Vec<Finding>,
    /// Errors and warnings among them.
    counts: (usize, usize),
    /// Of pages made since then, by their paths.
    page_findings: BTreeMap<String, Vec<Finding>>,
    /// Articles as they were when all was well with them, of those that were looked at.
    good: BTreeMap<String, Good>,
    generation: u64,
    lens: Lens,
    /// Whether the portal is to be planned anew although no file is another.
    lens_changed: bool,
    /// What was saved, until it is planned.
    saved: Option<String>,
    /// What was saved last, of what is planned.
    edited: Option<edited::Saved>,
}

/// A page as it was when all was well with it.
struct Good {
    bytes: Bytes,
    source: Option<String>,
}

impl Preview {
    /// Nothing yet, looked at through a lens.
    pub fn new(lens: Lens, events: Sender<Event>) -> Self {
        let state = Mutex::new(State {
            lens,
            ..State::default()
        });
        Self { state, events }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The settings as the lens has them, and whether it is another than before; from now on it is not. Both at once, so that
    /// a lens that is changed meanwhile is news next time.
    pub fn through(&self, settings: Settings) -> (Settings, bool) {
        let mut state = self.state();
        let is_other = std::mem::take(&mut state.lens_changed);
        let settings = Settings {
            now: state.lens.now.unwrap_or_else(now),
            drafts: state.lens.drafts,
            ..settings
        };
        (settings, is_other)
    }

    /// Shows a plan. `whole`: nothing is wrong but with articles that it leaves out.
    pub fn show(&self, plan: Option<Arc<Plan>>, whole: bool, findings: Vec<Finding>) {
        let mut state = self.state();
        // That of the last loading, shown or not: an hour that has come must not come again and again.
        state.next_change = plan.as_ref().and_then(|plan| plan.next_change());
        // Begun anew in each run, so that pages left open are loaded again.
        let begun = u64::try_from(now().unix_seconds()).unwrap_or_default() << 20;
        state.generation = state.generation.max(begun) + 1;
        state.note_saved();
        // With other errors the last good plan stays; without any plan yet, the best there is is shown.
        let plan = plan.filter(|_| whole || state.plan.is_none());
        state.is_latest = plan.is_some();
        if let Some(plan) = plan {
            // What an article was is shown as long as it is left out.
            let is_left_out = |source: &str| {
                let mut skipped = findings.iter().filter(|it| *it.rule == rules::SKIPPED);
                skipped.any(|finding| finding.is_of(source))
            };
            state.good.retain(|path, good| {
                plan.jobs.contains_key(path) || good.source.as_deref().is_some_and(is_left_out)
            });
            state.plan = Some(plan);
        }
        state.counts = about::counts(&findings);
        state.findings = findings;
        state.page_findings.clear();
    }

    /// Whether the folder looks other than before.
    pub fn news(&self, before: Option<&Files>, files: &Files) -> bool {
        let mut state = self.state();
        let same = before.is_some_and(|before| before.same_as(files));
        if let Some(before) = before.filter(|_| !same) {
            state.saved = edited::newest(before, files);
        }
        !same
    }

    /// How long until the clock changes the portal; at most an hour, for clocks are set.
    pub fn until_next_change(&self) -> Duration {
        let seconds = self
            .next_change()
            .map_or(3600, |next| next.unix_seconds() - now().unix_seconds());
        Duration::from_secs(seconds.clamp(1, 3600).unsigned_abs())
    }

    /// Whether the hour has come at which the clock changes the portal.
    pub fn clock_changed(&self) -> bool {
        let next = self.next_change();
        next.is_some_and(|next| next.unix_seconds() <= now().unix_seconds())
    }

    /// When the clock will change the portal; never while it stands still.
    fn next_change(&self) -> Option<Moment> {
        let state = self.state();
        state.next_change.filter(|_| state.lens.now.is_none())
    }

    fn plan(&self) -> Option<Arc<Plan>> {
        self.state().plan.clone()
    }
}

impl State {
    /// Remembers what was found while a page was made, unless the plan it was made from is no longer shown, or older than what
    /// was saved: what is wrong now was told when it was loaded.
    fn found(&mut self, plan: &Arc<Plan>, path: &str, findings: Vec<Finding>) {
        let current = self.plan.as_ref();
        if self.is_latest && current.is_some_and(|current| Arc::ptr_eq(current, plan)) {
            self.page_findings.insert(path.to_owned(), findings);
        }
    }

    /// The page as it was when all was well with it.
    fn last_good(&self, path: &str) -> Option<Bytes> {
        self.good.get(path).map(|good| Bytes::clone(&good.bytes))
    }

    /// Every finding that an editor is to see.
    fn told(&self) -> impl Iterator<Item = &Finding> {
        let of_pages = self.page_findings.values().flatten();
        self.findings
            .iter()
            .chain(of_pages)
            .filter(|finding| is_told(finding))
    }
}

/// Notes are for `check`. That an article was left out is the preview's own doing: what is wrong with it says enough.
fn is_told(finding: &Finding) -> bool {
    finding.severity() != Severity::Note && *finding.rule != rules::SKIPPED
}

impl Show for Preview {
    fn base(&self) -> String {
        let plan = self.plan();
        plan.map_or_else(String::new, |plan| plan.site.config.base.path.clone())
    }

    fn file(&self, path: &str) -> Option<Shown> {
        let shown = |bytes| {
            let media_type = media_type(path).to_owned();
            Shown { bytes, media_type }
        };
        let plan = self.plan()?;
        let Some(job) = plan.jobs.get(path) else {
            return self.state().last_good(path).map(shown);
        };
        let made = pipeline::make(&plan, job);
        let failed = diagnostic::any_error(&made.findings);
        let mut state = self.state();
        // A file that changed since it was loaded is loaded again at once, and its own findings say more.
        let told = made
            .findings
            .into_iter()
            .filter(|finding| *finding.rule != rules::FILE_CHANGED);
        state.found(&plan, path, told.collect());
        if failed {
            let empty = || Bytes::from(&b"<!doctype html><title>!</title><body></body>"[..]);
            return Some(shown(state.last_good(path).unwrap_or_else(empty)));
        }
        if matches!(job, Job::Article(_)) {
            let good = Good {
                bytes: Bytes::clone(&made.value),
                source: about::source(&plan, job),
            };
            state.good.insert(path.to_owned(), good);
        }
        Some(shown(made.value))
    }

    fn look(&self, path: &str) -> Option<Look> {
        let plan = self.plan()?;
        match plan.jobs.get(path) {
            Some(job) => Some(about::look(&plan, job)),
            None => self.state().last_good(path).map(|_| Look::default()),
        }
    }

    fn about(&self, path: &str) -> About {
        self.state().about(path)
    }

    fn findings(&self) -> Vec<Finding> {
        let mut told: Vec<_> = self.state().told().cloned().collect();
        diagnostic::sort(&mut told);
        told.sort_by_key(Finding::severity);
        told
    }

    fn kept_back(&self) -> Vec<KeptBack> {
        self.plan()
            .map_or_else(Vec::new, |plan| kept_back::kept_back(&plan))
    }

    fn generation(&self) -> u64 {
        self.state().generation
    }

    fn edited(&self) -> Option<Edited> {
        self.state().edited()
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        self.plan()
            .map_or_else(Vec::new, |plan| preview_headers(&plan.site.config))
    }

    fn lens(&self) -> Lens {
        self.state().lens
    }

    fn look_through(&self, lens: Lens) {
        let mut state = self.state();
        state.lens = lens;
        state.lens_changed = true;
        drop(state);
        let _ = self.events.send(Event::Lens);
    }
}
