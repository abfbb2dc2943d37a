//! QR codes (ISO/IEC 18004): on paper they are the way back to the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, bits, ec};
use serde::Serialize;

/// The lowest: what is on a screen or printed is not worn, and a smaller code is easier to scan.
const LEVEL: EcLevel = EcLevel::L;
/// Any of the eight can be read. To find the one that looks best takes fifty times as long as all the rest, twice what a
/// whole page takes.
const MASK: MaskPattern = MaskPattern::Checkerboard;
/// Light modules around the code, which a camera needs to find it.
const QUIET: usize = 4;

/// A code as a picture of one pixel for each module, a quarter of what the same code weighs as the path of an SVG.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The picture itself, as an address: `data:image/png;base64,…`.
    pub url: String,
    /// Width and height in modules, with the quiet zone.
    pub side: usize,
}

/// The code of a text; none when it is longer than a code can hold, about 2900 bytes.
pub fn code(text: &str) -> Option<Code> {
    let bits = bits::encode_auto(text.as_bytes(), LEVEL).ok()?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, LEVEL).ok()?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MASK);
    let modules = canvas.into_colors();
    let across = modules.len().isqrt();
    let side = across + 2 * QUIET;
    let picture = picture(modules.chunks(across), side).ok()?;
    let url = format!("data:image/png;base64,{}", STANDARD.encode(picture));
    Some(Code { url, side })
}

/// Lines of modules as a PNG of one bit for each, which is white when it is 1.
fn picture<'a>(
    lines: impl Iterator<Item = &'a [Color]>,
    side: usize,
) -> Result<Vec<u8>, png::EncodingError> {
    let long = side.div_ceil(8);
    let mut rows = vec![u8::MAX; side * long];
    for (row, line) in rows.chunks_mut(long).skip(QUIET).zip(lines) {
        for (x, module) in (QUIET..).zip(line) {
            row[x / 8] ^= u8::from(*module == Color::Dark) << (7 - x % 8);
        }
    }
    let mut picture = Vec::new();
    let size = u32::try_from(side).unwrap_or_default();
    let mut encoder = Encoder::new(&mut picture, size, size);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    // A code looks like noise, so there is nothing to make smaller.
    encoder.set_deflate_compression(DeflateCompression::NoCompression);
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&rows)?;
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels for a module, as a camera would see it.
    const SCALE: usize = 4;

    /// What a telephone reads where a code is shown.
    fn scanned(code: &Code) -> String {
        let (_, picture) = code.url.split_once(',').unwrap();
        let picture = STANDARD.decode(picture).unwrap();
        let picture = image::load_from_memory(&picture).unwrap().into_luma8();
        assert_eq!(picture.width() as usize, code.side);
        let dark: Vec<_> = picture.pixels().map(|pixel| pixel.0 == [0]).collect();
        let seen = |x, y| dark[y / SCALE * code.side + x / SCALE];
        let side = code.side * SCALE;
        let mut image = rqrr::PreparedImage::prepare_from_bitmap(side, side, seen);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().expect("it can be read").1
    }

    #[test]
    fn a_telephone_reads_what_was_written() {
        let pages = (0..60).map(|number| {
            let name = "cau-song-ngang-".repeat(number / 12 + 1);
            format!("https://nason.example/tin-tuc/{name}{number}.html")
        });
        let others = ["HTTP://NASON.EXAMPLE/123456", "Cầu Sông Ngang, Ẫ Ế Ộ Ữ"].map(str::to_owned);
        for text in pages.chain(others) {
            assert_eq!(scanned(&code(&text).expect("it fits")), text);
        }
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert!(code(&"x".repeat(2900)).is_some());
        assert_eq!(code(&"x".repeat(3000)), None);
    }
}
