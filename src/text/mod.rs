//! Pure text tools that know nothing of sites: Vietnamese folding, slugs, order, dates, escaping, places in a text.

pub mod collate;
pub mod credit;
pub mod decode;
pub mod digest;
pub mod escape;
pub mod language;
pub mod legacy;
pub mod moment;
pub mod normal;
pub mod number;
pub mod packed;
pub mod private;
pub mod punctuation;
pub mod relative;
pub mod scan;
pub mod similar;
pub mod slug;
pub mod sorted;
pub mod source;
pub mod syllable;
mod table;
pub mod tone;

pub use digest::Digest;
pub use language::Language;
pub use moment::Moment;
pub use packed::Packed;
pub use sorted::Sorted;
pub use source::{Place, Source};
pub use table::{Table, beside, order_unless_one, without};
