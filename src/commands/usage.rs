//! The commands and options as `--help` tells them, in Vietnamese or English.

mod upkeep;

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::content::KINDS;
use crate::text::Language;

/// The whole command line.
pub fn command(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let commands = [
        serve(language),
        build(language),
        check(language),
        upkeep::verify(language),
        upkeep::clean(language),
        upkeep::server_config(language),
        new(language),
        init(language),
        schema(language),
        completions(language),
        man(language),
    ];
    let congtin = Command::new("congtin")
        .version(env!("CARGO_PKG_VERSION"))
        .about(pick(
            "Xuất bản cổng thông tin điện tử từ những tệp Markdown",
            "Publishes a city portal from Markdown files",
        ))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(help(language))
        .arg(version.help(pick("In số phiên bản", "Print the version")))
        .arg(lang(language))
        .subcommands(commands.map(|command| worded(command, language)));
    worded(congtin, language)
}

/// `congtin help` and `congtin help build` are `congtin --help` and `congtin build --help`: clap's own words are English.
pub fn helped(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// The headings that clap writes in English, and the line of usage.
fn worded(command: Command, language: Language) -> Command {
    if language == Language::En {
        return command;
    }
    let is_root = command.get_name() == "congtin";
    let mut usage = String::from("congtin ");
    if is_root {
        usage += "<LỆNH>";
    } else {
        usage += command.get_name();
        for argument in command.get_positionals() {
            // The one argument of two words is the kind, which may be left out, and the title.
            if argument
                .get_num_args()
                .is_some_and(|words| words.max_values() > 1)
            {
                usage += " [LOẠI]";
            }
            let names = argument.get_value_names().unwrap_or_default();
            let (open, close) = if argument.is_required_set() {
                ('<', '>')
            } else {
                ('[', ']')
            };
            usage.extend(names.iter().map(|name| format!(" {open}{name}{close}")));
        }
    }
    let heading = |argument: Arg| match (argument.get_help_heading(), argument.is_positional()) {
        (Some(_), _) => argument,
        (None, true) => argument.help_heading("Tham số"),
        (None, false) => argument.help_heading("Tùy chọn"),
    };
    command
        .help_template("{about}\n\nCách dùng: {usage}\n\n{all-args}\n")
        .override_usage(usage + " [TÙY CHỌN]")
        .subcommand_help_heading("Các lệnh")
        .mut_args(heading)
}

fn serve(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let about = pick(
        "Xem thử cổng trên máy này, tự cập nhật khi lưu bài",
        "Preview the portal on this machine, updated with every save",
    );
    let port = pick(
        "Cổng mạng để nghe [mặc định: 8080]",
        "Port to listen on [default: 8080]",
    );
    let host = pick(
        "Địa chỉ để nghe [mặc định: 127.0.0.1]",
        "Address to listen on [default: 127.0.0.1]",
    );
    let lan = pick(
        "Cho điện thoại, máy khác cùng mạng nội bộ xem: in địa chỉ có khóa và mã QR",
        "Let telephones and machines of the local network look: prints an address with a key, and its QR code",
    );
    let editor = pick(
        "Địa chỉ mở tệp nguồn từ trang xem thử, hoặc none [mặc định: vscode://file/{path}:{line}:{column}]",
        "Address that opens a source from the preview, or none [default: vscode://file/{path}:{line}:{column}]",
    );
    common(sub("serve", about, language, None), language)
        .arg(value("port", "SỐ", "N", port, language).value_parser(value_parser!(u16)))
        .arg(value("host", "ĐỊA-CHỈ", "ADDR", host, language))
        .arg(flag("lan", lan))
        .arg(value("editor", "ĐỊA-CHỈ", "URL", editor, language))
        .arg(flag("open", pick("Mở trình duyệt", "Open the browser")))
}

fn build(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let about = pick(
        "Xuất bản cổng thành một thư mục tệp tĩnh",
        "Publish the portal as a folder of files",
    );
    let output = pick(
        "Thư mục xuất [mặc định: public]",
        "Output folder [default: public]",
    );
    let skip = pick(
        "Bỏ lại những bài có lỗi, xuất bản các bài còn lại",
        "Leave out articles with errors, publish the others",
    );
    let no_cache = pick(
        "Làm lại từ đầu, không dùng phần ghi nhớ",
        "Make everything anew, use nothing that is remembered",
    );
    let verify = pick(
        "Làm lại toàn bộ trong bộ nhớ và so với phần đã ghi nhớ",
        "Make everything once more in memory and compare",
    );
    let explain = pick(
        "Cho biết một trang được làm từ những gì, không xuất bản",
        "Tell what a page is made from, publish nothing",
    );
    common(sub("build", about, language, None), language)
        .arg(value("output", "THƯ-MỤC", "DIR", output, language))
        .arg(flag("skip-broken", skip))
        .arg(flag("no-cache", no_cache))
        .arg(flag("verify", verify))
        .arg(value("explain", "TỆP", "PATH", explain, language).conflicts_with("verify"))
}

fn check(language: Language) -> Command {
    let about = language.pick(
        "Kiểm tra mọi bài và giao diện, không ghi gì",
        "Check all articles and the theme, write nothing",
    );
    common(sub("check", about, language, None), language)
}

fn new(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let about = pick(
        "Tạo một bài mới với phần khai báo sẵn",
        "Make a new article with its front matter",
    );
    let words = pick(
        "Tiêu đề trong dấu nháy; trước đó có thể ghi loại nội dung. Các loại",
        "The title in quotes; the kind may stand before it. Kinds",
    );
    let kinds: Vec<_> = KINDS
        .iter()
        .flat_map(|kind| [kind.name, kind.alias])
        .collect();
    let words = Arg::new("words")
        .num_args(1..)
        .required(true)
        .value_name(pick("TIÊU ĐỀ", "TITLE"))
        .help(format!("{words}: {}", kinds.join(", ")));
    let category = pick(
        "Thư mục chuyên mục trong content/, ví dụ tin-tuc",
        "Category folder in content/, such as news",
    );
    common(sub("new", about, language, Some(words)), language)
        .override_usage("congtin new [OPTIONS] [KIND] <TITLE>")
        .arg(value("category", "CHUYÊN-MỤC", "CATEGORY", category, language).short('c'))
        .arg(flag(
            "bundle",
            pick(
                "Tạo thư mục riêng để đặt ảnh cạnh bài",
                "Make a folder of its own, for pictures beside it",
            ),
        ))
}

fn init(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let folder = Arg::new("folder")
        .required(true)
        .value_name(pick("THƯ-MỤC", "DIR"))
        .help(pick(
            "Thư mục mới hoặc còn trống",
            "A folder that is new or empty",
        ));
    let about = pick(
        "Tạo một cổng mới, chạy được ngay",
        "Make a new portal that builds at once",
    );
    sub("init", about, language, Some(folder)).arg(lang(language))
}

fn schema(language: Language) -> Command {
    let about = language.pick(
        "In JSON Schema của site.toml hoặc phần khai báo của bài",
        "Print the JSON Schema of site.toml or of front matter",
    );
    let what = Arg::new("what")
        .value_parser(PossibleValuesParser::new([
            "site", "article", "category", "term",
        ]))
        .default_value("site");
    let what = what
        .hide_possible_values(true)
        .hide_default_value(true)
        .value_name("site|article|category|term")
        .help(language.pick(
            "Của tệp nào [mặc định: site]",
            "Of which file [default: site]",
        ));
    sub("schema", about, language, Some(what)).arg(lang(language))
}

fn completions(language: Language) -> Command {
    let about = language.pick(
        "In phần gợi ý lệnh cho bash, zsh, fish, PowerShell",
        "Print shell completions",
    );
    let shell = Arg::new("shell")
        .required(true)
        .value_parser(value_parser!(clap_complete::Shell));
    let shell = shell
        .hide_possible_values(true)
        .value_name("bash|zsh|fish|powershell|elvish")
        .help(language.pick("Loại dòng lệnh", "The shell"));
    sub("completions", about, language, Some(shell)).arg(lang(language))
}

fn man(language: Language) -> Command {
    sub(
        "man",
        language.pick("In trang hướng dẫn cho lệnh man", "Print the manual page"),
        language,
        None,
    )
    .arg(lang(language))
}

/// A command, with the word it takes before its options: help lists groups in the order in which they come up.
fn sub(name: &'static str, about: &'static str, language: Language, word: Option<Arg>) -> Command {
    Command::new(name)
        .about(about)
        .disable_help_flag(true)
        .args(word)
        .arg(help(language))
}

/// Options that every command on a site has.
fn common(command: Command, language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let heading = pick("Tùy chọn chung", "Common options");
    let formats = PossibleValuesParser::new(["human", "short", "json", "github"]);
    let options = [
        value(
            "root",
            "THƯ-MỤC",
            "DIR",
            pick(
                "Thư mục của cổng [mặc định: thư mục gần nhất có site.toml]",
                "The site's folder [default: the nearest one with a site.toml]",
            ),
            language,
        ),
        value(
            "base-url",
            "ĐỊA-CHỈ",
            "URL",
            pick(
                "Thay cho base_url trong site.toml",
                "Instead of base_url in site.toml",
            ),
            language,
        ),
        flag(
            "drafts",
            pick(
                "Hiện cả bản nháp, bài chờ duyệt và bài hẹn giờ",
                "Show drafts, articles in review and scheduled ones",
            ),
        ),
        value(
            "now",
            "THỜI-ĐIỂM",
            "TIME",
            pick(
                "Coi như đang ở thời điểm này, ví dụ 2022-07-11T15:30:00+07:00",
                "Build as of this moment, such as 2022-07-11T15:30:00+07:00",
            ),
            language,
        ),
        value(
            "jobs",
            "SỐ",
            "N",
            pick(
                "Số luồng chạy song song [mặc định: số nhân máy]",
                "Threads [default: one a core]",
            ),
            language,
        )
        .value_parser(value_parser!(u16).range(1..)),
        value(
            "format",
            "KIỂU",
            "FORMAT",
            pick(
                "Cách in lỗi và cảnh báo: human, short, json, github",
                "How findings are printed: human, short, json, github",
            ),
            language,
        )
        .value_parser(formats)
        .hide_possible_values(true),
        flag(
            "deny-warnings",
            pick("Coi cảnh báo là lỗi", "Take warnings for errors"),
        ),
        flag(
            "quiet",
            pick("Chỉ in lỗi và cảnh báo", "Print findings only"),
        )
        .short('q'),
        flag("verbose", pick("In thêm chi tiết", "Print more")).short('v'),
        lang(language),
    ];
    options.into_iter().fold(command, |command, option| {
        command.arg(option.help_heading(heading))
    })
}

fn value(
    name: &'static str,
    vi: &'static str,
    en: &'static str,
    help: &'static str,
    language: Language,
) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(language.pick(vi, en))
        .help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

fn help(language: Language) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(language.pick("In hướng dẫn này", "Print this help"))
}

fn lang(language: Language) -> Arg {
    let help = language.pick(
        "Ngôn ngữ của lời báo: vi hoặc en",
        "Language of messages: vi or en",
    );
    value("lang", "NGÔN-NGỮ", "LANG", help, language)
        .value_parser(PossibleValuesParser::new(["vi", "en"]))
        .hide_possible_values(true)
}
