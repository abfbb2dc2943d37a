//! What the last build made in one output folder: paths with digests. Damaged or foreign: as if there were none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::text::Digest;

/// First line of a manifest; another version is another line.
const HEAD: &str = "congtin manifest 1";

/// Files by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Path below the output folder, and digest of the bytes.
    pub files: BTreeMap<String, Digest>,
}

impl Manifest {
    /// Reads a manifest: none when there is one that cannot be trusted, an empty one when there never was any.
    pub fn read(path: &Path) -> Option<Self> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Self::default()),
            Err(_) => None,
        }
    }

    /// Writes it whole or not at all.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let fresh = folder.join("manifest.new");
        fs::write(&fresh, self.text())?;
        fs::rename(fresh, folder.join("manifest"))
    }

    fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, digest) in &self.files {
            let _ = writeln!(text, "{digest} {path}");
        }
        let sum = Digest::of(text.as_bytes());
        let _ = writeln!(text, "{sum}");
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let (body, sum) = text.trim_end().rsplit_once('\n')?;
        let body = format!("{body}\n");
        if Digest::parse(sum)? != Digest::of(body.as_bytes()) {
            return None;
        }
        let lines = body.strip_prefix(HEAD)?.strip_prefix('\n')?.lines();
        let file = |line: &str| {
            let (digest, path) = line.split_once(' ')?;
            Some((path.to_owned(), Digest::parse(digest)?))
        };
        Some(Self {
            files: lines.map(file).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_a_damaged_one_does_not() {
        let mut manifest = Manifest::default();
        manifest
            .files
            .insert("tin-tuc/a b.html".to_owned(), Digest::of(b"x"));
        let text = manifest.text();
        assert_eq!(Manifest::parse(&text), Some(manifest));
        assert_eq!(Manifest::parse(&text.replace("a b", "a c")), None);
        assert_eq!(Manifest::parse(""), None);
    }
}
