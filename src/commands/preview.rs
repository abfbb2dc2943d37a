//! What browsers see now: the last good plan, the findings to lay over its pages, and when the clock changes it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::arguments::{Common, now};
use crate::diagnostic::{self, Finding, Severity, rules};
use crate::files::Files;
use crate::pipeline::{self, Bytes};
use crate::plan::{Job, Plan};
use crate::server::{Show, Shown};
use crate::site::media_type;
use crate::text::Moment;

/// What browsers see now.
#[derive(Default)]
pub struct Preview {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The folder as it was last loaded.
    files: Option<Files>,
    plan: Option<Arc<Plan>>,
    next_change: Option<Moment>,
    /// Of the last loading.
    findings: Vec<Finding>,
    /// Of pages made since then.
    page_findings: Vec<Finding>,
    /// Articles as they were when all was well with them, of those that were looked at.
    good: BTreeMap<String, Bytes>,
    generation: u64,
}

impl Preview {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a plan. `whole`: nothing is wrong but with articles that it leaves out.
    pub fn show(&self, plan: Option<Plan>, whole: bool, findings: Vec<Finding>) {
        let mut state = self.state();
        // That of the last loading, shown or not: an hour that has come must not come again and again.
        state.next_change = plan.as_ref().and_then(|plan| plan.site.next_change);
        // With other errors the last good plan stays; without any plan yet, the best there is is shown.
        if let Some(plan) = plan.filter(|_| whole || state.plan.is_none()) {
            if !diagnostic::any_error(&findings) {
                state.good.retain(|path, _| plan.jobs.contains_key(path));
            }
            state.plan = Some(Arc::new(plan));
        }
        state.findings = findings;
        state.page_findings.clear();
        // Begun anew in each run, so that pages left open are loaded again.
        let begun = u64::try_from(now().unix_seconds()).unwrap_or_default() << 20;
        state.generation = state.generation.max(begun) + 1;
    }

    /// Whether the folder looks other than last time, which is then forgotten.
    pub fn news(&self, files: &Files) -> bool {
        let mut state = self.state();
        let same = state.files.as_ref().is_some_and(|last| last.same_as(files));
        state.files = Some(files.clone());
        !same
    }

    /// The path of the portal's `base_url`.
    pub fn base(&self) -> String {
        self.state()
            .plan
            .as_ref()
            .map_or_else(String::new, |plan| plan.site.config.base.path.clone())
    }

    /// How long until the clock changes the portal; at most an hour, for clocks are set.
    pub fn until_next_change(&self, common: &Common) -> Duration {
        let seconds = self
            .next_change(common)
            .map_or(3600, |next| next.unix_seconds() - now().unix_seconds());
        Duration::from_secs(seconds.clamp(1, 3600).unsigned_abs())
    }

    /// Whether the hour has come at which the clock changes the portal.
    pub fn clock_changed(&self, common: &Common) -> bool {
        let next = self.next_change(common);
        next.is_some_and(|next| next.unix_seconds() <= now().unix_seconds())
    }

    /// When the clock will change the portal; never while it stands still.
    fn next_change(&self, common: &Common) -> Option<Moment> {
        let next = self.state().next_change;
        next.filter(|_| !common.clock_stands())
    }
}

impl Show for Preview {
    fn file(&self, path: &str) -> Option<Shown> {
        let plan = self.state().plan.clone()?;
        let Some(job) = plan.jobs.get(path) else {
            let bytes = self.state().good.get(path).cloned()?;
            let media_type = media_type(path).to_owned();
            return Some(Shown { bytes, media_type });
        };
        let made = pipeline::make(&plan, job);
        let failed = diagnostic::any_error(&made.findings);
        let mut state = self.state();
        // A file that changed since it was loaded is loaded again at once, and its own findings say more.
        let told = made
            .findings
            .into_iter()
            .filter(|finding| *finding.rule != rules::FILE_CHANGED);
        state.page_findings.extend(told);
        diagnostic::sort(&mut state.page_findings);
        let bytes = if failed {
            let empty = || Bytes::from(&b"<!doctype html><title>!</title><body></body>"[..]);
            state.good.get(path).cloned().unwrap_or_else(empty)
        } else {
            if matches!(job, Job::Article(_)) {
                state
                    .good
                    .insert(path.to_owned(), Bytes::clone(&made.value));
            }
            made.value
        };
        Some(Shown {
            bytes,
            media_type: media_type(path).to_owned(),
        })
    }

    fn findings(&self) -> Vec<Finding> {
        let state = self.state();
        let all = state.findings.iter().chain(&state.page_findings);
        let mut told: Vec<_> = all
            .filter(|finding| finding.severity() != Severity::Note)
            .cloned()
            .collect();
        told.sort_by_key(Finding::severity);
        told
    }

    fn generation(&self) -> u64 {
        self.state().generation
    }
}
