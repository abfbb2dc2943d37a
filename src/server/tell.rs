//! Findings, states and places as HTML, for one visitor.

use std::fmt::Write as _;

use super::show::State;
use crate::diagnostic::{Finding, Severity};
use crate::text::{Language, Place, escape};

/// How a source is opened in the editor's own program.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    /// An address with `{path}`, `{line}` and `{column}`: `vscode://file/{path}:{line}:{column}`.
    pub address: String,
    /// The site's folder, absolute and with `/`.
    pub root: String,
}

impl Editor {
    /// The address that opens a source at a place; both count from 1.
    #[must_use]
    pub fn open(&self, source: &str, line: usize, column: usize) -> String {
        let path = escape::url_path(&format!("{}/{source}", self.root));
        self.address
            .replace("{path}", &path)
            .replace("{line}", &line.max(1).to_string())
            .replace("{column}", &column.max(1).to_string())
    }
}

/// Tells things in a language, with links to sources for those who sit at this machine.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub language: Language,
    pub editor: Option<&'a Editor>,
}

impl Teller<'_> {
    /// The Vietnamese or the English of two texts.
    pub fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.language.pick(vi, en)
    }

    /// Findings as a list.
    pub fn findings<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) -> String {
        let mut html = String::from("<ul class=\"findings\">\n");
        for finding in findings {
            self.finding(finding, &mut html);
        }
        html + "</ul>\n"
    }

    /// `2 lỗi, 1 cảnh báo`; nothing when there are none.
    pub fn counts(&self, (errors, warnings): (usize, usize)) -> String {
        let several = |count: usize, vi: &str, en: &str| match self.language {
            Language::Vi => format!("{count} {vi}"),
            Language::En if count == 1 => format!("1 {en}"),
            Language::En => format!("{count} {en}s"),
        };
        let errors = (errors > 0).then(|| several(errors, "lỗi", "error"));
        let warnings = (warnings > 0).then(|| several(warnings, "cảnh báo", "warning"));
        let all: Vec<_> = errors.into_iter().chain(warnings).collect();
        all.join(", ")
    }

    /// A source by its path, as a link that opens it where it can be opened.
    pub fn source(&self, path: &str, line: usize, column: usize) -> String {
        let shown = match line {
            0 => escape::html(path).into_owned(),
            _ => format!("{}:{line}:{column}", escape::html(path)),
        };
        match self.editor {
            Some(editor) => format!(
                "<a href=\"{}\"><code>{shown}</code></a>",
                escape::html(&editor.open(path, line, column))
            ),
            None => format!("<code>{shown}</code>"),
        }
    }

    /// A state as a label.
    pub fn state(&self, state: State) -> String {
        let words = state.words(self.language);
        format!("<span class=\"state\">{}</span>", escape::html(&words))
    }

    fn finding(&self, finding: &Finding, html: &mut String) {
        let (class, severity) = match finding.severity() {
            Severity::Error => ("error", self.pick("lỗi", "error")),
            Severity::Warning => ("warning", self.pick("cảnh báo", "warning")),
            Severity::Note => ("note", self.pick("lưu ý", "note")),
        };
        let message = finding.message(self.language);
        let _ = writeln!(
            html,
            "<li class=\"{class}\"><strong>{severity}: {}</strong> <span class=\"code\">{}</span>",
            escape::html(&message),
            finding.rule.code
        );
        if let Some(place) = &finding.place {
            let source = self.source(&place.path, place.line, place.column);
            let _ = writeln!(html, "<div>{source}</div>");
            if place.line > 0 {
                picture(place, html);
            }
        }
        let help = finding.help(self.language);
        if !help.is_empty() {
            let word = self.pick("gợi ý", "help");
            let _ = writeln!(html, "<div>{word}: {}</div>", escape::html(&help));
        }
        html.push_str("</li>\n");
    }
}

/// The line with the place in it marked.
fn picture(place: &Place, html: &mut String) {
    let mut letters = place.excerpt.chars();
    let before: String = letters.by_ref().take(place.mark).collect();
    let marked: String = letters.by_ref().take(place.width).collect();
    let marked = if marked.is_empty() { " " } else { &marked };
    let after: String = letters.collect();
    let _ = writeln!(
        html,
        "<pre>{}<mark>{}</mark>{}</pre>",
        escape::html(&before),
        escape::html(marked),
        escape::html(&after)
    );
}
