//! Compressed copies beside texts, by setting.

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::case::{self, Case};

fn portal() -> Case {
    Case::new(
        "
        -- site.toml --
        title = \"Cổng Thử\"
        base_url = \"https://thu.example\"
        output = { compress = [\"gz\", \"br\"] }
        ",
    )
    .article_with("tin/a", "Bài A", "2022-07-11", "aliases = [\"/cu.html\"]")
    .article("tin/b", "Bài B", "2022-07-11")
    .file("static/tep/lon.csv", "a,b\n".repeat(1000))
    .file("static/tep/nho.csv", "a,b\n")
    .file("static/tep/lon.zip", [7; 4000])
}

fn gzip(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .expect("gzip");
    bytes
}

fn brotli(mut packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut packed, &mut bytes).expect("Brotli");
    bytes
}

#[test]
fn a_text_has_its_copies_and_they_are_the_same_text() {
    let case = portal().build().clean();
    for path in [
        "tin/a.html",
        "index.html",
        "rss.xml",
        "sitemap.xml",
        "tep/lon.csv",
        "tim-kiem/index.json",
    ] {
        let text = &case.outputs[path];
        assert_eq!(&gzip(&case.outputs[&format!("{path}.gz")]), text, "{path}");
        assert_eq!(
            &brotli(&case.outputs[&format!("{path}.br")]),
            text,
            "{path}"
        );
    }
}

#[test]
fn what_is_short_or_compressed_already_has_none() {
    let case = portal().build().clean();
    for path in ["robots.txt", "cu.html", "tep/nho.csv", "tep/lon.zip"] {
        assert!(case.outputs.contains_key(path), "{path}");
        let packed =
            [".gz", ".br"].map(|ending| case.outputs.contains_key(&format!("{path}{ending}")));
        assert_eq!(packed, [false, false], "{path}");
    }
    let shard = |path: &&String| path.contains(".bin.");
    assert_eq!(case.outputs.keys().find(shard), None);
}

#[test]
fn without_the_setting_there_are_none() {
    let case = portal()
        .replace("site.toml", "output = { compress = [\"gz\", \"br\"] }", "")
        .build()
        .clean();
    let packed = |path: &&String| path.ends_with(".gz") || path.ends_with(".br");
    assert_eq!(case.outputs.keys().find(packed), None);
}

#[test]
fn a_withdrawn_article_is_in_no_copy() {
    let case = portal()
        .build()
        .replace(
            "content/tin/a.md",
            "summary",
            "withdrawn = \"Sai\"\nsummary",
        )
        .build()
        .clean();
    for (path, bytes) in &case.outputs {
        let text = match path.rsplit_once('.') {
            Some((_, "gz")) => gzip(bytes),
            Some((_, "br")) => brotli(bytes),
            _ => continue,
        };
        assert!(!case::text(&text).contains("Bài A"), "{path}");
    }
    let notice = case::text(&gzip(&case.outputs["tin/a.html.gz"]));
    assert!(notice.contains("Bài viết đã được gỡ"));
}

#[test]
fn a_copy_that_somebody_made_is_theirs() {
    let case = portal()
        .file("static/tep/lon.csv.gz", "của tôi")
        .build()
        .clean();
    assert_eq!(case.outputs["tep/lon.csv.gz"], "của tôi".as_bytes());
}
