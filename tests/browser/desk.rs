//! A small portal that is being written, and a browser that looks at it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Browser, Preview};

/// How long a save may take to show before the test gives up; a slow machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(30);

/// An article.
pub const ARTICLE: &str = "+++
title = \"Bài A\"
date = 2022-07-11
summary = \"Sapo.\"
+++
Chữ đầu.
";

/// A small portal that is being written, its preview, and a browser at one of its pages.
pub struct Desk {
    pub site: tempfile::TempDir,
    pub preview: Preview,
    pub browser: Browser,
}

impl Desk {
    /// A browser at a page of the portal, with the bar.
    pub fn at(page: &str, options: &[&str]) -> Self {
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

    /// Saves a file.
    pub fn write(&self, path: &str, text: &str) {
        write(self.site.path(), path, text);
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site.path().join(path)).expect("a file of the site")
    }

    /// Waits until an expression is true in the page.
    #[track_caller]
    pub fn until(&mut self, what: &str, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.browser.is_true(expression) {
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
    pub fn until_shown(&mut self, text: &str) {
        self.until(
            text,
            &format!("document.body?.innerText.includes({text:?})"),
        );
    }

    /// It was never loaded again.
    #[track_caller]
    pub fn is_the_same_page(&mut self) {
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
pub fn bar(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('congtin-preview')?.shadowRoot; return root ? {script} : null }})()"
    )
}
