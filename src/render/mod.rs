//! Views in, documents out; pure.

mod address;
mod atom;
mod dublin_core;
mod head;
mod json;
mod json_feed;
mod json_ld;
mod open_graph;
mod plain;
mod rss;
#[cfg(test)]
mod sample;
mod server;
pub mod sitemap;
mod story;
mod tags;

pub use atom::atom;
pub use head::head;
pub use json_feed::json_feed;
pub use rss::rss;
pub use server::{Server, server};
