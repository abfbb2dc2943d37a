//! Builds the tree of a body from the parser's events.

mod directives;

use std::mem;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, OffsetIter, Tag};

use super::destination;
use super::document::{DEEPEST, Document, Kind, Node, is_inline};
use super::mask::Masked;
use super::raw::{self, Chunk};
use super::raw_scanner;
use super::report::Report;
use super::slips::slips;
use crate::diagnostic::{Finding, private, rules};
use crate::text::normal;
use crate::text::punctuation::Punctuation;

/// Puts events together. Ranges of events count from the start of the body, ranges of nodes from that of the source.
pub struct Builder<'m, 'r, 's> {
    masked: &'m Masked<'m>,
    offset: usize,
    report: &'r mut Report<'s>,
    document: Document<'m>,
    /// The nodes around the current place, outermost first.
    open: Vec<Node<'m>>,
    texts: Vec<(CowStr<'m>, Range<usize>)>,
    punctuation: Punctuation,
    /// Directive lines that were understood, or stand where they mean nothing.
    seen: Vec<bool>,
}

impl<'m, 'r, 's> Builder<'m, 'r, 's> {
    /// Begins with nothing.
    pub fn new(masked: &'m Masked<'m>, offset: usize, report: &'r mut Report<'s>) -> Self {
        Self {
            masked,
            offset,
            report,
            document: Document::default(),
            open: Vec::new(),
            texts: Vec::new(),
            punctuation: Punctuation::default(),
            seen: vec![false; masked.lines.len()],
        }
    }

    /// The whole tree; [`None`] when it is too deep.
    pub fn run(mut self, mut events: OffsetIter<'m>) -> Option<Document<'m>> {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Text(text) => self.text(text, range),
                Event::Start(Tag::HtmlBlock) => self.html_block(&mut events, &range)?,
                Event::Start(tag) => {
                    self.define(&tag, &events);
                    self.start(Kind::Tag(tag), range)?;
                }
                Event::End(_) => self.end(),
                event => self.leaf(event, range),
            }
        }
        self.flush(None);
        self.close_directives();
        self.tell_unseen();
        raw::drop_hidden(&mut self.document.nodes);
        Some(self.document)
    }

    fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    fn start(&mut self, kind: Kind<'m>, range: Range<usize>) -> Option<()> {
        if matches!(&kind, Kind::Tag(tag) if is_inline(tag)) {
            self.flush(Some('x'));
        } else {
            self.flush(None);
            self.punctuation = Punctuation::default();
        }
        let range = self.source(&range);
        self.open.push(Node {
            kind,
            range,
            children: Vec::new(),
        });
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn end(&mut self) {
        self.flush(None);
        self.close_directives();
        self.close();
    }

    /// Notes where the definition of a reference writes its destination.
    fn define(&mut self, tag: &Tag, events: &OffsetIter) {
        let (Tag::Link { id, .. } | Tag::Image { id, .. }) = tag else {
            return;
        };
        if id.is_empty() || self.document.definitions.contains_key(&**id) {
            return;
        }
        if let Some(definition) = events.reference_definitions().get(id) {
            let range = destination::of_definition(self.masked.original, &definition.span);
            let range = self.source(&range);
            self.document.definitions.insert(id.to_string(), range);
        }
    }

    /// Closes the innermost node.
    fn close(&mut self) {
        let Some(mut node) = self.open.pop() else {
            return;
        };
        if !matches!(&node.kind, Kind::Tag(tag) if is_inline(tag)) {
            self.punctuation = Punctuation::default();
        }
        raw::drop_hidden(&mut node.children);
        self.add(node);
    }

    fn add(&mut self, node: Node<'m>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.document.nodes.push(node),
        }
    }

    fn leaf(&mut self, event: Event<'m>, range: Range<usize>) {
        self.flush(matches!(event, Event::Code(_)).then_some('x'));
        let (kind, letter) = match event {
            Event::Code(code) => (Kind::Code(code), 'x'),
            Event::InlineHtml(html) => {
                if let Some(number) = self.masked.line_at(range.start) {
                    // An indented directive line in a paragraph: the editor sees it as it was typed.
                    let line = &self.masked.original[self.masked.lines[number].clone()];
                    (Kind::Text(line.into()), 'x')
                } else {
                    let written = &self.masked.original[range.clone()];
                    let chunk = Chunk::inline(&html, written, self.offset + range.start);
                    (Kind::Raw(raw_scanner::tokens(&chunk)), ' ')
                }
            }
            Event::SoftBreak => (Kind::SoftBreak, ' '),
            Event::HardBreak => (Kind::HardBreak, ' '),
            Event::Rule => (Kind::Rule, ' '),
            Event::FootnoteReference(label) => (Kind::NoteMark(label), 'x'),
            Event::TaskListMarker(is_done) => (Kind::Task(is_done), ' '),
            // Mathematics is not among the options; blocks of HTML come as a whole.
            _ => return,
        };
        // Raw tags such as <b> do not part a quote from its text.
        if !matches!(kind, Kind::Raw(_)) {
            self.punctuation.pass(letter);
        }
        let range = self.source(&range);
        self.add(Node {
            kind,
            range,
            children: Vec::new(),
        });
    }
}

