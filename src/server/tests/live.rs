//! Pages that stay in step.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::rules;
use crate::text::{Moment, Source};

/// What is told of a page at once.
fn news(address: SocketAddr, page: &str, more: &str) -> Value {
    let answer = get(address, &format!("/__congtin/wait?page={page}{more}"));
    serde_json::from_str(&answer.body).unwrap()
}

/// What tells the news of a page from later ones.
pub(super) fn tag(address: SocketAddr, page: &str) -> String {
    news(address, page, "")["tag"].as_str().unwrap().to_owned()
}

/// A browser that shows a page and waits.
fn wait(address: SocketAddr, page: &'static str) -> std::thread::JoinHandle<Value> {
    let seen = format!("&seen={}", tag(address, page));
    std::thread::spawn(move || news(address, page, &seen))
}

#[test]
fn pages_carry_the_scripts_and_built_bytes_do_not() {
    let server = start(&portal(), "/");
    let body = |target| get(server.address(), target).body;
    let page = "<body><p>Trang chủ</p></body></html>";
    let digest = Digest::of(page.as_bytes()).short();
    let tags = format!(
        "<script src=\"/__congtin/early.js\" data-page=\"{digest}\" data-language=\"en\"></script>\
         <script src=\"/__congtin/preview.js\" type=\"module\"></script>"
    );
    assert_eq!(body("/"), format!("{tags}{page}"));
    assert_eq!(news(server.address(), "/", "")["page"], digest);
    assert!(body("/none.html").contains("/__congtin/preview.js"));
    assert_eq!(body("/robots.txt"), "User-agent: *\n");
}

#[test]
fn a_change_of_a_page_is_told_to_who_shows_it() {
    let portal = portal();
    let server = start(&portal, "/");
    let (home, other) = (
        wait(server.address(), "/"),
        wait(server.address(), "/tin-tuc/"),
    );
    std::thread::sleep(Duration::from_millis(50));
    assert!(!home.is_finished());
    portal.put("index.html", "text/html", b"<p>other");
    portal.grow();
    server.changed();
    let told = home.join().unwrap();
    assert_eq!(told["page"], Digest::of(b"<p>other").short());
    assert_eq!(told["busy"], false);
    std::thread::sleep(Duration::from_millis(50));
    assert!(!other.is_finished(), "what it shows is as it was");
    drop(server);
    // Its answer may be cut short, as the server stops.
    let _ = other.join();
}

#[test]
fn a_change_of_a_file_that_a_page_shows_is_told() {
    let portal = portal();
    portal.put(
        "index.html",
        "text/html",
        b"<link href=\"/a.css\"><a href=\"/tin-tuc/\">",
    );
    portal.put("a.css", "text/css", b"p {}");
    let server = start(&portal, "/");
    assert_eq!(
        news(server.address(), "/", "")["files"],
        json!({ "/a.css": "4 bytes" })
    );
    let waiting = wait(server.address(), "/");
    portal.put("a.css", "text/css", b"p { }");
    portal.grow();
    server.changed();
    assert_eq!(
        waiting.join().unwrap()["files"],
        json!({ "/a.css": "5 bytes" })
    );
}

#[test]
fn links_to_drafts_are_marked() {
    let portal = portal();
    portal.put("nhap.html", "text/html", b"<p>nh");
    portal.put("index.html", "text/html", b"<a href=\"/cong/nhap.html#a\">");
    let server = start(&portal, "/cong/");
    assert_eq!(
        news(server.address(), "/cong/", "")["marks"],
        json!({ "/cong/nhap.html": "Draft" })
    );
}

#[test]
fn what_was_saved_last_is_told_to_who_follows() {
    let portal = portal();
    let server = start(&portal, "/cong/");
    *portal.edited.lock().unwrap() = Some(Edited {
        address: "/tin-tuc/a.html".to_owned(),
        generation: 7,
    });
    assert_eq!(news(server.address(), "/cong/", "")["edited"], Value::Null);
    assert_eq!(
        news(server.address(), "/cong/", "&follow=1")["edited"],
        json!({ "address": "/cong/tin-tuc/a.html", "generation": 7 })
    );
}

#[test]
fn too_many_who_wait_are_sent_to_ask_again() {
    let portal = portal();
    let server = start(&portal, "/");
    let waiting: Vec<_> = (0..10).map(|_| wait(server.address(), "/")).collect();
    until("six are sent away", || {
        waiting.iter().filter(|one| one.is_finished()).count() == 6
    });
    assert_eq!(get(server.address(), "/").status, 200);
    portal.put("index.html", "text/html", b"<p>other");
    portal.grow();
    server.changed();
    let busy = waiting
        .into_iter()
        .map(|one| one.join().unwrap()["busy"].clone());
    assert_eq!(busy.filter(|busy| *busy == true).count(), 6);
}

