//! The keys of `site.toml`.

use super::alert::ALERT;
use super::forms;
use super::groups::{
    EMBEDS, FEEDS, LISTS, OUTPUT, PICTURES, PUBLISHING, READING, SEARCH, SECURITY,
};
use super::home::HOME;
use crate::record::{Field, Shape};

/// A list of links.
pub const fn links(
    key: &'static str,
    alias: &'static str,
    fields: &'static [Field],
    vi: &'static str,
    en: &'static str,
) -> Field {
    Field::new(key, alias, Shape::Records { fields, bare: "" }, vi, en)
}

const LANGUAGES: &[(&str, &str)] = &[("vi", ""), ("en", "")];

/// Every key of `site.toml`.
pub static SITE: &[Field] = &[
    Field::prose(
        "title",
        "tieu_de",
        "Tên cổng. Bắt buộc.",
        "Name of the portal. Required.",
    ),
    Field::prose(
        "title_en",
        "tieu_de_tieng_anh",
        "Tên cổng trên trang tiếng Anh.",
        "Name on English pages.",
    ),
    Field::text(
        "base_url",
        "dia_chi",
        "Địa chỉ web đầy đủ của cổng. Bắt buộc.",
        "Full web address. Required.",
    ),
    Field::new(
        "language",
        "ngon_ngu",
        Shape::Choice(LANGUAGES),
        "Ngôn ngữ chính: vi hoặc en. Mặc định vi.",
        "First language. Default vi.",
    ),
    Field::new(
        "languages",
        "cac_ngon_ngu",
        Shape::Words(&Shape::Choice(LANGUAGES)),
        "Các ngôn ngữ của cổng, ví dụ [\"vi\", \"en\"].",
        "Languages of the portal.",
    ),
    Field::prose(
        "tagline",
        "khau_hieu",
        "Dòng chữ dưới tên cổng.",
        "One line below the name.",
    ),
    Field::prose(
        "tagline_en",
        "khau_hieu_tieng_anh",
        "Dòng chữ dưới tên cổng, tiếng Anh.",
        "The same in English.",
    ),
    Field::group(
        "theme",
        "giao_dien",
        THEME,
        "name",
        "Giao diện. Mặc định \"cong\".",
        "Theme. Default \"cong\".",
    ),
    Field::group(
        "organisation",
        "co_quan",
        ORGANISATION,
        "name",
        "Cơ quan xuất bản, hiện ở đầu và chân trang.",
        "The publisher, in header and footer.",
    ),
    Field::text(
        "logo",
        "bieu_trung",
        "Ảnh biểu trưng trong static/, ví dụ \"images/logo.svg\".",
        "Logo, a file in static/.",
    ),
    Field::text(
        "icon",
        "bieu_tuong",
        "Biểu tượng nhỏ trong static/ (favicon).",
        "Favicon, a file in static/.",
    ),
    Field::text(
        "share_image",
        "anh_chia_se",
        "Ảnh dùng khi chia sẻ trang không có ảnh (PNG, JPEG 1200×630).",
        "Picture for shares of pages without one.",
    ),
    links(
        "menu",
        "trinh_don",
        MENU,
        "Trình đơn chính. Bỏ trống: lấy theo chuyên mục.",
        "Main menu. Absent: made of the categories.",
    ),
    links(
        "portals",
        "cong_khac",
        LINK,
        "Liên kết tới các cổng khác của Nhà nước.",
        "Links to other portals of the state.",
    ),
    links(
        "footer",
        "chan_trang",
        LINK,
        "Liên kết ở chân trang.",
        "Links in the footer.",
    ),
    Field::group(
        "notice",
        "thong_bao",
        NOTICE,
        "text",
        "Dòng thông báo ở đầu mọi trang.",
        "A line on top of every page.",
    ),
    Field::groups(
        "alert",
        "canh_bao",
        ALERT,
        "text",
        "Cảnh báo khẩn (bão, lũ, cháy…) ở đầu mọi trang; một hoặc nhiều.",
        "Urgent warnings on top of every page.",
    ),
    Field::group(
        "home",
        "trang_chu",
        HOME,
        "",
        "Trang chủ.",
        "The home page.",
    ),
    Field::group(
        "lists",
        "danh_sach",
        LISTS,
        "",
        "Trang danh sách.",
        "Lists.",
    ),
    Field::group("feeds", "kenh_tin", FEEDS, "", "Kênh RSS.", "Feeds."),
    Field::group(
        "publishing",
        "xuat_ban",
        PUBLISHING,
        "",
        "Quy trình duyệt.",
        "Approval.",
    ),
    Field::group(
        "embeds",
        "nhung",
        EMBEDS,
        "hosts",
        "Nhúng video từ trang khác.",
        "Embedded videos of other sites.",
    ),
    Field::group(
        "search",
        "tim_kiem",
        SEARCH,
        "enabled",
        "Tìm kiếm.",
        "Search.",
    ),
    Field::group(
        "pictures",
        "anh",
        PICTURES,
        "enabled",
        "Bản nhẹ của ảnh.",
        "Lighter prints of pictures.",
    ),
    Field::group(
        "output",
        "dau_ra",
        OUTPUT,
        "",
        "Tệp trong thư mục xuất.",
        "Files of the output folder.",
    ),
    Field::group(
        "reading",
        "doc",
        READING,
        "",
        "Thời gian đọc.",
        "Reading time.",
    ),
    Field::group(
        "security",
        "bao_mat",
        SECURITY,
        "contact",
        "Tệp security.txt.",
        "security.txt.",
    ),
];

