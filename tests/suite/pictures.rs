//! Pictures: beside articles and in `static/`, with their sizes.

use std::sync::LazyLock;

use image::ImageFormat;

use super::case::{Case, photograph, png};
use congtin::memo::Memo;
use congtin::{pictures, pipeline};

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

/// REQ-E13: what an editor writes stands before what the file says.
#[test]
fn a_picture_whose_file_names_its_maker_has_a_credit() {
    let picture = made_by("Ảnh: Nông Văn Tài");
    let licence = made_by(&"Bản quyền ".repeat(10));
    let cover = |more: &str| format!("cover = {{ src = \"/anh.jpg\", alt = \"Cầu\"{more} }}");
    Case::new("")
        .file("static/anh.jpg", &picture)
        .file("static/luat.jpg", &licence)
        .article_with("tin/a", "A", "2022-07-11", &cover(""))
        .article_with("tin/b", "B", "2022-07-11", &cover(", credit = \"Lan\""))
        .replace(
            "content/tin/b.md",
            "Nội dung của B.",
            "![Cầu](/anh.jpg)\n\n![Đò](/luat.jpg)",
        )
        .build()
        .clean()
        .has("tin/a.html", "Ảnh: Nông Văn Tài</span>")
        .has("tin/b.html", "Ảnh: Lan</span>")
        .has("tin/b.html", "Ảnh: Nông Văn Tài</span>")
        .lacks("tin/b.html", "Bản quyền");
}

/// A photograph with an artist in its metadata.
fn made_by(artist: &str) -> Vec<u8> {
    let field = exif::Field {
        tag: exif::Tag::Artist,
        ifd_num: exif::In::PRIMARY,
        value: exif::Value::Ascii(vec![artist.as_bytes().to_vec()]),
    };
    let mut writer = exif::experimental::Writer::new();
    writer.push_field(&field);
    let mut written = std::io::Cursor::new(Vec::new());
    writer.write(&mut written, false).expect("EXIF");
    let plain = photograph(image::ImageFormat::Jpeg, 60, 40);
    let mut file = img_parts::jpeg::Jpeg::from_bytes(plain.into()).expect("JPEG");
    img_parts::ImageEXIF::set_exif(&mut file, Some(written.into_inner().into()));
    file.encoder().bytes().to_vec()
}

#[test]
fn what_is_no_picture_by_its_name_and_what_is_cut_off_are_told() {
    let whole = photograph(ImageFormat::Jpeg, 60, 40);
    article("![a](anh.heic)\n\n![b](phieu.docx)\n\n![c](cut.jpg)\n\n![d](anh)\n")
        .file("content/tin/a/anh.heic", "HEIC")
        .file("content/tin/a/phieu.docx", "DOCX")
        .file("content/tin/a/cut.jpg", &whole[..whole.len() / 2])
        .build()
        .codes(&[
            "E-PICTURE-BROKEN",
            "E-PICTURE-KIND",
            "E-PICTURE-KIND",
            "E-PICTURE-MISSING",
        ]);
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

/// A photograph as a telephone makes it: 2000×1500, with the place where it was taken.
fn telephone() -> &'static [u8] {
    static MADE: LazyLock<Vec<u8>> =
        LazyLock::new(|| with_place(&photograph(ImageFormat::Jpeg, 2000, 1500)));
    &MADE
}

/// Where it was taken.
const PLACE: &[u8] = b"20.9601N 103.0470E";

fn with_place(jpeg: &[u8]) -> Vec<u8> {
    let length = u16::try_from(PLACE.len() + 8).expect("short").to_be_bytes();
    [
        &jpeg[..2],
        b"\xff\xe1",
        &length,
        b"Exif\0\0",
        PLACE,
        &jpeg[2..],
    ]
    .concat()
}

fn tells_its_place(case: &Case, path: &str) -> bool {
    let bytes = case.bytes(path);
    bytes.windows(PLACE.len()).any(|part| part == PLACE)
}

/// Addresses and widths of every `srcset` of a page.
fn candidates(page: &str) -> Vec<(&str, u32)> {
    let sets = page.split("srcset=\"").skip(1);
    let candidates = sets.flat_map(|rest| rest.split('"').next().unwrap_or_default().split(", "));
    let parts = candidates.filter_map(|text| text.split_once(' '));
    parts
        .filter_map(|(url, width)| Some((url, width.strip_suffix('w')?.parse().ok()?)))
        .collect()
}

/// Width and height of a file of the portal.
fn size(case: &Case, url: &str) -> (u32, u32) {
    let picture = image::load_from_memory(case.bytes(url.trim_start_matches('/')));
    let picture = picture.expect("a picture");
    (picture.width(), picture.height())
}

