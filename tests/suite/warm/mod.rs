//! Warm equals cold: whatever happens between two builds, the output folder is byte for byte what a cold build makes, and
//! what is told is the same.
//!
//! [`portal`] is a small site with one of everything ([`tables`]), under a theme that prints all that a template may see: a
//! key that forgets something is found by the page that shows it. [`step`] is what may happen to it, [`folder`] the warm
//! side. A step that leaves an error is undone after it was compared, as an editor would, so that most builds publish.
//!
//! `CONGTIN_STEPS=20` makes each of these tests run twenty times as many steps.

mod archive;
mod disk;
mod folder;
mod kept;
pub mod portal;
mod served;
mod step;
mod tables;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::case::{self, Outputs};
use congtin::diagnostic::{Finding, Format, any_error};
use congtin::memo::Memo;
use congtin::pipeline;
use congtin::text::{Language, Moment};
use folder::Warm;
use kept::Kept;
use portal::Portal;
use step::{Step, each, each_of, edit, setting, step};

/// Cases of a property, times what the environment says. A story that fails is made short, but not for hours.
fn cases(cases: u32) -> ProptestConfig {
    let times = std::env::var("CONGTIN_STEPS");
    let times = times.map_or(1, |times| times.parse().expect("CONGTIN_STEPS is a number"));
    ProptestConfig {
        cases: cases * times,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

/// Steps, told one a line.
#[derive(Clone)]
struct Story(Vec<Step>);

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut steps = self.0.iter();
        steps.try_for_each(|step| write!(f, "\n    {step:?}"))
    }
}

/// What went before: edits of the complete site, so that every story begins with another one.
fn past() -> impl Strategy<Value = Story> {
    let edits = prop_oneof![3 => edit(), 1 => setting()];
    proptest::collection::vec(edits, 0..40).prop_map(Story)
}

fn steps(count: usize) -> impl Strategy<Value = Story> {
    proptest::collection::vec(step(), 1..count).prop_map(Story)
}

#[test]
fn the_site_is_whole_at_first() {
    let (outputs, found) = build(&Portal::complete());
    assert!(!any_error(&found), "{}", told(&found));
    assert!(outputs.len() > 90, "{}", outputs.len());
}

const OWN_COVER: &str = "{ src = 'rieng.png', alt = 'Riêng', focus = '30% 20%' }";
const OWN_FILE: &str = "[{ src = 'rieng.pdf', title = 'Phiếu riêng' }]";

/// Steps that once went wrong, told again in every run.
#[test]
fn stories_of_the_past() {
    let stories: &[&[Step]] = &[
        // A page outside all lists names an author whose own page goes.
        &[Step::Say("tin/cau.md", "author", None)],
        // The list of feeds is in the editor's order, which no other page of a portal with its own menu shows.
        &[Step::Say("tin/_index.md", "order", Some("9"))],
        // A relative link on the English home page, to an English article that goes.
        &[
            Step::Say("tin/_index.md", "kind", Some("'page'")),
            Step::Say("tin/cau.en.md", "status", Some("'review'")),
        ],
        // A category that loses its only article no longer shows the picture of its introduction.
        &[
            Step::Clock("2022-07-20 12:00"),
            Step::Swap("tin/sau/suoi.md", "tin/mua.md"),
        ],
        // A picture and a file of one article alone come and go with it, and may become those of another.
        &[
            Step::Picture("content/tin/rieng.png", Some(800)),
            Step::Write("content/tin/rieng.pdf", Some("PDF")),
            Step::Say("tin/mua.md", "cover", Some(OWN_COVER)),
            Step::Say("tin/mua.md", "attachments", Some(OWN_FILE)),
            Step::Say("tin/cau.md", "cover", Some(OWN_COVER)),
            Step::Delete("tin/mua.md"),
            Step::Say("tin/cau.md", "cover", None),
            Step::Restore("tin/mua.md"),
        ],
        // What is missing has no name to look for.
        &[Step::Text("gioi-thieu/lien-he.md", 8)],
        // What shows a text without being its page.
        &[
            Step::Set("feeds.content", Some("true")),
            Step::End("tin/cau.md", 1),
            Step::Say("tin/cau.md", "corrections", Some("'Nhầm.'")),
            Step::End("tin/cau.md", 2),
            Step::End("tin/mua.md", 1),
            Step::End("tin/cau.md", 0),
        ],
    ];
    for steps in stories {
        let story = Story(steps.to_vec());
        let told = tell(Portal::complete(), &story);
        if let Err(error) = told.and_then(|()| tell_kept(Portal::complete(), &story)) {
            panic!("{error}{story:?}");
        }
    }
}

