//! Reads every content file: what kind of file it is by its name, its front matter, and the facts of its body.

use std::collections::BTreeMap;
use std::sync::Arc;

use ecow::EcoString;

use super::spot::{self, Spot};
use super::{Taxonomy, searched};
use crate::config::Config;
use crate::content::{self, Article, CATEGORY, KINDS, Kind, TERM};
use crate::diagnostic::{Checked, Finding, any_error, rules};
use crate::files::{File, Files};
use crate::markdown::{self, Facts};
use crate::memo::{self, Asked, Memo};
use crate::text::{Digest, Language, Place};

/// All content as it was written, before anything is put in relation.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Articles and pages, by path.
    pub articles: Vec<Arc<LoadedArticle>>,
    /// `_index.md` by language and folder below `content/` (empty: the home page).
    pub introductions: BTreeMap<(Language, String), Introduction>,
    /// Files in a language that the site does not have.
    pub off: Vec<EcoString>,
    /// The languages of the site, the first one first.
    languages: Vec<Language>,
}

/// What an `_index.md` says, with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Introduction {
    /// Front matter.
    pub index: content::Category,
    /// Facts of the text.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Option<Digest>,
}

/// One article file as it was read. Whoever shows it shares it: an archive is in memory once.
#[derive(Debug)]
pub struct LoadedArticle {
    /// Where it lies.
    pub spot: Spot,
    /// What was read.
    pub article: Article,
    /// Facts of its body.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Digest,
    /// Digests of what search knows of it: of its head, and of its body.
    pub searched: [Digest; 2],
    /// What there is to tell of it.
    findings: Vec<Finding>,
    /// The file as it looked.
    file: Arc<File>,
    /// Digest of what else its reading depends on.
    context: Digest,
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
        } else if spot.name() == "_index" {
            let introduction = introduction(file, &spot, config).take(&mut findings);
            loaded
                .introductions
                .insert((spot.language, spot.folder().to_owned()), introduction);
        } else {
            found.push(Found::New(file, spot));
        }
    }
    loaded.articles = articles(found, &loaded, config, memo, &mut findings);
    Checked::new(loaded, findings)
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
            if !same && first.article.path > file.path {
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
    let read = memo.of_files("articles", &asked, |at| {
        let (_, file, spot, kind, _) = &unread[at];
        article(file, spot.language, kind, config)
    });
    for ((place, file, spot, _, context), (article, found)) in unread.into_iter().zip(read) {
        let Some((mut article, facts, digest, searched)) = article else {
            findings.extend(found);
            continue;
        };
        article.path = file.path.clone();
        articles[place] = Some(Arc::new(LoadedArticle {
            spot,
            article: *article,
            facts,
            digest,
            searched,
            findings: found,
            file,
            context,
        }));
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
                let context = (kind.name, spot.language, &self.config.embed_hosts);
                let context = memo::digest(&context);
                self.last = Some((spot.folder().to_owned(), spot.language, kind, context));
                (kind, context)
            }
        }
    }
}

impl Loaded {
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

/// What one article's file says: all that is remembered of it, and what there is to tell.
type Read = (
    Option<(Box<Article>, Facts, Digest, [Digest; 2])>,
    Vec<Finding>,
);

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
    let searched = searched::digests(&article, &facts, language);
    let read = (Box::new(article), facts, source.digest, searched);
    (Some(read), findings)
}
