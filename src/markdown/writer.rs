//! Writes a body as HTML. Facts about it come from the same walk, so that what is told is what is shown.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Tag};

use super::allowed::Content;
use super::document::{Document, Kind, Node};
use super::nest::Nest;
use super::notes::Notes;
use super::outline::Outline;
use super::report::Report;
use super::words::{self, Words};
use super::{Options, Resolve, Use};
use crate::text::{Source, escape, scan};

/// The HTML so far, and all that writing on depends on.
pub struct Writer<'a> {
    pub source: &'a Source,
    pub options: &'a Options,
    pub document: &'a Document<'a>,
    pub resolve: &'a dyn Resolve,
    pub words: &'static Words,
    pub report: Report<'a>,
    pub uses: Uses,
    pub out: String,
    /// Whether anybody reads the output: texts, most of it, are spared otherwise.
    pub is_read: bool,
    /// Whether pictures are tiles of a gallery.
    pub in_gallery: bool,
    pub nest: Nest,
    pub notes: Notes<'a>,
    /// Whether links would lie in a link.
    pub is_in_link: bool,
    /// Whether raw HTML was written.
    pub has_raw: bool,
    /// The level of the last heading; 0 before the first.
    pub level: u8,
    pub boxes: usize,
    pub tables: usize,
    /// How many opening tags of raw HTML were left out, by name, and have not been closed.
    pub removed: HashMap<String, usize>,
    outline: HashMap<usize, (u8, String)>,
}

/// What a body uses of the site.
#[derive(Default)]
pub struct Uses {
    pub links: Vec<Use>,
    pub pictures: Vec<Use>,
    pub files: Vec<Use>,
}

impl<'a> Writer<'a> {
    /// Begins with nothing written.
    pub fn new(
        source: &'a Source,
        options: &'a Options,
        document: &'a Document<'a>,
        outline: &Outline,
        resolve: &'a dyn Resolve,
        report: Report<'a>,
    ) -> Self {
        let words = words::of(options.language);
        let headings = outline.headings.iter().zip(&outline.starts);
        Self {
            source,
            options,
            document,
            resolve,
            words,
            report,
            uses: Uses::default(),
            out: String::new(),
            is_read: true,
            in_gallery: false,
            nest: Nest::new(words.summary),
            notes: Notes::of(&document.nodes),
            is_in_link: false,
            has_raw: false,
            level: 0,
            boxes: 0,
            tables: 0,
            removed: HashMap::new(),
            outline: headings
                .map(|(heading, at)| (*at, (heading.level, heading.id.clone())))
                .collect(),
        }
    }

    /// Writes the whole body.
    pub fn body(&mut self) {
        let document = self.document;
        self.nodes(&document.nodes, Content::Flow);
        self.write_notes();
    }

    /// Writes the content of a container that holds phrasing or flow.
    pub fn nodes(&mut self, nodes: &'a [Node<'a>], holds: Content) {
        let outer = self.nest.enter(holds);
        for node in nodes {
            match &node.kind {
                Kind::Raw(tokens) => self.raw(tokens),
                _ if node.is_inline() => {
                    self.nest.make_room(Content::Phrasing, &mut self.out);
                    self.inline(node);
                }
                _ => {
                    self.nest.make_room(Content::Flow, &mut self.out);
                    self.block(node);
                }
            }
        }
        self.nest.leave(outer, &mut self.out);
    }

    /// What a closure writes, instead of the output.
    pub fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, outer)
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) {
        if self.is_read {
            escape::push_html(&printable(text), &mut self.out);
        }
    }

    /// ` name="value"`, escaped.
    pub fn attribute(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        self.text(value);
        self.out.push('"');
    }

    /// Goes to a new line unless at the start of one.
    pub fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn wrapped(&mut self, opening: &str, node: &'a Node<'a>, holds: Content, closing: &str) {
        self.line();
        self.out.push_str(opening);
        self.nodes(&node.children, holds);
        self.out.push_str(closing);
    }
}

/// Blocks.
impl<'a> Writer<'a> {
    fn block(&mut self, node: &'a Node<'a>) {
        match &node.kind {
            Kind::Tag(tag) => self.tag(tag, node),
            Kind::Rule => {
                self.line();
                self.out.push_str("<hr>\n");
            }
            Kind::Directive(directive) => self.directive(directive, node),
            Kind::Unknown => self.nodes(&node.children, Content::Flow),
            _ => {}
        }
    }

