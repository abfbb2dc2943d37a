//! What may happen between two builds.

use proptest::prelude::*;
use proptest::sample::select;

use super::folder::{Harm, Kill, Warm};
use super::portal::{Portal, Writing, picture};
use super::tables::{
    ASPECTS, BODIES, FOLDERS, INDEX_ASPECTS, PICTURES, RENAMES, SETTINGS, Table, VARIANTS,
    articles, indexes,
};

type Key = &'static str;
type Value = Option<&'static str>;

/// One thing that an editor, the clock, a crash or a disk does.
#[derive(Clone, Debug)]
pub enum Step {
    /// A key of an article or `_index.md` gets a value, or goes.
    Say(&'static str, Key, Value),
    /// A file gets another text.
    Text(&'static str, usize),
    /// A file gets another last paragraph.
    End(&'static str, usize),
    /// A file is deleted, or restored as it was.
    Delete(&'static str),
    Restore(&'static str),
    /// A file is moved to another folder.
    Move(&'static str, &'static str),
    /// A folder gets another name, or its own again.
    Rename(&'static str, &'static str),
    RenameBack(&'static str),
    /// Two files of content get each other's texts.
    Swap(&'static str, &'static str),
    /// A key of `site.toml` gets a value, or goes.
    Set(Key, Value),
    /// A static file or a file of the theme is written, or goes.
    Write(&'static str, Value),
    /// A picture gets another size, or goes.
    Picture(&'static str, Option<u32>),
    /// The n-th file is written again as it is.
    Touch(usize),
    /// The n-th file looks from now on as if it were just being written.
    Unsettle(usize),
    /// All files look again as what they are.
    Settle,
    /// The clock is set: also backwards.
    Clock(&'static str),
    /// The command gets options.
    Options {
        drafts: bool,
        skip_broken: bool,
    },
    /// The build after this step is killed, and run again.
    Kill(Kill),
    /// The n-th file of the memory is damaged.
    Forget(usize, Harm),
    /// The n-th published file is changed or deleted by hand.
    Damage(usize, bool),
    /// Nothing happens.
    Nothing,
}

/// Moments around those that articles name.
pub const MOMENTS: &[&str] = &[
    "2021-06-01 00:00",
    "2022-07-20 12:00",
    "2022-07-31 08:59",
    "2022-07-31 12:00",
    "2022-08-01 12:00",
    "2022-08-01 15:00",
    "2022-08-02 07:00",
    "2022-08-02 12:00",
    "2022-08-02 21:00",
    "2022-08-03 11:00",
    "2022-08-06 12:00",
    "2022-12-31 23:59",
    "2023-01-01 00:00",
];

/// Every key with each of its values, and without one.
fn pairs(table: Table) -> Vec<(Key, Value)> {
    let of = |(key, values): &'static (Key, &'static [&'static str])| {
        let values = values.iter().map(|value| Some(*value)).chain([None]);
        values.map(|value| (*key, value))
    };
    table.iter().flat_map(of).collect()
}

/// Each thing that can be done to settings, categories, theme, files and clock.
pub fn each() -> Vec<Step> {
    let indexes = indexes();
    let index = |of: &&'static str| {
        let of = *of;
        let said = pairs(INDEX_ASPECTS).into_iter();
        let said = said.map(move |(key, value)| Step::Say(of, key, value));
        said.chain([Step::Delete(of), Step::Text(of, 3)])
    };
    let settings = pairs(SETTINGS)
        .into_iter()
        .map(|(key, value)| Step::Set(key, value));
    let files = pairs(VARIANTS)
        .into_iter()
        .map(|(path, value)| Step::Write(path, value));
    let pictures = PICTURES.iter().map(|path| Step::Picture(path, Some(801)));
    let moments = MOMENTS.iter().map(|moment| Step::Clock(moment));
    let edits = settings.chain(files).chain(pictures).chain(moments);
    edits.chain(indexes.iter().flat_map(index)).collect()
}

/// An edit of the site.
pub fn edit() -> impl Strategy<Value = Step> {
    let whichever = || select([articles(), indexes()].concat());
    let files = select(pairs(VARIANTS));
    prop_oneof![
        40 => (select(articles()), select(pairs(ASPECTS))).prop_map(|(of, (key, value))| Step::Say(of, key, value)),
        12 => (select(indexes()), select(pairs(INDEX_ASPECTS))).prop_map(|(of, (key, value))| Step::Say(of, key, value)),
        10 => (whichever(), 0..BODIES.len()).prop_map(|(of, body)| Step::Text(of, body)),
        16 => (whichever(), 0..4_usize).prop_map(|(of, number)| Step::End(of, number)),
        5 => whichever().prop_map(Step::Delete),
        5 => whichever().prop_map(Step::Restore),
        4 => (select(articles()), select(FOLDERS)).prop_map(|(of, to)| Step::Move(of, to)),
        2 => select(RENAMES).prop_map(|(from, to)| Step::Rename(from, to)),
        2 => select(RENAMES).prop_map(|(from, _)| Step::RenameBack(from)),
        2 => (select(articles()), select(articles())).prop_map(|(one, other)| Step::Swap(one, other)),
        5 => select(pairs(SETTINGS)).prop_map(|(key, value)| Step::Set(key, value)),
        6 => files.prop_map(|(path, value)| Step::Write(path, value)),
        4 => (select(PICTURES), prop_oneof![Just(None), Just(Some(800)), Just(Some(801))]).prop_map(|(path, width)| Step::Picture(path, width)),
        3 => (0..60_usize).prop_map(Step::Touch),
        3 => (0..60_usize).prop_map(Step::Unsettle),
        1 => Just(Step::Settle),
        8 => select(MOMENTS).prop_map(Step::Clock),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(drafts, skip_broken)| Step::Options { drafts, skip_broken }),
    ]
}

/// Each thing that can be done to an article.
pub fn each_of(article: &'static str) -> Vec<Step> {
    let said = pairs(ASPECTS).into_iter();
    let said = said.map(|(key, value)| Step::Say(article, key, value));
    let texts = (0..BODIES.len()).map(|body| Step::Text(article, body));
    let moves = FOLDERS.iter().map(|folder| Step::Move(article, folder));
    let all = said.chain(texts).chain(moves);
    let ends = [1, 2].map(|number| Step::End(article, number));
    all.chain(ends).chain([Step::Delete(article)]).collect()
}

/// What `site.toml` says.
pub fn setting() -> impl Strategy<Value = Step> {
    select(pairs(SETTINGS)).prop_map(|(key, value)| Step::Set(key, value))
}

/// An edit, or something that goes wrong.
pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        20 => edit(),
        1 => select(Kill::ALL).prop_map(Step::Kill),
        1 => (0..200_usize, select(Harm::ALL)).prop_map(|(number, harm)| Step::Forget(number, harm)),
        1 => (0..200_usize, any::<bool>()).prop_map(|(number, whole)| Step::Damage(number, whole)),
        1 => Just(Step::Nothing),
    ]
}

impl Step {
    /// Does it.
    pub fn apply(&self, portal: &mut Portal, warm: &mut Warm) {
        let writing = |portal: &mut Portal, of: &str, change: &dyn Fn(&mut Writing)| {
            change(portal.writings.get_mut(of).expect("a file of the site"));
        };
        match self {
            Self::Say(of, key, Some(value)) => writing(portal, of, &|it| {
                it.front.insert(key, value);
            }),
            Self::Say(of, key, None) => writing(portal, of, &|it| {
                it.front.remove(key);
            }),
            Self::Text(of, body) => writing(portal, of, &|it| it.body = *body),
            Self::End(of, number) => writing(portal, of, &|it| it.last = *number),
            Self::Delete(of) => writing(portal, of, &|it| it.there = false),
            Self::Restore(of) => writing(portal, of, &|it| it.there = true),
            Self::Move(of, to) => writing(portal, of, &|it| {
                if let Some(name) = it
                    .path
                    .rsplit('/')
                    .next()
                    .filter(|name| !name.starts_with("index."))
                {
                    it.path = format!("{to}/{name}");
                }
            }),
            Self::Rename(from, to) => {
                portal.renamed.insert(from, to);
            }
            Self::RenameBack(from) => {
                portal.renamed.remove(from);
            }
            Self::Swap(one, other) => {
                let path = portal.writings[other].path.clone();
                let old =
                    std::mem::replace(&mut portal.writings.get_mut(one).expect("there").path, path);
                portal.writings.get_mut(other).expect("there").path = old;
            }
            Self::Set(key, Some(value)) => {
                portal.site.insert(key, value);
            }
            Self::Set(key, None) => {
                portal.site.remove(key);
            }
            Self::Write(path, Some(text)) => {
                drop(portal.files.insert((*path).to_owned(), (*text).into()));
            }
            Self::Write(path, None) | Self::Picture(path, None) => drop(portal.files.remove(*path)),
            Self::Picture(path, Some(width)) => {
                drop(
                    portal
                        .files
                        .insert((*path).to_owned(), picture(path, *width)),
                );
            }
            Self::Touch(number) => {
                if let Some(path) = nth(&portal.sources(), *number) {
                    *portal.touched.entry(path).or_default() += 1;
                }
            }
            Self::Unsettle(number) => portal.unsettled.extend(nth(&portal.sources(), *number)),
            Self::Settle => portal.unsettled.clear(),
            Self::Clock(moment) => portal.at(moment),
            Self::Options {
                drafts,
                skip_broken,
            } => {
                portal.settings.drafts = *drafts;
                portal.settings.skip_broken = *skip_broken;
            }
            Self::Kill(kill) => drop(warm.build(portal, Some(*kill))),
            Self::Forget(number, harm) => warm.forget(*number, *harm),
            Self::Damage(number, whole) => warm.damage(*number, *whole),
            Self::Nothing => {}
        }
    }
}

fn nth(files: &super::super::case::Outputs, number: usize) -> Option<String> {
    files.keys().nth(number % files.len().max(1)).cloned()
}
