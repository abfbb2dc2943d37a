//! One body to HTML, and what is worth knowing about it. Links and pictures are asked for, never looked up.
//!
//! The way of a body: `mask` hides directive lines from the parser, `document` and `build` make a tree of the parser's
//! events, `writer` writes the tree. [`facts`] and [`html`] go the same way: what the one tells, the other shows. Raw HTML
//! is taken apart (`raw`), measured by a table (`allowed`), kept well nested (`nest`) and locked up (`lock`).

mod address;
mod allowed;
mod build;
mod destination;
pub mod directive;
mod directive_line;
mod document;
mod embed;
mod inline;
mod lock;
mod mask;
mod media;
mod nest;
mod notes;
mod outline;
mod pictures;
mod plain;
mod raw;
mod raw_scanner;
mod raw_writer;
mod report;
mod slips;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Checked;
use crate::text::{Digest, Language, Packed, Source, normal, syllable};
pub use embed::frame_hosts;
use report::Report;
use writer::Writer;

/// What the reading of a body depends on besides its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of its readers.
    pub language: Language,
    /// Hosts whose pages may be framed (REQ-Z4).
    pub embed_hosts: Vec<String>,
}

/// What is known of a body without writing it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its headings, in order.
    pub headings: Packed<Vec<Heading>>,
    /// Its links, in order; without those of unsafe schemes.
    pub links: Packed<Vec<Use>>,
    /// Its pictures, in order.
    pub pictures: Packed<Vec<Use>>,
    /// The films, recordings, captions and attachments of its directives, in order; without framed films.
    pub files: Packed<Vec<Use>>,
    /// How many syllables (tiếng) it has.
    pub syllables: usize,
    /// The plain text of its first paragraph that is more than a picture; empty when there is none.
    pub lead: String,
    /// Digest of [`plain`].
    pub text: Digest,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Unique in the body.
    pub id: String,
    /// Its plain text.
    pub title: String,
}

/// Something that a body uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// As written, escapes and entities decoded.
    pub target: String,
    /// Its bytes in the source; those of the whole link when they cannot be told.
    pub range: Range<usize>,
}

/// The same, with its text where it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Used<'a> {
    /// As written, escapes and entities decoded.
    pub target: &'a str,
    /// Its bytes in the source.
    pub range: Range<usize>,
}

impl Packed<Vec<Use>> {
    /// Each of them, without a copy of its text: an archive has hundreds of thousands.
    #[must_use]
    pub fn uses(&self) -> Vec<Used<'_>> {
        self.open_as()
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// To this address.
    Url(String),
    /// Nowhere that readers may go: its text stays as plain text.
    Hidden,
}

/// A picture that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Its address.
    pub url: String,
    /// In pixels; 0 when unknown.
    pub width: u32,
    /// In pixels; 0 when unknown.
    pub height: u32,
    /// Lighter files of it, best first.
    pub sources: Vec<PictureSource>,
    /// Classes of the colour that stands in for it until it has come; may be empty.
    pub tone: String,
    /// Who took it, as its file says; may be empty.
    pub credit: String,
}

/// Files of one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureSource {
    /// For `type`.
    pub media_type: &'static str,
    /// For `srcset`.
    pub srcset: String,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Its address.
    pub url: String,
    /// As readers know it: `PDF`.
    pub format: String,
    /// As readers know it: `1,2 MB`.
    pub size: String,
    /// As browsers know it: `application/pdf`.
    pub media_type: String,
}

/// Who knows where links, pictures and files are. Asked with targets as they are written.
pub trait Resolve {
    /// Where a link leads.
    fn link(&self, target: &str) -> Resolved;
    /// A picture; none when it does not exist.
    fn picture(&self, target: &str) -> Option<PictureFile>;
    /// A film, a recording, captions, an attachment; none when it does not exist.
    fn file(&self, target: &str) -> Option<MediaFile>;
}

/// What there is to know of the bytes `body` of a source, and all that is wrong with them.
///
/// Whether links lead anywhere is not judged here: that is asked about [`Facts::links`].
#[must_use]
pub fn facts(source: &Source, body: Range<usize>, options: &Options) -> Checked<Facts> {
    let mut report = Report::new(source);
    let (text, offset) = slice(source, body);
    let masked = mask::mask(text);
    let document = document::read(&masked, offset, &mut report);
    let outline = outline::of(&document, &mut report);
    let mut writer = Writer::new(source, options, &document, &outline, &Anywhere, report);
    writer.is_read = false;
    writer.body();
    let (uses, report) = (writer.uses, writer.report);
    let plain = plain::text(&document);
    let facts = Facts {
        headings: Packed::new(&outline.headings),
        links: Packed::new(&uses.links),
        pictures: Packed::new(&uses.pictures),
        files: Packed::new(&uses.files),
        syllables: syllable::count(&plain),
        lead: plain::lead(&document),
        text: Digest::of(plain.as_bytes()),
    };
    Checked::new(facts, report.finish())
}

/// The bytes `body` of a source as HTML, safe and well nested, for `<div class="article-body">`.
///
/// Empty when the body cannot be read; [`facts`] tells why.
#[must_use]
pub fn html(
    source: &Source,
    body: Range<usize>,
    options: &Options,
    resolve: &dyn Resolve,
) -> String {
    let mut report = Report::silent(source);
    let (text, offset) = slice(source, body);
    let masked = mask::mask(text);
    let document = document::read(&masked, offset, &mut report);
    let outline = outline::of(&document, &mut report);
    let mut writer = Writer::new(source, options, &document, &outline, resolve, report);
    writer.out.reserve(text.len() * 5 / 4);
    writer.body();
    let html = if writer.has_raw {
        lock::sanitize(&writer.out, &options.embed_hosts)
    } else {
        writer.out
    };
    // A tag that was taken out may have parted a letter from its mark.
    match normal::repair(&html) {
        Cow::Borrowed(_) => html,
        Cow::Owned(repaired) => repaired,
    }
}

/// The bytes `body` of a source as text for search, paragraphs separated by `\n`.
#[must_use]
pub fn plain(source: &Source, body: Range<usize>) -> String {
    let (text, offset) = slice(source, body);
    let masked = mask::mask(text);
    let document = document::read(&masked, offset, &mut Report::silent(source));
    plain::text(&document)
}

/// `CommonMark` as its specification writes it, without anything of ours. Not for untrusted text.
#[must_use]
pub fn commonmark(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
    html
}

/// The text of a range, and where it really begins; empty when the range is none of the source.
fn slice(source: &Source, body: Range<usize>) -> (&str, usize) {
    (
        source.text.get(body.clone()).unwrap_or_default(),
        body.start.min(source.text.len()),
    )
}

/// Facts do not depend on what there is: every link leads somewhere, and pictures are not looked at.
struct Anywhere;

impl Resolve for Anywhere {
    fn link(&self, _: &str) -> Resolved {
        Resolved::Url("#".to_owned())
    }

    fn picture(&self, _: &str) -> Option<PictureFile> {
        None
    }

    fn file(&self, _: &str) -> Option<MediaFile> {
        None
    }
}
