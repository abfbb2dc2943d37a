//! The handbook tells everything that the program knows, and nothing that it does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use congtin::config::SITE;
use congtin::content::{ARTICLE, CATEGORY, KINDS, TERM};
use congtin::diagnostic::rules;
use congtin::record::{Field, Shape};

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_finding_has_its_heading_and_every_heading_a_finding() {
    let text = page("phat-hien.md");
    let headings: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'))
        .collect();
    let codes: BTreeSet<&str> = rules::all().map(|rule| rule.code).collect();
    assert_eq!(headings, codes);
}

#[test]
fn every_key_of_the_settings_stands_in_the_handbook() {
    tells("cai-dat.md", &[SITE]);
}

#[test]
fn every_key_of_front_matter_stands_in_the_handbook() {
    let kinds = KINDS.iter().map(|kind| kind.fields);
    let lists: Vec<_> = [ARTICLE, CATEGORY, TERM].into_iter().chain(kinds).collect();
    tells("huong-dan.md", &lists);
    let text = page("huong-dan.md");
    for kind in KINDS {
        assert!(text.contains(&format!("`{}`", kind.name)), "{}", kind.name);
        assert!(
            text.contains(&format!("`{}`", kind.alias)),
            "{}",
            kind.alias
        );
    }
}

#[test]
fn rules_are_complete_in_both_languages_and_speak_the_editors_words() {
    let mut codes = BTreeSet::new();
    for rule in rules::all() {
        assert!(codes.insert(rule.code), "{} twice", rule.code);
        assert!(
            rule.code.starts_with("E-")
                || rule.code.starts_with("W-")
                || rule.code.starts_with("N-"),
            "{}",
            rule.code
        );
        assert!(!rule.vi.is_empty() && !rule.en.is_empty(), "{}", rule.code);
        assert_eq!(
            rule.help_vi.is_empty(),
            rule.help_en.is_empty(),
            "{}",
            rule.code
        );
        for text in [rule.vi, rule.en, rule.help_vi, rule.help_en] {
            for word in [
                "String", "Option", "expected", "i64", "usize", "panick", "unwrap",
            ] {
                assert!(!text.contains(word), "{}: {word}", rule.code);
            }
        }
    }
}

/// Every key and its Vietnamese name stand in a page as code, those of groups too.
#[track_caller]
fn tells(name: &str, lists: &[&'static [Field]]) {
    let text = page(name);
    let mut missing = Vec::new();
    for field in lists.iter().flat_map(|fields| all(fields)) {
        for key in [field.key, field.alias] {
            let ways = [format!("`{key}`"), format!("`[{key}]`")];
            if !key.is_empty() && !ways.iter().any(|way| text.contains(way)) {
                missing.push(key);
            }
        }
    }
    assert!(missing.is_empty(), "docs/{name} lacks {missing:?}");
}

fn all(fields: &'static [Field]) -> Vec<&'static Field> {
    let mut found = Vec::new();
    for field in fields {
        found.push(field);
        if let Shape::Record { fields, .. } | Shape::Records { fields, .. } = field.shape {
            found.extend(all(fields));
        }
    }
    found
}
