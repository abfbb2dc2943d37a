//! Themes: `extends`, one file overridden, template errors.

use super::case::{Case, settings};
use congtin::memo::Memo;
use congtin::pipeline;

/// A theme of one's own that is as small as can be.
pub const SMALL: &str = r#"
-- site.toml --
title = "Cổng Thử"
base_url = "https://thu.example"
theme = "nho"
-- themes/nho/theme.toml --
title = "Nhỏ"
[settings]
mau = "xanh"
chu = 16
-- themes/nho/templates/base.html --
<!doctype html><html lang="{{ page.language }}"><head><title>{{ page.full_title }}</title>{{ head | safe }}</head><body>{% block main %}<h1>{{ page.title }}</h1>{% endblock main %}</body></html>
-- themes/nho/templates/home.html --
{% extends "base.html" %}
-- themes/nho/templates/article.html --
{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>{{ article.body | safe }}{% endblock main %}
-- themes/nho/templates/list.html --
{% extends "base.html" %}
-- themes/nho/templates/archive.html --
{% extends "base.html" %}
-- themes/nho/templates/site_map.html --
{% extends "base.html" %}
-- themes/nho/templates/feeds.html --
{% extends "base.html" %}
-- themes/nho/templates/404.html --
{% extends "base.html" %}
-- content/tin/a.md --
+++
title = "Bài A"
date = 2022-07-11
summary = "S"
+++
Chữ.
"#;

#[test]
fn a_theme_of_ones_own_needs_nothing_of_the_default_one() {
    Case::new(SMALL)
        .build()
        .clean()
        .has("tin/a.html", "<body><h1>Bài A</h1><p>Chữ.</p>");
}

#[test]
fn a_theme_may_replace_one_template_of_another() {
    let case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        theme = "rieng"
        -- themes/rieng/theme.toml --
        extends = "cong"
        -- themes/rieng/templates/partials/footer.html --
        <footer>Chân trang riêng</footer>
        -- themes/rieng/i18n/vi.toml --
        home = "Nhà"
        -- themes/rieng/assets/portal.css --
        body { color: red }
        "#,
    )
    .article("tin/a", "Bài A", "2022-07-11")
    .build()
    .clean()
    .has("tin/a.html", "<footer>Chân trang riêng</footer>")
    .has("tin/a.html", "<h1>Bài A</h1>")
    .has("tin/a.html", ">Nhà</a>")
    .nowhere("Ghi rõ nguồn");
    let style = case
        .outputs
        .iter()
        .find(|(path, _)| path.starts_with("assets/portal.") && path.ends_with(".css"));
    assert_eq!(
        style.map(|(_, bytes)| bytes.as_slice()),
        Some(&b"body { color: red }\n"[..])
    );
}

#[test]
fn a_child_may_extend_the_very_template_it_replaces() {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        theme = "rieng"
        -- themes/rieng/theme.toml --
        extends = "cong"
        -- themes/rieng/templates/404.html --
        {% extends "cong/404.html" %}{% block head_extra %}<meta name="rieng" content="1">{% endblock head_extra %}
        "#,
    )
    .build()
    .clean()
    .has("404.html", "<meta name=\"rieng\" content=\"1\">")
    .has("404.html", "Không tìm thấy trang");
}

/// The same files, the same theme of the site, and yet other pages: the keys of all of them must differ.
#[test]
fn which_theme_stands_in_for_which_is_part_of_its_digest() {
    let digest = |mother: &str, grandmother: &str| {
        let extends = |name: &str| format!("extends = \"{name}\"\n");
        let case = Case::new("")
            .setting("theme = \"rieng\"")
            .file("themes/rieng/theme.toml", extends(mother))
            .file(&format!("themes/{mother}/theme.toml"), extends(grandmother))
            .file(&format!("themes/{grandmother}/theme.toml"), extends("cong"))
            .file("themes/mot/templates/404.html", "Một")
            .file("themes/hai/templates/404.html", "Hai");
        let plan = pipeline::plan(&case.in_memory(), &settings(), &Memo::none()).value;
        plan.expect("a plan").theme.digest
    };
    assert_ne!(digest("mot", "hai"), digest("hai", "mot"));
}

