//! `[home]`: the blocks of the home page, in the editor's order.

use super::fields::{LINK, links};
use super::values::{MenuEntry, Named, Wording};
use super::{count, menu};
use crate::diagnostic::{Finding, rules};
use crate::record::{Field, Record, Shape};
use crate::text::Source;

/// Notices in a block that does not say how many.
const NOTICES: usize = 5;
/// Pictures in a strip that does not say how many.
const PHOTOS: usize = 6;

/// The home page.
#[derive(Clone, Debug)]
pub struct Home {
    /// Its blocks from the top.
    pub blocks: Vec<HomeBlock>,
    /// Articles in a category's block, when neither block nor category say how many.
    pub block: usize,
}

/// A block of the home page.
#[derive(Clone, Debug)]
pub struct HomeBlock {
    /// What it shows.
    pub kind: BlockKind,
    /// The category that it is about, by folder.
    pub category: Option<Named>,
    /// What stands above it; empty: the category's name, or the theme's word.
    pub title: Wording,
    /// How many it shows; none: as many as the category says.
    pub count: Option<usize>,
    /// How a category looks; none: as its turn comes.
    pub look: Option<Look>,
    /// Its own links; empty: the portals of the state.
    pub links: Vec<MenuEntry>,
}

/// What a block of the home page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Tin nổi bật: pinned stories, then the newest.
    Lead,
    /// The newest that neither lead nor have a block of their own.
    Newest,
    /// The newest of one category.
    Category,
    /// A block for each category that no other block is about.
    Categories,
    /// Người tốt việc tốt: portraits of a category.
    People,
    /// Thông báo: dates and headlines of a category.
    Notices,
    /// Dải ảnh: the newest pictures.
    Photos,
    /// Liên kết nhanh.
    Links,
    /// The text of `content/_index.md`.
    Text,
}

/// How the block of a category looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// One large story, the others beside it.
    Feature,
    /// Half as wide as the page.
    Half,
    /// All side by side.
    Row,
}

const KINDS: &[(&str, &str)] = &[
    ("lead", "noi-bat"),
    ("newest", "moi-nhat"),
    ("category", "chuyen-muc"),
    ("categories", "cac-chuyen-muc"),
    ("people", "nguoi-tot"),
    ("notices", "thong-bao"),
    ("photos", "anh"),
    ("links", "lien-ket"),
    ("text", "loi-chao"),
];

const LOOKS: &[(&str, &str)] = &[("feature", "lon"), ("half", "nua"), ("row", "hang")];

static BLOCK: &[Field] = &[
    Field::new(
        "kind",
        "loai",
        Shape::Choice(KINDS),
        "Loại khối.",
        "What the block shows.",
    )
    .required(),
    Field::text(
        "category",
        "chuyen_muc",
        "Thư mục của chuyên mục, ví dụ \"thong-bao\".",
        "Folder of the category.",
    ),
    Field::prose(
        "title",
        "ten",
        "Tên khối. Mặc định: tên chuyên mục.",
        "Its heading. Default: the category's name.",
    ),
    Field::prose(
        "title_en",
        "ten_tieng_anh",
        "Tên khối trên trang tiếng Anh.",
        "Its heading on English pages.",
    ),
    Field::number("count", "so_bai", 1..=50, "Số bài.", "How many."),
    Field::new(
        "look",
        "kieu",
        Shape::Choice(LOOKS),
        "Kiểu của khối chuyên mục: lớn, nửa trang, hàng ngang. Mặc định: lần lượt.",
        "How a category looks. Default: in turn.",
    ),
    links(
        "links",
        "lien_ket",
        LINK,
        "Liên kết của khối. Mặc định: [[portals]].",
        "Its links. Default: [[portals]].",
    ),
];

/// Keys of `[home]`.
pub static HOME: &[Field] = &[
    Field::number(
        "lead",
        "noi_bat",
        1..=20,
        "Số bài nổi bật. Mặc định 5.",
        "Stories in the lead block. Default 5.",
    ),
    Field::number(
        "newest",
        "moi_nhat",
        0..=50,
        "Số bài mới. Mặc định 8.",
        "Newest stories. Default 8.",
    ),
    Field::number(
        "block",
        "moi_muc",
        0..=20,
        "Số bài mỗi chuyên mục. Mặc định 4.",
        "Articles of each category. Default 4.",
    ),
    Field::groups(
        "blocks",
        "khoi",
        BLOCK,
        "kind",
        "Các khối, theo thứ tự từ trên xuống.",
        "The blocks from the top.",
    ),
];

impl BlockKind {
    const ALL: [Self; 9] = [
        Self::Lead,
        Self::Newest,
        Self::Category,
        Self::Categories,
        Self::People,
        Self::Notices,
        Self::Photos,
        Self::Links,
        Self::Text,
    ];

