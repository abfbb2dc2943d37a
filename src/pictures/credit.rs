//! Who made a picture, as its own file says (REQ-E13).

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag, Value};

/// Who made a picture: the artist that its file names, else the holder of its rights, as it is written there. None when it
/// names nobody.
#[must_use]
pub fn credit(bytes: &[u8]) -> Option<String> {
    let mut file = Cursor::new(bytes);
    let exif = Reader::new().read_from_container(&mut file).ok()?;
    let mut named = [Tag::Artist, Tag::Copyright].into_iter();
    named.find_map(|tag| text(&exif, tag))
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(lines) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    // The standard knows ASCII only; cameras and programs write UTF-8.
    let text = std::str::from_utf8(lines.first()?).ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
