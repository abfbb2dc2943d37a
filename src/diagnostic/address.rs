//! What there is to tell of an address that cannot be used.

use super::{Finding, Rule, rules};

/// A finding of a rule about an address; of the rule for files on the editor's own machine when it is one of these.
#[must_use]
pub fn address(rule: &'static Rule, target: &str) -> Finding {
    let of = |rule| Finding::new(rule).with("target", target);
    match file_here(target) {
        Some(name) => of(&rules::FILE_HERE).with("name", name),
        None => of(rule),
    }
}

/// The name of a file that is named by its place on a machine: `file:///C:/…`, `C:\…`, `\\server\…`.
fn file_here(target: &str) -> Option<&str> {
    let has_drive = |target: &str| {
        let bytes = target.as_bytes();
        bytes.len() > 2
            && bytes[0].is_ascii_alphabetic()
            && bytes[1] == b':'
            && matches!(bytes[2], b'\\' | b'/')
    };
    let is_file = target
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    let is_here = is_file || has_drive(target) || target.starts_with("\\\\");
    let name = target.rsplit(['/', '\\']).next()?;
    (is_here && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_on_a_machine_are_told_from_addresses() {
        for target in [
            "file:///C:/Users/an/anh.jpg",
            "C:\\Users\\an\\anh.jpg",
            "d:/anh.jpg",
            "\\\\may-chu\\anh.jpg",
        ] {
            assert_eq!(file_here(target), Some("anh.jpg"), "{target}");
        }
        for target in [
            "anh.jpg",
            "/anh/anh.jpg",
            "https://a.vn/anh.jpg",
            "a:",
            "",
            "mailto:a@b.vn",
            "C:\\",
        ] {
            assert_eq!(file_here(target), None, "{target}");
        }
    }
}
