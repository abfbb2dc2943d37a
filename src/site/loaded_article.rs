//! An article file as it was read, by this run or an earlier one.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use ecow::EcoString;

use super::load::options;
use super::searched;
use super::spot::Spot;
use crate::config::Config;
use crate::content::{Article, KINDS, Kind};
use crate::diagnostic::{Finding, any_error, rules};
use crate::files::File;
use crate::markdown::{self, Facts};
use crate::memo::{self, Shelf};
use crate::text::{Digest, Language, syllable};

/// What articles are remembered as.
pub const ARTICLES: &str = "articles";
/// Syllables of a first paragraph from which on it can repeat a summary: a name of a place stands in both.
const REPEATED: usize = 8;

/// One article file as it was read. Whoever shows it shares it: an archive is in memory once. What was read is found as if it
/// were its own.
#[derive(Debug)]
pub struct LoadedArticle {
    /// Where it lies.
    pub spot: Spot,
    /// What there is to tell of it.
    pub(super) findings: Vec<Finding>,
    /// The file as it looked.
    pub(super) file: Arc<File>,
    /// Digest of what else its reading depends on.
    pub(super) context: Digest,
    /// What was read, once somebody looked at it.
    read: OnceLock<Box<ReadArticle>>,
    /// Where it is to be had until then.
    archive: Option<Arc<Archive>>,
}

/// Where what an earlier run read of articles is to be had.
#[derive(Debug)]
pub struct Archive {
    /// Where it is stored.
    pub shelf: Shelf,
    /// How articles are read.
    pub config: Config,
}

/// What was read of an article file.
#[derive(Debug, Default)]
pub struct ReadArticle {
    /// Its front matter.
    pub article: Article,
    /// Facts of its body.
    pub facts: Facts,
    /// Digest of the whole file.
    pub digest: Digest,
    /// Digests of what search knows of it: of its head, and of its body.
    pub searched: [Digest; 2],
}

impl Deref for LoadedArticle {
    type Target = ReadArticle;

    fn deref(&self) -> &ReadArticle {
        self.read.get_or_init(|| {
            let archive = self.archive.as_ref();
            archive.map_or_else(Box::default, |archive| archive.read(self))
        })
    }
}

impl LoadedArticle {
    /// The path of its file.
    #[must_use]
    pub fn path(&self) -> &EcoString {
        &self.file.path
    }

    /// An article that was read just now, if there was something to read.
    pub(super) fn new(
        file: Arc<File>,
        spot: Spot,
        context: Digest,
        (read, findings): Read,
    ) -> Result<Self, Vec<Finding>> {
        let Some(read) = read else {
            return Err(findings);
        };
        Ok(Self {
            spot,
            findings,
            context,
            read: ReadArticle::of(read, &file).into(),
            file,
            archive: None,
        })
    }

    /// An article that was read by an earlier run, and is looked at when somebody asks.
    pub(super) fn recalled(
        file: Arc<File>,
        spot: Spot,
        context: Digest,
        archive: &Arc<Archive>,
    ) -> Self {
        Self {
            spot,
            findings: Vec::new(),
            file,
            context,
            read: OnceLock::new(),
            archive: Some(Arc::clone(archive)),
        }
    }

    /// Looks at it, where it is stored and nobody did.
    pub(super) fn fetch(&self) {
        let _ = &**self;
    }

    /// Looks at it while it is stored: what lies there now is another file. False when it is not to be had any more.
    pub(super) fn fetch_stored(&self) -> bool {
        let read = self.archive.as_ref().and_then(|it| it.stored(self));
        read.is_some_and(|read| self.read.set(read).is_ok())
    }
}

impl Archive {
    fn stored(&self, of: &LoadedArticle) -> Option<Box<ReadArticle>> {
        let file = (of.path().as_str(), of.file.stamp?, of.context);
        let (read, _) = self.shelf.of_file::<Read>(file)?;
        Some(ReadArticle::of(read?, &of.file))
    }

    /// What was read of a file that looks as it did: if that is lost, by reading it once more.
    fn read(&self, of: &LoadedArticle) -> Box<ReadArticle> {
        self.stored(of).unwrap_or_else(|| {
            let language = of.spot.language;
            let mut kinds = KINDS.iter();
            let kind = kinds.find(|kind| context(kind, language, &self.config) == of.context);
            let kind = kind.copied().unwrap_or_default();
            let (read, _) = article(&of.file, language, kind, &self.config);
            ReadArticle::of(read.unwrap_or_default(), &of.file)
        })
    }
}

/// A digest of what an article is read by besides its file.
pub(super) fn context(kind: &Kind, language: Language, config: &Config) -> Digest {
    memo::digest(&(kind.name, language, &config.embed_hosts))
}

impl ReadArticle {
    fn of((article, facts, digest, searched): Stored, file: &File) -> Box<Self> {
        let mut article = *article;
        article.path = file.path.clone();
        Box::new(Self {
            article,
            facts,
            digest,
            searched,
        })
    }
}

/// What is remembered of one article's file.
type Stored = (Box<Article>, Facts, Digest, [Digest; 2]);

/// What one article's file says, and what there is to tell.
pub(super) type Read = (Option<Stored>, Vec<Finding>);

/// Whether a first paragraph says what the summary above it has said.
fn repeats(lead: &str, summary: &str) -> bool {
    let lead = lead.trim_end_matches('…').trim();
    let alike = summary.starts_with(lead) || lead.starts_with(summary);
    alike && !summary.is_empty() && syllable::count(lead) >= REPEATED
}

pub(super) fn article(
    file: &File,
    language: Language,
    kind: &'static Kind,
    config: &Config,
) -> Read {
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
    let is_shown = article.kind.listed && article.withdrawn.is_none() && !any_error(&findings);
    if is_shown && article.summary.is_empty() && !facts.lead.is_empty() {
        findings.push(Finding::new(&rules::SUMMARY_MISSING).at(source.whole()));
    }
    if is_shown && repeats(&facts.lead, &article.summary) {
        findings.push(Finding::new(&rules::SUMMARY_REPEATED).at(source.whole()));
    }
    if !article.summary.is_empty() {
        // Nobody reads the first paragraph where there is a summary.
        facts.lead = String::new();
    }
    let searched = searched::digests(&article, &facts, language);
    let read = (Box::new(article), facts, source.digest, searched);
    (Some(read), findings)
}
