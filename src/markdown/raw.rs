//! Raw HTML in pieces: tags, attributes and text, each with its place. Nothing is judged here.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::document::{Kind, Node};

/// A piece of raw HTML.
#[derive(Debug)]
pub enum Token {
    /// Text, its entities decoded.
    Text(String),
    /// An opening tag.
    Open(OpenTag),
    /// A closing tag, by its name in lower case.
    Close(String, Range<usize>),
    /// What no article may hold, with its content: its name, and where it stood.
    Hidden(String, Range<usize>),
}

/// An opening tag.
#[derive(Debug)]
pub struct OpenTag {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes in the order written, each name once.
    pub attributes: Vec<Attribute>,
    /// Its bytes in the source.
    pub range: Range<usize>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub struct Attribute {
    /// Its name in lower case.
    pub name: String,
    /// Its value, entities decoded; empty when it has none.
    pub value: String,
    /// The bytes of the value in the source, or of the name when it has none.
    pub range: Range<usize>,
}

impl OpenTag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// Elements whose content is no text for readers.
const HIDDEN: [&str; 18] = [
    "applet",
    "canvas",
    "embed",
    "head",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "xmp",
];

/// How many attributes of a tag are read.
const MOST_ATTRIBUTES: usize = 32;
/// The longest name of an entity is `CounterClockwiseContourIntegral`.
const LONGEST_ENTITY: usize = 40;

/// Raw HTML as written: its lines without the marks of quotes and lists around it.
#[derive(Default)]
pub struct Chunk {
    /// The lines.
    pub text: String,
    /// Where each begins here and in the source.
    lines: Vec<(usize, usize)>,
    end: usize,
}

impl Chunk {
    /// Inline HTML that stands at `start` of the source as `written`: with the marks of quotes before its lines, which
    /// the parser took away.
    pub fn inline(html: &str, written: &str, start: usize) -> Self {
        let mut chunk = Self::default();
        let mut line_start = start;
        for (line, written) in html
            .split_inclusive('\n')
            .zip(written.split_inclusive('\n'))
        {
            chunk.push(line, line_start + written.len().saturating_sub(line.len()));
            line_start += written.len();
        }
        chunk
    }

    /// Adds a line that begins at `start` of the source.
    pub fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
        self.end = start + line.len();
    }

    fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let line = self
            .lines
            .partition_point(|(here, _)| *here <= at)
            .saturating_sub(1);
        let Some((here, source)) = self.lines.get(line) else {
            return self.end;
        };
        (source + at - here).min(self.end)
    }
}

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

/// Takes out what lies between `<script>` and `</script>` where Markdown has parted them.
pub fn drop_hidden(nodes: &mut Vec<Node>) {
    /// How far the closing tag is looked for.
    const NEAR: usize = 64;
    let mut at = 0;
    while at < nodes.len() {
        if let Some((opening, name)) = hidden_left_open(&nodes[at]) {
            let end = (at + 1 + NEAR).min(nodes.len());
            if let Some(closing) = (at + 1..end).find(|next| closes(&nodes[*next], &name)) {
                nodes.drain(at + 1..closing);
                keep(&mut nodes[at], |tokens| tokens.truncate(opening + 1));
                keep(&mut nodes[at + 1], |tokens| {
                    let closing = tokens.iter().position(|token| is_close(token, &name));
                    tokens.drain(..closing.unwrap_or_default());
                });
            }
        }
        at += 1;
    }
}

fn keep(node: &mut Node, change: impl FnOnce(&mut Vec<Token>)) {
    if let Kind::Raw(tokens) = &mut node.kind {
        change(tokens);
    }
}

/// The first tag that opens an element no reader sees and that nothing closes in the same chunk.
fn hidden_left_open(node: &Node) -> Option<(usize, String)> {
    let Kind::Raw(tokens) = &node.kind else {
        return None;
    };
    tokens
        .iter()
        .enumerate()
        .find_map(|(at, token)| match token {
            Token::Open(tag) if HIDDEN.contains(&tag.name.as_str()) => {
                let is_closed = tokens[at..]
                    .iter()
                    .take(2)
                    .any(|token| is_close(token, &tag.name));
                (!is_closed).then(|| (at, tag.name.clone()))
            }
            _ => None,
        })
}

fn closes(node: &Node, name: &str) -> bool {
    matches!(&node.kind, Kind::Raw(tokens) if tokens.iter().any(|token| is_close(token, name)))
}

fn is_close(token: &Token, name: &str) -> bool {
    matches!(token, Token::Close(closed, _) if closed == name)
}

/// The text with its entities decoded, as HTML and Markdown know them.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
        let length = rest
            .bytes()
            .skip(1)
            .take(LONGEST_ENTITY)
            .take_while(is_part)
            .count()
            + 1;
        let entity = if rest.as_bytes().get(length) == Some(&b';') {
            entity(&rest[..=length])
        } else {
            None
        };
        if let Some(letters) = entity {
            decoded.push_str(&letters);
            rest = &rest[length + 1..];
        } else {
            decoded.push('&');
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The Markdown parser knows all two thousand of them.
fn entity(entity: &str) -> Option<String> {
    let texts = Parser::new(entity).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    Some(texts.collect::<String>()).filter(|text| text != entity)
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
        let name = self.html.get(at..end)?.to_ascii_lowercase();
        let behind = end + self.run(end, |byte| byte.is_ascii_whitespace());
        if self.html.as_bytes().get(behind) != Some(&b'=') {
            let range = self.chunk.source(&(at..end));
            return Some((
                Attribute {
                    name,
                    value: String::new(),
                    range,
                },
                end,
            ));
        }
        let value = behind + 1 + self.run(behind + 1, |byte| byte.is_ascii_whitespace());
        let (value, end) = if let Some(quote @ (b'"' | b'\'')) = self.html.as_bytes().get(value) {
            let end = value + 1 + self.html[value + 1..].find(char::from(*quote))?;
            (value + 1..end, end + 1)
        } else {
            let end = value + self.run(value, |byte| !byte.is_ascii_whitespace() && byte != b'>');
            (value..end, end)
        };
        let range = self.chunk.source(&value);
        Some((
            Attribute {
                name,
                value: decode(&self.html[value]),
                range,
            },
            end,
        ))
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
