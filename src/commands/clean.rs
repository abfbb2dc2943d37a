//! `congtin clean`: the next build makes everything anew.

use std::process::ExitCode;

use super::arguments::Common;
use super::{Failure, report};
use crate::publish;

/// Forgets what is remembered of a site.
pub fn run(common: &Common) -> Result<ExitCode, Failure> {
    let root = common.root()?;
    let folders = publish::clean(&root.join(".congtin"))?;
    if !common.quiet {
        report::outcome(common, &report::cleaned(common, folders));
    }
    Ok(ExitCode::SUCCESS)
}
