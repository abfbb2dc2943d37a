//! What a page names: files it shows, articles it leads to. Read from its bytes, so the preview needs no second model.

use std::collections::BTreeMap;

use super::address;
use super::show::{Look, Show};
use crate::text::Language;

/// What a page names, by address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// Files with what tells whether they changed.
    pub files: BTreeMap<String, String>,
    /// Articles that readers do not see, with their state in words.
    pub marks: BTreeMap<String, String>,
}

/// Looks up every address in a page that is one of the portal.
pub(super) fn of(page: &[u8], base: &str, show: &dyn Show, language: Language) -> Uses {
    let mut uses = Uses::default();
    for address in addresses(&String::from_utf8_lossy(page)) {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        if uses.files.contains_key(address) || uses.marks.contains_key(address) {
            continue;
        }
        let Some(Look { stamp, state }) = output(address, base).and_then(|path| show.look(&path))
        else {
            continue;
        };
        uses.files
            .extend(stamp.map(|stamp| (address.to_owned(), stamp)));
        uses.marks
            .extend(state.map(|state| (address.to_owned(), state.words(language))));
    }
    uses
}

/// Words that begin with `/`: values of `src`, `href` and `srcset`. What else looks like one is no file of the portal.
fn addresses(page: &str) -> impl Iterator<Item = &str> {
    let between =
        |letter: char| matches!(letter, '"' | '\'' | ',' | '<' | '>') || letter.is_whitespace();
    page.split(between)
        .filter(|word| word.starts_with('/') && !word.starts_with("//") && word.len() > 1)
}

fn output(address: &str, base: &str) -> Option<String> {
    let path = address.strip_prefix(base)?.strip_prefix('/')?;
    Some(address::output(path))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_are_words_that_begin_with_a_slash() {
        let page = r#"<link href="/a.css"><img srcset="/b.png 1x, /c.png 2x" src='/d.png'><a href=https://x/y>/</a>"#;
        let found: Vec<_> = addresses(page).collect();
        assert_eq!(found, ["/a.css", "/b.png", "/c.png", "/d.png", "/a"]);
    }
}
