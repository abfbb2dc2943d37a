//! What the build clock decides: who is public, and when that changes.

use super::Hidden;
use crate::config::{Config, Settings};
use crate::content::{Article, Status};
use crate::text::Moment;

/// Why an article is not public at the build clock, if so.
#[must_use]
pub fn hidden(article: &Article, config: &Config, settings: &Settings) -> Option<Hidden> {
    let after = |moment: Moment| moment.unix_seconds() > settings.now.unix_seconds();
    let starts = article.publish_at.or(article.date);
    if settings.everything {
        return None;
    }
    if article.expires_at.is_some_and(|end| !after(end)) {
        return Some(Hidden::Expired);
    }
    if settings.drafts {
        return None;
    }
    match article.status {
        Status::Draft => Some(Hidden::Draft),
        // What was published is withdrawn at once, whatever state its file is in by now.
        _ if article.withdrawn.is_some() => None,
        Status::Review => Some(Hidden::Review),
        Status::Unstated if config.only_approved => Some(Hidden::Review),
        _ if starts.is_some_and(after) => Some(Hidden::Scheduled),
        _ => None,
    }
}

/// When the clock alone will change what an article is.
pub fn next_change(article: &Article, config: &Config, now: Moment) -> Option<Moment> {
    let after = |moment: &Moment| moment.unix_seconds() > now.unix_seconds();
    let resting = match article.status {
        Status::Draft | Status::Review => true,
        Status::Unstated => config.only_approved,
        Status::Approved => false,
    };
    if resting || article.withdrawn.is_some() {
        return None;
    }
    let starts = article.publish_at.or(article.date).filter(after);
    let unpinned = article.pinned.flatten().filter(after);
    let ends = earlier(article.expires_at.filter(after), unpinned);
    earlier(starts, ends)
}

/// The next moment that an article names, whatever it is for.
pub fn next_moment(article: &Article, now: Moment) -> Option<Moment> {
    let named = [
        article.date,
        article.publish_at,
        article.expires_at,
        article.updated,
        article.pinned.flatten(),
    ];
    let after = |moment: &Moment| moment.unix_seconds() > now.unix_seconds();
    named.into_iter().flatten().filter(after).min()
}

pub fn earlier(a: Option<Moment>, b: Option<Moment>) -> Option<Moment> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
