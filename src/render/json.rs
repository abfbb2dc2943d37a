//! JSON for a `<script>` element, written straight to text.

use std::fmt::Write as _;

use super::plain;
use crate::text::escape;

/// What a property of a thing may hold.
pub trait Value {
    /// Appends it as JSON; nothing when there is nothing to tell.
    fn write(&self, out: &mut String);
}

/// A text without control characters, which the page does not show either.
impl Value for &str {
    fn write(&self, out: &mut String) {
        escape::push_json(&plain::text(self), out);
    }
}

impl Value for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl Value for bool {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Value for usize {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl Value for u32 {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "{self}");
    }
}

impl<T: Value> Value for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

impl<T: Value> Value for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, value) in self.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            value.write(out);
        }
        out.push(']');
    }
}

/// A thing with its properties.
pub struct Node(Vec<(&'static str, String)>);

impl Node {
    /// A thing of a type.
    pub fn of(kind: &str) -> Self {
        Self::default().with("@type", kind)
    }

    /// With a property; one without a value is left out.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: impl Value) -> Self {
        let mut json = String::new();
        value.write(&mut json);
        if !matches!(json.as_str(), "" | "\"\"" | "[]") {
            self.0.push((property, json));
        }
        self
    }
}

impl Default for Node {
    fn default() -> Self {
        Self(Vec::with_capacity(16))
    }
}

/// Its properties stand in the order of their names.
impl Value for Node {
    fn write(&self, out: &mut String) {
        let mut properties: Vec<_> = self.0.iter().collect();
        properties.sort_unstable_by_key(|(property, _)| *property);
        for (at, (property, json)) in properties.into_iter().enumerate() {
            out.push(if at > 0 { ',' } else { '{' });
            out.extend(["\"", property, "\":", json]);
        }
        out.push('}');
    }
}
