//! The keys of front matter that every kind has, and those of `_index.md`.

use super::kinds::KIND_NAMES;
use crate::record::{Field, Shape};

/// A key of text.
pub const fn text(
    key: &'static str,
    alias: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Text, vi, en)
}

/// A key of one or several texts.
const fn words(
    key: &'static str,
    alias: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Words, vi, en)
}

/// A key of a date.
pub const fn moment(
    key: &'static str,
    alias: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Moment, vi, en)
}

/// A key of yes or no.
pub const fn flag(
    key: &'static str,
    alias: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Flag, vi, en)
}

/// A group of keys, for which a bare value may stand.
pub const fn group(
    key: &'static str,
    alias: &'static str,
    fields: &'static [Field],
    bare: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Record { fields, bare }, vi, en)
}

/// A list of such groups.
const fn groups(
    key: &'static str,
    alias: &'static str,
    fields: &'static [Field],
    bare: &'static str,
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Records { fields, bare }, vi, en)
}

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
    text(
        "title",
        "tieu_de",
        "Tiêu đề. Bắt buộc.",
        "Headline. Required.",
    ),
    moment(
        "date",
        "ngay",
        "Ngày đăng. Bắt buộc, trừ loại trang.",
        "Date. Required but for pages.",
    ),
    text(
        "summary",
        "sapo",
        "Sapo: một, hai câu.",
        "Summary: one or two sentences.",
    ),
    groups(
        "author",
        "tac_gia",
        AUTHOR,
        "name",
        "Tác giả, một hoặc nhiều người.",
        "Authors.",
    ),
    group(
        "source",
        "nguon",
        SOURCE,
        "name",
        "Nguồn bài.",
        "Where it was taken from.",
    ),
    words("tags", "the", "Thẻ.", "Tags."),
    group(
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
    words(
        "aliases",
        "duong_dan_cu",
        "Các địa chỉ cũ, sẽ chuyển về bài này.",
        "Old addresses that lead here.",
    ),
    flag(
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
    text("editor", "bien_tap", "Biên tập viên.", "Editor."),
    text(
        "approved_by",
        "nguoi_duyet",
        "Người duyệt.",
        "Who approved it.",
    ),
    moment(
        "publish_at",
        "dang_luc",
        "Hẹn giờ đăng.",
        "When it will be published.",
    ),
    moment(
        "expires_at",
        "het_han",
        "Hết hạn: sau lúc này bài không còn hiện.",
        "After this it is no longer shown.",
    ),
    moment(
        "updated",
        "cap_nhat",
        "Lần cập nhật gần nhất.",
        "When it was changed.",
    ),
    text(
        "slug",
        "duong_dan",
        "Tên trong địa chỉ, thay cho tên tệp.",
        "Name in the address, instead of the file's.",
    ),
    text(
        "id",
        "ma",
        "Mã bài, không đổi khi đổi tên tệp.",
        "Identity in feeds; outlives a rename.",
    ),
    words(
        "categories",
        "chuyen_muc",
        "Các chuyên mục khác cũng hiện bài này.",
        "Other categories that list it too.",
    ),
    text("series", "chuyen_de", "Chuyên đề.", "Series."),
    words(
        "places",
        "dia_ban",
        "Địa bàn: phường, xã.",
        "Places: wards, communes.",
    ),
    text(
        "dateline",
        "noi_dua_tin",
        "Chữ trước sapo, ví dụ \"(Nà Sơn)\".",
        "Words before the summary.",
    ),
    group(
        "pinned",
        "ghim",
        PINNED,
        "on",
        "Ghim lên đầu trang chủ.",
        "Lead story of the home page.",
    ),
    groups(
        "attachments",
        "tep_dinh_kem",
        ATTACHMENT,
        "src",
        "Tệp đính kèm.",
        "Files to download.",
    ),
    groups(
        "corrections",
        "dinh_chinh",
        CORRECTION,
        "text",
        "Đính chính.",
        "Corrections.",
    ),
    group(
        "withdrawn",
        "go_bai",
        WITHDRAWN,
        "reason",
        "Gỡ bài.",
        "Withdrawal.",
    ),
    flag(
        "toc",
        "muc_luc",
        "Hiện mục lục. Mặc định: khi bài có từ ba mục.",
        "Table of contents. Default: from three headings on.",
    ),
    text(
        "listen",
        "am_thanh",
        "Tệp âm thanh đọc bài.",
        "Sound file of the article read aloud.",
    ),
];

/// Every key of `_index.md`.
pub static CATEGORY: &[Field] = &[
    text(
        "title",
        "tieu_de",
        "Tên chuyên mục.",
        "Name of the category.",
    ),
    text("description", "mo_ta", "Mô tả ngắn.", "Short description."),
    Field::new(
        "order",
        "thu_tu",
        Shape::Number,
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
    flag(
        "hidden",
        "an",
        "Không hiện ở trình đơn và trang chủ.",
        "Not in the menu nor on the home page.",
    ),
    Field::new(
        "home",
        "trang_chu",
        Shape::Number,
        "Số bài ở trang chủ; 0 là không có.",
        "Articles on the home page; 0: none.",
    ),
    text(
        "slug",
        "duong_dan",
        "Tên trong địa chỉ, thay cho tên thư mục.",
        "Name in the address, instead of the folder's.",
    ),
    group(
        "cover",
        "anh_dai_dien",
        PICTURE,
        "src",
        "Ảnh đại diện.",
        "Picture.",
    ),
];

static AUTHOR: &[Field] = &[
    text("name", "ten", "Tên.", "Name."),
    Field::new("role", "vai_tro", Shape::Choice(ROLES), "Vai trò.", "Role."),
];

static SOURCE: &[Field] = &[
    text("name", "ten", "Tên nguồn.", "Name."),
    text(
        "url",
        "dia_chi",
        "Địa chỉ bài gốc.",
        "Address of the original.",
    ),
];

/// A picture with its words.
pub static PICTURE: &[Field] = &[
    text("src", "tep", "Tên tệp ảnh.", "The file."),
    text(
        "alt",
        "mo_ta",
        "Lời mô tả cho người khiếm thị.",
        "Words for those who cannot see it.",
    ),
    text("caption", "chu_thich", "Chú thích.", "Caption."),
    text("credit", "nguon_anh", "Tên người chụp.", "Credit."),
];

static PINNED: &[Field] = &[
    flag("on", "bat", "Ghim.", "Pinned."),
    moment("until", "den", "Ghim đến lúc này.", "Until then."),
];

static ATTACHMENT: &[Field] = &[
    text("src", "tep", "Tên tệp.", "The file."),
    text("title", "ten", "Tên hiện ra.", "What it is called."),
];

static CORRECTION: &[Field] = &[
    moment("date", "ngay", "Ngày đính chính.", "When."),
    text("text", "noi_dung", "Nội dung.", "What it says."),
    text("wrong", "sai", "Chỗ sai.", "The wrong words."),
    text("right", "dung", "Sửa lại.", "The right words."),
];

static WITHDRAWN: &[Field] = &[
    moment("date", "ngay", "Ngày gỡ.", "When."),
    text("reason", "ly_do", "Lý do.", "Why."),
];
