//! One file as its writer meant it: typed front matter, and where the body lies. Knows no other file.
//!
//! A kind of content (bài viết, người tốt việc tốt, trang…) is one file in this folder and one line in [`kinds`].

mod article;
mod category;
mod fields;
mod front_matter;
mod kind;
mod kinds;
mod news;
mod page;
mod particulars;
mod picture;
mod profile;

pub use article::{Article, Byline, SUMMARY_SHOWN, Status, Word};
pub use category::Category;
pub use fields::{ARTICLE, CATEGORY, TERM};
pub use kind::Kind;
pub use kinds::{KINDS, kind_of};
pub use particulars::{Attachment, Correction, Particulars, Withdrawal};
pub use picture::Cover;
pub use profile::KIND as PROFILE;
