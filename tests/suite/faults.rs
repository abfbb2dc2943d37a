//! A build that is stopped at any of its steps leaves whole files and no dead link, and the next build makes it right.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use congtin::diagnostic::any_error;
use congtin::memo::{Manifest, Output};
use congtin::publish::{Disk, Fault, Published, Publisher};
use congtin::text::Digest;
use ecow::EcoString;

use super::shell::Shell;

/// A portal: paths and texts. A word that begins with `→` is a link; a compressed copy says what it was made from.
type Portal = BTreeMap<&'static str, &'static str>;

fn old() -> Portal {
    Portal::from([
        ("assets/a.css", "a"),
        ("tin/1.html", "một →assets/a.css"),
        ("tin/2.html", "hai →assets/a.css"),
        ("tin/3.html", "ba →assets/a.css"),
        ("tin/index.html", "→tin/1.html →tin/2.html →tin/3.html"),
        ("cu/bai.html", "cũ →assets/a.css"),
        ("index.html", "→tin/1.html →tin/index.html →cu/bai.html"),
        ("x", "tệp"),
        ("tin/2.html.gz", "nén hai →assets/a.css"),
        ("cu/bai.html.gz", "nén cũ →assets/a.css"),
        (
            "index.html.gz",
            "nén →tin/1.html →tin/index.html →cu/bai.html",
        ),
    ])
}

/// An article comes, one goes, a file becomes a folder.
fn little() -> Portal {
    let mut portal = old();
    portal.remove("cu/bai.html");
    portal.remove("cu/bai.html.gz");
    portal.remove("x");
    portal.extend([
        ("assets/b.css", "b"),
        // What changes and comes before the new one by its name leads to it.
        ("tin/3.html", "ba →assets/a.css →tin/4.html"),
        ("tin/4.html", "bốn →assets/b.css"),
        ("index.html", "→tin/1.html →tin/index.html →tin/4.html"),
        ("x/y", "trong thư mục"),
        ("tin/4.html.gz", "nén bốn →assets/b.css"),
        (
            "index.html.gz",
            "nén →tin/1.html →tin/index.html →tin/4.html",
        ),
    ]);
    portal
}

/// Another theme: all pages differ but one.
fn much() -> Portal {
    Portal::from([
        ("assets/c.css", "c"),
        ("assets/a.css", "a"),
        ("tin/1.html", "một →assets/a.css"),
        ("tin/2.html", "hai khác →assets/c.css"),
        ("tin/5.html", "năm →assets/c.css"),
        ("tin/index.html", "khác →tin/1.html →tin/5.html"),
        ("index.html", "khác →tin/1.html →tin/index.html"),
        ("x", "tệp khác"),
        ("tin/2.html.gz", "nén hai khác →assets/c.css"),
        ("index.html.gz", "nén khác →tin/1.html →tin/index.html"),
    ])
}

/// An output folder with its memory, and perhaps two things in it that are not ours.
struct Place {
    folder: tempfile::TempDir,
    foreign: bool,
}

const FOREIGN: &str = "google123.html";
const EMPTY: &str = "trong";

impl Place {
    /// With a published portal and what is not ours, or an empty place.
    fn new(portal: Option<&Portal>) -> Self {
        let mut place = Self::of_ours(portal);
        place.foreign = portal.is_some();
        if place.foreign {
            fs::write(place.output().join(FOREIGN), "xác minh").expect("written");
            fs::create_dir(place.output().join(EMPTY)).expect("made");
        }
        place
    }

    /// With a published portal alone: a folder that may be exchanged.
    fn of_ours(portal: Option<&Portal>) -> Self {
        // In memory where there is such a disk: every build waits for the disk once.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let place = Self {
            folder: folder.expect("a folder"),
            foreign: false,
        };
        if let Some(portal) = portal {
            place.publish(&Disk::default(), portal).expect("published");
        }
        place
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn memory(&self) -> PathBuf {
        self.folder.path().join("memory")
    }

    fn open(&self, disk: &Disk) -> io::Result<Publisher> {
        loop {
            let opened = Publisher::open_on(disk.clone(), &self.output(), &self.memory());
            match opened {
                // A test that starts a program just now may hold a copy of the lock for a blink.
                Err(error) if error.kind() == ErrorKind::ResourceBusy => std::thread::yield_now(),
                opened => return opened,
            }
        }
    }

    fn publish(&self, disk: &Disk, portal: &Portal) -> io::Result<Published> {
        self.publish_and(disk, portal, |_| {})
    }

    fn publish_and(
        &self,
        disk: &Disk,
        portal: &Portal,
        tell: impl FnOnce(&Published),
    ) -> io::Result<Published> {
        let publisher = self.open(disk)?;
        let next = put(&publisher, portal)?;
        let obstacles = publisher.obstacles(&next);
        assert!(!any_error(&obstacles), "{obstacles:?}");
        publisher.finish(next, rank, tell)
    }

