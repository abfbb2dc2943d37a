//! The second lock on raw HTML (REQ-Z4): what [`super::raw_writer`] let through, and all around it, goes through
//! `ammonia`, which knows only the elements and attributes that this room writes itself.

use std::borrow::Cow;

use ammonia::Builder;

use super::address;

/// The HTML of a body without anything that could do harm.
pub fn sanitize(html: &str, embed_hosts: &[String]) -> String {
    let hosts = frame_hosts(embed_hosts);
    let mut builder = Builder::empty();
    builder
        .add_tags(TAGS)
        .add_clean_content_tags(["script", "style"])
        .add_generic_attributes(GENERIC)
        .add_url_schemes(["http", "https", "mailto", "tel"])
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            let is_frame = element == "iframe" && attribute == "src";
            let is_allowed = || address::host(value).is_some_and(|host| hosts.contains(&host));
            (!is_frame || is_allowed()).then_some(Cow::Borrowed(value))
        });
    for (tag, attributes) in OWN {
        builder.add_tag_attributes(tag, attributes.iter().copied());
    }
    builder.clean(html).to_string()
}

/// The hosts that frames are written for.
fn frame_hosts(embed_hosts: &[String]) -> Vec<String> {
    let own = ["www.youtube-nocookie.com", "player.vimeo.com"].map(str::to_owned);
    embed_hosts
        .iter()
        .map(|host| host.to_ascii_lowercase())
        .chain(own)
        .collect()
}

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "audio",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "del",
    "details",
    "dfn",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

const GENERIC: &[&str] = &[
    "aria-label",
    "aria-labelledby",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "tabindex",
    "title",
];

const OWN: &[(&str, &[&str])] = &[
    ("a", &["download", "href", "rel", "type"]),
    ("audio", &["controls", "preload"]),
    ("details", &["open"]),
    ("iframe", &["allowfullscreen", "loading", "src"]),
    (
        "img",
        &["alt", "decoding", "height", "loading", "src", "width"],
    ),
    ("input", &["checked", "disabled", "type"]),
    ("ol", &["reversed", "start"]),
    ("source", &["sizes", "src", "srcset", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    (
        "video",
        &["controls", "height", "poster", "preload", "width"],
    ),
];
