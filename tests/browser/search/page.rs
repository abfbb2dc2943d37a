//! How the search page behaves while somebody types, goes back, or has lost the network or the portal they came to.

use tempfile::TempDir;

use super::super::chromium::Browser;
use super::super::{Preview, at, tab_to, untroubled, wait};
use super::{archive, searching};

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