#[test]
fn assets_carry_their_digest_in_their_names() {
    let case = Case::new(SMALL)
        .file("themes/nho/assets/css/chinh.css", "a{}")
        .replace(
            "themes/nho/templates/base.html",
            "</head>",
            "<link rel=\"stylesheet\" href=\"{{ asset(path=\"css/chinh.css\") }}\"></head>",
        )
        .build()
        .clean();
    let name = |case: &Case| -> Vec<String> {
        case.outputs
            .keys()
            .filter(|path| path.starts_with("assets/"))
            .cloned()
            .collect()
    };
    let old = name(&case);
    assert_eq!(old.len(), 1);
    assert!(old[0].starts_with("assets/css/chinh.") && old[0].ends_with(".css"));
    let case = case
        .change("themes/nho/assets/css/chinh.css", "b{}")
        .build()
        .clean();
    assert_ne!(name(&case), old);
    assert!(case.page("index.html").contains(&name(&case)[0]));
}

#[test]
fn a_script_is_published_with_what_it_imports() {
    let scripts = |case: &Case| -> Vec<String> {
        let outputs = case.outputs.iter();
        let scripts = outputs.filter(|(path, _)| path.ends_with(".js"));
        scripts.map(|(_, bytes)| super::case::text(bytes)).collect()
    };
    let case = Case::new(SMALL)
        .file(
            "themes/nho/assets/a.js",
            "import { b } from \"./trong/b.js\";\nb();\n",
        )
        .file(
            "themes/nho/assets/trong/b.js",
            "// Lời giải thích.\nexport function b() {}\n",
        )
        .build()
        .clean();
    assert_eq!(scripts(&case), ["function b() {}\nb();\n"]);
    // A nearer theme may replace either.
    let case = case
        .file("themes/con/theme.toml", "extends = \"nho\"")
        .replace("site.toml", "theme = \"nho\"", "theme = \"con\"")
        .file("themes/con/assets/trong/b.js", "export const b = alert;\n")
        .build()
        .clean();
    assert_eq!(scripts(&case), ["const b = alert;\nb();\n"]);
    let case = case
        .file("themes/con/assets/a.js", "alert();\n")
        .build()
        .clean();
    assert_eq!(scripts(&case), ["alert();\n"]);
}

#[test]
fn settings_of_the_site_lie_over_those_of_the_theme() {
    Case::new(SMALL)
        .replace(
            "site.toml",
            "theme = \"nho\"",
            "[theme]\nname = \"nho\"\n[theme.settings]\nmau = \"đỏ\"",
        )
        .replace(
            "themes/nho/templates/404.html",
            "{% extends \"base.html\" %}",
            "<p>{{ portal.settings.mau }} {{ portal.settings.chu }}</p>",
        )
        .build()
        .clean()
        .has("404.html", "<p>đỏ 16</p>");
}

#[test]
fn templates_escape_all_text_on_their_own() {
    Case::new(SMALL)
        .replace("site.toml", "Cổng Thử", "A & <b>")
        .build()
        .clean()
        .has("404.html", "A &amp; &lt;b&gt;</title>");
}

#[test]
fn several_template_errors_are_told_at_once_with_line_and_column() {
    Case::new(SMALL)
        .replace(
            "themes/nho/templates/404.html",
            "{% extends \"base.html\" %}",
            "<p>\n  {{ page.title | }}\n</p>",
        )
        .replace(
            "themes/nho/templates/home.html",
            "{% extends \"base.html\" %}",
            "{% if page.title %}\n<p>",
        )
        .replace(
            "themes/nho/templates/list.html",
            "{% extends \"base.html\" %}",
            "a\n{{ page.title | khong_co }}",
        )
        .replace(
            "themes/nho/templates/feeds.html",
            "{% extends \"base.html\" %}",
            "{% extends \"nowhere.html\" %}",
        )
        .build()
        .findings(
            "
            themes/nho/templates/404.html:2:19: error[E-TEMPLATE]: khuôn mẫu sai: Found `}}` but expected identifier.
            themes/nho/templates/feeds.html: error[E-TEMPLATE]: khuôn mẫu sai: Template 'nho/feeds.html' is inheriting from 'nowhere.html', which doesn't exist or isn't loaded.
            themes/nho/templates/home.html:1:20: error[E-TEMPLATE]: khuôn mẫu sai: Unexpected end of input
            themes/nho/templates/list.html:2:17: error[E-TEMPLATE]: khuôn mẫu sai: Unknown filter `khong_co`
            ",
        );
}

