//! The gate before the preview: how many connections there may be, how long each may take, and who must leave.
//!
//! `tiny_http`'s own server has no time-outs, a thread for every connection without end, header lines of any
//! length, and stops accepting for good when descriptors run out. Here a connection gets a thread only while
//! there is room, and **when the room is full, whoever has kept us waiting the longest must leave**: a client
//! that says nothing, stops in the middle of a header, keeps an idle connection, or does not read its answer.
//! So 500 silent connections cost nobody a page. Only when all are being answered is a newcomer told 503.
//! `tiny_http` gives the types of a request and writes the answers (see `reply`).

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tiny_http::Method;

use super::head::{HeadReader, NoRequest, Request};
use super::reply::Reply;

/// The bounds of the gate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Connections, and so threads.
    pub connections: usize,
    /// Bytes of a request's head.
    pub head: usize,
    /// From the first wait for a request to its last header line; also how long an idle connection is kept.
    pub patience: Duration,
    /// How long the client may leave a piece of its answer unread.
    pub reading: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let patience = Duration::from_secs(10);
        // Half of what there is remains for sources, templates and what the system wants.
        Self {
            connections: (descriptors() / 2).clamp(4, 64),
            head: 32 * 1024,
            patience,
            reading: patience,
        }
    }
}

/// How many files and connections the system lets this program have open.
#[cfg(unix)]
fn descriptors() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let limit = limit.current.and_then(|limit| usize::try_from(limit).ok());
    limit.unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
const fn descriptors() -> usize {
    usize::MAX
}

/// Lets more newcomers queue than the 128 of the standard library: whoever finds the queue full asks again only after a
/// second. A queue that stays short does no harm.
#[cfg(unix)]
fn lengthen_queue(listener: &TcpListener) {
    let _ = rustix::net::listen(listener, 4096);
}

#[cfg(not(unix))]
const fn lengthen_queue(_: &TcpListener) {}

/// An open gate. Close it before dropping it.
pub(super) struct Gate {
    address: SocketAddr,
    room: Arc<Room>,
    accepting: Option<JoinHandle<()>>,
}

/// The client of a request.
pub(super) struct Visitor<'a> {
    /// Its connection.
    pub stream: &'a TcpStream,
    /// Whether it sits at this machine.
    pub at_home: bool,
}

impl Gate {
    /// Accepts connections and answers every request on them.
    ///
    /// # Errors
    /// When the listener has no address, or no thread can be started.
    pub fn open(
        listener: TcpListener,
        limits: Limits,
        answer: impl Fn(&Request, &Visitor) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        lengthen_queue(&listener);
        let room = Arc::new(Room {
            limits,
            answer: Box::new(answer),
            guests: Mutex::default(),
            left: Condvar::new(),
            closed: AtomicBool::new(false),
        });
        let inside = Arc::clone(&room);
        let accepting = thread::Builder::new()
            .name("preview gate".to_owned())
            .spawn(move || inside.accept(&listener))?;
        Ok(Self {
            address,
            room,
            accepting: Some(accepting),
        })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops accepting, cuts every connection and waits for their threads.
    pub fn close(&mut self) {
        let Some(accepting) = self.accepting.take() else {
            return;
        };
        self.room.closed.store(true, Ordering::SeqCst);
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        // `accept` knows no time-out: a visit wakes it.
        let visit =
            TcpStream::connect_timeout(&(ip, self.address.port()).into(), Duration::from_secs(1));
        if visit.is_ok() {
            let _ = accepting.join();
        }
        self.room.empty();
    }
}

impl<'a> Visitor<'a> {
    /// The client at the other end of a connection.
    pub fn of(stream: &'a TcpStream) -> Self {
        let mut visitor = Self {
            stream,
            at_home: false,
        };
        let (peer, host) = (visitor.peer(), visitor.host());
        // By whichever of this machine's addresses it came.
        visitor.at_home = peer.is_some_and(|peer| {
            peer.to_canonical().is_loopback() || host.is_some_and(|host| host == peer)
        });
        visitor
    }

    /// The client's address; none when it has left already.
    pub fn peer(&self) -> Option<IpAddr> {
        self.stream.peer_addr().ok().map(|address| address.ip())
    }

    /// Our own address, as the client knows it.
    pub fn host(&self) -> Option<IpAddr> {
        self.stream.local_addr().ok().map(|address| address.ip())
    }

    /// Whether the client has left while it was waiting for its answer.
    pub fn is_gone(&self) -> bool {
        let _ = self.stream.set_nonblocking(true);
        let seen = self.stream.peek(&mut [0]);
        let _ = self.stream.set_nonblocking(false);
        match seen {
            Ok(count) => count == 0,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        }
    }
}

/// What answers a request.
type Answer = dyn Fn(&Request, &Visitor) -> Reply + Send + Sync;

/// All connections.
struct Room {
    limits: Limits,
    answer: Box<Answer>,
    guests: Mutex<Guests>,
    /// Told whenever a guest has left.
    left: Condvar,
    closed: AtomicBool,
}

#[derive(Default)]
struct Guests {
    next: u64,
    present: BTreeMap<u64, Guest>,
}

struct Guest {
    stream: Arc<TcpStream>,
    /// Since when we wait for this client; none while it waits for us.
    waited_since: Option<Instant>,
    /// Its connection was cut: its thread ends as soon as it gets to it.
    leaving: bool,
}

impl Guests {
    /// Cuts the connection that has kept us waiting the longest; its thread then ends by itself.
    fn dismiss(&mut self) {
        let waiting = self.present.values_mut();
        let waiting = waiting.filter(|guest| guest.waited_since.is_some() && !guest.leaving);
        if let Some(guest) = waiting.min_by_key(|guest| guest.waited_since) {
            guest.leaving = true;
            let _ = guest.stream.shutdown(Shutdown::Both);
        }
    }

