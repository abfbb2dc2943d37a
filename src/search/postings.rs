//! Where the syllables of one article stand: all that search will ever know of it. Nothing of other articles is in it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::abbreviations::{Abbreviations, Tie};
use super::{dates, letters, words};
use crate::text::Language;

/// What of an article can be searched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Searchable<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Tags, series, places, people, authors.
    pub names: &'a [&'a str],
    /// Its sapo.
    pub summary: &'a str,
    /// Its body as plain text.
    pub body: &'a str,
}

/// Positions of the title and the head are below this.
const POSITIONS: usize = 127;
/// Where the summary begins among the positions of the head; names stand before it.
pub const SUMMARY: usize = 48;
/// Between two names: no syllable stands beside one of another name.
const GAP: usize = 2;

/// In the flags of a posting: how often the body has the syllable, in steps ([`step`]); 0: not at all.
pub const BODY: u8 = 3;
/// The title has it, at positions that are listed.
pub const TITLE: u8 = 4;
/// Names or the summary have it, at positions that are listed.
pub const HEAD: u8 = 8;
/// It stands before the same syllable more than once in the body, or before several: those are listed.
pub const NEXT: u8 = 16;

/// Forms that tie others together. No pair with one of them is worth remembering.
static TIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let forms = [
        "của", "và", "các", "được", "là", "những", "cho", "với", "trong", "này", "một", "không",
        "có", "để", "khi", "đã", "tại", "từ", "người", "ở", "đến", "về", "ra", "như", "cũng", "sẽ",
        "đang", "trên", "theo", "vào", "mà", "thì", "vì", "do", "nên", "bị", "còn", "nhiều", "sau",
        "đó", "the", "of", "and", "to", "in", "a", "is", "was", "for", "on", "with", "by", "at",
        "from",
    ];
    forms.into_iter().collect()
});

/// One form in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The form.
    pub form: String,
    /// [`BODY`], [`TITLE`], [`HEAD`], [`NEXT`].
    pub flags: u8,
    /// Positions in the title, ascending.
    pub title: Vec<u8>,
    /// Positions in names and summary, ascending.
    pub head: Vec<u8>,
    /// Hashes of keys that stand behind it more than once in the body, ascending ([`hash`]).
    pub next: Vec<u8>,
}

/// How often, in steps: once, a few times, many times.
const fn step(count: usize) -> u8 {
    match count {
        0 => 0,
        1..=2 => 1,
        3..=6 => 2,
        _ => 3,
    }
}

/// A byte that stands for a key; the script in the browser makes the same.
#[must_use]
pub fn hash(key: &str) -> u8 {
    let of = |hash: u16, unit: u16| hash.wrapping_mul(33) ^ unit;
    let hash = key.encode_utf16().fold(5381, of);
    let [low, high] = hash.to_le_bytes();
    low ^ high
}

/// The postings of an article, one for each form, in the order in which it has them.
#[must_use]
pub fn of(article: Searchable, language: Language, abbreviations: &Abbreviations) -> Vec<Posting> {
    let mut reader = Reader {
        language,
        abbreviations,
        ids: FxHashMap::default(),
        forms: Vec::new(),
    };
    let title = reader.read(article.title);
    let mut head = Vec::new();
    for name in article.names {
        let start = head.last().map_or(0, |(_, at)| at + GAP);
        let name = reader.read(name);
        head.extend(name.into_iter().map(|(form, at)| (form, start + at)));
    }
    head.retain(|(_, at)| *at + GAP <= SUMMARY);
    let summary = reader.read(article.summary);
    head.extend(summary.into_iter().map(|(form, at)| (form, SUMMARY + at)));
    let body = reader.read(article.body);
    reader.postings(&title, &head, &body)
}

/// Forms by number, with their positions.
type Read = Vec<(u32, usize)>;

struct Reader<'a> {
    language: Language,
    abbreviations: &'a Abbreviations,
    /// Forms by the words they were made of: a text has few words that are new.
    ids: FxHashMap<String, u32>,
    forms: Vec<Form<'a>>,
}

/// A form of an article.
struct Form<'a> {
    form: String,
    /// What begins with it and stands for other words, with these.
    begins: &'a [Tie],
}

