//! Holds what was written against what may be written.

use std::ops::Range;

use ecow::EcoString;

use super::{Checked, Entry, Field, Item, Record, Shape, Table, Value};
use crate::diagnostic::{Finding, rules};
use crate::text::{Moment, Source, punctuation, similar, tone};

/// Checks a table against lists of fields: unknown and doubled keys, wrong kinds, impossible dates and choices.
/// Every slip is told; what is right is kept. `range` is the place of the whole table.
pub fn check(
    source: &Source,
    table: &Table,
    range: Range<usize>,
    lists: &[&'static [Field]],
    findings: &mut Vec<Finding>,
) -> Record {
    let mut record = Record {
        range,
        incomplete: table.incomplete,
        ..Record::default()
    };
    let mut meant = Vec::new();
    for entry in &table.entries {
        let Some(field) = find(lists, &entry.key) else {
            // Of what could not be read the reason was told.
            if entry.item.value != Value::Broken {
                let (finding, near) = unknown(source, lists, entry);
                findings.push(finding);
                meant.extend(near.map(|field| (field, entry.item.range.clone())));
            }
            continue;
        };
        if record.has(field.key) {
            if entry.item.value == Value::Broken {
                continue;
            }
            let place = source.place(entry.key_range.clone());
            findings.push(
                Finding::new(&rules::KEY_TWICE)
                    .with("key", &entry.key)
                    .at(place),
            );
            continue;
        }
        let key = field.said(&entry.key);
        let value = value(source, key, &field.shape, &entry.item, findings);
        record
            .fields
            .insert(field.key, (value, entry.item.range.clone()));
    }
    // A key with a slip in its name is there, so nobody should be told that it is missing.
    for (field, range) in meant {
        let broken = (Checked::Broken, range);
        record.fields.entry(field.key).or_insert(broken);
    }
    let fields = lists.iter().flat_map(|fields| fields.iter());
    for field in fields.filter(|field| field.required && !table.incomplete) {
        if !record.has(field.key) || record.blank(field.key) {
            let (_, _, example) = field.shape.wanted();
            let mut written = table.entries.iter().map(|entry| entry.key.as_str());
            let key = written.find(|key| field.is_named(&plain_key(key)));
            let key = key.map_or(field.key, |key| field.said(key));
            let finding = Finding::new(&rules::KEY_MISSING)
                .with("key", key)
                .with("example", format!("{key} = {example}"));
            findings.push(finding.at(source.place(record.place(field.key))));
        }
    }
    record
}

/// A key in the form in which keys are compared: `Tiêu đề` and `tieu-de` are `tieu_de`.
pub(super) fn plain_key(key: &str) -> String {
    tone::fold(key.trim()).replace([' ', '-'], "_")
}

impl Field {
    /// Whether a plain key is one of its two names.
    fn is_named(&self, plain: &str) -> bool {
        plain == self.key || plain == self.alias
    }

    /// The one of its two names that a file uses.
    fn said(&self, written: &str) -> &'static str {
        if plain_key(written) == self.alias {
            self.alias
        } else {
            self.key
        }
    }
}

