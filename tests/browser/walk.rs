//! A page as a screen reader tells it: landmarks, headings, links, buttons and pictures with their names, in order. Kept as
//! text in `walk/`; `UPDATE=1` writes it anew, and whoever reads the difference hears what changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::at;

/// What opens a part of the page; what stands in it is indented.
const PARTS: [&str; 13] = [
    "banner",
    "navigation",
    "main",
    "complementary",
    "contentinfo",
    "region",
    "search",
    "form",
    "article",
    "figure",
    "group",
    "note",
    "blockquote",
];
/// What one stops at.
const STOPS: [&str; 13] = [
    "heading",
    "link",
    "button",
    "searchbox",
    "textbox",
    "combobox",
    "checkbox",
    "image",
    "img",
    "table",
    "disclosuretriangle",
    "audio",
    "video",
];

/// The bar that the preview adds; it is not the portal's.
const PREVIEW: &str = "Preview bar";

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_home_page_as_a_screen_reader_tells_it() {
    walk("/", "home.txt");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_article_as_a_screen_reader_tells_it() {
    walk("/van-hoa/cho-phien-song-ngang.html", "article.txt");
}

#[track_caller]
fn walk(page: &str, file: &str) {
    let (_preview, mut browser) = at(page, 1280);
    let told = told(&browser.accessibility());
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/browser/walk")
        .join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(&path, &told).expect("the walk is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = told.lines().zip(expected.lines()).enumerate();
    let differs = lines.find(|(_, (told, expected))| told != expected);
    assert!(
        told == expected,
        "{file} differs: {differs:#?}; UPDATE=1 writes it anew"
    );
    let nameless: Vec<_> = told
        .lines()
        .filter(|line| line.ends_with(" \"\""))
        .collect();
    assert!(nameless.is_empty(), "without a name: {nameless:#?}");
    let levels = told
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("heading "));
    let levels: Vec<_> = levels.map(|rest| rest.as_bytes()[0] - b'0').collect();
    assert_eq!(levels[0], 1, "the title comes first");
    assert!(!levels[1..].contains(&1), "there is one title: {levels:?}");
    let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
    assert!(!skips, "{levels:?}");
}

/// The walk through a tree.
fn told(nodes: &[Value]) -> String {
    let all = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let told = String::new();
    let mut walk = Walk { all, told };
    walk.tell(&nodes[0], 0, false);
    walk.told
}

struct Walk<'a> {
    all: BTreeMap<&'a str, &'a Value>,
    told: String,
}

impl Walk<'_> {
    /// Tells a node and all in it. What is in a link or a button is its name already, unless it is a heading.
    fn tell(&mut self, node: &Value, depth: usize, is_in_name: bool) {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let role = role.to_lowercase();
        let name = node["name"]["value"].as_str().unwrap_or_default();
        if name == PREVIEW {
            return;
        }
        let is_seen = node["ignored"] != true && (!is_in_name || role == "heading");
        let is_part = is_seen && PARTS.contains(&role.as_str());
        let is_stop = is_seen && STOPS.contains(&role.as_str());
        if is_part || is_stop {
            let states = states(node);
            let _ = write!(self.told, "{:1$}{role}{states}", "", depth * 2);
            if is_stop || !name.is_empty() {
                let _ = write!(self.told, " \"{name}\"");
            }
            self.told.push('\n');
        }
        let is_name = is_in_name || (is_stop && role != "heading" && role != "table");
        for child in node["childIds"].as_array().into_iter().flatten() {
            let child = child.as_str().and_then(|id| self.all.get(id)).copied();
            if let Some(child) = child {
                self.tell(child, depth + usize::from(is_part || is_stop), is_name);
            }
        }
    }
}

/// Level of a heading, whether something is open or pressed.
fn states(node: &Value) -> String {
    let mut states = String::new();
    for property in node["properties"].as_array().into_iter().flatten() {
        let value = &property["value"]["value"];
        let value = value.as_str().map_or(value.to_string(), str::to_owned);
        let _ = match property["name"].as_str() {
            Some("level") => write!(states, " {value}"),
            Some(word @ ("expanded" | "pressed")) => write!(states, " {word}={value}"),
            _ => Ok(()),
        };
    }
    states
}
