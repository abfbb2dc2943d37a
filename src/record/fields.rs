//! What may be written: a list of these describes front matter, `site.toml` or a part of them.

/// One field. Lists of fields are constants; they are read by [`check`](super::check) and by the handbook.
#[derive(Debug)]
pub struct Field {
    /// English key.
    pub key: &'static str,
    /// Vietnamese key without marks.
    pub alias: &'static str,
    /// What may stand there.
    pub shape: Shape,
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
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A date in any form of REQ-V9, with or without quotes.
    Moment,
    /// One text or a list of texts.
    Words,
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
            vi,
            en,
        }
    }
}

impl Shape {
    /// What is wanted, in Vietnamese, in English, and an example of a value.
    #[must_use]
    pub fn wanted(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("chữ đặt trong dấu nháy", "text in quotes", "\"…\""),
            Self::Number => ("số nguyên", "a whole number", "1"),
            Self::Flag => ("`true` hoặc `false`", "`true` or `false`", "true"),
            Self::Moment => ("ngày", "a date", "\"11/07/2022 15:30\""),
            Self::Words => ("danh sách chữ", "a list of texts", "[\"…\", \"…\"]"),
            Self::Choice(_) => (
                "một trong các giá trị cho sẵn",
                "one of the given values",
                "\"…\"",
            ),
            Self::Record { .. } => (
                "nhóm khóa trong ngoặc nhọn",
                "named values in braces",
                "{ … = \"…\" }",
            ),
            Self::Records { .. } => (
                "danh sách nhóm khóa",
                "a list of named values",
                "[{ … = \"…\" }]",
            ),
            Self::Free => ("giá trị bất kỳ", "any value", "\"…\""),
        }
    }
}
