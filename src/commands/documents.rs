//! `congtin schema`, `completions` and `man`: what other programs read about this one.

use std::io;
use std::process::ExitCode;

use clap::ArgMatches;

use super::{Failure, report, usage};
use crate::config::SITE;
use crate::content::{ARTICLE, CATEGORY, KINDS, TERM};
use crate::record;
use crate::text::Language;

/// Prints a JSON Schema.
pub fn schema(matches: &ArgMatches) {
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
    report::say(&format!("{schema:#}"));
}

/// Prints completions for a shell.
pub fn completions(matches: &ArgMatches, language: Language) {
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") {
        clap_complete::generate(
            *shell,
            &mut usage::command(language),
            "congtin",
            &mut io::stdout(),
        );
    }
}

/// Prints the manual page.
pub fn man(language: Language) -> Result<ExitCode, Failure> {
    clap_mangen::Man::new(usage::command(language)).render(&mut io::stdout())?;
    Ok(ExitCode::SUCCESS)
}
