//! Pictures: beside articles and in `static/`, with their sizes.

use super::case::Case;

fn article(body: &str) -> Case {
    Case::new("").file(
        "content/tin/a/index.md",
        format!("+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n{body}\n"),
    )
}

#[test]
fn pictures_have_their_real_sizes_and_captions() {
    article("![Cây cầu](<Ảnh cầu.png> \"Cầu mới\")\n\n![Logo](/images/logo.svg)\n")
        .picture("content/tin/a/Ảnh cầu.png", 1200, 800)
        .file(
            "static/images/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 20\"/>",
        )
        .build()
        .clean()
        .has(
            "tin/a.html",
            "<img src=\"/tin/a/anh-cau.png\" alt=\"Cây cầu\" width=\"1200\" height=\"800\"",
        )
        .has("tin/a.html", "<figcaption>Cầu mới</figcaption>")
        .has(
            "tin/a.html",
            "<img src=\"/images/logo.svg\" alt=\"Logo\" width=\"60\" height=\"20\"",
        )
        .exists("tin/a/anh-cau.png")
        .exists("images/logo.svg");
}

#[test]
fn a_cover_is_shown_shared_and_listed() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "cover = { src = \"/a.png\", alt = \"Mô tả\", caption = \"Chú thích\", credit = \"Lan\" }")
        .picture("static/a.png", 1200, 630)
        .build()
        .clean()
        .has("tin/a.html", "src=\"/a.png\"")
        .has("tin/a.html", "alt=\"Mô tả\"")
        .has("tin/a.html", "Chú thích")
        .has("tin/a.html", "<span class=\"credit\">Ảnh: Lan</span>")
        .has("tin/a.html", "<meta property=\"og:image\" content=\"https://thu.example/a.png\">")
        .has("tin/a.html", "<meta property=\"og:image:width\" content=\"1200\">")
        .has("index.html", "src=\"/a.png\"");
}

#[test]
fn pictures_that_are_not_there_broken_foreign_or_mute_are_told() {
    let case = article("![a](khong.png)\n\n![b](hong.png)\n\n![c](https://khac.example/c.png)\n\n![](dung.png)\n\n![d](dun.png)\n\n![e](../../../site.toml)\n")
        .file("content/tin/a/hong.png", "no picture")
        .picture("content/tin/a/dung.png", 4, 3)
        .build();
    case.findings(
        "
        content/tin/a/hong.png: error[E-PICTURE-BROKEN]: tệp `content/tin/a/hong.png` không phải ảnh đọc được
        content/tin/a/index.md:6:6: error[E-PICTURE-MISSING]: không có tệp `khong.png`
        content/tin/a/index.md:10:6: error[E-PICTURE-FOREIGN]: ảnh `https://khac.example/c.png` nằm trên trang khác
        content/tin/a/index.md:12:1: warning[W-ALT-MISSING]: ảnh chưa có lời mô tả cho người khiếm thị
        content/tin/a/index.md:14:6: error[E-PICTURE-MISSING]: không có tệp `dun.png`
        content/tin/a/index.md:16:6: error[E-PICTURE-MISSING]: không có tệp `../../../site.toml`
        ",
    );
}

#[test]
fn two_files_that_get_one_address_are_told() {
    article("![a](Ảnh.png) ![b](anh.png)\n")
        .picture("content/tin/a/Ảnh.png", 4, 3)
        .picture("content/tin/a/anh.png", 5, 3)
        .build()
        .codes(&["E-ADDRESS-TWICE"]);
}

#[test]
fn pictures_of_drafts_are_not_published() {
    Case::new("")
        .file("content/tin/a/index.md", "+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\ndraft = true\n+++\n![x](a.png)\n")
        .picture("content/tin/a/a.png", 4, 3)
        .build()
        .clean()
        .nowhere("a.png");
}
