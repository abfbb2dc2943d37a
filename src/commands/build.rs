//! `congtin build`: the portal as a folder of files.

use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::ArgMatches;

use super::arguments::Common;
use super::{Failure, report};
use crate::diagnostic::{Checked, Finding};
use crate::files::Files;
use crate::memo::{Manifest, Output};
use crate::pipeline::{self, Bytes, Sink};
use crate::plan::{Job, Plan};
use crate::publish::{self, Publisher};
use crate::text::Digest;

/// Publishes a site.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let root = common.root()?;
    let settings = common.settings(matches.get_flag("skip-broken"))?;
    common.threads();
    let typed = matches.get_one::<String>("output");
    let output = typed.map_or_else(|| root.join("public"), |typed| Path::new(typed).to_owned());
    let home = std::env::home_dir();
    if let Some(finding) = publish::refuse(&output, &root, home.as_deref()) {
        return Ok(refuse(common, &[finding], ExitCode::from(2)));
    }
    let mut findings = Vec::new();
    let files = Files::read(&root).take(&mut findings);
    let Checked {
        value: plan,
        findings: found,
    } = pipeline::plan(&files, &settings);
    findings.extend(found);
    let Some(plan) = plan.filter(|_| !report::forbidden(common, &findings)) else {
        return Ok(refuse(common, &findings, ExitCode::from(1)));
    };
    let publisher = Publisher::open(&output, &root.join(".congtin"))?;
    let sink = Into(&publisher, Mutex::default());
    findings.extend(make(common, &plan, &sink)?);
    let next = sink.1.into_inner().unwrap_or_else(PoisonError::into_inner);
    findings.extend(publisher.obstacles(&next));
    if report::forbidden(common, &findings) {
        return Ok(refuse(common, &findings, ExitCode::from(1)));
    }
    let published = publisher.finish(&next, |path| rank(&plan, path))?;
    report::findings(common, &findings, false);
    if common.verbose {
        for (sign, paths) in [("+", &published.written), ("-", &published.removed)] {
            for path in paths {
                report::outcome(common, &format!("{sign} {path}"));
            }
        }
    }
    if !common.quiet {
        let folder = typed.map_or("public", String::as_str);
        let summary = report::summary(
            common,
            &published,
            folder,
            started.elapsed(),
            &findings,
            plan.site.next_change,
        );
        report::outcome(common, &summary);
    }
    Ok(report::exit_code(common, &findings))
}

fn make(common: &Common, plan: &Plan, sink: &Into) -> Result<Vec<Finding>, Failure> {
    let bar = report::progress(common, plan.jobs.len());
    let findings = pipeline::build(plan, sink, &|| bar.inc(1))?;
    bar.finish_and_clear();
    Ok(findings)
}

fn refuse(common: &Common, findings: &[Finding], code: ExitCode) -> ExitCode {
    report::findings(common, findings, false);
    if !common.quiet {
        eprintln!("{}", report::refused(common, findings));
    }
    code
}

/// Files first, then articles, then what leads to them: no page names what is not there yet.
fn rank(plan: &Plan, path: &str) -> u8 {
    match plan.jobs.get(path) {
        Some(Job::Copy(_)) => 0,
        Some(Job::Article(_) | Job::Withdrawn(_) | Job::Redirect(..)) => 1,
        _ => 2,
    }
}

struct Into<'a>(&'a Publisher, Mutex<Manifest>);

impl Sink for Into<'_> {
    fn put(&self, path: &str, bytes: Bytes) -> io::Result<()> {
        let output = Output {
            digest: Digest::of(&bytes),
            stamp: self.0.put(path, &bytes)?,
            ..Output::default()
        };
        let mut next = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        next.files.insert(path.to_owned(), output);
        Ok(())
    }
}