#[test]
fn an_error_while_rendering_is_told_with_its_place_once() {
    let case = Case::new(SMALL)
        .replace(
            "themes/nho/templates/article.html",
            "{{ article.body | safe }}",
            "\n{{ article.khong_co.gi }}",
        )
        .article("tin/b", "B", "2022-07-11")
        .build();
    let told = case.told(true);
    let wanted = "themes/nho/templates/article.html:2:12: error[E-TEMPLATE]: khuôn mẫu sai: Field `khong_co` is not defined.";
    assert!(told.len() == 1 && told[0].starts_with(wanted), "{told:#?}");
}

#[test]
fn a_template_that_is_needed_must_be_there() {
    Case::new(SMALL)
        .remove("themes/nho/templates/list.html")
        .build()
        .findings("error[E-TEMPLATE-MISSING]: giao diện thiếu khuôn mẫu `list.html`");
}

#[test]
fn a_theme_must_exist_and_may_not_extend_itself() {
    let case = Case::new(SMALL)
        .replace("site.toml", "\"nho\"", "\"nhoo\"")
        .build()
        .findings("site.toml:3:9: error[E-THEME-MISSING]: không có giao diện `nhoo`");
    assert!(
        case.drawn(congtin::text::Language::Vi)
            .contains("các giao diện có sẵn: cong, nho, toi-gian")
    );
    Case::new(SMALL)
        .file("themes/me/theme.toml", "extends = \"nho\"\n")
        .replace("themes/nho/theme.toml", "title", "extends = \"me\"\ntitle")
        .build()
        .findings(
            "themes/me/theme.toml:1:11: error[E-THEME-CIRCLE]: giao diện `nho` kế thừa vòng tròn",
        );
}

#[test]
fn an_asset_that_is_not_there_is_an_error_of_the_template() {
    Case::new(SMALL)
        .replace(
            "themes/nho/templates/404.html",
            "{% extends \"base.html\" %}",
            "{{ asset(path=\"x.css\") }}",
        )
        .build()
        .codes(&["E-TEMPLATE"]);
}

/// `themes/toi-gian` of this repository.
fn second() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/toi-gian")
}

#[test]
fn the_second_theme_shows_every_page_with_less_than_a_hundred_lines() {
    let files = walkdir::WalkDir::new(second()).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let lines = files.map(|entry| {
        let text = std::fs::read_to_string(entry.path()).expect("a text file");
        text.lines().count()
    });
    let lines: usize = lines.sum();
    assert!((10..100).contains(&lines), "{lines}");

    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        theme = { name = "toi-gian", settings = { hotline = "0209 000 009" } }
        home.blocks = ["lead", "newest", "categories", "links"]
        portals = [{ title = "Chính phủ", url = "https://chinhphu.vn" }]
        "#,
    )
    .article_with(
        "tin/a",
        "Bài A",
        "2022-07-11",
        "tags = [\"Suối\"]\nauthor = \"Lan\"",
    )
    .article("tin/b", "Bài B", "2022-07-10")
    .build()
    .clean()
    .in_order(
        "index.html",
        &[
            "Tin nổi bật",
            "/tin/a.html",
            "Liên kết",
            "https://chinhphu.vn",
            "Đường dây nóng: 0209 000 009",
        ],
    )
    .has("tin/a.html", "/assets/toi-gian.")
    .has("tin/a.html", "/assets/portal.")
    .has("the/suoi/index.html", "Đường dây nóng");
}
