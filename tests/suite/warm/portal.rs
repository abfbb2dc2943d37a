//! A small site with one of everything, as its editors think of it: what each file says key by key, so that a step can
//! change one thing of it.

use std::collections::{BTreeMap, BTreeSet};

use congtin::config::Settings;
use congtin::files::{File, Files};
use congtin::memo::Stamp;
use congtin::text::{Digest, Moment};

use super::super::case::{self, Outputs, photograph, png};
use super::tables::{
    ALL, ARTICLES, ASPECTS, BODIES, FILES, First, INDEX_ASPECTS, INDEXES, PICTURES, SETTINGS, SITE,
    TEMPLATES, Table, VARIANTS, value,
};

/// Keys with their values as TOML.
pub type Lines = BTreeMap<&'static str, &'static str>;

/// A content file.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Its path below `content/`.
    pub path: String,
    /// A word that no other file says: what is left of it can be found.
    pub word: String,
    /// Its front matter.
    pub front: Lines,
    /// Its text, a number of [`BODIES`].
    pub body: usize,
    /// The number of a last paragraph, which nobody shows but its own page; 0: there is none.
    pub last: usize,
    /// Not deleted.
    pub there: bool,
}

/// A site, the clock, and the options of the command.
#[derive(Clone, Debug)]
pub struct Portal {
    /// Content by the path that it had at first.
    pub writings: BTreeMap<&'static str, Writing>,
    /// `site.toml`.
    pub site: Lines,
    /// All other files.
    pub files: Outputs,
    /// Folders of content that were renamed.
    pub renamed: BTreeMap<&'static str, &'static str>,
    /// How often a file was written without being changed.
    pub touched: BTreeMap<String, u8>,
    /// Files whose look tells nothing.
    pub unsettled: BTreeSet<String>,
    /// The clock and the options.
    pub settings: Settings,
}

impl Portal {
    /// One of everything.
    pub fn complete() -> Self {
        let articles = writings(ARTICLES, ASPECTS, b'a');
        // Not capitals: an id made of a heading has none, and would be an article's word.
        let indexes = writings(INDEXES, INDEX_ASPECTS, b'o');
        let mut writings: BTreeMap<_, _> = articles.chain(indexes).collect();
        for (path, _, _) in ARTICLES {
            let english = path.contains(".en.");
            let title = if english { "'Story {}'" } else { "'Bài {}'" };
            writings.entry(path).and_modify(|it| {
                it.front.insert("title", title);
                // One is introduced by its first words.
                if *path != "tin/2022/le-hoi.md" {
                    it.front.insert("summary", "'Sapo {}.'");
                }
            });
        }
        Self {
            writings,
            site: SITE
                .iter()
                .map(|(key, number)| value(SETTINGS, key, *number))
                .collect(),
            files: other_files(),
            renamed: BTreeMap::new(),
            touched: BTreeMap::new(),
            unsettled: BTreeSet::new(),
            settings: case::settings(),
        }
    }

    /// The sources by path.
    pub fn sources(&self) -> Outputs {
        let mut sources = Outputs::new();
        for writing in self.writings.values().filter(|writing| writing.there) {
            let lines: String = writing
                .front
                .iter()
                .map(|(key, value)| format!("{key} = {value}\n"))
                .collect();
            let mut text = format!("+++\n{lines}+++\n{}\n", BODIES[writing.body]);
            if writing.last > 0 {
                text += &format!("\nĐoạn {}.\n", writing.last);
            }
            sources.insert(
                format!("content/{}", writing.path),
                text.replace("{}", &writing.word)
                    .replace("{#}", &writing.word[2..3])
                    .into(),
            );
        }
        let lines: String = self
            .site
            .iter()
            .map(|(key, value)| format!("{key} = {value}\n"))
            .collect();
        sources.insert("site.toml".to_owned(), lines.into());
        sources.extend(self.files.clone());
        sources
            .into_iter()
            .map(|(path, bytes)| (self.renamed(path), bytes))
            .collect()
    }

