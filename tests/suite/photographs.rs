//! What is remembered of photographs between runs.

use std::fs;
use std::path::PathBuf;

use image::ImageFormat;

use super::case::photograph;
use super::shell::{BUILD, Shell};
use congtin::text::Digest;

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
        +++
        ![Cầu](cau.jpg)
        ",
    );
    shell.write(
        "content/tin/cau.jpg",
        photograph(ImageFormat::Jpeg, 900, 600),
    );
    shell
}

/// Files that are remembered, heavier than a colour.
fn remembered(shell: &Shell) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(shell.path(".congtin/pictures")).into_iter();
    let files = files.flatten().map(walkdir::DirEntry::into_path);
    files
        .filter(|path| {
            path.metadata()
                .is_ok_and(|it| it.is_file() && it.len() > 1000)
        })
        .collect()
}

/// Puts words into the place of all prints that are remembered, under their seals. Returns the words.
fn remember_others(shell: &Shell) -> String {
    let words = "Đã nhớ. ".repeat(200);
    for path in remembered(shell) {
        let name = path.file_name().and_then(|name| name.to_str());
        let made_from = name.and_then(Digest::parse).expect("a digest");
        let seal = Digest::join([made_from.bytes().as_slice(), words.as_bytes()]);
        fs::write(path, [seal.bytes().as_slice(), words.as_bytes()].concat()).expect("written");
    }
    words
}

/// Prints in an output folder.
fn prints(shell: &Shell, output: &str) -> Vec<Vec<u8>> {
    let files = walkdir::WalkDir::new(shell.path(output).join("assets/anh")).sort_by_file_name();
    let files = files
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path);
    files.filter_map(|path| fs::read(path).ok()).collect()
}

#[test]
fn a_second_build_decodes_nothing() {
    let shell = portal();
    shell
        .run(&format!("{BUILD} --verbose"))
        .code(0)
        .out_has("~ assets/anh/cau-");
    assert_eq!(prints(&shell, "public").len(), 2);
    let page = shell.read("public/tin/a.html");
    // Saved anew with the same bytes, and shown by a page that says something else.
    let bytes = fs::read(shell.path("content/tin/cau.jpg")).expect("a photograph");
    shell.write("content/tin/cau.jpg", bytes);
    shell.write(
        "content/tin/a.md",
        shell.read("content/tin/a.md") + "Chữ.\n",
    );
    let ran = shell.run(&format!("{BUILD} --verbose")).code(0);
    ran.out_has("~ tin/a.html");
    let ran = shell.run(&format!("{BUILD} --verbose")).code(0);
    assert!(!ran.out.contains("assets/anh"), "{}", ran.out);
    // What is remembered is what comes out elsewhere: nobody looks at the photograph.
    let kept = remembered(&shell);
    assert_eq!(kept.len(), 2);
    let words = remember_others(&shell);
    shell.run(&format!("{BUILD} --output khac")).code(0);
    assert_eq!(prints(&shell, "khac"), [words.as_bytes(), words.as_bytes()]);
    let tone = |page: &str| {
        page.split("class=\"tone")
            .nth(1)
            .map(|rest| rest[..12].to_owned())
    };
    assert_eq!(tone(&shell.read("khac/tin/a.html")), tone(&page));
}

#[test]
fn prints_in_avif_are_made_once() {
    let shell = portal();
    let site = shell.read("site.toml") + "\n[pictures]\navif = true\n";
    shell.write("site.toml", site);
    shell
        .run(&format!("{BUILD} --verbose --jobs 1"))
        .code(0)
        .out_has(".avif");
    let made = prints(&shell, "public");
    assert_eq!(made.len(), 4);
    let ran = shell.run(&format!("{BUILD} --verbose")).code(0);
    assert!(!ran.out.contains(".avif"), "{}", ran.out);
    // Any number of threads writes the same bytes.
    shell
        .run(&format!("{BUILD} --output khac --no-cache --jobs 3"))
        .code(0);
    assert_eq!(prints(&shell, "khac"), made);
    // What is remembered is what comes out elsewhere: nobody looks at the photograph.
    let words = remember_others(&shell);
    shell.run(&format!("{BUILD} --output nho")).code(0);
    assert!(
        prints(&shell, "nho")
            .iter()
            .all(|it| it == words.as_bytes())
    );
}

#[test]
fn what_is_damaged_is_made_anew() {
    let shell = portal();
    shell.run(BUILD).code(0);
    for path in remembered(&shell) {
        let mut bytes = fs::read(&path).expect("remembered");
        bytes[500] ^= 1;
        fs::write(&path, bytes).expect("written");
    }
    shell.run(&format!("{BUILD} --output khac")).code(0).err("");
    assert_eq!(prints(&shell, "khac"), prints(&shell, "public"));
}

#[test]
fn no_cache_looks_at_the_photograph_and_verify_does_too() {
    let shell = portal();
    shell.run(BUILD).code(0);
    remember_others(&shell);
    shell
        .run(&format!("{BUILD} --output khac --no-cache"))
        .code(0);
    assert_eq!(prints(&shell, "khac"), prints(&shell, "public"));
    shell
        .run(&format!("{BUILD} --verify"))
        .code(0)
        .out_has("không khác chỗ nào");
}

#[test]
fn what_nobody_shows_any_more_is_forgotten() {
    let shell = portal();
    shell.run(BUILD).code(0);
    assert_eq!(remembered(&shell).len(), 2);
    shell.write(
        "content/tin/cau.jpg",
        photograph(ImageFormat::Jpeg, 500, 400),
    );
    shell.run(BUILD).code(0);
    assert_eq!(prints(&shell, "public").len(), 2, "400 and 500 wide");
    assert_eq!(remembered(&shell).len(), 2);
    shell.remove("content/tin/cau.jpg");
    shell.write(
        "content/tin/a.md",
        shell
            .read("content/tin/a.md")
            .replace("![Cầu](cau.jpg)", "Chữ."),
    );
    shell.run(BUILD).code(0);
    shell.missing("public/assets/anh");
    assert!(remembered(&shell).is_empty());
}

#[test]
fn clean_forgets_photographs_and_keeps_the_portal() {
    let shell = portal();
    shell.run(BUILD).code(0);
    let before = prints(&shell, "public");
    shell.run("clean").code(0);
    assert!(remembered(&shell).is_empty());
    assert_eq!(prints(&shell, "public"), before);
    shell.run(BUILD).code(0);
    assert_eq!(prints(&shell, "public"), before);
}
