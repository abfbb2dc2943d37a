//! Where a link leads, and where a picture is: what a body asks for, answered from the plan.

use std::borrow::Cow;

use ecow::EcoString;

use super::pictures::{sources, tone};
use super::view::SourceView;
use super::{Job, Plan};
use crate::diagnostic::{self, Finding, rules};
use crate::markdown::{Facts, MediaFile, PictureFile, PictureSource, Resolve, Resolved};
use crate::site::{AssetInfo, Hidden, Introduction, Site, Target, output, stem};
use crate::text::relative::join;
use crate::text::{Language, escape, normal, number, similar};

/// A file with a body: an article, a category's introduction or the home page's.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Path of the file below the root.
    pub path: &'a str,
    /// Address of its page.
    pub url: &'a str,
    /// Facts of its body.
    pub facts: &'a Facts,
    /// Its language.
    pub language: Language,
}

/// The introductions of home pages, categories and terms.
pub fn introductions(site: &Site) -> impl Iterator<Item = Written<'_>> {
    site.editions.iter().flat_map(|edition| {
        let said = edition.introductions();
        said.map(|(said, url)| Written::of_introduction(said, url, edition.language))
    })
}

/// Answers what a body asks for.
pub struct Resolver<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Who asks.
    pub written: Written<'a>,
    /// Whether what was probably meant is looked for among all there is.
    pub helps: bool,
}

impl<'a> Written<'a> {
    /// An article.
    #[must_use]
    pub fn of_entry(entry: &'a crate::site::Entry) -> Self {
        Self {
            path: entry.path(),
            url: &entry.url,
            facts: &entry.facts,
            language: entry.language,
        }
    }

    /// The introduction of the page at an address.
    #[must_use]
    pub fn of_introduction(said: &'a Introduction, url: &'a str, language: Language) -> Self {
        Self {
            path: &said.index.path,
            url,
            facts: &said.facts,
            language,
        }
    }
}

