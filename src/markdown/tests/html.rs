//! Everything but directives.

use super::*;

#[test]
fn a_body_begins_at_its_offset() {
    let source = source("+++\n+++\nMột *hai*.\n\n[a](@/b.md)\n");
    let body = 8..source.text.len();
    let html = html(&source, body.clone(), &options(), &Site);
    assert_eq!(
        html,
        "<p>Một <em>hai</em>.</p>\n<p><a href=\"/b.html\">a</a></p>\n"
    );
    let link = facts(&source, body, &options())
        .value
        .links
        .open()
        .remove(0);
    assert_eq!(&source.text[link.range], "@/b.md");
}

#[test]
fn headings_begin_at_two_and_have_ids() {
    is("# Mục Một", "<h2 id=\"muc-mot\">Mục Một</h2>\n");
    is(
        "## A\n## A\n## B {#a-2}\n",
        "<h2 id=\"a\">A</h2>\n<h2 id=\"a-3\">A</h2>\n<h2 id=\"a-2\">B</h2>\n",
    );
    is(
        "## Đ *x* {#Đường .rong}\n## ...\n",
        "<h2 id=\"duong\">Đ <em>x</em></h2>\n<h2 id=\"muc\">…</h2>\n",
    );
    is("### Box 1 {#box-1}\n", "<h2 id=\"muc-box-1\">Box 1</h2>\n");
}

#[test]
fn no_level_of_headings_is_left_out() {
    is(
        "## a\n#### b\n#### c\n### d\n##### e\n",
        "<h2 id=\"a\">a</h2>\n<h3 id=\"b\">b</h3>\n<h3 id=\"c\">c</h3>\n<h3 id=\"d\">d</h3>\n<h4 id=\"e\">e</h4>\n",
    );
    is(
        "<h1>a</h1>\n\n## b\n\n<h5>c</h4>d\n",
        "<h2>a</h2>\n<h2 id=\"b\">b</h2>\n<h3>c</h3>d\n",
    );
}

#[test]
fn links_are_asked_for() {
    is(
        "[a](@/an.md) [b](@/x.md#y \"Đọc \\\"x\\\"\")",
        "<p>a <a href=\"/x.html#y\" title=\"Đọc “x”\">b</a></p>\n",
    );
    is(
        "<https://a.vn> [b](/b%20c)",
        "<p><a href=\"https://a.vn\" class=\"external\" rel=\"external noopener\">https://a.vn</a> <a href=\"/b%20c\">b</a></p>\n",
    );
    is(
        "<a@b.vn> [x](javascript:alert%281%29)",
        "<p><a href=\"mailto:a@b.vn\">a@b.vn</a> x</p>\n",
    );
    is(
        "[x][đ]\n\n[Đ]: /a?b&amp;c",
        "<p><a href=\"/a?b&amp;c\">x</a></p>\n",
    );
}

#[test]
fn a_picture_larger_than_its_column_leads_to_itself_unless_it_leads_elsewhere() {
    let picture = "<img src=\"/anh/ban-do.jpg\" alt=\"Bản đồ\" width=\"1600\" loading=\"lazy\" decoding=\"async\">";
    is(
        "![Bản đồ](ban-do.jpg)",
        &format!("<figure class=\"figure\"><a href=\"/anh/ban-do.jpg\">{picture}</a></figure>\n"),
    );
    is(
        "[![Bản đồ](ban-do.jpg)](@/b.md)",
        &format!("<figure class=\"figure\"><a href=\"/b.html\">{picture}</a></figure>\n"),
    );
    is(
        "Xem ![Bản đồ](ban-do.jpg)",
        &format!("<p>Xem {picture}</p>\n"),
    );
}

