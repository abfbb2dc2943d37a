//! Real disks that refuse: full, read-only, mounted right at the output folder. An ordinary user may mount them in a
//! namespace of his own, where even root meets a read-only disk. Where that is forbidden these tests fail, unless
//! `CONGTIN_NO_NAMESPACES` says that nobody expects them to pass.
#![cfg(target_os = "linux")]

use std::process::Command;

use super::shell::{Ran, Shell};

const SITE: &str = "
-- content/tin/a.md --
+++
title = \"Bài A\"
date = 2022-07-11
summary = \"S\"
+++
Chữ.
";

/// Begins every script: `congtin` builds the site into a folder at the same hour each time.
const PRELUDE: &str = "
set -eu
build() { \"$CONGTIN\" build --now 2022-08-01T08:00:00+07:00 --output \"$1\"; }
change() { printf '\\nThêm %s.\\n' \"$1\" >> content/tin/a.md; }
mkdir disk
mount -t tmpfs -o size=4m tmpfs disk
";

/// Runs a script as root of its own namespace, in the site's folder.
#[track_caller]
fn script(shell: &Shell, text: &str) -> Option<Ran> {
    if std::env::var_os("CONGTIN_NO_NAMESPACES").is_some() {
        return None;
    }
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &format!("{PRELUDE}{text}")])
        .current_dir(shell.path("."))
        .env("CONGTIN", env!("CARGO_BIN_EXE_congtin"))
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("unshare (util-linux)");
    Some(Ran::of(text, &output))
}

#[test]
fn a_full_disk_leaves_the_portal_as_it_was() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
build disk/public
cp -a disk/public before
head -c 8m /dev/zero > disk/day 2>/dev/null || true
change một
build disk/public && exit 3 || test $? = 2
diff -r before disk/public
test \"$(ls -A disk)\" = \"$(printf 'day\\npublic')\"
rm disk/day
build disk/public
build cold
diff -r cold disk/public
",
    ) else {
        return;
    };
    ran.code(0)
        .err_has("lỗi: ổ đĩa đã đầy: ")
        .err_has("/disk/.public.congtin/")
        .err_has("mọi tệp đã xuất bản vẫn nguyên vẹn");
}

#[test]
fn a_read_only_disk_is_told_with_the_path() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
build disk/public
cp -a disk/public before
mount -o remount,bind,ro disk
change một
build disk/public && exit 3 || test $? = 2
diff -r before disk/public
mount -o remount,bind,rw disk
build disk/public
build cold
diff -r cold disk/public
",
    ) else {
        return;
    };
    ran.code(0)
        .err_has("lỗi: ổ đĩa chỉ cho đọc: ")
        .err_has("/disk/public/.congtin");
}

#[test]
fn the_output_folder_may_be_a_mount_point() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
build disk
change một
build disk
sed -i 's/^title.*/title = \"Cổng khác\"/' site.toml
build disk
build cold
diff -r cold disk
\"$CONGTIN\" verify disk --output disk
",
    ) else {
        return;
    };
    ran.code(0);
}

#[test]
fn another_disk_may_be_mounted_inside_the_output_folder() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
mkdir -p public/tin
mount --bind disk public/tin
build public
change một
build public
sed -i 's/^title.*/title = \"Cổng khác\"/' site.toml
build public
build cold
diff -r cold public
",
    ) else {
        return;
    };
    ran.code(0);
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let shell = Shell::new(SITE);
    // Root of a namespace is no root for files that belong to nobody in it.
    let Some(ran) = script(
        &shell,
        "
build public
cp -r public live
mkdir live/kin
mkdir -p /tmp/congtin-none
mount -t tmpfs -o mode=000,uid=0 tmpfs live/kin
if command -v setpriv >/dev/null; then
    setpriv --bounding-set=-all --inh-caps=-all \"$CONGTIN\" verify live --output public --format short && exit 3 || test $? = 1
else
    echo 'E-LIVE-UNREADABLE: no setpriv' >&2
fi
",
    ) else {
        return;
    };
    ran.code(0).err_has("E-LIVE-UNREADABLE");
}

#[test]
fn an_output_folder_that_cannot_be_read_is_told_until_it_can() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
build public
change một
chmod 311 public
setpriv --bounding-set=-all --inh-caps=-all \"$CONGTIN\" build && exit 3 || test $? = 2
test ! -e .public.congtin
# As a build leaves behind that is killed before it takes such a folder's place.
mkdir -m 311 .public.congtin
chmod 755 public
setpriv --bounding-set=-all --inh-caps=-all \"$CONGTIN\" build --now 2022-08-01T08:00:00+07:00
build cold
diff -r cold public
",
    ) else {
        return;
    };
    ran.code(0)
        .err_has("không có quyền đọc hoặc ghi")
        .err_has("/public\n");
}

#[test]
fn a_folder_of_ours_that_cannot_be_read_is_told_as_what_it_is() {
    let shell = Shell::new(SITE);
    let Some(ran) = script(
        &shell,
        "
build public
mkdir -m 000 public/lost+found
alone() { setpriv --bounding-set=-all --inh-caps=-all \"$CONGTIN\" build --now 2022-08-01T08:00:00+07:00; }
alone
change một
chmod 000 public/tin
alone && exit 3 || test $? = 2
chmod 755 public/tin
alone
",
    ) else {
        return;
    };
    ran.code(0)
        .err_has("không có quyền đọc hoặc ghi")
        .err_has("/public/tin\n");
}

#[test]
fn a_write_that_the_system_refuses_changes_nothing() {
    // Needs no namespace: no file may grow beyond four kilobytes.
    let shell = Shell::new(SITE);
    let build = "build --now 2022-08-01T08:00:00+07:00";
    shell.run(build).code(0);
    let before = shell.state("public");
    shell.write("static/lon.txt", "x".repeat(100_000));
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 8; exec \"$CONGTIN\" build --lang vi",
        ])
        .current_dir(shell.path("."))
        .env("CONGTIN", env!("CARGO_BIN_EXE_congtin"))
        .output()
        .expect("sh");
    Ran::of("sh", &output)
        .code(2)
        .err_has("không đọc hoặc ghi được đĩa: ");
    assert_eq!(shell.state("public"), before);
    shell.missing(".public.congtin");
    shell.run(build).code(0);
    shell.has("public/lon.txt", "xxx");
}
