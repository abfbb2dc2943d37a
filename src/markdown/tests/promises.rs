//! What holds for every text.

use proptest::prelude::*;

use super::*;

const PIECES: &[&str] = &[
    "a",
    "Đà Nẵng",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\"",
    "'",
    "--",
    "...",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "    ",
    "# ",
    "### ",
    "- ",
    "1. ",
    "> ",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "[x]: /y\n",
    "| a | b |\n|---|:-:|\n| c | d |\n",
    "---\n",
    "\\",
    "&amp;",
    "&#x338;",
    "&#769;",
    "{#x}",
    "- [x] ",
    "<https://a.vn>",
    "javascript:x",
    "@/b.md",
    "<b>",
    "</b>",
    "<a href=\"/x\">",
    "<a href='javascript:x'>",
    "</a>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "<li>",
    "<ul>",
    "</ul>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<img src=x onerror=y>",
    "<img src=\"a.jpg\" alt=\"x\"",
    "<iframe src=\"https://www.youtube.com/embed/abcdefghijk\">",
    "</iframe>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<![CDATA[",
    "<x y=\"z",
    ">",
    "<",
    "=",
    "::: hop \"T\"\n",
    "::: thu-vien\n",
    "::: trich “x”\n",
    ":::\n",
    "::: anh src=\"a.jpg\" alt=\"b\" caption=\"<c>\"\n",
    "::: video src=\"c.mp4\" title=\"d\"\n",
    "::: am-thanh \"e\" src=f\n",
    "::: tep src=g title=h\n",
    "::: lạ\n",
    "<pre>",
    "<h1>",
    "<textarea>",
    "<br/>",
    "<hr>",
    "\u{301}",
    "\u{338}",
    "\u{0}",
    "\u{a0}",
    "\t",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(
        prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}"],
        0..40,
    );
    pieces.prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_becomes_safe_and_balanced_html(text in text()) {
        let text = normal(&text);
        let html = written(&text);
        if let Err(problem) = check(&html) {
            prop_assert!(false, "{problem}\n{text:?}\n{html}");
        }
        prop_assert_eq!(&html, &written(&text));
        prop_assert_eq!(normal(&html), html);
    }

    #[test]
    fn every_place_lies_in_the_text(text in text()) {
        let checked = known(&text);
        let facts = checked.value;
        for used in facts.links.open().iter().chain(&facts.pictures.open()).chain(&facts.files.open()) {
            prop_assert!(text.get(used.range.clone()).is_some(), "{used:?}");
        }
        let headings = facts.headings.open();
        let ids: std::collections::HashSet<_> = headings.iter().map(|heading| &heading.id).collect();
        prop_assert_eq!(ids.len(), headings.len());
        prop_assert!(checked.findings.iter().all(|finding| finding.place.is_some()));
    }

    #[test]
    fn the_lock_changes_nothing_that_the_writer_let_through(text in text()) {
        let text = normal(&text);
        let html = written(&text);
        let locked = lock::sanitize(&html, &options().embed_hosts);
        // `disabled` and `disabled=""` are the same, and so are `&#39;` and `'`.
        let spelled = |html: &str| tags(html).into_iter().map(|tag| tag.replace("=\"\"", "").replace("&#39;", "'")).collect::<Vec<_>>();
        prop_assert_eq!(spelled(&locked), spelled(&html), "{}", text);
    }
}

fn normal(text: &str) -> String {
    crate::text::normal::repair(text).into_owned()
}

const VOID: [&str; 9] = [
    "br", "hr", "img", "input", "wbr", "col", "source", "track", "iframe/",
];

/// Tags are balanced and paragraphs hold no blocks, links no links and never nothing; nothing in them runs a script.
fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    for tag in tags(html) {
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        let is_phrasing_only = |outer: &&str| {
            matches!(
                *outer,
                "p" | "summary"
                    | "caption"
                    | "pre"
                    | "th"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "a"
                    | "b"
            )
        };
        let is_block = matches!(
            name,
            "p" | "div"
                | "ul"
                | "ol"
                | "table"
                | "figure"
                | "aside"
                | "section"
                | "blockquote"
                | "h2"
                | "pre"
                | "hr"
                | "details"
        );
        if is_block && open.iter().any(is_phrasing_only) {
            return Err(format!("<{name}> in {open:?}"));
        }
        if name == "a" && open.contains(&"a")
            || name == "li" && !matches!(open.last(), Some(&("ul" | "ol")))
        {
            return Err(format!("<{name}> in {open:?}"));
        }
        if matches!(open.last(), Some(&("ul" | "ol"))) && name != "li" {
            return Err(format!("<{name}> in a list"));
        }
        let lower = tag.to_lowercase();
        if matches!(name, "script" | "style" | "svg")
            || lower.contains(" on") && !lower.contains('"')
        {
            return Err(format!("<{tag}>"));
        }
        for attribute in attributes(tag) {
            let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            let is_harmful = key.starts_with("on")
                || key == "style"
                || matches!(key, "href" | "src" | "poster")
                    && value.to_lowercase().contains("\"javascript:");
            if is_harmful || key == "id" && !ids.insert(value.to_owned()) {
                return Err(format!("{attribute} of <{name}>"));
            }
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    for (end, _) in html.match_indices("</a>") {
        let inside = html[..end].rsplit_once("<a ").map_or("", |(_, it)| it);
        let text = inside.split_once('>').map_or("", |(_, text)| text);
        if text.trim().is_empty() {
            return Err(format!("an empty link: <a {inside}</a>"));
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("{open:?} stay open"))
    }
}

/// What stands between `<` and `>`; in attributes both are escaped or quoted.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let mut is_quoted = false;
        let end = rest[at..].find(|letter: char| {
            is_quoted ^= letter == '"';
            letter == '>' && !is_quoted
        });
        let end = at + end.unwrap_or(rest.len() - at);
        tags.push(rest[at + 1..end].trim_end());
        rest = &rest[end..];
    }
    tags
}

fn attributes(tag: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let parts = tag.split(|letter: char| {
        is_quoted ^= letter == '"';
        letter == ' ' && !is_quoted
    });
    parts.skip(1).collect()
}
