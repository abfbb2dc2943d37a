//! What is remembered between runs: it saves work, tells why something is made, and never changes what comes out.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::case::SITE;
use super::shell::{BUILD, Shell};
use congtin::memo::{Manifest, Memory};
use congtin::text::Digest;

/// A small site whose files were all written long ago.
fn portal() -> Shell {
    let shell = Shell::new(
        "
        -- content/tin/_index.md --
        +++
        title = \"Tin tức\"
        +++
        -- content/tin/a.md --
        +++
        title = \"Bài A\"
        date = 2022-07-11
        summary = \"S\"
        tags = [\"Suối\"]
        +++
        Chữ của bài A.
        -- content/tin/b.md --
        +++
        title = \"Bài B\"
        date = 2022-07-10
        summary = \"S\"
        +++
        Chữ của bài B, [bài A](a.md).
        -- static/tep.txt --
        x
        ",
    );
    age(&shell.path("."));
    shell
}

/// Makes every file look as if it had been left alone for an hour.
fn age(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the folder can be read");
        let made = entry.path().components().any(|part| {
            let part = part.as_os_str();
            part == "public" || part == ".congtin"
        });
        if entry.file_type().is_file() && !made {
            let file = File::options().write(true).open(entry.path());
            let hour_ago = SystemTime::now() - Duration::from_hours(1);
            let file = file.expect("a file");
            file.set_modified(hour_ago).expect("a time");
        }
    }
}

/// Writes a file anew, some time ago.
fn edit(shell: &Shell, path: &str, from: &str, to: &str) {
    let text = shell.read(path);
    assert!(text.contains(from), "{path} lacks {from:?}");
    shell.write(path, text.replace(from, to));
    let file = File::options().write(true).open(shell.path(path));
    let minute_ago = SystemTime::now() - Duration::from_mins(1);
    file.expect("a file")
        .set_modified(minute_ago)
        .expect("a time");
}

fn memory_of(shell: &Shell) -> PathBuf {
    let output = shell.path("public").canonicalize().expect("public");
    Memory::folder_of(&shell.path(".congtin"), &output)
}

#[test]
fn every_page_that_is_made_says_why() {
    let shell = portal();
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("~ tin/a.html: tệp mới\n");
    edit(&shell, "content/tin/b.md", "Chữ của", "Lời của");
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("~ tin/b.html: có thay đổi: tệp nguồn\n")
        .out_has("+ tin/b.html\n");
    edit(&shell, "content/tin/a.md", "Bài A", "Bài đầu");
    let ran = shell.run(&format!("{BUILD} --verbose --lang en")).code(0);
    let made: Vec<_> = ran
        .out
        .lines()
        .filter(|line| line.starts_with('~'))
        .collect();
    assert!(made.contains(&"~ tin/a.html: changed: source"), "{made:#?}");
    assert!(
        made.contains(&"~ tin/b.html: changed: related articles, pages beside it"),
        "{made:#?}"
    );
    assert!(
        made.contains(&"~ the/suoi/index.html: changed: list of articles"),
        "{made:#?}"
    );
    assert!(
        !made.iter().any(|line| line.contains("404.html")),
        "{made:#?}"
    );
}

#[test]
fn nothing_is_made_when_nothing_changed() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let ran = shell.run(&format!("{BUILD} --verbose")).code(0);
    assert!(!ran.out.contains('~'), "{}", ran.out);
    // The clock alone changes nothing either, until an hour that some article names.
    let ran = shell
        .run("build --now 2022-08-03T08:00:00+07:00 --verbose")
        .code(0);
    assert!(!ran.out.contains('~'), "{}", ran.out);
}

/// Who copies a file over another (`cp -p`, a restored backup) may keep its size and its time.
#[cfg(unix)]
#[test]
fn a_source_that_is_replaced_behind_its_looks_is_read_again() {
    let shell = portal();
    shell.write("static/so.txt", "Số tài khoản 1111");
    age(&shell.path("."));
    let stamp = shell.path("static/so.txt").metadata().expect("a file");
    let time = stamp.modified().expect("a time");
    shell.run(BUILD).code(0);
    shell.write("static/so.txt", "Số tài khoản 2222");
    let file = File::options()
        .write(true)
        .open(shell.path("static/so.txt"));
    file.expect("a file").set_modified(time).expect("a time");
    shell.run(BUILD).code(0).out_has("(1 ghi mới,");
    shell.has("public/so.txt", "2222");
}

