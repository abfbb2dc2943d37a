//! The theme's own words, one table a language. Vietnamese stands in for what another language lacks.

use std::collections::BTreeMap;

use super::chain::{self, Link};
use crate::diagnostic::{Finding, rules};
use crate::record::{self, Value};
use crate::text::{Language, Place};

/// Words by key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: BTreeMap<String, String>,
}

impl Words {
    /// All of them, for templates.
    #[must_use]
    pub const fn all(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// The word of a key; the key itself when no language has it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Whether some language has a word for a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// The word of a key with `{name}`s filled.
    #[must_use]
    pub fn fill(&self, key: &str, words: &[(&str, &str)]) -> String {
        let fill =
            |text: String, (name, word): &(&str, &str)| text.replace(&format!("{{{name}}}"), word);
        words.iter().fold(self.get(key).to_owned(), fill)
    }
}

/// The words of a chain, the nearest theme's first.
pub fn load(
    links: &[Link],
    languages: &[Language],
    findings: &mut Vec<Finding>,
) -> BTreeMap<Language, Words> {
    let mut all: BTreeMap<Language, Words> = BTreeMap::new();
    for language in Language::ALL {
        let mut words = Words::default();
        for link in links.iter().rev() {
            let file = link.files.get(&format!("i18n/{}.toml", language.code()));
            if let Some(source) = chain::source(file.map(AsRef::as_ref), findings) {
                let table = record::toml::parse(&source, 0..source.text.len()).take(findings);
                let text = |entry: record::Entry| match entry.item.value {
                    Value::Text(text) => Some((entry.key, text)),
                    _ => None,
                };
                words
                    .words
                    .extend(table.entries.into_iter().filter_map(text));
            }
        }
        all.insert(language, words);
    }
    if let Some(link) = links.first() {
        lend(&mut all, languages, &link.folder, findings);
    }
    all
}

/// Lends Vietnamese words to other languages, and says so for those that the site uses.
fn lend(
    all: &mut BTreeMap<Language, Words>,
    languages: &[Language],
    folder: &str,
    findings: &mut Vec<Finding>,
) {
    let vietnamese = all.get(&Language::Vi).cloned().unwrap_or_default();
    for (language, words) in all.iter_mut() {
        for (key, word) in &vietnamese.words {
            if words.words.contains_key(key) {
                continue;
            }
            words.words.insert(key.clone(), word.clone());
            if languages.contains(language) {
                let finding = Finding::new(&rules::WORD_MISSING)
                    .with("key", key)
                    .with("language", language.code());
                findings.push(finding.at(Place::file(format!(
                    "{folder}/i18n/{}.toml",
                    language.code()
                ))));
            }
        }
    }
}
