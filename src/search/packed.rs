//! The postings of one article as they are remembered: columns of bytes, as files hold them.

use serde::{Deserialize, Serialize};

use super::columns;
use super::postings::{BODY, HEAD, NEXT, Posting, TITLE};

/// Postings in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Forms, each with a line's end.
    forms: String,
    flags: Vec<u8>,
    title: Vec<u8>,
    head: Vec<u8>,
    next: Vec<u8>,
}

/// One posting, encoded.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields are those of a posting")]
pub struct Row<'a> {
    pub form: &'a str,
    pub flags: u8,
    pub title: &'a [u8],
    pub head: &'a [u8],
    pub next: &'a [u8],
}

/// Which postings a file holds: most queries are answered by the first kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Those of titles, names and summaries.
    Heads,
    /// Those of bodies.
    Bodies,
}

impl Level {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Heads, Self::Bodies];

    /// What of a posting belongs to this level, if anything does.
    #[must_use]
    pub fn of<'a>(self, row: &Row<'a>) -> Option<Row<'a>> {
        let (flags, places, next) = match self {
            Self::Heads => (
                row.flags & (TITLE | HEAD),
                (row.title, row.head),
                &row.next[..0],
            ),
            Self::Bodies => (
                row.flags & (BODY | NEXT),
                (&row.title[..0], &row.head[..0]),
                row.next,
            ),
        };
        if flags == 0 {
            return None;
        }
        Some(Row {
            form: row.form,
            flags,
            title: places.0,
            head: places.1,
            next,
        })
    }
}

impl Packed {
    /// Packs the postings of an article.
    #[must_use]
    pub fn of(postings: &[Posting]) -> Self {
        let mut packed = Self::default();
        for posting in postings {
            packed.forms.push_str(&posting.form);
            packed.forms.push('\n');
            packed.flags.push(posting.flags);
            columns::positions(&posting.title, &mut packed.title);
            columns::positions(&posting.head, &mut packed.head);
            if posting.flags & NEXT != 0 {
                columns::length(posting.next.len(), &mut packed.next);
                packed.next.extend_from_slice(&posting.next);
            }
        }
        packed
    }

    /// Calls for every posting.
    pub fn each<'a>(&'a self, mut take: impl FnMut(Row<'a>)) {
        let (mut title, mut head, mut next) = (&*self.title, &*self.head, &*self.next);
        for (form, flags) in self.forms.lines().zip(&self.flags) {
            let positions = |of: u8, rest: &mut &'a [u8]| {
                let last = rest.iter().position(|at| at & 0x80 == 0);
                let length = last.filter(|_| flags & of != 0).map_or(0, |last| last + 1);
                cut(rest, length)
            };
            let (title, head) = (positions(TITLE, &mut title), positions(HEAD, &mut head));
            // There are no more hashes than bytes, so a length has two bytes at most.
            let length = match next {
                _ if flags & NEXT == 0 => 0,
                [low, high, ..] if *low >= 0x80 => {
                    usize::from(low & 0x7F) + (usize::from(*high) << 7) + 2
                }
                [length, ..] => usize::from(*length) + 1,
                [] => 0,
            };
            take(Row {
                form,
                flags: *flags,
                title,
                head,
                next: cut(&mut next, length),
            });
        }
    }
}

/// Takes bytes off the front.
fn cut<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (front, back) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    *rest = back;
    front
}
