//! A plan that is kept and planned again after each change, as the preview does.

use std::collections::BTreeMap;

use congtin::config::Settings;
use congtin::diagnostic::Finding;
use congtin::files::Files;
use congtin::memo::{Key, Memo};
use congtin::pipeline;
use congtin::plan::{Keys, Plan};

use super::super::case::{self, Outputs};
use super::portal::Portal;

/// After all times that files of these tests have, but for unsettled ones.
const NOW: i64 = i64::MAX - 10_000_000_000;

/// What was planned last, whatever was wrong with it.
#[derive(Default)]
pub struct Kept {
    files: Files,
    plan: Option<Plan>,
}

impl Kept {
    /// Plans again, and makes everything, unless there are errors.
    pub fn build(&mut self, portal: &Portal) -> (Outputs, Vec<Finding>) {
        self.files = portal.on_disk().like(&self.files, NOW);
        let earlier = self.plan.as_ref();
        let planned = pipeline::plan_after(earlier, &self.files, &settings(portal), &Memo::none());
        if planned.value.is_some() {
            self.plan = planned.value;
        }
        case::made(self.plan.as_ref(), planned.findings)
    }

    /// By what each file is known to be what it was; none before a first plan.
    pub fn keys(&self) -> BTreeMap<String, Option<Key>> {
        let Some(plan) = &self.plan else {
            return BTreeMap::new();
        };
        let (keys, memo) = (Keys::of(plan), Memo::none());
        let jobs = plan.jobs.iter();
        jobs.map(|(path, job)| (path.to_string(), keys.key(job, &memo)))
            .collect()
    }
}

/// Those of the preview: one broken article keeps nobody else's from being seen.
pub fn settings(portal: &Portal) -> Settings {
    Settings {
        skip_broken: true,
        ..portal.settings.clone()
    }
}
