//! Pictures: in a line of text, alone, in a link.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::Tag;

use super::directive::Value;
use super::document::{Kind, Node};
use super::writer::Writer;
use super::{MediaFile, PictureFile, Use, address};
use crate::text::credit;

/// How wide a picture is shown, for `sizes`: as the column of text, which the theme `cong` makes 44 letters wide.
const COLUMN: &str = "(min-width: 48em) 44em, 100vw";
/// As a tile of a gallery.
const TILE: &str = "(min-width: 30em) 16em, 100vw";

/// Pixels across from which on a picture is worth being seen without the text: half as many again as the column has.
const LARGE: u32 = 1000;

/// A picture and what is said about it.
#[derive(Default)]
pub struct Picture {
    /// Its file; none when it was not found.
    pub file: Option<PictureFile>,
    /// What it shows; empty when it only decorates.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// The link around a picture.
#[derive(Clone)]
pub struct Opening {
    /// Its tag up to before the `>`.
    tag: String,
    /// What it is called when the picture has no words.
    name: String,
}

/// Pictures.
impl<'a> Writer<'a> {
    /// Asks for a picture and notes that it was asked for.
    pub fn ask_picture(&mut self, target: &str, range: Range<usize>) -> Option<PictureFile> {
        self.uses.pictures.push(Use {
            target: target.to_owned(),
            range,
        });
        self.resolve
            .picture(target)
            .filter(|file| address::is_usable(&file.url))
    }

    /// Asks for a file and notes that it was asked for.
    pub fn ask_file(&mut self, value: &Value) -> Option<MediaFile> {
        self.uses.files.push(Use {
            target: value.text.clone(),
            range: value.range.clone(),
        });
        self.resolve
            .file(&value.text)
            .filter(|file| address::is_usable(&file.url))
    }

    /// A picture in a line of text; its words when there is no picture.
    pub fn picture(&mut self, picture: &Picture) {
        let Some(file) = &picture.file else {
            return self.text(&picture.alt);
        };
        self.img(file, &picture.alt, &picture.caption, COLUMN);
    }

    /// A paragraph of pictures becomes figures.
    pub fn pictures(&mut self, paragraph: &'a Node<'a>) {
        for node in &paragraph.children {
            match &node.kind {
                Kind::Tag(Tag::Image { .. }) => {
                    let picture = self.markdown_picture(node);
                    self.figure(&picture, None);
                }
                Kind::Tag(tag @ Tag::Link { .. }) => {
                    let mut begun = None;
                    let tag = self.apart(|writer| begun = writer.begin_link(tag, node));
                    let link = begun.map(|(name, _)| Opening { tag, name });
                    for picture in &node.children {
                        let picture = self.markdown_picture(picture);
                        self.figure(&picture, link.as_ref());
                    }
                }
                _ => {}
            }
        }
    }

    /// A picture with what stands below it, perhaps in a link. One that has more to show than there is room for leads to
    /// itself.
    pub fn figure(&mut self, picture: &Picture, link: Option<&Opening>) {
        self.line();
        let Some(file) = &picture.file else {
            if !picture.alt.is_empty() {
                self.out.push_str("<p>");
                self.text(&picture.alt);
                self.out.push_str("</p>\n");
            }
            return;
        };
        let is_tall = file.height > file.width;
        self.out.push_str("<figure class=\"figure");
        self.out.push_str(if is_tall { " tall\">" } else { "\">" });
        let is_larger = (self.in_gallery || file.width >= LARGE) && !self.is_in_link();
        let itself = || Opening {
            tag: format!("<a href=\"{}\"", address::attribute(&file.url)),
            name: self.words.full_picture.to_owned(),
        };
        let link = link.cloned().or_else(|| is_larger.then(itself));
        if let Some(link) = &link {
            self.out.push_str(&link.tag);
            if picture.alt.is_empty() {
                self.attribute("aria-label", &link.name);
            }
            self.out.push('>');
        }
        let sizes = if self.in_gallery { TILE } else { COLUMN };
        self.img(file, &picture.alt, "", sizes);
        if link.is_some() {
            self.out.push_str("</a>");
        }
        let credit = credit::shown(&picture.credit, &file.credit);
        self.caption(&picture.caption, credit);
        self.out.push_str("</figure>\n");
    }

    /// The lighter files that stand before an `img`, and whether there are any.
    fn sources(&mut self, file: &PictureFile, sizes: &str) -> bool {
        if file.sources.is_empty() {
            return false;
        }
        self.out.push_str("<picture>");
        for source in &file.sources {
            let _ = write!(self.out, "<source type=\"{}\"", source.media_type);
            self.attribute("srcset", &source.srcset);
            self.attribute("sizes", sizes);
            self.out.push('>');
        }
        true
    }

    /// An `img` with its lighter files.
    fn img(&mut self, file: &PictureFile, alt: &str, title: &str, sizes: &str) {
        let has_sources = self.sources(file, sizes);
        let _ = write!(self.out, "<img src=\"{}\"", address::attribute(&file.url));
        self.attribute("alt", alt);
        if !file.tone.is_empty() {
            self.attribute("class", &file.tone);
        }
        for (name, size) in [("width", file.width), ("height", file.height)] {
            if size > 0 {
                let _ = write!(self.out, " {name}=\"{size}\"");
            }
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\"");
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out
            .push_str(if has_sources { "></picture>" } else { ">" });
    }

    pub fn caption(&mut self, caption: &str, credit: &str) {
        if caption.is_empty() && credit.is_empty() {
            return;
        }
        self.out.push_str("<figcaption>");
        self.text(caption);
        if !credit.is_empty() {
            self.out.push_str(if caption.is_empty() { "" } else { " " });
            let _ = write!(self.out, "<span class=\"credit\">{} ", self.words.credit);
            self.text(credit);
            self.out.push_str("</span>");
        }
        self.out.push_str("</figcaption>");
    }
}
