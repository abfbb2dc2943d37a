//! A snapshot of the site's folder, and the only reader of it. Knows paths, sizes and times; the meaning is for others.
//!
//! Paths are below the root, with `/` and in NFC, however the disk spells them. Symbolic links are never followed;
//! names that begin with a dot are left out (but `static/.well-known`), and so are leavings of editors and systems.

mod looks;
mod walk;

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ecow::EcoString;
use indexmap::{Equivalent, IndexSet};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use walkdir::WalkDir;

use crate::diagnostic::{self, Checked, Finding, rules};
use crate::memo::Stamp;
use crate::text::legacy::legacy;
use crate::text::{Place, Source, decode};
pub use looks::{Looks, by_path};
use walk::{inside, lies_in, look_at, outermost, path_is_wanted, spelled};

/// What is read of a site's folder.
const PARTS: [&str; 4] = ["content", "static", "themes", "site.toml"];

/// One file of the site.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the root, `content/tin-tuc/bai.md`.
    pub path: EcoString,
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

/// A path, to find its file by.
#[derive(Hash)]
struct ByPath<'a>(&'a str);

impl Equivalent<Arc<File>> for ByPath<'_> {
    fn equivalent(&self, file: &Arc<File>) -> bool {
        self.0 == file.path
    }
}

impl File {
    /// A file that is not on the disk: of a test, or embedded in the program.
    #[must_use]
    pub fn in_memory(path: impl Into<EcoString>, bytes: impl Into<Arc<[u8]>>) -> Self {
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

    /// Whether it surely is what a look at `now` has found: the same look, and left alone for so long that a change would
    /// show in it.
    fn looks_like(&self, found: &Self, now: i64) -> bool {
        let settled = found.stamp.and_then(|stamp| stamp.settled(now));
        settled.is_some() && self.stamp == settled && self.length == found.length
    }

    /// Its path where that is spelled otherwise than it is named by: of several, always the same is kept.
    fn spelling(&self) -> Option<&Path> {
        match &self.bytes {
            Bytes::Named(path) => Some(path),
            _ => None,
        }
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
        if let Some((word, set)) = legacy(&source.text) {
            let finding = Finding::new(&rules::TEXT_LEGACY)
                .with("word", &source.text[word.clone()])
                .with("set", set.name());
            findings.push(finding.at(source.place(word)));
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
        unreadable(&self.path, error)
    }
}

/// Every file of a site, by path. Two snapshots share the files that look the same in both.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// In the order of their paths.
    files: Arc<Table>,
    /// What there was to tell of names, links and folders.
    told: Arc<[Finding]>,
}

type Table = IndexSet<Arc<File>, FxBuildHasher>;

impl Files {
    /// Looks at every file below a root, without reading any.
    #[must_use]
    pub fn read(root: &Path) -> Checked<Self> {
        let mut findings = Vec::new();
        let parts = PARTS.iter().map(|part| root.join(part));
        let present = parts.filter(|start| start.symlink_metadata().is_ok());
        let walks = present.map(WalkDir::new);
        let found = look_at(root, walks, &mut findings);
        let files = in_order(found, &mut findings);
        Self::told(files, findings)
    }

    /// Looks at everything again. What surely is the same is shared with this snapshot, at `now` of the disk's clock.
    #[must_use]
    pub fn anew(&self, root: &Path, now: i64) -> Checked<Self> {
        let Checked { value, findings } = Self::read(root);
        Checked::new(value.like(self, now), findings)
    }

    /// Looks at some paths again, files or folders with all below them: at what is told to have changed since this snapshot,
    /// which the other files are taken from. `now`: by the disk's clock, in nanoseconds since 1970.
    #[must_use]
    pub fn again(&self, root: &Path, changed: &BTreeSet<PathBuf>, now: i64) -> Checked<Self> {
        let inner: Option<BTreeSet<_>> = changed.iter().map(|path| inside(root, path)).collect();
        let Some(inner) = inner.filter(|_| !self.told.iter().any(is_twice)) else {
            return self.anew(root, now);
        };
        let inner = outermost(inner.into_iter().filter(|path| path_is_wanted(path)));
        let stale = |path: &str| inner.iter().any(|changed| lies_in(path, changed));
        let kept = |finding: &&Finding| match &finding.place {
            Some(place) => !stale(&place.path),
            None => true,
        };
        let mut findings: Vec<_> = self.told.iter().filter(kept).cloned().collect();
        let starts = inner.iter().map(|path| root.join(path));
        let starts = starts.filter(|start| start.symlink_metadata().is_ok());
        // A part of the site may be a link as a whole; nothing below it may.
        let walks = starts.map(|start| {
            let is_part = start.parent() == Some(root);
            WalkDir::new(start).follow_root_links(is_part)
        });
        let found = in_order(look_at(root, walks, &mut findings), &mut findings);
        let inner = inner.iter().map(|path| self.inside(&spelled(path)));
        let gone = inner
            .flatten()
            .filter(|at| !found.contains(&self.files[*at]));
        let gone: BTreeSet<_> = gone.collect();
        let mut files = Table::clone(&self.files);
        let mut added = false;
        for file in found.iter() {
            match files.get_full(file) {
                Some((_, known)) if known.looks_like(file, now) => {}
                Some(_) => drop(files.replace(Arc::clone(file))),
                None => added |= files.insert(Arc::clone(file)),
            }
        }
        if added || !gone.is_empty() {
            let mut number = 0..;
            files.retain(|_| !number.next().is_some_and(|at| gone.contains(&at)));
            files.sort_by(|a, b| a.path.cmp(&b.path));
        }
        Self::told(Arc::new(files), findings)
    }

