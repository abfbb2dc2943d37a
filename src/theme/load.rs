//! A chain of themes to one [`Theme`].

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{ErrorKind, Tera};

use super::chain::{self, Link};
use super::{Asset, Theme, assets, explain, functions, settings, words};
use crate::config::Config;
use crate::diagnostic::{Checked, Finding};
use crate::files::{File, Files};
use crate::text::{Digest, Language, Source};

/// Loads the theme that the settings of the site name. An `earlier` one is taken over when settings and files are the same.
/// None when there is no such theme, or one that it builds on is not there; with template errors the templates that are right
/// can still be used.
#[must_use]
pub fn load(
    files: &Files,
    config: &Config,
    earlier: Option<&Arc<Theme>>,
) -> Checked<Option<Arc<Theme>>> {
    let with = (config.digest, files.below("themes").cloned().collect());
    let theme = match earlier {
        Some(earlier) if same(&earlier.loaded, &with) => Arc::clone(earlier),
        _ => match load_with(files, config, with) {
            Ok(theme) => Arc::new(theme),
            Err(findings) => return Checked::new(None, findings),
        },
    };
    let told = theme.told.clone();
    Checked::new(Some(theme), told)
}

/// Settings and files that a theme is loaded with.
type With = (Digest, Vec<Arc<File>>);

fn same((settings, files): &With, (other_settings, others): &With) -> bool {
    let same = |(file, other): (&Arc<File>, &Arc<File>)| Arc::ptr_eq(file, other);
    settings == other_settings && files.len() == others.len() && files.iter().zip(others).all(same)
}

fn load_with(files: &Files, config: &Config, with: With) -> Result<Theme, Vec<Finding>> {
    let mut findings = Vec::new();
    let base = config.base.path.as_str();
    let links = chain::chain(files, &config.theme.name, &config.theme.place).take(&mut findings);
    if links.is_empty() {
        return Err(findings);
    }
    let mut templates = templates(&links, &mut findings);
    let assets = assets::of(&links, config, &mut findings);
    let words = words::load(&links, &config.languages, &mut findings);
    let settings = settings::load(&links, &config.theme_settings, &mut findings);
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".htm", ".xml", ".svg"]);
    functions::register(&mut tera, &assets, base);
    let prefixes = links.iter().map(|link| format!("{}/", link.name));
    if let Err(error) = tera.set_fallback_prefixes(prefixes) {
        findings.extend(told(&error, &templates));
    }
    compile(&mut tera, &templates, &mut findings);
    let digest = digest(&links, &templates, &assets, &words, &settings, base);
    shorten(&mut templates, &links, &tera);
    Ok(Theme {
        digest,
        assets,
        settings,
        tera,
        parts: OnceLock::new(),
        templates,
        words,
        loaded: with,
        told: findings,
    })
}

/// Every template of the chain under `theme/name`.
fn templates(links: &[Link], findings: &mut Vec<Finding>) -> BTreeMap<String, Arc<Source>> {
    let mut templates = BTreeMap::new();
    for link in links {
        for (path, file) in &link.files {
            if let Some(name) = path.strip_prefix("templates/")
                && let Some(source) = chain::source(Some(file), findings)
            {
                templates.insert(format!("{}/{name}", link.name), Arc::new(source));
            }
        }
    }
    templates
}

/// Compiles all templates; those that cannot be compiled are told and left out, one after another.
fn compile(
    tera: &mut Tera,
    templates: &BTreeMap<String, Arc<Source>>,
    findings: &mut Vec<Finding>,
) {
    let mut good: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, source) in templates {
        match Tera::new().add_raw_template(name, &source.text) {
            Err(error)
                if matches!(error.kind(), ErrorKind::SyntaxError(_))
                    && explain::is_syntax(&error) =>
            {
                findings.extend(told(&error, templates));
            }
            _ => {
                good.insert(name, &source.text);
            }
        }
    }
    while let Err(error) = tera.add_raw_templates(good.iter().map(|(name, text)| (*name, *text))) {
        let before = good.len();
        for (blamed, finding) in explain::explain(&error, templates) {
            findings.push(finding);
            if let Some(name) = blamed {
                good.remove(name.as_str());
            }
        }
        if good.len() == before {
            return;
        }
    }
}

/// Adds the templates under the names without a theme's, where the nearest theme wins.
fn shorten(templates: &mut BTreeMap<String, Arc<Source>>, links: &[Link], tera: &Tera) {
    for link in links.iter().rev() {
        let prefix = format!("{}/", link.name);
        let of_link = templates
            .iter()
            .filter(|(name, _)| tera.contains_template(name))
            .filter_map(|(name, source)| Some((name.strip_prefix(&prefix)?, source)));
        let short: Vec<_> = of_link
            .map(|(name, source)| (name.to_owned(), Arc::clone(source)))
            .collect();
        templates.extend(short);
    }
}

fn told(
    error: &tera::Error,
    templates: &BTreeMap<String, Arc<Source>>,
) -> impl Iterator<Item = Finding> {
    let explained = explain::explain(error, templates);
    explained.into_iter().map(|(_, finding)| finding)
}

fn digest(
    links: &[Link],
    templates: &BTreeMap<String, Arc<Source>>,
    assets: &[Asset],
    words: &BTreeMap<Language, words::Words>,
    settings: &BTreeMap<String, serde_json::Value>,
    base: &str,
) -> Digest {
    let mut parts: Vec<Vec<u8>> = vec![base.as_bytes().to_vec()];
    // Which theme stands in for which: the same templates in another order are other pages.
    parts.extend(links.iter().map(|link| link.name.as_bytes().to_vec()));
    for (name, source) in templates {
        parts.push(name.as_bytes().to_vec());
        parts.push(source.digest.bytes().to_vec());
    }
    parts.extend(assets.iter().map(|asset| asset.output.as_bytes().to_vec()));
    for (language, words) in words {
        parts.push(language.code().as_bytes().to_vec());
        parts.extend(
            words
                .all()
                .iter()
                .flat_map(|(key, word)| [key.as_bytes().to_vec(), word.as_bytes().to_vec()]),
        );
    }
    parts.extend(
        settings
            .iter()
            .map(|(key, value)| format!("{key}={value}").into_bytes()),
    );
    Digest::join(parts.iter().map(Vec::as_slice))
}
