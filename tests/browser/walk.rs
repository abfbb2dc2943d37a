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
}

/// The walk through a tree.
fn told(nodes: &[Value]) -> String {
    let by_id: BTreeMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let mut told = String::new();
    tell(&nodes[0], &by_id, 0, &mut told);
    told
}

fn tell(node: &Value, all: &BTreeMap<&str, &Value>, depth: usize, told: &mut String) {
    let role = node["role"]["value"]
        .as_str()
        .unwrap_or_default()
        .to_lowercase();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    if name == PREVIEW {
        return;
    }
    let is_seen = node["ignored"] != true;
    let is_part = is_seen && PARTS.contains(&role.as_str());
    let is_stop = is_seen && STOPS.contains(&role.as_str());
    if is_part || is_stop {
        let _ = write!(told, "{:1$}{role}", "", depth * 2);
        for property in node["properties"].as_array().into_iter().flatten() {
            let value = &property["value"]["value"];
            match property["name"].as_str() {
                Some("level") => drop(write!(told, " {value}")),
                Some(word @ ("expanded" | "pressed")) => drop(write!(told, " {word}={value}")),
                _ => {}
            }
        }
        let named = is_stop || !name.is_empty();
        told.push_str(&if named {
            format!(" \"{name}\"\n")
        } else {
            "\n".to_owned()
        });
    }
    // What is in a link or a button is its name already; a picture in a link is not told twice.
    if is_stop && role != "heading" && role != "table" {
        return;
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = child.as_str().and_then(|id| all.get(id)) {
            tell(child, all, depth + usize::from(is_part), told);
        }
    }
}
