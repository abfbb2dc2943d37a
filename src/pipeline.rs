//! The steps on one screen: files are loaded, related and planned; then jobs are made, one or all of them.
//!
//! `build` makes every job, `serve` the one that a browser asks for, `check` one of each template. There is no second path.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, Settings};
use crate::diagnostic::{self, Checked, Finding, Severity, any_error, rules};
use crate::files::Files;
use crate::memo::{Key, Manifest, Memo, Output, Part, Stamp};
use crate::plan::{self, FeedFormat, Job, Plan};
use crate::render;
use crate::site::{self, Hidden, Site, Target};
use crate::text::{Digest, Place};
use crate::theme;

/// The bytes of one output file.
pub type Bytes = Arc<[u8]>;

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

/// What came of a build.
#[derive(Debug, Default)]
pub struct Built {
    /// What the folder is to hold.
    pub manifest: Manifest,
    /// Every file that had to be made, and why.
    pub made: Vec<(String, Why)>,
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
}

/// Names every output and its job. None when the settings or the theme cannot be used at all.
#[must_use]
pub fn plan(files: &Files, settings: &Settings, memo: &Memo) -> Checked<Option<Plan>> {
    let mut left_out = BTreeSet::new();
    let mut causes = Vec::new();
    loop {
        let mut planned = plan_once(files, settings, &left_out, memo);
        planned.findings.append(&mut causes);
        let broken = if settings.skip_broken {
            broken(&planned.findings, files, &left_out)
        } else {
            BTreeSet::new()
        };
        if broken.is_empty() {
            return waive(planned, &left_out);
        }
        left_out.extend(broken);
        // Once an article is left out, nobody looks at its links any more.
        let of_them = |finding: &Finding| match &finding.place {
            Some(place) => left_out.contains(&place.path),
            None => false,
        };
        causes = planned.findings;
        causes.retain(of_them);
    }
}

/// Makes one output file.
#[must_use]
pub fn make(plan: &Plan, job: &Job) -> Checked<Bytes> {
    let text = |text: String| Checked::clean(Bytes::from(text.into_bytes()));
    match job {
        Job::Copy(file) => match file.read() {
            Ok(bytes) => Checked::clean(bytes),
            Err(error) => failed(file.unreadable(&error)),
        },
        Job::Feed(edition, of, format) => match (plan.feed(*edition, *of, *format), format) {
            (Ok(view), FeedFormat::Rss) => text(render::rss(&view)),
            (Ok(view), FeedFormat::Atom) => text(render::atom(&view)),
            (Ok(view), FeedFormat::Json) => text(render::json_feed(&view)),
            (Err(finding), _) => failed(finding),
        },
        Job::SitemapIndex => text(render::sitemap::index(&plan.sitemap_index())),
        Job::Sitemap(year, number) => text(render::sitemap::pages(&plan.sitemap(*year, *number))),
        Job::NewsSitemap => text(render::sitemap::news(&plan.news_sitemap())),
        Job::Robots | Job::Security | Job::RedirectMap => text(plan.text(job).unwrap_or_default()),
        _ => page(plan, job),
    }
}

/// Makes every output file whose key changed, in parallel, and hands each to the sink. Findings come in order, whatever
/// the threads do.
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
    let jobs: Vec<_> = plan.jobs.iter().collect();
    let outputs: io::Result<Vec<Checked<Option<Done>>>> = jobs
        .into_par_iter()
        .map(|(path, job)| {
            let output = output(plan, path, job, last.files.get(path), sink, memo)?;
            done();
            Ok(output)
        })
        .collect();
    let mut findings = Vec::new();
    let mut built = Built::default();
    let mut files = Vec::new();
    for (path, output) in plan.jobs.keys().zip(outputs?) {
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
    diagnostic::sort(&mut findings);
    Ok(Checked::new(built, findings))
}

/// One file as it will stand in the output.
struct Done {
    output: Output,
    /// Why it was made, if it was.
    made: Option<Why>,
}

