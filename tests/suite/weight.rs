//! What readers load (REQ-T1, REQ-T2): budgets of the default theme, held on the sample portal.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

use super::case::{self, Outputs, text};
use congtin::files::Files;

/// A page of an article without its pictures, with all of the style sheet, in bytes as gzip.
const PAGE: usize = 30_000;
/// All scripts that a page loads by itself, in bytes as gzip.
const SCRIPT: usize = 5_000;
/// The script of search, which comes when somebody goes to its box, in bytes as gzip.
const SEARCH: usize = 12_288;

static SAMPLE: LazyLock<Outputs> = LazyLock::new(|| {
    let files = Files::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    let (outputs, _) = case::build(&files, &case::settings());
    assert!(outputs.len() > 100, "the sample portal is built");
    outputs
});

/// Pages that are no stand-ins for others.
fn pages() -> impl Iterator<Item = (&'static str, String)> {
    let pages = SAMPLE.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), text(bytes)))
}

/// Pages of articles of any kind.
fn articles() -> impl Iterator<Item = (&'static str, String)> {
    pages().filter(|(_, page)| page.contains("property=\"og:type\" content=\"article\""))
}

/// Every start tag of a name, in order.
fn tags<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name}");
    let found = page.match_indices(&opening).filter_map(|(at, _)| {
        let tag = &page[at..at + page[at..].find('>')?];
        let is_whole = tag[opening.len()..].starts_with([' ', '\n']) || tag == opening;
        is_whole.then_some(tag)
    });
    found.collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[begin..].split('"').next()
}

/// Scripts and styles that a page loads by itself, as tags.
fn loaded(page: &str) -> (Vec<&str>, Vec<&str>) {
    let scripts = tags(page, "script").into_iter();
    let scripts = scripts.filter(|tag| attribute(tag, "src").is_some());
    let links = tags(page, "link").into_iter();
    let styles = links.filter(|tag| attribute(tag, "rel") == Some("stylesheet"));
    (scripts.collect(), styles.collect())
}

fn file(address: &str) -> &'static [u8] {
    let path = address.trim_start_matches('/');
    SAMPLE
        .get(path)
        .unwrap_or_else(|| panic!("there is no {path}"))
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it").len()
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_article_is_light() {
    assert!(articles().next().is_some(), "there are articles");
    let too_heavy = articles().filter_map(|(path, page)| {
        let (_, styles) = loaded(&page);
        let styles = styles.iter().filter_map(|tag| attribute(tag, "href"));
        let styles: usize = styles.map(|address| gzip(file(address))).sum();
        let own = gzip(page.as_bytes());
        let text = format!("{path}: {own} bytes and {styles} of styles, of {PAGE}");
        (own + styles > PAGE).then_some(text)
    });
    none(&too_heavy.collect::<Vec<_>>());
}

#[test]
fn a_page_has_few_scripts() {
    let too_heavy = pages().filter_map(|(path, page)| {
        let (scripts, _) = loaded(&page);
        let sources = scripts.iter().filter_map(|tag| attribute(tag, "src"));
        let sum: usize = sources.map(|address| gzip(file(address))).sum();
        (sum > SCRIPT).then(|| format!("{path}: {sum} bytes of scripts, of {SCRIPT}"))
    });
    none(&too_heavy.collect::<Vec<_>>());
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let loads = [
        "img", "script", "source", "video", "audio", "track", "embed", "object", "input",
    ];
    let mut foreign = Vec::new();
    for (path, page) in pages() {
        let mut look = |tag: &str, names: &[&str]| {
            let values = names.iter().filter_map(|name| attribute(tag, name));
            let elsewhere = values.flat_map(|value| value.split(", ")).filter(|value| {
                ["http:", "https:", "//"]
                    .iter()
                    .any(|begin| value.starts_with(begin))
            });
            foreign.extend(elsewhere.map(|value| format!("{path}: {value}")));
        };
        for name in loads {
            for tag in tags(&page, name) {
                look(tag, &["src", "srcset", "poster", "data", "data-script"]);
            }
        }
        for tag in tags(&page, "link") {
            let rel = attribute(tag, "rel").unwrap_or_default();
            if [
                "stylesheet",
                "icon",
                "preload",
                "modulepreload",
                "preconnect",
                "dns-prefetch",
            ]
            .contains(&rel)
            {
                look(tag, &["href"]);
            }
        }
    }
    for (path, bytes) in SAMPLE.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = text(bytes);
        let calls = css
            .match_indices("url(")
            .map(|(at, _)| &css[at..css.len().min(at + 40)]);
        let elsewhere = calls.filter(|call| call.contains("//") || call.contains("http"));
        foreign.extend(elsewhere.map(|call| format!("{path}: {call}")));
    }
    none(&foreign);
}

#[test]
fn every_picture_keeps_its_place() {
    let mut found = Vec::new();
    for (path, page) in pages() {
        for tag in tags(&page, "img") {
            let sized = ["width", "height"].map(|name| {
                let size = attribute(tag, name).and_then(|size| size.parse::<u32>().ok());
                size.is_some_and(|size| size > 0)
            });
            if sized != [true, true] {
                found.push(format!("{path}: {tag}"));
            }
        }
    }
    none(&found);
}

#[test]
fn what_is_kept_for_a_year_has_a_digest_in_its_name() {
    let has_digest = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let mut parts = name.split(['.', '-']);
        parts.any(|part| part.len() == 10 && part.chars().all(|digit| digit.is_ascii_hexdigit()))
    };
    let assets = SAMPLE.keys().filter(|path| path.starts_with("assets/"));
    let nameless = assets.filter(|path| !has_digest(path)).cloned();
    none(&nameless.collect::<Vec<_>>());
}

#[test]
fn a_browser_can_tell_whether_scripts_and_styles_are_ours() {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, page) in pages() {
        let (scripts, styles) = loaded(&page);
        for tag in scripts.iter().chain(&styles) {
            let address = attribute(tag, "src")
                .or(attribute(tag, "href"))
                .unwrap_or_default();
            let digest = STANDARD.encode(Sha384::digest(file(address)));
            if attribute(tag, "integrity") != Some(&format!("sha384-{digest}")) {
                found.push(format!("{path}: {tag}"));
            }
            seen.insert(address.to_owned());
        }
    }
    assert!(seen.len() >= 2, "{seen:?}");
    none(&found);
}

#[test]
fn nothing_stands_in_a_page_that_its_policy_forbids() {
    let mut found = Vec::new();
    for (path, page) in pages() {
        let inline = tags(&page, "script").into_iter().filter(|tag| {
            attribute(tag, "src").is_none() && attribute(tag, "type") != Some("application/ld+json")
        });
        found.extend(inline.map(|tag| format!("{path}: {tag}")));
        if page.contains("<style") || page.contains(" style=\"") || page.contains(" onclick=\"") {
            found.push(format!("{path}: a style or a script of its own"));
        }
    }
    none(&found);
}

#[test]
fn search_is_light() {
    let is_search = |path: &&String| path.starts_with("assets/search.");
    let sizes: Vec<usize> = SAMPLE
        .keys()
        .filter(is_search)
        .map(|path| gzip(&SAMPLE[path]))
        .collect();
    assert!(matches!(sizes[..], [size] if size <= SEARCH), "{sizes:?}");
}
