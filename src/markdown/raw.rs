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
    /// The bytes of name and value.
    pub whole: Range<usize>,
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
pub const HIDDEN: [&str; 18] = [
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

    /// The bytes of the source for bytes of the chunk.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
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
        match entity {
            Some(letters) => {
                decoded.push_str(&letters);
                rest = &rest[length + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
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
