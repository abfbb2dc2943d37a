//! QR codes (ISO/IEC 18004) as one path of an SVG: on paper they are the way back to the page.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// Light modules around the code, which a camera needs to find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// A code that is drawn in lines one module thick: a third of what squares would weigh.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// For `viewBox`, in modules, with the quiet zone.
    pub view_box: String,
    /// For `d` of a path with a stroke of width 1.
    pub path: String,
}

/// The code of a text; none when it is longer than a code can hold, about 2900 bytes.
///
/// The lowest level of correction: what is on a screen or printed is not worn, and a smaller code is easier to scan.
pub fn code(text: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let side = code.width();
    let colours = code.to_colors();
    let rows = colours.chunks(side).enumerate();
    let whole = side + 2 * QUIET;
    Some(Code {
        view_box: format!("-{QUIET} -{QUIET}.5 {whole} {whole}"),
        path: rows.map(|(number, row)| line(number, row)).collect(),
    })
}

/// The dark modules of a row: `M0 3h7m2 0h1`.
fn line(number: usize, row: &[Color]) -> String {
    let mut path = String::new();
    let mut at = 0;
    for run in row.chunk_by(|one, other| one == other) {
        if run[0] == Color::Dark {
            if path.is_empty() {
                path = format!("M{at} {number}");
            }
            path += &format!("h{}", run.len());
        } else if !path.is_empty() {
            path += &format!("m{} 0", run.len());
        }
        at += run.len();
    }
    // A light end moves nowhere.
    match path.rfind('m') {
        Some(last) if row.last() == Some(&Color::Light) => path[..last].to_owned(),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules that a path draws, by row.
    fn drawn(path: &str) -> Vec<(usize, usize)> {
        let mut dark = Vec::new();
        for row in path.split('M').skip(1) {
            let start = row.find('h').expect("a run");
            let (x, y) = row[..start].split_once(' ').expect("a place");
            let (mut x, y) = (x.parse().expect("x"), y.parse().expect("y"));
            let mut rest = &row[start..];
            while !rest.is_empty() {
                let end = rest[1..].find(['h', 'm']).map_or(rest.len(), |at| at + 1);
                let length: usize = rest[1..end]
                    .trim_end_matches(" 0")
                    .parse()
                    .expect("a length");
                if rest.starts_with('h') {
                    dark.extend((x..x + length).map(|x| (y, x)));
                }
                x += length;
                rest = &rest[end..];
            }
        }
        dark
    }

    #[test]
    fn the_path_draws_every_dark_module_and_no_other() {
        for text in [
            "",
            "https://nason.example/tin-tuc/cau-moi.html",
            &"cầu ".repeat(200),
        ] {
            let code = code(text).expect("it fits");
            let real = QrCode::with_error_correction_level(text, EcLevel::L).expect("it fits");
            let expected: Vec<_> = (0..real.width())
                .flat_map(|y| (0..real.width()).map(move |x| (y, x)))
                .filter(|(y, x)| real[(*x, *y)] == Color::Dark)
                .collect();
            assert_eq!(drawn(&code.path), expected);
        }
    }

    #[test]
    fn what_no_code_can_hold_has_none() {
        assert_eq!(code(&"x".repeat(3000)), None);
    }
}
