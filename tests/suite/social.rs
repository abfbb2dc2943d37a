//! Pictures of titles for articles that have none.

use super::case::Case;

const ALL: &str = "pictures = { social = \"all\" }";
const OF_A: &str = "tin/a-1200x630.png";

fn portal(setting: &str) -> Case {
    Case::new("")
        .setting(setting)
        .article("tin/a", "Cầu mới ở Nà Sơn", "2022-07-11")
        .article("tin/b", "Ẫ Ế Ộ Ữ", "2022-07-10")
        .article_with(
            "tin/c",
            "C",
            "2022-07-09",
            "cover = { src = \"/c.png\", alt = \"C\" }",
        )
        .picture("static/c.png", 1200, 630)
}

/// Width and height, from the head of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn an_article_without_a_picture_gets_one_of_its_title() {
    let case = portal(ALL)
        .build()
        .clean()
        .has(
            "tin/a.html",
            "<meta property=\"og:image\" content=\"https://thu.example/tin/a-1200x630.png\">",
        )
        .has(
            "tin/a.html",
            "<meta property=\"og:image:width\" content=\"1200\">",
        )
        .has(
            "tin/a.html",
            "<meta property=\"og:image:alt\" content=\"Cầu mới ở Nà Sơn\">",
        )
        .has(
            "tin/a.html",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        )
        .has(
            "tin/a.html",
            "\"url\":\"https://thu.example/tin/a-1200x630.png\",\"width\":1200",
        )
        .missing("tin/c-1200x630.png")
        .has("tin/c.html", "content=\"https://thu.example/c.png\"");
    let picture = &case.outputs[OF_A];
    assert_eq!(size(picture), (1200, 630));
    assert!(picture.len() < 100_000, "{} bytes", picture.len());
    assert!(
        picture.len() > 10_000,
        "nothing is written on it: {} bytes",
        picture.len()
    );
    assert_ne!(picture, &case.outputs["tin/b-1200x630.png"]);
}

#[test]
fn the_picture_follows_its_title_and_keeps_its_address() {
    let case = portal(ALL).build();
    let before = case.outputs[OF_A].clone();
    let case = case
        .replace("content/tin/a.md", "Cầu mới ở Nà Sơn", "Cầu cũ ở Nà Sơn")
        .build();
    assert_ne!(case.outputs[OF_A], before);
    let case = case
        .replace("content/tin/a.md", "Cầu cũ ở Nà Sơn", "Cầu mới ở Nà Sơn")
        .build();
    assert_eq!(
        case.outputs[OF_A], before,
        "the same title, the same picture"
    );
}

#[test]
fn which_articles_get_one_is_a_setting() {
    portal("tagline = \"Không\"")
        .build()
        .missing(OF_A)
        .lacks("tin/a.html", "1200x630");
    portal("pictures = { social = \"newest\", social_newest = 1 }")
        .build()
        .exists(OF_A)
        .missing("tin/b-1200x630.png");
    portal("pictures = { social = \"profiles\" }")
        .build()
        .missing(OF_A);
}

#[test]
fn a_withdrawn_title_is_on_no_picture() {
    portal(ALL)
        .build()
        .exists(OF_A)
        .replace(
            "content/tin/a.md",
            "summary",
            "withdrawn = \"Sai\"\nsummary",
        )
        .build()
        .missing(OF_A)
        .lacks("tin/a.html", "1200x630");
}

#[test]
fn a_theme_draws_its_own() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"300\" font-size=\"40\" font-family=\"{{ social.font }}\" font-weight=\"600\">{{ social.portal }} {{ social.lines[0].text }}</text></svg>";
    let case = portal(ALL).build();
    let before = case.outputs[OF_A].clone();
    let case = case
        .setting("theme = \"rieng\"")
        .file("themes/rieng/theme.toml", "extends = \"cong\"\n")
        .file("themes/rieng/templates/social.svg", drawing)
        .build()
        .clean();
    assert_ne!(case.outputs[OF_A], before);
}
