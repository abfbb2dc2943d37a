//! The specification of CommonMark 0.31.2: the parser keeps all of it, and bodies differ from it only where they mean to.

use std::collections::BTreeMap;
use std::fs;

use congtin::markdown::{self, MediaFile, Options, PictureFile, Resolve, Resolved};
use congtin::text::Source;
use serde::Deserialize;

#[derive(Deserialize)]
struct Example {
    example: usize,
    markdown: String,
    html: String,
}

#[test]
fn every_example_of_the_specification_holds() {
    let wrong: Vec<_> = examples()
        .into_iter()
        .filter(|it| same(&markdown::commonmark(&it.markdown)) != same(&it.html))
        .map(|it| it.example)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// `changes.txt` lists the examples that come out differently as bodies, by the reason. Should the list change, so has
/// what editors get: look at each before you write the new list down.
#[test]
fn bodies_differ_only_where_they_mean_to() {
    let mut changed: Vec<_> = examples()
        .iter()
        .filter(|it| is_changed(it))
        .map(|it| it.example)
        .collect();
    let mut listed: Vec<usize> = golden().into_values().flatten().collect();
    changed.sort_unstable();
    listed.sort_unstable();
    let missing: Vec<_> = changed.iter().filter(|it| !listed.contains(it)).collect();
    let surplus: Vec<_> = listed.iter().filter(|it| !changed.contains(it)).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "changed but not listed: {missing:?}; listed but not changed: {surplus:?}"
    );
}

fn examples() -> Vec<Example> {
    let text =
        fs::read_to_string("tests/commonmark/spec.json").expect("the specification is there");
    serde_json::from_str(&text).expect("the specification is JSON")
}

/// Reason → numbers of examples. A reason is a line that begins with `#`.
fn golden() -> BTreeMap<String, Vec<usize>> {
    let text = fs::read_to_string("tests/commonmark/changes.txt").expect("the list is there");
    let mut golden = BTreeMap::new();
    let mut reason = String::new();
    for line in text.lines() {
        if let Some(next) = line.strip_prefix('#') {
            reason = next.trim().to_owned();
        } else {
            let numbers = line
                .split_whitespace()
                .map(|number| number.parse::<usize>().expect("a number"));
            golden
                .entry(reason.clone())
                .or_insert_with(Vec::new)
                .extend(numbers);
        }
    }
    golden
}

fn is_changed(example: &Example) -> bool {
    let source = Source::new("a.md", example.markdown.as_str());
    let html = markdown::html(&source, 0..source.text.len(), &Options::default(), &Itself);
    same(&html) != same(&example.html)
}

/// HTML without the differences that mean nothing: how void tags end, what need not be escaped, space between tags.
fn same(html: &str) -> String {
    let html = html
        .replace(" />", ">")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace(" tabindex=\"0\"", "");
    let lines: Vec<_> = html
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n").replace(">\n<", "><")
}

/// Every link leads where it says.
struct Itself;

impl Resolve for Itself {
    fn link(&self, target: &str) -> Resolved {
        Resolved::Url(target.to_owned())
    }

    fn picture(&self, target: &str) -> Option<PictureFile> {
        Some(PictureFile {
            url: target.to_owned(),
            width: 0,
            height: 0,
            sources: Vec::new(),
            tone: String::new(),
            credit: String::new(),
        })
    }

    fn file(&self, _: &str) -> Option<MediaFile> {
        None
    }
}
