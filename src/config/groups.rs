//! The smaller groups of `site.toml`.

use super::forms;
use crate::record::{Field, Shape};

/// Keys of `[lists]`.
pub static LISTS: &[Field] = &[Field::number(
    "page_size",
    "so_bai",
    2..=500,
    "Số bài mỗi trang. Mặc định 20.",
    "Articles on a page. Default 20.",
)];

/// Keys of `[feeds]`.
pub static FEEDS: &[Field] = &[
    Field::number(
        "items",
        "so_bai",
        1..=500,
        "Số bài trong kênh. Mặc định 20.",
        "Items. Default 20.",
    ),
    Field::flag(
        "content",
        "toan_van",
        "Đưa toàn văn vào kênh. Mặc định false.",
        "Whole texts. Default false.",
    ),
    Field::flag(
        "tags",
        "theo_the",
        "Kênh cho từng thẻ. Mặc định false.",
        "A feed for each tag. Default false.",
    ),
    Field::flag(
        "authors",
        "theo_tac_gia",
        "Kênh cho từng tác giả. Mặc định false.",
        "A feed for each author. Default false.",
    ),
];

/// Keys of `[publishing]`.
pub static PUBLISHING: &[Field] = &[Field::flag(
    "only_approved",
    "chi_bai_da_duyet",
    "Chỉ xuất bản bài có status = \"approved\". Mặc định false.",
    "Publish approved articles only. Default false.",
)];

/// Keys of `[embeds]`.
pub static EMBEDS: &[Field] = &[Field::new(
    "hosts",
    "may_chu",
    Shape::Words(&Shape::Form(&forms::HOST)),
    "Tên máy chủ, ví dụ [\"www.youtube.com\"].",
    "Hosts.",
)];

/// Keys of `[search]`.
pub static SEARCH: &[Field] = &[
    Field::flag(
        "enabled",
        "bat",
        "Bật tìm kiếm. Mặc định true.",
        "Search is on. Default true.",
    ),
    Field::new(
        "abbreviations",
        "viet_tat",
        Shape::Words(&Shape::Form(&forms::ABBREVIATION)),
        "Chữ viết tắt riêng của địa phương, ví dụ [\"NVH = nhà văn hóa\"]: tìm chữ tắt thấy chữ đầy đủ và ngược lại.",
        "Abbreviations besides the common ones, with their full words.",
    ),
];

/// Keys of `[pictures]`.
pub static PICTURES: &[Field] = &[
    Field::flag(
        "enabled",
        "bat",
        "Làm bản nhẹ của ảnh lớn. Mặc định true.",
        "Lighter prints of large pictures. Default true.",
    ),
    Field::number(
        "max_width",
        "rong_nhat",
        800..=2400,
        "Bề ngang lớn nhất của ảnh đăng lên, tính bằng điểm ảnh. Mặc định 1600.",
        "Widest picture that is published, in pixels. Default 1600.",
    ),
    Field::number(
        "quality",
        "chat_luong",
        40..=95,
        "Chất lượng ảnh: nhỏ thì nhẹ, lớn thì nét. Mặc định 78.",
        "Quality: low is light, high is sharp. Default 78.",
    ),
    Field::flag(
        "avif",
        "avif",
        "Làm thêm bản nhẹ AVIF bên cạnh WebP: nhẹ hơn nữa, nhưng làm lâu. Mặc định false.",
        "Prints in AVIF beside those in WebP: lighter still, but slow to make. Default false.",
    ),
    Field::new(
        "social",
        "anh_tieu_de",
        Shape::Choice(&[
            ("none", "khong"),
            ("newest", "moi_nhat"),
            ("profiles", "guong"),
            ("all", "tat_ca"),
        ]),
        "Bài không có ảnh được vẽ một ảnh mang tiêu đề để chia sẻ: none (không), newest (mới nhất), profiles (gương người tốt), all (tất cả). Mặc định none.",
        "Articles without a picture that get one of their title, for shares. Default none.",
    ),
    Field::number(
        "social_newest",
        "so_anh_tieu_de",
        1..=10_000,
        "Số bài mới nhất, mỗi ngôn ngữ, khi social = \"newest\". Mặc định 100.",
        "How many, of each language, when social = \"newest\". Default 100.",
    ),
];

/// Keys of `[output]`.
pub static OUTPUT: &[Field] = &[Field::new(
    "compress",
    "nen",
    Shape::Words(&Shape::Choice(&[("gz", ""), ("br", "")])),
    "Bản nén sẵn cạnh trang, CSS, script, XML…: [\"gz\", \"br\"]. Mặc định không có.",
    "Compressed copies beside texts. Default none.",
)];

/// Keys of `[reading]`.
pub static READING: &[Field] = &[Field::number(
    "syllables_per_minute",
    "tieng_moi_phut",
    50..=1000,
    "Số tiếng đọc được mỗi phút. Mặc định 250.",
    "Syllables read in a minute. Default 250.",
)];

/// Keys of `[security]`.
pub static SECURITY: &[Field] = &[Field::new(
    "contact",
    "lien_he",
    Shape::Form(&forms::CONTACT),
    "Nơi nhận báo lỗi bảo mật: mailto:… hoặc https://…",
    "Where to report a vulnerability.",
)];
