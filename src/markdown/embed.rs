//! Frames of other sites: films by their usual addresses, and only of hosts that the portal allows (REQ-Z4).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::address;
use super::writer::Writer;
use crate::diagnostic::{Finding, rules};

const YOUTUBE: [&str; 6] = [
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
];
const VIMEO: [&str; 3] = ["vimeo.com", "www.vimeo.com", "player.vimeo.com"];

/// The address of the frame for an address as an editor copies it, if one of the allowed hosts may be framed for it.
///
/// To allow one host of a film service is to allow the service: its hosts show the same films.
pub fn frame_address(written: &str, allowed: &[String]) -> Option<String> {
    let host = address::host(written)?;
    let family: &[&str] = [&YOUTUBE[..], &VIMEO[..]]
        .into_iter()
        .find(|family| family.contains(&host.as_str()))
        .unwrap_or_default();
    let is_allowed = |name: &str| {
        allowed
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(name))
    };
    if !is_allowed(&host) && !family.iter().any(|name| is_allowed(name)) {
        return None;
    }
    let path = written.split_once("//").map_or("", |(_, behind)| behind);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    if family == YOUTUBE {
        youtube(path).map(|film| format!("https://www.youtube-nocookie.com/embed/{film}"))
    } else if family == VIMEO {
        vimeo(path).map(|film| format!("https://player.vimeo.com/video/{film}"))
    } else {
        written
            .get(..8)?
            .eq_ignore_ascii_case("https://")
            .then(|| written.to_owned())
    }
}

/// The hosts whose frames articles may show, each once, when these hosts are allowed.
#[must_use]
pub fn frame_hosts(allowed: &[String]) -> BTreeSet<&str> {
    let framed = |host: &'_ str| -> Option<&'static str> {
        let is = |name: &&str| host.eq_ignore_ascii_case(name);
        let youtube = YOUTUBE.iter().any(is).then_some("www.youtube-nocookie.com");
        youtube.or_else(|| VIMEO.iter().any(is).then_some("player.vimeo.com"))
    };
    let hosts = allowed.iter().map(String::as_str);
    hosts.map(|host| framed(host).unwrap_or(host)).collect()
}

fn youtube(path: &str) -> Option<&str> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let in_query = query
        .split(['&', '#'])
        .find_map(|pair| pair.strip_prefix("v="));
    let in_path = || {
        let path = ["embed/", "shorts/", "live/", "v/"]
            .iter()
            .find_map(|kind| path.strip_prefix(kind))
            .unwrap_or(path);
        path.split(['/', '#']).next()
    };
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let film = in_query.or_else(in_path)?;
    (film.len() == 11 && film.bytes().all(is_letter)).then_some(film)
}

fn vimeo(path: &str) -> Option<&str> {
    let path = path.strip_prefix("video/").unwrap_or(path);
    let film = path.split(['/', '?', '#']).next()?;
    (!film.is_empty() && film.bytes().all(|byte| byte.is_ascii_digit())).then_some(film)
}

impl Writer<'_> {
    /// The address of a frame; tells when its host is not allowed or the address shows no film.
    pub fn ask_embed(&mut self, written: &str, range: Range<usize>) -> Option<String> {
        let found =
            frame_address(written, &self.options.embed_hosts).filter(|url| address::is_usable(url));
        if found.is_none() {
            self.report.tell(range, || {
                let host = address::host(written).unwrap_or_else(|| written.to_owned());
                Finding::new(&rules::EMBED_HOST).with("host", host)
            });
        }
        found
    }

    /// Writes a frame.
    pub fn frame(&mut self, url: &str, title: &str) {
        let _ = write!(self.out, "<iframe src=\"{}\"", address::attribute(url));
        self.attribute(
            "title",
            if title.is_empty() {
                self.words.frame
            } else {
                title
            },
        );
        self.out
            .push_str(" loading=\"lazy\" allowfullscreen></iframe>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_are_framed_from_allowed_hosts_only() {
        let allowed = [
            "www.youtube.com".to_owned(),
            "vimeo.com".to_owned(),
            "vtv.vn".to_owned(),
        ];
        let youtube = Some("https://www.youtube-nocookie.com/embed/abcdefghi-_".to_owned());
        for (written, frame) in [
            (
                "https://www.youtube.com/watch?v=abcdefghi-_&t=1",
                youtube.clone(),
            ),
            ("https://youtu.be/abcdefghi-_?si=x", youtube.clone()),
            ("https://m.youtube.com/shorts/abcdefghi-_", youtube),
            ("https://youtu.be/\"onload=x", None),
            (
                "https://vimeo.com/123?x",
                Some("https://player.vimeo.com/video/123".to_owned()),
            ),
            (
                "https://vtv.vn/embed/1",
                Some("https://vtv.vn/embed/1".to_owned()),
            ),
            ("http://vtv.vn/embed/1", None),
            ("https://vtv.vn.evil.com/", None),
            ("https://vtv.vn@evil.com/", None),
            ("clip.mp4", None),
        ] {
            assert_eq!(frame_address(written, &allowed), frame, "{written}");
        }
    }
}
