//! The record of an output folder: what was published, as plain text that every version of the program reads, now and later.
//!
//! ```text
//! congtin record 1
//! 52f4…9c  index.html
//! 0b1d…e7  tin-tuc/index.html
//! 77a0…13
//! ```
//!
//! The last line is the digest of all before it. The manifest beside it knows more and is trusted only by the program that
//! wrote it. What is owned must outlive that: after an upgrade the portal must not look like somebody else's files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use ecow::EcoString;

use crate::memo::{Broken, Manifest, Output};
use crate::text::Digest;

/// First line; another format is another line.
const HEAD: &str = "congtin record 1";

/// About how long a line is, in bytes.
const LINE: usize = 130;

/// Digests of published files by path.
pub type Record = BTreeMap<EcoString, Digest>;

/// Reads a record; none when there is none.
///
/// # Errors
/// When there is one that is damaged, or something else.
pub fn read(path: &Path) -> Result<Option<Record>, Broken> {
    match fs::read(path) {
        Ok(bytes) => parse(&bytes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => Err(Broken::Foreign),
        Err(_) => Err(Broken::Damaged),
    }
}

/// The record of a manifest, as bytes.
pub fn of(manifest: &Manifest) -> Vec<u8> {
    let mut text = String::with_capacity((manifest.files.len() + 2) * LINE);
    let _ = writeln!(text, "{HEAD}");
    for (path, output) in &manifest.files {
        let _ = writeln!(text, "{}  {}", output.digest, escape(path));
    }
    let sum = Digest::of(text.as_bytes());
    let _ = writeln!(text, "{sum}");
    text.into_bytes()
}

/// What a record tells, as a manifest that knows nothing more.
pub fn manifest(record: Record) -> Manifest {
    let output = |digest| Output {
        digest,
        ..Output::default()
    };
    let files = record.into_iter();
    Manifest {
        files: files.map(|(path, digest)| (path, output(digest))).collect(),
        whole: None,
        like: None,
    }
}

/// Reads the bytes of a record.
///
/// # Errors
/// When they are damaged, or something else.
pub fn parse(bytes: &[u8]) -> Result<Record, Broken> {
    let text = std::str::from_utf8(bytes).map_err(|_| Broken::Foreign)?;
    let lines = text
        .strip_prefix(HEAD)
        .and_then(|rest| rest.strip_prefix('\n'));
    lines.ok_or(Broken::Foreign)?;
    let end = text.trim_end().rfind('\n').ok_or(Broken::Damaged)? + 1;
    let (body, sum) = text.split_at(end);
    if Digest::parse(sum.trim_end()) != Some(Digest::of(body.as_bytes())) {
        return Err(Broken::Damaged);
    }
    let line = |line: &str| {
        let (digest, path) = line.split_once("  ")?;
        Some((unescape(path).into(), Digest::parse(digest)?))
    };
    let files = body.lines().skip(1).map(line);
    files.collect::<Option<_>>().ok_or(Broken::Damaged)
}

/// A path on one line.
fn escape(path: &str) -> Cow<'_, str> {
    if !path.contains(['\\', '\n', '\r']) {
        return path.into();
    }
    let path = path.replace('\\', "\\\\");
    path.replace('\n', "\\n").replace('\r', "\\r").into()
}

fn unescape(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => path.extend(letters.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                other => other,
            })),
            letter => path.push(letter),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_and_a_damaged_one_does_not() {
        let paths = ["tin-tuc/a b.html", "odd\\name\n.txt", "x"];
        let record: Record = paths.map(|path| (path.into(), Digest::of(b"x"))).into();
        let bytes = of(&manifest(record.clone()));
        assert_eq!(parse(&bytes), Ok(record));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            parse(text.replace("a b", "a c").as_bytes()),
            Err(Broken::Damaged)
        );
        assert_eq!(parse(b""), Err(Broken::Foreign));
        assert_eq!(parse(HEAD.as_bytes()), Err(Broken::Foreign));
        assert_eq!(parse(format!("{HEAD}\n").as_bytes()), Err(Broken::Damaged));
        assert_eq!(parse(&of(&Manifest::default())), Ok(Record::new()));
    }
}
