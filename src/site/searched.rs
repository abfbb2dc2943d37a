//! What of an article can be searched.

use std::borrow::Cow;

use ecow::EcoString;

use crate::content::Article;
use crate::markdown::Facts;
use crate::memo::digest;
use crate::text::{Digest, Language, syllable};

/// Syllables of a first paragraph that stand for a sapo.
const SUMMARY: usize = 45;

/// The sapo, or the beginning of the first paragraph.
#[must_use]
pub fn summary<'a>(summary: &'a str, lead: &str) -> Cow<'a, str> {
    if summary.is_empty() {
        syllable::cut(lead, SUMMARY).into()
    } else {
        summary.into()
    }
}

/// What of an article can be searched, but for its body.
pub struct Text<'a> {
    /// Its headline.
    pub title: &'a str,
    /// Tags, places, series, people, authors.
    pub names: Vec<&'a str>,
    /// Its sapo.
    pub summary: Cow<'a, str>,
    /// What the page shows besides: the record of its kind, captions, corrections, files.
    pub more: Vec<&'a str>,
}

impl<'a> Text<'a> {
    /// What of an article can be searched.
    #[must_use]
    pub fn of(article: &'a Article, facts: &Facts) -> Self {
        let person = article
            .person
            .iter()
            .flat_map(|person| [&person.name, &person.place]);
        let words = article
            .tags
            .iter()
            .chain(&article.places)
            .chain(&article.series);
        let names = words.map(|(word, _)| word).chain(person);
        let names = names.chain(article.bylines.iter().map(|byline| &byline.name));
        let mut more = vec![article.dateline.as_str()];
        strings(&article.record, &mut more);
        more.extend(
            article
                .cover
                .iter()
                .flat_map(|cover| [&*cover.alt, &*cover.caption]),
        );
        let corrections = article.corrections.iter();
        more.extend(corrections.flat_map(|one| [&*one.text, &*one.wrong, &*one.right]));
        more.extend(
            article
                .attachments
                .iter()
                .map(|attachment| attachment.title.as_str()),
        );
        Self {
            title: &article.title,
            names: names.map(EcoString::as_str).collect(),
            summary: summary(&article.summary, &facts.lead),
            more,
        }
    }
}

/// Digests of all that search knows of an article: of what stands above its body, and of its body with what stands below. Made
/// once, when it is read.
pub fn digests(article: &Article, facts: &Facts, language: Language) -> [Digest; 2] {
    let text = Text::of(article, facts);
    let context = (language, article.kind.name);
    let head = digest(&(context, &text.title, &text.names, &text.summary));
    let body = digest(&(context, &text.more, facts.text));
    [head, body]
}

/// The texts in a record.
fn strings<'a>(record: &'a serde_json::Value, texts: &mut Vec<&'a str>) {
    match record {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, texts)),
        serde_json::Value::Object(fields) => {
            // The file of a picture is no text, and moments are shown in another form.
            let shown = fields
                .iter()
                .filter(|(key, _)| !["src", "moment", "portrait"].contains(&key.as_str()));
            shown.for_each(|(_, value)| strings(value, texts));
        }
        _ => {}
    }
}