    /// A build that has errors: files are made, and then it gives up.
    fn refuse(&self, portal: &Portal) {
        let publisher = self.open(&Disk::default()).expect("opened");
        put(&publisher, portal).expect("put");
    }

    /// All that is remembered was sealed by another version of the program.
    fn age(&self) {
        let memory = walkdir::WalkDir::new(self.folder.path().join("memory"));
        for entry in memory.into_iter().flatten() {
            let mut bytes = fs::read(entry.path()).unwrap_or_default();
            if bytes.starts_with(b"congtin memory 2") {
                bytes[15] = b'1';
                fs::write(entry.path(), bytes).expect("written");
            }
        }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let output = self.output();
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&output).into_iter().flatten() {
            let inner = entry.path().strip_prefix(&output).expect("inside");
            let path = inner.to_string_lossy().into_owned();
            if entry.file_type().is_file() && !path.starts_with(".congtin/") {
                let text = fs::read_to_string(entry.path()).expect("text");
                files.insert(path, text);
            }
        }
        files
    }

    /// Every file is whole, old or new; none is missing that both have; no link is dead.
    #[track_caller]
    fn is_sound(&self, from: &Portal, to: &Portal, when: &str) {
        let files = self.files();
        for (path, text) in &files {
            let whole = [from, to].map(|portal| portal.get(path.as_str()) == Some(&text.as_str()));
            assert!(
                whole.contains(&true) || path == FOREIGN,
                "{when}: {path}: {text}"
            );
            let links = text.split(' ').filter_map(|word| word.strip_prefix('→'));
            for link in links {
                assert!(files.contains_key(link), "{when}: {path} leads to {link}");
            }
            // Servers look at it first.
            if let Some(source) = path.strip_suffix(".gz") {
                let source = files.get(source).map(|source| format!("nén {source}"));
                assert_eq!(source.as_ref(), Some(text), "{when}: {path} is stale");
            }
        }
        let stays = |path: &&&str| to.contains_key(**path) && !path.ends_with(".gz");
        for path in from.keys().filter(stays) {
            assert!(files.contains_key(*path), "{when}: {path} is missing");
        }
        assert_eq!(files.contains_key(FOREIGN), self.foreign, "{when}");
    }

    /// The folder is exactly this portal, with what is not ours, and nothing lies about.
    #[track_caller]
    fn is(&self, portal: &Portal, when: &str) {
        let mut files = self.files();
        assert_eq!(files.remove(FOREIGN).is_some(), self.foreign, "{when}");
        let wanted: BTreeMap<_, _> = portal
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(files, wanted, "{when}");
        let mut around: Vec<_> = fs::read_dir(self.folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        around.sort();
        assert_eq!(around, ["memory", "public"], "{when}");
        let memory = walkdir::WalkDir::new(self.folder.path().join("memory"));
        let left = memory.into_iter().flatten().filter(|entry| {
            let name = entry.file_name().to_string_lossy();
            name.contains("next") || name.contains("journal") || name.contains("new")
        });
        assert_eq!(left.count(), 0, "{when}");
        let empty: Vec<_> = walkdir::WalkDir::new(self.output())
            .into_iter()
            .flatten()
            .filter(|entry| {
                fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none())
            })
            .map(|entry| entry.file_name().to_owned())
            .collect();
        assert_eq!(
            empty,
            if self.foreign { vec![EMPTY] } else { vec![] },
            "{when}"
        );
    }
}

fn put(publisher: &Publisher, portal: &Portal) -> io::Result<Manifest> {
    let mut next = Manifest::default();
    for (path, text) in portal {
        let output = Output {
            digest: Digest::of(text.as_bytes()),
            stamp: publisher.put(path, text.as_bytes())?,
            ..Output::default()
        };
        next.files.insert((*path).into(), output);
    }
    Ok(next)
}

/// Assets, then articles, then what leads to them, then compressed copies.
fn rank(path: &str) -> u8 {
    match path {
        path if path.ends_with(".gz") => 3,
        path if path.starts_with("assets/") => 0,
        path if path.ends_with("index.html") => 2,
        _ => 1,
    }
}

