//! What becomes of the pictures that pages show: which files there are of each, and where they stand.
//!
//! * At its own address, which outlives every build, stands the picture without metadata, in its own format; a large one
//!   upright and no wider than `[pictures] max_width`, unless readers are offered the file itself.
//! * Lighter prints stand below [`FOLDER`] with a digest of all they are made from in their names, so that browsers may
//!   keep them for a year.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::view::{CutView, SharedView, SourceView};
use super::{Job, Plan, social};
use crate::diagnostic::Finding;
use crate::files::File;
use crate::memo;
use crate::pictures::{self, EDITION, Focus, Format, Print, Ratio, Shape};
use crate::site::{AssetInfo, Site};
use crate::text::Digest;

/// Where prints stand.
pub const FOLDER: &str = "/assets/anh/";

/// What is named where there is no choice of formats: in results of the search, to search engines.
const WELL_KNOWN: Format = Format::WebP;
/// Not every program that shows shares knows WebP.
const SHARED: Format = Format::Jpeg;

/// How a file of a picture is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Making {
    /// An SVG without what could do harm.
    Drawing,
    /// The same pixels without metadata.
    Strip(Format),
    /// Anew from its pixels.
    Print(Print),
}

/// The pictures that pages show, by path below the root, and around which points they are cut where they are cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// By the path of the picture.
    pub pictures: BTreeMap<String, BTreeSet<Focus>>,
    /// Pictures of the portal itself: no prints are made of them.
    pub portal: BTreeSet<String>,
    /// Files that readers are offered as they are.
    pub offered: BTreeSet<String>,
}

impl Shown {
    /// Whether a page shows a file as a picture.
    pub fn has(&self, path: &str) -> bool {
        self.pictures.contains_key(path) || self.portal.contains(path)
    }

    /// Whether it has all that another has.
    pub fn holds(&self, other: &Self) -> bool {
        let mut pictures = other.pictures.iter();
        let has = |(path, points): (&String, &BTreeSet<Focus>)| {
            self.pictures
                .get(path)
                .is_some_and(|own| own.is_superset(points))
        };
        pictures.all(has)
            && self.offered.is_superset(&other.offered)
            && self.portal.is_superset(&other.portal)
    }
}

impl Shown {
    /// Holds of some files what another holds of them, whatever it held before. Those of the portal are always the same.
    pub fn follow(&mut self, other: &Self, paths: &BTreeSet<&str>) {
        for path in paths {
            match other.pictures.get(*path) {
                Some(points) => self.pictures.insert((*path).to_owned(), points.clone()),
                None => self.pictures.remove(*path),
            };
            if other.offered.contains(*path) {
                self.offered.insert((*path).to_owned());
            } else {
                self.offered.remove(*path);
            }
        }
    }
}

impl Plan {
    /// The bytes of a file of a picture.
    ///
    /// # Errors
    /// A finding when it is broken, or changed since it was planned.
    pub fn picture(&self, file: &File, making: &Making) -> Result<Vec<u8>, Finding> {
        make(self, file, making)
    }

    /// Pictures that are broken inside, in order: each that a page shows is decoded, unless it is remembered.
    #[must_use]
    pub fn broken_pictures(&self) -> Vec<Finding> {
        let shown: Vec<_> = self.assets.values().collect();
        let broken = shown.par_iter().filter_map(|info| {
            let file = self.files.get(&info.path)?;
            let most = self.site.config.pictures.max_width;
            match info.look.original {
                Some(original) => self.darkroom.toned(file, original, most).err(),
                None if self.shown.has(&info.path) => {
                    make(self, file, &own(&self.site, info)?).err()
                }
                None => None,
            }
        });
        broken.collect()
    }

    /// Forgets what is remembered of pictures that are not planned.
    pub fn tidy_pictures(&self) {
        let used = self.jobs.values().filter_map(|job| match job {
            Job::Picture(file, Making::Print(print)) => {
                Some((self.assets.get(&file.path)?.look.original?, print))
            }
            _ => None,
        });
        let drawn = self.jobs.values().filter_map(|job| match job {
            Job::Social(id) => Some(social::made_from(self, *id)),
            _ => None,
        });
        self.darkroom
            .tidy(used, drawn, self.site.config.pictures.max_width);
    }
}

/// What stands at a picture's own address; none when it is copied as it is.
pub fn own(site: &Site, info: &AssetInfo) -> Option<Making> {
    if info.media_type == "image/svg+xml" {
        return Some(Making::Drawing);
    }
    let format = info.look.format?;
    Some(if info.width < info.look.width {
        Making::Print(Print::whole(info.width, format, quality(site)))
    } else {
        Making::Strip(format)
    })
}

/// The prints of a picture with their addresses: whole, and cut around some points. None of what no page shows.
pub fn prints(
    site: &Site,
    info: &AssetInfo,
    points: Option<&BTreeSet<Focus>>,
) -> Vec<(String, Print)> {
    let (Some(points), Some(original)) = (points, info.look.original) else {
        return Vec::new();
    };
    let cuts = points.iter().flat_map(|focus| {
        let ratios = [Ratio::Wide, Ratio::Classic, Ratio::Square, Ratio::Share];
        ratios.map(|ratio| Shape::Cut(ratio, *focus))
    });
    let shapes = [Shape::Whole].into_iter().chain(cuts);
    let files = shapes.flat_map(|shape| {
        let formats = formats(site, shape).iter();
        formats.flat_map(move |format| of_shape(site, info, shape, *format))
    });
    files
        .map(|print| (address(site, info, original, &print), print))
        .collect()
}

