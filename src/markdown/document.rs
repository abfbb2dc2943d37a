//! A body as a tree: what the Markdown parser says, with directives, set punctuation and raw HTML in pieces.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{CowStr, Options, Parser, Tag};

use super::build::Builder;
use super::directive::Directive;
use super::mask::Masked;
use super::raw::Token;
use super::report::Report;
use crate::diagnostic::{Finding, rules};

/// How large a body may be, in bytes.
const LARGEST: usize = 2_000_000;
/// How deep its blocks and inlines may lie in each other.
pub const DEEPEST: usize = 60;

/// A body that was read.
#[derive(Default)]
pub struct Document<'m> {
    /// What it consists of.
    pub nodes: Vec<Node<'m>>,
    /// Bytes of the destination of each reference definition that is used, by the label of the use.
    pub definitions: HashMap<String, Range<usize>>,
}

/// A piece of a body.
pub struct Node<'m> {
    /// What it is.
    pub kind: Kind<'m>,
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// What it holds.
    pub children: Vec<Node<'m>>,
}

/// What a piece can be.
pub enum Kind<'m> {
    /// Anything with a beginning and an end.
    Tag(Tag<'m>),
    /// Text with its punctuation set, in NFC.
    Text(CowStr<'m>),
    /// A code span.
    Code(CowStr<'m>),
    /// Raw HTML.
    Raw(Vec<Token>),
    /// A line break that means a space.
    SoftBreak,
    /// A line break.
    HardBreak,
    /// A thematic break.
    Rule,
    /// A mark of a footnote.
    NoteMark(CowStr<'m>),
    /// The box of a task, perhaps ticked.
    Task(bool),
    /// A directive, as it was opened.
    Directive(Box<Directive>),
    /// The content of a directive that does not exist.
    Unknown,
}

impl Node<'_> {
    /// Whether it stands in a line of text.
    pub const fn is_inline(&self) -> bool {
        match &self.kind {
            Kind::Tag(tag) => is_inline(tag),
            Kind::Rule | Kind::Raw(_) | Kind::Directive(_) | Kind::Unknown => false,
            _ => true,
        }
    }

    /// Whether it was opened by a directive line.
    pub const fn is_directive(&self) -> bool {
        matches!(self.kind, Kind::Directive(_) | Kind::Unknown)
    }

    /// Whether it is a paragraph of pictures, which may be links, and of nothing else.
    pub fn holds_only_pictures(&self) -> bool {
        let is_picture = |node: &Self| match &node.kind {
            Kind::Tag(Tag::Image { .. }) => true,
            Kind::Tag(Tag::Link { .. }) => match node.children.as_slice() {
                [only] => matches!(only.kind, Kind::Tag(Tag::Image { .. })),
                _ => false,
            },
            _ => false,
        };
        matches!(self.kind, Kind::Tag(Tag::Paragraph))
            && self.children.iter().any(is_picture)
            && self
                .children
                .iter()
                .all(|node| is_picture(node) || node.is_blank())
    }

    fn is_blank(&self) -> bool {
        match &self.kind {
            Kind::SoftBreak | Kind::HardBreak => true,
            Kind::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Whether a tag stands in a line of text.
pub const fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// What of Markdown a body may use besides `CommonMark`.
pub const fn options() -> Options {
    Options::ENABLE_TABLES
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_TASKLISTS)
        .union(Options::ENABLE_HEADING_ATTRIBUTES)
}

/// Reads a body that begins at `offset` of its source. An unreadable one is told and read as empty.
pub fn read<'m>(masked: &'m Masked<'m>, offset: usize, report: &mut Report) -> Document<'m> {
    let whole = offset..offset + masked.text.len().min(1);
    let refuse = |report: &mut Report, vi: &str, en: &str| {
        report.tell(whole.clone(), || {
            Finding::new(&rules::BODY_TOO_MUCH)
                .with("reason", vi)
                .with("reason_en", en)
        });
        Document::default()
    };
    if masked.text.len() > LARGEST {
        return refuse(report, "dài quá 2 MB", "longer than 2 MB");
    }
    if masked.text.lines().any(is_too_deep) {
        return refuse(report, TOO_DEEP.0, TOO_DEEP.1);
    }
    // The parser is not ours: should it panic on some text, that text alone is refused.
    let built = catch_unwind(AssertUnwindSafe(|| {
        let events = Parser::new_ext(&masked.text, options()).into_offset_iter();
        Builder::new(masked, offset, report).run(events)
    }));
    match built {
        Ok(Some(document)) => document,
        Ok(None) => refuse(report, TOO_DEEP.0, TOO_DEEP.1),
        Err(_) => refuse(
            report,
            "trình đọc Markdown bị lỗi",
            "the Markdown parser failed",
        ),
    }
}

const TOO_DEEP: (&str, &str) = (
    "các khối lồng nhau quá sâu",
    "blocks lie too deep in each other",
);

/// Whether a line opens so many quotes and lists at once that the parser, quadratic in their number, would be slow.
fn is_too_deep(line: &str) -> bool {
    let line = line.as_bytes();
    let is_marker = |byte: &u8| b" \t>-+*.)0123456789".contains(byte);
    let prefix = line.iter().take_while(|byte| is_marker(byte)).count();
    let opened = (0..prefix)
        .filter(|at| match line[*at] {
            b'>' => true,
            b'-' | b'+' | b'*' | b'.' | b')' => matches!(line.get(at + 1), Some(b' ' | b'\t')),
            _ => false,
        })
        .count();
    // A thematic break may be as long as it likes.
    let is_break = prefix == line.len() && !line.contains(&b'>');
    opened > DEEPEST && !is_break
}
