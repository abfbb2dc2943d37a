//! Findings as text: the picture with carets, one line, JSON, and what GitHub shows beside a change.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Finding, Severity};
use crate::text::Language;

/// How findings are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The line itself with carets below, and help.
    #[default]
    Human,
    /// `path:line:column: severity[CODE]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl Finding {
    /// The finding as text, without a line break at its end.
    #[must_use]
    pub fn draw(&self, format: Format, language: Language) -> String {
        match format {
            Format::Human => self.human(language),
            Format::Short => self.short(language),
            Format::Json => self.json(language).to_string(),
            Format::Github => self.github(language),
        }
    }

    /// The finding as a JSON value, as `--format json` and the preview's overlay show it.
    #[must_use]
    pub fn json(&self, language: Language) -> serde_json::Value {
        let place = self.place.as_ref();
        // A finding about an output file has no place in a source.
        let path = place.map_or_else(|| self.word("path"), |place| Some(&place.path));
        serde_json::json!({
            "code": self.rule.code,
            "severity": self.severity(),
            "message": self.message(language),
            "help": self.help(language),
            "path": path,
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
            "width": place.map(|place| place.width),
            "excerpt": place.map(|place| &place.excerpt),
        })
    }

    fn head(&self) -> String {
        let severity = match self.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        format!("{severity}[{}]", self.rule.code)
    }

    fn human(&self, language: Language) -> String {
        let mut text = format!("{}: {}", self.head(), printable(&self.message(language)));
        let mut margin = String::from(" ");
        if let Some(place) = &self.place {
            if place.line == 0 {
                let _ = write!(text, "\n  --> {}", printable(&place.path));
            } else {
                margin = " ".repeat(place.line.to_string().len() + 2);
                let _ = write!(
                    text,
                    "\n{}--> {}:{}:{}\n{margin}|\n {} | {}\n{margin}| {}{}",
                    " ".repeat(margin.len().saturating_sub(1)),
                    printable(&place.path),
                    place.line,
                    place.column,
                    place.line,
                    printable(&place.excerpt.replace('\t', " ")),
                    " ".repeat(place.mark),
                    "^".repeat(place.width),
                );
            }
        }
        let help = self.help(language);
        if !help.is_empty() {
            let _ = write!(
                text,
                "\n{margin}= {}: {}",
                language.pick("gợi ý", "help"),
                printable(&help)
            );
        }
        text
    }

    fn short(&self, language: Language) -> String {
        let place = match &self.place {
            Some(place) if place.line == 0 => format!("{}: ", printable(&place.path)),
            Some(place) => format!(
                "{}:{}:{}: ",
                printable(&place.path),
                place.line,
                place.column
            ),
            None => String::new(),
        };
        format!(
            "{place}{}: {}",
            self.head(),
            printable(&self.message(language))
        )
    }

    fn github(&self, language: Language) -> String {
        let command = match self.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = match &self.place {
            Some(place) if place.line == 0 => format!("file={},", property(&place.path)),
            Some(place) => {
                format!(
                    "file={},line={},col={},",
                    property(&place.path),
                    place.line,
                    place.column
                )
            }
            None => String::new(),
        };
        let help = self.help(language);
        let message = self.message(language) + if help.is_empty() { "" } else { "\n" } + &help;
        format!(
            "::{command} {place}title={}::{}",
            self.rule.code,
            data(&message)
        )
    }
}

/// A text without what a terminal obeys. Who plants a file chooses its name, and could wipe out the line that tells of it.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_obeyed(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, and those that turn the direction of a line.
fn is_obeyed(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    let lines = text.split('\n');
    let lines: Vec<_> = lines
        .map(|line| printable(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
