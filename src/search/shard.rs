//! The postings of many articles as files, each with the keys of a stretch of the alphabet, on one level.
//!
//! A file is deflated (zlib, RFC 1950), for not every web server compresses. Inside: six lengths, then as many columns, all
//! numbers in seven bits a byte (LEB128). The first column is the dictionary; the others follow its forms, one behind another:
//!
//! 1. dictionary: how many keys; for each, bytes shared with the key before, length and bytes of the rest, how many forms;
//!    for each form, length and bytes (none when it is the key), and how many articles
//! 2. articles: numbers, each less the one before (the first less −1)
//! 3. flags: one byte for each article
//! 4. title: positions where flags say so, the last without its high bit
//! 5. head: the same
//! 6. next: how many, then the hashes
//!
//! Shards hold counts and places, nothing that depends on other articles: no score, no frequency, no average.

use std::collections::BTreeMap;
use std::io::Write as _;

use rustc_hash::FxHashMap;

use super::columns::{length, number, text};
use super::letters;
use super::packed::{Level, Packed, Row};

/// The postings of a partition, merged.
#[derive(Debug, Default)]
pub struct Merged {
    terms: FxHashMap<String, Term>,
}

/// A form in all articles, encoded as its columns.
#[derive(Debug, Default)]
struct Term {
    count: u32,
    /// The article after the last one.
    next: u32,
    columns: [Vec<u8>; 5],
}

impl Merged {
    /// Adds what an article has on a level. Articles come in ascending order.
    pub fn add(&mut self, article: u32, postings: &Packed, level: Level) {
        postings.each(|row| {
            let Some(row) = level.of(&row) else {
                return;
            };
            match self.terms.get_mut(row.form) {
                Some(term) => term.add(article, &row),
                None => {
                    let mut term = Term::default();
                    term.add(article, &row);
                    self.terms.insert(row.form.to_owned(), term);
                }
            }
        });
    }

    /// Parts what was merged at boundaries of keys, in order, the first of which is empty.
    #[must_use]
    pub fn part(self, boundaries: &[&str]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = boundaries.iter().map(|_| Stretch::default()).collect();
        #[allow(clippy::iter_over_hash_type, reason = "they are put into trees")]
        for (form, term) in self.terms {
            let key = letters::key(&form);
            let of_key = boundaries.partition_point(|start| *start <= key.as_str());
            if let Some(stretch) = stretches.get_mut(of_key.saturating_sub(1)) {
                stretch.keys.entry(key).or_default().insert(form, term);
            }
        }
        stretches
    }
}

impl Term {
    fn add(&mut self, article: u32, row: &Row) {
        let [articles, flags, title, head, next] = &mut self.columns;
        number(article - self.next, articles);
        flags.push(row.flags);
        title.extend_from_slice(row.title);
        head.extend_from_slice(row.head);
        next.extend_from_slice(row.next);
        self.count += 1;
        self.next = article + 1;
    }
}

/// The keys of one file, with their forms.
#[derive(Debug, Default)]
pub struct Stretch {
    keys: BTreeMap<String, BTreeMap<String, Term>>,
}

impl Stretch {
    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut columns: [Vec<u8>; 6] = Default::default();
        length(self.keys.len(), &mut columns[0]);
        let mut before = "";
        for (key, forms) in &self.keys {
            let shared = shared(before, key);
            length(shared, &mut columns[0]);
            text(&key[shared..], &mut columns[0]);
            length(forms.len(), &mut columns[0]);
            before = key;
            for (form, term) in forms {
                text(if form == key { "" } else { form }, &mut columns[0]);
                number(term.count, &mut columns[0]);
                for (column, more) in columns[1..].iter_mut().zip(&term.columns) {
                    column.extend_from_slice(more);
                }
            }
        }
        let mut bytes = Vec::new();
        for column in &columns {
            length(column.len(), &mut bytes);
        }
        deflate(
            &[bytes]
                .into_iter()
                .chain(columns)
                .collect::<Vec<_>>()
                .concat(),
        )
    }
}

/// Bytes in the form that browsers call `deflate`.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(7));
    // A vector takes whatever is written to it.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// How many bytes two keys begin with alike, in whole letters.
