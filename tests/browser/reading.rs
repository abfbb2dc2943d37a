//! An article and what helps to read it: pictures over the page, a voice, paper, a file, contrast and size of text.

use std::time::Duration;

use super::chromium::Browser;
use super::{Preview, at, seen, tab_to, untroubled, wait};

/// An article with a gallery, captions and a pull quote.
const STORY: &str = "/van-hoa/cho-phien-song-ngang.html";
const LIGHTBOX: &str = "!!document.querySelector('dialog.lightbox[open]')";
const PLACE: &str = "document.querySelector('.lightbox-place').textContent";

/// A device that has a Vietnamese voice, whose sentences end when the test says so.
const VOICE: &str = "
    window.said = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, 'speechSynthesis', { value: {
        getVoices: () => [{ lang: 'en-US' }, { lang: 'vi-VN', localService: true }],
        speak(utterance) { said.push(utterance.text); window.saying = utterance; },
        cancel() { window.saying = null; },
        addEventListener() {},
    } });";

/// A browser with a script that runs before those of the page.
fn with(script: &str, path: &str, width: u32) -> (Preview, Browser) {
    let preview = Preview::start();
    let mut browser = Browser::start();
    browser.size(width, 800);
    browser.before(script);
    browser.open(&format!("{}{path}", preview.address));
    (preview, browser)
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn pictures_open_over_the_page_and_the_keyboard_leads_through_them() {
    let (_preview, mut browser) = at(STORY, 1280);
    assert_eq!(
        browser.eval(
            "performance.getEntriesByType('resource').some(file => file.name.includes('lightbox'))"
        ),
        false,
        "who opens no picture loads no script for it"
    );
    tab_to(&mut browser, ".gallery a");
    browser.press("Enter");
    wait(&mut browser, LIGHTBOX);
    assert_eq!(
        browser.text("document.querySelector('.lightbox').ariaLabel"),
        "Chợ phiên trong bốn khung hình"
    );
    for (key, place) in [
        ("ArrowRight", "Ảnh 2/4"),
        ("End", "Ảnh 4/4"),
        ("ArrowRight", "Ảnh 1/4"),
        ("ArrowLeft", "Ảnh 4/4"),
        ("Home", "Ảnh 1/4"),
        ("ArrowRight", "Ảnh 2/4"),
    ] {
        browser.press(key);
        assert_eq!(browser.text(PLACE), place, "after {key}");
    }
    let caption = browser.text("document.querySelector('.lightbox figcaption').textContent");
    assert!(caption.starts_with("Vải chàm thêu tay"), "{caption}");
    for _ in 0..8 {
        browser.press("Tab");
        let inside = "document.activeElement === document.body || !!document.activeElement.closest('.lightbox')";
        assert_eq!(browser.eval(inside), true, "the focus stays in the dialog");
    }
    let nameless = "[...document.querySelectorAll('.lightbox button')].filter(button => !button.ariaLabel || button.offsetWidth < 44).length";
    assert_eq!(browser.eval(nameless), 0);
    browser.press("Escape");
    assert_eq!(browser.eval(LIGHTBOX), false);
    // A dialog tells in its own time that it was closed. The focus is then on the picture that was seen last.
    wait(
        &mut browser,
        "document.activeElement === document.querySelectorAll('.gallery a')[1]",
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_lead_picture_opens_over_the_page_as_well() {
    let (_preview, mut browser) = at(STORY, 1280);
    tab_to(&mut browser, ".cover a");
    let itself = "document.activeElement.href === document.querySelector('.cover img').src";
    assert_eq!(
        browser.eval(itself),
        true,
        "without a script it leads to the picture"
    );
    browser.press("Enter");
    wait(&mut browser, LIGHTBOX);
    assert_eq!(
        browser.text("document.querySelector('.lightbox').ariaLabel"),
        "Xem ảnh"
    );
    assert_eq!(
        browser.text("document.querySelector('.lightbox figcaption').textContent"),
        browser.text("document.querySelector('.cover figcaption').textContent")
    );
    for step in [".lightbox-previous", ".lightbox-next"] {
        assert!(!seen(&mut browser, step), "{step}: it is the only one");
    }
    browser.press("Escape");
    wait(
        &mut browser,
        "!document.querySelector('.lightbox') && document.activeElement.matches('.cover > a')",
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_finger_leads_through_pictures_and_no_picture_is_wider_than_the_telephone() {
    let (_preview, mut browser) = at(STORY, 360);
    browser.eval("document.querySelector('.gallery a').click()");
    wait(&mut browser, LIGHTBOX);
    browser.swipe((300, 400), (80, 410));
    wait(&mut browser, &format!("{PLACE} === 'Ảnh 2/4'"));
    browser.swipe((80, 400), (300, 390));
    wait(&mut browser, &format!("{PLACE} === 'Ảnh 1/4'"));
    browser.swipe((200, 300), (210, 500));
    assert_eq!(browser.text(PLACE), "Ảnh 1/4", "down is no step");
    let wide = "document.querySelector('.lightbox').scrollWidth <= 360";
    assert_eq!(browser.eval(wide), true);
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn without_scripts_a_gallery_is_a_list_of_links_and_nothing_else_is_offered() {
    let preview = Preview::start();
    let mut browser = Browser::start();
    browser.size(360, 800);
    browser.scripts(false);
    browser.open(&format!("{}{STORY}", preview.address));
    for selector in [
        ".tools",
        ".speak",
        ".share .copy",
        ".share .save",
        ".share .print",
        ".share-sheet",
    ] {
        assert!(!seen(&mut browser, selector), "{selector}");
    }
    for selector in [
        ".gallery li a img",
        ".share a",
        ".qr summary",
        ".prose p",
        ".story-tools a",
    ] {
        assert!(seen(&mut browser, selector), "{selector}");
    }
    tab_to(&mut browser, ".gallery a");
    browser.press("Enter");
    // Nothing in the page could tell: it goes.
    let is_there = |_| {
        std::thread::sleep(Duration::from_millis(20));
        browser.text("location.pathname").ends_with("sap-rau.jpg")
    };
    let gone = (0..3000).any(is_there);
    assert!(gone, "the link leads to the picture");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_story_is_read_aloud_sentence_by_sentence() {
    let (_preview, mut browser) = with(VOICE, STORY, 1280);
    let last = "said.at(-1)";
    let label = "document.querySelector('.speak-play').textContent";
    assert_eq!(browser.text(label), "Nghe bài viết");
    tab_to(&mut browser, ".speak-play");
    browser.press("Enter");
    wait(&mut browser, "said.length === 1");
    assert_eq!(browser.text(last), "Chợ phiên Sông Ngang, năm giờ sáng");
    assert_eq!(browser.text(label), "Tạm dừng");
    browser.eval("saying.onend()");
    let sapo = browser.text(last);
    assert!(sapo.starts_with("Chợ phiên họp sáng chủ nhật"), "{sapo}");
    browser.press("Enter");
    assert_eq!(browser.text(label), "Nghe tiếp");
    assert_eq!(browser.eval("saying"), serde_json::Value::Null, "silent");
    browser.press("Enter");
    assert_eq!(
        browser.text(last),
        sapo,
        "it goes on with the same sentence"
    );
    // To the end.
    browser.eval("(() => { while (saying) saying.onend(); })()");
    let all = browser.text("said.join('\\n')");
    for part in [
        "Dao tốt thì mười năm",
        "Mua ít, chuyện nhiều",
        "Tan chợ",
        "đợi chủ nhật sau.",
    ] {
        assert!(all.contains(part), "{part} is in {all}");
    }
    for part in ["Sạp rau trải bạt", "Tin liên quan", "Tác giả", "Chia sẻ"] {
        assert!(!all.contains(part), "{part} is in {all}");
    }
    assert_eq!(browser.eval("said.every(part => part.length <= 200)"), true);
    assert_eq!(browser.text(label), "Nghe bài viết");
    assert!(!seen(&mut browser, ".speak-stop"));
    // Again, and given up.
    browser.press("Enter");
    assert_eq!(browser.text(last), "Chợ phiên Sông Ngang, năm giờ sáng");
    browser.press("Tab");
    browser.press("Enter");
    assert_eq!(browser.eval("saying"), serde_json::Value::Null);
    assert_eq!(
        browser.eval("document.activeElement.matches('.speak-play')"),
        true,
        "the focus is not lost with the button"
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn nothing_moves_when_the_voice_comes_late() {
    let late = VOICE
        .replace(
            "getVoices: () => [",
            "getVoices: () => !window.come ? [] : [",
        )
        .replace(
            "addEventListener() {}",
            "addEventListener(_, look) { window.look = look; }",
        );
    // From now on: what the page does while it is loaded is not the voice's doing.
    let watch = "window.moved = []; new PerformanceObserver((all) => all.getEntries().forEach((shift) => \
        shift.sources.forEach(({ node }) => moved.push(node?.outerHTML.slice(0, 80))))).observe({ type: 'layout-shift' });";
    for width in [360, 1280] {
        let (_preview, mut browser) = with(&late, STORY, width);
        assert!(!seen(&mut browser, ".speak"));
        browser.eval(&format!("{watch} window.come = true; look()"));
        assert!(seen(&mut browser, ".speak"));
        // Shifts are told after the frame they are in.
        browser.eval(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
        );
        let none = serde_json::json!([]);
        assert_eq!(browser.eval("moved"), none, "{width} pixels wide");
    }
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn without_a_voice_of_the_language_there_is_no_button() {
    let (_preview, mut browser) = with(&VOICE.replace("vi-VN", "de-DE"), STORY, 1280);
    assert!(!seen(&mut browser, ".speak"));
    let (_preview, mut browser) = with(VOICE, "/giao-duc/lop-hoc-qua-loa.html", 1280);
    assert!(
        !seen(&mut browser, ".speak"),
        "it has a sound file of its own"
    );
    assert!(seen(&mut browser, ".listen audio"));
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_article_is_shared_by_its_address_a_code_and_the_device() {
    let device = "
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
        Object.defineProperty(navigator, 'share', { value: async (what) => { window.shared = what; } });";
    let (_preview, mut browser) = with(device, STORY, 360);
    browser.eval("document.querySelector('.share .copy').click()");
    let address = "https://nason.example/van-hoa/cho-phien-song-ngang.html";
    wait(
        &mut browser,
        "document.querySelector('.copy').textContent === 'Đã sao chép'",
    );
    assert_eq!(browser.text("copied"), address);
    wait(
        &mut browser,
        "document.querySelector('.copy').textContent === 'Sao chép liên kết'",
    );
    browser.eval("document.querySelector('.share-sheet').click()");
    assert_eq!(browser.text("shared.url"), address);
    assert_eq!(
        browser.text("shared.title"),
        "Chợ phiên Sông Ngang, năm giờ sáng"
    );
    assert!(!seen(&mut browser, ".qr img"));
    tab_to(&mut browser, ".qr summary");
    browser.press("Enter");
    assert!(seen(&mut browser, ".qr img"));
    let side = "document.querySelector('.qr img').getBoundingClientRect().width";
    assert!(browser.eval(side).as_f64().expect("a width") >= 150.0);
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_story_is_saved_as_one_file_that_needs_nothing_else() {
    let download = "
        HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
        const real = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.saved = blob; return real(blob); };";
    let (_preview, mut browser) = with(download, STORY, 1280);
    browser.eval("document.querySelector('.share .save').click()");
    wait(&mut browser, "window.savedAs");
    assert_eq!(browser.text("savedAs"), "cho-phien-song-ngang.html");
    let html = browser.text("saved.text()");
    for part in [
        "<script",
        "src=\"/",
        "srcset",
        "href=\"/",
        "congtin-preview",
        "rel=\"stylesheet\"",
    ] {
        assert!(!html.contains(part), "{part} is in the file");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cho-phien-song-ngang.html");
    std::fs::write(&file, &html).expect("the file is written");
    untroubled(&browser);
    let mut browser = Browser::start();
    browser.open(&format!("file://{}", file.display()));
    assert_eq!(
        browser.text("document.querySelector('h1').textContent"),
        "Chợ phiên Sông Ngang, năm giờ sáng"
    );
    let pictures =
        "[...document.images].map(img => img.src.startsWith('data:') && img.naturalWidth > 0)";
    assert_eq!(
        browser.eval(pictures),
        serde_json::json!([true, true, true, true, true, true])
    );
    let from = browser.text("document.querySelector('.site-footer ~ .print-only').innerText");
    assert!(
        from.contains("https://nason.example/van-hoa/cho-phien-song-ngang.html"),
        "{from}"
    );
    assert_eq!(
        browser.text("getComputedStyle(document.querySelector('.masthead')).display"),
        "flex"
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn paper_holds_the_story_and_says_where_it_is_from() {
    let (_preview, mut browser) = at(STORY, 1280);
    browser.media("print", &[]);
    for selector in [
        "nav.menu",
        ".tools",
        ".search",
        ".share a",
        ".story-tools",
        ".related",
        ".story-nav",
        ".tags",
        ".breadcrumbs",
    ] {
        assert!(!seen(&mut browser, selector), "{selector}");
    }
    for selector in [
        ".portal-name",
        "h1",
        ".sapo",
        ".gallery img",
        ".byline",
        ".print-only",
    ] {
        assert!(seen(&mut browser, selector), "{selector}");
    }
    assert_eq!(
        browser.text("getComputedStyle(document.body).backgroundColor"),
        "rgb(255, 255, 255)"
    );
    browser.eval("addEventListener('beforeprint', () => { window.onPaper = document.querySelector('.qr').open; })");
    assert!(!browser.print().is_empty());
    assert_eq!(
        browser.eval("onPaper"),
        true,
        "the code is there for a telephone"
    );
    assert_eq!(browser.eval("document.querySelector('.qr').open"), false);
    let line = browser.text("document.querySelector('.site-footer ~ .print-only').textContent");
    assert!(line.contains(STORY) && line.contains("In ngày "), "{line}");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn size_scheme_and_contrast_are_remembered() {
    let (preview, mut browser) = at(STORY, 1280);
    let state = "JSON.stringify([document.documentElement.dataset.size, document.documentElement.dataset.scheme, \
        document.documentElement.dataset.contrast, getComputedStyle(document.body).backgroundColor])";
    for button in [
        "[data-size=\"1\"]",
        "[data-size=\"1\"]",
        ".scheme",
        ".contrast",
    ] {
        tab_to(&mut browser, &format!(".tools {button}"));
        browser.press("Enter");
    }
    let chosen = browser.text(state);
    assert_eq!(chosen, r#"["2","dark","more","rgb(0, 0, 0)"]"#);
    browser.open(&format!("{}/tin-tuc/", preview.address));
    assert_eq!(browser.text(state), chosen);
    for button in [".scheme", ".contrast"] {
        let pressed = format!("document.querySelector('.tools {button}').ariaPressed");
        assert_eq!(browser.text(&pressed), "true");
        browser.eval(&format!(
            "document.querySelector('.tools {button}').click()"
        ));
        assert_eq!(browser.text(&pressed), "false");
    }
    assert_eq!(
        browser.text(state),
        r#"["2","light","normal","rgb(250, 246, 236)"]"#
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn what_the_device_asks_for_is_done_without_being_chosen() {
    let (_preview, mut browser) = at(STORY, 1280);
    let colours = "(() => { const style = getComputedStyle(document.body); return style.color + ' on ' + style.backgroundColor; })()";
    let mut under = |features: &[(&str, &str)]| {
        browser.media("", features);
        browser.text(colours)
    };
    assert_eq!(under(&[]), "rgb(36, 32, 26) on rgb(250, 246, 236)");
    assert_eq!(
        under(&[("prefers-color-scheme", "dark")]),
        "rgb(236, 231, 218) on rgb(18, 23, 20)"
    );
    assert_eq!(
        under(&[("prefers-contrast", "more")]),
        "rgb(0, 0, 0) on rgb(255, 255, 255)"
    );
    assert_eq!(
        under(&[
            ("prefers-contrast", "more"),
            ("prefers-color-scheme", "dark")
        ]),
        "rgb(255, 255, 255) on rgb(0, 0, 0)"
    );
    browser.media("", &[("prefers-reduced-motion", "reduce")]);
    let moving = "[...document.querySelectorAll('*')].filter(part => { const style = getComputedStyle(part); \
        return parseFloat(style.transitionDuration) || style.animationName !== 'none' || style.scrollBehavior === 'smooth'; }).length";
    assert_eq!(
        browser.eval(moving),
        0,
        "nothing moves for those who asked for that"
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn fingers_hit_every_control() {
    let (_preview, mut browser) = with(VOICE, STORY, 360);
    // WCAG 2.2, 2.5.8: 24 pixels, but for links in a line of text.
    let small = "[...document.querySelectorAll('a, button, summary, input')].filter(part => part.checkVisibility() && \
        !part.closest('p, figcaption, dd, li > p, h1, h2, h3, .vh') && !part.matches('.skip')).map(part => [part.textContent.trim(), \
        part.getBoundingClientRect()]).filter(([, box]) => box.height < 23.9 || box.width < 23.9).map(([name]) => name)";
    assert_eq!(browser.eval(small), serde_json::json!([]));
    let main = "[...document.querySelectorAll('.tools button, .story-tools :is(a, button), .share :is(a, button, summary), .menu-toggle summary, .search button')]\
        .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect().height).filter(height => height < 44)";
    assert_eq!(browser.eval(main), serde_json::json!([]));
    untroubled(&browser);
}
