//! A rule is remembered by its code.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use super::{Rule, rules};

pub fn serialize<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.code)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
    let code = Cow::<str>::deserialize(deserializer)?;
    rules::all()
        .find(|rule| rule.code == code)
        .ok_or_else(|| D::Error::custom("no such rule"))
}
