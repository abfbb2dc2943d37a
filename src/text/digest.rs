//! Digests: what two equal things share and two different things do not.

use std::fmt;
use std::io;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A 256-bit BLAKE3 digest.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

/// All bytes at once: a manifest has two for each file.
impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        let bytes = bytes.try_into().map_err(D::Error::custom)?;
        Ok(Self(bytes))
    }
}

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of all that can be read from something, however long.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_reader(reader: impl io::Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self(*hasher.finalize().as_bytes()))
    }

    /// The digest of several parts; lengths are hashed too, so that `["ab", "c"]` differs from `["a", "bc"]`.
    #[must_use]
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        // Parts are short, and a hasher that takes them one by one is slow to set up.
        let mut bytes = Vec::with_capacity(256);
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part);
        }
        Self::of(&bytes)
    }

    /// The raw 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first ten hexadecimal digits: enough to name an asset.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string()[..10].to_owned()
    }

    /// Reads back what [`fmt::Display`] wrote.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex)
            .ok()
            .map(|hash| Self(*hash.as_bytes()))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}
