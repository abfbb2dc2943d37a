//! Which prints there are of a picture: few enough to be kept, close enough that no telephone loads much more than it shows.

use super::{Print, Ratio, Shape};

/// Widths of whole pictures, in pixels: a card on a telephone, a telephone, a column of text on a fine screen, a page.
const STEPS: [u32; 6] = [400, 800, 1200, 1600, 2000, 2400];
/// Widths of cuts: a card on a coarse and on a fine screen. The larger is enough for search engines, which ask for more
/// than 50,000 pixels.
const CUTS: [u32; 2] = [400, 800];
/// The width of what is shared: 1200×630.
pub const SHARE: u32 = 1200;
/// Up to this width there is nothing to win.
const SMALL: u32 = 480;
/// Nor below this many bytes, whatever the width.
const LIGHT: u64 = 32 * 1024;

/// Whether a picture is shown as it is: narrow, or light.
#[must_use]
pub const fn is_small(width: u32, bytes: u64) -> bool {
    width <= SMALL || bytes <= LIGHT
}

/// Widths of the whole picture, the narrowest first, for a picture of this width and with no print wider than `most`.
/// A step that is almost the next one is left out.
#[must_use]
pub fn whole(width: u32, most: u32) -> Vec<u32> {
    let top = width.min(most);
    let below = STEPS.into_iter().filter(|step| *step * 6 / 5 <= top);
    below.chain([top]).collect()
}

/// Widths of a cut of a picture of this size; none when it would have to be blown up.
#[must_use]
pub fn cuts(shape: Shape, (width, height): (u32, u32)) -> Vec<u32> {
    let (_, _, width, _) = shape.of(width, height);
    let steps = match shape {
        Shape::Cut(Ratio::Share, _) => &[SHARE][..],
        _ => &CUTS,
    };
    steps
        .iter()
        .copied()
        .filter(|step| *step <= width)
        .collect()
}

/// The height of a print of a picture of this size.
#[must_use]
pub fn height(print: &Print, (width, height): (u32, u32)) -> u32 {
    if let Shape::Cut(ratio, _) = print.shape {
        let (across, down) = ratio.sides();
        return (print.width * down + across / 2) / across;
    }
    let exact = (u64::from(height) * u64::from(print.width) + u64::from(width) / 2)
        / u64::from(width.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}
