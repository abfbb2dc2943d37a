//! Reads every content file: what kind of file it is by its name, its front matter, and the facts of its body.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Taxonomy;
use super::loaded_article::{ARTICLES, LoadedArticle, article, context};
use super::spot::{self, Spot};
use crate::config::Config;
use crate::content::{self, CATEGORY, KINDS, Kind, TERM};
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::{File, Files};
use crate::markdown::{self, Facts};
use crate::memo::{Asked, Memo, Others};
use crate::text::{Digest, Language, Place};

/// All content as it was written, before anything is put in relation.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Loaded {
    /// Articles and pages, by path.
    #[serde(skip)]
    pub articles: Vec<Arc<LoadedArticle>>,
    /// `_index.md` by language and folder below `content/` (empty: the home page).
    pub introductions: BTreeMap<(Language, String), Introduction>,
    /// The folders below `content/` that articles lie in, by language.
    pub(super) folders: BTreeSet<(Language, String)>,
    /// Files in a language that the site does not have.
    pub off: Vec<EcoString>,
    /// The languages of the site, the first one first.
    pub(super) languages: Vec<Language>,
}

/// What an `_index.md` says, with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// Front matter.
    pub index: content::Category,
    /// Facts of the text.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Option<Digest>,
}

/// Reads all content. Articles that cannot be read are findings; the others go on. What was read of a file in an `earlier`
/// snapshot is taken over, and only the rest is asked of `memo`.
#[must_use]
pub fn load(
    files: &Files,
    config: &Config,
    memo: &Memo,
    earlier: Option<&Loaded>,
) -> Checked<Loaded> {
    let mut findings = Vec::new();
    let mut loaded = Loaded {
        languages: config.languages.clone(),
        ..Loaded::default()
    };
    let earlier = earlier.filter(|earlier| earlier.languages == config.languages);
    let known = earlier.map_or(&[][..], |earlier| &earlier.articles);
    let content: Vec<_> = files.below("content").collect();
    let found: Vec<Vec<_>> = content
        .par_chunks(STRETCH)
        .map(|files| find(files, known, config))
        .collect();
    let mut articles = Vec::with_capacity(content.len());
    for found in found.into_iter().flatten() {
        match found {
            Found::Article(file) => articles.push(file),
            Found::Introduction(file) => {
                let (file, spot) = *file;
                let introduction = introduction(file, &spot, config).take(&mut findings);
                let of = (spot.language, spot.folder().to_owned());
                match loaded.introductions.get(&of) {
                    Some(first) => findings.push(twice(&introduction, spot.folder(), first)),
                    None => drop(loaded.introductions.insert(of, introduction)),
                }
            }
            Found::Off(file) => {
                let (file, spot) = *file;
                let finding = Finding::new(&rules::LANGUAGE_OFF);
                let finding = finding.with("language", spot.language.code());
                findings.push(finding.at(Place::file(&file.path)));
                loaded.off.push(file.path.clone());
            }
            Found::Slip(slip) => findings.push(*slip),
        }
    }
    read(&articles, &mut loaded, config, memo, &mut findings);
    Checked::new(loaded, findings)
}

/// What there is to tell of a second file that introduces the list of a folder.
pub(super) fn twice(second: &Introduction, folder: &str, first: &Introduction) -> Finding {
    let finding = Finding::new(&rules::ADDRESS_TWICE);
    let finding = finding
        .with("url", format!("/{folder}/"))
        .with("other", &first.index.path);
    finding.at(Place::file(&second.index.path))
}

/// Files that are looked at in turn, and in parallel with others.
const STRETCH: usize = 2048;

