//! How all files looked, to be remembered: an earlier snapshot is known again by it.

use std::sync::Arc;

use super::{Bytes, File, Files, Table};
use crate::memo::Stamp;

/// How every file of a snapshot looked, by path.
pub type Looks<'a> = Vec<(&'a str, Stamp)>;

impl Files {
    /// How all files look at `now` of the disk's clock. None when some of them would not show a later change, or are not
    /// found again by their paths.
    #[must_use]
    pub fn looks(&self, now: i64) -> Option<Looks<'_>> {
        let files = self.files.iter();
        let looks = files.map(|file| {
            let is_named_so = file.spelling().is_none();
            let stamp = file.stamp.filter(|_| is_named_so)?.settled(now)?;
            Some((file.path.as_str(), stamp))
        });
        looks.collect()
    }

    /// The snapshot in which files looked like this. It shares with this one each file that surely is the same, at `now` of the
    /// disk's clock. None when more than `most` are not.
    #[must_use]
    pub fn before(&self, looks: &[(&str, Stamp)], now: i64, most: usize) -> Option<Self> {
        let mut current = self.files.iter().peekable();
        let mut others = 0;
        let mut files = Vec::with_capacity(looks.len());
        for (path, stamp) in looks {
            let mut passed = 0;
            while current.next_if(|file| file.path.as_str() < *path).is_some() {
                passed += 1;
            }
            let same = current.next_if(|file| file.path == *path);
            let known = File {
                path: same.map_or_else(|| (*path).into(), |file| file.path.clone()),
                length: stamp.length,
                stamp: Some(*stamp),
                // What it held nobody knows any more, nor asks.
                bytes: same
                    .map_or_else(|| Bytes::Memory(Arc::default()), |file| file.bytes.clone()),
            };
            let same = same.filter(|file| known.looks_like(file, now));
            others += passed + usize::from(same.is_none());
            if others > most {
                return None;
            }
            files.push(same.map_or_else(|| Arc::new(known), Arc::clone));
        }
        (others + current.count() <= most).then(|| Self {
            files: Arc::new(Table::from_iter(files)),
            told: Arc::default(),
        })
    }

    /// The file of a number, in the order of paths.
    #[must_use]
    pub fn at(&self, number: usize) -> Option<&Arc<File>> {
        self.files.get_index(number)
    }
}

/// A file is kept by its path, and has to be found again.
pub mod by_path {
    use std::sync::Arc;

    use ecow::EcoString;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::files::File;

    /// Writes the path.
    #[allow(clippy::missing_errors_doc, reason = "those of the serializer")]
    pub fn serialize<S: Serializer>(file: &File, serializer: S) -> Result<S::Ok, S::Error> {
        file.path.serialize(serializer)
    }

    /// An empty file with the path.
    #[allow(clippy::missing_errors_doc, reason = "those of the deserializer")]
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<File>, D::Error> {
        let path = EcoString::deserialize(deserializer)?;
        Ok(Arc::new(File::in_memory(path, Vec::new())))
    }
}
