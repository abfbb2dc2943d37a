//! What the path of a content file says.

use ecow::EcoString;

use crate::diagnostic::{Finding, rules};
use crate::text::{Language, Place};

/// Folder, name and language of a content file, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    path: EcoString,
    /// Where the folder ends in the path.
    folder: usize,
    /// Where the name stands in the path.
    name: (usize, usize),
    /// Its language.
    pub language: Language,
    /// Its pictures lie beside it in a folder of its own.
    pub bundle: bool,
}

/// Where paths of content files begin.
const CONTENT: &str = "content/";
/// The name of a file that introduces the list of its folder.
pub const INTRODUCTION: &str = "_index";

impl Spot {
    /// Reads a path such as `content/tin-tuc/2022/bai.en.md`.
    #[must_use]
    pub fn of(path: &EcoString, first: Language) -> Option<Self> {
        let inner = path.strip_prefix(CONTENT)?;
        let stem = stem(inner)?;
        // Of a file, where its folder ends and where its name begins.
        let split = |inner: &str| match inner.rfind('/') {
            Some(slash) => (slash, slash + 1),
            None => (0, 0),
        };
        let (mut folder, mut start) = split(stem);
        let mut end = stem.len();
        let mut language = first;
        if let Some((name, code)) = stem[start..].rsplit_once('.')
            && let Some(said) = Language::ALL.into_iter().find(|it| it.code() == code)
        {
            language = said;
            end = start + name.len();
        }
        let bundle = &stem[start..end] == "index" && folder > 0;
        if bundle {
            end = folder;
            (folder, start) = split(&stem[..end]);
        }
        let at = |inner: usize| CONTENT.len() + inner;
        Some(Self {
            path: path.clone(),
            folder: at(folder),
            name: (at(start), at(end)),
            language,
            bundle,
        })
    }

    /// Folder below `content/`; of a bundle, the folder that holds the bundle.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.path[CONTENT.len()..self.folder]
    }

    /// Name without language and ending.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.path[self.name.0..self.name.1]
    }

    /// The same for every translation.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.folder(), self.name())
    }
}

/// The path of a content file, or what names one, without its ending; none of what has another ending.
#[must_use]
pub fn stem(path: &str) -> Option<&str> {
    path.strip_suffix(".md")
        .or_else(|| path.strip_suffix(".MD"))
}

/// Whether a file is content by its path: an article, a page, or what introduces a list.
#[must_use]
pub fn is_content(path: &str) -> bool {
    path.strip_prefix(CONTENT).and_then(stem).is_some()
}

/// Whether a file is an article or a page by its path.
#[must_use]
pub fn is_article(path: &str) -> bool {
    let spot = Spot::of(&path.into(), Language::default());
    spot.is_some_and(|spot| spot.name() != INTRODUCTION)
}

/// Endings that were meant as `.md`: Notepad adds `.txt` and Windows hides it, other programs write the long form.
const MEANT: [&str; 4] = [".md.txt", ".markdown", ".mdown", ".md.md"];

/// What there is to tell of a name that is nearly that of an article or an introduction.
#[must_use]
pub fn slip(path: &str) -> Option<Finding> {
    let (_, name) = path.rsplit_once('/')?;
    let right = meant(name)?;
    Some(
        Finding::new(&rules::NAME_SLIP)
            .with("right", right)
            .at(Place::file(path)),
    )
}

/// The name that was meant, where it is another one.
fn meant(name: &str) -> Option<String> {
    let before = |ending: &str| {
        let (stem, own) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
        own.eq_ignore_ascii_case(ending).then_some(stem)
    };
    if let Some(stem) = MEANT.into_iter().find_map(before) {
        return Some(format!("{stem}.md"));
    }
    let stem = before(".md")?;
    let first = stem.split('.').next().unwrap_or_default();
    let is_index = ["index", "_index"]
        .iter()
        .any(|index| first.eq_ignore_ascii_case(index));
    let is_odd = is_index && stem.bytes().any(|byte| byte.is_ascii_uppercase());
    let ending = match &name[stem.len()..] {
        ".MD" => ".MD",
        ".md" => ".md",
        _ => {
            return Some(format!(
                "{}.md",
                if is_odd {
                    stem.to_ascii_lowercase()
                } else {
                    stem.to_owned()
                }
            ));
        }
    };
    is_odd.then(|| stem.to_ascii_lowercase() + ending)
}