/// An article file.
enum ArticleFile<'a> {
    /// That looks as it did, with what was read of it.
    Known(&'a Arc<LoadedArticle>),
    /// That is to be read.
    New(Box<(&'a Arc<File>, Spot)>),
}

/// A content file; few are anything but known articles.
enum Found<'a> {
    /// An article.
    Article(ArticleFile<'a>),
    /// What introduces a list.
    Introduction(Box<(&'a Arc<File>, Spot)>),
    /// In a language that is off.
    Off(Box<(&'a Arc<File>, Spot)>),
    /// Nearly named as content is.
    Slip(Box<Finding>),
}

/// What a stretch of content files are, by what was `known` of all.
fn find<'a>(
    files: &[&'a Arc<File>],
    known: &'a [Arc<LoadedArticle>],
    config: &Config,
) -> Vec<Found<'a>> {
    let first = files.first().map(|file| &file.path);
    let before = known.partition_point(|known| Some(known.path()) < first);
    let mut known = Known(&known[before..]);
    let found = files.iter().filter_map(|file| {
        if let Some(known) = known.of(file) {
            return Some(Found::Article(ArticleFile::Known(known)));
        }
        if let Some(slip) = spot::slip(&file.path) {
            return Some(Found::Slip(slip.into()));
        }
        let spot = Spot::of(&file.path, config.language)?;
        let is_on = config.languages.contains(&spot.language);
        let is_introduction = spot.name() == spot::INTRODUCTION;
        let file = Box::new((*file, spot));
        Some(match (is_on, is_introduction) {
            (false, _) => Found::Off(file),
            (_, true) => Found::Introduction(file),
            _ => Found::Article(ArticleFile::New(file)),
        })
    });
    found.collect()
}

/// What was read earlier, by path, of files that are asked for in the same order.
struct Known<'a>(&'a [Arc<LoadedArticle>]);

impl<'a> Known<'a> {
    fn of(&mut self, file: &Arc<File>) -> Option<&'a Arc<LoadedArticle>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            let same = Arc::ptr_eq(&first.file, file);
            if !same && *first.path() > file.path {
                return None;
            }
            self.0 = rest;
            if same {
                return Some(first);
            }
        }
    }
}

/// An article that is to be read.
struct Unread<'a> {
    /// Its place among all.
    place: usize,
    file: &'a Arc<File>,
    spot: &'a Spot,
    kind: &'static Kind,
    context: Digest,
}

/// A stretch of articles.
#[derive(Default)]
struct Stretch<'a> {
    /// Those that are known to be as they were read; a gap for each other.
    articles: Vec<Option<Arc<LoadedArticle>>>,
    unread: Vec<Unread<'a>>,
    /// Their folders, by language.
    folders: Vec<(Language, &'a str)>,
    findings: Vec<Finding>,
}

/// Sets the articles of a stretch apart that are not known to be as they were read.
fn set_apart<'a>(
    start: usize,
    files: &'a [ArticleFile<'a>],
    mut contexts: Contexts,
) -> Stretch<'a> {
    let mut stretch = Stretch::default();
    for file in files {
        let (file, spot, known) = match file {
            ArticleFile::Known(known) => (&known.file, &known.spot, Some(*known)),
            ArticleFile::New(file) => (file.0, &file.1, None),
        };
        let (kind, context) = contexts.of(spot);
        let folder = (spot.language, spot.folder());
        if stretch.folders.last() != Some(&folder) {
            stretch.folders.push(folder);
        }
        let known = known.filter(|known| known.context == context);
        if known.is_none() {
            stretch.unread.push(Unread {
                place: start + stretch.articles.len(),
                file,
                spot,
                kind,
                context,
            });
        }
        let told = known.iter().flat_map(|known| &known.findings);
        stretch.findings.extend(told.cloned());
        stretch.articles.push(known.cloned());
    }
    stretch
}

