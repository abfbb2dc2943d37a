//! What to say of arguments that are wrong; help and version where they were asked for.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::report;
use crate::text::Language;

/// Says what is wrong with the arguments; prints help and version where they were asked for.
pub fn explain(error: &clap::Error, language: Language) -> ExitCode {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let wrong = text(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            report::say(error.to_string().trim_end());
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            report::warn(error.to_string().trim_end());
            return ExitCode::from(2);
        }
        _ if language == Language::En => {
            report::warn(error.to_string().trim_end());
            return ExitCode::from(2);
        }
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{wrong}`"),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {wrong}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if text(ContextKind::InvalidValue).is_empty() =>
        {
            format!("`{wrong}` cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = text(ContextKind::ValidValue);
            let valid = match bounds(error) {
                _ if !valid.is_empty() => format!("; dùng một trong: {valid}"),
                Some((low, high)) => format!("; dùng một số từ {low} đến {high}"),
                None => String::new(),
            };
            format!(
                "giá trị `{}` không hợp lệ cho {wrong}{valid}",
                text(ContextKind::InvalidValue)
            )
        }
        ErrorKind::ArgumentConflict => {
            format!("`{wrong}` bị ghi hai lần hoặc không đi cùng tùy chọn khác")
        }
        _ => "dòng lệnh viết chưa đúng".to_owned(),
    };
    let near = [
        text(ContextKind::SuggestedSubcommand),
        text(ContextKind::SuggestedArg),
    ]
    .into_iter()
    .find(|near| !near.is_empty());
    report::warn(&format!("lỗi: {message}"));
    if let Some(near) = near {
        report::warn(&format!("  = gợi ý: có phải `{near}`?"));
    }
    report::warn("\nXem cách dùng: congtin --help");
    ExitCode::from(2)
}

/// Between which numbers a value must lie: clap tells it in its own words only.
fn bounds(error: &clap::Error) -> Option<(String, String)> {
    let told = std::error::Error::source(error)?.to_string();
    let (low, high) = told.rsplit(' ').next()?.split_once("..=")?;
    Some((low.to_owned(), high.to_owned()))
}
