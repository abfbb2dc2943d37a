//! The promises of congtin, each shown by a small portal. `case.rs` builds one in memory, `shell.rs` runs the program.

mod case;
mod shell;
mod sound;

mod aliases;
mod archive;
mod articles;
mod broken;
mod categories;
mod cli;
mod corrections;
mod determinism;
mod directives;
mod docs;
mod drafts;
mod feeds;
mod golden;
mod home;
mod init;
mod languages;
mod links;
mod lists;
mod markdown;
mod new;
mod odd_files;
mod pages;
mod pictures;
mod profiles;
mod publish;
mod serve;
mod sitemaps;
mod storeys;
mod terms;
mod themes;
mod warm;
mod withdrawal;
