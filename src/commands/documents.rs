//! `congtin schema`, `completions` and `man`: what other programs read about this one.

use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, report, usage};
use crate::config::SITE;
use crate::content::{ARTICLE, CATEGORY, KINDS, TERM};
use crate::record;
use crate::text::Language;

/// Prints a JSON Schema.
pub fn schema(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let schema = match matches.get_one::<String>("what").map(String::as_str) {
        Some("article") => {
            let lists: Vec<_> = std::iter::once(ARTICLE)
                .chain(KINDS.iter().map(|kind| kind.fields))
                .collect();
            record::schema("congtin: front matter", &lists)
        }
        Some("category") => record::schema("congtin: _index.md", &[CATEGORY]),
        Some("term") => record::schema("congtin: _index.md", &[TERM]),
        _ => record::schema("congtin: site.toml", &[SITE]),
    };
    report::write(&format!("{schema:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints completions for a shell.
pub fn completions(matches: &ArgMatches, language: Language) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") {
        let mut command = usage::command(language);
        clap_complete::generate(*shell, &mut command, "congtin", &mut text);
    }
    report::write(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page.
pub fn man(language: Language) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(usage::command(language)).render(&mut text)?;
    report::write(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}
