//! Pictures and files beside articles and in `static/`: where they will stand, and how large they are.

use ecow::EcoString;

use super::Site;
use crate::diagnostic::{Checked, Finding, rules};
use crate::files::File;
use crate::pictures::{self, Format, Trouble};
use crate::text::{Digest, Place, credit, normal, slug};

/// How much of a picture is read to know its size.
const HEAD: u64 = 256 * 1024;

/// Characters of the longest text of a picture's file that is taken for the name of its maker.
const LONGEST_NAME: usize = 80;

/// What a file tells when it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Look {
    /// Width in pixels, upright; 0 for what is no picture.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// The format of a picture that can be decoded.
    pub format: Option<Format>,
    /// Whether pages show it, so that prints may be made of it.
    pub shown: bool,
    /// Digest of a picture that is large enough for lighter prints, when pages show it.
    pub original: Option<Digest>,
    /// Who took it, as its file says; empty when it says nothing.
    pub credit: EcoString,
}

/// What is known of a file for readers.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct AssetInfo {
    /// Path below the root.
    pub path: EcoString,
    /// Its address without the path of `base_url`.
    pub url: String,
    /// Width in pixels as it is published; 0 for what is no picture.
    pub width: u32,
    /// Height in pixels as it is published.
    pub height: u32,
    /// Size in bytes, of the source.
    pub length: u64,
    /// `image/jpeg` and so on.
    pub media_type: &'static str,
    /// What the source tells.
    pub look: Look,
}

impl Site {
    /// The path below the root of a file that an article names: `anh.jpg` lies beside it, `/images/anh.jpg` in `static/`.
    /// None when the name leads out of the site.
    #[must_use]
    pub fn asset_path(article: &str, target: &str) -> Option<String> {
        let target = target.split(['?', '#']).next().unwrap_or_default();
        let (mut path, rest) = match target.strip_prefix('/') {
            Some(rest) => ("static".to_owned(), rest),
            None => (article.rsplit_once('/')?.0.to_owned(), target),
        };
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => path.truncate(path.rfind('/')?),
                part => {
                    path.push('/');
                    path.push_str(part);
                }
            }
        }
        Some(path)
    }

    /// The address of a file of `content/` or `static/`, without the path of `base_url`.
    #[must_use]
    pub fn asset_url(&self, path: &str) -> String {
        if let Some(inner) = path.strip_prefix("static/") {
            return format!("/{inner}");
        }
        let inner = path.strip_prefix("content/").unwrap_or(path);
        let (mut folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
        let mut below = ascii_name(name);
        loop {
            if let Some(url) = self.folders.get(folder) {
                return format!("{url}{below}");
            }
            let Some((above, last)) = folder.rsplit_once('/') else {
                break;
            };
            below = format!("{}/{below}", ascii(last));
            folder = above;
        }
        if folder.is_empty() {
            format!("/{below}")
        } else {
            format!("/{}/{below}", ascii(folder))
        }
    }

    /// What is known of a file that looks like this. `offered`: readers may load it as it is, so it is never reduced.
    #[must_use]
    pub fn file_info(&self, file: &File, look: Look, offered: bool) -> AssetInfo {
        let most = self.config.pictures.max_width;
        let reduced = look.original.is_some() && !offered && look.width > most;
        let (width, height) = if reduced {
            let print = pictures::Print::whole(most, Format::Jpeg, 0);
            (most, pictures::height(&print, (look.width, look.height)))
        } else {
            (look.width, look.height)
        };
        AssetInfo {
            path: file.path.clone(),
            url: self.asset_url(&file.path),
            width,
            height,
            length: file.length,
            media_type: media_type(&file.path),
            look,
        }
    }
}

