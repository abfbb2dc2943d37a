//! Directives as HTML.

use super::directive::{Content, SHAPES};
use super::*;

const PICTURE: &str = "alt=\"Cầu\" width=\"640\" loading=\"lazy\" decoding=\"async\">";

#[test]
fn every_example_of_the_table_is_right() {
    for shape in &SHAPES {
        let content = match shape.content {
            Content::Nothing => "",
            _ => "\n![a](b.jpg)\n\n",
        };
        let text = format!("{}\n{content}:::\n", shape.example);
        assert_eq!(known(&text).findings, [], "{text}");
        let english = text.replacen(shape.vi, shape.en, 1);
        assert_eq!(known(&english).findings, [], "{english}");
    }
}

#[test]
fn a_figure_has_caption_and_credit() {
    is(
        "::: anh src=\"a.jpg\" alt=\"Cầu\" caption=“Cầu \"mới\"” credit=\"H'Hen\"\n:::\n",
        &format!(
            "<figure class=\"figure\"><img src=\"/anh/a.jpg\" {PICTURE}<figcaption>Cầu “mới” \
             <span class=\"credit\">Ảnh: H&#39;Hen</span></figcaption></figure>\n"
        ),
    );
    is(
        "a\n::: figure src=a.jpg alt=x decorative\n:::\nb\n",
        "<p>a</p>\n<figure class=\"figure\"><img src=\"/anh/a.jpg\" alt=\"\" width=\"640\" loading=\"lazy\" decoding=\"async\"></figure>\n<p>b</p>\n",
    );
}

#[test]
fn a_gallery_lists_its_pictures() {
    is(
        "::: thu-vien \"Hội làng\"\n![Cầu](a.jpg \"Một\")\n\n![x](mat.jpg)\n:::\n",
        &format!(
            "<section class=\"gallery\" aria-label=\"Hội làng\">\n<ul class=\"gallery-list\">\n<li>\n<figure class=\"figure\">\
             <a href=\"/anh/a.jpg\"><img src=\"/anh/a.jpg\" {PICTURE}</a><figcaption>Một</figcaption></figure></li>\n</ul>\n</section>\n"
        ),
    );
}

#[test]
fn a_quote_and_a_box_hold_markdown() {
    is(
        "::: trich \"Y'Bham, già làng\"\nHọc *chữ*.\n:::\n",
        "<figure class=\"pull-quote\"><blockquote>\n<p>Học <em>chữ</em>.</p>\n</blockquote><figcaption>Y&#39;Bham, già làng</figcaption></figure>\n",
    );
    is(
        "::: hop \"A\"\n- a[^1]\n:::\n::: hop\n> ::: trich\n> b\n> :::\n:::\n\n[^1]: c\n",
        "<aside class=\"box\" aria-labelledby=\"box-1\">\n<p class=\"box-title\" id=\"box-1\">A</p>\n<ul>\n<li>a\
         <sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"Chú thích 1\">1</a></sup></li>\n</ul>\n</aside>\n\
         <aside class=\"box\" aria-label=\"Thông tin thêm\">\n<blockquote>\n<figure class=\"pull-quote\"><blockquote>\n<p>b</p>\n</blockquote></figure>\n\
         </blockquote>\n</aside>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n<li id=\"fn-1\">\n\
         <p>c <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ đánh dấu chú thích 1\">↩</a></p>\n</li>\n</ol>\n</section>\n",
    );
}

#[test]
fn a_video_is_played_or_framed() {
    is(
        "::: video src=\"a.mp4\" title=\"Hội\" poster=\"b.jpg\" captions=\"c.vtt\"\n:::\n",
        "<figure class=\"video\"><video controls preload=\"none\" poster=\"/anh/b.jpg\" aria-label=\"Hội\">\
         <source src=\"/tep/a.mp4\" type=\"application/pdf\"><track kind=\"captions\" src=\"/tep/c.vtt\" srclang=\"vi\" label=\"Tiếng Việt\" default>\
         <a href=\"/tep/a.mp4\" download>Tải về: Hội</a></video><figcaption>Hội</figcaption></figure>\n",
    );
    is(
        "::: video \"Hội\" src=\"https://youtu.be/abcdefghijk\"\n:::\n",
        "<figure class=\"video\"><iframe src=\"https://www.youtube-nocookie.com/embed/abcdefghijk\" title=\"Hội\" loading=\"lazy\" allowfullscreen></iframe>\
         <figcaption>Hội</figcaption></figure>\n",
    );
    is(
        "::: video \"Hội\" src=\"https://vimeo.com/1\"\n:::\n",
        "<p><a href=\"https://vimeo.com/1\" class=\"external\" rel=\"external noopener\">Hội</a></p>\n",
    );
}

#[test]
fn a_recording_has_a_transcript() {
    is(
        "::: am-thanh src=\"a.mp3\" title=\"Bản tin\"\nXin *chào*.\n:::\n",
        "<figure class=\"audio\"><figcaption>Bản tin</figcaption><audio controls preload=\"none\" aria-label=\"Bản tin\">\
         <source src=\"/tep/a.mp3\" type=\"application/pdf\"><a href=\"/tep/a.mp3\" download>Tải về: Bản tin</a></audio>\n\
         <details class=\"transcript\"><summary>Lời ghi âm</summary>\n<p>Xin <em>chào</em>.</p>\n</details></figure>\n",
    );
}

#[test]
fn an_attachment_tells_format_and_size() {
    is(
        "::: tep src=\"kh.pdf\" title=\"Kế hoạch\"\n:::\n",
        "<p class=\"attachment\"><a href=\"/tep/kh.pdf\" download type=\"application/pdf\">Kế hoạch</a> <span>(PDF, 1,2 MB)</span></p>\n",
    );
    is(
        "::: tep src=\"mat.pdf\" title=\"Kế hoạch\"\n:::\n",
        "<p>Kế hoạch</p>\n",
    );
}

#[test]
fn nothing_is_lost_in_a_broken_directive() {
    is("::: hộp \"A\"\na\n:::\n", "<p>a</p>\n");
    is(
        "::: tep src=\"mat.pdf\" title=\"K\"\na\n\nb",
        "<p>K</p>\n<p>a</p>\n<p>b</p>\n",
    );
    is("a\n:::\nb", "<p>a</p>\n<p>b</p>\n");
    is(
        "- ::: hop \"A\"\n  a\n\nb\n",
        "<ul>\n<li>::: hop “A”\na</li>\n</ul>\n<p>b</p>\n",
    );
    is(
        "- x\n  ::: hop\n  a\n\nb\n",
        "<ul>\n<li>x\n<aside class=\"box\" aria-label=\"Thông tin thêm\">\na</aside>\n</li>\n</ul>\n<p>b</p>\n",
    );
}
