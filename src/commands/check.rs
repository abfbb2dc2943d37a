//! `congtin check`: every finding there is; writes nothing.

use std::process::ExitCode;

use super::arguments::Common;
use super::{Failure, report};
use crate::diagnostic;
use crate::files::Files;
use crate::memo::Memo;
use crate::pipeline;

/// Checks a site.
pub fn run(common: &Common) -> Result<ExitCode, Failure> {
    let root = common.root()?;
    let settings = common.settings(false)?;
    common.threads();
    let mut findings = Vec::new();
    let files = Files::read(&root).take(&mut findings);
    // What a build has decoded need not be decoded again.
    let memo = Memo::of_prints(&root.join(".congtin"));
    let plan = pipeline::plan(&files, &settings, &memo).take(&mut findings);
    if let Some(plan) = &plan {
        findings.extend(pipeline::check(plan));
        findings.extend(pipeline::check_hidden(
            plan,
            &files,
            &settings,
            &Memo::none(),
        ));
    }
    diagnostic::sort(&mut findings);
    report::findings(common, &findings, true);
    if !common.quiet {
        let articles = plan.as_ref().map_or(0, |plan| plan.site.entries.len());
        report::outcome(common, &report::checked(common, articles, &findings));
    }
    Ok(report::exit_code(common, &findings))
}
