//! A whole small portal in one string, built in memory, changed and built again: every test reads as a story.
//!
//! ```ignore
//! Case::new("
//!     -- content/tin/cau.md --
//!     +++
//!     title = 'Cầu mới'
//!     date = 2022-07-11
//!     +++
//!     Cầu đã thông xe.
//! ")
//! .build()
//! .has("tin/cau.html", "Cầu đã thông xe")
//! .remove("content/tin/cau.md")
//! .build()
//! .missing("tin/cau.html");
//! ```
//!
//! The indentation of the first heading is taken off every line. A site that brings no `site.toml` gets [`SITE`].
//! After every build the whole portal is looked through by [`super::sound`]: no dead link, no broken XML.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::sync::Mutex;

use congtin::config::Settings;
use congtin::diagnostic::{Finding, Format, Severity, any_error, sort};
use congtin::files::{File, Files};
use congtin::memo::{Manifest, Memo, Output, Stamp};
use congtin::pipeline::{self, Sink};
use congtin::plan::Plan;
use congtin::text::{Language, Moment};
use flate2::read::ZlibDecoder;

use super::sound;

/// The settings of a site that brings none.
pub const SITE: &str = "title = \"Cổng Thử\"\nbase_url = \"https://thu.example\"\n";

/// Finished files by path.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// A site, and what became of it.
pub struct Case {
    /// The sources by path.
    pub files: Outputs,
    settings: Settings,
    /// What the last build made; empty when an error kept it from being published.
    pub outputs: Outputs,
    before: Outputs,
    found: Vec<Finding>,
    built: bool,
}

impl Case {
    /// A site written as `-- path --` headings with texts below them. The clock stands at noon of 1 August 2022.
    #[track_caller]
    pub fn new(site: &str) -> Self {
        let mut files = files(site);
        files
            .entry("site.toml".to_owned())
            .or_insert_with(|| SITE.into());
        let settings = settings();
        Self {
            files,
            settings,
            outputs: Outputs::new(),
            before: Outputs::new(),
            found: Vec::new(),
            built: false,
        }
    }

    /// Sets the clock.
    #[track_caller]
    pub fn now(mut self, text: &str) -> Self {
        self.settings.now = moment(text);
        self
    }

    /// As `--drafts`.
    pub fn drafts(mut self) -> Self {
        self.settings.drafts = true;
        self
    }

    /// As `--skip-broken`.
    pub fn skip_broken(mut self) -> Self {
        self.settings.skip_broken = true;
        self
    }

    /// Adds a line at the top of `site.toml`.
    #[track_caller]
    pub fn setting(self, line: &str) -> Self {
        let text = format!("{line}\n{}", text(&self.files["site.toml"]));
        self.change("site.toml", &text)
    }

