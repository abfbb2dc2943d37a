//! Every job whose key changed becomes a file, and a file that nobody has to make stays.

use std::collections::BTreeMap;
use std::io;

use ecow::EcoString;
use rayon::prelude::*;

use super::{Bytes, make};
use crate::diagnostic::{self, Checked, any_error};
use crate::memo::{Key, Manifest, Memo, Output, Part, Stamp};
use crate::plan::{IndexFile, Job, Keys, Plan, packed_key};
use crate::text::{Digest, beside};

/// Where finished files go, as they are done: nothing holds the whole portal. Called from several threads, in no order.
pub trait Sink: Sync {
    /// Whether what the last build made still stands there as it was, and how it looks now.
    fn kept(&self, path: &str, last: &Output) -> Option<Stamp>;

    /// Takes one file, and tells how it will look.
    ///
    /// # Errors
    /// When it cannot be kept; nothing more is made then.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Stamp>;
}

/// Files that a thread makes before it takes others.
const AT_A_TIME: usize = 256;

/// What came of a build.
#[derive(Debug, Default)]
pub struct Built {
    /// What the folder is to hold.
    pub manifest: Manifest,
    /// Every file that had to be made, and why.
    pub made: Vec<(EcoString, Why)>,
}

/// Why a file is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The last build made none of this name.
    New,
    /// These parts of its key changed.
    Changed(Vec<Part>),
    /// Its key is the same, but what stands there is not what was made.
    Damaged,
    /// It cannot be told from outside whether its source is the same.
    Unsettled,
    /// What it was made from is remembered no more.
    Forgotten,
}

/// Makes every output file whose key changed, in parallel, and hands each to the sink. Findings come in order, whatever
/// the threads do. Meanwhile the plan is kept for the next build.
///
/// # Errors
/// When the sink cannot keep a file.
pub fn build(
    plan: &Plan,
    last: &Manifest,
    sink: &dyn Sink,
    memo: &Memo,
    done: &(dyn Fn() + Sync),
) -> io::Result<Checked<Built>> {
    let keys = Keys::after(plan, last);
    let work = with_last(plan, last);
    let (outputs, like) = rayon::join(
        || make_all(&keys, &work, sink, memo, done),
        || plan.keep(memo),
    );
    let mut findings = Vec::new();
    let mut built = Built::default();
    let mut files = Vec::new();
    for (at, output) in outputs? {
        let path = work[at].0;
        let Some(done) = output.take(&mut findings) else {
            continue;
        };
        if let Some(why) = done.made {
            built.made.push((path.clone(), why));
        }
        files.push((path.clone(), done.output));
    }
    // In order already, so that the tree is built at once.
    built.manifest.files = files.into_iter().collect();
    built.manifest.like = like;
    diagnostic::sort(&mut findings);
    Ok(Checked::new(built, findings))
}

/// Outputs by the numbers of their work.
type Outputs = Vec<(usize, Checked<Option<Done>>)>;

/// Makes what has to be made, in the order of work.
fn make_all(
    keys: &Keys,
    work: &[Work],
    sink: &dyn Sink,
    memo: &Memo,
    done: &(dyn Fn() + Sync),
) -> io::Result<Outputs> {
    let shards = work.iter().filter(|(path, job, last)| {
        let stays = || standing(path, keys.key(job, memo).as_ref(), *last, sink).is_some();
        matches!(job, Job::Index(_, IndexFile::Shard(..))) && !stays()
    });
    keys.plan.prepare(shards.map(|(_, job, _)| *job), memo);
    let (originals, others) = in_turn(work);
    let make = |work_at: &[usize]| {
        let mut outputs = Outputs::with_capacity(work_at.len());
        for at in work_at {
            with_copies(keys, work, *at, sink, memo, done, &mut outputs)?;
        }
        io::Result::Ok(outputs)
    };
    // One after the other, whichever thread is free: nobody takes a long row of them and is busy when the others are done.
    let prints = originals.par_iter().with_max_len(1);
    let prints: Vec<_> = prints.map(|group| make(group)).collect::<io::Result<_>>()?;
    let others = others.par_chunks(AT_A_TIME).with_max_len(1);
    let others: Vec<_> = others.map(make).collect::<io::Result<_>>()?;
    let mut outputs = Outputs::with_capacity(work.len());
    outputs.extend(prints.into_iter().chain(others).flatten());
    outputs.sort_unstable_by_key(|(at, _)| *at);
    Ok(outputs)
}

/// A job beside what the last build made of its path.
type Work<'a> = (&'a EcoString, &'a Job, Option<&'a Output>);

/// The order of work: all that is made of a picture at once, so that it is decoded once, and before the pages, which show
/// its colour; then everything else.
fn in_turn(work: &[Work]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut originals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut others = Vec::with_capacity(work.len());
    for (at, (_, job, _)) in work.iter().enumerate() {
        match job {
            Job::Picture(file, _) => originals.entry(&file.path).or_default().push(at),
            // With the file it is a copy of.
            Job::Packed(..) => {}
            _ => others.push(at),
        }
    }
    (originals.into_values().collect(), others)
}