/// One output file: as it stands, when its key is what it was, else made anew. None when it cannot be made.
///
/// What has a finding is not put into the manifest, so it is made again next time, and told again.
fn output(
    plan: &Plan,
    path: &str,
    job: &Job,
    last: Option<&Output>,
    sink: &dyn Sink,
    memo: &Memo,
) -> io::Result<Checked<Option<Done>>> {
    let key = plan.key(job, memo);
    let address_of = plan.address_of(job).map(str::to_owned);
    let known = last.filter(|last| key.is_some() && last.key == key);
    if let Some((last, stamp)) = known.and_then(|last| Some((last, sink.kept(path, last)?))) {
        let output = Output {
            digest: last.digest,
            stamp,
            key,
            address_of,
        };
        return Ok(Checked::clean(Some(Done { output, made: None })));
    }
    let Checked { value, findings } = make(plan, job);
    if any_error(&findings) {
        return Ok(Checked::new(None, findings));
    }
    let made = Some(why(key.as_ref(), last));
    let output = Output {
        digest: Digest::of(&value),
        stamp: sink.put(path, &value)?,
        key: key.filter(|_| findings.is_empty()),
        address_of,
    };
    Ok(Checked::new(Some(Done { output, made }), findings))
}

/// Why a file with this key would be made; damaged: only if it is not what it was.
#[must_use]
pub fn why(key: Option<&Key>, last: Option<&Output>) -> Why {
    match (key, last.map(|last| last.key.as_ref())) {
        (_, None) => Why::New,
        (Some(key), Some(Some(earlier))) if key == earlier => Why::Damaged,
        (Some(key), Some(Some(earlier))) => Why::Changed(key.changed(earlier)),
        (None, _) | (_, Some(None)) => Why::Unsettled,
    }
}

/// Makes one page of each template and one of each other kind of file: enough to know that all would be made.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Finding> {
    let mut samples: BTreeMap<String, &Job> = BTreeMap::new();
    for job in plan
        .jobs
        .values()
        .filter(|job| !matches!(job, Job::Copy(_)))
    {
        let name = job
            .template(&plan.site)
            .unwrap_or_else(|| format!("{:?}", std::mem::discriminant(job)));
        samples.entry(name).or_insert(job);
    }
    let mut findings: Vec<_> = samples
        .into_values()
        .flat_map(|job| make(plan, job).findings)
        .collect();
    diagnostic::sort(&mut findings);
    findings
}

/// Makes errors of what was left out because of them: for the preview, whose editor is to see them as such.
pub fn blame(plan: &Plan, findings: &mut [Finding]) {
    for finding in findings {
        let target = finding
            .place
            .as_ref()
            .and_then(|place| plan.site.targets.get(&place.path));
        let at_rest = matches!(
            target,
            Some(Target::Hidden(
                Hidden::Draft | Hidden::Review | Hidden::Expired
            ))
        );
        finding.waived &= at_rest;
    }
}

/// Findings of articles that are not public yet: their links are looked at before they are approved.
#[must_use]
pub fn check_hidden(plan: &Plan, files: &Files, settings: &Settings, memo: &Memo) -> Vec<Finding> {
    let targets = &plan.site.targets;
    let hidden = |path: &str| matches!(targets.get(path), Some(Target::Hidden(_)));
    if settings.drafts || !targets.keys().any(|path| hidden(path)) {
        return Vec::new();
    }
    let all = Settings {
        drafts: true,
        ..settings.clone()
    };
    let of_hidden = |finding: &Finding| match &finding.place {
        Some(place) => hidden(&place.path),
        None => false,
    };
    let findings = plan_once(files, &all, &BTreeSet::new(), memo).findings;
    let findings = findings.into_iter().filter(of_hidden);
    findings
        .map(|finding| judge(finding, targets, &BTreeSet::new()))
        .collect()
}

