//! The waiting room: where a page's browser hears of news as soon as there are any.

use std::net::IpAddr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::gate::Visitor;
use super::reply::Reply;
use crate::text::Digest;

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
pub(super) struct Waits {
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

impl Waits {
    /// Answers with the news of a page when they are others than those seen, or after a while; at once, with `busy`,
    /// when too many wait already: the page then asks again every few seconds. `generation` grows with every change;
    /// only then are the news made anew.
    pub fn wait(
        &self,
        seen: &str,
        generation: impl Fn() -> u64,
        news: impl Fn() -> Value,
        visitor: &Visitor,
    ) -> Reply {
        let Some(_seat) = visitor.peer().and_then(|peer| self.sit_down(peer)) else {
            return told(tagged(news()).1, true);
        };
        let deadline = Instant::now() + WAIT;
        loop {
            let changes = self.lock().changes;
            // Not asked under the lock: it is foreign, and may itself be waiting for whoever wakes us.
            let looked_at = generation();
            let (tag, told_now) = tagged(news());
            if tag != seen {
                return told(told_now, false);
            }
            while generation() == looked_at {
                if Instant::now() >= deadline || visitor.is_gone() {
                    return told(told_now, false);
                }
                let state = self.lock();
                let still = |state: &mut State| state.changes == changes && !state.closed;
                let (state, _) = self
                    .changed
                    .wait_timeout_while(state, GLANCE, still)
                    .unwrap_or_else(PoisonError::into_inner);
                if state.closed {
                    return told(told_now, true);
                }
                if state.changes != changes {
                    break;
                }
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
        Some(Seat { room: self, peer })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who waits; stands up when dropped.
struct Seat<'a> {
    room: &'a Waits,
    peer: IpAddr,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut state = self.room.lock();
        if let Some(at) = state.seated.iter().position(|peer| *peer == self.peer) {
            state.seated.swap_remove(at);
        }
    }
}

/// News with what tells them from others.
fn tagged(mut news: Value) -> (String, Value) {
    let tag = Digest::of(news.to_string().as_bytes()).short();
    news["tag"] = json!(tag);
    (tag, news)
}

fn told(mut news: Value, busy: bool) -> Reply {
    news["busy"] = json!(busy);
    Reply::new(200, "application/json", news.to_string().into_bytes())
}
