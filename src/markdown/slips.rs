//! Marks of Markdown that a slip keeps from being any: readers see them as they were typed.

use std::ops::Range;

/// A slip.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it was meant to be, in Vietnamese and English.
    pub meant: [&'static str; 2],
    /// How to write it.
    pub right: String,
}

/// The slips in a text that was written in one piece, in order. It `starts_line` when only blanks stand before it.
pub fn slips(text: &str, starts_line: bool) -> Vec<Slip> {
    if !text.bytes().any(|byte| matches!(byte, b'#' | b'*' | b']')) {
        return Vec::new();
    }
    let mut slips = Vec::new();
    slips.extend(starts_line.then(|| heading(text)).flatten());
    slips.extend(strong(text));
    slips.extend(links(text));
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

/// `##Mục`. One `#` alone may be a hashtag.
fn heading(text: &str) -> Option<Slip> {
    let title = text.trim_start_matches('#');
    let marks = text.len() - title.len();
    let is_meant = (2..=6).contains(&marks) && title.starts_with(char::is_alphanumeric);
    is_meant.then(|| Slip {
        range: 0..marks,
        meant: ["mục", "heading"],
        right: format!("{} {}", &text[..marks], title.trim_end()),
    })
}

/// `**Chữ đậm **` and `**` alone; `***` parts or hides something.
fn strong(text: &str) -> Vec<Slip> {
    let marks: Vec<usize> = text
        .match_indices("**")
        .map(|(at, _)| at)
        .filter(|&at| !is_escaped(text, at))
        .filter(|&at| !text[..at].ends_with('*') && !text[at + 2..].starts_with('*'))
        .collect();
    let slip = |pair: &[usize]| {
        let end = pair.last().map_or(0, |last| last + 2);
        let inner =
            text[pair[0]..end].trim_matches(|letter: char| letter == '*' || letter.is_whitespace());
        Slip {
            range: pair[0]..end,
            meant: ["chữ đậm", "bold text"],
            right: format!("**{}**", if inner.is_empty() { "…" } else { inner }),
        }
    };
    // Two stars alone between blanks lead to a remark.
    let stands_alone = |at: usize| {
        let is_blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        is_blank(text[..at].chars().next_back()) && is_blank(text[at + 2..].chars().next())
    };
    let pairs = marks.chunks(2);
    pairs
        .filter(|pair| pair.len() > 1 || !stands_alone(pair[0]))
        .map(slip)
        .collect()
}

/// `![](tên ảnh.jpg)` and `[chữ] (https://…)`.
fn links(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (at, _) in text
        .match_indices(']')
        .filter(|&(at, _)| !is_escaped(text, at))
    {
        let Some(label) = text[..at]
            .rfind('[')
            .filter(|&open| !is_escaped(text, open))
        else {
            continue;
        };
        let start = label - usize::from(text[..label].ends_with('!'));
        let behind = &text[at + 1..];
        let address = behind.trim_start_matches(' ');
        let Some(length) = parenthesis(address) else {
            continue;
        };
        let inside = &address[1..length - 1];
        let (target, title) = inside.split_at(inside.find(" \"").unwrap_or(inside.len()));
        if !looks_like_address(target.trim()) {
            continue;
        }
        let target = if target.contains(char::is_whitespace) {
            format!("<{}>", target.trim())
        } else {
            target.to_owned()
        };
        slips.push(Slip {
            range: start..text.len() - address.len() + length,
            meant: if start < label {
                ["ảnh", "picture"]
            } else {
                ["liên kết", "link"]
            },
            right: format!("{}({target}{title})", &text[start..=at]),
        });
    }
    slips
}

/// How long a parenthesis is that opens a text.
fn parenthesis(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => open += 1,
            ')' if open == 1 => return Some(at + 1),
            ')' => open = open.saturating_sub(1),
            '\n' => return None,
            _ if open == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Whether a text that is no destination was meant as one: a remark in parentheses has no file name in it.
fn looks_like_address(target: &str) -> bool {
    let has_extension = target.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && (2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    has_extension
        || target.starts_with("https://")
        || target.starts_with("http://")
        || target.starts_with('/')
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at]
        .bytes()
        .rev()
        .take_while(|&byte| byte == b'\\')
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(text: &str) -> Vec<(&str, String)> {
        let slips = slips(text, true).into_iter();
        slips.map(|slip| (&text[slip.range], slip.right)).collect()
    }

    #[test]
    fn what_was_meant_is_told() {
        for (text, range, right) in [
            ("##Mục mới", "##", "## Mục mới"),
            ("Anh: **Tốt lắm **rồi.", "**Tốt lắm **", "**Tốt lắm**"),
            ("** Đậm ** hơn", "** Đậm **", "**Đậm**"),
            ("Chữ **đậm", "**", "**…**"),
            (
                "Xem ![Cầu](cầu mới.jpg)!",
                "![Cầu](cầu mới.jpg)",
                "![Cầu](<cầu mới.jpg>)",
            ),
            (
                "![Cầu](IMG (1).jpg \"Cầu\")",
                "![Cầu](IMG (1).jpg \"Cầu\")",
                "![Cầu](<IMG (1).jpg> \"Cầu\")",
            ),
            (
                "[Tải về] (https://a.vn/b)",
                "[Tải về] (https://a.vn/b)",
                "[Tải về](https://a.vn/b)",
            ),
        ] {
            assert_eq!(told(text), [(range, right.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_was_not_meant_is_left_alone() {
        for text in [
            "#NgườiTốtViệcTốt",
            "#######",
            "Chữ \\*\\*đậm\\*\\*",
            "f*** và ****",
            "** Theo báo cáo của phường",
            "5 * 3",
            "Điều 5 [1] (xem phụ lục)",
            "[a\\](b c.jpg)",
            "a[0] (một)",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
        assert_eq!(slips("##Mục", false), []);
    }
}
