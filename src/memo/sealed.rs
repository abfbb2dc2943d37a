//! Bytes that are only opened when they are whole and this program's own: a line with program and version, a digest, the
//! bytes. Anything else is as if it had never been: older or newer versions, a torn write, a damaged disk.

use std::io::Read;

use crate::text::Digest;

/// The program's version, and a digest of what it was built from: what another build of it remembered is not trusted,
/// since it may have meant something else.
const HEAD: &str = concat!(
    "congtin memory 2 ",
    env!("CARGO_PKG_VERSION"),
    " ",
    env!("CONGTIN_SOURCES"),
    "\n"
);

/// Why sealed bytes are not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// They come from another program or another version of it.
    Foreign,
    /// They are not what was sealed.
    Damaged,
}

/// What must stand before bytes to seal them.
#[must_use]
pub fn head(bytes: &[u8]) -> Vec<u8> {
    let mut head = HEAD.as_bytes().to_vec();
    head.extend_from_slice(Digest::of(bytes).bytes());
    head
}

/// Opens what was sealed: the bytes behind the seal.
///
/// # Errors
/// When it is not this program's, or not whole.
pub fn open(mut sealed: impl Read) -> Result<Vec<u8>, Broken> {
    let (mut head, mut digest) = ([0; HEAD.len()], [0; 32]);
    let known = sealed.read_exact(&mut head).is_ok() && head == HEAD.as_bytes();
    if !known {
        return Err(Broken::Foreign);
    }
    let mut bytes = Vec::new();
    let read = sealed.read_exact(&mut digest);
    let read = read.and_then(|()| sealed.read_to_end(&mut bytes));
    if read.is_ok() && *Digest::of(&bytes).bytes() == digest {
        Ok(bytes)
    } else {
        Err(Broken::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_bytes_of_this_very_program_are_opened() {
        let sealed = [head(b"abc").as_slice(), b"abc"].concat();
        assert_eq!(open(&*sealed), Ok(b"abc".to_vec()));
        assert_eq!(open(&sealed[..sealed.len() - 1]), Err(Broken::Damaged));
        assert_eq!(open(&sealed[..HEAD.len() + 3]), Err(Broken::Damaged));
        let mut other = sealed.clone();
        other[16] = b'1';
        assert_eq!(open(&*other), Err(Broken::Foreign));
        assert_eq!(open(&b""[..]), Err(Broken::Foreign));
    }
}