/// Interrupts a build at each of its steps; then comes another build.
#[track_caller]
fn at_every_step(
    new: fn(Option<&Portal>) -> Place,
    from: Option<&Portal>,
    to: &Portal,
    fault: impl Fn(usize) -> Fault,
) {
    let none = Portal::new();
    let before = from.unwrap_or(&none);
    for step in 0.. {
        let nexts = [to.clone(), old(), little(), much()];
        for (number, next) in nexts.iter().enumerate() {
            let when = format!("step {step}, next {number}");
            let place = new(from);
            let disk = Disk::with(fault(step));
            let done = place.publish(&disk, to);
            if !disk.has_failed() {
                assert!(step > 10, "{when}");
                return place.is(to, &when);
            }
            assert!(done.is_err() || place.files().len() >= to.len(), "{when}");
            place.is_sound(before, to, &when);
            place.refuse(&much());
            place.is_sound(before, to, &format!("{when}, refused"));
            place
                .publish(&Disk::default(), next)
                .unwrap_or_else(|error| panic!("{when}: {error}"));
            place.is(next, &when);
        }
    }
}

const fn killed(step: usize) -> Fault {
    let error = ErrorKind::Other;
    Fault {
        step,
        error,
        dead: true,
    }
}

const fn refused(step: usize, error: ErrorKind) -> Fault {
    Fault {
        step,
        error,
        dead: false,
    }
}

#[test]
fn a_first_build_may_be_killed_anywhere() {
    at_every_step(Place::new, None, &old(), killed);
}

#[test]
fn a_build_that_changes_little_may_be_killed_anywhere() {
    at_every_step(Place::new, Some(&old()), &little(), killed);
    at_every_step(Place::new, Some(&little()), &old(), killed);
}

#[test]
fn a_build_that_changes_most_may_be_killed_anywhere() {
    at_every_step(Place::of_ours, Some(&old()), &much(), killed);
    at_every_step(Place::new, Some(&old()), &much(), killed);
}

#[test]
fn the_disk_may_be_full_or_closed_at_any_step() {
    for error in [ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        at_every_step(Place::new, None, &old(), |step| refused(step, error));
        at_every_step(Place::new, Some(&old()), &little(), |step| {
            refused(step, error)
        });
        at_every_step(Place::of_ours, Some(&old()), &much(), |step| {
            refused(step, error)
        });
    }
}

#[test]
fn the_build_after_a_killed_one_may_be_killed_as_well() {
    for to in [little(), much()] {
        for first in 0.. {
            let disk = Disk::with(killed(first));
            let place = Place::of_ours(Some(&old()));
            let _ = place.publish(&disk, &to);
            if !disk.has_failed() {
                break;
            }
            drop(place);
            for second in 0.. {
                let place = Place::of_ours(Some(&old()));
                let _ = place.publish(&Disk::with(killed(first)), &to);
                let disk = Disk::with(killed(second));
                // It dies while it ends the work of the first, or it has nothing to do any more.
                let _ = place.publish(&disk, &to);
                let when = format!("step {first}, then {second}");
                place.is_sound(&old(), &to, &when);
                place.publish(&Disk::default(), &to).expect("published");
                place.is(&to, &when);
                if !disk.has_failed() {
                    break;
                }
            }
        }
    }
}

/// What is kept at the edge of a network is dropped by these names.
#[test]
fn the_build_after_a_killed_one_tells_what_that_had_changed() {
    for to in [little(), much()] {
        let whole = Place::of_ours(Some(&old()));
        let told = whole.publish(&Disk::default(), &to).expect("published");
        for step in 0.. {
            let place = Place::of_ours(Some(&old()));
            let disk = Disk::with(killed(step));
            let mut told_by_first = false;
            let _ = place.publish_and(&disk, &to, |_| told_by_first = true);
            if !disk.has_failed() {
                break;
            }
            let next = place.publish(&Disk::default(), &to).expect("published");
            let names =
                |all: &[EcoString], some: &[EcoString]| some.iter().all(|path| all.contains(path));
            let told_by_next =
                names(&next.written, &told.written) && names(&next.removed, &told.removed);
            assert!(told_by_first || told_by_next, "step {step}: {next:?}");
            assert!(names(&told.written, &next.written), "step {step}");
            let after = place.publish(&Disk::default(), &to).expect("published");
            assert_eq!((after.written, after.removed), (vec![], vec![]));
        }
    }
}

#[test]
fn the_program_may_be_upgraded_between_a_killed_build_and_the_next() {
    for (to, next) in [(little(), old()), (little(), much()), (much(), old())] {
        for step in 0.. {
            let place = Place::new(Some(&old()));
            let disk = Disk::with(killed(step));
            let _ = place.publish(&disk, &to);
            place.age();
            let when = format!("step {step}");
            place.refuse(&next);
            place.is_sound(&old(), &to, &when);
            place.publish(&Disk::default(), &next).expect("published");
            place.is(&next, &when);
            if !disk.has_failed() {
                break;
            }
        }
    }
}

