//! The program as people run it: exit codes, formats, languages.

use super::shell::Shell;

const GOOD: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
+++
Chữ.
";

const WARNED: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
+++
# Chữ
";

const BROKEN: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
sumary = \"S\"
+++
Chữ.
-- content/tin/b.md --
+++
title = \"Bài B\"
date = 2022-07-11
summary = \"S\"
+++
Chữ.
";

#[test]
fn exit_codes_are_0_for_good_1_for_errors_2_for_wrong_use() {
    Shell::new(GOOD).run("build").code(0);
    Shell::new(GOOD).run("check").code(0);
    Shell::new(WARNED).run("build").code(0);
    Shell::new(WARNED).run("check").code(0);
    Shell::new(WARNED).run("build --deny-warnings").code(1);
    Shell::new(WARNED).run("check --deny-warnings").code(1);
    Shell::new(BROKEN).run("build").code(1);
    Shell::new(BROKEN).run("check").code(1);
    Shell::new(GOOD).run("biuld").code(2);
    Shell::new(GOOD).run("build --khong-co").code(2);
    Shell::new(GOOD).run("build --now hôm-qua").code(2);
    Shell::new(GOOD).run("").code(2);
    Shell::bare().run("build").code(2);
}

#[test]
fn findings_have_a_picture_with_carets() {
    Shell::new(BROKEN).run("build").code(1).err(
        "
error[E-KEY-UNKNOWN]: không có khóa `sumary`
  --> content/tin/a.md:4:1
   |
 4 | sumary = \"S\"
   | ^^^^^^
   = gợi ý: có phải `summary`?

Chưa xuất bản gì: 1 lỗi, 0 cảnh báo.
",
    );
}

#[test]
fn what_was_published_before_is_worth_a_word() {
    let shell = Shell::new(GOOD);
    shell.run("build").code(0);
    shell.write("content/tin/a.md", "hỏng");
    shell
        .run("build")
        .code(1)
        .err_has(" Cổng đã xuất bản trước đây vẫn nguyên vẹn.");
}

#[test]
fn findings_may_be_short_json_or_for_github() {
    let shell = Shell::new(BROKEN);
    shell
        .run("build --format short --quiet")
        .code(1)
        .err("content/tin/a.md:4:1: error[E-KEY-UNKNOWN]: không có khóa `sumary`")
        .out("");
    shell.run("build --format github --quiet").code(1).out(
        "::error file=content/tin/a.md,line=4,col=1,title=E-KEY-UNKNOWN::không có khóa `sumary`%0Acó phải `summary`?",
    ).err("");
    let ran = shell.run("build --format json --quiet").code(1);
    let finding: serde_json::Value = serde_json::from_str(&ran.out).expect("one object a line");
    assert_eq!(
        finding,
        serde_json::json!({
            "code": "E-KEY-UNKNOWN",
            "severity": "error",
            "message": "không có khóa `sumary`",
            "help": "có phải `summary`?",
            "path": "content/tin/a.md",
            "line": 4,
            "column": 1,
            "width": 6,
            "excerpt": "sumary = \"S\"",
        })
    );
}

#[test]
fn json_and_github_give_findings_only_on_standard_output() {
    for format in ["json", "github"] {
        let ran = Shell::new(WARNED).run(&format!("check --format {format} --quiet"));
        assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    }
    // What is not a finding stays out of the way of the program that reads.
    let ran = Shell::new(WARNED).run("check --format json");
    for line in ran.out.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
    let ran = Shell::new(WARNED).run("build --format json");
    for line in ran.out.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
}

#[test]
fn messages_are_vietnamese_unless_english_is_asked_for() {
    let shell = Shell::new(BROKEN);
    shell
        .run("build --lang en")
        .code(1)
        .err_has("there is no key `sumary`")
        .err_has("help: did you mean `summary`?")
        .err_has("Nothing was published");
    shell.run("build --lang=en").err_has("there is no key");
    Shell::new(BROKEN)
        .with("CONGTIN_LANG", "en")
        .run("build")
        .err_has("there is no key");
    Shell::new(BROKEN)
        .with("LANG", "en_US.UTF-8")
        .run("build")
        .err_has("không có khóa");
    let english = format!(
        "-- site.toml --\ntitle = \"City\"\nbase_url = \"https://a.example\"\nlanguage = \"en\"\n{}",
        BROKEN.trim_start()
    );
    Shell::new(&english).run("build").err_has("there is no key");
    Shell::new(&english)
        .with("LANG", "vi_VN.UTF-8")
        .run("build")
        .err_has("không có khóa");
    shell.run("biuld").err_has("không có lệnh `biuld`");
    shell
        .run("build --formt json")
        .err_has("không có tùy chọn `--formt`")
        .err_has("có phải `--format`?");
    shell
        .run("build --format xml")
        .err_has("giá trị `xml` không hợp lệ cho");
    shell.run("biuld --lang en").err_has("biuld");
}

#[test]
fn quiet_prints_findings_only() {
    Shell::new(GOOD)
        .run("build --quiet")
        .code(0)
        .out("")
        .err("");
    Shell::new(GOOD).run("check -q").code(0).out("").err("");
}

