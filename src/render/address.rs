//! Addresses.

use std::fmt::Write;

/// An address from the server's root with scheme and host in front; one that has them stays.
pub fn absolute(base_url: &str, url: &str) -> String {
    if url.starts_with('/') {
        format!("{}{url}", origin(base_url))
    } else {
        url.to_owned()
    }
}

/// An address in ASCII, every other byte percent-encoded (RFC 3986).
pub fn ascii(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'!'..=b'~' if !b"\"<>\\^`{|}".contains(&byte) => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Scheme and host.
fn origin(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    base_url[host..]
        .find('/')
        .map_or(base_url, |slash| &base_url[..host + slash])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_the_portal_is_not_put_in_front_twice() {
        assert_eq!(
            absolute("https://a.vn/cong", "/cong/tin/"),
            "https://a.vn/cong/tin/"
        );
        assert_eq!(absolute("https://a.vn", "/tin/"), "https://a.vn/tin/");
        assert_eq!(absolute("https://a.vn", "https://b.vn/"), "https://b.vn/");
    }

    #[test]
    fn an_address_is_ascii_and_encoded_once() {
        assert_eq!(
            ascii("https://a.vn/đ x%20y?a=1&b=[2]"),
            "https://a.vn/%C4%91%20x%20y?a=1&b=[2]"
        );
    }
}
