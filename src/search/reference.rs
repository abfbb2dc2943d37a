//! Which articles a query finds, told by looking at their texts alone: slow, and simple enough to be believed. The index and
//! the script in the browser must find the same.

use std::collections::BTreeSet;

use super::abbreviations::Abbreviations;
use super::postings::{self, NEXT, Posting, Searchable, hash};
use super::{PREFIX, REQUIRED, common, letters, words};
use crate::text::Language;

/// The numbers of the articles that a query finds.
///
/// An article is found when it has every required syllable of the query, whatever its marks. Required are up to four, the
/// least common first, and all that stand in quotes. While a query is being typed its last syllable stands for all that begin
/// so; of which there is but the first letter, it stands for nothing yet. A year that stands alone in a query without a date
/// is required of nobody, unless nothing else is. What stands in quotes is held to its order: in the title, in the names or
/// the summary, or more than once in the body.
#[must_use]
pub fn search(
    query: &str,
    typing: bool,
    articles: &[Searchable],
    language: Language,
    abbreviations: &Abbreviations,
) -> BTreeSet<usize> {
    let query = Query::of(query, typing, language);
    let postings = articles
        .iter()
        .map(|article| postings::of(*article, language, abbreviations));
    let found = postings
        .enumerate()
        .filter(|(_, postings)| query.finds(postings));
    found.map(|(number, _)| number).collect()
}

struct Query {
    required: Vec<String>,
    prefix: Option<String>,
    phrases: Vec<Vec<String>>,
}

impl Query {
    fn of(text: &str, typing: bool, language: Language) -> Self {
        let mut keys = Vec::new();
        let mut phrases = Vec::new();
        let mut in_quotes = false;
        for (at, part) in text.split(['"', '“', '”']).enumerate() {
            let forms = words::forms(part, language);
            let part: Vec<_> = forms.iter().map(|form| letters::key(form)).collect();
            keys.extend(part.iter().cloned());
            in_quotes = at % 2 == 1 && part.len() > 1;
            if in_quotes {
                phrases.push(part);
            }
        }
        let open = typing && text.chars().next_back().is_some_and(char::is_alphanumeric);
        let is_short = |key: &String| key.chars().count() < PREFIX;
        if open && keys.len() > 1 && !in_quotes && ends_in_a_letter(text) {
            keys.pop();
        }
        let prefix = keys.last().filter(|last| open && !is_short(last)).cloned();
        let has_date = keys.iter().any(|key| key.contains('/'));
        let mut required: Vec<String> = Vec::new();
        for key in keys {
            if !required.contains(&key) {
                required.push(key);
            }
        }
        let common = common::commonest(language);
        let quoted: BTreeSet<&String> = phrases.iter().flatten().collect();
        let place = |key: &String| common.iter().position(|other| other == key);
        let years = text
            .split_whitespace()
            .filter(|it| is_year(it) && !has_date);
        let years: BTreeSet<&str> = years.collect();
        let is_alone = |key: &String| !quoted.contains(key) && years.contains(key.as_str());
        let rank = |key: &String| {
            let place = place(key).unwrap_or(usize::MAX);
            (quoted.contains(key), !is_alone(key), place)
        };
        required.sort_by_key(|key| std::cmp::Reverse(rank(key)));
        let needed = required.iter().filter(|key| !is_alone(key)).count();
        required.truncate(REQUIRED.max(quoted.len()).min(needed.max(1)));
        Self {
            required,
            prefix,
            phrases,
        }
    }

    fn finds(&self, postings: &[Posting]) -> bool {
        let keys: BTreeSet<String> = postings
            .iter()
            .map(|posting| letters::key(&posting.form))
            .collect();
        let has = |key: &String| {
            let begins = self.prefix.as_ref() == Some(key)
                && keys.iter().any(|other| other.starts_with(key));
            begins || keys.contains(key)
        };
        !self.required.is_empty()
            && self.required.iter().all(has)
            && self
                .phrases
                .iter()
                .all(|phrase| has_phrase(postings, phrase))
    }
}

