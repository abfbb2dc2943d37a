//! One question, one answer.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use flate2::read::GzDecoder;

/// What a server answers.
#[derive(Debug)]
pub struct Answer {
    path: String,
    /// The status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The body, as it came.
    pub body: Vec<u8>,
}

/// Asks for a path of a server on this machine.
#[track_caller]
pub fn get(port: u16, path: &str) -> Answer {
    get_with(port, path, "identity")
}

/// The same as a browser that reads some codings.
#[track_caller]
pub fn get_with(port: u16, path: &str, codings: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let question = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {codings}\r\nConnection: close\r\n\r\n"
    );
    stream
        .write_all(question.as_bytes())
        .expect("it takes the question");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("it answers");
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let chunks = ("transfer-encoding".to_owned(), "chunked".to_owned());
    let body = &bytes[end + 4..];
    let body = if headers.contains(&chunks) {
        joined(body)
    } else {
        body.to_vec()
    };
    Answer {
        path: path.to_owned(),
        status: status.expect("a status"),
        headers,
        body,
    }
}

/// A body that came in chunks.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n");
        let (length, rest) = chunks.split_at(end.expect("a length"));
        let length = String::from_utf8_lossy(length);
        let length = usize::from_str_radix(&length, 16).expect("a number");
        if length == 0 {
            return body;
        }
        body.extend(&rest[2..2 + length]);
        chunks = &rest[4 + length..];
    }
}

impl Answer {
    /// It has this status.
    #[track_caller]
    pub fn status(self, expected: u16) -> Self {
        assert_eq!(self.status, expected, "{}: {:#?}", self.path, self.headers);
        self
    }

    /// It has this header, once, in whatever case its value is written.
    #[track_caller]
    pub fn header(self, name: &str, expected: &str) -> Self {
        let found = self.headers.iter().filter(|(own, _)| own == name);
        let values: Vec<_> = found.map(|(_, value)| value.to_ascii_lowercase()).collect();
        assert_eq!(
            values,
            [expected.to_ascii_lowercase()],
            "{} {name}",
            self.path
        );
        self
    }

    /// It has no such header.
    #[track_caller]
    pub fn lacks_header(self, name: &str) -> Self {
        let found = self.headers.iter().find(|(own, _)| own == name);
        assert!(found.is_none(), "{}: {found:?}", self.path);
        self
    }

    /// Its body has these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let body = String::from_utf8_lossy(&self.body);
        assert!(body.contains(words), "{}: {words:?} in {body}", self.path);
        self
    }

    /// It leads to a path of the same server.
    #[track_caller]
    pub fn leads_to(&self, path: &str) {
        let found = self.headers.iter().find(|(own, _)| own == "location");
        let (_, to) = found.unwrap_or_else(|| panic!("{} leads nowhere", self.path));
        let to = to
            .strip_prefix("http://")
            .map_or(to.as_str(), |rest| &rest[rest.find('/').expect("a path")..]);
        assert_eq!(to, path, "{}", self.path);
    }

    /// Its body, which came as gzip.
    #[track_caller]
    pub fn unpacked(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        GzDecoder::new(&self.body[..])
            .read_to_end(&mut bytes)
            .expect("gzip");
        bytes
    }
}
