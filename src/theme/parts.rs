//! Parts: pieces that stand alike on many pages are rendered once for each place of the portal, not for each page.
//!
//! A part is a template that only writes, chooses and repeats (`if`, `for`), and reads nothing but `portal`, `words` and
//! `here`: a masthead, a menu, a footer. Where a page includes one, the text made once is put. What a template reads
//! is known from the template alone, so nobody has to declare anything, and a part that begins to read `page` is
//! simply rendered with each page again.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::text::Source;

/// What a part may read.
const READS: [&str; 3] = ["portal", "words", "here"];
/// The tags it may have.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// Templates for pages: those of the theme, but for parts, which write what was made of them.
pub struct Parts {
    /// The templates. Those that are called by their short name stand under it, so that no name is looked for.
    pub pages: Tera,
    names: Vec<String>,
}

impl Parts {
    /// Finds the parts among compiled templates.
    pub fn of(tera: &Tera, templates: &BTreeMap<String, Arc<Source>>) -> Self {
        let there = || {
            templates
                .iter()
                .filter(|(name, _)| tera.contains_template(name))
        };
        let is_free = !there().any(|(_, source)| is_in_the_way(&source.text));
        let mut names = Vec::new();
        let mut replaced = Vec::new();
        for (name, source) in there() {
            if is_free && is_part(tera, name, &source.text) {
                replaced.push((name.as_str(), format!("{{{{ __parts.p{} }}}}", names.len())));
                names.push(name.clone());
            } else {
                replaced.push((name.as_str(), source.text.clone()));
            }
        }
        let mut pages = tera.clone();
        // What compiled before compiles again; should it not, pages are rendered without parts.
        if pages.add_raw_templates(replaced).is_err() {
            pages = tera.clone();
            names.clear();
        }
        Self { pages, names }
    }
}

/// What all pages of a language share, and what those of a place do.
pub struct Frame<P> {
    shared: Context,
    places: RwLock<HashMap<P, Option<Context>>>,
}

impl<P: Hash + Eq + Clone + Serialize> Frame<P> {
    /// Begins with what all pages of a language share.
    #[must_use]
    pub fn new(shared: Context) -> Self {
        Self {
            shared,
            places: RwLock::default(),
        }
    }

    /// What pages of a place read, without parts.
    pub fn plain(&self, place: &P) -> Context {
        let mut context = self.shared.clone();
        context.insert("here", place);
        context
    }

    /// What pages of a place read, with the parts, which are made now unless they were. None when one of them cannot
    /// be made: then it must be seen whether a page uses it.
    pub fn with_parts(&self, place: &P, tera: &Tera, parts: &Parts) -> Option<Context> {
        let known = self.places.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(context) = known.get(place) {
            return context.clone();
        }
        drop(known);
        let context = self.made(place, tera, parts);
        let mut known = self.places.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(place.clone(), context.clone());
        context
    }

    fn made(&self, place: &P, tera: &Tera, parts: &Parts) -> Option<Context> {
        let mut context = self.plain(place);
        let made = parts.names.iter().enumerate().map(|(number, name)| {
            let text = tera.render(name, &context).ok()?;
            Some((format!("p{number}"), Value::safe_string(&text)))
        });
        let made: BTreeMap<String, Value> = made.collect::<Option<_>>()?;
        context.insert("__parts", &made);
        Some(context)
    }
}

/// Whether a template is a part.
fn is_part(tera: &Tera, name: &str, text: &str) -> bool {
    // Only in these are texts escaped whoever includes them; and what Tera calls its own may read anything.
    name.ends_with(".html")
        && !text.contains("__tera")
        && tags(text).all(|tag| TAGS.contains(&first_word(tag)))
        && tera
            .get_template_variables(name)
            .is_ok_and(|read| read.iter().all(|name| READS.contains(name)))
}

/// Whether a template gives other meanings to what parts read, or includes them where it is not to be seen.
fn is_in_the_way(text: &str) -> bool {
    tags(text).any(|tag| match first_word(tag) {
        "component" => true,
        "set" | "set_global" | "for" => {
            let named = tag.split(['=', '%']).next().unwrap_or_default();
            let named = named.split(" in ").next().unwrap_or_default();
            named
                .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                .any(|name| READS.contains(&name))
        }
        _ => false,
    })
}

/// What follows each `{%`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split("{%").skip(1);
    opened.map(|tag| tag.trim_start_matches('-').trim_start())
}

fn first_word(tag: &str) -> &str {
    tag.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(templates: &[(&str, &str)], places: &[&str]) -> (Vec<String>, Vec<Option<String>>) {
        let mut tera = Tera::new();
        tera.add_raw_templates(templates.to_vec()).unwrap();
        let sources = templates.iter().map(|(name, text)| {
            let source = Source::new(*name, *text);
            ((*name).to_owned(), Arc::new(source))
        });
        let parts = Parts::of(&tera, &sources.collect());
        let mut shared = Context::new();
        shared.insert("portal", "<Nà Sơn>");
        let frame = Frame::new(shared);
        let pages = places.iter().map(|place| {
            let mut context = frame.with_parts(&(*place).to_owned(), &tera, &parts)?;
            context.insert("page", &format!("page of {place}"));
            parts.pages.render("page.html", &context).ok()
        });
        let pages = pages.collect();
        (parts.names, pages)
    }

    #[test]
    fn a_part_stands_where_it_is_included_and_knows_its_place() {
        let (names, pages) = rendered(
            &[
                ("page.html", r#"{{ page }}: {% include "part.html" %}"#),
                (
                    "part.html",
                    "{% if here == 'a' %}{{ portal }}{% else %}{{ here }}{% endif %}",
                ),
            ],
            &["a", "b", "a"],
        );
        assert_eq!(names, ["part.html"]);
        let expected = [
            "page of a: &lt;Nà Sơn&gt;",
            "page of b: b",
            "page of a: &lt;Nà Sơn&gt;",
        ];
        assert_eq!(pages, expected.map(|page| Some(page.to_owned())));
    }

    #[test]
    fn what_depends_on_more_is_no_part() {
        for text in [
            "{{ page }}",
            "{% set a = 1 %}{{ portal }}",
            r#"{% include "page.html" %}"#,
            "{% block a %}{% endblock a %}",
            "{{ __tera_context }}",
        ] {
            let (names, _) = rendered(&[("page.html", ""), ("part.html", text)], &[]);
            assert!(!names.contains(&"part.html".to_owned()), "{text}");
        }
    }

    #[test]
    fn there_are_no_parts_where_their_words_mean_something_else() {
        for text in [
            "{% set portal = page %}",
            "{%- for words in page %}{% endfor %}",
            "{% component A(here) %}{% endcomponent A %}",
        ] {
            let (names, _) = rendered(&[("page.html", text), ("part.html", "{{ portal }}")], &[]);
            assert!(names.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_part_that_cannot_be_made_is_not_made_before_a_page_needs_it() {
        let (_, pages) = rendered(
            &[
                ("page.html", "{{ page }}"),
                ("part.html", "{{ portal.logo.url }}"),
            ],
            &["a"],
        );
        assert_eq!(pages, [None]);
    }
}
