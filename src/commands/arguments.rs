//! Arguments as typed become settings as meant.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ArgMatches;

use super::Failure;
use crate::config::Settings;
use crate::diagnostic::Format;
use crate::text::{Language, Moment};

/// What every command on a site is told.
#[derive(Clone, Debug)]
pub struct Common {
    /// `--root` as typed.
    root: Option<PathBuf>,
    base_url: Option<String>,
    now: Option<String>,
    /// Shows what is not public.
    pub drafts: bool,
    /// Threads; 0: one a core.
    pub jobs: usize,
    /// How findings are printed.
    pub format: Format,
    /// Warnings count as errors.
    pub deny_warnings: bool,
    /// Findings only.
    pub quiet: bool,
    /// Everything.
    pub verbose: bool,
    /// Language of messages.
    pub language: Language,
}

impl Common {
    /// Reads the common options.
    pub fn of(matches: &ArgMatches, language: Language) -> Self {
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let format = match text("format").as_deref() {
            Some("short") => Format::Short,
            Some("json") => Format::Json,
            Some("github") => Format::Github,
            _ => Format::Human,
        };
        Self {
            root: text("root").map(PathBuf::from),
            base_url: text("base-url"),
            now: text("now"),
            drafts: matches.get_flag("drafts"),
            jobs: matches
                .get_one::<u16>("jobs")
                .map_or(0, |jobs| usize::from(*jobs)),
            format,
            deny_warnings: matches.get_flag("deny-warnings"),
            quiet: matches.get_flag("quiet"),
            verbose: matches.get_flag("verbose"),
            language,
        }
    }

    /// Whether the build clock stands still (`--now`).
    pub const fn clock_stands(&self) -> bool {
        self.now.is_some()
    }

    /// The site's folder: as told, or the nearest parent that holds a `site.toml`.
    ///
    /// # Errors
    /// When there is none.
    pub fn root(&self) -> Result<PathBuf, Failure> {
        let start = match &self.root {
            Some(root) => {
                let there = root.join("site.toml").is_file();
                return there
                    .then(|| root.clone())
                    .ok_or_else(|| no_site(&root.display().to_string()));
            }
            None => std::env::current_dir()?,
        };
        let found = start
            .ancestors()
            .find(|folder| folder.join("site.toml").is_file());
        found
            .map(Path::to_owned)
            .ok_or_else(|| no_site(&start.display().to_string()))
    }

    /// The settings of a build.
    ///
    /// # Errors
    /// When `--now` is no moment.
    pub fn settings(&self, skip_broken: bool) -> Result<Settings, Failure> {
        let now = match &self.now {
            Some(text) => Moment::parse(text).map(Moment::with_time).ok_or_else(|| {
                Failure::new(
                    format!("--now: `{text}` không phải thời điểm hợp lệ; viết như 2022-07-11T15:30:00+07:00"),
                    format!("--now: `{text}` is not a moment; write 2022-07-11T15:30:00+07:00"),
                )
            })?,
            None => now(),
        };
        Ok(Settings {
            now,
            base_url: self.base_url.clone(),
            drafts: self.drafts,
            skip_broken,
            everything: false,
        })
    }

    /// Sets the number of threads; to be called once, before any work.
    pub fn threads(&self) {
        // Fails only when threads exist already, and then their number is settled.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(self.jobs)
            .build_global();
    }
}

/// The clock, to the second.
pub fn now() -> Moment {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    i64::try_from(seconds)
        .ok()
        .and_then(Moment::of_unix_seconds)
        .unwrap_or(Moment::EARLIEST)
}

/// The language of messages before anything is known of a site: `--lang`, else `CONGTIN_LANG`, else Vietnamese;
/// English when neither the system nor the site in the current folder speaks Vietnamese.
pub fn language(arguments: &[OsString]) -> Language {
    chosen(arguments).unwrap_or_else(|| {
        let vietnamese_system = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .is_some_and(|value| Language::of_code(&value) == Some(Language::Vi));
        if vietnamese_system || site_language(arguments) != Some(Language::En) {
            Language::Vi
        } else {
            Language::En
        }
    })
}

fn chosen(arguments: &[OsString]) -> Option<Language> {
    let typed = typed(arguments, "--lang")
        .as_deref()
        .and_then(Language::of_code);
    typed.or_else(|| {
        std::env::var("CONGTIN_LANG")
            .ok()
            .as_deref()
            .and_then(Language::of_code)
    })
}

/// The value of an option before clap reads it: `--lang vi` or `--lang=vi`.
fn typed(arguments: &[OsString], option: &str) -> Option<String> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(option) {
            Some("") => return arguments.next().map(Cow::into_owned),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

/// The language of the site the command is about, read roughly: the settings themselves are checked later.
fn site_language(arguments: &[OsString]) -> Option<Language> {
    let root = typed(arguments, "--root").unwrap_or_else(|| ".".to_owned());
    let root = std::path::absolute(root).ok()?;
    let text = root
        .ancestors()
        .find_map(|folder| std::fs::read_to_string(folder.join("site.toml")).ok())?;
    let line = text.lines().find(|line| {
        line.trim_start().starts_with("language ") || line.trim_start().starts_with("language=")
    })?;
    Language::of_code(line.split('"').nth(1)?)
}

fn no_site(folder: &str) -> Failure {
    Failure::new(
        format!(
            "không tìm thấy site.toml trong `{folder}` và các thư mục phía trên\n  = gợi ý: chạy `congtin init THƯ-MỤC` để tạo cổng mới, hoặc thêm --root THƯ-MỤC"
        ),
        format!(
            "there is no site.toml in `{folder}` or above\n  = help: run `congtin init FOLDER` to make a portal, or add --root FOLDER"
        ),
    )
}
