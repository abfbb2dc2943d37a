//! The bar below a page and its two dialogs, as HTML for the browser's part (`browser/bar.js`).

use std::fmt::Write as _;

use super::show::{About, Lens, clock};
use super::tell::Teller;
use crate::diagnostic::Severity;
use crate::text::{Digest, escape};

/// What the bar of one page is made from.
pub(super) struct Bar<'a> {
    pub about: &'a About,
    pub lens: Lens,
    /// Whether the visitor sits at this machine, and so may look at another moment.
    pub at_home: bool,
    pub tell: Teller<'a>,
}

impl Bar<'_> {
    /// The bar and its dialogs.
    pub fn html(&self) -> String {
        self.line() + &self.findings() + &self.options()
    }

    fn line(&self) -> String {
        let pick = |vi, en| self.tell.pick(vi, en);
        let mut html = format!(
            "<div class=\"bar\" role=\"region\" aria-label=\"{}\">\n\
             <button type=\"button\" class=\"fold\" data-do=\"fold\" aria-label=\"{}\"><span>congtin</span></button>\n",
            pick("Thanh xem thử", "Preview bar"),
            pick("congtin: thanh xem thử", "congtin: preview bar"),
        );
        if let Some(now) = self.lens.now {
            let _ = writeln!(
                html,
                "<p class=\"clock\">{} {}. {}</p>",
                pick("Đang xem cổng như lúc", "The portal as of"),
                clock(now, self.tell.language),
                if self.at_home {
                    format!(
                        "<button type=\"button\" data-do=\"now\">{}</button>",
                        pick("Về hiện tại", "Back to now")
                    )
                } else {
                    String::new()
                }
            );
        }
        if let Some(state) = self.about.state {
            html += &self.tell.state(state);
        }
        html += &self.length();
        let _ = writeln!(
            html,
            "{}\n<div class=\"end\">{}\n\
             <button type=\"button\" data-do=\"options\" aria-haspopup=\"dialog\">{}</button></div>\n</div>",
            self.count(),
            self.follow(),
            pick("Tùy chọn", "Options")
        );
        html
    }

    fn length(&self) -> String {
        let Some((syllables, minutes)) = self.about.length else {
            return String::new();
        };
        format!(
            "<p class=\"length\">{syllables} {} · {minutes} {}</p>\n",
            self.tell.pick("tiếng", "syllables"),
            self.tell.pick("phút đọc", "min read")
        )
    }

    /// The button that tells how many findings there are, and opens them.
    fn count(&self) -> String {
        let counts = self.tell.counts(self.about.counts);
        let class = match self.about.counts {
            (0, 0) => "",
            (0, _) => " class=\"warning\"",
            _ => " class=\"error\"",
        };
        let words = if counts.is_empty() {
            self.tell.pick("Không có lỗi", "No errors")
        } else {
            &counts
        };
        format!(
            "<button type=\"button\"{class} data-do=\"findings\" aria-haspopup=\"dialog\">{words}</button>"
        )
    }

    fn follow(&self) -> String {
        let words = self
            .tell
            .pick("Theo bài đang sửa", "Follow the saved article");
        format!("<label><input type=\"checkbox\" name=\"follow\">{words}</label>")
    }

    fn findings(&self) -> String {
        let pick = |vi, en| self.tell.pick(vi, en);
        let about = self.about;
        let errors = about
            .findings
            .iter()
            .filter(|finding| finding.severity() == Severity::Error);
        let told = self.tell.findings(errors);
        let has_errors = told.contains("<li");
        let mark = if has_errors {
            format!(" data-errors=\"{}\"", Digest::of(told.as_bytes()).short())
        } else {
            String::new()
        };
        let title = if about.findings.is_empty() {
            pick("Trang này không có lỗi", "Nothing is wrong with this page")
        } else {
            pick("Cần xem lại ở trang này", "To be mended on this page")
        };
        let elsewhere = (about.counts.0 + about.counts.1).saturating_sub(about.findings.len());
        let elsewhere = match elsewhere {
            0 => String::new(),
            count => format!(
                "{count} {} ",
                pick("phát hiện nữa ở trang khác.", "more on other pages.")
            ),
        };
        let list = if about.findings.is_empty() {
            String::new()
        } else {
            self.tell.findings(&about.findings)
        };
        self.dialog(
            "findings",
            &mark,
            title,
            &format!("{list}<p>{elsewhere}{}</p>\n", self.desk()),
        )
    }

    fn options(&self) -> String {
        let pick = |vi, en| self.tell.pick(vi, en);
        let mut html = self.length() + &format!("<p>{}</p>\n", self.follow());
        if self.at_home {
            let _ = writeln!(
                html,
                "<p><label><input type=\"checkbox\" name=\"drafts\"{}>{}</label></p>",
                if self.lens.drafts { " checked" } else { "" },
                pick(
                    "Hiện cả bản nháp, bài chờ duyệt và bài hẹn giờ",
                    "Show drafts, articles in review and scheduled ones"
                )
            );
            let now = self.lens.now.map(|now| now.rfc3339()[..16].to_owned());
            let _ = writeln!(
                html,
                "<form><label>{}<input type=\"datetime-local\" name=\"now\" value=\"{}\"></label>\
                 <button>{}</button></form>",
                pick(
                    "Xem cổng vào lúc (để trống: bây giờ)",
                    "Look at the portal as of (empty: now)"
                ),
                now.unwrap_or_default(),
                pick("Xem", "Look")
            );
        }
        if let Some(source) = &self.about.source {
            let _ = writeln!(
                html,
                "<p>{}: {}</p>",
                pick("Tệp của trang này", "The file of this page"),
                self.tell.source(source, 0, 0)
            );
        }
        let _ = writeln!(html, "<p>{}</p>", self.desk());
        self.dialog(
            "options",
            "",
            pick("Tùy chọn xem thử", "Preview options"),
            &html,
        )
    }

    fn desk(&self) -> String {
        let words = self.tell.pick(
            "Mọi phát hiện, bản nháp và bài hẹn giờ",
            "All findings, drafts and scheduled articles",
        );
        format!("<a href=\"/__congtin/\">{words}</a>")
    }

    fn dialog(&self, name: &str, more: &str, title: &str, inside: &str) -> String {
        format!(
            "<dialog class=\"{name}\" aria-labelledby=\"{name}-title\"{more}>\n\
             <div class=\"top\"><h2 id=\"{name}-title\">{}</h2>\
             <button type=\"button\" data-do=\"close\">{}</button></div>\n{inside}</dialog>\n",
            escape::html(title),
            self.tell.pick("Đóng", "Close")
        )
    }
}
