//! Where front matter begins and ends, and its table.

use std::ops::Range;

use crate::diagnostic::{Checked, Finding, rules};
use crate::record::{self, Table};
use crate::text::Source;

/// A file in two parts.
pub struct Split {
    /// The front matter as written.
    pub table: Table,
    /// Where it stands, marks not included.
    pub front: Range<usize>,
    /// Where the body stands.
    pub body: Range<usize>,
    /// The front matter is YAML.
    pub yaml: bool,
}

impl Split {
    /// Lets findings about the front matter speak its language.
    pub fn spoken(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        for finding in &mut findings {
            finding.yaml = self.yaml;
        }
        findings
    }
}

/// Splits a file: TOML between `+++` lines or YAML between `---` lines, then the body.
/// None when the file has no front matter at all.
pub fn split(source: &Source) -> Checked<Option<Split>> {
    let text = &source.text;
    let start = text.len() - text.trim_start().len();
    let mark = match text[start..].lines().next().map(str::trim_end) {
        Some("+++") => "+++",
        Some("---") => "---",
        _ => return missing(source),
    };
    let first_end = text[start..]
        .find('\n')
        .map_or(text.len(), |at| start + at + 1);
    let Some((close, body)) = closing(text, first_end, mark) else {
        let place = source.place(start..start + mark.len());
        let finding = Finding::new(&rules::FRONT_MATTER_OPEN)
            .with("mark", mark)
            .at(place);
        return Checked::new(None, vec![finding]);
    };
    let front = first_end..close;
    let table = match mark {
        "+++" => record::toml::parse(source, front.clone()),
        _ => record::yaml::parse(source, front.clone()),
    };
    let split = Split {
        table: table.value,
        front,
        body: body..text.len(),
        yaml: mark == "---",
    };
    Checked::new(Some(split), table.findings)
}

fn missing(source: &Source) -> Checked<Option<Split>> {
    let end = source.text.find('\n').unwrap_or(source.text.len());
    let place = if source.text.trim().is_empty() {
        source.whole()
    } else {
        source.place(0..end)
    };
    Checked::new(
        None,
        vec![Finding::new(&rules::FRONT_MATTER_MISSING).at(place)],
    )
}

/// The start of the closing line, and of the line behind it.
fn closing(text: &str, from: usize, mark: &str) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
