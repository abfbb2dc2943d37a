//! `congtin verify`: is the live folder what was published?

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use super::arguments::Common;
use super::{Failure, report};
use crate::memo::Broken;
use crate::publish::{self, Unusable};

/// Compares a live folder with the record of an output folder, or with a record file.
pub fn run(common: &Common, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let typed = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let folder = typed("folder").unwrap_or_default();
    common.threads();
    let live = Path::new(folder);
    if !live.is_dir() {
        return Err(Failure::new(
            format!("không có thư mục `{folder}`"),
            format!("there is no folder `{folder}`"),
        ));
    }
    let record = match typed("against") {
        Some(file) => PathBuf::from(file),
        None => {
            let root = common.root()?;
            let of = |output: &Path| publish::record_of(output, &root.join(".congtin"));
            // A folder that is built into has a record of its own.
            let own = Some(of(live)).filter(|own| own.exists());
            let usual = || own.unwrap_or_else(|| of(&root.join(publish::USUAL)));
            typed("output").map_or_else(usual, |output| of(Path::new(output)))
        }
    };
    let verified = publish::verify(live, &record).map_err(|reason| unusable(reason, &record))?;
    report::findings(common, &verified.findings, false);
    if !common.quiet {
        let line = report::verified(common, folder, verified.files, &verified.findings);
        report::outcome(common, &line);
    }
    Ok(report::exit_code(common, &verified.findings))
}

fn unusable(reason: Unusable, record: &Path) -> Failure {
    let path = record.display();
    match reason {
        Unusable::Missing => Failure::new(
            format!(
                "chưa có bản ghi `{path}`\n  = gợi ý: chạy `congtin build` trước, hoặc chỉ ra tệp bản ghi bằng --against"
            ),
            format!(
                "there is no record `{path}`\n  = help: run `congtin build` first, or name a record with --against"
            ),
        ),
        Unusable::Inside => Failure::new(
            format!(
                "bản ghi `{path}` nằm ngay trong thư mục cần kiểm tra; kẻ sửa được trang cũng sửa được bản ghi\n  = gợi ý: dùng bản ghi cất ở nơi khác"
            ),
            format!(
                "the record `{path}` lies in the folder that it is to judge; whoever changed pages could change it too\n  = help: use a record that is kept elsewhere"
            ),
        ),
        Unusable::Unfinished => Failure::new(
            "lần xuất bản trước bị ngắt giữa chừng\n  = gợi ý: chạy `congtin build` để làm nốt, rồi kiểm tra lại",
            "the last build was interrupted\n  = help: run `congtin build` to end its work, then compare again",
        ),
        Unusable::Broken(Broken::Damaged) => Failure::new(
            format!("bản ghi `{path}` bị hỏng"),
            format!("the record `{path}` is damaged"),
        ),
        Unusable::Broken(Broken::Foreign) => Failure::new(
            format!(
                "`{path}` không phải bản ghi của congtin\n  = gợi ý: bản ghi là tệp `record` trong .congtin, dòng đầu là `congtin record 1`"
            ),
            format!(
                "`{path}` is no record of congtin\n  = help: the record is the file `record` below .congtin; its first line is `congtin record 1`"
            ),
        ),
    }
}
