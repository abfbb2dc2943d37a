//! Paints photographs for `benches/pictures.py`: `photographs FOLDER COUNT WIDTH HEIGHT`.
//!
//! Hills, sky, stones and the grain of a camera; about four megabytes for 4000×3000. Twenty are painted; the others are the
//! same with another comment, which is another file to decode.

use std::fs;
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Photographs that are painted.
const PAINTED: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, width, height] = arguments.as_slice() else {
        return Err("photographs FOLDER COUNT WIDTH HEIGHT".into());
    };
    let (count, width, height) = (count.parse()?, width.parse()?, height.parse()?);
    let mut painted = Vec::new();
    for number in 0..count {
        if number < PAINTED {
            painted.push(jpeg(number, width, height)?);
        }
        let bytes = with_comment(&painted[number % PAINTED], &format!("số {number}"))?;
        fs::write(
            Path::new(folder).join(format!("anh-{number:04}.jpg")),
            bytes,
        )?;
    }
    Ok(())
}

fn jpeg(number: usize, width: u16, height: u16) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let (across, down) = (f32::from(width), f32::from(height));
    let shift = f32::from(u16::try_from(number)?);
    let mut seed = 7_u32;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for row in 0..height {
        let y = f32::from(row) / down;
        for column in 0..width {
            let x = f32::from(column) / across;
            let hill = 0.5 + 0.2 * (x * 7.0 + shift).sin() + 0.06 * (x * 41.0 + shift).sin();
            let stone = (x * 260.0 + shift).sin() * (y * 190.0).sin();
            let light = if y < hill {
                [150.0 + 60.0 * y, 180.0 + 40.0 * y, 220.0]
            } else {
                let shade = 70.0 + 50.0 * stone + 40.0 * (x * 3.0).cos();
                [shade * 0.8, shade, shade * 0.5]
            };
            for colour in light {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let [.., grain] = (seed >> 3).to_le_bytes();
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a colour is cut off where it ends"
                )]
                pixels.push((colour + f32::from(grain) - 16.0) as u8);
            }
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&pixels, width, height, ColorType::Rgb)?;
    Ok(bytes)
}

/// A comment behind the first two bytes.
fn with_comment(jpeg: &[u8], text: &str) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let length = u16::try_from(text.len() + 2)?.to_be_bytes();
    Ok([
        &jpeg[..2],
        b"\xff\xfe",
        &length,
        text.as_bytes(),
        &jpeg[2..],
    ]
    .concat())
}
