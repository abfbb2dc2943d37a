//! `congtin serve`: the portal as it will be, on this machine, kept up with every save.
//!
//! The same plan as `build`'s, of which only what a browser asks for is made. When something is wrong the last good
//! plan goes on being shown, with the findings laid over it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use clap::ArgMatches;

use super::arguments::Common;
use super::preview::{Loader, Preview};
use super::{Failure, lan, report};
use crate::diagnostic::Finding;
use crate::server::{Change, Editor, Lens, Server, ServerOptions, Show, Watcher};
use crate::text::Language;

/// Where the preview listens when nothing is said.
const PORT: u16 = 8080;
/// Ports that are tried after it.
const TRIES: u16 = 20;
/// After so long a quiet the whole folder is looked at, in case the system did not tell of everything.
const SURE: Duration = Duration::from_secs(2);
/// What opens a source when nothing is said.
const EDITOR: &str = "vscode://file/{path}:{line}:{column}";

/// What may happen while the preview is open.
pub enum Event {
    /// Something may have changed in the site's folder.
    Files(Change),
    /// The portal is to be looked at through another lens.
    Lens,
    /// The watcher has something to tell.
    Note(Finding),
    /// The folder cannot be watched at all.
    Blind(io::Error),
    /// Ctrl+C.
    Stop,
}

/// Serves a site until it is stopped.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let root = common.root()?;
    let editor = editor(&root, matches)?;
    let lens = Lens {
        now: Some(common.settings(false)?.now).filter(|_| common.clock_stands()),
        drafts: common.drafts,
    };
    common.threads();
    let (events, happened) = channel();
    let preview = Arc::new(Preview::new(lens, events.clone()));
    let mut loader = Loader::new(common, &preview, &root)?;
    let loaded = loader.load(None)?.unwrap_or_default();
    let server = start(matches, &preview, common, editor.as_ref())?;
    let stop = events.clone();
    // Without a handler Ctrl+C ends the program all the same, only less politely.
    let _ = ctrlc::set_handler(move || drop(stop.send(Event::Stop)));
    let url = invite(common, &server, &preview.base(), loaded);
    if matches.get_flag("open") {
        let _ = webbrowser::open(&url);
    }
    watch(root, events);
    while let Some(events) = wait(&happened, &preview, loader.unsure) {
        let mut change = None;
        for event in events {
            match event {
                Event::Note(note) => report::findings(common, &[note], true),
                Event::Files(next) => {
                    change = Some(match change {
                        Some(change) => next.and(change),
                        None => next,
                    });
                }
                Event::Blind(error) => return Err(error.into()),
                Event::Lens | Event::Stop => {}
            }
        }
        let Some(took) = loader.load(change.as_ref())? else {
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
    server.stop();
    report::say(
        common
            .language
            .pick("Đã dừng xem thử.", "The preview has stopped."),
    );
    Ok(ExitCode::SUCCESS)
}

/// Waits until there may be something to load, and gives all that happened until then. None when it is time to stop.
/// `unsure`: notices were believed, so the whole folder is looked at when it is quiet.
fn wait(happened: &Receiver<Event>, preview: &Preview, unsure: bool) -> Option<Vec<Event>> {
    loop {
        let next_change = preview.until_next_change();
        let longest = if unsure {
            next_change.min(SURE)
        } else {
            next_change
        };
        let mut events = match happened.recv_timeout(longest) {
            Ok(event) => vec![event],
            Err(RecvTimeoutError::Timeout) if unsure => vec![Event::Files(Change::Anywhere)],
            // The clock alone may change the portal: a scheduled article's hour comes.
            Err(RecvTimeoutError::Timeout) if preview.clock_changed() => return Some(Vec::new()),
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        events.extend(happened.try_iter());
        let stops = events.iter().any(|event| matches!(event, Event::Stop));
        return Some(events).filter(|_| !stops);
    }
}

/// Watches the site's folder from a thread of its own. A large folder takes half a second to be watched, for which no editor
/// waits: what was saved before is found when everything is looked at.
fn watch(root: PathBuf, events: Sender<Event>) {
    thread::spawn(move || {
        let ignored =
            [crate::publish::USUAL, ".congtin", "target", ".git"].map(|name| root.join(name));
        let mut watcher = match Watcher::new(&root, &ignored) {
            Ok(watcher) => watcher,
            Err(error) => return drop(events.send(Event::Blind(error))),
        };
        loop {
            let note = watcher.take_note().map(Event::Note);
            let change = note.or_else(|| watcher.wait(None).map(Event::Files));
            if change.is_some_and(|event| events.send(event).is_err()) {
                return;
            }
        }
    });
}

/// Tells where the preview is, here and in the local network. Gives the address for this machine.
fn invite(common: &Common, server: &Server, base: &str, loaded: Duration) -> String {
    let address = server.address();
    let here = match address.ip() {
        ip if ip.is_unspecified() => format!("127.0.0.1:{}", address.port()),
        _ => address.to_string(),
    };
    let url = format!("http://{here}{base}/");
    let loaded = loaded.as_millis();
    report::say(&match common.language {
        Language::Vi => {
            format!("Đang xem thử tại {url} (tải trong {loaded} ms). Bấm Ctrl+C để dừng.")
        }
        Language::En => format!("Preview at {url} (loaded in {loaded} ms). Press Ctrl+C to stop."),
    });
    if !address.ip().is_loopback() {
        report::say(&lan::invitation(address, &server.door(), common.language));
    }
    url
}

/// How sources are opened from the preview.
fn editor(root: &Path, matches: &ArgMatches) -> Result<Option<Editor>, Failure> {
    let written = matches.get_one::<String>("editor");
    let address = match written.map(String::as_str) {
        None => EDITOR,
        Some("none") => return Ok(None),
        Some(address) => address,
    };
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_program = !scheme.is_empty()
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !["javascript", "data", "vbscript"].contains(&scheme.to_ascii_lowercase().as_str());
    if !is_program || !address.contains("{path}") {
        return Err(Failure::new(
            format!("--editor: `{address}` phải là địa chỉ có {{path}}, ví dụ {EDITOR}; hoặc none"),
            format!(
                "--editor: `{address}` must be an address with {{path}}, such as {EDITOR}; or none"
            ),
        ));
    }
    let root = std::path::absolute(root)?;
    Ok(Some(Editor {
        address: address.to_owned(),
        root: root.display().to_string().replace('\\', "/"),
    }))
}

/// Listens on the port that was asked for, or on the first free one from the usual on.
fn start(
    matches: &ArgMatches,
    preview: &Arc<Preview>,
    common: &Common,
    editor: Option<&Editor>,
) -> Result<Server, Failure> {
    let everywhere = if matches.get_flag("lan") {
        "0.0.0.0"
    } else {
        "127.0.0.1"
    };
    let host = matches
        .get_one::<String>("host")
        .map_or(everywhere, String::as_str);
    let port = matches.get_one::<u16>("port").copied();
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
            hosts: Vec::new(),
            editor: editor.cloned(),
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
                        format!("cổng mạng {port} đang bận; hãy dùng --port {free}"),
                        format!("port {port} is busy; free: --port {free}"),
                    ))
                }
                (None, _) => Err(error.into()),
            }
        }
        started => Ok(started?),
    }
}
