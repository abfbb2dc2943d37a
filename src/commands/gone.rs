//! What the last build published and this one would take off the net without a word.

use ecow::{EcoString, eco_format};

use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::memo::{Manifest, Output, Stamp};
use crate::plan::Plan;
use crate::site::{Hidden, Target, address};
use crate::text::{Place, without};

/// Addresses that were public and are not there any more, though nobody withdrew what stood there.
pub fn addresses(plan: &Plan, last: &Manifest) -> Vec<Finding> {
    let gone = without(&last.files, plan.jobs.keys());
    // An old address of a document is a folder with a page that leads on.
    let leads_on = |path: &str| plan.jobs.contains_key(&eco_format!("{path}/index.html"));
    let gone = gone.filter(|(path, _)| !leads_on(path));
    let silently = gone.filter(|(path, output)| match &output.address_of {
        Some(source) => is_silent(plan, source),
        None => is_known_by_path(path, output) && !is_hidden(plan.site.hidden_at(&address(path))),
    });
    let finding = |(path, output): (&EcoString, &Output)| {
        let finding = Finding::new(&rules::ADDRESS_GONE).with("url", address(path));
        match &output.address_of {
            Some(source) => finding.at(Place::file(source)),
            None => finding,
        }
    };
    silently.map(finding).collect()
}

/// Whether nothing else tells that what is made from a source is not public any more.
fn is_silent(plan: &Plan, source: &str) -> bool {
    let files = &plan.files;
    // A document that is there and not published any more is one that no public article shows; a folder, one without any.
    let is_there = || files.get(source).is_some() || files.below(source).next().is_some();
    if !source.ends_with(".md") && is_there() {
        return false;
    }
    match plan.site.targets.get(source) {
        Some(Target::Hidden(why)) => !is_hidden(Some(why)),
        Some(Target::Category(..) | Target::Term(..)) => false,
        _ => true,
    }
}

/// Its hour has come, or that it was left out is told already.
fn is_hidden(why: Option<Hidden>) -> bool {
    matches!(why, Some(Hidden::Expired | Hidden::LeftOut))
}

/// After an upgrade, or `clean`, paths are all that is known: those of articles and pages are told from lists' by their names.
fn is_known_by_path(path: &str, output: &Output) -> bool {
    output.stamp == Stamp::default() && path.ends_with(".html") && !path.ends_with("index.html")
}

/// Articles that are all gone at once: a disk that is not there, rather than an editor's wish.
pub fn articles(files: &Files, last: &Manifest) -> Option<Finding> {
    let is_article = |source: &EcoString| source.starts_with("content/");
    let mut sources = last.files.values().filter_map(|of| of.address_of.as_ref());
    let is_empty = files.below("content").next().is_none() && sources.any(is_article);
    is_empty.then(|| Finding::new(&rules::CONTENT_GONE))
}
