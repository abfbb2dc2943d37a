//! Credits of pictures (REQ-A6). Papers write "Ảnh: VGP"; the word is put there by the page, so it is taken off what was typed.

/// Words that stand before a credit, folded.
const LABELS: [&str; 5] = ["anh", "nguon anh", "nguon", "photo", "picture"];

/// The credit without its label: `Ảnh: VGP` → `VGP`.
#[must_use]
pub fn credit(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(':') {
        Some((label, name)) if LABELS.contains(&super::tone::fold(label.trim()).as_str()) => {
            name.trim()
        }
        _ => text,
    }
}

/// The credit that is shown: what was written stands before what the file of a picture says.
#[must_use]
pub fn shown<'a>(written: &'a str, in_file: &'a str) -> &'a str {
    if written.is_empty() { in_file } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_is_taken_off() {
        assert_eq!(credit("Ảnh: VGP"), "VGP");
        assert_eq!(credit(" ảnh : Nông Văn A "), "Nông Văn A");
        assert_eq!(credit("Photo: B"), "B");
        assert_eq!(credit("Đài PT-TH: Minh"), "Đài PT-TH: Minh");
        assert_eq!(credit("VGP"), "VGP");
    }
}
