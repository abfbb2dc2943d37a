//! How the articles of an edition are parted by time. They are numbered from the oldest.
//!
//! Articles come in *bundles* of 64. Full bundles make *archives* of up to 20,480 articles, each with files of its own; what
//! follows the last full bundle is the *newest*, two files. So a new article is only written into the newest, and once in 64
//! times the last archive is written anew. Cards stand in one file for each bundle.

use std::ops::Range;

/// Articles in a bundle.
pub const BUNDLE: usize = 64;
/// Articles in an archive: so many that a portal of 20,000 has one, and a query one file for each syllable.
const ARCHIVE: usize = 320 * BUNDLE;
/// Articles of an archive for each of its files of heads, and of bodies, up to so many articles. Those beyond are shared out
/// among more, for the lists of common syllables grow with the archive, and a query must not.
const IN_FILE: [usize; 2] = [124, 190];
const MANY: usize = 160 * BUNDLE;
const IN_FILE_OF_MANY: usize = 40;

/// A stretch of articles that has files of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Numbers of its articles.
    pub articles: Range<usize>,
    /// Among how many files its keys are shared out, by level.
    pub files: [usize; 2],
}

/// The partitions of so many articles, the oldest first. The last is the newest; it may be missing.
#[must_use]
pub fn partitions(count: usize) -> Vec<Partition> {
    let full = count - count % BUNDLE;
    let starts = (0..full).step_by(ARCHIVE);
    let archives = starts.map(|start| {
        let articles = start..full.min(start + ARCHIVE);
        Partition {
            files: IN_FILE.map(|in_file| {
                articles.len().div_ceil(in_file)
                    + articles
                        .len()
                        .saturating_sub(MANY)
                        .div_ceil(IN_FILE_OF_MANY)
            }),
            articles,
        }
    });
    let newest = (full < count).then_some(Partition {
        articles: full..count,
        files: [1, 1],
    });
    archives.chain(newest).collect()
}

/// The bundles of so many articles.
pub fn bundles(count: usize) -> impl Iterator<Item = Range<usize>> {
    (0..count)
        .step_by(BUNDLE)
        .map(move |start| start..count.min(start + BUNDLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_article_disturbs_the_newest_alone() {
        for count in [0, 1, 63, 64, 65, 10_000, 20_479, 20_480, 100_000] {
            let (before, after) = (partitions(count), partitions(count + 1));
            let all: usize = after.iter().map(|part| part.articles.len()).sum();
            assert_eq!(all, count + 1);
            let same = before
                .iter()
                .zip(&after)
                .take_while(|(a, b)| a == b)
                .count();
            if (count + 1) % BUNDLE != 0 {
                assert_eq!(same, after.len() - 1, "{count}");
            }
        }
    }

    #[test]
    fn files_are_few() {
        let files = |count| {
            let shards = partitions(count).into_iter().flat_map(|part| part.files);
            let shards: usize = shards.sum();
            shards + bundles(count).count()
        };
        assert_eq!(partitions(20_000).len(), 2);
        assert!(files(10_000) < 298);
        assert!(files(20_000) < 1_100);
        assert!(files(100) < 8);
    }
}
