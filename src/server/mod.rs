//! The local preview: HTTP, live reload, findings laid over pages, and watching the site's folder.
//!
//! The room knows nothing of sites, plans or rendering. It is handed a [`Show`] and asks it for files:
//!
//! ```text
//! socket ─ gate ─ head ─ preview ─ Show::file ─ reply ─ socket
//!                          └ reload: the script, the wait, the findings
//! watch: the folder changed ─ (the command loads again) ─ Server::changed ─ waiting browsers reload
//! ```
//!
//! It is a preview for a handful of editors, on loopback unless asked otherwise, and no production server.

mod address;
mod gate;
mod head;
mod ignored;
mod notices;
mod preview;
mod reload;
mod reply;
mod watch;

#[cfg(test)]
mod tests;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use crate::diagnostic::Finding;
use crate::text::Language;

pub use watch::Watcher;

/// What the preview shows now. Implemented by the `serve` command.
pub trait Show: Send + Sync + 'static {
    /// The file at an output path such as `tin-tuc/index.html` (decoded, checked, never with `..`).
    fn file(&self, path: &str) -> Option<Shown>;

    /// Findings to lay over pages, errors first; empty when all is well.
    fn findings(&self) -> Vec<Finding>;

    /// Grows with every change that browsers should see. Better different from one run to the next, so that
    /// a page left open while the preview was restarted is loaded again.
    fn generation(&self) -> u64;
}

/// One file of the portal, as it would be published.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its media type, `text/html`; the preview adds the charset where one belongs.
    pub media_type: String,
}

/// What a preview is told besides its address.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The language of the overlay and of the preview's own pages.
    pub language: Language,
    /// The path of the portal's `base_url`: `/`, or `/cong/` for a portal below a host's root.
    pub base_path: String,
    /// Names under which the preview may be asked for, besides `localhost` and the addresses it listens on.
    pub hosts: Vec<String>,
}

/// A running preview. Dropping it stops it.
pub struct Server {
    gate: gate::Gate,
    preview: Arc<preview::Preview>,
}

impl Server {
    /// Listens, and answers from threads of its own until [`Server::stop`].
    ///
    /// # Errors
    /// When the address cannot be listened on, or no thread can be started.
    pub fn start(
        address: SocketAddr,
        show: Arc<dyn Show>,
        options: ServerOptions,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let preview = Arc::new(preview::Preview::new(show, options));
        let answering = Arc::clone(&preview);
        let gate = gate::Gate::open(
            listener,
            gate::Limits::default(),
            move |request, visitor| answering.answer(request, visitor),
        )?;
        Ok(Self { gate, preview })
    }

    /// Where it listens; tells the port when it was started with port 0.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.gate.address()
    }

    /// Wakes the browsers that wait for a change. Call it after [`Show::generation`] has grown.
    pub fn changed(&self) {
        self.preview.changed();
    }

    /// Stops listening, cuts every connection and waits for the threads.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.preview.close();
        self.gate.close();
    }
}
