//! Caddy 2.

use super::Lines;
use crate::plan::{FOREVER, HostingView, SHORTLY};

/// A site for the Caddyfile.
pub fn settings(view: &HostingView) -> String {
    let mut out = Lines::default();
    let scheme = if view.secure { "" } else { "http://" };
    let port = view.port.map(|port| format!(":{port}")).unwrap_or_default();
    out.line(format!("{scheme}{}{port} {{", view.host));
    out.line(format!("    root * \"{}\"", view.folder));
    out.line("    encode zstd gzip\n    header {");
    out.lines(
        view.headers
            .iter()
            .map(|(name, value)| format!("        {name} \"{value}\"")),
    );
    // Not among the others: what takes a header away waits until the end, and an error has another end.
    out.line("    }\n    header -Server");
    for (number, (endings, media_type)) in view.types.iter().enumerate() {
        let paths: Vec<_> = endings.iter().map(|ending| format!("*.{ending}")).collect();
        out.line(format!("    @type{number} path {}", paths.join(" ")));
        out.line(format!(
            "    header @type{number} Content-Type \"{media_type}\""
        ));
    }
    let forever = view.forever.iter().map(|lasting| {
        let ending = lasting.ending.map(|ending| format!(".{ending}"));
        format!("{}*{}", lasting.folder, ending.unwrap_or_default())
    });
    let forever: Vec<_> = forever.collect();
    let forever = forever.join(" ");
    // Neither would be the last word: Caddy orders headers by their matchers.
    out.line(format!(
        "    @forever path {forever}\n    @shortly not path {forever}"
    ));
    out.line(format!("    header @shortly Cache-Control \"{SHORTLY}\""));
    out.line(format!("    header @forever Cache-Control \"{FOREVER}\""));
    for (from, to) in &view.redirects {
        out.line(format!("    redir {from} {to} 301"));
    }
    if !view.withdrawn.is_empty() {
        out.line(format!("    @gone path {}", view.withdrawn.join(" ")));
        out.line("    error @gone 410");
    }
    out.line("    @hidden {\n        path_regexp /\\.");
    out.line(format!(
        "        not path {}/.well-known/*\n    }}\n    error @hidden 404",
        view.path
    ));
    for address in &view.hidden {
        out.line(format!("    error {address} 404"));
    }
    out.line("    file_server {\n        precompressed br gzip\n    }");
    errors(view, &mut out);
    out.line("}");
    out.0
}

/// What is told of an error is kept shortly, wherever it stands.
fn errors(view: &HostingView, out: &mut Lines) {
    out.line("    handle_errors {");
    out.line(format!("        header Cache-Control \"{SHORTLY}\""));
    out.line("        header Content-Type \"text/html; charset=utf-8\"");
    out.line("        @missing expression {err.status_code} != 410");
    out.line("        handle @missing {");
    for (folder, page) in view.not_found.iter().skip(1).rev() {
        out.line(format!("            handle {folder}* {{\n                rewrite * {page}\n                file_server\n            }}"));
    }
    if let Some((_, page)) = view.not_found.first() {
        out.line(format!("            handle {{\n                rewrite * {page}\n                file_server\n            }}"));
    }
    out.line("        }\n        handle {\n            file_server\n        }\n    }");
}