#[test]
fn pictures_alone_become_figures() {
    is(
        "![Cầu](a.jpg \"Cầu *mới*\")",
        "<figure class=\"figure\"><img src=\"/anh/a.jpg\" alt=\"Cầu\" width=\"640\" loading=\"lazy\" decoding=\"async\">\
         <figcaption>Cầu *mới*</figcaption></figure>\n",
    );
    is(
        "[![Cầu](a.jpg)](/b)",
        "<figure class=\"figure\"><a href=\"/b\"><img src=\"/anh/a.jpg\" alt=\"Cầu\" width=\"640\" loading=\"lazy\" \
         decoding=\"async\"></a></figure>\n",
    );
    is(
        "Xem ![Cầu](a.jpg \"x\") này",
        "<p>Xem <img src=\"/anh/a.jpg\" alt=\"Cầu\" width=\"640\" loading=\"lazy\" decoding=\"async\" title=\"x\"> này</p>\n",
    );
    is("![Cầu \"mới\"](mat.jpg)", "<p>Cầu “mới”</p>\n");
}

#[test]
fn tables_scroll_and_have_headers() {
    is(
        "| A | B | |\n|:-:|---|--:|\n| 1 | `a\\|b` | *x*\n",
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng\">\n<table>\n<thead>\n<tr>\n\
         <th scope=\"col\" class=\"align-center\">A</th>\n<th scope=\"col\">B</th>\n<td class=\"align-right\"></td>\n</tr>\n\
         </thead>\n<tbody>\n<tr>\n<td class=\"align-center\">1</td>\n<td><code>a|b</code></td>\n\
         <td class=\"align-right\"><em>x</em></td>\n</tr>\n</tbody>\n</table>\n</div>\n",
    );
}

#[test]
fn lists_and_tasks() {
    is(
        "- [x] một\n- [ ] hai\n",
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Đã xong\"> một</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"Chưa xong\"> hai</li>\n</ul>\n",
    );
    is(
        "3. a\n\n4. b\n   - c\n",
        "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n",
    );
}

#[test]
fn code_is_left_alone() {
    is(
        "```rust\n::: hop \"--\"\n:::\n```\n",
        "<pre tabindex=\"0\"><code>::: hop &quot;--&quot;\n:::\n</code></pre>\n",
    );
    is(
        "    ::: hop\n",
        "<pre tabindex=\"0\"><code>::: hop\n</code></pre>\n",
    );
    is(
        "`a -- \"b\"...`",
        "<p><code>a -- &quot;b&quot;...</code></p>\n",
    );
}

#[test]
fn punctuation_is_printed() {
    is(
        "\"*Xin* chào\" -- ông nói...",
        "<p>“<em>Xin</em> chào” – ông nói…</p>\n",
    );
    is(
        "*\"A\"* H'Mông \\\"x\\\" &quot;y&quot;",
        "<p><em>“A”</em> H&#39;Mông &quot;x&quot; &quot;y&quot;</p>\n",
    );
    is("**\"a\"**\n\"b\"", "<p><strong>“a”</strong>\n“b”</p>\n");
}

#[test]
fn entities_end_up_composed() {
    is("e&#x302;&#x323;", "<p>ệ</p>\n");
    is("*a*&#x338;", "<p><em>a</em></p>\n");
}

#[test]
fn notes_are_numbered_as_they_are_met() {
    is(
        "a[^b] c[^a] d[^b]\n\n[^a]: Một.\n\n[^b]: Hai[^a]\n\n[^c]: Ba.\n",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"Chú thích 1\">1</a></sup> \
         c<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\" aria-label=\"Chú thích 2\">2</a></sup> \
         d<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\" aria-label=\"Chú thích 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n<li id=\"fn-1\">\n\
         <p>Hai<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2-2\" role=\"doc-noteref\" aria-label=\"Chú thích 2\">2</a></sup> \
         <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ đánh dấu chú thích 1\">↩</a> \
         <a href=\"#fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ đánh dấu chú thích 1 (2)\">↩</a></p>\n\
         </li>\n<li id=\"fn-2\">\n<p>Một. \
         <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ đánh dấu chú thích 2\">↩</a> \
         <a href=\"#fnref-2-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ đánh dấu chú thích 2 (2)\">↩</a></p>\n\
         </li>\n</ol>\n</section>\n",
    );
    is(
        "<a href=/b>a[^1]</a>\n\n[^1]: x\n",
        "<p><a href=\"/b\">a<sup class=\"footnote-ref\">1</sup></a></p>\n\
        <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Chú thích\">\n<ol>\n<li id=\"fn-1\">\n<p>x</p>\n</li>\n</ol>\n</section>\n",
    );
}

