//! Scripts as readers load them: each in one file with what it imports, without the comments and indentation that are for
//! those who read the source, and a sixth of its weight.
//!
//! A browser would fetch what is imported in turn, once it has read what imports it, and by a name that has no digest.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Finding, rules};
use crate::text::relative::join;
use crate::text::{Place, Source};

/// Scripts by their paths below `assets/`.
pub type Scripts = BTreeMap<String, Source>;

/// A script as it is published.
#[derive(Debug, Default)]
pub struct Joined {
    /// All of it.
    pub text: String,
    /// What stands in it: its own path, and those of what it imports.
    pub of: BTreeSet<String>,
    /// Names at the top of its files, with the files.
    names: BTreeMap<String, String>,
    /// Names that two of its files have.
    pub twice: Vec<Finding>,
    /// What the script itself cannot import; of what it imports, that is told there.
    pub findings: Vec<Finding>,
}

/// A script behind all that it imports, each once. The files share their names, as one file does.
pub fn joined(path: &str, scripts: &Scripts) -> Joined {
    let mut joined = Joined::default();
    if let Some(script) = scripts.get(path) {
        joined.add(path, script, scripts);
    }
    joined
}

impl Joined {
    fn add(&mut self, path: &str, script: &Source, scripts: &Scripts) {
        let is_first = self.of.is_empty();
        self.of.insert(path.to_owned());
        let mut own = String::new();
        let mut start = 0;
        for line in script.text.split_inclusive('\n') {
            let end = start + line.len();
            match import(line, path) {
                Some(Ok(target)) if self.of.contains(&target) => {}
                Some(Ok(target)) if scripts.contains_key(&target) => {
                    self.add(&target, &scripts[&target], scripts);
                }
                Some(_) if is_first => {
                    let finding = Finding::new(&rules::SCRIPT_IMPORT);
                    self.findings.push(finding.at(line_of(script, start..end)));
                }
                Some(_) => {}
                None => {
                    let twice = self.take_names(line, path);
                    let twice = twice.map(|finding| finding.at(line_of(script, start..end)));
                    self.twice.extend(twice);
                    own.push_str(match line.strip_prefix("export ") {
                        Some(line) if !is_first => line,
                        _ => line,
                    });
                }
            }
            start = end;
        }
        self.text.push_str(&without_comments(&own));
    }

    /// Takes the names of a line; tells of one that another file has.
    fn take_names(&mut self, line: &str, path: &str) -> Option<Finding> {
        let mut twice = None;
        for name in names(line) {
            let other = self.names.insert(name.clone(), path.to_owned());
            if let Some(other) = other.filter(|other| other != path) {
                let finding = Finding::new(&rules::SCRIPT_NAME_TWICE);
                twice = Some(finding.with("name", name).with("other", other));
            }
        }
        twice
    }
}

fn line_of(script: &Source, line: Range<usize>) -> Place {
    let end = line.start + script.text[line.clone()].trim_end().len();
    script.place(line.start..end)
}

/// The path of the file of this theme that a line imports; none of a line that imports none. An error when it is said in a way
/// that cannot be joined: under another name, or over several lines.
fn import(line: &str, of: &str) -> Option<Result<String, ()>> {
    let line = line.trim_end().trim_end_matches(';');
    let rest = line.strip_prefix("import ")?;
    let (names, target) = rest.split_once("from ").unwrap_or(("{}", rest));
    let target = target.trim().trim_matches(['"', '\'']);
    if !target.starts_with('.') {
        return target.is_empty().then_some(Err(()));
    }
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = names.trim().strip_prefix('{');
    let names = names.and_then(|names| names.strip_suffix('}'));
    let as_they_are = names.is_some_and(|names| !names.contains(" as "));
    Some(
        as_they_are
            .then(|| join(folder, target))
            .flatten()
            .ok_or(()),
    )
}

/// The names that a line at the top of a file gives to all of it: `const a = 1, b = 2;` or `function c() {`.
fn names(line: &str) -> Vec<String> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let word = |text: &str| {
        let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
        let end = text.find(|letter| !is_inside(letter)).unwrap_or(text.len());
        Some(text[..end].to_owned()).filter(|word| !word.is_empty())
    };
    if let Some(rest) = ["function ", "class "]
        .iter()
        .find_map(|of| line.strip_prefix(of))
    {
        return word(rest).into_iter().collect();
    }
    let Some(rest) = ["const ", "let "]
        .iter()
        .find_map(|of| line.strip_prefix(of))
    else {
        return Vec::new();
    };
    let others = rest
        .match_indices(", ")
        .map(|(at, comma)| &rest[at + comma.len()..]);
    let others = others.filter(|other| {
        let name = word(other).map_or(0, |name| name.len());
        name > 0 && other[name..].starts_with(" = ")
    });
    std::iter::once(rest)
        .chain(others)
        .filter_map(word)
        .collect()
}

