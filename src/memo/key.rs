//! The key of an output: a digest of all that it is made from, in named parts that can say what changed.

use serde::{Deserialize, Serialize};

use crate::text::Digest;

/// What an output may be made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// `site.toml` and the options of the command.
    Settings,
    /// Templates, words and assets.
    Theme,
    /// What all pages of a language share: menu, footer, notices.
    Portal,
    /// The file it is about.
    Source,
    /// Its own address and those above it, and its other languages.
    Address,
    /// What its links lead to, and the pictures and files that it shows.
    Links,
    /// Its tags, authors, series and places.
    Terms,
    /// The articles beside it: older, newer, related.
    Neighbours,
    /// The articles that it lists.
    List,
    /// The build clock.
    Clock,
    /// The file that it is the compressed copy of.
    Packed,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Settings,
        Self::Theme,
        Self::Portal,
        Self::Source,
        Self::Address,
        Self::Links,
        Self::Terms,
        Self::Neighbours,
        Self::List,
        Self::Clock,
        Self::Packed,
    ];

    /// Its name in Vietnamese and in English.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Settings => ("cài đặt", "settings"),
            Self::Theme => ("giao diện", "theme"),
            Self::Portal => ("phần chung của các trang", "what all pages share"),
            Self::Source => ("tệp nguồn", "source"),
            Self::Address => ("địa chỉ", "address"),
            Self::Links => ("liên kết, ảnh và tệp", "links, pictures and files"),
            Self::Terms => (
                "thẻ, tác giả, chuyên đề, địa bàn",
                "tags, authors, series, places",
            ),
            Self::Neighbours => (
                "bài liên quan, trang kế bên",
                "related articles, pages beside it",
            ),
            Self::List => ("danh sách bài", "list of articles"),
            Self::Clock => ("thời điểm", "clock"),
            Self::Packed => ("tệp được nén", "the file that is compressed"),
        }
    }
}

/// Takes what something is made from, part by part.
pub trait Ingredients {
    /// Adds something to a part: a digest that changes with it, and a way to name it for people.
    fn add(&mut self, part: Part, digest: Digest, name: &dyn Fn() -> String);
}

/// The digest of everything an output is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    digest: Digest,
    /// Two bytes of each part's own digest: enough to say which of them changed. 0: it has no such part.
    parts: [[u8; 2]; Part::ALL.len()],
}

impl Key {
    /// The parts that differ from those of an earlier key, in order.
    #[must_use]
    pub fn changed(&self, earlier: &Self) -> Vec<Part> {
        let differs = |part: &Part| {
            let at = *part as usize;
            self.parts[at] != earlier.parts[at]
        };
        Part::ALL.into_iter().filter(differs).collect()
    }
}

impl Ingredients for KeyMaker {
    fn add(&mut self, part: Part, digest: Digest, _: &dyn Fn() -> String) {
        self.added.push((part, digest));
    }
}

/// A key in the making.
#[derive(Debug, Default)]
pub struct KeyMaker {
    added: Vec<(Part, Digest)>,
}

impl KeyMaker {
    /// The key of all that was added.
    #[must_use]
    pub fn finish(mut self) -> Key {
        // Stable: within a part the order in which things were added counts.
        self.added.sort_by_key(|(part, _)| *part);
        let mut bytes = Vec::with_capacity(self.added.len() * 33);
        let mut parts = [[0; 2]; Part::ALL.len()];
        for group in self.added.chunk_by(|(a, _), (b, _)| a == b) {
            let part = group[0].0;
            let mut some: u16 = 1;
            for (_, digest) in group {
                bytes.push(part as u8);
                bytes.extend_from_slice(digest.bytes());
                let [a, b, ..] = *digest.bytes();
                some = some.rotate_left(5) ^ u16::from_le_bytes([a, b]);
            }
            parts[part as usize] = some.max(1).to_le_bytes();
        }
        Key {
            digest: Digest::of(&bytes),
            parts,
        }
    }
}

/// The digest of a value, whatever it holds: two values with one digest are equal.
#[must_use]
pub fn digest(value: &impl Serialize) -> Digest {
    // Nothing that is given here can fail to be written: it is plain data.
    postcard::to_allocvec(value).map_or_else(|_| Digest::default(), |bytes| Digest::of(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(added: &[(Part, &str)]) -> Key {
        let mut maker = KeyMaker::default();
        for (part, text) in added {
            maker.add(*part, Digest::of(text.as_bytes()), &String::new);
        }
        maker.finish()
    }

    #[test]
    fn a_key_tells_which_of_its_parts_changed() {
        let before = key(&[(Part::Source, "a"), (Part::List, "x"), (Part::List, "y")]);
        let after = key(&[
            (Part::Source, "b"),
            (Part::List, "x"),
            (Part::List, "y"),
            (Part::Links, "z"),
        ]);
        assert_eq!(after.changed(&before), [Part::Source, Part::Links]);
        assert!(before.changed(&before).is_empty());
    }

    #[test]
    fn order_counts_within_a_part_only() {
        let one = key(&[(Part::List, "x"), (Part::Source, "a"), (Part::List, "y")]);
        assert_eq!(
            one,
            key(&[(Part::Source, "a"), (Part::List, "x"), (Part::List, "y")])
        );
        assert_ne!(
            one,
            key(&[(Part::Source, "a"), (Part::List, "y"), (Part::List, "x")])
        );
    }
}