#[test]
fn usual_html_stays() {
    is(
        "H<sub>2</sub>O <abbr title=\"Uỷ ban\">UB</abbr> <span lang=\"en\">x</span>",
        "<p>H<sub>2</sub>O <abbr title=\"Uỷ ban\">UB</abbr> <span lang=\"en\">x</span></p>\n",
    );
    is(
        "<details>\n<summary>A &amp; b</summary>\n\n**c**\n\n</details>\n",
        "<details>\n<summary>A &amp; b</summary>\n<p><strong>c</strong></p>\n</details>\n",
    );
    is(
        "<ul>\n<li>a\n<li>b\n</ul>\n",
        "<ul>\n<li>a\n</li><li>b\n</li></ul>\n",
    );
    is(
        "<table>\n<tr><th colspan=\"2\">a\n<tr><td>b<td>c\n</table>\n",
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng\"><table>\n<tbody><tr><th colspan=\"2\">a\n</th></tr>\
         <tr><td>b</td><td>c\n</td></tr></tbody></table></div>\n",
    );
}

#[test]
fn raw_links_and_pictures_are_asked_for() {
    is(
        "<a href=\"@/x.md\" target=_blank>x</a> <a href='@/an.md'>y</a>",
        "<p><a href=\"/x.html\">x</a> y</p>\n",
    );
    is(
        "<img src=a.jpg alt=\"A\" onerror=x style=\"width:1px\"> <img src=mat.jpg alt=B>",
        "<p><img src=\"/anh/a.jpg\" alt=\"A\" width=\"640\" loading=\"lazy\" decoding=\"async\"> B</p>\n",
    );
}

#[test]
fn a_raw_link_that_can_hold_nothing_shows_its_address() {
    is(
        "<a href=\"@/x.md\">\n<div>a</div>\n</a>\n",
        "<a href=\"/x.html\">\n/x.html</a><div>a</div>\n",
    );
    is(
        "<a href=\"https://nason.example/?a=1&b=2\">\n\n*a*\n\n</a>\n",
        "<a href=\"https://nason.example/?a=1&amp;b=2\" class=\"external\" rel=\"external noopener\">\n\
         https://nason.example/?a=1&amp;b=2</a>\n<p><em>a</em></p>\n",
    );
    is(
        "a<a href=\"@/x.md\"> </a>",
        "<p>a<a href=\"/x.html\"> /x.html</a></p>\n",
    );
}

#[test]
fn a_link_has_a_name() {
    is(
        "a [![](a.jpg)](@/x.md)",
        "<p>a <a href=\"/x.html\" aria-label=\"/x.html\"><img src=\"/anh/a.jpg\" alt=\"\" width=\"640\" loading=\"lazy\" decoding=\"async\"></a></p>\n",
    );
    is(
        "a <a href=\"@/x.md\"><img src=\"a.jpg\" alt=\"\"></a>",
        "<p>a <a href=\"/x.html\" aria-label=\"/x.html\"><img src=\"/anh/a.jpg\" alt=\"\" width=\"640\" loading=\"lazy\" decoding=\"async\"></a></p>\n",
    );
    is(
        "a <a href=\"@/x.md\"><img src=\"a.jpg\" alt=\"Cầu\"></a>",
        "<p>a <a href=\"/x.html\"><img src=\"/anh/a.jpg\" alt=\"Cầu\" width=\"640\" loading=\"lazy\" decoding=\"async\"></a></p>\n",
    );
    is("[ ](@/x.md)", "<p><a href=\"/x.html\"> /x.html</a></p>\n");
    is(
        "[![](a.jpg)](@/x.md)",
        "<figure class=\"figure\"><a href=\"/x.html\" aria-label=\"/x.html\"><img src=\"/anh/a.jpg\" alt=\"\" width=\"640\" \
         loading=\"lazy\" decoding=\"async\"></a></figure>\n",
    );
}

