//! What is added to a page on its way out: the tags of the preview's scripts, and the scripts themselves.

use super::reply::Reply;
use crate::text::{Digest, Language};

/// The preview's own files, by name: what runs in the browser, and the style of the bar.
const FILES: [(&str, &str, &str); 8] = [
    ("early.js", JAVASCRIPT, include_str!("browser/early.js")),
    ("preview.js", JAVASCRIPT, include_str!("browser/preview.js")),
    ("morph.js", JAVASCRIPT, include_str!("browser/morph.js")),
    ("marks.js", JAVASCRIPT, include_str!("browser/marks.js")),
    ("bar.js", JAVASCRIPT, include_str!("browser/bar.js")),
    ("bar.css", "text/css", include_str!("browser/bar.css")),
    // Version 0.8.0 of <https://github.com/bigskysoftware/idiomorph>, as it is, with its licence.
    (
        "idiomorph.js",
        JAVASCRIPT,
        include_str!("browser/idiomorph/idiomorph.js"),
    ),
    (
        "idiomorph-license.txt",
        "text/plain",
        include_str!("browser/idiomorph/LICENSE"),
    ),
];

const JAVASCRIPT: &str = "text/javascript";

/// One of the preview's own files.
pub(super) fn file(name: &str) -> Option<Reply> {
    let (_, media_type, text) = FILES.iter().find(|(own, ..)| *own == name)?;
    Some(Reply::new(200, media_type, text.as_bytes()))
}

/// What tells one version of a page from another.
pub(super) fn digest(page: &[u8]) -> String {
    Digest::of(page).short()
}

/// The page with the tags of the scripts at the beginning of its head, before its own scripts.
pub(super) fn dress(page: &[u8], language: Language) -> Vec<u8> {
    let (before, after) = page.split_at(head(page));
    let (digest, code) = (digest(page), language.code());
    let tags = format!(
        "<script src=\"/__congtin/early.js\" data-page=\"{digest}\" data-language=\"{code}\"></script>\
         <script src=\"/__congtin/preview.js\" type=\"module\"></script>"
    );
    [before, tags.as_bytes(), after].concat()
}

/// Where the inside of the head begins; without a head, behind what must stand in front of everything.
fn head(page: &[u8]) -> usize {
    let behind = |tag: &[u8]| {
        let begin = page
            .windows(tag.len())
            .position(|bytes| bytes.eq_ignore_ascii_case(tag))?;
        let next = *page.get(begin + tag.len())?;
        let end = page[begin..].iter().position(|byte| *byte == b'>')?;
        (next == b'>' || next.is_ascii_whitespace()).then_some(begin + end + 1)
    };
    behind(b"<head")
        .or_else(|| behind(b"<html"))
        .or_else(|| behind(b"<!doctype"))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn the_tags_stand_at_the_beginning_of_the_head() {
        for (before, after) in [
            (
                "<!DOCTYPE html>\n<html lang=vi><HEAD>",
                "<title>a</title></HEAD><body>",
            ),
            ("<!doctype html><html><head data-x=\"y\">", "</head>"),
            ("<!doctype html><html lang=\"vi\">", "<header>"),
            ("<!doctype html>", "<p>"),
            ("", "<p>"),
            ("", ""),
            ("", "<head"),
        ] {
            let page = format!("{before}{after}");
            assert_eq!(head(page.as_bytes()), before.len(), "{page}");
        }
    }
}
