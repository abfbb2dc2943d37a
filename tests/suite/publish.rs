//! The output folder: equal to the plan, touching only what differs, all or nothing.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use congtin::memo::{Manifest, Stamp};
use congtin::publish::{Disk, Fault, Publisher};

use super::shell::{BUILD, Shell};

const SITE: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
tags = [\"Thẻ\"]
+++
Chữ.
-- content/tin/b.md --
+++
title = \"Bài B\"
date = 2022-07-10
summary = \"S\"
+++
Chữ.
-- static/tep.txt --
x
";

#[test]
fn a_second_build_writes_nothing() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    shell.run(BUILD).code(0).out_has("(0 ghi mới,");
    assert_eq!(shell.state("public"), before);
}

#[test]
fn a_change_writes_only_what_differs() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    shell.write(
        "content/tin/b.md",
        shell.read("content/tin/b.md") + "\nThêm.\n",
    );
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("+ tin/b.html\n")
        .out_has("(3 ghi mới,");
    let after = shell.state("public");
    let differing: Vec<_> = after
        .iter()
        .filter(|(path, state)| before.get(*path) != Some(state))
        .map(|(path, _)| path.clone())
        .filter(|path| !path.starts_with(shell.path("public/tim-kiem")))
        .collect();
    assert_eq!(differing, [shell.path("public/tin/b.html")]);
    // The newest part of search, and its manifest.
    let parts = |state: &BTreeMap<_, _>| {
        state
            .keys()
            .filter(|path: &&PathBuf| path.starts_with(shell.path("public/tim-kiem")))
            .count()
    };
    assert_eq!(parts(&after), parts(&before));
}

#[test]
fn a_removed_articles_files_and_empty_folders_go() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    shell.has("public/the/the/index.html", "Bài A");
    shell.remove("content/tin/a.md");
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("- tin/a.html\n");
    shell.missing("public/tin/a.html");
    shell.missing("public/the");
    shell.has("public/tin/b.html", "Bài B");
}

#[test]
fn a_page_that_was_deleted_or_damaged_by_hand_comes_back() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let before: Vec<_> = shell
        .state("public")
        .into_values()
        .map(|(bytes, _)| bytes)
        .collect();
    shell.remove("public/tin/a.html");
    shell.write("public/tin/b.html", "hỏng");
    shell.run(BUILD).code(0).out_has("(2 ghi mới,");
    let after: Vec<_> = shell
        .state("public")
        .into_values()
        .map(|(bytes, _)| bytes)
        .collect();
    assert_eq!(before, after);
}

/// Whoever changes a page without leave can give it the size and time that it had.
#[test]
fn a_page_that_was_changed_behind_its_looks_comes_back() {
    let shell = Shell::new(SITE);
    let (page, manifest) = (shell.path("public/tin/b.html"), || {
        memory(&shell, "manifest")
    });
    shell.run(BUILD).code(0);
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    let write = |bytes: &[u8]| {
        std::fs::write(&page, bytes).expect("written");
        let file = File::options().write(true).open(&page).expect("opened");
        file.set_modified(hour_ago).expect("a time");
    };
    let published = std::fs::read(&page).expect("published");
    write(&published);
    shell.run(BUILD).code(0).out_has("(0 ghi mới,");
    let touched = |path: &Path| Stamp::touched(&path.symlink_metadata().expect("it is there"));
    let mut changed = published.clone();
    changed[100] ^= 1;
    // The clock of a disk goes in steps.
    while touched(&page) <= touched(&manifest()) {
        write(&changed);
    }
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("~ tin/b.html: bị thiếu hoặc bị sửa trong thư mục xuất\n");
    assert_eq!(std::fs::read(&page).expect("published"), published);
}

/// Who gives a site to somebody else touches every file, the memory among them.
#[cfg(unix)]
#[test]
fn a_page_that_was_changed_before_the_memory_was_touched_comes_back() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let page = shell.path("public/tin/a.html");
    let time = page.metadata().expect("a page").modified().expect("a time");
    let whole = shell.read("public/tin/a.html");
    std::thread::sleep(std::time::Duration::from_millis(30));
    shell.write("public/tin/a.html", whole.replace("Bài A", "Bài X"));
    let file = std::fs::File::options().write(true).open(&page);
    file.expect("a file").set_modified(time).expect("a time");
    for path in shell.state(".congtin").into_keys() {
        let rights = path.metadata().expect("a file").permissions();
        std::fs::set_permissions(&path, rights).expect("touched");
    }
    shell.run(BUILD).code(0);
    assert_eq!(shell.read("public/tin/a.html"), whole);
}

