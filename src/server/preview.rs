//! From a request to an answer: who may ask, what for, and which file of the portal that is.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Value, json};
use tiny_http::Method;

use super::address::{Address, output};
use super::bar::Bar;
use super::gate::Visitor;
use super::head::Request;
use super::key::Key;
use super::reply::Reply;
use super::tell::Teller;
use super::wait::Waits;
use super::{Lens, ServerOptions, Show, Shown, dress, own, uses};
use crate::diagnostic::any_error;
use crate::text::Moment;

/// Where the preview's own files are; no portal has such a folder.
const TOOLS: &str = "__congtin/";

/// Answers requests from what is shown now.
pub(super) struct Preview {
    show: Arc<dyn Show>,
    options: ServerOptions,
    waits: Waits,
    key: Key,
}

/// What there is at an address of the portal.
enum Found {
    /// A file with its status, and the output path that was asked for.
    File(u16, Shown, String),
    /// The way to it.
    Elsewhere(u16, String),
    /// Nothing.
    Nothing,
}

impl Preview {
    /// A preview of what is shown.
    ///
    /// # Errors
    /// When there are no random numbers for its key.
    pub fn new(show: Arc<dyn Show>, options: ServerOptions) -> io::Result<Self> {
        Ok(Self {
            show,
            options,
            waits: Waits::default(),
            key: Key::new()?,
        })
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request, visitor: &Visitor) -> Reply {
        if !matches!(request.method, Method::Get | Method::Head) {
            return Reply::plain(405).with("Allow", "GET, HEAD");
        }
        if !self.may_be_called(request.header("Host").unwrap_or_default(), visitor.host()) {
            return Reply::plain(403);
        }
        let Some(address) = Address::read(&request.target) else {
            return Reply::plain(400);
        };
        let reply = match address.path.strip_prefix(TOOLS) {
            Some(tool) => self.tool(tool, &address, request, visitor),
            None if self.is_let_in(request, visitor) => self.page(&address.path, &address.query),
            None => own::locked(self.teller(false)),
        };
        let headers = self.show.headers().into_iter();
        headers
            .fold(reply, |reply, (name, value)| reply.with(name, value))
            .cut_for(request)
    }

    /// The path of the address that lets other machines in.
    pub fn door(&self) -> String {
        format!("/{TOOLS}key/{}", self.key.text())
    }

    /// Wakes browsers that wait for a change.
    pub fn changed(&self) {
        self.waits.wake();
    }

    /// Answers all who wait, and lets nobody wait any more.
    pub fn close(&self) {
        self.waits.close();
    }

