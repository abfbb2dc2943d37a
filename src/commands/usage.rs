//! The commands and options as `--help` tells them, in Vietnamese or English, and what to say of wrong ones.

use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::content::KINDS;
use crate::text::Language;

/// The whole command line.
pub fn command(language: Language) -> Command {
    let pick = |vi: &'static str, en: &'static str| language.pick(vi, en);
    let sub = |name: &'static str, vi: &'static str, en: &'static str| {
        Command::new(name)
            .about(pick(vi, en))
            .disable_help_flag(true)
            .arg(help(language))
            .help_template(template(language))
    };
    let serve = common(
        sub(
            "serve",
            "Xem thử cổng trên máy này, tự cập nhật khi lưu bài",
            "Preview the portal on this machine, updated with every save",
        ),
        language,
    )
    .arg(
        value(
            "port",
            "SỐ",
            "N",
            pick(
                "Cổng mạng để nghe [mặc định: 8080]",
                "Port to listen on [default: 8080]",
            ),
            language,
        )
        .value_parser(value_parser!(u16)),
    )
    .arg(value(
        "host",
        "ĐỊA-CHỈ",
        "ADDR",
        pick(
            "Địa chỉ để nghe [mặc định: 127.0.0.1]",
            "Address to listen on [default: 127.0.0.1]",
        ),
        language,
    ))
    .arg(flag("open", pick("Mở trình duyệt", "Open the browser")));
    let build = common(
        sub(
            "build",
            "Xuất bản cổng thành một thư mục tệp tĩnh",
            "Publish the portal as a folder of files",
        ),
        language,
    )
    .arg(value(
        "output",
        "THƯ-MỤC",
        "DIR",
        pick(
            "Thư mục xuất [mặc định: public]",
            "Output folder [default: public]",
        ),
        language,
    ))
    .arg(flag(
        "skip-broken",
        pick(
            "Bỏ lại những bài có lỗi, xuất bản các bài còn lại",
            "Leave out articles with errors, publish the others",
        ),
    ))
    .arg(flag(
        "no-cache",
        pick(
            "Làm lại từ đầu, không dùng phần ghi nhớ",
            "Make everything anew, use nothing that is remembered",
        ),
    ));
    let kinds: Vec<_> = KINDS
        .iter()
        .flat_map(|kind| [kind.name, kind.alias])
        .collect();
    let new = common(
        sub(
            "new",
            "Tạo một bài mới với phần khai báo sẵn",
            "Make a new article with its front matter",
        ),
        language,
    )
    .arg(
        Arg::new("words")
            .num_args(1..=2)
            .required(true)
            .value_names([pick("LOẠI", "KIND"), pick("TIÊU ĐỀ", "TITLE")])
            .help(format!(
                "{}: {}",
                pick(
                    "Loại nội dung (có thể bỏ qua), rồi tiêu đề trong dấu nháy. Các loại",
                    "Kind (may be left out), then the title in quotes. Kinds"
                ),
                kinds.join(", ")
            )),
    )
    .arg(
        value(
            "category",
            "CHUYÊN-MỤC",
            "CATEGORY",
            pick(
                "Thư mục chuyên mục trong content/, ví dụ tin-tuc",
                "Category folder in content/, such as news",
            ),
            language,
        )
        .short('c'),
    )
    .arg(flag(
        "bundle",
        pick(
            "Tạo thư mục riêng để đặt ảnh cạnh bài",
            "Make a folder of its own, for pictures beside it",
        ),
    ));
    Command::new("congtin")
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
        .help_template(template(language))
        .arg(help(language))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(pick("In số phiên bản", "Print the version")),
        )
        .arg(lang(language))
        .subcommand(serve)
        .subcommand(build)
        .subcommand(common(
            sub(
                "check",
                "Kiểm tra mọi bài và giao diện, không ghi gì",
                "Check all articles and the theme, write nothing",
            ),
            language,
        ))
        .subcommand(new)
        .subcommand(
            sub(
                "init",
                "Tạo một cổng mới, chạy được ngay",
                "Make a new portal that builds at once",
            )
            .arg(
                Arg::new("folder")
                    .required(true)
                    .value_name(pick("THƯ-MỤC", "DIR"))
                    .help(pick(
                        "Thư mục mới hoặc còn trống",
                        "A folder that is new or empty",
                    )),
            )
            .arg(lang(language)),
        )
        .subcommand(
            sub(
                "schema",
                "In JSON Schema của site.toml hoặc phần khai báo của bài",
                "Print the JSON Schema of site.toml or of front matter",
            )
            .arg(
                Arg::new("what")
                    .value_parser(PossibleValuesParser::new(["site", "article", "category"]))
                    .default_value("site")
                    .hide_possible_values(true)
                    .value_name("site|article|category")
                    .help(pick("Của tệp nào", "Of which file")),
            )
            .arg(lang(language)),
        )
        .subcommand(
            sub(
                "completions",
                "In phần gợi ý lệnh cho bash, zsh, fish, PowerShell",
                "Print shell completions",
            )
            .arg(
                Arg::new("shell")
                    .required(true)
                    .value_parser(value_parser!(clap_complete::Shell))
                    .hide_possible_values(true)
                    .value_name("bash|zsh|fish|powershell|elvish")
                    .help(pick("Loại dòng lệnh", "The shell")),
            )
            .arg(lang(language)),
        )
        .subcommand(
            sub(
                "man",
                "In trang hướng dẫn cho lệnh man",
                "Print the manual page",
            )
            .arg(lang(language)),
        )
}

/// Says what is wrong with the arguments; prints help and version where they were asked for.
pub fn explain(error: &clap::Error, language: Language) -> ExitCode {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let wrong = text(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{error}");
            return ExitCode::from(2);
        }
        _ if language == Language::En => {
            eprint!("{error}");
            return ExitCode::from(2);
        }
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{wrong}`"),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu: {wrong}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if text(ContextKind::InvalidValue).is_empty() =>
        {
            format!("`{wrong}` cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = text(ContextKind::ValidValue);
            let valid = if valid.is_empty() {
                String::new()
            } else {
                format!("; dùng một trong: {valid}")
            };
            format!(
                "giá trị `{}` không hợp với {wrong}{valid}",
                text(ContextKind::InvalidValue)
            )
        }
        ErrorKind::ArgumentConflict => {
            format!("`{wrong}` bị ghi hai lần hoặc không đi cùng tùy chọn khác")
        }
        _ => "dòng lệnh viết chưa đúng".to_owned(),
    };
    let near = [
        text(ContextKind::SuggestedSubcommand),
        text(ContextKind::SuggestedArg),
    ]
    .into_iter()
    .find(|near| !near.is_empty());
    eprintln!("lỗi: {message}");
    if let Some(near) = near {
        eprintln!("  = gợi ý: có phải `{near}`?");
    }
    eprintln!("\nXem cách dùng: congtin --help");
    ExitCode::from(2)
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

const fn template(language: Language) -> &'static str {
    match language {
        Language::Vi => "{before-help}{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n",
        Language::En => "{before-help}{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    }
}
