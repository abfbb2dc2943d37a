//! `congtin server-config`: what is printed for each server, word for word; `UPDATE=1` writes it anew, and the difference is
//! reviewed. That servers take it and answer so is shown by `tests/servers`.

use std::fs;
use std::path::{Path, PathBuf};

use super::shell::Shell;

const SITE: &str = r#"
-- site.toml --
title = "Cổng Nà Sơn"
base_url = "https://nason.example"
languages = ["vi", "en"]
[embeds]
hosts = ["www.youtube.com"]
-- content/tin-tuc/cau.md --
+++
title = "Cầu mới"
date = 2022-07-11
summary = "S"
aliases = ["/cu/cau.html", "/cau-cu/"]
+++
Chữ.
-- content/tin-tuc/cau.en.md --
+++
title = "A new bridge"
date = 2022-07-11
summary = "S"
+++
Text.
-- content/tin-tuc/go.md --
+++
title = "Bài sai"
date = 2022-07-11
summary = "S"
withdrawn = "Sai"
+++
Chữ.
"#;

const SERVERS: [(&str, &str); 5] = [
    ("nginx", "nginx.conf"),
    ("apache", "apache.conf"),
    ("caddy", "Caddyfile"),
    ("iis", "web.config"),
    ("netlify", "netlify.toml"),
];

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/servers")
        .join(name)
}

#[test]
fn each_server_gets_what_it_got() {
    let shell = Shell::new(SITE);
    for (server, file) in SERVERS {
        let printed = shell.run(&format!("server-config {server}")).code(0).out;
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(golden("")).expect("a folder");
            fs::write(golden(file), &printed).expect("written");
        }
        let expected = fs::read_to_string(golden(file)).unwrap_or_default();
        assert_eq!(
            printed, expected,
            "UPDATE=1 writes tests/golden/servers/{file} anew"
        );
    }
}

#[test]
fn the_handbook_shows_what_is_printed() {
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/may-chu.md");
    let handbook = fs::read_to_string(handbook).expect("the handbook");
    let printed = fs::read_to_string(golden("nginx.conf")).expect("nginx");
    assert!(
        handbook.contains(&format!("```nginx\n{printed}```")),
        "docs/may-chu.md does not show tests/golden/servers/nginx.conf"
    );
    for (server, _) in SERVERS {
        let command = format!("congtin server-config {server}");
        assert!(handbook.contains(&command), "{command}");
    }
}

#[test]
fn every_server_is_told_all_of_it() {
    for (server, _) in SERVERS {
        let printed = Shell::new(SITE).run(&format!("server-config {server}")).out;
        for wanted in [
            "max-age=31536000",
            "nosniff",
            "strict-origin-when-cross-origin",
            "camera=(), microphone=(), geolocation=()",
            "default-src 'self'",
            "frame-src https://www.youtube-nocookie.com",
            "immutable",
            "/tin-tuc/cau.html",
            "tin-tuc/go.html",
            "410",
        ] {
            assert!(printed.contains(wanted), "{server}: {wanted}");
        }
    }
}

#[test]
fn a_portal_below_a_path_says_so_and_one_without_https_promises_none() {
    for (server, _) in SERVERS {
        let line = format!("server-config {server} --base-url http://nason.example:8080/cong");
        let printed = Shell::new(SITE).run(&line).code(0).out;
        assert!(!printed.contains("Strict-Transport-Security"), "{server}");
        assert!(printed.contains("/cong/tin-tuc/cau.html"), "{server}");
        assert!(!printed.contains("443"), "{server}");
    }
}

#[test]
fn what_is_not_for_readers_of_a_portal_is_told_in_words() {
    Shell::new(SITE)
        .run("server-config lighttpd")
        .code(2)
        .err_has("lighttpd");
    let broken = SITE.replace("summary = \"S\"\naliases", "sumary = \"S\"\naliases");
    Shell::new(&broken)
        .run("server-config nginx")
        .code(1)
        .err_has("E-KEY-UNKNOWN")
        .out("");
    Shell::new(SITE)
        .run("server-config --help")
        .out_has("In cài đặt cho máy chủ web")
        .out_has("congtin server-config <nginx|apache|caddy|iis|netlify>");
    Shell::new(SITE)
        .run("server-config --help --lang en")
        .out_has("Print the settings of a web server");
}

#[test]
fn what_other_programs_read_can_be_read() {
    let shell = Shell::new(SITE);
    let xml = shell.run("server-config iis").out;
    let mut reader = quick_xml::Reader::from_str(&xml);
    while reader.read_event().expect("XML") != quick_xml::events::Event::Eof {}
    let table: toml::Table = shell
        .run("server-config netlify")
        .out
        .parse()
        .expect("TOML");
    assert_eq!(table["redirects"].as_array().map(Vec::len), Some(6));
}

#[test]
fn a_folder_may_be_anywhere_but_not_say_anything_else() {
    let shell = Shell::new(SITE);
    shell
        .run("server-config nginx --folder 'C:\\Cổng thành phố\\'")
        .code(0)
        .out_has("root \"C:/Cổng thành phố\";");
    shell
        .run("server-config nginx --folder 'a\";b'")
        .code(2)
        .err_has("--folder");
}
