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
    /// Empty: none.
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

/// Gives each path to the first who claims it; jobs come in the order of their paths in lower case. `order` has the numbers of the
/// first claims in about that order. `refuse` tells of a claim that came to nothing, and of the owner of the file that is there,
/// of one that would have to be a folder for it, or of one that needs a folder there.
pub fn settle(
    claims: Vec<Claim>,
    mut order: Vec<usize>,
    refuse: impl Fn(&Claim, &Owner) -> Option<Finding>,
) -> (Vec<(EcoString, Job)>, Vec<Finding>) {
    // A web server on Windows knows no case.
    let keys: Vec<_> = claims.par_iter().map(|claim| lower(&claim.path)).collect();
    order.extend(order.len()..claims.len());
    let order = order.into_iter().map(|number| (&*keys[number], number));
    let mut order: Vec<_> = order.filter(|(key, _)| !key.is_empty()).collect();
    // Most stand in order, which this way of sorting makes use of.
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
    // Each of these begins with the one before it and is longer, and the next may begin with all of them.
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
        if starts.last().is_none_or(|(last, _)| last != path) {
            starts.push((path, *number));
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether two paths cannot both be files of one folder.
    fn meet(one: &str, other: &str) -> bool {
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        let is_below = |file: &str, folder: &str| file.starts_with(&format!("{folder}/"));
        one == other || is_below(&one, &other) || is_below(&other, &one)
    }

    fn path() -> impl Strategy<Value = String> {
        let part = prop::sample::select(vec!["a", "A", "a-b", "a.html", "b", "Đ", "đ"]);
        prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("/"))
    }

    proptest! {
        #[test]
        fn a_path_is_given_to_the_first_who_meets_nothing_that_was_given_before(
            paths in prop::collection::vec(path(), 0..20),
            order in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        ) {
            let mut given: Vec<&String> = Vec::new();
            let mut refused = Vec::new();
            for path in &paths {
                match given.iter().find(|other| meet(path, other)) {
                    Some(_) => refused.push(path.as_str()),
                    None => given.push(path),
                }
            }
            given.sort_by_key(|path| path.to_lowercase());
            let claims = paths.iter().map(|path| Claim {
                path: path.into(),
                by: Owner::Job(Job::Robots),
            });
            let claims: Vec<_> = claims.collect();
            // Whatever order the first of them are thought to stand in.
            let count = order.len().min(claims.len());
            let mut numbers: Vec<_> = (0..count).collect();
            numbers.sort_by_key(|number| order[*number].index(100));
            let told = std::sync::Mutex::new(Vec::new());
            let (jobs, _) = settle(claims, numbers, |claim, _| {
                told.lock().unwrap().push(claim.path.to_string());
                None
            });
            let jobs: Vec<_> = jobs.iter().map(|(path, _)| path.as_str()).collect();
            prop_assert_eq!(jobs, given);
            prop_assert_eq!(told.into_inner().unwrap(), refused);
        }
    }
}
