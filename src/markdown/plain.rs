//! The words of a body without their form: for search, for counting, for titles.

use std::borrow::Cow;

use pulldown_cmark::Tag;

use super::allowed;
use super::directive::Directive;
use super::document::{Document, Kind, Node};
use super::raw::Token;
use crate::text::{normal, punctuation};

/// The text of a body, paragraphs separated by `\n`.
pub fn text(document: &Document) -> String {
    let mut text = String::new();
    write(&document.nodes, &mut text);
    text.truncate(text.trim_end().len());
    match normal::repair(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(repaired) => repaired,
    }
}

/// The text of a title or paragraph, in one line.
pub fn line(nodes: &[Node]) -> String {
    let mut text = String::new();
    write(nodes, &mut text);
    let words: Vec<_> = text.split_whitespace().collect();
    normal::repair(&words.join(" ")).into_owned()
}

/// The first paragraph of a body that has words of its own, in one line.
pub fn lead(document: &Document) -> String {
    let paragraphs = document
        .nodes
        .iter()
        .filter(|node| matches!(node.kind, Kind::Tag(Tag::Paragraph)));
    paragraphs
        .filter(|node| !node.holds_only_pictures())
        .map(|node| line(&node.children))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// A text that no Markdown parser saw, such as a caption, as it is printed.
pub fn printed(text: &str) -> String {
    normal::repair(&punctuation::set(text)).into_owned()
}

fn write(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match &node.kind {
            Kind::Text(words) | Kind::Code(words) => text.push_str(words),
            Kind::SoftBreak | Kind::HardBreak => text.push(' '),
            Kind::Raw(tokens) => raw(tokens, text),
            Kind::Tag(tag) => {
                write(&node.children, text);
                match tag {
                    Tag::TableCell => space(text),
                    _ if !node.is_inline() => end_line(text),
                    _ => {}
                }
            }
            Kind::Directive(directive) => {
                end_line(text);
                attributes(directive, text);
                write(&node.children, text);
            }
            Kind::Unknown => write(&node.children, text),
            Kind::Rule | Kind::NoteMark(_) | Kind::Task(_) => {}
        }
    }
}

fn attributes(directive: &Directive, text: &mut String) {
    for key in ["title", "alt", "caption", "by"] {
        text.push_str(&printed(directive.text(key)));
        end_line(text);
    }
}

fn raw(tokens: &[Token], text: &mut String) {
    for token in tokens {
        let name = match token {
            Token::Text(words) => {
                raw_text(words, text);
                continue;
            }
            Token::Open(tag) => &tag.name,
            Token::Close(name, _) => name,
            Token::Hidden(..) => continue,
        };
        if allowed::element(name).is_some_and(|element| element.place != allowed::Place::Text) {
            end_line(text);
        }
    }
}

/// In HTML a line break is a space, and one space is like many.
fn raw_text(words: &str, text: &mut String) {
    if words.starts_with(char::is_whitespace) {
        space(text);
    }
    for (at, word) in words.split_whitespace().enumerate() {
        text.push_str(if at == 0 { "" } else { " " });
        text.push_str(word);
    }
    if words.ends_with(char::is_whitespace) {
        space(text);
    }
}

fn space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}