/// What is kept at the edge of a network does not know what somebody took away here.
#[test]
fn what_leaves_the_portal_is_named_though_it_is_gone_already() {
    let shell = portal();
    shell.run(BUILD).code(0);
    shell.remove("public/tin/a.html");
    shell.remove("content/tin/a.md");
    edit(&shell, "content/tin/b.md", "[bài A](a.md)", "bài A");
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("- tin/a.html\n");
}

#[test]
fn what_was_told_is_told_again() {
    let shell = portal();
    edit(&shell, "content/tin/b.md", "bài A](a.md)", "xưa](mailto:)");
    edit(&shell, "content/tin/b.md", "summary = \"S\"\n", "");
    let told = shell.run(&format!("{BUILD} --verbose --format short")).err;
    assert!(told.contains("content/tin/b.md"), "{told}");
    for _ in 0..2 {
        shell
            .run(&format!("{BUILD} --verbose --format short"))
            .err(&told);
    }
    edit(&shell, "content/tin/a.md", "Chữ", "Lời");
    shell
        .run(&format!("{BUILD} --verbose --format short"))
        .err(&told);
}

/// What is left out of the site leaves no other trace than what is told of it.
#[cfg(unix)]
#[test]
fn a_link_that_comes_or_goes_is_told_though_no_source_changed() {
    let shell = portal();
    shell.run(BUILD).code(0).err("");
    let link = shell.path("static/lien-ket.txt");
    std::os::unix::fs::symlink(shell.path("static/tep.txt"), &link).expect("a link");
    shell.run(BUILD).code(0).err_has("W-FILE-LINK");
    shell.run(BUILD).code(0).err_has("W-FILE-LINK");
    fs::remove_file(link).expect("a link");
    shell.run(BUILD).code(0).err("");
}

#[test]
fn an_address_that_vanishes_is_told_once() {
    let shell = portal();
    shell.run(BUILD).code(0);
    fs::rename(
        shell.path("content/tin/a.md"),
        shell.path("content/tin/dau.md"),
    )
    .expect("renamed");
    edit(&shell, "content/tin/b.md", "a.md", "dau.md");
    shell.run(BUILD).code(0).err(
        "warning[W-ADDRESS-GONE]: địa chỉ `/tin/a.html` đã công khai nay không còn: ai mở liên kết cũ sẽ gặp trang báo không tìm thấy
  --> content/tin/a.md
 = gợi ý: thêm `aliases = [\"/tin/a.html\"]` vào bài thay thế; nếu muốn gỡ bài thì giữ tệp lại và ghi `withdrawn = \"lý do\"`",
    );
    shell.run(BUILD).code(0).err("");
}

#[test]
fn a_category_that_vanishes_is_told_with_its_articles() {
    let shell = portal();
    shell.run(BUILD).code(0);
    fs::rename(shell.path("content/tin"), shell.path("content/tin-moi")).expect("renamed");
    let told = shell.run(&format!("{BUILD} --format short")).code(0).err;
    assert!(
        told.contains("W-LIST-GONE]: trang danh sách `/tin/` đã công khai"),
        "{told}"
    );
    assert_eq!(told.matches("W-ADDRESS-GONE").count(), 2, "{told}");
}

#[test]
fn a_site_whose_articles_are_all_gone_takes_nothing_off_the_net() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    fs::rename(shell.path("content"), shell.path("noi-khac")).expect("renamed");
    // An empty folder is what is left of a disk that is not there. What links to articles tells nothing besides.
    fs::create_dir(shell.path("content")).expect("a folder");
    shell.write(
        "site.toml",
        format!("{SITE}\n[[menu]]\ntitle = \"Bài\"\nurl = \"@/tin/a.md\"\n"),
    );
    for options in ["", "--skip-broken --no-cache"] {
        let ran = shell
            .run(&format!("{BUILD} --format short {options}"))
            .code(1);
        assert!(ran.err.starts_with("error[E-CONTENT-GONE]"), "{}", ran.err);
        assert_eq!(ran.err.matches('[').count(), 1, "{}", ran.err);
        assert_eq!(shell.state("public"), before);
    }
    shell.write("site.toml", SITE);
    // Nor when no more than paths is known.
    shell.run("clean").code(0);
    shell.run(BUILD).code(1).err_has("E-CONTENT-GONE");
    // That they are to go can be said.
    shell.write("content/_index.md", "+++\ntitle = \"Trang chủ\"\n+++\n");
    shell.run(BUILD).code(0);
    shell.missing("public/tin/a.html");
}

