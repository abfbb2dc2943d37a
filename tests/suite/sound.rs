//! What holds of every portal whatsoever: every address in every page leads somewhere and begins with the path of
//! `base_url`, every anchor is there, XML and JSON can be read, no file is empty, no path leaves the folder.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;

use super::case::Outputs;

/// Looks a whole portal through.
pub fn check(outputs: &Outputs) -> Result<(), Vec<String>> {
    let base = base(outputs);
    let mut trouble = Vec::new();
    let ids: BTreeMap<&str, BTreeSet<String>> = pages(outputs)
        .map(|(path, page)| (path, ids(&page)))
        .collect();
    for (path, bytes) in outputs {
        let mut tell = |what: String| trouble.push(format!("{path}: {what}"));
        if bytes.is_empty() && !path.starts_with("assets/") {
            tell("is empty".to_owned());
        }
        if path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            tell("is no path inside the folder".to_owned());
        }
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".xml") {
            well_formed(&text).unwrap_or_else(&mut tell);
            for link in between(&text, "<loc>", "</loc>") {
                lands(&link, &base, outputs).unwrap_or_else(&mut tell);
            }
        }
        if path.ends_with(".json") && serde_json::from_str::<serde_json::Value>(&text).is_err() {
            tell("is no JSON".to_owned());
        }
    }
    for (path, page) in pages(outputs) {
        let mut tell = |what: String| trouble.push(format!("{path}: {what}"));
        for attribute in links(&page) {
            follow(path, &attribute, &base, outputs, &ids).unwrap_or_else(&mut tell);
        }
        for script in between(&page, "<script type=\"application/ld+json\">", "</script>") {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&script) {
                tell(format!("JSON-LD: {error}"));
            }
        }
    }
    if trouble.is_empty() {
        Ok(())
    } else {
        trouble.truncate(20);
        Err(trouble)
    }
}

/// Addresses that a page names: `href`, `src`, `poster`, `srcset` and the refresh of a redirect.
pub fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for (tag, attributes) in tags(page) {
        for (name, value) in attributes {
            match name.as_str() {
                "href" | "src" | "poster" | "action" => links.push(value),
                "srcset" => links.extend(value.split(',').filter_map(|part| {
                    let address = part.split_whitespace().next()?;
                    Some(address.to_owned())
                })),
                "content" if tag == "meta" => links.extend(
                    value
                        .split_once("url=")
                        .filter(|(before, _)| before.starts_with("0;"))
                        .map(|(_, address)| address.to_owned()),
                ),
                _ => {}
            }
        }
    }
    links
}

/// Every opening tag with its attributes, names in lower case, entities of values undone. Scripts are passed over.
pub fn tags(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')
            .unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest
                .find(|letter: char| letter.is_whitespace() || "=>/".contains(letter))
                .unwrap_or(rest.len());
            let key = rest[..end].to_lowercase();
            rest = rest[end..].trim_start();
            let Some(value) = rest.strip_prefix('=') else {
                attributes.push((key, String::new()));
                continue;
            };
            let value = value.trim_start();
            let quoted = value
                .strip_prefix(['"', '\''])
                .and_then(|inner| inner.split_once(&value[..1]));
            let (value, after) = quoted.unwrap_or_else(|| {
                let end = value
                    .find(|letter: char| letter.is_whitespace() || letter == '>')
                    .unwrap_or(value.len());
                value.split_at(end)
            });
            attributes.push((key, unescape(value)));
            rest = after;
        }
        if name == "script" {
            rest = rest.split_once("</script").map_or("", |(_, after)| after);
        }
        found.push((name, attributes));
    }
    found
}

/// The texts between two marks.
pub fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    text.split(open)
        .skip(1)
        .filter_map(|part| Some(part.split_once(close)?.0.to_owned()))
        .collect()
}

/// The entities that the program writes, undone.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

fn pages(outputs: &Outputs) -> impl Iterator<Item = (&str, std::borrow::Cow<'_, str>)> {
    outputs
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes)))
}

fn ids(page: &str) -> BTreeSet<String> {
    let all = tags(page)
        .into_iter()
        .flat_map(|(_, attributes)| attributes);
    all.filter(|(name, _)| name == "id")
        .map(|(_, id)| id)
        .collect()
}

/// Scheme, host and path, as `robots.txt` tells them.
fn base(outputs: &Outputs) -> String {
    let robots = outputs
        .get("robots.txt")
        .map(|bytes| String::from_utf8_lossy(bytes))
        .unwrap_or_default();
    let line = robots
        .lines()
        .find_map(|line| line.strip_prefix("Sitemap: "));
    line.and_then(|line| line.strip_suffix("/sitemap.xml"))
        .unwrap_or("https://thu.example")
        .to_owned()
}

fn follow(
    page: &str,
    link: &str,
    base: &str,
    outputs: &Outputs,
    ids: &BTreeMap<&str, BTreeSet<String>>,
) -> Result<(), String> {
    if let Some(anchor) = link.strip_prefix('#') {
        return anchored(page, anchor, link, ids);
    }
    if link == base || link.starts_with(&format!("{base}/")) {
        return lands(link, base, outputs);
    }
    if [
        "https://",
        "http://",
        "mailto:",
        "//",
        "tel:",
        "data:image/",
    ]
    .iter()
    .any(|scheme| link.starts_with(scheme))
    {
        return Ok(());
    }
    let origin = base
        .split_inclusive('/')
        .take(3)
        .collect::<String>()
        .trim_end_matches('/')
        .to_owned();
    let path = base.strip_prefix(&origin).unwrap_or_default();
    let Some(inner) = link
        .strip_prefix(path)
        .filter(|inner| inner.starts_with('/'))
    else {
        return Err(format!("{link:?} does not begin with {path:?}/"));
    };
    lands(&format!("{base}{inner}"), base, outputs)?;
    match inner.split_once('#') {
        Some((inner, anchor)) => anchored(&output(inner), anchor, link, ids),
        None => Ok(()),
    }
}

fn anchored(
    page: &str,
    anchor: &str,
    link: &str,
    ids: &BTreeMap<&str, BTreeSet<String>>,
) -> Result<(), String> {
    match ids.get(page) {
        Some(ids) if !ids.contains(&decoded(anchor)) => Err(format!("{link:?} names no id")),
        _ => Ok(()),
    }
}

/// A full address of the portal leads to a file.
fn lands(link: &str, base: &str, outputs: &Outputs) -> Result<(), String> {
    let Some(inner) = unescape(link).strip_prefix(base).map(str::to_owned) else {
        return Err(format!("{link:?} is on another site"));
    };
    let path = output(inner.split(['#', '?']).next().unwrap_or_default());
    if outputs.contains_key(&path) {
        Ok(())
    } else {
        Err(format!("{link:?} leads nowhere"))
    }
}

fn output(inner: &str) -> String {
    let path = decoded(inner.trim_start_matches('/'));
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn well_formed(text: &str) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err("XML ends too early".to_owned()),
            Ok(_) => {}
            Err(error) => return Err(format!("XML: {error}")),
        }
    }
}
