//! What a person types, as settings; what comes of it, as words and an exit code. The only room that tells the time and prints.
//!
//! Exit codes: 0 no error, 1 at least one error, 2 wrong use or a disk that refuses.

mod arguments;
mod build;
mod check;
mod clean;
mod compare;
mod documents;
mod explain;
mod gone;
mod init;
mod lan;
mod misuse;
mod new;
mod preview;
mod report;
mod serve;
mod server_config;
mod usage;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::text::Language;

/// Why a command could not do its work: words in both languages.
#[derive(Debug)]
pub struct Failure {
    vi: String,
    en: String,
}

impl Failure {
    fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        let place = place_of(&error);
        match error.kind() {
            std::io::ErrorKind::ResourceBusy => Self::new(
                format!("một lệnh build khác đang ghi vào {place}; đợi lệnh đó xong rồi chạy lại"),
                error.to_string(),
            ),
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::new(
                format!(
                    "ổ đĩa đã đầy: {place}\n  = gợi ý: mọi tệp đã xuất bản vẫn nguyên vẹn; dọn bớt ổ đĩa rồi chạy lại"
                ),
                format!(
                    "the disk is full: {error}\n  = help: every published file is whole; make room and run again"
                ),
            ),
            std::io::ErrorKind::ReadOnlyFilesystem => Self::new(
                format!(
                    "ổ đĩa chỉ cho đọc: {place}\n  = gợi ý: mọi tệp đã xuất bản vẫn nguyên vẹn; mở lại quyền ghi rồi chạy lại"
                ),
                format!(
                    "the disk is read-only: {error}\n  = help: every published file is whole; make it writable and run again"
                ),
            ),
            std::io::ErrorKind::PermissionDenied => Self::new(
                format!(
                    "không có quyền đọc hoặc ghi: {place}\n  = gợi ý: chạy bằng tài khoản có quyền với thư mục ấy; mọi tệp đã xuất bản vẫn nguyên vẹn"
                ),
                format!(
                    "no permission: {error}\n  = help: run as somebody who may; every published file is whole"
                ),
            ),
            std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => Self::new(
                format!(
                    "chỗ này phải là thư mục: {place}\n  = gợi ý: xem thứ gì đang nằm ở đó, chuyển nó đi rồi chạy lại"
                ),
                format!(
                    "there must be a folder: {error}\n  = help: see what lies there, move it away and run again"
                ),
            ),
            _ => Self::new(
                format!("không đọc hoặc ghi được đĩa: {error}"),
                error.to_string(),
            ),
        }
    }
}

/// Where something failed, without what is said of it in English, when there are words of ours for that.
fn place_of(error: &std::io::Error) -> String {
    let text = error.to_string();
    let is_busy = error.kind() == std::io::ErrorKind::ResourceBusy;
    match text.rsplit_once(": ") {
        Some((path, said)) if is_busy || said.contains("(os error ") => path.to_owned(),
        _ => text,
    }
}

/// Runs the program: reads the arguments, does the work, tells how it went.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = usage::helped(arguments.into_iter().collect());
    let language = arguments::language(&arguments);
    let matches = match usage::command(language).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return misuse::explain(&error, language),
    };
    let outcome = match matches.subcommand() {
        Some(("build", matches)) => build::run(&arguments::Common::of(matches, language), matches),
        Some(("check", matches)) => check::run(&arguments::Common::of(matches, language)),
        Some(("verify", matches)) => {
            verify::run(&arguments::Common::of(matches, language), matches)
        }
        Some(("clean", matches)) => clean::run(&arguments::Common::of(matches, language)),
        Some(("serve", matches)) => serve::run(&arguments::Common::of(matches, language), matches),
        Some(("server-config", matches)) => {
            server_config::run(&arguments::Common::of(matches, language), matches)
        }
        Some(("new", matches)) => new::run(&arguments::Common::of(matches, language), matches),
        Some(("init", matches)) => init::run(matches, language),
        Some(("schema", matches)) => documents::schema(matches),
        Some(("completions", matches)) => documents::completions(matches, language),
        Some(("man", _)) => documents::man(language),
        _ => Ok(ExitCode::from(2)),
    };
    outcome.unwrap_or_else(|failure| failed(&failure, language))
}

fn failed(failure: &Failure, language: Language) -> ExitCode {
    let (word, said) = (
        language.pick("lỗi", "error"),
        language.pick(&failure.vi, &failure.en),
    );
    report::warn(&format!("{word}: {said}"));
    ExitCode::from(2)
}
