//! Directives as HTML.

use std::fmt::Write as _;

use pulldown_cmark::Tag;

use super::allowed::Content;
use super::directive::{Directive, Name, Value};
use super::document::{Kind, Node};
use super::pictures::Picture;
use super::plain::printed;
use super::writer::Writer;
use super::{MediaFile, address};
use crate::diagnostic::{Finding, rules};
use crate::text::{credit, escape};

impl<'a> Writer<'a> {
    /// Writes a directive and its content.
    pub fn directive(&mut self, directive: &Directive, node: &'a Node<'a>) {
        self.line();
        match directive.shape.name {
            Name::Figure => self.figure_directive(directive, node),
            Name::Gallery => self.gallery(directive, node),
            Name::Quote => self.quote(directive, node),
            Name::Box => self.boxed(directive, node),
            Name::Video => self.video(directive, node),
            Name::Audio => self.audio(directive, node),
            Name::Attachment => self.attachment(directive, node),
        }
    }

    /// Content where none may be was told; it is not lost.
    fn behind(&mut self, node: &'a Node<'a>) {
        self.nodes(&node.children, Content::Flow);
    }

    fn figure_directive(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let is_decorative = directive.has("decorative");
        if !is_decorative && directive.get("alt").is_none() {
            self.report.tell(node.range.clone(), || {
                Finding::new(&rules::ALT_MISSING)
                    .with("example", "::: anh src=\"anh.jpg\" alt=\"mô tả ảnh\"")
            });
        }
        let file = directive
            .get("src")
            .and_then(|src| self.ask_picture(&src.text, src.range.clone()));
        let alt = if is_decorative {
            String::new()
        } else {
            printed(directive.text("alt"))
        };
        let (caption, credit) = (
            printed(directive.text("caption")),
            printed(credit::credit(directive.text("credit"))),
        );
        self.figure(
            &Picture {
                file,
                alt,
                caption,
                credit,
            },
            None,
        );
        self.behind(node);
    }

    fn gallery(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let mut found = Vec::new();
        find_pictures(&node.children, &mut found);
        self.in_gallery = true;
        let items = self.apart(|writer| {
            for node in found {
                let picture = writer.markdown_picture(node);
                if picture.file.is_none() {
                    continue;
                }
                writer.out.push_str("<li>");
                writer.figure(&picture, None);
                writer.out.truncate(writer.out.trim_end().len());
                writer.out.push_str("</li>\n");
            }
        });
        self.in_gallery = false;
        if items.is_empty() {
            return;
        }
        let title = printed(directive.text("title"));
        self.out.push_str("<section class=\"gallery\"");
        self.attribute(
            "aria-label",
            if title.is_empty() {
                self.words.gallery
            } else {
                &title
            },
        );
        let _ = writeln!(
            self.out,
            ">\n<ul class=\"gallery-list\">\n{items}</ul>\n</section>"
        );
    }

    fn quote(&mut self, directive: &Directive, node: &'a Node<'a>) {
        self.out
            .push_str("<figure class=\"pull-quote\"><blockquote>\n");
        self.nodes(&node.children, Content::Flow);
        self.out.push_str("</blockquote>");
        self.caption(&printed(directive.text("by")), "");
        self.out.push_str("</figure>\n");
    }

    fn boxed(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let title = printed(directive.text("title"));
        if title.is_empty() {
            let _ = writeln!(
                self.out,
                "<aside class=\"box\" aria-label=\"{}\">",
                self.words.aside
            );
        } else {
            self.boxes += 1;
            let id = format!("box-{}", self.boxes);
            let _ = write!(
                self.out,
                "<aside class=\"box\" aria-labelledby=\"{id}\">\n<p class=\"box-title\" id=\"{id}\">"
            );
            self.text(&title);
            self.out.push_str("</p>\n");
        }
        self.nodes(&node.children, Content::Flow);
        self.out.push_str("</aside>\n");
    }

    fn video(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let title = printed(directive.text("title"));
        match directive.get("src") {
            Some(src) if address::is_foreign(&src.text) => self.foreign_video(src, &title),
            Some(src) => self.own_video(directive, src, &title),
            None => {}
        }
        self.behind(node);
    }

