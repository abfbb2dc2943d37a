//! What nobody should send, and what must work all the same.

use super::*;

#[test]
fn addresses_that_mean_more_than_they_say_are_refused() {
    let server = start(&portal(), "/");
    for target in [
        "/../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/..%2f",
        "/%252e%252e%252f",
        "/..%5c",
        "/\\..\\",
        "//evil.example/..",
        "/%2f%2fevil.example",
        "/C:/x",
        "/%00",
        "/x%0d%0aX-Bad:%201",
        "/%c0%ae%c0%ae/",
        "/%zz",
        "/a//b",
        "/./",
        "http://localhost/",
        "*",
        "tin-tuc",
    ] {
        let answer = get(server.address(), target);
        assert_eq!(answer.status, 400, "{target}");
        assert_eq!(answer.header("Location"), None, "{target}");
    }
}

#[test]
fn requests_that_are_none_are_refused() {
    let server = start(&portal(), "/");
    for (bytes, status) in [
        (&b"GET /\r\n\r\n"[..], 400),
        (b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        (b"GET / SPDY\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
            400,
        ),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", 400),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n",
            400,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody",
            400,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            400,
        ),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"\x16\x03\x01\x00\x3c\x01\x00\x00\x38\x03\x03", 400),
        (b"\r\n\r\n", 400),
    ] {
        let answer = raw(server.address(), bytes);
        assert_eq!(answer.status, status, "{}", String::from_utf8_lossy(bytes));
    }
    // A cookie that another program on this host has set is no reason to refuse.
    assert_eq!(
        ask(server.address(), "GET", "/", "Cookie: tên=giá trị\r\n").status,
        200
    );
}

#[test]
fn nothing_is_smuggled_behind_a_refused_body() {
    let server = start(&portal(), "/");
    let inner = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let length = inner.len();
    let head =
        format!("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{inner}");
    let answer = raw(server.address(), head.as_bytes());
    assert_eq!(answer.status, 405);
    assert!(!answer.body.contains("User-agent"));
}

#[test]
fn heads_without_end_are_cut_off() {
    let server = start(&portal(), "/");
    let long_target = format!("GET /{} HTTP/1.1\r\n", "a".repeat(200_000));
    let long_header = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n",
        "a".repeat(2_000_000)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        "X: y\r\n".repeat(101)
    );
    assert_eq!(raw(server.address(), many.as_bytes()).status, 431);
    for head in [long_target, long_header] {
        let answer = raw(server.address(), head.as_bytes());
        // An answer may be lost when the client is still sending after the connection was cut.
        assert!([431, 0].contains(&answer.status), "{}", answer.status);
    }
    assert_eq!(get(server.address(), "/").status, 200);
}

#[test]
fn five_hundred_silent_connections_cost_nobody_a_page() {
    let server = start(&portal(), "/");
    let address = server.address();
    let mut silent = Vec::new();
    for number in 0..500 {
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
        }
        silent.push(stream);
        // Now and then, so that no connection waits in the system's short queue: it is asked again after a second.
        if number % 50 == 49 {
            assert_eq!(get(address, "/").status, 200);
        }
    }
    drop(silent);
}

#[test]
fn clients_that_do_not_read_cost_nobody_a_page() {
    let portal = portal();
    portal.put("large.bin", "application/octet-stream", &vec![0; 32 << 20]);
    let server = start(&portal, "/");
    let greedy: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect_timeout(&server.address(), PATIENCE).unwrap();
            let _ = stream.write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
            stream
        })
        .collect();
    assert_eq!(get(server.address(), "/").status, 200);
    drop(greedy);
}

#[test]
fn a_stopped_preview_is_gone() {
    let server = start(&portal(), "/");
    let address = server.address();
    let idle = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
    let seen = live::tag(address, "/");
    let target = format!("/__congtin/wait?page=/&seen={seen}");
    let waiting = std::thread::spawn(move || get(address, &target));
    std::thread::sleep(Duration::from_millis(50));
    let began = Instant::now();
    server.stop();
    assert!(began.elapsed() < Duration::from_secs(3));
    assert!(TcpStream::connect_timeout(&address, PATIENCE).is_err());
    waiting.join().unwrap();
    drop(idle);
}
