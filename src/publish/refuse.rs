//! Which folders may not be an output folder, and which paths may lie in one.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Finding, rules};

/// The output folder of a site that names none, below its root.
pub const USUAL: &str = "public";

/// Why a folder may not be the output of a site; none when it may.
#[must_use]
pub fn refuse(output: &Path, root: &Path, home: Option<&Path>) -> Option<Finding> {
    let refused = |vi: &str, en: &str| {
        let path = output.display().to_string();
        Some(
            Finding::new(&rules::OUTPUT_REFUSED)
                .with("path", path)
                .with("reason", vi)
                .with("reason_en", en),
        )
    };
    if output.as_os_str().is_empty() {
        return refused("tên thư mục để trống", "its name is empty");
    }
    let output = real(output);
    let root = real(root);
    // `real` has followed every link that leads somewhere.
    let is_no_folder = |path: &&Path| path.symlink_metadata().is_ok_and(|it| !it.is_dir());
    match output.ancestors().find(is_no_folder) {
        Some(link) if link.is_symlink() => {
            return refused(
                "đây là, hoặc nằm trong, một liên kết không dẫn tới đâu",
                "it is or lies in a link that leads nowhere",
            );
        }
        Some(file) if file == output => {
            return refused(
                "đây là một tệp, không phải thư mục",
                "it is a file, not a folder",
            );
        }
        Some(_) => {
            return refused(
                "nằm trong một tệp, không phải thư mục",
                "it lies in a file, not in a folder",
            );
        }
        None => {}
    }
    if output.parent().is_none() {
        return refused("đây là gốc của ổ đĩa", "it is the root of the disk");
    }
    if home.is_some_and(|home| real(home).starts_with(&output)) {
        return refused(
            "đây là thư mục cá nhân hoặc thư mục chứa nó",
            "it is or holds the home folder",
        );
    }
    if root.starts_with(&output) {
        return refused(
            "đây là thư mục của cổng hoặc thư mục chứa nó",
            "it is or holds the site's folder",
        );
    }
    if output.join("site.toml").is_file() && output.join("content").is_dir() {
        return refused(
            "đây là thư mục của một cổng khác",
            "it is the folder of another site",
        );
    }
    if is_of_the_system(&output) {
        return refused(
            "đây là thư mục của hệ điều hành",
            "it belongs to the operating system",
        );
    }
    let usual = root.join(USUAL);
    if output != usual && output.starts_with(usual) {
        return refused(
            "nằm trong thư mục xuất thường dùng của cổng",
            "it lies inside the site's usual output folder",
        );
    }
    for part in ["content", "themes", "static", ".congtin", ".git"] {
        // It may be a link to where the articles really lie.
        let source = real(&root.join(part));
        if output.starts_with(&source) {
            return refused(
                "nằm trong thư mục nguồn của cổng",
                "it lies inside a source folder of the site",
            );
        }
        if source.starts_with(&output) {
            return refused(
                "chứa một thư mục nguồn của cổng",
                "it holds a source folder of the site",
            );
        }
    }
    None
}

/// Whether a folder holds the system's own files. Web servers keep their folders below `/srv`, `/var`, `/opt`, `/usr/share`
/// or `/usr/local`, never as one of these themselves.
fn is_of_the_system(output: &Path) -> bool {
    const WITH_ALL_BELOW: [&str; 14] = [
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/lib",
        "/lib32",
        "/lib64",
        "/proc",
        "/run",
        "/sbin",
        "/sys",
        "/usr/bin",
        "/usr/lib",
        "/usr/sbin",
    ];
    const THEMSELVES: [&str; 16] = [
        "/home",
        "/media",
        "/mnt",
        "/opt",
        "/srv",
        "/tmp",
        "/usr",
        "/usr/local",
        "/usr/share",
        "/var",
        "/var/cache",
        "/var/lib",
        "/var/log",
        "/var/mail",
        "/var/spool",
        "/var/tmp",
    ];
    let below = WITH_ALL_BELOW
        .iter()
        .any(|folder| output.starts_with(folder));
    let windows = output.components().nth(2).is_some_and(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        cfg!(windows)
            && ["windows", "program files", "program files (x86)", "users"].contains(&name.as_str())
    });
    let of_somebody = output.parent() == Some(Path::new("/home")) || output == Path::new("/root");
    below || windows || of_somebody || THEMSELVES.iter().any(|folder| output == Path::new(folder))
}

/// A path with links resolved as far as it exists, and without `..`.
pub fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => {
                real.push(name);
                if let Ok(found) = real.canonicalize() {
                    real = found;
                }
            }
            start => real.push(start),
        }
    }
    real
}

/// A path of a manifest or plan that stays inside the folder.
pub fn checked(path: &str) -> io::Result<&Path> {
    let inner = Path::new(path);
    let fine = !path.is_empty()
        && inner
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if fine {
        Ok(inner)
    } else {
        Err(io::Error::other(format!(
            "`{path}` leaves the output folder"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn folders_of_the_system_are_refused_and_those_of_web_servers_are_not() {
        let refused =
            |folder: &str| refuse(Path::new(folder), Path::new("/a/site"), None).is_some();
        for folder in [
            "/etc",
            "/etc/nginx",
            "/usr",
            "/usr/lib/x",
            "/var",
            "/dev/shm",
            "/proc/1",
            "/srv",
            "/boot/x",
            "/var/lib",
            "/home/x",
        ] {
            assert!(refused(folder), "{folder}");
        }
        for folder in [
            "/srv/cong",
            "/var/www/html",
            "/usr/share/nginx/html",
            "/usr/local/www/cong",
            "/opt/cong",
            "/mnt/web",
        ] {
            assert!(!refused(folder), "{folder}");
        }
    }
}
