//! Directives and raw HTML in the tree of a body.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter};

use super::Builder;
use crate::diagnostic::{Finding, rules};
use crate::markdown::directive::{Content, Directive, Name, misplaced};
use crate::markdown::directive_line::{self, Line};
use crate::markdown::document::{DEEPEST, Kind, Node};
use crate::markdown::raw::Chunk;
use crate::markdown::raw_scanner;

/// Directives, raw HTML and definitions.
impl<'m> Builder<'m, '_, '_> {
    pub(super) fn html_block(
        &mut self,
        events: &mut OffsetIter<'m>,
        block: &Range<usize>,
    ) -> Option<()> {
        self.flush(None);
        let mut chunk = Chunk::default();
        for (event, range) in events.by_ref() {
            let (Event::Html(html) | Event::Text(html)) = event else {
                break;
            };
            if range.len() != html.len() {
                // Spaces that the parser made up.
                continue;
            }
            chunk.push(
                &self.masked.original[range.clone()],
                self.offset + range.start,
            );
        }
        let lines = self.masked.lines_in(block);
        match self.masked.line_at(block.start) {
            Some(number) => {
                self.seen[number] = true;
                self.directive(self.masked.lines[number].clone())?;
            }
            None => {
                if chunk.text.starts_with("<!--") {
                    self.seen[lines].fill(true);
                }
                let range = self.source(block);
                self.add(Node {
                    kind: Kind::Raw(raw_scanner::tokens(&chunk)),
                    range,
                    children: Vec::new(),
                });
            }
        }
        Some(())
    }

    fn directive(&mut self, line: Range<usize>) -> Option<()> {
        let range = self.source(&line);
        match directive_line::read(&self.masked.original[line]) {
            Some(Line::Open(name, parts)) => {
                let kind = match Directive::check(&name, parts, &range, self.report) {
                    Some(directive) => {
                        self.tell_wrong_parent(&directive, &range);
                        Kind::Directive(Box::new(directive))
                    }
                    None => Kind::Unknown,
                };
                self.open.push(Node {
                    kind,
                    range,
                    children: Vec::new(),
                });
            }
            Some(Line::Close) => match self.open.last() {
                Some(node) if node.is_directive() => {
                    self.tell_wrong_content();
                    self.close();
                }
                _ => self
                    .report
                    .tell(range, || Finding::new(&rules::DIRECTIVE_CLOSE)),
            },
            None => {}
        }
        (self.open.len() <= DEEPEST).then_some(())
    }

    /// Closes directives that the end of what is around them leaves open.
    pub(super) fn close_directives(&mut self) {
        while let Some(node) = self.open.last().filter(|node| node.is_directive()) {
            let range = node.range.clone();
            if let Kind::Directive(directive) = &node.kind {
                let name = &directive.written;
                self.report.tell(range, || {
                    Finding::new(&rules::DIRECTIVE_OPEN).with("name", name)
                });
            }
            self.close();
        }
    }

    fn tell_wrong_parent(&mut self, directive: &Directive, range: &Range<usize>) {
        let parent = self.open.iter().rev().find_map(|node| match &node.kind {
            Kind::Directive(parent) => Some(parent),
            _ => None,
        });
        if let Some(parent) = parent.filter(|parent| parent.shape.content != Content::Anything) {
            let (vi, en) = (parent.shape.vi, parent.shape.en);
            let vi = format!("không đặt được trong khối `{vi}`");
            let en = format!("it may not stand in a block `{en}`");
            directive.blame(range.clone(), self.report, &vi, &en);
        }
    }

    /// Tells what is wrong with the content of the innermost node, a directive that is about to close.
    fn tell_wrong_content(&mut self) {
        let Some(Node {
            kind: Kind::Directive(directive),
            range,
            children,
        }) = self.open.last()
        else {
            return;
        };
        let mut blame =
            |range: &Range<usize>, vi, en| directive.blame(range.clone(), self.report, vi, en);
        match directive.shape.content {
            Content::Nothing => {
                if let Some(child) = children.first() {
                    blame(&child.range, "không chứa nội dung", "it holds no content");
                }
            }
            Content::Pictures => {
                if let Some(child) = children.iter().find(|child| !child.holds_only_pictures()) {
                    blame(
                        &child.range,
                        "chỉ chứa ảnh `![mô tả](tệp)`",
                        "it holds only pictures `![what it shows](file)`",
                    );
                } else if children.is_empty() {
                    blame(range, "chưa có ảnh nào", "it has no picture");
                }
            }
            Content::Text | Content::Anything => {
                if children.is_empty() && directive.shape.name != Name::Audio {
                    blame(range, "chưa có nội dung", "it has no content");
                }
            }
        }
    }

    pub(super) fn tell_unseen(&mut self) {
        for (line, _) in self
            .masked
            .lines
            .iter()
            .zip(&self.seen)
            .filter(|(_, seen)| !**seen)
        {
            let range = self.source(line);
            self.report
                .tell(range, || misplaced(&self.masked.original[line.clone()]));
        }
    }
}
