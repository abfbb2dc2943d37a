//! Takes raw HTML apart, as browsers do (HTML Living Standard, 13.2.5), without their repairs.

use std::ops::Range;

use super::raw::{Attribute, Chunk, HIDDEN, OpenTag, Token, decode};

/// How many attributes of a tag are read.
const MOST_ATTRIBUTES: usize = 32;

/// The pieces of a chunk. A tag that is not closed is taken out up to the end.
pub fn tokens(chunk: &Chunk) -> Vec<Token> {
    let mut scanner = Scanner {
        chunk,
        html: &chunk.text,
        at: 0,
        tokens: Vec::new(),
        unclosed: Vec::new(),
    };
    while scanner.at < scanner.html.len() {
        scanner.next();
    }
    scanner.tokens
}

struct Scanner<'c> {
    chunk: &'c Chunk,
    html: &'c str,
    at: usize,
    tokens: Vec<Token>,
    /// Hidden elements that have no closing tag from here on.
    unclosed: Vec<String>,
}

impl Scanner<'_> {
    fn next(&mut self) {
        let rest = &self.html[self.at..];
        let behind = rest.strip_prefix('<').unwrap_or_default();
        let is_letter = |text: &str| text.starts_with(|letter: char| letter.is_ascii_alphabetic());
        if behind.starts_with("!--") {
            self.comment();
        } else if is_letter(behind) {
            self.open();
        } else if behind.strip_prefix('/').is_some_and(is_letter) {
            self.close();
        } else if behind.starts_with(['!', '?', '/']) {
            self.declaration();
        } else {
            self.text();
        }
    }

    fn text(&mut self) {
        let rest = &self.html[self.at..];
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find('<').map_or(rest.len(), |at| at + first);
        self.at += length;
        let text = decode(&rest[..length]);
        match self.tokens.last_mut() {
            Some(Token::Text(before)) => before.push_str(&text),
            _ => self.tokens.push(Token::Text(text)),
        }
    }

    fn comment(&mut self) {
        let rest = &self.html[self.at..];
        self.at += rest[4..].find("-->").map_or(rest.len(), |at| at + 7);
    }

    fn declaration(&mut self) {
        let rest = &self.html[self.at..];
        let (what, end) = if rest.starts_with("<![CDATA[") {
            ("<![CDATA[", "]]>")
        } else if rest.starts_with("<?") {
            ("<?", "?>")
        } else {
            ("<!", ">")
        };
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
        self.hide(what, self.at + length);
    }

    fn hide(&mut self, what: &str, end: usize) {
        let range = self.chunk.source(&(self.at..end));
        self.tokens.push(Token::Hidden(what.to_owned(), range));
        self.at = end;
    }

    fn close(&mut self) {
        let rest = &self.html[self.at..];
        let Some(end) = rest.find('>') else {
            return self.hide("</", self.html.len());
        };
        let name = rest[2..end]
            .split(|letter: char| letter.is_ascii_whitespace() || letter == '/')
            .next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let range = self.chunk.source(&(self.at..self.at + end + 1));
        self.tokens.push(Token::Close(name, range));
        self.at += end + 1;
    }

    fn open(&mut self) {
        let start = self.at;
        let mut at = start + 1;
        at += self.run(at, |byte| {
            !byte.is_ascii_whitespace() && !b"/>".contains(&byte)
        });
        let name = self.html[start + 1..at].to_ascii_lowercase();
        let mut attributes: Vec<Attribute> = Vec::new();
        loop {
            at += self.run(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
            match self.html.as_bytes().get(at) {
                None => return self.hide(&format!("<{name}"), self.html.len()),
                Some(b'>') => break,
                Some(_) => {
                    let Some((attribute, end)) = self.attribute(at) else {
                        return self.hide(&format!("<{name}"), self.html.len());
                    };
                    if attributes.len() < MOST_ATTRIBUTES
                        && attributes.iter().all(|other| other.name != attribute.name)
                    {
                        attributes.push(attribute);
                    }
                    at = end;
                }
            }
        }
        self.at = at + 1;
        let range = self.chunk.source(&(start..self.at));
        self.tokens.push(Token::Open(OpenTag {
            name: name.clone(),
            attributes,
            range,
        }));
        if HIDDEN.contains(&name.as_str()) {
            self.skip_content(&name, start);
        }
    }

    /// The attribute that begins at an offset, and where it ends; [`None`] when its quote is not closed.
    fn attribute(&self, at: usize) -> Option<(Attribute, usize)> {
        let is_name = |byte: u8| !byte.is_ascii_whitespace() && !b"/>=".contains(&byte);
        let end = at + self.run(at, is_name).max(1);
        let (value, value_end) = self.value(end)?;
        let whole = at..value_end;
        let said = if value.is_empty() { &whole } else { &value };
        let attribute = Attribute {
            name: self.html.get(at..end)?.to_ascii_lowercase(),
            value: decode(&self.html[value.clone()]),
            range: self.chunk.source(said),
            whole: self.chunk.source(&whole),
        };
        Some((attribute, whole.end))
    }

    /// The bytes of the value behind an attribute's name, none when there is none, and where all of it ends; [`None`]
    /// when its quote is not closed.
    fn value(&self, name_end: usize) -> Option<(Range<usize>, usize)> {
        let behind_space = |at: usize| at + self.run(at, |byte| byte.is_ascii_whitespace());
        let equals = behind_space(name_end);
        if self.html.as_bytes().get(equals) != Some(&b'=') {
            return Some((name_end..name_end, name_end));
        }
        let start = behind_space(equals + 1);
        if let Some(quote @ (b'"' | b'\'')) = self.html.as_bytes().get(start) {
            let end = start + 1 + self.html[start + 1..].find(char::from(*quote))?;
            return Some((start + 1..end, end + 1));
        }
        let end = start + self.run(start, |byte| !byte.is_ascii_whitespace() && byte != b'>');
        Some((start..end, end))
    }

    /// Goes past the content of an element that readers do not see, when its end is in this chunk.
    fn skip_content(&mut self, name: &str, start: usize) {
        if self.unclosed.iter().any(|unclosed| unclosed == name) {
            return;
        }
        let Some(length) = find_closing(&self.html[self.at..], name) else {
            self.unclosed.push(name.to_owned());
            return;
        };
        let end = self.at + length;
        if name == "iframe" {
            self.at = end;
            return;
        }
        self.tokens.pop();
        let rest = &self.html[end..];
        let end = end + rest.find('>').map_or(rest.len(), |at| at + 1);
        self.at = start;
        self.hide(&format!("<{name}>"), end);
    }

    fn run(&self, at: usize, is_part: impl Fn(u8) -> bool) -> usize {
        self.html.as_bytes()[at.min(self.html.len())..]
            .iter()
            .take_while(|byte| is_part(**byte))
            .count()
    }
}

fn find_closing(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let behind = &html.as_bytes()[at + 2..];
        behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    })
}
