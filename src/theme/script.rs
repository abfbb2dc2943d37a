//! Scripts as readers load them: comments and indentation stay with those who read the source, and are a sixth of its weight.

/// The script without its indentation and the lines that are comments and nothing else, but for those of a licence (`/*!`).
/// None of one in which a text in backquotes goes over several lines: what looks like a comment there may be none.
pub fn published(script: &str) -> Option<String> {
    let is_open = |line: &str| line.matches('`').count() % 2 == 1;
    if script.lines().any(is_open) {
        return None;
    }
    let mut in_comment = false;
    let is_code = |line: &&str| {
        let line = line.trim_end();
        let begins = line.starts_with("/*") && !line.starts_with("/*!");
        let is_whole = line.find("*/").is_none_or(|at| at + 2 == line.len());
        if in_comment || begins && is_whole {
            in_comment = !line.ends_with("*/");
            return false;
        }
        !line.starts_with("//")
    };
    let lines = script.split_inclusive('\n').map(str::trim_start);
    Some(lines.filter(is_code).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_comments_stay_at_home() {
        let script = "/*! MIT */\n// A\nlet a = 1; // b\n/** C. */\n/**\n * D\n */\n  /* e */ f();\nlet g = \"//h\";\n";
        let expected = "/*! MIT */\nlet a = 1; // b\n/* e */ f();\nlet g = \"//h\";\n";
        assert_eq!(published(script).as_deref(), Some(expected));
    }

    #[test]
    fn a_text_over_several_lines_is_left_alone() {
        let script = "let a = `\n// b\n`;\n";
        assert_eq!(published(script), None);
    }
}
