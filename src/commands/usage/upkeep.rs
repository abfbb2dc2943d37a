//! Commands that look after what was published.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::{common, sub, value};
use crate::pipeline::Server;
use crate::text::Language;

/// `congtin verify`
pub fn verify(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let about = pick(
        "So một thư mục đang phục vụ với bản đã xuất bản: tệp bị sửa, thiếu, lạ",
        "Compare a live folder with what was published: changed, missing, foreign files",
    );
    let folder = Arg::new("folder")
        .required(true)
        .value_name(pick("THƯ-MỤC", "DIR"))
        .help(pick(
            "Thư mục trên máy chủ web, hoặc bản tải về của nó",
            "The folder of the web server, or a copy of it",
        ));
    let output = pick(
        "So với bản ghi của thư mục xuất này [mặc định: chính nó, không thì public]",
        "Compare with the record of this output folder [default: its own, else public]",
    );
    let against = pick(
        "So với một tệp bản ghi (.congtin/…/record) cất ở nơi khác",
        "Compare with a record file (.congtin/…/record) kept elsewhere",
    );
    common(sub("verify", about, language, Some(folder)), language)
        .arg(value("output", "THƯ-MỤC", "DIR", output, language))
        .arg(value("against", "TỆP", "FILE", against, language).conflicts_with("output"))
}

/// `congtin clean`
pub fn clean(language: Language) -> Command {
    let about = language.pick(
        "Xóa phần ghi nhớ (.congtin) để lần build sau làm lại từ đầu; giữ cổng đã xuất bản",
        "Forget what is remembered (.congtin), so that the next build begins anew; the published portal stays",
    );
    common(sub("clean", about, language, None), language)
}

/// `congtin server-config`
pub fn server_config(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let about = pick(
        "In cài đặt cho máy chủ web: tiêu đề bảo mật, chuyển hướng, bài gỡ, thời gian lưu",
        "Print the settings of a web server: security headers, redirects, withdrawn pages, cache rules",
    );
    let server = Arg::new("server")
        .required(true)
        .value_parser(PossibleValuesParser::new(Server::ALL.map(Server::name)))
        .hide_possible_values(true)
        .value_name("nginx|apache|caddy|iis|netlify")
        .help(pick("Loại máy chủ", "The server"));
    let folder = pick(
        "Thư mục gốc của máy chủ web; cổng nằm trong đó, ở đường dẫn của base_url [mặc định: /srv/cong]",
        "Root folder of the web server; the portal lies in it at the path of base_url [default: /srv/cong]",
    );
    common(
        sub("server-config", about, language, Some(server)),
        language,
    )
    .arg(value("folder", "THƯ-MỤC", "DIR", folder, language))
}
