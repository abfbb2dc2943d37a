//! SVG without what could do harm.

use super::Trouble;

/// The same drawing without scripts, events, foreign elements, and addresses of other sites; pictures inside it stay.
///
/// # Errors
/// When it is no SVG.
pub fn drawing(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let (mut source, mut clean) = (bytes, Vec::with_capacity(bytes.len()));
    filter
        .filter(&mut source, &mut clean)
        .map_err(|_| Trouble::Broken)?;
    Ok(clean)
}
