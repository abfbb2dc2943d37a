//! Findings and summaries on paper: findings to standard error, or to standard output when a program reads them.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use ecow::EcoString;
use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::Common;
use crate::diagnostic::{Finding, Format, Severity, any_error, printable};
use crate::pipeline::Why;
use crate::publish::Published;
use crate::text::{Language, Moment, number};

/// Prints a line. A reader that has gone away (`congtin schema | head`) is no reason to fail.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line to standard error. Nobody can be told that it cannot be written: the disk that the log lies on is full.
pub fn warn(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Prints what was asked for to standard output, which may lead into a file.
///
/// # Errors
/// When it cannot be written. A reader that has gone away (`congtin schema | head`) is no reason to fail.
pub fn write(text: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    written.or_else(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    })
}

/// Prints findings. Notes are told by `check` and with `--verbose`.
pub fn findings(common: &Common, findings: &[Finding], notes: bool) {
    let told = findings
        .iter()
        .filter(|finding| notes || common.verbose || finding.severity() != Severity::Note);
    let between = if common.format == Format::Human {
        "\n"
    } else {
        ""
    };
    let mut text = String::new();
    for finding in told {
        text += &finding.draw(common.format, common.language);
        text += "\n";
        text += between;
    }
    // A closed pipe is no reason to fail.
    if for_programs(common) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    } else {
        let _ = std::io::stderr().write_all(text.as_bytes());
    }
}

/// Prints every file that was made, with the reason.
pub fn made(common: &Common, made: &[(EcoString, Why)]) {
    for (path, why) in made {
        let why = self::why(common.language, why);
        outcome(common, &format!("~ {}: {why}", printable(path)));
    }
}

/// Prints every file that was written or taken away.
pub fn moved(common: &Common, published: &Published) {
    for (sign, paths) in [("+", &published.written), ("-", &published.removed)] {
        for path in paths {
            outcome(common, &format!("{sign} {}", printable(path)));
        }
    }
}

/// A reason to make a file, in words.
pub fn why(language: Language, why: &Why) -> String {
    match why {
        Why::New => language.pick("tệp mới", "new"),
        Why::Damaged => language.pick(
            "bị thiếu hoặc bị sửa trong thư mục xuất",
            "missing or changed in the output folder",
        ),
        Why::Forgotten => language.pick(
            "không còn ghi nhớ trước đây làm từ gì",
            "it is not remembered what it was made from",
        ),
        Why::Unsettled => language.pick(
            "tệp nguồn vừa được ghi, chưa chắc đã đổi",
            "its source was written just now and may have changed",
        ),
        Why::Changed(parts) => {
            let words = parts.iter().map(|part| {
                let (vi, en) = part.words();
                language.pick(vi, en)
            });
            let words: Vec<_> = words.collect();
            let changed = language.pick("có thay đổi", "changed");
            return format!("{changed}: {}", words.join("; "));
        }
    }
    .to_owned()
}

/// Prints how it went, out of the way of a program that reads findings.
pub fn outcome(common: &Common, text: &str) {
    if for_programs(common) {
        warn(text);
    } else {
        say(text);
    }
}

fn for_programs(common: &Common) -> bool {
    matches!(common.format, Format::Json | Format::Github)
}

/// Whether findings forbid publication.
pub fn forbidden(common: &Common, findings: &[Finding]) -> bool {
    let worst = if common.deny_warnings {
        Severity::Warning
    } else {
        Severity::Error
    };
    findings.iter().any(|finding| finding.severity() <= worst)
}

