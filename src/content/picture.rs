//! A picture with its words, as front matter names it.

use std::ops::Range;

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::pictures::Focus;
use crate::record::{Field, Form, Record, Shape};
use crate::text::credit;

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Cover {
    pub src: EcoString,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    pub focus: Focus,
    pub range: Range<usize>,
}

/// A picture with its words.
pub static PICTURE: &[Field] = &[
    Field::text("src", "tep", "Tên tệp ảnh.", "The file."),
    Field::prose(
        "alt",
        "mo_ta",
        "Lời mô tả cho người khiếm thị.",
        "Words for those who cannot see it.",
    ),
    Field::prose("caption", "chu_thich", "Chú thích.", "Caption."),
    Field::text("credit", "nguon_anh", "Tên người chụp.", "Credit."),
    Field::new(
        "focus",
        "diem_chinh",
        Shape::Form(&FOCUS),
        "Chỗ phải còn lại khi ảnh bị cắt: cách mép trái, cách mép trên. Mặc định \"50% 33%\".",
        "What stays in sight when the picture is cut.",
    ),
];

/// A place in a picture.
static FOCUS: Form = Form {
    fits: |text| Focus::parse(text).is_some(),
    vi: "hai số phần trăm: cách mép trái, rồi cách mép trên",
    en: "two percentages: from the left, then from the top",
    example: "\"30% 20%\"",
};

/// A picture that names a file.
pub fn cover(record: &Record) -> Option<Cover> {
    Some(Cover {
        src: record.text("src")?.into(),
        alt: record.text_or_empty("alt"),
        caption: record.text_or_empty("caption"),
        credit: credit::credit(record.text("credit").unwrap_or_default()).to_owned(),
        focus: record
            .text("focus")
            .and_then(Focus::parse)
            .unwrap_or_default(),
        range: record.place("src"),
    })
}
