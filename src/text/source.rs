//! A text with its name, and places in it that can be shown to a person long after the text is gone.

use std::ops::Range;

use super::Digest;

/// How much of a long line a [`Place`] keeps, in characters.
const EXCERPT: usize = 120;

/// A text file of the site: its path below the root (with `/`), its text (NFC, no BOM, `\n`), and their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below the site's root, `content/tin-tuc/bai.md`.
    pub path: String,
    /// The text after decoding and repair.
    pub text: String,
    /// Digest of path and text: two files of one text must not share findings.
    pub digest: Digest,
}

impl Source {
    /// Names a text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let digest = Digest::join([path.as_bytes(), text.as_bytes()]);
        Self { path, text, digest }
    }

    /// The place of a byte range, ready to be shown: line and column from 1, columns in characters.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |at| start + at);
        let before = self.text[line_start..start].chars().count();
        let width = self.text[start..end.min(line_end).max(start)]
            .chars()
            .count()
            .max(1);
        let line = 1 + self.text[..line_start]
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count();
        let skipped = if before > EXCERPT * 2 / 3 {
            before - EXCERPT / 3
        } else {
            0
        };
        let excerpt = self.text[line_start..line_end]
            .chars()
            .skip(skipped)
            .take(EXCERPT)
            .collect();
        Place {
            path: self.path.clone(),
            line,
            column: before + 1,
            excerpt,
            mark: before - skipped,
            width: width.min(EXCERPT - (before - skipped).min(EXCERPT - 1)),
        }
    }

    /// The whole file as a place, when no part of it is to blame.
    #[must_use]
    pub fn whole(&self) -> Place {
        Place::file(&self.path)
    }

    fn floor(&self, mut offset: usize) -> usize {
        offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// A place in a file, with the piece of the line that shows it. Knows all that is needed to draw it.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Place {
    /// Path below the site's root.
    pub path: String,
    /// Line from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column from 1, in characters; 0 when the whole file is meant.
    pub column: usize,
    /// The line, or the part of a long line around the mark.
    pub excerpt: String,
    /// Characters of the excerpt before the mark.
    pub mark: usize,
    /// Characters marked, at least one.
    pub width: usize,
}

impl Place {
    /// A whole file or folder.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line: 0,
            column: 0,
            excerpt: String::new(),
            mark: 0,
            width: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let source = Source::new("a.md", "một\nhai ba\n");
        let at = source.text.find("ba").unwrap();
        let place = source.place(at..at + 2);
        assert_eq!((place.line, place.column, place.width), (2, 5, 2));
        assert_eq!(place.excerpt, "hai ba");
    }

    #[test]
    fn a_place_beyond_the_end_is_the_end() {
        let place = Source::new("a.md", "ô").place(1..99);
        assert_eq!((place.line, place.column), (1, 1));
    }
}
