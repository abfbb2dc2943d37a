//! Tags of `<head>`, safe, one a line.

use super::plain;
use crate::text::escape;

/// Tags so far. Texts are escaped for where they stand.
#[derive(Default)]
pub struct Tags(String);

impl Tags {
    /// `<meta name="…" content="…">`; nothing without content.
    pub fn name(&mut self, name: &str, content: &str) {
        self.meta("name", name, content);
    }

    /// `<meta property="…" content="…">`; nothing without content.
    pub fn property(&mut self, property: &str, content: &str) {
        self.meta("property", property, content);
    }

    /// `<link …>`.
    pub fn link(&mut self, attributes: &[(&str, &str)]) {
        self.tag("link", attributes);
    }

    /// `<script type="application/ld+json">…</script>`
    pub fn json_ld(&mut self, json: &serde_json::Value) {
        let json = escape::json_in_script(json);
        self.0.push_str(&format!(
            "<script type=\"application/ld+json\">{json}</script>\n"
        ));
    }

    /// All of them.
    pub fn into_html(self) -> String {
        self.0
    }

    fn meta(&mut self, key: &str, name: &str, content: &str) {
        if !content.is_empty() {
            self.tag("meta", &[(key, name), ("content", content)]);
        }
    }

    fn tag(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0
                .push_str(&format!(" {name}=\"{}\"", plain::html(value)));
        }
        self.0.push_str(">\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_attribute() {
        let mut tags = Tags::default();
        tags.name("description", "\"><script>alert('1')</script>\u{7} &amp;");
        tags.name("author", "");
        assert_eq!(
            tags.into_html(),
            "<meta name=\"description\" content=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp;amp;\">\n"
        );
    }

    #[test]
    fn no_text_leaves_its_script() {
        let mut tags = Tags::default();
        tags.json_ld(&serde_json::json!("</script><!--&\u{2028}\"\u{1}"));
        assert_eq!(
            tags.into_html(),
            concat!(
                r#"<script type="application/ld+json">"#,
                r#""\u003c/script\u003e\u003c!--\u0026\u2028\"\u0001""#,
                "</script>\n"
            )
        );
    }
}
