//! Pixels as files.

use std::borrow::Cow;

use image::codecs::avif::AvifEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};
use img_parts::{Bytes, ImageICC};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, Layout, TransformOptions};
use webp::WebPConfig;

/// The longest profile that is worth its bytes in every print.
const PROFILE: usize = 4096;

/// 1 to 10, the quickest.
const AVIF_SPEED: u8 = 9;

/// So much lower a number gives AVIF the look of WebP, measured as structural similarity.
const AVIF_LESS: u8 = 4;

/// Whether a colour profile must go along: one of red, green and blue that is not the web's own.
pub fn is_wanted(profile: &[u8]) -> bool {
    let names_srgb = |text: &[u8]| profile.windows(text.len()).any(|part| part == text);
    profile.len() <= PROFILE
        && profile.get(16..20) == Some(b"RGB ")
        && !names_srgb(b"sRGB")
        && !names_srgb(b"s\0R\0G\0B")
}

/// Progressive, with colours at half the detail as cameras write them.
pub fn jpeg(rgb: &[u8], size: (u32, u32), quality: u8, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(size.0).ok()?, u16::try_from(size.1).ok()?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    encoder.encode(rgb, width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

/// Without losses.
pub fn png(data: &[u8], size: (u32, u32), alpha: bool, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).ok()?;
    }
    let colours = if alpha {
        ExtendedColorType::Rgba8
    } else {
        ExtendedColorType::Rgb8
    };
    encoder.write_image(data, size.0, size.1, colours).ok()?;
    Some(bytes)
}

/// With losses. `drawn`: edges of colours are kept sharper, which costs time.
pub fn webp(
    data: &[u8],
    (width, height): (u32, u32),
    alpha: bool,
    quality: u8,
    drawn: bool,
    profile: Option<&[u8]>,
) -> Option<Vec<u8>> {
    let mut config = WebPConfig::new().ok()?;
    config.quality = f32::from(quality);
    config.use_sharp_yuv = i32::from(drawn);
    let encoder = if alpha {
        webp::Encoder::from_rgba(data, width, height)
    } else {
        webp::Encoder::from_rgb(data, width, height)
    };
    let bytes = encoder.encode_advanced(&config).ok()?.to_vec();
    let Some(profile) = profile else {
        return Some(bytes);
    };
    let mut file = img_parts::webp::WebP::from_bytes(Bytes::from(bytes)).ok()?;
    file.set_icc_profile(Some(Bytes::copy_from_slice(profile)));
    Some(file.encoder().bytes().to_vec())
}

/// With losses, in the colours of the web: no profile goes along.
pub fn avif(
    data: &[u8],
    (width, height): (u32, u32),
    alpha: bool,
    quality: u8,
    profile: Option<&[u8]>,
) -> Option<Vec<u8>> {
    let (colours, layout) = if alpha {
        (ExtendedColorType::Rgba8, Layout::Rgba)
    } else {
        (ExtendedColorType::Rgb8, Layout::Rgb)
    };
    // A profile that cannot be read is no profile, as in browsers.
    let converted = profile.and_then(|profile| in_srgb(data, layout, profile));
    let data = converted.map_or(Cow::Borrowed(data), Cow::Owned);
    let mut bytes = Vec::new();
    let quality = quality.saturating_sub(AVIF_LESS).max(1);
    // One thread: a picture is cut into as many tiles as there are threads, and every tile changes the bytes.
    AvifEncoder::new_with_speed_quality(&mut bytes, AVIF_SPEED, quality)
        .with_num_threads(Some(1))
        .write_image(&data, width, height, colours)
        .ok()?;
    Some(bytes)
}

/// The same colours as the web names them.
fn in_srgb(data: &[u8], layout: Layout, profile: &[u8]) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let options = TransformOptions::default();
    let transform = profile
        .create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options)
        .ok()?;
    let mut converted = vec![0; data.len()];
    transform.transform(data, &mut converted).ok()?;
    Some(converted)
}

/// What can be seen through, on paper.
pub fn on_white(pixels: &RgbaImage) -> Vec<u8> {
    let blend = |colour: u8, alpha: u8| {
        let sum = u32::from(colour) * u32::from(alpha) + 255 * u32::from(255 - alpha);
        u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
    };
    let pixels = pixels.pixels().map(|pixel| pixel.0);
    pixels
        .flat_map(|[red, green, blue, alpha]| [red, green, blue].map(|it| blend(it, alpha)))
        .collect()
}