/// Every job beside what the last build made of its path. Both are in order, so one pass finds all pairs.
fn with_last<'a>(plan: &'a Plan, last: &'a Manifest) -> Vec<Work<'a>> {
    let pairs = beside(plan.jobs.iter(), &last.files, |(path, _), (other, _)| {
        path.cmp(other)
    });
    let pair = |(job, last): (Option<(&'a EcoString, &'a Job)>, Option<(_, &'a Output)>)| {
        let (path, job) = job?;
        Some((path, job, last.map(|(_, output)| output)))
    };
    pairs.filter_map(pair).collect()
}

/// One file as it will stand in the output.
struct Done {
    output: Output,
    /// Why it was made, if it was.
    made: Option<Why>,
}

/// What the last build made of a path, with how it looks now; none when it must be made anew.
fn standing<'a>(
    path: &str,
    key: Option<&Key>,
    last: Option<&'a Output>,
    sink: &dyn Sink,
) -> Option<(&'a Output, Stamp)> {
    let last = last.filter(|last| key.is_some() && last.key.as_ref() == key)?;
    Some((last, sink.kept(path, last)?))
}

/// One file and its compressed copies: these are made from its bytes while they are at hand, and when they are the bytes
/// that they were made from before, not at all.
fn with_copies(
    keys: &Keys,
    work: &[Work],
    at: usize,
    sink: &dyn Sink,
    memo: &Memo,
    done: &(dyn Fn() + Sync),
    outputs: &mut Outputs,
) -> io::Result<()> {
    let (path, job, last) = work[at];
    let (output, mut bytes) = output(keys, path, job, last, sink, memo)?;
    done();
    let source = output.value.as_ref().map(|done| done.output.digest);
    outputs.push((at, output));
    for coding in &keys.plan.site.config.output.compress {
        let path = format!("{path}.{}", coding.ending());
        let Ok(at) = work.binary_search_by(|(other, ..)| other.as_str().cmp(&path)) else {
            continue;
        };
        if !matches!(work[at].1, Job::Packed(..)) {
            continue;
        }
        let Some(source) = source else {
            outputs.push((at, Checked::clean(None)));
            continue;
        };
        let key = packed_key(*coding, source);
        let last = work[at].2;
        let (digest, stamp, made) = match standing(&path, Some(&key), last, sink) {
            Some((last, stamp)) => (last.digest, stamp, None),
            None => {
                if bytes.is_none() {
                    let made = make(keys.plan, job);
                    if any_error(&made.findings) {
                        outputs.push((at, Checked::new(None, made.findings)));
                        continue;
                    }
                    bytes = Some(made.value);
                }
                let packed = coding.compress(bytes.as_deref().unwrap_or_default());
                let stamp = sink.put(&path, &packed)?;
                (Digest::of(&packed), stamp, Some(why(Some(&key), last)))
            }
        };
        let output = Output {
            digest,
            stamp,
            key: Some(key),
            address_of: None,
        };
        outputs.push((at, Checked::clean(Some(Done { output, made }))));
        done();
    }
    Ok(())
}

/// One output file, and its bytes if they were made: as it stands, when its key is what it was, else made anew. None when it
/// cannot be made.
///
/// What has a finding is not put into the manifest, so it is made again next time, and told again.
fn output(
    keys: &Keys,
    path: &str,
    job: &Job,
    last: Option<&Output>,
    sink: &dyn Sink,
    memo: &Memo,
) -> io::Result<(Checked<Option<Done>>, Option<Bytes>)> {
    let plan = keys.plan;
    // With its key, what an output is about holds as well: the plan has to be asked for neither.
    let held = last.filter(|last| last.key.is_some() && keys.hold(job));
    let (key, address_of) = match held {
        Some(last) => (last.key.clone(), last.address_of.clone()),
        None => (keys.key(job, memo), plan.address_of(job)),
    };
    if let Some((last, stamp)) = standing(path, key.as_ref(), last, sink) {
        let output = Output {
            digest: last.digest,
            stamp,
            key,
            address_of,
        };
        let done = Done { output, made: None };
        return Ok((Checked::clean(Some(done)), None));
    }
    let Checked { value, findings } = make(plan, job);
    if any_error(&findings) {
        return Ok((Checked::new(None, findings), None));
    }
    let made = Some(why(key.as_ref(), last));
    let output = Output {
        digest: Digest::of(&value),
        stamp: sink.put(path, &value)?,
        key: key.filter(|_| findings.is_empty()),
        address_of,
    };
    let done = Done { output, made };
    Ok((Checked::new(Some(done), findings), Some(value)))
}

/// Why a file with this key would be made; damaged: only if it is not what it was.
#[must_use]
pub fn why(key: Option<&Key>, last: Option<&Output>) -> Why {
    match (key, last.map(|last| last.key.as_ref())) {
        (_, None) => Why::New,
        (Some(key), Some(Some(earlier))) if key == earlier => Why::Damaged,
        (Some(key), Some(Some(earlier))) => Why::Changed(key.changed(earlier)),
        _ if last.is_some_and(|last| last.stamp == Stamp::default()) => Why::Forgotten,
        (None, _) | (_, Some(None)) => Why::Unsettled,
    }
}
