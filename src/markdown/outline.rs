//! The headings of a body: levels from 2 without gaps, unique ids (REQ-X4).

use std::collections::HashMap;

use pulldown_cmark::Tag;

use super::Heading;
use super::document::{Document, Kind, Node};
use super::plain;
use super::report::Report;
use crate::diagnostic::{Finding, rules};
use crate::text::slug::{cut, slug};

/// The ids that a theme may give to parts of its page (`docs/giao-dien.md`): a heading gets them with a number only.
const OF_THE_FRAME: [&str; 5] = ["main", "menu", "q", "share", "top"];

/// A paragraph that begins with `#` is a heading, too; links to it must stay readable.
const LONGEST_ID: usize = 80;

/// The headings in order, and the byte at which each begins.
#[derive(Default)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub starts: Vec<usize>,
}

/// Lists the headings and tells what is wrong with them.
pub fn of(document: &Document, report: &mut Report) -> Outline {
    let mut all = Vec::new();
    find(&document.nodes, &mut all);
    let mut found = Vec::with_capacity(all.len());
    for heading in all {
        let title = plain::line(&heading.children);
        if title.is_empty() {
            report.tell(heading.range.clone(), || {
                Finding::new(&rules::HEADING_EMPTY)
            });
        } else {
            found.push((heading, title));
        }
    }
    let mut taken: Taken = OF_THE_FRAME.map(|id| (id.to_owned(), 1)).into();
    // Ids that an editor gave are promises; the others give way.
    let given: Vec<_> = found
        .iter()
        .map(|(heading, _)| given_id(heading, &mut taken, report))
        .collect();
    let mut outline = Outline::default();
    let mut above = 1;
    let mut levels = Levels::default();
    for ((node, title), given) in found.into_iter().zip(given) {
        let Kind::Tag(Tag::Heading { level, .. }) = &node.kind else {
            continue;
        };
        let written = (*level as u8).max(2);
        tell_level(node, above, written, report);
        above = written;
        let level = levels.next(written);
        let id = given.unwrap_or_else(|| {
            let slug = slug(&title);
            let slug = cut(&slug, LONGEST_ID);
            unique(if slug.is_empty() { "muc" } else { slug }, &mut taken)
        });
        outline.headings.push(Heading { level, id, title });
        outline.starts.push(node.range.start);
    }
    outline
}

/// The headings around the current one: level as written, level as shown.
#[derive(Default)]
struct Levels(Vec<(u8, u8)>);

impl Levels {
    /// The level at which a heading is shown: never more than one below what it belongs to.
    fn next(&mut self, written: u8) -> u8 {
        while self.0.last().is_some_and(|(above, _)| *above >= written) {
            self.0.pop();
        }
        let shown = self.0.last().map_or(1, |(_, shown)| *shown) + 1;
        self.0.push((written, shown));
        shown
    }
}

fn find<'n, 'm>(nodes: &'n [Node<'m>], found: &mut Vec<&'n Node<'m>>) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(Tag::Heading { .. }) => found.push(node),
            // Notes may be shown late, or not at all.
            Kind::Tag(Tag::FootnoteDefinition(_)) => {}
            _ => find(&node.children, found),
        }
    }
}

fn given_id(node: &Node, taken: &mut Taken, report: &mut Report) -> Option<String> {
    let Kind::Tag(Tag::Heading { id: Some(id), .. }) = &node.kind else {
        return None;
    };
    let is_plain = id.bytes().all(|byte| byte.is_ascii_graphic());
    let wanted = if is_plain { id.to_string() } else { slug(id) };
    if wanted.is_empty() {
        return None;
    }
    let new = unique(&wanted, taken);
    if new != wanted {
        report.tell(node.range.clone(), || {
            Finding::new(&rules::HEADING_ID_TWICE)
                .with("id", &wanted)
                .with("new", &new)
        });
    }
    Some(new)
}

fn tell_level(node: &Node, above: u8, level: u8, report: &mut Report) {
    let Kind::Tag(Tag::Heading { level: written, .. }) = &node.kind else {
        return;
    };
    if *written as u8 == 1 {
        report.tell(node.range.clone(), || Finding::new(&rules::HEADING_ONE));
    } else if level > above + 1 {
        report.tell(node.range.clone(), || {
            Finding::new(&rules::HEADING_SKIP)
                .with("from", above.to_string())
                .with("to", level.to_string())
        });
    }
}

/// The ids of a page, and the last number that was added to each.
type Taken = HashMap<String, usize>;

/// The id, or the id with the first free number from 2 on.
fn unique(id: &str, taken: &mut Taken) -> String {
    let id = if is_ours(id) {
        format!("muc-{id}")
    } else {
        id.to_owned()
    };
    let Some(last) = taken.get(&id) else {
        taken.insert(id.clone(), 1);
        return id;
    };
    let mut number = last + 1;
    while taken.contains_key(&format!("{id}-{number}")) {
        number += 1;
    }
    let numbered = format!("{id}-{number}");
    taken.insert(id, number);
    taken.insert(numbered.clone(), 1);
    numbered
}

/// Whether an id is like those of notes and boxes: `fn-1`, `fnref-1-2`, `box-1`.
fn is_ours(id: &str) -> bool {
    ["fn-", "fnref-", "box-"].iter().any(|prefix| {
        let rest = id.strip_prefix(prefix).unwrap_or_default();
        !rest.is_empty()
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}
