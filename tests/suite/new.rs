//! `congtin new`.

use super::shell::Shell;

const SITE: &str = "
-- content/tin-tuc/_index.md --
+++
title = \"Tin tức\"
+++
-- content/nguoi-tot/_index.md --
+++
title = \"Người tốt\"
kind = \"profile\"
+++
";

const NOW: &str = "--now 2022-07-11T15:30:00+07:00";

#[test]
fn a_new_article_is_a_draft_with_its_day_and_a_lasting_id() {
    let shell = Shell::new(SITE);
    shell
        .run(&format!(
            "new 'Cầu mới \"thông xe\"' --category tin-tuc {NOW}"
        ))
        .code(0)
        .out("content/tin-tuc/2022/cau-moi-thong-xe.md");
    let text = shell.read("content/tin-tuc/2022/cau-moi-thong-xe.md");
    assert!(text.starts_with("+++\ntitle = \"Cầu mới \\\"thông xe\\\"\"\ndate = 2022-07-11T15:30:00+07:00\nid = \"2022-07-11-"), "{text}");
    assert!(text.contains("status = \"draft\""), "{text}");
    shell
        .run(&format!("build --drafts --format short {NOW}"))
        .code(0);
    shell.has("public/tin-tuc/cau-moi-thong-xe.html", "Cầu mới “thông xe”");
    shell.run(&format!("build {NOW}")).code(0);
    shell.missing("public/tin-tuc/cau-moi-thong-xe.html");
}

#[test]
fn it_never_overwrites() {
    let shell = Shell::new(SITE);
    let line = format!("new 'Cầu mới' -c tin-tuc {NOW}");
    shell.run(&line).code(0);
    shell.write("content/tin-tuc/2022/cau-moi.md", "của tôi");
    shell
        .run(&line)
        .code(2)
        .err_has("đã có tệp content/tin-tuc/2022/cau-moi.md; không ghi đè");
    assert_eq!(shell.read("content/tin-tuc/2022/cau-moi.md"), "của tôi");
}

#[test]
fn every_kind_can_be_begun_by_both_its_names_and_builds() {
    for (kind, path) in [
        ("article", "content/tin-tuc/2022/ten-bai.md"),
        ("bai-viet", "content/tin-tuc/2022/ten-bai.md"),
        ("profile", "content/tin-tuc/2022/ten-bai.md"),
        ("nhan-vat", "content/tin-tuc/2022/ten-bai.md"),
        ("page", "content/tin-tuc/ten-bai.md"),
        ("trang", "content/tin-tuc/ten-bai.md"),
    ] {
        let shell = Shell::new(SITE);
        shell
            .run(&format!("new {kind} 'Tên bài' -c tin-tuc {NOW}"))
            .code(0)
            .out(path);
        let ran = shell.run(&format!("check --drafts --format short {NOW}"));
        let errors: Vec<_> = ran
            .err
            .lines()
            .filter(|line| line.contains(path) && line.contains("error"))
            .collect();
        if kind == "profile" || kind == "nhan-vat" {
            assert_eq!(
                errors.len(),
                1,
                "only the person's name is still to be filled in: {}",
                ran.err
            );
        } else {
            assert!(errors.is_empty(), "{kind}: {}", ran.err);
        }
    }
}

#[test]
fn a_bundle_has_a_folder_of_its_own() {
    let shell = Shell::new(SITE);
    shell
        .run(&format!("new 'Có ảnh' -c tin-tuc --bundle {NOW}"))
        .code(0)
        .out("content/tin-tuc/2022/co-anh/index.md");
}

#[test]
fn a_title_needs_no_quotes() {
    let shell = Shell::new(SITE);
    for (line, name, title) in [
        ("Cầu mới", "cau-moi", "Cầu mới"),
        (
            "Cầu Nà  Lẩm thông xe",
            "cau-na-lam-thong-xe",
            "Cầu Nà Lẩm thông xe",
        ),
        ("nhan-vat Bà Tư nấu cơm", "ba-tu-nau-com", "Bà Tư nấu cơm"),
        ("'Hai\ndòng'", "hai-dong", "Hai dòng"),
    ] {
        let path = format!("content/tin-tuc/2022/{name}.md");
        shell
            .run(&format!("new {line} -c tin-tuc {NOW}"))
            .code(0)
            .out(&path);
        assert!(
            shell
                .read(&path)
                .contains(&format!("title = \"{title}\"\n")),
            "{line}"
        );
    }
}

#[test]
fn wrong_words_are_explained() {
    let shell = Shell::new(SITE);
    shell
        .run("new 'Bài'")
        .code(2)
        .err_has("chưa chọn chuyên mục")
        .err_has("thêm --category và một trong: nguoi-tot, tin-tuc");
    shell
        .run("new 'Bài' -c tin")
        .code(2)
        .err_has("không có chuyên mục `tin`; các chuyên mục: nguoi-tot, tin-tuc");
    shell
        .run("new profle 'Bà Tư nấu cơm' -c tin-tuc")
        .code(2)
        .err_has("không có loại `profle`; các loại: article, profile, page");
    shell
        .run("new '…' -c tin-tuc")
        .code(2)
        .err_has("tiêu đề không có chữ nào");
    shell.run("new 'Bài' -c ../..").code(2);
    shell.run("new 'Bài' -c tin-tuc/../..").code(2);
    shell.run("new").code(2);
    assert_eq!(shell.state("content").len(), 2);
}

#[test]
fn a_folder_of_authors_or_tags_is_no_category() {
    let shell = Shell::new(SITE);
    shell.write(
        "content/tac-gia/lan/_index.md",
        "+++\ntitle = \"Lan\"\n+++\n",
    );
    shell
        .run("new Bài mới -c tac-gia/lan")
        .code(2)
        .err_has("không có chuyên mục `tac-gia/lan`; các chuyên mục: nguoi-tot, tin-tuc\n");
}

#[test]
fn a_name_that_the_portal_keeps_for_itself_gets_a_word_more() {
    let shell = Shell::new(SITE);
    for (words, path) in [
        ("'Con' -c tin-tuc", "content/tin-tuc/2022/con-bai.md"),
        ("'Con' -c tin-tuc", "content/tin-tuc/2022/con-bai-2.md"),
        ("'2022' -c tin-tuc", "content/tin-tuc/2022/2022-bai.md"),
        (
            "'Trang 3' -c tin-tuc",
            "content/tin-tuc/2022/trang-3-bai.md",
        ),
        (
            "Index -c tin-tuc --bundle",
            "content/tin-tuc/2022/index-bai/index.md",
        ),
        ("trang 'Index' -c tin-tuc", "content/tin-tuc/index-trang.md"),
        ("trang 'Tìm kiếm'", "content/tim-kiem-trang.md"),
        ("trang 'Tìm kiếm' -c tin-tuc", "content/tin-tuc/tim-kiem.md"),
    ] {
        shell.run(&format!("new {words} {NOW}")).code(0).out(path);
    }
    shell
        .run(&format!("check --drafts --format short -q {NOW}"))
        .code(0);
}

#[test]
fn a_long_title_makes_a_name_that_is_cut_between_words() {
    let shell = Shell::new(SITE);
    let title = "Chương trình mục tiêu quốc gia ".repeat(12);
    shell
        .run(&format!("new '{title}' -c tin-tuc {NOW}"))
        .code(0)
        .out("content/tin-tuc/2022/chuong-trinh-muc-tieu-quoc-gia-chuong-trinh-muc-tieu-quoc-gia-chuong-trinh-muc.md");
    shell
        .run(&format!("check --drafts --format short -q {NOW}"))
        .code(0);
}
