//! A picture with its words, as front matter names it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::record::{Field, Record};
use crate::text::credit;

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Cover {
    pub src: String,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    pub range: Range<usize>,
}

/// A picture with its words.
pub static PICTURE: &[Field] = &[
    Field::text("src", "tep", "Tên tệp ảnh.", "The file."),
    Field::text(
        "alt",
        "mo_ta",
        "Lời mô tả cho người khiếm thị.",
        "Words for those who cannot see it.",
    ),
    Field::text("caption", "chu_thich", "Chú thích.", "Caption."),
    Field::text("credit", "nguon_anh", "Tên người chụp.", "Credit."),
];

/// A picture that names a file.
pub fn cover(record: &Record) -> Option<Cover> {
    Some(Cover {
        src: record.text("src")?.to_owned(),
        alt: record.text_or_empty("alt"),
        caption: record.text_or_empty("caption"),
        credit: credit::credit(record.text("credit").unwrap_or_default()).to_owned(),
        range: record.place("src"),
    })
}
