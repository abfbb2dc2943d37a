//! What there is to tell of a text that may hold somebody's numbers.

use std::ops::Range;

use super::{Finding, rules};
use crate::text::private::{Private, numbers};

/// Findings about the private numbers of a text that begins at an offset of its source, each with its bytes there.
pub fn private(text: &str, offset: usize) -> impl Iterator<Item = (Range<usize>, Finding)> {
    numbers(text).into_iter().map(move |(range, private)| {
        let number = &text[range.clone()];
        let contact = |vi: &str, en: &str| {
            let finding = Finding::new(&rules::PRIVATE_CONTACT);
            finding.with("what", vi).with("what_en", en)
        };
        let finding = match private {
            Private::Identity => Finding::new(&rules::PRIVATE_IDENTITY)
                .with("last", &number[number.len().saturating_sub(3)..]),
            Private::Mobile => contact("số điện thoại di động", "the mobile number"),
            Private::Account => contact("số tài khoản", "the bank account"),
        };
        let finding = finding.with("number", number);
        (offset + range.start..offset + range.end, finding)
    })
}