static THEME: &[Field] = &[
    Field::text(
        "name",
        "ten",
        "Tên thư mục trong themes/.",
        "Name of a folder in themes/.",
    ),
    Field::new(
        "settings",
        "tuy_chon",
        Shape::Free,
        "Tùy chọn của giao diện; xem theme.toml của nó.",
        "Settings of the theme; see its theme.toml.",
    ),
];

static ORGANISATION: &[Field] = &[
    Field::text("name", "ten", "Tên cơ quan.", "Name."),
    Field::text(
        "name_en",
        "ten_tieng_anh",
        "Tên cơ quan, tiếng Anh.",
        "Name in English.",
    ),
    Field::prose(
        "parent",
        "co_quan_chu_quan",
        "Cơ quan chủ quản.",
        "The agency above it.",
    ),
    Field::prose(
        "parent_en",
        "co_quan_chu_quan_tieng_anh",
        "Cơ quan chủ quản, tiếng Anh.",
        "The same in English.",
    ),
    Field::text("address", "dia_chi", "Địa chỉ.", "Address."),
    Field::text(
        "address_en",
        "dia_chi_tieng_anh",
        "Địa chỉ, tiếng Anh.",
        "Address in English.",
    ),
    Field::text("phone", "dien_thoai", "Điện thoại.", "Telephone."),
    Field::text("fax", "fax", "Fax.", "Fax."),
    Field::new(
        "email",
        "thu_dien_tu",
        Shape::Form(&forms::EMAIL),
        "Thư điện tử.",
        "E-mail.",
    ),
    Field::text(
        "responsible",
        "chiu_trach_nhiem",
        "Người chịu trách nhiệm nội dung.",
        "Who answers for the content.",
    ),
    Field::text(
        "responsible_en",
        "chiu_trach_nhiem_tieng_anh",
        "Người chịu trách nhiệm, tiếng Anh.",
        "The same in English.",
    ),
    Field::prose(
        "licence",
        "giay_phep",
        "Giấy phép, nếu có.",
        "Licence, if any.",
    ),
    Field::prose(
        "licence_en",
        "giay_phep_tieng_anh",
        "Giấy phép, tiếng Anh.",
        "Licence in English.",
    ),
];

const LINK_TITLE: Field =
    Field::prose("title", "ten", "Chữ của liên kết.", "What it says.").required();
const LINK_TITLE_EN: Field = Field::prose(
    "title_en",
    "ten_tieng_anh",
    "Chữ trên trang tiếng Anh.",
    "What it says on English pages.",
);
const LINK_URL: Field = Field::text(
    "url",
    "dia_chi",
    "Địa chỉ: \"/tin-tuc/\", \"@/gioi-thieu/lien-he.md\" hoặc \"https://…\".",
    "Address, file or web address.",
)
.required();

/// Keys of a link.
pub static LINK: &[Field] = &[LINK_TITLE, LINK_TITLE_EN, LINK_URL];

static MENU: &[Field] = &[
    LINK_TITLE,
    LINK_TITLE_EN,
    LINK_URL,
    links(
        "items",
        "muc_con",
        LINK,
        "Các mục bên dưới.",
        "Entries below it.",
    ),
];

/// What a notice says.
pub const NOTICE_TEXT: Field =
    Field::prose("text", "noi_dung", "Nội dung.", "What it says.").required();
/// The same in English.
pub const NOTICE_TEXT_EN: Field = Field::prose(
    "text_en",
    "noi_dung_tieng_anh",
    "Nội dung trên trang tiếng Anh.",
    "What it says on English pages.",
);
/// Where a notice leads.
pub const NOTICE_URL: Field =
    Field::text("url", "dia_chi", "Địa chỉ khi bấm vào.", "Where it leads.");

static NOTICE: &[Field] = &[NOTICE_TEXT, NOTICE_TEXT_EN, NOTICE_URL];
