//! Which file answers which address, and how.

use super::*;
use crate::diagnostic::rules;

#[test]
fn files_and_folders_are_found() {
    let server = start(&portal(), "/");
    for (target, status, part) in [
        ("/", 200, "Trang chủ"),
        ("/index.html", 200, "Trang chủ"),
        ("/?x=1", 200, "Trang chủ"),
        ("/tin-tuc/", 200, "tin"),
        ("/tin-tuc/b%C3%A0i.html", 200, "không có thân"),
        ("/robots.txt", 200, "User-agent"),
        ("/none.html", 404, "none"),
        ("/none/", 404, "none"),
        ("/none.png", 404, "404 Not Found"),
        ("/robots.txt/", 404, "none"),
        ("/__congtin/none", 404, "404"),
    ] {
        let answer = get(server.address(), target);
        assert_eq!(answer.status, status, "{target}");
        assert!(answer.body.contains(part), "{target}: {}", answer.body);
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_the_folder() {
    let server = start(&portal(), "/");
    let answer = get(server.address(), "/tin-tuc?x=1&y=%20");
    assert_eq!(
        (answer.status, answer.header("Location")),
        (301, Some("/tin-tuc/?x=1&y=%20"))
    );
}

#[test]
fn a_portal_below_the_root_is_found_there_only() {
    let server = start(&portal(), "/cong/tt/");
    let location = |target| {
        get(server.address(), target)
            .header("Location")
            .map(str::to_owned)
    };
    assert_eq!(location("/").as_deref(), Some("/cong/tt/"));
    assert_eq!(location("/cong/tt").as_deref(), Some("/cong/tt/"));
    assert_eq!(
        location("/cong/tt/tin-tuc").as_deref(),
        Some("/cong/tt/tin-tuc/")
    );
    for (target, status) in [
        ("/cong/tt/", 200),
        ("/cong/tt/robots.txt", 200),
        ("/robots.txt", 404),
        ("/cong/ttx/", 404),
        ("/cong/ttrobots.txt", 404),
        ("/cong/", 404),
        ("/__congtin/preview.js", 200),
    ] {
        assert_eq!(get(server.address(), target).status, status, "{target}");
    }
}

#[test]
fn every_answer_is_told_what_it_is_and_kept_nowhere() {
    let server = start(&portal(), "/");
    for (target, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/phim.mp4", "video/mp4"),
        ("/none.html", "text/html; charset=utf-8"),
        ("/__congtin/preview.js", "text/javascript; charset=utf-8"),
        ("/__congtin/bar.css", "text/css; charset=utf-8"),
        ("/__congtin/", "text/html; charset=utf-8"),
        ("/__congtin/wait?page=/", "application/json; charset=utf-8"),
    ] {
        let answer = get(server.address(), target);
        assert_eq!(answer.header("Content-Type"), Some(media_type), "{target}");
        assert_eq!(
            answer.header("X-Content-Type-Options"),
            Some("nosniff"),
            "{target}"
        );
        assert_eq!(answer.header("Cache-Control"), Some("no-store"), "{target}");
        assert_eq!(
            answer.header("Content-Security-Policy"),
            Some("default-src 'self'"),
            "{target}"
        );
        let length = answer.body.len().to_string();
        assert_eq!(
            answer.header("Content-Length"),
            Some(length.as_str()),
            "{target}"
        );
    }
}

#[test]
fn head_is_get_without_a_body() {
    let server = start(&portal(), "/");
    let answer = ask(server.address(), "HEAD", "/robots.txt", "");
    assert_eq!(
        (
            answer.status,
            answer.header("Content-Length"),
            &*answer.body
        ),
        (200, Some("14"), "")
    );
    assert_eq!(ask(server.address(), "HEAD", "/none.html", "").body, "");
}

#[test]
fn other_methods_are_refused() {
    let server = start(&portal(), "/");
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
    ] {
        let answer = ask(server.address(), method, "/", "Content-Length: 0\r\n");
        assert_eq!(
            (answer.status, answer.header("Allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
    assert_eq!(
        ask(
            server.address(),
            "POST",
            "/",
            "Content-Length: 5\r\n\r\nhello"
        )
        .status,
        405
    );
}

#[test]
fn only_own_names_are_answered() {
    let server = start(&portal(), "/");
    let status = |host: &str| {
        let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        raw(server.address(), head.as_bytes()).status
    };
    let own = server.address().to_string();
    for host in [
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "[::1]:80",
        "[::1]",
        "cong.test",
        &own,
    ] {
        assert_eq!(status(host), 200, "{host}");
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "",
        ":80",
        "[",
        "a:b",
    ] {
        assert_eq!(status(host), 403, "{host}");
    }
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = start(&portal(), "/");
    let first = get(server.address(), "/robots.txt");
    let tag = first.header("ETag").unwrap();
    for tags in [
        tag.to_owned(),
        format!("W/{tag}"),
        format!("\"x\", {tag}"),
        "*".to_owned(),
    ] {
        let answer = ask(
            server.address(),
            "GET",
            "/robots.txt",
            &format!("If-None-Match: {tags}\r\n"),
        );
        assert_eq!(
            (answer.status, &*answer.body, answer.header("ETag")),
            (304, "", Some(tag)),
            "{tags}"
        );
    }
    assert_eq!(
        ask(
            server.address(),
            "GET",
            "/robots.txt",
            "If-None-Match: \"x\"\r\n"
        )
        .status,
        200
    );
}

#[test]
fn one_range_is_cut_out() {
    let server = start(&portal(), "/");
    let ranged = |range: &str| {
        ask(
            server.address(),
            "GET",
            "/phim.mp4",
            &format!("Range: {range}\r\n"),
        )
    };
    for (range, body, place) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=4-", "456789", "bytes 4-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=-99", "0123456789", "bytes 0-9/10"),
        ("bytes=8-99999999999999999999999", "89", "bytes 8-9/10"),
    ] {
        let answer = ranged(range);
        assert_eq!((answer.status, &*answer.body), (206, body), "{range}");
        assert_eq!(answer.header("Content-Range"), Some(place), "{range}");
    }
    for range in ["bytes=10-", "bytes=99999999999999999999-", "bytes=-0"] {
        let answer = ranged(range);
        assert_eq!(
            (answer.status, answer.header("Content-Range")),
            (416, Some("bytes */10")),
            "{range}"
        );
    }
    for range in [
        "bytes=0-1,3-4",
        "bytes=5-2",
        "lines=1-2",
        "bytes=a-b",
        "bytes=",
        "bytes=-",
        "bytes=+1-2",
    ] {
        assert_eq!(ranged(range).status, 200, "{range}");
    }
    let tag = ranged("bytes=0-0").header("ETag").unwrap().to_owned();
    let since = |tag: &str| format!("Range: bytes=0-0\r\nIf-Range: {tag}\r\n");
    assert_eq!(
        ask(server.address(), "GET", "/phim.mp4", &since(&tag)).status,
        206
    );
    assert_eq!(
        ask(server.address(), "GET", "/phim.mp4", &since("\"x\"")).status,
        200
    );
}

#[test]
fn a_connection_serves_several_requests() {
    let server = start(&portal(), "/");
    let one = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let last = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = raw(server.address(), format!("{one}{one}{last}").as_bytes());
    assert_eq!(answer.body.matches("User-agent").count(), 3);
    let old = raw(
        server.address(),
        b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n",
    );
    assert_eq!(old.status, 200);
}

#[test]
fn a_page_that_panics_is_one_answer_of_500() {
    let server = start(&portal(), "/");
    for _ in 0..100 {
        assert_eq!(get(server.address(), "/panic.html").status, 500);
    }
    assert_eq!(get(server.address(), "/").status, 200);
}

#[test]
fn a_portal_that_was_never_built_shows_why() {
    let portal = Arc::new(Portal::default());
    let server = start(&portal, "/");
    assert_eq!(get(server.address(), "/").status, 404);
    portal.findings.lock().unwrap().push(
        Finding::new(&rules::FILE_UNREADABLE)
            .with("reason", "<b>&")
            .with("reason_en", "<b>&"),
    );
    let answer = get(server.address(), "/");
    assert_eq!(answer.status, 503);
    assert!(
        answer
            .body
            .contains("<strong>error: the file cannot be read: &lt;b&gt;&amp;</strong>"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("/__congtin/preview.js"));
    assert_eq!(get(server.address(), "/style.css").status, 404);
}
