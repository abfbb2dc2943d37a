//! An editor's day with the preview open: what is saved shows in place, what is wrong shows at once.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Browser, Preview, untroubled};

/// How long a save may take to show before the test gives up; a slow machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(30);

const ARTICLE: &str = "+++
title = \"Bài A\"
date = 2022-07-11
summary = \"Sapo.\"
+++
Chữ đầu.
";

/// A small portal that is being written, its preview, and a browser at one of its pages.
struct Desk {
    site: tempfile::TempDir,
    preview: Preview,
    browser: Browser,
}

impl Desk {
    fn at(page: &str, options: &[&str]) -> Self {
        let site = tempfile::tempdir().expect("a folder for the site");
        let write = |path: &str, text: &str| write(site.path(), path, text);
        write(
            "site.toml",
            "title = \"Cổng Thử\"\nbase_url = \"https://thu.example\"\n",
        );
        write("content/tin/_index.md", "+++\ntitle = \"Tin\"\n+++\n");
        write("content/tin/a.md", ARTICLE);
        write("content/tin/b.md", &ARTICLE.replace("Bài A", "Bài B"));
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("themes"),
            &site.path().join("themes"),
        );
        let preview = Preview::of(site.path(), options);
        let mut browser = Browser::start();
        browser.size(1280, 600);
        browser.open(&format!("{}{page}", preview.address));
        let mut desk = Self {
            site,
            preview,
            browser,
        };
        desk.until("the bar is there", &bar("!!root.querySelector('.bar')"));
        // A page that was loaded again would not have it.
        desk.browser.eval("window.isTheSame = true; 0");
        desk
    }

    fn write(&self, path: &str, text: &str) {
        write(self.site.path(), path, text);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site.path().join(path)).expect("a file of the site")
    }

    /// Waits until an expression is true in the page.
    #[track_caller]
    fn until(&mut self, what: &str, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.browser.eval(expression) != true {
            let troubles = &self.browser.troubles;
            assert!(
                Instant::now() < deadline,
                "never came: {what}; {troubles:#?}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the page shows a text.
    #[track_caller]
    fn until_shown(&mut self, text: &str) {
        self.until(
            text,
            &format!("document.body?.innerText.includes({text:?})"),
        );
    }

    #[track_caller]
    fn is_the_same_page(&mut self) {
        assert_eq!(self.browser.eval("window.isTheSame === true"), true);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is made");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("the file is copied");
        }
    }
}

/// A script that sees the bar from inside.
fn bar(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('congtin-preview')?.shadowRoot; return root ? {script} : null }})()"
    )
}

