//! Syllables of ordinary texts, counted by bytes: every body is counted, and from letter to letter that takes longer than
//! to parse it.
//!
//! A syllable begins at a byte of a letter or digit behind one that is none; a mark that joins two of them takes one off.

use crate::text::scan;

/// Bytes judged at a time; no more syllables can begin in them than a byte counts.
const CHUNK: usize = 128;
/// Bytes looked at before and behind a byte.
const AROUND: usize = 3;

/// Whether [`count`] knows all that is in a text: it has none of the blocks in which letters and signs are mixed, but for
/// Latin-1, of which it may have the letters.
pub fn fits(text: &str) -> bool {
    let is_mixed = |byte: u8, next: u8| {
        // × and ÷ stand among the letters with accents.
        let sign = (byte == 0xC3) & ((next == 0x97) | (next == 0xB7));
        sign | (byte == 0xC2) | ((byte >= 0xC7) & (byte <= 0xCB))
    };
    scan::is_ordinary(text) && !scan::has_pair(text.as_bytes(), is_mixed)
}

/// How many syllables a text has that [`fits`].
pub fn count(text: &str) -> usize {
    let length = text.len().next_multiple_of(CHUNK) + 2 * AROUND;
    let mut padded = Vec::with_capacity(length);
    padded.extend_from_slice(&[b' '; AROUND]);
    padded.extend_from_slice(text.as_bytes());
    padded.resize(length, b' ');
    let mut rest = padded.as_slice();
    let (mut count, mut too_many) = (0, 0);
    while let Some(chunk) = rest.first_chunk::<{ CHUNK + 2 * AROUND }>() {
        let (mut begun, mut joined) = (0, 0);
        for at in AROUND..AROUND + CHUNK {
            begun += u8::from(begins(chunk, at));
            joined += u8::from(joins(chunk, at));
        }
        count += usize::from(begun);
        too_many += usize::from(joined);
        rest = &rest[CHUNK..];
    }
    count - too_many
}

type Chunk = [u8; CHUNK + 2 * AROUND];

#[inline]
fn begins(bytes: &Chunk, at: usize) -> bool {
    let is_inside = |at: usize| is_digit(bytes[at]) | is_letter(bytes, at);
    is_inside(at) & !is_inside(at - 1)
}

#[inline]
fn joins(bytes: &Chunk, at: usize) -> bool {
    let is_point = (bytes[at] == b'.') | (bytes[at] == b',');
    let is_comma = (bytes[at] == 0xE2) & (bytes[at + 1] == 0x80) & (bytes[at + 2] == 0x99);
    let digits = is_digit(bytes[at - 1]) & is_digit(bytes[at + 1]);
    let from_letter = is_letter(bytes, at - 1);
    let apostrophe = (bytes[at] == b'\'') & is_first_of_letter(bytes[at + 1]);
    let typographic = is_comma & is_first_of_letter(bytes[at + 3]);
    is_point & digits | from_letter & (apostrophe | typographic)
}

/// Whether a byte belongs to a letter: beyond ASCII, all characters but those that begin with 0xE2 are.
#[inline]
fn is_letter(bytes: &Chunk, at: usize) -> bool {
    let is_sign = (bytes[at] == 0xE2) | (bytes[at - 1] == 0xE2) | (bytes[at - 2] == 0xE2);
    is_ascii_letter(bytes[at]) | ((bytes[at] >= 0x80) & !is_sign)
}

const fn is_first_of_letter(byte: u8) -> bool {
    is_ascii_letter(byte) | ((byte >= 0x80) & (byte != 0xE2))
}

const fn is_ascii_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

const fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}