/// Whether a text ends in a letter that stands alone.
fn ends_in_a_letter(text: &str) -> bool {
    let mut last = text.chars().rev();
    let is_letter = |it: char| it.is_alphanumeric() && !it.is_ascii_digit();
    last.next().is_some_and(is_letter) && !last.next().is_some_and(char::is_alphanumeric)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_phrase(postings: &[Posting], phrase: &[String]) -> bool {
    let of_key = |key: &String| {
        let of_key = postings
            .iter()
            .filter(|posting| letters::key(&posting.form) == *key);
        of_key.collect::<Vec<_>>()
    };
    let lists: Vec<_> = phrase.iter().map(of_key).collect();
    let in_row = |places: fn(&Posting) -> &Vec<u8>| {
        let at = |number: usize, at: u8| {
            let mut of_key = lists[number].iter();
            of_key.any(|posting| places(posting).contains(&at))
        };
        (0..127u8).any(|start| {
            (0u8..)
                .zip(0..lists.len())
                .all(|(step, number)| at(number, start.saturating_add(step)))
        })
    };
    let in_body = || {
        phrase.windows(2).zip(&lists).all(|(pair, first)| {
            let next = hash(&pair[1]);
            first
                .iter()
                .any(|posting| posting.flags & NEXT != 0 && posting.next.contains(&next))
        })
    };
    in_row(|posting| &posting.title) || in_row(|posting| &posting.head) || in_body()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<usize> {
        let articles = [
            "Mở rộng đường Bạch Đằng",
            "Chi đoàn kết nạp Đảng viên mới ở Đà Nẵng",
            "Quyết định 12/2025/QĐ-UBND về chợ hoa",
            "Hoà giải ở cơ sở",
            "Dương tính giả và đương đầu",
            "Ủy ban nhân dân phường Hòa Cường",
            "Lịch nghỉ lễ 30/4/1975",
            "Cắt nước ngày 30 tháng 4 năm 1975 vì Covid-19",
        ];
        let articles = articles.map(|title| Searchable {
            title,
            ..Searchable::default()
        });
        let known = Abbreviations::new(Language::Vi, &[]);
        search(query, false, &articles, Language::Vi, &known)
            .into_iter()
            .collect()
    }

    #[test]
    fn the_requirement_s_vectors() {
        for (query, expected) in [
            ("duong", vec![0, 4]),
            ("đường", vec![0, 4]),
            ("dang", vec![0, 1]),
            ("da nang", vec![1]),
            ("nẵng đà", vec![1]),
            ("hòa", vec![2, 3, 5]),
            ("hoà giải", vec![3]),
            ("ubnd", vec![2, 5]),
            ("uỷ ban nhân dân", vec![2, 5]),
            ("qd 12/2025", vec![2]),
            ("chợ hoa 2021", vec![2]),
            ("2021", vec![]),
            ("30-4", vec![6, 7]),
            ("ngày 30 tháng 4", vec![6, 7]),
            ("30/04/1975", vec![6, 7]),
            ("30 tháng 4 năm 1975", vec![6, 7]),
            ("30/4 năm 1976", vec![]),
            ("1975 30/4", vec![6, 7]),
            ("tháng 4", vec![7]),
            ("covid19", vec![7]),
            ("\"bạch đằng\"", vec![0]),
            ("\"đằng bạch\"", vec![]),
            ("không có", vec![]),
            ("…", vec![]),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
    }

    #[test]
    fn a_syllable_in_the_making_stands_for_all_that_begin_so() {
        let articles = [Searchable {
            title: "Đường hoa",
            ..Searchable::default()
        }];
        let known = Abbreviations::default();
        let is_found =
            |query, typing| !search(query, typing, &articles, Language::Vi, &known).is_empty();
        assert!(is_found("đườ", true));
        assert!(!is_found("đườ", false));
        assert!(!is_found("đườ ", true));
    }
}
