//! `congtin serve`: the portal as it will be, on this machine, kept up with every save.
//!
//! The same plan as `build`'s, of which only what a browser asks for is made. When something is wrong the last good
//! plan goes on being shown, with the findings laid over it.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::arguments::{Common, now};
use super::{Failure, report};
use crate::config::Settings;
use crate::diagnostic::{self, Finding, Severity, rules};
use crate::files::Files;
use crate::memo::Memo;
use crate::pipeline::{self, Bytes};
use crate::plan::{Job, Plan};
use crate::server::{Server, ServerOptions, Show, Shown, Watcher};
use crate::site::media_type;
use crate::text::{Language, Moment};

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

/// What browsers see now.
#[derive(Default)]
struct Preview {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The folder as it was last loaded.
    files: Option<Files>,
    plan: Option<Arc<Plan>>,
    next_change: Option<Moment>,
    /// Of the last loading.
    findings: Vec<Finding>,
    /// Of pages made since then.
    page_findings: Vec<Finding>,
    /// Articles as they were when all was well with them, of those that were looked at.
    good: BTreeMap<String, Bytes>,
    generation: u64,
}

impl Preview {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows a plan. `whole`: nothing is wrong but with articles that it leaves out.
    fn show(&self, plan: Option<Plan>, whole: bool, findings: Vec<Finding>) {
        let mut state = self.state();
        // That of the last loading, shown or not: an hour that has come must not come again and again.
        state.next_change = plan.as_ref().and_then(|plan| plan.site.next_change);
        // With other errors the last good plan stays; without any plan yet, the best there is is shown.
        if let Some(plan) = plan.filter(|_| whole || state.plan.is_none()) {
            if !diagnostic::any_error(&findings) {
                state.good.retain(|path, _| plan.jobs.contains_key(path));
            }
            state.plan = Some(Arc::new(plan));
        }
        state.findings = findings;
        state.page_findings.clear();
        // Begun anew in each run, so that pages left open are loaded again.
        let begun = u64::try_from(now().unix_seconds()).unwrap_or_default() << 20;
        state.generation = state.generation.max(begun) + 1;
    }

    /// Whether the folder looks other than last time, which is then forgotten.
    fn news(&self, files: &Files) -> bool {
        let mut state = self.state();
        let same = state.files.as_ref().is_some_and(|last| last.same_as(files));
        state.files = Some(files.clone());
        !same
    }

    fn base(&self) -> String {
        self.state()
            .plan
            .as_ref()
            .map_or_else(String::new, |plan| plan.site.config.base.path.clone())
    }

    /// How long until the clock changes the portal; at most an hour, for clocks are set.
    fn until_next_change(&self, common: &Common) -> Duration {
        let seconds = self
            .next_change(common)
            .map_or(3600, |next| next.unix_seconds() - now().unix_seconds());
        Duration::from_secs(seconds.clamp(1, 3600).unsigned_abs())
    }

    fn clock_changed(&self, common: &Common) -> bool {
        let next = self.next_change(common);
        next.is_some_and(|next| next.unix_seconds() <= now().unix_seconds())
    }

    /// When the clock will change the portal; never while it stands still.
    fn next_change(&self, common: &Common) -> Option<Moment> {
        let next = self.state().next_change;
        next.filter(|_| !common.clock_stands())
    }
}

impl Show for Preview {
    fn file(&self, path: &str) -> Option<Shown> {
        let plan = self.state().plan.clone()?;
        let Some(job) = plan.jobs.get(path) else {
            let bytes = self.state().good.get(path).cloned()?;
            let media_type = media_type(path).to_owned();
            return Some(Shown { bytes, media_type });
        };
        let made = pipeline::make(&plan, job);
        let failed = diagnostic::any_error(&made.findings);
        let mut state = self.state();
        // A file that changed since it was loaded is loaded again at once, and its own findings say more.
        let told = made
            .findings
            .into_iter()
            .filter(|finding| *finding.rule != rules::FILE_CHANGED);
        state.page_findings.extend(told);
        diagnostic::sort(&mut state.page_findings);
        let bytes = if failed {
            let empty = || Bytes::from(&b"<!doctype html><title>!</title><body></body>"[..]);
            state.good.get(path).cloned().unwrap_or_else(empty)
        } else {
            if matches!(job, Job::Article(_)) {
                state
                    .good
                    .insert(path.to_owned(), Bytes::clone(&made.value));
            }
            made.value
        };
        Some(Shown {
            bytes,
            media_type: media_type(path).to_owned(),
        })
    }

    fn findings(&self) -> Vec<Finding> {
        let state = self.state();
        let all = state.findings.iter().chain(&state.page_findings);
        let mut told: Vec<_> = all
            .filter(|finding| finding.severity() != Severity::Note)
            .cloned()
            .collect();
        told.sort_by_key(Finding::severity);
        told
    }

    fn generation(&self) -> u64 {
        self.state().generation
    }
}
