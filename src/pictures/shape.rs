//! Which part of a picture is shown.

use serde::{Deserialize, Serialize};

/// The part of a picture that a print shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// All of it.
    Whole,
    /// As much as fits into a shape, around the focal point.
    Cut(Ratio, Focus),
}

/// The shapes that cards, search engines and shares ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ratio {
    /// 16:9
    Wide,
    /// 4:3
    Classic,
    /// 1:1
    Square,
    /// 40:21, which is 1200×630.
    Share,
}

/// What must stay in sight when a picture is cut, in percent from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left.
    pub x: u8,
    /// From the top.
    pub y: u8,
}

impl Ratio {
    /// Width and height.
    #[must_use]
    pub const fn sides(self) -> (u32, u32) {
        match self {
            Self::Wide => (16, 9),
            Self::Classic => (4, 3),
            Self::Square => (1, 1),
            Self::Share => (40, 21),
        }
    }

    /// For names of files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wide => "16x9",
            Self::Classic => "4x3",
            Self::Square => "1x1",
            Self::Share => "40x21",
        }
    }
}

/// Heads are in the upper half.
impl Default for Focus {
    fn default() -> Self {
        Self { x: 50, y: 33 }
    }
}

impl Focus {
    /// Reads `30% 20%`; without the signs as well.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let percent = |part: &str| {
            let number = part.strip_suffix('%').unwrap_or(part).parse().ok()?;
            (number <= 100).then_some(number)
        };
        let (x, y) = text.trim().split_once([' ', ','])?;
        Some(Self {
            x: percent(x.trim())?,
            y: percent(y.trim())?,
        })
    }
}

impl Shape {
    /// Left, top, width and height of what it shows of a picture: never empty, never beyond it. As with
    /// `object-position`, the focal point stands in the part where it stood in the whole.
    #[must_use]
    pub fn of(self, width: u32, height: u32) -> (u32, u32, u32, u32) {
        let Self::Cut(ratio, focus) = self else {
            return (0, 0, width, height);
        };
        let (across, down) = ratio.sides();
        let scaled = |side: u32, by: u32, per: u32| {
            let exact = (u64::from(side) * u64::from(by) + u64::from(per) / 2) / u64::from(per);
            u32::try_from(exact).unwrap_or(u32::MAX).max(1)
        };
        let (cut_width, cut_height) =
            if u64::from(width) * u64::from(down) > u64::from(height) * u64::from(across) {
                (scaled(height, across, down).min(width), height)
            } else {
                (width, scaled(width, down, across).min(height))
            };
        let begin = |rest: u32, percent: u8| scaled(rest, u32::from(percent), 100).min(rest);
        let left = if width == cut_width {
            0
        } else {
            begin(width - cut_width, focus.x)
        };
        let top = if height == cut_height {
            0
        } else {
            begin(height - cut_height, focus.y)
        };
        (left, top, cut_width, cut_height)
    }
}