    fn foreign_video(&mut self, src: &Value, title: &str) {
        if let Some(url) = self.ask_embed(&src.text, src.range.clone()) {
            self.out.push_str("<figure class=\"video\">");
            self.frame(&url, title);
            self.caption(title, "");
            self.out.push_str("</figure>\n");
        } else if address::is_usable(&src.text) {
            self.out.push_str("<p>");
            self.open_link(&src.text);
            self.out.push('>');
            self.text(if title.is_empty() { &src.text } else { title });
            self.out.push_str("</a></p>\n");
        }
    }

    fn own_video(&mut self, directive: &Directive, src: &Value, title: &str) {
        let file = self.ask_file(src);
        let poster = directive
            .get("poster")
            .and_then(|poster| self.ask_picture(&poster.text, poster.range.clone()));
        let captions = directive
            .get("captions")
            .and_then(|captions| self.ask_file(captions));
        let Some(file) = file else {
            return self.missing(title);
        };
        self.out
            .push_str("<figure class=\"video\"><video controls preload=\"none\"");
        if let Some(poster) = poster {
            let _ = write!(self.out, " poster=\"{}\"", address::attribute(&poster.url));
            if poster.width > 0 && poster.height > 0 {
                let _ = write!(
                    self.out,
                    " width=\"{}\" height=\"{}\"",
                    poster.width, poster.height
                );
            }
        }
        self.attribute("aria-label", title);
        let _ = write!(
            self.out,
            "><source src=\"{}\"",
            address::attribute(&file.url)
        );
        self.attribute("type", &file.media_type);
        self.out.push('>');
        if let Some(captions) = captions {
            let url = address::attribute(&captions.url);
            let language = self.options.language;
            let _ = write!(
                self.out,
                "<track kind=\"captions\" src=\"{url}\" srclang=\"{}\" label=\"{}\" default>",
                language.code(),
                language.name()
            );
        }
        self.download(&file, title);
        self.out.push_str("</video>");
        self.caption(title, "");
        self.out.push_str("</figure>\n");
    }

    fn audio(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let title = printed(directive.text("title"));
        let Some(file) = directive.get("src").and_then(|src| self.ask_file(src)) else {
            self.missing(&title);
            return self.behind(node);
        };
        self.out.push_str("<figure class=\"audio\">");
        self.caption(&title, "");
        self.out.push_str("<audio controls preload=\"none\"");
        self.attribute("aria-label", &title);
        let _ = write!(
            self.out,
            "><source src=\"{}\"",
            address::attribute(&file.url)
        );
        self.attribute("type", &file.media_type);
        self.out.push('>');
        self.download(&file, &title);
        self.out.push_str("</audio>");
        if !node.children.is_empty() {
            let _ = writeln!(
                self.out,
                "\n<details class=\"transcript\"><summary>{}</summary>",
                self.words.transcript
            );
            self.nodes(&node.children, Content::Flow);
            self.out.push_str("</details>");
        }
        self.out.push_str("</figure>\n");
    }

    fn attachment(&mut self, directive: &Directive, node: &'a Node<'a>) {
        let title = printed(directive.text("title"));
        match directive.get("src").and_then(|src| self.ask_file(src)) {
            Some(file) => {
                let _ = write!(
                    self.out,
                    "<p class=\"attachment\"><a href=\"{}\" download",
                    address::attribute(&file.url)
                );
                self.attribute("type", &file.media_type);
                self.out.push('>');
                self.text(if title.is_empty() { &file.url } else { &title });
                let about =
                    escape::html(&file.format).into_owned() + ", " + &escape::html(&file.size);
                let _ = writeln!(self.out, "</a> <span>({about})</span></p>");
            }
            None => self.missing(&title),
        }
        self.behind(node);
    }

    /// For browsers that play nothing.
    fn download(&mut self, file: &MediaFile, title: &str) {
        let _ = write!(
            self.out,
            "<a href=\"{}\" download>{} ",
            address::attribute(&file.url),
            self.words.download
        );
        self.text(title);
        self.out.push_str("</a>");
    }

    /// The title alone stands where a file is missing.
    fn missing(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("<p>");
            self.text(title);
            self.out.push_str("</p>\n");
        }
    }
}

fn find_pictures<'n>(nodes: &'n [Node<'n>], found: &mut Vec<&'n Node<'n>>) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(Tag::Image { .. }) => found.push(node),
            _ => find_pictures(&node.children, found),
        }
    }
}
