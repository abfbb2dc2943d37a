//! `congtin init`: a new portal that builds at once. The starter is a folder of this repository, embedded.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use rust_embed::RustEmbed;

use super::arguments::now;
use super::{Failure, report};
use crate::text::Language;

#[derive(RustEmbed)]
#[folder = "src/commands/starter"]
struct Starter;

/// Makes the portal and says what to do next.
pub fn run(matches: &ArgMatches, language: Language) -> Result<ExitCode, Failure> {
    let typed = matches
        .get_one::<String>("folder")
        .map(String::as_str)
        .unwrap_or_default();
    let folder = Path::new(typed);
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(Failure::new(
            format!("thư mục `{typed}` không trống; chọn một thư mục mới"),
            format!("the folder `{typed}` is not empty; choose a new one"),
        ));
    }
    let today = now();
    for path in Starter::iter() {
        let Some(file) = Starter::get(&path) else {
            continue;
        };
        let to = folder.join(path.as_ref());
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        // The starter's articles are of the day it is made.
        match std::str::from_utf8(&file.data) {
            Ok(text) => fs::write(to, text.replace("@TODAY@", &today.iso_date()))?,
            Err(_) => fs::write(to, &file.data)?,
        }
    }
    // As a shell wants it.
    let shell = if typed.contains(char::is_whitespace) {
        format!("\"{typed}\"")
    } else {
        typed.to_owned()
    };
    report::say(&match language {
        Language::Vi => format!(
            "Đã tạo cổng mới trong `{typed}`.\n\nTiếp theo:\n  cd {shell}\n  congtin serve --open      xem thử\n  congtin build             xuất bản vào thư mục public"
        ),
        Language::En => format!(
            "A new portal is in `{typed}`.\n\nNext:\n  cd {shell}\n  congtin serve --open      look at it\n  congtin build             publish it to the folder public"
        ),
    });
    Ok(ExitCode::SUCCESS)
}
