//! TOML to a [`Table`], with every syntax error told in the editor's words.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::check::plain_key;
use super::{Entry, Item, Table, Value, slip};
use crate::diagnostic::{Checked, Finding, rules};
use crate::text::Source;

/// What the parser says of a key that stands there twice.
const TWICE: &str = "duplicate key";

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
        // Under a heading that stands there twice, every key does.
        let is_echo = error.message() == TWICE
            && heading_above(text, &line).is_some_and(|heading| told.contains(&heading));
        if told.contains(&line) || is_echo {
            continue;
        }
        // The parser stumbles over the next key when a bracket above it was not closed.
        let bracket = opened_above(&table, text, &line, range.start);
        if let Some(at) = bracket {
            let above = line_around(text, at);
            if !told.contains(&above) {
                let place = range.start + at..range.start + above.end;
                findings.push(
                    Finding::new(&rules::RECORD_BRACKET)
                        .with("bracket", &text[at..=at])
                        .at(source.place(place)),
                );
                told.push(above);
            }
        } else {
            findings.push(explain(source, range.start, text, &line, error.message()));
        }
        told.push(line);
    }
    for line in &told {
        silence(&mut table, text, line, range.start);
    }
    if !told.is_empty() {
        leave_open(&mut table, text, range.start);
    }
    Checked::new(table, findings)
}

/// Marks a table and the `[groups]` inside as those of which something may be lacking that was written.
/// What stands in braces was read to its end.
fn leave_open(table: &mut Table, text: &str, offset: usize) {
    table.incomplete = true;
    let items = table.entries.iter_mut().map(|entry| &mut entry.item);
    for item in items {
        let inner = match &mut item.value {
            Value::List(items) => items.iter_mut().collect(),
            _ => vec![item],
        };
        for item in inner {
            let braced = text[item.range.start - offset..].starts_with('{');
            if let (false, Value::Table(table)) = (braced, &mut item.value) {
                leave_open(table, text, offset);
            }
        }
    }
}

/// Where the list or group begins that reaches from above into a line, when that line has a key of its own.
fn opened_above(table: &Table, text: &str, line: &Range<usize>, offset: usize) -> Option<usize> {
    let (key, _) = text[line.clone()].split_once('=')?;
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    if !key.trim().chars().all(is_key) {
        return None;
    }
    let reaches = |entry: &&Entry| {
        let (start, end) = (
            entry.item.range.start - offset,
            entry.item.range.end - offset,
        );
        start < line.start
            && line.start < end
            && entry.key_range.start - offset < start
            && text[start..].starts_with(['[', '{'])
    };
    let inner = |entry: &Entry| match &entry.item.value {
        Value::Table(inner) => opened_above(inner, text, line, offset),
        _ => None,
    };
    let found = table.entries.iter().find(reaches);
    found
        .map(|entry| entry.item.range.start - offset)
        .or_else(|| table.entries.iter().find_map(inner))
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
    silence_inner(table, &inside, &mut found);
    for entry in &mut table.entries {
        if !found && reaches(&entry.item) {
            entry.item.value = Value::Broken;
            found = true;
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
        // What is left of a broken heading stands under the keys below it.
        let is_of_heading =
            matches!(entry.item.value, Value::Table(_)) && inside(&entry.item.range);
        if inside(&entry.key_range) || is_of_heading {
            entry.item.value = Value::Broken;
            *found = true;
        }
        match &mut entry.item.value {
            Value::Table(inner) => silence_inner(inner, inside, found),
            Value::List(items) => {
                for item in items {
                    if let Value::Table(inner) = &mut item.value {
                        silence_inner(inner, inside, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The line of the `[heading]` that a line stands under.
fn heading_above(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let above = text[..line.start].rmatch_indices('[').map(|(at, _)| at);
    let mut headings = above.filter(|&at| at == 0 || text[..at].ends_with('\n'));
    headings.next().map(|at| line_around(text, at))
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
    let whole = || {
        let start = written.len() - written.trim_start().len();
        place(start..written.trim_end().len().max(start))
    };
    if let Some(finding) = slip::colon(written).filter(|_| key.contains(':')) {
        return finding.at(whole());
    }
    let heading = written.trim();
    if heading.starts_with('[') && !heading.contains([']', '=', '"']) {
        let brackets = heading.len() - heading.trim_start_matches('[').len();
        let closed = heading.to_owned() + &"]".repeat(brackets);
        let finding = Finding::new(&rules::RECORD_BRACKET).with("bracket", "[");
        return finding.suggest(Some(closed)).at(whole());
    }
    if let Some(at) = written
        .find(['“', '”', '„', '‘', '’'])
        .filter(|at| *at >= key.len())
    {
        return Finding::new(&rules::RECORD_CURLY).at(place(at..at + 3));
    }
    if !written.contains('=') && !heading.starts_with('[') {
        return slip::without_sign(written).at(whole());
    }
    if !key.trim_start().starts_with('"') && !key.is_ascii() {
        let start = key.len() - key.trim_start().len();
        let finding = Finding::new(&rules::RECORD_KEY_MARKS).suggest(Some(plain_key(key)));
        return finding.at(place(start..key.trim_end().len()));
    }
    if reason == TWICE {
        let start = key.len() - key.trim_start().len();
        let heading = key.trim();
        let is_heading = heading.starts_with('[') && !heading.starts_with("[[");
        return Finding::new(&rules::KEY_TWICE)
            .with("key", key.trim_matches(['[', ']', ' ', '"', '\r']))
            .suggest(is_heading.then(|| format!("[{heading}]")))
            .at(place(start..key.trim_end().len()));
    }
    let bare = value.trim();
    if let Some(value) = bare.strip_prefix('=') {
        let line = format!("{} = {}", key.trim(), value.trim());
        let finding = Finding::new(&rules::RECORD_SYNTAX).with("reason", "`==` instead of `=`");
        return finding.suggest(Some(line)).at(whole());
    }
    if !bare.is_empty() && !bare.starts_with(['"', '\'', '[', '{']) {
        let start = key.len() + 1 + (value.len() - value.trim_start().len());
        return slip::unquoted(key, " = ", bare).at(place(start..start + bare.len()));
    }
    if let Some(finding) = slip::quotes(key, " = ", bare) {
        return finding.at(whole());
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
