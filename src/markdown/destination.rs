//! Where the destination of a link stands in the source.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::document::{Document, Kind, Node};

/// The bytes of a link's or picture's destination: in its definition when it has one, the whole link when it cannot
/// be told.
pub fn of(text: &str, document: &Document, node: &Node) -> Range<usize> {
    let Kind::Tag(
        Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }
        | Tag::Image {
            link_type,
            dest_url,
            id,
            ..
        },
    ) = &node.kind
    else {
        return node.range.clone();
    };
    let found = match link_type {
        LinkType::Autolink | LinkType::Email => Some(node.range.start + 1..node.range.end - 1),
        LinkType::Inline => inline(text, node),
        _ => {
            return document
                .definitions
                .get(&**id)
                .unwrap_or(&node.range)
                .clone();
        }
    };
    found
        .filter(|range| {
            text.get(range.clone())
                .is_some_and(|written| says(written, dest_url))
        })
        .unwrap_or_else(|| node.range.clone())
}

/// The bytes of the destination in a definition `[label]: destination "title"` at `span` of the text.
pub fn of_definition(text: &str, span: &Range<usize>) -> Range<usize> {
    let found = text.get(span.clone()).and_then(|definition| {
        let behind_label = definition.find("]:")? + 2;
        Some(destination(text, span.start + behind_label, span.end))
    });
    found.unwrap_or_else(|| span.clone())
}

fn inline(text: &str, node: &Node) -> Option<Range<usize>> {
    let label_end = node
        .children
        .last()
        .map_or(node.range.start, |child| child.range.end);
    let behind = text.get(label_end..node.range.end)?;
    let opening = behind.find("](")? + 2;
    Some(destination(text, label_end + opening, node.range.end))
}

/// The destination that begins at an offset after white space: up to `>` when it begins with `<`, else up to white
/// space or a parenthesis too many (`CommonMark` 0.31.2, 6.3).
fn destination(text: &str, from: usize, end: usize) -> Range<usize> {
    let rest = &text[from..end];
    let start = from + rest.len() - rest.trim_start().len();
    let rest = &text[start..end];
    let is_pointed = rest.starts_with('<');
    let start = start + usize::from(is_pointed);
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, letter) in text[start..end].char_indices() {
        let ends = !is_escaped
            && match letter {
                '>' => is_pointed,
                '(' => {
                    depth += 1;
                    false
                }
                ')' if !is_pointed => {
                    depth = depth.wrapping_sub(1);
                    depth == usize::MAX
                }
                other => !is_pointed && other.is_ascii_whitespace(),
            };
        if ends {
            return start..start + at;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    start..end
}

/// Whether the bytes may be the destination as written, with escapes or not.
fn says(written: &str, destination: &str) -> bool {
    written == destination || written.contains(['\\', '&'])
}
