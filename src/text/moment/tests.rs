use super::*;
use Language::{En, Vi};
use proptest::prelude::*;

fn moment(year: i16, month: u8, day: u8, hour: u8, minute: u8) -> Moment {
    Moment::new(year, month, day, hour, minute).unwrap()
}

fn day(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

#[test]
fn the_date_line() {
    let at = moment(2022, 7, 11, 15, 30);
    assert_eq!(at.line(Vi), "Thứ Hai, 11/07/2022, 15:30 (GMT+7)");
    assert_eq!(at.line(En), "Monday, 11 July 2022, 15:30 (GMT+7)");
    assert_eq!(day("2022-07-11").line(Vi), "Thứ Hai, 11/07/2022");
    assert_eq!(day("2022-07-10").weekday_name(Vi), "Chủ Nhật");
    assert_eq!(day("2022-07-16").weekday_name(Vi), "Thứ Bảy");
}

#[test]
fn the_administrative_rule() {
    assert_eq!(day("2023-08-05").long(Vi), "ngày 05 tháng 8 năm 2023");
    assert_eq!(day("2023-02-01").long(Vi), "ngày 01 tháng 02 năm 2023");
    assert_eq!(day("2023-12-15").long(Vi), "ngày 15 tháng 12 năm 2023");
    assert_eq!(day("2023-08-05").long(En), "5 August 2023");
}

#[test]
fn forms_for_machines() {
    let at = moment(2022, 7, 11, 15, 30);
    assert_eq!(at.rfc3339(), "2022-07-11T15:30:00+07:00");
    assert_eq!(at.rfc2822(), "Mon, 11 Jul 2022 15:30:00 +0700");
    assert_eq!(at.unix_seconds(), 1_657_528_200);
    assert_eq!(at.time_text().as_deref(), Some("15:30"));
    assert_eq!(day("1970-01-01T07:00").unix_seconds(), 0);
    assert_eq!(Moment::of_unix_seconds(1_657_528_200), Some(at));
    assert_eq!(Moment::of_unix_seconds(i64::MAX), None);
    assert_eq!(at.without_time(), day("2022-07-11"));
    assert_eq!(day("2022-07-11").time_text(), None);
    assert_eq!(day("2022-07-11").rfc3339(), "2022-07-11T00:00:00+07:00");
}

#[test]
fn days_are_known_in_every_usual_form() {
    for text in [
        "2022-07-11",
        "11/07/2022",
        "11/7/2022",
        "11-7-2022",
        "11.07.2022",
        " 11/07/2022 ",
        "ngày 11 tháng 7 năm 2022",
        "Ngày 11 tháng 07 năm 2022",
        "11 tháng 7, 2022",
        "Thứ Hai, 11/07/2022",
        "thứ hai 11-7-2022",
        "Thứ 2, ngày 11/7/2022",
        "Thứ Hai, ngày 11 tháng 7 năm 2022",
        "nga\u{300}y 11 tha\u{301}ng 7 n\u{103}m 2022",
        "11 July 2022",
        "Monday, 11 July 2022",
    ] {
        let read = Moment::parse(text);
        assert_eq!(read, Some(day("2022-07-11")), "{text}");
        assert!(read.is_some_and(|at| !at.has_time()));
    }
}

#[test]
fn moments_are_known_in_every_usual_form() {
    for text in [
        "2022-07-11T15:30:00+07:00",
        "2022-07-11T15:30+07:00",
        "2022-07-11T15:30:00",
        "2022-07-11 15:30",
        "2022-07-11t15:30:00.000+0700",
        "2022-07-11T08:30:00Z",
        "2022-07-11 08:30 UTC",
        "2022-07-11T03:30:00-05:00",
        "2022-07-11T15:30:00+07",
        "11/07/2022 15:30",
        "11/07/2022, 15:30",
        "11-7-2022 - 15h30",
        "11/7/2022 15 giờ 30",
        "11/7/2022 15 giờ 30 phút",
        "11.7.2022 15:30:00",
        "ngày 11 tháng 7 năm 2022, 15:30",
        "Thứ Hai, 11/07/2022, 15:30 (GMT+7)",
        "11/07/2022 15:30 GMT+7",
        "11/07/2022 lúc 15h30",
        "15:30 ngày 11/07/2022",
        "15:30, Thứ Hai, 11-7-2022",
        "Thứ Hai: 15:30 ngày 11/07/2022",
        "Monday, 11 July 2022, 15:30 (GMT+7)",
        "Mon, 11 Jul 2022 15:30:00 +0700",
    ] {
        let read = Moment::parse(text);
        assert_eq!(read, Some(moment(2022, 7, 11, 15, 30)), "{text}");
    }
    assert_eq!(day("11/7/2022 15h").rfc3339(), "2022-07-11T15:00:00+07:00");
    assert_eq!(
        day("11/7/2022 15:30:05").rfc3339(),
        "2022-07-11T15:30:05+07:00"
    );
    assert_eq!(
        day("2022-12-31T18:00:00Z").rfc3339(),
        "2023-01-01T01:00:00+07:00"
    );
}

#[test]
fn impossible_and_unknown_moments_are_refused() {
    for text in [
        "",
        "hôm nay",
        "07/25/2022",
        "30/02/2022",
        "29/02/2023",
        "00/01/2022",
        "11/07/22",
        "11/07-2022",
        "11/07/2022 24:00",
        "11/07/2022 15:60",
        "11/07/2022 15:3",
        "11/07/202215:30",
        "2022-13-01",
        "2022-07-11T",
        "2022-07-11+07:00",
        "2022-07-11T15:30+99:00",
        "1899-12-31",
        "3000-01-01",
        "1900-01-01T00:00+09:00",
        "11 tháng 7",
        "11/07/2022 x",
        "111/07/2022",
        "15:30 15:30",
        "15:30",
        "thứ",
    ] {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
    assert_eq!(Moment::new(2022, 2, 30, 0, 0), None);
    assert_eq!(Moment::new(2022, 2, 3, 24, 0), None);
    assert_eq!(Moment::new(2022, 200, 3, 4, 0), None);
}

#[test]
fn days_can_be_counted() {
    assert_eq!(
        day("2024-12-31 10:00").plus_days(1),
        day("2025-01-01 10:00")
    );
    assert_eq!(day("2024-12-31").plus_days(u32::MAX), day("2999-12-31"));
}

#[test]
fn months_stand_alone() {
    assert_eq!((month_name(7, Vi), month_name(7, En)), ("Tháng 7", "July"));
    assert_eq!((month_name(0, Vi), month_name(13, En)), ("", ""));
}

#[test]
fn moments_are_ordered() {
    assert!(day("2022-07-10 23:00") < day("2022-07-11"));
    assert!(day("2022-07-11") < day("2022-07-11 00:00"));
    assert!(day("2022-07-11 00:00") < day("2022-07-11 00:01"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(year in 1900i16..3000, month in 1u8..13, dom in 1u8..32, hour in 0u8..24, minute in 0u8..60) {
        if let Some(at) = Moment::new(year, month, dom, hour, minute) {
            for text in [at.line(Vi), at.line(En), at.rfc3339(), at.rfc2822(), at.to_string()] {
                prop_assert_eq!(Moment::parse(&text), Some(at), "{}", text);
            }
            let date = day(&at.iso_date());
            for text in [date.line(Vi), date.line(En), date.short(Vi), date.short(En), date.long(Vi), date.to_string()] {
                prop_assert_eq!(Moment::parse(&text), Some(date), "{}", text);
            }
            let json = serde_json::to_string(&date).unwrap();
            prop_assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), date);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "[0-9/:T+Z hgiờngàthứ,.-]{0,24}|\\PC*") {
        if let Some(at) = Moment::parse(&text) {
            prop_assert_eq!(Moment::parse(&at.to_string()), Some(at));
        }
    }
}
