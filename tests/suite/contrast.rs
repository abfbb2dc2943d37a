//! Colours that can be told apart (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11): the pairs that the README of `themes/cong` names, in
//! the values that the style sheets of both themes give them, in every scheme and on paper.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The values of the tokens in one scheme.
type Palette = BTreeMap<String, String>;

/// The schemes in the order in which a token names its values.
const SCHEMES: [&str; 4] = ["light", "light, strong", "dark", "dark, strong"];

/// A row of the README's table: each of `signs` on each of `grounds`.
struct Pairs {
    signs: Vec<String>,
    grounds: Vec<String>,
    /// Ratios that are asked for: as usual, and in high contrast.
    ratios: [f64; 2],
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes")
        .join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_pair_of_colours_can_be_told_apart_in_every_scheme() {
    let cong = palettes(&read("cong/assets/portal.css"));
    assert_eq!(cong.len(), 5, "four schemes and paper");
    assert_eq!(faint(&cong), "");
    let child = read("toi-gian/assets/toi-gian.css");
    let mut schemes = cong;
    schemes.remove("paper");
    give(&mut schemes, &child);
    assert_eq!(faint(&schemes), "");
}

#[test]
fn no_colour_is_used_that_the_table_does_not_name() {
    let css = read("cong/assets/portal.css");
    let table = table(&read("cong/README.md"));
    let signs: BTreeSet<_> = table.iter().flat_map(|pairs| &pairs.signs).collect();
    let grounds: BTreeSet<_> = table.iter().flat_map(|pairs| &pairs.grounds).collect();
    for (property, known) in [
        ("color", &signs),
        ("outline-color", &signs),
        ("background", &grounds),
    ] {
        for used in uses(&css, property) {
            assert!(known.contains(&used), "`{property}: {used}` is in no row");
        }
    }
}

#[test]
fn ratios_are_those_of_the_guidelines() {
    // Examples of WebAIM's checker.
    assert!((contrast("#fff", "#000000") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.005);
    assert!((contrast("#0000ff", "#fff") - 8.59).abs() < 0.005);
}

impl Pairs {
    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let on = |sign| {
            self.grounds
                .iter()
                .map(move |ground: &String| (sign, ground.as_str()))
        };
        self.signs.iter().map(String::as_str).flat_map(on)
    }
}

/// The rows below the heading "Colour pairs".
fn table(readme: &str) -> Vec<Pairs> {
    let (_, section) = readme.split_once("## Colour pairs").expect("the table");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let names = |cell: &str| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect()
        };
        let ratio = |cell: &str| cell.trim().parse().expect("a ratio");
        Pairs {
            signs: names(cells[0]),
            grounds: names(cells[1]),
            ratios: [ratio(cells[2]), ratio(cells[3])],
        }
    };
    rows.map(row).collect()
}

/// The pairs of the table that can hardly be told apart.
fn faint(palettes: &BTreeMap<String, Palette>) -> String {
    let table = table(&read("cong/README.md"));
    let mut faint = String::new();
    for (scheme, palette) in palettes {
        let asked = usize::from(scheme.contains("strong"));
        for pairs in &table {
            for (sign, ground) in pairs.all() {
                let ratio = contrast(&value(palette, sign), &value(palette, ground));
                if ratio < pairs.ratios[asked] {
                    faint += &format!("{scheme}: {sign} on {ground} is {ratio:.2}\n");
                }
            }
        }
    }
    faint
}

/// The tokens that are colours, in each scheme and on paper.
fn palettes(css: &str) -> BTreeMap<String, Palette> {
    let mut palettes = BTreeMap::new();
    let (screen, paper) = css.split_once("@media print").expect("paper");
    give(&mut palettes, screen);
    let mut printed = palettes["light"].clone();
    let (_, paper) = paper.split_once(":root {").expect("its tokens");
    let (paper, _) = paper.split_once('}').expect("an end");
    for (name, value) in tokens(paper).filter(|(_, value)| value.starts_with('#')) {
        printed.insert(name.to_owned(), value.to_owned());
    }
    palettes.insert("paper".to_owned(), printed);
    palettes
}

/// Gives the colours of a style sheet to the four schemes.
fn give(palettes: &mut BTreeMap<String, Palette>, css: &str) {
    for (name, value) in tokens(css) {
        let mut colours: Vec<_> = value.split('#').skip(1).collect();
        // One value is that of all schemes.
        if colours.len() == 1 {
            colours = colours.repeat(SCHEMES.len());
        }
        for (number, scheme) in SCHEMES.iter().enumerate() {
            let palette = palettes.entry((*scheme).to_owned()).or_default();
            let other = value
                .strip_prefix("var(")
                .map(|it| it.trim_end_matches(')'));
            let colour = match (colours.get(number), other) {
                (Some(colour), _) => {
                    assert_eq!(colours.len(), SCHEMES.len(), "{name}: {value}");
                    Some(format!("#{}", colour.split(')').next().unwrap_or_default()))
                }
                (None, Some(other)) => palette.get(other).cloned(),
                (None, None) => None,
            };
            palette.extend(colour.map(|colour| (name.to_owned(), colour)));
        }
    }
}

/// The tokens that a style sheet sets, with their values.
fn tokens(css: &str) -> impl Iterator<Item = (&str, &str)> {
    let declarations = css.split([';', '{', '}']).map(str::trim);
    declarations
        .filter(|declaration| declaration.starts_with("--"))
        .filter_map(|declaration| declaration.split_once(": "))
}

/// The tokens and colours that a property takes somewhere.
fn uses(css: &str, property: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for declaration in css.split([';', '{', '}', '\n']) {
        let Some(value) = declaration.trim().strip_prefix(property) else {
            continue;
        };
        let Some(value) = value.strip_prefix(": ") else {
            continue;
        };
        if let Some(token) = value.strip_prefix("var(") {
            found.insert(token.split(')').next().expect("a name").to_owned());
        } else if value.starts_with('#') {
            found.insert(value.split(' ').next().expect("a colour").to_owned());
        }
    }
    assert!(!found.is_empty(), "{property}");
    found
}

fn value(palette: &Palette, colour: &str) -> String {
    let given = colour.starts_with('#').then(|| colour.to_owned());
    let found = given.or_else(|| palette.get(colour).cloned());
    found.unwrap_or_else(|| panic!("there is no colour {colour}"))
}

/// The contrast ratio of WCAG, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance of `#rgb` or `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let channel = |number: usize| {
        let hex = match digits.len() {
            3 => digits[number..=number].repeat(2),
            _ => digits[2 * number..2 * number + 2].to_owned(),
        };
        let value = f64::from(u8::from_str_radix(&hex, 16).expect("a colour")) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}
