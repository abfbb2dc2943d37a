//! Broken sites in `tests/broken`, each with its findings word for word; `UPDATE=1` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::case::Case;
use congtin::diagnostic::rules;
use congtin::text::Language;

/// Rules that no text file can show, and where they are shown.
const ELSEWHERE: &[(&str, &str)] = &[
    ("E-CONTENT-GONE", "remembered.rs"),
    ("E-FILE-CHANGED", "odd_files.rs"),
    ("E-FILE-ENCODING", "odd_files.rs"),
    ("E-FILE-UNREADABLE", "odd_files.rs"),
    ("E-LIVE-CHANGED", "verify.rs"),
    ("E-LIVE-FOREIGN", "verify.rs"),
    ("E-LIVE-LINK", "verify.rs"),
    ("E-LIVE-MISSING", "verify.rs"),
    ("E-LIVE-UNREADABLE", "namespaces.rs"),
    ("E-NAME-TWICE", "odd_files.rs"),
    ("E-OUTPUT-BLOCKED", "publish.rs"),
    ("E-OUTPUT-REFUSED", "publish.rs"),
    ("E-PICTURE-HUGE", "pictures.rs"),
    ("E-PICTURE-KIND", "pictures.rs"),
    ("E-SITE-MISSING", "odd_files.rs"),
    ("E-VERIFY", "remembered.rs"),
    ("N-BUILD-ENDED", "publish.rs"),
    ("N-MEMORY-IGNORED", "publish.rs"),
    ("N-SUMMARY-LONG", "articles.rs"),
    ("N-TITLE-LONG", "articles.rs"),
    ("N-WATCH-POLLS", "src/server/tests"),
    ("W-ADDRESS-GONE", "remembered.rs"),
    ("W-FILE-LINK", "odd_files.rs"),
    ("W-FILE-UTF16", "odd_files.rs"),
    ("W-LIST-GONE", "remembered.rs"),
    ("W-NAME-NFC", "odd_files.rs"),
    ("W-OUTPUT-FOREIGN", "publish.rs"),
    ("W-PICTURE-NAME", "pictures.rs"),
    ("W-PICTURE-UNSAFE", "pictures.rs"),
    ("W-SKIPPED", "cli.rs"),
];

/// Path, site and expected findings of every case.
fn cases() -> Vec<(PathBuf, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/broken")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a text file");
        let (site, findings) = text
            .rsplit_once("\n---\n")
            .unwrap_or_else(|| panic!("{}: no line `---`", path.display()));
        (path.clone(), format!("{site}\n"), findings.to_owned())
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_broken_site_is_told_word_for_word() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 30, "only {} cases", cases.len());
    for (path, site, expected) in cases {
        let told = Case::new(&site).build().drawn(Language::Vi) + "\n";
        if told == expected {
            continue;
        }
        if update {
            fs::write(&path, format!("{site}---\n{told}")).expect("the case can be written");
        } else {
            wrong.push(format!(
                "{}\nexpected:\n{expected}\ntold:\n{told}",
                path.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE=1 writes them anew",
        wrong.join("\n")
    );
}

#[test]
fn every_rule_is_shown_or_listed() {
    let mut shown = BTreeSet::new();
    for (_, site, _) in cases() {
        shown.extend(Case::new(&site).build().all_codes());
    }
    let not_shown: Vec<&str> = rules::all()
        .map(|rule| rule.code)
        .filter(|code| !shown.contains(code))
        .collect();
    let mut not_shown = not_shown;
    not_shown.sort_unstable();
    let listed: Vec<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    assert_eq!(not_shown, listed);
    for (code, place) in ELSEWHERE {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let paths = [root.join("tests/suite").join(place), root.join(place)];
        let text: String = paths
            .iter()
            .flat_map(|path| walkdir::WalkDir::new(path).into_iter().flatten())
            .filter_map(|entry| fs::read_to_string(entry.path()).ok())
            .collect();
        let name = code[2..].replace('-', "_");
        assert!(
            text.contains(code) || text.contains(&name),
            "{place} does not show {code}"
        );
    }
}
