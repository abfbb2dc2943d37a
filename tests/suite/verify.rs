//! `congtin verify`: whoever adds or changes a page on the server is told of.

use super::shell::{BUILD, Shell};

const SITE: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
+++
Chữ.
-- content/tin/b.md --
+++
title = \"Bài B\"
date = 2022-07-10
summary = \"S\"
+++
Chữ.
";

/// A published site, and a copy of it on a web server.
fn served() -> Shell {
    let shell = Shell::new(SITE);
    shell.run(BUILD).code(0);
    let public = shell.path("public");
    for (path, (bytes, _)) in shell.state("public") {
        let inner = path.strip_prefix(&public).expect("inside").to_owned();
        shell.write(&format!("live/{}", inner.display()), bytes);
    }
    shell
}

#[test]
fn a_folder_as_published_is_told_in_one_line() {
    let shell = served();
    let files = shell.state("public").len();
    let ran = shell.run("verify live").code(0).err("");
    ran.out(&format!(
        "live đúng như đã xuất bản: {files} tệp, không thừa, không thiếu."
    ));
    shell.run("verify public").code(0);
    shell.run("verify live --lang en").code(0).out(&format!(
        "live is as published: {files} files, none missing, none added."
    ));
}

#[test]
fn what_was_changed_is_missing_or_was_not_made_here_is_named() {
    let shell = served();
    shell.write("live/tin/a.html", "cá độ");
    shell.remove("live/tin/b.html");
    shell.write("live/assets/.x/nha-cai.html", "cá độ");
    shell
        .run("verify live --format short")
        .code(1)
        .err(
            "error[E-LIVE-FOREIGN]: `assets/.x/nha-cai.html` không do congtin tạo ra\n\
             error[E-LIVE-CHANGED]: `tin/a.html` không còn như lúc xuất bản\n\
             error[E-LIVE-MISSING]: thiếu `tin/b.html`",
        )
        .out_has("live khác với bản đã xuất bản ở 3 chỗ");
    shell
        .run("verify live --format json")
        .code(1)
        .out_has("\"E-LIVE-FOREIGN\"")
        .out_has("\"path\":\"assets/.x/nha-cai.html\"");
}

#[test]
fn a_record_that_was_lost_or_damaged_is_written_again_by_the_next_build() {
    let shell = served();
    let files = shell.state(".congtin").into_keys();
    let mut records = files.filter(|path| path.ends_with("record"));
    let record = records.next().expect("a record");
    std::fs::remove_file(&record).expect("removed");
    shell.run("verify live").code(2);
    shell.run(BUILD).code(0).err("");
    shell.run("verify live").code(0);
    std::fs::write(&record, "x").expect("damaged");
    shell.run("verify live").code(2);
    shell.run(BUILD).code(0).err("");
    shell.run("verify live").code(0);
}

#[test]
fn one_byte_and_the_same_time_of_change_are_enough() {
    let shell = served();
    let page = shell.read("public/tin/a.html").replace("Chữ.", "Chử.");
    shell.write("live/tin/a.html", page);
    shell.run("verify live").code(1).err_has("E-LIVE-CHANGED");
}

#[cfg(unix)]
#[test]
fn links_are_told_and_never_followed() {
    let shell = served();
    shell.write("ngoai/xau.html", "x");
    std::os::unix::fs::symlink(shell.path("ngoai"), shell.path("live/them")).expect("a link");
    shell.remove("live/tin/a.html");
    let page = shell.path("public/tin/a.html");
    std::os::unix::fs::symlink(page, shell.path("live/tin/a.html")).expect("a link");
    shell.run("verify live --format short").code(1).err(
        "error[E-LIVE-LINK]: `them` là liên kết hoặc tệp đặc biệt, congtin không bao giờ tạo ra\n\
         error[E-LIVE-LINK]: `tin/a.html` là liên kết hoặc tệp đặc biệt, congtin không bao giờ tạo ra",
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_a_foreign_file() {
    use std::os::unix::ffi::OsStrExt;
    let shell = served();
    let name = std::ffi::OsStr::from_bytes(b"nha-c\xe1i.html");
    std::fs::write(shell.path("live").join(name), "x").expect("a file");
    shell
        .run("verify live --format short")
        .code(1)
        .err("error[E-LIVE-FOREIGN]: `nha-c\u{fffd}i.html` không do congtin tạo ra");
}

#[test]
fn a_record_kept_elsewhere_will_do_whatever_became_of_the_site() {
    let shell = served();
    let record = shell
        .state(".congtin")
        .into_keys()
        .find(|path| path.ends_with("record"))
        .expect("a record");
    let text = std::fs::read_to_string(record).expect("text");
    shell.write("cat/ban-ghi.txt", &text);
    shell.remove("site.toml");
    shell.run("verify live --against cat/ban-ghi.txt").code(0);
    shell.write("cat/ban-ghi.txt", text.replace("tin/a.html", "tin/x.html"));
    shell
        .run("verify live --against cat/ban-ghi.txt")
        .code(2)
        .err("lỗi: bản ghi `cat/ban-ghi.txt` bị hỏng");
    shell
        .run("verify live --against cat")
        .code(2)
        .err_has("`cat` không phải bản ghi của congtin");
    shell
        .run("verify live --against live/index.html")
        .code(2)
        .err_has("nằm ngay trong thư mục cần kiểm tra");
    shell.write("live/ban-ghi.txt", &text);
    shell
        .run("verify live --against cat/../live/ban-ghi.txt")
        .code(2)
        .err_has("nằm ngay trong thư mục cần kiểm tra");
    #[cfg(unix)]
    {
        let link = shell.path("live/noi-khac.txt");
        std::os::unix::fs::symlink(shell.path("cat/ban-ghi.txt"), link).expect("a link");
        shell
            .run("verify live --against live/noi-khac.txt")
            .code(2)
            .err_has("nằm ngay trong thư mục cần kiểm tra");
    }
}

#[test]
fn a_folder_that_is_built_into_is_held_against_its_own_record() {
    let shell = Shell::new(SITE);
    shell.run(&format!("{BUILD} --output cong")).code(0);
    shell.run("verify cong").code(0);
    shell.write("cong/la.html", "x");
    shell.run("verify cong").code(1).err_has("`la.html`");
}

#[test]
fn without_a_record_it_says_what_to_do() {
    let shell = Shell::new(SITE);
    shell.write("live/x", "x");
    shell
        .run("verify live")
        .code(2)
        .err_has("chạy `congtin build` trước");
    shell
        .run("verify khong-co")
        .code(2)
        .err("lỗi: không có thư mục `khong-co`");
}

#[test]
fn a_name_cannot_hide_what_is_told_of_it() {
    let shell = served();
    shell.write("live/x\u{1b}[2J\u{202e}.html", "");
    let expected = "error[E-LIVE-FOREIGN]: `x\\u{1b}[2J\\u{202e}.html` không do congtin tạo ra";
    for format in ["human", "short"] {
        let ran = shell.run(&format!("verify live --format {format}"));
        ran.code(1).err_has(expected);
    }
}
