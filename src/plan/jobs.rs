//! Every output file with its job, found at once and listed in order of paths.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Job;
use crate::text::Table;
use crate::theme::Theme;

/// Output files in two tables, as if they were one. A theme's files and those of a search index have digests in their names, so
/// they come and go while all else stays, and the names of a whole archive are not to be copied for that.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    standing: Arc<Table<Job>>,
    named_by_digest: Table<Job>,
}

impl Jobs {
    /// All that was named, the files of a theme among it, in any order.
    #[must_use]
    pub fn of(mut all: Table<Job>, theme: &Theme) -> Self {
        let assets: BTreeSet<_> = theme.assets.iter().map(|it| it.output.as_str()).collect();
        let mut named_by_digest = Table::default();
        all.retain(|path, job| {
            let stays = !assets.contains(path.as_str());
            if !stays {
                named_by_digest.insert(path.clone(), job.clone());
            }
            stays
        });
        all.par_sort_unstable_keys();
        Self {
            standing: Arc::new(all),
            named_by_digest,
        }
    }

    /// The same outputs, with the files of another theme; those of an index are still to be named.
    #[must_use]
    pub fn again(&self, theme: &Theme) -> Self {
        let assets = theme.assets.iter();
        let assets = assets.map(|it| (it.output.clone(), Job::Copy(Arc::clone(&it.file))));
        Self {
            standing: Arc::clone(&self.standing),
            named_by_digest: assets.collect(),
        }
    }

    /// Adds files that stand while all else stays.
    pub fn add_standing(&mut self, files: Vec<(String, Job)>) {
        if !files.is_empty() {
            let standing = Arc::make_mut(&mut self.standing);
            standing.extend(files);
            standing.par_sort_unstable_keys();
        }
    }

    /// Adds files that are named by digests.
    pub fn add_named(&mut self, files: Vec<(String, Job)>) {
        self.named_by_digest.extend(files);
        self.named_by_digest.sort_unstable_keys();
    }

    /// Files that stand while all else stays, in order.
    pub fn standing(&self) -> impl Iterator<Item = (&String, &Job)> {
        self.standing.iter()
    }

    /// Files that are named by digests, in order.
    pub fn named(&self) -> impl Iterator<Item = (&String, &Job)> {
        self.named_by_digest.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.standing.len() + self.named_by_digest.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The job of a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Job> {
        self.get_key_value(path).map(|(_, job)| job)
    }

    /// Whether something stands at a path.
    #[must_use]
    pub fn contains_key(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// The path and the job of a path.
    #[must_use]
    pub fn get_key_value(&self, path: &str) -> Option<(&String, &Job)> {
        let standing = self.standing.get_key_value(path);
        standing.or_else(|| self.named_by_digest.get_key_value(path))
    }

    /// All paths and jobs, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Job)> {
        let (mut standing, mut named) = (self.standing().peekable(), self.named().peekable());
        std::iter::from_fn(move || {
            let first = named.next_if(|(path, _)| {
                let other = standing.peek().map(|(other, _)| *other);
                other.is_none_or(|other| *path < other)
            });
            first.or_else(|| standing.next())
        })
    }

    /// All paths, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.iter().map(|(path, _)| path)
    }

    /// All jobs, in the order of their paths.
    pub fn values(&self) -> impl Iterator<Item = &Job> {
        self.iter().map(|(_, job)| job)
    }
}
