//! The folder of memory that belongs to one output folder: `.congtin/1f2e3d4c5b/`, with its lock.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Broken, Stamp, sealed};
use crate::text::Digest;

/// How often something is opened that is another by the time it is locked. Some disks number their files anew each time.
const TRIES: usize = 100;
/// The file that names the output folder.
const OUTPUT: &str = "output";
/// The file that is locked.
const LOCK: &str = "lock";

/// Memory of one output folder, held by this process alone until it is dropped.
///
/// The lock is the kernel's (`flock`), so nothing is left to clean up after a kill. The file itself stays.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    began: i64,
    _lock: File,
}

impl Memory {
    /// The folder of memory for an output folder, below the site's `.congtin`. Both paths are canonical.
    #[must_use]
    pub fn folder_of(site: &Path, output: &Path) -> PathBuf {
        let name = name(site, output);
        site.join(Digest::of(name.as_os_str().as_encoded_bytes()).short())
    }

    /// Takes the memory of an output folder.
    ///
    /// # Errors
    /// `ResourceBusy` when another process holds it; else what the system says.
    pub fn take(site: &Path, output: &Path) -> io::Result<Self> {
        let memory = Self::hold(Self::folder_of(site, output))?;
        // For people, and for `all`: the folder's own name is a digest.
        let path = memory.path(OUTPUT);
        let name = name(site, output).as_os_str().as_encoded_bytes();
        if fs::read(&path).ok().as_deref() != Some(name) {
            write_whole(&path, &[name])?;
        }
        Ok(memory)
    }

    fn hold(folder: PathBuf) -> io::Result<Self> {
        let lock = hold(&folder.join(LOCK), |path| {
            fs::create_dir_all(&folder)?;
            if !path.symlink_metadata().is_ok_and(|of| of.is_file()) {
                clear(path)?;
            }
            let mut options = File::options();
            options.create(true).truncate(false).write(true).open(path)
        })?;
        Ok(Self {
            began: clock(&folder)?,
            folder,
            _lock: lock,
        })
    }

    /// The output folders that a site has memory of.
    #[must_use]
    pub fn all(site: &Path) -> Vec<PathBuf> {
        let mut all: Vec<_> = folders(site)
            .filter_map(|folder| output_of(site, &folder))
            .collect();
        all.sort();
        all
    }

    /// Memory of output folders whose names cannot be read any more.
    ///
    /// # Errors
    /// `ResourceBusy` when another process holds some of it; else what the system says.
    pub fn nameless(site: &Path) -> io::Result<Vec<Self>> {
        let nameless = folders(site).filter(|folder| output_of(site, folder).is_none());
        nameless.map(Self::hold).collect()
    }

    /// Forgets everything but some files.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget(&self, keep: &[&str]) -> io::Result<()> {
        let keeps = |name: &str| [LOCK, OUTPUT].contains(&name) || keep.contains(&name);
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !entry.file_name().to_str().is_some_and(keeps) {
                clear(&entry.path())?;
            }
        }
        Ok(())
    }

    /// When it was taken, by the clock of the disk that it lies on, in nanoseconds since 1970.
    #[must_use]
    pub const fn began(&self) -> i64 {
        self.began
    }

    /// The site's `.congtin`.
    pub(super) fn site(&self) -> &Path {
        self.folder.parent().unwrap_or(&self.folder)
    }

    /// The path of one of its files.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What was written under a name; none when nothing was.
    ///
    /// # Errors
    /// When there is something that is not to be trusted.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Broken> {
        read(&self.path(name))
    }

    /// Writes something under a name, whole or not at all.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        write_whole(&self.path(name), &[&sealed::head(bytes), bytes])
    }
}

impl Memory {
    /// Forgets what was written under a name.
    pub(super) fn remove(&self, name: &str) {
        let _ = clear(&self.path(name));
    }
}

/// Writes a file whole or not at all. Whatever stands in its place makes room: in a folder of memory nothing else belongs, and
/// a link is not followed.
fn write_whole(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    clear(&fresh)?;
    let mut file = File::create_new(&fresh)?;
    for part in parts {
        file.write_all(part)?;
    }
    put_in_place(&fresh, path)
}

/// Renames a file of memory, whatever stands where it goes.
///
/// # Errors
/// When the disk refuses.
pub fn put_in_place(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok_and(|of| of.is_dir()) {
        clear(to)?;
    }
    fs::rename(from, to)
}

/// Takes away a file, a link itself, or a folder with all that is in it. What is gone already is as good.
///
/// # Errors
/// When the disk refuses.
pub fn clear(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(of) if of.is_dir() => fs::remove_dir_all(path),
        _ => fs::remove_file(path),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Opens a file or folder and takes the kernel's lock of it, which a kill gives back.
///
/// # Errors
/// `ResourceBusy` when another process has it; else what the system says.
pub fn hold(path: &Path, open: impl Fn(&Path) -> io::Result<File>) -> io::Result<File> {
    let inode = |metadata: io::Result<Metadata>| metadata.ok().map(|of| Stamp::of(&of).inode);
    for _ in 0..TRIES {
        let held = open(path)?;
        held.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::Error::new(
                io::ErrorKind::ResourceBusy,
                "another build is at work in this folder",
            ),
            TryLockError::Error(error) => error,
        })?;
        // Between opening and locking another may have come in its place, or it was cleaned away.
        if inode(path.symlink_metadata()) == inode(held.metadata()) {
            return Ok(held);
        }
    }
    let never = "its number on the disk is never the same";
    Err(io::Error::new(io::ErrorKind::Unsupported, never))
}

/// What was sealed in a file; none when there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Broken> {
    match File::open(path) {
        Ok(file) => sealed::open(file).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(_) => Err(Broken::Damaged),
    }
}

/// The folders below a site's `.congtin` that are memory of an output folder, by their locks.
fn folders(site: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(site).into_iter().flatten().flatten();
    let folders = entries.map(|entry| entry.path());
    folders.filter(|folder| folder.join(LOCK).symlink_metadata().is_ok())
}

/// The output folder that a folder of memory belongs to; none when it does not say.
fn output_of(site: &Path, folder: &Path) -> Option<PathBuf> {
    let name = fs::read_to_string(folder.join(OUTPUT)).ok()?;
    let output = site.parent()?.join(name);
    (Memory::folder_of(site, &output) == folder).then_some(output)
}

/// What an output folder is known by: its path in the site, so that a site may be moved with its output; else its whole path.
fn name<'a>(site: &Path, output: &'a Path) -> &'a Path {
    let inside = site.parent().map(|root| output.strip_prefix(root));
    inside.and_then(Result::ok).unwrap_or(output)
}

/// What the disk's own clock says: the time of a file that was written just now.
fn clock(folder: &Path) -> io::Result<i64> {
    let path = folder.join("clock");
    write_whole(&path, &[b"0"])?;
    Ok(Stamp::of(&path.symlink_metadata()?).modified)
}
