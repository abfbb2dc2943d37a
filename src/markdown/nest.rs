//! Keeps raw HTML well nested: whatever tags content writes, what comes out is balanced and stands where HTML allows
//! it. No raw tag reaches out of the block or directive in which it was written.

use super::address;
use super::allowed::{Content, Element, Place, heading_level};
use super::document::DEEPEST;

/// The raw elements that are open.
pub struct Nest {
    open: Vec<Opened>,
    /// How many of them lie outside the current container, and what that container may hold.
    floor: Floor,
    /// The summary of a `details` without one.
    summary: &'static str,
}

/// What to come back to at the end of a container.
#[derive(Clone, Copy)]
pub struct Floor {
    depth: usize,
    holds: Content,
}

struct Opened {
    element: &'static Element,
    holds: Content,
    /// Whether its tags are written.
    is_shown: bool,
    /// Where its content begins in the output.
    begun: usize,
    /// Where a link leads; empty of all others.
    target: String,
    is_filled: bool,
    has_caption: bool,
    /// The order of the last part of a table.
    order: u8,
}

impl Nest {
    /// Nothing is open; the outermost container holds anything.
    pub const fn new(summary: &'static str) -> Self {
        let floor = Floor {
            depth: 0,
            holds: Content::Flow,
        };
        Self {
            open: Vec::new(),
            floor,
            summary,
        }
    }

    /// Begins a container such as a paragraph, which holds phrasing or flow.
    pub const fn enter(&mut self, holds: Content) -> Floor {
        let outer = self.floor;
        self.floor = Floor {
            depth: self.open.len(),
            holds,
        };
        outer
    }

    /// Ends the container: closes what is open in it.
    pub fn leave(&mut self, outer: Floor, out: &mut String) {
        self.close_to(self.floor.depth, out);
        self.floor = outer;
    }

    /// Closes what cannot hold text or, with [`Content::Flow`], blocks. Says whether the place can hold it then.
    pub fn make_room(&mut self, wanted: Content, out: &mut String) -> bool {
        if wanted == Content::Flow && self.floor.holds == Content::Phrasing {
            return false;
        }
        while !holds(self.current(), wanted) {
            self.close_to(self.open.len() - 1, out);
        }
        self.fill(out);
        true
    }

    /// Makes a place for an element; false when it may not stand here. Then the caller writes its tag and calls
    /// [`Nest::push`], unless the element holds nothing.
    pub fn place(&mut self, element: &'static Element, out: &mut String) -> bool {
        let depth_left = element.content == Content::Nothing || self.open.len() < DEEPEST;
        depth_left
            && match element.place {
                Place::Text => {
                    !(element.name == "a" && self.is_in("a"))
                        && self.make_room(Content::Phrasing, out)
                }
                Place::Block => self.make_room(Content::Flow, out),
                Place::Part => self.place_part(element.name, out),
            }
    }

    /// Notes that the tag of an element is open as the last of the output, or that its content stands without it.
    pub fn push(&mut self, element: &'static Element, is_shown: bool, out: &str) {
        self.open.push(Opened {
            element,
            holds: element.content,
            is_shown,
            begun: out.len(),
            target: String::new(),
            is_filled: false,
            has_caption: false,
            order: 0,
        });
    }

    /// The same of the tag of a link.
    pub fn push_link(&mut self, element: &'static Element, target: String, out: &str) {
        self.push(element, true, out);
        if let Some(opened) = self.open.last_mut() {
            opened.target = target;
        }
    }

    /// Closes the innermost element of that name in this container; false when none is open.
    pub fn close(&mut self, name: &str, out: &mut String) -> bool {
        let found = self.open[self.floor.depth..]
            .iter()
            .rposition(|opened| is_closed_by(name, opened.element.name));
        if let Some(at) = found {
            self.close_to(self.floor.depth + at, out);
        }
        found.is_some()
    }

    /// Whether such an element is open, in this container or around it.
    pub fn is_in(&self, name: &str) -> bool {
        self.open
            .iter()
            .any(|opened| opened.element.name == name && opened.is_shown)
    }

    fn current(&self) -> Content {
        self.open[self.floor.depth..]
            .last()
            .map_or(self.floor.holds, |opened| opened.holds)
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            self.fill_details(out);
            let Some(opened) = self.open.pop() else {
                return;
            };
            if !opened.is_shown {
                continue;
            }
            match opened.element.name {
                "a" => address::name(&opened.target, out, opened.begun),
                // A row without cells is none.
                "tr" if is_blank(out, opened.begun) => out.push_str("<td></td>"),
                _ => {}
            }
            out.push_str("</");
            out.push_str(opened.element.name);
            out.push('>');
            match opened.element.name {
                "table" => out.push_str("</div>"),
                "figcaption" => self.end_caption(),
                _ => {}
            }
        }
    }

    /// A caption that is not the first in its figure must be the last.
    fn end_caption(&mut self) {
        if let Some(figure) = self.open.last_mut().filter(|opened| opened.is_filled) {
            figure.holds = Content::Only(&[]);
        }
    }

    /// Notes that the innermost element gets content.
    fn fill(&mut self, out: &mut String) {
        self.fill_details(out);
        if let Some(opened) = self.open[self.floor.depth..].last_mut() {
            opened.is_filled = true;
        }
    }

    fn fill_details(&mut self, out: &mut String) {
        let Some(opened) = self.open.last_mut() else {
            return;
        };
        if opened.element.name == "details" && !opened.has_caption {
            opened.has_caption = true;
            out.push_str(self.summary);
        }
    }

    fn place_part(&mut self, name: &str, out: &mut String) -> bool {
        let inside = &self.open[self.floor.depth..];
        let Some(at) = inside.iter().rposition(|opened| is_part(name, opened)) else {
            return false;
        };
        let at = self.floor.depth + at;
        let whole = &self.open[at];
        let order = order(name);
        let is_allowed = match name {
            "summary" => !whole.is_filled && !whole.has_caption,
            "figcaption" => !whole.has_caption,
            "caption" | "thead" | "tfoot" => order > whole.order,
            _ => order >= whole.order,
        };
        if is_allowed {
            self.close_to(at + 1, out);
            let whole = &mut self.open[at];
            whole.order = order;
            whole.has_caption |= matches!(name, "summary" | "figcaption");
        }
        is_allowed
    }
}

fn is_blank(out: &str, begun: usize) -> bool {
    out.get(begun..)
        .is_some_and(|content| content.trim().is_empty())
}

/// Headings are not shown at the level at which they are written.
fn is_closed_by(name: &str, open: &str) -> bool {
    name == open || heading_level(name).is_some() && heading_level(open).is_some()
}

const fn holds(content: Content, wanted: Content) -> bool {
    matches!(
        (content, wanted),
        (Content::Flow, _) | (Content::Phrasing, Content::Phrasing)
    )
}

fn is_part(name: &str, whole: &Opened) -> bool {
    match whole.holds {
        Content::Only(parts) => parts.contains(&name),
        _ => matches!(
            (whole.element.name, name),
            ("details", "summary") | ("figure", "figcaption")
        ),
    }
}

/// In which order the parts of a table stand.
fn order(name: &str) -> u8 {
    match name {
        "caption" => 1,
        "thead" => 2,
        "tbody" | "tr" => 3,
        "tfoot" => 4,
        _ => 0,
    }
}
