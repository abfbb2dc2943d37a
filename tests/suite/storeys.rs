//! The house rules of `src/lib.rs`, read from the sources: who may use whom, which word stays in which room.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms that stand above a room and are out of bounds all the same.
const OUT_OF_BOUNDS: &[(&str, &[&str])] = &[
    ("coding", &["text", "diagnostic", "record", "memo"]),
    (
        "pictures",
        &["text", "diagnostic", "record", "memo", "coding"],
    ),
    ("files", &["record"]),
    ("content", &["files", "config"]),
    ("markdown", &["record", "files", "config", "content"]),
    (
        "search",
        &[
            "diagnostic",
            "record",
            "memo",
            "files",
            "config",
            "content",
            "markdown",
        ],
    ),
    ("theme", &["content", "markdown", "search"]),
    ("site", &["record", "search", "theme"]),
    ("plan", &["record"]),
    (
        "render",
        &[
            "diagnostic",
            "record",
            "files",
            "config",
            "content",
            "markdown",
            "theme",
            "site",
        ],
    ),
    ("pipeline", &["record", "content", "markdown"]),
    (
        "publish",
        &[
            "record", "files", "config", "content", "markdown", "theme", "site", "plan", "render",
            "pipeline",
        ],
    ),
    (
        "server",
        &[
            "record", "files", "config", "content", "markdown", "theme", "site", "plan", "render",
            "pipeline", "publish",
        ],
    ),
    ("commands", &["markdown", "theme", "render"]),
];

/// Words, and the only rooms where they may stand.
const WORDS: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &["memo", "files", "publish", "server", "commands"],
    ),
    ("fs::", &["memo", "files", "publish", "server", "commands"]),
    ("walkdir", &["files", "publish", "server"]),
    ("SystemTime::now", &["commands"]),
    ("Instant::now", &["server", "commands"]),
    // They stop the program when the reader of a pipe has gone, or the disk that a log lies on is full.
    ("println!", &[]),
    ("print!", &[]),
    ("eprintln!", &[]),
    ("eprint!", &[]),
    ("stdout", &["commands"]),
    ("stderr", &["commands"]),
    ("std::env", &["commands"]),
    ("ExitCode", &["commands"]),
    ("process::exit", &[]),
    ("clap", &["commands"]),
    ("tera", &["theme"]),
    ("pulldown_cmark", &["markdown"]),
    ("ammonia", &["markdown"]),
    ("fast_image_resize", &["pictures"]),
    ("img_parts", &["pictures"]),
    ("jpeg_encoder", &["pictures"]),
    ("saphyr_parser", &["record"]),
    ("svg_hush", &["pictures"]),
    ("webp::", &["pictures"]),
    ("resvg", &["pictures"]),
    ("skrifa", &["pictures"]),
    ("sha2", &["theme"]),
    ("rss::", &["render"]),
    ("atom_syndication", &["render"]),
    ("flate2", &["search", "coding"]),
    ("brotli::", &["coding"]),
    ("tiny_http", &["server"]),
    ("notify", &["server"]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    ("dbg!", &[]),
    ("unsafe", &[]),
];

/// Where the program may stop at once, because the reason is in the program itself.
const PANICS: &[(&str, &str)] = &[(
    "text/collate.rs",
    ".expect(\"Vietnamese order is compiled in\")",
)];

/// A line of the program: file below `src/`, number, text without its comment.
struct Line {
    file: String,
    number: usize,
    text: String,
}

impl Line {
    fn room(&self) -> &str {
        let first = self.file.split('/').next().unwrap_or_default();
        match first.trim_end_matches(".rs") {
            // `main` is the door to `commands`.
            "main" => "commands",
            room => room,
        }
    }

    fn says(&self, what: &str) -> String {
        format!(
            "src/{}:{}: {what}: {}",
            self.file,
            self.number,
            self.text.trim()
        )
    }
}

#[test]
fn a_room_uses_only_rooms_listed_before_it() {
    let rooms = rooms();
    let position = |room: &str| rooms.iter().position(|other| other == room);
    let mut trouble = Vec::new();
    for line in program() {
        let room = line.room().to_owned();
        for used in uses(&line.text) {
            match (position(&room), position(&used)) {
                (_, _) if used == room => {}
                (Some(own), Some(other)) if other < own => {}
                (None, Some(_)) if room == "lib" => {}
                _ => trouble.push(line.says(&format!("{room} may not use {used}"))),
            }
        }
    }
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}

#[test]
fn rooms_out_of_bounds_are_not_entered() {
    let lines = program();
    let mut trouble = Vec::new();
    for line in &lines {
        let forbidden = OUT_OF_BOUNDS
            .iter()
            .find(|(room, _)| *room == line.room())
            .map_or(&[][..], |(_, forbidden)| forbidden);
        for used in uses(&line.text)
            .iter()
            .filter(|used| forbidden.contains(&used.as_str()))
        {
            trouble.push(line.says(&format!("{} may not use {used}", line.room())));
        }
    }
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
    let rooms = rooms();
    for (room, forbidden) in OUT_OF_BOUNDS {
        let own = rooms.iter().position(|other| other == room);
        for other in *forbidden {
            assert!(
                rooms.iter().position(|name| name == other) < own,
                "{other} stands below {room} in src/lib.rs: the first rule forbids it already"
            );
        }
    }
}

#[test]
fn nobody_leaves_a_room_by_the_window() {
    let trouble: Vec<_> = program()
        .iter()
        .filter(|line| {
            let front = !line.file.contains('/')
                || (line.file.ends_with("/mod.rs") && line.file.matches('/').count() == 1);
            front && line.text.contains("super::")
        })
        .map(|line| line.says("`super::` leads out of the room; write `crate::`"))
        .collect();
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}

