//! An answer: made by the preview, cut to what was asked for (304, 206), and written by `tiny_http`.

use std::io::{self, BufWriter, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::sync::Arc;

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::head::Request;
use crate::text::Digest;

/// On every answer: nothing is kept, nothing is guessed, and no page of another site may embed a draft.
const ALWAYS: [(&str, &str); 4] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Server", "congtin"),
];

/// A status, headers and a body.
#[derive(Debug)]
pub(super) struct Reply {
    /// The status.
    pub status: u16,
    /// Headers besides those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    body: Arc<[u8]>,
    part: Range<usize>,
}

impl Reply {
    /// A body with its media type; text gets its charset.
    pub fn new(status: u16, media_type: &str, body: impl Into<Arc<[u8]>>) -> Self {
        let body = body.into();
        let part = 0..body.len();
        Self {
            status,
            headers: vec![("Content-Type", with_charset(media_type))],
            body,
            part,
        }
    }

    /// The bare reason of a status.
    pub fn plain(status: u16) -> Self {
        let reason = StatusCode(status).default_reason_phrase();
        Self::new(
            status,
            "text/plain",
            format!("{status} {reason}\n").into_bytes(),
        )
    }

    /// A header more.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(own, _)| *own == name)
    }

    /// Cuts a whole file to what the request asks for: nothing when the client has it, or one range of it.
    pub fn cut_for(mut self, request: &Request) -> Self {
        if self.status != 200 {
            return self;
        }
        let tag = format!("\"{}\"", Digest::of(&self.body).short());
        let has_it = request
            .header("If-None-Match")
            .is_some_and(|tags| names(tags, &tag));
        let same = request
            .header("If-Range")
            .is_none_or(|wanted| wanted == tag);
        self.headers
            .extend([("ETag", tag), ("Accept-Ranges", "bytes".to_owned())]);
        if has_it {
            self.status = 304;
            return self;
        }
        let length = self.body.len();
        match request
            .header("Range")
            .filter(|_| same)
            .and_then(|range| Wanted::read(range, length))
        {
            None => self,
            Some(Wanted::Part(part)) => {
                let place = format!("bytes {}-{}/{length}", part.start, part.end - 1);
                self.status = 206;
                self.part = part;
                self.with("Content-Range", place)
            }
            Some(Wanted::Beyond) => {
                Self::plain(416).with("Content-Range", format!("bytes */{length}"))
            }
        }
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// When the client has left or does not read.
    pub fn send(&self, stream: &TcpStream, body: bool, keep_alive: bool) -> io::Result<()> {
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let headers = own
            .chain(ALWAYS.into_iter().filter(|(name, _)| !self.has(name)))
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok());
        let part = &self.body[self.part.clone()];
        let response = Response::new(
            StatusCode(self.status),
            headers.collect(),
            part,
            Some(part.len()),
            None,
        )
        .with_chunked_threshold(usize::MAX);
        // `tiny_http` sets no `Connection` header; by an answer of HTTP/1.0 it ends with it.
        let version = HTTPVersion(1, u8::from(keep_alive));
        let mut writer = BufWriter::with_capacity(64 * 1024, stream);
        response.raw_print(&mut writer, version, &[], !body, None)?;
        writer.flush()
    }
}

/// What a `Range` header wants of a body.
enum Wanted {
    Part(Range<usize>),
    Beyond,
}

impl Wanted {
    /// Reads one range of bytes; none for several ranges, other units and nonsense, which get the whole file.
    fn read(header: &str, length: usize) -> Option<Self> {
        let (first, last) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
        let range = match (number(first)?, number(last)?) {
            (None, None) => return None,
            (None, Some(count)) => length.saturating_sub(count)..length,
            (Some(first), None) => first..length,
            (Some(first), Some(last)) if first > last => return None,
            (Some(first), Some(last)) => first..length.min(last.saturating_add(1)),
        };
        Some(if range.is_empty() {
            Self::Beyond
        } else {
            Self::Part(range)
        })
    }
}

/// A number, or nothing where none stands; outer none when it is something else.
fn number(text: &str) -> Option<Option<usize>> {
    if text.is_empty() {
        return Some(None);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Some(text.parse().unwrap_or(usize::MAX)))
}

/// Whether a list of entity tags names this one (RFC 9110, weak comparison).
fn names(tags: &str, tag: &str) -> bool {
    tags.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

fn with_charset(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let text = essence.starts_with("text/")
        || essence.ends_with("+xml")
        || [
            "application/xml",
            "application/json",
            "application/feed+json",
            "application/javascript",
        ]
        .contains(&essence);
    if text && !media_type.contains("charset") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}
