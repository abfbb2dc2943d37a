//! What in a site's folder is never a change of the site.

use std::fs;
use std::io;
use std::path::{self, Path, PathBuf};

/// Folders of version control and of our own memory, wherever they are.
const FOLDERS: [&str; 4] = [".git", ".hg", ".svn", ".congtin"];
/// Folders of programs, at the top.
const TOP: [&str; 2] = ["target", "node_modules"];
/// Files that systems and editors drop: vim asks by `4913` whether it may write.
const FILES: [&str; 4] = ["4913", ".DS_Store", "Thumbs.db", "desktop.ini"];
/// Beginnings and endings of backups, locks and half-written files of editors.
const BEGINNINGS: [&str; 3] = [".#", "~$", ".~lock."];
const ENDINGS: [&str; 5] = ["~", ".swp", ".swo", ".swx", ".tmp"];

/// A root, and what below it is ignored.
pub(super) struct Ignored {
    /// The root without links, as the system names it in its notices.
    pub root: PathBuf,
    given: Vec<PathBuf>,
}

impl Ignored {
    /// Takes absolute paths and such below the root; what lies elsewhere does not matter.
    ///
    /// # Errors
    /// When the root is no folder.
    pub fn new(root: &Path, given: &[PathBuf]) -> io::Result<Self> {
        let real = fs::canonicalize(root)?;
        if !real.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let named = path::absolute(root)?;
        let below = |path: &PathBuf| {
            let path = named.join(path);
            let below = path
                .strip_prefix(&named)
                .or_else(|_| path.strip_prefix(&real))
                .ok()?;
            (below != Path::new("")).then(|| below.to_owned())
        };
        Ok(Self {
            given: given.iter().filter_map(below).collect(),
            root: real,
        })
    }

    /// Whether a path is ignored.
    pub fn covers(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return false;
        };
        let mut names = below.iter().map(|name| name.to_string_lossy());
        let Some(last) = names.clone().next_back() else {
            return false;
        };
        names
            .clone()
            .next()
            .is_some_and(|first| TOP.contains(&&*first))
            || names.any(|name| FOLDERS.contains(&&*name))
            || FILES.contains(&&*last)
            || BEGINNINGS
                .iter()
                .any(|beginning| last.starts_with(beginning))
            || ENDINGS.iter().any(|ending| last.ends_with(ending))
            || (last.starts_with('#') && last.ends_with('#'))
            || self.given.iter().any(|given| below.starts_with(given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_foreign_folders_are_no_part_of_a_site() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let given = [
            PathBuf::from("public"),
            PathBuf::from("./ra/ngoai"),
            folder.path().join("khac"),
            "/else".into(),
        ];
        let ignored = Ignored::new(folder.path(), &given).unwrap();
        for path in [
            "public",
            "public/index.html",
            "ra/ngoai/a",
            "khac/a",
            ".git/index",
            "a/.git/HEAD",
            ".congtin/memo",
            "target/debug/a",
            "content/a.md~",
            "content/.a.md.swp",
            "content/.#a.md",
            "content/#a.md#",
            "content/4913",
            "content/~$a.docx",
            "content/.~lock.a.odt#",
        ] {
            assert!(ignored.covers(&root.join(path)), "{path}");
        }
        for path in [
            "",
            "content",
            "content/a.md",
            "publication/a",
            "ra",
            "content/target/a.md",
            "site.toml",
            "else",
        ] {
            assert!(!ignored.covers(&root.join(path)), "{path}");
        }
    }

    #[test]
    fn a_root_must_be_a_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(Ignored::new(file.path(), &[]).is_err());
        assert!(Ignored::new(&file.path().with_extension("none"), &[]).is_err());
    }
}
