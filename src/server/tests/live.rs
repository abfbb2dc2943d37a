//! Pages that stay in step.

use super::*;
use crate::diagnostic::rules;
use crate::text::Source;

fn wait(address: SocketAddr, generation: u64) -> std::thread::JoinHandle<Answer> {
    std::thread::spawn(move || get(address, &format!("/__congtin/wait?generation={generation}")))
}

#[test]
fn pages_carry_the_script_and_built_bytes_do_not() {
    let portal = portal();
    portal.grow();
    let server = start(&portal, "/");
    let tag = "<script src=\"/__congtin/preview.js\" data-generation=\"1\" data-language=\"en\" defer></script>\n";
    let body = |target| get(server.address(), target).body;
    assert_eq!(
        body("/"),
        format!("<body><p>Trang chủ</p>{tag}</body></html>")
    );
    assert_eq!(body("/tin-tuc/"), format!("<body>tin{tag}</BODY>"));
    assert_eq!(
        body("/tin-tuc/b%C3%A0i.html"),
        format!("không có thân{tag}")
    );
    assert_eq!(body("/none.html"), format!("<body>none{tag}</body>"));
    assert_eq!(body("/robots.txt"), "User-agent: *\n");
}

#[test]
fn a_change_is_told_to_who_waits() {
    let portal = portal();
    let server = start(&portal, "/");
    let waiting = wait(server.address(), 0);
    std::thread::sleep(Duration::from_millis(50));
    assert!(!waiting.is_finished());
    portal.grow();
    server.changed();
    assert_eq!(
        waiting.join().unwrap().body,
        r#"{"busy":false,"generation":"1"}"#
    );
}

#[test]
fn a_change_before_the_wait_is_told_at_once() {
    let portal = portal();
    portal.grow();
    let server = start(&portal, "/");
    assert_eq!(
        wait(server.address(), 0).join().unwrap().body,
        r#"{"busy":false,"generation":"1"}"#
    );
    assert_eq!(get(server.address(), "/__congtin/wait").status, 200);
}

#[test]
fn too_many_who_wait_are_sent_to_ask_again() {
    let portal = portal();
    let server = start(&portal, "/");
    let waiting: Vec<_> = (0..10).map(|_| wait(server.address(), 0)).collect();
    until("six are sent away", || {
        waiting.iter().filter(|one| one.is_finished()).count() == 6
    });
    assert_eq!(get(server.address(), "/").status, 200);
    portal.grow();
    server.changed();
    let answers: Vec<_> = waiting
        .into_iter()
        .map(|one| one.join().unwrap().body)
        .collect();
    assert_eq!(
        answers
            .iter()
            .filter(|body| body.contains(r#""busy":true"#))
            .count(),
        6
    );
    assert_eq!(
        answers
            .iter()
            .filter(|body| body.contains(r#""generation":"1""#))
            .count(),
        4
    );
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
    let head = b"GET /__congtin/wait?generation=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(head).unwrap();
    stream
}

/// Whether one more would be sent away; asks with the generation of no page, so that it never waits itself.
fn is_busy(address: SocketAddr) -> bool {
    get(address, "/__congtin/wait?generation=none")
        .body
        .contains(r#""busy":true"#)
}

#[test]
fn findings_come_with_their_picture() {
    let portal = portal();
    let source = Source::new("content/a.md", "Cầu [thông xe](@/b.md)\n");
    let finding = Finding::new(&rules::LINK_MISSING)
        .with("target", "<b>")
        .at(source.place(source.text.find('@').unwrap()..source.text.find(')').unwrap()));
    portal.findings.lock().unwrap().push(finding);
    let server = start(&portal, "/");
    let told: serde_json::Value =
        serde_json::from_str(&get(server.address(), "/__congtin/findings.json").body).unwrap();
    assert_eq!(told[0]["severity"], "error");
    assert_eq!(told[0]["message"], "there is no article `<b>`");
    assert_eq!(told[0]["excerpt"], "Cầu [thông xe](@/b.md)");
    assert_eq!(
        (&told[0]["mark"], &told[0]["width"], &told[0]["line"]),
        (&15.into(), &6.into(), &1.into())
    );
}
