//! The local preview: HTTP, pages that follow every save, findings laid over them, and watching the site's folder.
//!
//! The room knows nothing of sites, plans or rendering. It is handed a [`Show`] and asks it for files and for what
//! there is to tell of them:
//!
//! ```text
//! socket ─ gate ─ head ─ preview ─ Show::file ─ reply ─ socket
//!                          ├ dress: the tags of our scripts, added on the way out
//!                          ├ wait: news of one page, as soon as there are any ─ browser/: puts them in place
//!                          └ own: the desk with all findings; the door for other machines
//! watch: the folder changed ─ (the command loads again) ─ Server::changed ─ those who wait look again
//! ```
//!
//! It is a preview for a handful of editors, on loopback unless asked otherwise, and no production server. Whoever is
//! not at this machine needs the key of the run.

mod address;
mod bar;
mod dress;
mod gate;
mod head;
mod ignored;
mod key;
mod notices;
mod own;
mod preview;
mod reply;
mod show;
mod tell;
mod uses;
mod wait;
mod watch;

#[cfg(test)]
mod tests;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use crate::text::Language;

pub use notices::Change;
pub use show::{About, Edited, KeptBack, Lens, Look, Show, Shown, State};
pub use tell::Editor;
pub use watch::Watcher;

/// What a preview is told besides its address.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The language of the bar and of the preview's own pages.
    pub language: Language,
    /// Names under which the preview may be asked for, besides `localhost` and the addresses it listens on.
    pub hosts: Vec<String>,
    /// How sources are opened from the bar; none: not at all.
    pub editor: Option<Editor>,
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
    /// When the address cannot be listened on, no thread can be started, or there are no random numbers for a key.
    pub fn start(
        address: SocketAddr,
        show: Arc<dyn Show>,
        options: ServerOptions,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let preview = Arc::new(preview::Preview::new(show, options)?);
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

    /// The path of the address that lets other machines in.
    #[must_use]
    pub fn door(&self) -> String {
        self.preview.door()
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
