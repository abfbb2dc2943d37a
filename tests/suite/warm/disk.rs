//! The same stories on a disk, through the publisher: fewer, since disks are slow.

use std::fs;
use std::io;
use std::path::Path;

use proptest::prelude::*;

use super::super::case::Outputs;
use super::folder::Warm;
use super::portal::Portal;
use super::step::{Step, edit};
use super::{Story, build, cases, same};
use congtin::diagnostic::{Finding, any_error, sort};
use congtin::memo::{Memo, Output, Stamp};
use congtin::pipeline::{self, Sink};
use congtin::publish::Publisher;

struct Into<'a>(&'a Publisher);

impl Sink for Into<'_> {
    fn kept(&self, path: &str, last: &Output) -> Option<Stamp> {
        self.0.kept(path, last)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        self.0.put(path, bytes)
    }
}

/// Builds, and publishes when there is no error; tells what was found.
fn publish(portal: &Portal, output: &Path, memory: &Path) -> Vec<Finding> {
    let publisher = open(output, memory);
    let memo = Memo::of(publisher.memory(), false);
    let planned = pipeline::plan(&portal.on_disk(), &portal.settings, &memo);
    let mut found = planned.findings;
    let Some(plan) = planned.value.filter(|_| !any_error(&found)) else {
        memo.end().expect("stored");
        return found;
    };
    let sink = Into(&publisher);
    let built =
        pipeline::build(&plan, publisher.last(), &sink, &memo, &|| {}).expect("the disk takes all");
    found.extend(built.findings);
    sort(&mut found);
    memo.end().expect("stored");
    if !any_error(&found) {
        let manifest = built.value.manifest;
        let obstacles = publisher.obstacles(&manifest);
        assert!(obstacles.is_empty(), "{obstacles:?}");
        publisher
            .finish(manifest, |_| 0, |_| {})
            .expect("all in place");
    }
    found
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
    let mut files = Outputs::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("the folder can be read");
        let inner = entry.path().strip_prefix(folder).expect("inside");
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("a file");
            files.insert(inner.to_string_lossy().into_owned(), bytes);
        }
    }
    files
}

fn empty_folders(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    let entries = entries.map(|entry| entry.expect("the folder can be read"));
    let is_empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    entries
        .filter(|entry| entry.file_type().is_dir() && is_empty(entry.path()))
        .map(|entry| entry.path().display().to_string())
        .collect()
}

/// Somebody deletes the n-th published file, or writes into it.
fn damage(output: &Path, number: usize, whole: bool) {
    let made = on_disk(output);
    let Some(path) = made.keys().nth(number % made.len().max(1)) else {
        return;
    };
    if whole {
        fs::remove_file(output.join(path)).expect("a file");
    } else {
        fs::write(output.join(path), "hỏng").expect("a file");
    }
}

fn steps() -> impl Strategy<Value = Story> {
    let damage = (0..200_usize, any::<bool>());
    let damage = damage.prop_map(|(number, whole)| Step::Damage(number, whole));
    proptest::collection::vec(prop_oneof![6 => edit(), 1 => damage], 1..24).prop_map(Story)
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn the_folder_on_the_disk_is_what_a_cold_build_makes(story in steps()) {
        let place = tempfile::tempdir().expect("a folder");
        let (output, memory) = (place.path().join("public"), place.path().join(".congtin"));
        fs::create_dir(&output).expect("a folder");
        let mut portal = Portal::complete();
        publish(&portal, &output, &memory);
        for step in &story.0 {
            let before = portal.clone();
            match step {
                Step::Damage(number, whole) => damage(&output, *number, *whole),
                edit => edit.apply(&mut portal, &mut Warm::new()),
            }
            let told = publish(&portal, &output, &memory);
            if any_error(&told) {
                portal = before;
                continue;
            }
            same((&on_disk(&output), &told), &build(&portal))?;
            let empty = empty_folders(&output);
            prop_assert!(empty.is_empty(), "{:?} are empty", empty);
        }
    }
}
