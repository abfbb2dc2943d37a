//! The colour that stands in for a picture until it has come.

use image::RgbImage;
use serde::{Deserialize, Serialize};

/// Steps of each colour. The theme has a class for each step (`r0` to `r5`, `g0`, `b0`…), for a style of its own on
/// each picture is what the portal's security policy forbids.
const STEPS: u64 = 6;

/// Red, green and blue, each 0 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tone(pub u8, pub u8, pub u8);

impl Tone {
    /// Names of classes.
    #[must_use]
    pub fn classes(self) -> String {
        let Self(red, green, blue) = self;
        format!("tone r{red} g{green} b{blue}")
    }
}

/// The mean colour of a picture.
pub fn of(pixels: &RgbImage) -> Tone {
    let mut sums = [0_u64; 3];
    for pixel in pixels.pixels() {
        for (sum, colour) in sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(colour);
        }
    }
    let count = (u64::from(pixels.width()) * u64::from(pixels.height())).max(1);
    let step =
        |sum: u64| u8::try_from((sum * (STEPS - 1) + count * 127) / (count * 255)).unwrap_or(0);
    Tone(step(sums[0]), step(sums[1]), step(sums[2]))
}
