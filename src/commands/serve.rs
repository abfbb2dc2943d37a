//! `congtin serve`: the portal as it will be, on this machine, kept up with every save.
//!
//! The same plan as `build`'s, of which only what a browser asks for is made. When something is wrong the last good
//! plan goes on being shown, with the findings laid over it.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::arguments::Common;
use super::preview::Preview;
use super::{Failure, report};
use crate::config::Settings;
use crate::diagnostic;
use crate::files::Files;
use crate::memo::Memo;
use crate::pipeline;
use crate::server::{Server, ServerOptions, Show, Watcher};
use crate::text::Language;

/// Where the preview listens when nothing is said.
const PORT: u16 = 8080;
/// Ports that are tried after it.
const TRIES: u16 = 20;

/// Serves a site until it is stopped.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let root = common.root()?;
    common.settings(false)?;
    common.threads();
    let mut watcher = Watcher::new(
        &root,
        &[
            root.join("public"),
            root.join(".congtin"),
            root.join("target"),
            root.join(".git"),
        ],
    )?;
    let preview = Arc::new(Preview::default());
    let loaded = load(common, &root, &preview)?.unwrap_or_default();
    let host = matches
        .get_one::<String>("host")
        .map_or("127.0.0.1", String::as_str);
    let server = start(
        host,
        matches.get_one::<u16>("port").copied(),
        &preview,
        common,
    )?;
    let address = server.address();
    let url = format!("http://{address}{}/", preview.base());
    report::say(&match common.language {
        Language::Vi => format!(
            "Đang xem thử tại {url} (tải trong {} ms). Bấm Ctrl+C để dừng.",
            loaded.as_millis()
        ),
        Language::En => format!(
            "Preview at {url} (loaded in {} ms). Press Ctrl+C to stop.",
            loaded.as_millis()
        ),
    });
    if matches.get_flag("open") {
        let _ = webbrowser::open(&url);
    }
    loop {
        if let Some(note) = watcher.take_note() {
            report::findings(common, &[note], true);
        }
        // The clock alone may change the portal: a scheduled article's hour comes.
        if !watcher.wait(Some(preview.until_next_change(common))) && !preview.clock_changed(common)
        {
            continue;
        }
        let Some(took) = load(common, &root, &preview)? else {
            continue;
        };
        server.changed();
        if !common.quiet {
            let counts = report::counts(common.language, &preview.findings());
            report::say(&match common.language {
                Language::Vi => {
                    format!("Đã cập nhật trong {} ms; {counts}.", took.as_millis())
                }
                Language::En => {
                    format!("Updated in {} ms; {counts}.", took.as_millis())
                }
            });
        }
    }
}

/// Listens on the port that was asked for, or on the first free one from the usual on.
fn start(
    host: &str,
    port: Option<u16>,
    preview: &Arc<Preview>,
    common: &Common,
) -> Result<Server, Failure> {
    let host: IpAddr = match host {
        "localhost" => IpAddr::from([127, 0, 0, 1]),
        host => host.parse().map_err(|_| {
            Failure::new(
                format!("--host: `{host}` không phải địa chỉ mạng; ví dụ 127.0.0.1"),
                format!("--host: `{host}` is not an address; such as 127.0.0.1"),
            )
        })?,
    };
    let try_port = |port: u16| {
        let show: Arc<dyn Show> = Arc::<Preview>::clone(preview);
        let options = ServerOptions {
            language: common.language,
            base_path: format!("{}/", preview.base()),
            hosts: Vec::new(),
        };
        Server::start(SocketAddr::new(host, port), show, options)
    };
    let first = port.unwrap_or(PORT);
    match try_port(first) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            let free = (first.saturating_add(1)..first.saturating_add(TRIES))
                .find_map(|port| try_port(port).ok());
            match (free, port) {
                (Some(server), None) => Ok(server),
                (Some(server), Some(port)) => {
                    let free = server.address().port();
                    Err(Failure::new(
                        format!("cổng mạng {port} đang bận; còn trống: --port {free}"),
                        format!("port {port} is busy; free: --port {free}"),
                    ))
                }
                (None, _) => Err(error.into()),
            }
        }
        started => Ok(started?),
    }
}

/// Loads the site and shows it, or keeps what was shown and lays the findings over it. None when nothing is different:
/// an event only says that something may have changed.
fn load(common: &Common, root: &Path, preview: &Preview) -> Result<Option<Duration>, Failure> {
    let started = Instant::now();
    // One broken article keeps nobody else's from being seen.
    let settings: Settings = common.settings(true)?;
    let mut findings = Vec::new();
    let files = Files::read(root).take(&mut findings);
    if !preview.news(&files) && !preview.clock_changed(common) {
        return Ok(None);
    }
    let plan = pipeline::plan(&files, &settings, &Memo::none()).take(&mut findings);
    let whole = !diagnostic::any_error(&findings);
    if let Some(plan) = &plan {
        pipeline::blame(plan, &mut findings);
    }
    diagnostic::sort(&mut findings);
    report::findings(common, &findings, false);
    preview.show(plan, whole, findings);
    Ok(Some(started.elapsed()))
}
