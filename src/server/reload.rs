//! What keeps an open page in step: a script added on the way out, a place to wait for changes, the findings.

use std::net::IpAddr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;

use super::gate::Visitor;
use super::reply::Reply;
use crate::diagnostic::{Finding, Format};
use crate::text::{Language, escape};

/// Runs in every page: waits for a change, loads the page again, shows findings over it.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// How long a wait may take: less than what proxies and browsers put up with.
const WAIT: Duration = Duration::from_secs(25);
/// How often a wait looks whether its browser is still there.
const GLANCE: Duration = Duration::from_millis(250);
/// Waits at once. Each holds a connection, of which there must be enough left for pages.
const SEATS: usize = 32;
/// Waits from one address: a browser opens six connections to a host, and needs some for pages.
const SEATS_EACH: usize = 4;

/// The waiting room of browsers.
#[derive(Default)]
pub(super) struct Reload {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Counts changes, so that none is missed between a look and a wait.
    changes: u64,
    closed: bool,
    seated: Vec<IpAddr>,
}

impl Reload {
    /// Answers when the generation is another than the one seen, or after a while; at once, with `busy`, when
    /// too many wait already: the page then asks again every few seconds.
    pub fn wait(&self, seen: &str, generation: impl Fn() -> String, visitor: &Visitor) -> Reply {
        let Some(_seat) = visitor.peer().and_then(|peer| self.sit_down(peer)) else {
            return told(&generation(), true);
        };
        let deadline = Instant::now() + WAIT;
        loop {
            let changes = self.lock().changes;
            // Not asked under the lock: it is foreign, and may itself be waiting for whoever wakes us.
            let now = generation();
            if now != seen || Instant::now() >= deadline || visitor.is_gone() {
                return told(&now, false);
            }
            let state = self.lock();
            let still = |state: &mut State| state.changes == changes && !state.closed;
            let (state, _) = self
                .changed
                .wait_timeout_while(state, GLANCE, still)
                .unwrap_or_else(PoisonError::into_inner);
            if state.closed {
                return told(&now, true);
            }
        }
    }

    /// Makes all who wait look again.
    pub fn wake(&self) {
        self.lock().changes += 1;
        self.changed.notify_all();
    }

    /// Answers all who wait, now and later.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    fn sit_down(&self, peer: IpAddr) -> Option<Seat<'_>> {
        let mut state = self.lock();
        let own = state.seated.iter().filter(|other| **other == peer).count();
        if state.seated.len() >= SEATS || own >= SEATS_EACH {
            return None;
        }
        state.seated.push(peer);
        Some(Seat { reload: self, peer })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who waits; stands up when dropped.
struct Seat<'a> {
    reload: &'a Reload,
    peer: IpAddr,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut state = self.reload.lock();
        if let Some(at) = state.seated.iter().position(|peer| *peer == self.peer) {
            state.seated.swap_remove(at);
        }
    }
}

/// The page with the script before the end of its body.
pub(super) fn with_script(page: &[u8], generation: u64, language: Language) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let end = page
        .windows(END.len())
        .rposition(|bytes| bytes.eq_ignore_ascii_case(END));
    let (before, after) = page.split_at(end.unwrap_or(page.len()));
    [before, script(generation, language).as_bytes(), after].concat()
}

/// Findings for the script: as `--format json` tells them, with the place of the mark in the excerpt.
pub(super) fn findings(findings: &[Finding], language: Language) -> Reply {
    let all: Vec<_> = findings
        .iter()
        .map(|finding| {
            let mut told = finding.json(language);
            told["mark"] = json!(finding.place.as_ref().map(|place| place.mark));
            told
        })
        .collect();
    Reply::new(200, "application/json", json!(all).to_string().into_bytes())
}

/// A page for when there is none of the portal: the findings that are why, or the bare news.
pub(super) fn stand_in(
    status: u16,
    findings: &[Finding],
    generation: u64,
    language: Language,
) -> Reply {
    let title = if status == 404 {
        language.pick("Không có trang này", "There is no such page")
    } else {
        language.pick("Chưa dựng được cổng", "The portal could not be built")
    };
    let told: String = findings
        .iter()
        .map(|finding| {
            format!(
                "<pre>{}</pre>\n",
                escape::html(&finding.draw(Format::Human, language))
            )
        })
        .collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem}}pre{{overflow:auto}}</style></head>\n\
         <body data-congtin-stand-in>\n<h1>{title}</h1>\n{told}{script}</body>\n</html>\n",
        code = language.code(),
        script = script(generation, language),
    );
    Reply::new(status, "text/html", page.into_bytes())
}

fn script(generation: u64, language: Language) -> String {
    let code = language.code();
    format!(
        "<script src=\"/__congtin/preview.js\" data-generation=\"{generation}\" data-language=\"{code}\" \
         defer></script>\n"
    )
}

fn told(generation: &str, busy: bool) -> Reply {
    let body = json!({ "generation": generation, "busy": busy });
    Reply::new(200, "application/json", body.to_string().into_bytes())
}
