//! YAML to a [`Table`]. Anchors and aliases are refused: a few bytes of them can mean gigabytes.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Entry, Item, Table, Value, slip};
use crate::diagnostic::{Checked, Finding, rules};
use crate::text::Source;

/// How deep values may stand inside each other.
const DEPTH: usize = 24;

/// Parses the part `range` of a source. After the first syntax error nothing more is read, but all before it is kept.
#[must_use]
pub fn parse(source: &Source, range: Range<usize>) -> Checked<Table> {
    let text = &source.text[range.clone()];
    let mut builder = Builder {
        offsets: Offsets::new(text, range.start),
        parser: Parser::new_from_str(text),
    };
    let mut findings = Vec::new();
    let table = match builder.document() {
        Ok(table) => table,
        Err(problem) => {
            findings.push(explain(source, &range, &problem));
            Table {
                incomplete: true,
                ..problem.table
            }
        }
    };
    Checked::new(table, findings)
}

/// Says what is probably wrong with a line that the parser refused.
fn explain(source: &Source, range: &Range<usize>, problem: &Problem) -> Finding {
    let text = &source.text[range.clone()];
    let at = problem.at.start.saturating_sub(range.start).min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let line = text[start..end].trim_end();
    let is_key = |key: &str| !key.contains([' ', '"', '\'', '{', '[', '#']);
    if let Some((key, value)) = line.split_once(": ").filter(|(key, _)| is_key(key)) {
        let needs_quotes = value.contains(": ") && !value.starts_with(['"', '\'', '[', '{']);
        let finding = slip::quotes(key, ": ", value)
            .or_else(|| needs_quotes.then(|| slip::unquoted(key, ": ", value)));
        if let Some(finding) = finding {
            let value = range.start + start + key.len() + 2..range.start + start + line.len();
            return finding.at(source.place(value));
        }
    }
    Finding::new(&rules::RECORD_SYNTAX)
        .with("reason", &problem.reason)
        .at(source.place(problem.at.clone()))
}

struct Problem {
    reason: String,
    at: Range<usize>,
    /// What was read before it.
    table: Table,
}

/// Character positions of the parser to bytes of the source.
struct Offsets {
    bytes: Option<Vec<usize>>,
    start: usize,
    length: usize,
}

impl Offsets {
    fn new(text: &str, start: usize) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self {
            bytes,
            start,
            length: text.len(),
        }
    }

    fn byte(&self, character: usize) -> usize {
        let at = match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.length),
            None => character.min(self.length),
        };
        self.start + at
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

struct Builder<'a> {
    offsets: Offsets,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Table, Problem> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::MappingStart(..) => return self.mapping(0),
                Event::StreamEnd => return Ok(Table::default()),
                Event::Scalar(text, ..) if text.trim().is_empty() => {}
                Event::Scalar(..) | Event::SequenceStart(..) | Event::Alias(_) => {
                    return Err(self.problem("key: value", span));
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Problem> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.problem(error.info(), Span::empty(*error.marker()))),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn problem(&self, reason: &str, span: Span) -> Problem {
        Problem {
            reason: reason.to_owned(),
            at: self.offsets.range(span),
            table: Table::default(),
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Table, Problem> {
        let mut table = Table::default();
        match self.entries(depth, &mut table) {
            Ok(()) => Ok(table),
            Err(problem) => Err(Problem { table, ..problem }),
        }
    }

    fn entries(&mut self, depth: usize, table: &mut Table) -> Result<(), Problem> {
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(()),
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err(self.problem("key", span)),
            };
            let key_range = self.offsets.range(span);
            let item = self.item(depth + 1)?;
            // `key:` with nothing behind it is the same as no key.
            if let Some(item) = item {
                table.entries.push(Entry {
                    key,
                    key_range,
                    item,
                });
            }
        }
    }

    fn item(&mut self, depth: usize) -> Result<Option<Item>, Problem> {
        let (event, span) = self.next()?;
        let start = self.offsets.byte(span.start.index());
        if depth > DEPTH {
            return Err(self.problem("…", span));
        }
        let value = match event {
            Event::Scalar(text, style, ..) => match scalar(&text, style) {
                Some(value) => value,
                None => return Ok(None),
            },
            Event::MappingStart(..) => Value::Table(self.mapping(depth)?),
            Event::SequenceStart(..) => Value::List(self.sequence(depth)?),
            Event::Alias(_) => return Err(self.problem("*", span)),
            _ => return Err(self.problem("…", span)),
        };
        let end = self.offsets.byte(span.end.index()).max(start);
        Ok(Some(Item {
            value,
            range: start..end,
        }))
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Item>, Problem> {
        let mut items = Vec::new();
        loop {
            if let Some(Ok((Event::SequenceEnd, _))) = self.parser.peek() {
                self.next()?;
                return Ok(items);
            }
            items.extend(self.item(depth + 1)?);
        }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Option<Value> {
    if style != ScalarStyle::Plain {
        return Some(Value::Text(text.to_owned()));
    }
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => return None,
        "true" | "True" | "TRUE" => Value::Flag(true),
        "false" | "False" | "FALSE" => Value::Flag(false),
        // A leading zero is part of a number such as a telephone's, so it stays text.
        _ if text.len() > 1 && text.starts_with('0') => Value::Text(text.to_owned()),
        _ => text
            .parse()
            .map_or_else(|_| Value::Text(text.to_owned()), Value::Integer),
    })
}
