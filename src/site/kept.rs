//! A site as a few bytes, for the next run: all that was worked out from its articles, but not what was read of them. That is
//! stored by the look of each file, and fetched when somebody asks.

use std::borrow::Cow;
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Archive, Entry, Loaded, LoadedArticle, Relations, Site, Spot, Target, Targets,
    routes::page_file,
};
use crate::diagnostic::Finding;
use crate::files::Files;
use crate::text::{Digest, Language, Moment};

/// What was kept of a site.
pub struct KeptSite(Kept<'static, Loaded, Relations>);

/// What is kept of a site.
#[derive(Serialize, Deserialize)]
struct Kept<'a, L, R> {
    now: Moment,
    /// The numbers of article files among all files.
    articles: Vec<usize>,
    /// Digests of what else articles are read by, each for so many of them in turn.
    contexts: Vec<(usize, Digest)>,
    /// What there is to tell of articles, by their number among articles.
    findings: Vec<(usize, Vec<Finding>)>,
    loaded: L,
    entries: Vec<Place<'a>>,
    waiting: Vec<Place<'a>>,
    targets: (Vec<Target>, Vec<(EcoString, Target)>),
    relations: R,
}

/// An entry without what was read.
#[derive(Serialize, Deserialize)]
struct Place<'a> {
    /// The number of its article among articles.
    article: usize,
    language: Language,
    url: Cow<'a, str>,
    withdrawn: bool,
    listed: bool,
    date: Option<Moment>,
    /// Whether it was moved, corrected, has an `id`, looks ahead, and is a bundle.
    is: [bool; 5],
    category: Option<usize>,
    categories: Cow<'a, [usize]>,
}

impl Site {
    /// The site as bytes, behind those that are given, to be kept with the looks of its files.
    #[must_use]
    pub fn kept(&self, files: &Files, start: Vec<u8>) -> Option<Vec<u8>> {
        let articles = &self.loaded.articles;
        let mut next = articles.iter().peekable();
        let numbers = files.all().enumerate();
        let numbers = numbers.filter(|(_, file)| {
            next.next_if(|article| Arc::ptr_eq(&article.file, file))
                .is_some()
        });
        let numbers: Vec<_> = numbers.map(|(number, _)| number).collect();
        let same = |a: &Arc<LoadedArticle>, b: &Arc<LoadedArticle>| a.context == b.context;
        let contexts = articles.chunk_by(same);
        let found = articles.iter().enumerate();
        let found = found.filter(|(_, article)| !article.findings.is_empty());
        let targets = self.targets.parts();
        let mut of_entries = vec![0; self.entries.len()];
        for (number, target) in targets.0.iter().enumerate() {
            if let Target::Entry(id) = target {
                of_entries[*id] = number;
            }
        }
        let entries = self.entries.iter().zip(of_entries);
        let waiting = self.waiting.values().map(|entry| {
            let number = self.loaded.number_of(entry.path())?;
            Some(Place::of(entry, number))
        });
        let kept = Kept {
            now: self.now,
            contexts: contexts
                .map(|alike| (alike.len(), alike[0].context))
                .collect(),
            findings: found
                .map(|(number, article)| (number, article.findings.clone()))
                .collect(),
            loaded: &*self.loaded,
            entries: entries
                .map(|(entry, number)| Place::of(entry, number))
                .collect(),
            waiting: waiting.collect::<Option<_>>()?,
            targets,
            relations: &*self.relations,
            articles: numbers,
        };
        let is_whole = kept.articles.len() == articles.len();
        postcard::to_extend(&kept, start).ok().filter(|_| is_whole)
    }
}

impl KeptSite {
    /// Takes up what was kept.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok().map(Self)
    }

    /// The site of an earlier run with the same settings, from the files as they looked then and look now. None when
    /// something is missing.
    #[must_use]
    pub fn site(self, files: (&Files, &Files), archive: Archive) -> Option<Site> {
        let archive = Arc::new(archive);
        let Self(kept) = self;
        let contexts = kept.contexts.into_iter();
        let contexts = contexts.flat_map(|(count, context)| std::iter::repeat_n(context, count));
        let articles = articles(&archive, files, &kept.articles, contexts.collect())?;
        let mut loaded = Loaded {
            articles,
            ..kept.loaded
        };
        for (number, findings) in kept.findings {
            Arc::get_mut(loaded.articles.get_mut(number)?)?.findings = findings;
        }
        let loaded = Arc::new(loaded);
        let entries = kept.entries.into_par_iter();
        let entries: Option<Vec<_>> = entries
            .map(|place| place.entry(&loaded).map(Arc::new))
            .collect();
        let waiting = kept.waiting.into_iter().map(|place| place.entry(&loaded));
        let waiting = waiting.map(|entry| {
            let entry = Arc::new(entry?);
            Some((entry.path().to_string(), entry))
        });
        let relations = Relations {
            waiting: waiting.collect::<Option<_>>()?,
            targets: Targets::of_parts(&loaded, kept.targets),
            ..kept.relations
        };
        Some(Site {
            config: archive.config.clone(),
            now: kept.now,
            entries: entries?,
            loaded,
            relations: Arc::new(relations),
        })
    }
}

/// What was read of articles. Only those are looked at whose files look otherwise `now`.
fn articles(
    archive: &Arc<Archive>,
    (files, now): (&Files, &Files),
    numbers: &[usize],
    contexts: Vec<Digest>,
) -> Option<Vec<Arc<LoadedArticle>>> {
    let articles = numbers.par_iter().zip(contexts);
    let articles = articles.map(|(number, context)| {
        let file = files.at(*number)?;
        let spot = Spot::of(&file.path, archive.config.language)?;
        let article = LoadedArticle::recalled(Arc::clone(file), spot, context, archive);
        let same = now.get(&file.path);
        let stands = same.is_some_and(|same| Arc::ptr_eq(same, file));
        (stands || article.fetch_stored()).then(|| Arc::new(article))
    });
    articles.collect()
}

impl<'a> Place<'a> {
    fn of(entry: &'a Entry, article: usize) -> Self {
        Self {
            article,
            language: entry.language,
            url: (&*entry.url).into(),
            withdrawn: entry.withdrawn,
            listed: entry.listed,
            date: entry.date,
            is: [
                entry.moved,
                entry.corrected,
                entry.has_id,
                entry.looks_ahead,
                entry.bundle,
            ],
            category: entry.category,
            categories: (&*entry.categories).into(),
        }
    }

    fn entry(self, loaded: &Loaded) -> Option<Entry> {
        let [moved, corrected, has_id, looks_ahead, bundle] = self.is;
        Some(Entry {
            loaded: Arc::clone(loaded.articles.get(self.article)?),
            language: self.language,
            output: page_file(&self.url),
            url: self.url.into_owned(),
            withdrawn: self.withdrawn,
            listed: self.listed,
            date: self.date,
            moved,
            corrected,
            has_id,
            looks_ahead,
            bundle,
            category: self.category,
            categories: self.categories.into_owned(),
        })
    }
}
