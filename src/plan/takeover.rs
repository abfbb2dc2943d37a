//! What a plan takes over from the one before it: all names, when nothing changed that names outputs; else what is known of
//! each article that is what it was.

use std::mem::discriminant;
use std::sync::Arc;

use ecow::EcoString;

use super::names::Names;
use super::{Job, Plan, needs, search, social};
use crate::config::{Config, Named};
use crate::files::Files;
use crate::site::{Entry, EntryId, is_content};
use crate::text::{beside, order_unless_one};
use crate::theme::Theme;

/// More changed articles than that are a new portal, and so are more names.
pub const FEW: usize = 32;

/// The entries that differ from an earlier plan's, when nothing does that names outputs or files: the same articles stand in
/// the same places and need the same files. None otherwise.
pub fn changed(plan: &Plan, earlier: &Plan) -> Option<Vec<EntryId>> {
    let (site, before) = (&plan.site, &earlier.site);
    let stands = Arc::ptr_eq(&site.relations, &before.relations) && alike(plan, earlier);
    if !stands || !touched_files(&plan.files, &earlier.files)?.is_empty() {
        return None;
    }
    let entries = site.entries.iter().zip(&before.entries).enumerate();
    let changed: Vec<_> = entries
        .filter(|(_, (entry, before))| !Arc::ptr_eq(entry, before))
        .map(|(id, _)| id)
        .collect();
    let alike = changed.iter().all(|id| {
        let needed = needs::of_entry(&before.entries[*id], &earlier.files);
        let needs = needs::of_entry(&site.entries[*id], &plan.files);
        needs.findings.is_empty() && needs == needed
    });
    alike.then_some(changed)
}

/// How the entries of a plan stand to those of an earlier one, when few articles changed and nothing else.
pub struct Moved {
    /// By entry, the same in the earlier plan.
    pub before: Vec<Option<EntryId>>,
    /// Entries that were not there.
    pub fresh: Vec<EntryId>,
    /// Earlier entries that are there no more.
    pub gone: Vec<EntryId>,
    /// The files of both, and of what changed without being public.
    articles: Vec<EcoString>,
    /// Other files that changed, came or went.
    pub files: Vec<EcoString>,
}

impl Moved {
    /// How the entries stand. None when more changed than few articles.
    pub fn of(plan: &Plan, earlier: &Plan) -> Option<Self> {
        let (site, other) = (&plan.site, &earlier.site);
        if !site.decides_like(other) || !alike(plan, earlier) {
            return None;
        }
        let [articles, others] = [site, other].map(|site| site.loaded.articles.iter());
        let touched = differing(articles, others, |it| it.path());
        let articles = few(touched.map(|it| it.path()))?;
        let files = touched_files(&plan.files, &earlier.files)?;
        let (mut before, mut fresh, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        let is_touched = |entry: &Entry| articles.contains(entry.path());
        let mut others = earlier.site.entries.iter().enumerate().peekable();
        for (id, entry) in site.entries.iter().enumerate() {
            let mut same = others.next_if(|(_, other)| is_same(entry, other));
            while same.is_none()
                && let Some((other, _)) = others.next_if(|(_, other)| is_touched(other))
            {
                gone.push(other);
                same = others.next_if(|(_, other)| is_same(entry, other));
            }
            if same.is_none() {
                if !is_touched(entry) {
                    return None;
                }
                fresh.push(id);
            }
            before.push(same.map(|(other, _)| other));
        }
        for (other, entry) in others {
            if !is_touched(entry) {
                return None;
            }
            gone.push(other);
        }
        Some(Self {
            before,
            fresh,
            gone,
            articles,
            files,
        })
    }

    /// The places of some entries in a list, in the order of their output files in the earlier plan; those that had none stand last.
    pub fn by_output(&self, entries: &[EntryId], earlier: &Plan) -> Vec<usize> {
        let mut places = vec![None; earlier.site.entries.len()];
        let mut others = Vec::new();
        for (place, id) in entries.iter().enumerate() {
            match self.before[*id] {
                Some(before) => places[before] = Some(place),
                None => others.push(place),
            }
        }
        let mut order = Vec::with_capacity(entries.len());
        order.extend(earlier.jobs.standing().filter_map(|(_, job)| match job {
            Job::Article(id) | Job::Withdrawn(id) => places[*id].take(),
            _ => None,
        }));
        order.extend(places.into_iter().flatten());
        order.extend(others);
        order
    }

    /// Tells of an entry the same in the earlier plan, if cards show both alike: what stands for it is no file that changed.
    pub fn shown_alike<'a>(
        &'a self,
        plan: &'a Plan,
    ) -> impl Fn(EntryId) -> Option<EntryId> + Sync + 'a {
        let names = Names::of_paths(self.files.iter().map(EcoString::as_str));
        let shows_other = move |id: EntryId| {
            let article = &plan.site.entries[id].article;
            let mut pictures = article.covers();
            let names = names.as_ref();
            pictures.any(|it| names.is_none_or(|names| names.may_be_in(&it.src)))
        };
        move |id| {
            let before = self.before[id]?;
            (self.files.is_empty() || !shows_other(id)).then_some(before)
        }
    }

    /// The names of what came or went: one of them stands in every link that may lead elsewhere than in the earlier plan.
    pub fn names<'a>(&'a self, plan: &'a Plan, earlier: &'a Plan) -> Option<Names<'a>> {
        let mut paths = Vec::new();
        let jobs = beside(plan.jobs.iter(), earlier.jobs.iter(), |one, other| {
            // The name of an article's page is one text in both.
            let (one, other) = (one.0.as_str(), other.0.as_str());
            order_unless_one(one, other, || one.cmp(other))
        });
        for (job, other) in jobs {
            if let (Some((_, job)), Some((_, other))) = (job, other)
                && discriminant(job) == discriminant(other)
            {
                continue;
            }
            let (path, job) = job.or(other)?;
            // The files of an index have names that nobody writes.
            let path = match job {
                Job::Index(..) => path.rsplit_once('/')?.0,
                _ => path,
            };
            paths.push(path);
        }
        let touched = self.articles.iter().chain(&self.files);
        let touched = touched.map(EcoString::as_str);
        Names::of_paths(paths.into_iter().chain(touched))
    }
}

