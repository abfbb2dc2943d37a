//! Old addresses.

use super::case::Case;

#[test]
fn an_old_address_leads_to_the_new_one() {
    Case::new("")
        .article_with(
            "tin/a",
            "Bài A",
            "2022-07-11",
            "aliases = [\"/cu/bai-a.html\", \"/node/12\", \"/Tin Cũ/Đường dẫn.aspx\"]",
        )
        .build()
        .clean()
        .has("cu/bai-a.html", "content=\"0; url=/tin/a.html\"")
        .has(
            "cu/bai-a.html",
            "<link rel=\"canonical\" href=\"https://thu.example/tin/a.html\">",
        )
        .has(
            "cu/bai-a.html",
            "<meta name=\"robots\" content=\"noindex\">",
        )
        .exists("node/12/index.html")
        .exists("tin-cu/duong-dan.aspx/index.html")
        .has("redirects.map", "/cu/bai-a.html /tin/a.html;")
        .has("redirects.map", "/node/12/ /tin/a.html;")
        .lacks("sitemap-2022.xml", "/cu/");
}

#[test]
fn without_aliases_there_is_no_map() {
    Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .build()
        .missing("redirects.map");
}

#[test]
fn an_alias_may_not_take_a_page_nor_another_alias() {
    Case::new("")
        .article_with("tin/a", "A", "2022-07-11", "aliases = [\"/tin/b.html\", \"/cu.html\", \"/TIN/\"]")
        .article_with("tin/b", "B", "2022-07-10", "aliases = [\"/cu.html\"]")
        .build()
        .findings(
            "
            content/tin/a.md:5:12: error[E-ALIAS-TAKEN]: đường dẫn cũ `/tin/b.html` đã thuộc về `content/tin/b.md`
            content/tin/a.md:5:39: error[E-ALIAS-TAKEN]: đường dẫn cũ `/TIN/` đã thuộc về `content/tin/`
            content/tin/b.md:5:12: error[E-ALIAS-TAKEN]: đường dẫn cũ `/cu.html` đã thuộc về `content/tin/a.md`
            ",
        );
}

#[test]
fn an_alias_must_be_a_path_of_the_portal() {
    Case::new("")
        .article_with(
            "tin/a",
            "A",
            "2022-07-11",
            "aliases = [\"https://cu.example/a\", \"cu.html\", \"/a?id=1\", \"/../x.html\", \"/\"]",
        )
        .build()
        .codes(&["E-ALIAS", "E-ALIAS", "E-ALIAS", "E-ALIAS", "E-ALIAS"]);
}

#[test]
fn two_articles_may_not_claim_one_address() {
    Case::new("")
        .article("tin/2021/cau-moi", "A", "2021-07-11")
        .article("tin/2022/cau-moi", "B", "2022-07-11")
        .article_with("tin/khac", "C", "2022-07-11", "slug = \"Cầu mới\"")
        .build()
        .findings(
            "
            content/tin/2022/cau-moi.md: error[E-ADDRESS-TWICE]: địa chỉ `/tin/cau-moi.html` đã thuộc về `content/tin/2021/cau-moi.md`
            content/tin/khac.md: error[E-ADDRESS-TWICE]: địa chỉ `/tin/cau-moi.html` đã thuộc về `content/tin/2021/cau-moi.md`
            ",
        );
}

#[test]
fn a_static_file_may_not_take_a_page() {
    Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .file("static/tin/A.html", "x")
        .build()
        .findings("static/tin/A.html: error[E-ADDRESS-TWICE]: địa chỉ `/tin/A.html` đã thuộc về `content/tin/a.md`");
}

#[test]
fn an_alias_may_not_need_a_folder_where_a_file_is_nor_a_file_where_a_folder_is() {
    Case::new("")
        .article_with(
            "tin/a",
            "A",
            "2022-07-11",
            "aliases = [\"/rss.xml\", \"/Robots.txt\", \"/sitemap.xml\", \"/redirects.map\", \"/tin/a.html/x\", \"/tep/ke-hoach.pdf\", \"/cu.html\", \"/cu.html/x\"]",
        )
        .file("static/tep/ke-hoach.pdf", "x")
        .build()
        .findings(
            "
            content/tin/a.md:5:12: error[E-ALIAS-TAKEN]: đường dẫn cũ `/rss.xml` đã thuộc về `kênh tin của cổng`
            content/tin/a.md:5:24: error[E-ALIAS-TAKEN]: đường dẫn cũ `/Robots.txt` đã thuộc về `robots`
            content/tin/a.md:5:39: error[E-ALIAS-TAKEN]: đường dẫn cũ `/sitemap.xml` đã thuộc về `sơ đồ cho máy tìm kiếm`
            content/tin/a.md:5:55: error[E-ALIAS-TAKEN]: đường dẫn cũ `/redirects.map` đã thuộc về `redirects`
            content/tin/a.md:5:73: error[E-ALIAS-TAKEN]: đường dẫn cũ `/tin/a.html/x` đã thuộc về `content/tin/a.md`
            content/tin/a.md:5:90: error[E-ALIAS-TAKEN]: đường dẫn cũ `/tep/ke-hoach.pdf` đã thuộc về `static/tep/ke-hoach.pdf`
            content/tin/a.md:5:123: error[E-ALIAS-TAKEN]: đường dẫn cũ `/cu.html/x` đã thuộc về `content/tin/a.md`
            ",
        );
}

#[test]
fn a_static_file_may_not_stand_where_a_folder_is_nor_below_a_page() {
    Case::new("")
        .article("tin/a", "A", "2022-07-11")
        .file("static/Tin", "x")
        .file("static/tin/a.html/x", "x")
        .file("static/the.html", "x")
        .build()
        .findings(
            "
            static/Tin: error[E-ADDRESS-TWICE]: địa chỉ `/Tin` đã thuộc về `content/tin/a.md`
            static/tin/a.html/x: error[E-ADDRESS-TWICE]: địa chỉ `/tin/a.html/x` đã thuộc về `content/tin/a.md`
            ",
        );
}

#[test]
fn names_of_the_portal_are_reserved() {
    for (path, name) in [
        ("the/a", "the"),
        ("tin/trang-2", "trang-2"),
        ("tin/con", "con"),
        ("tin/2022", "2022"),
        ("tin/index-1/index", "index-1"),
        ("luu-tru/a", "luu-tru"),
        ("tim-kiem/a", "tim-kiem"),
        ("en/a", "en"),
    ] {
        let case = Case::new("").article(path, "A", "2022-07-11").build();
        if name == "index-1" {
            case.clean().exists("tin/index-1.html");
        } else {
            let told = case.told(false);
            assert!(
                told.len() == 1
                    && told[0].ends_with(&format!(
                        "error[E-NAME-RESERVED]: tên `{name}` dành riêng cho cổng"
                    )),
                "{path}: {told:?}"
            );
        }
    }
}
