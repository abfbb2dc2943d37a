//! What a web server must know to serve the portal: one model for every kind of server.

use super::headers::{Header, headers};
use super::{Job, Plan, files};
use crate::site::TYPES;
use crate::text::Language;

/// How long a browser keeps a file whose name holds a digest of what it is made from.
pub const FOREVER: &str = "public, max-age=31536000, immutable";
/// How long it keeps any other, so that a withdrawn article is gone soon (REQ-E10).
pub const SHORTLY: &str = "public, max-age=300";

/// A portal as a web server sees it. Every address has the path of `base_url` in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostingView {
    /// Language of comments.
    pub language: Language,
    /// Without port.
    pub host: String,
    /// None: the usual one.
    pub port: Option<u16>,
    /// Whether it is reached by HTTPS.
    pub secure: bool,
    /// The folder that `/` is; the portal lies in it at [`Self::path`].
    pub folder: String,
    /// `/cong`, or empty at the root.
    pub path: String,
    /// Headers of every answer.
    pub headers: Vec<Header>,
    /// What is kept for ever; all else is kept shortly.
    pub forever: Vec<Lasting>,
    /// Old and new addresses (301).
    pub redirects: Vec<(String, String)>,
    /// Pages that tell of a withdrawn article (410).
    pub withdrawn: Vec<String>,
    /// What a page begins with, and the page for what is not there (404); the whole portal first.
    pub not_found: Vec<(String, String)>,
    /// Files that are not for readers.
    pub hidden: Vec<String>,
    /// Types of files by their endings.
    pub types: &'static [(&'static [&'static str], &'static str)],
}

/// Files with digests in their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// The folder they lie in, with a slash at its end.
    pub folder: String,
    /// How their names end, when there are others in it.
    pub ending: Option<&'static str>,
    /// The others.
    pub others: Vec<String>,
}

/// The portal as a web server sees it, with `folder` as its `/`.
#[must_use]
pub fn hosting(plan: &Plan, folder: &str, language: Language) -> HostingView {
    let site = &plan.site;
    let base = &site.config.base;
    let (scheme, authority) = base.origin.split_once("://").unwrap_or_default();
    let secure = scheme == "https";
    // An address of version 6 holds colons, in brackets.
    let port = authority
        .rsplit_once(':')
        .filter(|(_, port)| !port.contains(']'));
    let host = port.map_or(authority, |(host, _)| host).to_owned();
    let port = port.and_then(|(_, port)| port.parse().ok());
    let withdrawn = plan.jobs.values().filter_map(|job| match job {
        Job::Withdrawn(id) => Some(base.url(&site.entries[*id].url)),
        _ => None,
    });
    let editions = site.editions.iter();
    let not_found = editions.clone().map(|edition| {
        let routes = edition.routes;
        (
            base.url(&routes.home()),
            base.url(&routes.below("404.html")),
        )
    });
    let is_searched = plan.jobs.values().any(|job| matches!(job, Job::Search(_)));
    let searches = editions.filter(|_| is_searched).map(|edition| {
        let folder = base.url(&edition.routes.search());
        let others = ["index.html", "index.json"].map(|name| format!("{folder}{name}"));
        Lasting {
            folder,
            ending: Some("bin"),
            others: others.into(),
        }
    });
    let assets = Lasting {
        folder: base.url("/assets/"),
        ending: None,
        others: Vec::new(),
    };
    let has_map = plan
        .jobs
        .values()
        .any(|job| matches!(job, Job::RedirectMap));
    let mut headers = headers(&site.config);
    // A browser takes it from no answer without TLS (RFC 6797, 7.2).
    headers.retain(|(name, _)| secure || *name != "Strict-Transport-Security");
    HostingView {
        language,
        host,
        port,
        secure,
        // Every server takes slashes, on Windows too, and most take a backslash for something else.
        folder: folder.replace('\\', "/").trim_end_matches('/').to_owned(),
        path: base.path.clone(),
        headers,
        forever: [assets].into_iter().chain(searches).collect(),
        redirects: files::redirects(plan),
        withdrawn: withdrawn.collect(),
        not_found: not_found.collect(),
        hidden: has_map
            .then(|| base.url(files::REDIRECTS_URL))
            .into_iter()
            .collect(),
        types: TYPES,
    }
}

impl HostingView {
    /// Types of texts, without their character set: those that a server may send compressed.
    #[must_use]
    pub fn texts(&self) -> Vec<&'static str> {
        let texts = self.text_types();
        texts.map(|(_, media_type)| bare(media_type)).collect()
    }

    /// How names of texts end.
    #[must_use]
    pub fn text_endings(&self) -> Vec<&'static str> {
        let texts = self.text_types();
        texts
            .flat_map(|(endings, _)| endings.iter().copied())
            .collect()
    }

    fn text_types(&self) -> impl Iterator<Item = &(&'static [&'static str], &'static str)> {
        let types = self.types.iter();
        types.filter(|(_, media_type)| is_text(media_type))
    }
}

/// Whether a file of this type is a text, and so worth compressing.
#[must_use]
pub fn is_text(media_type: &str) -> bool {
    media_type.contains("charset")
        || ["image/svg+xml", "application/manifest+json"].contains(&media_type)
}

/// A type without its character set.
#[must_use]
pub fn bare(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default()
}
