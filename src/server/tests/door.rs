//! Other machines need the key.

use std::net::TcpListener;

use super::super::gate::Visitor;
use super::super::head::Request;
use super::super::preview::Preview;
use super::super::reply::Reply;
use super::*;

/// The preview as another machine finds it.
struct FromAfar {
    preview: Preview,
    stream: TcpStream,
}

impl FromAfar {
    fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let portal = portal();
        "/cong".clone_into(&mut portal.base.lock().unwrap());
        let preview = Preview::new(portal, options()).unwrap();
        Self { preview, stream }
    }

    fn get(&self, target: &str, more: &str) -> Reply {
        let head = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n{more}");
        let request = Request::parse(head.trim_end().as_bytes()).ok().unwrap();
        let visitor = Visitor {
            stream: &self.stream,
            at_home: false,
        };
        self.preview.answer(&request, &visitor)
    }
}

fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    let mut headers = reply.headers.iter();
    headers.find_map(|(own, value)| (*own == name).then_some(value.as_str()))
}

#[test]
fn without_the_key_there_is_nothing_to_see() {
    let afar = FromAfar::new();
    for target in [
        "/",
        "/cong/",
        "/cong/robots.txt",
        "/none.html",
        "/__congtin/",
        "/__congtin/wait?page=/",
        "/__congtin/preview.js",
        "/__congtin/none",
        "/__congtin/key/",
        "/__congtin/key/00000000000000000000000000000000",
    ] {
        let reply = afar.get(target, "Cookie: congtin-key=0\r\n");
        assert_eq!(reply.status, 403, "{target}");
        assert_eq!(header(&reply, "Set-Cookie"), None, "{target}");
    }
    assert_eq!(afar.get("/__congtin/bar.css", "").status, 200);
}

#[test]
fn the_address_with_the_key_gives_a_cookie_that_opens_everything_but_the_lens() {
    let afar = FromAfar::new();
    let welcome = afar.get(&afar.preview.door(), "");
    assert_eq!(welcome.status, 200);
    let cookie = header(&welcome, "Set-Cookie").unwrap();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert_eq!(flags, "Path=/; HttpOnly; SameSite=Strict");
    let carried = format!("Cookie: other=1; {pair}\r\nX-Congtin: 1\r\n");
    for (target, status) in [
        ("/cong/", 200),
        ("/cong/none.html", 404),
        ("/__congtin/", 200),
        ("/__congtin/preview.js", 200),
        ("/__congtin/lens?drafts=1", 403),
    ] {
        assert_eq!(afar.get(target, &carried).status, status, "{target}");
    }
}

#[test]
fn every_run_has_a_key_of_its_own() {
    assert_ne!(
        FromAfar::new().preview.door(),
        FromAfar::new().preview.door()
    );
}
