//! Which raw HTML an article may hold (REQ-Z4), and where: the usual tags of text and tables.
//!
//! Tags whose content HTML ties to special rules (`dl`, `ruby`, `section`…) and obsolete ones (`center`, `font`) are left
//! out: their text stays, the tag goes.

/// What an element may hold, or what is asked for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: it has no closing tag.
    Nothing,
    /// Text and what stands in a line of it.
    Phrasing,
    /// Anything, in blocks or not.
    Flow,
    /// Only these elements.
    Only(&'static [&'static str]),
}

/// What the value of an attribute must be.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// Any text.
    Text,
    /// A language code such as `vi`, `en-GB`.
    Language,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number up to this.
    Number(u32),
    /// None is needed.
    Flag,
}

/// An element that content may use.
#[derive(Debug)]
pub struct Element {
    /// Its name.
    pub name: &'static str,
    /// What it may hold.
    pub content: Content,
    /// Whether it stands among blocks, in a line of text, or is a part of another element.
    pub place: Place,
    /// Its own attributes, besides the ones that all may have.
    pub attributes: &'static [(&'static str, Value)],
}

/// Where an element may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a line of text, and anywhere that text may stand.
    Text,
    /// Among blocks.
    Block,
    /// Directly in another element: one that is [`Content::Only`] and names it, or `details` and `figure`.
    Part,
}

/// The element of a name in lower case. The title of the page is its only `h1`.
pub fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.name == name)
}

/// Whether an element stands on lines of its own, allowed or not.
pub fn is_block(name: &str) -> bool {
    const OTHERS: [&str; 15] = [
        "address", "article", "center", "dd", "dir", "dl", "dt", "fieldset", "footer", "form",
        "header", "legend", "main", "nav", "section",
    ];
    let is_text = |element: &Element| element.place == Place::Text;
    OTHERS.contains(&name)
        || heading_level(name).is_some()
        || element(name).is_some_and(|element| !is_text(element))
}

/// The level that a name such as `h1` gives to a heading.
pub fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// What an attribute of an element must be; [`None`] when it may not be there.
///
/// `href` and `src` are not in the table: links and pictures are asked for.
pub fn attribute(element: &Element, name: &str) -> Option<Value> {
    element
        .attributes
        .iter()
        .chain(&COMMON)
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value)
}

impl Value {
    /// Whether a value is such a one.
    pub fn allows(self, value: &str) -> bool {
        match self {
            Self::Text | Self::Flag => true,
            Self::Language => is_language(value),
            Self::OneOf(words) => words.contains(&value),
            Self::Number(most) => {
                value.bytes().all(|byte| byte.is_ascii_digit())
                    && value
                        .parse()
                        .is_ok_and(|number: u32| (1..=most).contains(&number))
            }
        }
    }
}

/// The shape of a BCP 47 language tag.
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_alphanumeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // Vietnamese is `vi`; `vn` is the country.
    (2..=3).contains(&primary.len())
        && !primary.eq_ignore_ascii_case("vn")
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && is_alphanumeric(part))
}

const COMMON: [(&str, Value); 3] = [
    ("lang", Value::Language),
    ("title", Value::Text),
    ("dir", Value::OneOf(&["ltr", "rtl", "auto"])),
];

const fn text(name: &'static str) -> Element {
    Element {
        name,
        content: Content::Phrasing,
        place: Place::Text,
        attributes: &[],
    }
}

const fn empty(name: &'static str, place: Place) -> Element {
    Element {
        name,
        content: Content::Nothing,
        place,
        attributes: &[],
    }
}

const fn block(name: &'static str, content: Content) -> Element {
    Element {
        name,
        content,
        place: Place::Block,
        attributes: &[],
    }
}

const fn part(
    name: &'static str,
    content: Content,
    attributes: &'static [(&'static str, Value)],
) -> Element {
    Element {
        name,
        content,
        place: Place::Part,
        attributes,
    }
}

const CELL: (&str, Value) = ("colspan", Value::Number(1000));
const ROWS: (&str, Value) = ("rowspan", Value::Number(1000));
const SCOPE: (&str, Value) = (
    "scope",
    Value::OneOf(&["row", "col", "rowgroup", "colgroup"]),
);

static ELEMENTS: [Element; 51] = [
    text("a"),
    text("abbr"),
    text("b"),
    text("bdi"),
    text("cite"),
    text("code"),
    text("del"),
    text("dfn"),
    text("em"),
    text("i"),
    text("ins"),
    text("kbd"),
    text("mark"),
    text("q"),
    text("s"),
    text("samp"),
    text("small"),
    text("span"),
    text("strong"),
    text("sub"),
    text("sup"),
    text("u"),
    text("var"),
    empty("br", Place::Text),
    empty("img", Place::Text),
    empty("wbr", Place::Text),
    empty("hr", Place::Block),
    block("blockquote", Content::Flow),
    block("div", Content::Flow),
    block("figure", Content::Flow),
    block("p", Content::Phrasing),
    block("pre", Content::Phrasing),
    block("h2", Content::Phrasing),
    block("h3", Content::Phrasing),
    block("h4", Content::Phrasing),
    block("h5", Content::Phrasing),
    block("h6", Content::Phrasing),
    block("ul", Content::Only(&["li"])),
    block(
        "table",
        Content::Only(&["caption", "thead", "tbody", "tfoot", "tr"]),
    ),
    Element {
        name: "ol",
        content: Content::Only(&["li"]),
        place: Place::Block,
        attributes: &[
            ("start", Value::Number(1_000_000)),
            ("reversed", Value::Flag),
        ],
    },
    Element {
        name: "details",
        content: Content::Flow,
        place: Place::Block,
        attributes: &[("open", Value::Flag)],
    },
    part("summary", Content::Phrasing, &[]),
    part("figcaption", Content::Flow, &[]),
    part("li", Content::Flow, &[]),
    part("caption", Content::Phrasing, &[]),
    part("thead", Content::Only(&["tr"]), &[]),
    part("tbody", Content::Only(&["tr"]), &[]),
    part("tfoot", Content::Only(&["tr"]), &[]),
    part("tr", Content::Only(&["th", "td"]), &[]),
    part("th", Content::Phrasing, &[CELL, ROWS, SCOPE]),
    part("td", Content::Flow, &[CELL, ROWS]),
];