fn shared(a: &str, b: &str) -> usize {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    alike.map(|(letter, _)| letter.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use proptest::prelude::*;

    use super::*;
    use crate::search::abbreviations::Abbreviations;
    use crate::search::postings::{self, HEAD, NEXT, Posting, Searchable, TITLE};
    use crate::text::Language;

    /// A file read as the browser reads it: forms with their articles.
    fn decode(bytes: &[u8]) -> BTreeMap<String, Vec<(u32, Posting)>> {
        let mut plain = Vec::new();
        flate2::read::ZlibDecoder::new(bytes)
            .read_to_end(&mut plain)
            .unwrap();
        let mut head = Column(&plain);
        let lengths: Vec<usize> = (0..6).map(|_| head.number()).collect();
        let mut rest = head.0;
        let mut columns: Vec<Column> = Vec::new();
        for length in lengths {
            let (column, more) = rest.split_at(length);
            columns.push(Column(column));
            rest = more;
        }
        assert!(rest.is_empty());
        let mut found = BTreeMap::new();
        let mut key = String::new();
        for _ in 0..columns[0].number() {
            key.truncate(columns[0].number());
            key += &columns[0].text();
            for _ in 0..columns[0].number() {
                let mut form = columns[0].text();
                if form.is_empty() {
                    form.clone_from(&key);
                }
                let count = columns[0].number();
                let list = (0..count).scan(0, |next, _| {
                    let article = *next + u32::try_from(columns[1].number()).unwrap();
                    *next = article + 1;
                    Some((article, columns[2].byte()))
                });
                let list: Vec<_> = list.collect();
                let list = list.into_iter().map(|(article, flags)| {
                    let mut positions = |of: u8, column: usize| match flags & of {
                        0 => Vec::new(),
                        _ => columns[column].positions(),
                    };
                    let (title, head) = (positions(TITLE, 3), positions(HEAD, 4));
                    let next = match flags & NEXT {
                        0 => Vec::new(),
                        _ => (0..columns[5].number())
                            .map(|_| columns[5].byte())
                            .collect(),
                    };
                    let form = form.clone();
                    (
                        article,
                        Posting {
                            form,
                            flags,
                            title,
                            head,
                            next,
                        },
                    )
                });
                let list = list.collect();
                found.insert(form.clone(), list);
            }
        }
        assert!(columns.iter().all(|column| column.0.is_empty()));
        found
    }

    struct Column<'a>(&'a [u8]);

    impl Column<'_> {
        fn byte(&mut self) -> u8 {
            let (byte, rest) = self.0.split_first().unwrap();
            self.0 = rest;
            *byte
        }

        fn number(&mut self) -> usize {
            let (mut number, mut shift) = (0, 0);
            loop {
                let byte = self.byte();
                number |= usize::from(byte & 0x7F) << shift;
                shift += 7;
                if byte < 0x80 {
                    return number;
                }
            }
        }

        fn text(&mut self) -> String {
            let length = self.number();
            let (text, rest) = self.0.split_at(length);
            self.0 = rest;
            String::from_utf8(text.to_vec()).unwrap()
        }

        fn positions(&mut self) -> Vec<u8> {
            let mut list = Vec::new();
            loop {
                let byte = self.byte();
                list.push(byte & 0x7F);
                if byte < 0x80 {
                    return list;
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_merged(
            texts in prop::collection::vec("([a-cđàă]{1,2} ){0,100}", 1..40),
            count in 1usize..5,
        ) {
            let known = Abbreviations::default();
            let articles: Vec<_> = texts.iter().map(|text| {
                // Titles of one word, and some as long as no position can tell.
                let first = text.find(' ').unwrap_or(0);
                let (title, body) = text.split_at(if text.starts_with('c') { text.len() } else { first });
                let article = Searchable { title, body, summary: body, names: &[title] };
                postings::of(article, Language::Vi, &known)
            }).collect();
            let boundaries = &["", "ab", "b", "ca", "d"][..count];
            let mut expected: BTreeMap<String, BTreeMap<u32, Posting>> = BTreeMap::new();
            for (number, postings) in (0..).zip(&articles) {
                for posting in postings {
                    let lists = expected.entry(posting.form.clone()).or_default();
                    lists.insert(number, posting.clone());
                }
            }
            let mut found: BTreeMap<String, BTreeMap<u32, Posting>> = BTreeMap::new();
            for level in Level::ALL {
                let mut merged = Merged::default();
                for (number, postings) in (0..).zip(&articles) {
                    merged.add(number, &Packed::of(postings), level);
                }
                for (at, stretch) in merged.part(boundaries).iter().enumerate() {
                    for (form, list) in decode(&stretch.encode()) {
                        let key = letters::key(&form);
                        prop_assert!(key.as_str() >= boundaries[at]);
                        prop_assert!(boundaries.get(at + 1).is_none_or(|end| key.as_str() < *end));
                        for (number, half) in list {
                            let lists = found.entry(form.clone()).or_default();
                            let whole = lists.entry(number).or_insert_with(|| Posting { flags: 0, ..half.clone() });
                            whole.flags |= half.flags;
                            whole.next = half.next;
                        }
                    }
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
