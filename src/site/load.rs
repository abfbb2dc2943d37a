//! Reads every content file: what kind of file it is by its name, its front matter, and the facts of its body.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::content::{self, Article, KINDS, Kind};
use crate::diagnostic::{Checked, Finding, any_error, rules};
use crate::files::{File, Files};
use crate::markdown::{self, Facts};
use crate::memo::{self, Asked, Memo};
use crate::text::{Digest, Language, Place};

/// All content as it was written, before anything is put in relation.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Articles and pages, by path.
    pub articles: Vec<LoadedArticle>,
    /// `_index.md` by language and folder below `content/` (empty: the home page).
    pub categories: BTreeMap<(Language, String), Introduction>,
    /// Files in a language that the site does not have.
    pub off: Vec<String>,
}

/// What an `_index.md` says, with its text.
#[derive(Clone, Debug, Default)]
pub struct Introduction {
    /// Front matter.
    pub category: content::Category,
    /// Facts of the text.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Option<Digest>,
}

/// One article file.
#[derive(Debug)]
pub struct LoadedArticle {
    /// Where it lies.
    pub spot: Spot,
    /// What was read. In a box: a whole archive of them is sorted and moved about.
    pub article: Box<Article>,
    /// Facts of its body.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Digest,
}

/// What the path of a content file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Folder below `content/`; of a bundle, the folder that holds the bundle.
    pub folder: String,
    /// Name without language and ending.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its pictures lie beside it in a folder of its own.
    pub bundle: bool,
}

impl Spot {
    /// Reads a path such as `content/tin-tuc/2022/bai.en.md`.
    #[must_use]
    pub fn of(path: &str, first: Language) -> Option<Self> {
        let inner = path.strip_prefix("content/")?;
        let (folder, file) = inner.rsplit_once('/').unwrap_or(("", inner));
        let stem = file
            .strip_suffix(".md")
            .or_else(|| file.strip_suffix(".MD"))?;
        let (name, language) = match stem.rsplit_once('.') {
            Some((name, code)) => match Language::ALL
                .into_iter()
                .find(|language| language.code() == code)
            {
                Some(language) => (name, language),
                None => (stem, first),
            },
            None => (stem, first),
        };
        if name != "index" || folder.is_empty() {
            return Some(Self {
                folder: folder.to_owned(),
                name: name.to_owned(),
                language,
                bundle: false,
            });
        }
        let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        Some(Self {
            folder: above.to_owned(),
            name: name.to_owned(),
            language,
            bundle: true,
        })
    }

    /// The same for every translation.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.folder, self.name)
    }
}

/// Reads all content. Articles that cannot be read are findings; the others go on.
#[must_use]
pub fn load(files: &Files, config: &Config, memo: &Memo) -> Checked<Loaded> {
    let mut findings = Vec::new();
    let mut loaded = Loaded::default();
    let mut articles = Vec::new();
    for file in files.below("content") {
        let Some(spot) = Spot::of(&file.path, config.language) else {
            continue;
        };
        if !config.languages.contains(&spot.language) {
            let finding = Finding::new(&rules::LANGUAGE_OFF).with("language", spot.language.code());
            findings.push(finding.at(Place::file(&file.path)));
            loaded.off.push(file.path.clone());
        } else if spot.name == "_index" {
            let category = introduction(file, spot.language, config).take(&mut findings);
            loaded
                .categories
                .insert((spot.language, spot.folder), category);
        } else {
            articles.push((file, spot));
        }
    }
    let kinds: Vec<_> = articles
        .iter()
        .map(|(_, spot)| loaded.kind_in(&spot.folder, config.language))
        .collect();
    let context = |kind: &Kind, language| memo::digest(&(kind.name, language, &config.embed_hosts));
    let asked: Vec<Asked> = articles
        .iter()
        .zip(&kinds)
        .map(|((file, spot), kind)| {
            let context = context(kind, spot.language);
            (file.path.as_str(), file.stamp, context)
        })
        .collect();
    let read = memo.of_files("articles", &asked, |at| {
        let (file, spot) = &articles[at];
        article(file, spot.language, kinds[at], config)
    });
    loaded.articles = articles
        .iter()
        .zip(read)
        .filter_map(|((_, spot), (article, found))| {
            findings.extend(found);
            let (article, facts, digest) = article?;
            Some(LoadedArticle {
                spot: spot.clone(),
                article,
                facts,
                digest,
            })
        })
        .collect();
    Checked::new(loaded, findings)
}

impl Loaded {
    /// The kind that files of a folder are: the nearest category that says so, in the site's first language.
    fn kind_in(&self, folder: &str, first: Language) -> &'static Kind {
        let mut folder = folder;
        loop {
            let said = self
                .categories
                .get(&(first, folder.to_owned()))
                .and_then(|said| said.category.kind);
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

fn introduction(file: &File, language: Language, config: &Config) -> Checked<Introduction> {
    let mut findings = Vec::new();
    let source = match file.source() {
        Ok(source) => source.take(&mut findings),
        Err(finding) => return Checked::new(Introduction::default(), vec![finding]),
    };
    let category = content::Category::parse(&source).take(&mut findings);
    let facts = markdown::facts(&source, category.body.clone(), &options(config, language))
        .take(&mut findings);
    Checked::new(
        Introduction {
            category,
            facts,
            digest: Some(source.digest),
        },
        findings,
    )
}

/// What one article's file says: all that is remembered of it, and what there is to tell.
type Read = (Option<(Box<Article>, Facts, Digest)>, Vec<Finding>);

fn article(file: &File, language: Language, kind: &'static Kind, config: &Config) -> Read {
    let mut findings = Vec::new();
    let source = match file.source() {
        Ok(source) => source.take(&mut findings),
        Err(finding) => return (None, vec![finding]),
    };
    let Some(article) = Article::parse(&source, kind).take(&mut findings) else {
        return (None, findings);
    };
    let options = options(config, language);
    let mut facts = markdown::facts(&source, article.body.clone(), &options).take(&mut findings);
    let silent = article.summary.is_empty() && !any_error(&findings);
    if silent && article.kind.listed && !facts.lead.is_empty() {
        findings.push(Finding::new(&rules::SUMMARY_MISSING).at(source.whole()));
    }
    if !article.summary.is_empty() {
        // Nobody reads the first paragraph where there is a summary.
        facts.lead = String::new();
    }
    (Some((Box::new(article), facts, source.digest)), findings)
}