#[test]
fn notes_are_told_by_check_and_when_asked_for() {
    let shell =
        Shell::new("-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = 2022-07-11\n+++\nChữ.\n");
    shell.run("build").code(0).err("");
    shell
        .run("build --verbose --format short")
        .code(0)
        .err_has("note[N-SUMMARY-MISSING]");
    shell
        .run("check --format short --deny-warnings")
        .code(0)
        .err_has("note[N-SUMMARY-MISSING]")
        .out("Đã kiểm tra 1 bài và trang: 0 lỗi, 0 cảnh báo.");
}

#[test]
fn the_clock_can_be_set() {
    let shell = Shell::new(
        "-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = \"11/07/2022 08:00\"\nsummary = \"S\"\nexpires_at = \"12/07/2022 08:00\"\n+++\nChữ.\n",
    );
    shell
        .run("build --now 2022-07-11T07:59:59+07:00")
        .code(0)
        .out_has("vào Thứ Hai, 11/07/2022, 08:00 (GMT+7): chạy lại lệnh build khi đó.");
    shell.missing("public/tin/a.html");
    shell.run("build --now '11/07/2022 08:00'").code(0);
    shell.has("public/tin/a.html", "<h1>A</h1>");
    shell.run("build --now 2022-07-12T01:00:00Z").code(0);
    shell.missing("public/tin/a.html");
}

#[test]
fn a_clock_that_says_the_day_stands_at_its_beginning() {
    let shell = Shell::new(
        "-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = \"11/07/2022 08:00\"\nsummary = \"S\"\nexpires_at = \"13/07/2022 00:00\"\n+++\nChữ.\n",
    );
    shell.run("build --now 2022-07-12").code(0);
    shell.has("public/tin/a.html", "<h1>A</h1>");
    shell.run("build --now 2022-07-13").code(0);
    shell.missing("public/tin/a.html");
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let shell = Shell::new(&GOOD.replace("summary", "draft = true\nsummary"));
    shell.run("build").code(0);
    shell.missing("public/tin/a.html");
    shell.run("build --drafts").code(0);
    shell.has("public/tin/a.html", "Bài A");
}

#[test]
fn base_url_and_output_can_be_given() {
    let shell = Shell::new(GOOD);
    shell
        .run("build --base-url https://khac.example/thu --output ra/ngoai")
        .code(0)
        .out_has("Đã xuất bản vào ra/ngoai:");
    shell.has(
        "ra/ngoai/tin/a.html",
        "<link rel=\"canonical\" href=\"https://khac.example/thu/tin/a.html\">",
    );
    shell.missing("public");
    shell
        .run("build --base-url khac")
        .code(1)
        .err_has("E-BASE-URL");
}

#[test]
fn the_site_is_found_from_any_folder_inside_it_or_named() {
    let shell = Shell::new(GOOD);
    shell.run_in("content/tin", "check").code(0);
    shell.run_in("..", "check --root site").code(0);
    shell
        .run_in("..", "check --root home")
        .code(2)
        .err_has("không tìm thấy site.toml trong `home`");
    Shell::bare()
        .run("check --lang en")
        .code(2)
        .err_has("there is no site.toml")
        .err_has("congtin init FOLDER");
}

#[test]
fn skip_broken_publishes_all_but_the_broken() {
    let shell = Shell::new(&format!(
        "{BROKEN}-- content/tin/c.md --\n+++\ntitle = \"C\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\n[a](@/tin/a.md)\n"
    ));
    shell.run("build --skip-broken --format short").code(0).err(
        "content/tin/a.md: warning[W-SKIPPED]: bài có lỗi nên không xuất bản (--skip-broken)\n\
         content/tin/a.md:4:1: warning[E-KEY-UNKNOWN]: không có khóa `sumary`\n\
         content/tin/c.md:6:5: warning[W-LINK-HIDDEN]: bài `@/tin/a.md` không được xuất bản; liên kết thành chữ thường",
    );
    shell.missing("public/tin/a.html");
    shell.has("public/tin/b.html", "Bài B");
    shell.run("build --skip-broken --deny-warnings").code(1);
}

#[test]
fn a_broken_article_is_skipped_whatever_its_name() {
    for name in ["gia_index.md", "a.MD", "a/index.md"] {
        let broken = BROKEN.replace("content/tin/a.md", &format!("content/tin/{name}"));
        let shell = Shell::new(&broken);
        let skipped = format!("content/tin/{name}: warning[W-SKIPPED]");
        shell
            .run("build --skip-broken --format short")
            .code(0)
            .err_has(&skipped);
        shell.has("public/tin/b.html", "Bài B");
    }
}

#[test]
fn a_draft_is_not_skipped_for_a_slip_since_it_is_not_published_anyway() {
    let shell = Shell::new(BROKEN);
    let draft = shell
        .read("content/tin/a.md")
        .replace("+++\ntitle", "+++\ndraft = true\ntitle");
    shell.write("content/tin/a.md", draft);
    let told = "content/tin/a.md:5:1: warning[E-KEY-UNKNOWN]: không có khóa `sumary`";
    for build in ["build", "build --skip-broken"] {
        shell
            .run(&format!("{build} --format short"))
            .code(0)
            .err(told);
    }
}