/// A folder that gives its group to what is made in it does so for pages too.
#[cfg(unix)]
#[test]
fn files_of_a_folder_that_gives_its_group_are_made_in_it() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let shell = Shell::new(SITE);
    shell.write("public/.giu", "");
    let folder = shell.path("public");
    // Of another group where that is allowed; made within the folder anyhow.
    let _ = std::os::unix::fs::chown(&folder, None, Some(1));
    let rights = std::fs::Permissions::from_mode(0o2755);
    std::fs::set_permissions(&folder, rights).expect("permitted");
    shell.run(BUILD).code(0);
    let group = folder.metadata().expect("a folder").gid();
    for path in ["index.html", "tin/a.html", "tin"] {
        let file = folder.join(path).metadata().expect("published");
        assert_eq!(file.gid(), group, "{path}");
    }
}

#[test]
fn a_build_with_errors_changes_nothing() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    shell.write("content/tin/c.md", "không có gì");
    shell.write(
        "content/tin/a.md",
        shell.read("content/tin/a.md") + "\nThêm.\n",
    );
    shell.run(BUILD).code(1);
    assert_eq!(shell.state("public"), before);
    shell.remove("content/tin/c.md");
    shell.run(BUILD).code(0);
    shell.has("public/tin/a.html", "Thêm.");
}

#[test]
fn an_error_while_rendering_changes_nothing_and_leaves_nothing_behind() {
    let shell = Shell::new(super::themes::SMALL);
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    shell.write(
        "themes/nho/templates/article.html",
        "{{ article.khong_co.gi }}",
    );
    shell.write("themes/nho/templates/404.html", "khác");
    shell.run(BUILD).code(1);
    assert_eq!(shell.state("public"), before);
    shell.missing(".public.congtin");
}

#[test]
fn an_error_in_the_first_build_leaves_no_output_folder_with_half_a_portal() {
    let shell = Shell::new(SITE);
    shell.write("content/tin/c.md", "không có gì");
    shell.run(BUILD).code(1);
    assert!(shell.state("public").is_empty());
}

#[test]
fn foreign_files_are_kept_and_told() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    shell.write("public/google123.html", "xác minh");
    shell.write("public/tin/ghi-chu.txt", "của tôi");
    shell
        .run(&format!("{BUILD} --format short"))
        .code(0)
        .err(
            "warning[W-OUTPUT-FOREIGN]: thư mục xuất có tệp không do congtin tạo: `google123.html`; giữ nguyên\n\
             warning[W-OUTPUT-FOREIGN]: thư mục xuất có tệp không do congtin tạo: `tin/ghi-chu.txt`; giữ nguyên",
        );
    shell.has("public/google123.html", "xác minh");
    shell.has("public/tin/ghi-chu.txt", "của tôi");
}

#[test]
fn a_folder_inside_that_is_called_like_ours_is_foreign_as_well() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    shell.write("public/.congtin/nha-cai.html", "cá độ");
    for _ in 0..2 {
        let told = shell.run(&format!("{BUILD} --format short")).code(0);
        told.err_has("`.congtin/nha-cai.html`; giữ nguyên");
        shell.has("public/.congtin/nha-cai.html", "cá độ");
    }
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let shell = Shell::new(SITE);
    shell.write("public/tin/a.html", "của tôi");
    shell
        .run(&format!("{BUILD} --format short"))
        .code(1)
        .err_has("error[E-OUTPUT-BLOCKED]: tệp lạ `tin/a.html` nằm đúng chỗ của một trang");
    shell.has("public/tin/a.html", "của tôi");
    shell.missing("public/index.html");
}

