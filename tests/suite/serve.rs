//! `congtin serve`: what the browser gets, before and after a save.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::shell::Shell;

const SITE: &str = "
-- site.toml --
title = \"Cổng Thử\"
base_url = \"https://thu.example/cong\"
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
+++
Chữ đầu.
";

/// How long the preview may take over a save before the test gives up; a slow machine needs some of it.
pub const PATIENCE: Duration = Duration::from_secs(50);

/// A preview at work.
pub struct Preview {
    process: Child,
    address: String,
    lines: Receiver<String>,
}

impl Preview {
    #[track_caller]
    pub fn of(shell: &Shell, options: &str) -> Self {
        let mut process = shell
            .command(".", &format!("serve --port 0 {options}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the preview starts");
        let words = BufReader::new(process.stdout.take().expect("its words"));
        let (teller, lines) = channel();
        std::thread::spawn(move || {
            for line in words.lines().map_while(Result::ok) {
                let _ = teller.send(line);
            }
        });
        let line = lines.recv_timeout(PATIENCE).expect("a line");
        let address = line
            .split_once("http://")
            .and_then(|(_, rest)| rest.split('/').next())
            .unwrap_or_else(|| panic!("no address in {line:?}"))
            .to_owned();
        Self {
            process,
            address,
            lines,
        }
    }

    /// The status and the page at an address.
    #[track_caller]
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("the preview listens");
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream
            .write_all(head.as_bytes())
            .expect("it takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = super::case::text(&answer);
        let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
        (status.expect("a status"), answer)
    }

    /// Waits until the preview tells of a save with these words. A save may be seen in two steps.
    #[track_caller]
    fn until(&self, words: &str) {
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return;
            }
        }
        panic!("the preview never told: {words}");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn pages_are_shown_as_they_will_be_and_follow_every_save() {
    let shell = Shell::new(SITE);
    let preview = Preview::of(&shell, "");
    let (status, page) = preview.get("/cong/tin/a.html");
    assert_eq!(status, 200);
    assert!(page.contains("<p>Chữ đầu.</p>"), "{page}");
    let text = shell.read("content/tin/a.md").replace("đầu", "sau");
    shell.write("content/tin/a.md", text);
    preview.until("0 lỗi, 0 cảnh báo");
    let (_, page) = preview.get("/cong/tin/a.html");
    assert!(page.contains("<p>Chữ sau.</p>"), "{page}");
    shell.missing("public");
}

#[test]
fn a_slip_keeps_the_last_good_page_until_it_is_mended() {
    let shell = Shell::new(SITE);
    let good = shell.read("content/tin/a.md");
    let preview = Preview::of(&shell, "");
    let (_, before) = preview.get("/cong/tin/a.html");
    assert!(before.contains("<p>Chữ đầu.</p>"), "{before}");
    shell.write("content/tin/a.md", "không còn gì");
    preview.until("1 lỗi");
    for _ in 0..2 {
        let (status, page) = preview.get("/cong/tin/a.html");
        assert_eq!(status, 200);
        assert!(page.contains("<p>Chữ đầu.</p>"), "{page}");
    }
    shell.write("content/tin/a.md", good.replace("đầu", "mới"));
    preview.until("0 lỗi");
    let (_, page) = preview.get("/cong/tin/a.html");
    assert!(page.contains("<p>Chữ mới.</p>"), "{page}");
}

#[test]
fn a_page_that_is_deleted_is_gone_whatever_is_wrong_elsewhere() {
    let shell = Shell::new(SITE);
    let text = shell.read("content/tin/a.md");
    shell.write("content/tin/b.md", &text);
    let preview = Preview::of(&shell, "");
    for page in ["/cong/tin/a.html", "/cong/tin/b.html"] {
        assert_eq!(preview.get(page).0, 200);
    }
    shell.write("content/tin/b.md", "không còn gì");
    preview.until("1 lỗi");
    shell.remove("content/tin/a.md");
    preview.until("1 lỗi");
    assert_eq!(preview.get("/cong/tin/a.html").0, 404);
    // What its own slip keeps from being published is shown as it was.
    assert_eq!(preview.get("/cong/tin/b.html").0, 200);
}

#[test]
fn what_is_not_there_is_a_404_of_the_portal() {
    let shell = Shell::new(SITE);
    let preview = Preview::of(&shell, "");
    let (status, page) = preview.get("/cong/khong-co.html");
    assert_eq!(status, 404);
    assert!(page.contains("Không tìm thấy trang"), "{page}");
    for outside in [
        "/cong/../site.toml",
        "/cong/%2e%2e/site.toml",
        "/site.toml",
        "//etc/passwd",
    ] {
        let (status, page) = preview.get(outside);
        assert!(status >= 400, "{outside}");
        assert!(!page.contains("base_url"), "{outside}");
    }
}

#[test]
fn drafts_are_shown_only_when_asked_for() {
    let shell = Shell::new(&SITE.replace("summary", "draft = true\nsummary"));
    assert_eq!(Preview::of(&shell, "").get("/cong/tin/a.html").0, 404);
    assert_eq!(
        Preview::of(&shell, "--drafts").get("/cong/tin/a.html").0,
        200
    );
}

#[test]
fn pages_come_with_the_headers_of_the_web_server_but_promise_no_https() {
    let shell = Shell::new(SITE);
    let (_, page) = Preview::of(&shell, "").get("/cong/tin/a.html");
    let (head, _) = page.split_once("\r\n\r\n").expect("a head");
    assert!(
        head.contains("\r\nContent-Security-Policy: default-src 'self'; "),
        "{head}"
    );
    assert!(!head.contains("Strict-Transport-Security"), "{head}");
    assert_eq!(head.matches("X-Content-Type-Options").count(), 1, "{head}");
}

#[test]
fn the_desk_lists_articles_that_readers_do_not_see() {
    let shell = Shell::new(SITE);
    let article = shell.read("content/tin/a.md");
    for (name, more) in [
        ("nhap", "draft = true"),
        ("cho", "status = \"review\""),
        ("hen", "publish_at = 2099-01-01T08:00:00+07:00"),
        ("het", "expires_at = 2022-07-12T08:00:00+07:00"),
        ("go", "withdrawn = { date = 2022-07-13, reason = \"Sai\" }"),
    ] {
        let text = article.replace("Bài A", &format!("Bài {name}"));
        let text = text.replace("summary", &format!("{more}\nsummary"));
        shell.write(&format!("content/tin/{name}.md"), text);
    }
    let preview = Preview::of(&shell, "--editor code:{path}?{line}");
    let (status, desk) = preview.get("/__congtin/");
    assert_eq!(status, 200);
    for part in [
        "Bản nháp (1)",
        "<td>Bài nhap</td>",
        "Chờ duyệt (1)",
        "Hẹn giờ 08:00 01/01/2099",
        "Hết hạn 08:00 12/07/2022",
        "Đã gỡ 13/07/2022",
        "<a href=\"/cong/tin/go.html\">Bài go</a>",
        "/content/tin/nhap.md?1\"><code>content/tin/nhap.md</code></a>",
    ] {
        assert!(desk.contains(part), "{part}\n{desk}");
    }
    assert!(!desk.contains("Bài A"), "{desk}");
}

#[test]
fn an_address_that_opens_no_program_is_refused() {
    let shell = Shell::new(SITE);
    for wrong in ["code", "code:a.md", "javascript:{path}"] {
        let ran = shell.run(&format!("serve --port 0 --editor {wrong}"));
        ran.code(2).err_has("--editor");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_it_is_interrupted() {
    let shell = Shell::new(SITE);
    let mut preview = Preview::of(&shell, "");
    let number = preview.process.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-INT", &number])
        .status();
    assert!(sent.expect("a signal is sent").success());
    preview.until("Đã dừng xem thử.");
    assert_eq!(preview.process.wait().expect("it ends").code(), Some(0));
}

#[test]
fn other_machines_are_invited_with_a_key_and_this_one_needs_none() {
    let shell = Shell::new(SITE);
    let mut preview = Preview::of(&shell, "--lan");
    let line = preview.lines.recv_timeout(PATIENCE).expect("a line");
    // A machine without any network is told what to do.
    let invited = line.contains("/__congtin/key/") || line.contains("--host");
    assert!(invited, "{line}");
    assert!(preview.address.starts_with("127.0.0.1:"));
    assert_eq!(preview.get("/cong/tin/a.html").0, 200);
    preview.process.kill().expect("it is stopped");
}
