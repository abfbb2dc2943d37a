//! A warning of storm or flood on top of every page.

use std::fs;
use std::path::Path;

use super::chromium::Browser;
use super::{Preview, seen, tab_to, untroubled, wait};

const STORM: &str = "Bão số 3: không ra khỏi nhà từ 17 giờ.";
const FLOOD: &str = "Nước sông lên: khu vực chợ cũ sơ tán.";

/// A portal with these warnings.
fn warn(site: &Path, warnings: &[(&str, &str)]) {
    let head = "title = \"Cổng Thử\"\nbase_url = \"https://thu.example\"\n";
    let alerts = warnings.iter().map(|(text, level)| {
        format!("[[alert]]\ntext = \"{text}\"\nurl = \"@/tin/a.md\"\nlevel = \"{level}\"\n")
    });
    let settings = head.to_owned() + &alerts.collect::<String>();
    fs::write(site.join("site.toml"), settings).expect("written");
}

fn portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let tin = folder.path().join("content/tin");
    fs::create_dir_all(&tin).expect("a folder");
    let article = "+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\nChữ.\n";
    fs::write(tin.join("a.md"), article).expect("written");
    folder
}

/// A preview of the portal as it is now, always at the same address: what a browser puts away belongs to it.
fn preview(site: &Path, port: &str) -> Preview {
    let now = ["--now", "2022-08-01T08:00:00+07:00"];
    Preview::of(site, &[&now[..], &["--port", port]].concat())
}

/// Texts of the warnings that can be seen.
fn shown(browser: &mut Browser) -> String {
    browser.text(
        "[...document.querySelectorAll('.alert')].filter(it => it.checkVisibility()).map(it => it.querySelector('span').textContent).join(' | ')",
    )
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_warning_is_seen_on_every_page_until_it_is_put_away_and_a_new_one_is_seen_again() {
    let site = portal();
    warn(site.path(), &[(STORM, "urgent")]);
    let first = preview(site.path(), "0");
    let address = first.address.clone();
    let mut browser = Browser::start();
    browser.size(360, 800);
    for path in ["/tin/a.html", "/tin/", "/luu-tru/", "/"] {
        browser.open(&format!("{address}{path}"));
        assert_eq!(shown(&mut browser), STORM, "{path}");
    }
    tab_to(&mut browser, ".alert-close");
    browser.press("Enter");
    assert_eq!(shown(&mut browser), "");
    assert_eq!(
        browser.text("document.activeElement.id"),
        "main",
        "reading goes on"
    );
    for path in ["/tin/a.html", "/"] {
        browser.open(&format!("{address}{path}"));
        assert_eq!(shown(&mut browser), "", "{path}");
    }
    untroubled(&browser);
    // The flood comes: the storm stays away.
    drop(first);
    warn(site.path(), &[(STORM, "urgent"), (FLOOD, "caution")]);
    let port = address.rsplit(':').next().expect("a port");
    let _second = preview(site.path(), port);
    browser.open(&format!("{address}/tin/a.html"));
    assert_eq!(shown(&mut browser), FLOOD);
    // Who comes another day has put away nothing.
    browser.eval("sessionStorage.clear()");
    browser.open(&format!("{address}/khong-co.html"));
    assert_eq!(shown(&mut browser), format!("{STORM} | {FLOOD}"));
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_warning_has_a_name_contrast_and_a_button_for_a_thumb_in_every_look() {
    let site = portal();
    warn(site.path(), &[(STORM, "urgent"), (FLOOD, "caution")]);
    let preview = preview(site.path(), "0");
    let mut browser = Browser::start();
    browser.size(360, 800);
    for (look, value) in [
        ("prefers-color-scheme", "light"),
        ("prefers-color-scheme", "dark"),
        ("prefers-contrast", "more"),
    ] {
        browser.media("screen", &[(look, value)]);
        browser.open(&format!("{}/", preview.address));
        let least = if value == "more" { 7.0 } else { 4.5 };
        let contrasts = browser.eval(CONTRASTS);
        let contrasts = contrasts.as_array().expect("one for each");
        assert_eq!(contrasts.len(), 4, "a text and a link in each");
        for contrast in contrasts {
            let contrast = contrast.as_f64().expect("a number");
            assert!(contrast >= least, "{look}: {value}: {contrast}");
        }
    }
    // A landmark with a name, before the text of the page, and the level in words.
    assert_eq!(
        browser.text("document.querySelector('.alerts').ariaLabel"),
        "Cảnh báo"
    );
    assert_eq!(browser.eval("!!(document.querySelector('.alerts').compareDocumentPosition(document.querySelector('main')) & 4)"), true);
    let levels =
        "[...document.querySelectorAll('.alert strong')].map(it => it.textContent).join(' ')";
    assert_eq!(browser.text(levels), "Khẩn cấp: Lưu ý:");
    let small = "[...document.querySelectorAll('.alert-close')].filter(it => !it.ariaLabel || it.offsetWidth < 44 || it.offsetHeight < 44).length";
    assert_eq!(browser.eval(small), 0);
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn without_scripts_a_warning_stays_and_offers_no_button_that_does_nothing() {
    let site = portal();
    warn(site.path(), &[(STORM, "urgent")]);
    let preview = preview(site.path(), "0");
    let mut browser = Browser::start();
    browser.size(360, 800);
    browser.scripts(false);
    browser.open(&format!("{}/", preview.address));
    wait(&mut browser, "document.querySelector('.alert')");
    assert_eq!(shown(&mut browser), STORM);
    assert!(!seen(&mut browser, ".alert-close"));
}

/// How far letters stand out from what is behind them, as WCAG counts it.
const CONTRASTS: &str = "
    [...document.querySelectorAll('.alert')].flatMap((alert) => {
        const light = (colour) => {
            const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
            const [red, green, blue] = parts.map((it) => it <= .04045 ? it / 12.92 : ((it + .055) / 1.055) ** 2.4);
            return .2126 * red + .7152 * green + .0722 * blue;
        };
        const behind = light(getComputedStyle(alert).backgroundColor);
        return ['p', 'a'].map((name) => {
            const front = light(getComputedStyle(alert.querySelector(name)).color);
            return (Math.max(front, behind) + .05) / (Math.min(front, behind) + .05);
        });
    })";
