//! Moments in Vietnam: read the way people write them (REQ-V9), shown in one form everywhere (REQ-A2, REQ-V10, REQ-V11).

mod parse;

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Language;

/// A moment in Vietnam's time, +07:00, between 1900 and 2999; of a day, or of a second of a day.
///
/// Serialised as RFC 3339 for people, `2022-07-11T15:30:00+07:00`, or `2022-07-11` without a time of day; as seconds of
/// Unix time in binary forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    at: DateTime,
    has_time: bool,
}

impl Moment {
    /// The beginning of Unix time in Vietnam: what a clock says that was never set.
    pub const EARLIEST: Self = Self {
        at: DateTime::constant(1970, 1, 1, 7, 0, 0, 0),
        has_time: true,
    };

    /// A moment of a day; [`None`] when there is no such moment between 1900 and 2999.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8, hour: u8, minute: u8) -> Option<Self> {
        let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Self::of_parts(date, Some(time))
    }

    /// Reads a moment (REQ-V9); [`None`] when it is in no known form, or impossible, or not between 1900 and 2999.
    ///
    /// Known forms: `2022-07-11`, `2022-07-11T15:30:00+07:00` (also with a space, without seconds or zone, with
    /// another zone, which is converted), `11/07/2022`, `11-7-2022`, `11.7.2022`, `ngày 11 tháng 7 năm 2022`,
    /// `11 July 2022`; with or without `15:30`, `15:30:05`, `15h30` or `15 giờ 30` before or after,
    /// `(GMT+7)` after, and a weekday before. The day stands before the month, always.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse::moment(text)
    }

    /// The moment of a Unix time, as of the clock or of a file; [`None`] when it is not between 1900 and 2999.
    #[must_use]
    pub fn of_unix_seconds(seconds: i64) -> Option<Self> {
        let at = VIETNAM.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
        Self { at, has_time: true }.in_range()
    }

    /// The day of this moment, without a time.
    #[must_use]
    pub fn without_time(self) -> Self {
        Self {
            at: self.at.date().into(),
            has_time: false,
        }
    }

    /// The same moment with a time of day: a clock that says only the day stands at its beginning.
    #[must_use]
    pub fn with_time(self) -> Self {
        Self {
            has_time: true,
            ..self
        }
    }

    /// The year, 1900 to 2999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.at.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.at.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.at.day().unsigned_abs()
    }

    /// The hour, 0 to 23; 0 when no time was given.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.at.hour().unsigned_abs()
    }

    /// The minute, 0 to 59; 0 when no time was given.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.at.minute().unsigned_abs()
    }

    /// Whether a time of day was given.
    #[must_use]
    pub const fn has_time(self) -> bool {
        self.has_time
    }

    /// `2022-07-11T15:30:00+07:00`; midnight when no time was given.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let mut text = String::with_capacity(25);
        self.push_iso_date(&mut text);
        text.push('T');
        self.push_clock(&mut text);
        text.push_str("+07:00");
        text
    }

    /// `Mon, 11 Jul 2022 15:30:00 +0700`, for RSS.
    #[must_use]
    pub fn rfc2822(self) -> String {
        let weekday = &self.weekday_name(Language::En)[..3];
        let month = &month_name(self.month(), Language::En)[..3];
        let mut clock = String::with_capacity(8);
        self.push_clock(&mut clock);
        format!(
            "{weekday}, {:02} {month} {:04} {clock} +0700",
            self.day(),
            self.year(),
        )
    }

    /// `2022-07-11`.
    #[must_use]
    pub fn iso_date(self) -> String {
        let mut text = String::with_capacity(10);
        self.push_iso_date(&mut text);
        text
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        VIETNAM
            .to_timestamp(self.at)
            .map_or(0, jiff::Timestamp::as_second)
    }

    /// So many days later, at the same time of day; never after 2999.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.shifted(i64::from(days))
    }

    /// The date line of an article (REQ-A2): `Thứ Hai, 11/07/2022, 15:30 (GMT+7)`, or `Thứ Hai, 11/07/2022`.
    #[must_use]
    pub fn line(self, language: Language) -> String {
        let mut line = String::with_capacity(48);
        line.extend([self.weekday_name(language), ", ", &self.short(language)]);
        if let Some(time) = self.time_text() {
            line.extend([", ", &time, " (GMT+7)"]);
        }
        line
    }

    /// `11/07/2022` or `11 July 2022`.
    #[must_use]
    pub fn short(self, language: Language) -> String {
        match language {
            Language::Vi => {
                let mut text = String::with_capacity(10);
                push_two(self.day(), &mut text);
                text.push('/');
                push_two(self.month(), &mut text);
                text.push('/');
                push_year(self.year(), &mut text);
                text
            }
            Language::En => format!(
                "{} {} {:04}",
                self.day(),
                month_name(self.month(), language),
                self.year()
            ),
        }
    }

    /// The date of a document, `ngày 05 tháng 8 năm 2023` or `5 August 2023`.
    ///
    /// Decree 30/2020 (REQ-V10) wants a zero before days below 10 and before the months 1 and 2, but no others.
    #[must_use]
    pub fn long(self, language: Language) -> String {
        match language {
            Language::Vi => {
                let mut text = String::with_capacity(32);
                text.push_str("ngày ");
                push_two(self.day(), &mut text);
                text.push_str(" tháng ");
                match self.month() {
                    month @ 3..10 => text.push(digit(month)),
                    month => push_two(month, &mut text),
                }
                text.push_str(" năm ");
                push_year(self.year(), &mut text);
                text
            }
            Language::En => self.short(language),
        }
    }

    /// `15:30`, if a time was given.
    #[must_use]
    pub fn time_text(self) -> Option<String> {
        self.has_time.then(|| {
            let mut text = String::with_capacity(5);
            push_two(self.hour(), &mut text);
            text.push(':');
            push_two(self.minute(), &mut text);
            text
        })
    }

    /// `Thứ Hai` or `Monday` (REQ-V11).
    #[must_use]
    pub fn weekday_name(self, language: Language) -> &'static str {
        let from_monday = usize::from(self.at.weekday().to_monday_zero_offset().unsigned_abs());
        let (vi, en) = WEEKDAYS[from_monday];
        language.pick(vi, en)
    }

    fn of_parts(date: Date, time: Option<Time>) -> Option<Self> {
        let at = date.to_datetime(time.unwrap_or_default());
        Self {
            at,
            has_time: time.is_some(),
        }
        .in_range()
    }

    fn in_range(self) -> Option<Self> {
        (FIRST.year()..=LAST.year())
            .contains(&self.at.year())
            .then_some(self)
    }

    fn shifted(self, days: i64) -> Self {
        let (first, last) = (
            FIRST.to_datetime(self.at.time()),
            LAST.to_datetime(self.at.time()),
        );
        let at = self
            .at
            .saturating_add(days.clamp(-SPAN, SPAN).days())
            .clamp(first, last);
        Self { at, ..self }
    }

    fn push_iso_date(self, text: &mut String) {
        push_year(self.year(), text);
        text.push('-');
        push_two(self.month(), text);
        text.push('-');
        push_two(self.day(), text);
    }

    fn push_clock(self, text: &mut String) {
        push_two(self.hour(), text);
        text.push(':');
        push_two(self.minute(), text);
        text.push(':');
        push_two(self.at.second().unsigned_abs(), text);
    }
}

