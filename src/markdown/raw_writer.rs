//! Writes raw HTML: only what is allowed, only where it may stand, links and pictures asked for like all others.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::allowed::{self, Content, Element};
use super::raw::{Attribute, OpenTag, Token};
use super::writer::Writer;
use super::{address, plain};
use crate::diagnostic::{Finding, rules};
use crate::text::normal;

impl Writer<'_> {
    /// Writes a piece of raw HTML.
    pub fn raw(&mut self, tokens: &[Token]) {
        self.has_raw |= !tokens.is_empty();
        for token in tokens {
            match token {
                Token::Text(text) if text.trim().is_empty() => self.raw_space(text),
                Token::Text(text) => {
                    self.nest.make_room(Content::Phrasing, &mut self.out);
                    self.text(&normal::repair(text));
                }
                Token::Open(tag) => self.open_tag(tag),
                Token::Close(name, range) => self.close_tag(name, range),
                Token::Hidden(what, range) => self.tell_removed(what, range),
            }
        }
    }

    fn raw_space(&mut self, space: &str) {
        if space.contains('\n') && !self.nest.is_in("pre") {
            self.line();
        } else {
            self.out.push_str(space);
        }
    }

    fn open_tag(&mut self, tag: &OpenTag) {
        if tag.name == "iframe" {
            return self.raw_frame(tag);
        }
        let name = self.shown_name(tag);
        let place =
            allowed::element(&name).filter(|element| self.nest.place(element, &mut self.out));
        let Some(element) = place else {
            *self.removed.entry(tag.name.clone()).or_default() += 1;
            self.part(&tag.name);
            return self.tell_removed(&format!("<{}>", tag.name), &tag.range);
        };
        match element.name {
            "img" => self.raw_picture(tag),
            "a" => self.raw_link(element, tag),
            _ => {
                if element.name == "table" {
                    self.open_table_frame();
                }
                let _ = write!(self.out, "<{}", element.name);
                self.attributes(element, tag, &[]);
                self.out.push('>');
            }
        }
        if element.content != Content::Nothing && element.name != "a" {
            self.nest.push(element, true, &self.out);
        }
    }

    /// A heading is shown at the level of the one before it or one below, so that no level is left out.
    fn shown_name<'t>(&mut self, tag: &'t OpenTag) -> Cow<'t, str> {
        let Some(level) = allowed::heading_level(&tag.name) else {
            return Cow::Borrowed(&tag.name);
        };
        if level == 1 {
            self.report
                .tell(tag.range.clone(), || Finding::new(&rules::HEADING_ONE));
        }
        let before = self.level.max(1);
        Cow::Owned(format!(
            "h{}",
            level.clamp(before.max(2), (before + 1).min(6))
        ))
    }

    fn close_tag(&mut self, name: &str, range: &std::ops::Range<usize>) {
        // The opening tag of an element that is not allowed was told, and of one that had no place.
        let is_known = allowed::heading_level(name).is_some()
            || allowed::element(name).is_some_and(|element| element.content != Content::Nothing);
        if !is_known {
            return self.part(name);
        }
        if self.nest.close(name, &mut self.out) {
            return;
        }
        if let Some(open) = self.removed.get_mut(name).filter(|open| **open > 0) {
            *open -= 1;
        } else {
            self.tell_removed(&format!("</{name}>"), range);
        }
        self.part(name);
    }

    /// Where the tag of a block is left out, the words on its two sides stay apart.
    fn part(&mut self, name: &str) {
        let stands_apart = self.out.is_empty() || self.out.ends_with([' ', '\n', '>']);
        if allowed::is_block(name) && !stands_apart {
            self.out.push(' ');
        }
    }

    /// Writes the attributes that are allowed and tells of the others, except of those that the caller cares for.
    fn attributes(&mut self, element: &Element, tag: &OpenTag, cared_for: &[&str]) {
        for Attribute {
            name, value, whole, ..
        } in &tag.attributes
        {
            if cared_for.contains(&name.as_str()) {
                continue;
            }
            match allowed::attribute(element, name) {
                Some(allowed::Value::Flag) => {
                    let _ = write!(self.out, " {name}");
                }
                Some(wanted) if wanted.allows(value) => {
                    self.attribute(name, &normal::repair(value));
                }
                _ => self.tell_removed(name, whole),
            }
        }
    }

    fn raw_link(&mut self, element: &'static Element, tag: &OpenTag) {
        let target = tag.get("href");
        let url = target.and_then(|target| self.follow(&target.value, target.range.clone()));
        let Some(url) = url.filter(|_| !self.is_in_link()) else {
            return self.nest.push(element, false, &self.out);
        };
        self.open_link(&url);
        self.attributes(element, tag, &["href", "target", "rel"]);
        self.out.push('>');
        self.nest.push_link(element, url, &self.out);
    }

    fn raw_picture(&mut self, tag: &OpenTag) {
        let alt = tag
            .get("alt")
            .map(|alt| normal::repair(&alt.value).into_owned());
        if alt.is_none() {
            self.report.tell(tag.range.clone(), || {
                Finding::new(&rules::ALT_MISSING).with("example", "<img alt=\"mô tả ảnh\" …>")
            });
        }
        let file = tag
            .get("src")
            .and_then(|src| self.ask_picture(&src.value, src.range.clone()));
        let caption = tag
            .get("title")
            .map(|title| plain::printed(&title.value))
            .unwrap_or_default();
        let alt = alt.unwrap_or_default();
        self.picture(&super::pictures::Picture {
            file,
            alt,
            caption,
            ..super::pictures::Picture::default()
        });
    }

    fn raw_frame(&mut self, tag: &OpenTag) {
        let Some(src) = tag.get("src") else {
            return self.tell_removed("<iframe>", &tag.range);
        };
        let Some(url) = self.ask_embed(&src.value, src.range.clone()) else {
            return;
        };
        if self.is_in_link() || !address::is_foreign(&url) {
            return self.tell_removed("<iframe>", &tag.range);
        }
        self.nest.make_room(Content::Phrasing, &mut self.out);
        let title = tag
            .get("title")
            .map(|title| normal::repair(&title.value).into_owned());
        self.frame(&url, &title.unwrap_or_default());
    }

    fn tell_removed(&mut self, what: &str, range: &std::ops::Range<usize>) {
        self.report.tell(range.clone(), || {
            Finding::new(&rules::HTML_REMOVED).with("what", what)
        });
    }
}