fn plan_once(
    files: &Files,
    settings: &Settings,
    left_out: &BTreeSet<String>,
    memo: &Memo,
) -> Checked<Option<Plan>> {
    let mut findings = Vec::new();
    let Some(config) = Config::load(files, settings).take(&mut findings) else {
        return Checked::new(None, findings);
    };
    let theme = theme::load(files, &config).take(&mut findings);
    let loaded = memo.step("articles", |recall| site::load(files, &config, recall));
    let loaded = loaded.take(&mut findings);
    let site = Site::relate(loaded, config, settings, left_out, files).take(&mut findings);
    let Some(theme) = theme else {
        // There will be no plan to ask what is public.
        let findings = findings.into_iter();
        let judged = findings.map(|finding| judge(finding, &site.targets, left_out));
        return Checked::new(None, judged.collect());
    };
    let plan = plan::plan(site, theme, files.clone(), memo).take(&mut findings);
    if !settings.everything && findings.iter().any(is_dead_address) {
        excuse(&mut findings, files, settings, memo);
    }
    diagnostic::sort(&mut findings);
    Checked::new(Some(plan), findings)
}

fn is_dead_address(finding: &Finding) -> bool {
    *finding.rule == rules::LINK_ADDRESS
}

/// What depends on the clock is never an error: an address that stands empty only because what would be there is not
/// public now (a tag whose one article expired) is told as a warning. The link is plain text already.
fn excuse(findings: &mut [Finding], files: &Files, settings: &Settings, memo: &Memo) {
    let everything = Settings {
        everything: true,
        ..settings.clone()
    };
    let Some(all) = plan_once(files, &everything, &BTreeSet::new(), memo).value else {
        return;
    };
    for finding in findings
        .iter_mut()
        .filter(|finding| is_dead_address(finding))
    {
        let target = finding.word("target").unwrap_or_default().to_owned();
        if all.has_address(&target) {
            let (state, state_en) = Hidden::Empty.words();
            let excused = Finding::new(&rules::LINK_HIDDEN).with("target", target);
            let excused = excused.with("state", state).with("state_en", state_en);
            let place = finding.place.take();
            *finding = Finding { place, ..excused };
        }
    }
}

fn page(plan: &Plan, job: &Job) -> Checked<Bytes> {
    let (view, template) = match (plan.page(job), job.template(&plan.site)) {
        (Ok(Some(view)), Some(template)) => (view, template),
        (Err(finding), _) => return failed(finding),
        _ => return Checked::clean(Bytes::default()),
    };
    let head = render::head(&view);
    let (_, frame) = plan.portal(view.page.language);
    let page = plan.theme.render(&template, frame, &view, &head);
    Checked::new(Bytes::from(page.value), page.findings)
}

fn failed(finding: Finding) -> Checked<Bytes> {
    Checked::new(Bytes::default(), vec![finding])
}

/// Articles with errors that are not yet left out.
fn broken(findings: &[Finding], files: &Files, left_out: &BTreeSet<String>) -> BTreeSet<String> {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    let paths = errors.filter_map(|finding| finding.place.as_ref().map(|place| place.path.clone()));
    paths
        .filter(|path| is_article(path) && files.get(path).is_some() && !left_out.contains(path))
        .collect()
}

fn is_article(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md") && !path.contains("_index.")
}

/// Takes the sting out of findings about articles that are not published, and tells of those left out.
fn waive(planned: Checked<Option<Plan>>, left_out: &BTreeSet<String>) -> Checked<Option<Plan>> {
    let none = BTreeMap::new();
    let targets = planned
        .value
        .as_ref()
        .map_or(&none, |plan| &plan.site.targets);
    let told = left_out
        .iter()
        .map(|path| Finding::new(&rules::SKIPPED).at(Place::file(path)));
    let findings = planned.findings.into_iter();
    let judged = findings.map(|finding| judge(finding, targets, left_out));
    let mut findings: Vec<_> = judged.chain(told).collect();
    diagnostic::sort(&mut findings);
    Checked::new(planned.value, findings)
}

/// Errors of articles that are not published stop nothing: a draft may be half written, and what was left out is out.
/// What only waits for its hour will be published by nobody's hand, so its errors stay errors.
fn judge(
    finding: Finding,
    targets: &BTreeMap<String, Target>,
    left_out: &BTreeSet<String>,
) -> Finding {
    let resting = |path: &str| {
        let at_rest = matches!(
            targets.get(path),
            Some(Target::Hidden(
                Hidden::Draft | Hidden::Review | Hidden::Expired
            ))
        );
        at_rest || left_out.contains(path)
    };
    match &finding.place {
        Some(place) if resting(&place.path) => finding.waive(),
        _ => finding,
    }
}
