//! Search in a real browser: what is found first, that it is what the plain search finds, and how the page and the
//! suggestions behave.

mod archive;
mod marks;
mod page;
mod slips;
mod suggestions;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use congtin::search::abbreviations::Abbreviations;
use congtin::search::postings::Searchable;
use congtin::search::{letters, reference, words};
use congtin::text::Language;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::string::RegexGeneratorStrategy;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::chromium::Browser;
use super::{Preview, at, seen, tab_to, untroubled, wait};

/// What should be found, by readers' queries.
const QUERIES: &str = include_str!("../search/queries.tsv");

const ENGLISH: [&str; 3] = [
    "People’s Committee, don't hurry: the city's bridges",
    "Cities of the buses; churches, boxes, class status this gas",
    "30 March, 5G 'quoted' İstanbul",
];

/// Opens the index of the search page that is open, as `index`.
const OPEN: &str = r"
    const form = document.querySelector('form.search');
    const { Index } = await import(new URL(form.dataset.script, location.href));
    const index = new Index(new URL(form.getAttribute('action'), location.href).href);
    await index.open();
";

/// The value of statements that use `index`.
fn ask(browser: &mut Browser, script: &str) -> Value {
    browser.eval(&format!("(async () => {{ {OPEN} {script} }})()"))
}

/// A preview of a site, and a browser that stands on its search page.
fn searching(site: &Path) -> (Preview, Browser) {
    let preview = Preview::of(site, &["--now", "2022-08-01T08:00:00+07:00"]);
    let mut browser = Browser::start();
    browser.open(&format!("{}/tim-kiem/", preview.address));
    (preview, browser)
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn readers_find_what_they_mean() {
    let site = archive::site();
    let (_preview, mut browser) = searching(site.path());
    let lines = QUERIES.lines().filter(|line| !line.starts_with('#'));
    let queries: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    assert!(queries.len() >= 150, "{}", queries.len());
    let asked: Vec<&str> = queries.iter().map(|query| query[1]).collect();
    let answers = ask(
        &mut browser,
        &format!(
            "const all = []; for (const query of {}) {{
                const {{ found }} = await index.answer(query, false);
                const cards = found.slice(0, 5).map(({{ article }}) => index.card(article));
                all.push((await Promise.all(cards)).map((card) => card.url));
            }} return all",
            serde_json::json!(asked)
        ),
    );
    let (mut first, mut among, mut missed) = (0, 0, String::new());
    for (query, urls) in queries.iter().zip(answers.as_array().expect("a list")) {
        let right: Vec<_> = query[2]
            .split('|')
            .map(|name| format!("/{name}.html"))
            .collect();
        let urls: Vec<&str> = urls
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let place = urls
            .iter()
            .position(|url| right.iter().any(|name| url.ends_with(name)));
        first += usize::from(place == Some(0));
        among += usize::from(place.is_some());
        if place != Some(0) {
            let _ = writeln!(missed, "{} {:?}: {urls:?}", query[0], query[1]);
        }
    }
    let count = queries.len();
    let percent = |number: usize| number * 1000 / count;
    println!("{count} queries: {first} right at once, {among} among the first five\n{missed}");
    assert!(
        percent(first) >= 900,
        "right at once: {first} of {count}\n{missed}"
    );
    assert!(
        percent(among) >= 980,
        "among the first five: {among} of {count}\n{missed}"
    );
    untroubled(&browser);
}

