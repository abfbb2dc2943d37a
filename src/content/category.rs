//! What an `_index.md` says of a category (chuyên mục) or a term.

use std::ops::Range;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::front_matter::split;
use super::kind::Kind;
use super::kinds::kind_of;
use super::picture::{Cover, cover};
use crate::diagnostic::Checked;
use crate::record::{self, Field};
use crate::text::Source;

/// `_index.md` as its writer meant it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the fields are those of `_index.md`, told in `fields.rs`"
)]
pub struct Category {
    /// Path of the file below the root; empty when the folder has none.
    pub path: EcoString,
    pub title: String,
    pub description: String,
    pub order: Option<i64>,
    pub kind: Option<&'static Kind>,
    pub hidden: bool,
    pub home: Option<usize>,
    pub slug: Option<String>,
    pub cover: Option<Cover>,
    /// The introduction in the file.
    pub body: Range<usize>,
}

impl Category {
    /// The folder below `content/` that the file lies in; none without a file.
    #[must_use]
    pub fn folder(&self) -> Option<&str> {
        let (folder, _) = self.path.strip_prefix("content/")?.rsplit_once('/')?;
        Some(folder)
    }

    /// Reads one `_index.md` by the fields of a category or of a term.
    #[must_use]
    pub fn parse(source: &Source, fields: &'static [Field]) -> Checked<Self> {
        let mut findings = Vec::new();
        let Some(parts) = split(source).take(&mut findings) else {
            return Checked::new(
                Self {
                    path: source.path.as_str().into(),
                    ..Self::default()
                },
                findings,
            );
        };
        let front = parts.front.start..parts.front.start;
        let record = record::check(source, &parts.table, front, &[fields], &mut findings);
        let category = Self {
            path: source.path.as_str().into(),
            title: record.text_or_empty("title"),
            description: record.text_or_empty("description"),
            order: record.number("order"),
            kind: record.text("kind").and_then(kind_of),
            hidden: record.flag("hidden").unwrap_or(false),
            home: record
                .number("home")
                .and_then(|count| usize::try_from(count).ok()),
            slug: record.text("slug").map(str::to_owned),
            cover: record.record("cover").and_then(cover),
            body: parts.body.clone(),
        };
        Checked::new(category, parts.spoken(findings))
    }
}
