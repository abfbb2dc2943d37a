//! A snapshot of the site's folder, and the only reader of it. Knows paths, sizes and times; the meaning is for others.
//!
//! Paths are below the root, with `/` and in NFC, however the disk spells them. Symbolic links are never followed;
//! names that begin with a dot are left out (but `static/.well-known`), and so are leavings of editors and systems.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Checked, Finding, rules};
use crate::memo::Stamp;
use crate::text::{Place, Source, decode, normal};

/// What is read of a site's folder.
const PARTS: [&str; 4] = ["content", "static", "themes", "site.toml"];

/// One file of the site.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the root, `content/tin-tuc/bai.md`.
    pub path: String,
    /// Size in bytes.
    pub length: u64,
    /// How it looks from outside; none when it is not on the disk.
    pub stamp: Option<Stamp>,
    bytes: Bytes,
}

#[derive(Clone, Debug)]
enum Bytes {
    /// Below this root, at the file's own path.
    Disk(Arc<Path>),
    /// Where its name is spelled otherwise than its path.
    Named(Box<Path>),
    Memory(Arc<[u8]>),
}

/// Files are told apart by their paths.
impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for File {}

impl Hash for File {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
    }
}

impl Borrow<str> for File {
    fn borrow(&self) -> &str {
        &self.path
    }
}

impl File {
    /// A file that is not on the disk: of a test, or embedded in the program.
    #[must_use]
    pub fn in_memory(path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self {
            path: path.into(),
            length: bytes.len() as u64,
            stamp: None,
            bytes: Bytes::Memory(bytes),
        }
    }

    /// The file as if it lay on a disk and looked like this.
    #[must_use]
    pub const fn looking(mut self, stamp: Stamp) -> Self {
        self.stamp = Some(stamp);
        self
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// What the system says when it cannot be read.
    pub fn read(&self) -> io::Result<Arc<[u8]>> {
        match &self.bytes {
            Bytes::Disk(root) => std::fs::read(root.join(&self.path)).map(Into::into),
            Bytes::Named(path) => std::fs::read(path).map(Into::into),
            Bytes::Memory(bytes) => Ok(Arc::clone(bytes)),
        }
    }

    /// Reads at most the first `count` bytes: enough to know a picture's size.
    ///
    /// # Errors
    /// What the system says when it cannot be read.
    pub fn head(&self, count: u64) -> io::Result<Vec<u8>> {
        use io::Read as _;
        let open = match &self.bytes {
            Bytes::Disk(root) => std::fs::File::open(root.join(&self.path)),
            Bytes::Named(path) => std::fs::File::open(path),
            Bytes::Memory(bytes) => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                return Ok(bytes[..bytes.len().min(count)].to_vec());
            }
        };
        let mut head = Vec::new();
        open?.take(count).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Reads the file as text: decoded, in NFC, without control characters; what had to be mended is told.
    ///
    /// # Errors
    /// A finding when it is unreadable or no text.
    pub fn source(&self) -> Result<Checked<Source>, Finding> {
        let bytes = self.read().map_err(|error| self.unreadable(&error))?;
        let Some(decoded) = decode::decode(&bytes) else {
            return Err(Finding::new(&rules::FILE_ENCODING).at(Place::file(&self.path)));
        };
        let mut findings = Vec::new();
        if decoded.utf16 {
            findings.push(Finding::new(&rules::FILE_UTF16).at(Place::file(&self.path)));
        }
        let source = Source::new(&self.path, decoded.text);
        if let Some(at) = decoded.mended {
            let finding = Finding::new(&rules::TEXT_NOT_NFC);
            findings.push(finding.at(source.place(at..at + 1)));
        }
        if let Some(dropped) = decoded.dropped {
            let finding =
                Finding::new(&rules::TEXT_CONTROL).with("count", dropped.count.to_string());
            findings.push(finding.at(source.place(dropped.first..dropped.first + 1)));
        }
        Ok(Checked::new(source, findings))
    }

    /// The finding that says why it cannot be read.
    #[must_use]
    pub fn unreadable(&self, error: &io::Error) -> Finding {
        unreadable(&self.path, &error.to_string())
    }
}

/// Every file of a site, by path.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// In the order of their paths.
    files: Arc<IndexSet<File, FxBuildHasher>>,
}

