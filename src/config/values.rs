//! What the settings of a site are made of.

use crate::coding::Coding;
use crate::record::Record;
use crate::text::{Language, Place, Source};

/// Who publishes the portal.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Organisation {
    pub name: Wording,
    pub parent: Wording,
    pub address: Wording,
    pub phone: String,
    pub fax: String,
    pub email: String,
    pub responsible: Wording,
    pub licence: Wording,
}

/// Words of the site's first language, and of English where they were given (`title`, `title_en`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pub(super) first: String,
    en: String,
}

impl Wording {
    /// The words for readers of a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        if language == Language::En && !self.en.is_empty() {
            &self.en
        } else {
            &self.first
        }
    }

    /// The language in which readers of a language get the words.
    #[must_use]
    pub fn language_for(&self, language: Language, first: Language) -> Language {
        if language == Language::En && !self.en.is_empty() {
            language
        } else {
            first
        }
    }

    pub(super) fn read(record: &Record, key: &str) -> Self {
        Self {
            first: record.text_or_empty(key),
            en: record.text_or_empty(&format!("{key}_en")),
        }
    }
}

/// How lighter prints of large pictures are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictures {
    /// Whether there are any.
    pub enabled: bool,
    /// The widest that is published, in pixels.
    pub max_width: u32,
    /// 1 to 100.
    pub quality: u8,
    /// Whether there are prints in AVIF beside those in WebP.
    pub avif: bool,
    /// Which articles without a picture get one of their title, for shares.
    pub social: Social,
}

/// Articles that get a picture of their title when they have no other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Social {
    /// None.
    #[default]
    Nothing,
    /// So many of each language, the newest.
    Newest(usize),
    /// Those that tell of a person.
    Profiles,
    /// All, and all pages.
    All,
}

impl Pictures {
    pub(super) fn read(record: &Record) -> Self {
        let number = |key: &str| record.number(key);
        Self {
            enabled: record.flag("enabled").unwrap_or(true),
            max_width: number("max_width")
                .and_then(|it| it.try_into().ok())
                .unwrap_or(1600),
            quality: number("quality")
                .and_then(|it| it.try_into().ok())
                .unwrap_or(78),
            avif: record.flag("avif").unwrap_or(false),
            social: match record.text("social") {
                Some("newest") => {
                    let count = number("social_newest").and_then(|it| it.try_into().ok());
                    Social::Newest(count.unwrap_or(100))
                }
                Some("profiles") => Social::Profiles,
                Some("all") => Social::All,
                _ => Social::Nothing,
            },
        }
    }
}

/// How files are written besides as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputSettings {
    /// Compressed copies beside texts.
    pub compress: Vec<Coding>,
}

impl OutputSettings {
    pub(super) fn read(record: &Record) -> Self {
        let named = |coding: &Coding| {
            let words = record.words("compress");
            words.iter().any(|(word, _)| word == coding.ending())
        };
        Self {
            compress: Coding::ALL.into_iter().filter(named).collect(),
        }
    }
}

/// Something that `site.toml` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it is written.
    pub place: Place,
}

/// A value that `site.toml` gives to a setting of the theme; whether there is such a setting is for the theme to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its name.
    pub key: String,
    /// Where the name is written.
    pub key_place: Place,
    /// The value.
    pub value: serde_json::Value,
    /// Where it is written.
    pub place: Place,
}

/// An entry of the menu or of a list of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// What it says.
    pub title: Wording,
    /// An address, or a page by its file (`@/gioi-thieu/lien-he.md`).
    pub url: String,
    /// Entries below it.
    pub items: Vec<MenuEntry>,
    /// Where it is written.
    pub place: Place,
}

/// A line for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: Wording,
    /// Where it leads; may be empty.
    pub url: String,
    /// Where it is written.
    pub place: Place,
}

impl Notice {
    pub(super) fn read(source: &Source, record: &Record) -> Option<Self> {
        Some(Self {
            text: Some(Wording::read(record, "text")).filter(|text| !text.first.is_empty())?,
            url: record.text_or_empty("url"),
            place: source.place(record.place("url")),
        })
    }
}

/// Where the portal will stand: scheme, host, and the path in front of every address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// `https://nason.example`
    pub origin: String,
    /// `/cong`, or empty at the root.
    pub path: String,
}

impl Base {
    /// Reads a full web address.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        let address = address.trim().trim_end_matches('/');
        let (scheme, rest) = address.split_once("://")?;
        let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let host_ok = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let path_ok = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
        let fine = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && host.bytes().all(host_ok)
            && path.bytes().all(path_ok)
            && !path.contains("//")
            && !path.contains("..");
        fine.then(|| Self {
            origin: format!("{scheme}://{host}"),
            path: path.to_owned(),
        })
    }

    /// The address of an absolute path of the portal, for an `href`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        [&self.path, path].concat()
    }

    /// The address with scheme and host.
    #[must_use]
    pub fn permalink(&self, path: &str) -> String {
        [&self.origin, &self.path, path].concat()
    }
}
