//! A title in lines.

use std::ops::Range;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// The family of the font, in its weight of 600: made for Vietnamese, under the SIL Open Font License (`font/OFL.txt`).
pub const FONT: &str = "Be Vietnam Pro";
/// Its file.
pub const TYPE: &[u8] = include_bytes!("font/BeVietnamPro-SemiBold.ttf");

/// Width and height that a title may take of a picture of 1200×630, in pixels.
pub const BOX: (u32, u32) = (1040, 330);

/// Heights of letters that are tried, in pixels: the largest that fits is taken.
const SIZES: [u32; 8] = [84, 76, 68, 60, 54, 48, 42, 38];
/// Height of a line in hundredths of its letters': two marks above a capital and the tail of a letter above it do not
/// touch (REQ-T5).
const LINE: u32 = 132;

/// A title in lines of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typeset {
    /// Height of letters in pixels.
    pub size: u32,
    /// The lines, from the top.
    pub lines: Vec<String>,
}

impl Typeset {
    /// The baseline of a line, in pixels from the top of the first.
    #[must_use]
    pub fn baseline(&self, number: usize) -> u32 {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.size + number.saturating_mul(self.size * LINE / 100)
    }

    /// Height of all lines in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        lines.saturating_mul(self.size * LINE / 100)
    }
}

/// Breaks a title between syllables, in letters as large as [`BOX`] takes, and lines of about one length. What is too long
/// at any size ends in “…”.
#[must_use]
pub fn typeset(title: &str) -> Typeset {
    let Some(ruler) = Ruler::new() else {
        return Typeset {
            size: SIZES[0],
            lines: vec![title.to_owned()],
        };
    };
    let title: String = title
        .chars()
        .filter(|letter| ruler.knows(*letter))
        .collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let widths: Vec<f32> = words.iter().map(|word| ruler.width(word)).collect();
    let space = ruler.width(" ");
    for size in SIZES {
        let most = pixels(BOX.0) / pixels(size);
        let lines = broken(&widths, space, most);
        let is_wide = widths.iter().any(|width| *width > most);
        let room = BOX.1 / (size * LINE / 100);
        if !is_wide && lines.len() <= room as usize {
            let lines = balanced(&widths, space, most, lines);
            let lines = joined(&words, lines);
            return Typeset { size, lines };
        }
    }
    cut(&words, &widths, space)
}

/// At the smallest size, as far as there is room.
fn cut(words: &[&str], widths: &[f32], space: f32) -> Typeset {
    let size = SIZES[SIZES.len() - 1];
    let most = pixels(BOX.0) / pixels(size);
    let room = (BOX.1 / (size * LINE / 100)) as usize;
    // One word of such a length is no word of any language.
    let widths: Vec<f32> = widths.iter().map(|width| width.min(most)).collect();
    let mut lines = broken(&widths, space, most);
    let is_cut = lines.len() > room;
    lines.truncate(room);
    let mut lines = joined(words, lines);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        let kept = last
            .rsplit_once(' ')
            .map_or(last.as_str(), |(kept, _)| kept);
        *last = format!("{kept}…");
    }
    Typeset { size, lines }
}

fn joined(words: &[&str], lines: Vec<Range<usize>>) -> Vec<String> {
    let lines = lines.into_iter();
    lines.map(|line| words[line].join(" ")).collect()
}

/// Lines that are full, as ranges of words.
fn broken(widths: &[f32], space: f32, most: f32) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut length = 0.0;
    for (at, width) in widths.iter().enumerate() {
        match lines.last_mut() {
            Some(line) if length + space + width <= most => {
                line.end = at + 1;
                length += space + width;
            }
            _ => {
                lines.push(at..at + 1);
                length = *width;
            }
        }
    }
    lines
}

/// As many lines, but of about one length: no syllable stands alone on the last.
fn balanced(widths: &[f32], space: f32, most: f32, full: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut low, mut high) = (0.0, most);
    let mut best = full;
    for _ in 0..12 {
        let middle = f32::midpoint(low, high);
        let is_wide = widths.iter().any(|width| *width > middle);
        let lines = broken(widths, space, middle);
        if !is_wide && lines.len() <= best.len() {
            high = middle;
            best = lines;
        } else {
            low = middle;
        }
    }
    best
}

/// Measures words of the font, in heights of letters.
struct Ruler<'a> {
    font: FontRef<'a>,
}

impl Ruler<'static> {
    fn new() -> Option<Self> {
        FontRef::new(TYPE).ok().map(|font| Self { font })
    }

    fn knows(&self, letter: char) -> bool {
        letter.is_whitespace() || self.font.charmap().map(letter).is_some()
    }

    fn width(&self, word: &str) -> f32 {
        let metrics = self
            .font
            .glyph_metrics(Size::new(1.0), LocationRef::default());
        let letters = self.font.charmap();
        let glyphs = word.chars().filter_map(|letter| letters.map(letter));
        glyphs
            .filter_map(|glyph| metrics.advance_width(glyph))
            .sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a picture are few")]
const fn pixels(count: u32) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_every_letter_of_vietnamese() {
        let ruler = Ruler::new().unwrap();
        let vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        for letter in vowels.chars().chain(vowels.to_uppercase().chars()) {
            assert!(ruler.knows(letter), "{letter}");
        }
        for letter in
            "bcfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ0123456789“”‘’–—…%₫.,:;!?()/&+-".chars()
        {
            assert!(ruler.knows(letter), "{letter}");
        }
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_is_small() {
        let short = typeset("Cầu mới");
        assert_eq!((short.size, short.lines.len()), (SIZES[0], 1));
        let long = typeset(&"Nâng cao chất lượng phong trào ".repeat(6));
        assert!(long.size < short.size && long.lines.len() > 3, "{long:?}");
        assert!(long.height() <= BOX.1, "{long:?}");
    }

    #[test]
    fn lines_are_of_about_one_length() {
        let set = typeset("Thành phố Nà Sơn khai trương cổng thông tin điện tử");
        let ruler = Ruler::new().unwrap();
        let widths: Vec<f32> = set.lines.iter().map(|line| ruler.width(line)).collect();
        let longest = widths.iter().copied().fold(0.0, f32::max);
        assert!(set.lines.len() > 1, "{set:?}");
        assert!(
            widths.iter().all(|width| *width > longest * 0.55),
            "{set:?}"
        );
    }

    #[test]
    fn no_syllable_is_lost_until_there_is_no_room() {
        let title = "Người quét lá bờ hồ và hai mươi năm lặng thầm giữ sạch con đường quanh hồ";
        assert_eq!(typeset(title).lines.join(" "), title);
        let endless = typeset(&"Hội nghị ".repeat(200));
        assert!(endless.lines.last().unwrap().ends_with('…'), "{endless:?}");
        assert!(endless.height() <= BOX.1);
    }

    #[test]
    fn letters_without_a_picture_and_words_without_end_do_no_harm() {
        assert_eq!(typeset("Xin chào 你好").lines, ["Xin chào"]);
        assert!(typeset("").lines.is_empty());
        assert_eq!(typeset(&"a".repeat(500)).lines.len(), 1);
    }
}
