//! Người tốt việc tốt.

use super::case::Case;

fn profile(consent: &str) -> Case {
    Case::new(&format!(
        r#"
        -- content/nguoi-tot/_index.md --
        +++
        title = "Người tốt việc tốt"
        kind = "profile"
        +++
        -- content/nguoi-tot/ba-giao.md --
        +++
        title = "Bà giáo bên suối"
        date = 2022-07-11
        summary = "Bà dạy chữ."
        [person]
        name = "Lường Thị Xuân"
        born = 1950
        place = "xã Bản Cậu"
        unit = "Hội Cựu giáo chức"
        field = "Giáo dục"
        deed = "Mở lớp học miễn phí"
        portrait = {{ src = "/xuan.svg", alt = "Bà Xuân" }}
        award = {{ title = "Bằng khen", number = "12/QĐ", date = "20/11/2021" }}
        {consent}
        +++
        Chuyện.
        -- static/xuan.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="30" height="40"/>
        "#
    ))
}

#[test]
fn a_profile_shows_the_person_and_their_deed() {
    profile("consent = true")
        .build()
        .clean()
        .has("nguoi-tot/ba-giao.html", "Lường Thị Xuân")
        .has("nguoi-tot/ba-giao.html", "1950")
        .has("nguoi-tot/ba-giao.html", "xã Bản Cậu")
        .has("nguoi-tot/ba-giao.html", "Hội Cựu giáo chức")
        .has("nguoi-tot/ba-giao.html", "Bằng khen")
        .has("nguoi-tot/ba-giao.html", "12/QĐ")
        .has("nguoi-tot/ba-giao.html", "src=\"/xuan.svg\"")
        .has("nguoi-tot/index.html", "Mở lớp học miễn phí")
        .has("nguoi-tot/index.html", "src=\"/xuan.svg\"")
        .has("index.html", "src=\"/xuan.svg\"");
}

#[test]
fn without_consent_no_portrait_is_shown_anywhere() {
    for consent in ["consent = false", ""] {
        let case = profile(consent).build().codes(&["W-CONSENT"]);
        for (path, bytes) in case.outputs.iter().filter(|(path, _)| *path != "xuan.svg") {
            let text = super::case::text(bytes);
            assert!(!text.contains("xuan.svg"), "{path} shows the portrait");
        }
    }
}

#[test]
fn a_profile_needs_a_name_and_only_a_profile_has_a_person() {
    Case::new(
        r#"
        -- content/tin/a.md --
        +++
        title = "A"
        date = 2022-07-11
        kind = "nhan-vat"
        summary = "S"
        [nhan_vat]
        dong_y = true
        +++
        B
        -- content/tin/b.md --
        +++
        title = "B"
        date = 2022-07-11
        summary = "S"
        [person]
        name = "Lan"
        +++
        B
        "#,
    )
    .build()
    .findings(
        "
        content/tin/a.md:6:1: error[E-KEY-MISSING]: thiếu `person.name`
        content/tin/b.md:5:2: error[E-KEY-KIND]: `person` chỉ dùng cho bài loại `profile`
        ",
    );
}

#[test]
fn a_folder_may_say_that_its_articles_are_profiles() {
    let case = profile("consent = true").build();
    assert!(
        case.page("nguoi-tot/ba-giao.html")
            .contains("class=\"is-profile\"")
    );
}

#[test]
fn a_profile_names_older_good_deeds_of_its_place_and_field_and_newer_ones_leave_it_alone() {
    let person = |place: &str, field: &str| {
        format!(
            "kind = \"profile\"\nplaces = [\"{place}\"]\nperson = {{ name = \"X\", field = \"{field}\", consent = true }}"
        )
    };
    let case = Case::new("")
        .article_with(
            "tin/cho",
            "Cùng chỗ",
            "2022-07-01",
            &person("Bản Vén", "Y tế"),
        )
        .article_with(
            "tin/linh-vuc",
            "Cùng nghề",
            "2022-07-02",
            &person("Nà Mày", "giáo dục"),
        )
        .article_with(
            "tin/khac",
            "Khác cả",
            "2022-07-03",
            &person("Nà Mày", "Thể thao"),
        )
        .article_with(
            "tin/bai",
            "Bài này",
            "2022-07-04",
            &person("Bản Vén", "Giáo dục"),
        )
        .article_with(
            "tin/sau",
            "Sau đó",
            "2022-07-05",
            &person("Lâu Đài", "Khác"),
        )
        .build()
        .clean()
        .in_order(
            "tin/bai.html",
            &[
                "Cùng chỗ",
                "Cùng địa bàn Bản Vén",
                "Cùng nghề",
                "Cùng lĩnh vực Giáo dục",
            ],
        );
    let case = case
        .article_with(
            "tin/moi",
            "Mới",
            "2022-07-06",
            &person("Bản Vén", "Giáo dục"),
        )
        .build();
    assert!(!case.touched().contains(&"tin/bai.html"));
}
