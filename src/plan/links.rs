//! Where the links of bodies lead, held against what there is: articles, addresses, headings, pictures and files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::names::{Names, Words};
use super::resolver::{Resolver, Written, introductions, names_source};
use super::takeover::Moved;
use super::{Plan, needs};
use crate::diagnostic::{Finding, Severity};
use crate::memo;
use crate::site::{Entry, EntryId, place};
use crate::text::Digest;

/// Of so many dead links it is told what was probably meant, which all there is has to be looked at for. When more are dead,
/// a part of the archive is not there.
const HELPED: usize = 200;

/// What bodies name: where their links lead, and which pictures and files they show.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Resolved {
    /// What became of each entry's body.
    entries: Vec<OfBody>,
    /// Digests of introductions, by the path of their file.
    others: BTreeMap<String, Digest>,
    /// What there is to tell.
    pub findings: Vec<Finding>,
}

/// What became of what a body names.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct OfBody {
    /// Of where it all leads.
    digest: Digest,
    /// Of these, and of what the front matter names.
    words: Words,
    /// Names headings of other pages.
    anchored: bool,
}

impl Resolved {
    /// Whether an entry may name one of these, in its front matter or its body.
    pub fn may_name(&self, id: EntryId, names: &Names) -> bool {
        let body = self.entries.get(id);
        body.is_none_or(|body| names.may_be_among(&body.words))
    }

    /// The digest for the body of an entry.
    pub fn of_entry(&self, id: EntryId) -> Digest {
        self.entries
            .get(id)
            .map(|body| body.digest)
            .unwrap_or_default()
    }

    /// Follows the links of some entries, and of all introductions.
    fn follow(&mut self, plan: &Plan, ids: Vec<EntryId>) {
        let entries = &plan.site.entries;
        let public = ids.into_par_iter().filter(|id| !entries[*id].withdrawn);
        let followed = public.map(|id| (id, body(plan, Written::of_entry(&entries[id]), false)));
        let mut followed: Vec<_> = followed.collect();
        let told: usize = followed.iter().map(|(_, it)| it.findings.len()).sum();
        let told_of = followed.par_iter_mut();
        let told_of = told_of.filter(|(_, it)| told <= HELPED && !it.findings.is_empty());
        told_of.for_each(|(id, it)| *it = body(plan, Written::of_entry(&entries[*id]), true));
        for (id, followed) in followed {
            let body = &mut self.entries[id];
            *body = followed.body;
            for src in entries[id].article.files() {
                body.words.add(src);
            }
            self.findings.extend(followed.findings);
        }
        for written in introductions(&plan.site) {
            let followed = body(plan, written, true);
            self.findings.extend(followed.findings);
            let path = written.path.to_owned();
            self.others.insert(path, followed.body.digest);
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

/// Of entries whose links lead where they led, what became of them: they were followed without a finding, and name nothing that
/// came or went. None when too much did.
fn kept(plan: &Plan, earlier: &Plan, moved: &Moved) -> Option<Vec<Option<OfBody>>> {
    let names = moved.names(plan, earlier)?;
    let before = &earlier.resolved;
    let mut told = vec![false; earlier.site.entries.len()];
    for id in earlier.site.targets.told(&before.findings) {
        told[id] = true;
    }
    let entries = plan.site.entries.par_iter().zip(&moved.before);
    let kept = entries.map(|(entry, other)| {
        let other = (*other)?;
        let body = before.entries.get(other)?;
        let names_other = || names.may_be_among(&body.words) && names.may_be_in_body(&entry.facts);
        (!body.anchored && !told[other] && !names_other()).then_some(*body)
    });
    Some(kept.collect())
}

/// The same, from an earlier result of when every address led where it leads now: only links of entries that changed since
/// are followed again, and those that name headings, which may be others.
pub fn follow_again(plan: &Plan, earlier: &Resolved, changed: &[EntryId]) -> Resolved {
    let mut resolved = earlier.clone();
    let bodies = earlier.entries.iter().enumerate();
    let anchored = bodies.filter_map(|(id, body)| body.anchored.then_some(id));
    let again: BTreeSet<_> = anchored.chain(changed.iter().copied()).collect();
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
    let of_one = |entry: &Arc<Entry>| {
        let mut findings = needs::of_entry(entry, &plan.files).findings;
        let written = Written::of_entry(entry);
        let resolver = Resolver {
            plan,
            written,
            helps: true,
        };
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
    body: OfBody,
    findings: Vec<Finding>,
}

fn body<'a>(plan: &'a Plan, written: Written<'a>, helps: bool) -> Followed {
    let resolver = Resolver {
        plan,
        written,
        helps,
    };
    let mut findings = Vec::new();
    let mut links = Vec::new();
    let (mut words, mut anchored) = (Words::default(), false);
    for used in written.facts.links.uses() {
        words.add(used.target);
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
    let shown = pictures.iter().chain(&files).map(|used| {
        words.add(used.target);
        resolver.asset(used.target)
    });
    let shown: Vec<_> = shown.collect();
    let body = OfBody {
        digest: memo::digest(&(links, shown)),
        words,
        anchored,
    };
    Followed { body, findings }
}