#[test]
fn a_damaged_memory_deletes_nothing() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    shell.write("public/la.txt", "của tôi");
    for name in ["manifest", "record"] {
        let path = memory(&shell, name);
        let mut bytes = std::fs::read(&path).expect("memory");
        let at = bytes.windows(10).position(|word| word == b"tin/a.html");
        let at = at.expect("the page is recorded");
        bytes[at..at + 10].copy_from_slice(b"tin/x.html");
        std::fs::write(&path, bytes).expect("written");
    }
    shell.remove("content/tin/a.md");
    shell
        .run(&format!("{BUILD} --verbose --format short"))
        .err_has("note[N-MEMORY-IGNORED]");
    shell.has("public/la.txt", "của tôi");
    shell.has("public/tin/a.html", "Bài A");
}

#[test]
fn after_an_upgrade_the_portal_is_still_ours() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    // Another version of the program sealed the manifest.
    let manifest = memory(&shell, "manifest");
    let mut bytes = std::fs::read(&manifest).expect("a manifest");
    bytes[16] = b'1';
    std::fs::write(&manifest, bytes).expect("written");
    shell.remove("content/tin/a.md");
    shell
        .run(&format!("{BUILD} --verbose --format short"))
        .code(0)
        .err_has("note[N-MEMORY-IGNORED]")
        .out_has("- tin/a.html\n");
    shell.run(BUILD).code(0).out_has("(0 ghi mới,");
}

#[test]
fn after_clean_the_next_build_begins_anew_and_nothing_stands_in_its_way() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    shell.run(&format!("{BUILD} --output mot")).code(0);
    std::fs::remove_dir_all(shell.path("mot")).expect("gone");
    shell.write("public/la.txt", "của tôi");
    shell.write(".public.congtin/x", "sót lại");
    let before = shell.state("public");
    shell
        .run("clean")
        .code(0)
        .out("Đã xóa phần ghi nhớ của 2 thư mục xuất. Cổng đã xuất bản giữ nguyên; lần build sau làm lại mọi trang từ đầu.");
    assert_eq!(shell.state("public"), before);
    shell.missing(".public.congtin");
    let left = shell.state(".congtin").into_keys();
    let mut left: Vec<_> = left
        .map(|path| path.file_name().expect("a name").to_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["lock", "output", "record"]);
    shell.remove("content/tin/a.md");
    shell.write(
        "content/tin/b.md",
        shell.read("content/tin/b.md") + "\nThêm.\n",
    );
    shell.run(&format!("{BUILD} --format short")).code(0).err(
        "warning[W-OUTPUT-FOREIGN]: thư mục xuất có tệp không do congtin tạo: `la.txt`; giữ nguyên",
    );
    shell.missing("public/tin/a.html");
    shell.has("public/tin/b.html", "Thêm.");
    shell.has("public/la.txt", "của tôi");
}

#[test]
fn a_site_may_be_moved_with_its_output() {
    let shell = Shell::bare();
    for (path, bytes) in super::case::files(SITE) {
        shell.write(&format!("mot/{path}"), bytes);
    }
    shell.write("mot/site.toml", super::case::SITE);
    shell.run_in("mot", BUILD).code(0);
    std::fs::rename(shell.path("mot"), shell.path("hai")).expect("moved");
    shell.remove("hai/content/tin/a.md");
    shell.run_in("hai", BUILD).code(0);
    shell.missing("hai/public/tin/a.html");
    shell.run_in("hai", "verify public").code(0);
    shell.run_in("hai", "clean").code(0).out_has(" 1 thư mục");
}

#[test]
fn a_memory_of_folders_and_links_is_no_worse_than_a_damaged_one() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    let files: Vec<_> = shell.state(".congtin").into_keys().collect();
    shell.write("ngoai.txt", "của tôi");
    for number in 0..2 {
        for (other, path) in files.iter().enumerate() {
            let _ = std::fs::remove_file(path);
            if (number + other).is_multiple_of(2) {
                std::fs::create_dir_all(path.join("x")).expect("a folder");
            } else if let Err(error) = std::os::unix::fs::symlink(shell.path("ngoai.txt"), path) {
                panic!("{}: {error}", path.display());
            }
        }
        let _ = std::fs::remove_dir_all(shell.path("public"));
        shell.run(BUILD).code(0);
        shell.run("clean").code(0);
        shell.has("ngoai.txt", "của tôi");
    }
    shell.run(BUILD).code(0);
    assert!(before.keys().eq(shell.state("public").keys()));
}