#[test]
fn a_document_that_vanishes_is_told_unless_an_alias_leads_on() {
    let shell = portal();
    shell.write("static/tep/quy-che.pdf", "%PDF");
    shell.write("content/tin/don.pdf", "%PDF");
    shell.write("content/tin/cu.pdf", "%PDF");
    edit(
        &shell,
        "content/tin/b.md",
        "Chữ",
        "[Đơn](don.pdf), [đơn cũ](cu.pdf).\n\nChữ",
    );
    shell.run(BUILD).code(0);
    // Renamed, and only not shown any more.
    fs::rename(
        shell.path("content/tin/don.pdf"),
        shell.path("content/tin/don-2.pdf"),
    )
    .expect("renamed");
    edit(
        &shell,
        "content/tin/b.md",
        "[Đơn](don.pdf), [đơn cũ](cu.pdf).",
        "[Đơn](don-2.pdf).",
    );
    shell.remove("static/tep/quy-che.pdf");
    shell.remove("static/tep.txt");
    edit(
        &shell,
        "content/tin/a.md",
        "summary",
        "aliases = [\"/tep/quy-che.pdf\"]\nsummary",
    );
    let told = shell.run(&format!("{BUILD} --format short")).code(0).err;
    assert_eq!(told.matches("W-ADDRESS-GONE").count(), 2, "{told}");
    assert!(told.contains("content/tin/don.pdf: warning"), "{told}");
    assert!(told.contains("static/tep.txt: warning"), "{told}");
}

#[test]
fn an_address_may_go_with_an_alias_a_withdrawal_or_its_hour() {
    let shell = portal();
    shell.run(BUILD).code(0);
    fs::rename(
        shell.path("content/tin/a.md"),
        shell.path("content/tin/dau.md"),
    )
    .expect("renamed");
    edit(&shell, "content/tin/b.md", "[bài A](a.md)", "bài A");
    edit(
        &shell,
        "content/tin/dau.md",
        "summary",
        "aliases = [\"/tin/a.html\"]\nsummary",
    );
    shell.run(BUILD).code(0).err("");
    edit(
        &shell,
        "content/tin/dau.md",
        "summary",
        "expires_at = 2022-07-31\nsummary",
    );
    shell.run(BUILD).code(0).err("");
    edit(
        &shell,
        "content/tin/b.md",
        "summary",
        "withdrawn = \"Sai\"\nsummary",
    );
    let told = shell.run(&format!("{BUILD} --format short")).code(0).err;
    assert!(!told.contains("W-ADDRESS-GONE"), "{told}");
}

#[test]
fn a_page_tells_what_it_is_made_from() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let expected = "tin/b.html
  mẫu trang: article.html
  cài đặt: site.toml
  giao diện: themes/cong
  phần chung của các trang: vi
  tệp nguồn: content/tin/b.md
  địa chỉ: /tin/b.html
  liên kết, ảnh và tệp: content/tin/b.md
  bài liên quan, trang kế bên: content/tin/a.md
  không đổi từ lần xuất bản trước";
    for asked in [
        "tin/b.html",
        "/tin/b.html",
        "https://thu.example/tin/b.html",
        "public/tin/b.html",
        "content/tin/b.md",
        "./content/tin/b.md",
    ] {
        shell
            .run(&format!("{BUILD} --explain {asked}"))
            .code(0)
            .out(expected);
    }
    shell
        .run(&format!("{BUILD} --explain tin/c.html"))
        .code(2)
        .err_has("cổng không có tệp `tin/c.html` (tin/a.html?)");
    edit(
        &shell,
        "content/tin/a.md",
        "summary",
        "draft = true\nsummary",
    );
    shell
        .run(&format!("{BUILD} --explain content/tin/a.md"))
        .code(2)
        .err_has("`content/tin/a.md` không có trang vì còn là bản nháp");
    edit(&shell, "content/tin/a.md", "draft = true\n", "");
    edit(&shell, "content/tin/b.md", "Chữ", "Lời");
    let before = shell.state("public");
    shell
        .run(&format!("{BUILD} --explain tin/b.html"))
        .code(0)
        .out_has("  có thay đổi: tệp nguồn\n");
    assert_eq!(shell.state("public"), before);
}

