//! One file as its writer meant it: typed front matter, and where the body lies. Knows no other file.
//!
//! A kind of content (bài viết, người tốt việc tốt, trang…) is one file in this folder and one line in [`kinds`].

mod article;
mod category;
mod fields;
mod front_matter;
mod kinds;
mod page;
mod profile;

pub use article::{Article, Attachment, Byline, Correction, Cover, Status, Withdrawal, Word};
pub use category::Category;
pub use fields::{ARTICLE, CATEGORY};
pub use kinds::{KINDS, Kind, kind_of};
