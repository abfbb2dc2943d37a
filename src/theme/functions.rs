//! What templates may call. All of it is pure: a function that looks things up would be an input that no key covers.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};
use tera::{Error, Kwargs, State, Tera, Value};

use super::{Asset, qr};
use crate::text::{Language, number};

/// Registers `asset(path="portal.css")`, `integrity(path="portal.css")` and the filters `fill(name=value)`,
/// `number` and `qr`.
pub fn register(tera: &mut Tera, assets: &[Asset], base: &str) {
    let addresses = assets.iter().map(|asset| {
        let address = format!("{base}/{}", asset.output);
        (asset.name.clone(), address)
    });
    of_asset(tera, "asset", addresses.collect());
    let digests = assets
        .iter()
        .filter_map(|asset| Some((asset.name.clone(), integrity(&asset.file.read().ok()?))));
    of_asset(tera, "integrity", digests.collect());
    tera.register_filter("fill", |text: &str, kwargs: Kwargs, _: &State| -> String {
        let mut text = text.to_owned();
        for (name, value) in kwargs.iter() {
            text = text.replace(&format!("{{{name}}}"), &value.to_string());
        }
        text
    });
    tera.register_filter(
        "number",
        |number: i64, _: Kwargs, state: &State| -> String {
            number::group(number, language(state))
        },
    );
    tera.register_filter("qr", |text: &str, _: Kwargs, _: &State| -> Value {
        qr::code(text).map_or(Value::none(), |code| Value::from_serializable(&code))
    });
}

/// The language of the page that is written.
fn language(state: &State) -> Language {
    let page = state.get::<Value>("page").ok().flatten();
    let code = page
        .as_ref()
        .and_then(|page| page.get_from_path("language")?.as_str());
    code.and_then(Language::of_code).unwrap_or_default()
}

/// Registers a function that tells something of an asset by its `path`.
fn of_asset(tera: &mut Tera, name: &'static str, told: BTreeMap<String, String>) {
    tera.register_function(name, move |kwargs: Kwargs, _: &State| {
        let path: &str = kwargs.must_get("path")?;
        let missing = || Error::message(format!("the theme has no asset `{path}`"));
        told.get(path).cloned().ok_or_else(missing)
    });
}

/// What a browser compares the bytes of a script or a style with (Subresource Integrity).
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}
