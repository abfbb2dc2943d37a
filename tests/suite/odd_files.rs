//! Files as they come out of old computers, word processors and accidents.

use congtin::files::Files;
use congtin::pipeline;

use super::case::Case;
use super::shell::Shell;

const ARTICLE: &str = "+++\ntitle = \"Tiếng Việt\"\ndate = \"11/07/2022\"\nsummary = \"Đủ dấu.\"\n+++\nMột đoạn.\n\nHai đoạn.\n";

fn with(bytes: impl AsRef<[u8]>) -> Case {
    Case::new("").file("content/tin/a.md", bytes)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect()
}

#[test]
fn a_byte_order_mark_and_windows_lines_change_nothing() {
    let plain = with(ARTICLE).build().clean();
    for odd in [
        format!("\u{feff}{ARTICLE}"),
        ARTICLE.replace('\n', "\r\n"),
        ARTICLE.replace('\n', "\r"),
        format!("\u{feff}{}", ARTICLE.replace('\n', "\r\n")),
        format!("\n\n{ARTICLE}"),
    ] {
        assert_eq!(with(odd).build().clean().outputs, plain.outputs);
    }
}

#[test]
fn utf_16_is_read_and_told() {
    let plain = with(ARTICLE).build().clean();
    for bytes in [
        utf16(ARTICLE, u16::to_le_bytes),
        utf16(ARTICLE, u16::to_be_bytes),
    ] {
        let case = with(bytes).build().findings(
            "content/tin/a.md: warning[W-FILE-UTF16]: tệp lưu theo bảng mã UTF-16; đã đọc được",
        );
        assert_eq!(case.outputs, plain.outputs);
    }
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    with(b"+++\ntitle = \"\xff\xfe\x80\"\n+++\n")
        .build()
        .findings("content/tin/a.md: error[E-FILE-ENCODING]: tệp không phải văn bản UTF-8");
}

#[test]
fn detached_marks_are_put_together_and_told() {
    let detached = "+++\ntitle = \"Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\"\ndate = \"11/07/2022\"\nsummary = \"S\"\ntags = [\"Hoa\u{300} bình\"]\n+++\nB\n";
    with(detached)
        .build()
        .findings("content/tin/a.md:2:12: warning[W-TEXT-NFC]: chữ viết tách dấu, sai thứ tự dấu (không theo dạng NFC) hoặc dùng chữ Ð ngoại lai thay cho Đ; đã tự sửa khi xuất bản")
        .has("tin/a.html", "<h1>Tiếng Việt</h1>")
        .exists("the/hoa-binh/index.html");
}

#[test]
fn control_characters_are_dropped_and_told() {
    with(ARTICLE.replace("Một", "M\u{0}\u{1b}ột\u{200b}"))
        .build()
        .codes(&["W-TEXT-CONTROL"])
        .lacks("tin/a.html", "\u{1b}")
        .lacks("tin/a.html", "\u{0}");
}

#[test]
fn an_empty_file_and_one_without_front_matter_are_told() {
    Case::new("")
        .file("content/tin/a.md", "")
        .file("content/tin/b.md", "  \n\n")
        .file("content/tin/c.md", "# Tiêu đề\n\nChữ.\n")
        .file("content/tin/d.md", "+++\ntitle = \"Mở\"\n\nChữ.\n")
        .build()
        .findings(
            "
            content/tin/a.md: error[E-FRONT-MATTER]: tệp không có phần khai báo ở đầu
            content/tin/b.md: error[E-FRONT-MATTER]: tệp không có phần khai báo ở đầu
            content/tin/c.md:1:1: error[E-FRONT-MATTER]: tệp không có phần khai báo ở đầu
            content/tin/d.md:1:1: error[E-FRONT-MATTER-OPEN]: phần khai báo ở đầu tệp chưa được đóng bằng `+++`
            ",
        );
}

#[test]
fn front_matter_alone_is_an_article_without_a_text() {
    for end in ["+++", "+++\n", "+++\n\n\n"] {
        with(format!(
            "+++\ntitle = \"A\"\ndate = \"11/07/2022\"\nsummary = \"S\"\n{end}"
        ))
        .build()
        .clean()
        .has("tin/a.html", "<h1>A</h1>");
    }
}

#[test]
fn a_body_of_half_a_megabyte_is_published_whole() {
    let body = "Một dòng chữ dài vừa phải để thử. ".repeat(12_500);
    assert!(body.len() > 500_000);
    let case = with(format!("{ARTICLE}\n{body}cuối bài\n")).build().clean();
    assert!(case.page("tin/a.html").contains("cuối bài"));
    assert!(case.page("rss.xml").len() < 10_000);
}

#[test]
fn bad_yaml_is_told_with_its_place() {
    with("---\ntitle: \"A\ndate: 2022-07-11\n---\nB\n")
        .build()
        .codes(&["E-RECORD-QUOTE-OPEN"]);
    with("---\ntitle: A\ndate: [2022\nsummary: S\n---\nB\n")
        .build()
        .codes(&["E-RECORD-SYNTAX"]);
    with("---\n- a\n- b\n---\nB\n")
        .build()
        .codes(&["E-RECORD-SYNTAX"]);
}