impl Resolver<'_> {
    /// Where a link leads: an address for an `href`; none when it must become plain text.
    pub fn follow(&self, target: &str) -> Result<Option<String>, Finding> {
        let base = &self.plan.site.config.base;
        let target = target.trim();
        if let Some(path) = target.strip_prefix("@/") {
            return self.source(&format!("content/{path}"), target);
        }
        let own = target
            .strip_prefix(&base.origin)
            .and_then(|rest| rest.strip_prefix(&base.path))
            .filter(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']));
        if let Some(path) = own {
            return self.address(if path.is_empty() { "/" } else { path }, target);
        }
        if is_external(target) {
            let is_safe = escape::is_safe_url(target);
            let address = is_safe.then(|| Some(target.to_owned()));
            return address.ok_or_else(|| diagnostic::address(&rules::LINK_SCHEME, target));
        }
        let (path, _) = split(target);
        if path.is_empty() {
            return self.anchor(target);
        }
        if names_source(target) && !path.starts_with('/') {
            let folder = self
                .written
                .path
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            return match join(folder, target) {
                Some(path) => self.source(&path, target),
                None => Err(Finding::new(&rules::LINK_MISSING).with("target", target)),
            };
        }
        if path.starts_with('/') {
            let path = target
                .strip_prefix(&base.path)
                .filter(|rest| rest.starts_with('/'))
                .unwrap_or(target);
            return self.address(path, target);
        }
        self.beside(target)
    }

    /// The same of a link in a text, which must lead somewhere; a heading of a menu need not.
    pub fn of_text(&self, target: &str) -> Result<Option<String>, Finding> {
        if target.trim().is_empty() {
            return Err(Finding::new(&rules::LINK_ADDRESS).with("target", target));
        }
        self.follow(target)
    }

    /// A link to a content file.
    fn source(&self, path: &str, target: &str) -> Result<Option<String>, Finding> {
        let (file, anchor) = path.split_once('#').unwrap_or((path, ""));
        let site = &self.plan.site;
        let file = normal::repair(&decoded(file)).into_owned();
        let Some(found) = site.targets.get(file.as_str()) else {
            let known = site.targets.iter();
            let known = known.filter_map(|(path, _)| path.strip_prefix("content/"));
            let name = file.trim_start_matches("content/");
            let near = self.helps.then(|| nearest_path(name, known)).flatten();
            let near = near.map(|near| format!("@/{near}"));
            let finding = Finding::new(&rules::LINK_MISSING).with("target", target);
            return Err(finding.suggest(near));
        };
        match found {
            Target::Entry(id) if site.entries[id].withdrawn => {
                return Err(hidden(target, Hidden::Withdrawn));
            }
            Target::Entry(id) => check_anchor(&site.entries[id].facts, anchor)?,
            Target::Category(edition, id) if !site.editions[edition].categories[id].shown() => {
                return Err(hidden(target, Hidden::Empty));
            }
            Target::Hidden(_) => {
                if let Some(waiting) = site.waiting.get(&file) {
                    check_anchor(&waiting.facts, anchor)?;
                }
            }
            _ => {}
        }
        let url = site.url_of(found).map_err(|why| hidden(target, why))?;
        let hash = if anchor.is_empty() {
            String::new()
        } else {
            format!("#{anchor}")
        };
        Ok(Some(site.config.base.url(url) + &hash))
    }

    /// A link to an address of the portal.
    fn address(&self, path: &str, target: &str) -> Result<Option<String>, Finding> {
        let (bare, rest) = split(path);
        let file = output(&decoded(bare));
        let jobs = &self.plan.jobs;
        let found = jobs.get(&file);
        let slash = if found.is_some() {
            ""
        } else if jobs.contains_key(&format!("{file}/index.html")) {
            "/"
        } else {
            let hidden_at = self.plan.site.hidden_at(&decoded(bare));
            let near = || {
                let near = similar::nearest(bare, jobs.keys().map(EcoString::as_str))?;
                Some(format!("/{}", near.trim_end_matches("index.html")))
            };
            let near = || without_scheme(target).or_else(|| self.helps.then(near).flatten());
            let missing = || {
                Finding::new(&rules::LINK_ADDRESS)
                    .with("target", target)
                    .suggest(near())
            };
            return Err(hidden_at.map_or_else(missing, |why| hidden(target, why)));
        };
        match found {
            Some(Job::Withdrawn(_)) => return Err(hidden(target, Hidden::Withdrawn)),
            Some(Job::Article(id)) => {
                if let Some(anchor) = rest.strip_prefix('#') {
                    check_anchor(&self.plan.site.entries[*id].facts, anchor)?;
                }
            }
            _ => {}
        }
        let base = &self.plan.site.config.base;
        Ok(Some([&base.path, bare, slash, rest].concat()))
    }

    /// `#muc` on the page itself.
    fn anchor(&self, target: &str) -> Result<Option<String>, Finding> {
        check_anchor(self.written.facts, target.trim_start_matches('#'))?;
        Ok(Some(target.to_owned()))
    }

    /// A file beside the article, or a page named as seen from its own address.
    fn beside(&self, target: &str) -> Result<Option<String>, Finding> {
        if let Some(info) = self.asset(target) {
            return Ok(Some(
                self.plan.site.config.base.url(&escape::url_path(&info.url)),
            ));
        }
        let folder = self
            .written
            .url
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let path = join(folder.trim_start_matches('/'), target);
        let missing = || Finding::new(&rules::LINK_ADDRESS).with("target", target);
        self.address(&format!("/{}", path.ok_or_else(missing)?), target)
    }

    /// The file that a body shows or offers.
    pub fn asset(&self, target: &str) -> Option<&AssetInfo> {
        let path = Site::asset_path(self.written.path, &normal::repair(&decoded(target)))?;
        self.plan.assets.get(path.as_str())
    }
}

