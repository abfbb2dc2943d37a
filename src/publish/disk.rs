//! Every change that publishing makes on a disk, one small step each. Errors name their path.
//!
//! Tests may let a step fail, or stop everything at it as `kill -9` does: the folder left behind is then looked at for each
//! step there is. What systems do differently stands here too, behind one function each.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::memo::{self, Memory, Stamp};

/// The disk, as publishing sees it.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    fault: Option<Fault>,
    steps: Arc<AtomicUsize>,
}

/// A disk that fails, for tests.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// The step that fails, counted from 0.
    pub step: usize,
    /// What the system says.
    pub error: io::ErrorKind,
    /// All later steps fail as well: the process is dead, and nobody tidies up behind it.
    pub dead: bool,
}

impl Disk {
    /// A disk with a fault.
    #[must_use]
    pub fn with(fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            steps: Arc::default(),
        }
    }

    /// Whether the step that fails has been reached.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        let steps = self.steps.load(Ordering::Relaxed);
        self.fault.is_some_and(|fault| fault.step < steps)
    }

    fn step(&self, path: &Path) -> io::Result<()> {
        let Some(fault) = self.fault else {
            return Ok(());
        };
        let step = self.steps.fetch_add(1, Ordering::Relaxed);
        if step == fault.step || fault.dead && step > fault.step {
            return Err(named(path, &io::Error::from(fault.error)));
        }
        Ok(())
    }

    fn act<T>(&self, path: &Path, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.step(path)?;
        act().map_err(|error| named(path, &error))
    }

    /// Writes a new file and says how it looks. What fails in the middle leaves half of it.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        let mut options = File::options();
        options.write(true).create_new(true);
        let mut file = self.act(path, || options.open(path))?;
        if let Err(error) = self.step(path) {
            let _ = file.write_all(&bytes[..bytes.len() / 2]);
            return Err(error);
        }
        let written = file.write_all(bytes).and_then(|()| file.metadata());
        written
            .map(|metadata| Stamp::of(&metadata))
            .map_err(|error| named(path, &error))
    }

    /// Writes something into memory, whole or not at all.
    pub(super) fn remember(&self, memory: &Memory, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.act(&memory.path(name), || memory.write(name, bytes))
    }

    /// Makes a folder. One that is there already is as good.
    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.act(path, || match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(path) => Ok(()),
            made => made,
        })
    }

    /// Makes a folder and those that it lies in.
    pub(super) fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.act(path, || fs::create_dir_all(path))
    }

    /// Moves a file or folder; a file that stood there is replaced.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(to, || fs::rename(from, to))
    }

    /// Gives a file a second name.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(to, || fs::hard_link(from, to))
    }

    /// Copies a file to another disk.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(to, || fs::copy(from, to).map(drop))
    }

    /// Removes a file. One that is gone already is as good.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.act(path, || gone(fs::remove_file(path)))
    }

    /// Removes whatever stands there.
    pub(super) fn clear(&self, path: &Path) -> io::Result<()> {
        self.act(path, || memo::clear(path))
    }

    /// Moves a finished file of memory to its place.
    pub(super) fn put_in_place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(to, || memo::put_in_place(from, to))
    }

    /// Removes a folder that is empty. False when it is not.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<bool> {
        self.act(path, || match gone(fs::remove_dir(path)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Removes a folder with all that is in it; a link itself, never what it leads to. What it was permitted like another
    /// folder does not matter: it is ours.
    pub(super) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        let Ok(metadata) = path.symlink_metadata() else {
            return Ok(());
        };
        self.act(path, || match gone(fs::remove_dir_all(path)) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && metadata.is_dir() => {
                fs::set_permissions(path, open_to_owner(metadata.permissions()))?;
                gone(fs::remove_dir_all(path))
            }
            removed => removed,
        })
    }

    /// Gives a folder the permissions of another.
    pub(super) fn permit(&self, path: &Path, like: &Metadata) -> io::Result<()> {
        self.act(path, || fs::set_permissions(path, like.permissions()))
    }

    /// Exchanges two folders in one step.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.act(other, || exchange(one, other))
    }

    /// Waits until everything written to the disk that holds a folder is safe from a power cut.
    pub(super) fn sync(&self, folder: &Path) -> io::Result<()> {
        self.act(folder, || sync(folder))
    }
}