/// All lists of a long query are at hand in the newest articles, some of them in older ones: that is no merit of the newest.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn a_whole_title_finds_its_article_before_a_new_one_with_the_same_words() {
    let title = "Năm địa điểm cắm trại tuyệt đẹp gần Hà Nội cho ngày nghỉ lễ";
    let text = |number| {
        let title = if number == 5 {
            title.to_owned()
        } else {
            format!("Bản tin số {number}")
        };
        (title, String::new(), "Tin trong ngày.".to_owned())
    };
    let site = archive::of_texts(&(0..1024).map(text).collect::<Vec<_>>());
    let words = "Năm địa điểm cắm trại cho ngày nghỉ lễ. ";
    archive::article(
        site.path(),
        "moi",
        "Ngày nghỉ lễ cho Hà Nội: cắm trại gần, đẹp",
        "2022-07-01",
        "Năm địa điểm tuyệt đẹp gần Hà Nội.",
        &words.repeat(9),
    );
    let (_preview, mut browser) = searching(site.path());
    let found = ask(
        &mut browser,
        "const { found } = await index.answer('nam dia diem cam trai tuyet dep gan ha noi cho ngay nghi le', false, true);
        return (await Promise.all(found.map(({ article }) => index.card(article)))).map((card) => card.title)",
    );
    assert_eq!(
        found,
        serde_json::json!([title, "Ngày nghỉ lễ cho Hà Nội: cắm trại gần, đẹp"])
    );
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_browser_finds_what_the_plain_search_finds() {
    let mut runner = TestRunner::deterministic();
    let word = "(đường|dương|duong|đừng|hoà|hòa|hoa|thuỷ|thủy|kỹ|kĩ|UBND|ủy ban nhân dân|Đà Nẵng|da nang|12/2025|05|5|H'Mông|của|và|an|anh|ánh|ngã|nga|5/4|ngày 5 tháng 4|5-4|5 tháng 4 năm 2025|4|covid19|covid 19)";
    let pattern = |pattern: &str| proptest::string::string_regex(pattern).expect("a pattern");
    let text = pattern(&format!("({word}[ ,.]){{1,12}}"));
    let query = pattern(&format!("(({word}[ ,.]){{1,4}}(\"|“|”| |, )?){{1,3}}"));
    let mut new = |of: &RegexGeneratorStrategy<String>| {
        let tree = of.new_tree(&mut runner);
        tree.expect("a text").current()
    };
    let articles: Vec<(String, String, String)> = (0..150)
        .map(|number| {
            // Some summaries are longer than positions can tell.
            let long = if number % 20 == 7 { 30 } else { 1 };
            let summary = (0..long).map(|_| new(&text)).collect();
            (new(&text), summary, (0..3).map(|_| new(&text)).collect())
        })
        .collect();
    let queries: Vec<(String, bool)> = (0..400)
        .map(|number| {
            let query = new(&query);
            // Some end in the middle of a word.
            let length = query.chars().count().saturating_sub(number % 5);
            (query.chars().take(length).collect(), number % 2 == 0)
        })
        .collect();
    let site = archive::of_texts(&articles);
    let (_preview, mut browser) = searching(site.path());
    let found = ask(
        &mut browser,
        &format!(
            "const all = []; for (const [query, typing] of {}) {{
                const found = await index.search(query, typing, true);
                all.push((await Promise.all(found.map(({{ article }}) => index.card(article)))).map((card) => card.url));
            }} return all",
            serde_json::json!(queries)
        ),
    );
    let known = Abbreviations::new(Language::Vi, &[]);
    let searchable = |(title, summary, body): &'_ (String, String, String)| -> Searchable<'_> {
        // Told apart from their owner for the length of the test.
        Searchable {
            title: Box::leak(title.trim().to_owned().into_boxed_str()),
            summary: Box::leak(summary.trim().to_owned().into_boxed_str()),
            body: Box::leak(body.trim().to_owned().into_boxed_str()),
            names: &[],
        }
    };
    let texts: Vec<_> = articles.iter().map(searchable).collect();
    let mut some = 0;
    for ((query, typing), urls) in queries.iter().zip(found.as_array().expect("a list")) {
        let urls = urls
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str);
        let numbers: BTreeSet<usize> = urls.map(archive::number_of).collect();
        let expected = reference::search(query, *typing, &texts, Language::Vi, &known);
        assert_eq!(numbers, expected, "{query:?}, typing: {typing}");
        some += usize::from(!expected.is_empty() && expected.len() < texts.len());
    }
    assert!(some > 100, "the queries find something: {some}");
    untroubled(&browser);
}

/// The index of an archive, as if the same stood there five times: what the newest answer, old partitions are not asked for.
#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn of_a_large_portal_the_newest_partitions_are_asked_first() {
    let site = archive::site();
    let (_preview, mut browser) = searching(site.path());
    let told = ask(
        &mut browser,
        "const [archive] = index.manifest.partitions, asked = [], lists = index.lists.bind(index);
        index.manifest.partitions = [0, 1, 2, 3, 4].map((nth) => ({ ...archive, from: nth * archive.count }));
        index.lists = (partitions, ...given) => { asked.push(partitions.length); return lists(partitions, ...given); };
        const told = [];
        for (const [query, all] of [['trong rung', false], ['trong rung', true], ['hien mau', false]]) {
            asked.length = 0;
            const found = await index.search(query, false, all);
            told.push(`${asked} ${Boolean(found.partial)} ${new Set(found.map(({ article }) => Math.floor(article / archive.count))).size}`);
        }
        return told",
    );
    assert_eq!(
        told,
        serde_json::json!(["3 true 3", "5 false 5", "3,5 true 5"])
    );
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn the_browser_takes_every_syllable_apart_alike() {
    let mut browser = Browser::start();
    let preview = Preview::start();
    browser.open(&format!("{}/tim-kiem/", preview.address));
    let mut texts: Vec<String> = syllables();
    texts.extend(
        [
            "Thuỷ, HOÀ!",
            "12/2025/QĐ-UBND",
            "H'Mông K’Ho k' '' 'a",
            "ﬁne Straße İstanbul Łódź",
            "ខ្មែរ 日本 Привет",
            "050 00 1.234,5",
            "Ðà ðường",
            "covid19 QĐ02, 5G H5N1 m² k'2 k'²",
            "30/4, 30-4, 30 – 04, Ngày 30 tháng 4 năm 1975, ngay 30 thang 4, 30/4/1975 30-04-1975",
            "30/4-1/5, 29-30/4, 3-4/5, 2022-05-08, 31/13 0/4 1.5 5'/4 30-4/",
            "30 tháng, tháng 4 năm 1975, 2/9 năm nay, 30 thắng 4, 30/ 4, 30//4",
        ]
        .map(str::to_owned),
    );
    for (language, texts) in [
        (Language::Vi, texts.as_slice()),
        (Language::En, &ENGLISH.map(str::to_owned)),
    ] {
        let forms = ask(
            &mut browser,
            &format!(
                "index.rules.english = {};
                return {}.map((text) => index.rules.words(text).map((word) => [word.form, word.key]))",
                language == Language::En,
                serde_json::json!(texts)
            ),
        );
        for (text, found) in texts.iter().zip(forms.as_array().expect("a list")) {
            let expected = words::forms(text, language).into_iter().map(|form| {
                let key = letters::key(&form);
                serde_json::json!([form, key])
            });
            assert_eq!(*found, Value::Array(expected.collect()), "{text}");
        }
    }
}

