//! The real program in a temporary folder: what it says, its exit code, and what it leaves on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use super::case;

/// A build at a moment that stands still.
pub const BUILD: &str = "build --now 2022-08-01T08:00:00+07:00";

/// A site on the disk.
pub struct Shell {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

/// What a command did.
pub struct Ran {
    line: String,
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Shell {
    /// Writes a site; see [`case::Case::new`]. Its folder is also the current one.
    #[track_caller]
    pub fn new(site: &str) -> Self {
        let shell = Self::bare();
        for (path, bytes) in case::files(site) {
            shell.write(&path, bytes);
        }
        if !shell.path("site.toml").exists() {
            shell.write("site.toml", case::SITE);
        }
        shell
    }

    /// An empty folder.
    #[track_caller]
    pub fn bare() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("home")).expect("a home folder");
        fs::create_dir(folder.path().join("site")).expect("a site's folder");
        Self {
            folder,
            environment: Vec::new(),
        }
    }

    /// Sets a variable of the environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs `congtin` in the site's folder; words are parted by spaces, but for those in 'single quotes'.
    #[track_caller]
    pub fn run(&self, line: &str) -> Ran {
        self.run_in(".", line)
    }

    /// Runs `congtin` in another folder.
    #[track_caller]
    pub fn run_in(&self, folder: &str, line: &str) -> Ran {
        let output = self
            .command(folder, line)
            .output()
            .expect("the program starts");
        Ran::of(line, &output)
    }

    /// The command, not yet started.
    pub fn command(&self, folder: &str, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congtin"));
        command
            .args(words(line))
            .current_dir(self.path(folder))
            .env_clear()
            .env("HOME", self.folder.path().join("home"))
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// A path below the site's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    /// Writes a file, with the folders it needs.
    #[track_caller]
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Takes a file away.
    #[track_caller]
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The file is there with this text.
    #[track_caller]
    pub fn has(&self, path: &str, wanted: &str) {
        let text = self.read(path);
        assert!(text.contains(wanted), "{path} lacks {wanted:?}:\n{text}");
    }

    /// There is neither file nor folder of this name.
    #[track_caller]
    pub fn missing(&self, path: &str) {
        assert!(
            self.path(path).symlink_metadata().is_err(),
            "{path} is there"
        );
    }

    /// Every file below a folder with its bytes and when it was changed.
    #[track_caller]
    pub fn state(&self, folder: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut state = BTreeMap::new();
        gather(&self.path(folder), &mut state);
        state
    }
}

impl Ran {
    /// What a finished command did.
    pub fn of(line: &str, output: &Output) -> Self {
        Self {
            line: line.to_owned(),
            code: output.status.code().unwrap_or(-1),
            out: case::text(&output.stdout),
            err: case::text(&output.stderr),
        }
    }

    /// It ended with this code.
    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.code, expected,
            "congtin {}\n{}\n{}",
            self.line, self.out, self.err
        );
        self
    }

    /// Standard output, word for word but for space at its ends.
    #[track_caller]
    pub fn out(self, expected: &str) -> Self {
        assert_eq!(self.out.trim(), expected.trim(), "{}", self.err);
        self
    }

    /// Standard error, word for word but for space at its ends.
    #[track_caller]
    pub fn err(self, expected: &str) -> Self {
        assert_eq!(self.err.trim(), expected.trim(), "{}", self.out);
        self
    }

    /// Standard output has these words.
    #[track_caller]
    pub fn out_has(self, wanted: &str) -> Self {
        assert!(self.out.contains(wanted), "{wanted:?} in:\n{}", self.out);
        self
    }

    /// Standard error has these words.
    #[track_caller]
    pub fn err_has(self, wanted: &str) -> Self {
        assert!(self.err.contains(wanted), "{wanted:?} in:\n{}", self.err);
        self
    }
}

fn gather(folder: &Path, state: &mut BTreeMap<PathBuf, (Vec<u8>, SystemTime)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.expect("the folder can be read");
        let path = entry.path();
        if entry.file_type().expect("a type").is_dir() {
            gather(&path, state);
        } else {
            let changed = entry
                .metadata()
                .and_then(|metadata| metadata.modified())
                .expect("a time");
            state.insert(path.clone(), (fs::read(&path).unwrap_or_default(), changed));
        }
    }
}

/// Words of a command line.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in line.split('\'').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