/// Looks at a file: at a picture so far as to know its size. `shown`: pages show it, so prints may be made of it.
#[must_use]
pub fn look(file: &File, shown: bool) -> Checked<Option<Look>> {
    let media_type = media_type(&file.path);
    if !media_type.starts_with("image/") || media_type == "image/x-icon" {
        return Checked::clean(Some(Look {
            shown,
            ..Look::default()
        }));
    }
    match look_at(file, media_type, shown) {
        Ok(look) => {
            let findings = misnamed(file, media_type, &look);
            let findings = findings.or_else(|| unsafe_drawing(file, media_type));
            Checked::new(Some(look), findings.into_iter().collect())
        }
        Err(finding) => Checked::new(None, vec![finding]),
    }
}

fn look_at(file: &File, media_type: &str, shown: bool) -> Result<Look, Finding> {
    let told = |trouble| trouble_of(&file.path, trouble);
    let all = || file.read().map_err(|error| file.unreadable(&error));
    let head = file.head(HEAD).map_err(|error| file.unreadable(&error))?;
    if media_type == "image/svg+xml" {
        let (width, height) = svg_size(&head).ok_or_else(|| told(Trouble::Broken))?;
        return Ok(Look {
            width,
            height,
            shown,
            ..Look::default()
        });
    }
    let looked = match pictures::look(&head) {
        Err(Trouble::Broken) if head.len() as u64 == HEAD => pictures::look(&all()?),
        looked => looked,
    };
    let looked = looked.map_err(told)?;
    let is_large = shown && !pictures::is_small(looked.width, file.length);
    let (original, credit) = match looked.format.filter(|_| is_large) {
        Some(format) => {
            let bytes = all()?;
            if !pictures::is_whole(&bytes, format) {
                return Err(told(Trouble::Broken));
            }
            (Some(Digest::of(&bytes)), pictures::credit(&bytes))
        }
        None => {
            // The head of a small picture is all of it.
            let is_all = (head.len() as u64) < HEAD;
            if is_all
                && looked
                    .format
                    .is_some_and(|format| !pictures::is_whole(&head, format))
            {
                return Err(told(Trouble::Broken));
            }
            (None, pictures::credit(&head))
        }
    };
    Ok(Look {
        width: looked.width,
        height: looked.height,
        format: looked.format,
        shown,
        original,
        credit: credit.as_deref().and_then(name).unwrap_or_default(),
    })
}

/// The name in what a file says of its maker; none when it is a licence rather than a name.
fn name(written: &str) -> Option<EcoString> {
    let text = normal::repair(written);
    let name = credit::credit(&text);
    let is_name = name.chars().count() <= LONGEST_NAME && !name.contains(char::is_control);
    is_name.then(|| name.into())
}

/// The finding for what is wrong with a picture.
#[must_use]
pub fn trouble_of(path: &str, trouble: Trouble) -> Finding {
    let finding = match trouble {
        Trouble::Broken => Finding::new(&rules::PICTURE_BROKEN),
        Trouble::Foreign(kind) => Finding::new(&rules::PICTURE_KIND).with("kind", kind),
        Trouble::Huge(width, height) => Finding::new(&rules::PICTURE_HUGE)
            .with("width", width.to_string())
            .with("height", height.to_string())
            .with("most", (pictures::MOST_PIXELS / 1_000_000).to_string()),
    };
    finding.with("target", path).at(Place::file(path))
}

/// A finding when the name promises another format.
fn misnamed(file: &File, media_type: &str, look: &Look) -> Option<Finding> {
    let format = look
        .format
        .filter(|format| format.media_type() != media_type)?;
    let kind = format.ending().to_uppercase();
    let finding = Finding::new(&rules::PICTURE_NAME).with("target", &file.path);
    let finding = finding.with("kind", kind).with("ending", format.ending());
    Some(finding.at(Place::file(&file.path)))
}

