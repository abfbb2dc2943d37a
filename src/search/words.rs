//! A text as the syllables that search knows it by.

use super::{dates, letters};
use crate::text::Language;

/// Calls for every syllable of a text, in order, in lower case, with the mark that alone stands before it.
///
/// Runs of letters are syllables, and runs of digits: `covid19` is two, `12/2025/QĐ-UBND` is four; `H'Mông` and `don't` are one.
pub fn each(text: &str, mut take: impl FnMut(&str, Option<char>)) {
    let mut word = String::new();
    // An apostrophe behind a letter: whether it joins is told by what follows.
    let mut may_join = false;
    let mut marks = (0, ' ');
    let mut end = |word: &mut String, marks: &mut (usize, char)| {
        take(word, (marks.0 == 1).then_some(marks.1));
        word.clear();
        marks.0 = 0;
    };
    let mut step = |letter: char| {
        let joined = std::mem::take(&mut may_join);
        if is_inside(letter) {
            let last = word.bytes().next_back();
            let is_other = last.is_some_and(|it| it.is_ascii_digit() != letter.is_ascii_digit());
            if is_other {
                end(&mut word, &mut marks);
            }
            word.push(letter);
            return;
        }
        if !word.is_empty() {
            let is_number = word.ends_with(|it: char| it.is_ascii_digit());
            may_join = !joined && !is_number && matches!(letter, '\'' | '’');
            if may_join {
                return;
            }
            end(&mut word, &mut marks);
        }
        if !letter.is_whitespace() {
            marks = (marks.0 + 1, letter);
        }
    };
    // Letter by letter, as a browser does that must know where each stood.
    for letter in text.chars() {
        if letter.is_ascii() {
            step(letter.to_ascii_lowercase());
        } else {
            step(letter.to_lowercase().next().unwrap_or(letter));
        }
    }
    // Ends the last word.
    step(' ');
    step(' ');
}

fn is_inside(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    // Vietnamese letters, without a search in Unicode's tables.
    matches!(letter, 'ß'..='ö' | 'ø'..='ƿ' | 'ạ'..='ỹ') || letter.is_alphanumeric()
}

/// A syllable in lower case as its form. Numbers lose their leading zeros, so that `05/8` is `5/8`; English words lose the
/// ending of their plural.
#[must_use]
pub fn form(word: &str, language: Language) -> String {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = word.trim_start_matches('0');
        let number = if number.is_empty() { "0" } else { number };
        return number.to_owned();
    }
    match language {
        Language::Vi => letters::form(word),
        Language::En => singular(word),
    }
}

/// The forms of a text's syllables, of which a date is one.
#[must_use]
pub fn forms(text: &str, language: Language) -> Vec<String> {
    let mut all = Vec::new();
    each(text, |word, mark| {
        all.push((form(word, language), mark));
    });
    let mut forms = Vec::new();
    let mut at = 0;
    while let Some((form, _)) = all.get(at) {
        let date = dates::date(at, |at| {
            all.get(at).map(|(form, mark)| (form.as_str(), *mark))
        });
        let (length, form) = date.unwrap_or_else(|| (1, form.clone()));
        forms.push(form);
        at += length;
    }
    forms
}

/// An English word without the ending of a plural, roughly: what counts is that both numbers are one.
fn singular(word: &str) -> String {
    let kept = word.chars().count() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if kept {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let hissing = ["ses", "xes", "zes", "ches", "shes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_syllables() {
        for (text, expected) in [
            ("Đường phố Đà Nẵng", "đường phố đà nẵng"),
            ("12/2025/QĐ-UBND", "12 2025 qđ ubnd"),
            ("ngày 05/08/2023", "5/8 2023"),
            ("1.234,5 tỷ; 000", "1 234 5 tỉ 0"),
            ("H'Mông, K’Ho", "hmông kho"),
            ("K'", "k"),
            ("k'2 k''a 'a'", "k 2 k a a"),
            ("“Thuỷ” – HOÀ!", "thủy hòa"),
            ("", ""),
        ] {
            assert_eq!(forms(text, Language::Vi).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn letters_and_digits_are_syllables_apart() {
        for (text, expected) in [
            ("covid19, Covid-19", "covid 19 covid 19"),
            ("QĐ02, 5G", "qđ 2 5 g"),
            ("H5N1 m² k'2", "h 5 n 1 m² k 2"),
        ] {
            assert_eq!(forms(text, Language::Vi).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_date_is_one_syllable_however_it_is_written() {
        for (text, expected) in [
            ("lễ 30/4, 30-4, 30 – 04", "lễ 30/4 30/4 30/4"),
            ("Ngày 30 tháng 4 năm 1975", "30/4 1975"),
            ("ngay 30 thang 4", "30/4"),
            ("30/4/1975 30-04-1975", "30/4 1975 30/4 1975"),
            (
                "nghỉ 30/4-1/5, 29-30/4, 3-4/5",
                "nghỉ 30/4 1/5 29 30/4 3 4/5",
            ),
            ("năm 2022-05-08", "năm 2022 5 8"),
            ("31/13 0/4 1.5 1,5", "31 13 0 4 1 5 1 5"),
            ("30 tháng, tháng 4 năm 1975", "30 tháng tháng 4 năm 1975"),
            ("2/9 năm nay", "2/9 năm nay"),
        ] {
            assert_eq!(forms(text, Language::Vi).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn english_words_have_one_number() {
        for (text, expected) in [
            ("Cities of the buses", "city of the bus"),
            ("The city's bridges", "the city bridge"),
            ("People’s Committee, don't", "people committee dont"),
            ("class status this gas", "class status this gas"),
            ("churches, boxes", "church box"),
        ] {
            assert_eq!(forms(text, Language::En).join(" "), expected, "{text}");
        }
    }
}