impl<'a> Reader<'a> {
    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let form = words::form(word, self.language);
        let known = self.ids.get(&form).copied();
        let id = known.unwrap_or_else(|| self.new_id(form));
        self.ids.insert(word.to_owned(), id);
        id
    }

    fn new_id(&mut self, form: String) -> u32 {
        let id = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        self.ids.insert(form.clone(), id);
        let begins = self.abbreviations.begin_with(&form);
        self.forms.push(Form { form, begins });
        id
    }

    fn form(&self, id: u32) -> &Form<'a> {
        &self.forms[id as usize]
    }

    /// The syllables of a text, with those of its dates, what its abbreviations stand for and those that stand for its words.
    fn read(&mut self, text: &str) -> Read {
        let mut all = Vec::new();
        words::each(text, |word, mark| {
            all.push((self.id(word), mark));
        });
        let (mut read, mut more) = (Read::new(), Read::new());
        let mut next = 0;
        while let Some((id, _)) = all.get(next) {
            let at = read.len();
            let syllable = |at| all.get(at).map(|(id, mark)| (&*self.form(*id).form, *mark));
            let (id, length) = match dates::date(next, syllable) {
                None => (*id, 1),
                Some((length, name)) => {
                    let parts = all[next..next + length].iter();
                    more.extend(parts.map(|(id, _)| *id).zip(at..));
                    (self.id(&name), length)
                }
            };
            read.push((id, at));
            next += length;
        }
        let mut tied = Vec::new();
        for (at, (id, _)) in read.iter().enumerate() {
            for (here, there) in self.form(*id).begins {
                let stands = read[at..].iter().take(here.len());
                if stands.map(|(id, _)| &self.form(*id).form).eq(here) {
                    tied.extend(there.iter().zip(at..));
                }
            }
        }
        read.extend(more);
        read.extend(tied.into_iter().map(|(form, at)| (self.id(form), at)));
        read
    }

    fn postings(self, title: &Read, head: &Read, body: &Read) -> Vec<Posting> {
        let mut all: Vec<Posting> = Vec::with_capacity(self.forms.len());
        all.extend(self.forms.iter().map(|form| Posting {
            form: form.form.clone(),
            flags: 0,
            title: Vec::new(),
            head: Vec::new(),
            next: Vec::new(),
        }));
        for (form, at) in title {
            all[*form as usize].flags |= TITLE;
            all[*form as usize].title.push(position(*at));
        }
        for (form, at) in head {
            all[*form as usize].flags |= HEAD;
            all[*form as usize].head.push(position(*at));
        }
        let mut counts = vec![0; all.len()];
        for (form, _) in body {
            counts[*form as usize] += 1;
        }
        for (posting, count) in all.iter_mut().zip(counts) {
            posting.flags |= step(count);
        }
        for (form, next) in self.pairs(body) {
            all[form as usize].flags |= NEXT;
            all[form as usize].next.push(next);
        }
        for posting in &mut all {
            for list in [&mut posting.title, &mut posting.head, &mut posting.next] {
                list.sort_unstable();
                list.dedup();
            }
        }
        all
    }

    /// What stands more than once beside each other in a body.
    fn pairs(&self, body: &Read) -> Vec<(u32, u8)> {
        let ties = self
            .forms
            .iter()
            .map(|form| TIES.contains(form.form.as_str()));
        let ties: Vec<bool> = ties.collect();
        let keys = self.forms.iter().map(|form| letters::key(&form.form));
        let hashes: Vec<u8> = keys.map(|key| hash(&key)).collect();
        let mut counts: FxHashMap<(u32, u8), u32> = FxHashMap::default();
        for two in body.windows(2) {
            let ((a, at), (b, next)) = (two[0], two[1]);
            if next == at + 1 && !ties[a as usize] && !ties[b as usize] {
                *counts.entry((a, hashes[b as usize])).or_default() += 1;
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "they are sorted")]
        let pairs = counts.into_iter().filter(|(_, count)| *count > 1);
        pairs.map(|(pair, _)| pair).collect()
    }
}

/// A position as a byte. All that stands too far behind shares the last: where it stands is not known, but that it does.
fn position(at: usize) -> u8 {
    u8::try_from(at.min(POSITIONS - 1)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn postings(article: Searchable) -> BTreeMap<String, Posting> {
        let known = Abbreviations::new(Language::Vi, &[]);
        let postings = of(article, Language::Vi, &known).into_iter();
        postings
            .map(|posting| (posting.form.clone(), posting))
            .collect()
    }

    #[test]
    fn a_posting_tells_where_a_syllable_stands() {
        let found = postings(Searchable {
            title: "Cầu mới, cầu đẹp",
            names: &["Sông Hàn", "Đà Nẵng"],
            summary: "Cầu Sông Hàn",
            body: "Cây cầu. Cây cầu qua sông. Cầu, cầu, cầu.",
        });
        assert_eq!(found["cầu"].title, [0, 2]);
        assert_eq!(found["cầu"].flags, TITLE | HEAD | 2 | NEXT);
        assert_eq!(found["hàn"].head, [1, 50]);
        assert_eq!(found["đà"].head, [3]);
        assert_eq!(found["cây"].next, [hash("cau")]);
        assert_eq!(found["qua"].flags, 1);
    }

    #[test]
    fn an_abbreviation_and_its_words_find_each_other() {
        let found = postings(Searchable {
            title: "UBND thành phố họp",
            body: "Ủy ban nhân dân. Uỷ ban Mặt trận.",
            ..Searchable::default()
        });
        assert_eq!(found["nhân"].title, [2]);
        assert_eq!(found["tp"].title, [1]);
        assert_eq!(found["ubnd"].flags, TITLE | 1);
        assert!(!found.contains_key("mttq"));
    }

    #[test]
    fn an_abbreviation_may_have_digits() {
        let own = [("A80".to_owned(), "quốc khánh lần tám mươi".to_owned())];
        let known = Abbreviations::new(Language::Vi, &own);
        let of = |title| {
            let article = Searchable {
                title,
                ..Searchable::default()
            };
            of(article, Language::Vi, &known)
        };
        let has = |postings: &[Posting], form: &str| postings.iter().any(|it| it.form == form);
        assert!(has(&of("Diễu binh A80"), "khánh"));
        assert!(has(&of("Quốc khánh lần tám mươi"), "80"));
    }

    #[test]
    fn a_date_and_its_numbers_are_found() {
        let found = postings(Searchable {
            title: "Lễ ngày 30 tháng 4 năm 1975",
            body: "Nghỉ 30/4. Nghỉ 30-4.",
            ..Searchable::default()
        });
        assert_eq!(found["30/4"].title, [1]);
        assert_eq!(found["1975"].title, [2]);
        assert_eq!(
            (&*found["tháng"].title, &*found["4"].title),
            (&[3][..], &[4][..])
        );
        assert_eq!(found["nghỉ"].next, [hash("30/4")]);
        assert_eq!(found["30"].next, [hash("4")]);
    }

    #[test]
    fn what_ties_words_together_makes_no_pair() {
        let found = postings(Searchable {
            body: "vở của nhà trường, vở của nhà trường",
            ..Searchable::default()
        });
        assert!(found["của"].next.is_empty() && found["vở"].next.is_empty());
        assert_eq!(found["nhà"].next, [hash("truong")]);
    }
}
