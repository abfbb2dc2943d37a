//! Drawings with words as pictures.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::typeset::{FONT, TYPE};
use super::{Trouble, encode};

/// The one font, read once: that takes as long as many a drawing.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(TYPE.to_vec());
    Arc::new(fonts)
});

/// An SVG as a PNG of this size, in the one font that is at hand; nothing is loaded from anywhere.
///
/// # Errors
/// When it is no SVG.
pub fn painted(drawing: &str, (width, height): (u32, u32)) -> Result<Vec<u8>, Trouble> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: FONT.to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(drawing, &options).map_err(|_| Trouble::Broken)?;
    let mut pixels = Pixmap::new(width, height).ok_or(Trouble::Broken)?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    let opaque = pixels.pixels().iter();
    let opaque: Vec<u8> = opaque
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    encode::png(&opaque, (width, height), false, None).ok_or(Trouble::Broken)
}