/// A build is planned after the last plan that was kept, while no more than texts are others than in it.
#[test]
fn texts_are_planned_after_the_plan_that_was_kept() {
    let mut warm = Warm::new();
    let mut build = |steps: &[Step]| {
        let mut portal = Portal::complete();
        for step in steps {
            step.apply(&mut portal, &mut Warm::new());
        }
        assert!(compare(&portal, &mut warm).expect("warm equals cold"));
        warm.texts
    };
    let (text, other) = (Step::End("tin/cau.md", 1), Step::End("tin/mua.md", 1));
    let title = Step::Say("tin/cau.md", "title", Some("'Cầu khác'"));
    assert_eq!(build(&[]), None);
    assert_eq!(build(std::slice::from_ref(&text)), Some(1));
    assert_eq!(build(&[text.clone(), other.clone()]), Some(2));
    assert_eq!(build(&[other]), Some(1));
    assert_eq!(build(&[]), Some(0));
    // Other pages show a title, so all keys are made anew, and this plan is kept.
    assert_eq!(build(std::slice::from_ref(&title)), None);
    assert_eq!(build(&[title, text]), Some(1));
}

#[test]
fn each_edit_of_settings_categories_theme_files_and_clock() {
    each_alone(&each());
}

#[test]
fn each_edit_of_one_article() {
    each_alone(&each_of("tin/cau.md"));
}

#[test]
fn each_edit_of_another_article() {
    each_alone(&each_of("tin/2022/le-hoi.md"));
}

