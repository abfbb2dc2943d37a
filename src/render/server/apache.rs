//! Apache 2.4, with `mod_headers` and `mod_rewrite`.

use super::{Lines, exact};
use crate::plan::{FOREVER, HostingView, Lasting, SHORTLY, bare};

/// A virtual host.
pub fn settings(view: &HostingView) -> String {
    let mut out = Lines::default();
    begin(view, &mut out);
    let endings = view.text_endings().join("|");
    out.line("    <Directory \"".to_owned() + &view.folder + "\">");
    out.line("        Options -Indexes -MultiViews +FollowSymLinks\n        AllowOverride None\n        Require all granted");
    out.line("        DirectoryIndex index.html\n    </Directory>\n");
    types(view, &endings, &mut out);
    out.lines(
        view.headers
            .iter()
            .map(|(name, value)| format!("    Header always set {name} \"{value}\"")),
    );
    out.line(format!("    Header always set Cache-Control \"{SHORTLY}\""));
    for lasting in &view.forever {
        out.line(format!("    <LocationMatch \"{}\">", pattern(lasting)));
        out.line(format!("        Header always set Cache-Control \"{FOREVER}\" \"expr=%{{REQUEST_STATUS}} -lt 400\"\n    </LocationMatch>"));
    }
    out.line("");
    for (at, (folder, page)) in view.not_found.iter().enumerate() {
        let lines = [403, 404].map(|code| format!("ErrorDocument {code} {page}"));
        if at == 0 {
            out.lines(lines.map(|line| format!("    {line}")));
        } else {
            out.line(format!("    <Location \"{folder}\">"));
            out.lines(lines.map(|line| format!("        {line}")));
            out.line("    </Location>");
        }
    }
    for address in &view.withdrawn {
        out.line(format!(
            "    <Location \"{address}\">\n        ErrorDocument 410 {address}\n    </Location>"
        ));
    }
    out.line("\n    RewriteEngine On");
    out.line("    RewriteRule \"/\\.(?!well-known/)\" - [R=404,L]");
    for address in &view.hidden {
        out.line(format!(
            "    RewriteRule \"^{}$\" - [R=404,L]",
            exact(address)
        ));
    }
    for (from, to) in &view.redirects {
        out.line(format!(
            "    RewriteRule \"^{}$\" \"{to}\" [R=301,L]",
            exact(from)
        ));
    }
    // The page is asked for once more, as what tells of the error.
    for address in &view.withdrawn {
        out.line("    RewriteCond \"%{ENV:REDIRECT_STATUS}\" \"!=410\"");
        out.line(format!("    RewriteRule \"^{}$\" - [G]", exact(address)));
    }
    compressed(&endings, &mut out);
    out.line("</VirtualHost>");
    if view.secure {
        let host = &view.host;
        out.line(format!("\n<VirtualHost *:80>\n    ServerName {host}\n    Redirect permanent / https://{host}/\n</VirtualHost>"));
    }
    out.0
}

fn begin(view: &HostingView, out: &mut Lines) {
    let usual = if view.secure { 443 } else { 80 };
    let host = &view.host;
    out.line(format!("<VirtualHost *:{}>", view.port.unwrap_or(usual)));
    out.line(format!("    ServerName {host}"));
    if view.secure {
        out.line("    SSLEngine on");
        out.line(format!("    SSLCertificateFile    /etc/ssl/{host}.pem"));
        out.line(format!("    SSLCertificateKeyFile /etc/ssl/{host}.key"));
    }
    out.line(format!("    DocumentRoot \"{}\"", view.folder));
}

fn types(view: &HostingView, endings: &str, out: &mut Lines) {
    let dotted = |endings: &[&str]| {
        let dotted: Vec<_> = endings.iter().map(|ending| format!(".{ending}")).collect();
        dotted.join(" ")
    };
    out.lines(view.types.iter().map(|(endings, media_type)| {
        format!("    AddType {} {}", bare(media_type), dotted(endings))
    }));
    let coded = view
        .types
        .iter()
        .filter(|(_, media_type)| media_type.contains("charset"));
    let coded: Vec<_> = coded.map(|(endings, _)| dotted(endings)).collect();
    out.line(format!("    AddCharset utf-8 {}", coded.join(" ")));
    out.line("    <IfModule mod_deflate.c>");
    out.line(format!(
        "        AddOutputFilterByType DEFLATE {}",
        view.texts().join(" ")
    ));
    out.line("    </IfModule>");
    out.line(format!(
        "    <FilesMatch \"\\.(?:{endings})(?:\\.(?:br|gz))?$\">"
    ));
    out.line("        Header always merge Vary Accept-Encoding\n    </FilesMatch>");
    out.line(format!("    <FilesMatch \"\\.(?:{endings})\\.gz$\">"));
    out.line("        RemoveType .gz\n        AddEncoding gzip .gz\n    </FilesMatch>");
    out.line(format!("    <FilesMatch \"\\.(?:{endings})\\.br$\">"));
    out.line("        RemoveLanguage .br\n        AddEncoding br .br\n    </FilesMatch>\n");
}

/// A file beside the one that is asked for, where there is one and the browser reads it.
fn compressed(endings: &str, out: &mut Lines) {
    out.line("    RewriteRule \"^(.*)/$\" \"$1/index.html\"");
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        out.line(format!(
            "    RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{coding}\\b\""
        ));
        out.line(format!(
            "    RewriteCond \"%{{DOCUMENT_ROOT}}$1.{ending}\" -f"
        ));
        out.line(format!(
            "    RewriteRule \"^(.+\\.(?:{endings}))$\" \"$1.{ending}\" [E=no-gzip:1,L]"
        ));
    }
}

fn pattern(lasting: &Lasting) -> String {
    let folder = exact(&lasting.folder);
    lasting.ending.map_or_else(
        || format!("^{folder}"),
        |ending| format!("^{folder}[^/]+\\.{ending}$"),
    )
}
