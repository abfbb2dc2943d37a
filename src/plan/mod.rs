//! Every output and what it may see.

pub mod feed;
pub mod view;