/// A script without its indentation and the lines that are comments and nothing else, but for those of a licence (`/*!`). One
/// in which a text in backquotes goes over several lines is left alone: what looks like a comment there may be none.
fn without_comments(script: &str) -> Cow<'_, str> {
    let is_open = |line: &str| line.matches('`').count() % 2 == 1;
    if script.lines().any(is_open) {
        return script.into();
    }
    let mut in_comment = false;
    let is_code = |line: &&str| {
        let line = line.trim_end();
        let begins = line.starts_with("/*") && !line.starts_with("/*!");
        let is_whole = line.find("*/").is_none_or(|at| at + 2 == line.len());
        if in_comment || begins && is_whole {
            in_comment = !line.ends_with("*/");
            return false;
        }
        !line.starts_with("//")
    };
    let lines = script.split_inclusive('\n').map(str::trim_start);
    lines.filter(is_code).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(files: &[(&str, &str)]) -> Scripts {
        let script = |(path, text): &(&str, &str)| ((*path).to_owned(), Source::new(*path, *text));
        files.iter().map(script).collect()
    }

    #[test]
    fn what_is_imported_stands_before_what_needs_it_and_once() {
        let scripts = scripts(&[
            (
                "a.js",
                "import { b } from \"./in/b.js\";\nimport './c.js'\nexport { b };\n",
            ),
            (
                "in/b.js",
                "import { c } from \"../c.js\";\nexport const b = c;\n",
            ),
            ("c.js", "export const c = 1;\n"),
            ("d.js", "import { x } from \"https://x.vn/x.js\";\n"),
        ]);
        let joined = |path| super::joined(path, &scripts).text;
        assert_eq!(
            joined("a.js"),
            "const c = 1;\nconst b = c;\nexport { b };\n"
        );
        assert_eq!(joined("c.js"), "export const c = 1;\n");
        assert_eq!(joined("d.js"), scripts["d.js"].text);
    }

    #[test]
    fn two_files_do_not_give_one_name_to_two_things() {
        for (line, is_twice) in [
            ("const b = 1;\n", true),
            ("export const a = 1, b = 2;\n", true),
            ("async function b() {}\n", true),
            ("class b {}\n", true),
            ("  const b = 1;\n", false),
            ("const [x, y] = f(1, b);\n", false),
            ("b();\n", false),
        ] {
            let text = format!("import {{ c }} from \"./c.js\";\n{line}");
            let scripts = scripts(&[
                ("a.js", &text),
                ("c.js", "const b = 1;\nexport const c = b;\n"),
            ]);
            assert_eq!(
                !joined("a.js", &scripts).twice.is_empty(),
                is_twice,
                "{line}"
            );
        }
    }

    #[test]
    fn what_cannot_be_joined_is_told() {
        for line in [
            "import { b } from \"./b.js\";",
            "import { b } from \"../../c.js\";",
            "import c from \"./c.js\";",
            "import * as c from './c.js'",
            "import { c as d } from \"./c.js\";",
        ] {
            let scripts = scripts(&[("a.js", line), ("c.js", "")]);
            assert_eq!(joined("a.js", &scripts).findings.len(), 1, "{line}");
        }
    }

    #[test]
    fn files_that_import_each_other_come_to_an_end() {
        let scripts = scripts(&[
            (
                "a.js",
                "import { b } from \"./b.js\";\nexport const a = 1;\n",
            ),
            (
                "b.js",
                "import { a } from \"./a.js\";\nexport const b = 1;\n",
            ),
        ]);
        let joined = joined("a.js", &scripts);
        assert_eq!(joined.text, "const b = 1;\nexport const a = 1;\n");
    }

    #[test]
    fn lines_of_comments_stay_at_home() {
        let script = "/*! MIT */\n// A\nlet a = 1; // b\n/** C. */\n/**\n * D\n */\n  /* e */ f();\nlet g = \"//h\";\n";
        let expected = "/*! MIT */\nlet a = 1; // b\n/* e */ f();\nlet g = \"//h\";\n";
        assert_eq!(without_comments(script), expected);
    }

    #[test]
    fn a_text_over_several_lines_is_left_alone() {
        let script = "let a = `\n// b\n`;\n";
        assert_eq!(without_comments(script), script);
    }
}
