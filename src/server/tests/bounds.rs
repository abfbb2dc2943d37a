//! The bounds of the gate, with a gate smaller and less patient than the preview's.

use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;

use super::super::gate::{Gate, Limits};
use super::super::reply::Reply;
use super::*;

const LIMITS: Limits = Limits {
    connections: 2,
    head: 1024,
    patience: Duration::from_millis(100),
    reading: Duration::from_millis(100),
};

fn open(limits: Limits) -> Gate {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    Gate::open(listener, limits, |_, _| Reply::plain(200)).unwrap()
}

#[test]
fn who_stays_silent_is_sent_away_and_who_stops_midway_is_told() {
    let mut gate = open(LIMITS);
    assert_eq!(raw(gate.address(), b"").status, 0);
    assert_eq!(
        raw(gate.address(), b"GET / HTTP/1.1\r\nHost: loc").status,
        408
    );
    gate.close();
}

#[test]
fn who_sends_a_byte_now_and_then_is_cut_off_all_the_same() {
    let mut gate = open(LIMITS);
    let began = Instant::now();
    let mut stream = TcpStream::connect_timeout(&gate.address(), PATIENCE).unwrap();
    until("it is cut off", || stream.write_all(b"G").is_err());
    assert!(began.elapsed() >= LIMITS.patience);
    gate.close();
}

#[test]
fn an_idle_connection_makes_room() {
    let mut gate = open(Limits {
        patience: PATIENCE,
        ..LIMITS
    });
    let address = gate.address();
    let idle: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
            stream
                .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .unwrap();
            assert!(stream.read(&mut [0; 512]).unwrap() > 0);
            stream
        })
        .collect();
    let began = Instant::now();
    assert_eq!(get(address, "/").status, 200);
    assert!(began.elapsed() < PATIENCE / 2);
    drop(idle);
    gate.close();
}

#[test]
fn when_all_are_being_answered_a_newcomer_is_told() {
    let (go, wait) = mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    let (came, coming) = mpsc::channel();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let mut gate = Gate::open(listener, LIMITS, move |_, _| {
        came.send(()).unwrap();
        let _ = wait.lock().unwrap().recv();
        Reply::plain(200)
    })
    .unwrap();
    let address = gate.address();
    let busy: Vec<_> = (0..2)
        .map(|_| thread::spawn(move || get(address, "/").status))
        .collect();
    coming.recv().unwrap();
    coming.recv().unwrap();
    assert_eq!(get(address, "/").status, 503);
    go.send(()).unwrap();
    go.send(()).unwrap();
    assert!(busy.into_iter().all(|one| one.join().unwrap() == 200));
    drop(go);
    assert_eq!(get(address, "/").status, 200);
    gate.close();
}