#[test]
fn what_an_output_folder_was_called_may_be_forgotten() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    std::fs::write(memory(&shell, "output"), "").expect("written");
    shell.run("clean").code(0).out_has(" 1 thư mục");
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("(0 ghi mới,");
}

/// A portal whose last build was killed when it had decided to take `tep.txt` away.
fn interrupted() -> Shell {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let (public, site_memory) = (shell.path("public"), shell.path(".congtin"));
    let journal = memory(&shell, "manifest").with_file_name("journal");
    for step in 0.. {
        let fault = Fault {
            step,
            error: ErrorKind::Other,
            dead: true,
        };
        let opened = Publisher::open_on(Disk::with(fault), &public, &site_memory);
        let Ok(publisher) = opened else { continue };
        let mut next = publisher.last().clone();
        next.files.remove("tep.txt");
        let _ = publisher.finish(next, |_| 0, |_| {});
        if journal.exists() {
            return shell;
        }
    }
    unreachable!("some step is the last")
}

#[test]
fn a_build_tells_what_it_ended() {
    let shell = interrupted();
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .err_has("note[N-BUILD-ENDED]")
        .out_has("+ tep.txt\n");
    shell.run(BUILD).code(0).out_has("(0 ghi mới,");
}

/// It publishes nothing of its own; that it ended what another had begun is no secret.
#[test]
fn a_build_with_errors_tells_what_it_ended() {
    let shell = interrupted();
    let article = shell.read("content/tin/a.md");
    shell.write("content/tin/a.md", article.replace("title", "titel"));
    shell.run(BUILD).code(1).err_has(
        "Chưa xuất bản gì: 1 lỗi, 0 cảnh báo. Chỉ làm nốt lần xuất bản trước bị ngắt giữa chừng: 1 tệp.",
    );
    shell.missing("public/tep.txt");
    shell
        .run(BUILD)
        .code(1)
        .err_has("Cổng đã xuất bản trước đây vẫn nguyên vẹn.");
}

/// The one file of this name in memory.
fn memory(shell: &Shell, name: &str) -> std::path::PathBuf {
    let files = shell.state(".congtin").into_keys();
    let mut named = files.filter(|path| path.file_name().is_some_and(|file| file == name));
    named.next().expect("it is remembered")
}

#[test]
fn a_folder_full_of_foreign_files_is_told_in_twenty_lines() {
    let shell = Shell::new(SITE);
    for number in 0..25 {
        shell.write(&format!("public/cu/{number:02}.html"), "cũ");
    }
    let ran = shell.run("build --format short").code(0);
    assert_eq!(ran.err.matches("W-OUTPUT-FOREIGN").count(), 20);
    assert!(
        ran.err.contains("`cu/19.html` và 5 tệp nữa; giữ nguyên"),
        "{}",
        ran.err
    );
}

#[test]
fn dangerous_output_folders_are_refused() {
    let shell = Shell::new(SITE);
    shell.write("cong-khac/site.toml", "title = \"Cổng khác\"");
    shell.write("cong-khac/content/tin/a.md", "");
    shell.write("cong-khac/.congtin/nho", "");
    shell.write("mot-tep", "của tôi");
    let before = shell.state(".");
    for folder in [
        "cong-khac",
        "/",
        ".",
        "..",
        "content",
        "content/tin/x",
        "themes/a",
        "static",
        ".congtin/x",
        "../home",
        "tin/../content",
        "public/x",
        "mot-tep",
        "mot-tep/x",
        "''",
    ] {
        shell
            .run(&format!("build --output {folder}"))
            .code(2)
            .err_has("E-OUTPUT-REFUSED");
    }
    assert_eq!(shell.state("."), before);
}