    fn tag(&mut self, tag: &Tag, node: &'a Node<'a>) {
        match tag {
            // One without words is no heading, and neither is one in a note.
            Tag::Paragraph | Tag::Heading { .. } => match self.outline.remove(&node.range.start) {
                Some((level, id)) => self.heading(level, &id, node),
                None if node.holds_only_pictures() => self.pictures(node),
                None => self.paragraph(node),
            },
            Tag::BlockQuote(_) => {
                self.wrapped("<blockquote>\n", node, Content::Flow, "</blockquote>\n");
            }
            Tag::CodeBlock(_) => self.code_block(node),
            Tag::List(None) => self.wrapped("<ul>\n", node, Content::Flow, "</ul>\n"),
            Tag::List(Some(1)) => self.wrapped("<ol>\n", node, Content::Flow, "</ol>\n"),
            Tag::List(Some(start)) => {
                self.wrapped(
                    &format!("<ol start=\"{start}\">\n"),
                    node,
                    Content::Flow,
                    "</ol>\n",
                );
            }
            Tag::Item => self.item(node),
            Tag::Table(alignments) => self.table(alignments, node),
            // Written at the end.
            Tag::FootnoteDefinition(_) => {}
            _ => self.nodes(&node.children, Content::Flow),
        }
    }

    /// One of which nothing is left, because it was all comments and tags, is not shown.
    fn paragraph(&mut self, node: &'a Node<'a>) {
        self.line();
        let start = self.out.len();
        self.wrapped("<p>", node, Content::Phrasing, "</p>\n");
        if self.out[start..] == *"<p></p>\n" {
            self.out.truncate(start);
        }
    }

    fn heading(&mut self, level: u8, id: &str, node: &'a Node<'a>) {
        self.level = level;
        let opening = format!("<h{level} id=\"{}\">", escape::html(id));
        self.wrapped(&opening, node, Content::Phrasing, &format!("</h{level}>\n"));
    }

    /// A long line of code is scrolled, with the keyboard too.
    fn code_block(&mut self, node: &Node) {
        self.line();
        self.out.push_str("<pre tabindex=\"0\"><code>");
        for child in &node.children {
            if let Kind::Text(code) = &child.kind {
                self.text(code);
            }
        }
        self.out.push_str("</code></pre>\n");
    }

    fn item(&mut self, node: &'a Node<'a>) {
        let first = node.children.first();
        let inner = first.and_then(|child| child.children.first());
        let is_task = [first, inner]
            .into_iter()
            .flatten()
            .any(|child| matches!(child.kind, Kind::Task(_)));
        let is_loose = first.is_some_and(|child| !child.is_inline());
        self.line();
        self.out.push_str(if is_task {
            "<li class=\"task\">"
        } else {
            "<li>"
        });
        if is_loose {
            self.out.push('\n');
        }
        self.nodes(&node.children, Content::Flow);
        self.out.push_str("</li>\n");
    }

    /// A table that is too wide scrolls in its frame, with the keyboard too.
    pub fn open_table_frame(&mut self) {
        self.tables += 1;
        self.out
            .push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
        match self.tables {
            1 => self.attribute("aria-label", self.words.table),
            number => self.attribute("aria-label", &format!("{} {number}", self.words.table)),
        }
        self.out.push('>');
    }

    fn table(&mut self, alignments: &[Alignment], node: &'a Node<'a>) {
        self.line();
        self.open_table_frame();
        self.out.push_str("\n<table>\n");
        for (number, row) in node.children.iter().enumerate() {
            let is_head = matches!(row.kind, Kind::Tag(Tag::TableHead));
            self.out.push_str(if is_head { "<thead>\n" } else { "" });
            self.out
                .push_str(if number == 1 { "<tbody>\n" } else { "" });
            self.row(alignments, row, is_head);
            self.out.push_str(if is_head { "</thead>\n" } else { "" });
        }
        self.out.push_str(if node.children.len() > 1 {
            "</tbody>\n"
        } else {
            ""
        });
        self.out.push_str("</table>\n</div>\n");
    }

    fn row(&mut self, alignments: &[Alignment], row: &'a Node<'a>, is_head: bool) {
        self.out.push_str("<tr>\n");
        for (number, cell) in row.children.iter().enumerate() {
            let is_empty = cell.children.is_empty();
            // An empty header would name nothing.
            let name = if is_head && !is_empty { "th" } else { "td" };
            let scope = if name == "th" { " scope=\"col\"" } else { "" };
            let class = match alignments.get(number) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                _ => "",
            };
            let _ = write!(self.out, "<{name}{scope}{class}>");
            self.nodes(&cell.children, Content::Phrasing);
            let _ = writeln!(self.out, "</{name}>");
        }
        self.out.push_str("</tr>\n");
    }
}

/// The text without the characters that HTML forbids, written as entities or not, and without strokes (U+0338) through
/// anything but a sign of mathematics: NFC would join one that has no letter to the `>` of a tag before it.
fn printable(text: &str) -> Cow<'_, str> {
    const STROKE: char = '\u{338}';
    if scan::is_ordinary(text) || !text.contains(|letter| letter == STROKE || is_forbidden(letter))
    {
        return Cow::Borrowed(text);
    }
    let is_sign = |before: char| matches!(before, '!'..='~' | '\u{2190}'..='\u{22FF}');
    let mut printable = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_forbidden(*letter)) {
        if letter != STROKE || printable.ends_with(is_sign) {
            printable.push(letter);
        }
    }
    Cow::Owned(printable)
}

fn is_forbidden(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}