    /// Whether a `Host` header names us. A page of another site that had its own name resolve to this address
    /// (DNS rebinding) could read every draft; it cannot make a browser send another name than its own.
    fn may_be_called(&self, host: &str, own: Option<IpAddr>) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
            _ => host,
        };
        let ip = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
            .unwrap_or(name)
            .parse();
        let is_own = ip.is_ok_and(|ip: IpAddr| {
            ip.to_canonical().is_loopback()
                || own.is_some_and(|own| own.to_canonical() == ip.to_canonical())
        });
        is_own
            || name.eq_ignore_ascii_case("localhost")
            || self
                .options
                .hosts
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name))
    }

    fn is_let_in(&self, request: &Request, visitor: &Visitor) -> bool {
        visitor.at_home || self.key.is_carried_by(request)
    }

    /// Only who sits at this machine can open its files.
    fn teller(&self, at_home: bool) -> Teller<'_> {
        Teller {
            language: self.options.language,
            editor: self.options.editor.as_ref().filter(|_| at_home),
        }
    }

    fn home(&self) -> String {
        format!("{}/", self.show.base())
    }

    fn tool(&self, name: &str, address: &Address, request: &Request, visitor: &Visitor) -> Reply {
        if let Some(key) = name.strip_prefix("key/") {
            return if self.key.is(key) {
                own::welcome(self.teller(false), &self.home(), self.key.cookie())
            } else {
                own::locked(self.teller(false))
            };
        }
        if !self.is_let_in(request, visitor) {
            // The page that says so wants its style.
            let style = Some(name).filter(|name| *name == "bar.css");
            return style
                .and_then(dress::file)
                .unwrap_or_else(|| own::locked(self.teller(false)));
        }
        match name {
            "" => self.dressed(200, &Shown::page(self.desk(visitor))),
            "wait" => self.wait(address, visitor),
            "lens" => self.look_through(address, request, visitor),
            _ => dress::file(name).unwrap_or_else(|| Reply::plain(404)),
        }
    }

    fn desk(&self, visitor: &Visitor) -> String {
        let tell = self.teller(visitor.at_home);
        own::desk(
            tell,
            &self.home(),
            &self.show.findings(),
            &self.show.kept_back(),
        )
    }

    /// News of the page that a browser shows.
    fn wait(&self, address: &Address, visitor: &Visitor) -> Reply {
        let page = address.asked("page").unwrap_or_default();
        let Some(page) = Address::read(&page) else {
            return Reply::plain(400);
        };
        let seen = address.asked("seen").unwrap_or_default();
        let follows = address.asked("follow").is_some();
        let news = || self.news(&page.path, follows, visitor);
        self.waits
            .wait(&seen, || self.show.generation(), news, visitor)
    }

    /// All that a browser must know of a page that it shows: what tells its bytes from others, the files it shows,
    /// the marks of its links, the bar; and for one that follows the editor, what was saved last.
    fn news(&self, path: &str, follows: bool, visitor: &Visitor) -> Value {
        let base = self.home();
        let (page, name) = match self.find(path, "") {
            Found::File(_, shown, name) => (shown.bytes, name),
            _ => (Arc::default(), String::new()),
        };
        let mut about = self.show.about(&name);
        let page = if path.starts_with(TOOLS) {
            // It tells of everything itself.
            about.findings.clear();
            self.desk(visitor).into_bytes().into()
        } else {
            page
        };
        let language = self.options.language;
        let used = uses::of(&page, base.trim_end_matches('/'), &*self.show, language);
        let edited = self.show.edited();
        let bar = Bar {
            about: &about,
            edited: edited.as_ref(),
            lens: self.show.lens(),
            at_home: visitor.at_home,
            tell: self.teller(visitor.at_home),
        };
        let address = edited.as_ref().filter(|_| follows).and_then(|edited| {
            let address = edited.page.as_ref().ok()?;
            let address = format!("{}{address}", base.trim_end_matches('/'));
            Some(json!({ "address": address, "generation": edited.generation }))
        });
        json!({
            "page": dress::digest(&page),
            "files": used.files,
            "marks": used.marks,
            "bar": bar.html(),
            "edited": address,
        })
    }

    /// Looks at another moment, or at drafts. A request that changes something must come from our own script: no
    /// page of another site can send its header without asking first, and asking is refused.
    fn look_through(&self, address: &Address, request: &Request, visitor: &Visitor) -> Reply {
        if !visitor.at_home || request.header("X-Congtin").is_none() {
            return Reply::plain(403);
        }
        let mut lens: Lens = self.show.lens();
        match address.asked("now").as_deref() {
            None => {}
            Some("") => lens.now = None,
            Some(text) => match Moment::parse(text) {
                Some(now) => lens.now = Some(now),
                None => return Reply::plain(400),
            },
        }
        if let Some(drafts) = address.asked("drafts") {
            lens.drafts = !drafts.is_empty();
        }
        self.show.look_through(lens);
        Reply::plain(200)
    }

    /// A file of the portal, the way to it, or what there is to say instead.
    fn page(&self, path: &str, query: &str) -> Reply {
        match self.find(path, query) {
            Found::File(status, shown, _) => self.dressed(status, &shown),
            Found::Elsewhere(status, location) => Reply::plain(status).with("Location", location),
            Found::Nothing => Reply::plain(404),
        }
    }

    fn find(&self, path: &str, query: &str) -> Found {
        let base = self.show.base();
        let base = base.trim_matches('/');
        let inside = match path.strip_prefix(base) {
            Some("") if !base.is_empty() => return Found::Elsewhere(301, with_slash(path, query)),
            Some(inside) if base.is_empty() => inside,
            Some(inside) if inside.starts_with('/') => &inside[1..],
            _ if path.is_empty() => return Found::Elsewhere(302, self.home()),
            _ => return Found::Nothing,
        };
        let name = output(inside);
        if let Some(shown) = self.show.file(&name) {
            return Found::File(200, shown, name);
        }
        let is_file = name == inside;
        if is_file && self.show.look(&output(&format!("{inside}/"))).is_some() {
            return Found::Elsewhere(301, with_slash(path, query));
        }
        self.missing(name)
    }

    fn missing(&self, name: String) -> Found {
        if !is_page(&name) {
            return Found::Nothing;
        }
        // Each edition has its own, as web servers are told.
        let edition = name.split('/').next().unwrap_or_default();
        let own = self.show.file(&format!("{edition}/404.html"));
        if let Some(shown) = own.or_else(|| self.show.file("404.html")) {
            return Found::File(404, shown, name);
        }
        // Without even a page for what is missing, nothing was ever built.
        let findings = self.show.findings();
        let tell = self.teller(false);
        let (status, title) = if any_error(&findings) {
            let title = tell.pick("Chưa dựng được cổng", "The portal could not be built");
            (503, title)
        } else {
            (
                404,
                tell.pick("Không có trang này", "There is no such page"),
            )
        };
        let page = own::stand_in(tell, title, &findings);
        Found::File(status, Shown::page(page), name)
    }

    fn dressed(&self, status: u16, shown: &Shown) -> Reply {
        if shown.media_type.starts_with("text/html") {
            let page = dress::dress(&shown.bytes, self.options.language);
            Reply::new(status, &shown.media_type, page)
        } else {
            Reply::new(status, &shown.media_type, Arc::clone(&shown.bytes))
        }
    }
}

impl Shown {
    /// A page of the preview's own.
    fn page(html: String) -> Self {
        Self {
            bytes: html.into_bytes().into(),
            media_type: "text/html".to_owned(),
        }
    }
}

/// Whether a browser would show what stands at this path as a page.
fn is_page(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.ends_with(".html") || !file.contains('.')
}

/// The same address with a `/` at its end, encoded anew: the path has passed [`Address::read`], and nothing in it can
/// end a header line or lead to another host.
fn with_slash(path: &str, query: &str) -> String {
    let path = crate::text::escape::url_path(path);
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/{path}/{mark}{query}")
}
