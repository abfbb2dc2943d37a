//! IIS 10.

use super::Lines;
use crate::plan::HostingView;

/// `web.config`, for the folder of the portal.
///
/// IIS compresses by itself and keeps what it made. Old addresses and 410 need its URL Rewrite module, so they are written
/// only when there are some: without the module a server with such rules answers nothing at all.
pub fn settings(view: &HostingView) -> String {
    let mut out = Lines::default();
    // No character set is named: Windows writes what a command prints as UTF-16, and the mark at its beginning tells.
    out.line("<?xml version=\"1.0\"?>\n<configuration>\n  <system.webServer>");
    out.line("    <defaultDocument>\n      <files><clear /><add value=\"index.html\" /></files>\n    </defaultDocument>");
    out.line("    <urlCompression doStaticCompression=\"true\" />");
    if let Some((_, page)) = view.not_found.first() {
        errors(view, 404, page, "    ", &mut out);
    }
    out.line("    <staticContent>");
    for (endings, media_type) in view.types {
        out.lines(endings.iter().map(|ending| {
            format!("      <remove fileExtension=\".{ending}\" /><mimeMap fileExtension=\".{ending}\" mimeType=\"{media_type}\" />")
        }));
    }
    out.line("      <remove fileExtension=\".bin\" /><mimeMap fileExtension=\".bin\" mimeType=\"application/octet-stream\" />");
    out.line("      <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:05:00\" cacheControlCustom=\"public\" />");
    out.line("    </staticContent>\n    <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />");
    out.lines(
        view.headers
            .iter()
            .map(|(name, value)| format!("        <add name=\"{name}\" value=\"{value}\" />")),
    );
    out.line("      </customHeaders>\n    </httpProtocol>");
    out.line("    <security><requestFiltering><hiddenSegments>");
    out.lines(
        view.hidden
            .iter()
            .map(|address| format!("      <add segment=\"{}\" />", inside(view, address))),
    );
    out.line("    </hiddenSegments></requestFiltering></security>");
    rewrite(view, &mut out);
    out.line("  </system.webServer>");
    for (folder, page) in view.not_found.iter().skip(1) {
        location(view, folder, &mut out, |out| {
            errors(view, 404, page, "      ", out);
        });
    }
    for address in &view.withdrawn {
        location(view, address, &mut out, |out| {
            errors(view, 410, address, "      ", out);
        });
    }
    for lasting in &view.forever {
        location(view, &lasting.folder, &mut out, |out| {
            cache(out, "365.00:00:00", "public, immutable");
        });
        for other in &lasting.others {
            location(view, other, &mut out, |out| {
                cache(out, "00:05:00", "public");
            });
        }
    }
    out.line("</configuration>");
    out.0
}

fn errors(view: &HostingView, code: u16, page: &str, indent: &str, out: &mut Lines) {
    let file = inside(view, page).replace('/', "\\");
    out.line(format!(
        "{indent}<httpErrors errorMode=\"Custom\" existingResponse=\"Replace\">"
    ));
    out.line(format!("{indent}  <remove statusCode=\"{code}\" />"));
    out.line(format!(
        "{indent}  <error statusCode=\"{code}\" path=\"{file}\" responseMode=\"File\" />"
    ));
    out.line(format!("{indent}</httpErrors>"));
}

fn rewrite(view: &HostingView, out: &mut Lines) {
    if view.redirects.is_empty() && view.withdrawn.is_empty() {
        return;
    }
    out.line("    <rewrite>\n      <rewriteMaps>");
    for (name, pairs) in [
        (
            "moved",
            view.redirects
                .iter()
                .map(|(from, to)| (from.as_str(), to.as_str()))
                .collect::<Vec<_>>(),
        ),
        (
            "gone",
            view.withdrawn
                .iter()
                .map(|address| (address.as_str(), "410"))
                .collect(),
        ),
    ] {
        out.line(format!("        <rewriteMap name=\"{name}\">"));
        out.lines(
            pairs
                .iter()
                .map(|(from, to)| format!("          <add key=\"{from}\" value=\"{to}\" />")),
        );
        out.line("        </rewriteMap>");
    }
    out.line("      </rewriteMaps>\n      <rules>");
    for (name, action) in [
        (
            "moved",
            "type=\"Redirect\" url=\"{C:1}\" redirectType=\"Permanent\" appendQueryString=\"false\"",
        ),
        (
            "gone",
            "type=\"CustomResponse\" statusCode=\"410\" statusReason=\"Gone\"",
        ),
    ] {
        out.line(format!(
            "        <rule name=\"{name}\" stopProcessing=\"true\">\n          <match url=\".*\" />"
        ));
        out.line(format!("          <conditions><add input=\"{{{name}:{{PATH_INFO}}}}\" pattern=\"(.+)\" /></conditions>"));
        out.line(format!("          <action {action} />\n        </rule>"));
    }
    out.line("      </rules>\n    </rewrite>");
}

fn cache(out: &mut Lines, age: &str, more: &str) {
    out.line(format!("      <staticContent>\n        <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"{age}\" cacheControlCustom=\"{more}\" />\n      </staticContent>"));
}

fn location(view: &HostingView, address: &str, out: &mut Lines, inner: impl FnOnce(&mut Lines)) {
    let path = inside(view, address);
    out.line(format!(
        "  <location path=\"{}\">\n    <system.webServer>",
        path.trim_end_matches('/')
    ));
    inner(out);
    out.line("    </system.webServer>\n  </location>");
}

/// An address as a path below the folder of the portal.
fn inside<'a>(view: &HostingView, address: &'a str) -> &'a str {
    address
        .strip_prefix(view.path.as_str())
        .unwrap_or(address)
        .trim_start_matches('/')
}