#[test]
fn skip_broken_cannot_mend_settings_or_themes() {
    let shell = Shell::new(BROKEN);
    shell.write("site.toml", "title = \"A\"\n");
    shell.run("build --skip-broken").code(1);
    shell.missing("public/index.html");
}

#[test]
fn check_writes_nothing() {
    for site in [GOOD, WARNED, BROKEN] {
        let shell = Shell::new(site);
        let before = shell.state(".");
        shell.run("check");
        assert_eq!(shell.state("."), before);
    }
}

#[test]
fn check_finds_what_build_would_find() {
    let shell = Shell::new(super::themes::SMALL);
    shell.run("check").code(0);
    shell.write(
        "themes/nho/templates/article.html",
        "{{ article.khong_co.gi }}",
    );
    shell.run("check").code(1).err_has("E-TEMPLATE");
    shell.run("build").code(1).err_has("E-TEMPLATE");
}

#[test]
fn help_and_version_speak_and_succeed() {
    let shell = Shell::bare();
    for line in [
        "--help",
        "-h",
        "build --help",
        "serve --help",
        "check --help",
        "new --help",
        "init --help",
        "help",
        "help build",
        "--version",
    ] {
        let ran = shell.run(line).code(0).err("");
        assert!(!ran.out.is_empty(), "{line}");
    }
    shell
        .run("--help")
        .out_has("Xuất bản cổng thông tin điện tử");
    shell
        .run("--help --lang en")
        .out_has("Publishes a city portal");
    shell
        .run("--version")
        .out(&format!("congtin {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_names_every_word_once_in_the_language_of_the_reader() {
    let shell = Shell::bare();
    for (command, usage) in [
        ("new", "congtin new [LOẠI] <TIÊU ĐỀ> [TÙY CHỌN]"),
        ("init", "congtin init <THƯ-MỤC> [TÙY CHỌN]"),
        (
            "schema",
            "congtin schema [site|article|category|term] [TÙY CHỌN]",
        ),
        (
            "completions",
            "congtin completions <bash|zsh|fish|powershell|elvish> [TÙY CHỌN]",
        ),
    ] {
        let ran = shell.run(&format!("{command} --help")).code(0);
        assert!(
            ran.out
                .contains(&format!("Cách dùng: {usage}\n\nTham số:\n")),
            "{}",
            ran.out
        );
        assert_eq!(ran.out.matches("Tham số:").count(), 1, "{}", ran.out);
        for english in ["default", "Arguments", "Options", "Usage"] {
            assert!(!ran.out.contains(english), "{}", ran.out);
        }
    }
    shell
        .run("new --help --lang en")
        .out_has("Usage: congtin new [OPTIONS] [KIND] <TITLE>");
}

#[test]
fn schemas_completions_and_the_manual_can_be_printed() {
    let shell = Shell::bare();
    for what in ["site", "article", "category"] {
        let ran = shell.run(&format!("schema {what}")).code(0);
        let schema: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert!(schema["properties"]["title"].is_object(), "{what}");
    }
    for name in ["bash", "zsh", "fish", "powershell"] {
        shell
            .run(&format!("completions {name}"))
            .code(0)
            .out_has("skip-broken");
    }
    shell.run("man").code(0).out_has(".TH congtin");
}

#[test]
fn a_site_without_settings_or_with_broken_ones_is_told() {
    let shell = Shell::new(GOOD);
    shell.write("site.toml", "title = \"A\nbase_url = 3\n");
    shell
        .run("check --format short")
        .code(1)
        .err_has("site.toml:1:");
    shell.write("site.toml", "");
    shell
        .run("check --format short")
        .code(1)
        .err_has("site.toml: error[E-KEY-MISSING]: thiếu `title`")
        .err_has("site.toml: error[E-KEY-MISSING]: thiếu `base_url`");
}

/// What is told of a full disk may go to a log on the same disk.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_to_standard_error_stops_nothing() {
    let shell = Shell::bare();
    for line in [
        "build --khong-co",
        "build",
        "verify khong-co",
        "--lang en x",
    ] {
        let full = std::fs::File::create("/dev/full").expect("Linux has it");
        let status = shell.command(".", line).stderr(full).status();
        let code = status.expect("the program starts").code();
        assert!(matches!(code, Some(1 | 2)), "{line}: {code:?}");
    }
}

/// A full disk behind `>` must not look like a whole configuration.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_to_standard_output_is_told() {
    let shell = Shell::new(
        "-- content/tin/a.md --\n+++\ntitle = \"A\"\ndate = 2022-07-11\nsummary = \"S\"\n+++\nB\n",
    );
    for line in ["schema", "completions bash", "man", "server-config nginx"] {
        let full = std::fs::File::create("/dev/full").expect("Linux has it");
        let output = shell
            .command(".", line)
            .stdout(full)
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{line}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("ổ đĩa đã đầy"), "{line}: {told}");
    }
}
