//! A miniature portal and its whole output, byte for byte; `UPDATE=1` writes it anew, and the difference is reviewed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::case::{Outputs, build, settings, text};
use super::sound;
use congtin::files::Files;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn read(folder: &Path) -> Outputs {
    let mut files = BTreeMap::new();
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    for entry in walk.filter(|entry| entry.file_type().is_file()) {
        let inner = entry.path().strip_prefix(folder).expect("inside");
        let path = inner.to_string_lossy().replace('\\', "/");
        files.insert(path, fs::read(entry.path()).expect("a file"));
    }
    files
}

#[test]
fn the_miniature_portal_comes_out_as_expected() {
    let settings = settings();
    let files = Files::read(&folder("site"));
    assert!(files.findings.is_empty(), "{:?}", files.findings);
    let (made, findings) = build(&files.value, &settings);
    assert!(findings.is_empty(), "{findings:?}");
    sound::check(&made).unwrap_or_else(|trouble| panic!("{}", trouble.join("\n")));
    let target = folder("public");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&target);
        for (path, bytes) in &made {
            let path = target.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, bytes).expect("written");
        }
    }
    let expected = read(&target);
    let mut wrong = Vec::new();
    for path in made.keys().chain(expected.keys()) {
        match (made.get(path), expected.get(path)) {
            (Some(made), Some(expected)) if made == expected => {}
            (Some(made), Some(expected)) => wrong.push(differs(path, &text(expected), &text(made))),
            (Some(_), None) => wrong.push(format!("{path} is new")),
            _ => wrong.push(format!("{path} is expected and was not made")),
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 writes tests/golden/public anew",
        wrong.join("\n")
    );
}

/// The first line that differs.
fn differs(path: &str, expected: &str, made: &str) -> String {
    let lines = expected.lines().zip(made.lines()).enumerate();
    let first = lines.into_iter().find(|(_, (old, new))| old != new);
    match first {
        Some((number, (old, new))) => {
            format!("{path}:{}:\n- {old}\n+ {new}", number + 1)
        }
        None => format!("{path}: one is longer than the other"),
    }
}
