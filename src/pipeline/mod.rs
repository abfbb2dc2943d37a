//! The steps on one screen: files are loaded, related and planned; then jobs are made, one or all of them.
//!
//! `build` makes every job, `serve` the one that a browser asks for, `check` one of each template. There is no second path.

mod build;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{Config, Settings};
use crate::diagnostic::{self, Checked, Finding, Severity, rules};
use crate::files::Files;
use crate::memo::Memo;
use crate::plan::{self, FeedFormat, Job, Plan};
use crate::render;
use crate::site::{self, Hidden, PublicBy, Site, Target, Targets, is_article, is_content};
use crate::text::{Language, Place};
use crate::theme;

pub use build::{Built, Sink, Why, build, why};
pub use render::Server;

/// The bytes of one output file.
pub type Bytes = Arc<[u8]>;

/// Names every output and its job. None when the settings or the theme cannot be used at all.
#[must_use]
pub fn plan(files: &Files, settings: &Settings, memo: &Memo) -> Checked<Option<Plan>> {
    let mut planned = plan_in_turn(None, files, settings, memo, true);
    if let Some(plan) = &mut planned.value {
        // No plan comes after it.
        plan.given_up = Vec::new();
    }
    planned
}

/// The same plan; of an `earlier` one, what nothing has changed since is taken over and not worked out again.
#[must_use]
pub fn plan_after(
    earlier: Option<&Plan>,
    files: &Files,
    settings: &Settings,
    memo: &Memo,
) -> Checked<Option<Plan>> {
    let planned = plan_in_turn(earlier, files, settings, memo, false);
    if let Some(plan) = planned.value.as_ref().filter(|_| earlier.is_none()) {
        // The plan will be planned after when somebody else has the memory.
        plan.site.loaded.fetch();
    }
    planned
}

/// Plans until nothing has to be left out any more. `to_the_end`: all will be made, so pictures are looked at to their ends
/// for what is to be left out; the preview tells of one when a browser asks for it.
fn plan_in_turn(
    earlier: Option<&Plan>,
    files: &Files,
    settings: &Settings,
    memo: &Memo,
    to_the_end: bool,
) -> Checked<Option<Plan>> {
    let mut left_out = BTreeSet::new();
    let mut causes = Vec::new();
    let mut given_up = Vec::new();
    loop {
        let before = earlier.map(|earlier| earlier.given_up.get(given_up.len()).unwrap_or(earlier));
        let mut planned = plan_once(files, settings, &left_out, memo, before);
        planned.findings.append(&mut causes);
        let broken = if settings.skip_broken {
            if let Some(plan) = planned.value.as_ref().filter(|_| to_the_end) {
                planned.findings.extend(plan.broken_pictures());
            }
            broken(&planned, files, &left_out)
        } else {
            BTreeSet::new()
        };
        if broken.is_empty() {
            if let Some(plan) = &mut planned.value {
                plan.given_up = given_up;
            }
            return waive(planned, &left_out);
        }
        left_out.extend(broken);
        given_up.extend(planned.value);
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
        Job::Social(id) => {
            let drawing = || {
                let view = plan.social(*id);
                let drawn = plan.theme.draw(plan::SOCIAL_TEMPLATE, "social", &view);
                drawn.map_err(|mut findings| findings.remove(0))
            };
            match plan.social_picture(*id, drawing) {
                Ok(bytes) => Checked::clean(bytes.into()),
                Err(finding) => failed(finding),
            }
        }
        Job::Packed(coding, source) => {
            let made = make(plan, source);
            Checked::new(coding.compress(&made.value).into(), made.findings)
        }
        Job::Picture(file, making) => match plan.picture(file, making) {
            Ok(bytes) => Checked::clean(bytes.into()),
            Err(finding) => failed(finding),
        },
        Job::Feed(edition, of, format) => match (plan.feed(*edition, *of, *format), format) {
            (Ok(view), FeedFormat::Rss) => text(render::rss(&view)),
            (Ok(view), FeedFormat::Atom) => text(render::atom(&view)),
            (Ok(view), FeedFormat::Json) => text(render::json_feed(&view)),
            (Err(finding), _) => failed(finding),
        },
        Job::Index(edition, file) => match plan.index_file(*edition, *file) {
            Ok(bytes) => Checked::clean(bytes),
            Err(finding) => failed(finding),
        },
        Job::SitemapIndex => text(render::sitemap::index(&plan.sitemap_index())),
        Job::Sitemap(year, number) => text(render::sitemap::pages(&plan.sitemap(*year, *number))),
        Job::NewsSitemap => text(render::sitemap::news(&plan.news_sitemap())),
        Job::Robots | Job::Security | Job::RedirectMap => text(plan.text(job).unwrap_or_default()),
        _ => page(plan, job),
    }
}

/// Makes one page of each template and one of each other kind of file, and looks at all pictures: enough to know that all would
/// be made.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Finding> {
    let mut samples: BTreeMap<String, &Job> = BTreeMap::new();
    for job in plan
        .jobs
        .values()
        .filter(|job| !matches!(job, Job::Copy(_) | Job::Picture(..) | Job::Packed(..)))
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
    findings.extend(plan.broken_pictures());
    diagnostic::sort(&mut findings);
    findings
}

/// Makes errors of what was left out because of them: for the preview, whose editor is to see them as such.
pub fn blame(plan: &Plan, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.waived) {
        let targets = &plan.site.targets;
        let place = finding.place.as_ref();
        finding.waived = place.is_some_and(|place| is_at_rest(targets, &place.path));
    }
}

