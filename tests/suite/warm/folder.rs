//! One output folder, held in memory, and what is remembered of it, held on the disk: built again and again.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

use congtin::diagnostic::{Finding, any_error, sort};
use congtin::memo::{Manifest, Memo, Memory, Output, Stamp};
use congtin::pipeline::{self, Sink};
use congtin::text::Digest;

use super::super::case::Outputs;
use super::portal::Portal;

/// Where a build is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kill {
    /// Before anything is remembered.
    First,
    /// When sources are remembered, and nothing is in place.
    Remembered,
    /// When every second file is in place.
    Halfway,
    /// When all is in place, and the manifest tells of what was there before.
    Last,
}

impl Kill {
    /// All of them.
    pub const ALL: &[Self] = &[Self::First, Self::Remembered, Self::Halfway, Self::Last];
}

/// How a file of the memory is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// One bit of it changes.
    Flip,
    /// Its end is missing.
    Cut,
    /// It is gone.
    Lose,
    /// It is what it was some builds ago.
    Older,
    /// It is another file of the memory.
    Other,
    /// It is something else altogether.
    Foreign,
}

impl Harm {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Flip,
        Self::Cut,
        Self::Lose,
        Self::Older,
        Self::Other,
        Self::Foreign,
    ];
}

/// The output folder and its memory.
pub struct Warm {
    place: tempfile::TempDir,
    /// What is published.
    pub published: Outputs,
    /// How many texts are others than in the plan that was kept; none when the last build was planned anew.
    pub texts: Option<usize>,
    /// What the memory held when [`Harm::Older`] came last.
    older: Outputs,
}

impl Warm {
    /// Nothing published, nothing remembered.
    pub fn new() -> Self {
        Self {
            place: tempfile::tempdir().expect("a folder"),
            published: Outputs::new(),
            texts: None,
            older: Outputs::new(),
        }
    }

    /// Builds into the folder as `congtin build` does: what it told, and whether it published.
    pub fn build(&mut self, portal: &Portal, kill: Option<Kill>) -> (bool, Vec<Finding>) {
        let memory = self.memory();
        let memo = Memo::of(&memory, false);
        let last = memory.read("manifest").ok().flatten();
        let last: Manifest = last
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default();
        let planned = pipeline::plan(&portal.on_disk(), &portal.settings, &memo);
        let mut found = planned.findings;
        let sink = Fresh {
            published: &self.published,
            made: Mutex::default(),
        };
        let mut built = None;
        if let Some(plan) = planned.value.filter(|_| !any_error(&found)) {
            self.texts = plan.like.as_ref().map(|like| like.but.len());
            let made = pipeline::build(&plan, &last, &sink, &memo, &|| {})
                .expect("memory takes every file");
            found.extend(made.findings);
            sort(&mut found);
            built = Some(made.value.manifest);
        }
        let made = sink.made.into_inner().expect("no thread panicked");
        if kill == Some(Kill::First) {
            return (false, found);
        }
        memo.end().expect("the disk takes all");
        let Some(manifest) = built.filter(|_| !any_error(&found) && kill != Some(Kill::Remembered))
        else {
            return (false, found);
        };
        let halfway = kill == Some(Kill::Halfway);
        for (path, bytes) in made.into_iter().step_by(if halfway { 2 } else { 1 }) {
            self.published.insert(path, bytes);
        }
        if halfway {
            return (false, found);
        }
        self.published
            .retain(|path, _| manifest.files.contains_key(path.as_str()));
        if kill.is_none() {
            let bytes = postcard::to_allocvec(&manifest).expect("plain data");
            memory
                .write("manifest", &bytes)
                .expect("the disk takes all");
        }
        (true, found)
    }

    /// Damages the n-th file of the memory.
    pub fn forget(&mut self, number: usize, harm: Harm) {
        let files = self.remembered();
        let Some((name, mut bytes)) = files
            .iter()
            .nth(number % files.len().max(1))
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
        else {
            return;
        };
        let path = self.folder().join(&name);
        match harm {
            Harm::Flip => {
                let at = (number * 7919) % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1;
                }
            }
            Harm::Cut => bytes.truncate(bytes.len() / 2),
            Harm::Lose => return fs::remove_file(path).expect("a file"),
            Harm::Older => {
                for (name, bytes) in std::mem::replace(&mut self.older, files) {
                    fs::write(self.folder().join(name), bytes).expect("a file");
                }
                return;
            }
            Harm::Other => bytes = files.values().next().cloned().unwrap_or_default(),
            Harm::Foreign => bytes = b"congtin memory 1\n".to_vec(),
        }
        fs::write(path, bytes).expect("a file");
    }

    /// Changes or deletes the n-th published file.
    pub fn damage(&mut self, number: usize, whole: bool) {
        let path = self
            .published
            .keys()
            .nth(number % self.published.len().max(1))
            .cloned();
        if let Some(path) = path {
            if whole {
                self.published.remove(&path);
            } else {
                self.published.insert(path, "hỏng".into());
            }
        }
    }

    /// Another test that starts a program just now may hold a copy of the last lock for a blink.
    fn memory(&self) -> Memory {
        loop {
            match Memory::take(self.place.path(), self.place.path()) {
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                    std::thread::yield_now();
                }
                taken => return taken.expect("a folder of memory"),
            }
        }
    }

    fn folder(&self) -> PathBuf {
        Memory::folder_of(self.place.path(), self.place.path())
    }

    fn remembered(&self) -> Outputs {
        let entries = fs::read_dir(self.folder()).into_iter().flatten();
        let read = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.expect("the folder can be read");
            let name = entry.file_name().into_string().expect("a name of ours");
            (name, fs::read(entry.path()).expect("a file"))
        };
        let of_ours = |(name, _): &(String, Vec<u8>)| name != "lock" && name != "clock";
        entries.map(read).filter(of_ours).collect()
    }
}

/// Takes new files beside what is published.
struct Fresh<'a> {
    published: &'a Outputs,
    made: Mutex<Outputs>,
}

impl Sink for Fresh<'_> {
    fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        let stamp = stamp(self.published.get(path)?);
        (stamp == last.stamp).then_some(stamp)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        let mut made = self.made.lock().expect("no thread panicked");
        assert!(
            made.insert(path.to_owned(), bytes.to_vec()).is_none(),
            "{path} was made twice"
        );
        Ok(stamp(bytes))
    }
}

/// A file in memory looks like what it holds.
fn stamp(bytes: &[u8]) -> Stamp {
    let mut eight = [0; 8];
    eight.copy_from_slice(&Digest::of(bytes).bytes()[..8]);
    Stamp {
        length: bytes.len() as u64,
        modified: i64::from_le_bytes(eight),
        inode: 0,
        touched: 0,
    }
}
