//! Real web servers with the settings that `congtin server-config` prints: nginx, Apache and Caddy serve a small portal, at
//! the root and below a path, and are asked for pages, old addresses, withdrawn and missing pages, headers and types.
//!
//! They need the servers, so `cargo test` leaves them out; `tests/run` brings those of Debian and runs them. Each runs
//! unprivileged, out of a temporary folder, on a port of this machine only.

#![cfg(unix)]

mod client;
mod start;

use std::fs;
use std::path::Path;
use std::process::Command;

use client::{Answer, get, get_with};
use start::{Running, Server};

/// A portal in two languages with everything that a server has to know of.
const SITE: &[(&str, &str)] = &[
    (
        "content/tin-tuc/cau.md",
        "+++\ntitle = \"Cầu mới\"\ndate = 2022-07-11\nsummary = \"S\"\naliases = [\"/cu/cau.html\", \"/cau-cu/\"]\n+++\nCầu đã thông xe.\n",
    ),
    (
        "content/tin-tuc/cau.en.md",
        "+++\ntitle = \"A new bridge\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\nIt is open.\n",
    ),
    (
        "content/tin-tuc/go.md",
        "+++\ntitle = \"Bài sai\"\ndate = 2022-07-11\nsummary = \"S\"\nwithdrawn = \"Sai\"\n+++\nSai.\n",
    ),
    ("static/tai-lieu/phu-de.vtt", "WEBVTT\n"),
    ("static/tai-lieu/bang.csv", "a,b\n"),
];

/// A portal that a server serves.
struct Portal {
    running: Running,
    folder: tempfile::TempDir,
    /// The path of its address.
    path: &'static str,
}

impl Portal {
    fn start(server: Server, path: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        start::open_to_all(folder.path());
        let port = start::free_port();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
            fs::write(file, text).expect("written");
        };
        for (name, text) in SITE {
            write(name, text);
        }
        write(
            "site.toml",
            &format!(
                "title = \"Cổng Thử\"\nbase_url = \"http://127.0.0.1:{port}{path}\"\nlanguages = [\"vi\", \"en\"]\n[output]\ncompress = [\"gz\", \"br\"]\n[security]\ncontact = \"mailto:a@thu.example\"\n[embeds]\nhosts = [\"www.youtube.com\"]\n"
            ),
        );
        let root = folder.path().join("www");
        let output = format!("{}{path}", root.display());
        congtin(folder.path(), &["build", "--quiet", "--output", &output]);
        let root = root.display().to_string();
        let settings = congtin(
            folder.path(),
            &["server-config", server.name(), "--folder", &root],
        );
        Self {
            running: Running::start(server, &settings, port, folder.path()),
            folder,
            path,
        }
    }

    fn get(&self, path: &str) -> Answer {
        get(self.running.port, &format!("{}{path}", self.path))
    }

    /// The first file whose name ends so, below a folder of the output, as an address.
    fn file(&self, below: &str, ending: &str) -> String {
        let root = self
            .folder
            .path()
            .join("www")
            .join(self.path.trim_start_matches('/'));
        let files = fs::read_dir(root.join(below))
            .expect("the folder")
            .flatten();
        let mut names: Vec<_> = files
            .map(|file| file.file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        let name = names.into_iter().find(|name| name.ends_with(ending));
        format!("/{below}/{}", name.expect("a file"))
    }
}

