//! Numbers that belong to somebody: private information is published only with consent (REQ-C19, Law 91/2025/QH15).

use std::ops::{Range, RangeInclusive};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// Of an identity card or a person's code (căn cước, chứng minh nhân dân): to be used for fraud.
    Identity,
    /// Of a mobile telephone.
    Mobile,
    /// Of a bank account.
    Account,
}

/// Words before a number that say what it is, in lower case.
const IDENTITY: [&str; 6] = ["căn cước", "cccd", "cmnd", "cmt", "chứng minh", "định danh"];
const ACCOUNT: [&str; 3] = ["tài khoản", "stk", "account"];
/// How many digits such numbers have.
const DIGITS: RangeInclusive<usize> = 8..=19;
/// How many letters before a number are looked at for them.
const BEFORE: usize = 40;
/// The numbers of identity cards begin with those of the 63 places where people were registered (Circular 07/2016/TT-BCA,
/// annex 1).
const PLACES: [u8; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// The private numbers of a text, in order.
#[must_use]
pub fn numbers(text: &str) -> Vec<(Range<usize>, Private)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.as_bytes()[at..].iter().position(u8::is_ascii_digit) {
        let start = at + start;
        let end = start + written(&text[start..]);
        at = end;
        let stands_apart = |letter: Option<char>| {
            letter.is_none_or(|letter| !letter.is_alphanumeric() && !"/%@_".contains(letter))
        };
        let before = &text[..start];
        if stands_apart(before.chars().next_back())
            && stands_apart(text[end..].chars().next())
            && let Some(private) = of(before, &text[start..end])
        {
            let plus = usize::from(before.ends_with('+'));
            found.push((start - plus..end, private));
        }
    }
    found
}

/// How long a number is that begins a text: digits, parted by single dots, hyphens or blanks.
fn written(text: &str) -> usize {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let goes_on = letters
            .peek()
            .is_some_and(|(_, next)| next.is_ascii_digit());
        match letter {
            _ if letter.is_ascii_digit() => end = at + 1,
            '.' | '-' | ' ' | '\u{a0}' if goes_on => {}
            _ => break,
        }
    }
    end
}

/// What a number is, by its digits and the words before it.
fn of(before: &str, number: &str) -> Option<Private> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if !DIGITS.contains(&digits.len()) {
        return None;
    }
    let near = before
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(before, |(at, _)| &before[at..]);
    let near = near.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| near.contains(word));
    // Behind the place, a digit for gender and century.
    let is_card = digits == number
        && digits
            .get(..3)
            .and_then(|place| place.parse().ok())
            .is_some_and(|place| PLACES.contains(&place))
        && digits
            .get(3..4)
            .is_some_and(|digit| ("0"..="3").contains(&digit));
    match digits.len() {
        9 | 12 if says(&IDENTITY) => Some(Private::Identity),
        _ if says(&ACCOUNT) && !number.contains('.') => Some(Private::Account),
        12 if is_card => Some(Private::Identity),
        _ if is_mobile(number, &digits) && !near.contains("isbn") => Some(Private::Mobile),
        _ => None,
    }
}

/// `0912 345 678` or `84 912 345 678`. What begins with fewer digits is a number of something else, or of an office.
fn is_mobile(number: &str, digits: &str) -> bool {
    let first = number
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(number.len());
    let (local, shortest) = match digits.strip_prefix("84") {
        Some(local) if digits.len() == 11 => (local, 2),
        _ => (digits.strip_prefix('0').unwrap_or_default(), 3),
    };
    local.len() == 9 && local.starts_with(['3', '5', '7', '8', '9']) && first >= shortest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(text: &str) -> Vec<(&str, Private)> {
        let all = numbers(text).into_iter();
        all.map(|(range, private)| (&text[range], private))
            .collect()
    }

    #[test]
    fn private_numbers_are_found() {
        for (text, number, private) in [
            (
                "Số căn cước 001203004567 do",
                "001203004567",
                Private::Identity,
            ),
            (
                "mang theo 079 (001203004567)",
                "001203004567",
                Private::Identity,
            ),
            ("CMND số 012 345 678.", "012 345 678", Private::Identity),
            ("gọi 0912 345 678.", "0912 345 678", Private::Mobile),
            ("gọi +84 912.345.678", "+84 912.345.678", Private::Mobile),
            (
                "Số tài khoản: 19001234567890, ngân hàng",
                "19001234567890",
                Private::Account,
            ),
        ] {
            assert_eq!(told(text), [(number, private)], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "100.000.000.000 đồng",
            "001.203.004.567 đồng",
            "Ngày 08-09-2022, 03/05/2022",
            "Đường dây nóng 1900 1234, 0216 3 852 123",
            "Quyết định 0912345678/QĐ",
            "Mã A0912345678",
            "Số trúng: 05-21-31-33-38",
            "ISBN 0313262578, 0-306-80231-7",
            "rút 500.000 từ tài khoản",
            "090916715350",
            "dân số 98.765.432 người",
            "",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