/// Text.
impl<'m> Builder<'m, '_, '_> {
    fn text(&mut self, text: CowStr<'m>, range: Range<usize>) {
        match self.open.last().map(|node| &node.kind) {
            Some(Kind::Tag(Tag::CodeBlock(_))) => self.code(text, &range),
            _ => self.texts.push((text, range)),
        }
    }

    /// A piece of a code block: directive lines in it are code.
    fn code(&mut self, text: CowStr<'m>, range: &Range<usize>) {
        let lines = self.masked.lines_in(range);
        let mut code = text;
        if !lines.is_empty() {
            self.seen[lines].fill(true);
            if code.len() == range.len() {
                code = self.masked.original[range.clone()].into();
            }
        }
        let range = self.source(range);
        self.add(Node {
            kind: Kind::Text(code),
            range,
            children: Vec::new(),
        });
    }

    /// Joins the texts since the last other event into one node; `after` is what follows them in the same line.
    fn flush(&mut self, after: Option<char>) {
        let texts = mem::take(&mut self.texts);
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else {
            return;
        };
        let written = first.1.start..last.1.end;
        let range = self.source(&written);
        self.tell_missing_notes(&texts);
        self.tell_slips(written);
        let joined = if self.is_in_address() {
            joined(texts)
        } else {
            let escaped = self.escaped(&texts);
            let joined = joined(texts);
            match self.punctuation.set(&joined, &escaped, after) {
                std::borrow::Cow::Borrowed(_) => joined,
                std::borrow::Cow::Owned(set) => set.into(),
            }
        };
        // Entities may have brought in what is not NFC.
        let text = match normal::repair(&joined) {
            std::borrow::Cow::Borrowed(_) => joined,
            std::borrow::Cow::Owned(repaired) => repaired.into(),
        };
        self.add(Node {
            kind: Kind::Text(text),
            range,
            children: Vec::new(),
        });
    }

    /// Whether the text is that of `<https://…>`.
    fn is_in_address(&self) -> bool {
        let Some(node) = self.open.last() else {
            return false;
        };
        matches!(
            node.kind,
            Kind::Tag(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            })
        )
    }

    /// Offsets in the joined text of characters that were written `\"` or `&quot;`.
    fn escaped(&self, texts: &[(CowStr, Range<usize>)]) -> Vec<usize> {
        let written = self.masked.text.as_bytes();
        let mut offsets = Vec::new();
        let mut joined = 0;
        for (text, range) in texts {
            let is_entity = written.get(range.start) == Some(&b'&') && !text.starts_with('&');
            let is_backslashed = range.start > 0 && written[range.start - 1] == b'\\';
            if is_entity || is_backslashed {
                offsets.push(joined);
            }
            joined += text.len();
        }
        offsets
    }

    /// `[^label]` without a definition comes as three texts: `[`, `^label`, `]`.
    fn tell_missing_notes(&mut self, texts: &[(CowStr, Range<usize>)]) {
        for three in texts.windows(3) {
            let [(opening, from), (label, _), (closing, to)] = three else {
                continue;
            };
            let is_mark = opening.ends_with('[') && closing.starts_with(']');
            let Some(label) = label
                .strip_prefix('^')
                .filter(|label| is_mark && is_label(label))
            else {
                continue;
            };
            let range = self.offset + from.end - 1..self.offset + to.start + 1;
            self.report.tell(range, || {
                Finding::new(&rules::FOOTNOTE_MISSING).with("label", label)
            });
        }
    }

    /// Tells marks that readers see as they were typed, and numbers that they should not see.
    fn tell_slips(&mut self, written: Range<usize>) {
        if self.report.is_silent {
            return;
        }
        let text = &self.masked.original[written.clone()];
        let start = self.offset + written.start;
        for (range, finding) in private(text, start) {
            self.report.tell(range, || finding);
        }
        let before = self.masked.original[..written.start].trim_end_matches(' ');
        for slip in slips(text, before.is_empty() || before.ends_with('\n')) {
            self.report
                .tell(start + slip.range.start..start + slip.range.end, || {
                    Finding::new(&rules::MARKUP)
                        .with("mark", &text[slip.range.clone()])
                        .with("meant", slip.meant[0])
                        .with("meant_en", slip.meant[1])
                        .with("right", &slip.right)
                });
        }
    }
}

fn joined(mut texts: Vec<(CowStr<'_>, Range<usize>)>) -> CowStr<'_> {
    match texts.pop() {
        Some((text, _)) if texts.is_empty() => text,
        Some((text, _)) => {
            let mut joined: String = texts.iter().map(|(text, _)| &**text).collect();
            joined.push_str(&text);
            joined.into()
        }
        None => CowStr::Borrowed(""),
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && !label.contains(char::is_whitespace)
}
