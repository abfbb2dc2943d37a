//! The directives: what an editor may write between `:::` lines (REQ-A14).
//!
//! [`SHAPES`] is the one table of them; the reader, the findings and the handbook all use it.

use std::ops::Range;

use super::directive_line::{Part, Said};
use super::report::Report;
use crate::diagnostic::{Finding, rules};
use crate::text::similar;

/// Which directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A picture with caption and credit.
    Figure,
    /// Several pictures.
    Gallery,
    /// A pull quote.
    Quote,
    /// A box beside the text.
    Box,
    /// A video, of the portal or of a host that it allows.
    Video,
    /// A recording with its transcript.
    Audio,
    /// A file to take home.
    Attachment,
}

/// What may stand between the opening and the closing line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// Pictures, one a paragraph.
    Pictures,
    /// Markdown.
    Text,
    /// Markdown and other directives.
    Anything,
}

/// One directive as it may be written.
#[derive(Debug)]
pub struct Shape {
    /// Which it is.
    pub name: Name,
    /// Its Vietnamese name, the usual one.
    pub vi: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// The attribute that a quoted text without a key fills.
    pub bare: &'static str,
    /// Attributes that must be there.
    pub required: &'static [&'static str],
    /// Attributes that may be there, besides `bare` and the required ones.
    pub optional: &'static [&'static str],
    /// Words that may stand alone.
    pub flags: &'static [&'static str],
    /// What it holds.
    pub content: Content,
    /// How it is written, for help.
    pub example: &'static str,
}

/// Every directive.
pub static SHAPES: [Shape; 7] = [
    Shape {
        name: Name::Figure,
        vi: "anh",
        en: "figure",
        bare: "caption",
        required: &["src"],
        optional: &["alt", "credit"],
        flags: &["decorative"],
        content: Content::Nothing,
        example: r#"::: anh src="a.jpg" alt="…" caption="…" credit="…""#,
    },
    Shape {
        name: Name::Gallery,
        vi: "thu-vien",
        en: "gallery",
        bare: "title",
        required: &[],
        optional: &[],
        flags: &[],
        content: Content::Pictures,
        example: r#"::: thu-vien "Tiêu đề""#,
    },
    Shape {
        name: Name::Quote,
        vi: "trich",
        en: "quote",
        bare: "by",
        required: &[],
        optional: &[],
        flags: &[],
        content: Content::Text,
        example: r#"::: trich "Tên người nói, chức vụ""#,
    },
    Shape {
        name: Name::Box,
        vi: "hop",
        en: "box",
        bare: "title",
        required: &[],
        optional: &[],
        flags: &[],
        content: Content::Anything,
        example: r#"::: hop "Thông tin thêm""#,
    },
    Shape {
        name: Name::Video,
        vi: "video",
        en: "video",
        bare: "title",
        required: &["src", "title"],
        optional: &["poster", "captions"],
        flags: &[],
        content: Content::Nothing,
        example: r#"::: video src="clip.mp4" title="…" poster="…" captions="x.vtt""#,
    },
    Shape {
        name: Name::Audio,
        vi: "am-thanh",
        en: "audio",
        bare: "title",
        required: &["src", "title"],
        optional: &[],
        flags: &[],
        content: Content::Text,
        example: r#"::: am-thanh src="x.mp3" title="…""#,
    },
    Shape {
        name: Name::Attachment,
        vi: "tep",
        en: "attachment",
        bare: "title",
        required: &["src", "title"],
        optional: &[],
        flags: &[],
        content: Content::Nothing,
        example: r#"::: tep src="kh.pdf" title="…""#,
    },
];

/// A directive that somebody wrote.
#[derive(Clone, Debug)]
pub(super) struct Directive {
    /// Which.
    pub shape: &'static Shape,
    /// Its name as written.
    pub written: String,
    attributes: Vec<(&'static str, Value)>,
}

/// The value of an attribute, and its bytes in the source without quotes.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// The value.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Directive {
    /// Reads the parts of an opening line whose text begins at `offset` of the source, and tells what is wrong.
    /// [`None`] when no directive has that name.
    pub fn check(
        name: &Said,
        parts: Vec<Part>,
        line: &Range<usize>,
        report: &mut Report,
    ) -> Option<Self> {
        let Some(shape) = SHAPES
            .iter()
            .find(|shape| name.text == shape.vi || name.text == shape.en)
        else {
            report.tell(
                line.start + name.range.start..line.start + name.range.end,
                || unknown(&name.text),
            );
            return None;
        };
        let mut directive = Self {
            shape,
            written: name.text.clone(),
            attributes: Vec::new(),
        };
        for part in parts {
            directive.add(part, line.start, report);
        }
        directive.require(line, report);
        Some(directive)
    }