const OVERLAY: &str = "!!root.querySelector('dialog.findings[open]')";

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_saved_text_is_put_in_place() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    let long = "Một đoạn dài.\n\n".repeat(80);
    desk.write("content/tin/a.md", &format!("{ARTICLE}\n{long}"));
    desk.until_shown("Một đoạn dài.");
    desk.browser.eval(
        "document.querySelector('.sub-toggle, .menu-toggle').open = true; \
         const box = document.createElement('input'); box.id = 'box'; document.querySelector('main').append(box); \
         document.querySelector('main').focus(); scrollTo({ top: 500, behavior: 'instant' }); 0",
    );
    desk.write(
        "content/tin/a.md",
        &format!("{ARTICLE}\nChữ mới.\n\n{long}"),
    );
    desk.until_shown("Chữ mới.");
    assert_eq!(desk.browser.eval("scrollY"), 500);
    assert_eq!(
        desk.browser.text("document.activeElement.localName"),
        "main"
    );
    assert_eq!(
        desk.browser
            .eval("document.querySelector('.sub-toggle, .menu-toggle').open"),
        true
    );
    assert_eq!(desk.browser.eval("!!document.querySelector('#box')"), true);
    desk.is_the_same_page();
    untroubled(&desk.browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn what_was_typed_stays_and_so_does_the_focus() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    let template = desk.read("themes/cong/templates/base.html");
    let form = template.replace("<main", "<form><input id=\"box\" name=\"q\"></form><main");
    desk.write("themes/cong/templates/base.html", &form);
    desk.until("the form is there", "!!document.querySelector('#box')");
    desk.browser.eval("document.querySelector('#box').focus(); document.querySelector('#box').value = 'đang gõ'; 0");
    desk.write("content/tin/a.md", &ARTICLE.replace("đầu", "mới"));
    desk.until_shown("Chữ mới.");
    assert_eq!(desk.browser.text("document.activeElement.id"), "box");
    assert_eq!(desk.browser.text("document.activeElement.value"), "đang gõ");
    desk.is_the_same_page();
    untroubled(&desk.browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_page_that_is_as_it_was_is_left_alone() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    desk.browser.eval(
        "window.changes = 0; new MutationObserver((all) => (changes += all.length)).observe(document.body, \
         { subtree: true, childList: true, attributes: true, characterData: true }); 0",
    );
    desk.write(
        "content/tin/nhap.md",
        &ARTICLE.replace("summary", "draft = true\nsummary"),
    );
    let other = ARTICLE.replace("Bài A", "Bài B");
    desk.write(
        "content/tin/b.md",
        &other.replace("đầu", "[đầu](@/tin/nhap.md)"),
    );
    desk.until(
        "the slip of the other article is counted",
        &bar("root.querySelector('[data-do=findings]').textContent.includes('1 warning')"),
    );
    assert_eq!(desk.browser.eval("changes"), 0);
    assert_eq!(
        desk.browser.eval(&bar(OVERLAY)),
        false,
        "it concerns another page"
    );
    desk.is_the_same_page();
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_broken_link_is_laid_over_its_page_until_it_is_mended() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    desk.write(
        "content/tin/a.md",
        &ARTICLE.replace("Chữ đầu", "Chữ [đầu](@/tin/khong-co.md)"),
    );
    desk.until("the overlay rises", &bar(OVERLAY));
    let told = desk
        .browser
        .text(&bar("root.querySelector('dialog.findings').innerText"));
    for part in [
        "E-LINK-MISSING",
        "content/tin/a.md:6:11",
        "Chữ [đầu](@/tin/khong-co.md).",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(
        desk.browser
            .text(&bar("root.querySelector('mark').textContent")),
        "@/tin/khong-co.md"
    );
    let link = desk
        .browser
        .text(&bar("root.querySelector('dialog.findings a').href"));
    assert!(link.starts_with("vscode://file/"), "{link}");
    assert!(link.ends_with("/content/tin/a.md:6:11"), "{link}");
    desk.write("content/tin/a.md", &ARTICLE.replace("đầu", "lành"));
    desk.until_shown("Chữ lành.");
    desk.until("the overlay goes", &bar(&format!("!({OVERLAY})")));
    desk.is_the_same_page();
    untroubled(&desk.browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_error_that_was_put_away_does_not_come_again() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    let broken = ARTICLE.replace("đầu", "[x](@/tin/khong-co.md)");
    desk.write("content/tin/a.md", &broken);
    desk.until("the overlay rises", &bar(OVERLAY));
    desk.browser.press("Escape");
    desk.until("the overlay goes", &bar(&format!("!({OVERLAY})")));
    desk.write("content/tin/b.md", &broken);
    desk.until(
        "another error is counted",
        &bar("root.querySelector('[data-do=findings]').textContent.includes('2 errors')"),
    );
    assert_eq!(desk.browser.eval(&bar(OVERLAY)), false);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn an_error_of_a_template_is_laid_over_the_page() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    let template = desk.read("themes/cong/templates/article.html");
    for wrong in [
        "{% block main %}{{ khong.co.gi }}",
        "{% block main %}{% if %}",
    ] {
        desk.write(
            "themes/cong/templates/article.html",
            &template.replacen("{% block main %}", wrong, 1),
        );
        desk.until("the overlay rises", &bar(OVERLAY));
        let told = desk
            .browser
            .text(&bar("root.querySelector('dialog.findings').innerText"));
        assert!(
            told.contains("themes/cong/templates/article.html:"),
            "{told}"
        );
        desk.until_shown("Chữ đầu.");
        desk.write("themes/cong/templates/article.html", &template);
        desk.until("the overlay goes", &bar(&format!("!({OVERLAY})")));
        desk.until_shown("Chữ đầu.");
    }
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_new_article_appears_in_the_list_and_a_deleted_page_is_gone() {
    let mut desk = Desk::at("/tin/", &[]);
    desk.write("content/tin/c.md", &ARTICLE.replace("Bài A", "Bài Mới"));
    desk.until_shown("Bài Mới");
    desk.is_the_same_page();
    untroubled(&desk.browser);
    let page = format!("{}/tin/c.html", desk.preview.address);
    desk.browser.open(&page);
    desk.until_shown("Chữ đầu.");
    fs::remove_file(desk.site.path().join("content/tin/c.md")).expect("it is deleted");
    desk.until_shown("Không tìm thấy trang");
    assert_eq!(
        desk.browser
            .eval("fetch(location.href).then(answer => answer.status)"),
        404
    );
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn drafts_are_marked_on_their_pages_and_in_lists() {
    let mut desk = Desk::at("/tin/", &["--drafts"]);
    let mark = "document.querySelector('congtin-mark')?.shadowRoot.textContent.trim() === 'Draft'";
    assert_eq!(desk.browser.eval(mark), false);
    let draft = ARTICLE.replace("summary", "draft = true\nsummary");
    desk.write("content/tin/a.md", &draft);
    desk.until("the headline is marked", mark);
    let page = format!("{}/tin/a.html", desk.preview.address);
    desk.browser.open(&page);
    let state = bar("root.querySelector('.bar .state')?.textContent === 'Draft'");
    desk.until("the bar says so", &state);
    desk.write("content/tin/a.md", ARTICLE);
    desk.until(
        "it is none any more",
        &bar("!root.querySelector('.bar .state')"),
    );
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_style_sheet_is_swapped_without_loading_the_page() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    let colour = "getComputedStyle(document.querySelector('h1')).color";
    let style = desk.read("themes/cong/assets/portal.css");
    desk.write(
        "themes/cong/assets/portal.css",
        &format!("{style}\nh1 {{ color: rgb(1, 2, 3) !important; }}\n"),
    );
    desk.until("the colour is new", &format!("{colour} === 'rgb(1, 2, 3)'"));
    desk.is_the_same_page();
    // One whose name says nothing of what is in it.
    desk.write("static/rieng.css", "h1 { color: rgb(4, 5, 6) !important; }");
    let template = desk.read("themes/cong/templates/base.html");
    let with = "<link rel=\"stylesheet\" href=\"/rieng.css\">\n</head>";
    desk.write(
        "themes/cong/templates/base.html",
        &template.replace("</head>", with),
    );
    desk.until("the colour is new", &format!("{colour} === 'rgb(4, 5, 6)'"));
    desk.write("static/rieng.css", "h1 { color: rgb(7, 8, 9) !important; }");
    desk.until("the colour is new", &format!("{colour} === 'rgb(7, 8, 9)'"));
    desk.is_the_same_page();
    untroubled(&desk.browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_browser_follows_the_article_that_is_saved() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    desk.write("content/tin/b.md", &ARTICLE.replace("đầu", "một"));
    desk.browser
        .eval(&bar("root.querySelector('.bar [name=follow]').click()"));
    desk.until(
        "it goes to what was saved last",
        "location.pathname === '/tin/b.html'",
    );
    desk.until(
        "the bar is there",
        &bar("root.querySelector('[name=follow]')?.checked"),
    );
    desk.write("content/tin/a.md", &ARTICLE.replace("đầu", "hai"));
    desk.until("it goes back", "location.pathname === '/tin/a.html'");
    desk.until_shown("Chữ hai.");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_portal_is_seen_as_of_another_moment_and_back() {
    let mut desk = Desk::at("/tin/", &[]);
    desk.browser.eval(&bar(
        "(root.querySelector('[data-do=options]').click(), root.querySelector('[name=now]').value = '2022-07-01T08:00', \
         root.querySelector('dialog.options form button').click())",
    ));
    desk.until(
        "what came later is gone",
        "!document.body.innerText.includes('Bài A')",
    );
    let told =
        bar("root.querySelector('.clock')?.innerText.includes('08:00 1 July 2022') ?? false");
    desk.until("the bar says so", &told);
    desk.browser
        .eval(&bar("root.querySelector('[data-do=now]').click()"));
    desk.until(
        "the bar says nothing",
        &bar("!root.querySelector('.clock')"),
    );
    let page = format!("{}/tin/", desk.preview.address);
    desk.browser.open(&page);
    desk.until_shown("Bài A");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_bar_is_folded_for_good_and_covers_nothing() {
    let mut desk = Desk::at("/tin/a.html", &[]);
    desk.browser.size(360, 640);
    let page = format!("{}/tin/a.html", desk.preview.address);
    desk.browser.open(&page);
    desk.until(
        "the bar is there",
        &bar("root.querySelector('.room')?.offsetHeight > 0"),
    );
    desk.browser
        .eval("scrollTo({ top: 1e6, behavior: 'instant' }); 0");
    let clear = bar(
        "document.body.getBoundingClientRect().bottom <= root.querySelector('.bar').getBoundingClientRect().top + 1",
    );
    assert_eq!(desk.browser.eval(&clear), true);
    assert_eq!(
        desk.browser.eval("document.documentElement.scrollWidth"),
        360
    );
    desk.browser
        .eval(&bar("root.querySelector('[data-do=fold]').click()"));
    desk.browser.open(&page);
    desk.until(
        "it is folded",
        &bar("root.querySelector('[data-do=fold]')?.getAttribute('aria-expanded') === 'false'"),
    );
    assert_eq!(
        desk.browser
            .eval(&bar("root.querySelector('.room').offsetHeight")),
        0
    );
}
