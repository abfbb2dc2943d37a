//! nginx, 1.18 and later.

use super::{Lines, exact};
use crate::plan::{FOREVER, HostingView, Lasting, SHORTLY, bare};

/// A `server` block for `conf.d` or `sites-enabled`.
///
/// Addresses are exact locations, not a `map`: these need no room set aside in `http { }`, and two portals on one server
/// do not share names of variables.
pub fn settings(view: &HostingView) -> String {
    let mut out = Lines::default();
    let pick = |vi: &'static str, en: &'static str| view.language.pick(vi, en);
    out.line("server {");
    listen(view, &mut out);
    out.line(format!("\n    root \"{}\";", view.folder));
    out.line("    index index.html;\n    absolute_redirect off;\n    server_tokens off;\n    charset utf-8;");
    let texts: Vec<_> = view
        .texts()
        .into_iter()
        .filter(|it| *it != "text/html")
        .collect();
    let coded: Vec<_> = texts
        .iter()
        .filter(|it| **it != "image/svg+xml")
        .copied()
        .collect();
    out.line(format!("    charset_types {};", coded.join(" ")));
    out.line("    types {");
    out.lines(view.types.iter().map(|(endings, media_type)| {
        format!("        {} {};", bare(media_type), endings.join(" "))
    }));
    out.line("    }\n\n    gzip on;\n    gzip_vary on;\n    gzip_static on;");
    out.line(format!("    gzip_types {};", texts.join(" ")));
    let brotli = pick(
        "# brotli_static on;   # bỏ dấu # nếu nginx có mô-đun brotli và cổng có tệp .br",
        "# brotli_static on;   # if this nginx has the brotli module and the portal has .br files",
    );
    out.line(format!("    {brotli}\n"));
    let headers: Vec<_> = view
        .headers
        .iter()
        .map(|(name, value)| format!("add_header {name} \"{value}\" always;"))
        .collect();
    out.lines(headers.iter().map(|header| format!("    {header}")));
    out.line(format!(
        "    add_header Cache-Control \"{SHORTLY}\" always;\n"
    ));
    if let Some((_, page)) = view.not_found.first() {
        out.lines(errors(page).map(|line| format!("    {line}")));
    }
    out.line("    location @gone { try_files $uri =404; }");
    for (folder, page) in view.not_found.iter().skip(1) {
        out.line(format!("    location {folder} {{"));
        out.lines(errors(page).map(|line| format!("        {line}")));
        out.line("    }");
    }
    // What a location adds takes the place of all that the server adds.
    for lasting in &view.forever {
        out.line(format!("    location {} {{", pattern(lasting)));
        out.lines(headers.iter().map(|header| format!("        {header}")));
        out.line(format!(
            "        add_header Cache-Control \"{FOREVER}\";\n    }}"
        ));
    }
    out.line("    location ~ /\\.(?!well-known/) { return 404; }");
    for address in &view.hidden {
        out.line(format!("    location = {address} {{ return 404; }}"));
    }
    for (from, to) in &view.redirects {
        out.line(format!("    location = {from} {{ return 301 {to}; }}"));
    }
    for address in &view.withdrawn {
        out.line(format!("    location = {address} {{ return 410; }}"));
    }
    out.line("}");
    if view.secure {
        let host = &view.host;
        out.line(format!("\nserver {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    return 301 https://$host$request_uri;\n}}"));
    }
    out.0
}

fn listen(view: &HostingView, out: &mut Lines) {
    let usual = if view.secure { 443 } else { 80 };
    let port = view.port.unwrap_or(usual);
    let ssl = if view.secure { " ssl http2" } else { "" };
    // A portal that is reached by a number is reached by that number only.
    let places = if view.host.parse::<std::net::Ipv4Addr>().is_ok() {
        vec![format!("{}:{port}", view.host)]
    } else {
        vec![port.to_string(), format!("[::]:{port}")]
    };
    out.lines(
        places
            .iter()
            .map(|place| format!("    listen {place}{ssl};")),
    );
    out.line(format!("    server_name {};", view.host));
    if view.secure {
        out.line(format!(
            "    ssl_certificate     /etc/ssl/{}.pem;",
            view.host
        ));
        out.line(format!(
            "    ssl_certificate_key /etc/ssl/{}.key;",
            view.host
        ));
    }
}

/// A folder without a page is nothing to readers.
fn errors(page: &str) -> [String; 3] {
    [
        format!("error_page 404 {page};"),
        format!("error_page 403 =404 {page};"),
        "error_page 410 @gone;".to_owned(),
    ]
}

fn pattern(lasting: &Lasting) -> String {
    let folder = &lasting.folder;
    lasting.ending.map_or_else(
        || folder.clone(),
        |ending| format!("~ \"^{}[^/]+\\.{ending}$\"", exact(folder)),
    )
}