#[test]
fn what_does_not_change_keeps_its_time_whichever_way() {
    for to in [little(), much()] {
        let place = Place::new(Some(&old()));
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000);
        for path in ["tin/1.html", FOREIGN] {
            let file = fs::File::options()
                .write(true)
                .open(place.output().join(path));
            file.expect("a file").set_modified(time).expect("a time");
        }
        place.publish(&Disk::default(), &to).expect("published");
        place.is(&to, "done");
        for path in ["tin/1.html", FOREIGN] {
            let metadata = fs::metadata(place.output().join(path)).expect("a file");
            assert_eq!(metadata.modified().expect("a time"), time, "{path}");
        }
    }
}

#[test]
fn a_file_that_arrives_in_the_last_moment_of_the_old_folder_is_brought_over() {
    // Killed right behind the exchange: what was public is now the waiting folder.
    for step in 0.. {
        let place = Place::of_ours(Some(&old()));
        let disk = Disk::with(killed(step));
        let _ = place.publish(&disk, &much());
        let waiting = place.folder.path().join(".public.congtin");
        let exchanged = place
            .files()
            .get("x")
            .is_some_and(|text| text == "tệp khác");
        if exchanged && waiting.is_dir() {
            fs::write(waiting.join("tin/vua-den.txt"), "của tôi").expect("written");
            place.refuse(&much());
            let text = fs::read_to_string(place.output().join("tin/vua-den.txt"));
            return assert_eq!(text.expect("brought over"), "của tôi");
        }
        assert!(disk.has_failed(), "never exchanged");
    }
}

/// Others may change what is theirs while a build works, and their rights on it are none of its business.
#[cfg(unix)]
#[test]
fn a_folder_that_holds_what_is_not_ours_stays_the_one_it_is() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let place = Place::new(Some(&old()));
    let private = place.output().join(EMPTY);
    fs::set_permissions(&private, fs::Permissions::from_mode(0o700)).expect("closed");
    let looks = |path: &Path| {
        let of = fs::metadata(path).expect("it is there");
        (of.ino(), of.mode())
    };
    let before = (looks(&place.output()), looks(&private));
    place.publish(&Disk::default(), &much()).expect("published");
    place.is(&much(), "done");
    assert_eq!((looks(&place.output()), looks(&private)), before);
    fs::remove_file(place.output().join(FOREIGN)).expect("removed");
    fs::remove_dir(private).expect("removed");
    place.publish(&Disk::default(), &old()).expect("published");
    assert_ne!(looks(&place.output()), before.0);
}

#[test]
fn a_survey_tells_what_is_not_as_it_was() {
    let place = Place::new(Some(&old()));
    let survey = || place.open(&Disk::default()).expect("opened").survey();
    assert!(survey().whole);
    assert_eq!(survey().foreign, [FOREIGN]);
    fs::write(place.output().join("tin/2.html"), "HAI →assets/a.css").expect("written");
    assert!(!survey().whole);
    place.publish(&Disk::default(), &old()).expect("published");
    assert!(survey().whole);
    fs::remove_file(place.output().join("tin/2.html")).expect("removed");
    assert!(!survey().whole);
}

const SITE: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
tags = [\"Thẻ\"]
+++
Chữ.
-- content/tin/b.md --
+++
title = \"Bài B\"
date = 2022-07-10
summary = \"S\"
+++
Chữ.
";

#[test]
fn the_program_may_be_killed_at_any_moment() {
    let shell = Shell::new(SITE);
    let settings = [
        shell.read("site.toml"),
        format!("{}tagline = \"Khác\"\n", shell.read("site.toml")),
    ];
    let build = |output: &str| format!("build --now 2022-08-01T08:00:00+07:00 --output {output}");
    let made = |output: &str| -> BTreeMap<PathBuf, Vec<u8>> {
        let root = shell.path(output);
        let state = shell.state(output).into_iter();
        state
            .map(|(path, (bytes, _))| {
                let inner = path.strip_prefix(&root).expect("inside");
                (inner.to_owned(), bytes)
            })
            .collect()
    };
    let mut wanted = Vec::new();
    for (number, text) in settings.iter().enumerate() {
        shell.write("site.toml", text);
        let output = format!("mau-{number}");
        shell.run(&build(&output)).code(0);
        wanted.push(made(&output));
    }
    let started = Instant::now();
    shell.run(&build("public")).code(0);
    let whole = started.elapsed();
    let rounds = 32_u32;
    for round in 0..rounds {
        let turn = usize::from(round % 2 == 1);
        shell.write("site.toml", &settings[turn]);
        let mut child = shell
            .command(".", &build("public"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(whole * round / rounds);
        let _ = child.kill();
        child.wait().expect("ended");
        for (path, bytes) in made("public") {
            let whole = wanted.iter().any(|made| made.get(&path) == Some(&bytes));
            assert!(whole, "round {round}: {}", path.display());
        }
        if round % 3 == 2 {
            shell.run(&build("public")).code(0);
            assert_eq!(made("public"), wanted[turn], "round {round}");
            shell.missing(".public.congtin");
        }
    }
}
