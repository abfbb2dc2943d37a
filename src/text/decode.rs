//! From a file's bytes to clean text (REQ-V1, REQ-V2, REQ-V20).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::{normal, scan};

/// A text as the rest of the tool wants it, and what had to be done for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: NFC, `\n` line ends, no byte order mark, no control characters but `\n` and `\t`.
    pub text: String,
    /// The file was UTF-16.
    pub utf16: bool,
    /// Where in the text the first letter was mended: it was not NFC, or in another spelling that
    /// [`normal::repair`] knows.
    pub mended: Option<usize>,
    /// Control and invisible characters that were dropped: how many, and where in the text the first one stood.
    pub dropped: Option<Dropped>,
}

/// Characters that were dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// How many.
    pub count: usize,
    /// Byte offset in the clean text of where the first one stood.
    pub first: usize,
}

/// Reads UTF-8 or UTF-16 strictly; [`None`] when the bytes are no text in either, as with pictures and old
/// 8-bit encodings.
///
/// A byte order mark is honoured and removed; UTF-16 without one is recognised by its zero bytes.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (raw, utf16) = to_unicode(bytes)?;
    if scan::is_ordinary(&raw) {
        return Some(Decoded {
            text: raw.into_owned(),
            utf16,
            mended: None,
            dropped: None,
        });
    }
    let (clean, dropped) = cleaned(&raw);
    // A few slip in by pasting; many are another kind of file.
    if dropped.is_some_and(|dropped| dropped.count > clean.len() / 10 + 10) {
        return None;
    }
    let repaired = normal::repair(&clean);
    let mended = match &repaired {
        Cow::Owned(text) => Some(first_difference(&clean, text)),
        Cow::Borrowed(_) => None,
    };
    let before = |dropped: Dropped| Dropped {
        first: normal::repair(&clean[..dropped.first]).len(),
        ..dropped
    };
    let dropped = dropped.map(|dropped| match mended {
        Some(at) if at < dropped.first => before(dropped),
        _ => dropped,
    });
    let text = repaired.into_owned();
    Some(Decoded {
        text,
        utf16,
        mended,
        dropped,
    })
}

/// The byte offset in `new` of the first letter in which it differs from `old`.
fn first_difference(old: &str, new: &str) -> usize {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b);
    let mut at = same.count().min(new.len());
    while !new.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn to_unicode(bytes: &[u8]) -> Option<(Cow<'_, str>, bool)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
        return Some((text, mark == 2));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        return Some((text, true));
    }
    simdutf8::basic::from_utf8(bytes)
        .ok()
        .map(|text| (Cow::Borrowed(text), false))
}

/// Spaces, line ends and plain letters make a quarter of any Vietnamese text: each has a zero byte on one side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second, units) = (zeros(0), zeros(1), sample.len() / 2);
    if second >= units / 4 && second > first * 8 {
        Some(UTF_16LE)
    } else if first >= units / 4 && first > second * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text with `\n` line ends and without control characters, and what there was of these.
fn cleaned(text: &str) -> (Cow<'_, str>, Option<Dropped>) {
    let Some(first) = text.find(|letter| letter == '\r' || is_unwanted(letter)) else {
        return (Cow::Borrowed(text), None);
    };
    let keeps_soft_hyphens = looks_like_tcvn3(text);
    let mut clean = String::with_capacity(text.len());
    clean.push_str(&text[..first]);
    let mut dropped: Option<Dropped> = None;
    let mut letters = text[first..].chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\u{AD}' if keeps_soft_hyphens => clean.push(letter),
            _ if is_unwanted(letter) => {
                let first = clean.len();
                dropped.get_or_insert(Dropped { count: 0, first }).count += 1;
            }
            _ => clean.push(letter),
        }
    }
    (Cow::Owned(clean), dropped)
}

/// What an editor cannot see and no reader needs. Joiners stay: emoji and some scripts are spelled with them.
const fn is_unwanted(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => false,
        '\0'..'\u{20}'
        | '\u{7F}'..'\u{A0}'
        | '\u{AD}'
        | '\u{200B}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{FDD0}'..='\u{FDEF}' => true,
        _ => letter as u32 & 0xFFFE == 0xFFFE,
    }
}

/// In a TCVN3 text read as Latin-1 the soft hyphen is the letter ư (REQ-V19): `®­` is đư, `­¬` is ươ.
fn looks_like_tcvn3(text: &str) -> bool {
    text.contains("®\u{AD}") || text.contains("\u{AD}¬")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Decoded {
        Decoded {
            text: text.to_owned(),
            utf16: false,
            mended: None,
            dropped: None,
        }
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn clean_text_stays() {
        assert_eq!(
            decode("Đà Nẵng\n\tđẹp".as_bytes()),
            Some(plain("Đà Nẵng\n\tđẹp"))
        );
        assert_eq!(decode(b""), Some(plain("")));
    }

    #[test]
    fn byte_order_marks_and_line_ends_are_unified() {
        assert_eq!(
            decode("\u{FEFF}a\r\nb\rc\n\r\n".as_bytes()),
            Some(plain("a\nb\nc\n\n"))
        );
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let text = "---\ntitle: Tin Đà Nẵng\n---\nĐường phố mới mở\n";
        let expected = Some(Decoded {
            utf16: true,
            ..plain(text)
        });
        let marked = format!("\u{FEFF}{text}");
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(decode(&utf16(&marked, unit)), expected);
            assert_eq!(decode(&utf16(text, unit)), expected);
        }
        assert_eq!(decode(&[0xFF, 0xFE, 0x41]), None);
        assert_eq!(decode(&[0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]), None);
    }

    #[test]
    fn control_characters_are_dropped_and_counted() {
        let decoded =
            decode("a\u{0}b\u{200B}c\u{AD}d\u{85}e\u{FEFF}f\u{FFFF}g\u{200D}\u{7F}".as_bytes())
                .unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.dropped),
            ("abcdefg\u{200D}", Some(Dropped { count: 7, first: 1 }))
        );
    }

    #[test]
    fn the_soft_hyphen_is_a_letter_in_tcvn3() {
        let text = "Th«ng tin ®\u{AD}îc ®¨ng";
        assert_eq!(decode(text.as_bytes()), Some(plain(text)));
    }

    #[test]
    fn marks_are_repaired_and_reported() {
        let decoded = decode("Ca\u{301}c e\u{301}\u{302}".as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.mended), ("Các ế", Some(1)));
    }

    #[test]
    fn other_files_are_no_text() {
        assert_eq!(decode(b"B\xE9 V\xA8n h\xF3a"), None);
        assert_eq!(decode(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x02\0"), None);
        assert_eq!(decode(&[0; 512]), None);
    }

    proptest! {
        #[test]
        fn decoding_is_idempotent(text in any::<String>()) {
            if let Some(decoded) = decode(text.as_bytes()) {
                let again = decode(decoded.text.as_bytes()).unwrap();
                prop_assert_eq!((again.mended, again.dropped), (None, None));
                prop_assert_eq!(again.text, decoded.text);
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
            if let Some(decoded) = decode(&bytes) {
                let unwanted = ['\r', '\u{0}', '\u{FEFF}'];
                prop_assert!(!decoded.text.contains(unwanted));
            }
        }
    }
}
