//! How a file looks from outside.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// How long a source must have been left alone to be known by its look alone, in nanoseconds: the coarsest clock of the
/// disks that people keep a site on (FAT, in two seconds).
const GRAIN: i64 = 2_000_000_000;

/// Size, time of the last change, and number on its disk. Two looks that are equal mean the same bytes, unless the file
/// was changed so shortly before the first look that its time could not tell ([`Stamp::is_settled`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub length: u64,
    /// In nanoseconds since 1970.
    pub modified: i64,
    /// 0 where the system has no such numbers.
    pub inode: u64,
}

impl Stamp {
    /// Looks at what the system says of a file.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().map_or(i64::MAX, nanoseconds),
            inode: inode(metadata),
        }
    }

    /// Whether the file had been left alone for `grain` nanoseconds when it was looked at, at `now` of the same disk's
    /// clock: a second change within the grain of its clock would show in nothing. Disks count in steps of some
    /// milliseconds, FAT in two seconds. A file from the future is never settled.
    #[must_use]
    pub const fn is_settled(&self, now: i64, grain: i64) -> bool {
        self.modified < now.saturating_sub(grain)
    }

    /// The look itself, when it will tell any later change of a source.
    #[must_use]
    pub fn of_source(self, now: i64) -> Option<Self> {
        self.is_settled(now, GRAIN).then_some(self)
    }

    /// As bytes, for a digest.
    #[must_use]
    pub fn bytes(&self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.length.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.modified.to_le_bytes());
        bytes[16..].copy_from_slice(&self.inode.to_le_bytes());
        bytes
    }
}

/// Nanoseconds since 1970, before or after.
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.ino()
}

#[cfg(not(unix))]
const fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_just_now_or_in_the_future_is_not_settled() {
        let stamp = Stamp {
            modified: 100,
            ..Stamp::default()
        };
        assert!(stamp.is_settled(111, 10));
        assert!(!stamp.is_settled(110, 10));
        assert!(!stamp.is_settled(50, 10));
    }
}
