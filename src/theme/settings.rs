//! The settings of a theme: what `theme.toml` lists along the chain, with what `site.toml` gives instead.

use std::collections::BTreeMap;
use std::mem::discriminant;

use serde_json::Value;

use super::chain::Link;
use crate::config::Setting;
use crate::diagnostic::{Finding, rules};
use crate::record::Shape;
use crate::text::similar;

/// The settings of a chain. What the site gives must be listed, of the kind of the default, and one of the choices
/// where the theme has a list of them; else it is told and the default stands.
pub fn load(
    links: &[Link],
    given: &[Setting],
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Value> {
    let mut settings = listed(links, "settings");
    let choices = listed(links, "choices");
    let known: Vec<String> = settings.keys().cloned().collect();
    for setting in given {
        let Some(value) = settings.get_mut(&setting.key) else {
            let near = similar::nearest(&setting.key, known.iter().map(String::as_str));
            let finding = Finding::new(&rules::KEY_UNKNOWN)
                .with("key", &setting.key)
                .with("known", known.join(", "))
                .suggest(near);
            findings.push(finding.at(setting.key_place.clone()));
            continue;
        };
        match wrong(setting, value, choices.get(&setting.key)) {
            Some(finding) => findings.push(finding.at(setting.place.clone())),
            None => *value = setting.value.clone(),
        }
    }
    settings
}

/// The named values under a key of every `theme.toml`; those of the nearest theme win.
fn listed(links: &[Link], key: &str) -> BTreeMap<String, Value> {
    let entries = links.iter().rev().flat_map(|link| link.record.entries(key));
    entries
        .map(|entry| (entry.key.clone(), entry.item.value.json()))
        .collect()
}

fn wrong(setting: &Setting, default: &Value, choices: Option<&Value>) -> Option<Finding> {
    if discriminant(&setting.value) != discriminant(default) {
        let (wanted, wanted_en) = wanted(default);
        let finding = Finding::new(&rules::KEY_TYPE)
            .with("key", &setting.key)
            .with("wanted", wanted)
            .with("wanted_en", wanted_en);
        return Some(finding.with("example", format!("{} = {default}", setting.key)));
    }
    let choices = choices?.as_array()?;
    if choices.contains(&setting.value) {
        return None;
    }
    let written = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let known: Vec<String> = choices.iter().map(written).collect();
    let value = written(&setting.value);
    let near = similar::nearest(&value, known.iter().map(String::as_str));
    let finding = Finding::new(&rules::KEY_VALUE)
        .with("key", &setting.key)
        .with("value", &value)
        .with("known", known.join(", "));
    Some(finding.suggest(near))
}

/// What a setting must be, in Vietnamese and in English.
fn wanted(default: &Value) -> (String, String) {
    let of = |shape: Shape| {
        let (vi, en, _) = shape.wanted();
        (vi, en)
    };
    match default {
        Value::Bool(_) => of(Shape::Flag),
        Value::Number(_) => ("số".to_owned(), "a number".to_owned()),
        Value::String(_) => of(Shape::Text),
        Value::Array(_) => of(Shape::Words(&Shape::Text)),
        Value::Object(_) => ("nhóm khóa".to_owned(), "named values".to_owned()),
        Value::Null => of(Shape::Free),
    }
}
