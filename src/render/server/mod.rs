//! The settings of a web server, for each kind of server from the same view (REQ-Z1).

mod apache;
mod caddy;
mod iis;
mod netlify;
mod nginx;

use crate::plan::HostingView;

/// A kind of web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Server {
    Nginx,
    Apache,
    Caddy,
    Iis,
    Netlify,
}

impl Server {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Nginx,
        Self::Apache,
        Self::Caddy,
        Self::Iis,
        Self::Netlify,
    ];

    /// As it is typed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
            Self::Iis => "iis",
            Self::Netlify => "netlify",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|server| server.name() == name)
    }
}

/// Settings that serve a portal.
#[must_use]
pub fn server(view: &HostingView, server: Server) -> String {
    match server {
        Server::Nginx => nginx::settings(view),
        Server::Apache => apache::settings(view),
        Server::Caddy => caddy::settings(view),
        Server::Iis => iis::settings(view),
        Server::Netlify => netlify::settings(view),
    }
}

/// Lines so far.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line more.
    fn line(&mut self, text: impl AsRef<str>) {
        self.0.push_str(text.as_ref());
        self.0.push('\n');
    }

    /// Several lines more.
    fn lines<T: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = T>) {
        for line in lines {
            self.line(line);
        }
    }
}

/// An address as a regular expression that is that address.
fn exact(address: &str) -> String {
    let mut pattern = String::with_capacity(address.len() + 8);
    for letter in address.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
