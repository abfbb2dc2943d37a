//! What a kind of content is.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::picture::Cover;
use crate::diagnostic::Finding;
use crate::record::{Field, Record};
use crate::text::{Moment, Source};

/// A kind of content: what may be written in it and how the portal treats it.
pub struct Kind {
    /// English name, also of its template: `profile` is shown by `profile.html`.
    pub name: &'static str,
    /// Vietnamese name without marks.
    pub alias: &'static str,
    /// Stands in lists, feeds and archives, and must have a date.
    pub listed: bool,
    /// The keys it has besides [`super::ARTICLE`].
    pub fields: &'static [Field],
    /// Tells what is missing in a record of this kind.
    pub check: fn(&Source, &Record) -> Vec<Finding>,
    /// What a card shows of its person, if it is about one.
    pub person: fn(&Record) -> Option<Person>,
    /// Front matter of a new file, below title and date.
    pub starter: &'static str,
    /// Text of a new file.
    pub starter_body: &'static str,
}

/// A person as a card shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: EcoString,
    /// Where they live.
    pub place: EcoString,
    /// The good deed in one line.
    pub deed: String,
    /// The file of the portrait, its words and credit; only with consent.
    pub portrait: Option<Cover>,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Kind {}

impl Kind {
    /// The front matter and body of a new file. `usual` is the kind of its folder, which need not be said.
    #[must_use]
    pub fn new_file(&self, title: &str, now: Moment, id: &str, usual: &Self) -> String {
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        let kind = if self == usual {
            String::new()
        } else {
            format!("kind = \"{}\"\n", self.name)
        };
        let date = now.rfc3339();
        let date = if self.listed {
            format!("date = {date}\n")
        } else {
            format!("updated = {date}\n")
        };
        let (starter, body) = (self.starter, self.starter_body);
        format!("+++\ntitle = \"{title}\"\n{date}{kind}id = \"{id}\"\n{starter}+++\n\n{body}")
    }
}
