//! The keys of front matter that every kind has, and those of `_index.md`.

use super::kinds::KIND_NAMES;
use super::picture::PICTURE;
use crate::record::{Field, Form, Shape};

const STATUSES: &[(&str, &str)] = &[
    ("draft", "nhap"),
    ("review", "cho-duyet"),
    ("approved", "da-duyet"),
];

/// The roles of REQ-A3. The names are Vietnamese everywhere: they are what bylines say.
const ROLES: &[(&str, &str)] = &[
    ("tac-gia", "author"),
    ("bai-va-anh", "text-and-photo"),
    ("anh", "photo"),
    ("theo", "according-to"),
    ("thuc-hien", "produced-by"),
    ("ctv", "contributor"),
    ("tong-hop", "compiled"),
];

/// Every key of an article, whatever its kind.
pub static ARTICLE: &[Field] = &[
    Field::prose(
        "title",
        "tieu_de",
        "Tiêu đề. Bắt buộc.",
        "Headline. Required.",
    ),
    Field::moment(
        "date",
        "ngay",
        "Ngày đăng. Bắt buộc, trừ loại trang.",
        "Date. Required but for pages.",
    ),
    Field::prose(
        "summary",
        "sapo",
        "Sapo: một, hai câu.",
        "Summary: one or two sentences.",
    ),
    Field::groups(
        "author",
        "tac_gia",
        AUTHOR,
        "name",
        "Tác giả, một hoặc nhiều người.",
        "Authors.",
    ),
    Field::group(
        "source",
        "nguon",
        SOURCE,
        "name",
        "Nguồn bài.",
        "Where it was taken from.",
    ),
    Field::words("tags", "the", "Thẻ.", "Tags."),
    Field::group(
        "cover",
        "anh_dai_dien",
        PICTURE,
        "src",
        "Ảnh đầu bài.",
        "Lead picture.",
    ),
    Field::new(
        "kind",
        "loai",
        Shape::Choice(KIND_NAMES),
        "Loại nội dung. Mặc định: bài viết.",
        "Kind. Default: article.",
    ),
    Field::words(
        "aliases",
        "duong_dan_cu",
        "Các địa chỉ cũ, sẽ chuyển về bài này.",
        "Old addresses that lead here.",
    ),
    Field::flag(
        "draft",
        "nhap",
        "Bản nháp, chưa xuất bản.",
        "A draft, not published.",
    ),
    Field::new(
        "status",
        "trang_thai",
        Shape::Choice(STATUSES),
        "Trạng thái duyệt bài.",
        "State of approval.",
    ),
    Field::text("editor", "bien_tap", "Biên tập viên.", "Editor."),
    Field::text(
        "approved_by",
        "nguoi_duyet",
        "Người duyệt.",
        "Who approved it.",
    ),
    Field::moment(
        "publish_at",
        "dang_luc",
        "Hẹn giờ đăng.",
        "When it will be published.",
    ),
    Field::moment(
        "expires_at",
        "het_han",
        "Hết hạn: từ lúc này bài không còn hiện; chỉ ghi ngày là từ 0 giờ ngày ấy.",
        "From then on it is no longer shown; of a day alone, from its first hour.",
    ),
    Field::moment(
        "updated",
        "cap_nhat",
        "Lần cập nhật gần nhất.",
        "When it was changed.",
    ),
    Field::text(
        "slug",
        "duong_dan",
        "Tên trong địa chỉ, thay cho tên tệp.",
        "Name in the address, instead of the file's.",
    ),
    Field::text(
        "id",
        "ma",
        "Mã bài, không đổi khi đổi tên tệp.",
        "Identity in feeds; outlives a rename.",
    ),
    Field::words(
        "categories",
        "chuyen_muc",
        "Các chuyên mục khác cũng hiện bài này.",
        "Other categories that list it too.",
    ),
    Field::text("series", "chuyen_de", "Chuyên đề.", "Series."),
    Field::words(
        "places",
        "dia_ban",
        "Địa bàn: phường, xã.",
        "Places: wards, communes.",
    ),
    Field::text(
        "dateline",
        "noi_dua_tin",
        "Chữ trước sapo, ví dụ \"(Nà Sơn)\".",
        "Words before the summary.",
    ),
    Field::group(
        "pinned",
        "ghim",
        PINNED,
        "on",
        "Ghim lên đầu trang chủ.",
        "Lead story of the home page.",
    ),
    Field::groups(
        "attachments",
        "tep_dinh_kem",
        ATTACHMENT,
        "src",
        "Tệp đính kèm.",
        "Files to download.",
    ),
    Field::groups(
        "corrections",
        "dinh_chinh",
        CORRECTION,
        "text",
        "Đính chính.",
        "Corrections.",
    ),
    Field::group(
        "withdrawn",
        "go_bai",
        WITHDRAWN,
        "reason",
        "Gỡ bài.",
        "Withdrawal.",
    ),
    Field::flag(
        "toc",
        "muc_luc",
        "Hiện mục lục. Mặc định: khi bài có từ ba mục.",
        "Table of contents. Default: from three headings on.",
    ),
    Field::text(
        "listen",
        "am_thanh",
        "Tệp âm thanh đọc bài.",
        "Sound file of the article read aloud.",
    ),
];

