//! The preview's own pages: all there is to tell of a portal, a page for when there is none, and the door.

use std::fmt::Write as _;

use super::reply::Reply;
use super::show::KeptBack;
use super::tell::Teller;
use crate::diagnostic::{Finding, Severity};
use crate::text::escape;

/// All findings, and every article that readers do not see.
pub(super) fn desk(
    tell: Teller,
    home: &str,
    findings: &[Finding],
    kept_back: &[KeptBack],
) -> String {
    let title = tell.pick("Tình trạng của cổng", "The state of the portal");
    let mut inside = format!(
        "<h1>{title}</h1>\n<p><a href=\"{}\">{}</a></p>\n",
        escape::html(home),
        tell.pick("Về cổng", "To the portal")
    );
    inside += &all_findings(tell, findings);
    inside += &not_seen(tell, kept_back);
    page(tell, title, &inside)
}

/// A page for when there is none of the portal: the findings that are why, or the bare news.
pub(super) fn stand_in(tell: Teller, title: &str, findings: &[Finding]) -> String {
    let mut inside = format!("<h1>{title}</h1>\n");
    if !findings.is_empty() {
        inside += &tell.findings(findings);
    }
    page(tell, title, &inside)
}

/// Tells a visitor without the key where to find it.
pub(super) fn locked(tell: Teller) -> Reply {
    let title = tell.pick("Cần khóa để xem", "A key is needed");
    let inside = format!(
        "<h1>{title}</h1>\n<p>{}</p>\n",
        tell.pick(
            "Đây là bản xem thử, chưa công bố. Hãy quét mã QR, hoặc mở đúng địa chỉ có khóa, trong cửa sổ dòng lệnh đang chạy <code>congtin serve --lan</code>. Mỗi lần chạy lại có một khóa mới.",
            "This is a preview, not published yet. Scan the QR code, or open the address with the key, in the terminal where <code>congtin serve --lan</code> runs. Every run has a key of its own."
        )
    );
    Reply::new(403, "text/html", page(tell, title, &inside).into_bytes())
}

/// Lets a visitor with the key in. A page that goes on by itself, not a redirect: a browser that followed a link from
/// another program would leave a `SameSite=Strict` cookie out of the request that a redirect makes.
pub(super) fn welcome(tell: Teller, home: &str, cookie: String) -> Reply {
    let title = tell.pick("Mời vào", "Come in");
    let home = escape::html(home);
    let inside = format!(
        "<meta http-equiv=\"refresh\" content=\"0;url={home}\">\n<p><a href=\"{home}\">{title}</a></p>\n"
    );
    Reply::new(200, "text/html", page(tell, title, &inside).into_bytes()).with("Set-Cookie", cookie)
}

fn all_findings(tell: Teller, findings: &[Finding]) -> String {
    let count = |severity| {
        let of_it = findings
            .iter()
            .filter(|finding| finding.severity() == severity);
        of_it.count()
    };
    let counts = tell.counts((count(Severity::Error), count(Severity::Warning)));
    let mut html = format!(
        "<section>\n<h2>{}</h2>\n",
        tell.pick("Lỗi và cảnh báo", "Findings")
    );
    if counts.is_empty() {
        let _ = writeln!(
            html,
            "<p>{}</p>",
            tell.pick("Không có gì cần sửa.", "Nothing is wrong.")
        );
    } else {
        let _ = writeln!(html, "<p>{counts}</p>");
        html += &tell.findings(findings);
    }
    let _ = writeln!(
        html,
        "<p class=\"quiet\">{}</p>\n</section>",
        tell.pick(
            "Đã kiểm tra toàn bộ nội dung và site.toml. Khuôn mẫu của giao diện: chỉ những trang đã xem từ lần lưu gần nhất; congtin check kiểm tra mọi khuôn mẫu.",
            "Complete for content and site.toml. Of the theme's templates, those of pages seen since the last save; congtin check looks at all of them."
        )
    );
    html
}

fn not_seen(tell: Teller, kept_back: &[KeptBack]) -> String {
    let title = tell.pick(
        "Bài người đọc chưa thấy hoặc không còn thấy",
        "Articles that readers do not see",
    );
    let mut html = format!("<section>\n<h2>{title}</h2>\n");
    if kept_back.is_empty() {
        let none = tell.pick(
            "Không có: mọi bài đều đang được đăng.",
            "None: every article is published.",
        );
        let _ = writeln!(html, "<p>{none}</p>");
    }
    for group in kept_back.chunk_by(|a, b| a.state.kind() == b.state.kind()) {
        let kind = group[0].state.kind().words(tell.language);
        let _ = writeln!(
            html,
            "<h3>{kind} ({})</h3>\n<table>\n<thead><tr><th>{}</th><th>{}</th><th>{}</th></tr></thead>\n<tbody>",
            group.len(),
            tell.pick("Bài", "Article"),
            tell.pick("Tình trạng", "State"),
            tell.pick("Tệp", "File")
        );
        for article in group {
            let title = escape::html(&article.title);
            let title = match &article.address {
                Some(address) => format!("<a href=\"{}\">{title}</a>", escape::html(address)),
                None => title.into_owned(),
            };
            let _ = writeln!(
                html,
                "<tr><td>{title}</td><td>{}</td><td>{}</td></tr>",
                tell.state(article.state),
                tell.source(&article.source, 0, 0)
            );
        }
        html += "</tbody>\n</table>\n";
    }
    html + "</section>\n"
}

fn page(tell: Teller, title: &str, inside: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/__congtin/bar.css\">\n</head>\n\
         <body class=\"desk\">\n<main>\n{inside}</main>\n</body>\n</html>\n",
        code = tell.language.code(),
    )
}
