//! What few articles say. Most say none of it, and an archive of a hundred thousand has no room for what is not there.

use std::ops::Range;
use std::sync::LazyLock;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::article::Word;
use super::kind::{Kind, Person};
use crate::record::Record;
use crate::text::Moment;

/// What few articles say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the fields are those of front matter, told in `fields.rs`"
)]
pub struct Particulars {
    pub source: Option<(String, String)>,
    pub aliases: Vec<Word>,
    pub publish_at: Option<Moment>,
    pub expires_at: Option<Moment>,
    pub updated: Option<Moment>,
    pub slug: Option<Word>,
    pub id: Option<Word>,
    pub categories: Vec<Word>,
    pub series: Option<Word>,
    pub dateline: String,
    /// Pinned for ever, or until a moment.
    pub pinned: Option<Option<Moment>>,
    pub attachments: Vec<Attachment>,
    pub corrections: Vec<Correction>,
    pub withdrawn: Option<Withdrawal>,
    pub contents: Option<bool>,
    pub listen: Option<Word>,
    pub person: Option<Person>,
}

/// Those of an article that has none.
pub static NONE: LazyLock<Particulars> = LazyLock::new(Particulars::default);

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Attachment {
    pub src: EcoString,
    pub title: String,
    pub range: Range<usize>,
}

/// Đính chính.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Correction {
    pub date: Option<Moment>,
    pub text: String,
    pub wrong: String,
    pub right: String,
}

/// Gỡ bài.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Withdrawal {
    pub date: Option<Moment>,
    pub reason: String,
}

impl Particulars {
    /// What the front matter of an article of a kind says of them.
    #[must_use]
    pub fn of(record: &Record, kind: &Kind) -> Self {
        let word = |key: &str| {
            let text = record.text(key);
            text.map(|text| (text.into(), record.place(key)))
        };
        let source = |from: &Record| (from.text_or_empty("name"), from.text_or_empty("url"));
        let pin = record.record("pinned");
        let pin = pin.filter(|pin| pin.flag("on") != Some(false));
        let attachments = record.records("attachments").iter();
        Self {
            source: record.record("source").map(source),
            aliases: record.words("aliases"),
            publish_at: record.moment("publish_at"),
            expires_at: record.moment("expires_at"),
            updated: record.moment("updated"),
            slug: word("slug"),
            id: word("id"),
            categories: record.words("categories"),
            series: word("series"),
            dateline: record.text_or_empty("dateline"),
            pinned: pin.map(|pin| pin.moment("until")),
            attachments: attachments.filter_map(attachment).collect(),
            corrections: corrections(record),
            withdrawn: withdrawn(record),
            contents: record.flag("toc"),
            listen: word("listen"),
            person: (kind.person)(record),
        }
    }
}

fn attachment(record: &Record) -> Option<Attachment> {
    let src = record.text("src")?;
    let name = src.rsplit('/').next().unwrap_or_default();
    Some(Attachment {
        title: record.text("title").unwrap_or(name).to_owned(),
        src: src.into(),
        range: record.place("src"),
    })
}

fn corrections(record: &Record) -> Vec<Correction> {
    let correction = |record: &Record| Correction {
        date: record.moment("date"),
        text: record.text_or_empty("text"),
        wrong: record.text_or_empty("wrong"),
        right: record.text_or_empty("right"),
    };
    let mut corrections: Vec<_> = record
        .records("corrections")
        .iter()
        .map(correction)
        .filter(|one| {
            [&one.text, &one.wrong, &one.right]
                .iter()
                .any(|text| !text.is_empty())
        })
        .collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
    corrections
}

fn withdrawn(record: &Record) -> Option<Withdrawal> {
    let withdrawal = record.record("withdrawn")?;
    Some(Withdrawal {
        date: withdrawal.moment("date"),
        reason: withdrawal.text_or_empty("reason"),
    })
}