impl Resolve for Resolver<'_> {
    fn link(&self, target: &str) -> Resolved {
        match self.of_text(target) {
            Ok(Some(url)) => Resolved::Url(url),
            _ => Resolved::Hidden,
        }
    }

    fn picture(&self, target: &str) -> Option<PictureFile> {
        let info = self.asset(target)?;
        let url = self.plan.site.config.base.url(&escape::url_path(&info.url));
        let source = |view: SourceView| PictureSource {
            media_type: view.media_type,
            srcset: view.srcset,
        };
        Some(PictureFile {
            url,
            width: info.width,
            height: info.height,
            sources: sources(&self.plan.site, info)
                .into_iter()
                .map(source)
                .collect(),
            tone: tone(self.plan, info),
            credit: info.look.credit.to_string(),
        })
    }

    fn file(&self, target: &str) -> Option<MediaFile> {
        let info = self.asset(target)?;
        let ending = info.path.rsplit_once('.').map_or("", |(_, ending)| ending);
        Some(MediaFile {
            url: self.plan.site.config.base.url(&escape::url_path(&info.url)),
            format: ending.to_uppercase(),
            size: number::bytes(info.length, self.written.language),
            media_type: info.media_type.to_owned(),
        })
    }
}

/// Whether a link leads to a content file: `bai.md#muc`.
pub fn names_source(target: &str) -> bool {
    stem(split(target).0).is_some()
}

/// The web address that was probably meant by `chinhphu.vn`.
fn without_scheme(target: &str) -> Option<String> {
    let host = target.split('/').next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.')?;
    let is_host = !name.is_empty()
        && ["vn", "com", "org", "net"].contains(&ending)
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    is_host.then(|| format!("https://{target}"))
}

fn hidden(target: &str, why: Hidden) -> Finding {
    let (state, state_en) = why.words();
    Finding::new(&rules::LINK_HIDDEN)
        .with("target", target)
        .with("state", state)
        .with("state_en", state_en)
}

fn check_anchor(facts: &Facts, anchor: &str) -> Result<(), Finding> {
    if anchor.is_empty() || anchor == "main" {
        return Ok(());
    }
    let headings = facts.headings.open();
    if headings.iter().any(|heading| heading.id == decoded(anchor)) {
        return Ok(());
    }
    let known: Vec<_> = headings
        .iter()
        .map(|heading| format!("#{}", heading.id))
        .collect();
    let known = known.join(", ");
    let [known, known_en] = match known.as_str() {
        "" => ["chưa có mục nào", "none"].map(str::to_owned),
        _ => [known.clone(), known],
    };
    let ids = headings.iter().map(|heading| heading.id.as_str());
    let near = similar::nearest(anchor, ids);
    let finding = Finding::new(&rules::LINK_ANCHOR)
        .with("anchor", anchor)
        .with("known", known)
        .with("known_en", known_en);
    Err(finding.suggest(near.map(|near| format!("#{near}"))))
}

/// Whether an address leads to an output: with or without the portal's own scheme and host, base path and file name.
pub fn has_address(plan: &Plan, target: &str) -> bool {
    let base = &plan.site.config.base;
    let path = target.strip_prefix(&base.origin).unwrap_or(target);
    let path = path.strip_prefix(&base.path).unwrap_or(path);
    let file = output(&decoded(split(path).0));
    plan.jobs.contains_key(&file) || plan.jobs.contains_key(&format!("{file}/index.html"))
}

/// The path nearest to a wrong one: the same file name elsewhere, else the most similar path.
fn nearest_path<'a>(path: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let name = path.rsplit('/').next();
    let same = known.clone().find(|other| other.rsplit('/').next() == name);
    same.or_else(|| similar::nearest(path, known))
}

/// Whether an address leads to another site.
#[must_use]
pub fn is_external(target: &str) -> bool {
    let scheme = target.find(':').is_some_and(|at| {
        target[..at]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
            && target
                .as_bytes()
                .first()
                .is_some_and(u8::is_ascii_alphabetic)
    });
    scheme || target.starts_with("//")
}

/// A path, and what follows from `?` or `#` on.
fn split(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}

/// Percent signs undone; what is no text stays as it is.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text
            .get(at + 1..at + 3)
            .filter(|_| bytes[at] == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}
