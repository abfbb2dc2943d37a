//! Named fields as people write them (front matter, `site.toml`, `theme.toml`), read with their places.
//!
//! 1. [`toml`] or [`yaml`] turns text into a [`Table`] of [`Item`]s, each with its byte range in the source.
//! 2. [`check`] holds it against a list of [`Field`]s and tells every slip at once.
//! 3. What comes out is a [`Record`], from which typed values are taken without further findings.
//!
//! The same lists of fields make the tables in the handbook and the JSON Schema.

mod check;
mod fields;
mod schema;
mod slip;
pub mod toml;
pub mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use ecow::EcoString;

use crate::text::Moment;

pub use check::check;
pub use fields::{Field, Form, Shape};
pub use schema::schema;

/// A value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Float(f64),
    /// Yes or no.
    Flag(bool),
    /// A date that was not in quotes, as written.
    Date(String),
    /// A list.
    List(Vec<Item>),
    /// Named values.
    Table(Table),
    /// Something unreadable that was already told: silences findings about its absence or kind.
    Broken,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Its byte range in the source.
    pub range: Range<usize>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as written.
    pub key: String,
    /// Its byte range in the source.
    pub key_range: Range<usize>,
    /// The value.
    pub item: Item,
}

/// Named values in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Something could not be read, so that what is not here may have been written all the same.
    pub incomplete: bool,
}

/// A value that was checked against the shape of its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Checked {
    /// Text, or a choice under its English name.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A moment.
    Moment(Moment),
    /// Several texts with their places.
    Words(Vec<(EcoString, Range<usize>)>),
    /// Named values.
    Record(Record),
    /// Several of them.
    Records(Vec<Record>),
    /// Anything; handed on as it is, with its places.
    Free(Value),
    /// Told to be wrong.
    Broken,
}

/// Checked values under their English keys, with the places of their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The place of the whole record.
    pub range: Range<usize>,
    /// Something could not be read: nobody should be told that a field is missing.
    pub incomplete: bool,
    fields: BTreeMap<&'static str, (Checked, Range<usize>)>,
}

impl Record {
    /// Whether the field was written, even wrongly.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.fields.contains_key(key)
    }

    /// Whether the field is missing or blank, and nobody has been told of a slip in its place.
    #[must_use]
    pub fn lacks(&self, key: &str) -> bool {
        !self.incomplete && (!self.has(key) || self.blank(key))
    }

    /// The place of the field's value, or of the whole record when it is absent.
    #[must_use]
    pub fn place(&self, key: &str) -> Range<usize> {
        self.fields
            .get(key)
            .map_or_else(|| self.range.clone(), |(_, range)| range.clone())
    }

    /// A text that is not blank.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Checked::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// A text, empty when absent.
    #[must_use]
    pub fn text_or_empty(&self, key: &str) -> String {
        self.text(key).unwrap_or_default().to_owned()
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Checked::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Checked::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// A moment.
    #[must_use]
    pub fn moment(&self, key: &str) -> Option<Moment> {
        match self.get(key)? {
            Checked::Moment(moment) => Some(*moment),
            _ => None,
        }
    }

    /// Several texts with their places, blank ones left out.
    #[must_use]
    pub fn words(&self, key: &str) -> Vec<(EcoString, Range<usize>)> {
        match self.get(key) {
            Some(Checked::Words(words)) => words
                .iter()
                .filter(|(word, _)| !word.trim().is_empty())
                .map(|(word, range)| (word.trim().into(), range.clone()))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Named values.
    #[must_use]
    pub fn record(&self, key: &str) -> Option<&Self> {
        match self.get(key)? {
            Checked::Record(record) => Some(record),
            _ => None,
        }
    }

    /// Several of them; none when absent.
    #[must_use]
    pub fn records(&self, key: &str) -> &[Self] {
        match self.get(key) {
            Some(Checked::Records(records)) => records,
            _ => &[],
        }
    }

    /// Named values of any kind, with their places; none when absent.
    #[must_use]
    pub fn entries(&self, key: &str) -> &[Entry] {
        match self.get(key) {
            Some(Checked::Free(Value::Table(table))) => &table.entries,
            _ => &[],
        }
    }

    /// The record as JSON: English keys, dates as `{ "moment": … }`.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let fields = self
            .fields
            .iter()
            .map(|(key, (value, _))| ((*key).to_owned(), value.json()));
        serde_json::Value::Object(fields.collect())
    }

    /// Whether the field is text with nothing in it.
    #[must_use]
    pub fn blank(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Checked::Text(text)) if text.trim().is_empty())
    }

    /// The part of the record that these fields describe, for templates.
    #[must_use]
    pub fn part(&self, fields: &[Field]) -> serde_json::Value {
        let wanted = |key: &str| fields.iter().any(|field| field.key == key);
        let fields = self.fields.iter().filter(|(key, _)| wanted(key));
        serde_json::Value::Object(
            fields
                .map(|(key, (value, _))| ((*key).to_owned(), value.json()))
                .collect(),
        )
    }

    fn get(&self, key: &str) -> Option<&Checked> {
        self.fields.get(key).map(|(value, _)| value)
    }
}

impl Checked {
    fn json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Text(text) => Json::from(text.trim()),
            Self::Number(number) => Json::from(*number),
            Self::Flag(flag) => Json::from(*flag),
            Self::Moment(moment) => serde_json::json!({ "moment": moment }),
            Self::Words(words) => words
                .iter()
                .map(|(word, _)| Json::from(word.trim()))
                .collect(),
            Self::Record(record) => record.json(),
            Self::Records(records) => records.iter().map(Record::json).collect(),
            Self::Free(value) => value.json(),
            Self::Broken => Json::Null,
        }
    }
}

impl Value {
    /// The value as JSON, for fields that hand it on as it is.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Text(text) | Self::Date(text) => Json::from(text.as_str()),
            Self::Integer(number) => Json::from(*number),
            Self::Float(number) => Json::from(*number),
            Self::Flag(flag) => Json::from(*flag),
            Self::List(items) => items.iter().map(|item| item.value.json()).collect(),
            Self::Table(table) => {
                let entries = table.entries.iter();
                Json::Object(
                    entries
                        .map(|entry| (entry.key.clone(), entry.item.value.json()))
                        .collect(),
                )
            }
            Self::Broken => Json::Null,
        }
    }
}