/// Every syllable that can be written: beginnings, vowels with every tone, ends. Also many that cannot.
fn syllables() -> Vec<String> {
    let starts = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
        "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    let vowels = [
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oă", "oe", "uy", "uâ",
        "uê", "uô", "ươ", "iê", "yê", "ia", "ưa", "ua",
    ];
    let ends = [
        "", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "o", "u", "y",
    ];
    let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    let mut texts = Vec::new();
    for start in starts {
        for vowel in vowels {
            let mut all = String::new();
            for end in ends {
                for tone in tones {
                    // On the first vowel and on the last.
                    let (first, rest) =
                        vowel.split_at(vowel.chars().next().map_or(0, char::len_utf8));
                    let _ = write!(
                        all,
                        "{start}{first}{tone}{rest}{end} {start}{vowel}{tone}{end} "
                    );
                }
            }
            texts.push(congtin::text::normal::repair(&all).into_owned());
        }
    }
    texts
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn results_are_shown_with_their_hits_and_can_be_filtered() {
    let (preview, mut browser) = at("/tim-kiem/?q=hat%20then", 1280);
    wait(&mut browser, "document.querySelector('.search-results h2')");
    let marks = "[...document.querySelectorAll('.search-results mark')].map(mark => mark.textContent.toLowerCase())";
    let marks = browser.eval(marks);
    let marks = marks.as_array().expect("a list");
    assert!(
        marks.iter().any(|mark| mark == "hát") && marks.iter().any(|mark| mark == "then"),
        "{marks:?}"
    );
    assert!(!seen(&mut browser, ".search-help"));
    let count = "document.querySelectorAll('.search-results > li').length";
    let all = browser.eval(count).as_u64().expect("a number");
    browser.eval("(() => { const year = document.querySelector('.search-filters [name=year]'); year.value = '2021'; year.dispatchEvent(new Event('input', { bubbles: true })) })()");
    wait(&mut browser, &format!("{count} < {all}"));
    assert_eq!(browser.text("location.search"), "?q=hat+then&year=2021");
    browser.open(&format!(
        "{}/tim-kiem/?q=kh%C3%B4ng%20th%E1%BB%83%20zzzz%20qqqq",
        preview.address
    ));
    wait(
        &mut browser,
        "document.querySelector('.search-status').textContent",
    );
    assert!(seen(&mut browser, ".search-help a"));
    // Whoever comes with a question is not shown what helps those who found nothing before that is known.
    browser.eval("document.documentElement.dataset.asked = ''; 0");
    assert!(!seen(&mut browser, ".search-help a"));
    let asks = "'asked' in document.documentElement.dataset";
    browser.open(&format!("{}/tim-kiem/", preview.address));
    assert_eq!(browser.eval(asks), false);
    untroubled(&browser);
}

/// Waits for what is shown after a while.
#[track_caller]
fn wait_until_seen(browser: &mut Browser, selector: &str) {
    for _ in 0..400 {
        if seen(browser, selector) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("not to be seen: {selector}");
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn english_pages_have_their_own_index() {
    let (_preview, mut browser) = at("/en/search/?q=teachers", 1280);
    wait(
        &mut browser,
        "document.querySelector('.search-results h2 a')",
    );
    let url = browser.text("document.querySelector('.search-results h2 a').pathname");
    assert!(url.starts_with("/en/"), "{url}");
    untroubled(&browser);
}

#[test]
#[ignore = "needs Chromium; tests/run brings it"]
fn without_scripts_the_box_leads_to_a_page_that_helps() {
    let (preview, mut browser) = at("/", 360);
    browser.scripts(false);
    browser.open(&format!("{}/", preview.address));
    tab_to(&mut browser, "form.search input");
    browser.write("cầu");
    browser.press("Enter");
    wait(
        &mut browser,
        "location.pathname === '/tim-kiem/' && document.readyState === 'complete'",
    );
    wait_until_seen(&mut browser, ".search-lost");
    assert!(seen(&mut browser, ".search-help .months a"));
}