/// Runs the program; its standard output.
fn congtin(root: &Path, arguments: &[&str]) -> String {
    let (command, rest) = arguments.split_first().expect("a command");
    let ran = Command::new(env!("CARGO_BIN_EXE_congtin"))
        .args([
            *command,
            "--lang",
            "en",
            "--now",
            "2022-08-01T08:00:00+07:00",
            "--root",
        ])
        .arg(root)
        .args(rest)
        .output()
        .expect("the program runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).expect("UTF-8")
}

const SHORTLY: &str = "public, max-age=300";
const FOREVER: &str = "public, max-age=31536000, immutable";

#[test]
#[ignore = "needs nginx; tests/run brings it"]
fn nginx() {
    serves(Server::Nginx);
}

#[test]
#[ignore = "needs Apache; tests/run brings it"]
fn apache() {
    serves(Server::Apache);
}

#[test]
#[ignore = "needs Caddy; tests/run brings it"]
fn caddy() {
    serves(Server::Caddy);
}

/// The copies beside pages are what is sent; nginx of Debian reads no Brotli without a module.
const READS: [(Server, &[(&str, &str)]); 3] = [
    (Server::Nginx, &[("gzip", "gz")]),
    (Server::Apache, &[("gzip", "gz"), ("br", "br")]),
    (Server::Caddy, &[("gzip", "gz"), ("br", "br")]),
];

fn serves(server: Server) {
    for path in ["", "/cong"] {
        let portal = Portal::start(server, path);
        pages(&portal);
        files(&portal);
        moved(&portal);
        gone_and_missing(&portal);
        compressed(&portal, server);
    }
}

fn pages(portal: &Portal) {
    for path in ["/", "/tin-tuc/", "/tin-tuc/cau.html", "/en/", "/tim-kiem/"] {
        let page = portal.get(path).status(200);
        let page = page.header("content-type", "text/html; charset=utf-8");
        let page = page
            .header("cache-control", SHORTLY)
            .header("x-content-type-options", "nosniff");
        let page = page.header("referrer-policy", "strict-origin-when-cross-origin");
        let page = page.header(
            "permissions-policy",
            "camera=(), microphone=(), geolocation=()",
        );
        let page = page.header("content-security-policy", "default-src 'self'; img-src 'self' data:; frame-src https://www.youtube-nocookie.com; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
        // A browser is told to insist on HTTPS by HTTPS only.
        page.lacks_header("strict-transport-security")
            .says("<!DOCTYPE html>");
    }
}

fn files(portal: &Portal) {
    let css = portal.file("assets", ".css");
    let css = portal
        .get(&css)
        .status(200)
        .header("cache-control", FOREVER);
    css.header("content-type", "text/css; charset=utf-8")
        .header("x-content-type-options", "nosniff");
    let shard = portal.file("tim-kiem", ".bin");
    portal
        .get(&shard)
        .status(200)
        .header("cache-control", FOREVER);
    let manifest = portal.get("/tim-kiem/index.json").status(200);
    let manifest = manifest.header("content-type", "application/json; charset=utf-8");
    manifest.header("cache-control", SHORTLY);
    for (path, media_type) in [
        ("/rss.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/tai-lieu/phu-de.vtt", "text/vtt; charset=utf-8"),
        ("/tai-lieu/bang.csv", "text/csv; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ] {
        portal
            .get(path)
            .status(200)
            .header("content-type", media_type);
    }
}

fn moved(portal: &Portal) {
    for old in ["/cu/cau.html", "/cau-cu/", "/cau-cu"] {
        portal
            .get(old)
            .status(301)
            .leads_to(&format!("{}/tin-tuc/cau.html", portal.path));
    }
    let folder = portal.get("/tin-tuc");
    assert!([301, 308].contains(&folder.status), "{folder:?}");
    folder.leads_to(&format!("{}/tin-tuc/", portal.path));
}

fn gone_and_missing(portal: &Portal) {
    let gone = portal
        .get("/tin-tuc/go.html")
        .status(410)
        .says("Bài viết đã được gỡ");
    let gone = gone.header("content-type", "text/html; charset=utf-8");
    gone.header("cache-control", SHORTLY)
        .header("x-content-type-options", "nosniff");
    for (path, words) in [
        ("/khong-co.html", "Không tìm thấy trang"),
        ("/tin-tuc/khong-co/", "Không tìm thấy trang"),
        ("/assets/khong-co.css", "Không tìm thấy trang"),
        ("/redirects.map", "Không tìm thấy trang"),
        ("/.git/config", "Không tìm thấy trang"),
        ("/en/nothing.html", "Page not found"),
    ] {
        let page = portal.get(path).status(404).says(words);
        let page = page.header("content-type", "text/html; charset=utf-8");
        page.header("cache-control", SHORTLY)
            .header("x-content-type-options", "nosniff");
    }
    // A folder without a page.
    let folder = portal.get("/assets/");
    assert!([403, 404].contains(&folder.status), "{folder:?}");
    folder.says("Không tìm thấy trang");
}

fn compressed(portal: &Portal, server: Server) {
    let (_, codings) = READS
        .iter()
        .find(|(own, _)| *own == server)
        .expect("a server");
    for (path, file) in [
        ("/tin-tuc/cau.html", "tin-tuc/cau.html"),
        ("/tin-tuc/", "tin-tuc/index.html"),
        ("/rss.xml", "rss.xml"),
    ] {
        let address = format!("{}{path}", portal.path);
        let plain = get(portal.running.port, &address).lacks_header("content-encoding");
        for (coding, ending) in *codings {
            let packed = get_with(portal.running.port, &address, coding).status(200);
            let packed = packed
                .header("content-encoding", coding)
                .header("vary", "Accept-Encoding");
            let kind = if file.ends_with(".xml") {
                "application/xml"
            } else {
                "text/html"
            };
            let packed = packed.header("content-type", &format!("{kind}; charset=utf-8"));
            let packed = packed.header("cache-control", SHORTLY);
            let root = portal
                .folder
                .path()
                .join("www")
                .join(portal.path.trim_start_matches('/'));
            let copy = fs::read(root.join(format!("{file}.{ending}"))).expect("the copy");
            assert!(packed.body == copy, "{path}: {coding} is not the copy");
        }
        let packed = get_with(portal.running.port, &address, "gzip");
        assert_eq!(packed.unpacked(), plain.body, "{path}");
    }
    // A page that tells of a withdrawn article is what it is for every browser.
    let gone = get_with(
        portal.running.port,
        &format!("{}/tin-tuc/go.html", portal.path),
        "gzip, br",
    );
    gone.status(410);
}
