//! Markdown in, HTML out: examples for each feature, and what holds for every text.

mod directives;
mod findings;
mod html;
mod promises;
mod text;

use super::*;

/// A site that has everything but `@/an.md`, `mat.jpg` and what lies elsewhere. Only `ban-do.jpg` is a large picture.
struct Site;

impl Resolve for Site {
    fn link(&self, target: &str) -> Resolved {
        match target.strip_prefix("@/") {
            Some("an.md") => Resolved::Hidden,
            Some(article) => Resolved::Url(format!("/{}", article.replace(".md", ".html"))),
            None => Resolved::Url(target.to_owned()),
        }
    }

    fn picture(&self, target: &str) -> Option<PictureFile> {
        let is_here = !target.contains(':') && target != "mat.jpg";
        is_here.then(|| PictureFile {
            url: format!("/anh/{target}"),
            width: if target == "ban-do.jpg" { 1600 } else { 640 },
            height: 0,
            sources: Vec::new(),
            tone: String::new(),
            credit: String::new(),
        })
    }

    fn file(&self, target: &str) -> Option<MediaFile> {
        let is_here = !target.contains(':') && target != "mat.pdf";
        is_here.then(|| MediaFile {
            url: format!("/tep/{target}"),
            format: "PDF".to_owned(),
            size: "1,2 MB".to_owned(),
            media_type: "application/pdf".to_owned(),
        })
    }
}

fn options() -> Options {
    Options {
        language: Language::Vi,
        embed_hosts: vec!["www.youtube.com".to_owned()],
    }
}

fn source(text: &str) -> Source {
    Source::new("bai.md", text)
}

fn written(text: &str) -> String {
    let source = source(text);
    html(&source, 0..source.text.len(), &options(), &Site)
}

fn known(text: &str) -> Checked<Facts> {
    let source = source(text);
    facts(&source, 0..source.text.len(), &options())
}

fn is(markdown: &str, html: &str) {
    let written = written(markdown);
    assert!(
        written == html,
        "\n{markdown}\n  became\n{written}\n  not\n{html}"
    );
}
