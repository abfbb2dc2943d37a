//! The site's folder as it was last looked at, and the plan that was made of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::Preview;
use crate::commands::arguments::Common;
use crate::commands::{Failure, report};
use crate::config::Settings;
use crate::diagnostic::{self, Checked};
use crate::files::Files;
use crate::memo::Memo;
use crate::pipeline;
use crate::plan::Plan;
use crate::publish;
use crate::server::Change;

/// Loads a site, again and again.
pub struct Loader<'a> {
    common: &'a Common,
    preview: &'a Preview,
    /// Without links, as notices of changes name it.
    root: PathBuf,
    files: Option<Files>,
    /// The last plan, even if it is not shown because of errors: the next one takes over from it.
    plan: Option<Arc<Plan>>,
    /// Not all of the folder was looked at since it may have changed.
    pub unsure: bool,
}

impl<'a> Loader<'a> {
    /// Nothing loaded yet.
    ///
    /// # Errors
    /// When the root is not there.
    pub fn new(common: &'a Common, preview: &'a Preview, root: &Path) -> Result<Self, Failure> {
        Ok(Self {
            common,
            preview,
            root: root.canonicalize()?,
            files: None,
            plan: None,
            // It is watched from a little after it is first looked at.
            unsure: true,
        })
    }

    /// Loads the site and shows it, or keeps what was shown and lays the findings over it. None when nothing is different:
    /// a notice only says that something may have changed. Without a change only the clock or the lens is another.
    pub fn load(&mut self, change: Option<&Change>) -> Result<Option<Duration>, Failure> {
        let started = Instant::now();
        // One broken article keeps nobody else's from being seen.
        let (settings, is_other) = self.preview.through(self.common.settings(true)?);
        let mut findings = Vec::new();
        let files = self.look(change).take(&mut findings);
        let before = self.files.replace(files.clone());
        let is_new = self.preview.news(before.as_ref(), &files);
        if !is_new && !is_other && !self.preview.clock_changed() {
            return Ok(None);
        }
        let plan = self.plan(&files, &settings).take(&mut findings);
        let plan = plan.map(Arc::new);
        let whole = !diagnostic::any_error(&findings);
        if let Some(plan) = &plan {
            pipeline::blame(plan, &mut findings);
        }
        diagnostic::sort(&mut findings);
        report::findings(self.common, &findings, false);
        self.preview.show(plan.clone(), whole, findings);
        let took = started.elapsed();
        // What nobody shows any more is given back when browsers have been told.
        self.plan = plan.or(self.plan.take());
        Ok(Some(took))
    }

    fn plan(&self, files: &Files, settings: &Settings) -> Checked<Option<Plan>> {
        let earlier = self.plan.as_deref();
        let site_memory = self.root.join(".congtin");
        // What builds remember spares reading an archive once more. While one is at work it is done without.
        let memory = match earlier {
            Some(_) => None,
            None => publish::memory_of(&self.root.join(publish::USUAL), &site_memory).ok(),
        };
        let memo = match &memory {
            Some(memory) => Memo::of(memory, false),
            None => Memo::none().with_prints(&site_memory),
        };
        pipeline::plan_after(earlier, files, settings, &memo)
    }

    /// Looks at what may have changed.
    fn look(&mut self, change: Option<&Change>) -> Checked<Files> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |now| i64::try_from(now.as_nanos()).unwrap_or(i64::MAX));
        match (&self.files, change) {
            (None, _) => Files::read(&self.root),
            (Some(files), None) => files.again(&self.root, &BTreeSet::new(), now),
            (Some(files), Some(Change::Paths(paths))) => {
                self.unsure = true;
                files.again(&self.root, paths, now)
            }
            (Some(files), Some(Change::Anywhere)) => {
                self.unsure = false;
                files.anew(&self.root, now)
            }
        }
    }
}
