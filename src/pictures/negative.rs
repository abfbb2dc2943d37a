//! A picture decoded: upright, and no larger than any print of it.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage, RgbaImage};

use super::look::is_aside;
use super::strip::is_whole;
use super::{Format, Print, Tone, Trouble, encode, look, tone};

/// What the shorter side keeps, so that a square cut of a panorama is no stamp.
const SHORTEST: u32 = 900;

/// A picture decoded: upright, no larger than any print of it.
pub struct Negative {
    pixels: Pixels,
    /// Width and height of the original, upright.
    whole: (u32, u32),
    /// The format of the original.
    format: Format,
    /// Which colours the numbers mean, when they are not those of the web.
    profile: Option<Vec<u8>>,
}

impl std::fmt::Debug for Negative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Negative of {:?}", self.size())
    }
}

/// Eight bits a colour; with a fourth for what can be seen through.
enum Pixels {
    Rgb(RgbImage),
    Rgba(RgbaImage),
}

/// Decodes a picture, for prints up to a width.
///
/// # Errors
/// As [`look`], and when its bytes are not all there.
pub fn develop(bytes: &[u8], most: u32) -> Result<Negative, Trouble> {
    let looked = look(bytes)?;
    let format = looked.format.ok_or(Trouble::Broken)?;
    if !is_whole(bytes, format) {
        return Err(Trouble::Broken);
    }
    let broken = |_| Trouble::Broken;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.of_image());
    // The pixels were counted; this bounds what a file may ask for besides.
    let mut limits = Limits::default();
    limits.max_alloc = Some(super::MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let pixels = if picture.color().has_alpha() {
        Pixels::Rgba(picture.into_rgba8())
    } else {
        Pixels::Rgb(picture.into_rgb8())
    };
    // Turned when it is small.
    let pixels = pixels.reduced(most, turn)?.upright(turn);
    Ok(Negative {
        pixels: pixels.without_idle_alpha(),
        whole: (looked.width, looked.height),
        format,
        profile: profile.filter(|profile| encode::is_wanted(profile)),
    })
}

impl Negative {
    /// Makes one print.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&self, print: &Print) -> Result<Vec<u8>, Trouble> {
        let (width, height) = self.pixels.size();
        let part = print.shape.of(width, height);
        let size = (print.width, super::height(print, self.whole));
        let pixels = self.pixels.resized(part, size)?;
        let drawn = self.format == Format::Png;
        let (data, size) = (pixels.bytes(), pixels.size());
        let profile = self.profile.as_deref();
        let bytes = match (print.format, &pixels) {
            (Format::Jpeg, Pixels::Rgb(_)) => encode::jpeg(data, size, print.quality, profile),
            (Format::Jpeg, Pixels::Rgba(seen_through)) => encode::jpeg(
                &encode::on_white(seen_through),
                size,
                print.quality,
                profile,
            ),
            (Format::Png, Pixels::Rgb(_)) => encode::png(data, size, false, profile),
            (Format::Png, Pixels::Rgba(_)) => encode::png(data, size, true, profile),
            (Format::WebP, Pixels::Rgb(_)) => {
                encode::webp(data, size, false, print.quality, drawn, profile)
            }
            (Format::WebP, Pixels::Rgba(_)) => {
                encode::webp(data, size, true, print.quality, drawn, profile)
            }
            (Format::Avif, pixels) => {
                let alpha = matches!(pixels, Pixels::Rgba(_));
                encode::avif(data, size, alpha, print.quality, profile)
            }
        };
        bytes.ok_or(Trouble::Broken)
    }

    /// In pixels, upright.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.pixels.size()
    }

    /// What it takes in memory, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.pixels.bytes().len()
    }

    /// The colour that stands in for it; none when it can be seen through, for the colour would be seen as well.
    #[must_use]
    pub fn tone(&self) -> Option<Tone> {
        match &self.pixels {
            Pixels::Rgba(_) => None,
            Pixels::Rgb(pixels) => Some(tone::of(pixels)),
        }
    }
}

impl Pixels {
    fn size(&self) -> (u32, u32) {
        match self {
            Self::Rgb(pixels) => pixels.dimensions(),
            Self::Rgba(pixels) => pixels.dimensions(),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Rgb(pixels) => pixels.as_raw(),
            Self::Rgba(pixels) => pixels.as_raw(),
        }
    }

    /// As large as prints up to a width need it, once it is turned.
    fn reduced(self, most: u32, turn: Orientation) -> Result<Self, Trouble> {
        let (width, height) = self.size();
        let (across, down) = if is_aside(turn) {
            (height, width)
        } else {
            (width, height)
        };
        let by_width = most.min(across);
        let by_height = scaled(across, SHORTEST.min(down), down);
        let wanted = by_width.max(by_height).min(across);
        if wanted == across {
            return Ok(self);
        }
        let size = (
            scaled(width, wanted, across),
            scaled(height, wanted, across),
        );
        self.resized((0, 0, width, height), size)
    }

    fn upright(self, turn: Orientation) -> Self {
        if turn == Orientation::NoTransforms {
            return self;
        }
        let mut picture = match self {
            Self::Rgb(pixels) => DynamicImage::ImageRgb8(pixels),
            Self::Rgba(pixels) => DynamicImage::ImageRgba8(pixels),
        };
        picture.apply_orientation(turn);
        match picture {
            DynamicImage::ImageRgba8(pixels) => Self::Rgba(pixels),
            other => Self::Rgb(other.into_rgb8()),
        }
    }

    /// What nothing can be seen through needs no fourth byte.
    fn without_idle_alpha(self) -> Self {
        match self {
            Self::Rgba(pixels) if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) => {
                Self::Rgb(DynamicImage::ImageRgba8(pixels).into_rgb8())
            }
            other => other,
        }
    }

    /// A part of it in another size.
    fn resized(
        &self,
        (left, top, width, height): (u32, u32, u32, u32),
        (to_width, to_height): (u32, u32),
    ) -> Result<Self, Trouble> {
        let kind = match self {
            Self::Rgb(_) => PixelType::U8x3,
            Self::Rgba(_) => PixelType::U8x4,
        };
        let (own_width, own_height) = self.size();
        let source = ImageRef::new(own_width, own_height, self.bytes(), kind)
            .map_err(|_| Trouble::Broken)?;
        let mut target = Image::new(to_width, to_height, kind);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .crop(left.into(), top.into(), width.into(), height.into());
        Resizer::new()
            .resize(&source, &mut target, &options)
            .map_err(|_| Trouble::Broken)?;
        let bytes = target.into_vec();
        let pixels = match self {
            Self::Rgb(_) => RgbImage::from_raw(to_width, to_height, bytes).map(Self::Rgb),
            Self::Rgba(_) => RgbaImage::from_raw(to_width, to_height, bytes).map(Self::Rgba),
        };
        pixels.ok_or(Trouble::Broken)
    }
}

/// `side · by / per`, rounded, at least 1.
fn scaled(side: u32, by: u32, per: u32) -> u32 {
    let exact = (u64::from(side) * u64::from(by) + u64::from(per) / 2) / u64::from(per.max(1));
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}
