//! A real browser at the sample portal (the menu by keyboard and on a telephone, an article, a page that is not there),
//! at one that is being written ([`live`]), at one below a path of a plain server ([`hosted`]), at [`photographs`], at the
//! search of a larger one ([`search`]), under a warning of storm ([`alerts`]), and as somebody who reads: with a keyboard, a
//! voice, paper ([`reading`]), or a screen reader ([`walk`]).
//!
//! These tests need Chromium, so `cargo test` leaves them out; `tests/run` brings Chromium and runs them all.

mod alerts;
mod chromium;
mod desk;
mod hosted;
mod live;
mod photographs;
mod reading;
mod room;
mod search;
mod walk;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use chromium::Browser;

/// A preview of a portal.
struct Preview {
    process: Child,
    address: String,
}

impl Preview {
    /// A preview of the sample portal.
    fn start() -> Self {
        Self::of(
            Path::new(env!("CARGO_MANIFEST_DIR")),
            &["--now", "2022-08-01T08:00:00+07:00"],
        )
    }

    /// A preview of the portal in a folder.
    fn of(root: &Path, options: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_congtin"))
            .args(["serve", "--lang", "en", "--root"])
            .arg(root)
            .args(if options.contains(&"--port") {
                &[][..]
            } else {
                &["--port", "0"]
            })
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the preview starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its standard output")).lines();
        let line = lines.next().and_then(Result::ok);
        let line = line.expect("the preview speaks");
        // It goes on talking, and would stop when nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self {
            address: address.trim_end_matches('/').to_owned(),
            process,
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A browser at a page of the sample portal.
fn at(path: &str, width: u32) -> (Preview, Browser) {
    let preview = Preview::start();
    let mut browser = Browser::start();
    browser.size(width, 800);
    browser.open(&format!("{}{path}", preview.address));
    (preview, browser)
}

/// Whether the first element of a selector can be seen.
fn seen(browser: &mut Browser, selector: &str) -> bool {
    let script = format!(
        "(() => {{ const found = document.querySelector('{selector}'); return !!found && found.checkVisibility({{ visibilityProperty: true, opacityProperty: true }}) && found.getBoundingClientRect().height > 0 }})()"
    );
    browser.eval(&script).as_bool().expect("yes or no")
}

/// Presses Tab until the focus is on what a selector names.
#[track_caller]
fn tab_to(browser: &mut Browser, selector: &str) {
    for _ in 0..80 {
        browser.press("Tab");
        if browser.eval(&format!("document.activeElement.matches('{selector}')")) == true {
            return;
        }
    }
    panic!("the keyboard does not reach {selector}");
}

/// Waits until a script's value is something.
#[track_caller]
fn wait(browser: &mut Browser, script: &str) {
    for _ in 0..400 {
        if browser.is_true(&format!("Boolean({script})")) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("in vain: {script}");
}

#[track_caller]
fn untroubled(browser: &Browser) {
    assert!(browser.troubles.is_empty(), "{:#?}", browser.troubles);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_keyboard_reaches_the_text_and_the_menu() {
    let (preview, mut browser) = at("/", 1280);
    browser.press("Tab");
    assert_eq!(
        browser.eval("document.activeElement.matches('a.skip')"),
        true
    );
    assert!(seen(&mut browser, "a.skip"), "the way past the menu shows");
    browser.press("Enter");
    assert_eq!(browser.text("document.activeElement.id"), "main");
    browser.open(&format!("{}/", preview.address));
    tab_to(&mut browser, "nav.menu a");
    let outline = browser.text("getComputedStyle(document.activeElement).outlineStyle");
    assert_ne!(outline, "none", "where the focus is can be seen");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_submenu_opens_and_closes_by_keyboard() {
    let (_preview, mut browser) = at("/", 1280);
    assert!(!seen(&mut browser, ".has-sub .sub a"));
    tab_to(&mut browser, ".sub-toggle > summary");
    browser.press("Enter");
    assert!(seen(&mut browser, ".sub-toggle[open] + .sub a"));
    browser.press("Tab");
    assert_eq!(
        browser.eval("document.activeElement.matches('.sub-toggle[open] + .sub a')"),
        true
    );
    browser.press("Escape");
    assert!(!seen(&mut browser, ".has-sub .sub a:not(:focus)"));
    assert_eq!(
        browser.eval("document.activeElement.matches('.sub-toggle > summary')"),
        true,
        "the focus goes back to where it came from"
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn on_a_telephone_the_menu_waits_behind_its_button() {
    let (_preview, mut browser) = at("/", 360);
    assert!(!seen(&mut browser, ".menu-list a"));
    tab_to(&mut browser, ".menu-toggle > summary");
    browser.press("Enter");
    assert!(seen(&mut browser, ".menu-list a"));
    let low = browser.eval("Math.min(...[...document.querySelectorAll('.menu-list > li > a')].map(a => a.getBoundingClientRect().height))");
    assert!(
        low.as_f64().expect("a height") >= 24.0,
        "a thumb hits every entry: {low}"
    );
    browser.press("Escape");
    assert!(!seen(&mut browser, ".menu-list a"));
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_article_is_whole() {
    let (preview, mut browser) = at("/", 1280);
    let article = first_article(&mut browser);
    browser.open(&format!("{}{article}", preview.address));
    assert_eq!(browser.eval("document.querySelectorAll('h1').length"), 1);
    assert_eq!(browser.text("document.documentElement.lang"), "vi");
    let title = browser.text("document.querySelector('h1').textContent.trim()");
    assert!(browser.text("document.title").starts_with(&title));
    // Every picture is there, also those that wait until they are near.
    browser.eval(
        "document.querySelectorAll('img[loading=lazy]').forEach(img => img.loading = 'eager')",
    );
    browser.eval("Promise.all([...document.images].map(img => img.decode()))");
    assert_eq!(
        browser.eval("[...document.images].filter(img => !img.naturalWidth || !img.hasAttribute('alt')).map(img => img.src)"),
        serde_json::json!([])
    );
    let size = "parseFloat(getComputedStyle(document.querySelector('.prose')).fontSize)";
    let before = browser.eval(size).as_f64().expect("a size");
    browser.eval("document.querySelector('[data-size=\"1\"]').click()");
    let after = browser.eval(size).as_f64().expect("a size");
    assert!(after > before, "{before} becomes {after}");
    browser.open(&format!("{}{article}", preview.address));
    assert_eq!(browser.eval(size).as_f64(), Some(after), "the choice lasts");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn light_and_dark_can_be_chosen() {
    let (_preview, mut browser) = at("/", 1280);
    let colour = "getComputedStyle(document.body).backgroundColor";
    let light = browser.text(colour);
    browser.eval("document.querySelector('button.scheme').click()");
    let dark = browser.text(colour);
    assert_ne!(light, dark);
    assert_eq!(
        browser.text("document.querySelector('button.scheme').getAttribute('aria-pressed')"),
        "true"
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_page_that_is_not_there_helps_on() {
    let (_preview, mut browser) = at("/tin-tuc/khong-co.html", 1280);
    assert_eq!(
        browser.eval("fetch(location.href).then(answer => answer.status)"),
        404
    );
    assert_eq!(
        browser.text("document.querySelector('h1').textContent"),
        "Không tìm thấy trang"
    );
    let way = browser.text("document.querySelector('main a').href");
    browser.open(&way);
    assert!(seen(&mut browser, "nav.menu"));
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn without_scripts_everything_can_be_read() {
    let (preview, mut browser) = at("/", 360);
    browser.scripts(false);
    browser.open(&format!("{}/", preview.address));
    tab_to(&mut browser, ".menu-toggle > summary");
    browser.press("Enter");
    assert!(seen(&mut browser, ".menu-list a"));
    assert!(seen(&mut browser, "main article a"));
    assert!(
        !seen(&mut browser, ".tools button"),
        "what needs a script stays away"
    );
}

/// The address of the story that leads the home page.
fn first_article(browser: &mut Browser) -> String {
    browser.text("new URL(document.querySelector('main article a').href).pathname")
}
