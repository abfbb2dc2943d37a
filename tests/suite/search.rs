//! The search index as files: who is in it, what it is named by, and when there is none. How it is used is told by the
//! browser's tests.

use super::case::{Case, inflate, is_index};

/// All files of the Vietnamese index as one text.
fn index(case: &Case) -> String {
    let files = case
        .outputs
        .iter()
        .filter(|(path, _)| path.starts_with("tim-kiem/"));
    let texts = files.map(|(path, bytes)| {
        let bytes = if path.ends_with(".bin") {
            inflate(bytes)
        } else {
            bytes.clone()
        };
        String::from_utf8_lossy(&bytes).into_owned()
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The names of its files.
fn names(case: &Case) -> Vec<&str> {
    let paths = case.outputs.keys().map(String::as_str);
    paths.filter(|path| is_index(path)).collect()
}

#[test]
fn what_readers_may_not_see_is_in_no_index() {
    for more in [
        "draft = true",
        "status = \"review\"",
        "publish_at = 2022-09-01",
        "expires_at = 2022-07-20",
        "withdrawn = \"Sai\"",
    ] {
        let case = Case::new("")
            .article("tin/khac", "Bài khác", "2022-07-01")
            .article_with("tin/a", "Chuyện kín", "2022-07-11", more)
            .replace("content/tin/a.md", "Nội dung", "Xoài")
            .build();
        let index = index(&case);
        assert!(index.contains("khác"), "{more}");
        for word in ["kín", "xoài", "xoai"] {
            assert!(!index.contains(word), "{more}: {word}");
        }
    }
}

#[test]
fn everything_that_a_page_says_is_in_the_index() {
    let case = Case::new(
        "
        -- content/gioi-thieu.md --
        +++
        kind = 'page'
        title = 'Giới thiệu'
        summary = 'Tóm'
        +++
        Chữ của trang.
        -- content/nguoi-tot/ba-giao.md --
        +++
        kind = 'profile'
        title = 'Bà giáo'
        date = 2022-07-11
        summary = 'Sapo'
        author = 'Hoàng Mai'
        tags = ['Suối']
        places = ['Bản Vẻn']
        series = 'Mùa lúa'
        dateline = 'Khuổi Lặng'
        corrections = [{ date = 2022-07-12, text = 'Đính' }]
        [person]
        name = 'Nông Thị Diệp'
        deed = 'Dạy chữ'
        award = { title = 'Bằng', number = '12/QĐ' }
        consent = true
        +++
        ## Đầu đề

        Thân bài.[^1]

        [^1]: Chú thích.
        ",
    )
    .build();
    let index = index(&case);
    for form in [
        "trang", "tóm", "sapo", "mai", "suối", "vẻn", "lúa", "lặng", "đính", "diệp", "dạy", "bằng",
        "qđ", "đề", "thân", "chú",
    ] {
        assert!(index.contains(form), "{form}");
    }
}

#[test]
fn files_are_named_by_what_they_are_made_from() {
    let site = || {
        Case::new("")
            .article("tin/a", "Bài A", "2022-07-11")
            .article("tin/b", "Bài B", "2022-07-12")
    };
    let case = site().build();
    // Neither the address of the portal nor what search does not show changes a name.
    let elsewhere = site()
        .replace(
            "site.toml",
            "https://thu.example",
            "https://khac.example/cong",
        )
        .replace("content/tin/a.md", "summary", "editor = \"Mai\"\nsummary")
        .build();
    assert_eq!(names(&case), names(&elsewhere));
    let other = site().replace("content/tin/a.md", "Bài A", "Bài Ă").build();
    let same = names(&case)
        .into_iter()
        .filter(|name| names(&other).contains(name));
    // Kinds, categories and authors are what they were.
    assert_eq!(same.count(), 2);
}

#[test]
fn search_can_be_turned_off() {
    let case = Case::new("").article("tin/a", "Bài A", "2022-07-11");
    let case = case
        .build()
        .has("index.html", "role=\"search\"")
        .exists("tim-kiem/index.html");
    let case = case.setting("search.enabled = false").build();
    let case = case
        .clean()
        .missing("tim-kiem/index.html")
        .lacks("index.html", "role=\"search\"");
    assert_eq!(names(&case), [""; 0]);
    let of_search = case.outputs.keys().filter(|path| path.contains("search"));
    assert_eq!(of_search.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_site_has_abbreviations_of_its_own() {
    let case = Case::new("")
        .setting("search.abbreviations = [\"NVH = nhà văn hoá\"]")
        .article("tin/a", "Khánh thành NVH tổ bốn", "2022-07-11")
        .build()
        .clean();
    assert!(index(&case).contains("hóa"));
    Case::new("")
        .setting("search.abbreviations = [\"NVH\"]")
        .article("tin/a", "Bài A", "2022-07-11")
        .build()
        .findings("site.toml:1:25: error[E-KEY-TYPE]: `abbreviations` phải là chữ viết tắt, dấu `=`, rồi chữ đầy đủ");
}

#[test]
fn each_language_has_its_own_index() {
    let case = Case::new("")
        .setting("languages = [\"vi\", \"en\"]")
        .article("tin/a", "Cầu mới", "2022-07-11")
        .article("tin/a.en", "New bridges", "2022-07-11")
        .build()
        .has("en/index.html", "action=\"/en/search/\"")
        .exists("en/search/index.json");
    assert!(!index(&case).contains("bridge"));
}
