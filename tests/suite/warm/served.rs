//! What a preview serves while its site is edited, held against what a cold build makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use proptest::prelude::*;

use super::super::case::{self, Outputs, text};
use super::super::serve::{PATIENCE, Preview};
use super::super::shell::Shell;
use super::folder::Warm;
use super::portal::Portal;
use super::{begin, build, cases, difference, past, steps};
use congtin::config::Settings;
use congtin::diagnostic::any_error;

/// The path of the portal's address.
const BASE: &str = "/cong";

/// A way in which a program saves a file.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Emptied, then written.
    InPlace,
    /// Written beside, then put in its place.
    Beside,
    /// The old one is kept under another name, as vim does.
    WithBackup,
}

proptest! {
    // Each look at a story that fails takes a while: it is not made short.
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..cases(6) })]

    #[test]
    fn whatever_is_edited_a_preview_serves_what_a_cold_build_makes(
        past in past(),
        story in steps(14),
        ways in proptest::collection::vec(
            prop_oneof![Just(Way::InPlace), Just(Way::Beside), Just(Way::WithBackup)],
            1..7,
        ),
    ) {
        let mut portal = begin(Portal::complete(), &past);
        portal.settings = Settings {
            base_url: Some(format!("https://nason.example{BASE}")),
            ..case::settings()
        };
        let shell = Shell::bare();
        let mut ways = ways.iter().copied().cycle();
        let mut on_disk = Outputs::new();
        save(&shell, &mut on_disk, &portal, &mut ways);
        let preview = Preview::of(&shell, &format!("--now 2022-08-01T12:00 --base-url https://nason.example{BASE}"));
        let mut shown = Outputs::new();
        for step in &story.0 {
            let before = portal.clone();
            step.apply(&mut portal, &mut Warm::new());
            // What the command is told cannot change while it runs.
            portal.settings = before.settings.clone();
            let (made, found) = build(&portal);
            if any_error(&found) {
                portal = before;
                continue;
            }
            save(&shell, &mut on_disk, &portal, &mut ways);
            serves(&preview, &made, &shown)?;
            shown = made;
        }
    }
}

/// Makes the folder what the portal's sources are.
fn save(
    shell: &Shell,
    on_disk: &mut Outputs,
    portal: &Portal,
    ways: &mut impl Iterator<Item = Way>,
) {
    let sources = portal.sources();
    for path in on_disk.keys().filter(|path| !sources.contains_key(*path)) {
        shell.remove(path);
    }
    for (path, bytes) in &sources {
        if on_disk.get(path) == Some(bytes) {
            continue;
        }
        let file = shell.path(path);
        let there = file.exists();
        let beside = file.with_extension("tmp");
        match ways.next().expect("they begin again") {
            Way::Beside => {
                shell.write(&path_beside(path), bytes);
                fs::rename(&beside, &file).expect("it is put in its place");
            }
            Way::WithBackup if there => {
                let backup = format!("{}~", file.display());
                fs::rename(&file, &backup).expect("it is kept");
                shell.write(path, bytes);
                fs::remove_file(Path::new(&backup)).expect("it goes");
            }
            _ => shell.write(path, bytes),
        }
    }
    *on_disk = sources;
}

fn path_beside(path: &str) -> String {
    let path = Path::new(path).with_extension("tmp");
    path.to_str().expect("it was text").to_owned()
}

/// Asks for everything until it is what a cold build makes. What is no more is not found.
fn serves(preview: &Preview, made: &Outputs, shown: &Outputs) -> Result<(), TestCaseError> {
    let until = Instant::now() + PATIENCE;
    let mut late: BTreeSet<&String> = made.keys().chain(shown.keys()).collect();
    loop {
        late.retain(|path| {
            let (status, served) = served(preview, path);
            made.get(*path)
                .map_or(status != 404, |bytes| served != text(bytes))
        });
        let Some(path) = late.first() else {
            return Ok(());
        };
        if Instant::now() > until {
            let (status, served) = served(preview, path);
            let made = made.get(*path).map(|bytes| text(bytes));
            let difference = difference(Some(&served), made.as_deref());
            prop_assert!(false, "{} ({}) differs:\n{}", path, status, difference);
        }
    }
}

/// The status and body of a file, without what the preview adds.
fn served(preview: &Preview, path: &str) -> (u16, String) {
    let (status, answer) = preview.get(&format!("{BASE}/{path}"));
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let mut body = body.to_owned();
    while let Some(start) = body.find("<script src=\"/__congtin/") {
        let end = body[start..].find("</script>").expect("it ends") + start;
        body.replace_range(start..end + "</script>".len(), "");
    }
    (status, body)
}
