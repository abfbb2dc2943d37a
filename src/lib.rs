//! congtin turns an editor's folder of Markdown into a finished city portal (cổng thông tin điện tử).
//! (map to be completed)

pub mod diagnostic;
pub mod markdown;
pub mod text;
