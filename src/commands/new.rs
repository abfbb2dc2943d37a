//! `congtin new`: a new file with the right name, date and front matter. Never overwrites.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;

use super::arguments::Common;
use super::{Failure, report};
use crate::content::{CATEGORY, Category, KINDS, Kind, kind_of};
use crate::files::Files;
use crate::site::{SHORTENED, reserved};
use crate::text::{Digest, Moment, slug};

/// Makes the file and prints its path.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let root = common.root()?;
    let now = common.settings(false)?.now;
    let category = category(matches)?;
    let usual = usual_kind(&root, &category);
    let (kind, title) = words(matches, usual)?;
    let slug = slug::slug(&title);
    if slug.is_empty() {
        return Err(Failure::new(
            "tiêu đề không có chữ nào dùng được cho địa chỉ",
            "the title has no letter for an address",
        ));
    }
    let folder = folder(&root, &category, kind, now)?;
    let path = |name: &str| {
        if matches.get_flag("bundle") {
            format!("{folder}/{name}/index.md")
        } else {
            format!("{folder}/{name}.md")
        }
    };
    let free = |name: &str| !root.join(path(name)).exists();
    let path = path(&name(&slug, category.is_empty(), kind, free));
    let id = format!(
        "{}-{}",
        now.iso_date(),
        &Digest::of(format!("{path}{}", now.rfc3339()).as_bytes()).short()[..6]
    );
    write(&root.join(&path), &kind.new_file(&title, now, &id, usual)).map_err(
        |error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Failure::new(
                format!("đã có tệp {path}; không ghi đè"),
                format!("{path} is there already; nothing was written"),
            ),
            _ => error.into(),
        },
    )?;
    report::say(&path);
    Ok(ExitCode::SUCCESS)
}

/// The file's name: as much of the slug as a name may have. One that the portal keeps for itself says what it is of:
/// `2022-bai`, `tim-kiem-trang`, and a number when that is not free.
fn name(slug: &str, top: bool, kind: &Kind, free: impl Fn(&str) -> bool) -> String {
    let name = slug::cut(slug, SHORTENED);
    if !reserved(name, top) {
        return name.to_owned();
    }
    let other = format!("{name}-{}", if kind.listed { "bai" } else { "trang" });
    let numbered = (2..).map(|number| format!("{other}-{number}"));
    let mut names = std::iter::once(other.clone()).chain(numbered);
    names.find(|name| free(name)).unwrap_or(other)
}

/// The kind and the title. The kind may be left out, and so may the quotes around the title.
fn words(matches: &ArgMatches, usual: &'static Kind) -> Result<(&'static Kind, String), Failure> {
    let words: Vec<&str> = matches
        .get_many::<String>("words")
        .into_iter()
        .flatten()
        .map(|word| word.trim())
        .collect();
    let title = |words: &[&str]| {
        let words = words.iter().flat_map(|word| word.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    if let [first, rest @ ..] = &words[..]
        && let (Some(kind), false) = (kind_of(first), rest.is_empty())
    {
        return Ok((kind, title(rest)));
    }
    match words[..] {
        [] => Err(Failure::new("thiếu tiêu đề", "the title is missing")),
        // Whoever quotes the title means the word before it as a kind.
        [kind, quoted] if quoted.contains(' ') && !kind.contains(' ') => {
            let known: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
            let known = known.join(", ");
            Err(Failure::new(
                format!("không có loại `{kind}`; các loại: {known}"),
                format!("there is no kind `{kind}`; kinds: {known}"),
            ))
        }
        ref words => Ok((usual, title(words))),
    }
}

/// The category that was chosen, as a folder below `content/`; empty when none was.
fn category(matches: &ArgMatches) -> Result<String, Failure> {
    let typed = matches
        .get_one::<String>("category")
        .map_or("", String::as_str);
    let category = typed.trim_start_matches("content/").trim_matches('/');
    let leaves = |part: &str| part == ".." || part.contains('\\');
    if category.split('/').any(leaves) {
        return Err(Failure::new(
            "chuyên mục phải là thư mục trong content/",
            "the category must be a folder in content/",
        ));
    }
    Ok(category.to_owned())
}

/// The kind that files of a category are: what its `_index.md` or the nearest above it says.
fn usual_kind(root: &Path, category: &str) -> &'static Kind {
    let files = Files::read(root).value;
    let said = |folder: &str| {
        let source = files
            .get(&format!("content/{folder}/_index.md"))?
            .source()
            .ok()?;
        Category::parse(&source.value, CATEGORY).value.kind
    };
    let mut folders = std::iter::successors(Some(category), |folder| {
        folder.rsplit_once('/').map(|(above, _)| above)
    });
    folders.find_map(said).unwrap_or(KINDS[0])
}

/// The folder for the file: its category, and a year inside for what is dated.
fn folder(root: &Path, category: &str, kind: &Kind, now: Moment) -> Result<String, Failure> {
    let known = || categories(&root.join("content"));
    if category.is_empty() {
        if kind.listed {
            let known = known();
            return Err(Failure::new(
                format!("chưa chọn chuyên mục\n  = gợi ý: thêm --category và một trong: {known}"),
                format!("no category was chosen\n  = help: add --category and one of: {known}"),
            ));
        }
        return Ok("content".to_owned());
    }
    let top = category.split('/').next().unwrap_or_default();
    if !root.join("content").join(category).is_dir() || is_of_lists(top) {
        let known = known();
        return Err(Failure::new(
            format!("không có chuyên mục `{category}`; các chuyên mục: {known}"),
            format!("there is no category `{category}`; categories: {known}"),
        ));
    }
    Ok(if kind.listed {
        format!("content/{category}/{:04}", now.year())
    } else {
        format!("content/{category}")
    })
}

/// Whether a folder at the top is that of authors, tags or another list: it holds what introduces them, and no articles.
fn is_of_lists(folder: &str) -> bool {
    reserved(&slug::slug(folder), true)
}

fn categories(content: &Path) -> String {
    let entries = fs::read_dir(content)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<_> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !is_of_lists(name))
        .collect();
    names.sort();
    names.join(", ")
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
