//! Articles that readers do not see, or see as withdrawn, with the reason.

use std::cmp::Reverse;

use crate::config::Settings;
use crate::content::{Article, KINDS};
use crate::plan::Plan;
use crate::server::{KeptBack, State};
use crate::site::{Hidden, Target, hidden};
use crate::text::Moment;

/// Every article that readers do not see: by state, then the newest first.
pub fn kept_back(plan: &Plan) -> Vec<KeptBack> {
    let mut found: Vec<(Option<Moment>, KeptBack)> = Vec::new();
    for (path, target) in plan.site.targets.iter() {
        let told = match target {
            Target::Entry(id) => shown(plan, id),
            Target::Hidden(reason) => not_shown(plan, path, reason),
            Target::Category(..) | Target::Term(..) | Target::Home(_) => None,
        };
        found.extend(told);
    }
    found.sort_by(|(a_date, a), (b_date, b)| {
        let key = |date: &Option<Moment>, one: &KeptBack| (one.state.kind(), Reverse(*date));
        key(a_date, a)
            .cmp(&key(b_date, b))
            .then_with(|| a.source.cmp(&b.source))
    });
    found.into_iter().map(|(_, one)| one).collect()
}

/// Why readers do not see an article at the build clock, whatever the preview shows.
pub fn state(plan: &Plan, article: &Article) -> Option<State> {
    let as_readers = Settings {
        now: plan.site.now,
        base_url: None,
        drafts: false,
        skip_broken: true,
        everything: false,
    };
    match hidden(article, &plan.site.config, &as_readers) {
        Some(reason) => Some(told(reason, article)),
        None => article
            .withdrawn
            .as_ref()
            .map(|withdrawal| State::Withdrawn(withdrawal.date)),
    }
}

fn told(reason: Hidden, article: &Article) -> State {
    match reason {
        Hidden::Draft => State::Draft,
        Hidden::Review => State::Review,
        Hidden::Scheduled => State::Scheduled(article.publish_at.or(article.date)),
        Hidden::Expired => State::Expired(article.expires_at),
        Hidden::Withdrawn => State::Withdrawn(article.withdrawn.as_ref().and_then(|of| of.date)),
        Hidden::LeftOut | Hidden::Empty => State::LeftOut,
    }
}

fn shown(plan: &Plan, id: usize) -> Option<(Option<Moment>, KeptBack)> {
    let entry = &plan.site.entries[id];
    let state = state(plan, &entry.article)?;
    let told = KeptBack {
        state,
        title: entry.article.title.clone(),
        source: entry.article.path.to_string(),
        address: Some(plan.site.config.base.path.clone() + &entry.url),
    };
    Some((entry.article.date, told))
}

/// One that is not in the plan: its front matter is read again, for nobody else needs it.
pub fn not_shown(plan: &Plan, path: &str, reason: Hidden) -> Option<(Option<Moment>, KeptBack)> {
    let source = plan.files.get(path)?.source().ok();
    let article = source.and_then(|source| Article::parse(&source.value, KINDS[0]).value);
    let kept_back = |state, title: &str| KeptBack {
        state,
        title: if title.is_empty() { path } else { title }.to_owned(),
        source: path.to_owned(),
        address: None,
    };
    Some(match article {
        Some(article) => (
            article.date,
            kept_back(told(reason, &article), &article.title),
        ),
        None => (None, kept_back(State::LeftOut, "")),
    })
}