/// The exit code of a command with these findings.
pub fn exit_code(common: &Common, findings: &[Finding]) -> ExitCode {
    if forbidden(common, findings) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

/// `2 lỗi, 1 cảnh báo`.
pub fn counts(language: Language, findings: &[Finding]) -> String {
    let count = |severity| {
        i64::try_from(
            findings
                .iter()
                .filter(|finding| finding.severity() == severity)
                .count(),
        )
        .unwrap_or(i64::MAX)
    };
    let (errors, warnings) = (
        number::group(count(Severity::Error), language),
        number::group(count(Severity::Warning), language),
    );
    match language {
        Language::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Language::En => format!("errors: {errors}, warnings: {warnings}"),
    }
}

/// The lines that end a build.
pub fn summary(
    common: &Common,
    published: &Published,
    folder: &str,
    took: Duration,
    found: &[Finding],
    next: Option<Moment>,
) -> String {
    let language = common.language;
    let group = |count: usize| number::group(i64::try_from(count).unwrap_or(i64::MAX), language);
    let (written, removed, unchanged) = (
        group(published.written.len()),
        group(published.removed.len()),
        group(published.unchanged),
    );
    let pages = group(published.written.len() + published.unchanged);
    let seconds = number::decimal(took.as_secs_f64(), 2, language);
    let counts = counts(language, found);
    let mut text = match language {
        Language::Vi => format!(
            "Đã xuất bản vào {folder}: {pages} tệp ({written} ghi mới, {unchanged} giữ nguyên, {removed} gỡ bỏ), {seconds} giây; {counts}."
        ),
        Language::En => format!(
            "Published to {folder}: {pages} files ({written} written, {unchanged} unchanged, {removed} removed), {seconds} s; {counts}."
        ),
    };
    if let Some(next) = next {
        // With its hour, be it midnight.
        let next = Moment::of_unix_seconds(next.unix_seconds()).unwrap_or(next);
        let line = next.line(language);
        text += &match language {
            Language::Vi => format!(
                "\nCổng sẽ thay đổi (bài hoặc cảnh báo đến giờ, hết hạn) vào {line}: chạy lại lệnh build khi đó."
            ),
            Language::En => format!(
                "\nThe portal will change (an article or a warning comes or goes) on {line}: build again then."
            ),
        };
    }
    text
}

/// Says that nothing was published. What is there already is worth a word, unless this is the first build; so is what had to
/// be ended of a build before.
pub fn refused(common: &Common, found: &[Finding], before: &Published) -> String {
    let mut counts = counts(common.language, found);
    if common.deny_warnings && !any_error(found) {
        counts += " (--deny-warnings)";
    }
    let (text, whole) = match common.language {
        Language::Vi => (
            format!("Chưa xuất bản gì: {counts}."),
            " Cổng đã xuất bản trước đây vẫn nguyên vẹn.",
        ),
        Language::En => (
            format!("Nothing was published: {counts}."),
            " What was published before is whole.",
        ),
    };
    let count = before.written.len() + before.removed.len();
    let count = number::group(i64::try_from(count).unwrap_or(i64::MAX), common.language);
    let ended = match common.language {
        Language::Vi => {
            format!(" Chỉ làm nốt lần xuất bản trước bị ngắt giữa chừng: {count} tệp.")
        }
        Language::En => {
            format!(" Only the publication that was interrupted before was ended: {count} files.")
        }
    };
    let whole = if *before == Published::default() {
        ""
    } else {
        whole
    };
    text + if count == "0" { whole } else { &ended }
}

/// A bar for a terminal that appears when work takes longer than a moment; hidden where nobody looks.
pub fn progress(common: &Common, total: usize) -> ProgressBar {
    if common.quiet || common.format != Format::Human || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(total as u64).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// The line that ends a check.
pub fn checked(common: &Common, articles: usize, found: &[Finding]) -> String {
    let counts = counts(common.language, found);
    let articles = number::group(i64::try_from(articles).unwrap_or(i64::MAX), common.language);
    match common.language {
        Language::Vi => format!("Đã kiểm tra {articles} bài và trang: {counts}."),
        Language::En => format!("Checked {articles} articles and pages; {counts}."),
    }
}

/// The line that ends a comparison of a live folder.
pub fn verified(common: &Common, folder: &str, files: usize, found: &[Finding]) -> String {
    let group =
        |count: usize| number::group(i64::try_from(count).unwrap_or(i64::MAX), common.language);
    let (files, differ) = (group(files), group(found.len()));
    match (common.language, found.is_empty()) {
        (Language::Vi, true) => {
            format!("{folder} đúng như đã xuất bản: {files} tệp, không thừa, không thiếu.")
        }
        (Language::En, true) => {
            format!("{folder} is as published: {files} files, none missing, none added.")
        }
        (Language::Vi, false) => {
            format!("{folder} khác với bản đã xuất bản ở {differ} chỗ (đã xuất bản {files} tệp).")
        }
        (Language::En, false) => {
            format!(
                "{folder} differs from what was published in {differ} places ({files} files were published)."
            )
        }
    }
}

/// The line that ends a cleaning.
pub fn cleaned(common: &Common, folders: usize) -> String {
    let folders = number::group(i64::try_from(folders).unwrap_or(i64::MAX), common.language);
    match common.language {
        Language::Vi => format!(
            "Đã xóa phần ghi nhớ của {folders} thư mục xuất. Cổng đã xuất bản giữ nguyên; lần build sau làm lại mọi trang từ đầu."
        ),
        Language::En => format!(
            "Forgot what was remembered of {folders} output folders. The published portal stays; the next build makes every page anew."
        ),
    }
}
