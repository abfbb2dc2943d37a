//! Addresses of links: which are safe, which are foreign, and how they are written into an attribute.

use std::fmt::Write as _;

use crate::text::escape;

/// Whether a link may be written at all: a safe scheme (REQ-Z4) and, for the web, a host.
pub fn is_usable(address: &str) -> bool {
    escape::is_safe_url(address) && web_host(address).is_none_or(is_host)
}

/// Whether a link leads to another site.
pub fn is_foreign(address: &str) -> bool {
    web_host(address).is_some()
}

/// The host of `http:`, `https:` and `//` addresses, in lower case; [`None`] for any other address.
pub fn host(address: &str) -> Option<String> {
    let host = web_host(address)?;
    let host = host.rsplit('@').next().unwrap_or(host);
    Some(host.split(':').next().unwrap_or(host).to_ascii_lowercase())
}

/// The address inside a quoted attribute: what an address may not hold is percent-encoded, escapes that are there stay.
pub fn attribute(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    let mut has_fragment = false;
    let bytes = address.trim().as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        match byte {
            b'&' => written.push_str("&amp;"),
            b'\'' => written.push_str("&#39;"),
            b'#' if !has_fragment => {
                has_fragment = true;
                written.push('#');
            }
            b'%' if is_hex(at + 1) && is_hex(at + 2) => written.push('%'),
            byte if byte.is_ascii_alphanumeric() || b"-._~:/?@!$()*+,;=".contains(byte) => {
                written.push(char::from(*byte));
            }
            byte => {
                let _ = write!(written, "%{byte:02X}");
            }
        }
    }
    written
}

/// Names a link by where it leads when nothing in it has words: to be seen and pressed where it is empty, as it is when
/// it was written around a block; to be heard where it shows a picture. Its content begins at `begun`, right behind its
/// tag.
pub fn name(target: &str, out: &mut String, begun: usize) {
    let content = out.get(begun..).unwrap_or_default();
    if content.trim().is_empty() {
        escape::push_html(target, out);
    } else if !has_words(content) {
        let label = format!(" aria-label=\"{}\"", escape::html(target));
        out.insert_str(begun - 1, &label);
    }
}

/// Whether HTML has words outside its tags, or a picture in it has.
fn has_words(html: &str) -> bool {
    let mut texts = html
        .split('>')
        .filter_map(|behind| behind.split('<').next());
    let mut pictures = html.split(" alt=\"").skip(1);
    texts.any(|text| !text.trim().is_empty()) || pictures.any(|alt| !alt.starts_with('"'))
}

/// What stands between `//` and the path of an address of the web.
fn web_host(address: &str) -> Option<&str> {
    let address = address.trim();
    let behind = match address.split_once(':') {
        Some((scheme, behind))
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            behind
        }
        _ if address.starts_with("//") => address,
        _ => return None,
    };
    let behind = behind.strip_prefix("//").unwrap_or_default();
    Some(
        behind
            .split(['/', '?', '#', '\\'])
            .next()
            .unwrap_or_default(),
    )
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_');
    name.starts_with(char::is_alphanumeric)
        && name.chars().all(is_letter)
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && port.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_links_are_usable() {
        for address in [
            "https://a.vn/x",
            "/a",
            "a.md",
            "#b",
            "mailto:a@b.vn",
            "tel:+84",
            "",
            "//a.vn",
            "https://việt.vn:80",
        ] {
            assert!(is_usable(address), "{address}");
        }
        for address in [
            "javascript:x",
            "JAVA\nscript:x",
            "data:a",
            "http://",
            "https:a",
            "http:///x",
            "https://a b/",
        ] {
            assert!(!is_usable(address), "{address}");
        }
    }

    #[test]
    fn addresses_are_encoded_once() {
        assert_eq!(
            attribute("/a b/\"đ\"?x=1&y=%20%#c#d"),
            "/a%20b/%22%C4%91%22?x=1&amp;y=%20%25#c%23d"
        );
        assert_eq!(
            host("HTTPS://user@WWW.A.vn:80/x").as_deref(),
            Some("www.a.vn")
        );
    }
}
