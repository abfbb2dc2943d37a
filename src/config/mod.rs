//! `site.toml`, checked. Its keys are listed in [`fields`]; everything but `title`, `base_url` and `language` has a default.

mod alert;
mod fields;
mod forms;
mod groups;
mod home;
mod values;

use crate::diagnostic::{Checked, Finding, rules};
use crate::files::Files;
use crate::record::{self, Entry, Record, Value};
use crate::text::{Digest, Language, Moment, Source};

pub use alert::{Alert, Level};
pub use fields::SITE;
pub use home::{BlockKind, Home, HomeBlock, Look};
pub use values::{
    Base, MenuEntry, Named, Notice, Organisation, OutputSettings, Pictures, Setting, Social,
    Wording,
};

/// What a command adds to the settings of the site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The build clock: nothing else tells the time.
    pub now: Moment,
    /// Stands in for `base_url`.
    pub base_url: Option<String>,
    /// Shows drafts, articles that wait for approval, and scheduled ones.
    pub drafts: bool,
    /// Leaves out articles with errors.
    pub skip_broken: bool,
    /// Shows whatever there is, at any time: to know which addresses there may ever be.
    pub everything: bool,
}

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// Digest of all settings, as they are written and as the command adds to them.
    pub digest: Digest,
    /// Name of the portal.
    pub title: Wording,
    /// One line below it.
    pub tagline: Wording,
    /// Where the portal will stand.
    pub base: Base,
    /// First language.
    pub language: Language,
    /// Every language, the first one first.
    pub languages: Vec<Language>,
    /// Name of the theme.
    pub theme: Named,
    /// Settings of the theme, as they are written.
    pub theme_settings: Vec<Setting>,
    /// The publisher.
    pub organisation: Organisation,
    /// Logo: a path in `static/`, without that word.
    pub logo: Option<Named>,
    /// Small icon, likewise.
    pub icon: Option<Named>,
    /// Picture for shares of pages that have none, likewise.
    pub share_image: Option<Named>,
    /// Main menu by language; empty: made of the categories.
    pub menu: Vec<MenuEntry>,
    /// Other portals of the state.
    pub portals: Vec<MenuEntry>,
    /// Links of the footer.
    pub footer: Vec<MenuEntry>,
    /// A line on top of every page.
    pub notice: Option<Notice>,
    /// Warnings on top of every page, while they are in force.
    pub alerts: Vec<Alert>,
    /// The home page.
    pub home: Home,
    /// Articles on a page of a list.
    pub page_size: usize,
    /// Items of a feed.
    pub feed_items: usize,
    /// Whole texts in feeds.
    pub feed_content: bool,
    /// Feeds for tags.
    pub feed_tags: bool,
    /// Feeds for authors.
    pub feed_authors: bool,
    /// Only approved articles are published.
    pub only_approved: bool,
    /// Hosts that may be embedded.
    pub embed_hosts: Vec<String>,
    /// Whether there is a search.
    pub search: bool,
    /// Lighter prints of large pictures.
    pub pictures: Pictures,
    /// How files are written besides as they are.
    pub output: OutputSettings,
    /// Abbreviations that search knows besides the common ones, with their full words.
    pub abbreviations: Vec<(String, String)>,
    /// Syllables (tiếng) read in a minute (REQ-V14).
    pub reading_speed: usize,
    /// Contact for `security.txt`, a URI.
    pub security_contact: Option<String>,
}

impl Config {
    /// Reads `site.toml`. None when there is none, or nothing in it can be used.
    #[must_use]
    pub fn load(files: &Files, settings: &Settings) -> Checked<Option<Self>> {
        let mut findings = Vec::new();
        let Some(file) = files.get("site.toml") else {
            return Checked::new(None, vec![Finding::new(&rules::SITE_MISSING)]);
        };
        let source = match file.source() {
            Ok(source) => source.take(&mut findings),
            Err(finding) => return Checked::new(None, vec![finding]),
        };
        let whole = 0..source.text.len();
        let table = record::toml::parse(&source, whole.clone()).take(&mut findings);
        let record = record::check(&source, &table, 0..0, &[SITE], &mut findings);
        let config = Self::of(&source, &record, settings, &mut findings);
        Checked::new(Some(config), findings)
    }

    fn of(
        source: &Source,
        record: &Record,
        settings: &Settings,
        findings: &mut Vec<Finding>,
    ) -> Self {
        findings.extend(missing(source, record, settings));
        let language = record
            .text("language")
            .and_then(Language::of_code)
            .unwrap_or_default();
        let part = |name: &str| record.record(name).cloned().unwrap_or_default();
        let (lists, feeds) = (part("lists"), part("feeds"));
        let picture = |key: &str| {
            let name = record.text(key)?.trim_start_matches('/').to_owned();
            Some(Named {
                name,
                place: source.place(record.place(key)),
            })
        };
        let organisation = organisation(&part("organisation"), record);
        let email = Some(&organisation.email).filter(|email| !email.is_empty());
        let security_contact = part("security").text("contact").map(str::to_owned);
        let command = settings.base_url.as_deref().unwrap_or_default();
        Self {
            digest: Digest::join([source.digest.bytes().as_slice(), command.as_bytes()]),
            title: Wording::read(record, "title"),
            tagline: Wording::read(record, "tagline"),
            base: base(source, record, settings, findings),
            language,
            languages: languages(record, language),
            theme: theme(source, record),
            theme_settings: theme_settings(source, &part("theme")),
            logo: picture("logo"),
            icon: picture("icon"),
            share_image: picture("share_image"),
            menu: menu(source, record.records("menu")),
            portals: menu(source, record.records("portals")),
            footer: menu(source, record.records("footer")),
            notice: record
                .record("notice")
                .and_then(|record| Notice::read(source, record)),
            alerts: record
                .records("alert")
                .iter()
                .filter_map(|record| Alert::read(source, record, settings.now, findings))
                .collect(),
            home: Home::read(source, &part("home"), findings),
            page_size: count(&lists, "page_size", 20),
            feed_items: count(&feeds, "items", 20),
            feed_content: feeds.flag("content").unwrap_or(false),
            feed_tags: feeds.flag("tags").unwrap_or(false),
            feed_authors: feeds.flag("authors").unwrap_or(false),
            only_approved: part("publishing").flag("only_approved").unwrap_or(false),
            embed_hosts: part("embeds")
                .words("hosts")
                .into_iter()
                .map(|(host, _)| host.as_str().to_lowercase())
                .collect(),
            search: part("search").flag("enabled").unwrap_or(true),
            pictures: Pictures::read(&part("pictures")),
            output: OutputSettings::read(&part("output")),
            abbreviations: abbreviations(source, &part("search"), findings),
            reading_speed: count(&part("reading"), "syllables_per_minute", 250),
            security_contact: security_contact
                .or_else(|| email.map(|email| format!("mailto:{email}"))),
            organisation,
        }
    }
}

