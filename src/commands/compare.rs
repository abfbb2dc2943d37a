//! `congtin build --verify`: everything is made once more from scratch and compared.

use rayon::prelude::*;

use crate::config::Settings;
use crate::diagnostic::{Finding, rules};
use crate::files::Files;
use crate::memo::{Manifest, Memo};
use crate::pipeline;
use crate::plan::{Job, Plan};
use crate::text::Digest;

/// How much of a difference is told, in bytes before and after its beginning.
const EXCERPT: usize = 40;

/// What differs between a manifest and a build that remembers nothing. `warm` is the plan that the manifest was made from.
pub fn with_cold(
    files: &Files,
    settings: &Settings,
    warm: &Plan,
    manifest: &Manifest,
) -> Vec<Finding> {
    let Some(cold) = pipeline::plan(files, settings, &Memo::none()).value else {
        return vec![differs(
            "site.toml",
            "nothing can be planned without memory",
        )];
    };
    cold.prepare(cold.jobs.values(), &Memo::none());
    let mut jobs: Vec<_> = cold.jobs.iter().collect();
    // As a build does it: a picture is decoded once for all that is made of it.
    jobs.sort_by_key(|(_, job)| match job {
        Job::Picture(file, _) => Some(file.path.as_str()),
        _ => None,
    });
    let differing = jobs.into_par_iter().filter_map(|(path, job)| {
        let bytes = pipeline::make(&cold, job).value;
        let known = manifest.files.get(path);
        if known.is_some_and(|output| output.digest == Digest::of(&bytes)) {
            return None;
        }
        Some(match warm.jobs.get(path) {
            Some(job) => differs(path, &how(&pipeline::make(warm, job).value, &bytes)),
            None => differs(path, "not planned"),
        })
    });
    let mut findings: Vec<Finding> = differing.collect();
    let extra = manifest.files.keys();
    let extra = extra.filter(|path| !cold.jobs.contains_key(path));
    findings.extend(extra.map(|path| differs(path, "planned only with memory")));
    findings
}

fn differs(path: &str, difference: &str) -> Finding {
    Finding::new(&rules::VERIFY_DIFFERS)
        .with("path", path)
        .with("difference", difference)
}

/// Either what is remembered of the sources is wrong, and the bytes made with it differ; or they do not, and the key
/// lacks something that the page shows.
fn how(warm: &[u8], cold: &[u8]) -> String {
    let same = warm.iter().zip(cold).take_while(|(a, b)| a == b).count();
    if same == warm.len() && same == cold.len() {
        return "the key did not change".to_owned();
    }
    let around = |bytes: &[u8]| {
        let part = &bytes[same.saturating_sub(EXCERPT)..bytes.len().min(same + EXCERPT)];
        String::from_utf8_lossy(part).into_owned()
    };
    format!("byte {same}: {:?} / {:?}", around(warm), around(cold))
}