    /// Files that are not on the disk.
    #[must_use]
    pub fn in_memory(files: impl IntoIterator<Item = File>) -> Self {
        let files = in_order(files.into_iter().collect(), &mut Vec::new());
        Self::told(files, Vec::new()).value
    }

    /// This snapshot, which shares with an earlier one each file that surely is the same, at `now` of the disk's clock.
    #[must_use]
    pub fn like(self, earlier: &Self, now: i64) -> Self {
        let same = |file: &Arc<File>| {
            let known = earlier.files.get(file);
            let known = known.filter(|known| known.looks_like(file, now));
            Arc::clone(known.unwrap_or(file))
        };
        Self {
            files: Arc::new(self.files.iter().map(same).collect()),
            told: self.told,
        }
    }

    /// Whether both snapshots hold the very same files.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<File>, &Arc<File>)| Arc::ptr_eq(a, b);
        let alike = || self.files.iter().zip(other.files.iter()).all(same);
        Arc::ptr_eq(&self.files, &other.files)
            || (self.files.len() == other.files.len() && self.told == other.told && alike())
    }

    /// The files that an earlier snapshot does not hold, by path.
    pub fn news<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a Arc<File>> {
        let all = self.files.iter().enumerate();
        let new = all.filter(|(at, file)| {
            let same = |other: &Arc<File>| Arc::ptr_eq(file, other);
            // Most stand where they stood.
            !earlier.files.get_index(*at).is_some_and(same)
                && !earlier.files.get(*file).is_some_and(same)
        });
        new.map(|(_, file)| file)
    }

    /// The file at a path below the root.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<File>> {
        self.files.get(&ByPath(path))
    }

    /// The files below a folder (`content`), by path.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a Arc<File>> + use<'a> {
        let range = self.places_below(folder);
        self.files.iter().skip(range.start).take(range.len())
    }

    /// Every file, by path.
    pub fn all(&self) -> impl Iterator<Item = &Arc<File>> {
        self.files.iter()
    }

    fn told(files: Arc<Table>, mut findings: Vec<Finding>) -> Checked<Self> {
        diagnostic::sort(&mut findings);
        let told = findings.clone().into();
        Checked::new(Self { files, told }, findings)
    }

    /// Where a file or the files of a folder stand.
    fn inside(&self, path: &str) -> impl Iterator<Item = usize> + use<> {
        let itself = self.range(path, |other| other == path);
        itself.chain(self.places_below(path))
    }

    /// Where the files of a folder stand.
    fn places_below(&self, folder: &str) -> Range<usize> {
        let folder = format!("{folder}/");
        self.range(&folder, |other| other.starts_with(&folder))
    }

    /// Where the files stand that begin at a path.
    fn range(&self, from: &str, is_inside: impl Fn(&str) -> bool) -> Range<usize> {
        let start = self.files.partition_point(|file| file.path.as_str() < from);
        let rest = self.files.as_slice();
        let rest = rest.get_range(start..).unwrap_or(rest);
        start..start + rest.partition_point(|file| is_inside(&file.path))
    }
}

/// Files in the order of their paths; of two spellings of one path the first is kept, and the other told.
fn in_order(mut files: Vec<File>, findings: &mut Vec<Finding>) -> Arc<Table> {
    files.par_sort_by(|a, b| (&a.path, a.spelling()).cmp(&(&b.path, b.spelling())));
    files.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            let finding = Finding::new(&rules::NAME_TWICE).with("path", &later.path);
            findings.push(finding.at(Place::file(&later.path)));
        }
        same
    });
    Arc::new(files.into_iter().map(Arc::new).collect())
}

fn is_twice(finding: &Finding) -> bool {
    *finding.rule == rules::NAME_TWICE
}

/// What an editor meets is told in words, the rest as the system tells it.
fn unreadable(path: &str, error: &io::Error) -> Finding {
    let system = error.to_string();
    let (vi, en) = match error.kind() {
        io::ErrorKind::PermissionDenied => ("máy không cho quyền đọc", "no permission"),
        io::ErrorKind::NotFound => (
            "tệp vừa bị xóa hoặc đổi tên",
            "it was just deleted or renamed",
        ),
        io::ErrorKind::StaleNetworkFileHandle | io::ErrorKind::TimedOut => (
            "ổ mạng vừa mất kết nối",
            "the network drive does not answer",
        ),
        _ => (system.as_str(), system.as_str()),
    };
    Finding::new(&rules::FILE_UNREADABLE)
        .with("reason", vi)
        .with("reason_en", en)
        .at(Place::file(path))
}
