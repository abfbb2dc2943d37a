//! congtin turns an editor's folder of Markdown into a finished city portal (cổng thông tin điện tử).
//! (map to be completed)

pub mod text;

pub mod diagnostic;

pub mod record;

pub mod files;

pub mod config;

pub mod content;

pub mod markdown;

pub mod theme;

pub mod site;

pub mod plan;

pub mod render;

pub mod pipeline;

pub mod publish;

pub mod server;

pub mod commands;