#[test]
fn spaces_and_marks_in_names_become_addresses() {
    Case::new("")
        .article("Tin tức/Năm 2022/Bài số 1", "A", "2022-07-11")
        .file("static/Tài liệu/Kế hoạch 1.pdf", "x")
        .file("content/tin/b.md", "+++\ntitle = \"B\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n[a](<@/Tin tức/Năm 2022/Bài số 1.md>) [kh](</Tài liệu/Kế hoạch 1.pdf>)\n")
        .build()
        .clean()
        .exists("tin-tuc/bai-so-1.html")
        .has("tin/b.html", "<a href=\"/tin-tuc/bai-so-1.html\">a</a>")
        .exists("Tài liệu/Kế hoạch 1.pdf");
}

#[test]
fn a_file_name_without_a_letter_has_no_address() {
    Case::new("")
        .article("tin/…", "A", "2022-07-11")
        .build()
        .findings(
            "content/tin/….md: error[E-NAME-EMPTY]: tên tệp không có chữ nào dùng được cho địa chỉ",
        );
}

#[test]
fn names_with_detached_marks_are_one_name_on_the_disk() {
    let shell = Shell::new("");
    shell.write("content/tin/Ca\u{302}\u{300}u.md", ARTICLE);
    shell.run("build --format short").code(0).err(
        "content/tin/Cầu.md: warning[W-NAME-NFC]: tên tệp viết tách dấu (không theo dạng NFC)",
    );
    shell.has("public/tin/cau.html", "Tiếng Việt");
    shell.write("content/tin/Cầu.md", ARTICLE);
    shell.run("build --format short").code(1).err_has(
        "content/tin/Cầu.md: error[E-NAME-TWICE]: có hai tệp cùng tên `content/tin/Cầu.md`",
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_never_followed() {
    let shell = Shell::new("");
    shell.write("content/tin/a.md", ARTICLE);
    shell.write("../ngoai/mat.md", ARTICLE.replace("Tiếng Việt", "Tin mật"));
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(shell.path(to), shell.path(at)).expect("a link");
    };
    link("../ngoai/mat.md", "content/tin/lien-ket.md");
    link("../ngoai", "content/thu-muc");
    shell.run("build --format short").code(0).err(
        "content/thu-muc: warning[W-FILE-LINK]: đây là liên kết tượng trưng hoặc tệp đặc biệt; bỏ qua\n\
         content/tin/lien-ket.md: warning[W-FILE-LINK]: đây là liên kết tượng trưng hoặc tệp đặc biệt; bỏ qua",
    );
    shell.missing("public/tin/lien-ket.html");
    shell.missing("public/thu-muc");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let shell = Shell::new("");
    shell.write("content/tin/a.md", ARTICLE);
    let files = Files::read(&shell.path(".")).value;
    // Whoever runs this may be root, who may read everything: the file is gone instead.
    shell.remove("content/tin/a.md");
    let found = pipeline::plan(
        &files,
        &super::case::settings(),
        &congtin::memo::Memo::none(),
    )
    .findings;
    let told: Vec<_> = found
        .iter()
        .map(|finding| (finding.rule.code, finding.word("reason")))
        .collect();
    assert_eq!(
        told,
        [("E-FILE-UNREADABLE", Some("tệp vừa bị xóa hoặc đổi tên"))]
    );
}

#[test]
fn leavings_of_editors_and_systems_are_not_content() {
    let shell = Shell::new("");
    for name in [
        ".an.md",
        "a.md~",
        "#a.md#",
        "~$a.md",
        "Thumbs.db",
        "desktop.ini",
    ] {
        shell.write(&format!("content/tin/{name}"), "x");
        shell.write(&format!("static/{name}"), "x");
    }
    shell.write("static/.well-known/x.txt", "y");
    shell.write("content/tin/a.md", ARTICLE);
    shell.run("build --deny-warnings").code(0);
    shell.has("public/.well-known/x.txt", "y");
    shell.missing("public/Thumbs.db");
    shell.missing("public/a.md~");
    shell.missing("public/.an.md");
}

#[test]
fn a_file_that_changes_while_it_is_published_is_told() {
    let shell = Shell::new("");
    shell.write("content/tin/a.md", ARTICLE);
    let files = Files::read(&shell.path(".")).value;
    let plan = pipeline::plan(
        &files,
        &super::case::settings(),
        &congtin::memo::Memo::none(),
    );
    let plan = plan.value.expect("a plan");
    shell.write("content/tin/a.md", ARTICLE.replace("Một", "Hai"));
    let findings: Vec<_> = plan
        .jobs
        .values()
        .flat_map(|job| pipeline::make(&plan, job).findings)
        .collect();
    // Its page and two files of search say so alike.
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(|finding| *finding == findings[0]));
    assert_eq!(findings[0].rule.code, "E-FILE-CHANGED");
}

#[test]
fn a_folder_without_settings_is_no_portal() {
    Case::new("")
        .remove("site.toml")
        .build()
        .findings("error[E-SITE-MISSING]: không tìm thấy `site.toml`");
}