// Every card of every list has four dates: digits are cheaper than what `format!` can do in general.

fn push_year(year: i16, text: &mut String) {
    let year = year.unsigned_abs();
    for hundreds in [year / 100, year % 100] {
        push_two(u8::try_from(hundreds).unwrap_or_default(), text);
    }
}

fn push_two(number: u8, text: &mut String) {
    text.push(digit(number / 10));
    text.push(digit(number % 10));
}

const fn digit(number: u8) -> char {
    (b'0' + number) as char
}

/// The name of a month standing alone, `Tháng 7` or `July` (REQ-V11); empty when there is no such month.
#[must_use]
pub fn month_name(month: u8, language: Language) -> &'static str {
    let names = usize::from(month)
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index));
    names.map_or("", |(vi, en)| language.pick(vi, en))
}

impl fmt::Display for Moment {
    /// The serialised form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&if self.has_time {
            self.rfc3339()
        } else {
            self.iso_date()
        })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.unix_seconds(), self.has_time).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (seconds, has_time) = Deserialize::deserialize(deserializer)?;
            let moment = Self::of_unix_seconds(seconds);
            return moment
                .map(|moment| Self { has_time, ..moment })
                .ok_or_else(|| de::Error::custom("not a moment"));
        }
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format_args!("not a moment: {text}")))
    }
}

const VIETNAM: Offset = Offset::constant(7);
const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(2999, 12, 31);
/// More days than from [`FIRST`] to [`LAST`], and few enough for a span.
const SPAN: i64 = 500_000;

const WEEKDAYS: [(&str, &str); 7] = [
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ Nhật", "Sunday"),
];

const MONTHS: [(&str, &str); 12] = [
    ("Tháng 1", "January"),
    ("Tháng 2", "February"),
    ("Tháng 3", "March"),
    ("Tháng 4", "April"),
    ("Tháng 5", "May"),
    ("Tháng 6", "June"),
    ("Tháng 7", "July"),
    ("Tháng 8", "August"),
    ("Tháng 9", "September"),
    ("Tháng 10", "October"),
    ("Tháng 11", "November"),
    ("Tháng 12", "December"),
];

#[cfg(test)]
mod tests;
