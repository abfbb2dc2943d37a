//! An article: front matter as typed values. The body stays in the file; only its place is kept.

use std::ops::{Deref, Range};

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::fields::ARTICLE;
use super::front_matter::split;
use super::kind::Kind;
use super::kinds::{KINDS, kind_of};
use super::particulars::{NONE, Particulars};
use super::picture::{Cover, cover};
use crate::diagnostic::{Checked, Finding, private, rules};
use crate::record::{self, Record, Table, Value};
use crate::text::{Moment, Source, escape, syllable};

/// Syllables of a summary that cards show: more than the 30 to 50 that a summary should have (REQ-V15).
pub const SUMMARY_SHOWN: usize = 60;

/// Syllables of a headline that is told to be long: four lines on a telephone.
const LONGEST_TITLE: usize = 30;

/// A word with the place where it is written, for findings that come later.
pub type Word = (EcoString, Range<usize>);

/// One article, profile or page as its writer meant it. Its particulars are found as if they were its own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the fields are those of front matter, told in `fields.rs`"
)]
pub struct Article {
    /// Path of the file below the root: the file's own, so it is not remembered.
    #[serde(skip)]
    pub path: EcoString,
    pub kind: &'static Kind,
    pub title: String,
    pub date: Option<Moment>,
    pub summary: String,
    pub bylines: Vec<Byline>,
    pub tags: Vec<Word>,
    pub cover: Option<Cover>,
    pub status: Status,
    pub places: Vec<Word>,
    /// The fields of the kind, for its template.
    #[serde(with = "as_text")]
    pub record: serde_json::Value,
    /// The body in the file.
    pub body: Range<usize>,
    particulars: Option<Box<Particulars>>,
}

impl Deref for Article {
    type Target = Particulars;

    fn deref(&self) -> &Particulars {
        self.particulars.as_deref().unwrap_or(&NONE)
    }
}

/// How far an article has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Nothing was said.
    #[default]
    Unstated,
    /// Nháp.
    Draft,
    /// Chờ duyệt.
    Review,
    /// Đã duyệt.
    Approved,
}

/// Somebody who made the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// Name.
    pub name: EcoString,
    /// Role of REQ-A3, `tac-gia` when none was said.
    pub role: EcoString,
    /// Where the name is written.
    pub range: Range<usize>,
}

impl Article {
    /// The portrait of its person.
    #[must_use]
    pub fn portrait(&self) -> Option<&Cover> {
        self.person.as_ref()?.portrait.as_ref()
    }

    /// The pictures of its front matter, the one that stands for it first: its cover and the portrait of its person.
    pub fn covers(&self) -> impl Iterator<Item = &Cover> {
        self.cover.iter().chain(self.portrait())
    }

