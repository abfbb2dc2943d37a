//! `congtin build`: the portal as a folder of files.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use ecow::EcoString;

use super::arguments::Common;
use super::{Failure, compare, explain, gone, report};
use crate::config::Settings;
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::memo::{Broken, Manifest, Memo, Output, Stamp, Whole, digest};
use crate::pipeline::{self, Built, Sink, Why};
use crate::plan::{IndexFile, Job, Jobs, Plan};
use crate::publish::{self, Published, Publisher};
use crate::text::{Digest, Moment};

/// How long another command may hold the output folder before that is told.
const PATIENCE: Duration = Duration::from_secs(2);

/// Publishes a site.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let root = common.root()?;
    let settings = common.settings(matches.get_flag("skip-broken"))?;
    common.threads();
    let typed = matches.get_one::<String>("output");
    let output = typed.map_or_else(
        || root.join(publish::USUAL),
        |typed| Path::new(typed).to_owned(),
    );
    let home = std::env::home_dir();
    if let Some(finding) = publish::refuse(&output, &root, home.as_deref()) {
        report::findings(common, &[finding], false);
        return Ok(ExitCode::from(2));
    }
    let build = Build {
        telling: Telling {
            common,
            started,
            folder: typed.map_or(publish::USUAL, String::as_str),
        },
        settings,
        publisher: open(&output, &root.join(".congtin"))?,
        afresh: matches.get_flag("no-cache"),
        verify: matches.get_flag("verify"),
        root,
    };
    build.run(matches.get_one::<String>("explain").map(String::as_str))
}

/// Opens the output folder. A preview that is just starting holds the memory for a moment.
fn open(output: &Path, site_memory: &Path) -> io::Result<Publisher> {
    let patience = Instant::now() + PATIENCE;
    loop {
        match Publisher::open(output, site_memory) {
            Err(error)
                if error.kind() == io::ErrorKind::ResourceBusy && Instant::now() < patience =>
            {
                thread::sleep(PATIENCE / 40);
            }
            opened => return opened,
        }
    }
}

struct Build<'a> {
    telling: Telling<'a>,
    root: PathBuf,
    settings: Settings,
    publisher: Publisher,
    /// `--no-cache`
    afresh: bool,
    verify: bool,
}

/// What the lines that end a build are made of.
struct Telling<'a> {
    common: &'a Common,
    started: Instant,
    /// The output folder as typed.
    folder: &'a str,
}

impl Telling<'_> {
    fn published(
        &self,
        made: &[(EcoString, Why)],
        published: &Published,
        findings: &[Finding],
        next: Option<Moment>,
    ) {
        if self.common.verbose {
            report::made(self.common, made);
            report::moved(self.common, published);
        }
        if !self.common.quiet {
            let took = self.started.elapsed();
            let text = report::summary(self.common, published, self.folder, took, findings, next);
            report::outcome(self.common, &text);
        }
    }
}

