//! Directive lines hidden from the Markdown parser, every other byte in its place.
//!
//! Each line is overwritten by a processing instruction of the same length, `<?      ?>`: a whole HTML block that may
//! interrupt a paragraph (`CommonMark` 0.31.2, 4.6, start condition 3). So footnotes and reference definitions work
//! across directives, and no offset changes.

use std::borrow::Cow;
use std::ops::Range;

use super::directive_line;

/// A body with its directive lines overwritten.
pub struct Masked<'s> {
    /// What the parser sees.
    pub text: Cow<'s, str>,
    /// What was written.
    pub original: &'s str,
    /// The overwritten bytes, from the colons to the last visible character; ascending.
    pub lines: Vec<Range<usize>>,
}

/// Overwrites every line that looks like a directive, in code too: there the reader puts the original back.
pub fn mask(original: &str) -> Masked<'_> {
    let mut lines = Vec::new();
    let mut masked = String::new();
    let mut offset = 0;
    if original.contains(":::") {
        for line in original.split_inclusive('\n') {
            if let Some(range) = directive(line) {
                let range = offset + range.start..offset + range.end;
                masked.push_str(&original[masked.len()..range.start]);
                masked.push_str(&instruction(range.len()));
                lines.push(range);
            }
            offset += line.len();
        }
    }
    if lines.is_empty() {
        return Masked {
            text: Cow::Borrowed(original),
            original,
            lines,
        };
    }
    masked.push_str(&original[masked.len()..]);
    Masked {
        text: Cow::Owned(masked),
        original,
        lines,
    }
}

impl Masked<'_> {
    /// The number of the overwritten line that begins at an offset.
    pub fn line_at(&self, offset: usize) -> Option<usize> {
        self.lines
            .binary_search_by_key(&offset, |line| line.start)
            .ok()
    }

    /// The numbers of the overwritten lines that touch a range.
    pub fn lines_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.lines.partition_point(|line| line.end <= range.start);
        let last = self.lines.partition_point(|line| line.start < range.end);
        first..last.max(first)
    }
}

fn directive(line: &str) -> Option<Range<usize>> {
    let start = line.find(|letter: char| !matches!(letter, ' ' | '\t' | '>'))?;
    let text = line[start..].trim_end();
    (text.starts_with(":::") && directive_line::read(text).is_some())
        .then(|| start..start + text.len())
}

fn instruction(length: usize) -> String {
    match length {
        3 => "<?>".to_owned(),
        _ => format!("<?{}?>", " ".repeat(length.saturating_sub(4))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_directive_lines_are_overwritten_and_lengths_stay() {
        let text = "a\n::: hop \"Đà Nẵng\"\n> :::  \n::: )\n";
        let masked = mask(text);
        assert_eq!(
            masked.text,
            format!("a\n<?{}?>\n> <?>  \n::: )\n", " ".repeat(17))
        );
        assert_eq!(masked.text.len(), text.len());
        assert_eq!(masked.lines, [2..23, 26..29]);
        assert_eq!(masked.line_at(26), Some(1));
        assert_eq!(masked.lines_in(&(0..27)), 0..2);
        assert_eq!(masked.lines_in(&(23..26)), 1..1);
    }
}