    /// Its name in settings and views.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS[Self::ALL.iter().position(|kind| *kind == self).unwrap_or(0)].0
    }

    fn of_name(name: &str) -> Option<Self> {
        let at = KINDS.iter().position(|(own, _)| *own == name)?;
        Some(Self::ALL[at])
    }

    /// The keys that mean something to it, besides its kind and heading.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Lead | Self::Newest | Self::Categories => &["count"],
            Self::Category => &["category", "count", "look"],
            Self::People | Self::Notices | Self::Photos => &["category", "count"],
            Self::Links => &["links"],
            Self::Text => &[],
        }
    }

    const fn needs_category(self) -> bool {
        matches!(self, Self::Category | Self::People | Self::Notices)
    }
}

impl Look {
    /// The order in which they come when no block says otherwise.
    pub const TURNS: [Self; 4] = [Self::Feature, Self::Half, Self::Half, Self::Row];

    /// Its name in settings and views.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Half => "half",
            Self::Row => "row",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::TURNS.into_iter().find(|look| look.name() == name)
    }
}

impl Home {
    /// Reads `[home]`. Without a list of blocks the page has what leads, what is new, its text and all categories.
    pub(super) fn read(source: &Source, record: &Record, findings: &mut Vec<Finding>) -> Self {
        let block = count(record, "block", 4);
        let written = record.records("blocks");
        let mut blocks = Vec::new();
        for written in written {
            if let Some(block) = read(source, record, written, findings) {
                tell_twice(&block, &blocks, source, written, findings);
                blocks.push(block);
            }
        }
        if blocks.is_empty() {
            let usual = [
                BlockKind::Lead,
                BlockKind::Newest,
                BlockKind::Text,
                BlockKind::Categories,
            ];
            let usual = usual.map(|kind| HomeBlock::of(kind, record));
            blocks = usual
                .into_iter()
                .filter(|block| block.count != Some(0))
                .collect();
        }
        Self { blocks, block }
    }
}

impl HomeBlock {
    /// A block that says no more than what it is.
    fn of(kind: BlockKind, home: &Record) -> Self {
        let count = match kind {
            BlockKind::Lead => Some(count(home, "lead", 5)),
            BlockKind::Newest => Some(count(home, "newest", 8)),
            BlockKind::Notices => Some(NOTICES),
            BlockKind::Photos => Some(PHOTOS),
            _ => None,
        };
        Self {
            kind,
            category: None,
            title: Wording::default(),
            count,
            look: None,
            links: Vec::new(),
        }
    }

    /// Whether two blocks would show the same.
    fn repeats(&self, other: &Self) -> bool {
        let category = |block: &Self| block.category.as_ref().map(|named| named.name.clone());
        self.kind == other.kind
            && category(self) == category(other)
            && (self.kind != BlockKind::Links || self.links == other.links)
    }
}

fn read(
    source: &Source,
    home: &Record,
    written: &Record,
    findings: &mut Vec<Finding>,
) -> Option<HomeBlock> {
    let kind = BlockKind::of_name(written.text("kind")?)?;
    for key in ["category", "count", "look", "links"] {
        if written.has(key) && !kind.keys().contains(&key) {
            let finding = Finding::new(&rules::HOME_KEY)
                .with("kind", kind.name())
                .with("key", key);
            findings.push(finding.at(source.place(written.place(key))));
        }
    }
    if kind.needs_category() && written.lacks("category") {
        let finding = Finding::new(&rules::KEY_MISSING)
            .with("key", "category")
            .with("example", "category = \"thong-bao\"");
        findings.push(finding.at(source.place(written.range.clone())));
    }
    let category = written.text("category").map(|name| Named {
        name: name.trim_matches('/').to_owned(),
        place: source.place(written.place("category")),
    });
    let usual = HomeBlock::of(kind, home);
    let number = written.number("count");
    Some(HomeBlock {
        category: category.filter(|_| kind.keys().contains(&"category")),
        title: Wording::read(written, "title"),
        count: number
            .and_then(|count| count.try_into().ok())
            .or(usual.count),
        look: written.text("look").and_then(Look::of_name),
        links: menu(source, written.records("links")),
        ..usual
    })
}

/// Tells of a block that shows what one above it shows.
fn tell_twice(
    block: &HomeBlock,
    above: &[HomeBlock],
    source: &Source,
    written: &Record,
    findings: &mut Vec<Finding>,
) {
    if above.iter().any(|other| block.repeats(other)) {
        let category = block.category.as_ref();
        let name = category.map_or(block.kind.name(), |category| &category.name);
        let key = if category.is_some() {
            "category"
        } else {
            "kind"
        };
        let finding = Finding::new(&rules::HOME_TWICE).with("block", name);
        findings.push(finding.at(source.place(written.place(key))));
    }
}