#[test]
fn what_has_no_words_is_no_heading() {
    is("## <b></b>\n\na\n", "<p><b></b></p>\n<p>a</p>\n");
    is(
        "## ![Cầu](a.jpg)\n",
        "<h2 id=\"cau\"><img src=\"/anh/a.jpg\" alt=\"Cầu\" width=\"640\" loading=\"lazy\" decoding=\"async\"></h2>\n",
    );
    is(
        "## ![](a.jpg)\n",
        "<p><img src=\"/anh/a.jpg\" alt=\"\" width=\"640\" loading=\"lazy\" decoding=\"async\"></p>\n",
    );
}

#[test]
fn words_of_blocks_that_go_stay_apart() {
    is(
        "<dl><dt>Địa chỉ</dt><dd>Số 1</dd></dl>\n",
        "Địa chỉ Số 1 \n",
    );
    is(
        "<center>Giữa</center><center>Dòng</center>\n",
        "Giữa Dòng \n",
    );
    is("chữ<font>nghiêng</font>", "<p>chữnghiêng</p>\n");
}

#[test]
fn harmful_html_goes() {
    is("a <script>alert(1)</script> b", "<p>a  b</p>\n");
    is("<script>\nalert(1)\n</script>\n\nb", "<p>b</p>\n");
    is(
        "<p onclick=\"x\" style=\"y\" class=\"z\" id=\"main\">a</p>\n",
        "<p>a</p>\n",
    );
    is("<svg>\n\n<b>x</b>\n\n</svg>\n\nb", "<p>b</p>\n");
    is("<a href=\"java&#10;script:x\">y</a>", "<p>y</p>\n");
    is("<iframe src=\"https://evil.com/\"></iframe>\n", "");
    is(
        "<iframe src=\"https://www.youtube.com/embed/abcdefghijk\" onload=x>y</iframe>\n",
        "<iframe src=\"https://www.youtube-nocookie.com/embed/abcdefghijk\" title=\"Nội dung nhúng\" loading=\"lazy\" allowfullscreen=\"\"></iframe>\n",
    );
}

#[test]
fn unbalanced_html_stays_in_its_block() {
    is(
        "a <b>b *c</b>*\n\nd",
        "<p>a <b>b <em>c</em></b></p>\n<p>d</p>\n",
    );
    is(
        "- <div>\n\n  a\n- b\n\n</div>\n\nc",
        "<ul>\n<li>\n<div>\n<p>a</p>\n</div></li>\n<li>\n<p>b</p>\n</li>\n</ul>\n<p>c</p>\n",
    );
    is("<p>\n\na\n\n</p>\n", "<p>\n</p>\n<p>a</p>\n");
    is(
        "<table>\n\na\n\n<td>b\n",
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng\"><table>\n</table></div>\n<p>a</p>\nb\n",
    );
    is(
        "<div>\n\n::: hop \"T\"\n</div></aside>\n\na\n:::\n</div>\n",
        "<div>\n<aside class=\"box\" aria-labelledby=\"box-1\">\n<p class=\"box-title\" id=\"box-1\">T</p>\n<p>a</p>\n</aside>\n</div>\n",
    );
    is(
        "<details>a</details>\n",
        "<details><summary>Xem thêm</summary>a</details>\n",
    );
    is("<textarea>\n\na *b*", "\n\na *b*");
    is(
        "x <a href=\"/b\" title=\"c",
        "<p>x &lt;a href=“/b” title=“c</p>\n",
    );
}
