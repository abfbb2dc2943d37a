//! The files of a theme for readers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Asset;
use super::chain::Link;
use super::script::{self, Joined, Scripts};
use crate::config::Config;
use crate::diagnostic::Finding;
use crate::files::File;
use crate::text::{Digest, Source};

/// Files by their paths below `assets/`, with their bytes.
type Found<'a> = BTreeMap<&'a str, (&'a Arc<File>, Arc<[u8]>)>;

/// All that is published, without what is for parts that the site has turned off, and without scripts that stand in others.
pub fn of(links: &[Link], config: &Config, findings: &mut Vec<Finding>) -> Vec<Asset> {
    let mut found = found(links, findings);
    let joined = joined(&found);
    findings.extend(joined.values().flat_map(|script| script.findings.clone()));
    let inner = inner(links, &joined);
    let outer = joined.iter().filter(|(name, _)| !inner.contains(*name));
    findings.extend(outer.flat_map(|(_, script)| script.twice.clone()));
    found.retain(|name, _| !inner.contains(*name));
    let off = [("search", config.search)]
        .into_iter()
        .filter(|(_, on)| !on);
    for (part, _) in off {
        let parts = links.iter().filter_map(|link| link.record.record("parts"));
        for (name, _) in parts.flat_map(|parts| parts.words(part)) {
            found.remove(name.as_str());
        }
    }
    let asset = |(name, (file, bytes)): (&str, (&Arc<File>, Arc<[u8]>))| {
        let (file, digest) = match joined.get(name) {
            Some(script) => {
                let bytes = script.text.as_bytes();
                let file = File::in_memory(file.path.clone(), bytes);
                (Arc::new(file), Digest::of(bytes))
            }
            None => (Arc::clone(file), Digest::of(&bytes)),
        };
        Asset {
            name: name.to_owned(),
            output: format!("assets/{}", fingerprinted(name, digest)),
            file,
        }
    };
    found.into_iter().map(asset).collect()
}

/// The files of the chain; of one name the nearest wins.
fn found<'a>(links: &'a [Link], findings: &mut Vec<Finding>) -> Found<'a> {
    let mut found = Found::new();
    for link in links.iter().rev() {
        for (path, file) in &link.files {
            let Some(name) = path.strip_prefix("assets/") else {
                continue;
            };
            match file.read() {
                Ok(bytes) => drop(found.insert(name, (file, bytes))),
                Err(error) => findings.push(file.unreadable(&error)),
            }
        }
    }
    found
}

/// Scripts that stand in others, also in those that a nearer theme replaces.
fn inner(links: &[Link], of_all: &BTreeMap<String, Joined>) -> BTreeSet<String> {
    let others = |(name, script): (&String, &Joined)| {
        let others = script.of.iter().filter(|of| *of != name);
        others.cloned().collect::<Vec<_>>()
    };
    let mut inner: BTreeSet<_> = of_all.iter().flat_map(others).collect();
    for farther in 1..links.len() {
        let replaced = joined(&found(&links[farther..], &mut Vec::new()));
        inner.extend(replaced.iter().flat_map(others));
    }
    inner
}

fn joined(found: &Found) -> BTreeMap<String, Joined> {
    let mut scripts = Scripts::new();
    for (name, (file, bytes)) in found {
        let text = str::from_utf8(bytes).ok();
        if let Some(text) = text.filter(|_| name.ends_with(".js")) {
            scripts.insert((*name).to_owned(), Source::new(&*file.path, text));
        }
    }
    let joined = |name: &String| (name.clone(), script::joined(name, &scripts));
    scripts.keys().map(joined).collect()
}

/// `portal.css` → `portal.1f2e3d4c5b.css`: old pages never get a new asset under an old name.
fn fingerprinted(name: &str, digest: Digest) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", digest.short()),
        None => format!("{name}.{}", digest.short()),
    }
}
