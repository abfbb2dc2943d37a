//! How the search page behaves while somebody types, goes back, or has lost the network or the portal they came to.

use std::path::Path;

use tempfile::TempDir;

use super::super::chromium::Browser;
use super::super::{Preview, at, seen, tab_to, untroubled, wait};
use super::{archive, searching, wait_until_seen};

const FIRST: &str = "document.querySelector('.search-results h2')";
const STATUS: &str = "document.querySelector('.search-status').textContent";
const BOX: &str = "form.search input";

/// Results of a portal of some 460 articles whose next `count` files of the index are missing, and of which older ones
/// are asked for then. The manifest that is fetched anew names one more file when `is_new`.
fn lose(count: &str, is_new: bool) -> (TempDir, Preview, Browser) {
    let site = archive::site();
    let (preview, mut browser) = searching(site.path());
    browser.size(1280, 800);
    browser.open(&format!("{}/tim-kiem/?q=hop%20to", preview.address));
    wait(&mut browser, FIRST);
    browser.eval(&format!(
        "(() => {{
            const real = fetch;
            let left = {count};
            window.fetch = async (address, ...how) => {{
                if (`${{address}}`.endsWith('.bin') && left-- > 0) return new Response('', {{ status: 404 }});
                const answer = await real(address, ...how);
                if (!{is_new} || !`${{address}}`.endsWith('index.json')) return answer;
                const manifest = await answer.json();
                manifest.cards.push('later');
                window.renewed = true;
                return new Response(JSON.stringify(manifest));
            }};
            const year = document.querySelector('.search-filters [name=year]');
            year.value = '2018';
            year.dispatchEvent(new Event('input', {{ bubbles: true }}));
            return 0;
        }})()"
    ));
    (site, preview, browser)
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_first_letter_of_a_syllable_takes_nothing_away() {
    let (_preview, mut browser) = at("/tim-kiem/", 1280);
    tab_to(&mut browser, BOX);
    browser.write("cau song n");
    wait(&mut browser, FIRST);
    assert!(browser.text(STATUS).contains("kết quả"));
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_step_back_is_the_query_before() {
    let (_preview, mut browser) = at("/tim-kiem/?q=cau%20song%20ngang", 1280);
    wait(&mut browser, FIRST);
    tab_to(&mut browser, BOX);
    browser.eval("document.activeElement.value = ''; 0");
    browser.write("cho phien");
    browser.press("Enter");
    wait(&mut browser, "location.search === '?q=cho+phien'");
    browser.eval("history.back(); 0");
    wait(
        &mut browser,
        "document.querySelector('form.search input').value === 'cau song ngang'",
    );
    wait(&mut browser, FIRST);
    assert!(
        browser
            .text("decodeURIComponent(location.search)")
            .contains("cau+song+ngang")
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn results_that_cannot_be_fetched_are_told_and_leave_no_empty_boxes() {
    let (_site, _preview, mut browser) = lose("Infinity", false);
    wait(
        &mut browser,
        &format!("{STATUS}.startsWith('Chưa tải được')"),
    );
    let left = "document.querySelectorAll('.search-results > li').length";
    assert_eq!(browser.eval(left), 0);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_portal_published_meanwhile_is_asked_anew() {
    let (_site, _preview, mut browser) = lose("1", true);
    wait(&mut browser, "window.renewed");
    wait(&mut browser, FIRST);
    assert!(browser.text(STATUS).contains("kết quả"));
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn filters_that_leave_nothing_are_told_and_can_be_dropped() {
    let (_preview, mut browser) = at("/tim-kiem/?q=hat%20then&author=khong%20co%20ai", 1280);
    wait(&mut browser, &format!("{STATUS}.includes('bộ lọc')"));
    assert!(!browser.text(STATUS).contains("bớt từ khóa"));
    assert!(seen(&mut browser, ".search-status") && seen(&mut browser, ".search-help a"));
    browser.eval("document.querySelector('.search-unfilter').click(); 0");
    wait(&mut browser, FIRST);
    assert_eq!(browser.text("location.search"), "?q=hat+then");
    assert!(!seen(&mut browser, ".search-unfilter"));
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_author_is_found_by_a_part_of_the_name() {
    let (_preview, mut browser) = at("/tim-kiem/?q=ban&author=suong%20hoa", 1280);
    wait(&mut browser, FIRST);
    browser.eval("document.querySelector('[name=author]').focus(); 0");
    let names =
        "[...document.querySelectorAll('#search-authors option')].map((name) => name.value)";
    wait(
        &mut browser,
        &format!("{names}.includes('Hoàng Thị Sương')"),
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_script_that_does_not_come_is_told() {
    let (preview, mut browser) = at("/", 1280);
    browser.before(
        "document.addEventListener('DOMContentLoaded', () => {
            const form = document.querySelector('form.search');
            if (form) form.dataset.script = '/assets/lost.js';
        })",
    );
    browser.open(&format!("{}/tim-kiem/?q=cau", preview.address));
    wait_until_seen(&mut browser, ".search-lost");
    assert!(seen(&mut browser, ".search-help a"));
    browser.before("");
}

/// Cards come late, and the keyboard is faster: each result has its place.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_keyboard_reaches_results_that_are_not_there_yet() {
    let (preview, mut browser) = at("/", 1280);
    browser.before(
        "{
            const real = fetch;
            window.fetch = async (address, ...how) => {
                if (window.isListed) await new Promise((go) => (window.waiting ??= []).push(go));
                return real(address, ...how);
            };
            new MutationObserver(() => { window.isListed ??= document.querySelector('.search-result') ? true : undefined; })
                .observe(document, { childList: true, subtree: true });
        }",
    );
    browser.open(&format!("{}/tim-kiem/?q=ban", preview.address));
    wait(&mut browser, "window.isListed && window.waiting");
    browser.eval("document.querySelector('.search-filters select:last-of-type, .search-filters summary').focus(); 0");
    tab_to(&mut browser, ".search-result:first-child *");
    browser.eval("window.isListed = false; for (const go of window.waiting) go(); 0");
    wait(
        &mut browser,
        "document.activeElement.matches('.search-result:first-child h2 a')",
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn on_a_small_screen_the_first_result_can_be_seen_at_once() {
    let (_preview, mut browser) = at("/tim-kiem/?q=ban&year=2022", 360);
    wait(&mut browser, FIRST);
    let end =
        browser.eval("document.querySelector('.search-result h2').getBoundingClientRect().bottom");
    assert!(end.as_f64().is_some_and(|end| end < 700.0), "{end}");
    assert_eq!(
        browser.eval("document.querySelector('.search-filters details').open"),
        false
    );
    assert_eq!(
        browser.text(
            "getComputedStyle(document.querySelector('.search-filters summary'), '::after').content"
        ),
        "\" (1)\""
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn paper_has_no_empty_boxes() {
    let (_site, _preview, mut browser) = lose("0", false);
    wait(&mut browser, "document.querySelector('.search-wait')");
    browser.media("print", &[]);
    assert!(!seen(&mut browser, ".search-result:has(.search-wait)"));
    assert!(seen(&mut browser, ".search-result:not(:has(.search-wait))"));
}

/// What a portal has for *tiền điện tử*, on a desk's screen.
fn topic(site: &Path) -> (Preview, Browser) {
    let (preview, mut browser) = searching(site);
    browser.size(1280, 800);
    let query = "ti%E1%BB%81n+%C4%91i%E1%BB%87n+t%E1%BB%AD";
    browser.open(&format!("{}/tim-kiem/?q={query}", preview.address));
    wait(&mut browser, FIRST);
    (preview, browser)
}

/// Six titles have the words of a topic for something else, and bodies the topic itself.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn more_results_stand_behind_those_that_are_shown() {
    let text = |title: &str, body: &str| (title.to_owned(), "Tóm tắt.".to_owned(), body.to_owned());
    let mut texts = vec![text("Tiền điện tử lên ngôi", "Tin trong ngày.")];
    texts.extend((1..7).map(|_| text("Điện thoại tử tế, đáng đồng tiền", "Tin trong ngày.")));
    let body = "Tiền điện tử là tiền. Tiền điện tử là điện.";
    texts.extend((7..10).map(|_| text("Sàn giao dịch đóng cửa", body)));
    let site = archive::of_texts(&texts);
    let (_preview, mut browser) = topic(site.path());
    assert_eq!(browser.text(STATUS), "Ít nhất 1 kết quả");
    browser.eval("document.querySelector('.search-result').isFirst = true; 0");
    browser.eval("document.querySelector('.search-more').click(); 0");
    let focused = "document.activeElement.closest('.search-result:nth-child(2)')";
    wait(&mut browser, &format!("{focused}?.querySelector('h2')"));
    assert!(
        browser
            .text(&format!("{focused}.textContent"))
            .contains("Sàn giao dịch")
    );
    assert!(browser.is_true("document.querySelector('.search-result:first-child').isFirst"));
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn where_no_more_results_come_the_last_one_has_the_focus() {
    let texts: Vec<_> = ["Tiền điện tử lên giá", "Mưa lớn"]
        .map(|title| (title.to_owned(), "Tóm tắt.".to_owned(), "Chữ.".to_owned()))
        .into();
    let site = archive::of_texts(&texts);
    let (_preview, mut browser) = topic(site.path());
    browser
        .eval("document.querySelector('.search-more').focus(); document.activeElement.click(); 0");
    wait(
        &mut browser,
        "document.activeElement.matches('.search-result:last-child h2 a') && document.querySelector('.search-more').hidden",
    );
    assert_eq!(browser.text(STATUS), "1 kết quả");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_name_is_one_step_however_slowly_it_is_typed() {
    let (_preview, mut browser) = at("/tim-kiem/?q=ban", 1280);
    wait(&mut browser, FIRST);
    let before = browser.eval("history.length").as_u64();
    browser.eval("document.querySelector('[name=author]').focus(); 0");
    for (letters, author) in [("su", "su"), ("on", "suon"), ("g", "suong")] {
        browser.write(letters);
        wait(
            &mut browser,
            &format!("location.search === '?q=ban&author={author}'"),
        );
    }
    assert_eq!(
        browser.eval("history.length").as_u64(),
        before.map(|it| it + 1)
    );
    untroubled(&browser);
}

/// Such a place is a step of its own, and the results are those of the query all the same.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_step_within_the_page_leaves_the_results_alone() {
    let (_preview, mut browser) = at("/tim-kiem/?q=ban", 1280);
    wait(&mut browser, FIRST);
    browser.eval("document.querySelector('.search-result').isFirst = true; location.hash = 'top'; history.back(); 0");
    wait(&mut browser, "location.hash === ''");
    browser.eval("new Promise((go) => setTimeout(go, 400))");
    assert!(browser.is_true("document.querySelector('.search-result').isFirst"));
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_keyboard_of_a_telephone_does_not_cover_the_results() {
    let (_preview, mut browser) = at("/tim-kiem/", 360);
    let told = "getComputedStyle(document.querySelector('.search-status')).display";
    assert_eq!(
        browser.text(told),
        "block",
        "it is there before it says something"
    );
    tab_to(&mut browser, BOX);
    browser.write("cho phien");
    browser.press("Enter");
    wait(&mut browser, FIRST);
    assert!(browser.is_true("document.activeElement === document.body"));
    untroubled(&browser);
}
