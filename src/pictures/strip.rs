//! Takes out of a file what readers need not know: where and when it was taken, with which camera, by whose computer.
//! Who took it stays, and the pixels are not touched.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Reader, Tag, Value};
use image::metadata::Orientation;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

use super::look::orientation;
use super::{Format, Trouble};

/// Chunks of PNG that pixels, colours and films are made of; all others go.
const PNG: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"acTL", b"fcTL", b"fdAT",
];

/// The same picture without metadata but its colours, how the camera was held, and who has made it. What follows the picture
/// in the file goes too.
///
/// # Errors
/// When it is no such file.
pub fn strip(bytes: &[u8], format: Format) -> Result<Vec<u8>, Trouble> {
    let kept = kept(bytes, orientation(bytes, format));
    let bytes = Bytes::copy_from_slice(bytes);
    let broken = |_| Trouble::Broken;
    let stripped = match format {
        Format::Jpeg => {
            let mut file = Jpeg::from_bytes(bytes.clone()).map_err(broken)?;
            let rest = rest(&file, &bytes).ok_or(Trouble::Broken)?;
            file.segments_mut()
                .retain(|segment| is_seen(segment.marker(), segment.contents()));
            file.set_exif(kept);
            let stripped = file.encoder().bytes();
            stripped.slice(..stripped.len() - rest)
        }
        Format::Png => {
            let mut file = Png::from_bytes(bytes).map_err(broken)?;
            file.chunks_mut()
                .retain(|chunk| PNG.contains(&&chunk.kind()));
            file.set_exif(kept);
            file.encoder().bytes()
        }
        Format::WebP => {
            let mut file = WebP::from_bytes(bytes).map_err(broken)?;
            file.set_exif(kept);
            file.remove_chunks_by_id(*b"XMP ");
            file.encoder().bytes()
        }
        Format::Avif => return Err(Trouble::Broken),
    };
    Ok(stripped.to_vec())
}

/// The least EXIF there is: how the camera was held, and who made the picture. None when there is nothing to say.
fn kept(bytes: &[u8], held: Orientation) -> Option<Bytes> {
    let turn = Field {
        tag: Tag::Orientation,
        ifd_num: In::PRIMARY,
        value: Value::Short(vec![held.to_exif().into()]),
    };
    let exif = Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok();
    let named = |tag| exif.as_ref()?.get_field(tag, In::PRIMARY);
    let turn = Some(&turn).filter(|_| held != Orientation::NoTransforms);
    let fields = [turn, named(Tag::Artist), named(Tag::Copyright)];
    let mut writer = Writer::new();
    let mut written = Cursor::new(Vec::new());
    let count = fields
        .into_iter()
        .flatten()
        .map(|field| writer.push_field(field))
        .count();
    writer.write(&mut written, true).ok()?;
    (count > 0).then(|| written.into_inner().into())
}

/// Whether a file has its end. A copy that was broken off has none, and a decoder of JPEG shows it with grey below.
#[must_use]
pub fn is_whole(bytes: &[u8], format: Format) -> bool {
    let own = Bytes::copy_from_slice(bytes);
    match format {
        Format::Jpeg => Jpeg::from_bytes(own).is_ok_and(|file| rest(&file, bytes).is_some()),
        Format::Png => Png::from_bytes(own).is_ok_and(|file| {
            let last = file.chunks().last();
            last.is_some_and(|chunk| chunk.kind() == *b"IEND")
        }),
        Format::WebP => WebP::from_bytes(own).is_ok(),
        Format::Avif => false,
    }
}

/// How many bytes follow the end of a JPEG; none when it has no end.
fn rest(file: &Jpeg, bytes: &[u8]) -> Option<usize> {
    let scan = file.segments().last()?;
    let length = scan.len_with_entropy() - scan.len();
    let scans = &bytes[bytes.len().checked_sub(length)?..];
    let mut at = 0;
    loop {
        at += scans
            .get(at..)?
            .iter()
            .position(|byte| *byte == markers::P)?;
        at += match *scans.get(at + 1)? {
            markers::EOI => return Some(length - at - 2),
            // A fill byte; a byte of pixels; a restart.
            markers::P => 1,
            markers::Z | markers::RST0..=markers::RST7 => 2,
            _ => {
                let length = [*scans.get(at + 2)?, *scans.get(at + 3)?];
                2 + usize::from(u16::from_be_bytes(length))
            }
        };
    }
}

/// Whether a segment of JPEG has to do with how it looks: its colours among those for applications.
fn is_seen(marker: u8, contents: &[u8]) -> bool {
    match marker {
        markers::APP2 => contents.starts_with(b"ICC_PROFILE\0"),
        markers::APP0 | markers::APP14 => true,
        markers::APP1 | markers::APP3..=markers::APP13 | markers::APP15 | markers::COM => false,
        _ => true,
    }
}
