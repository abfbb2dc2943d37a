//! The reader of moments (REQ-V9).

use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::super::normal;
use super::{MONTHS, Moment, VIETNAM, WEEKDAYS};

/// A moment in any of the forms that [`Moment::parse`] names.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let lower = normal::repair(text.trim()).to_lowercase();
    let mut reader = Reader { rest: &lower };
    if !lower.starts_with(|first: char| first.is_ascii_digit()) {
        reader.weekday();
    }
    let early = reader.attempt(Reader::time_before_date);
    let date = reader.date()?;
    let (time, zone) = match early {
        Some(time) => (Some(time), VIETNAM),
        None if reader.rest.is_empty() => (None, VIETNAM),
        None => reader
            .time_after_date()
            .map(|(time, zone)| (Some(time), zone))?,
    };
    let moment = Moment::of_parts(date, time)?;
    let at = VIETNAM.to_datetime(zone.to_timestamp(moment.at).ok()?);
    reader
        .rest
        .is_empty()
        .then_some(Moment { at, ..moment })?
        .in_range()
}

/// What is left to read, in lower case. A method that finds nothing reads nothing.
#[derive(Clone, Copy)]
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn date(&mut self) -> Option<Date> {
        self.eat("ngày ");
        self.attempt(Self::iso_date)
            .or_else(|| self.attempt(Self::marked_date))
            .or_else(|| self.attempt(Self::worded_date))
            .or_else(|| self.attempt(Self::english_date))
    }

    /// `2022-07-11`
    fn iso_date(&mut self) -> Option<Date> {
        let year = self.number(4, 4)?;
        self.expect("-")?;
        let month = self.number(2, 2)?;
        self.expect("-")?;
        Self::checked_date(self.number(2, 2)?, month, year)
    }

    /// `11/7/2022`, and with `-` or `.`
    fn marked_date(&mut self) -> Option<Date> {
        let day = self.number(1, 2)?;
        let mark = ["/", "-", "."].into_iter().find(|mark| self.eat(mark))?;
        let month = self.number(1, 2)?;
        self.expect(mark)?;
        Self::checked_date(day, month, self.number(4, 4)?)
    }

    /// `11 tháng 7 năm 2022`
    fn worded_date(&mut self) -> Option<Date> {
        let day = self.number(1, 2)?;
        self.expect(" tháng ")?;
        let month = self.number(1, 2)?;
        [", năm ", " năm ", ", "]
            .into_iter()
            .find(|word| self.eat(word))?;
        Self::checked_date(day, month, self.number(4, 4)?)
    }

    /// `11 July 2022` and `11 Jul 2022`
    fn english_date(&mut self) -> Option<Date> {
        let day = self.number(1, 2)?;
        self.expect(" ")?;
        let index = MONTHS.iter().position(|(_, name)| self.eat_english(name))?;
        self.expect(" ")?;
        Self::checked_date(day, i8::try_from(index).ok()? + 1, self.number(4, 4)?)
    }

    fn checked_date(day: i8, month: i8, year: i16) -> Option<Date> {
        Date::new(year, month, day).ok()
    }

    /// `15:30, thứ hai, ` with the date to follow
    fn time_before_date(&mut self) -> Option<Time> {
        let time = self.time()?;
        self.separator()?;
        self.weekday();
        Some(time)
    }

    /// `, 15:30 (gmt+7)`, `t15:30z`, ` lúc 15h30`
    fn time_after_date(&mut self) -> Option<(Time, Offset)> {
        if !self.eat("t") {
            self.separator()?;
            self.eat("lúc ");
        }
        let time = self.time()?;
        self.skip(&[' ']);
        let zone = if self.rest.is_empty() {
            VIETNAM
        } else {
            self.zone()?
        };
        Some((time, zone))
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.number(1, 2)?;
        let mut second = 0;
        let minute = if self.eat(":") {
            let minute = self.number(2, 2)?;
            if self.eat(":") {
                second = self.number(2, 2)?;
                self.attempt(Self::fraction);
            }
            minute
        } else if self.eat("h") {
            self.attempt(|reader| reader.number(2, 2)).unwrap_or(0)
        } else {
            self.expect(" giờ")?;
            self.attempt(Self::worded_minute).unwrap_or(0)
        };
        Time::new(hour, minute, second, 0).ok()
    }

    /// ` 30` and ` 30 phút`
    fn worded_minute(&mut self) -> Option<i8> {
        self.expect(" ")?;
        let minute = self.number(1, 2)?;
        self.eat(" phút");
        Some(minute)
    }

    /// `.123`, of no use here
    fn fraction(&mut self) -> Option<u64> {
        self.expect(".")?;
        self.number(1, 9)
    }

    /// `z`, `+07:00`, `+0700`, `+07`, `gmt+7`, `(gmt+7)`
    fn zone(&mut self) -> Option<Offset> {
        let is_bracketed = self.eat("(");
        let is_universal = ["z", "gmt", "utc"].into_iter().any(|name| self.eat(name));
        let seconds = match self.attempt(Self::offset) {
            Some(seconds) => seconds,
            None if is_universal => 0,
            None => return None,
        };
        if is_bracketed {
            self.expect(")")?;
        }
        Offset::from_seconds(seconds).ok()
    }

    fn offset(&mut self) -> Option<i32> {
        let sign = if self.eat("-") {
            -1
        } else {
            self.expect("+").map(|()| 1)?
        };
        let (hours, minutes) =
            if let Some(joined) = self.attempt(|reader| reader.number::<i32>(4, 4)) {
                (joined / 100, joined % 100)
            } else {
                let hours = self.number(1, 2)?;
                (hours, if self.eat(":") { self.number(2, 2)? } else { 0 })
            };
        (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
    }

    /// A weekday is read over: the date says it, too.
    fn weekday(&mut self) {
        let is_read = WEEKDAYS.iter().zip(2..).any(|((vi, en), number)| {
            self.eat_word(&vi.to_lowercase())
                || self.eat_word(&format!("thứ {number}"))
                || self.eat_english(en)
        });
        if is_read || self.eat_word("cn") {
            self.skip(&[',', ':', ' ']);
        }
    }

    fn eat_english(&mut self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        self.eat_word(&lower) || self.eat_word(&lower[..3])
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let after = self
            .rest
            .strip_prefix(word)
            .filter(|after| !after.starts_with(char::is_alphanumeric));
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn separator(&mut self) -> Option<()> {
        let before = self.rest.len();
        self.skip(&[' ', ',', '-']);
        (self.rest.len() < before).then_some(())
    }

    fn skip(&mut self, letters: &[char]) {
        self.rest = self.rest.trim_start_matches(letters);
    }

    fn eat(&mut self, token: &str) -> bool {
        self.expect(token).is_some()
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    /// A number of at least and at most so many digits, and all of them.
    fn number<N: FromStr>(&mut self, least: usize, most: usize) -> Option<N> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&length) {
            return None;
        }
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        digits.parse().ok()
    }

    /// Tries to read something; goes back to the start of it when that fails.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.rest;
        let found = read(self);
        if found.is_none() {
            self.rest = start;
        }
        found
    }
}
