//! What there is to tell of one page.

use super::{State, is_told, kept_back};
use crate::diagnostic::{self, Finding, Severity};
use crate::memo;
use crate::plan::{Job, ListOf, Plan};
use crate::server::{self, About, Look};
use crate::text::{Digest, syllable};

/// The source that a job's page is about.
pub fn source(plan: &Plan, job: &Job) -> Option<String> {
    let site = &plan.site;
    let path = match job {
        Job::Article(id) | Job::Withdrawn(id) | Job::Redirect(id, _) => {
            site.entries[*id].article.path.as_str()
        }
        Job::List(ListOf::Category(edition, id), _) => {
            &site.editions[*edition].categories[*id]
                .introduction
                .index
                .path
        }
        Job::List(ListOf::Term(edition, taxonomy, id), _) => {
            let term = &site.editions[*edition].terms[taxonomy][*id];
            &term.introduction.index.path
        }
        Job::Home(edition) => &site.editions[*edition].home.index.path,
        _ => return None,
    };
    (!path.is_empty()).then(|| path.to_owned())
}

/// What can be told of a job's file without making it.
pub fn look(plan: &Plan, job: &Job) -> Look {
    match job {
        Job::Copy(file) => Look {
            stamp: file.stamp.map(|stamp| Digest::of(&stamp.bytes()).short()),
            state: None,
        },
        Job::Picture(file, making) => Look {
            stamp: file
                .stamp
                .map(|stamp| memo::digest(&(stamp, making)).short()),
            state: None,
        },
        Job::Article(id) | Job::Withdrawn(id) => Look {
            stamp: None,
            state: kept_back::state(plan, &plan.site.entries[*id].article),
        },
        _ => Look::default(),
    }
}

impl State {
    /// What is to be told beside a page.
    pub fn about(&self, path: &str) -> About {
        let mut about = About {
            counts: self.counts(),
            ..About::default()
        };
        let plan = self.plan.as_deref();
        let job = plan.and_then(|plan| Some((plan, plan.jobs.get(path)?)));
        if let Some((plan, job)) = job {
            about.source = source(plan, job);
            about.state = look(plan, job).state;
            if let Job::Article(id) = job {
                let syllables = plan.site.entries[*id].facts.syllables;
                let speed = plan.site.config.reading_speed;
                about.length = Some((syllables, syllable::reading_minutes(syllables, speed)));
            }
        } else if let Some(good) = self.good.get(path) {
            about.source.clone_from(&good.source);
            about.state = Some(server::State::LeftOut);
        }
        about.findings = self.concerning(path, about.source.as_deref(), job.is_some());
        about
    }

    /// Findings of a page: of its source, of its making, and of what every page is made from. When there is no page,
    /// any error may be the reason.
    fn concerning(&self, path: &str, source: Option<&str>, exists: bool) -> Vec<Finding> {
        let missing = !exists && source.is_none();
        let concerns = |finding: &&Finding| match &finding.place {
            _ if missing => finding.severity() == Severity::Error,
            None => true,
            Some(place) => {
                source.is_some_and(|source| belongs(&place.path, source))
                    || !place.path.starts_with("content/") && !place.path.starts_with("static/")
            }
        };
        let of_all = self.findings.iter().filter(concerns);
        let of_making = self.page_findings.get(path).into_iter().flatten();
        let mut findings: Vec<_> = of_all
            .chain(of_making)
            .filter(|finding| is_told(finding))
            .cloned()
            .collect();
        diagnostic::sort(&mut findings);
        findings.sort_by_key(Finding::severity);
        findings
    }

    /// Errors and warnings. The same slip of a template is found on many pages, and counted once.
    fn counts(&self) -> (usize, usize) {
        let mut of_pages: Vec<_> = self.page_findings.values().flatten().cloned().collect();
        diagnostic::sort(&mut of_pages);
        let (errors, warnings) = counts(&of_pages);
        (self.counts.0 + errors, self.counts.1 + warnings)
    }
}

/// Errors and warnings.
pub fn counts(findings: &[Finding]) -> (usize, usize) {
    let told = || findings.iter().filter(|finding| is_told(finding));
    let errors = told().filter(|finding| finding.severity() == Severity::Error);
    let errors = errors.count();
    (errors, told().count() - errors)
}

/// Whether a file is a source or lies beside it in a folder of its own.
fn belongs(path: &str, source: &str) -> bool {
    let folder = source
        .rsplit_once('/')
        .filter(|(_, name)| name.starts_with("index."));
    path == source
        || folder.is_some_and(|(folder, _)| {
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn pictures_of_a_bundle_belong_to_its_article() {
        let bundle = "content/tin/bai/index.md";
        for (path, source, expected) in [
            ("content/tin/a.md", "content/tin/a.md", true),
            ("content/tin/b.md", "content/tin/a.md", false),
            ("content/tin/bai/anh.jpg", bundle, true),
            ("content/tin/bai-khac/anh.jpg", bundle, false),
            ("content/tin/anh.jpg", "content/tin/a.md", false),
        ] {
            assert_eq!(belongs(path, source), expected, "{path} {source}");
        }
    }
}
