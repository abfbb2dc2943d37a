//! Pictures for readers: bytes in, bytes out. Knows no file, no site, no page.
//!
//! What a camera made is an *original*: large, crooked, with the place where it was taken. [`look`] tells what it is
//! from its first bytes. [`develop`] decodes it once, upright and no larger than any print needs: a *negative*.
//! [`Negative::print`] makes one lighter file of it, whole or cut around its focal point. Which prints there are for a
//! picture of some size is told by [`ladder`]. [`strip`] takes metadata out of a file without touching a pixel, but for who
//! took it, which [`credit`] tells; [`typeset`] breaks a title into lines, and [`painted`] makes a picture of a drawing with
//! words; [`drawing`] takes scripts and foreign addresses out of an SVG, and [`is_harmless`] tells whether there are any.
//!
//! Every function gives the same bytes for the same input, on any thread. What is damaged, too large or of another kind
//! is told as [`Trouble`].

mod credit;
mod drawing;
mod encode;
mod ladder;
mod look;
mod negative;
mod shape;
mod social;
mod strip;
#[cfg(test)]
mod tests;
mod tone;
mod typeset;

use serde::{Deserialize, Serialize};

pub use credit::credit;
pub use drawing::{drawing, is_harmless};
pub use ladder::{SHARE, cuts, height, is_small, whole};
pub use look::{Look, look};
pub use negative::{Negative, develop};
pub use shape::{Focus, Ratio, Shape};
pub use social::painted;
pub use strip::{is_whole, strip};
pub use tone::Tone;
pub use typeset::{BOX, FONT, Typeset, typeset};

/// Raised whenever the same input would give other prints, so that none of an older program is taken for one of this.
pub const EDITION: u32 = 1;

/// The most pixels that are decoded: four bytes each, half a gigabyte. The largest camera of a telephone takes 200
/// million, but only when it is told to.
pub const MOST_PIXELS: u64 = 128_000_000;

/// A format that prints are written in, and that originals are read from but for AVIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Photographs, for every browser.
    Jpeg,
    /// Drawings and what can be seen through.
    Png,
    /// Both, a third lighter, for browsers since 2020.
    WebP,
    /// Both, lighter still and slow to write, for browsers since 2022. Written only.
    Avif,
}

impl Format {
    /// How names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    /// Its name on the web.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }
}

/// One file to be made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Print {
    /// Whole, or cut.
    pub shape: Shape,
    /// In pixels; never more than there are.
    pub width: u32,
    /// How it is written.
    pub format: Format,
    /// 1 to 100; without meaning for PNG.
    pub quality: u8,
}

impl Print {
    /// All of a picture.
    #[must_use]
    pub const fn whole(width: u32, format: Format, quality: u8) -> Self {
        Self {
            shape: Shape::Whole,
            width,
            format,
            quality,
        }
    }
}

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its bytes are no picture, or not all of one.
    Broken,
    /// A picture of a kind that browsers do not show; its name.
    Foreign(&'static str),
    /// More than [`MOST_PIXELS`]; width and height.
    Huge(u32, u32),
}
