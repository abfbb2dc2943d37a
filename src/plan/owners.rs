//! Which job has which output path. A path is also in the way of what lies below it: no disk holds a file where a folder is.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use ecow::EcoString;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::{Job, ListOf};
use crate::diagnostic::Finding;
use crate::site::{Site, Taxonomy};
use crate::text::Table;

/// An output path, and who wants it.
#[derive(Clone, Debug)]
pub struct Claim {
    pub path: EcoString,
    pub by: Owner,
}

/// Who wants or has a path.
#[derive(Clone, Debug)]
pub enum Owner {
    /// A job.
    Job(Job),
    /// What is named elsewhere or later, by its source: a file of the theme, an article that waits for its hour.
    Source(EcoString),
}

/// Gives each path to the first who wants it. `refuse` tells of a claim that came to nothing, and of the owner of the file that is
/// there, of one that would have to be a folder for it, or of one that needs a folder there.
pub fn settle(
    claims: Vec<Claim>,
    refuse: impl Fn(&Claim, &Owner) -> Option<Finding> + Sync,
) -> (Vec<(EcoString, Job)>, Vec<Finding>) {
    // Nothing in one folder at the top is in the way of anything in another.
    let mut tops: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    let mut claims = claims.into_iter().peekable();
    while let Some(first) = claims.next() {
        let top = top(&first.path).to_owned();
        let of_top = tops.entry(lower(&top).into_owned()).or_default();
        of_top.push(first);
        while let Some(claim) = claims.next_if(|claim| self::top(&claim.path) == top) {
            of_top.push(claim);
        }
    }
    let tops: Vec<_> = tops.into_values().collect();
    let settled = tops.into_par_iter().map(|claims| {
        let mut owners = Owners::default();
        owners.files.reserve(claims.len());
        let refused = claims.into_iter().filter_map(|claim| {
            let (claim, other) = owners.take(claim).err()?;
            refuse(&claim, other)
        });
        let refused: Vec<_> = refused.collect();
        let mut jobs = owners.jobs();
        jobs.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (jobs, refused)
    });
    let (jobs, refused): (Vec<_>, Vec<_>) = settled.unzip();
    (jobs.into_iter().flatten().collect(), refused.concat())
}

/// The folder at the top that a file lies in, or the file itself.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// What was taken.
#[derive(Debug, Default)]
struct Owners {
    /// The owners by output path.
    files: Table<Owner>,
    /// Paths with capitals, by the path in lower case: a web server on Windows knows no case.
    capital: HashMap<String, EcoString, FxBuildHasher>,
    /// Every folder that a file needs, in lower case.
    folders: HashSet<String, FxBuildHasher>,
}

impl Owners {
    /// Gives a path away.
    ///
    /// # Errors
    /// The claim again, and the owner of what is in its way.
    fn take(&mut self, claim: Claim) -> Result<(), (Claim, &Owner)> {
        if self.is_taken(&claim.path) {
            let other = self.in_the_way(&lower(&claim.path), true);
            if let Some(other) = other.and_then(|path| self.files.get_index_of(path)) {
                return Err((claim, &self.files[other]));
            }
        }
        self.files.insert(claim.path, claim.by);
        Ok(())
    }

    /// Output files with their jobs.
    fn jobs(self) -> Vec<(EcoString, Job)> {
        let files = self.files.into_iter();
        let jobs = files.filter_map(|(path, owner)| match owner {
            Owner::Job(job) => Some((path, job)),
            Owner::Source(_) => None,
        });
        jobs.collect()
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

    /// The path that is in the way of a path in lower case.
    fn in_the_way(&self, path: &str, look_above: bool) -> Option<&str> {
        let above = || {
            let ends = path.match_indices('/').filter(|_| look_above);
            ends.into_iter()
                .find_map(|(end, _)| self.file(&path[..end]))
        };
        let below = || {
            let folder = self.folders.get(path)?.to_owned() + "/";
            let inside = |file: &&EcoString| lower(file).starts_with(&folder);
            let files = self.files.keys().filter(inside);
            files.min().map(EcoString::as_str)
        };
        self.file(path).or_else(above).or_else(below)
    }

    /// The file at a path in lower case, as it is spelled.
    fn file(&self, path: &str) -> Option<&str> {
        let file = self.files.get_key_value(path).map(|(path, _)| path);
        let found = file.or_else(|| self.capital.get(path));
        found.map(EcoString::as_str)
    }
}

impl Owner {
    /// What an editor knows it by.
    pub fn name<'a>(&'a self, site: &'a Site) -> Cow<'a, str> {
        match self {
            Self::Job(job) => name(site, job),
            Self::Source(path) => path.as_str().into(),
        }
    }
}

/// What an editor knows a job by: its source, or what it is.
fn name<'a>(site: &'a Site, job: &'a Job) -> Cow<'a, str> {
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