impl Build<'_> {
    fn run(self, asked: Option<&str>) -> Result<ExitCode, Failure> {
        let common = self.telling.common;
        let mut findings = Vec::new();
        let files = Files::read(&self.root).take(&mut findings);
        let inputs = self.inputs(&files, &findings);
        if asked.is_none() && !self.verify && self.stands(inputs) {
            return self.unchanged();
        }
        if let Some(emptied) = gone::articles(&files, self.publisher.last()) {
            findings.push(emptied);
            return self.refuse(&findings);
        }
        let memo = Memo::of(self.publisher.memory(), self.afresh);
        let plan = pipeline::plan(&files, &self.settings, &memo).take(&mut findings);
        let told = findings.clone();
        let Some(plan) = plan.filter(|_| !report::forbidden(common, &findings)) else {
            return self.refuse(&findings);
        };
        let nothing = Manifest::default();
        let last = if self.afresh {
            &nothing
        } else {
            self.publisher.last()
        };
        if let Some(path) = asked {
            return explain::explain(common, &plan, &memo, last, self.telling.folder, path);
        }
        findings.extend(gone::addresses(&plan, self.publisher.last()));
        let mut built = self.make(&plan, last, &memo, &mut findings)?;
        // When the manifest is not to be trusted, that is told below.
        let broken = memo.end()?.filter(|_| self.publisher.forgotten().is_none());
        findings.extend(broken.map(|broken| self.ignored(broken)));
        if self.verify {
            let settings = &self.settings;
            let differing = compare::with_cold(&files, settings, &plan, &built.manifest);
            if differing.is_empty() && !common.quiet {
                let same = (
                    "Đã so với bản làm lại từ đầu: không khác chỗ nào.",
                    "Compared with a build from scratch: nothing differs.",
                );
                report::outcome(common, common.language.pick(same.0, same.1));
            }
            findings.extend(differing);
        }
        findings.extend(self.publisher.obstacles(&built.manifest));
        if report::forbidden(common, &findings) {
            return self.refuse(&findings);
        }
        built.manifest.whole = inputs.map(|inputs| Whole {
            inputs,
            valid: (plan.site.now, plan.stands_until()),
            findings: told,
            next_change: plan.next_change(),
        });
        let next = plan.next_change();
        let (jobs, rest) = plan.into_jobs();
        rayon::spawn(move || drop((rest, files)));
        let code = self.publish(&jobs, built, &findings, next)?;
        // The system takes back the memory of a whole archive faster than its parts can be given back one by one.
        std::mem::forget(jobs);
        Ok(code)
    }

    /// How everything looks that goes into a build; none when something could have changed without a trace.
    ///
    /// `walked` was told of files that are left out and of names that were mended: it is the only trace of them.
    fn inputs(&self, files: &Files, walked: &[Finding]) -> Option<Digest> {
        let Settings {
            base_url,
            drafts,
            skip_broken,
            ..
        } = &self.settings;
        // Drafts come and go by moments that are looked at only when they are shown.
        if *drafts || self.afresh {
            return None;
        }
        let deny_warnings = self.telling.common.deny_warnings;
        let mut bytes = digest(&(base_url, skip_broken, deny_warnings, walked))
            .bytes()
            .to_vec();
        let now = self.publisher.memory().began();
        for file in files.all() {
            bytes.extend_from_slice(file.path.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(&file.stamp?.settled(now)?.bytes());
        }
        Some(Digest::of(&bytes))
    }

    /// Whether the last build had the same inputs, the clock changes nothing, and all that it made stands as it was.
    fn stands(&self, inputs: Option<Digest>) -> bool {
        let now = self.settings.now;
        let Some(whole) = &self.publisher.last().whole else {
            return false;
        };
        let (from, until) = whole.valid;
        let in_time = from <= now && until.is_none_or(|until| now < until);
        Some(whole.inputs) == inputs && in_time && self.publisher.survey().whole
    }

    /// Tells what the last build told.
    fn unchanged(&self) -> Result<ExitCode, Failure> {
        let last = self.publisher.last();
        let (mut findings, next) = match &last.whole {
            Some(whole) => (whole.findings.clone(), whole.next_change),
            None => (Vec::new(), None),
        };
        findings.extend(self.publisher.obstacles(last));
        report::findings(self.telling.common, &findings, false);
        self.publisher.leave(|published| {
            self.telling.published(&[], published, &findings, next);
        })?;
        Ok(report::exit_code(self.telling.common, &findings))
    }

    fn make(
        &self,
        plan: &Plan,
        last: &Manifest,
        memo: &Memo,
        findings: &mut Vec<Finding>,
    ) -> Result<Built, Failure> {
        let bar = report::progress(self.telling.common, plan.jobs.len());
        let sink = Into(&self.publisher);
        let built = pipeline::build(plan, last, &sink, memo, &|| bar.inc(1))?.take(findings);
        bar.finish_and_clear();
        plan.tidy_pictures();
        Ok(built)
    }

    /// Puts everything in place.
    fn publish(
        self,
        jobs: &Jobs,
        built: Built,
        findings: &[Finding],
        next: Option<Moment>,
    ) -> Result<ExitCode, Failure> {
        let Self {
            publisher, telling, ..
        } = self;
        // Before anything is done: what is told of the portal as it was holds for no later build, however this one ends.
        report::findings(telling.common, findings, false);
        let order = |path: &str| rank(jobs.get(path));
        publisher.finish(built.manifest, order, |published| {
            telling.published(&built.made, published, findings, next);
        })?;
        Ok(report::exit_code(telling.common, findings))
    }

    fn refuse(&self, findings: &[Finding]) -> Result<ExitCode, Failure> {
        let common = self.telling.common;
        report::findings(common, findings, false);
        self.publisher.leave(|published| {
            if common.verbose {
                report::moved(common, published);
            }
            if !common.quiet {
                report::warn(&report::refused(common, findings, published));
            }
        })?;
        Ok(ExitCode::from(1))
    }

    fn ignored(&self, _: Broken) -> Finding {
        let reason = self.publisher.memory().path("").display().to_string();
        Finding::new(&rules::MEMORY_IGNORED).with("reason", reason)
    }
}

/// Files first, then articles, then what leads to them: no page, and no manifest of search, names what is not there yet.
fn rank(job: Option<&Job>) -> u8 {
    match job {
        // A copy stands only beside the file it was made from.
        Some(Job::Packed(..)) => 4,
        Some(Job::Index(_, IndexFile::Manifest)) => 3,
        Some(Job::Copy(_) | Job::Picture(..) | Job::Social(_) | Job::Index(..)) => 0,
        Some(Job::Article(_) | Job::Withdrawn(_) | Job::Redirect(..)) => 1,
        _ => 2,
    }
}

struct Into<'a>(&'a Publisher);

impl Sink for Into<'_> {
    fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        self.0.kept(path, last)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        self.0.put(path, bytes)
    }
}
