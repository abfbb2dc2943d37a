//! Reads every content file: what kind of file it is by its name, its front matter, and the facts of its body.

use std::collections::BTreeMap;
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
    let mut found = Vec::new();
    let earlier = earlier.filter(|earlier| earlier.languages == config.languages);
    let mut known = Known(earlier.map_or(&[], |earlier| &earlier.articles));
    for file in files.below("content") {
        if let Some(same) = known.of(file) {
            found.push(Found::Known(same));
            continue;
        }
        if let Some(slip) = spot::slip(&file.path) {
            findings.push(slip);
            continue;
        }
        let Some(spot) = Spot::of(&file.path, config.language) else {
            continue;
        };
        if !config.languages.contains(&spot.language) {
            let finding = Finding::new(&rules::LANGUAGE_OFF).with("language", spot.language.code());
            findings.push(finding.at(Place::file(&file.path)));
            loaded.off.push(file.path.clone());
        } else if spot.name() == spot::INTRODUCTION {
            let introduction = introduction(file, &spot, config).take(&mut findings);
            let of = (spot.language, spot.folder().to_owned());
            match loaded.introductions.get(&of) {
                Some(first) => findings.push(twice(&introduction, spot.folder(), first)),
                None => drop(loaded.introductions.insert(of, introduction)),
            }
        } else {
            found.push(Found::New(file, spot));
        }
    }
    loaded.articles = articles(found, &loaded, config, memo, &mut findings);
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

/// An article file.
enum Found<'a> {
    /// That looks as it did, with what was read of it.
    Known(&'a Arc<LoadedArticle>),
    /// That is to be read.
    New(&'a Arc<File>, Spot),
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

/// Reads the articles that are not known to be as they were read.
fn articles(
    found: Vec<Found>,
    loaded: &Loaded,
    config: &Config,
    memo: &Memo,
    findings: &mut Vec<Finding>,
) -> Vec<Arc<LoadedArticle>> {
    let mut contexts = Contexts::new(loaded, config);
    let mut articles: Vec<Option<Arc<LoadedArticle>>> = Vec::with_capacity(found.len());
    let mut unread = Vec::new();
    for found in found {
        let spot = match &found {
            Found::Known(known) => &known.spot,
            Found::New(_, spot) => spot,
        };
        let (kind, context) = contexts.of(spot);
        let (file, spot) = match found {
            Found::Known(known) if known.context == context => {
                articles.push(Some(Arc::clone(known)));
                continue;
            }
            Found::Known(known) => (&known.file, known.spot.clone()),
            Found::New(file, spot) => (file, spot),
        };
        unread.push((articles.len(), Arc::clone(file), spot, kind, context));
        articles.push(None);
    }
    let asked: Vec<Asked> = unread
        .iter()
        .map(|(_, file, _, _, context)| (file.path.as_str(), file.stamp, *context))
        .collect();
    // Where some are known already, they may be stored and not have been looked at yet.
    let others = if asked.len() < articles.len() {
        Others::Stay
    } else {
        Others::Go
    };
    let read = memo.of_files(ARTICLES, &asked, others, |at| {
        let (_, file, spot, kind, _) = &unread[at];
        article(file, spot.language, kind, config)
    });
    for ((place, file, spot, _, context), read) in unread.into_iter().zip(read) {
        match LoadedArticle::new(file, spot, context, read) {
            Ok(article) => articles[place] = Some(Arc::new(article)),
            Err(found) => findings.extend(found),
        }
    }
    let articles: Vec<_> = articles.into_iter().flatten().collect();
    findings.extend(
        articles
            .iter()
            .flat_map(|article| &article.findings)
            .cloned(),
    );
    articles
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
