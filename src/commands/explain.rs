//! `congtin build --explain PATH`: what a page is made from.

use std::collections::BTreeMap;
use std::process::ExitCode;

use ecow::EcoString;

use super::Failure;
use super::arguments::Common;
use super::report;
use crate::coding::Coding;
use crate::memo::{Ingredients, Manifest, Memo, Part};
use crate::pipeline;
use crate::plan::{Job, Keys, Plan};
use crate::site::{Target, output};
use crate::text::{Digest, similar};

/// Tells what an output is made from, part by part, and whether it would be made anew. `folder` is the output folder as typed.
pub fn explain(
    common: &Common,
    plan: &Plan,
    memo: &Memo,
    last: &Manifest,
    folder: &str,
    asked: &str,
) -> Result<ExitCode, Failure> {
    let language = common.language;
    let (path, job) = output_of(plan, folder, asked).ok_or_else(|| {
        if let Some(Target::Hidden(state)) = plan.site.targets.get(asked) {
            let (vi, en) = state.words();
            return Failure::new(
                format!("--explain: `{asked}` không có trang vì {vi}"),
                format!("--explain: `{asked}` has no page: it is {en}"),
            );
        }
        if plan.files.get(asked).is_some() {
            return Failure::new(
                format!("--explain: `{asked}` là tệp nguồn, không có trang của riêng nó"),
                format!("--explain: `{asked}` is a source and has no page of its own"),
            );
        }
        let near = similar::nearest(asked, plan.jobs.keys().map(EcoString::as_str));
        let near = near.map_or_else(String::new, |near| format!(" ({near}?)"));
        Failure::new(
            format!("--explain: cổng không có tệp `{asked}`{near}"),
            format!("--explain: the portal has no file `{asked}`{near}"),
        )
    })?;
    let mut told = Told::default();
    let keys = Keys::of(plan);
    keys.ingredients(job, memo, &mut told);
    report::say(path);
    if let Some(template) = job.template(&plan.site) {
        report::say(&format!(
            "  {}: {template}",
            language.pick("mẫu trang", "template")
        ));
    }
    for (part, names) in told.parts {
        let (vi, en) = part.words();
        report::say(&format!("  {}: {}", language.pick(vi, en), listed(&names)));
    }
    let key = keys.key(job, memo);
    let why = pipeline::why(key.as_ref(), last.files.get(path));
    report::say(&format!(
        "  {}",
        match &why {
            pipeline::Why::Changed(_)
            | pipeline::Why::New
            | pipeline::Why::Unsettled
            | pipeline::Why::Forgotten => report::why(language, &why),
            pipeline::Why::Damaged => language
                .pick(
                    "không đổi từ lần xuất bản trước",
                    "unchanged since the last build"
                )
                .to_owned(),
        }
    ));
    Ok(ExitCode::SUCCESS)
}

/// The output file that is meant by an address, or by a path in the output folder or among the sources, with its job.
fn output_of<'a>(plan: &'a Plan, folder: &str, asked: &str) -> Option<(&'a EcoString, &'a Job)> {
    let asked = asked.strip_prefix("./").unwrap_or(asked);
    let below = |folder: &str| asked.strip_prefix(folder)?.strip_prefix('/');
    let path = asked
        .strip_prefix(&plan.site.config.base.permalink(""))
        .or_else(|| below(folder.trim_end_matches('/')))
        .unwrap_or(asked)
        .trim_start_matches('/');
    let inside = output(&format!("{}/", path.trim_end_matches('/')));
    // A copy is made from its file, and what that is made from is the question.
    let source = match plan.jobs.get(path) {
        Some(Job::Packed(..)) => Coding::source(path).unwrap_or(path),
        _ => path,
    };
    let file = plan.jobs.get_key_value(source);
    file.or_else(|| plan.jobs.get_key_value(inside.as_str()))
        .or_else(|| plan.outputs_of(asked).next())
}

/// Names in order, each once.
#[derive(Default)]
struct Told {
    parts: BTreeMap<Part, Vec<String>>,
}

impl Ingredients for Told {
    fn add(&mut self, part: Part, _: Digest, name: &dyn Fn() -> String) {
        let name = name();
        let names = self.parts.entry(part).or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "–".to_owned()
    } else {
        names.join(", ")
    }
}
