//! The key of a run: whoever is not at this machine needs it once, and then carries it as a cookie.

use std::io;

use super::head::Request;

/// The cookie that carries it. Cookies know no ports: two previews on one machine lock each other out, no more.
const COOKIE: &str = "congtin-key";

/// 128 random bits, new in every run.
pub(super) struct Key(String);

impl Key {
    /// A key that nobody can guess.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Self(format!("{:032x}", u128::from_le_bytes(bytes))))
    }

    /// The key as it stands in an address.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether this is the key, compared in a time that tells nothing of it.
    pub fn is(&self, text: &str) -> bool {
        blake3::hash(text.as_bytes()) == blake3::hash(self.0.as_bytes())
    }

    /// Whether a request carries it.
    pub fn is_carried_by(&self, request: &Request) -> bool {
        let cookies = request.all("Cookie").flat_map(|line| line.split(';'));
        cookies
            .filter_map(|cookie| cookie.trim().split_once('='))
            .any(|(name, value)| name == COOKIE && self.is(value))
    }

    /// The cookie for who has it: no script reads it, and no page of another site makes a browser send it.
    pub fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_key_opens() {
        let key = Key::new().unwrap();
        assert_eq!(key.text().len(), 32);
        assert!(key.is(key.text()));
        assert!(!key.is(&key.text()[..31]));
        assert!(!key.is(""));
        assert!(!key.is(Key::new().unwrap().text()));
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let key = Key::new().unwrap();
        let carried = |cookies: &str| {
            let head = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{cookies}");
            key.is_carried_by(&Request::parse(head.as_bytes()).ok().unwrap())
        };
        let text = key.text();
        assert!(carried(&format!("Cookie: a=b; congtin-key={text}; c=d")));
        assert!(carried(&format!("Cookie: congtin-key={text}")));
        assert!(!carried(&format!("Cookie: congtin-key={text}x")));
        assert!(!carried(&format!("Cookie: congtin={text}")));
        assert!(!carried("Cookie: congtin-key="));
        assert!(!carried("Accept: */*"));
    }
}
