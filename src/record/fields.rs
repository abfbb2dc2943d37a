//! What may be written: a list of these describes front matter, `site.toml` or a part of them.

use std::ops::RangeInclusive;

/// One field. Lists of fields are constants; they are read by [`check`](super::check) and by the handbook.
#[derive(Debug)]
pub struct Field {
    /// English key.
    pub key: &'static str,
    /// Vietnamese key without marks.
    pub alias: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// A record without it is told so.
    pub required: bool,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}

/// What may stand in a field.
#[derive(Debug)]
pub enum Shape {
    /// Text; numbers are taken as text.
    Text,
    /// Words for readers: text whose punctuation is set as it is printed (REQ-V17).
    Prose,
    /// Text of a certain form.
    Form(&'static Form),
    /// A whole number between these two.
    Number(RangeInclusive<i64>),
    /// `true` or `false`.
    Flag,
    /// A date in any form of REQ-V9, with or without quotes.
    Moment,
    /// One text, or a list of texts, each of this shape.
    Words(&'static Shape),
    /// One of these: English name, Vietnamese name.
    Choice(&'static [(&'static str, &'static str)]),
    /// Named values; a bare value fills the field named by `bare`.
    Record {
        /// What it may hold.
        fields: &'static [Field],
        /// The field that a bare value fills; empty when none may stand there.
        bare: &'static str,
    },
    /// One or a list of such records.
    Records {
        /// What each may hold.
        fields: &'static [Field],
        /// The field that a bare value fills.
        bare: &'static str,
    },
    /// Anything.
    Free,
}

/// A form of text: a name of a host, an address of mail.
#[derive(Debug)]
pub struct Form {
    /// Whether a text has it.
    pub fits: fn(&str) -> bool,
    /// What is wanted, in Vietnamese.
    pub vi: &'static str,
    /// What is wanted, in English.
    pub en: &'static str,
    /// An example, in quotes.
    pub example: &'static str,
}

impl Field {
    /// A field.
    #[must_use]
    pub const fn new(
        key: &'static str,
        alias: &'static str,
        shape: Shape,
        vi: &'static str,
        en: &'static str,
    ) -> Self {
        Self {
            key,
            alias,
            shape,
            required: false,
            vi,
            en,
        }
    }

    /// The field, as one that must be there.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }
}

type Word = &'static str;

/// One constructor for each shape, so that a list of fields reads as a table.
impl Field {
    /// A key of text.
    #[must_use]
    pub const fn text(key: Word, alias: Word, vi: Word, en: Word) -> Self {
        Self::new(key, alias, Shape::Text, vi, en)
    }

    /// A key of words for readers.
    #[must_use]
    pub const fn prose(key: Word, alias: Word, vi: Word, en: Word) -> Self {
        Self::new(key, alias, Shape::Prose, vi, en)
    }

    /// A key of a whole number between two others.
    #[must_use]
    pub const fn number(
        key: Word,
        alias: Word,
        between: RangeInclusive<i64>,
        vi: Word,
        en: Word,
    ) -> Self {
        Self::new(key, alias, Shape::Number(between), vi, en)
    }

    /// A key of yes or no.
    #[must_use]
    pub const fn flag(key: Word, alias: Word, vi: Word, en: Word) -> Self {
        Self::new(key, alias, Shape::Flag, vi, en)
    }

    /// A key of a date.
    #[must_use]
    pub const fn moment(key: Word, alias: Word, vi: Word, en: Word) -> Self {
        Self::new(key, alias, Shape::Moment, vi, en)
    }

    /// A key of one or several texts.
    #[must_use]
    pub const fn words(key: Word, alias: Word, vi: Word, en: Word) -> Self {
        Self::new(key, alias, Shape::Words(&Shape::Text), vi, en)
    }

    /// A group of keys, for which a bare value may stand.
    #[must_use]
    pub const fn group(
        key: Word,
        alias: Word,
        fields: &'static [Self],
        bare: Word,
        vi: Word,
        en: Word,
    ) -> Self {
        Self::new(key, alias, Shape::Record { fields, bare }, vi, en)
    }

    /// A list of such groups.
    #[must_use]
    pub const fn groups(
        key: Word,
        alias: Word,
        fields: &'static [Self],
        bare: Word,
        vi: Word,
        en: Word,
    ) -> Self {
        Self::new(key, alias, Shape::Records { fields, bare }, vi, en)
    }
}

impl Shape {
    /// What is wanted, in Vietnamese, in English, and an example of a value.
    #[must_use]
    pub fn wanted(&self) -> (String, String, String) {
        let (vi, en, example) = self.kind();
        match self {
            Self::Record { fields, bare } => {
                let (vi, en) = or_bare(fields, bare, vi, en);
                (vi, en, group(fields))
            }
            Self::Records { fields, bare } => {
                let (vi, en) = or_bare(fields, bare, vi, en);
                (vi, en, format!("[{}]", group(fields)))
            }
            _ => (vi.to_owned(), en.to_owned(), example.to_owned()),
        }
    }

    fn kind(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text | Self::Prose => ("chữ đặt trong dấu nháy", "text in quotes", "\"…\""),
            Self::Form(form) => (form.vi, form.en, form.example),
            Self::Number(_) => ("số nguyên", "a whole number", "1"),
            Self::Flag => ("`true` hoặc `false`", "`true` or `false`", "true"),
            Self::Moment => ("ngày", "a date", "\"11/07/2022 15:30\""),
            Self::Words(_) => ("danh sách chữ", "a list of texts", "[\"…\", \"…\"]"),
            Self::Choice(_) => (
                "một trong các giá trị cho sẵn",
                "one of the given values",
                "\"…\"",
            ),
            Self::Record { .. } => ("nhóm khóa trong ngoặc nhọn", "named values in braces", ""),
            Self::Records { .. } => ("danh sách nhóm khóa", "a list of named values", ""),
            Self::Free => ("giá trị bất kỳ", "any value", "\"…\""),
        }
    }
}

/// A group may also be what its bare field is.
fn or_bare(fields: &[Field], bare: &str, vi: &str, en: &str) -> (String, String) {
    match fields.iter().find(|field| field.key == bare) {
        Some(field) => {
            let (bare_vi, bare_en, _) = field.shape.wanted();
            (
                format!("{bare_vi}, hoặc {vi}"),
                format!("{bare_en}, or {en}"),
            )
        }
        None => (vi.to_owned(), en.to_owned()),
    }
}

/// A group with its first keys, as an example.
fn group(fields: &[Field]) -> String {
    let example = |field: &Field| format!("{} = {}", field.key, field.shape.wanted().2);
    let first: Vec<_> = fields.iter().take(2).map(example).collect();
    format!("{{ {} }}", first.join(", "))
}