/// Findings of articles that are not public yet: their links are looked at before they are approved.
#[must_use]
pub fn check_hidden(plan: &Plan, files: &Files, settings: &Settings, memo: &Memo) -> Vec<Finding> {
    let targets = &plan.site.targets;
    let hidden = |path: &str| matches!(targets.get(path), Some(Target::Hidden(_)));
    let is_hidden = |target| matches!(target, Target::Hidden(_));
    if settings.drafts || !targets.iter().any(|(_, target)| is_hidden(target)) {
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
    let findings = plan_once(files, &all, &BTreeSet::new(), memo, None).findings;
    let findings = findings.into_iter().filter(of_hidden);
    findings
        .map(|finding| judge(finding, targets, &BTreeSet::new()))
        .collect()
}

/// Settings of a web server that serves the portal from a folder of it.
#[must_use]
pub fn server_config(plan: &Plan, server: Server, folder: &str, language: Language) -> String {
    render::server(&plan::hosting(plan, folder, language), server)
}

fn plan_once(
    files: &Files,
    settings: &Settings,
    left_out: &BTreeSet<String>,
    memo: &Memo,
    earlier: Option<&Plan>,
) -> Checked<Option<Plan>> {
    let mut findings = Vec::new();
    let Some(config) = Config::load(files, settings).take(&mut findings) else {
        return Checked::new(None, findings);
    };
    let before = earlier.map(|earlier| &earlier.theme);
    let theme = theme::load(files, &config, before).take(&mut findings);
    let recalled = match (earlier, &theme) {
        (None, Some(theme)) => {
            let public = PublicBy::of(&config, settings, left_out);
            Plan::recalled(files, &config, theme, &public, memo)
        }
        _ => None,
    };
    let earlier = earlier.or(recalled.as_ref());
    let before = earlier.map(|earlier| &*earlier.site.loaded);
    let loaded = site::load(files, &config, memo, before).take(&mut findings);
    let before = earlier.map(|earlier| &earlier.site);
    let loaded = Arc::new(loaded);
    let site = Site::relate(loaded, config, settings, left_out, files, before);
    let site = site.take(&mut findings);
    let Some(theme) = theme else {
        // There will be no plan to ask what is public.
        let findings = findings.into_iter();
        let judged = findings.map(|finding| judge(finding, &site.targets, left_out));
        return Checked::new(None, judged.collect());
    };
    let plan = plan::plan(site, theme, files.clone(), memo, earlier).take(&mut findings);
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
    let Some(all) = plan_once(files, &everything, &BTreeSet::new(), memo, None).value else {
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
    let page = plan
        .theme
        .render(&template, frame, &view.place, &view, &head);
    Checked::new(Bytes::from(page.value), page.findings)
}

fn failed(finding: Finding) -> Checked<Bytes> {
    Checked::new(Bytes::default(), vec![finding])
}

/// Whether an article is not published and will not be by the clock alone.
fn is_at_rest(targets: &Targets, path: &str) -> bool {
    use Hidden::{Draft, Expired, Review};
    let target = targets.get(path);
    matches!(target, Some(Target::Hidden(Draft | Review | Expired)))
}

/// Articles with errors that are not yet left out, and pictures with errors with the articles that show them. What is not
/// published anyway need not be left out.
fn broken(
    planned: &Checked<Option<Plan>>,
    files: &Files,
    left_out: &BTreeSet<String>,
) -> BTreeSet<String> {
    let findings = planned.findings.iter();
    let errors = findings.filter(|finding| finding.severity() == Severity::Error);
    let places = errors.filter_map(|finding| Some(finding.place.as_ref()?.path.as_str()));
    let targets = planned.value.as_ref().map(|plan| &plan.site.targets);
    let rests = |path: &str| targets.is_some_and(|targets| is_at_rest(targets, path));
    let new = places.filter(|path| files.get(path).is_some() && !left_out.contains(*path));
    let new = new.filter(|path| !rests(path));
    let mut broken = BTreeSet::new();
    for path in new {
        if is_article(path) {
            broken.insert(path.to_owned());
        } else if let Some(plan) = planned.value.as_ref().filter(|_| !is_content(path)) {
            let users = plan.users(path).into_iter();
            let users: Vec<_> = users.filter(|path| is_article(path)).collect();
            if !users.is_empty() {
                broken.insert(path.to_owned());
                broken.extend(users);
            }
        }
    }
    broken
}

/// Takes the sting out of findings about articles that are not published, and tells of those left out.
fn waive(planned: Checked<Option<Plan>>, left_out: &BTreeSet<String>) -> Checked<Option<Plan>> {
    let none = Targets::default();
    let targets = planned
        .value
        .as_ref()
        .map_or(&none, |plan| &plan.site.targets);
    let articles = left_out.iter().filter(|path| is_article(path));
    let told = articles.map(|path| Finding::new(&rules::SKIPPED).at(Place::file(path)));
    let findings = planned.findings.into_iter();
    let judged = findings.map(|finding| judge(finding, targets, left_out));
    let mut findings: Vec<_> = judged.chain(told).collect();
    diagnostic::sort(&mut findings);
    Checked::new(planned.value, findings)
}

/// Errors of articles that are not published stop nothing: a draft may be half written, and what was left out is out.
/// What only waits for its hour will be published by nobody's hand, so its errors stay errors.
fn judge(finding: Finding, targets: &Targets, left_out: &BTreeSet<String>) -> Finding {
    let resting = |path: &str| is_at_rest(targets, path) || left_out.contains(path);
    match &finding.place {
        Some(place) if finding.severity() == Severity::Error && resting(&place.path) => {
            finding.waive()
        }
        _ => finding,
    }
}