#[test]
fn words_stay_in_their_rooms() {
    let lines = program();
    for (word, rooms) in WORDS {
        let found: BTreeSet<&str> = lines
            .iter()
            .filter(|line| has_word(&line.text, word))
            .map(Line::room)
            .collect();
        let strays: Vec<_> = lines
            .iter()
            .filter(|line| has_word(&line.text, word) && !rooms.contains(&line.room()))
            .map(|line| line.says(&format!("`{word}` belongs to {rooms:?}")))
            .collect();
        assert!(strays.is_empty(), "{}", strays.join("\n"));
        let named = rooms.is_empty() || rooms.iter().any(|room| found.contains(room));
        assert!(named, "`{word}` is used nowhere: take it off the list");
    }
}

#[test]
fn nothing_stops_the_program_but_what_is_listed() {
    let found: BTreeSet<(String, String)> = program()
        .iter()
        .filter(|line| stops(&line.text))
        .map(|line| (line.file.clone(), line.text.trim().to_owned()))
        .collect();
    let listed: BTreeSet<_> = PANICS
        .iter()
        .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn files_fit_their_reader() {
    let sizes = sources()
        .into_iter()
        .map(|path| (parts(&path).0.len(), below(&path)));
    let long: Vec<_> = sizes.filter(|(lines, _)| *lines > 400).collect();
    assert!(
        long.is_empty(),
        "more than 400 lines, tests not counted: {long:?}"
    );
}

#[test]
fn the_reader_of_these_rules_sees_what_it_should() {
    assert!(has_word("let x = tera::Tera::new();", "tera"));
    assert!(!has_word("let literal = 1;", "tera"));
    assert!(has_word("use std::fs;", "std::fs"));
    assert!(!has_word("refs::of()", "fs::"));
    assert_eq!(uses("use crate::{files::Files, text};"), ["files", "text"]);
    assert_eq!(
        uses("pub(crate::site) fn x(a: crate::text::Place)"),
        ["site", "text"]
    );
    assert!(stops("x.unwrap()") && stops("x.expect(\"y\")") && !stops("self.expect(\"-\")?"));
    assert_eq!(rooms().first().map(String::as_str), Some("text"));
    assert!(program().len() > 10_000);
    // Tests inside sources are left out, whole files of them too.
    assert!(program().iter().all(|line| !line.text.contains("#[test]")));
}

/// The rooms in the order of `src/lib.rs`.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(source().join("lib.rs")).expect("src/lib.rs");
    let room = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    text.lines().filter_map(room).collect()
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn below(path: &Path) -> String {
    let inner = path.strip_prefix(source()).expect("inside src");
    inner.to_string_lossy().replace('\\', "/")
}

/// Every source file that is not for tests alone.
fn sources() -> Vec<PathBuf> {
    let all: Vec<PathBuf> = walkdir::WalkDir::new(source())
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("src can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        // It runs before there is a program.
        .filter(|path| below(path) != "build.rs")
        .collect();
    let tests: Vec<PathBuf> = all.iter().flat_map(|path| parts(path).1).collect();
    all.into_iter()
        .filter(|path| {
            !tests
                .iter()
                .any(|test| path.starts_with(test) || *path == test.with_extension("rs"))
        })
        .collect()
}

fn program() -> Vec<Line> {
    let mut program = Vec::new();
    for path in sources() {
        let file = below(&path);
        for (number, text) in parts(&path).0 {
            let code = text.split("//").next().unwrap_or_default().to_owned();
            if !code.trim().is_empty() {
                program.push(Line {
                    file: file.clone(),
                    number,
                    text: code,
                });
            }
        }
    }
    program
}

/// The lines of a file that are not for tests, with their numbers; and the modules that are for tests alone.
fn parts(path: &Path) -> (Vec<(usize, String)>, Vec<PathBuf>) {
    let text = fs::read_to_string(path).expect("a source");
    let mut lines = Vec::new();
    let mut tests = Vec::new();
    let mut all = text.lines().enumerate();
    let folder = match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") => path.parent().expect("a folder").to_owned(),
        _ => path.with_extension(""),
    };
    while let Some((number, line)) = all.next() {
        if line != "#[cfg(test)]" {
            lines.push((number + 1, line.to_owned()));
            continue;
        }
        let (_, item) = all.next().expect("an item behind #[cfg(test)]");
        if let Some(name) = item
            .strip_prefix("mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            tests.push(folder.join(name));
        } else if item == "mod tests {" {
            break; // the tests of a file stand at its end
        } else if !item.ends_with(';') {
            all.by_ref().find(|(_, line)| *line == "}");
        }
    }
    (lines, tests)
}

/// The rooms that a line names.
fn uses(line: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
            .collect()
    };
    let mut used = Vec::new();
    for after in line.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => {
                let group = group.split(';').next().unwrap_or_default();
                used.extend(group.split(',').map(|part| name(part.trim())));
            }
            None => used.push(name(after)),
        }
    }
    used.retain(|room| !room.is_empty());
    used
}

fn has_word(line: &str, word: &str) -> bool {
    let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(letter);
        let after = line[at + word.len()..].chars().next().is_some_and(letter);
        !before && (!after || word.ends_with([':', '!']))
    })
}

fn stops(line: &str) -> bool {
    let expects = line
        .match_indices(".expect(")
        .any(|(at, _)| !line[..at].ends_with("self"));
    let panics = ["panic!", "unreachable!", "assert!", "assert_eq!"];
    line.contains(".unwrap()") || expects || panics.iter().any(|word| has_word(line, word))
}
