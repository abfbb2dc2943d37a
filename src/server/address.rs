//! The target of a request as a path of the portal: decoded once, and refused when it is anything but plain.

/// A checked address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Decoded, without the first `/`: `tin-tuc/`, `tin-tuc/bai.html`, or nothing for the root.
    pub path: String,
    /// As it was sent, without the `?`.
    pub query: String,
}

impl Address {
    /// Reads a request's target; none when it is refused. What is refused, so that no path means more than it
    /// says: no `/` at the front, empty segments, `.` and `..`, control characters, backslashes, encoded
    /// slashes, drive letters, anything encoded twice, and bytes that are not UTF-8.
    #[must_use]
    pub fn read(target: &str) -> Option<Self> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix('/')?;
        let mut segments = path.split('/').map(segment).collect::<Option<Vec<_>>>()?;
        let last = segments.pop()?;
        if segments.iter().any(String::is_empty) {
            return None;
        }
        segments.push(last);
        Some(Self {
            path: segments.join("/"),
            query: query.to_owned(),
        })
    }

    /// The value of a key of the query, decoded; none when it is not there or cannot be decoded.
    #[must_use]
    pub fn asked(&self, key: &str) -> Option<String> {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == key)?;
        decode(value)
    }
}

/// The output file that a path of the portal stands for: `tin-tuc/` → `tin-tuc/index.html`.
pub(super) fn output(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn segment(raw: &str) -> Option<String> {
    let text = decode(raw)?;
    let drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let refused = matches!(text.as_str(), "." | "..")
        || drive
        || text
            .contains(|character: char| matches!(character, '/' | '\\') || character.is_control())
        || decode(&text).is_some_and(|twice| twice != text);
    (!refused).then_some(text)
}

/// Undoes percent-encoding; none when a `%` stands without two digits or the bytes are not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn path(target: &str) -> Option<String> {
        Address::read(target).map(|address| address.path)
    }

    #[test]
    fn plain_addresses_are_decoded_once() {
        for (target, expected) in [
            ("/", ""),
            ("/tin-tuc/", "tin-tuc/"),
            ("/tin-tuc/b%C3%A0i.html?a=1", "tin-tuc/bài.html"),
            ("/100%25.pdf", "100%.pdf"),
            ("/a+b.pdf", "a+b.pdf"),
            ("/...", "..."),
            ("/.well-known/security.txt", ".well-known/security.txt"),
        ] {
            assert_eq!(path(target).as_deref(), Some(expected), "{target}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for target in [
            "",
            "tin-tuc",
            "*",
            "http://localhost/",
            "file:///etc/passwd",
            "//evil.example/",
            "/a//b",
            "///",
            "/..",
            "/../",
            "/a/../b",
            "/./a",
            "/%2e%2e/a",
            "/%2E./a",
            "/..%2fa",
            "/%2fetc/passwd",
            "/a%2Fb",
            "/..%5ca",
            "/a\\b",
            "/%5cevil.example",
            "/%00",
            "/a%00.html",
            "/a%0d%0aX: 1",
            "/a%7f",
            "/a%C2%85",
            "/C:/a",
            "/c%3A/a",
            "/a/d:",
            "/%252e%252e%252fa",
            "/%25%32%65/",
            "/%zz",
            "/%1",
            "/%",
            "/a%",
            "/%+1",
            "/%c0%ae%c0%ae/",
            "/%ff",
        ] {
            assert_eq!(path(target), None, "{target}");
        }
    }

    #[test]
    fn a_query_is_asked_by_key() {
        let address = Address::read("/a?x=1&page=%2Ftin%2520&flag&bad=%").unwrap();
        assert_eq!(address.asked("page").as_deref(), Some("/tin%20"));
        assert_eq!(address.asked("flag"), None);
        assert_eq!(address.asked("bad"), None);
    }
}
