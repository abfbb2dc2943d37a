//! Times the parts of a build by themselves: `cargo bench`. Whole runs are timed by `benches/whole.py`.
//!
//! The articles are made up of a few Vietnamese sentences, about six hundred syllables each, with headings, links, a
//! picture and a table, like those of a city's news.

use std::fmt::Write as _;

use congtin::config::Settings;
use congtin::files::{File, Files};
use congtin::markdown;
use congtin::memo::{Manifest, Memo, Output};
use congtin::pipeline;
use congtin::plan::{Job, Keys, Plan};
use congtin::text::{Digest, Moment, Source, decode};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Articles of the site that plans are made of.
const ARTICLES: usize = 1000;

const SENTENCES: [&str; 6] = [
    "Sáng nay, cây cầu treo bắc qua suối Nà Sơn đã thông xe sau tám tháng thi công giữa mùa mưa.",
    "Bà con hai bên bờ không còn phải chèo bè mỗi khi nước lên, học trò đến lớp gần hơn một giờ đi bộ.",
    "Kinh phí do nhân dân đóng góp ngày công, phần còn lại lấy từ quỹ đường nông thôn của thành phố.",
    "Theo ban quản lý, mặt cầu rộng hai mét rưỡi, chịu được xe máy và xe thô sơ chở nông sản.",
    "Người già trong bản kể rằng nơi đây từng có một cây cầu tre, lũ năm nào cũng cuốn đi.",
    "Lễ khánh thành kết thúc bằng một vòng xòe, khói bếp và tiếng cười của trẻ nhỏ.",
];

fn text_of(number: usize) -> String {
    let mut text = format!(
        "+++\ntitle = \"Bài số {number}\"\ndate = 20{:02}-{:02}-{:02}\nsummary = \"{}\"\nauthor = \"Tác giả {}\"\n\
         tags = [\"Thẻ {}\", \"Thẻ {}\"]\nplaces = [\"Địa bàn {}\"]\n+++\n",
        10 + number % 12,
        number % 12 + 1,
        number % 28 + 1,
        SENTENCES[number % 6],
        number % 40,
        number % 60,
        number % 71,
        number % 15,
    );
    for paragraph in 0..7 {
        if paragraph % 3 == 2 {
            let _ = writeln!(text, "\n## Mục {paragraph}\n");
        }
        for sentence in 0..4 {
            text += SENTENCES[(number + paragraph + sentence) % 6];
            text.push(' ');
        }
        let _ = writeln!(text, "[Bài trước](bai-{}.md).\n", number.saturating_sub(1));
    }
    text += "![Cây cầu](/images/cau.svg \"Cây cầu mới.\")\n\n| Năm | Số cầu |\n|---|---|\n| 2021 | 3 |\n| 2022 | 5 |\n";
    text
}

fn site() -> Files {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"6\"/>";
    let articles = (0..ARTICLES).map(|number| {
        let path = format!("content/tin-tuc/bai-{number}.md");
        File::in_memory(path, text_of(number).into_bytes())
    });
    let rest = [
        File::in_memory(
            "site.toml",
            &b"title = \"C\xe1\xbb\x95ng\"\nbase_url = \"https://thu.example\"\n"[..],
        ),
        File::in_memory("static/images/cau.svg", picture.as_bytes()),
    ];
    Files::in_memory(articles.chain(rest))
}

fn settings() -> Settings {
    Settings {
        now: Moment::EARLIEST,
        base_url: None,
        drafts: true,
        skip_broken: false,
        everything: true,
    }
}

fn plan() -> Plan {
    let planned = pipeline::plan(&site(), &settings(), &Memo::none());
    planned.value.expect("the site can be planned")
}

/// Jobs of a kind.
fn jobs(plan: &Plan, of: impl Fn(&Job) -> bool) -> Vec<&Job> {
    plan.jobs.values().filter(|job| of(job)).collect()
}

#[divan::bench]
fn a_file_becomes_clean_text(bencher: Bencher) {
    let bytes = text_of(1).into_bytes();
    bencher.bench(|| decode::decode(black_box(&bytes)));
}

#[divan::bench]
fn facts_of_a_body(bencher: Bencher) {
    let source = Source::new("content/a.md", text_of(1));
    let body = 0..source.text.len();
    bencher.bench(|| markdown::facts(&source, body.clone(), &markdown::Options::default()));
}

#[divan::bench(sample_count = 10)]
fn a_plan_of_a_thousand_articles(bencher: Bencher) {
    let (files, settings) = (site(), settings());
    bencher.bench(|| pipeline::plan(&files, &settings, &Memo::none()));
}

#[divan::bench]
fn the_keys_of_a_thousand_articles(bencher: Bencher) {
    let (plan, memo) = (plan(), Memo::none());
    let articles = jobs(&plan, |job| matches!(job, Job::Article(_)));
    bencher.bench(|| -> usize {
        let keys = Keys::of(&plan);
        let keys = articles.iter().filter_map(|job| keys.key(job, &memo));
        keys.count()
    });
}

#[divan::bench]
fn the_page_of_an_article(bencher: Bencher) {
    let plan = plan();
    let articles = jobs(&plan, |job| matches!(job, Job::Article(_)));
    bencher.bench(|| pipeline::make(&plan, articles[500]));
}

#[divan::bench]
fn a_page_of_a_list(bencher: Bencher) {
    let plan = plan();
    let lists = jobs(&plan, |job| matches!(job, Job::List(..)));
    bencher.bench(|| pipeline::make(&plan, lists[0]));
}

#[divan::bench]
fn a_feed(bencher: Bencher) {
    let plan = plan();
    let feeds = jobs(&plan, |job| matches!(job, Job::Feed(..)));
    bencher.bench(|| pipeline::make(&plan, feeds[0]));
}

#[divan::bench]
fn the_home_page(bencher: Bencher) {
    let plan = plan();
    let homes = jobs(&plan, |job| matches!(job, Job::Home(_)));
    bencher.bench(|| pipeline::make(&plan, homes[0]));
}

#[divan::bench(sample_count = 20)]
fn a_manifest_of_ten_thousand_files(bencher: Bencher) {
    let (plan, memo) = (plan(), Memo::none());
    let key = jobs(&plan, |job| matches!(job, Job::Article(_)))
        .first()
        .and_then(|job| Keys::of(&plan).key(job, &memo));
    let mut manifest = Manifest::default();
    for number in 0..10_000 {
        let output = Output {
            digest: Digest::of(b"x"),
            key: key.clone(),
            address_of: Some(format!("content/tin-tuc/bai-{number}.md").into()),
            ..Output::default()
        };
        let path = format!("tin-tuc/bai-{number}.html");
        manifest.files.insert(path.into(), output);
    }
    bencher.bench(|| {
        let bytes = postcard::to_allocvec(&manifest).expect("plain data");
        postcard::from_bytes::<Manifest>(&bytes).expect("the same again")
    });
}