impl Files {
    /// Looks at every file below a root, without reading any.
    #[must_use]
    pub fn read(root: &Path) -> Checked<Self> {
        let mut findings = Vec::new();
        let mut found = Vec::new();
        for part in PARTS {
            let start = root.join(part);
            if start.symlink_metadata().is_err() {
                continue;
            }
            let walk = WalkDir::new(start).sort_by_file_name().into_iter();
            for entry in walk.filter_entry(wanted) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) => found.push(entry),
                    Err(error) => findings.push(unwalked(root, &error)),
                }
            }
        }
        let shared: Arc<Path> = root.into();
        let looked: Vec<_> = found
            .into_par_iter()
            .map(|entry| look(&shared, &entry))
            .collect();
        let looked = looked.into_iter();
        let files = looked.filter_map(|checked| checked.take(&mut findings));
        let files = in_order(files.collect(), &mut findings);
        Checked::new(Self { files }, findings)
    }

    /// Files that are not on the disk.
    #[must_use]
    pub fn in_memory(files: impl IntoIterator<Item = File>) -> Self {
        let files = in_order(files.into_iter().collect(), &mut Vec::new());
        Self { files }
    }

    /// Whether both snapshots show the same files, by path, size and time.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let alike =
            |(a, b): (&File, &File)| a.path == b.path && a.length == b.length && a.stamp == b.stamp;
        self.files.len() == other.files.len()
            && self.files.iter().zip(other.files.iter()).all(alike)
    }

    /// The file at a path below the root.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The files below a folder (`content`), by path.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a File> + use<'a> {
        let prefix = format!("{folder}/");
        let start = self.files.partition_point(|file| file.path < prefix);
        self.files
            .iter()
            .skip(start)
            .take_while(move |file| file.path.starts_with(&prefix))
    }

    /// Every file, by path.
    pub fn all(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }
}

/// Files in the order of their paths; of two spellings of one path the first is kept, and the other told.
fn in_order(
    mut files: Vec<File>,
    findings: &mut Vec<Finding>,
) -> Arc<IndexSet<File, FxBuildHasher>> {
    files.par_sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            let finding = Finding::new(&rules::ADDRESS_TWICE)
                .with("url", &later.path)
                .with("other", &first.path);
            findings.push(finding.at(Place::file(&later.path)));
        }
        same
    });
    Arc::new(files.into_iter().collect())
}

/// One file as it looks from outside; none for links and special files.
fn look(root: &Arc<Path>, entry: &DirEntry) -> Checked<Option<File>> {
    let mut findings = Vec::new();
    let raw = below(root, entry.path());
    let path = normal::repair(&raw).into_owned();
    if !entry.file_type().is_file() {
        findings.push(Finding::new(&rules::FILE_LINK).at(Place::file(path)));
        return Checked::new(None, findings);
    }
    if entry.path().to_str().is_none() || path != raw {
        findings.push(Finding::new(&rules::NAME_NOT_NFC).at(Place::file(&path)));
    }
    let bytes = if path == raw && entry.path().to_str().is_some() {
        Bytes::Disk(Arc::clone(root))
    } else {
        Bytes::Named(entry.path().into())
    };
    match entry.metadata() {
        Ok(metadata) => {
            let file = File {
                path,
                length: metadata.len(),
                stamp: Some(Stamp::of(&metadata)),
                bytes,
            };
            Checked::new(Some(file), findings)
        }
        Err(error) => {
            findings.push(unreadable(&path, &error.to_string()));
            Checked::new(None, findings)
        }
    }
}

fn unwalked(root: &Path, error: &walkdir::Error) -> Finding {
    let path = error
        .path()
        .map(|path| below(root, path))
        .unwrap_or_default();
    let reason = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    unreadable(&path, &reason)
}

fn wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known";
    let leaving = name.ends_with('~') || name.starts_with('#') || name.starts_with("~$");
    let system = name.eq_ignore_ascii_case("thumbs.db") || name.eq_ignore_ascii_case("desktop.ini");
    entry.depth() == 0 || !(hidden || leaving || system)
}

fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inner
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn unreadable(path: &str, reason: &str) -> Finding {
    Finding::new(&rules::FILE_UNREADABLE)
        .with("reason", reason)
        .at(Place::file(path))
}