/// Every key of `_index.md`.
pub static CATEGORY: &[Field] = &[
    Field::prose(
        "title",
        "tieu_de",
        "Tên chuyên mục.",
        "Name of the category.",
    ),
    Field::prose("description", "mo_ta", "Mô tả ngắn.", "Short description."),
    Field::new(
        "order",
        "thu_tu",
        Shape::Number(i64::MIN..=i64::MAX),
        "Thứ tự: số nhỏ đứng trước.",
        "Order: small numbers first.",
    ),
    Field::new(
        "kind",
        "loai",
        Shape::Choice(KIND_NAMES),
        "Loại nội dung mặc định của thư mục.",
        "Default kind of its files.",
    ),
    Field::flag(
        "hidden",
        "an",
        "Không hiện ở trình đơn và trang chủ.",
        "Not in the menu nor on the home page.",
    ),
    Field::new(
        "home",
        "trang_chu",
        Shape::Number(0..=20),
        "Số bài ở trang chủ; 0 là không có.",
        "Articles on the home page; 0: none.",
    ),
    Field::text(
        "slug",
        "duong_dan",
        "Tên trong địa chỉ, thay cho tên thư mục.",
        "Name in the address, instead of the folder's.",
    ),
    Field::group(
        "cover",
        "anh_dai_dien",
        PICTURE,
        "src",
        "Ảnh đại diện.",
        "Picture.",
    ),
];

/// `_index.md` in the folder of a term: `content/tac-gia/nong-thu-trang/`.
pub static TERM: &[Field] = &[
    Field::prose(
        "title",
        "tieu_de",
        "Tên hiện ra ở mọi nơi. Không ghi thì là cách viết có nhiều nhất trong các bài.",
        "Its name everywhere; else the spelling that most articles have.",
    ),
    Field::prose(
        "description",
        "mo_ta",
        "Giới thiệu trong một dòng.",
        "One line of introduction.",
    ),
    Field::group(
        "cover",
        "anh_dai_dien",
        PICTURE,
        "src",
        "Ảnh: chân dung tác giả, cảnh của địa bàn.",
        "Picture: a portrait of an author, a view of a place.",
    ),
];

static AUTHOR: &[Field] = &[
    Field::text("name", "ten", "Tên.", "Name."),
    Field::new("role", "vai_tro", Shape::Choice(ROLES), "Vai trò.", "Role."),
];

static SOURCE: &[Field] = &[
    Field::text("name", "ten", "Tên nguồn.", "Name."),
    Field::new(
        "url",
        "dia_chi",
        Shape::Form(&WEB),
        "Địa chỉ bài gốc.",
        "Address of the original.",
    ),
];

static WEB: Form = Form {
    fits: is_web,
    vi: "địa chỉ đầy đủ, bắt đầu bằng `https://`",
    en: "a whole address that starts with `https://`",
    example: "\"https://baonason.example/bai.html\"",
};

fn is_web(text: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|start| text.starts_with(start))
}

static PINNED: &[Field] = &[
    Field::flag("on", "bat", "Ghim.", "Pinned."),
    Field::moment("until", "den", "Ghim đến lúc này.", "Until then."),
];

static ATTACHMENT: &[Field] = &[
    Field::text("src", "tep", "Tên tệp.", "The file."),
    Field::prose("title", "ten", "Tên hiện ra.", "What it is called."),
];

static CORRECTION: &[Field] = &[
    Field::moment("date", "ngay", "Ngày đính chính.", "When."),
    Field::prose("text", "noi_dung", "Nội dung.", "What it says."),
    Field::prose("wrong", "sai", "Chỗ sai.", "The wrong words."),
    Field::prose("right", "dung", "Sửa lại.", "The right words."),
];

static WITHDRAWN: &[Field] = &[
    Field::moment("date", "ngay", "Ngày gỡ.", "When."),
    Field::prose("reason", "ly_do", "Lý do.", "Why."),
];
