//! Pictures are painted here: no file of anybody is needed.

mod metadata;
mod promises;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::*;

/// What a secret looks like in a file.
const SECRET: &[u8] = b"20.9601N 103.0470E";

fn bytes_of(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Grain, so that it does not shrink to nothing.
fn photograph(width: u32, height: u32) -> RgbImage {
    let step = |at: u32, of: u32| u8::try_from(at * 200 / of).unwrap();
    let mut seed = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = u8::try_from(seed >> 27).unwrap();
        Rgb([step(x, width) + grain, step(y, height) + grain, 90 + grain])
    })
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    bytes_of(&photograph(width, height).into(), ImageFormat::Jpeg)
}

/// The least EXIF that tells how the camera was held, with a secret behind it.
fn exif(orientation: u8) -> Bytes {
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(SECRET);
    exif.into()
}

fn held(jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    let mut file = img_parts::jpeg::Jpeg::from_bytes(jpeg.into()).unwrap();
    file.set_exif(Some(exif(orientation)));
    file.encoder().bytes().to_vec()
}

fn print(shape: Shape, width: u32, format: Format) -> Print {
    Print {
        shape,
        width,
        format,
        quality: 78,
    }
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether a corner is red; all others are blue.
fn is_red(picture: &RgbImage, (x, y): (u32, u32)) -> bool {
    let Rgb([red, _, blue]) = *picture.get_pixel(x, y);
    red > 150 && blue < 100
}

#[test]
fn however_the_camera_was_held_the_print_stands_upright() {
    // Where the corner that belongs to the upper left stands in the file, by the number that EXIF has for it.
    let places = [
        (0, 0),
        (1, 0),
        (1, 1),
        (0, 1),
        (0, 0),
        (0, 1),
        (1, 1),
        (1, 0),
    ];
    for (number, (right, down)) in (1_u8..).zip(places) {
        let aside = number > 4;
        let (width, height) = if aside { (80, 120) } else { (120, 80) };
        let painted = RgbImage::from_fn(width, height, |x, y| {
            let corner = (x < width / 2) == (right == 0) && (y < height / 2) == (down == 0);
            if corner {
                Rgb([220, 20, 20])
            } else {
                Rgb([20, 20, 220])
            }
        });
        let file = held(bytes_of(&painted.into(), ImageFormat::Jpeg), number);
        let look = look(&file).unwrap();
        assert_eq!((look.width, look.height), (120, 80), "{number}");
        let negative = develop(&file, 1600).unwrap();
        let bytes = negative
            .print(&print(Shape::Whole, 120, Format::Jpeg))
            .unwrap();
        let shown = decoded(&bytes).into_rgb8();
        assert_eq!(shown.dimensions(), (120, 80));
        let red = [(10, 10), (110, 10), (10, 70), (110, 70)].map(|at| is_red(&shown, at));
        assert_eq!(red, [true, false, false, false], "{number}");
    }
}

#[test]
fn a_large_picture_is_turned_and_reduced_at_once() {
    let negative = develop(&held(jpeg(3000, 2000), 6), 1600).unwrap();
    assert_eq!(negative.size(), (1600, 2400));
    let negative = develop(&jpeg(6000, 1500), 1600).unwrap();
    assert_eq!(
        negative.size(),
        (3600, 900),
        "a square cut of a panorama is no stamp"
    );
    assert_eq!(develop(&jpeg(700, 500), 1600).unwrap().size(), (700, 500));
}

#[test]
fn no_print_tells_where_it_was_taken() {
    let file = held(jpeg(900, 600), 1);
    assert!(holds(&file, SECRET));
    let negative = develop(&file, 1600).unwrap();
    for format in [Format::Jpeg, Format::Png, Format::WebP] {
        let bytes = negative.print(&print(Shape::Whole, 800, format)).unwrap();
        assert!(
            !holds(&bytes, SECRET) && !holds(&bytes, b"Exif"),
            "{format:?}"
        );
        assert_eq!(look(&bytes).unwrap().format, Some(format));
    }
}

#[test]
fn colours_of_another_gamut_keep_their_meaning_and_those_of_the_web_need_no_telling() {
    let profile = |name: &[u8]| {
        let mut profile = vec![0; 128];
        profile[16..20].copy_from_slice(b"RGB ");
        profile.extend(name);
        Bytes::from(profile)
    };
    for (name, kept) in [(&b"Display P3"[..], true), (b"sRGB IEC61966-2.1", false)] {
        let mut file = img_parts::jpeg::Jpeg::from_bytes(jpeg(900, 600).into()).unwrap();
        file.set_icc_profile(Some(profile(name)));
        let negative = develop(&file.encoder().bytes(), 1600).unwrap();
        for format in [Format::Jpeg, Format::WebP] {
            let bytes = negative.print(&print(Shape::Whole, 400, format)).unwrap();
            assert_eq!(holds(&bytes, name), kept, "{format:?}");
            assert!(image::load_from_memory(&bytes).is_ok());
        }
    }
}

#[test]
fn avif_carries_no_profile_but_the_colours_that_it_names() {
    let told = |profile: Option<Vec<u8>>| {
        let mut file = img_parts::jpeg::Jpeg::from_bytes(jpeg(120, 80).into()).unwrap();
        file.set_icc_profile(profile.map(Bytes::from));
        let negative = develop(&file.encoder().bytes(), 1600).unwrap();
        negative
            .print(&print(Shape::Whole, 100, Format::Avif))
            .unwrap()
    };
    let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    assert!(encode::is_wanted(&wide));
    assert_ne!(told(Some(wide.clone())), told(None));
    let mut broken = wide;
    broken.truncate(200);
    assert_eq!(told(Some(broken)), told(None));
}

#[test]
fn avif_is_written_in_any_shape_and_only_written() {
    let pictures = [
        DynamicImage::from(photograph(480, 2)),
        RgbaImage::from_pixel(60, 40, Rgba([200, 30, 30, 90])).into(),
    ];
    for picture in pictures {
        let negative = develop(&bytes_of(&picture, ImageFormat::Png), 1600).unwrap();
        let bytes = negative
            .print(&print(Shape::Whole, picture.width(), Format::Avif))
            .unwrap();
        let looked = look(&bytes).unwrap();
        assert_eq!(
            (looked.width, looked.height),
            (picture.width(), picture.height())
        );
        assert_eq!(looked.format, None);
        assert_eq!(strip(&bytes, Format::Avif), Err(Trouble::Broken));
    }
}

#[test]
fn what_can_be_seen_through_stays_so_and_has_no_colour_behind_it() {
    let painted = RgbaImage::from_fn(600, 400, |x, _| {
        Rgba([200, 30, 30, if x < 300 { 0 } else { 255 }])
    });
    let negative = develop(&bytes_of(&painted.into(), ImageFormat::Png), 1600).unwrap();
    assert_eq!(negative.tone(), None);
    let bytes = negative
        .print(&print(Shape::Whole, 400, Format::WebP))
        .unwrap();
    let shown = decoded(&bytes).into_rgba8();
    assert_eq!(
        (
            shown.get_pixel(20, 100).0[3],
            shown.get_pixel(380, 100).0[3]
        ),
        (0, 255)
    );
    let bytes = negative
        .print(&print(Shape::Whole, 400, Format::Jpeg))
        .unwrap();
    assert!(
        decoded(&bytes)
            .into_rgb8()
            .get_pixel(20, 100)
            .0
            .iter()
            .all(|it| *it > 245)
    );
    let opaque = RgbaImage::from_pixel(600, 400, Rgba([255, 0, 128, 255]));
    let negative = develop(&bytes_of(&opaque.into(), ImageFormat::Png), 1600).unwrap();
    assert_eq!(negative.tone().unwrap().classes(), "tone r5 g0 b3");
}

#[test]
fn a_bomb_is_told_before_a_pixel_is_decoded() {
    let mut bytes = bytes_of(&photograph(4, 4).into(), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(look(&bytes), Err(Trouble::Huge(60_000, 60_000)));
    assert_eq!(
        develop(&bytes, 1600).unwrap_err(),
        Trouble::Huge(60_000, 60_000)
    );
}

#[test]
fn pictures_that_browsers_do_not_show_are_named() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert_eq!(look(heic), Err(Trouble::Foreign("HEIC")));
    assert_eq!(
        look(b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0"),
        Err(Trouble::Foreign("BMP"))
    );
    assert_eq!(look(b"no picture at all"), Err(Trouble::Broken));
    assert_eq!(look(b""), Err(Trouble::Broken));
}

#[test]
fn half_a_file_is_broken_and_needs_no_decoding_to_be_seen() {
    let plain: DynamicImage = photograph(300, 200).into();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = bytes_of(&plain, format);
        assert!(develop(&bytes, 1600).is_ok());
        for part in [2, 3, 10] {
            let half = &bytes[..bytes.len() * (part - 1) / part];
            let known = look(&bytes).unwrap().format.unwrap();
            assert!(is_whole(&bytes, known) && !is_whole(half, known));
            assert_eq!(
                develop(half, 1600).unwrap_err(),
                Trouble::Broken,
                "{format:?} {part}"
            );
        }
    }
}

#[test]
fn a_drawing_keeps_its_lines_and_loses_its_teeth() {
    let drawing_of = |inner: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\" onload=\"alert(1)\">{inner}<path d=\"M0 0h9v9z\" fill=\"#c00\"/></svg>"
        );
        String::from_utf8(drawing(svg.as_bytes()).unwrap()).unwrap()
    };
    for teeth in [
        "<script>alert(1)</script>",
        "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://khac.example/\"/></foreignObject>",
        "<image href=\"https://khac.example/a.png\"/>",
        "<use xlink:href=\"https://khac.example/a.svg#a\"/>",
        "<a href=\"javascript:alert(1)\"><text>x</text></a>",
        "<rect onclick=\"alert(1)\"/>",
        "<style>@import url(https://khac.example/a.css); rect { fill: url(https://khac.example/b.svg#a) }</style>",
        "<image href=\"data:image/svg+xml,&lt;svg onload='alert(1)'/&gt;\"/>",
    ] {
        let clean = drawing_of(teeth);
        for tooth in [
            "script",
            "alert",
            "\"https://khac",
            "(https://khac",
            "import",
            "foreignObject",
            "iframe",
            "onload",
        ] {
            assert!(!clean.contains(tooth), "{teeth}\n{clean}");
        }
        assert!(
            clean.contains("M0 0h9v9z") && clean.contains("viewBox"),
            "{clean}"
        );
    }
    let kept = drawing_of(
        "<defs><linearGradient id=\"g\"/></defs><rect fill=\"url(#g)\"/><use href=\"#g\"/><title>Cầu</title>",
    );
    for part in ["url(#g)", "href=\"#g\"", "Cầu"] {
        assert!(kept.contains(part), "{kept}");
    }
    assert_eq!(drawing(b"<svg><g></svg>"), Err(Trouble::Broken));
}

