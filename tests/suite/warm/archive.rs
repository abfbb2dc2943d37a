//! An archive that is larger than what is looked at together: of terms, of the search index.

use std::collections::BTreeMap;

use congtin::files::{File, Files};
use congtin::memo::{Memo, Stamp};
use congtin::pipeline;
use congtin::plan::{Keys, Plan};
use congtin::text::Digest;

use super::super::case;

/// More than one stretch of a list, and more than one partition of an index.
const ARTICLES: usize = 4_200;
/// After all times that files here have.
const NOW: i64 = 2_000_000_000_000_000_000;

/// Articles by path, each with its front matter.
type Archive = BTreeMap<String, String>;

fn archive() -> Archive {
    let article = |number: usize| {
        let day = number % 28 + 1;
        let (year, month) = (2000 + number / 336, number / 28 % 12 + 1);
        let tags = format!("[\"Thẻ {}\", \"Nước sạch\"]", number % 7);
        let date = format!("{year}-{month:02}-{day:02}");
        (path(number), front(&format!("Bài {number}"), &date, &tags))
    };
    (0..ARTICLES).map(article).collect()
}

fn path(number: usize) -> String {
    format!("content/tin/bai-{number:04}.md")
}

fn front(title: &str, date: &str, tags: &str) -> String {
    let other = title.bytes().map(usize::from).sum::<usize>() * 31 % ARTICLES;
    let link = path(other).replace("content/tin/", "");
    format!(
        "+++\ntitle = \"{title}\"\ndate = {date}\ntags = {tags}\nsummary = \"{title}.\"\n+++\n\nXem [bài]({link}).\n"
    )
}

fn on_disk(archive: &Archive) -> Files {
    let site = "title = \"Cổng\"\nbase_url = \"https://cong.example.vn\"\n".to_owned();
    let settings = [("site.toml".to_owned(), site)];
    let files = archive.clone().into_iter().chain(settings);
    let file = |(path, text): (String, String)| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&Digest::of(text.as_bytes()).bytes()[..8]);
        let stamp = Stamp {
            length: text.len() as u64,
            modified: i64::from_le_bytes(eight).rem_euclid(1_000_000_000_000_000_000),
            inode: 0,
            touched: 0,
        };
        File::in_memory(path, text.into_bytes()).looking(stamp)
    };
    Files::in_memory(files.map(file))
}

/// A plan, what each of its files is known by, and what it has to tell.
fn planned(files: &Files, earlier: Option<&Plan>) -> (Plan, Vec<String>) {
    let planned = pipeline::plan_after(earlier, files, &case::settings(), &Memo::none());
    let plan = planned.value.expect("a plan");
    let (keys, memo) = (Keys::of(&plan), Memo::none());
    let jobs = plan.jobs.iter();
    let key = |path: &str, job| format!("{path} {:?}", keys.key(job, &memo));
    let known = jobs.map(|(path, job)| key(path, job));
    let told = planned
        .findings
        .iter()
        .map(|finding| format!("{finding:?}"));
    let all = known.chain(told).collect();
    (plan, all)
}

#[test]
fn an_archive_planned_after_its_last_plan_is_as_if_it_were_planned_anew() {
    let mut archive = archive();
    let mut files = on_disk(&archive);
    let (mut plan, _) = planned(&files, None);
    let (newest, oldest) = ("content/tin/moi.md", "content/tin/cu.md");
    let newest_says = front("Mới nhất", "2020-01-01", "[\"Thẻ 3\", \"nước sạch\"]");
    let oldest_says = front("Cũ nhất", "1999-01-01", "[\"Thẻ mới\", \"NƯỚC SẠCH\"]");
    let retagged = front("Bài 9", "2000-01-10", "[\"Nuoc sach\", \"Thẻ 1\"]");
    let changes = [
        ("the newest comes", newest.to_owned(), Some(newest_says)),
        ("the oldest comes", oldest.to_owned(), Some(oldest_says)),
        ("one in the middle goes", path(ARTICLES / 2), None),
        ("an old one has other tags", path(9), Some(retagged)),
        ("the newest goes", newest.to_owned(), None),
    ];
    for (what, path, text) in changes {
        match text {
            Some(text) => drop(archive.insert(path, text)),
            None => drop(archive.remove(&path)),
        }
        files = on_disk(&archive).like(&files, NOW);
        let (after, known) = planned(&files, Some(&plan));
        let (_, anew) = planned(&files, None);
        let other = known.iter().zip(&anew).find(|(known, anew)| known != anew);
        assert_eq!(other, None, "{what}");
        assert_eq!(known.len(), anew.len(), "{what}");
        plan = after;
    }
}
