//! Which article was saved last, and where its page is.

use std::sync::Arc;

use super::{State, kept_back};
use crate::files::{File, Files};
use crate::plan::Plan;
use crate::server::{self, Edited};
use crate::site::is_content;

/// More changed articles than this are no work of an editor's hand: a branch was changed, a folder copied.
const BY_HAND: usize = 5;

/// The content file that was saved last, of those that are new or other than they were.
pub fn newest(before: &Files, now: &Files) -> Option<String> {
    let is_content = |file: &&Arc<File>| is_content(&file.path);
    // One that was only looked at again, since its time could not tell, was not saved again.
    let is_saved = |file: &&Arc<File>| {
        let old = before.get(&file.path);
        old.is_none_or(|old| old.stamp != file.stamp)
    };
    let changed = now.news(before).filter(is_content).filter(is_saved);
    let changed: Vec<_> = changed.take(BY_HAND + 1).collect();
    let last = changed
        .iter()
        .max_by_key(|file| file.stamp.map(|stamp| stamp.modified))?;
    (changed.len() <= BY_HAND).then(|| last.path.to_string())
}

/// The source that was saved last.
pub struct Saved {
    source: String,
    generation: u64,
    /// Where its page was before: an article that came to be broken has only that.
    before: Option<String>,
}

impl State {
    /// Remembers what was saved before this plan was made, and where its page was.
    pub fn note_saved(&mut self) {
        if let Some(source) = self.saved.take() {
            let before = self
                .plan
                .as_deref()
                .and_then(|plan| page(plan, &source)?.ok());
            self.edited = Some(Saved {
                source,
                generation: self.generation,
                before,
            });
        }
    }

    /// The article that was saved last, as the plan has it now.
    pub fn edited(&self) -> Option<Edited> {
        let Saved {
            source,
            generation,
            before,
        } = self.edited.as_ref()?;
        let now = self.plan.as_deref().and_then(|plan| page(plan, source));
        let page = match (now, before) {
            (Some(Err(server::State::LeftOut)) | None, Some(before)) => Ok(before.clone()),
            (now, _) => now?,
        };
        Some(Edited {
            source: source.clone(),
            page,
            generation: *generation,
        })
    }
}

/// The address of a source's page, or why it has none. None when the plan does not know the source.
fn page(plan: &Plan, source: &str) -> Option<Result<String, server::State>> {
    let url = plan.site.url_of(plan.site.targets.get(source)?);
    Some(url.map(str::to_owned).map_err(|reason| {
        let state = kept_back::not_shown(plan, source, reason);
        state.map_or(server::State::LeftOut, |(_, told)| told.state)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::Stamp;

    fn files(saved: &[(&str, i64)]) -> Files {
        Files::in_memory(saved.iter().map(|(path, modified)| {
            File::in_memory(*path, Vec::new()).looking(Stamp {
                modified: *modified,
                ..Stamp::default()
            })
        }))
    }

    #[test]
    fn the_article_that_was_saved_last_is_followed() {
        let before = files(&[("content/a.md", 1), ("content/b.md", 1), ("site.toml", 1)]);
        for (now, expected) in [
            (
                vec![("content/a.md", 1), ("content/b.md", 1), ("site.toml", 9)],
                None,
            ),
            (
                vec![("content/a.md", 3), ("content/b.md", 2)],
                Some("content/a.md"),
            ),
            (
                vec![("content/a.md", 1), ("content/c.md", 2)],
                Some("content/c.md"),
            ),
            (vec![("content/a.md", 1), ("content/anh.jpg", 2)], None),
            (vec![], None),
        ] {
            let after = files(&now).like(&before, i64::MAX);
            assert_eq!(newest(&before, &after).as_deref(), expected, "{now:?}");
        }
    }

    #[test]
    fn what_no_hand_did_is_not_followed() {
        let paths: Vec<_> = (0..6)
            .map(|number| format!("content/{number}.md"))
            .collect();
        let many: Vec<_> = paths.iter().map(|path| (path.as_str(), 1)).collect();
        assert_eq!(newest(&Files::default(), &files(&many)), None);
        assert!(newest(&Files::default(), &files(&many[..5])).is_some());
    }
}
