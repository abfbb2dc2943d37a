//! Where the links of bodies lead, held against what there is: articles, addresses, headings, pictures and files.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::resolver::{Resolver, Written, introductions, names_source};
use super::takeover::Moved;
use super::{Plan, needs};
use crate::diagnostic::{Finding, Severity};
use crate::memo;
use crate::site::{EntryId, place};
use crate::text::Digest;

/// What bodies name: where their links lead, and which pictures and files they show.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Resolved {
    /// Digests, by entry.
    entries: Vec<Digest>,
    /// Digests of introductions, by the path of their file.
    others: BTreeMap<String, Digest>,
    /// Entries that name headings of other pages.
    anchored: BTreeSet<EntryId>,
    /// What there is to tell.
    pub findings: Vec<Finding>,
}

impl Resolved {
    /// The digest for the body of an entry.
    pub fn of_entry(&self, id: EntryId) -> Digest {
        self.entries.get(id).copied().unwrap_or_default()
    }

    /// Follows the links of some entries, and of all introductions.
    fn follow(&mut self, plan: &Plan, ids: Vec<EntryId>) {
        let entries = &plan.site.entries;
        let public = ids.into_par_iter().filter(|id| !entries[*id].withdrawn);
        let followed = public.map(|id| (id, body(plan, Written::of_entry(&entries[id]))));
        for (id, followed) in followed.collect::<Vec<_>>() {
            self.entries[id] = followed.digest;
            self.findings.extend(followed.findings);
            if followed.anchored {
                self.anchored.insert(id);
            } else {
                self.anchored.remove(&id);
            }
        }
        for written in introductions(&plan.site) {
            let followed = body(plan, written);
            self.findings.extend(followed.findings);
            let path = written.path.to_owned();
            self.others.insert(path, followed.digest);
        }
    }

    /// The digest for an introduction.
    pub fn of_introduction(&self, path: &str) -> Digest {
        self.others.get(path).copied().unwrap_or_default()
    }
}

/// Follows the links of all bodies, once every output file is named; of what stands as in an earlier plan, those that may lead
/// elsewhere.
pub fn follow(plan: &Plan, moved: Option<&(&Plan, Moved)>) -> Resolved {
    let count = plan.site.entries.len();
    let kept = moved.and_then(|(earlier, moved)| kept(plan, earlier, moved));
    let kept = kept.unwrap_or_else(|| vec![None; count]);
    let again = (0..count).filter(|id| kept[*id].is_none()).collect();
    let mut resolved = Resolved {
        entries: kept.into_iter().map(Option::unwrap_or_default).collect(),
        ..Resolved::default()
    };
    resolved.follow(plan, again);
    resolved
}

/// The digests of entries whose links lead where they led: they were followed without a finding, and name nothing that came or
/// went. None when too much did.
fn kept(plan: &Plan, earlier: &Plan, moved: &Moved) -> Option<Vec<Option<Digest>>> {
    let names = moved.names(plan, earlier)?;
    let before = &earlier.resolved;
    let places = before
        .findings
        .iter()
        .filter_map(|finding| finding.place.as_ref());
    let told: BTreeSet<_> = places.map(|place| place.path.as_str()).collect();
    let entries = plan.site.entries.par_iter().zip(&moved.before);
    let kept = entries.map(|(entry, other)| {
        let other = other.filter(|other| !before.anchored.contains(other))?;
        let differs = told.contains(entry.path().as_str()) || names.may_be_in_body(&entry.facts);
        (!differs).then(|| before.of_entry(other))
    });
    Some(kept.collect())
}

/// The same, from an earlier result of when every address led where it leads now: only links of entries that changed since
/// are followed again, and those that name headings, which may be others.
pub fn follow_again(plan: &Plan, earlier: &Resolved, changed: &[EntryId]) -> Resolved {
    let mut resolved = earlier.clone();
    let again: BTreeSet<_> = earlier.anchored.iter().chain(changed).copied().collect();
    let entries = again.iter().map(|id| &plan.site.entries[*id]);
    let paths = entries.map(|entry| entry.article.path.as_str());
    let paths: BTreeSet<_> = paths
        .chain(introductions(&plan.site).map(|written| written.path))
        .collect();
    resolved.findings.retain(|finding| match &finding.place {
        Some(place) => !paths.contains(place.path.as_str()),
        None => true,
    });
    resolved.follow(plan, again.into_iter().collect());
    resolved
}

/// What is wrong with articles that wait for their hour: nobody may be there to mend it when it comes. Other pages that are not
/// there yet may wait for the same.
pub fn waiting(plan: &Plan) -> Vec<Finding> {
    let waiting = plan.site.waiting.values();
    let of_one = |entry| {
        let mut findings = needs::of_entry(entry, &plan.files).findings;
        let written = Written::of_entry(entry);
        let resolver = Resolver { plan, written };
        let links = written.facts.links.uses().into_iter();
        let pages =
            links.filter(|used| used.target.starts_with(['@', '#']) || names_source(used.target));
        let dead = pages.filter_map(|used| {
            let finding = resolver.follow(used.target).err()?;
            Some(finding.at(place(&plan.files, written.path, used.range)))
        });
        findings.extend(dead.filter(|finding| finding.severity() == Severity::Error));
        findings
    };
    waiting.flat_map(of_one).collect()
}

/// What one body names.
struct Followed {
    digest: Digest,
    findings: Vec<Finding>,
    /// Names headings of other pages.
    anchored: bool,
}

fn body<'a>(plan: &'a Plan, written: Written<'a>) -> Followed {
    let resolver = Resolver { plan, written };
    let mut findings = Vec::new();
    let mut links = Vec::new();
    let mut anchored = false;
    for used in written.facts.links.uses() {
        anchored |= used.target.find('#').is_some_and(|at| at > 0);
        match resolver.of_text(used.target) {
            Ok(url) => links.push(url),
            Err(finding) => {
                let at = place(&plan.files, written.path, used.range.clone());
                findings.push(finding.at(at));
                links.push(None);
            }
        }
    }
    let (pictures, files) = (written.facts.pictures.uses(), written.facts.files.uses());
    let shown: Vec<_> = pictures
        .iter()
        .chain(&files)
        .map(|used| resolver.asset(used.target))
        .collect();
    Followed {
        digest: memo::digest(&(links, shown)),
        findings,
        anchored,
    }
}
