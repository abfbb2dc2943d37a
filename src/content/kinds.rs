//! The kinds of content. A new one is a file that holds a [`Kind`], and a line in [`KINDS`].

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::kind::Kind;
use super::{news, page, profile};

/// Every kind; the first is what a file is when nothing else is said.
pub const KINDS: &[&Kind] = &[&news::KIND, &profile::KIND, &page::KIND];

/// Their names in English and Vietnamese, for `kind = "…"`.
pub const KIND_NAMES: &[(&str, &str)] = &{
    let mut names = [("", ""); KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() {
        names[at] = (KINDS[at].name, KINDS[at].alias);
        at += 1;
    }
    names
};

/// The kind of a name in either language.
#[must_use]
pub fn kind_of(name: &str) -> Option<&'static Kind> {
    let plain = name.replace('-', "_");
    KINDS
        .iter()
        .copied()
        .find(|kind| kind.name == plain || kind.alias.replace('-', "_") == plain)
}

impl Default for &'static Kind {
    fn default() -> Self {
        KINDS[0]
    }
}

/// A kind is remembered by its name.
impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for &'static Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        kind_of(&name).ok_or_else(|| D::Error::custom("no such kind"))
    }
}