/// A finding when a drawing is published without something that it did.
fn unsafe_drawing(file: &File, media_type: &str) -> Option<Finding> {
    let drawn = media_type == "image/svg+xml";
    let is_harmless = !drawn || pictures::is_harmless(&file.read().ok()?);
    let finding = Finding::new(&rules::PICTURE_UNSAFE).with("target", &file.path);
    (!is_harmless).then(|| finding.at(Place::file(&file.path)))
}

/// Types of files by their endings, as servers name them.
pub const TYPES: &[(&[&str], &str)] = &[
    (&["html", "htm"], "text/html; charset=utf-8"),
    (&["css"], "text/css; charset=utf-8"),
    (&["js", "mjs"], "text/javascript; charset=utf-8"),
    (&["json", "map"], "application/json; charset=utf-8"),
    (&["xml"], "application/xml; charset=utf-8"),
    (&["txt", "md"], "text/plain; charset=utf-8"),
    (&["csv"], "text/csv; charset=utf-8"),
    (&["vtt"], "text/vtt; charset=utf-8"),
    (&["jpg", "jpeg"], "image/jpeg"),
    (&["png"], "image/png"),
    (&["gif"], "image/gif"),
    (&["webp"], "image/webp"),
    (&["avif"], "image/avif"),
    (&["svg"], "image/svg+xml"),
    (&["ico"], "image/x-icon"),
    (&["mp3"], "audio/mpeg"),
    (&["m4a"], "audio/mp4"),
    (&["ogg", "oga"], "audio/ogg"),
    (&["wav"], "audio/wav"),
    (&["mp4"], "video/mp4"),
    (&["webm"], "video/webm"),
    (&["pdf"], "application/pdf"),
    (&["zip"], "application/zip"),
    (&["doc"], "application/msword"),
    (
        &["docx"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (&["xls"], "application/vnd.ms-excel"),
    (
        &["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (&["ppt"], "application/vnd.ms-powerpoint"),
    (
        &["pptx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (&["woff2"], "font/woff2"),
    (&["woff"], "font/woff"),
    (&["ttf"], "font/ttf"),
    (&["webmanifest"], "application/manifest+json"),
];

/// The type of a file by its ending.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES
        .iter()
        .find(|(endings, _)| endings.iter().any(|own| own.eq_ignore_ascii_case(ending)));
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// `Kế hoạch 2022.PDF` → `ke-hoach-2022.pdf` (REQ-V25).
fn ascii_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{}", ascii(stem), ascii(ending)),
        None => ascii(name),
    }
}

/// A part of a path in letters that every address may have; of one that has none, its digest.
fn ascii(part: &str) -> String {
    let slug = slug::slug(part);
    if slug.is_empty() {
        Digest::of(part.as_bytes()).short()
    } else {
        slug
    }
}

/// Width and height of an SVG: its attributes, else its view box. None when it is no SVG.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    use quick_xml::events::Event;
    let text = String::from_utf8_lossy(bytes);
    let mut reader = quick_xml::Reader::from_str(&text);
    let start = loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => break start,
            Event::Eof => return None,
            _ => {}
        }
    };
    if start.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name: &str| {
        let attribute = start.try_get_attribute(name).ok().flatten()?;
        Some(attribute.value.as_ref().to_owned())
    };
    let length = |name: &str| {
        let text = attribute(name)?;
        let text = text.trim().trim_end_matches("px");
        text.parse::<f64>().ok().filter(|length| *length >= 1.0)
    };
    let view_box = attribute("viewBox").and_then(|text| {
        let numbers: Vec<f64> = text
            .split([' ', ','])
            .filter_map(|part| part.parse().ok())
            .collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    });
    let (width, height) = match (length("width"), length("height"), view_box) {
        (Some(width), Some(height), _) => (width, height),
        (_, _, Some(size)) => size,
        _ => (0.0, 0.0),
    };
    let pixels = |length: f64| {
        format!("{:.0}", length.clamp(0.0, 100_000.0))
            .parse()
            .unwrap_or(0)
    };
    Some((pixels(width), pixels(height)))
}
