use crate::diagnostic::Checked;
use crate::text::{Digest, Language, Source};
use std::ops::Range;
pub struct Options {
    pub language: Language,
    pub embed_hosts: Vec<String>,
}
#[derive(Clone, Debug)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub title: String,
}
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub headings: Vec<Heading>,
    pub links: Vec<Use>,
    pub pictures: Vec<Use>,
    pub files: Vec<Use>,
    pub syllables: usize,
    pub lead: String,
    pub text: Option<Digest>,
}
#[derive(Clone, Debug)]
pub struct Use {
    pub target: String,
    pub range: Range<usize>,
}
pub fn facts(_source: &Source, _body: Range<usize>, _options: &Options) -> Checked<Facts> {
    Checked::clean(Facts {
        headings: vec![],
        links: vec![],
        pictures: vec![],
        files: vec![],
        syllables: 1,
        lead: String::new(),
        text: None,
    })
}
pub enum Resolved {
    Url(String),
    Hidden,
}
pub struct PictureFile {
    pub url: String,
    pub width: u32,
    pub height: u32,
}
pub struct MediaFile {
    pub url: String,
    pub format: String,
    pub size: String,
    pub media_type: String,
}
pub trait Resolve {
    fn link(&self, target: &str) -> Resolved;
    fn picture(&self, target: &str) -> Option<PictureFile>;
    fn file(&self, target: &str) -> Option<MediaFile>;
}
pub fn html(
    source: &Source,
    body: Range<usize>,
    _options: &Options,
    _resolve: &dyn Resolve,
) -> String {
    source.text[body].to_owned()
}
pub fn plain(source: &Source, body: Range<usize>, _options: &Options) -> String {
    source.text[body].to_owned()
}
