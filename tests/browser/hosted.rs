//! A finished portal below a path of somebody else's address, on a server that knows nothing but files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;
use tiny_http::{Header, Response, Server};

use super::chromium::Browser;
use super::{tab_to, untroubled, wait};

/// Where the portal stands on its server.
const BELOW: &str = "/cong/nason/";

/// A server of files below [`BELOW`]; all it knows is a few types.
struct Hosting {
    server: Arc<Server>,
    address: String,
    _folder: TempDir,
}

impl Hosting {
    /// The sample portal, built for a public address with a path and laid on a server of its own.
    fn of_the_sample() -> Self {
        let folder = TempDir::new().expect("a folder");
        let built = Command::new(env!("CARGO_BIN_EXE_congtin"))
            .args(["build", "--quiet", "--root", env!("CARGO_MANIFEST_DIR")])
            .args(["--base-url", &format!("https://tinh.example{BELOW}")])
            .args(["--now", "2022-08-01T08:00:00+07:00", "--output"])
            .arg(folder.path().join("public"))
            .status();
        assert!(built.expect("the build runs").success());
        let server = Server::http("127.0.0.1:0").expect("a free port");
        let port = server.server_addr().to_ip().expect("an address").port();
        let server = Arc::new(server);
        let (served, root) = (Arc::clone(&server), folder.path().join("public"));
        std::thread::spawn(move || {
            for request in served.incoming_requests() {
                let (body, kind, status) = match file(&root, request.url()) {
                    Some(path) => (fs::read(&path).unwrap_or_default(), kind(&path), 200),
                    None => (b"not found".to_vec(), "text/plain", 404),
                };
                let header = Header::from_bytes("Content-Type", kind).expect("a header");
                let answer = Response::from_data(body).with_header(header);
                let _ = request.respond(answer.with_status_code(status));
            }
        });
        Self {
            server,
            address: format!("http://127.0.0.1:{port}{BELOW}"),
            _folder: folder,
        }
    }
}

impl Drop for Hosting {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// The file of an address; none outside of the portal.
fn file(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix(BELOW)?;
    let path = root.join(path);
    let path = if path.is_dir() {
        path.join("index.html")
    } else {
        path
    };
    path.is_file().then_some(path)
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_portal_below_a_path_finds_its_styles_its_pages_and_its_index() {
    let hosting = Hosting::of_the_sample();
    let mut browser = Browser::start();
    browser.size(1280, 800);
    browser.open(&hosting.address);
    let styled = "document.styleSheets[0].cssRules.length > 0";
    assert_eq!(browser.eval(styled), true);
    let category = browser.text("document.querySelector('nav.menu a[href$=\"/tin-tuc/\"]').href");
    assert!(category.starts_with(&hosting.address), "{category}");
    browser.open(&category);
    tab_to(&mut browser, "form.search input");
    browser.write("cau song ngang");
    browser.press("Enter");
    wait(
        &mut browser,
        "document.querySelector('.search-results h2 a')",
    );
    let first = browser.text("document.querySelector('.search-results h2 a').href");
    assert!(first.starts_with(&hosting.address), "{first}");
    browser.open(&first);
    assert!(
        browser
            .text("document.querySelector('h1').textContent")
            .contains("Cầu Sông Ngang")
    );
    untroubled(&browser);
}
