//! The watcher, by what editors and git do to files.

use std::fs;
use std::path::Path;

use super::super::Watcher;
use super::*;

/// In so long everything told has arrived.
const SETTLED: Duration = Duration::from_millis(300);
/// In so long a watcher that polls has looked at least once more.
const LOOKED: Duration = Duration::from_millis(500);

/// A site with an output folder, watched in both ways; the check is told how long nothing must happen to be sure.
fn each(check: impl Fn(&Path, &mut Watcher, Duration)) {
    for (polls, sure) in [(false, SETTLED), (true, LOOKED)] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for path in ["content/tin-tuc", "public", ".git"] {
            fs::create_dir_all(root.join(path)).unwrap();
        }
        fs::write(root.join("site.toml"), "").unwrap();
        fs::write(root.join("content/a.md"), "một").unwrap();
        let ignored = ["public".into()];
        let mut watcher = if polls {
            Watcher::polling(root, &ignored, Duration::from_millis(100)).unwrap()
        } else {
            Watcher::new(root, &ignored).unwrap()
        };
        assert!(watcher.take_note().is_none());
        check(root, &mut watcher, sure);
    }
}

#[track_caller]
fn changes(watcher: &mut Watcher, what: &str, change: impl FnOnce()) {
    change();
    assert!(watcher.wait(Some(PATIENCE)).is_some(), "missed: {what}");
}

/// Takes what is still told of the last change, as one burst may reach a little into the next.
fn settle(watcher: &mut Watcher) {
    while watcher.wait(Some(SETTLED)).is_some() {}
}

#[test]
fn every_way_of_saving_is_a_change() {
    each(|root, watcher, _| {
        let article = root.join("content/a.md");
        changes(watcher, "truncate and write", || {
            fs::write(&article, "hai").unwrap();
        });
        changes(watcher, "vim: rename, write, remove the backup", || {
            fs::rename(&article, root.join("content/a.md~")).unwrap();
            fs::write(&article, "ba lần").unwrap();
            fs::remove_file(root.join("content/a.md~")).unwrap();
        });
        changes(watcher, "write beside, rename over", || {
            fs::write(root.join("content/.a.md.swp"), "bốn năm").unwrap();
            fs::rename(root.join("content/.a.md.swp"), &article).unwrap();
        });
        changes(watcher, "a file of the root", || {
            fs::write(root.join("site.toml"), "x = 1").unwrap();
        });
        changes(watcher, "a removed file", || {
            fs::remove_file(&article).unwrap();
        });
    });
}

#[test]
fn what_is_ignored_is_no_change() {
    each(|root, watcher, sure| {
        fs::write(root.join("public/index.html"), "x").unwrap();
        fs::write(root.join(".git/index"), "x").unwrap();
        fs::write(root.join("content/a.md~"), "x").unwrap();
        fs::write(root.join("content/4913"), "x").unwrap();
        let _ = fs::read(root.join("content/a.md")).unwrap();
        let _ = fs::read_dir(root.join("content")).unwrap().count();
        assert!(watcher.wait(Some(sure)).is_none());
    });
}

#[test]
fn a_burst_is_one_change() {
    each(|root, watcher, sure| {
        changes(watcher, "a checkout of a thousand files", || {
            for number in 0..1_000 {
                fs::write(root.join(format!("content/tin-tuc/{number}.md")), "x").unwrap();
            }
        });
        assert!(watcher.wait(Some(sure)).is_none());
    });
}

#[test]
fn folders_may_come_go_and_come_back() {
    each(|root, watcher, sure| {
        let deep = root.join("themes/cong/templates");
        changes(watcher, "a new folder", || {
            fs::create_dir_all(&deep).unwrap();
        });
        settle(watcher);
        changes(watcher, "a file deep in it", || {
            fs::write(deep.join("page.html"), "x").unwrap();
        });
        settle(watcher);
        changes(watcher, "a folder gone and back", || {
            fs::remove_dir_all(root.join("content")).unwrap();
            fs::create_dir_all(root.join("content/tin-tuc")).unwrap();
        });
        settle(watcher);
        changes(watcher, "a file in it", || {
            fs::write(root.join("content/tin-tuc/b.md"), "x").unwrap();
        });
        settle(watcher);
        changes(watcher, "a folder moved away, another in its place", || {
            fs::rename(root.join("content"), root.join("public/old")).unwrap();
            fs::create_dir_all(root.join("content/tin-tuc")).unwrap();
        });
        settle(watcher);
        fs::write(root.join("public/old/tin-tuc/b.md"), "y").unwrap();
        assert!(
            watcher.wait(Some(sure)).is_none(),
            "still watches the folder that moved"
        );
        changes(watcher, "a file in the new one", || {
            fs::write(root.join("content/tin-tuc/c.md"), "x").unwrap();
        });
    });
}

#[test]
fn a_root_that_goes_and_comes_back_is_watched_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("content")).unwrap();
    let mut watcher = Watcher::new(&root, &[]).unwrap();
    changes(&mut watcher, "the root is gone", || {
        fs::remove_dir_all(&root).unwrap();
    });
    settle(&mut watcher);
    let note = watcher.take_note().expect("polling is told");
    assert_eq!(note.rule.code, "N-WATCH-POLLS");
    changes(&mut watcher, "the root is back", || {
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("content/a.md"), "x").unwrap();
    });
}

#[test]
fn no_time_means_no_wait() {
    each(|_, watcher, _| {
        let began = Instant::now();
        assert!(watcher.wait(Some(Duration::ZERO)).is_none());
        assert!(began.elapsed() < SETTLED);
    });
}
