//! The blocks between `:::` lines, on a finished page.

use super::case::Case;

fn article(body: &str) -> Case {
    Case::new("")
        .setting("embeds = [\"www.youtube.com\"]")
        .file(
            "content/tin/a/index.md",
            format!("+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n{body}\n"),
        )
        .picture("content/tin/a/a.png", 40, 30)
        .picture("content/tin/a/b.png", 20, 10)
        .file("content/tin/a/phim.mp4", b"x")
        .file("content/tin/a/phu-de.vtt", b"WEBVTT")
        .file("content/tin/a/doc.mp3", b"x")
        .file("content/tin/a/kh.pdf", vec![0; 3000])
}

#[test]
fn a_figure() {
    for name in ["anh", "figure"] {
        article(&format!(
            "::: {name} src=\"a.png\" alt=\"Cầu\" caption=\"Chú thích\" credit=\"Lan\"\n:::"
        ))
        .build()
        .clean()
        .has(
            "tin/a.html",
            "<img src=\"/tin/a/a.png\" alt=\"Cầu\" width=\"40\" height=\"30\"",
        )
        .in_order(
            "tin/a.html",
            &["<figcaption>", "Chú thích", "Lan", "</figcaption>"],
        );
    }
    article("::: anh src=\"a.png\" decorative\n:::")
        .build()
        .clean()
        .has("tin/a.html", "src=\"/tin/a/a.png\" alt=\"\"");
}

#[test]
fn a_gallery() {
    for name in ["thu-vien", "gallery"] {
        article(&format!(
            "::: {name} \"Hội xuân\"\n![Một](a.png \"Ảnh một\")\n\n![Hai](b.png)\n:::"
        ))
        .build()
        .clean()
        .in_order(
            "tin/a.html",
            &["Hội xuân", "alt=\"Một\"", "Ảnh một", "alt=\"Hai\""],
        );
    }
}

#[test]
fn a_quote() {
    for name in ["trich", "quote"] {
        article(&format!(
            "::: {name} \"Bà Lan, giáo viên\"\nCon chữ *là* ánh sáng.\n:::"
        ))
        .build()
        .clean()
        .in_order(
            "tin/a.html",
            &[
                "<blockquote",
                "Con chữ <em>là</em> ánh sáng.",
                "Bà Lan, giáo viên",
            ],
        );
    }
}

#[test]
fn a_box_with_others_inside() {
    for name in ["hop", "box"] {
        article(&format!(
            "::: {name} \"Thông tin thêm\"\nChữ.\n\n::: trich \"Lan\"\nLời.\n:::\n:::"
        ))
        .build()
        .clean()
        .in_order(
            "tin/a.html",
            &[
                "<aside class=\"box\"",
                "Thông tin thêm",
                "<p>Chữ.</p>",
                "<blockquote",
                "Lời.",
                "</aside>",
            ],
        );
    }
}

#[test]
fn a_video_of_the_portal_and_one_of_an_allowed_host() {
    article(
        "::: video src=\"phim.mp4\" title=\"Phim\" poster=\"a.png\" captions=\"phu-de.vtt\"\n:::",
    )
    .build()
    .clean()
    .has("tin/a.html", "src=\"/tin/a/phim.mp4\"")
    .has("tin/a.html", "poster=\"/tin/a/a.png\"")
    .has("tin/a.html", "src=\"/tin/a/phu-de.vtt\"")
    .has(
        "tin/a.html",
        "\"contentUrl\":\"https://thu.example/tin/a/phim.mp4\"",
    )
    .has(
        "tin/a.html",
        "\"thumbnailUrl\":\"https://thu.example/tin/a/a.png\"",
    )
    .has(
        "tin/a.html",
        "<meta property=\"og:video\" content=\"https://thu.example/tin/a/phim.mp4\">",
    )
    .exists("tin/a/phim.mp4")
    .exists("tin/a/phu-de.vtt");
    article("::: video src=\"https://www.youtube.com/watch?v=abcdefghijk\" title=\"Phim\"\n:::")
        .build()
        .clean()
        .has(
            "tin/a.html",
            "<iframe src=\"https://www.youtube-nocookie.com/embed/abcdefghijk\" title=\"Phim\"",
        )
        .has(
            "tin/a.html",
            "\"embedUrl\":\"https://www.youtube-nocookie.com/embed/abcdefghijk\"",
        );
    article("::: video src=\"https://vimeo.com/1\" title=\"Phim\"\n:::")
        .build()
        .findings(
            "content/tin/a/index.md:6:16: error[E-EMBED-HOST]: chưa cho phép nhúng từ `vimeo.com`",
        );
}

#[test]
fn a_recording_with_its_transcript() {
    for name in ["am-thanh", "audio"] {
        article(&format!(
            "::: {name} src=\"doc.mp3\" title=\"Nghe\"\nLời *của* băng.\n:::"
        ))
        .build()
        .clean()
        .has("tin/a.html", "src=\"/tin/a/doc.mp3\"")
        .has("tin/a.html", "Lời <em>của</em> băng.")
        .exists("tin/a/doc.mp3");
    }
}

#[test]
fn an_attachment() {
    for name in ["tep", "attachment"] {
        article(&format!(
            "::: {name} src=\"kh.pdf\" title=\"Kế hoạch\"\n:::"
        ))
        .build()
        .clean()
        .has("tin/a.html", "href=\"/tin/a/kh.pdf\"")
        .in_order("tin/a.html", &["Kế hoạch", "PDF"])
        .exists("tin/a/kh.pdf");
    }
}

#[test]
fn an_unknown_block_is_told_with_the_nearest_one() {
    let case = article("::: thuvien\n:::")
        .build()
        .codes(&["E-DIRECTIVE-UNKNOWN"]);
    let drawn = case.drawn(congtin::text::Language::Vi);
    assert!(drawn.contains("có phải `thu-vien`?"), "{drawn}");
}
