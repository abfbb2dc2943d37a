//! What a picture is, told by its first bytes.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder, ImageFormat, ImageReader, metadata::Orientation};
use imagesize::{Compression, ImageType};
use serde::{Deserialize, Serialize};

use super::{Format, MOST_PIXELS, Trouble};

/// What the first bytes of a picture tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its format, when prints can be made of it: not of what moves, nor of GIF and AVIF.
    pub format: Option<Format>,
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
}

/// Looks at a picture. Its first bytes are enough when they hold all that stands before the pixels.
///
/// # Errors
/// When it is none, none that browsers show, or too large to be decoded.
pub fn look(bytes: &[u8]) -> Result<Look, Trouble> {
    let kind = imagesize::image_type(bytes).map_err(|_| Trouble::Broken)?;
    let format = match kind {
        ImageType::Jpeg => Some(Format::Jpeg),
        ImageType::Png => Some(Format::Png),
        ImageType::Webp => Some(Format::WebP),
        ImageType::Gif | ImageType::Heif(Compression::Av1) | ImageType::Ico => None,
        ImageType::Heif(_) => return Err(Trouble::Foreign("HEIC")),
        ImageType::Tiff => return Err(Trouble::Foreign("TIFF")),
        ImageType::Bmp => return Err(Trouble::Foreign("BMP")),
        ImageType::Psd => return Err(Trouble::Foreign("Photoshop")),
        ImageType::Jxl => return Err(Trouble::Foreign("JPEG XL")),
        _ => return Err(Trouble::Broken),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| Trouble::Broken)?;
    let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let (width, height) = (pixels(size.width), pixels(size.height));
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Trouble::Huge(width, height));
    }
    let turn = format.map_or(Orientation::NoTransforms, |format| {
        orientation(bytes, format)
    });
    let (width, height) = if is_aside(turn) {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Look {
        format: format.filter(|format| !moves(bytes, *format)),
        width,
        height,
    })
}

/// Whether turning it upright exchanges width and height.
pub fn is_aside(turn: Orientation) -> bool {
    matches!(
        turn,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// How a picture must be turned to stand upright; what cannot be told is upright.
pub fn orientation(bytes: &[u8], format: Format) -> Orientation {
    let reader = ImageReader::with_format(Cursor::new(bytes), format.of_image());
    let turn = reader.into_decoder().and_then(|mut it| it.orientation());
    turn.unwrap_or(Orientation::NoTransforms)
}

/// Whether it is a film of several pictures.
fn moves(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Jpeg | Format::Avif => false,
        Format::Png => {
            PngDecoder::new(Cursor::new(bytes)).is_ok_and(|it| it.is_apng().unwrap_or(false))
        }
        Format::WebP => WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|it| it.has_animation()),
    }
}

impl Format {
    pub(super) const fn of_image(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::WebP => ImageFormat::WebP,
            Self::Avif => ImageFormat::Avif,
        }
    }
}
