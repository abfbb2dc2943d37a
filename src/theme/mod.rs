//! A theme (giao diện): templates compiled, words and assets listed. The only room that names `tera`.
//!
//! 1. [`chain`] follows `extends` from the site's theme down to the last parent; those of this repository are embedded in the
//!    program.
//! 2. [`load`] compiles every template of the chain, nearest theme first, and tells every error.
//! 3. [`Theme::render`] makes a page of a view; an error becomes a finding with template, line and column.
//! 4. [`parts`] spares it what was rendered for another page already.
//! 5. [`script`] leaves the comments of scripts at home.

mod assets;
mod chain;
mod explain;
mod functions;
mod load;
mod parts;
mod qr;
mod script;
mod settings;
mod words;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::diagnostic::{Checked, Finding, rules};
use crate::files::File;
use crate::text::{Digest, Language, Source};

pub use parts::Frame;
pub use words::Words;

/// Bytes made ready for a page: most are smaller.
const ROOM: usize = 48 * 1024;

/// A theme, ready to render.
pub struct Theme {
    /// Digest of everything a page may depend on.
    pub digest: Digest,
    /// Files for readers: published path (`assets/portal.1f2e3d4c5b.css`) and the file itself.
    pub assets: Vec<Asset>,
    /// Settings of `theme.toml` along the chain, and what `site.toml` says of them.
    pub settings: BTreeMap<String, serde_json::Value>,
    tera: Tera,
    /// Made when the first page is.
    parts: OnceLock<parts::Parts>,
    /// The templates by all names under which they are called, `cong/list.html` and `list.html`.
    templates: BTreeMap<String, Arc<Source>>,
    words: BTreeMap<Language, Words>,
    /// The settings and files that it was loaded with, and what there was to tell.
    loaded: (Digest, Vec<Arc<File>>),
    told: Vec<Finding>,
}

/// A file of the theme for readers.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path below the theme's `assets/`.
    pub name: String,
    /// Path in the output, with the digest in its name.
    pub output: String,
    /// The file.
    pub file: Arc<File>,
}

impl Theme {
    /// The theme's words in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &Words {
        &self.words[&language]
    }

    /// The published path of an asset, `assets/portal.1f2e3d4c5b.css`.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == name)
    }

    /// Whether the theme has a template.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Prepares what all pages of a language share.
    #[must_use]
    pub fn frame<P: Hash + Eq + Clone + Serialize>(
        &self,
        language: Language,
        portal: &impl Serialize,
    ) -> Frame<P> {
        let mut shared = Context::new();
        shared.insert("portal", portal);
        shared.insert("words", self.words(language).all());
        Frame::new(shared)
    }

    /// Renders a page. `place` is what parts may know of it; `head` is safe HTML for `<head>`. On an error the page is
    /// empty and the finding says where.
    #[must_use]
    pub fn render<P: Hash + Eq + Clone + Serialize>(
        &self,
        template: &str,
        frame: &Frame<P>,
        place: &P,
        view: &impl Serialize,
        head: &str,
    ) -> Checked<Vec<u8>> {
        if !self.has(template) {
            let finding = Finding::new(&rules::TEMPLATE_MISSING).with("template", template);
            return Checked::new(Vec::new(), vec![finding]);
        }
        let parts = self
            .parts
            .get_or_init(|| parts::Parts::of(&self.tera, &self.templates));
        let (tera, mut context) = match frame.with_parts(place, &self.tera, parts) {
            Some(context) => (&parts.pages, context),
            None => (&self.tera, frame.plain(place)),
        };
        let rendered = Context::from_serialize(view).and_then(|view| {
            context.extend(view);
            context.insert_value("head", Value::safe_string(head));
            let mut page = Vec::with_capacity(ROOM);
            tera.render_to(template, &context, &mut page)?;
            Ok(page)
        });
        match rendered {
            Ok(page) => Checked::clean(page),
            Err(error) => Checked::new(
                Vec::new(),
                explain::explain(&error, &self.templates)
                    .into_iter()
                    .map(|(_, finding)| finding)
                    .collect(),
            ),
        }
    }
}

impl Theme {
    /// Renders a template that sees one value only.
    ///
    /// # Errors
    /// Findings that say where it goes wrong; at least one.
    pub fn draw(
        &self,
        template: &str,
        name: &str,
        view: &impl Serialize,
    ) -> Result<String, Vec<Finding>> {
        let mut context = Context::new();
        context.insert(name.to_owned(), view);
        self.tera.render(template, &context).map_err(|error| {
            let explained = explain::explain(&error, &self.templates).into_iter();
            explained.map(|(_, finding)| finding).collect()
        })
    }
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Theme({:?})", self.digest)
    }
}

pub use load::load;
