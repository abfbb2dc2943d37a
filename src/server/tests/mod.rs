//! The preview asked through real sockets, with a made-up portal behind it.

mod answers;
mod bounds;
mod door;
mod hostile;
mod live;
mod watching;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{
    About, Edited, Editor, KeptBack, Lens, Look, Server, ServerOptions, Show, Shown, State,
};
use crate::diagnostic::Finding;
use crate::text::{Digest, Language};

/// No test waits longer for anything.
const PATIENCE: Duration = Duration::from_secs(10);

/// A portal in memory.
#[derive(Default)]
struct Portal {
    files: Mutex<BTreeMap<String, Shown>>,
    findings: Mutex<Vec<Finding>>,
    kept_back: Mutex<Vec<KeptBack>>,
    edited: Mutex<Option<Edited>>,
    lens: Mutex<Lens>,
    base: Mutex<String>,
    generation: AtomicU64,
}

impl Portal {
    fn put(&self, path: &str, media_type: &str, bytes: &[u8]) {
        let shown = Shown {
            bytes: bytes.into(),
            media_type: media_type.to_owned(),
        };
        self.files.lock().unwrap().insert(path.to_owned(), shown);
    }

    fn grow(&self) -> u64 {
        self.generation.fetch_add(1, Ordering::SeqCst) + 1
    }
}

impl Show for Portal {
    fn base(&self) -> String {
        self.base.lock().unwrap().clone()
    }

    fn file(&self, path: &str) -> Option<Shown> {
        assert_ne!(path, "panic.html", "a page that panics");
        self.files.lock().unwrap().get(path).cloned()
    }

    fn look(&self, path: &str) -> Option<Look> {
        let files = self.files.lock().unwrap();
        let shown = files.get(path)?;
        let is_page = shown.media_type == "text/html";
        Some(Look {
            stamp: (!is_page).then(|| format!("{} bytes", shown.bytes.len())),
            state: path.contains("nhap").then_some(State::Draft),
        })
    }

    fn about(&self, path: &str) -> About {
        About {
            source: Some(format!("content/{path}")),
            findings: self.findings(),
            counts: (self.findings().len(), 0),
            ..About::default()
        }
    }

    fn findings(&self) -> Vec<Finding> {
        self.findings.lock().unwrap().clone()
    }

    fn kept_back(&self) -> Vec<KeptBack> {
        self.kept_back.lock().unwrap().clone()
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    fn edited(&self) -> Option<Edited> {
        self.edited.lock().unwrap().clone()
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        vec![("Content-Security-Policy", "default-src 'self'".to_owned())]
    }

    fn lens(&self) -> Lens {
        *self.lens.lock().unwrap()
    }

    fn look_through(&self, lens: Lens) {
        *self.lens.lock().unwrap() = lens;
        self.grow();
    }
}

/// A small portal: a home page, a folder, a page for what is missing, a text and a video.
fn portal() -> Arc<Portal> {
    let portal = Portal::default();
    portal.put(
        "index.html",
        "text/html",
        "<body><p>Trang chủ</p></body></html>".as_bytes(),
    );
    portal.put("tin-tuc/index.html", "text/html", b"<body>tin</BODY>");
    portal.put("tin-tuc/bài.html", "text/html", "không có thân".as_bytes());
    portal.put("404.html", "text/html", b"<body>none</body>");
    portal.put("robots.txt", "text/plain", b"User-agent: *\n");
    portal.put("phim.mp4", "video/mp4", b"0123456789");
    Arc::new(portal)
}

fn options() -> ServerOptions {
    ServerOptions {
        language: Language::En,
        hosts: vec!["cong.test".to_owned()],
        editor: Some(Editor {
            address: "edit:{path}:{line}:{column}".to_owned(),
            root: "/cong".to_owned(),
        }),
    }
}

/// A preview of a portal whose `base_url` has a path.
fn start(portal: &Arc<Portal>, base_path: &str) -> Server {
    base_path
        .trim_end_matches('/')
        .clone_into(&mut portal.base.lock().unwrap());
    let show: Arc<dyn Show> = Arc::clone(portal) as _;
    Server::start(([127, 0, 0, 1], 0).into(), show, options()).unwrap()
}

/// What came back: nothing at all when status is 0.
#[derive(Debug, Default)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// Sends bytes as they are, and reads to the end of the connection.
fn raw(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A server may refuse before it has read everything.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    let Some((head, body)) = answer.split_once("\r\n\r\n") else {
        return Answer::default();
    };
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// Asks with a method and header lines more, `"X: y\r\n"`.
fn ask(address: SocketAddr, method: &str, target: &str, more: &str) -> Answer {
    let head =
        format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n");
    raw(address, head.as_bytes())
}

fn get(address: SocketAddr, target: &str) -> Answer {
    ask(address, "GET", target, "")
}

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "never came: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
