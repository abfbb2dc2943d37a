//! TOML to a [`Table`], with every syntax error told in the editor's words.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::check::plain_key;
use super::{Entry, Item, Table, Value};
use crate::diagnostic::{Checked, Finding, rules};
use crate::text::Source;

/// Parses the part `range` of a source. What can be read is read, whatever stands beside it.
#[must_use]
pub fn parse(source: &Source, range: Range<usize>) -> Checked<Table> {
    let text = &source.text[range.clone()];
    let (parsed, errors) = DeTable::parse_recoverable(text);
    let mut table = table(parsed.get_ref(), range.start);
    let mut findings = Vec::new();
    let mut told: Vec<Range<usize>> = Vec::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = line_around(text, at);
        if told.contains(&line) {
            continue;
        }
        findings.push(explain(source, range.start, text, &line, error.message()));
        told.push(line);
    }
    for line in &told {
        silence(&mut table, text, line, range.start);
    }
    if !told.is_empty() {
        leave_open(&mut table);
    }
    Checked::new(table, findings)
}

/// Marks a table and all inside as one of which something may be lacking that was written.
fn leave_open(table: &mut Table) {
    table.incomplete = true;
    let items = table.entries.iter_mut().map(|entry| &mut entry.item);
    for item in items {
        let inner = match &mut item.value {
            Value::List(items) => items.iter_mut().collect(),
            _ => vec![item],
        };
        for item in inner {
            if let Value::Table(table) = &mut item.value {
                leave_open(table);
            }
        }
    }
}

/// Marks the keys of a line as broken, so that nothing else is said about them.
fn silence(table: &mut Table, text: &str, line: &Range<usize>, offset: usize) {
    let inside = |range: &Range<usize>| {
        range.start >= line.start + offset && range.start <= line.end + offset
    };
    // A list that was not closed reaches into the lines below, where the parser stumbles.
    let reaches = |item: &Item| {
        matches!(item.value, Value::List(_))
            && item.range.start < line.end + offset
            && line.start + offset < item.range.end
    };
    let mut found = false;
    for entry in &mut table.entries {
        if inside(&entry.key_range) || reaches(&entry.item) {
            entry.item.value = Value::Broken;
            found = true;
        } else if let Value::Table(inner) = &mut entry.item.value {
            silence_inner(inner, &inside, &mut found);
        }
    }
    if let (false, Some((key, _))) = (found, text[line.clone()].split_once('=')) {
        let range = line.start + offset..line.end + offset;
        let item = Item {
            value: Value::Broken,
            range: range.clone(),
        };
        table.entries.push(Entry {
            key: plain_key(key.trim_matches(['"', ' '])),
            key_range: range,
            item,
        });
    }
}

fn silence_inner(table: &mut Table, inside: &impl Fn(&Range<usize>) -> bool, found: &mut bool) {
    for entry in &mut table.entries {
        if inside(&entry.key_range) {
            entry.item.value = Value::Broken;
            *found = true;
        }
    }
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // An error found at a line's end belongs to that line, not to the next one.
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// Says what is probably wrong with a line that the parser refused.
fn explain(
    source: &Source,
    offset: usize,
    text: &str,
    line: &Range<usize>,
    reason: &str,
) -> Finding {
    let written = &text[line.clone()];
    let place = |part: Range<usize>| {
        source.place(offset + line.start + part.start..offset + line.start + part.end)
    };
    let (key, value) = match written.split_once('=') {
        Some((key, value)) => (key, value),
        None => (written, ""),
    };
    if let Some(at) = written
        .find(['“', '”', '„', '‘', '’'])
        .filter(|at| *at >= key.len())
    {
        return Finding::new(&rules::RECORD_CURLY).at(place(at..at + 3));
    }
    if !key.trim_start().starts_with('"') && !key.is_ascii() {
        let start = key.len() - key.trim_start().len();
        let finding = Finding::new(&rules::RECORD_KEY_MARKS).suggest(Some(plain_key(key)));
        return finding.at(place(start..key.trim_end().len()));
    }
    let bare = value.trim();
    let whole = || {
        let start = written.len() - written.trim_start().len();
        place(start..written.trim_end().len().max(start))
    };
    if !bare.is_empty() && !bare.starts_with(['"', '\'', '[', '{']) {
        let start = key.len() + 1 + (value.len() - value.trim_start().len());
        let suggestion = format!("{} = \"{}\"", key.trim(), bare.replace('"', "”"));
        let finding = Finding::new(&rules::RECORD_QUOTES).suggest(Some(suggestion));
        return finding.at(place(start..start + bare.len()));
    }
    Finding::new(&rules::RECORD_SYNTAX)
        .with("reason", reason)
        .at(whole())
}

fn table(table: &DeTable<'_>, offset: usize) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_range: key.span().start + offset..key.span().end + offset,
            item: item(value, offset),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_range.start);
    Table {
        entries,
        incomplete: false,
    }
}

fn item(value: &Spanned<DeValue<'_>>, offset: usize) -> Item {
    let range = value.span().start + offset..value.span().end + offset;
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            i64::from_str_radix(&digits, number.radix()).map_or(Value::Text(digits), Value::Integer)
        }
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Broken, Value::Float),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(array) => Value::List(list(array, offset)),
        DeValue::Table(inner) => Value::Table(table(inner, offset)),
    };
    Item { value, range }
}

fn list(array: &DeArray<'_>, offset: usize) -> Vec<Item> {
    array.iter().map(|value| item(value, offset)).collect()
}
