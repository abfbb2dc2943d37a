//! What the last build published and this one would take off the net without a word.

use ecow::{EcoString, eco_format};

use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::memo::{Manifest, Output, Stamp};
use crate::plan::Plan;
use crate::site::{Hidden, Target, address};
use crate::text::{Language, Place, without};

/// Addresses that were public and are not there any more, though nobody withdrew what stood there.
pub fn addresses(plan: &Plan, last: &Manifest) -> Vec<Finding> {
    let gone = without(&last.files, plan.jobs.keys());
    // An old address of a document is a folder with a page that leads on.
    let leads_on = |path: &str| plan.jobs.contains_key(&eco_format!("{path}/index.html"));
    let gone = gone.filter(|(path, _)| !leads_on(path));
    let gone = gone.filter_map(|(path, output)| Some((path, output.address_of.as_ref()?)));
    let silently = gone.filter(|(_, source)| is_silent(plan, source));
    let finding = |(path, source): (&EcoString, &EcoString)| {
        let is_folder = path.ends_with("index.html") && !source.ends_with(".md");
        let is_list = is_folder || source.ends_with("/_index.md");
        let rule = if is_list {
            &rules::LIST_GONE
        } else {
            &rules::ADDRESS_GONE
        };
        Finding::new(rule)
            .with("url", address(path))
            .at(Place::file(source))
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
    !matches!(
        plan.site.targets.get(source),
        Some(
            // Its hour has come, or that it was left out is told already.
            Target::Hidden(Hidden::Expired | Hidden::LeftOut)
                | Target::Category(..)
                | Target::Term(..)
        )
    )
}

/// Articles that are all gone at once: a disk that is not there, rather than an editor's wish.
pub fn articles(files: &Files, last: &Manifest) -> Option<Finding> {
    let is_empty = files.below("content").next().is_none();
    let had_articles = || {
        last.files
            .iter()
            .any(|(path, output)| is_of_content(path, output))
    };
    (is_empty && had_articles()).then(|| Finding::new(&rules::CONTENT_GONE))
}

/// After an upgrade, or `clean`, paths are all that is known: those of articles lie in folders and are no lists'. The portal's
/// own pages lie at the top, or at the top of a language.
fn is_of_content(path: &str, output: &Output) -> bool {
    if let Some(source) = &output.address_of {
        return source.starts_with("content/");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_top = folder.is_empty() || Language::of_code(folder).is_some();
    output.stamp == Stamp::default()
        && !is_top
        && path.ends_with(".html")
        && !path.ends_with("index.html")
}