#[test]
fn a_browser_that_left_gives_its_place_back() {
    let portal = portal();
    let server = start(&portal, "/");
    for _ in 0..3 {
        // Those of the round before leave one by one, so it may take more than four to fill the seats.
        let mut left = Vec::new();
        until("all seats are taken", || {
            let full = is_busy(server.address());
            if !full {
                left.push(sit(server.address()));
            }
            full
        });
        drop(left);
        until("somebody has left", || !is_busy(server.address()));
    }
}

/// A browser that waits for a change.
fn sit(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
    let seen = tag(address, "/");
    let head =
        format!("GET /__congtin/wait?page=/&seen={seen} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Whether one more would be sent away; has seen nothing, so that it never waits itself.
fn is_busy(address: SocketAddr) -> bool {
    news(address, "/", "")["busy"] == true
}

#[test]
fn the_bar_tells_of_findings_with_their_picture_and_opens_the_place() {
    let portal = portal();
    let source = Source::new("content/a b.md", "Cầu [thông <xe](@/b.md)\n");
    let finding = Finding::new(&rules::LINK_MISSING)
        .with("target", "<b>")
        .at(source.place(source.text.find('@').unwrap()..source.text.find(')').unwrap()));
    portal.findings.lock().unwrap().push(finding);
    let server = start(&portal, "/");
    let told = news(server.address(), "/", "");
    let bar = told["bar"].as_str().unwrap();
    for part in [
        ">1 error</button>",
        "<dialog class=\"findings\" aria-labelledby=\"findings-title\" data-errors=",
        "<strong>error: there is no article `&lt;b&gt;`</strong>",
        "<a href=\"edit:/cong/content/a%20b.md:1:17\"><code>content/a b.md:1:17</code></a>",
        "<pre>Cầu [thông &lt;xe](<mark>@/b.md</mark>)</pre>",
    ] {
        assert!(bar.contains(part), "{part}\n{bar}");
    }
}

#[test]
fn the_desk_tells_of_everything() {
    let portal = portal();
    let kept_back = |state, title: &str| KeptBack {
        state,
        title: title.to_owned(),
        source: "content/a.md".to_owned(),
        address: None,
    };
    *portal.kept_back.lock().unwrap() = vec![
        kept_back(State::Draft, "Một & hai"),
        kept_back(State::Scheduled(Moment::parse("2022-08-01T08:00")), "Ba"),
        kept_back(State::Scheduled(Moment::parse("2022-07-01")), "Bốn"),
    ];
    let server = start(&portal, "/");
    let desk = get(server.address(), "/__congtin/").body;
    for part in [
        "Nothing is wrong.",
        "those of pages seen since the last save",
        "<h3>Draft (1)</h3>",
        "<td>Một &amp; hai</td>",
        "<h3>Scheduled (2)</h3>",
        "<span class=\"state\">Scheduled 08:00 1 August 2022</span>",
        "<span class=\"state\">Scheduled 1 July 2022</span>",
    ] {
        assert!(desk.contains(part), "{part}\n{desk}");
    }
}

#[test]
fn the_lens_is_changed_by_our_own_script_only() {
    let portal = portal();
    let server = start(&portal, "/");
    let look = |query: &str, more: &str| {
        ask(
            server.address(),
            "GET",
            &format!("/__congtin/lens?{query}"),
            more,
        )
        .status
    };
    let lens = || *portal.lens.lock().unwrap();
    assert_eq!(look("drafts=1", ""), 403);
    assert_eq!(lens(), Lens::default());
    let ours = "X-Congtin: 1\r\n";
    assert_eq!(look("drafts=1", ours), 200);
    assert_eq!(look("now=2022-08-01T08%3A00", ours), 200);
    let now = Moment::parse("2022-08-01T08:00");
    assert_eq!(lens(), Lens { now, drafts: true });
    assert_eq!(look("now=never", ours), 400);
    assert_eq!(look("now=&drafts=", ours), 200);
    assert_eq!(lens(), Lens::default());
}

#[test]
fn what_is_asked_for_wrongly_is_refused() {
    let server = start(&portal(), "/");
    for page in ["", "..", "/../a", "//a", "/%2e%2e/", "/%252e"] {
        let answer = get(server.address(), &format!("/__congtin/wait?page={page}"));
        assert_eq!(answer.status, 400, "{page}");
    }
}
