//! Numbers and texts as bytes, one behind another.

/// Adds a number in seven bits a byte (LEB128).
pub fn number(mut number: u32, column: &mut Vec<u8>) {
    while number >= 0x80 {
        column.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    column.push(number.to_le_bytes()[0]);
}

/// Adds a number of things.
pub fn length(length: usize, column: &mut Vec<u8>) {
    number(u32::try_from(length).unwrap_or(u32::MAX), column);
}

/// Adds a text behind its length in bytes.
pub fn text(text: &str, column: &mut Vec<u8>) {
    length(text.len(), column);
    column.extend_from_slice(text.as_bytes());
}

/// Adds positions below 128, all but the last with their high bit.
pub fn positions(list: &[u8], column: &mut Vec<u8>) {
    if let Some((last, more)) = list.split_last() {
        column.extend(more.iter().map(|at| at | 0x80));
        column.push(*last);
    }
}
