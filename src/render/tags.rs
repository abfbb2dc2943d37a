//! Tags of `<head>`, safe, one a line.

use super::plain;

/// Tags so far. Texts are escaped for where they stand.
pub struct Tags(String);

impl Default for Tags {
    fn default() -> Self {
        Self(String::with_capacity(8192))
    }
}

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
    pub fn json_ld(&mut self, json: &str) {
        let opening = "<script type=\"application/ld+json\">";
        self.0.extend([opening, json, "</script>\n"]);
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
            self.0.extend([" ", name, "=\""]);
            plain::push_html(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push_str(">\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::escape;

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
        let mut json = String::new();
        escape::push_json("</script><!--&\u{2028}\"\u{1}", &mut json);
        let mut tags = Tags::default();
        tags.json_ld(&json);
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
