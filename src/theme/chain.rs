//! From a theme down to its last parent: `extends` in `theme.toml`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::RustEmbed;

use crate::diagnostic::{Checked, Finding, Severity, rules};
use crate::files::{File, Files};
use crate::record::{self, Field, Record, Shape};
use crate::text::{Place, Source};

/// The themes of this repository, in the program.
#[derive(RustEmbed)]
#[folder = "themes"]
struct Themes;

/// One theme of a chain.
pub struct Link {
    /// Name of its folder.
    pub name: String,
    /// Path of its folder, `themes/cong`.
    pub folder: String,
    /// Its files by path below its folder.
    pub files: BTreeMap<String, Arc<File>>,
    /// Its `theme.toml`, checked.
    pub record: Record,
}

static PARTS: &[Field] = &[Field::words(
    "search",
    "tim_kiem",
    "Tệp của tìm kiếm.",
    "Files of search.",
)];

static THEME: &[Field] = &[
    Field::new("title", "ten", Shape::Text, "Tên giao diện.", "Name."),
    Field::new(
        "description",
        "mo_ta",
        Shape::Text,
        "Mô tả.",
        "Description.",
    ),
    Field::new(
        "version",
        "phien_ban",
        Shape::Text,
        "Phiên bản.",
        "Version.",
    ),
    Field::new("author", "tac_gia", Shape::Text, "Tác giả.", "Author."),
    Field::new(
        "licence",
        "giay_phep",
        Shape::Text,
        "Giấy phép.",
        "Licence.",
    ),
    Field::new(
        "extends",
        "ke_thua",
        Shape::Text,
        "Giao diện mẹ.",
        "The theme it builds on.",
    ),
    Field::new(
        "settings",
        "tuy_chon",
        Shape::Free,
        "Tùy chọn.",
        "Settings.",
    ),
    Field::new(
        "choices",
        "lua_chon",
        Shape::Free,
        "Các giá trị mà một tùy chọn nhận.",
        "The values that a setting takes.",
    ),
    Field::group(
        "parts",
        "phan",
        PARTS,
        "",
        "Tệp trong assets/ chỉ dùng cho một phần của cổng: không xuất bản khi phần ấy tắt.",
        "Files of assets/ that are published with a part of the portal only.",
    ),
];

/// The files of a theme that is part of the program; none when it has none of this name.
fn embedded(name: &str) -> Vec<Arc<File>> {
    let folder = format!("{name}/");
    let paths = Themes::iter().filter(|path| path.starts_with(&folder));
    let file = |path: Cow<'static, str>| {
        let data = Themes::get(&path)?.data.into_owned();
        Some(Arc::new(File::in_memory(format!("themes/{path}"), data)))
    };
    paths.filter_map(file).collect()
}

/// The names of the themes that are part of the program.
fn own() -> impl Iterator<Item = String> {
    let names = Themes::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned()));
    names.collect::<BTreeSet<_>>().into_iter()
}

/// The theme of this name and all it builds on, nearest first. Empty when that is not known down to the last parent:
/// what else could be said of half a chain would be wrong.
pub fn chain(files: &Files, name: &str, place: &Place) -> Checked<Vec<Link>> {
    let mut findings = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    let mut next = Some((name.to_owned(), place.clone()));
    while let Some((name, place)) = next.take() {
        if links.iter().any(|link| link.name == name) {
            findings.push(
                Finding::new(&rules::THEME_CIRCLE)
                    .with("theme", name)
                    .at(place),
            );
            return Checked::new(Vec::new(), findings);
        }
        let found = files_of(files, &name);
        if found.is_empty() {
            let known = known(files).join(", ");
            findings.push(
                Finding::new(&rules::THEME_MISSING)
                    .with("theme", name)
                    .with("known", known)
                    .at(place),
            );
            return Checked::new(Vec::new(), findings);
        }
        let (link, parent) = read(name, found, &mut findings);
        if findings.iter().any(|it| it.severity() == Severity::Error) {
            return Checked::new(Vec::new(), findings);
        }
        next = parent;
        links.push(link);
    }
    Checked::new(links, findings)
}

fn files_of(files: &Files, name: &str) -> BTreeMap<String, Arc<File>> {
    let folder = format!("themes/{name}");
    let inside = |file: &Arc<File>| (file.path[folder.len() + 1..].to_owned(), file.clone());
    let found: BTreeMap<_, _> = files.below(&folder).map(inside).collect();
    if found.is_empty() {
        return embedded(name).iter().map(inside).collect();
    }
    found
}

fn known(files: &Files) -> Vec<String> {
    let folders = files
        .below("themes")
        .filter_map(|file| file.path.split('/').nth(1).map(str::to_owned));
    let mut known: Vec<_> = folders.chain(own()).collect();
    known.sort();
    known.dedup();
    known
}

fn read(
    name: String,
    files: BTreeMap<String, Arc<File>>,
    findings: &mut Vec<Finding>,
) -> (Link, Option<(String, Place)>) {
    let mut record = Record::default();
    let mut parent = None;
    if let Some(source) = source(files.get("theme.toml").map(AsRef::as_ref), findings) {
        let table = record::toml::parse(&source, 0..source.text.len()).take(findings);
        record = record::check(&source, &table, 0..0, &[THEME], findings);
        parent = record
            .text("extends")
            .map(|name| (name.to_owned(), source.place(record.place("extends"))));
    }
    (
        Link {
            folder: format!("themes/{name}"),
            name,
            files,
            record,
        },
        parent,
    )
}

/// Reads a text file of a theme.
pub fn source(file: Option<&File>, findings: &mut Vec<Finding>) -> Option<Source> {
    match file?.source() {
        Ok(source) => Some(source.take(findings)),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}
