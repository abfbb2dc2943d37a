//! Lưu trữ: years, months, days.

use super::cards::{cards, date};
use super::lists::part_name;
use super::{info, is_front};
use crate::plan::lists::{self, month_parts, months};
use crate::plan::view::{
    ArchiveView, ArchiveYearView, Content, DayView, LinkView, MonthView, PageView,
};
use crate::plan::{Part, Plan};
use crate::site::{Edition, EntryId, Routes};
use crate::text::Moment;
use crate::theme::Words;

/// The years, or the months of a year.
pub fn archive(plan: &Plan, number: usize, year: Option<i16>) -> PageView {
    let edition = &plan.site.editions[number];
    let words = plan.theme.words(edition.language);
    let front = edition.routes.archive();
    let title = year.map_or_else(
        || words.get("archive").to_owned(),
        |year| year_title(words, year),
    );
    let above = year.map(|_| (words.get("archive").to_owned(), front.clone()));
    let url = year.map_or_else(|| front.clone(), |year| Routes::year(&front, year));
    let view = match year {
        None => ArchiveView {
            years: years(plan, edition),
            ..ArchiveView::default()
        },
        Some(year) => {
            let (newer, older) = years_beside(plan, edition, year);
            ArchiveView {
                months: months_of(plan, edition, year),
                year: Some(year),
                newer,
                older,
                ..ArchiveView::default()
            }
        }
    };
    let page = info::begin(plan, edition, "archive", &title, &url)
        .described(
            if year.is_some() {
                "archive_year_description"
            } else {
                "archive_intro"
            },
            &[("year", &year.unwrap_or_default().to_string())],
        )
        .below(edition, above);
    let page = match year {
        Some(_) => page,
        None => page.in_all_editions(|edition| {
            (!edition.listed.is_empty()).then(|| edition.routes.archive())
        }),
    };
    page.show(Content::Archive(view))
}

/// A part of a month.
pub fn month(plan: &Plan, number: usize, (year, month): (i16, u8), part: Part) -> PageView {
    let edition = &plan.site.editions[number];
    let words = plan.theme.words(edition.language);
    let front = edition.routes.month(year, month);
    let entries = lists::month(edition, (year, month));
    let parts = month_parts(edition, &front, entries);
    let name = month_title(plan, edition, year, month);
    let title = match part {
        Part::Page(..) => format!("{name}, {}", part_name(words, part)),
        _ => name.clone(),
    };
    let (newer, older) = parts.beside(part, |part| part_name(words, part));
    let older = older.or_else(|| month_before(plan, edition, (year, month)));
    let with_base = |link: LinkView| LinkView {
        url: plan.site.config.base.url(&link.url),
        ..link
    };
    let view = ArchiveView {
        year: Some(year),
        days: days(plan, edition, parts.entries(part)),
        newer: newer.map(with_base),
        older: older.map(with_base),
        ..ArchiveView::default()
    };
    let archive = edition.routes.archive();
    let mut above = vec![
        (words.get("archive").to_owned(), archive.clone()),
        (year_title(words, year), Routes::year(&archive, year)),
    ];
    if !is_front(part) {
        above.push((name, front.clone()));
    }
    info::begin(plan, edition, "archive", &title, &parts.url(part))
        .described(
            "month_description",
            &[("month", &month.to_string()), ("year", &year.to_string())],
        )
        .below(edition, above)
        .show(Content::Archive(view))
}

/// The years of the archive. Nothing counts the newest, so that one article more leaves these pages alone.
pub fn years(plan: &Plan, edition: &Edition) -> Vec<ArchiveYearView> {
    let mut years: Vec<i16> = months(edition).map(|((year, _), _)| year).collect();
    years.dedup();
    let view = |(place, year): (usize, i16)| {
        let url = Routes::year(&edition.routes.archive(), year);
        let of_year = months(edition).filter(|((of, _), _)| *of == year);
        let count = of_year.map(|(_, entries)| entries.len()).sum();
        ArchiveYearView {
            year,
            url: plan.site.config.base.url(&url),
            count: (place > 0).then_some(count),
            months: months_of(plan, edition, year),
        }
    };
    years.into_iter().enumerate().map(view).collect()
}

/// The years after and before one that have articles, with their addresses.
pub fn years_beside(
    plan: &Plan,
    edition: &Edition,
    year: i16,
) -> (Option<LinkView>, Option<LinkView>) {
    let others = || months(edition).map(|((other, _), _)| other);
    let words = plan.theme.words(edition.language);
    let link = |year: i16| LinkView {
        title: year_title(words, year),
        url: plan
            .site
            .config
            .base
            .url(&Routes::year(&edition.routes.archive(), year)),
    };
    let newer = others().take_while(|other| *other > year).last();
    let older = others().find(|other| *other < year);
    (newer.map(link), older.map(link))
}

/// The twelve months of a year.
pub fn months_of(plan: &Plan, edition: &Edition, year: i16) -> Vec<MonthView> {
    let newest = months(edition).next().map(|(month, _)| month);
    let view = |number: u8| {
        let entries = lists::month(edition, (year, number));
        let url = edition.routes.month(year, number);
        MonthView {
            number,
            name: crate::text::moment::month_name(number, edition.language),
            title: month_title(plan, edition, year, number),
            url: (!entries.is_empty()).then(|| plan.site.config.base.url(&url)),
            count: Some(entries.len()).filter(|_| newest != Some((year, number))),
        }
    };
    (1..=12).map(view).collect()
}

/// The month before one that has articles, with its address.
pub fn month_before(plan: &Plan, edition: &Edition, month: (i16, u8)) -> Option<LinkView> {
    let (before, _) = months(edition).find(|(other, _)| *other < month)?;
    let (year, month) = before;
    Some(LinkView {
        title: month_title(plan, edition, year, month),
        url: edition.routes.month(year, month),
    })
}

fn year_title(words: &Words, year: i16) -> String {
    words.fill("archive_year_title", &[("year", &year.to_string())])
}

fn month_title(plan: &Plan, edition: &Edition, year: i16, month: u8) -> String {
    let name = crate::text::moment::month_name(month, edition.language);
    let number = month.to_string();
    let words = [
        ("month", number.as_str()),
        ("name", name),
        ("year", &year.to_string()),
    ];
    plan.theme
        .words(edition.language)
        .fill("month_title", &words)
}

fn days(plan: &Plan, edition: &Edition, entries: &[EntryId]) -> Vec<DayView> {
    let day = |id: EntryId| plan.site.entries[id].date.map(Moment::without_time);
    let days = entries.chunk_by(|a, b| day(*a) == day(*b));
    let view = |ids: &[EntryId]| {
        Some(DayView {
            date: date(day(ids[0])?, edition.language),
            items: cards(plan, ids),
        })
    };
    days.filter_map(view).collect()
}