/// Each step alone, so that no other change hides what a key forgets, or what a kept plan takes over.
#[track_caller]
fn each_alone(steps: &[Step]) {
    let portal = Portal::complete();
    let (mut warm, mut kept) = (Warm::new(), Kept::default());
    for step in steps {
        warm.build(&portal, None);
        kept.build(&portal);
        let mut edited = portal.clone();
        step.apply(&mut edited, &mut warm);
        let compared = compare(&edited, &mut warm).and_then(|_| compare_kept(&edited, &mut kept));
        if let Err(error) = compared {
            panic!("{error} after {step:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn after_any_steps_a_warm_build_equals_a_cold_one(past in past(), story in steps(40)) {
        tell(begin(Portal::complete(), &past), &story)?;
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn under_the_default_theme_too(past in past(), story in steps(20)) {
        let mut portal = Portal::complete();
        portal.site.remove("theme");
        tell(begin(portal, &past), &story)?;
    }
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn after_any_steps_a_plan_that_was_kept_equals_a_new_one(past in past(), story in steps(40)) {
        tell_kept(begin(Portal::complete(), &past), &story)?;
    }
}

proptest! {
    #![proptest_config(cases(100))]

    /// What lets `build` end at once when the sources are the same.
    #[test]
    fn a_portal_stands_until_the_moment_that_is_told(
        past in past(),
        from in proptest::sample::select(step::MOMENTS),
        part in 0..100_i64,
    ) {
        let mut portal = begin(Portal::complete(), &past);
        // With `--drafts` the command looks at everything again.
        portal.settings.drafts = false;
        portal.at(from);
        let plan = pipeline::plan(&portal.on_disk(), &portal.settings, &Memo::none()).value;
        let until = plan.and_then(|plan| plan.stands_until());
        let earlier = build(&portal);
        let start = portal.settings.now.unix_seconds();
        let end = until.map_or(start + 300 * 24 * 3600, |until| until.unix_seconds() - 1);
        for now in [end, start + (end - start) * part / 100] {
            portal.settings.now = Moment::of_unix_seconds(now).expect("a moment");
            same((&earlier.0, &earlier.1), &build(&portal))?;
        }
    }
}

/// The site after the edits that leave no error, none of which is built.
fn begin(mut portal: Portal, Story(past): &Story) -> Portal {
    let mut nowhere = Warm::new();
    for edit in past {
        let before = portal.clone();
        edit.apply(&mut portal, &mut nowhere);
        let planned = pipeline::plan(&portal.on_disk(), &portal.settings, &Memo::none());
        if any_error(&planned.findings) {
            portal = before;
        }
    }
    portal
}

/// Builds after each step, warm and cold.
fn tell(mut portal: Portal, Story(steps): &Story) -> Result<(), TestCaseError> {
    let mut warm = Warm::new();
    // A template that is missing is found only when a page is made.
    if !compare(&portal, &mut warm)? {
        portal = Portal::complete();
    }
    for step in steps {
        let before = portal.clone();
        step.apply(&mut portal, &mut warm);
        if !compare(&portal, &mut warm)? {
            portal = before;
        }
    }
    Ok(())
}

/// Plans again after each step, as a preview does, and anew.
fn tell_kept(mut portal: Portal, Story(steps): &Story) -> Result<(), TestCaseError> {
    let (mut nothing, mut kept) = (Warm::new(), Kept::default());
    for step in steps {
        step.apply(&mut portal, &mut nothing);
        compare_kept(&portal, &mut kept)?;
    }
    Ok(())
}

/// One build, warm and cold. False when an error keeps it from being published.
fn compare(portal: &Portal, warm: &mut Warm) -> Result<bool, TestCaseError> {
    let (published, told) = warm.build(portal, None);
    let cold = build(portal);
    prop_assert_eq!(published, !any_error(&cold.1), "{:#?}", told);
    if published {
        same((&warm.published, &told), &cold)?;
        without_a_trace(portal, &cold.0)?;
    } else {
        prop_assert_eq!(self::told(&told), self::told(&cold.1));
        prop_assert_eq!(told, cold.1);
    }
    Ok(published)
}

/// One look at what a preview shows that has seen all that went before, and at that of a new one.
fn compare_kept(portal: &Portal, kept: &mut Kept) -> Result<(), TestCaseError> {
    let (shown, told) = kept.build(portal);
    let mut new = Kept::default();
    same((&shown, &told), &new.build(portal))?;
    let (keys, new) = (kept.keys(), new.keys());
    let paths = keys.keys().chain(new.keys());
    let others: BTreeSet<_> = paths
        .filter(|path| keys.get(*path) != new.get(*path))
        .collect();
    // Where nothing could be planned, the last plan stays.
    prop_assert!(
        new.is_empty() || others.is_empty(),
        "other keys: {others:?}"
    );
    Ok(())
}

/// Findings as they are drawn, one a line.
fn told(found: &[Finding]) -> String {
    let drawn = found.iter().map(|it| it.draw(Format::Short, Language::Vi));
    drawn.collect::<Vec<_>>().join("\n")
}

fn build(portal: &Portal) -> (Outputs, Vec<Finding>) {
    case::build(&portal.on_disk(), &portal.settings)
}

fn same(
    (warm, told): (&Outputs, &[Finding]),
    (cold, cold_told): &(Outputs, Vec<Finding>),
) -> Result<(), TestCaseError> {
    prop_assert_eq!(self::told(told), self::told(cold_told));
    prop_assert_eq!(told, cold_told.as_slice());
    let paths: BTreeSet<_> = warm.keys().chain(cold.keys()).collect();
    for path in paths {
        let text = |outputs: &Outputs| outputs.get(path).map(|bytes| case::text(bytes));
        if warm.get(path) != cold.get(path) {
            let (warm, cold) = (text(warm), text(cold));
            prop_assert!(
                false,
                "{} differs:\n{}",
                path,
                difference(warm.as_deref(), cold.as_deref())
            );
        }
    }
    Ok(())
}

/// Both texts from shortly before where they part.
fn difference(warm: Option<&str>, cold: Option<&str>) -> String {
    let (Some(warm), Some(cold)) = (warm, cold) else {
        return format!("warm: {}, cold: {}", warm.is_some(), cold.is_some());
    };
    let alike = warm
        .chars()
        .zip(cold.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| -> String {
        text.chars()
            .skip(alike.saturating_sub(120))
            .take(240)
            .collect()
    };
    format!("warm: …{}…\ncold: …{}…", part(warm), part(cold))
}

/// Nothing of a withdrawn article stands in any file or path: neither its words nor its own tag, whose page has its name.
fn without_a_trace(portal: &Portal, outputs: &Outputs) -> Result<(), TestCaseError> {
    let words: Vec<_> = portal.withdrawn_words().collect();
    for (path, bytes) in outputs {
        for word in &words {
            let holds = path.contains(word) || case::text(bytes).contains(word);
            prop_assert!(!holds, "{} of a withdrawn article stands in {}", word, path);
        }
    }
    Ok(())
}
