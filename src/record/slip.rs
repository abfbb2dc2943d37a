//! The commonest slips in a line `key = value` or `key: value`, told with the line as it should be.

use crate::diagnostic::{Finding, rules};

/// What is wrong with the quotes of a value, and the line with right ones; none when they are not to blame.
pub(super) fn quotes(key: &str, sign: &str, value: &str) -> Option<Finding> {
    let (key, value) = (key.trim(), value.trim());
    let quote = value
        .chars()
        .next()
        .filter(|first| "\"'".contains(*first))?;
    let rest = &value[1..];
    let (rule, text) = match rest.matches(quote).count() {
        0 => (&rules::RECORD_QUOTE_OPEN, rest.to_owned()),
        1 => return None,
        _ => {
            let text = rest
                .strip_suffix(quote)
                .filter(|text| !text.contains('\\'))?;
            (&rules::RECORD_QUOTE_INSIDE, curly(text, quote))
        }
    };
    let line = format!("{key}{sign}{quote}{text}{quote}");
    Some(Finding::new(rule).suggest(Some(line)))
}

/// A value that needs quotes, and the line with them.
pub(super) fn unquoted(key: &str, sign: &str, value: &str) -> Finding {
    let (key, value) = (key.trim(), value.trim().replace('"', "”"));
    let line = format!("{key}{sign}\"{value}\"");
    Finding::new(&rules::RECORD_QUOTES).suggest(Some(line))
}

/// The text with quotes of print, opening and closing in turn.
fn curly(text: &str, quote: char) -> String {
    let parts: Vec<&str> = text.split(quote).collect();
    let mut line = String::new();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            line.push(if number % 2 == 1 { '“' } else { '”' });
        }
        line.push_str(part);
    }
    line
}
