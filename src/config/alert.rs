//! `[alert]`: a warning of storm, flood or fire on top of every page, while it is in force (REQ-H17).

use super::fields::{NOTICE_TEXT, NOTICE_TEXT_EN, NOTICE_URL};
use super::values::Notice;
use crate::diagnostic::{Finding, rules};
use crate::record::{Field, Record, Shape};
use crate::text::{Language, Moment, Source};

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What it says, and where it leads.
    pub notice: Notice,
    /// How grave it is.
    pub level: Level,
    /// When it comes into force; none: it is.
    pub from: Option<Moment>,
    /// When it is over; none: when somebody takes it out.
    pub until: Option<Moment>,
}

/// How grave a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Khẩn cấp: lives are in danger.
    Urgent,
    /// Lưu ý: be prepared.
    Caution,
}

const LEVELS: &[(&str, &str)] = &[("urgent", "khan-cap"), ("caution", "luu-y")];

/// Keys of `[[alert]]`.
pub static ALERT: &[Field] = &[
    NOTICE_TEXT,
    NOTICE_TEXT_EN,
    NOTICE_URL,
    Field::new(
        "level",
        "muc_do",
        Shape::Choice(LEVELS),
        "Mức độ: urgent (khan-cap, nền đỏ) hoặc caution (luu-y, nền vàng). Mặc định urgent.",
        "urgent (red) or caution (gold). Default urgent.",
    ),
    Field::moment("from", "tu", "Hiện từ lúc này.", "Shown from then on."),
    Field::moment(
        "until",
        "den",
        "Hiện đến lúc này; chỉ ghi ngày thì đến hết ngày ấy.",
        "Shown until then; a day without a time: to its end.",
    ),
];

impl Level {
    /// Its name in settings and views.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Caution => "caution",
        }
    }
}

impl Alert {
    /// Whether it is in force.
    #[must_use]
    pub fn stands(&self, now: Moment) -> bool {
        let passed = |moment: Moment| moment.unix_seconds() <= now.unix_seconds();
        self.from.is_none_or(passed) && !self.until.map(end).is_some_and(passed)
    }

    /// When the clock will put it up or take it down.
    #[must_use]
    pub fn next_change(&self, now: Moment) -> Option<Moment> {
        let after = |moment: &Moment| moment.unix_seconds() > now.unix_seconds();
        let changes = [self.from, self.until.map(end)];
        changes.into_iter().flatten().filter(after).min()
    }

    pub(super) fn read(
        source: &Source,
        record: &Record,
        now: Moment,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let alert = Self {
            notice: Notice::read(source, record)?,
            level: match record.text("level") {
                Some("caution") => Level::Caution,
                _ => Level::Urgent,
            },
            from: record.moment("from"),
            until: record.moment("until"),
        };
        let place = source.place(record.place("until"));
        match (alert.from, alert.until) {
            (Some(from), Some(until)) if end(until) <= from => {
                let crossed = Finding::new(&rules::DATES_CROSSED)
                    .with("later", "until")
                    .with("earlier", "from");
                findings.push(crossed.at(place));
            }
            (_, Some(until)) if end(until).unix_seconds() <= now.unix_seconds() => {
                let over = Finding::new(&rules::ALERT_OVER)
                    .with("until", until.line(Language::Vi))
                    .with("until_en", until.line(Language::En));
                findings.push(over.at(place));
            }
            _ => {}
        }
        Some(alert)
    }
}

/// The end of a day that was given without a time: who is warned until Tuesday is warned on Tuesday.
fn end(until: Moment) -> Moment {
    if until.has_time() {
        until
    } else {
        until.plus_days(1)
    }
}
