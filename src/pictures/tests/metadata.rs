//! What is taken out of a file, and what stays.

use super::*;

#[test]
fn stripping_leaves_a_picture_as_it_was_held() {
    for number in 1..=8 {
        let file = held(jpeg(60, 40), number);
        let clean = strip(&file, Format::Jpeg).unwrap();
        assert!(!holds(&clean, SECRET));
        assert_eq!(look(&clean), look(&file), "{number}");
    }
}

#[test]
fn stripping_leaves_every_pixel_and_no_word() {
    let plain: DynamicImage = photograph(60, 40).into();
    let mut png =
        img_parts::png::Png::from_bytes(bytes_of(&plain, ImageFormat::Png).into()).unwrap();
    png.set_exif(Some(exif(1)));
    let words =
        img_parts::png::PngChunk::new(*b"tEXt", Bytes::from([b"Comment\0", SECRET].concat()));
    png.chunks_mut().insert(1, words);
    let mut webp =
        img_parts::webp::WebP::from_bytes(bytes_of(&plain, ImageFormat::WebP).into()).unwrap();
    webp.set_exif(Some(exif(1)));
    let mut photograph = held(jpeg(60, 40), 1);
    photograph.extend(SECRET);
    let files = [
        (photograph, Format::Jpeg),
        (png.encoder().bytes().to_vec(), Format::Png),
        (webp.encoder().bytes().to_vec(), Format::WebP),
    ];
    for (file, format) in files {
        assert!(holds(&file, SECRET), "{format:?}");
        let clean = strip(&file, format).unwrap();
        assert!(!holds(&clean, SECRET), "{format:?}");
        assert_eq!(decoded(&clean), decoded(&file), "{format:?}");
    }
}

/// REQ-E13: what a photographer wrote into the camera.
#[test]
fn who_made_a_picture_is_told_and_stays_in_its_file() {
    let file = |artist: &str, rights: &str| {
        let text = |tag, text: &str| exif::Field {
            tag,
            ifd_num: exif::In::PRIMARY,
            value: exif::Value::Ascii(vec![text.as_bytes().to_vec()]),
        };
        let fields = [
            text(exif::Tag::Artist, artist),
            text(exif::Tag::Copyright, rights),
        ];
        let mut writer = exif::experimental::Writer::new();
        for field in &fields {
            writer.push_field(field);
        }
        let mut written = std::io::Cursor::new(Vec::new());
        writer.write(&mut written, false).unwrap();
        let mut file = img_parts::jpeg::Jpeg::from_bytes(jpeg(60, 40).into()).unwrap();
        file.set_exif(Some(written.into_inner().into()));
        file.encoder().bytes().to_vec()
    };
    for (artist, rights, told) in [
        ("Nông Văn Tài", "Báo Nà Sơn", Some("Nông Văn Tài")),
        (" ", "Báo Nà Sơn", Some("Báo Nà Sơn")),
        ("", " ", None),
    ] {
        let file = file(artist, rights);
        assert_eq!(credit(&file).as_deref(), told);
        assert_eq!(
            credit(&strip(&file, Format::Jpeg).unwrap()).as_deref(),
            told
        );
    }
    assert_eq!(credit(&held(jpeg(60, 40), 6)), None);
    assert_eq!(credit(SECRET), None);
}