/// An error with the path it is about. A busy folder is no other build at work, which `ResourceBusy` means elsewhere.
fn named(path: &Path, error: &io::Error) -> io::Error {
    let kind = match error.kind() {
        io::ErrorKind::ResourceBusy => io::ErrorKind::Other,
        kind => kind,
    };
    io::Error::new(kind, format!("{}: {error}", path.display()))
}

#[cfg(unix)]
fn open_to_owner(mut permissions: fs::Permissions) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    permissions.set_mode(permissions.mode() | 0o700);
    permissions
}

#[cfg(not(unix))]
fn open_to_owner(mut permissions: fs::Permissions) -> fs::Permissions {
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    permissions
}

/// Whether a folder can be looked into, if there is one.
///
/// # Errors
/// When it cannot: nobody could tell what in it is ours.
pub fn can_be_read(folder: &Path) -> io::Result<()> {
    if !is_folder(folder) {
        return Ok(());
    }
    let read = fs::read_dir(folder).and_then(|_| folder.join(".").symlink_metadata());
    read.map(drop).map_err(|error| named(folder, &error))
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(())
        }
        removed => removed,
    }
}

/// Whether a real folder stands there, not a link to one.
pub fn is_folder(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir())
}

/// The number of a folder on its disk; none when there is no folder. 0 where the system has no such numbers.
pub fn number(folder: &Path) -> Option<u64> {
    let metadata = folder.symlink_metadata().ok()?;
    metadata.is_dir().then(|| Stamp::of(&metadata).inode)
}

/// Whether files can wait beside the output folder: it is no mount point, the folder it lies in takes files, and they would
/// be of the group that files made in the output folder are of.
pub fn has_room_beside(output: &Path) -> bool {
    output.parent().is_none_or(|parent| {
        !is_folder(output)
            || same_mount(output, parent) && is_writable(parent) && !gives_its_group(output)
    })
}

/// Holds a folder for this process alone until it is dropped, by the kernel's lock: a kill leaves nothing. None when there is
/// no such folder, or none that can be held: some disks of a network know no lock of a folder.
///
/// # Errors
/// `ResourceBusy` when another process holds it.
pub fn hold(folder: &Path) -> io::Result<Option<File>> {
    match memo::hold(folder, |path| File::open(path)) {
        Ok(held) => Ok(Some(held)),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => Err(error),
        Err(_) => Ok(None),
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether files can be renamed from one folder to the other: same disk, and the same mount of it.
#[cfg(target_os = "linux")]
pub fn same_mount(one: &Path, other: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    let of = |path: &Path| {
        let found = statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID).ok()?;
        Some((found.stx_dev_major, found.stx_dev_minor, found.stx_mnt_id))
    };
    of(one).is_some() && of(one) == of(other)
}

#[cfg(not(target_os = "linux"))]
pub fn same_mount(_: &Path, _: &Path) -> bool {
    true
}

/// Whether two folders belong to the same people: else the one cannot take the place of the other.
#[cfg(unix)]
pub fn same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let of = |of: &Metadata| (of.uid(), of.gid());
    of(one) == of(other)
}

/// Whether what is made in a folder belongs to its group (setgid).
#[cfg(unix)]
fn gives_its_group(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    folder.metadata().is_ok_and(|of| of.mode() & 0o2000 != 0)
}

#[cfg(not(unix))]
const fn gives_its_group(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
pub const fn same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Whether this process may make files in a folder.
#[cfg(unix)]
pub fn is_writable(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub fn is_writable(_: &Path) -> bool {
    true
}
