//! What is told about a body, and where.

use super::*;

/// Each finding as `CODE "marked text" message`, with the first words of the message that matter.
fn told(text: &str) -> Vec<String> {
    let findings = known(text).findings;
    let one = |finding: &crate::diagnostic::Finding| {
        let place = finding.place.clone().expect("every finding has a place");
        let marked: String = place
            .excerpt
            .chars()
            .skip(place.mark)
            .take(place.width)
            .collect();
        format!(
            "{} {}:{} `{marked}` {}",
            finding.rule.code,
            place.line,
            place.column,
            finding.message(Language::En)
        )
    };
    findings.iter().map(one).collect()
}

fn tells(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn a_good_body_is_silent() {
    tells(
        "## A\n\n### B\n\n[a](/b)[^1] ![c](d.jpg) <b>e</b> <!-- f -->\n\n[^1]: g\n\n::: hop \"h\"\ni\n:::\n",
        &[],
    );
}

#[test]
fn headings() {
    tells(
        "# A\n\n#### B {#x}\n\n## C {#x}\n",
        &[
            "W-HEADING-ID 5:1 `## C {#x}` the heading id `x` is taken; it became `x-2`",
            "W-HEADING-ONE 1:1 `# A` the title is level 1; headings inside start at `##`",
            "W-HEADING-SKIP 3:1 `#### B {#x}` the headings jump from level 2 to level 4",
        ],
    );
    tells(
        "### A\n",
        &["W-HEADING-SKIP 1:1 `### A` the headings jump from level 1 to level 3"],
    );
}

#[test]
fn links_and_pictures() {
    tells(
        "đ [a](<javascript:b>) ![](c.jpg)\n\n[d]\n\n[d]: data:x\n",
        &[
            "E-LINK-SCHEME 1:8 `javascript:b` the link `javascript:b` is not safe",
            "W-ALT-MISSING 1:23 `![](c.jpg)` the picture has no alternative text",
            "E-LINK-SCHEME 5:6 `data:x` the link `data:x` is not safe",
        ],
    );
    tells(
        "::: anh src=a.jpg\n:::\n<img src=b.jpg>\n",
        &[
            "W-ALT-MISSING 1:1 `::: anh src=a.jpg` the picture has no alternative text",
            "W-ALT-MISSING 3:1 `<img src=b.jpg>` the picture has no alternative text",
        ],
    );
}

#[test]
fn notes() {
    tells(
        "đ [^x] ![^y] \\[^z]\n\n[^w]: a\n",
        &[
            "W-FOOTNOTE-MISSING 1:3 `[^x]` the footnote `[^x]` has no text",
            "W-FOOTNOTE-MISSING 1:9 `[^y]` the footnote `[^y]` has no text",
            "W-FOOTNOTE-UNUSED 3:1 `[^w]: a` no mark leads to the footnote `[^w]`; it is not shown",
        ],
    );
}

#[test]
fn removed_html() {
    tells(
        "> <font\n> color=red>a</font> <b onclick=\"x\">c</b></i>\n\n<script>\nx\n</script>\n",
        &[
            "W-HTML-REMOVED 1:3 `<font` the HTML `<font>` is not allowed; removed",
            "W-HTML-REMOVED 2:25 `onclick=\"x\"` the HTML `onclick` is not allowed; removed",
            "W-HTML-REMOVED 2:42 `</i>` the HTML `</i>` is not allowed; removed",
            "W-HTML-REMOVED 4:1 `<script>` the HTML `<script>` is not allowed; removed",
        ],
    );
    tells(
        "<iframe src=\"https://a.vn/x\"></iframe>\n",
        &["E-EMBED-HOST 1:14 `https://a.vn/x` embedding from `a.vn` is not allowed"],
    );
}

#[test]
fn directives() {
    tells(
        "::: hợp \"a\"\nb\n:::\n:::\n",
        &[
            "E-DIRECTIVE-UNKNOWN 1:5 `hợp` there is no block `hợp`",
            "E-DIRECTIVE-CLOSE 4:1 `:::` this `:::` closes nothing",
        ],
    );
    assert_eq!(
        known("::: hợp\n:::\n").findings[0].suggestion.as_deref(),
        Some("hop")
    );
    tells(
        "- x\n\n  ::: hop\n  a\n\n::: trich \"b\n",
        &[
            "E-DIRECTIVE-OPEN 3:3 `::: hop` the block `hop` is not closed",
            "E-DIRECTIVE-ATTRIBUTE 6:11 `\"b` block `trich`: a quote is not closed",
            "E-DIRECTIVE-OPEN 6:1 `::: trich \"b` the block `trich` is not closed",
        ],
    );
    tells(
        "::: video src=\"https://vimeo.com/1\" titel=\"x\" alt\nc\n:::\n",
        &[
            "E-DIRECTIVE-ATTRIBUTE 1:37 `titel` block `video`: there is no attribute `titel`",
            "E-DIRECTIVE-ATTRIBUTE 1:47 `alt` block `video`: there is no attribute `alt`",
            "E-DIRECTIVE-ATTRIBUTE 1:1 `::: video src=\"https://vimeo.com/1\" titel=\"x\" alt` block `video`: `title` is missing",
            "E-DIRECTIVE-ATTRIBUTE 2:1 `c` block `video`: it holds no content",
            "E-EMBED-HOST 1:16 `https://vimeo.com/1` embedding from `vimeo.com` is not allowed",
        ],
    );
    tells(
        "::: thu-vien\n![a](b.jpg)\n\nc\n\n::: hop\nd\n:::\n:::\n<div>\n::: hop\n</div>\n",
        &[
            "E-DIRECTIVE-ATTRIBUTE 6:1 `::: hop` block `hop`: it may not stand in a block `gallery`",
            "E-DIRECTIVE-ATTRIBUTE 4:1 `c` block `thu-vien`: it holds only pictures `![what it shows](file)`",
            "E-DIRECTIVE-ATTRIBUTE 11:1 `::: hop` block `hop`: this line stands inside HTML or is indented too far, so it is not understood",
        ],
    );
}

#[test]
fn too_much() {
    assert_eq!(
        told(&">".repeat(100))[0],
        "E-BODY 1:1 `>` the text cannot be processed: blocks lie too deep in each other"
    );
    assert!(told(&"a".repeat(2_000_001))[0].starts_with("E-BODY"));
    let boxes = "::: hop\n".repeat(100);
    assert!(told(&boxes)[0].starts_with("E-BODY"), "{:?}", told(&boxes));
    assert_eq!(written(&boxes), "");
}

#[test]
fn uses_are_exact() {
    let text = "[a](<b c> 'd') [e *f*][g] [h](i\\_j) <https://k.vn> ![l](m.jpg)\n\n[g]: n 'o'\n\n> <a\n> href=\"p&amp;q\">r</a>\n\n\
                ::: video src=\"s.mp4\" title=t poster=“u.jpg”\n:::\n";
    let facts = known(text).value;
    let shown = |uses: &[Use]| -> Vec<String> {
        uses.iter()
            .map(|used| format!("{} {}", used.target, &text[used.range.clone()]))
            .collect()
    };
    assert_eq!(
        shown(&facts.links.open()),
        [
            "b c b c",
            "n n",
            "i_j i\\_j",
            "https://k.vn https://k.vn",
            "p&q p&amp;q"
        ]
    );
    assert_eq!(
        shown(&facts.pictures.open()),
        ["m.jpg m.jpg", "u.jpg u.jpg"]
    );
    assert_eq!(shown(&facts.files.open()), ["s.mp4 s.mp4"]);
}