    /// Whether there is no room for one more. Those who leave take none, as long as they are few.
    fn are_full(&self, limit: usize) -> bool {
        let staying = self.present.values().filter(|guest| !guest.leaving);
        staying.count() >= limit || self.present.len() >= limit + limit / 2
    }
}

impl Room {
    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        loop {
            let accepted = listener.accept();
            if self.closed.load(Ordering::SeqCst) {
                return;
            }
            match accepted {
                Ok((stream, _)) => self.receive(stream),
                // Mostly out of descriptors: one that is only waited for gives its own back.
                Err(_) => {
                    self.lock().dismiss();
                    thread::sleep(Duration::from_millis(20));
                }
            }
        }
    }

    fn receive(self: &Arc<Self>, stream: TcpStream) {
        let stream = Arc::new(stream);
        let Some(ticket) = self.admit(&stream) else {
            return refuse(&stream);
        };
        let room = Arc::clone(self);
        let started = thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || {
                // A panic beyond the one caught around the answer must not keep the place taken.
                let _ = catch_unwind(AssertUnwindSafe(|| room.attend(ticket, &stream)));
                room.release(ticket);
            });
        if started.is_err() {
            self.release(ticket);
        }
    }

    /// A place for a newcomer, made by sending another away if need be; none when all are being answered.
    fn admit(&self, stream: &Arc<TcpStream>) -> Option<u64> {
        let full = |guests: &mut Guests| guests.are_full(self.limits.connections);
        let mut guests = self.lock();
        if full(&mut guests) {
            guests.dismiss();
        }
        if full(&mut guests) {
            let second = Duration::from_secs(1);
            (guests, _) = self
                .left
                .wait_timeout_while(guests, second, full)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if full(&mut guests) {
            return None;
        }
        let ticket = guests.next;
        guests.next += 1;
        let guest = Guest {
            stream: Arc::clone(stream),
            waited_since: Some(Instant::now()),
            leaving: false,
        };
        guests.present.insert(ticket, guest);
        Some(ticket)
    }

    /// One connection from its first request to its end.
    fn attend(&self, ticket: u64, stream: &TcpStream) {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(self.limits.reading));
        let mut heads = HeadReader::new(stream, self.limits.head);
        loop {
            let (reply, body, keep_alive) = match heads.next(self.limits.patience) {
                Ok(request) => {
                    self.mark(ticket, None);
                    let reply = self.answer(&request, &Visitor::of(stream));
                    (reply, request.method != Method::Head, request.keeps_alive())
                }
                Err(NoRequest::Bad(status)) => (Reply::plain(status.0), true, false),
                Err(NoRequest::Gone) => return,
            };
            self.mark(ticket, Some(Instant::now()));
            let keep_alive = keep_alive && !self.closed.load(Ordering::SeqCst);
            if reply.send(stream, body, keep_alive).is_err() {
                return;
            }
            if !keep_alive {
                return linger(stream);
            }
        }
    }

    fn answer(&self, request: &Request, visitor: &Visitor) -> Reply {
        catch_unwind(AssertUnwindSafe(|| (self.answer)(request, visitor)))
            .unwrap_or_else(|_| Reply::plain(500))
    }

    fn mark(&self, ticket: u64, waited_since: Option<Instant>) {
        if let Some(guest) = self.lock().present.get_mut(&ticket) {
            guest.waited_since = waited_since;
        }
    }

    fn release(&self, ticket: u64) {
        self.lock().present.remove(&ticket);
        self.left.notify_all();
    }

    /// Cuts every connection and gives the threads a moment to end.
    fn empty(&self) {
        let guests = self.lock();
        for guest in guests.present.values() {
            let _ = guest.stream.shutdown(Shutdown::Both);
        }
        let moment = Duration::from_secs(2);
        let _ = self
            .left
            .wait_timeout_while(guests, moment, |guests| !guests.present.is_empty());
    }

    fn lock(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells a newcomer that all places are taken, without waiting for anything.
fn refuse(stream: &TcpStream) {
    let _ = stream.set_nonblocking(true);
    // What is left unread would make the system drop our answer.
    let _ = (&mut &*stream).read(&mut [0; 4096]);
    let _ = Reply::plain(503).send(stream, true, false);
    let _ = stream.shutdown(Shutdown::Write);
}

/// Ends a connection so that the answer still arrives although more of the request may be on its way.
fn linger(stream: &TcpStream) {
    let deadline = Instant::now() + Duration::from_millis(500);
    let _ = (&mut &*stream).flush();
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
    let mut rest = [0; 16 * 1024];
    while Instant::now() < deadline {
        match (&mut &*stream).read(&mut rest) {
            Ok(1..) => {}
            _ => return,
        }
    }
}
