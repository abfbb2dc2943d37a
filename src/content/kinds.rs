//! The kinds of content. A new one is a file that holds a [`Kind`], and a line in [`KINDS`].

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

/// A kind is remembered by its name.
pub mod by_name {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::{Kind, kind_of};

    /// Writes the name.
    #[allow(clippy::missing_errors_doc, reason = "those of the serializer")]
    pub fn serialize<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.name)
    }

    /// Finds the kind of a name.
    #[allow(clippy::missing_errors_doc, reason = "those of the deserializer")]
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<&'static Kind, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        kind_of(&name).ok_or_else(|| D::Error::custom("no such kind"))
    }
}