    /// The value of an attribute, unless it is empty.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.attributes
            .iter()
            .find(|(known, value)| *known == key && !value.text.is_empty())
            .map(|(_, value)| value)
    }

    /// The text of an attribute; empty when it is not there.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).map_or("", |value| value.text.as_str())
    }

    /// Whether a word stands alone.
    pub fn has(&self, flag: &str) -> bool {
        self.attributes.iter().any(|(known, _)| *known == flag)
    }

    /// Tells that something about this directive is wrong.
    pub fn blame(&self, range: Range<usize>, report: &mut Report, vi: &str, en: &str) {
        report.tell(range, || blame(&self.written, self.shape, vi, en));
    }

    fn add(&mut self, part: Part, offset: usize, report: &mut Report) {
        let shape = self.shape;
        let here = |range: &Range<usize>| offset + range.start..offset + range.end;
        match part {
            Part::Bare(value) => self.put(shape.bare, value.text, here(&value.range), report),
            Part::Pair(key, value) => match shape.attribute(&key.text) {
                Some(known) => self.put(known, value.text, here(&value.range), report),
                None => self.unknown_word(&key.text, here(&key.range), report),
            },
            Part::Flag(word) => match shape.flags.iter().find(|flag| **flag == word.text) {
                Some(flag) => self.put(flag, String::new(), here(&word.range), report),
                None if shape.attribute(&word.text).is_some() => self.blame(
                    here(&word.range),
                    report,
                    &format!("`{}` cần giá trị trong dấu nháy", word.text),
                    &format!("`{}` needs a value in quotes", word.text),
                ),
                None => self.unknown_word(&word.text, here(&word.range), report),
            },
            Part::Unclosed(range) => {
                self.blame(
                    here(&range),
                    report,
                    "dấu nháy chưa được đóng",
                    "a quote is not closed",
                );
            }
        }
    }

    fn put(&mut self, key: &'static str, text: String, range: Range<usize>, report: &mut Report) {
        if self.attributes.iter().any(|(known, _)| *known == key) {
            let (vi, en) = (
                format!("`{key}` được ghi hai lần"),
                format!("`{key}` is given twice"),
            );
            self.blame(range, report, &vi, &en);
        } else {
            self.attributes.push((key, Value { text, range }));
        }
    }

    fn unknown_word(&self, word: &str, range: Range<usize>, report: &mut Report) {
        let shape = self.shape;
        report.tell(range, || {
            let known = shape.keys().chain(shape.flags.iter().copied());
            let (vi, en) = (
                format!("không có thuộc tính `{word}`"),
                format!("there is no attribute `{word}`"),
            );
            blame(&self.written, shape, &vi, &en).suggest(similar::nearest(word, known))
        });
    }

    fn require(&self, line: &Range<usize>, report: &mut Report) {
        for key in self
            .shape
            .required
            .iter()
            .filter(|key| self.get(key).is_none())
        {
            self.blame(
                line.clone(),
                report,
                &format!("thiếu `{key}`"),
                &format!("`{key}` is missing"),
            );
        }
    }
}

impl Shape {
    /// Every attribute that takes a value.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let bare = (!self.required.contains(&self.bare)).then_some(self.bare);
        self.required
            .iter()
            .chain(self.optional)
            .copied()
            .chain(bare)
    }

    fn attribute(&self, key: &str) -> Option<&'static str> {
        self.keys().find(|known| *known == key)
    }
}

/// What is said of a directive line that stands where none is understood.
pub(super) fn misplaced(line: &str) -> Finding {
    Finding::new(&rules::DIRECTIVE_ATTRIBUTE)
        .with(
            "name",
            line.trim_start_matches(':')
                .split_whitespace()
                .next()
                .unwrap_or(":::"),
        )
        .with(
            "reason",
            "dòng này nằm trong đoạn HTML hoặc thụt vào quá sâu, nên không được hiểu",
        )
        .with(
            "reason_en",
            "this line stands inside HTML or is indented too far, so it is not understood",
        )
        .with("example", ":::")
}

fn unknown(name: &str) -> Finding {
    let names = SHAPES.iter().flat_map(|shape| [shape.vi, shape.en]);
    let known: Vec<_> = SHAPES.iter().map(|shape| shape.vi).collect();
    Finding::new(&rules::DIRECTIVE_UNKNOWN)
        .with("name", name)
        .with("known", known.join(", "))
        .suggest(similar::nearest(name, names))
}

fn blame(name: &str, shape: &Shape, vi: &str, en: &str) -> Finding {
    Finding::new(&rules::DIRECTIVE_ATTRIBUTE)
        .with("name", name)
        .with("reason", vi)
        .with("reason_en", en)
        .with("example", shape.example)
}
