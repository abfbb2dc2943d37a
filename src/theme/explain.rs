//! Template errors as findings: Tera counts columns from 0, we from 1, and its ranges are bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Finding, rules};
use crate::text::Source;

/// The finding for an error of a template.
pub fn explain(error: &Error, templates: &BTreeMap<String, Arc<Source>>) -> Finding {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let finding = Finding::new(&rules::TEMPLATE).with("reason", report.message());
            match templates.get(report.filename()) {
                Some(source) => finding.at(source.place(report.span().range.clone())),
                None => finding,
            }
        }
        kind => {
            let finding = Finding::new(&rules::TEMPLATE).with("reason", kind.to_string());
            match template_of(error).and_then(|name| templates.get(&name).cloned()) {
                Some(source) => finding.at(source.whole()),
                None => finding,
            }
        }
    }
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
pub fn template_of(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::TemplateNotFound(name) => Some(name.clone()),
        _ => None,
    }
}
