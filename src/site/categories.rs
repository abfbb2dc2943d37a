//! The tree of categories: a folder at the top of `content/` is one, a deeper folder when it has an `_index.md`.

use std::collections::{BTreeSet, HashMap};

use rustc_hash::FxBuildHasher;

use super::load::{Introduction, Loaded};
use super::routes::{Routes, refused};
use super::{Category, Edition, Taxonomy};
use crate::content;
use crate::diagnostic::Finding;
use crate::text::{Language, Place, collate, slug};

/// The categories of one language, parents before children, siblings in the editor's order.
pub fn categories(
    loaded: &Loaded,
    language: Language,
    first: Language,
    routes: Routes,
    findings: &mut Vec<Finding>,
) -> Vec<Category> {
    let mut folders = folders(loaded, language, first);
    let mut tree = Tree {
        loaded,
        language,
        first,
        routes,
        categories: Vec::new(),
    };
    let top: Vec<_> = folders
        .extract_if(.., |folder| !folder.contains('/'))
        .collect();
    tree.add(top, None, &[], &folders, findings);
    tree.categories
}

/// Categories by folder.
pub struct ByFolder(HashMap<String, usize, FxBuildHasher>);

/// Categories by folder, to find those that articles lie in and those that they name.
pub fn by_folder(edition: &Edition) -> ByFolder {
    let categories = edition.categories.iter().enumerate();
    ByFolder(
        categories
            .map(|(id, category)| (category.folder.clone(), id))
            .collect(),
    )
}

impl ByFolder {
    /// The category with this folder.
    pub fn get(&self, folder: &str) -> Option<usize> {
        self.0.get(folder).copied()
    }

    /// The category that a folder belongs to: itself or the nearest above.
    pub fn category_of(&self, folder: &str) -> Option<usize> {
        let mut folder = folder;
        loop {
            if let Some(id) = self.get(folder) {
                return Some(id);
            }
            folder = folder.rsplit_once('/')?.0;
        }
    }

    /// Every folder, in order.
    pub fn all(&self) -> impl Iterator<Item = &str> + Clone {
        let mut folders: Vec<_> = self.0.keys().map(String::as_str).collect();
        folders.sort_unstable();
        folders.into_iter()
    }
}

/// Folders that are categories in this language: those that its own files are in, with all above them.
fn folders(loaded: &Loaded, language: Language, first: Language) -> BTreeSet<String> {
    let is_category = |folder: &str| {
        !folder.contains('/')
            || loaded
                .introductions
                .contains_key(&(first, folder.to_owned()))
            || loaded
                .introductions
                .contains_key(&(language, folder.to_owned()))
    };
    let named = loaded.folders.iter();
    let named = named.filter(|(of, _)| *of == language);
    let named = named.map(|(_, folder)| folder.as_str());
    let indexes = loaded
        .introductions
        .keys()
        .filter(|(of, folder)| *of == language && Taxonomy::introduced(folder, first).is_none())
        .map(|(_, folder)| folder.as_str());
    let mut folders = BTreeSet::new();
    for folder in named.chain(indexes) {
        let ends = folder
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([folder.len()]);
        folders.extend(
            ends.map(|end| &folder[..end])
                .filter(|part| !part.is_empty() && is_category(part))
                .map(str::to_owned),
        );
    }
    folders
}

struct Tree<'a> {
    loaded: &'a Loaded,
    language: Language,
    first: Language,
    routes: Routes,
    categories: Vec<Category>,
}

impl Tree<'_> {
    /// Adds siblings in order, each followed by what lies below it.
    fn add(
        &mut self,
        siblings: Vec<String>,
        parent: Option<usize>,
        names: &[String],
        folders: &BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) -> Vec<usize> {
        let mut siblings: Vec<_> = siblings
            .into_iter()
            .map(|folder| (self.index(&folder), folder))
            .collect();
        siblings.sort_by(|(a, x), (b, y)| {
            let order = |of: &Introduction| of.index.order.unwrap_or(i64::MAX);
            let title = |of: &'_ Introduction| of.index.title.clone();
            order(a)
                .cmp(&order(b))
                .then_with(|| collate::compare(&title(a), &title(b)))
                .then_with(|| x.cmp(y))
        });
        let mut ids = Vec::new();
        for (introduction, folder) in siblings {
            let name = name(&introduction.index, &folder, parent.is_none(), findings);
            let names: Vec<_> = names.iter().cloned().chain([name]).collect();
            let id = self.categories.len();
            ids.push(id);
            self.categories.push(Category {
                url: self.routes.category(&names),
                title: introduction.index.title.clone(),
                folder: folder.clone(),
                introduction,
                parent,
                children: Vec::new(),
                entries: Vec::new(),
                years: Vec::new(),
                pages: Vec::new(),
            });
            let below = children(&folder, folders);
            let children = self.add(below, Some(id), &names, folders, findings);
            self.categories[id].children = children;
        }
        ids
    }

    /// What is known of a folder; a translation borrows order and kind from the first language.
    fn index(&self, folder: &str) -> Introduction {
        let of = |language| {
            self.loaded
                .introductions
                .get(&(language, folder.to_owned()))
        };
        let mut introduction = of(self.language).cloned().unwrap_or_default();
        let index = &mut introduction.index;
        if let Some(original) = of(self.first).map(|original| &original.index) {
            index.order = index.order.or(original.order);
            index.kind = index.kind.or(original.kind);
            index.home = index.home.or(original.home);
            index.hidden |= original.hidden;
            if index.title.is_empty() {
                index.title.clone_from(&original.title);
            }
        }
        if index.title.is_empty() {
            index.title = titled(folder.rsplit('/').next().unwrap_or(folder));
        }
        introduction
    }
}

/// Folders directly below, leaving out levels that are no categories.
fn children(folder: &str, folders: &BTreeSet<String>) -> Vec<String> {
    let prefix = format!("{folder}/");
    let below = folders.iter().filter(|other| other.starts_with(&prefix));
    let direct = |other: &&String| {
        let between = other[prefix.len()..]
            .match_indices('/')
            .map(|(at, _)| &other[..prefix.len() + at]);
        !between.into_iter().any(|part| folders.contains(part))
    };
    below.filter(direct).cloned().collect()
}

/// The category's name in its address.
fn name(index: &content::Category, folder: &str, top: bool, findings: &mut Vec<Finding>) -> String {
    let written = index
        .slug
        .as_deref()
        .unwrap_or_else(|| folder.rsplit('/').next().unwrap_or(folder));
    let name = slug::slug(written);
    let place = || {
        if index.path.is_empty() {
            Place::file(format!("content/{folder}"))
        } else {
            Place::file(&index.path)
        }
    };
    findings.extend(refused(&name, top).map(|finding| finding.at(place())));
    name
}

/// `tin-tuc` → `Tin tuc`: better than nothing when `_index.md` gives no name.
fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