    /// Adds a file, which may be of bytes.
    #[track_caller]
    pub fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let old = self
            .files
            .insert(path.to_owned(), bytes.as_ref().to_owned());
        assert!(
            old.is_none(),
            "{path} is there already; `change` is meant for that"
        );
        self
    }

    /// Adds a short article: `article("tin/cau", "Cầu mới", "2022-07-11")`.
    #[track_caller]
    pub fn article(self, path: &str, title: &str, date: &str) -> Self {
        self.article_with(path, title, date, "")
    }

    /// Adds a short article with more front matter.
    #[track_caller]
    pub fn article_with(self, path: &str, title: &str, date: &str, more: &str) -> Self {
        let text = format!(
            "+++\ntitle = \"{title}\"\ndate = \"{date}\"\nsummary = \"Sapo của {title}.\"\n{more}\n+++\nNội dung của {title}.\n"
        );
        self.file(&format!("content/{path}.md"), text)
    }

    /// Adds a PNG of this size (its head, which is all that is read of it).
    #[track_caller]
    pub fn picture(self, path: &str, width: u32, height: u32) -> Self {
        self.file(path, png(width, height))
    }

    /// Writes a file that is there anew.
    #[track_caller]
    pub fn change(mut self, path: &str, text: &str) -> Self {
        let old = self.files.insert(path.to_owned(), text.into());
        assert!(
            old.is_some(),
            "{path} is not there; `file` is meant for that"
        );
        self
    }

    /// Replaces words in a file.
    #[track_caller]
    pub fn replace(self, path: &str, from: &str, to: &str) -> Self {
        let old = text(
            self.files
                .get(path)
                .unwrap_or_else(|| panic!("{path} is not there")),
        );
        assert!(old.contains(from), "{path} does not hold {from:?}:\n{old}");
        let new = old.replace(from, to);
        self.change(path, &new)
    }

    /// Takes a file away.
    #[track_caller]
    pub fn remove(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "{path} is not there");
        self
    }

    /// Builds the portal as `congtin build` does: an error anywhere, and nothing is published.
    #[track_caller]
    pub fn build(mut self) -> Self {
        let (outputs, found) = build(&self.in_memory(), &self.settings);
        self.before = std::mem::replace(&mut self.outputs, outputs);
        self.found = found;
        self.built = true;
        if let Err(trouble) = sound::check(&self.outputs) {
            panic!("the portal is not sound:\n{}", trouble.join("\n"));
        }
        self
    }

    /// The page has this text, as written in its source.
    #[track_caller]
    pub fn has(self, path: &str, wanted: &str) -> Self {
        let page = self.page(path);
        assert!(
            page.contains(wanted),
            "{path} lacks {wanted:?}:\n{}",
            short(page)
        );
        self
    }

    /// The page is there, without this text.
    #[track_caller]
    pub fn lacks(self, path: &str, unwanted: &str) -> Self {
        let page = self.page(path);
        assert!(
            !page.contains(unwanted),
            "{path} has {unwanted:?}:\n{}",
            short(page)
        );
        self
    }

    /// The page holds these texts in this order.
    #[track_caller]
    pub fn in_order(self, path: &str, wanted: &[&str]) -> Self {
        let mut rest = self.page(path);
        for text in wanted {
            let Some((_, after)) = rest.split_once(text) else {
                panic!(
                    "{path} lacks {text:?} behind what stands before it in {wanted:?}:\n{}",
                    short(self.page(path))
                );
            };
            rest = after;
        }
        self
    }

    /// There is such a file.
    #[track_caller]
    pub fn exists(self, path: &str) -> Self {
        self.bytes(path);
        self
    }

    /// There is no such file.
    #[track_caller]
    pub fn missing(self, path: &str) -> Self {
        self.assert_built();
        assert!(!self.outputs.contains_key(path), "{path} was made");
        self
    }

    /// No file has this text, nor does a path.
    #[track_caller]
    pub fn nowhere(self, unwanted: &str) -> Self {
        self.assert_built();
        assert!(
            !self.outputs.is_empty(),
            "nothing was published: {:#?}",
            self.told(true)
        );
        let has = |(path, bytes): &(&String, &Vec<u8>)| {
            let inflated = path.ends_with(".bin").then(|| inflate(bytes));
            let bytes = inflated.as_ref().unwrap_or(bytes);
            path.contains(unwanted) || String::from_utf8_lossy(bytes).contains(unwanted)
        };
        let holders: Vec<_> = self
            .outputs
            .iter()
            .filter(has)
            .map(|(path, _)| path)
            .collect();
        assert!(holders.is_empty(), "{unwanted:?} stands in {holders:?}");
        self
    }

    /// Errors and warnings in the short form, word for word, one a line.
    #[track_caller]
    pub fn findings(self, expected: &str) -> Self {
        self.assert_built();
        let expected: Vec<_> = expected
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(self.told(false), expected);
        self
    }

    /// There is neither error nor warning.
    #[track_caller]
    pub fn clean(self) -> Self {
        self.findings("")
    }

    /// Errors and warnings have these codes.
    #[track_caller]
    pub fn codes(self, expected: &[&str]) -> Self {
        self.assert_built();
        let codes: Vec<_> = self
            .found
            .iter()
            .filter(|finding| finding.severity() != Severity::Note)
            .map(|finding| finding.rule.code)
            .collect();
        assert_eq!(codes, expected, "{:#?}", self.told(true));
        self
    }

    /// The paths that the last build made, changed or left out, compared with the build before.
    #[track_caller]
    pub fn touched(&self) -> Vec<&str> {
        self.assert_built();
        let paths: BTreeSet<_> = self.before.keys().chain(self.outputs.keys()).collect();
        let differs = |path: &&&String| self.before.get(**path) != self.outputs.get(**path);
        paths
            .iter()
            .filter(differs)
            .map(|path| path.as_str())
            .collect()
    }

    /// The same without the files of search indexes.
    #[track_caller]
    pub fn touched_pages(&self) -> Vec<&str> {
        let touched = self.touched().into_iter();
        touched.filter(|path| !is_index(path)).collect()
    }

    /// The files of search indexes that the last build made anew; not those that it left out.
    #[track_caller]
    pub fn touched_index(&self) -> Vec<&str> {
        let touched = self.touched().into_iter();
        let made = touched.filter(|path| is_index(path) && self.outputs.contains_key(*path));
        made.collect()
    }

    /// The text of an output file.
    #[track_caller]
    pub fn page(&self, path: &str) -> &str {
        std::str::from_utf8(self.bytes(path)).unwrap_or_else(|_| panic!("{path} is no text"))
    }

    /// The bytes of an output file.
    #[track_caller]
    pub fn bytes(&self, path: &str) -> &[u8] {
        self.assert_built();
        self.outputs.get(path).unwrap_or_else(|| {
            let paths: Vec<_> = self.outputs.keys().collect();
            panic!(
                "{path} was not made, only {paths:#?}\n{:#?}",
                self.told(true)
            )
        })
    }

    /// Findings in the short form.
    pub fn told(&self, notes: bool) -> Vec<String> {
        self.found
            .iter()
            .filter(|finding| notes || finding.severity() != Severity::Note)
            .map(|finding| finding.draw(Format::Short, Language::Vi))
            .collect()
    }

    /// Findings in the form with carets.
    pub fn drawn(&self, language: Language) -> String {
        let drawn: Vec<_> = self
            .found
            .iter()
            .map(|finding| finding.draw(Format::Human, language))
            .collect();
        drawn.join("\n\n")
    }

    /// The codes of all findings, notes among them.
    pub fn all_codes(&self) -> BTreeSet<&'static str> {
        self.found.iter().map(|finding| finding.rule.code).collect()
    }

    /// The sources as the program sees them.
    pub fn in_memory(&self) -> Files {
        Files::in_memory(
            self.files
                .iter()
                .map(|(path, bytes)| File::in_memory(path, bytes.as_slice())),
        )
    }

    #[track_caller]
    fn assert_built(&self) {
        assert!(self.built, "`build` comes first");
    }
}

