//! A finding: its rule, its place, the words that fill the rule's message, and what to type instead.

mod address;
mod by_code;
mod draw;
mod private;
pub mod rules;
mod table;

pub use address::address;
pub use draw::{Format, printable};
pub use private::private;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::{Language, Place};

/// How grave a finding is. Errors stop publication, warnings do not, notes only tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Code `E-…`.
    Error,
    /// Code `W-…`.
    Warning,
    /// Code `N-…`.
    Note,
}

/// One kind of finding: the table of all of them is [`rules`].
#[derive(Debug)]
pub struct Rule {
    /// Stable code such as `E-LINK-MISSING`.
    pub code: &'static str,
    /// Message in Vietnamese, with `{name}` for words.
    pub vi: &'static str,
    /// Message in English.
    pub en: &'static str,
    /// What to do, in Vietnamese; may be empty.
    pub help_vi: &'static str,
    /// What to do, in English; may be empty.
    pub help_en: &'static str,
}

impl Rule {
    /// Severity, told by the first letter of the code.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.code.as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// Something to tell the editor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which rule was broken.
    #[serde(with = "by_code")]
    pub rule: &'static Rule,
    /// What fills the `{name}`s of the rule's message and help.
    pub words: Vec<(Cow<'static, str>, String)>,
    /// Where; none when it concerns the whole site.
    pub place: Option<Place>,
    /// The nearest right thing to type, when there is one: it replaces the rule's general help.
    pub suggestion: Option<String>,
    /// An error that stops nothing, because what it concerns is left out.
    pub waived: bool,
    /// It is about front matter in YAML, so its help says `key: value`.
    pub yaml: bool,
}

impl Finding {
    /// A finding of a rule, without words and place.
    #[must_use]
    pub const fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            words: Vec::new(),
            place: None,
            suggestion: None,
            waived: false,
            yaml: false,
        }
    }

    /// Fills `{name}` of the rule's message.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.words.push((Cow::Borrowed(name), word.into()));
        self
    }

    /// The word that fills `{name}`.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&str> {
        let mut words = self.words.iter();
        words.find_map(|(key, word)| (key == name).then_some(word.as_str()))
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Whether it says something of a file.
    #[must_use]
    pub fn is_of(&self, path: &str) -> bool {
        self.place.as_ref().is_some_and(|place| place.path == path)
    }

    /// Says what was probably meant, when something near was found.
    #[must_use]
    pub fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }

    /// Makes an error a warning: what it concerns is left out.
    #[must_use]
    pub const fn waive(mut self) -> Self {
        self.waived = true;
        self
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.rule.severity() {
            Severity::Error if self.waived => Severity::Warning,
            severity => severity,
        }
    }

    /// What is wrong, in the given language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.fill(language.pick(self.rule.vi, self.rule.en))
    }

    /// What to do about it, in the given language; empty when the message says all.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        match &self.suggestion {
            Some(suggestion) => match language {
                Language::Vi => format!("có phải `{suggestion}`?"),
                Language::En => format!("did you mean `{suggestion}`?"),
            },
            None => {
                let help = self.fill(language.pick(self.rule.help_vi, self.rule.help_en));
                if self.yaml {
                    help.replace(" = ", ": ")
                } else {
                    help
                }
            }
        }
    }

    fn fill(&self, template: &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        // What is put in may itself look like a place: it was written by somebody.
        while let Some((before, from)) = rest.split_once('{') {
            text.push_str(before);
            let named = from.split_once('}');
            let word = named.and_then(|(name, after)| Some((self.word(name)?, after)));
            if let Some((word, after)) = word {
                text.push_str(word);
                rest = after;
            } else {
                text.push('{');
                rest = from;
            }
        }
        text + rest
    }
}

/// A value beside all that was found while making it. No step stops at its first problem.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The best value that could be made.
    pub value: T,
    /// What there is to tell.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// A value with findings.
    pub const fn new(value: T, findings: Vec<Finding>) -> Self {
        Self { value, findings }
    }

    /// A value about which there is nothing to tell.
    pub const fn clean(value: T) -> Self {
        Self {
            value,
            findings: Vec::new(),
        }
    }

    /// Hands the findings over and gives the value.
    pub fn take(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// Puts findings in the order in which they are told, each once: by place, then by code.
pub fn sort(findings: &mut Vec<Finding>) {
    findings
        .sort_by(|a, b| (&a.place, a.rule.code, &a.words).cmp(&(&b.place, b.rule.code, &b.words)));
    findings.dedup();
}

/// Whether any of them is an error.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error)
}
