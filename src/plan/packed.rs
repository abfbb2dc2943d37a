//! Compressed copies beside texts (`[output] compress`).

use ecow::{EcoString, eco_format};

use super::{Job, Plan, is_text};
use crate::coding::Coding;
use crate::memo::{Ingredients, Key, KeyMaker, Part, digest};
use crate::site::media_type;
use crate::text::Digest;

/// Below it nothing is won: an answer of one packet stays one.
const LEAST: u64 = 1024;

/// A copy of every text among some files. A file that stands there already is somebody's own.
#[must_use]
pub fn copies<'a>(
    plan: &Plan,
    of: impl Iterator<Item = (&'a EcoString, &'a Job)>,
) -> Vec<(EcoString, Job)> {
    let codings = &plan.site.config.output.compress;
    if codings.is_empty() {
        return Vec::new();
    }
    let texts = of.filter(|(path, job)| is_worth(path, job));
    let copies = texts.flat_map(|(path, job)| {
        codings.iter().map(move |coding| {
            let job = Job::Packed(*coding, Box::new(job.clone()));
            (eco_format!("{path}.{}", coding.ending()), job)
        })
    });
    let free = copies.filter(|(path, _)| !plan.jobs.contains_key(path));
    free.collect()
}

/// A copy is made from the bytes of its file, whatever these were made from.
#[must_use]
pub fn key(coding: Coding, source: Digest) -> Key {
    let mut key = KeyMaker::default();
    key.add(Part::Packed, source, &String::new);
    key.add(Part::Settings, digest(&coding.recipe()), &String::new);
    key.finish()
}

/// Whether a file is a text, and not surely a short one.
fn is_worth(path: &str, job: &Job) -> bool {
    let is_long = match job {
        Job::Redirect(..) | Job::Robots | Job::Security => false,
        Job::Copy(file) | Job::Picture(file, _) => file.length >= LEAST,
        _ => true,
    };
    is_long && is_text(media_type(path))
}