#[test]
fn a_photograph_is_shown_in_lighter_files_that_are_there() {
    let case = article("![Cây cầu](cau.jpg)\n")
        .file("content/tin/a/cau.jpg", telephone())
        .build()
        .clean()
        .has(
            "tin/a.html",
            "<picture><source type=\"image/webp\" srcset=\"/assets/anh/cau-",
        )
        .has(
            "tin/a.html",
            "<img src=\"/tin/a/cau.jpg\" alt=\"Cây cầu\" class=\"tone r",
        )
        .has(
            "tin/a.html",
            "width=\"1600\" height=\"1200\" loading=\"lazy\" decoding=\"async\"></picture>",
        );
    let candidates = candidates(case.page("tin/a.html"));
    let widths: Vec<_> = candidates.iter().map(|(_, width)| *width).collect();
    assert_eq!(widths, [400, 800, 1200, 1600]);
    for (url, width) in candidates {
        assert_eq!(size(&case, url), (width, width * 3 / 4), "{url}");
    }
    assert_eq!(size(&case, "tin/a/cau.jpg"), (1600, 1200));
    assert!(!tells_its_place(&case, "tin/a/cau.jpg"));
}

#[test]
fn a_lead_picture_is_cut_for_cards_search_engines_and_shares() {
    let case = Case::new("")
        .article_with(
            "tin/a",
            "A",
            "2022-07-11",
            "cover = { src = \"/cau.jpg\", alt = \"Cầu\", focus = \"100% 0%\" }",
        )
        .file("static/cau.jpg", telephone())
        .build()
        .clean()
        .has(
            "tin/a.html",
            "\"image\":[{\"@type\":\"ImageObject\",\"height\":450,\"url\":\"https://thu.example/assets/anh/cau-",
        )
        .has(
            "tin/a.html",
            "<meta property=\"og:image:type\" content=\"image/jpeg\">",
        )
        .has(
            "tin/a.html",
            "<meta property=\"og:image:width\" content=\"1200\">",
        )
        .has(
            "tin/a.html",
            "<meta property=\"og:image:height\" content=\"630\">",
        )
        .has("tin/a.html", "fetchpriority=\"high\"")
        .has("index.html", "-16x9-100-0-800.webp 800w\"");
    let page = case.page("tin/a.html");
    for (name, size_of) in [
        ("16x9-100-0-800.webp", (800, 450)),
        ("4x3-100-0-800.webp", (800, 600)),
        ("1x1-100-0-800.webp", (800, 800)),
        ("40x21-100-0-1200.jpg", (1200, 630)),
    ] {
        let end = page
            .find(name)
            .unwrap_or_else(|| panic!("{name} is not named"))
            + name.len();
        let begin = page[..end].rfind("/assets").expect("an address");
        assert_eq!(size(&case, &page[begin..end]), size_of, "{name}");
    }
    for page in ["index.html", "tin/index.html"] {
        for (url, width) in candidates(case.page(page)) {
            assert_eq!(size(&case, url).0, width, "{url}");
        }
    }
    assert_eq!(size(&case, "cau.jpg"), (1600, 1200));
    assert!(!tells_its_place(&case, "cau.jpg"));
}

#[test]
fn avif_is_offered_before_webp_when_it_is_asked_for() {
    let portal = |setting: &str| {
        article("![Cây cầu](cau.jpg)\n")
            .setting(setting)
            .article_with(
                "tin/b",
                "B",
                "2022-07-12",
                "cover = { src = \"/dau.jpg\", alt = \"Cầu\" }",
            )
            .file(
                "content/tin/a/cau.jpg",
                photograph(ImageFormat::Jpeg, 500, 400),
            )
            .file("static/dau.jpg", photograph(ImageFormat::Jpeg, 640, 480))
            .build()
            .clean()
    };
    let with = portal("pictures = { avif = true }");
    let without = portal("");
    // In a body, of a lead picture, on a card.
    for page in ["tin/a.html", "tin/b.html", "index.html"] {
        let html = with.page(page);
        let sources: Vec<_> = html.split("<picture>").skip(1).collect();
        assert!(!sources.is_empty(), "{page}");
        for source in sources {
            let place = |media_type: &str| source.find(&format!("<source type=\"{media_type}\""));
            assert_eq!(place("image/avif"), Some(0), "{page}: {source}");
            assert!(place("image/webp").is_some(), "{page}: {source}");
        }
        for (url, _) in candidates(html) {
            let bytes = with.bytes(url.trim_start_matches('/'));
            if url.ends_with(".avif") {
                assert_eq!(&bytes[4..12], b"ftypavif", "{url}");
                let told = pictures::look(bytes).expect("a picture");
                let told = (told.width, told.height);
                let webp = url.replace(".avif", ".webp");
                assert_eq!(told, size(&with, &webp), "{url}");
            }
        }
    }
    // Nothing else changes: what there is without it keeps its name and its bytes.
    for (path, bytes) in &without.outputs {
        assert!(!path.ends_with(".avif"), "{path}");
        if path.starts_with("assets/anh/") {
            assert_eq!(with.outputs.get(path), Some(bytes), "{path}");
        }
    }
}

