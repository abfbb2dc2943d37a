//! From a request to an answer: who may ask, what for, and which file of the portal that is.

use std::net::IpAddr;
use std::sync::Arc;

use tiny_http::Method;

use super::address::Address;
use super::gate::Visitor;
use super::head::Request;
use super::reload::{self, Reload};
use super::reply::Reply;
use super::{ServerOptions, Show, Shown};
use crate::diagnostic::any_error;

/// Where the preview's own files are; no portal has such a folder.
const TOOLS: &str = "__congtin/";

/// Answers requests from what is shown now.
pub(super) struct Preview {
    show: Arc<dyn Show>,
    options: ServerOptions,
    reload: Reload,
}

impl Preview {
    /// A preview of what is shown.
    pub fn new(show: Arc<dyn Show>, mut options: ServerOptions) -> Self {
        options.base_path = options.base_path.trim_matches('/').to_owned();
        Self {
            show,
            options,
            reload: Reload::default(),
        }
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
        match address.path.strip_prefix(TOOLS) {
            Some(tool) => self.tool(tool, &address, visitor),
            None => self.page(&address, request),
        }
        .cut_for(request)
    }

    /// Wakes browsers that wait for a change.
    pub fn changed(&self) {
        self.reload.wake();
    }

    /// Answers all who wait, and lets nobody wait any more.
    pub fn close(&self) {
        self.reload.close();
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

    fn tool(&self, name: &str, address: &Address, visitor: &Visitor) -> Reply {
        match name {
            "preview.js" => Reply::new(200, "text/javascript", reload::SCRIPT.as_bytes()),
            "findings.json" => reload::findings(&self.show.findings(), self.options.language),
            "wait" => {
                let seen = address.asked("generation").unwrap_or_default();
                self.reload
                    .wait(seen, || self.show.generation().to_string(), visitor)
            }
            _ => Reply::plain(404),
        }
    }

    /// A file of the portal, the way to it, or what there is to say instead.
    fn page(&self, address: &Address, request: &Request) -> Reply {
        let base = &self.options.base_path;
        let path = match address.path.strip_prefix(base.as_str()) {
            Some("") if !base.is_empty() => return redirect(301, request),
            Some(path) if base.is_empty() => path,
            Some(path) if path.starts_with('/') => &path[1..],
            _ if address.path.is_empty() => {
                return Reply::plain(302).with("Location", format!("/{base}/"));
            }
            _ => return Reply::plain(404),
        };
        // Asked before the file, or a change between the two would never reach the page.
        let generation = self.show.generation();
        let folder = path.is_empty() || path.ends_with('/');
        let name = if folder {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some(shown) = self.show.file(&name) {
            return self.shown(200, &shown, generation);
        }
        if !folder && self.show.file(&format!("{path}/index.html")).is_some() {
            return redirect(301, request);
        }
        self.missing(&name, generation)
    }

    fn missing(&self, name: &str, generation: u64) -> Reply {
        if !is_page(name) {
            return Reply::plain(404);
        }
        if let Some(shown) = self.show.file("404.html") {
            return self.shown(404, &shown, generation);
        }
        let findings = self.show.findings();
        // Without even a page for what is missing, nothing was ever built.
        let status = if any_error(&findings) { 503 } else { 404 };
        reload::stand_in(status, &findings, generation, self.options.language)
    }

    fn shown(&self, status: u16, shown: &Shown, generation: u64) -> Reply {
        if shown.media_type.starts_with("text/html") {
            let page = reload::with_script(&shown.bytes, generation, self.options.language);
            Reply::new(status, &shown.media_type, page)
        } else {
            Reply::new(status, &shown.media_type, Arc::clone(&shown.bytes))
        }
    }
}

/// Whether a browser would show what stands at this path as a page.
fn is_page(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.ends_with(".html") || !file.contains('.')
}

/// To the same address with a `/` at its end. The target has passed [`Address::read`]: it begins with one `/`,
/// and nothing in it ends a header line.
fn redirect(status: u16, request: &Request) -> Reply {
    let (path, query) = request
        .target
        .split_once('?')
        .unwrap_or((&request.target, ""));
    let mark = if query.is_empty() { "" } else { "?" };
    Reply::plain(status).with("Location", format!("{path}/{mark}{query}"))
}
