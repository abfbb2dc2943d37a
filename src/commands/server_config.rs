//! `congtin server-config`: settings of a web server for this portal.

use std::process::ExitCode;

use clap::ArgMatches;

use super::arguments::Common;
use super::{Failure, report};
use crate::files::Files;
use crate::memo::Memo;
use crate::pipeline::{self, Server};

/// Prints the settings of a kind of server.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let typed = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let server = typed("server").and_then(Server::named);
    let Some(server) = server else {
        return Ok(ExitCode::from(2));
    };
    let root = common.root()?;
    let settings = common.settings(false)?;
    common.threads();
    let mut findings = Vec::new();
    let files = Files::read(&root).take(&mut findings);
    let plan = pipeline::plan(&files, &settings, &Memo::none()).take(&mut findings);
    let Some(plan) = plan.filter(|_| !report::forbidden(common, &findings)) else {
        report::findings(common, &findings, false);
        return Ok(ExitCode::from(1));
    };
    let folder = typed("folder").unwrap_or("/srv/cong");
    if folder.contains(['"', '\n', '\r', '$', '{', '}', '%']) {
        return Err(Failure::new(
            format!("--folder: máy chủ web không nhận đường dẫn `{folder}`"),
            format!("--folder: web servers do not take the path `{folder}`"),
        ));
    }
    let text = pipeline::server_config(&plan, server, folder, common.language);
    report::write(&format!("{}\n", text.trim_end()))?;
    Ok(ExitCode::SUCCESS)
}