#[test]
fn what_is_small_or_light_is_shown_as_it_is_but_for_its_place() {
    let case = article("![a](nho.jpg)\n\n![b](nhe.png)\n")
        .file(
            "content/tin/a/nho.jpg",
            with_place(&photograph(ImageFormat::Jpeg, 470, 470)),
        )
        .picture("content/tin/a/nhe.png", 1200, 800)
        .build()
        .clean()
        .lacks("tin/a.html", "<picture>")
        .lacks("tin/a.html", "tone r")
        .has("tin/a.html", "width=\"1200\" height=\"800\"")
        .nowhere("assets/anh");
    assert!(!tells_its_place(&case, "tin/a/nho.jpg"));
    assert_eq!(size(&case, "tin/a/nho.jpg"), (470, 470));
}

#[test]
fn a_picture_that_is_offered_keeps_its_size() {
    let case = article("![Cầu](cau.jpg)\n\n[Ảnh đầy đủ](cau.jpg)\n")
        .file("content/tin/a/cau.jpg", telephone())
        .build()
        .clean()
        .has("tin/a.html", "width=\"2000\" height=\"1500\"");
    assert_eq!(size(&case, "tin/a/cau.jpg"), (2000, 1500));
    assert!(!tells_its_place(&case, "tin/a/cau.jpg"));
}

#[test]
fn without_prints_pictures_still_keep_their_place_to_themselves() {
    let case = article("![Cầu](cau.jpg)\n")
        .setting("pictures = { enabled = false }")
        .file("content/tin/a/cau.jpg", telephone())
        .build()
        .clean()
        .lacks("tin/a.html", "<picture>")
        .has("tin/a.html", "width=\"2000\" height=\"1500\"")
        .nowhere("assets/anh");
    assert!(!tells_its_place(&case, "tin/a/cau.jpg"));
}

#[test]
fn widest_picture_and_quality_are_set() {
    let body = "![Cầu](cau.jpg)\n";
    let built = |line: &str| {
        article(body)
            .setting(line)
            .file("content/tin/a/cau.jpg", telephone())
            .build()
            .clean()
            .has("tin/a.html", "width=\"1000\" height=\"750\"")
    };
    let fine = built("pictures = { max_width = 1000, quality = 90 }");
    let coarse = built("pictures = { max_width = 1000, quality = 50 }");
    let weight = |case: &Case| {
        let urls = candidates(case.page("tin/a.html"));
        assert_eq!(urls.last().map(|(_, width)| *width), Some(1000));
        let bytes = urls.iter().map(|(url, _)| case.bytes(&url[1..]).len());
        bytes.sum::<usize>()
    };
    assert!(weight(&fine) > weight(&coarse) * 3 / 2);
    assert_ne!(
        fine.page("tin/a.html"),
        coarse.page("tin/a.html"),
        "other bytes, other names"
    );
}

#[test]
fn one_photograph_beside_two_articles_is_printed_once() {
    let article = |name: &str| {
        (
            format!("content/tin/{name}/index.md"),
            format!(
                "+++\ntitle = \"{name}\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n![Cầu](cau.jpg)\n"
            ),
        )
    };
    let mut case = Case::new("");
    for name in ["a", "b"] {
        let (path, text) = article(name);
        let picture = format!("content/tin/{name}/cau.jpg");
        case = case.file(&path, text).file(&picture, telephone());
    }
    let case = case.build().clean();
    let (a, b) = (case.page("tin/a.html"), case.page("tin/b.html"));
    assert_eq!(candidates(a), candidates(b));
}

#[test]
fn pictures_survive_raw_html_and_stand_in_galleries_and_feeds() {
    let case =
        article("<p>Chữ <b>đậm</b></p>\n\n![Cầu](cau.jpg)\n\n::: thu-vien\n![Bến](cau.jpg)\n:::\n")
            .setting("feeds = { content = true }")
            .file("content/tin/a/cau.jpg", telephone())
            .build()
            .clean();
    let page = case.page("tin/a.html");
    assert_eq!(page.matches("<picture><source").count(), 2, "{page}");
    assert_eq!(candidates(page).len(), 8);
    let feed = case.page("rss.xml");
    for (url, _) in candidates(feed) {
        assert!(url.starts_with("https://thu.example/assets/anh/"), "{url}");
    }
    assert_eq!(candidates(feed).len(), 8);
}

