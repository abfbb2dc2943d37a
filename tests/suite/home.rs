//! The home page.

use super::case::Case;

fn portal() -> Case {
    let mut case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        tagline = "Bên sông"
        base_url = "https://thu.example"
        [home]
        lead = 2
        newest = 2
        block = 3
        "#,
    );
    for number in 1..=6 {
        case = case.article(
            &format!("tin/bai-{number}"),
            &format!("Bài {number}"),
            &format!("2022-07-0{number}"),
        );
    }
    case
}

#[test]
fn the_home_page_leads_with_the_newest_and_has_a_block_for_each_category() {
    portal()
        .build()
        .clean()
        .in_order(
            "index.html",
            &[
                "Tin nổi bật",
                "/tin/bai-6.html",
                "/tin/bai-5.html",
                "Tin mới",
                "/tin/bai-4.html",
                "/tin/bai-3.html",
                "<h2><a href=\"/tin/\">Tin</a></h2>",
            ],
        )
        .lacks("index.html", "/tin/bai-1.html")
        .has("index.html", "Bên sông");
}

#[test]
fn a_pinned_story_leads_until_its_hour() {
    let pinned = |now: &str| {
        portal()
            .article_with(
                "tin/ghim",
                "Bài ghim",
                "2022-01-01",
                "pinned = { until = \"02/08/2022 08:00\" }",
            )
            .now(now)
            .build()
            .clean()
    };
    pinned("2022-08-02 07:59:59").in_order(
        "index.html",
        &["Tin nổi bật", "/tin/ghim.html", "/tin/bai-6.html"],
    );
    pinned("2022-08-02 08:00").lacks("index.html", "/tin/ghim.html");
}

#[test]
fn the_home_page_may_have_a_text_and_a_category_may_stay_off_it() {
    portal()
        .file(
            "content/_index.md",
            "+++\ntitle = \"Chào\"\ndescription = \"Lời mô tả\"\n+++\nLời **chào**.\n",
        )
        .file(
            "content/an/_index.md",
            "+++\ntitle = \"Mục lặng\"\nhome = 0\n+++\n",
        )
        .article("an/x", "X", "2020-01-01")
        .build()
        .clean()
        .has("index.html", "<p>Lời <strong>chào</strong>.</p>")
        .has(
            "index.html",
            "<meta name=\"description\" content=\"Lời mô tả\">",
        )
        .has("an/index.html", "/an/x.html")
        .lacks("index.html", "/an/x.html");
}

#[test]
fn an_empty_portal_still_has_a_home_page_and_a_404() {
    Case::new("")
        .build()
        .clean()
        .has("index.html", "Cổng chưa có bài nào.")
        .has("404.html", "Không tìm thấy trang")
        .has("404.html", "<meta name=\"robots\" content=\"noindex\">")
        .missing("sitemap-news.xml");
}

#[test]
fn notices_menu_portals_and_footer_stand_on_every_page() {
    let case = Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        notice = "Nội dung mẫu"
        alert = { text = "Bão số 3", url = "@/tin/a.md" }
        [organisation]
        name = "Trung tâm Thử"
        phone = "0209 000 001"
        responsible = "Bà Lan"
        [[menu]]
        title = "Thời sự"
        url = "/tin/"
        [[menu.items]]
        title = "Cổng khác"
        url = "https://khac.example/"
        [[portals]]
        title = "Chính phủ"
        url = "https://chinhphu.vn"
        [[footer]]
        title = "Bài A ở chân"
        url = "@/tin/a.md"
        "#,
    )
    .article("tin/a", "A", "2022-07-11")
    .build()
    .clean();
    for page in [
        "index.html",
        "tin/index.html",
        "tin/a.html",
        "404.html",
        "luu-tru/index.html",
    ] {
        for text in [
            "Nội dung mẫu",
            "Bão số 3",
            "Trung tâm Thử",
            "href=\"tel:0209000001\"",
            "Bà Lan",
            "Thời sự",
            "https://khac.example/",
            "https://chinhphu.vn",
            "Bài A ở chân",
        ] {
            assert!(case.page(page).contains(text), "{page} lacks {text}");
        }
    }
}

#[test]
fn links_of_the_settings_must_lead_somewhere() {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example"
        [[menu]]
        title = "Thời sự"
        url = "/thoi-su/"
        [[footer]]
        title = "Liên hệ"
        url = "@/lien-he.md"
        "#,
    )
    .build()
    .findings(
        "
        site.toml:5:7: error[E-LINK-ADDRESS]: cổng không có địa chỉ `/thoi-su/`
        site.toml:8:7: error[E-LINK-MISSING]: không có bài `@/lien-he.md`
        ",
    );
}
