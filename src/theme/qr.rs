//! QR codes (ISO/IEC 18004) as one path of an SVG: on paper they are the way back to the page.

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
const DIGITS: &[u8; 10] = b"0123456789";

/// A code that is drawn in lines one module thick: a third of what squares would weigh.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// For `viewBox`, in modules, with the quiet zone.
    pub view_box: String,
    /// For `d` of a path with a stroke of width 1.
    pub path: String,
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
    let side = modules.len().isqrt();
    let whole = side + 2 * QUIET;
    let mut path = String::with_capacity(modules.len() * 2);
    for (number, row) in modules.chunks(side).enumerate() {
        line(&mut path, number, row);
    }
    Some(Code {
        view_box: format!("-{QUIET} -{QUIET}.5 {whole} {whole}"),
        path,
    })
}

/// The dark modules of a row: `M0 3h7m2 0h1`.
fn line(path: &mut String, number: usize, row: &[Color]) {
    let mut at = 0;
    let mut is_begun = false;
    for runs in row.chunk_by(|one, other| one == other) {
        let long = runs.len();
        match (runs[0], is_begun) {
            (Color::Dark, true) => push(path, &[("h", long)]),
            (Color::Dark, false) => push(path, &[("M", at), (" ", number), ("h", long)]),
            // Nothing is behind the last.
            (Color::Light, true) if at + long < row.len() => push(path, &[("m", long), (" ", 0)]),
            (Color::Light, _) => {}
        }
        is_begun |= runs[0] == Color::Dark;
        at += long;
    }
}

/// Numbers as digits, by hand: a code has a thousand of them, and `write!` takes longer than all the rest of it.
fn push(path: &mut String, numbers: &[(&str, usize)]) {
    for (sign, number) in numbers {
        path.push_str(sign);
        for unit in [100, 10, 1] {
            if *number >= unit || unit == 1 {
                path.push(char::from(DIGITS[number / unit % 10]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels for a module, as a camera would see it.
    const SCALE: usize = 4;

    /// What a telephone reads where a code is drawn.
    fn scanned(code: &Code) -> String {
        let side: usize = code.view_box.rsplit(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![false; side * side];
        for row in code.path.split('M').skip(1) {
            let (x, row) = row.split_once(' ').unwrap();
            let (y, row) = row.split_at(row.find('h').unwrap());
            let (mut x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let row = row.replace(" 0", "").replace('h', " h").replace('m', " m");
            for step in row.split_whitespace() {
                let length: usize = step[1..].parse().unwrap();
                let start = (y + QUIET) * side + x + QUIET;
                dark[start..start + length].fill(step.starts_with('h'));
                x += length;
            }
        }
        let seen = |x, y| dark[y / SCALE * side + x / SCALE];
        let mut image = rqrr::PreparedImage::prepare_from_bitmap(side * SCALE, side * SCALE, seen);
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
