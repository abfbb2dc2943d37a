//! Dates of a text. However a day is written, `30/4`, `30-4`, `ngày 30 tháng 4 năm 1975`, it is one syllable of the name
//! `30/4`; its year stands behind it.

/// The date that begins with a syllable: how many syllables it takes, and its name. `syllable` gives the form of each, and
/// the mark that alone stands before it.
pub fn date<'a>(
    at: usize,
    syllable: impl Fn(usize) -> Option<(&'a str, Option<char>)>,
) -> Option<(usize, String)> {
    let form = |at| syllable(at).map_or("", |(form, _)| form);
    let mark = |at| match syllable(at)?.1? {
        '–' => Some('-'),
        mark => Some(mark),
    };
    let is = |at, either: [&str; 2]| either.contains(&form(at));
    let day_at = at + usize::from(is(at, ["ngày", "ngay"]));
    let day = number(form(day_at), 31)?;
    let in_words = is(day_at + 1, ["tháng", "thang"]);
    let month_at = day_at + 1 + usize::from(in_words);
    let month = number(form(month_at), 12)?;
    if !in_words {
        let between = mark(month_at).filter(|mark| matches!(mark, '/' | '-'))?;
        // `2022-05-08` is another order.
        let goes_before =
            day_at > 0 && is_number(form(day_at - 1)) && mark(day_at) == Some(between);
        // Of `3-4/5` the fourth of May is one.
        let is_span = between == '-' && mark(month_at + 1) == Some('/');
        if goes_before || is_span {
            return None;
        }
    }
    let has_year = is(month_at + 1, ["năm", "nam"])
        && form(month_at + 2).len() == 4
        && is_number(form(month_at + 2));
    let end = month_at + 1 + usize::from(has_year);
    Some((end - at, format!("{day}/{month}")))
}

fn number(form: &str, most: u8) -> Option<u8> {
    let number = form.parse().ok().filter(|_| is_number(form))?;
    (1..=most).contains(&number).then_some(number)
}

fn is_number(form: &str) -> bool {
    form.bytes().all(|byte| byte.is_ascii_digit())
}