/// Paths, when they are few.
fn few<'a>(paths: impl Iterator<Item = &'a EcoString>) -> Option<Vec<EcoString>> {
    let paths: Vec<_> = paths.take(FEW + 1).cloned().collect();
    (paths.len() <= FEW).then_some(paths)
}

/// What is not the same in two lists in the order of paths.
fn differing<'a, T: 'a>(
    ones: impl Iterator<Item = &'a Arc<T>>,
    others: impl Iterator<Item = &'a Arc<T>>,
    path: impl Fn(&T) -> &EcoString,
) -> impl Iterator<Item = &'a Arc<T>> {
    let by_path = move |one: &&Arc<T>, other: &&Arc<T>| {
        order_unless_one::<T>(one, other, || path(one).cmp(path(other)))
    };
    beside(ones, others, by_path).filter_map(|pair| match pair {
        (Some(one), Some(other)) if Arc::ptr_eq(one, other) => None,
        (one, other) => one.or(other),
    })
}

fn is_same(entry: &Arc<Entry>, other: &Arc<Entry>) -> bool {
    Arc::ptr_eq(entry, other)
        || Arc::ptr_eq(&entry.loaded, &other.loaded)
            && entry.url == other.url
            && entry.withdrawn == other.withdrawn
}

/// Whether nothing changed but articles, and what names nothing.
fn alike(plan: &Plan, earlier: &Plan) -> bool {
    let (site, before) = (&plan.site, &earlier.site);
    let until = earlier.stands_until();
    themes_alike(&plan.theme, &earlier.theme)
        && settings_alike(&site.config, &before.config)
        && before.now <= site.now
        && until.is_none_or(|until| site.now < until)
        // What there is to tell of settings stands where it stood.
        && !earlier.told.iter().any(|finding| finding.is_of("site.toml"))
}

/// The files that are not the same in two snapshots, but for those that are read by others: articles, theme and settings. None
/// when they are many.
fn touched_files(files: &Files, earlier: &Files) -> Option<Vec<EcoString>> {
    let is_read =
        |path: &EcoString| is_content(path) || path.starts_with("themes/") || path == "site.toml";
    let touched = differing(files.all(), earlier.all(), |file| &file.path);
    few(touched.map(|file| &file.path).filter(|path| !is_read(path)))
}

/// Whether two themes have the same files for readers, whatever stands in them, and the same pages.
fn themes_alike(theme: &Theme, earlier: &Theme) -> bool {
    let assets = |theme: &Theme| -> Vec<String> {
        let assets = theme.assets.iter();
        assets.map(|asset| asset.name.clone()).collect()
    };
    let has = |theme: &Theme| [search::TEMPLATE, social::TEMPLATE].map(|name| theme.has(name));
    assets(theme) == assets(earlier) && has(theme) == has(earlier)
}

/// Whether all settings are the same that decide which outputs there are and where links lead.
fn settings_alike(a: &Config, b: &Config) -> bool {
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
    let pictures = |of: &Config| [name(&of.logo), name(&of.icon), name(&of.share_image)];
    let lists = |of: &Config| (of.page_size, of.feed_tags, of.feed_authors);
    a.base == b.base
        && lists(a) == lists(b)
        && pictures(a) == pictures(b)
        && a.pictures == b.pictures
        && a.output == b.output
        && (a.search, &a.abbreviations) == (b.search, &b.abbreviations)
        && a.security_contact.is_some() == b.security_contact.is_some()
}
