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
            if let Some(finding) = several(key, sign, text, quote) {
                return Some(finding);
            }
            if quote == '\'' && !text.contains('"') {
                // H'Mông is written so.
                let line = format!("{key}{sign}\"{text}\"");
                return Some(Finding::new(&rules::RECORD_QUOTE_INSIDE).suggest(Some(line)));
            }
            (&rules::RECORD_QUOTE_INSIDE, curly(text, quote))
        }
    };
    let line = format!("{key}{sign}{quote}{text}{quote}");
    Some(Finding::new(rule).suggest(Some(line)))
}

/// What there is to tell of several values, or another key, in one line: `tags = "a", "b"`, `title = "A", date = "B"`.
fn several(key: &str, sign: &str, text: &str, quote: char) -> Option<Finding> {
    // Every second part stands between two texts in quotes.
    let parts: Vec<&str> = text.split(quote).collect();
    let mut between = parts.iter().skip(1).step_by(2).map(|part| part.trim());
    let is_next_key = |part: &str| part.ends_with(['=', ':']);
    let finding = |line| {
        Finding::new(&rules::RECORD_SYNTAX)
            .with("reason", "several values")
            .suggest(line)
    };
    if between.clone().any(is_next_key) {
        return Some(finding(None));
    }
    let is_list = parts.len() % 2 == 1 && between.all(|part| part == "," || part == ";");
    let values = parts.iter().step_by(2);
    let values: Vec<_> = values
        .map(|value| format!("{quote}{value}{quote}"))
        .collect();
    is_list.then(|| finding(Some(format!("{key}{sign}[{}]", values.join(", ")))))
}

/// A line without any sign: `title "Bài"`, or a text that goes on; with the line as it should be, if it looks like one.
pub(super) fn without_sign(line: &str) -> Finding {
    let (key, value) = line
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or_default();
    let value = value.trim();
    let is_pair = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    let meant = (is_pair && is_key(key)).then(|| format!("{key} = {value}"));
    Finding::new(&rules::RECORD_SYNTAX)
        .with("reason", "no `=`")
        .suggest(meant)
}

/// Whether a text may be a key as it is.
fn is_key(text: &str) -> bool {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !text.is_empty() && text.chars().all(is_word)
}

/// A value that needs quotes, and the line with them.
pub(super) fn unquoted(key: &str, sign: &str, value: &str) -> Finding {
    Finding::new(&rules::RECORD_QUOTES).suggest(Some(quoted(key, sign, value)))
}

/// A line of YAML among those of TOML, `key: value`, and the line as it should be; none when it is no such line.
pub(super) fn colon(line: &str) -> Option<Finding> {
    let (key, value) = line.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    let line = if value.starts_with(['"', '\'', '[', '{']) {
        format!("{key} = {value}")
    } else {
        quoted(key, " = ", value)
    };
    let finding = Finding::new(&rules::RECORD_SYNTAX).with("reason", "`:` instead of `=`");
    (is_key(key) && !value.is_empty()).then(|| finding.suggest(Some(line)))
}

/// The line with its value in quotes. One quote at the end is the other half of one that was forgotten.
fn quoted(key: &str, sign: &str, value: &str) -> String {
    let (key, value) = (key.trim(), value.trim());
    let flag = value.to_ascii_lowercase();
    if ["true", "false"].contains(&flag.as_str()) {
        return format!("{key}{sign}{flag}");
    }
    let value = match value.strip_suffix('"') {
        Some(text) if !text.contains('"') => text.to_owned(),
        _ => curly(value, '"'),
    };
    format!("{key}{sign}\"{value}\"")
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