/// Where a print of a picture stands, without the path of `base_url`.
pub fn address(site: &Site, info: &AssetInfo, original: Digest, print: &Print) -> String {
    let name = info.url.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // All that the same picture's prints have in common stands first, so that they stand together.
    let digest = memo::digest(&(original, EDITION, most(site), print.quality)).short();
    let cut = match print.shape {
        Shape::Whole => String::new(),
        Shape::Cut(ratio, focus) if focus == Focus::default() => format!("-{}", ratio.name()),
        Shape::Cut(ratio, Focus { x, y }) => format!("-{}-{x}-{y}", ratio.name()),
    };
    let (width, ending) = (print.width, print.format.ending());
    format!("{FOLDER}{stem}-{digest}{cut}-{width}.{ending}")
}

/// Lighter files of the whole picture, for `<source>`; empty when it is shown as it is.
pub fn sources(site: &Site, info: &AssetInfo) -> Vec<SourceView> {
    sources_of(site, info, Shape::Whole)
}

/// A cut of a picture; none when it is too small.
pub fn cut(site: &Site, info: &AssetInfo, ratio: Ratio, focus: Focus) -> Option<CutView> {
    let shape = Shape::Cut(ratio, focus);
    let prints = of_shape(site, info, shape, WELL_KNOWN);
    let (original, widest) = (info.look.original?, prints.last()?);
    let base = &site.config.base;
    Some(CutView {
        permalink: base.permalink(&address(site, info, original, widest)),
        width: widest.width,
        height: pictures::height(widest, size(info)),
        sources: sources_of(site, info, shape),
    })
}

/// Address, width and height of the lightest file of the whole picture; none when it is shown as it is.
pub fn lightest(site: &Site, info: &AssetInfo) -> Option<(String, u32, u32)> {
    let prints = of_shape(site, info, Shape::Whole, WELL_KNOWN);
    let (original, print) = (info.look.original?, prints.first()?);
    let height = pictures::height(print, size(info));
    Some((address(site, info, original, print), print.width, height))
}

/// The cut that is shared; none when the picture itself is no larger.
pub fn shared(site: &Site, info: &AssetInfo, focus: Focus) -> Option<SharedView> {
    let prints = of_shape(site, info, Shape::Cut(Ratio::Share, focus), SHARED);
    let (original, print) = (info.look.original?, prints.last()?);
    Some(SharedView {
        permalink: site
            .config
            .base
            .permalink(&address(site, info, original, print)),
        width: print.width,
        height: pictures::height(print, size(info)),
        media_type: print.format.media_type(),
    })
}

/// Classes of the colour that stands in for a picture until it has come; may be empty.
pub fn tone(plan: &Plan, info: &AssetInfo) -> String {
    let tone = || {
        let file = plan.files.get(&info.path)?;
        plan.darkroom
            .tone(file, info.look.original?, most(&plan.site))
    };
    tone().map_or_else(String::new, pictures::Tone::classes)
}

/// All that a print is made from besides its original.
pub fn recipe(site: &Site, making: &Making) -> Digest {
    memo::digest(&(making, EDITION, most(site)))
}

/// The bytes of a file of a picture.
///
/// # Errors
/// A finding when the picture is broken, or changed since it was planned.
pub fn make(plan: &Plan, file: &File, making: &Making) -> Result<Vec<u8>, Finding> {
    let trouble = |trouble| crate::site::trouble_of(&file.path, trouble);
    let original = plan
        .assets
        .get(&file.path)
        .and_then(|info| info.look.original);
    match (making, original) {
        (Making::Print(print), Some(original)) => {
            plan.darkroom.print(file, original, print, most(&plan.site))
        }
        (Making::Print(_), None) => Err(trouble(pictures::Trouble::Broken)),
        (Making::Drawing, _) => {
            let bytes = file.read().map_err(|error| file.unreadable(&error))?;
            pictures::drawing(&bytes).map_err(trouble)
        }
        (Making::Strip(format), _) => {
            let bytes = file.read().map_err(|error| file.unreadable(&error))?;
            pictures::strip(&bytes, *format).map_err(trouble)
        }
    }
}

/// The formats that a shape is written in, the best first.
const fn formats(site: &Site, shape: Shape) -> &'static [Format] {
    match shape {
        Shape::Cut(Ratio::Share, _) => &[SHARED],
        _ if site.config.pictures.avif => &[Format::Avif, WELL_KNOWN],
        _ => &[WELL_KNOWN],
    }
}

fn of_shape(site: &Site, info: &AssetInfo, shape: Shape, format: Format) -> Vec<Print> {
    if info.look.original.is_none() {
        return Vec::new();
    }
    let widths = match shape {
        Shape::Whole => pictures::whole(info.look.width, most(site)),
        Shape::Cut(..) => pictures::cuts(shape, size(info)),
    };
    let print = |width| Print {
        shape,
        width,
        format,
        quality: quality(site),
    };
    widths.into_iter().map(print).collect()
}

/// A `<source>` for each format.
fn sources_of(site: &Site, info: &AssetInfo, shape: Shape) -> Vec<SourceView> {
    let source = |format: &Format| {
        let original = info.look.original?;
        let candidate = |print: Print| {
            let url = site.config.base.url(&address(site, info, original, &print));
            format!("{url} {}w", print.width)
        };
        let prints = of_shape(site, info, shape, *format);
        let candidates: Vec<_> = prints.into_iter().map(candidate).collect();
        (!candidates.is_empty()).then(|| SourceView {
            media_type: format.media_type(),
            srcset: candidates.join(", "),
        })
    };
    formats(site, shape).iter().filter_map(source).collect()
}

const fn size(info: &AssetInfo) -> (u32, u32) {
    (info.look.width, info.look.height)
}

const fn most(site: &Site) -> u32 {
    site.config.pictures.max_width
}

const fn quality(site: &Site) -> u8 {
    site.config.pictures.quality
}
