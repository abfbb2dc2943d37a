//! Who has which output path. A path is also in the way of what lies below it: no disk holds a file where a folder is.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Owners of output files.
#[derive(Debug, Default)]
pub struct Owners {
    /// By the path in lower case: a web server on Windows knows no case.
    files: HashMap<String, String>,
    /// Every folder that a file needs or needed.
    folders: HashSet<String>,
}

impl Owners {
    /// Gives a path to an owner.
    ///
    /// # Errors
    /// The owner of the file that is there, of one that would have to be a folder for it, or of one that needs a folder there.
    pub fn take(&mut self, path: &str, owner: &str) -> Result<(), String> {
        let path = lower(path);
        if let Some(other) = self.in_the_way(&path) {
            return Err(other.clone());
        }
        for (end, _) in path.rmatch_indices('/') {
            // A folder that is known has all above it known.
            if self.folders.contains(&path[..end]) {
                break;
            }
            self.folders.insert(path[..end].to_owned());
        }
        self.files.insert(path.into_owned(), owner.to_owned());
        Ok(())
    }

    /// Makes a path free again.
    pub fn release(&mut self, path: &str) {
        self.files.remove(lower(path).as_ref());
    }

    fn in_the_way(&self, path: &str) -> Option<&String> {
        let above = || {
            let mut ends = path.match_indices('/');
            ends.find_map(|(end, _)| self.files.get(&path[..end]))
        };
        let below = || {
            let folder = Some(format!("{path}/")).filter(|_| self.folders.contains(path))?;
            let inside = |(file, _): &(&String, _)| file.starts_with(&folder);
            let first = self.files.iter().filter(inside).min()?;
            Some(first.1)
        };
        self.files.get(path).or_else(above).or_else(below)
    }
}

fn lower(path: &str) -> Cow<'_, str> {
    if path
        .bytes()
        .any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase())
    {
        Cow::Owned(path.to_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}