#[cfg(unix)]
#[test]
fn a_link_is_no_way_around_the_refusal() {
    let shell = Shell::new(SITE);
    std::os::unix::fs::symlink(shell.path("content"), shell.path("ra")).expect("a link");
    shell
        .run("build --output ra")
        .code(2)
        .err_has("E-OUTPUT-REFUSED");
    shell
        .run("build --output ra/x")
        .code(2)
        .err_has("E-OUTPUT-REFUSED");
    // Articles may lie elsewhere.
    std::fs::create_dir(shell.path("kho")).expect("a folder");
    std::fs::rename(shell.path("content"), shell.path("kho/content")).expect("moved");
    std::os::unix::fs::symlink("kho/content", shell.path("content")).expect("a link");
    for folder in ["content", "kho", "kho/content", "kho/content/tin/x"] {
        let ran = shell.run(&format!("build --output {folder}")).code(2);
        ran.err_has("E-OUTPUT-REFUSED");
    }
    std::os::unix::fs::symlink(shell.path("khong-co"), shell.path("dut")).expect("a link");
    for folder in ["dut", "dut/x"] {
        let ran = shell.run(&format!("build --output {folder}")).code(2);
        ran.err_has("một liên kết không dẫn tới đâu");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_inside_the_output() {
    let shell = Shell::new(SITE);
    shell.write("ngoai/giu.txt", "x");
    std::fs::create_dir(shell.path("public")).expect("a folder");
    std::os::unix::fs::symlink(shell.path("ngoai"), shell.path("public/tin")).expect("a link");
    let ran = shell.run(BUILD);
    assert_ne!(ran.code, 0, "{}", ran.err);
    assert_eq!(shell.state("ngoai").len(), 1);
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_through_a_link_inside_the_output() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    std::fs::rename(shell.path("public/tin"), shell.path("ngoai")).expect("moved");
    std::os::unix::fs::symlink(shell.path("ngoai"), shell.path("public/tin")).expect("a link");
    std::fs::rename(shell.path("content/tin"), shell.path("content/khac")).expect("moved");
    shell.run(BUILD).code(0);
    shell.has("ngoai/a.html", "Bài A");
}

#[test]
fn two_output_folders_know_nothing_of_each_other() {
    let shell = Shell::new(SITE);
    shell.run(&format!("{BUILD} --output mot")).code(0);
    shell.run(&format!("{BUILD} --output hai")).code(0);
    shell.remove("content/tin/a.md");
    shell.run(&format!("{BUILD} --output mot")).code(0);
    shell.missing("mot/tin/a.html");
    shell.has("hai/tin/a.html", "Bài A");
}

#[test]
fn a_page_may_become_a_folder_and_back() {
    let shell = Shell::new(SITE);
    shell.write("static/x", "tệp");
    shell.run(BUILD).code(0);
    shell.remove("static/x");
    shell.write("static/x/y.txt", "trong thư mục");
    shell.run(BUILD).code(0);
    shell.has("public/x/y.txt", "trong thư mục");
    shell.remove("static/x/y.txt");
    std::fs::remove_dir(shell.path("static/x")).expect("empty");
    shell.write("static/x", "tệp");
    shell.run(BUILD).code(0);
    shell.has("public/x", "tệp");
}

#[test]
fn only_one_build_works_in_a_folder_at_a_time() {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let lock = shell
        .state(".congtin")
        .into_keys()
        .find(|path| path.ends_with("lock"))
        .expect("a lock");
    let held = std::fs::File::open(lock).expect("a file");
    held.lock().expect("the lock");
    shell
        .run(BUILD)
        .code(2)
        .err_has("/site/public; đợi lệnh đó xong rồi chạy lại");
    held.unlock().expect("unlocked");
    shell.run(BUILD).code(0);
}

#[cfg(unix)]
#[test]
fn two_sites_do_not_build_into_one_folder_at_a_time() {
    let shell = Shell::new(SITE);
    for is_there in [false, true] {
        let open = |site: &str| loop {
            let memory = shell.path(site).join(".congtin");
            match Publisher::open(&shell.path("ra"), &memory) {
                // A test that starts a program just now may hold a copy of a lock for a blink.
                Err(_) if site == "mot" => std::thread::yield_now(),
                opened => break opened,
            }
        };
        let one = open("mot").expect("opened");
        one.put("index.html", b"cong mot").expect("written");
        let busy = open("hai").err().map(|error| error.kind());
        assert_eq!(busy, Some(ErrorKind::ResourceBusy), "{is_there}");
        one.finish(Manifest::default(), |_| 0, |_| {})
            .expect("published");
        std::fs::create_dir_all(shell.path("ra")).expect("a folder");
    }
}
