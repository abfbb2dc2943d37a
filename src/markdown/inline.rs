//! What stands in a line of text: emphasis, code, links, pictures.

use std::fmt::Write as _;

use pulldown_cmark::{LinkType, Tag};

use super::allowed::Content;
use super::document::{Kind, Node};
use super::pictures::Picture;
use super::writer::Writer;
use super::{Resolved, Use, address, destination, plain};
use crate::diagnostic::{self, Finding, rules};
use crate::text::{escape, normal};

impl<'a> Writer<'a> {
    /// Writes a node of a line.
    pub fn inline(&mut self, node: &'a Node<'a>) {
        match &node.kind {
            Kind::Text(text) => self.text(text),
            Kind::Code(code) => {
                self.out.push_str("<code>");
                self.text(&normal::repair(code));
                self.out.push_str("</code>");
            }
            Kind::SoftBreak => self.out.push('\n'),
            Kind::HardBreak => self.out.push_str("<br>\n"),
            Kind::NoteMark(label) => self.note_mark(label),
            Kind::Task(is_done) => self.task(*is_done),
            Kind::Tag(tag) => self.inline_tag(tag, node),
            Kind::Raw(_) | Kind::Rule | Kind::Directive(_) | Kind::Unknown => {}
        }
    }

    /// Whether links would lie in a link.
    pub fn is_in_link(&self) -> bool {
        self.is_in_link || self.nest.is_in("a")
    }

    /// Asks where a link leads and notes that it was asked. [`None`]: its text stays as plain text.
    pub fn follow(&mut self, target: &str, range: std::ops::Range<usize>) -> Option<String> {
        if !address::is_usable(target) {
            self.report.tell(range, || {
                let rule = if escape::is_safe_url(target) {
                    &rules::LINK_HOST
                } else {
                    &rules::LINK_SCHEME
                };
                diagnostic::address(rule, target)
            });
            return None;
        }
        self.uses.links.push(Use {
            target: target.to_owned(),
            range,
        });
        match self.resolve.link(target) {
            Resolved::Url(url) if address::is_usable(&url) => Some(url),
            _ => None,
        }
    }

    /// Writes `<a href="…"` and what belongs to foreign links.
    pub fn open_link(&mut self, url: &str) {
        let _ = write!(self.out, "<a href=\"{}\"", address::attribute(url));
        if address::is_foreign(url) {
            self.out
                .push_str(" class=\"external\" rel=\"external noopener\"");
        }
    }

    fn inline_tag(&mut self, tag: &Tag, node: &'a Node<'a>) {
        let name = match tag {
            Tag::Emphasis => "em",
            Tag::Strong => "strong",
            Tag::Strikethrough => "del",
            Tag::Link { .. } => return self.link(tag, node),
            Tag::Image { .. } => {
                let picture = self.markdown_picture(node);
                return self.picture(&picture);
            }
            _ => return,
        };
        let _ = write!(self.out, "<{name}>");
        self.nodes(&node.children, Content::Phrasing);
        let _ = write!(self.out, "</{name}>");
    }

    fn link(&mut self, tag: &Tag, node: &'a Node<'a>) {
        let Some((url, title)) = self.begin_link(tag, node) else {
            return self.nodes(&node.children, Content::Phrasing);
        };
        if !title.is_empty() {
            self.attribute("title", &title);
        }
        self.out.push('>');
        let begun = self.out.len();
        let outer = std::mem::replace(&mut self.is_in_link, true);
        self.nodes(&node.children, Content::Phrasing);
        self.is_in_link = outer;
        address::name(&url, &mut self.out, begun);
        self.out.push_str("</a>");
    }

    /// Opens the tag of a Markdown link and gives its address and title; [`None`] when its text stays as plain text.
    pub fn begin_link(&mut self, tag: &Tag, node: &Node) -> Option<(String, String)> {
        let Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } = tag
        else {
            return None;
        };
        let range = destination::of(&self.source.text, self.document, node);
        let url = match link_type {
            LinkType::Email => self.follow(&format!("mailto:{dest_url}"), range),
            _ => self.follow(dest_url, range),
        };
        let url = url.filter(|_| !self.is_in_link())?;
        self.open_link(&url);
        Some((url, plain::printed(title)))
    }

    /// A Markdown picture, asked for and noted.
    pub fn markdown_picture(&mut self, node: &Node) -> Picture {
        let Kind::Tag(Tag::Image {
            dest_url, title, ..
        }) = &node.kind
        else {
            return Picture::default();
        };
        let alt = plain::line(&node.children);
        if alt.is_empty() {
            self.report.tell(node.range.clone(), || {
                Finding::new(&rules::ALT_MISSING).with("example", "![mô tả ảnh](anh.jpg)")
            });
        }
        let range = destination::of(&self.source.text, self.document, node);
        let file = self.ask_picture(dest_url, range);
        Picture {
            file,
            alt,
            caption: plain::printed(title),
            ..Picture::default()
        }
    }

    fn task(&mut self, is_done: bool) {
        let (checked, name) = if is_done {
            (" checked", self.words.done)
        } else {
            ("", self.words.to_do)
        };
        let _ = write!(
            self.out,
            "<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> "
        );
    }
}
