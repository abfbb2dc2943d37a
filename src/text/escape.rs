//! Escaping: how a text is carried safely inside HTML, XML, scripts and addresses.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::scan;

/// The text with `&`, `<`, `>`, `"` and `'` as entities: safe as HTML text and in a quoted attribute.
#[must_use]
pub fn html(text: &str) -> Cow<'_, str> {
    if scan::first(text.as_bytes(), is_special).is_none() {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 32);
    push_html(text, &mut escaped);
    Cow::Owned(escaped)
}

/// Appends what [`html`] makes of a text.
pub fn push_html(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = scan::first(rest.as_bytes(), is_special) {
        out.push_str(&rest[..at]);
        out.push_str(entity(rest.as_bytes()[at]));
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The first place where a text has the code of a character instead of the character: `&#39;`, `&quot;`.
#[must_use]
pub fn code(text: &str) -> Option<Range<usize>> {
    text.match_indices('&').find_map(|(at, _)| {
        let name = text[at + 1..].split_once(';')?.0;
        let is_plain =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_code = match name.strip_prefix('#') {
            Some(number) => is_plain(number),
            // `R&D;` and `LĐ-TB&XH;` are none.
            None => is_plain(name) && name.len() > 1 && name.contains(|it: char| it.is_lowercase()),
        };
        is_code.then(|| at..at + name.len() + 2)
    })
}

/// Like [`html`], and without the characters that XML 1.0 forbids even as references.
#[must_use]
pub fn xml(text: &str) -> Cow<'_, str> {
    match only_xml(text) {
        Cow::Borrowed(text) => html(text),
        Cow::Owned(text) => Cow::Owned(html(&text).into_owned()),
    }
}

/// Appends the text as a JSON string for a `<script>` element: nothing in it can end the element, open a comment or break
/// a line of script.
pub fn push_json(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = scan::first(rest.as_bytes(), may_be_special_in_json) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut letters = from.chars();
        match letters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(letter @ ('\0'..' ' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}')) => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.extend(letter),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// The path as it is written in an address: all but `/` and unreserved characters (RFC 3986) percent-encoded.
#[must_use]
pub fn url_path(path: &str) -> String {
    percent_encode(path, |byte| byte == b'/')
}

/// The text as one value of a query or one segment of a path: all but unreserved characters percent-encoded.
#[must_use]
pub fn url_component(text: &str) -> String {
    percent_encode(text, |_| false)
}

/// Whether a link may be followed: `http`, `https`, `mailto`, `tel`, or relative; so never `javascript:` or `data:`.
///
/// Expects entities to be decoded already. Ignores white space and invisible characters where browsers do.
#[must_use]
pub fn is_safe_url(url: &str) -> bool {
    let mut scheme = String::new();
    for letter in url.chars().filter(|letter| !is_ignored_in_scheme(*letter)) {
        match letter {
            ':' => return matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"),
            '/' | '?' | '#' => return true,
            _ => scheme.push(letter.to_ascii_lowercase()),
        }
    }
    true
}

const fn is_special(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
}

/// The byte 0xE2 begins U+2028 and U+2029, among others.
const fn may_be_special_in_json(byte: u8) -> bool {
    let tag = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == 0xE2);
    tag | (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

/// How a special character is written.
const fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}

fn only_xml(text: &str) -> Cow<'_, str> {
    if scan::is_ordinary(text) || text.chars().all(is_xml) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|letter| is_xml(*letter)).collect())
    }
}

/// The production `Char` of XML 1.0.
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{1_0000}'..)
}

fn percent_encode(text: &str, is_kept: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || is_kept(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn is_ignored_in_scheme(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// HTML as [`html`] writes it, read back.
#[must_use]
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_of_characters_are_found() {
        let found = |text: &'static str| code(text).map(|range| &text[range]);
        assert_eq!(found("Phim &#39;Cầu&#39;"), Some("&#39;"));
        assert_eq!(found("A & B; C &quot;"), Some("&quot;"));
        assert_eq!(found("&#x2019;"), Some("&#x2019;"));
        for text in [
            "R&D; AT&T",
            "Sở LĐ-TB&XH; Sở VH",
            "a & b; c",
            "&;",
            "&#;",
            "?a=1&b=2",
            "&ngã ba;",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_without_special_characters_is_borrowed() {
        assert!(matches!(html("Đà Nẵng"), Cow::Borrowed("Đà Nẵng")));
        assert!(matches!(xml("Đà Nẵng\n"), Cow::Borrowed("Đà Nẵng\n")));
    }

    #[test]
    fn html_escapes_the_five() {
        assert_eq!(
            html("ở <b> & \"H'Mông\""),
            "ở &lt;b&gt; &amp; &quot;H&#39;Mông&quot;"
        );
    }

    #[test]
    fn xml_drops_what_xml_forbids() {
        assert_eq!(xml("a\u{0}\u{B}<\u{FFFF}b\t"), "a&lt;b\t");
    }

    #[test]
    fn script_json_cannot_leave_its_element() {
        let mut json = String::new();
        push_json("</script><!-- & \u{2028}", &mut json);
        assert_eq!(json, r#""\u003c/script\u003e\u003c!-- \u0026 \u2028""#);
    }

    #[test]
    fn addresses_are_percent_encoded() {
        assert_eq!(
            url_path("/tệp tin/a-b_c.pdf"),
            "/t%E1%BB%87p%20tin/a-b_c.pdf"
        );
        assert_eq!(
            url_component("https://a.vn/?b=1&c"),
            "https%3A%2F%2Fa.vn%2F%3Fb%3D1%26c"
        );
    }

    #[test]
    fn dangerous_schemes_are_refused_in_any_disguise() {
        for url in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript\t:alert(1)",
            "java\u{200B}script:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            ":",
        ] {
            assert!(!is_safe_url(url), "{url:?}");
        }
    }

    #[test]
    fn ordinary_links_are_safe() {
        for url in [
            "https://danang.gov.vn/a:b",
            "HTTP://a.vn",
            "mailto:a@b.vn",
            "tel:+84236",
            "/a",
            "a/b:c",
            "?a=b:c",
            "#a:b",
            "//a.vn",
            "",
        ] {
            assert!(is_safe_url(url), "{url:?}");
        }
    }

    proptest! {
        #[test]
        fn html_can_be_read_back(text in "[&<>\"'a;ở]{0,12}|\\PC*") {
            let escaped = html(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert_eq!(unescape(&escaped), text);
        }

        #[test]
        fn script_json_can_be_read_back(text in any::<String>()) {
            let mut json = String::new();
            push_json(&text, &mut json);
            let special = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            prop_assert!(!json.contains(special));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }

        #[test]
        fn encoded_paths_are_plain(path in any::<String>()) {
            let encoded = url_path(&path);
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
            prop_assert!(encoded.bytes().all(is_plain));
        }
    }
}
