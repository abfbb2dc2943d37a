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
            (
                "không có trí nhớ thì không lập được gì",
                "nothing can be planned without memory",
            ),
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
            Some(job) => {
                let (vi, en) = how(&pipeline::make(warm, job).value, &bytes);
                differs(path, (&vi, &en))
            }
            None => differs(
                path,
                ("chỉ bản làm lại mới có", "planned only without memory"),
            ),
        })
    });
    let mut findings: Vec<Finding> = differing.collect();
    let extra = manifest.files.keys();
    let extra = extra.filter(|path| !cold.jobs.contains_key(path));
    let left = ("bản làm lại không có", "planned only with memory");
    findings.extend(extra.map(|path| differs(path, left)));
    findings
}

fn differs(path: &str, (vi, en): (&str, &str)) -> Finding {
    Finding::new(&rules::VERIFY_DIFFERS)
        .with("path", path)
        .with("difference", vi)
        .with("difference_en", en)
}

/// Either what is remembered of the sources is wrong, and the bytes made with it differ; or they do not, and the key
/// lacks something that the page shows.
fn how(warm: &[u8], cold: &[u8]) -> (String, String) {
    let same = warm.iter().zip(cold).take_while(|(a, b)| a == b).count();
    if same == warm.len() && same == cold.len() {
        let (vi, en) = ("khóa của trang không đổi", "the key did not change");
        return (vi.to_owned(), en.to_owned());
    }
    let around = |bytes: &[u8]| {
        let part = &bytes[same.saturating_sub(EXCERPT)..bytes.len().min(same + EXCERPT)];
        String::from_utf8_lossy(part).into_owned()
    };
    let difference = format!("byte {same}: {:?} / {:?}", around(warm), around(cold));
    (difference.clone(), difference)
}
