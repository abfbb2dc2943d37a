//! Numbers as people of each language write them (REQ-V12).

use super::Language;

/// A whole number in groups of three: `1.234.567` or `1,234,567`.
#[must_use]
pub fn group(number: i64, language: Language) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!(
        "{sign}{}",
        grouped(&number.unsigned_abs().to_string(), language)
    )
}

/// A number rounded to so many decimal places: `1.234,5` or `1,234.5`.
#[must_use]
pub fn decimal(number: f64, places: usize, language: Language) -> String {
    let plain = format!("{:.places$}", number.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let is_zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !is_zero { "-" } else { "" };
    let mark = if fraction.is_empty() {
        ""
    } else {
        language.pick(",", ".")
    };
    let whole = if number.is_finite() {
        grouped(whole, language)
    } else {
        whole.to_owned()
    };
    format!("{sign}{whole}{mark}{fraction}")
}

/// A size of a file, `1,2 MB` with a no-break space; units are powers of 1000 (SI), one decimal place below 10.
#[must_use]
#[allow(clippy::cast_precision_loss)] // two digits are shown
pub fn bytes(size: u64, language: Language) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if size < 1000 {
        return format!("{size}\u{A0}B");
    }
    let mut amount = size as f64 / 1000.0;
    let mut unit = 0;
    // 999.5 would be shown as 1000 of the smaller unit.
    while amount >= 999.5 && unit + 1 < UNITS.len() {
        amount /= 1000.0;
        unit += 1;
    }
    let tenths = (amount * 10.0).round();
    let places = usize::from(tenths < 100.0 && tenths % 10.0 != 0.0);
    format!("{}\u{A0}{}", decimal(amount, places, language), UNITS[unit])
}

fn grouped(digits: &str, language: Language) -> String {
    let mark = language.pick(".", ",");
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Vi};

    #[test]
    fn whole_numbers_are_grouped() {
        assert_eq!(group(1_234_567, Vi), "1.234.567");
        assert_eq!(group(1_234_567, En), "1,234,567");
        assert_eq!(group(-123, Vi), "-123");
        assert_eq!(group(0, Vi), "0");
        assert_eq!(group(i64::MIN, En), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn decimals_are_rounded() {
        assert_eq!(decimal(1_234_567.891, 2, Vi), "1.234.567,89");
        assert_eq!(decimal(1234.5, 1, En), "1,234.5");
        assert_eq!(decimal(1999.99, 0, Vi), "2.000");
        assert_eq!(decimal(-0.04, 1, Vi), "0,0");
        assert_eq!(decimal(-1.5, 1, Vi), "-1,5");
        assert_eq!(decimal(f64::NAN, 1, Vi), "NaN");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(bytes(0, Vi), "0\u{A0}B");
        assert_eq!(bytes(999, Vi), "999\u{A0}B");
        assert_eq!(bytes(1_000, Vi), "1\u{A0}kB");
        assert_eq!(bytes(1_234_567, Vi), "1,2\u{A0}MB");
        assert_eq!(bytes(1_234_567, En), "1.2\u{A0}MB");
        assert_eq!(bytes(9_960_000, Vi), "10\u{A0}MB");
        assert_eq!(bytes(999_950, Vi), "1\u{A0}MB");
        assert_eq!(bytes(45_600_000, Vi), "46\u{A0}MB");
        assert_eq!(bytes(5_000_000_000_000_000, Vi), "5.000\u{A0}TB");
    }
}
