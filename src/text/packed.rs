//! A value as a few bytes, until somebody looks at it.

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value kept as bytes. A list of small things with their texts takes a third of the memory that way, and is stored and
/// recalled without looking at it: what counts when an archive has a hundred thousand of them and few are looked at.
#[derive(Clone, PartialEq, Eq)]
pub struct Packed<T> {
    bytes: Box<[u8]>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned + Default + PartialEq> Packed<T> {
    /// Packs a value. That of an empty one takes no memory of its own.
    #[must_use]
    pub fn new(value: &T) -> Self {
        let bytes = if *value == T::default() {
            Vec::new()
        } else {
            postcard::to_allocvec(value).unwrap_or_default()
        };
        Self {
            bytes: bytes.into(),
            of: PhantomData,
        }
    }

    /// The value.
    #[must_use]
    pub fn open(&self) -> T {
        self.open_as()
    }

    /// The value as a type that is written alike, such as one that borrows its texts.
    #[must_use]
    pub fn open_as<'a, V: Deserialize<'a> + Default>(&'a self) -> V {
        postcard::from_bytes(&self.bytes).unwrap_or_default()
    }
}

impl<T> Packed<T> {
    /// Whether it is the empty value.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self {
            bytes: Box::default(),
            of: PhantomData,
        }
    }
}

impl<T: Serialize + DeserializeOwned + Default + PartialEq + std::fmt::Debug> std::fmt::Debug
    for Packed<T>
{
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.open().fmt(f)
    }
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.bytes)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = deserializer.deserialize_bytes(Bytes)?;
        Ok(Self {
            bytes,
            of: PhantomData,
        })
    }
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Box<[u8]>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let value = vec![("Cầu mới".to_owned(), 3..9), (String::new(), 0..0)];
        let packed = Packed::new(&value);
        assert_eq!(packed.open(), value);
        let stored = postcard::to_allocvec(&packed).unwrap();
        assert_eq!(postcard::from_bytes::<Packed<_>>(&stored), Ok(packed));
        assert!(Packed::new(&Vec::<u8>::new()).is_empty());
    }
}