/// The clock at noon of 1 August 2022, and nothing else.
pub fn settings() -> Settings {
    Settings {
        now: moment("2022-08-01 12:00"),
        base_url: None,
        drafts: false,
        skip_broken: false,
        everything: false,
    }
}

/// What `congtin build` does, in memory: finished files and findings.
pub fn build(files: &Files, settings: &Settings) -> (Outputs, Vec<Finding>) {
    let planned = pipeline::plan(files, settings, &Memo::none());
    made(planned.value.as_ref(), planned.findings)
}

/// Every file of a plan, unless something is wrong.
pub fn made(plan: Option<&Plan>, mut found: Vec<Finding>) -> (Outputs, Vec<Finding>) {
    let Some(plan) = plan.filter(|_| !any_error(&found)) else {
        return (Outputs::new(), found);
    };
    let kept = Kept::default();
    let built = pipeline::build(plan, &Manifest::default(), &kept, &Memo::none(), &|| {});
    found.extend(built.expect("memory takes every file").findings);
    sort(&mut found);
    if any_error(&found) {
        return (Outputs::new(), found);
    }
    (kept.0.into_inner().expect("no thread panicked"), found)
}

#[derive(Default)]
struct Kept(Mutex<Outputs>);

impl Sink for Kept {
    fn kept(&self, _: &str, _: &Output) -> Option<Stamp> {
        None
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp> {
        let old = self
            .0
            .lock()
            .expect("no thread panicked")
            .insert(path.to_owned(), bytes.to_vec());
        assert!(old.is_none(), "{path} was made twice");
        Ok(Stamp::default())
    }
}

/// Takes a string with `-- path --` headings apart.
#[track_caller]
pub fn files(site: &str) -> Outputs {
    let heading = |line: &str| {
        Some(
            line.trim()
                .strip_prefix("-- ")?
                .strip_suffix(" --")?
                .to_owned(),
        )
    };
    let indent = site
        .lines()
        .find(|line| heading(line).is_some())
        .map_or(0, |line| line.len() - line.trim_start().len());
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in site.lines() {
        if let Some(path) = heading(line) {
            assert!(
                files.insert(path.clone(), String::new()).is_none(),
                "{path} twice"
            );
            current = Some(path);
        } else if let Some(path) = &current {
            let blank = line.len() - line.trim_start_matches(' ').len();
            let text = files.get_mut(path).expect("just inserted");
            *text += &line[indent.min(blank)..];
            text.push('\n');
        } else {
            assert!(
                line.trim().is_empty(),
                "{line:?} stands before the first heading"
            );
        }
    }
    // The empty lines before a heading are for the reader of the test.
    files
        .into_iter()
        .map(|(path, text)| {
            let text = text.trim_end();
            let end = if text.is_empty() { "" } else { "\n" };
            (path, format!("{text}{end}").into_bytes())
        })
        .collect()
}

/// A plain picture: large in pixels, a few kilobytes.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let plain = image::RgbImage::from_pixel(width, height, image::Rgb([180, 40, 30]));
    plain
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture is written to memory");
    bytes.into_inner()
}

/// A picture full of grain, as a camera makes it: heavy enough for lighter prints.
pub fn photograph(format: image::ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut seed = width ^ height;
    let grain = image::RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [grain, ..] = (seed >> 26).to_le_bytes();
        let step = |at: u32, of: u32| (at * 150 / of).to_le_bytes()[0];
        image::Rgb([step(x, width) + grain, step(y, height) + grain, 60 + grain])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    grain
        .write_to(&mut bytes, format)
        .expect("a picture is written to memory");
    bytes.into_inner()
}

/// Bytes as text, however broken.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_else(|| panic!("{text} is no moment"))
}

/// As much of a page as helps.
fn short(page: &str) -> &str {
    let main = page.find("<main").unwrap_or(0);
    let mut end = page.len().min(main + 6000);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    &page[main..end]
}

/// Whether a file belongs to a search index.
pub fn is_index(path: &str) -> bool {
    path.ends_with(".bin") || path.ends_with("/index.json")
}

/// What a file of a search index holds.
pub fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = ZlibDecoder::new(bytes).read_to_end(&mut plain);
    read.expect("a file that browsers can read");
    plain
}
