//! Directives as HTML.

use super::*;

#[test]
fn a_figure() {
    is(
        "::: anh src=\"a.jpg\" alt=\"Cầu\" caption=\"Cầu \"mới\"\" credit=\"H'Hen\"\n:::\n",
        "",
    );
}

#[test]
fn every_example_of_the_table_is_right() {
    for shape in &directive::SHAPES {
        let text = format!("{}\n\n![a](b.jpg)\n\n:::\n", shape.example);
        let text = if shape.content == directive::Content::Nothing { format!("{}\n:::\n", shape.example) } else { text };
        let findings = known(&text).findings;
        assert!(findings.is_empty(), "{text}{findings:?}");
        let english = text.replacen(shape.vi, shape.en, 1);
        assert!(known(&english).findings.is_empty(), "{english}");
    }
}
