//! The syntax of a directive line: `::: name "title" key="value" flag`, and `:::` alone.

use std::ops::Range;

/// A line that belongs to a directive.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// It opens one; the name is empty when it was forgotten.
    Open(Said, Vec<Part>),
    /// It closes one.
    Close,
}

/// A word of the line, and its bytes in the line (without quotes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub range: Range<usize>,
}

/// What stands behind the name.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// `"text"`
    Bare(Said),
    /// `key="value"`
    Pair(Said, Said),
    /// `word`
    Flag(Said),
    /// A quote that nothing closes.
    Unclosed(Range<usize>),
}

/// Reads one line without its line break; [`None`] when it is ordinary text.
///
/// The first byte must be a colon. Values may stand in straight quotes, in the curly ones of a word processor,
/// or in none.
pub fn read(line: &str) -> Option<Line> {
    let behind = line.trim_start_matches(':');
    if line.len() - behind.len() < 3 {
        return None;
    }
    if behind.trim().is_empty() {
        return Some(Line::Close);
    }
    let mut cursor = Cursor {
        line,
        at: line.len() - behind.len(),
    };
    cursor.skip_space();
    let first = cursor.peek()?;
    if !first.is_alphabetic() && closing_quotes(first).is_empty() {
        return None;
    }
    let name = cursor.word();
    Some(Line::Open(name, cursor.parts()))
}

struct Cursor<'t> {
    line: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.line[self.at..].chars().next()
    }

    fn skip_space(&mut self) {
        let rest = &self.line[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// A run of characters that mean nothing special.
    fn word(&mut self) -> Said {
        let rest = &self.line[self.at..];
        let end = rest
            .find(|letter: char| is_special(letter))
            .unwrap_or(rest.len());
        let range = self.at..self.at + end;
        self.at = range.end;
        Said {
            text: self.line[range.clone()].to_owned(),
            range,
        }
    }

    fn parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            let Some(first) = self.peek() else {
                return parts;
            };
            let from = self.at;
            if !closing_quotes(first).is_empty() {
                parts.push(
                    self.quoted()
                        .map_or_else(|| Part::Unclosed(from..self.line.len()), Part::Bare),
                );
                continue;
            }
            if first == '=' {
                self.at += 1;
                continue;
            }
            let key = self.word();
            parts.push(self.pair(key));
        }
    }

    fn pair(&mut self, key: Said) -> Part {
        let after_key = self.at;
        self.skip_space();
        if self.peek() != Some('=') {
            self.at = after_key;
            return Part::Flag(key);
        }
        self.at += 1;
        self.skip_space();
        let from = self.at;
        match self.peek() {
            Some(first) if !closing_quotes(first).is_empty() => match self.quoted() {
                Some(value) => Part::Pair(key, value),
                None => Part::Unclosed(from..self.line.len()),
            },
            _ => {
                let rest = &self.line[from..];
                self.at = from + rest.find(char::is_whitespace).unwrap_or(rest.len());
                let range = from..self.at;
                Part::Pair(
                    key,
                    Said {
                        text: self.line[range.clone()].to_owned(),
                        range,
                    },
                )
            }
        }
    }

    /// The text between the quote at the cursor and the next that closes it; the cursor ends behind it, or at the
    /// end of the line when there is none.
    fn quoted(&mut self) -> Option<Said> {
        let opening = self.peek()?;
        let from = self.at + opening.len_utf8();
        let rest = &self.line[from..];
        let closing = closing_quotes(opening);
        // Where the next word with a value begins behind one of them, it closes, whatever quotes stand further on.
        let before_next = rest.match_indices(closing).map(|(at, _)| at);
        let mut before_next = before_next.filter(|at| begins_pair(&rest[*at..]));
        let likeliest = || closing.iter().find_map(|closing| rest.find(*closing));
        let end = before_next.next().or_else(likeliest);
        let Some(end) = end else {
            self.at = self.line.len();
            return None;
        };
        let closing = rest[end..].chars().next().map_or(0, char::len_utf8);
        self.at = from + end + closing;
        let range = from..from + end;
        Some(Said {
            text: rest[..end].trim().to_owned(),
            range,
        })
    }
}

fn is_special(letter: char) -> bool {
    letter.is_whitespace() || letter == '=' || !closing_quotes(letter).is_empty()
}

/// Whether a word with a value stands behind a quote: `" caption=`.
fn begins_pair(from: &str) -> bool {
    let mut letters = from.chars();
    letters.next();
    let rest = letters.as_str();
    let word = rest.trim_start();
    let key = word.split_once('=').map_or("", |(key, _)| key);
    word.len() < rest.len() && !key.is_empty() && !key.contains(is_special)
}

/// What closes a quote, the likeliest first; nothing for a character that is no opening quote.
///
/// No single quotes: they belong to names such as H'Mông.
const fn closing_quotes(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"', '”'],
        '“' | '„' | '”' => &['”', '"', '“'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        match read(line) {
            None => "text".to_owned(),
            Some(Line::Close) => "close".to_owned(),
            Some(Line::Open(name, parts)) => {
                let parts: Vec<_> = parts
                    .into_iter()
                    .map(|part| match part {
                        Part::Bare(value) => format!("[{}]", value.text),
                        Part::Pair(key, value) => format!("{}=[{}]", key.text, value.text),
                        Part::Flag(word) => word.text,
                        Part::Unclosed(range) => format!("unclosed {}", &line[range]),
                    })
                    .collect();
                format!("{} {}", name.text, parts.join(" "))
                    .trim()
                    .to_owned()
            }
        }
    }

    #[test]
    fn lines_are_read() {
        for (line, expected) in [
            (":::", "close"),
            ("::::  ", "close"),
            ("::: hop", "hop"),
            (":::hop \"Thông tin\"", "hop [Thông tin]"),
            (
                "::: anh src=\"a.jpg\" alt=“Cầu mới” decorative",
                "anh src=[a.jpg] alt=[Cầu mới] decorative",
            ),
            (
                "::: anh src = a.jpg credit=\"Báo “Mới”\"",
                "anh src=[a.jpg] credit=[Báo “Mới”]",
            ),
            (
                "::: anh alt=\"Cầu mới” caption=“Sông Lô\" decorative",
                "anh alt=[Cầu mới] caption=[Sông Lô] decorative",
            ),
            (
                "::: anh alt=\"Chữ “Mới”\" caption=“Ông nói \"được\" rồi”",
                "anh alt=[Chữ “Mới”] caption=[Ông nói \"được\" rồi]",
            ),
            ("::: trich “Y'Bham, già làng\"", "trich [Y'Bham, già làng]"),
            ("::: hop \"Thiếu", "hop unclosed \"Thiếu"),
            ("::: \"Quên tên\"", "[Quên tên]"),
            ("::: anh = =x", "anh x"),
            (":: hop", "text"),
            ("::: )", "text"),
            ("::::-)", "text"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }
}
