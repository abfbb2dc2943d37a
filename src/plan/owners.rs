//! Which job has which output path. A path is also in the way of what lies below it: no disk holds a file where a folder is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ecow::EcoString;
use rustc_hash::FxBuildHasher;

use super::{Job, ListOf};
use crate::site::{Site, Taxonomy};
use crate::text::Table;

/// Output files with their jobs, and what else must not be taken.
#[derive(Debug, Default)]
pub struct Owners {
    /// The jobs by output path.
    pub jobs: Table<Job>,
    /// Articles that wait for their hour, by output path.
    waiting: Table<String>,
    /// Paths with capitals, by the path in lower case: a web server on Windows knows no case.
    capital: HashMap<String, EcoString, FxBuildHasher>,
    /// Every folder that a file needs, in lower case.
    folders: HashSet<String, FxBuildHasher>,
}

/// Who has a path.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// A job.
    Job(&'a Job),
    /// An article that waits for its hour, by path.
    Waiting(&'a str),
}

impl Owners {
    /// Gives a path to a job.
    ///
    /// # Errors
    /// The job again, and the owner of the file that is there, of one that would have to be a folder for it, or of one that
    /// needs a folder there.
    pub fn take(&mut self, path: EcoString, job: Job) -> Result<(), (Job, Owner<'_>)> {
        if self.is_taken(&path) {
            return Err((job, self.owner(&path)));
        }
        self.jobs.insert(path, job);
        Ok(())
    }

    /// Keeps a path free for an article that waits.
    ///
    /// # Errors
    /// The owner, as in [`Self::take`].
    pub fn keep(&mut self, path: EcoString, article: &str) -> Result<(), Owner<'_>> {
        if self.is_taken(&path) {
            return Err(self.owner(&path));
        }
        self.waiting.insert(path, article.to_owned());
        Ok(())
    }

    /// Whether something is in the way of a path; if not, its folders are known from now on.
    fn is_taken(&mut self, path: &str) -> bool {
        let lower = lower(path);
        let folder = lower.rfind('/').map_or("", |end| &lower[..end]);
        // Nothing can be in the way above a folder that is in use.
        let known = folder.is_empty() || self.folders.contains(folder);
        if self.in_the_way(&lower, !known).is_some() {
            return true;
        }
        if !known {
            for (end, _) in lower.rmatch_indices('/') {
                if !self.folders.insert(lower[..end].to_owned()) {
                    break;
                }
            }
        }
        if let Cow::Owned(lower) = lower {
            self.capital.insert(lower, path.into());
        }
        false
    }

    fn owner(&self, path: &str) -> Owner<'_> {
        let other = self.in_the_way(&lower(path), true).unwrap_or_default();
        match self.jobs.get(other) {
            Some(job) => Owner::Job(job),
            None => Owner::Waiting(self.waiting.get(other).map_or("", String::as_str)),
        }
    }

    /// The path that is in the way of a path in lower case.
    fn in_the_way(&self, path: &str, look_above: bool) -> Option<&str> {
        let above = || {
            let ends = path.match_indices('/').filter(|_| look_above);
            ends.into_iter()
                .find_map(|(end, _)| self.file(&path[..end]))
        };
        let below = || {
            let folder = Some(format!("{path}/")).filter(|_| self.folders.contains(path))?;
            let files = self.jobs.keys().chain(self.waiting.keys());
            let inside = |file: &&EcoString| lower(file).starts_with(&folder);
            files.filter(inside).min().map(EcoString::as_str)
        };
        self.file(path).or_else(above).or_else(below)
    }

    /// The file at a path in lower case, as it is spelled.
    fn file(&self, path: &str) -> Option<&str> {
        let job = self.jobs.get_key_value(path).map(|(path, _)| path);
        let waiting = || self.waiting.get_key_value(path).map(|(path, _)| path);
        let capital = || self.capital.get(path);
        let found = job.or_else(waiting).or_else(capital);
        found.map(EcoString::as_str)
    }
}

impl Owner<'_> {
    /// What an editor knows it by.
    pub fn name(self, site: &Site) -> String {
        match self {
            Self::Job(job) => name(site, job).into_owned(),
            Self::Waiting(article) => article.to_owned(),
        }
    }
}

/// What an editor knows a job by: its source, or what it is.
pub fn name<'a>(site: &'a Site, job: &'a Job) -> Cow<'a, str> {
    let name = match job {
        Job::Article(id) | Job::Withdrawn(id) | Job::Redirect(id, _) => {
            &site.entries[*id].article.path
        }
        Job::Copy(file) | Job::Picture(file, _) => &file.path,
        Job::Social(id) => &site.entries[*id].article.path,
        Job::Packed(_, source) => return name(site, source),
        Job::Home(_) => "content/_index.md",
        Job::List(of, _) | Job::Feed(_, Some(of), _) => return list(site, *of),
        Job::Terms(_, taxonomy) => match taxonomy {
            Taxonomy::Tag => "trang Thẻ của cổng",
            Taxonomy::Author => "trang Tác giả của cổng",
            Taxonomy::Series => "trang Chuyên đề của cổng",
            Taxonomy::Place => "trang Địa bàn của cổng",
        },
        Job::Archive(..) | Job::Month(..) => "trang Lưu trữ của cổng",
        Job::Feed(_, None, _) => "kênh tin của cổng",
        Job::Feeds(_) => "trang Kênh tin RSS của cổng",
        Job::Corrections(_) => "trang Đính chính của cổng",
        Job::SiteMap(_) => "trang Sơ đồ cổng",
        Job::NotFound(_) => "trang báo không tìm thấy",
        Job::Search(_) | Job::Index(..) => "trang Tìm kiếm của cổng",
        Job::SitemapIndex | Job::Sitemap(..) | Job::NewsSitemap => "sơ đồ cho máy tìm kiếm",
        Job::Robots => "robots",
        Job::Security => "security",
        Job::RedirectMap => "redirects",
    };
    name.into()
}

fn list(site: &Site, of: ListOf) -> Cow<'_, str> {
    let edition = &site.editions[of.edition()];
    match of {
        ListOf::Category(_, id) => match &edition.categories[id] {
            category if category.introduction.index.path.is_empty() => {
                format!("content/{}/", category.folder).into()
            }
            category => category.introduction.index.path.as_str().into(),
        },
        ListOf::Term(_, taxonomy, id) => edition.terms[&taxonomy][id].name.as_str().into(),
    }
}

fn lower(path: &str) -> Cow<'_, str> {
    // All bytes are looked at, many at a time: nearly all paths are in lower case.
    let is_other = |byte: u8| !byte.is_ascii() || byte.is_ascii_uppercase();
    if path.bytes().fold(false, |any, byte| any | is_other(byte)) {
        Cow::Owned(path.to_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}