/// Adds all articles, those of which nothing is known as they are read.
fn read(
    files: &[ArticleFile],
    loaded: &mut Loaded,
    config: &Config,
    memo: &Memo,
    findings: &mut Vec<Finding>,
) {
    let stretches = files.par_chunks(STRETCH).enumerate();
    let stretches =
        stretches.map(|(at, files)| set_apart(at * STRETCH, files, Contexts::new(loaded, config)));
    let mut articles = Vec::with_capacity(files.len());
    let mut unread = Vec::new();
    for stretch in stretches.collect::<Vec<_>>() {
        let folders = stretch.folders.into_iter();
        let folders = folders.map(|(language, folder)| (language, folder.to_owned()));
        loaded.folders.extend(folders);
        articles.extend(stretch.articles);
        unread.extend(stretch.unread);
        findings.extend(stretch.findings);
    }
    let asked: Vec<Asked> = unread
        .iter()
        .map(|it| (it.file.path.as_str(), it.file.stamp, it.context))
        .collect();
    // Where some are known already, they may be stored and not have been looked at yet.
    let others = if asked.len() < articles.len() {
        Others::Stay
    } else {
        Others::Go
    };
    let read = memo.of_files(ARTICLES, &asked, others, |at| {
        let Unread {
            file, spot, kind, ..
        } = &unread[at];
        article(file, spot.language, kind, config)
    });
    for (unread, read) in unread.into_iter().zip(read) {
        let (file, spot) = (Arc::clone(unread.file), unread.spot.clone());
        match LoadedArticle::new(file, spot, unread.context, read) {
            Ok(article) => {
                findings.extend_from_slice(&article.findings);
                articles[unread.place] = Some(Arc::new(article));
            }
            Err(found) => findings.extend(found),
        }
    }
    loaded.articles = articles.into_iter().flatten().collect();
}

/// What articles are read by, besides their files. Asked folder by folder.
struct Contexts<'a> {
    loaded: &'a Loaded,
    config: &'a Config,
    /// Of the folder and language that were asked for last.
    last: Option<(String, Language, &'static Kind, Digest)>,
}

impl<'a> Contexts<'a> {
    const fn new(loaded: &'a Loaded, config: &'a Config) -> Self {
        Self {
            loaded,
            config,
            last: None,
        }
    }

    /// The kind that an article is of unless it says otherwise, and a digest of all that its reading depends on.
    fn of(&mut self, spot: &Spot) -> (&'static Kind, Digest) {
        match &self.last {
            Some((folder, language, kind, context))
                if folder == spot.folder() && *language == spot.language =>
            {
                (kind, *context)
            }
            _ => {
                let kind = self.loaded.kind_in(spot.folder(), self.config.language);
                let context = context(kind, spot.language, self.config);
                self.last = Some((spot.folder().to_owned(), spot.language, kind, context));
                (kind, context)
            }
        }
    }
}

impl Loaded {
    /// Looks at all articles that are stored and that nobody looked at.
    pub fn fetch(&self) {
        self.articles.par_iter().for_each(|article| article.fetch());
    }

    /// The number of an article by its path.
    pub(super) fn number_of(&self, path: &str) -> Option<usize> {
        let by_path = |article: &Arc<LoadedArticle>| article.path().as_str().cmp(path);
        self.articles.binary_search_by(by_path).ok()
    }

    /// The kind that files of a folder are: the nearest category that says so, in the site's first language.
    fn kind_in(&self, folder: &str, first: Language) -> &'static Kind {
        let mut folder = folder;
        loop {
            let said = self
                .introductions
                .get(&(first, folder.to_owned()))
                .and_then(|said| said.index.kind);
            match (said, folder.rsplit_once('/')) {
                (Some(kind), _) => return kind,
                (None, Some((above, _))) => folder = above,
                (None, None) => return KINDS[0],
            }
        }
    }
}

/// How bodies of a language are read.
#[must_use]
pub fn options(config: &Config, language: Language) -> markdown::Options {
    markdown::Options {
        language,
        embed_hosts: config.embed_hosts.clone(),
    }
}

fn introduction(file: &File, spot: &Spot, config: &Config) -> Checked<Introduction> {
    let mut findings = Vec::new();
    let source = match file.source() {
        Ok(source) => source.take(&mut findings),
        Err(finding) => return Checked::new(Introduction::default(), vec![finding]),
    };
    let fields = match Taxonomy::introduced(spot.folder(), config.language) {
        Some(_) => TERM,
        None => CATEGORY,
    };
    let index = content::Category::parse(&source, fields).take(&mut findings);
    let options = options(config, spot.language);
    let facts = markdown::facts(&source, index.body.clone(), &options).take(&mut findings);
    Checked::new(
        Introduction {
            index,
            facts,
            digest: Some(source.digest),
        },
        findings,
    )
}
