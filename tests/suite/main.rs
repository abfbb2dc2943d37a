//! The promises of congtin, each shown by a small portal. `case.rs` builds one in memory, `shell.rs` runs the program.

mod case;
mod shell;
mod sound;

mod aliases;
mod archive;
mod articles;
mod categories;
mod corrections;
mod directives;
mod drafts;
mod feeds;
mod home;
mod languages;
mod links;
mod lists;
mod markdown;
mod pages;
mod pictures;
mod profiles;
mod sitemaps;
mod terms;
mod withdrawal;