    fn renamed(&self, path: String) -> String {
        let of = |(from, to): (&&str, &&str)| {
            let inner = path.strip_prefix(&format!("content/{from}/"))?;
            Some(format!("content/{to}/{inner}"))
        };
        self.renamed.iter().find_map(of).unwrap_or(path)
    }

    /// The sources as if they lay on a disk, each with its look.
    pub fn on_disk(&self) -> Files {
        let look = |(path, bytes): (String, Vec<u8>)| {
            let stamp = self.stamp(&path, &bytes);
            File::in_memory(path, bytes).looking(stamp)
        };
        Files::in_memory(self.sources().into_iter().map(look))
    }

    /// Another look for other bytes or another writing of the same; one look for all that an unsettled file may hold.
    fn stamp(&self, path: &str, bytes: &[u8]) -> Stamp {
        let length = bytes.len() as u64;
        if self.unsettled.contains(path) {
            return Stamp {
                length: 0,
                modified: i64::MAX,
                inode: 0,
                touched: 0,
            };
        }
        let times = self.touched.get(path).copied().unwrap_or_default();
        let digest = Digest::join([bytes, &[times]]);
        let mut eight = [0; 8];
        eight.copy_from_slice(&digest.bytes()[..8]);
        let moment = i64::from_le_bytes(eight).rem_euclid(100_000_000_000_000_000);
        Stamp {
            length,
            modified: 1_500_000_000_000_000_000 + moment,
            inode: 0,
            touched: 0,
        }
    }

    /// Words of articles that are withdrawn.
    pub fn withdrawn_words(&self) -> impl Iterator<Item = &str> {
        let withdrawn =
            |writing: &&Writing| writing.there && writing.front.contains_key("withdrawn");
        self.writings
            .values()
            .filter(withdrawn)
            .map(|writing| writing.word.as_str())
    }

    /// Sets the clock.
    pub fn at(&mut self, text: &str) {
        self.settings.now = Moment::parse(text).expect("a moment");
    }
}

/// The content files of a table, each with a word of its own; `first` is the letter of the first.
fn writings(
    files: &'static [First],
    table: Table,
    first: u8,
) -> impl Iterator<Item = (&'static str, Writing)> {
    files
        .iter()
        .zip(first..)
        .map(move |((path, body, said), letter)| {
            let front = said.iter().map(|(key, number)| value(table, key, *number));
            let writing = Writing {
                path: (*path).to_owned(),
                word: format!("zq{}zq", char::from(letter)),
                front: front.collect(),
                body: *body,
                last: 0,
                there: true,
            };
            (*path, writing)
        })
}

/// A picture of about this width. One is a photograph, of which lighter prints are made, few enough for many builds.
pub fn picture(path: &str, width: u32) -> Vec<u8> {
    if path == "static/anh/song.png" {
        photograph(image::ImageFormat::Png, width - 310, 100)
    } else {
        png(width, 600)
    }
}

/// All that a drawing of a title may see, as it can be seen.
const SOCIAL: &str = "<svg xmlns='http://www.w3.org/2000/svg' font-family='{{ social.font }}' font-weight='600' font-size='24'><text y='40'>{{ social.portal }}</text><text y='80'>{{ social.organisation }}</text><text y='120'>{{ social.category }}</text>{% for line in social.lines %}<text y='{{ 160 + line.y }}'>{{ line.text }} {{ social.size }}</text>{% endfor %}</svg>";

/// Pictures, static files, and the theme, every template of which prints all that it may see.
fn other_files() -> Outputs {
    let mut files: Outputs = PICTURES
        .iter()
        .map(|path| ((*path).to_owned(), picture(path, 800)))
        .collect();
    for name in TEMPLATES {
        files.insert(format!("themes/nho/templates/{name}.html"), ALL.into());
    }
    files.insert("themes/nho/templates/social.svg".to_owned(), SOCIAL.into());
    files.extend(
        FILES
            .iter()
            .map(|path| ((*path).to_owned(), value(VARIANTS, path, 0).1.into())),
    );
    files
}