#[test]
fn memory_of_another_version_is_ignored_with_a_note() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let manifest = memory_of(&shell).join("manifest");
    let text = b"congtin memory 1 0.0.9\n".to_vec();
    for entry in fs::read_dir(memory_of(&shell)).expect("memory") {
        let path = entry.expect("an entry").path();
        if path != manifest
            && !path.ends_with("record")
            && !path.ends_with("settled")
            && path.extension().is_none()
            && path.metadata().is_ok_and(|it| it.len() > 30)
        {
            fs::write(path, &text).expect("written");
        }
    }
    shell
        .run(&format!("{BUILD} --verbose --format short"))
        .code(0)
        .out_has("(0 ghi mới,");
    edit(&shell, "content/tin/b.md", "Chữ", "Lời");
    shell
        .run(&format!("{BUILD} --verify --verbose --format short"))
        .code(0)
        .err_has("N-MEMORY-IGNORED");
}

#[test]
fn no_cache_makes_everything_anew_and_writes_what_differs() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let before = shell.state("public");
    shell
        .run(&format!("{BUILD} --no-cache --verbose"))
        .code(0)
        .out_has("~ tin/a.html: tệp mới\n")
        .out_has("(0 ghi mới,");
    assert_eq!(shell.state("public"), before);
}

#[test]
fn verify_finds_a_page_that_a_cold_build_would_not_make() {
    let shell = portal();
    shell.run(BUILD).code(0);
    shell
        .run(&format!("{BUILD} --verify"))
        .code(0)
        .err("")
        .out_has("không khác chỗ nào");
    // As if a key had not covered something: the page is another one, and what is remembered says that all is well.
    let (site, output) = (shell.path(".congtin"), shell.path("public"));
    let output = output.canonicalize().expect("public");
    let memory = Memory::take(&site, &output).expect("nobody else");
    let bytes = memory.read("manifest").expect("whole").expect("there");
    let mut manifest: Manifest = postcard::from_bytes(&bytes).expect("a manifest");
    let page = manifest.files.get_mut("tin/a.html").expect("a page");
    page.digest = Digest::of(b"another");
    let bytes = postcard::to_allocvec(&manifest).expect("bytes");
    memory.write("manifest", &bytes).expect("written");
    drop(memory);
    shell
        .run(&format!("{BUILD} --verify --format short"))
        .code(1)
        .err_has(
            "error[E-VERIFY]: `tin/a.html` khác với bản làm lại từ đầu: khóa của trang không đổi",
        );
}

#[test]
fn a_file_saved_just_now_is_looked_at_again() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let path = shell.path("content/tin/b.md");
    let now = SystemTime::now();
    let text = shell.read("content/tin/b.md");
    // Twice within one tick of the clock, the same length: nothing from outside tells the second from the first.
    for word in ["Lời", "Câu"] {
        shell.write("content/tin/b.md", text.replace("Chữ", word));
        let file = File::options().write(true).open(&path).expect("a file");
        file.set_modified(now).expect("a time");
        shell.run(BUILD).code(0);
        shell.has("public/tin/b.html", &format!("{word} của bài B"));
    }
}

#[test]
fn settings_change_every_page() {
    let shell = portal();
    shell.run(BUILD).code(0);
    shell.write("site.toml", SITE.replace("Cổng Thử", "Cổng Khác"));
    shell.run(BUILD).code(0);
    for page in ["index.html", "tin/a.html", "404.html", "rss.xml"] {
        shell.has(&format!("public/{page}"), "Cổng Khác");
    }
}
