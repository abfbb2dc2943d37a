//! Who has which output path. A path is also in the way of what lies below it: no disk holds a file where a folder is.

use std::collections::BTreeMap;

/// Owners of output files.
#[derive(Debug, Default)]
pub struct Owners {
    /// By the path in lower case: a web server on Windows knows no case.
    files: BTreeMap<String, String>,
}

impl Owners {
    /// Gives a path to an owner.
    ///
    /// # Errors
    /// The owner of the file that is there, of one that would have to be a folder for it, or of one that needs a folder there.
    pub fn take(&mut self, path: &str, owner: &str) -> Result<(), String> {
        let path = path.to_lowercase();
        if let Some(other) = self.in_the_way(&path) {
            return Err(other.clone());
        }
        self.files.insert(path, owner.to_owned());
        Ok(())
    }

    /// Makes a path free again.
    pub fn release(&mut self, path: &str) {
        self.files.remove(&path.to_lowercase());
    }

    fn in_the_way(&self, path: &str) -> Option<&String> {
        let above = || {
            let mut ends = path.match_indices('/');
            ends.find_map(|(end, _)| self.files.get(&path[..end]))
        };
        let below = || {
            let folder = format!("{path}/");
            let (first, owner) = self.files.range(folder.clone()..).next()?;
            first.starts_with(&folder).then_some(owner)
        };
        self.files.get(path).or_else(above).or_else(below)
    }
}