fn find(lists: &[&'static [Field]], key: &str) -> Option<&'static Field> {
    let plain = plain_key(key);
    lists
        .iter()
        .flat_map(|fields| fields.iter())
        .find(|field| field.is_named(&plain))
}

/// Tells of an unknown key, and gives the field that was probably meant.
fn unknown(
    source: &Source,
    lists: &[&'static [Field]],
    entry: &Entry,
) -> (Finding, Option<&'static Field>) {
    let fields = || lists.iter().flat_map(|fields| fields.iter());
    let names = fields()
        .flat_map(|field| [field.key, field.alias])
        .filter(|name| !name.is_empty());
    let known = fields()
        .map(|field| field.key)
        .collect::<Vec<_>>()
        .join(", ");
    let near = similar::nearest(&entry.key, names);
    let finding = Finding::new(&rules::KEY_UNKNOWN)
        .with("key", &entry.key)
        .with("known", known)
        .suggest(near)
        .at(source.place(entry.key_range.clone()));
    (finding, near.and_then(|near| find(lists, near)))
}

/// `key` is named as the file names it.
fn value(
    source: &Source,
    key: &str,
    shape: &'static Shape,
    item: &Item,
    findings: &mut Vec<Finding>,
) -> Checked {
    match (shape, &item.value) {
        (_, Value::Broken) => Checked::Broken,
        (Shape::Free, value) => Checked::Free(value.clone()),
        (Shape::Text, Value::Text(text) | Value::Date(text)) => Checked::Text(text.clone()),
        (Shape::Prose, Value::Text(text) | Value::Date(text)) => {
            Checked::Text(punctuation::set(text).into_owned())
        }
        (Shape::Text | Shape::Prose, Value::Integer(number)) => Checked::Text(number.to_string()),
        (Shape::Form(form), Value::Text(text)) if text.is_empty() || (form.fits)(text.trim()) => {
            Checked::Text(text.clone())
        }
        (Shape::Number(between), Value::Integer(number)) if between.contains(number) => {
            Checked::Number(*number)
        }
        (Shape::Number(between), Value::Integer(_)) => {
            let finding = Finding::new(&rules::KEY_RANGE)
                .with("key", key)
                .with("low", between.start().to_string())
                .with("high", between.end().to_string());
            findings.push(finding.at(source.place(item.range.clone())));
            Checked::Broken
        }
        (Shape::Flag, Value::Flag(flag)) => Checked::Flag(*flag),
        (Shape::Moment, Value::Text(text) | Value::Date(text)) => {
            moment(source, text, item, findings)
        }
        (Shape::Words(each), Value::List(items)) => {
            let items = items.iter();
            Checked::Words(
                items
                    .filter_map(|item| word(source, key, each, item, findings))
                    .collect(),
            )
        }
        (Shape::Words(each), Value::Text(text)) => {
            findings.extend(
                one_of_several(key, text)
                    .map(|finding| finding.at(source.place(item.range.clone()))),
            );
            let word = word(source, key, each, item, findings);
            Checked::Words(word.into_iter().collect())
        }
        (Shape::Choice(choices), Value::Text(text)) => {
            choice(source, key, choices, text, item, findings)
        }
        (Shape::Record { .. }, _) => match record(source, key, shape, item, findings) {
            Some(record) => Checked::Record(record),
            None => Checked::Broken,
        },
        (Shape::Records { .. }, Value::List(items)) => {
            let records = items
                .iter()
                .filter_map(|item| record(source, key, shape, item, findings));
            Checked::Records(records.collect())
        }
        (Shape::Records { .. }, _) => Checked::Records(
            record(source, key, shape, item, findings)
                .into_iter()
                .collect(),
        ),
        _ => {
            findings.push(wrong(source, key, shape, item));
            Checked::Broken
        }
    }
}

fn record(
    source: &Source,
    key: &str,
    shape: &'static Shape,
    item: &Item,
    findings: &mut Vec<Finding>,
) -> Option<Record> {
    let (Shape::Record { fields, bare } | Shape::Records { fields, bare }) = shape else {
        return None;
    };
    match (&item.value, fields.iter().find(|field| field.key == *bare)) {
        (Value::Broken, _) => None,
        (Value::Table(table), _) => Some(check(
            source,
            table,
            item.range.clone(),
            &[fields],
            findings,
        )),
        (_, Some(only)) => {
            let mut slips = Vec::new();
            let value = value(source, key, &only.shape, item, &mut slips);
            // What is wrong for the one field may be told as what the whole group takes.
            if slips.iter().any(|slip| *slip.rule == rules::KEY_TYPE) {
                findings.push(wrong(source, key, shape, item));
                return None;
            }
            findings.append(&mut slips);
            let mut record = Record {
                range: item.range.clone(),
                ..Record::default()
            };
            record.fields.insert(only.key, (value, item.range.clone()));
            Some(record)
        }
        (_, None) => {
            findings.push(wrong(source, key, shape, item));
            None
        }
    }
}

fn word(
    source: &Source,
    key: &str,
    shape: &'static Shape,
    item: &Item,
    findings: &mut Vec<Finding>,
) -> Option<(EcoString, Range<usize>)> {
    match value(source, key, shape, item, findings) {
        Checked::Text(text) => Some((text.into(), item.range.clone())),
        _ => None,
    }
}

fn moment(source: &Source, text: &str, item: &Item, findings: &mut Vec<Finding>) -> Checked {
    if let Some(moment) = Moment::parse(text) {
        return Checked::Moment(moment);
    }
    let place = source.place(item.range.clone());
    findings.push(Finding::new(&rules::DATE_BAD).with("value", text).at(place));
    Checked::Broken
}

fn choice(
    source: &Source,
    key: &str,
    choices: &'static [(&'static str, &'static str)],
    text: &str,
    item: &Item,
    findings: &mut Vec<Finding>,
) -> Checked {
    let plain = plain_key(text);
    let same = |name: &str| name.replace('-', "_") == plain;
    if let Some((name, _)) = choices.iter().find(|(en, vi)| same(en) || same(vi)) {
        return Checked::Text((*name).to_owned());
    }
    let known = choices
        .iter()
        .map(|(name, _)| *name)
        .collect::<Vec<_>>()
        .join(", ");
    let near = similar::nearest(text, choices.iter().flat_map(|(en, vi)| [*en, *vi]));
    let finding = Finding::new(&rules::KEY_VALUE)
        .with("key", key)
        .with("value", text);
    findings.push(
        finding
            .with("known", known)
            .suggest(near)
            .at(source.place(item.range.clone())),
    );
    Checked::Broken
}

fn wrong(source: &Source, key: &str, shape: &Shape, item: &Item) -> Finding {
    let (wanted, wanted_en, example) = shape.wanted();
    // A number in quotes is the number that was meant; any other example must be allowed.
    let example = match (shape, &item.value) {
        (Shape::Number(between), Value::Text(text)) => {
            let meant = text.trim().parse().ok();
            let meant = meant.filter(|number| between.contains(number));
            meant.unwrap_or(*between.start()).to_string()
        }
        (Shape::Number(between), _) => between.start().to_string(),
        (Shape::Flag, Value::Text(text)) if says_no(text) => "false".to_owned(),
        _ => example,
    };
    Finding::new(&rules::KEY_TYPE)
        .with("key", key)
        .with("wanted", wanted)
        .with("wanted_en", wanted_en)
        .with("example", format!("{key} = {example}"))
        .at(source.place(item.range.clone()))
}

/// Whether a text says no: what stands in its place must not say yes.
fn says_no(text: &str) -> bool {
    ["khong", "chua", "no", "false", "sai", "tat", "off"].contains(&plain_key(text).as_str())
}

/// What there is to tell of one text that looks like several, where a list may stand.
fn one_of_several(key: &str, text: &str) -> Option<Finding> {
    let parts: Vec<_> = text
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let finding = || {
        let list: Vec<_> = parts.iter().map(|part| format!("\"{part}\"")).collect();
        Finding::new(&rules::KEY_COMMA)
            .with("key", key)
            .with("value", text)
            .with("list", list.join(", "))
    };
    (parts.len() > 1).then(finding)
}
