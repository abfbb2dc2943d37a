//! What the preview is handed to show: files, and what there is to tell of them.

use std::sync::Arc;

use crate::diagnostic::Finding;
use crate::text::{Language, Moment};

/// What the preview shows now. Implemented by the `serve` command.
pub trait Show: Send + Sync + 'static {
    /// The path of the portal's `base_url`: `/cong`, or nothing for a portal at a host's root.
    fn base(&self) -> String;

    /// The file at an output path such as `tin-tuc/index.html` (decoded, checked, never with `..`).
    fn file(&self, path: &str) -> Option<Shown>;

    /// What can be told of a file without making it. None when there is no such file.
    fn look(&self, path: &str) -> Option<Look>;

    /// What is to be told beside a page, which may be missing.
    fn about(&self, path: &str) -> About;

    /// All findings, errors first; empty when all is well. Of templates, those seen so far.
    fn findings(&self) -> Vec<Finding>;

    /// Every article that readers do not see, or see as withdrawn: by state, then the newest first.
    fn kept_back(&self) -> Vec<KeptBack>;

    /// Grows with every change that browsers should see.
    fn generation(&self) -> u64;

    /// The article that was saved last.
    fn edited(&self) -> Option<Edited>;

    /// Headers that the web server will send with the portal's files, as far as they suit a preview.
    fn headers(&self) -> Vec<(&'static str, String)>;

    /// Through what the portal is looked at.
    fn lens(&self) -> Lens;

    /// Looks at the portal in another way, for everyone, as soon as it is planned anew.
    fn look_through(&self, lens: Lens);
}

/// One file of the portal, as it would be published.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Its media type, `text/html`; the preview adds the charset where one belongs.
    pub media_type: String,
}

/// A file from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Another word whenever the bytes are others; none for what is made when it is asked for.
    pub stamp: Option<String>,
    /// Why readers do not see it, if it is an article that they do not.
    pub state: Option<State>,
}

/// Why readers do not see an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Bản nháp.
    Draft,
    /// Chờ duyệt.
    Review,
    /// Hẹn giờ.
    Scheduled(Option<Moment>),
    /// Hết hạn.
    Expired(Option<Moment>),
    /// Đã gỡ: a notice stands at its address.
    Withdrawn(Option<Moment>),
    /// Left out because of its errors.
    LeftOut,
}

/// What is to be told beside a page.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The source that it is about, below the site's root.
    pub source: Option<String>,
    /// Why readers do not see it.
    pub state: Option<State>,
    /// Syllables (tiếng) and minutes of reading.
    pub length: Option<(usize, usize)>,
    /// Findings that concern it, errors first.
    pub findings: Vec<Finding>,
    /// Errors and warnings of the whole portal.
    pub counts: (usize, usize),
}

/// An article that readers do not see, or see as withdrawn.
#[derive(Clone, Debug)]
pub struct KeptBack {
    /// Why.
    pub state: State,
    /// Its title, or its path when it has none.
    pub title: String,
    /// Its source below the site's root.
    pub source: String,
    /// Its address in the preview, when it is shown there.
    pub address: Option<String>,
}

/// The article, category or home page that was saved last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its source, below the site's root.
    pub source: String,
    /// The address of its page without the path of `base_url`, or why it has none.
    pub page: Result<String, State>,
    /// The generation that came of it.
    pub generation: u64,
}

/// Through what the portal is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    /// The moment; none: as time goes by.
    pub now: Option<Moment>,
    /// With drafts, articles that wait for approval and scheduled ones.
    pub drafts: bool,
}

impl State {
    /// The state in words for a bar or a list: `Hẹn giờ 08:00 01/08/2022`.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
        let (words, moment) = match self {
            Self::Draft => (pick("Bản nháp", "Draft"), None),
            Self::Review => (pick("Chờ duyệt", "Waiting for approval"), None),
            Self::Scheduled(moment) => (pick("Hẹn giờ", "Scheduled"), moment),
            Self::Expired(moment) => (pick("Hết hạn", "Expired"), moment),
            Self::Withdrawn(moment) => (pick("Đã gỡ", "Withdrawn"), moment),
            Self::LeftOut => (pick("Có lỗi, chưa đăng", "Left out: it has errors"), None),
        };
        match moment {
            Some(moment) => format!("{words} {}", clock(moment, language)),
            None => words.to_owned(),
        }
    }

    /// The state without its moment, to sort and head lists by.
    #[must_use]
    pub fn kind(self) -> Self {
        match self {
            Self::Scheduled(_) => Self::Scheduled(None),
            Self::Expired(_) => Self::Expired(None),
            Self::Withdrawn(_) => Self::Withdrawn(None),
            state => state,
        }
    }
}

/// `08:00 01/08/2022`, or the day alone.
#[must_use]
pub fn clock(moment: Moment, language: Language) -> String {
    let day = moment.short(language);
    match moment.time_text() {
        Some(time) => format!("{time} {day}"),
        None => day,
    }
}
