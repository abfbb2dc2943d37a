//! An article, and what lists show of it.

use serde::Serialize;

use super::LinkView;

/// A moment in all the ways it is shown (REQ-A2, REQ-V10); times are Vietnam's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For `datetime`: RFC 3339, `2022-07-11T15:30:00+07:00`.
    pub iso: String,
    /// `Thứ Hai, 11/07/2022, 15:30 (GMT+7)`.
    pub line: String,
    /// `11/07/2022`.
    pub short: String,
    /// `ngày 11 tháng 7 năm 2022`.
    pub long: String,
}

/// A picture that is there, with its real size.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// Address.
    pub url: String,
    /// Address with scheme and host.
    pub permalink: String,
    /// Words for those who cannot see it; empty for decoration.
    pub alt: String,
    /// Width in pixels; 0 when unknown.
    pub width: u32,
    /// Height in pixels; 0 when unknown.
    pub height: u32,
    /// Caption; may be empty.
    pub caption: String,
    /// Credit, "Ảnh: …" without the word; may be empty (REQ-A6).
    pub credit: String,
    /// `image/jpeg` and so on.
    pub media_type: &'static str,
    /// Lighter files of it for `<source>`, best first; empty when `url` is all there is.
    pub sources: Vec<SourceView>,
    /// Classes of the colour that stands in for it until it has come: `tone r2 g3 b1`; may be empty.
    pub tone: String,
    /// Cut to 16:9 around its focal point; `null` when it is too small. Of lead pictures and portraits only, as all cuts.
    pub wide: Option<CutView>,
    /// Cut to 4:3.
    pub classic: Option<CutView>,
    /// Cut to 1:1.
    pub square: Option<CutView>,
    /// Cut to 1200×630, as JPEG; `null` when it is not larger.
    pub shared: Option<SharedView>,
}

/// Files of one format, for `<source>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// For `type`.
    pub media_type: &'static str,
    /// For `srcset`: addresses with their widths.
    pub srcset: String,
}

/// A picture cut to a shape. A browser that knows none of the formats shows the whole picture in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutView {
    /// Address of the widest one with scheme and host.
    pub permalink: String,
    /// Width of the widest one in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// For `<source>`, best first.
    pub sources: Vec<SourceView>,
}

/// A picture as it is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedView {
    /// Address with scheme and host.
    pub permalink: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `image/jpeg`.
    pub media_type: &'static str,
}

/// An article as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// Headline.
    pub title: String,
    /// Address.
    pub url: String,
    /// Canonical address.
    pub permalink: String,
    /// Sapo, as plain text.
    pub summary: String,
    /// When it was published; none on pages without a date.
    pub date: Option<DateView>,
    /// Its own category.
    pub category: Option<LinkView>,
    /// `article`, `profile`, …
    pub kind: String,
    /// Lead picture; a profile without one may still have a portrait.
    pub cover: Option<PictureView>,
    /// Authors' names joined; may be empty.
    pub authors: String,
    /// The person of a profile.
    pub person: Option<PersonCardView>,
    /// Minutes of reading, at least 1.
    pub reading_minutes: usize,
}

/// The person of a profile, as a card shows them.
#[derive(Clone, Debug, Serialize)]
pub struct PersonCardView {
    /// Name.
    pub name: String,
    /// Where they live; may be empty.
    pub place: String,
    /// The good deed in one line; may be empty.
    pub deed: String,
    /// Portrait, when they agreed to be shown.
    pub portrait: Option<PictureView>,
}

/// One article, profile or page.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// What lists show of it, title, date, cover and summary among it.
    pub card: CardView,
    /// The article as HTML; headings start at `h2`.
    pub body: String,
    /// Headings for a table of contents; empty when it is short or switched off.
    pub contents: Vec<HeadingView>,
    /// The sapo as its writer gave it; empty when the card's was taken from the first paragraph, which the body shows.
    pub sapo: String,
    /// `(Nà Sơn)`: the place before the sapo (REQ-A4); may be empty.
    pub dateline: String,
    /// When it was changed, if that was said; never before the date.
    pub updated: Option<DateView>,
    /// Who made it (REQ-A3), in order.
    pub bylines: Vec<BylineView>,
    /// Where it was taken from (REQ-A5); `url` may be empty.
    pub source: Option<LinkView>,
    /// Thẻ.
    pub tags: Vec<LinkView>,
    /// Địa bàn.
    pub places: Vec<LinkView>,
    /// Chuyên đề, with its other parts.
    pub series: Option<SeriesView>,
    /// Tệp đính kèm.
    pub attachments: Vec<AttachmentView>,
    /// Sound file of the article read aloud.
    pub listen: Option<String>,
    /// Đính chính, newest first, shown on top.
    pub corrections: Vec<CorrectionView>,
    /// Of a profile: older good deeds of its place, then of its field; in no other article.
    pub alike: Vec<AlikeView>,
    /// Older articles near to this one that are not among those.
    pub related: Vec<CardView>,
    /// The next older one of its category.
    pub older: Option<LinkView>,
    /// The next newer one of its category.
    pub newer: Option<LinkView>,
    /// Plain links to share it (REQ-A10).
    pub share: ShareView,
    /// The fields of its kind as written, by their English keys: `person.name`, `person.award.title`, …;
    /// dates are as in [`DateView`].
    pub record: serde_json::Value,
    /// The portrait of a profile, when there is one and the person agreed.
    pub portrait: Option<PictureView>,
    /// Syllables (tiếng) of the body.
    pub syllables: usize,
}

/// Good deeds that have something in common with one.
#[derive(Clone, Debug, Serialize)]
pub struct AlikeView {
    /// `place` or `field`.
    pub by: &'static str,
    /// Name of the place or the field.
    pub title: String,
    /// The place's page; `null` of a field.
    pub url: Option<String>,
    /// They, newest first.
    pub items: Vec<CardView>,
}

/// A heading of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingView {
    /// 2 to 6.
    pub level: u8,
    /// For `href="#…"`.
    pub id: String,
    /// Plain text.
    pub title: String,
}

/// Somebody who made the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BylineView {
    /// `tac-gia`, `bai-va-anh`, `anh`, `theo`, `thuc-hien`, `ctv`, `tong-hop`; the theme has a word for each (`role_tac_gia`).
    pub role: String,
    /// Name.
    pub name: String,
    /// Their page on the portal; may be empty.
    pub url: String,
}

/// The series an article belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// Name of the series.
    pub title: String,
    /// Its page.
    pub url: String,
    /// The parts before this one, newest first, at most five.
    pub earlier: Vec<LinkView>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// `PDF`, `DOCX`…
    pub format: String,
    /// `1,2 MB`.
    pub size: String,
}

/// A correction (REQ-E8). All but the date may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: Option<DateView>,
    /// What it says.
    pub text: String,
    /// The wrong words.
    pub wrong: String,
    /// The right words.
    pub right: String,
}

/// Plain links to share a page; no script of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareView {
    /// Facebook.
    pub facebook: String,
    /// Zalo.
    pub zalo: String,
    /// A new e-mail.
    pub email: String,
}
