//! Template errors as findings: Tera counts columns from 0, we from 1, and its ranges are bytes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Finding, rules};
use crate::text::{Source, similar};

/// The findings for an error of a template, with the template that each blames.
pub fn explain(
    error: &Error,
    templates: &BTreeMap<String, Arc<Source>>,
) -> Vec<(Option<String>, Finding)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let finding = template(report.message());
            let finding = match templates.get(report.filename()) {
                Some(source) => finding.at(source.place(report.span().range.clone())),
                None => finding,
            };
            vec![(Some(report.filename().to_owned()), finding)]
        }
        ErrorKind::Msg(message) if message.starts_with("error: ") => gathered(message)
            .map(|(reason, name, line, column, width)| {
                let finding = template(reason);
                let finding = match templates.get(name) {
                    Some(source) => finding.at(source.place(range(source, line, column, width))),
                    None => finding,
                };
                (Some(name.to_owned()), finding)
            })
            .collect(),
        kind => {
            let (name, finding) = (template_of(error), template(&kind.to_string()));
            let source = name.as_ref().and_then(|name| templates.get(name));
            let finding = match source {
                Some(source) => finding.at(source.whole()),
                None => finding,
            };
            vec![(name, finding)]
        }
    }
}

/// The finding for a reason. Of the names that there are, which Tera lists, only the nearest is told.
fn template(reason: &str) -> Finding {
    let (reason, known) = match reason.split_once(" Available ") {
        Some((reason, known)) => (
            reason,
            known.split_once(": ").map_or("", |(_, names)| names),
        ),
        None => (reason, ""),
    };
    let wrong = reason.split('`').nth(1).unwrap_or_default();
    let near = similar::nearest(wrong, known.split(", ").filter(|name| !name.is_empty()));
    Finding::new(&rules::TEMPLATE)
        .with("reason", reason)
        .suggest(near)
}

/// References that lead nowhere come in one message, a picture of each: reason, template, line, column, width.
fn gathered(message: &str) -> impl Iterator<Item = (&str, &str, usize, usize, usize)> {
    let pictures = message.strip_prefix("error: ").unwrap_or(message);
    pictures.split("\nerror: ").filter_map(|picture| {
        let (reason, rest) = picture.split_once('\n')?;
        let (place, rest) = rest.trim_start().strip_prefix("--> ")?.split_once('\n')?;
        let (place, column) = place.rsplit_once(':')?;
        let (name, line) = place.rsplit_once(':')?;
        let carets = rest.lines().nth(2)?.matches('^').count();
        Some((
            reason,
            name,
            line.parse().ok()?,
            column.parse().ok()?,
            carets,
        ))
    })
}

/// The bytes of a line and column counted from 1, in characters.
fn range(source: &Source, line: usize, column: usize, width: usize) -> Range<usize> {
    let lines = source.text.split_inclusive('\n');
    let start: usize = lines.clone().take(line - 1).map(str::len).sum();
    let text = lines.clone().nth(line - 1).unwrap_or_default();
    let byte = |count: usize| {
        text.char_indices()
            .nth(count)
            .map_or(text.len(), |(at, _)| at)
    };
    start + byte(column - 1)..start + byte(column - 1 + width)
}

/// Whether a template is wrong in itself, whatever others there are.
pub fn is_syntax(error: &Error) -> bool {
    match error.kind() {
        // What refers to other templates, filters or functions is judged when all are together.
        ErrorKind::SyntaxError(report) => {
            let message = report.message().to_lowercase();
            ![
                "not found",
                "unknown",
                "not registered",
                "does not exist",
                "doesn't exist",
                "isn't registered",
            ]
            .iter()
            .any(|word| message.contains(word))
        }
        _ => false,
    }
}

/// The template that an error blames.
fn template_of(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::TemplateNotFound(name) => Some(name.clone()),
        _ => None,
    }
}
