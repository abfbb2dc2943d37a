//! Warm equals cold: after any changes the output folder is, byte for byte, what a fresh build makes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use proptest::prelude::*;

use super::case::{self, Case, Outputs};
use congtin::files::Files;
use congtin::memo::{Memo, Output, Stamp};
use congtin::pipeline::{self, Sink};
use congtin::publish::Publisher;

/// What an editor may do between two builds.
#[derive(Clone, Debug)]
enum Change {
    /// An article of this number comes, or is written anew with this flavour.
    Write(u8, u8),
    Remove(u8),
    Static(u8, u8),
    Setting(u8),
    /// Somebody deletes or damages a published file, the n-th.
    Damage(u8, bool),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..8u8, 0..8u8).prop_map(|(article, flavour)| Change::Write(article, flavour)),
        2 => (0..8u8).prop_map(Change::Remove),
        1 => (0..3u8, 0..3u8).prop_map(|(file, flavour)| Change::Static(file, flavour)),
        1 => (0..4u8).prop_map(Change::Setting),
        1 => (any::<u8>(), any::<bool>()).prop_map(|(file, whole)| Change::Damage(file, whole)),
    ]
}

fn apply(change: &Change, files: &mut Outputs, output: &Path) {
    match change {
        Change::Write(article, flavour) => {
            let more = [
                "",
                "draft = true",
                "withdrawn = \"Sai\"",
                "tags = [\"Suối\", \"Núi\"]",
                "aliases = [\"/cu/{}.html\"]",
                "expires_at = 2022-07-15",
                "pinned = true\nseries = \"Loạt\"",
                "corrections = \"Sai tên.\"\nauthor = \"Lan\"",
            ][usize::from(*flavour)]
            .replace("{}", &article.to_string());
            let text = format!(
                "+++\ntitle = \"Bài {article}.{flavour}\"\ndate = 2022-0{}-1{article}\nsummary = \"S\"\n{more}\n+++\nChữ {flavour}.\n",
                article % 6 + 1,
            );
            let folder = if article % 2 == 0 { "tin" } else { "van" };
            files.insert(format!("content/{folder}/bai-{article}.md"), text.into());
        }
        Change::Remove(article) => {
            let folder = if article % 2 == 0 { "tin" } else { "van" };
            files.remove(&format!("content/{folder}/bai-{article}.md"));
        }
        // A file, a folder of the same name, or nothing.
        Change::Static(file, flavour) => {
            let (bare, inside) = (format!("static/x{file}"), format!("static/x{file}/y"));
            files.remove(&bare);
            files.remove(&inside);
            match flavour {
                0 => drop(files.insert(bare, b"bare".to_vec())),
                1 => drop(files.insert(inside, b"inside".to_vec())),
                _ => {}
            }
        }
        Change::Setting(flavour) => {
            let line = [
                "",
                "tagline = \"Khác\"",
                "lists.page_size = 2",
                "feeds.tags = true",
            ][usize::from(*flavour)];
            files.insert(
                "site.toml".to_owned(),
                format!("{}{line}\n", case::SITE).into(),
            );
        }
        Change::Damage(file, whole) => {
            let made = on_disk(output);
            let Some(path) = made.keys().nth(usize::from(*file) % made.len().max(1)) else {
                return;
            };
            if *whole {
                fs::remove_file(output.join(path)).expect("a file");
            } else {
                fs::write(output.join(path), "hỏng").expect("a file");
            }
        }
    }
}

struct Into<'a>(&'a Publisher);

impl Sink for Into<'_> {
    fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        self.0.kept(path, last)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        self.0.put(path, bytes)
    }
}

fn publish(files: &Files, output: &Path, memory: &Path) {
    let publisher = open(output, memory);
    let (mut memo, _) = Memo::open(publisher.memory(), false);
    let plan = pipeline::plan(files, &case::settings(), &memo)
        .value
        .expect("a plan");
    let sink = Into(&publisher);
    let built = pipeline::build(&plan, publisher.last(), &sink, &memo, &|| {});
    let manifest = built.expect("the disk takes all").value.manifest;
    memo.store(publisher.memory()).expect("stored");
    let obstacles = publisher.obstacles(&manifest);
    assert!(obstacles.is_empty(), "{obstacles:?}");
    publisher.finish(manifest, |_| 0).expect("all in place");
}

/// Opens the output folder. Another test that starts a program just now may hold a copy of the last lock for a blink.
fn open(output: &Path, memory: &Path) -> Publisher {
    loop {
        match Publisher::open(output, memory) {
            Err(error) if error.kind() == io::ErrorKind::ResourceBusy => std::thread::yield_now(),
            opened => return opened.expect("an output folder"),
        }
    }
}

fn on_disk(folder: &Path) -> Outputs {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("the folder can be read");
        let inner = entry.path().strip_prefix(folder).expect("inside");
        if entry.file_type().is_file() {
            files.insert(
                inner.to_string_lossy().into_owned(),
                fs::read(entry.path()).expect("a file"),
            );
        }
    }
    files
}

fn empty_folders(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read"));
    let is_empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    entries
        .filter(|entry| entry.file_type().is_dir() && is_empty(entry.path()))
        .map(|entry| entry.path().display().to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_the_folder_is_what_a_fresh_build_makes(rounds in proptest::collection::vec(proptest::collection::vec(change(), 1..4), 1..6)) {
        let place = tempfile::tempdir().expect("a folder");
        let (output, memory) = (place.path().join("public"), place.path().join(".congtin"));
        fs::create_dir(&output).expect("a folder");
        let mut site = Case::new("");
        for changes in rounds {
            for change in &changes {
                apply(change, &mut site.files, &output);
            }
            publish(&site.in_memory(), &output, &memory);
            site = site.build();
            let (warm, cold) = (on_disk(&output), &site.outputs);
            let differing: Vec<_> = warm
                .keys()
                .chain(cold.keys())
                .filter(|path| warm.get(*path) != cold.get(*path))
                .collect();
            prop_assert!(differing.is_empty(), "{:?} after {:?}", differing, changes);
            let empty = empty_folders(&output);
            prop_assert!(empty.is_empty(), "{:?} are empty after {:?}", empty, changes);
        }
    }
}