    /// The pictures and files that its front matter names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let covers = self.covers().map(|cover| cover.src.as_str());
        let attached = self.attachments.iter();
        let attached = attached.map(|attachment| attachment.src.as_str());
        let sound = self.listen.iter().map(|(src, _)| src.as_str());
        covers.chain(attached).chain(sound)
    }

    /// Reads one file. `default` is the kind of its folder. None when there is no front matter to go by.
    #[must_use]
    pub fn parse(source: &Source, default: &'static Kind) -> Checked<Option<Self>> {
        let mut findings = Vec::new();
        let Some(parts) = split(source).take(&mut findings) else {
            return Checked::new(None, findings);
        };
        let kind = kind_in(&parts.table).unwrap_or(default);
        let front = parts.front.start..parts.front.start;
        let record = record::check(
            source,
            &parts.table,
            front,
            &[ARTICLE, kind.fields],
            &mut findings,
        );
        for finding in &mut findings {
            of_another_kind(finding);
        }
        let article = Self::of(source, &record, kind, parts.body.clone());
        findings.extend(article.told(source, &record));
        // What cannot be read to its end is not blamed for what may stand behind the slip.
        if !record.incomplete {
            findings.extend((kind.check)(source, &record));
        }
        Checked::new(Some(article), parts.spoken(findings))
    }

    fn of(source: &Source, record: &Record, kind: &'static Kind, body: Range<usize>) -> Self {
        let particulars = Particulars::of(record, kind);
        Self {
            path: source.path.as_str().into(),
            kind,
            title: record.text_or_empty("title"),
            date: record
                .moment("date")
                .or_else(|| record.moment("publish_at")),
            summary: record.text_or_empty("summary"),
            bylines: record.records("author").iter().filter_map(byline).collect(),
            tags: record.words("tags"),
            cover: record.record("cover").and_then(cover),
            status: status(record),
            places: record.words("places"),
            record: record.part(kind.fields),
            body,
            particulars: (particulars != *NONE).then(|| Box::new(particulars)),
        }
    }

    /// What is missing, too long, crossed, private or code.
    fn told(&self, source: &Source, record: &Record) -> Vec<Finding> {
        let of_keys = self.missing(record).into_iter().chain(self.too_long());
        let of_keys = of_keys.chain(self.crossed());
        let placed = of_keys.map(|(key, finding)| finding.at(source.place(record.place(key))));
        let mut findings: Vec<_> = placed.collect();
        for key in ["title", "summary"]
            .into_iter()
            .filter(|key| record.has(key))
        {
            let range = record.place(key);
            let text = &source.text[range.clone()];
            let found = private(text, range.start);
            findings.extend(found.map(|(range, finding)| finding.at(source.place(range))));
            findings.extend(escape::code(text).map(|code| {
                let finding = Finding::new(&rules::TEXT_CODE).with("code", &text[code.clone()]);
                finding.at(source.place(range.start + code.start..range.start + code.end))
            }));
        }
        for part in record.records("corrections") {
            if ["text", "wrong", "right"].iter().all(|key| part.lacks(key)) {
                let place = source.place(part.range.clone());
                findings.push(Finding::new(&rules::CORRECTION_EMPTY).at(place));
            }
        }
        findings
    }

    /// Keys that must be there, with what is told when they are not.
    fn missing(&self, record: &Record) -> Vec<(&'static str, Finding)> {
        let part_lacks =
            |key: &str, inner: &str| record.record(key).is_some_and(|part| part.lacks(inner));
        let mut missing = Vec::new();
        if record.lacks("title") {
            missing.push(("title", Finding::new(&rules::TITLE_MISSING)));
        }
        if self.date.is_none() && self.kind.listed && record.lacks("date") {
            missing.push(("date", Finding::new(&rules::DATE_MISSING)));
        }
        if part_lacks("withdrawn", "reason") {
            missing.push(("withdrawn", Finding::new(&rules::WITHDRAWN_REASON)));
        }
        if self.cover.is_some() && part_lacks("cover", "alt") {
            let example = "cover = { src = \"anh.jpg\", alt = \"mô tả ảnh\" }";
            let finding = Finding::new(&rules::ALT_MISSING).with("example", example);
            missing.push(("cover", finding));
        }
        missing
    }

    /// Keys that say more than readers are shown or take in.
    fn too_long(&self) -> Vec<(&'static str, Finding)> {
        let mut long = Vec::new();
        let count = syllable::count(&self.title);
        if count > LONGEST_TITLE {
            let finding = Finding::new(&rules::TITLE_LONG).with("count", count.to_string());
            long.push(("title", finding));
        }
        let count = syllable::count(&self.summary);
        if count > SUMMARY_SHOWN {
            let finding = Finding::new(&rules::SUMMARY_LONG)
                .with("count", count.to_string())
                .with("most", SUMMARY_SHOWN.to_string());
            long.push(("summary", finding));
        }
        long
    }

    /// Dates that stand before what they come after.
    fn crossed(&self) -> impl Iterator<Item = (&'static str, Finding)> {
        let (starting, starts) = match self.publish_at {
            Some(_) => ("publish_at", self.publish_at),
            None => ("date", self.date),
        };
        let pairs = [
            ("expires_at", self.expires_at, starting, starts),
            ("updated", self.updated, "date", self.date),
        ];
        let crossed = pairs.into_iter().filter(|(_, at, _, start)| {
            let seconds = |moment: &Option<Moment>| moment.map(Moment::unix_seconds);
            seconds(at)
                .zip(seconds(start))
                .is_some_and(|(at, start)| at < start)
        });
        crossed.map(|(later, _, earlier, _)| {
            let finding = Finding::new(&rules::DATES_CROSSED)
                .with("later", later)
                .with("earlier", earlier);
            (later, finding)
        })
    }
}

/// Tells of which kind a key is that this one does not know.
fn of_another_kind(finding: &mut Finding) {
    let is_unknown = finding.rule == &rules::KEY_UNKNOWN;
    let key = finding.word("key").filter(|_| is_unknown);
    let known = |kind: &&&Kind| {
        kind.fields
            .iter()
            .any(|field| key == Some(field.key) || key == Some(field.alias))
    };
    if let (Some(key), Some(kind)) = (key, KINDS.iter().find(known)) {
        let told = Finding::new(&rules::KEY_OF_KIND)
            .with("key", key)
            .with("kind", kind.name);
        let place = finding.place.take();
        *finding = Finding { place, ..told };
    }
}

fn kind_in(table: &Table) -> Option<&'static Kind> {
    let entry = table
        .entries
        .iter()
        .find(|entry| matches!(entry.key.as_str(), "kind" | "loai"))?;
    match &entry.item.value {
        Value::Text(name) => kind_of(name),
        _ => None,
    }
}

fn status(record: &Record) -> Status {
    match record.text("status") {
        _ if record.flag("draft") == Some(true) => Status::Draft,
        Some("draft") => Status::Draft,
        Some("review") => Status::Review,
        Some("approved") => Status::Approved,
        _ => Status::Unstated,
    }
}

fn byline(record: &Record) -> Option<Byline> {
    Some(Byline {
        name: record.text("name")?.into(),
        role: record.text("role").unwrap_or("tac-gia").into(),
        range: record.place("name"),
    })
}

/// JSON in a form that says of each value what it is.
mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use serde_json::Value;

    pub fn serialize<S: Serializer>(record: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(record)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}
