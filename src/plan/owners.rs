//! Which job has which output path. A path is also in the way of what lies below it: no disk holds a file where a folder is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use rayon::prelude::*;

use super::{Job, ListOf};
use crate::diagnostic::Finding;
use crate::site::{Site, Taxonomy};

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

/// Gives each path to the first who claims it; jobs come in the order of their paths in lower case. `refuse` tells of a claim that
/// came to nothing, and of the owner of the file that is there, of one that would have to be a folder for it, or of one that
/// needs a folder there.
pub fn settle(
    claims: Vec<Claim>,
    refuse: impl Fn(&Claim, &Owner) -> Option<Finding>,
) -> (Vec<(EcoString, Job)>, Vec<Finding>) {
    // A web server on Windows knows no case.
    let keys: Vec<_> = claims.par_iter().map(|claim| lower(&claim.path)).collect();
    let mut order: Vec<_> = keys.iter().map(|key| &**key).zip(0..).collect();
    // Most come in order, which this way of sorting makes use of.
    order.par_sort();
    let mut taken = BTreeMap::new();
    let mut refused = BTreeSet::new();
    let mut findings = Vec::new();
    for number in contested(&order) {
        match in_the_way(&taken, &keys[number]) {
            Some(other) => {
                findings.extend(refuse(&claims[number], &claims[other].by));
                refused.insert(number);
            }
            None => drop(taken.insert(&*keys[number], number)),
        }
    }
    let order: Vec<_> = order.into_iter().map(|(_, number)| number).collect();
    drop(keys);
    let mut claims: Vec<_> = claims.into_iter().map(Some).collect();
    let granted = order.into_iter().filter(|number| !refused.contains(number));
    let jobs = granted.filter_map(|number| match claims[number].take()? {
        Claim {
            path,
            by: Owner::Job(job),
        } => Some((path, job)),
        _ => None,
    });
    (jobs.collect(), findings)
}

/// The numbers of claims that may be in the way of one another, of all that are claimed in order.
fn contested(order: &[(&str, usize)]) -> BTreeSet<usize> {
    let mut contested = BTreeSet::new();
    // Each of these begins with the one before it, and the next may begin with all of them.
    let mut starts: Vec<(&str, usize)> = Vec::new();
    for (path, number) in order {
        while starts
            .pop_if(|(start, _)| !path.starts_with(*start))
            .is_some()
        {}
        for (start, other) in &starts {
            if matches!(path.as_bytes().get(start.len()), None | Some(b'/')) {
                contested.extend([*number, *other]);
            }
        }
        starts.push((path, *number));
    }
    contested
}

/// What is in the way of a path, of what was taken: a file of its name, one that would have to be a folder, or one that lies below.
fn in_the_way(taken: &BTreeMap<&str, usize>, path: &str) -> Option<usize> {
    let above = path.match_indices('/').map(|(end, _)| &path[..end]);
    let files = [path].into_iter().chain(above);
    let below = || {
        let folder = format!("{path}/");
        let (first, number) = taken.range(&*folder..).next()?;
        first.starts_with(&folder).then_some(*number)
    };
    let mut owners = files.filter_map(|file| taken.get(file).copied());
    owners.next().or_else(below)
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
