//! SVG without what could do harm.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Trouble;

/// Elements that do something, or show what is no drawing.
const ACTIVE: [&str; 6] = [
    "script",
    "handler",
    "foreignObject",
    "iframe",
    "embed",
    "object",
];
/// Beginnings of addresses that are not in the file itself.
const ELSEWHERE: [&str; 4] = ["http:", "https:", "//", "javascript:"];

/// Whether [`drawing`] will leave out something of a drawing that did something or was taken from elsewhere.
#[must_use]
pub fn is_harmless(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if !is_quiet(&element) => {
                return false;
            }
            Ok(Event::Text(text)) if takes_from_elsewhere(&text) => return false,
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => {}
        }
    }
}

fn is_quiet(element: &BytesStart) -> bool {
    let name = element.local_name();
    let is_active = ACTIVE
        .iter()
        .any(|active| name.as_ref().eq_ignore_ascii_case(active));
    // Where a link leads is not shown.
    let is_link = name.as_ref() == "a";
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    !is_active
        && !attributes.any(|attribute| {
            let name = attribute.key.local_name();
            let value = attribute.value.trim();
            let is_address = matches!(name.as_ref(), "href" | "src") && !is_link;
            let is_far = || {
                ELSEWHERE
                    .iter()
                    .any(|start| value.to_lowercase().starts_with(start))
            };
            name.as_ref().starts_with("on")
                || (is_address && is_far())
                || takes_from_elsewhere(value)
        })
}

/// Whether a style asks for a file of others.
fn takes_from_elsewhere(style: &str) -> bool {
    let style = style.to_lowercase().replace(['"', '\'', ' '], "");
    style.contains("@import")
        || ELSEWHERE
            .iter()
            .any(|start| style.contains(&format!("url({start}")))
}

/// The same drawing without scripts, events, foreign elements, and addresses of other sites; pictures inside it stay.
///
/// # Errors
/// When it is no SVG.
pub fn drawing(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let (mut source, mut clean) = (bytes, Vec::with_capacity(bytes.len()));
    filter
        .filter(&mut source, &mut clean)
        .map_err(|_| Trouble::Broken)?;
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_drawing_does_or_takes_from_elsewhere_is_seen() {
        let svg =
            |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
        for inside in [
            "<script>alert(1)</script>",
            "<g onload=\"alert(1)\"/>",
            "<foreignObject><p>a</p></foreignObject>",
            "<image href=\"https://la.example/a.png\"/>",
            "<use xlink:href='//la.example/a.svg#b'/>",
            "<style>@import 'a.css';</style>",
            "<path style=\"fill: url( 'https://la.example/a.svg#b' )\"/>",
        ] {
            assert!(!is_harmless(svg(inside).as_bytes()), "{inside}");
        }
        for inside in [
            "<path d=\"M0 0h9v9z\" fill=\"url(#g1)\"/><use href=\"#a\"/>",
            "<a href=\"https://nason.example/\"><text>https://nason.example/</text></a>",
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "<metadata><rdf:li rdf:resource=\"http://purl.org/dc/\"/></metadata>",
        ] {
            assert!(is_harmless(svg(inside).as_bytes()), "{inside}");
        }
    }
}
