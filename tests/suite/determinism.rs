//! Same input, same bytes: on one thread or many, in any folder, any time zone, any day.

use proptest::prelude::*;

use super::case::{Case, Outputs, build, settings};
use super::shell::Shell;
use super::warm::portal::Portal;

fn portal() -> Case {
    let mut case = Case::new("").setting("languages = [\"vi\", \"en\"]\nlists.page_size = 3\nfeeds = { tags = true, authors = true, content = true }");
    for number in 1..=20 {
        let more = format!(
            "tags = [\"Thẻ {}\", \"Thẻ {}\"]\nauthor = \"Tác giả {}\"\nseries = \"Loạt {}\"",
            number % 3,
            number % 5,
            number % 4,
            number % 2
        );
        // Many of one day: ties must be broken by something lasting.
        let date = format!("2022-07-{:02}", number % 4 + 1);
        case = case.article_with(
            &format!("tin/bai-{number}"),
            &format!("Bài {number}"),
            &date,
            &more,
        );
        if number % 3 == 0 {
            case = case.article(
                &format!("tin/bai-{number}.en"),
                &format!("Story {number}"),
                &date,
            );
        }
    }
    case
}

#[test]
fn any_number_of_threads_makes_the_same_bytes_and_findings() {
    let case = portal().file(
        "content/tin/x.md",
        "+++\ntitle = \"X\"\ndate = 2022-07-01\n+++\n# A\n",
    );
    let settings = settings();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| build(&case.in_memory(), &settings))
    };
    let one = with(1);
    assert!(one.0.len() > 80, "{}", one.0.len());
    for threads in [2, 3, 8] {
        assert_eq!(with(threads), one, "{threads} threads");
    }
}

#[test]
fn ten_times_over_one_of_everything_is_the_same_on_one_thread_and_many() {
    let portal = Portal::complete();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let build = || build(&portal.on_disk(), &portal.settings);
        pool.expect("threads").install(build)
    };
    let first = with(1);
    for time in 1..10 {
        let threads = time % 4 + 1;
        assert_eq!(with(threads), first, "{threads} threads");
    }
}

#[test]
fn the_folder_the_zone_the_locale_and_the_jobs_change_nothing() {
    let build = |sources: &Outputs, zone: &str, lang: &str, jobs: &str| {
        let shell = Shell::bare()
            .with("TZ", zone)
            .with("LANG", lang)
            .with("LC_ALL", lang);
        for (path, bytes) in sources {
            shell.write(path, bytes);
        }
        let options = "--now 2022-08-01T08:00:00+07:00 --format short";
        let ran = shell.run(&format!("build {options} --jobs {jobs}")).code(0);
        let root = shell.path("public");
        let name = |path: &std::path::Path| path.strip_prefix(&root).expect("inside").to_owned();
        let files = shell.state("public").into_iter();
        let files: Vec<_> = files
            .map(|(path, (bytes, _))| (name(&path), bytes))
            .collect();
        (files, ran.err)
    };
    // One of everything, under the default theme.
    let mut complete = Portal::complete();
    complete.site.remove("theme");
    for sources in [portal().files, complete.sources()] {
        let first = build(&sources, "Asia/Ho_Chi_Minh", "vi_VN.UTF-8", "1");
        assert_eq!(first, build(&sources, "America/Los_Angeles", "C", "4"));
        // A language of which the program has no words: it speaks Vietnamese then as well.
        assert_eq!(first, build(&sources, "", "tr_TR.UTF-8", "2"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever bytes lie in a content file: it is published, hidden, or a finding says why not. Never a panic.
    #[test]
    fn any_bytes_end_as_a_page_or_a_finding(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        ends_well(&bytes);
    }

    #[test]
    fn any_front_matter_ends_as_a_page_or_a_finding(
        front in "(title|date|tags|author|cover|[a-zđ_]{1,8}) ?= ?[\\PC\\n]{0,80}",
        body in "[\\PC\\n]{0,120}",
        mark in prop_oneof![Just("+++"), Just("---")],
    ) {
        ends_well(format!("{mark}\ntitle = 'A'\ndate = 2022-07-11\n{front}\n{mark}\n{body}").as_bytes());
    }

    #[test]
    fn any_settings_end_as_a_portal_or_a_finding(text in "((title|base_url|theme|menu|home|lists|\\[[a-z.]{1,9}\\]|[a-z_]{1,9}) ?=? ?[\\PC]{0,30}\n){0,8}") {
        let case = Case::new(&format!("-- site.toml --\ntitle = \"A\"\nbase_url = \"https://thu.example\"\n{}", text.replace("-- ", "")))
            .article("tin/a", "A", "2022-07-11")
            .build();
        let errors = case.told(false).iter().any(|line| line.contains("error["));
        prop_assert_eq!(errors, case.outputs.is_empty());
    }

    /// A title is only a title: whatever it is, the portal is sound and the feed tells it as it is printed.
    #[test]
    fn any_title_is_only_text(title in "\\PC{1,40}") {
        let written = title.replace('\\', "\\\\").replace('"', "\\\"");
        let case = Case::new("")
            .article("tin/a", &written, "2022-07-11")
            .article_with("tin/b", "B", "2022-07-10", &format!("tags = [\"{written}\"]\nauthor = \"{written}\""))
            .build();
        prop_assume!(!case.outputs.is_empty());
        let feed: serde_json::Value = serde_json::from_str(case.page("feed.json")).expect("JSON");
        let told = feed["items"][0]["title"].as_str().expect("a title").to_owned();
        let repaired = congtin::text::normal::repair(&title);
        let wanted = congtin::text::punctuation::set(&repaired);
        prop_assert_eq!(told.trim(), wanted.trim());
    }
}

#[track_caller]
fn ends_well(bytes: &[u8]) {
    let case = Case::new("")
        .file("content/tin/a.md", bytes)
        .drafts()
        .build();
    let published = case.outputs.contains_key("tin/a.html");
    assert!(
        published || !case.told(true).is_empty(),
        "neither a page nor a finding"
    );
}
