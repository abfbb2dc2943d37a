//! Hosts of static portals that read Netlify's settings.

use super::Lines;
use crate::plan::{FOREVER, HostingView, SHORTLY};

/// `netlify.toml`. The host compresses by itself.
pub fn settings(view: &HostingView) -> String {
    let mut out = Lines::default();
    out.line("[build]\n  publish = \"public\"\n");
    out.line(format!(
        "[[headers]]\n  for = \"{}/*\"\n  [headers.values]",
        view.path
    ));
    out.lines(
        view.headers
            .iter()
            .map(|(name, value)| format!("    {name} = \"{value}\"")),
    );
    out.line(format!("    Cache-Control = \"{SHORTLY}\""));
    for lasting in &view.forever {
        let ending = lasting.ending.map(|ending| format!(".{ending}"));
        let paths = format!("{}*{}", lasting.folder, ending.unwrap_or_default());
        out.line(format!("\n[[headers]]\n  for = \"{paths}\"\n  [headers.values]\n    Cache-Control = \"{FOREVER}\""));
    }
    let mut rule = |from: &str, to: &str, status: u16| {
        out.line(format!(
            "\n[[redirects]]\n  from = \"{from}\"\n  to = \"{to}\"\n  status = {status}"
        ));
        // Without it a page that stands there wins.
        if status != 404 {
            out.line("  force = true");
        }
    };
    for (from, to) in &view.redirects {
        rule(from, to, 301);
    }
    for address in &view.withdrawn {
        rule(address, address, 410);
    }
    for (folder, page) in view.not_found.iter().rev() {
        rule(&format!("{folder}*"), page, 404);
    }
    out.0
}
