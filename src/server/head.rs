//! The head of a request: read whole within bounds of size and time, then taken apart strictly.

use std::io::Read;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tiny_http::{Header, Method, StatusCode};

/// More header lines than any browser sends.
const LINES: usize = 100;

/// A request. A body is never read: a request that has one is refused, and its connection closed.
pub(super) struct Request {
    /// The method.
    pub method: Method,
    /// The target as it was sent: ASCII, without spaces and control characters.
    pub target: String,
    headers: Vec<Header>,
    keep_alive: bool,
}

/// Why there is no next request.
pub(super) enum NoRequest {
    /// The connection ended, failed, or stayed silent: there is nobody to answer.
    Gone,
    /// Something that is no acceptable request; the answer is this status and the end of the connection.
    Bad(StatusCode),
}

impl Request {
    /// Takes a head apart; `head` ends before the empty line.
    ///
    /// # Errors
    /// The status to answer with: 400, or 505 for another version of HTTP.
    pub fn parse(head: &[u8]) -> Result<Self, StatusCode> {
        const BAD: StatusCode = StatusCode(400);
        let head = String::from_utf8_lossy(head);
        if head.contains('\0') {
            return Err(BAD);
        }
        let mut lines = head.split("\r\n");
        let (method, target, version) =
            request_line(lines.next().unwrap_or_default()).ok_or(BAD)?;
        let one = match version {
            "HTTP/1.1" => true,
            "HTTP/1.0" => false,
            _ if version.starts_with("HTTP/") => return Err(StatusCode(505)),
            _ => return Err(BAD),
        };
        let mut request = Self {
            method,
            target: target.to_owned(),
            headers: Vec::new(),
            keep_alive: one,
        };
        for (count, line) in lines.enumerate() {
            if count == LINES {
                return Err(StatusCode(431));
            }
            request.headers.extend(header(line).map_err(|()| BAD)?);
        }
        request.check_framing(one).ok_or(BAD)?;
        Ok(request)
    }

    /// The value of a header: its first, if it was sent twice.
    #[must_use]
    pub fn header(&self, name: &'static str) -> Option<&str> {
        self.all(name).next()
    }

    /// Whether the client may send another request on this connection.
    #[must_use]
    pub const fn keeps_alive(&self) -> bool {
        self.keep_alive
    }

    /// Every value of a header.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = &str> {
        let named = self
            .headers
            .iter()
            .filter(move |header| header.field.equiv(name));
        named.map(|header| header.value.as_str())
    }

    /// Refuses what could mean two things about where the request ends or whom it is for.
    fn check_framing(&mut self, one: bool) -> Option<()> {
        let hosts = self.all("Host").count();
        let body = self.all("Transfer-Encoding").next().is_some()
            || self.all("Content-Length").any(|length| length != "0");
        let known = matches!(self.method, Method::Get | Method::Head);
        if hosts > 1 || (one && hosts == 0) || (body && known) {
            return None;
        }
        let closes = self
            .all("Connection")
            .any(|value| value.to_ascii_lowercase().contains("close"));
        self.keep_alive &= !body && !closes;
        Some(())
    }
}

/// Reads heads from a connection, one after another, keeping what came beyond each.
pub(super) struct HeadReader<'a> {
    stream: &'a TcpStream,
    buffer: Vec<u8>,
    limit: usize,
}

impl<'a> HeadReader<'a> {
    /// Reads heads of at most `limit` bytes.
    #[must_use]
    pub const fn new(stream: &'a TcpStream, limit: usize) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            limit,
        }
    }

    /// The next request, which must be whole when `patience` is over.
    ///
    /// # Errors
    /// When there is none, or none that can be answered.
    pub fn next(&mut self, patience: Duration) -> Result<Request, NoRequest> {
        let deadline = Instant::now() + patience;
        let mut searched = 0;
        loop {
            if let Some(end) = end_of_head(&self.buffer, searched) {
                let parsed = Request::parse(&self.buffer[..end]);
                self.buffer.drain(..end + 4);
                return parsed.map_err(NoRequest::Bad);
            }
            // A browser that was told https:// should hear at once that there is no TLS here.
            if self
                .buffer
                .first()
                .is_some_and(|first| !first.is_ascii_uppercase())
            {
                return Err(NoRequest::Bad(StatusCode(400)));
            }
            if self.buffer.len() > self.limit {
                return Err(NoRequest::Bad(StatusCode(431)));
            }
            searched = self.buffer.len().saturating_sub(3);
            self.read(deadline)?;
        }
    }

    fn read(&mut self, deadline: Instant) -> Result<(), NoRequest> {
        let late = if self.buffer.is_empty() {
            NoRequest::Gone
        } else {
            NoRequest::Bad(StatusCode(408))
        };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(late);
        }
        let mut piece = [0; 4096];
        let read = self
            .stream
            .set_read_timeout(Some(left))
            .and_then(|()| (&mut &*self.stream).read(&mut piece));
        match read {
            Ok(0) => Err(NoRequest::Gone),
            Ok(count) => {
                self.buffer.extend_from_slice(&piece[..count]);
                Ok(())
            }
            Err(error) => match error.kind() {
                std::io::ErrorKind::Interrupted => Ok(()),
                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut => Err(late),
                _ => Err(NoRequest::Gone),
            },
        }
    }
}

fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let found = bytes
        .get(from..)?
        .windows(4)
        .position(|four| four == b"\r\n\r\n")?;
    Some(from + found)
}

fn request_line(line: &str) -> Option<(Method, &str, &str)> {
    let mut words = line.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic());
    let whole = words.next().is_none() && plain(method) && plain(target);
    whole.then(|| Some((method.parse().ok()?, target, version)))?
}

/// One header line; none when its value is not ASCII, as a cookie of another program on this host may be.
fn header(line: &str) -> Result<Option<Header>, ()> {
    let (name, value) = line.split_once(':').ok_or(())?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let control = |character: char| character.is_control() && character != '\t';
    if name.is_empty() || !name.bytes().all(token) || value.contains(control) {
        return Err(());
    }
    if !value.is_ascii() {
        return Ok(None);
    }
    line.parse().map(Some)
}