#[test]
fn widths_are_few_and_never_wider_than_the_picture() {
    assert_eq!(whole(4000, 1600), [400, 800, 1200, 1600]);
    assert_eq!(whole(1000, 1600), [400, 800, 1000]);
    assert_eq!(whole(900, 1600), [400, 900], "800 is almost 900");
    assert_eq!(whole(450, 1600), [450]);
    let square = Shape::Cut(Ratio::Square, Focus::default());
    assert_eq!(cuts(square, (4000, 3000)), [400, 800]);
    assert_eq!(cuts(square, (4000, 500)), [400]);
    assert!(cuts(square, (4000, 300)).is_empty());
}

#[test]
fn the_same_bytes_come_from_every_thread() {
    let file = jpeg(1300, 900);
    let make = || {
        let negative = develop(&file, 1600).unwrap();
        let cut = Shape::Cut(Ratio::Wide, Focus { x: 80, y: 10 });
        [
            (Shape::Whole, Format::Jpeg),
            (Shape::Whole, Format::WebP),
            (cut, Format::WebP),
        ]
        .map(|(shape, format)| negative.print(&print(shape, 800, format)).unwrap())
    };
    let first = make();
    std::thread::scope(|scope| {
        let others = [scope.spawn(make), scope.spawn(make)];
        for other in others {
            assert_eq!(other.join().unwrap(), first);
        }
    });
}

#[test]
fn a_focal_point_is_read_as_editors_write_it() {
    assert_eq!(Focus::parse("30% 20%"), Some(Focus { x: 30, y: 20 }));
    assert_eq!(Focus::parse(" 0, 100 "), Some(Focus { x: 0, y: 100 }));
    for wrong in ["", "30%", "101% 5%", "trái", "-1 5", "3.5 5"] {
        assert_eq!(Focus::parse(wrong), None, "{wrong}");
    }
}
