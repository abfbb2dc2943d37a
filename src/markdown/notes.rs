//! Footnotes: numbered as they are first met, written at the end, only when used.

use std::collections::HashMap;
use std::fmt::Write as _;

use pulldown_cmark::Tag;

use super::allowed::Content;
use super::document::{Kind, Node};
use super::writer::Writer;
use crate::diagnostic::{Finding, rules};

/// The notes of a body.
pub struct Notes<'a> {
    definitions: HashMap<String, &'a Node<'a>>,
    /// Every definition, in the order written.
    written: Vec<&'a Node<'a>>,
    /// Number of each used label, from 1.
    numbers: HashMap<String, usize>,
    /// The notes in use.
    used: Vec<Used<'a>>,
}

struct Used<'a> {
    node: &'a Node<'a>,
    /// How many marks link to it.
    marks: usize,
}

impl<'a> Notes<'a> {
    /// Gathers the definitions.
    pub fn of(nodes: &'a [Node<'a>]) -> Self {
        let mut notes = Self {
            definitions: HashMap::new(),
            written: Vec::new(),
            numbers: HashMap::new(),
            used: Vec::new(),
        };
        notes.gather(nodes);
        notes
    }

    fn gather(&mut self, nodes: &'a [Node<'a>]) {
        for node in nodes {
            if let Kind::Tag(Tag::FootnoteDefinition(label)) = &node.kind {
                self.written.push(node);
                self.definitions.entry(label.to_lowercase()).or_insert(node);
            }
            self.gather(&node.children);
        }
    }

    /// The number of a note that is used here; [`None`] when it has no text.
    fn number(&mut self, label: &str) -> Option<usize> {
        let label = label.to_lowercase();
        if let Some(number) = self.numbers.get(&label) {
            return Some(*number);
        }
        let node = self.definitions.get(&label)?;
        self.used.push(Used { node, marks: 0 });
        self.numbers.insert(label, self.used.len());
        Some(self.used.len())
    }

    /// Whether a definition is shown: a second one of the same label is not.
    fn is_used(&self, label: &str, node: &Node) -> bool {
        let number = self.numbers.get(&label.to_lowercase());
        number.is_some_and(|number| std::ptr::eq(self.used[number - 1].node, node))
    }
}

impl Writer<'_> {
    /// Writes the mark of a note. In a link it is only a number: links do not lie in links.
    pub fn note_mark(&mut self, label: &str) {
        let Some(number) = self.notes.number(label) else {
            return;
        };
        if self.is_in_link() {
            let _ = write!(self.out, "<sup class=\"footnote-ref\">{number}</sup>");
            return;
        }
        let used = &mut self.notes.used[number - 1];
        used.marks += 1;
        let id = mark_id(number, used.marks);
        let name = self.words.note;
        let _ = write!(
            self.out,
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" role=\"doc-noteref\" \
             aria-label=\"{name} {number}\">{number}</a></sup>"
        );
    }

    /// Writes the notes that are used, and tells of the others.
    pub fn write_notes(&mut self) {
        // A note may use further notes, and marks in later notes link back to earlier ones.
        let mut texts = Vec::new();
        while let Some(used) = self.notes.used.get(texts.len()) {
            let node = used.node;
            texts.push(self.apart(|writer| writer.nodes(&node.children, Content::Flow)));
        }
        if !texts.is_empty() {
            self.line();
            let _ = writeln!(
                self.out,
                "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{}\">\n<ol>",
                self.words.notes
            );
            for (at, text) in texts.iter().enumerate() {
                self.note(at + 1, text);
            }
            self.out.push_str("</ol>\n</section>\n");
        }
        self.tell_unused();
    }

    fn note(&mut self, number: usize, text: &str) {
        let back = self.back_links(number);
        let _ = writeln!(self.out, "<li id=\"fn-{number}\">");
        match text.trim_end().strip_suffix("</p>") {
            Some(text) => {
                let _ = writeln!(self.out, "{text}{back}</p>");
            }
            None => {
                let _ = writeln!(self.out, "{text}<p>{}</p>", back.trim_start());
            }
        }
        self.out.push_str("</li>\n");
    }

    fn back_links(&self, number: usize) -> String {
        let marks = self.notes.used[number - 1].marks;
        (1..=marks).fold(String::new(), |mut links, mark| {
            let id = mark_id(number, mark);
            let name = self.words.back;
            let again = if mark == 1 {
                String::new()
            } else {
                format!(" ({mark})")
            };
            let _ = write!(
                links,
                " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" \
                 aria-label=\"{name} {number}{again}\">↩</a>"
            );
            links
        })
    }

    fn tell_unused(&mut self) {
        for node in std::mem::take(&mut self.notes.written) {
            let Kind::Tag(Tag::FootnoteDefinition(label)) = &node.kind else {
                continue;
            };
            if !self.notes.is_used(label, node) {
                self.report.tell(node.range.clone(), || {
                    Finding::new(&rules::FOOTNOTE_UNUSED).with("label", label.to_string())
                });
            }
        }
    }
}

fn mark_id(number: usize, mark: usize) -> String {
    match mark {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{mark}"),
    }
}
