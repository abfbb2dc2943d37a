//! How a file looks from outside.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

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
    /// Of a source, [`Stamp::touched`]; 0 of what is made here, which is touched when it is put in its place.
    pub touched: i64,
}

impl Stamp {
    /// Looks at what the system says of a file.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().map_or(i64::MAX, nanoseconds),
            inode: inode(metadata),
            touched: 0,
        }
    }

    /// Looks at what the system says of a source. Who copies another file over it may keep size and time.
    #[must_use]
    pub fn of_source(metadata: &Metadata) -> Self {
        Self {
            touched: touched(metadata),
            ..Self::of(metadata)
        }
    }

    /// When anything of a file changed last, by the clock of its disk: its bytes, name, rights, or the time that it says it was
    /// changed at, which anybody may set. In nanoseconds since 1970; 0 where the system does not tell.
    #[must_use]
    pub fn touched(metadata: &Metadata) -> i64 {
        touched(metadata)
    }

    /// Whether the file had been left alone for so long when it was looked at, at `now` of the same disk's clock, that any
    /// later change shows in its look. A file from the future is never settled.
    #[must_use]
    pub const fn is_settled(&self, now: i64) -> bool {
        self.modified < now.saturating_sub(self.grain())
    }

    /// Within this time a second change of a file might not show, in nanoseconds: clocks of disks go in steps of some
    /// milliseconds, some old ones in whole seconds, FAT in two.
    const fn grain(&self) -> i64 {
        if self.modified % 1_000_000_000 == 0 {
            2_000_000_000
        } else {
            20_000_000
        }
    }

    /// The look itself, when it will tell any later change.
    #[must_use]
    pub fn settled(self, now: i64) -> Option<Self> {
        self.is_settled(now).then_some(self)
    }

    /// As bytes, for a digest.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.length.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.modified.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.inode.to_le_bytes());
        bytes[24..].copy_from_slice(&self.touched.to_le_bytes());
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
fn touched(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = metadata.ctime().saturating_mul(1_000_000_000);
    seconds.saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
const fn touched(_: &Metadata) -> i64 {
    0
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
        const SECOND: i64 = 1_000_000_000;
        let is_settled = |modified, now| {
            let stamp = Stamp {
                modified,
                ..Stamp::default()
            };
            stamp.is_settled(now)
        };
        let fine = 7 * SECOND + 1;
        assert!(is_settled(fine, fine + SECOND / 50 + 1));
        assert!(!is_settled(fine, fine + SECOND / 50));
        assert!(!is_settled(fine, fine - SECOND));
        // By its clock, such a disk counts in seconds.
        assert!(is_settled(7 * SECOND, 9 * SECOND + 1));
        assert!(!is_settled(7 * SECOND, 9 * SECOND));
    }
}
