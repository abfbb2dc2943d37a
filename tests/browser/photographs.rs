//! What a browser loads of photographs.

use std::fs;
use std::io::Cursor;
use std::time::Duration;

use image::{ImageFormat, Rgb, RgbImage};

use super::chromium::Browser;
use super::{Preview, at, untroubled};

/// A portal with one photograph of 2000×1500 that leads an article.
fn portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let article = folder.path().join("content/tin/a");
    fs::create_dir_all(&article).expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(article.join(name), bytes).expect("written");
    let mut seed = 1_u32;
    let grain = RgbImage::from_fn(2000, 1500, |x, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [.., grain] = (seed >> 3).to_le_bytes();
        Rgb([(x / 10).to_le_bytes()[0], 120 + grain, 60])
    });
    let mut jpeg = Cursor::new(Vec::new());
    grain
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .expect("a photograph");
    write("cau.jpg", &jpeg.into_inner());
    let head = "title = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\ncover = { src = \"cau.jpg\", alt = \"Cầu\" }";
    write("index.md", format!("+++\n{head}\n+++\nChữ.\n").as_bytes());
    let site = "title = \"Cổng Thử\"\nbase_url = \"https://thu.example\"\n";
    fs::write(folder.path().join("site.toml"), site).expect("written");
    folder
}

/// The file that a picture was loaded from, once it has come.
fn loaded(browser: &mut Browser, selector: &str) -> String {
    let script = format!(
        "(() => {{ const it = document.querySelector('{selector}'); return it.complete && it.naturalWidth ? it.currentSrc : '' }})()"
    );
    for _ in 0..100 {
        let from = browser.text(&script);
        if !from.is_empty() {
            return from;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{selector} did not come");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn each_screen_loads_the_file_that_fits_it() {
    let folder = portal();
    let preview = Preview::of(folder.path(), &["--now", "2022-08-01T08:00:00+07:00"]);
    let mut browser = Browser::start();
    for (width, ending) in [(390, "-400.webp"), (760, "-800.webp"), (1600, "-1200.webp")] {
        browser.size(width, 800);
        browser.open(&format!("{}/tin/a.html?{width}", preview.address));
        let from = loaded(&mut browser, ".cover img");
        assert!(from.ends_with(ending), "{width}: {from}");
    }
    browser.size(390, 800);
    browser.open(&format!("{}/", preview.address));
    let from = loaded(&mut browser, ".lead-first img");
    assert!(from.ends_with("-16x9-400.webp"), "{from}");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn until_it_comes_a_photograph_has_its_place_and_its_colour() {
    let folder = portal();
    let preview = Preview::of(folder.path(), &["--now", "2022-08-01T08:00:00+07:00"]);
    let mut browser = Browser::start();
    browser.size(1000, 800);
    browser.open(&format!("{}/tin/a.html", preview.address));
    // As if nothing had been loaded.
    browser.eval("document.querySelectorAll('.cover source').forEach(it => it.remove()); document.querySelector('.cover img').removeAttribute('src')");
    let colour =
        browser.text("getComputedStyle(document.querySelector('.cover img')).backgroundColor");
    assert_eq!(colour, "rgb(102, 153, 51)");
    untroubled(&browser);
}

/// The sample portal's ferryman has a photograph for a portrait, and others have drawings.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_portrait_stands_within_its_gate_whatever_kind_of_picture_it_is() {
    let (preview, mut browser) = at("/", 1280);
    for (name, picture) in [
        ("nguoi-lai-do-song-ngang", "picture > img"),
        ("co-giao-ben-suoi", "img"),
    ] {
        browser.open(&format!(
            "{}/nguoi-tot-viec-tot/{name}.html",
            preview.address
        ));
        let corners = browser.text(&format!(
            "['.gate', '.gate > {picture}'].map((it) => getComputedStyle(document.querySelector('.person ' + it)).borderRadius).join(' | ')"
        ));
        let (gate, picture) = corners.split_once(" | ").expect("two of them");
        assert_eq!(gate, picture, "{name}");
        assert!(gate.starts_with("50%"), "{gate}");
    }
    untroubled(&browser);
}
