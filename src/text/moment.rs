//! (soon)
/// (soon)
pub struct Moment;
