//! Suggestions below the box of every page.

use super::super::{at, tab_to, untroubled, wait};
use super::{archive, searching};

const BOX: &str = "form.search input";
const OPTION: &str = "document.querySelector('[role=listbox] [role=option]')";

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn suggestions_are_reached_by_keyboard() {
    let (_preview, mut browser) = at("/", 1280);
    tab_to(&mut browser, "form.search input");
    browser.write("cho phie");
    wait(
        &mut browser,
        "document.querySelector('[role=listbox] [role=option]')",
    );
    let state = "document.querySelector('form.search input').getAttribute('aria-expanded')";
    assert_eq!(browser.text(state), "true");
    browser.press("ArrowDown");
    let chosen = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent";
    assert!(browser.text(chosen).starts_with("Chợ phiên Sông Ngang"));
    browser.press("Escape");
    assert_eq!(browser.text(state), "false");
    untroubled(&browser);
}

/// What was suggested for a word cannot be chosen for the next, nor where the next could not be asked for.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn suggestions_are_those_of_the_words_in_the_box() {
    let site = archive::site();
    let (preview, mut browser) = searching(site.path());
    browser.open(&format!("{}/", preview.address));
    tab_to(&mut browser, BOX);
    browser.write("cho phie");
    wait(&mut browser, OPTION);
    let told = "document.querySelector('form.search [role=status]').textContent";
    let count = browser.text("String(document.querySelectorAll('[role=option]').length)");
    assert_eq!(browser.text(told), format!("{count} gợi ý"));
    browser.eval("window.fetch = async () => { window.isAsked = true; throw new Error() }; 0");
    let left = "(() => {
        const box = document.querySelector('form.search input');
        box.value = 'nha van hoa';
        box.dispatchEvent(new Event('input', { bubbles: true }));
        return document.querySelectorAll('[role=option]').length + box.getAttribute('aria-expanded');
    })()";
    assert_eq!(browser.text(left), "0false");
    assert_eq!(browser.text(told), "");
    wait(&mut browser, "window.isAsked");
    browser.press("ArrowDown");
    assert!(browser.is_true(&format!("!{OPTION}")));
}

/// A link in an option would be a control in a control.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_option_is_the_link_itself() {
    let (_preview, mut browser) = at("/", 1280);
    tab_to(&mut browser, BOX);
    browser.write("cho phie");
    wait(&mut browser, OPTION);
    assert_eq!(
        browser.text("[...document.querySelectorAll('[role=listbox] > *')].map((item) => item.role + item.firstChild.role + item.firstChild.localName)[0]"),
        "noneoptiona"
    );
    browser.press("ArrowDown");
    browser.press("Enter");
    wait(&mut browser, "location.pathname.endsWith('.html')");
    untroubled(&browser);
}