/// Abbreviations with their full words; one that stands there twice is told.
fn abbreviations(
    source: &Source,
    search: &Record,
    findings: &mut Vec<Finding>,
) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (text, range) in search.words("abbreviations") {
        let Some((short, long)) = text.split_once('=') else {
            continue;
        };
        let (short, long) = (short.trim().to_owned(), long.trim().to_owned());
        let same = |(other, _): &&(String, String)| other.to_lowercase() == short.to_lowercase();
        if let Some((_, other)) = all.iter().find(same) {
            let finding = Finding::new(&rules::ABBREVIATION_TWICE)
                .with("short", &short)
                .with("other", other);
            findings.push(finding.at(source.place(range)));
        }
        all.push((short, long));
    }
    all
}

/// What a portal cannot do without.
fn missing(source: &Source, record: &Record, settings: &Settings) -> Vec<Finding> {
    let needed = [
        ("title", "title = \"…\""),
        ("base_url", "base_url = \"https://…\""),
    ];
    let is_missing = |key: &str| {
        let given = key == "base_url" && settings.base_url.is_some();
        // What cannot be read to its end may have it behind the slip.
        !record.incomplete && !record.has(key) && !given
    };
    let missing = needed.into_iter().filter(|(key, _)| is_missing(key));
    let findings = missing.map(|(key, example)| {
        let finding = Finding::new(&rules::KEY_MISSING);
        let finding = finding.with("key", key).with("example", example);
        finding.at(source.whole())
    });
    findings.collect()
}

/// The theme that is named, or ours.
fn theme(source: &Source, record: &Record) -> Named {
    let theme = record.record("theme");
    let name = theme.and_then(|theme| theme.text("name"));
    let place = theme.map_or_else(|| record.place("theme"), |theme| theme.place("name"));
    Named {
        name: name.unwrap_or("cong").to_owned(),
        place: source.place(place),
    }
}

fn base(
    source: &Source,
    record: &Record,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Base {
    let written = settings
        .base_url
        .as_deref()
        .or_else(|| record.text("base_url"));
    let base = written.and_then(Base::parse);
    if let (None, Some(written)) = (&base, written) {
        let finding = Finding::new(&rules::BASE_URL).with("value", written);
        // What was typed as an option stands in no file.
        findings.push(match settings.base_url {
            Some(_) => finding,
            None => finding.at(source.place(record.place("base_url"))),
        });
    }
    base.unwrap_or_else(|| Base {
        origin: "http://localhost".to_owned(),
        path: String::new(),
    })
}

fn languages(record: &Record, first: Language) -> Vec<Language> {
    let mut languages = vec![first];
    for (code, _) in record.words("languages") {
        if let Some(language) =
            Language::of_code(&code).filter(|language| !languages.contains(language))
        {
            languages.push(language);
        }
    }
    languages
}

fn theme_settings(source: &Source, theme: &Record) -> Vec<Setting> {
    let entries = theme.entries("settings").iter();
    let readable = entries.filter(|entry| entry.item.value != Value::Broken);
    let setting = |entry: &Entry| Setting {
        key: entry.key.clone(),
        key_place: source.place(entry.key_range.clone()),
        value: entry.item.value.json(),
        place: source.place(entry.item.range.clone()),
    };
    readable.map(setting).collect()
}

fn organisation(part: &Record, site: &Record) -> Organisation {
    let name = Wording::read(part, "name");
    Organisation {
        name: if name.first.is_empty() {
            Wording::read(site, "title")
        } else {
            name
        },
        parent: Wording::read(part, "parent"),
        address: Wording::read(part, "address"),
        phone: part.text_or_empty("phone"),
        fax: part.text_or_empty("fax"),
        email: part.text_or_empty("email"),
        responsible: Wording::read(part, "responsible"),
        licence: Wording::read(part, "licence"),
    }
}

fn menu(source: &Source, records: &[Record]) -> Vec<MenuEntry> {
    let entry = |record: &Record| MenuEntry {
        title: Wording::read(record, "title"),
        url: record.text_or_empty("url"),
        items: menu(source, record.records("items")),
        place: source.place(record.place("url")),
    };
    records.iter().map(entry).collect()
}

/// A number, or what stands for it.
fn count(record: &Record, key: &str, default: usize) -> usize {
    record
        .number(key)
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or(default)
}