#[test]
fn a_drawing_is_shown_without_its_script() {
    let case = article("![Vẽ](ve.svg)\n\n[tệp](khac.svg)\n")
        .file("content/tin/a/ve.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script><path d=\"M0 0h9v9z\"/></svg>")
        .file("content/tin/a/khac.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .build()
        .findings("content/tin/a/ve.svg: warning[W-PICTURE-UNSAFE]: hình SVG `content/tin/a/ve.svg` có script hoặc lấy thứ gì đó từ nơi khác; đã bỏ khi đăng");
    let drawing = case.page("tin/a/ve.svg");
    assert!(
        drawing.contains("M0 0h9v9z") && !drawing.contains("alert"),
        "{drawing}"
    );
}

#[test]
fn the_photographs_of_a_draft_stay_at_home() {
    Case::new("")
        .file("content/tin/a/index.md", "+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\ndraft = true\n+++\n![x](zq7.jpg)\n")
        .file("content/tin/a/zq7.jpg", telephone())
        .build()
        .clean()
        .nowhere("zq7");
}

#[test]
fn huge_foreign_half_and_misnamed_pictures_are_told() {
    let mut bomb = png(4, 4);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    article("![a](lon.png)\n\n![b](iphone.jpg)\n\n![c](nham.jpg)\n\n![d](nua.jpg)\n")
        .file("content/tin/a/lon.png", bomb)
        .file("content/tin/a/iphone.jpg", heic)
        .file("content/tin/a/nham.jpg", png(40, 30))
        .file("content/tin/a/nua.jpg", &telephone()[..telephone().len() / 2])
        .build()
        .findings(
            "
            content/tin/a/iphone.jpg: error[E-PICTURE-KIND]: ảnh `content/tin/a/iphone.jpg` là ảnh HEIC, trình duyệt không hiện được
            content/tin/a/lon.png: error[E-PICTURE-HUGE]: ảnh `content/tin/a/lon.png` quá lớn: 60000×60000 điểm ảnh
            content/tin/a/nham.jpg: warning[W-PICTURE-NAME]: tên tệp `content/tin/a/nham.jpg` không khớp với nội dung tệp: đây là ảnh PNG
            content/tin/a/nua.jpg: error[E-PICTURE-BROKEN]: tệp `content/tin/a/nua.jpg` không phải ảnh đọc được
            ",
        );
}

/// With `--skip-broken` the article is left out for its picture, and another is not.
fn is_left_out(case: Case) -> Case {
    case.article("tin/b", "B", "2022-07-11")
        .skip_broken()
        .build()
        .codes(&["E-PICTURE-BROKEN", "W-SKIPPED"])
        .exists("tin/b.html")
        .missing("tin/a.html")
}

#[test]
fn a_photograph_that_is_broken_inside_is_told_when_it_is_printed() {
    let mut bytes = photograph(ImageFormat::Png, 600, 400);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let case = article("![d](hong.png)\n")
        .file("content/tin/a/hong.png", bytes)
        .build()
        .codes(&["E-PICTURE-BROKEN"]);
    is_left_out(case);
}

#[test]
fn a_drawing_that_is_broken_leaves_out_its_article_and_check_tells_it() {
    let case = article("![d](hong.svg)\n").file(
        "content/tin/a/hong.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g>",
    );
    let case = is_left_out(case);
    let settings = super::case::settings();
    let plan = pipeline::plan(&case.in_memory(), &settings, &Memo::none()).value;
    let found = pipeline::check(&plan.expect("a plan"));
    let codes: Vec<_> = found.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, ["E-PICTURE-BROKEN"]);
}

#[test]
fn a_broken_picture_leaves_out_the_articles_that_show_it_and_no_others() {
    let portal = || {
        article("![a](hong.png)\n")
            .file("content/tin/a/hong.png", "no picture")
            .article("tin/b", "B", "2022-07-11")
    };
    portal().build().missing("tin/b.html");
    portal()
        .skip_broken()
        .build()
        .exists("tin/b.html")
        .missing("tin/a.html")
        .findings(
            "
            content/tin/a/hong.png: warning[E-PICTURE-BROKEN]: tệp `content/tin/a/hong.png` không phải ảnh đọc được
            content/tin/a/index.md: warning[W-SKIPPED]: bài có lỗi nên không xuất bản (--skip-broken)
            ",
        );
}

#[test]
fn pictures_of_the_portal_itself_are_cleaned_as_well() {
    let evil = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 6 2\"><script>alert(1)</script><rect width=\"6\" height=\"2\"/></svg>";
    Case::new("")
        .setting("logo = \"logo.svg\"")
        .file("static/logo.svg", evil)
        .article("tin/a", "A", "2022-07-11")
        .build()
        .codes(&["W-PICTURE-UNSAFE"])
        .has("logo.svg", "<rect")
        .lacks("logo.svg", "alert");
}
