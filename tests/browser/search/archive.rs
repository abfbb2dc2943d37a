//! Sites for the tests of search: the sample portal among many more articles, and articles of given texts.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

const PLACES: &[(&str, &str)] = &[
    ("pac-ma", "Pác Mạ"),
    ("lung-vai", "Lũng Vài"),
    ("khuoi-muoi", "Khuổi Mươi"),
    ("na-lam", "Nà Lẩm"),
];

const EVENTS: &[(&str, &str, &str)] = &[
    (
        "nha-van-hoa",
        "Khánh thành nhà văn hóa {}",
        "Nhà văn hóa rộng sáu gian, có tủ sách và sân chơi.",
    ),
    (
        "bong-chuyen",
        "Giải bóng chuyền mừng xuân ở {}",
        "Mười hai đội bóng chuyền thi đấu hai ngày.",
    ),
    (
        "trong-rung",
        "{} trồng rừng phòng hộ đầu năm",
        "Bà con trồng sa mộc và lát hoa trên đồi trọc.",
    ),
    (
        "sua-duong",
        "Sửa đường vào xã {} trước mùa mưa",
        "Đoạn đường dài ba cây số được đổ bê tông.",
    ),
    (
        "chan-nuoi",
        "Tập huấn chăn nuôi cho bà con {}",
        "Cán bộ thú y hướng dẫn làm chuồng và tiêm phòng.",
    ),
    (
        "cho-hoa",
        "Chợ hoa cuối năm ở {}",
        "Đào, quất và hoa mận bày kín bãi bên suối.",
    ),
    (
        "det",
        "Dạy nghề dệt cho phụ nữ {}",
        "Lớp học có mười lăm khung cửi.",
    ),
    (
        "thu-gom-rac",
        "Tổ thu gom rác tự quản của xã {}",
        "Mỗi tuần hai lần, tổ đi từng ngõ.",
    ),
];

const SINGLE: &[(&str, &str, &str)] = &[
    (
        "hoa-giai",
        "Tổ hòa giải xã Hòa Bình gỡ được mười vụ việc",
        "Người làm hòa giải kiên nhẫn nghe cả hai bên.",
    ),
    (
        "thuy-loi",
        "Nạo vét kênh thủy lợi trước vụ xuân",
        "Nước về ruộng sớm hơn mọi năm.",
    ),
    (
        "ky-thuat",
        "Kỹ thuật trồng chè trên đất dốc",
        "Đào rãnh theo đường đồng mức, trồng dày.",
    ),
    (
        "lo-thi-mua",
        "Chị Lò Thị Mùa giữ bản sạch như nhà",
        "Sáng nào chị cũng quét từ đầu bản tới suối.",
    ),
    (
        "giang-a-pao",
        "Giàng A Pao cõng bạn đến lớp",
        "Hai bạn học cùng lớp bốn.",
    ),
    (
        "vang-thi-chu",
        "Vàng Thị Chú dạy chữ ban đêm",
        "Lớp xóa mù chữ có hai mươi người.",
    ),
    (
        "ubnd-khuoi-muoi",
        "UBND xã Khuổi Mươi bàn cách giữ rừng",
        "Cuộc họp kéo dài một buổi sáng.",
    ),
    (
        "hdnd-pac-ma",
        "Kỳ họp thứ ba của HĐND xã Pác Mạ",
        "Đại biểu chất vấn về nước sạch.",
    ),
    (
        "mttq-pac-ma",
        "Ủy ban MTTQ xã Pác Mạ thăm hộ nghèo",
        "Mỗi hộ được tặng một con lợn giống.",
    ),
    (
        "cccd",
        "Làm thẻ tại nhà cho người già",
        "Công an phường mang máy tới tận nhà làm CCCD cho người già yếu.",
    ),
    (
        "van-hoa-tay",
        "Văn hóa Tày trong giờ ra chơi",
        "Học trò nhảy sạp và hát ru.",
    ),
    (
        "van-ban-hoa",
        "Người Tày viết văn bản, đếm hóa đơn",
        "Câu chuyện về sổ sách của một hợp tác xã.",
    ),
];

const SUBJECTS: &[&str] = &[
    "thu phí vệ sinh",
    "quản lý vỉa hè",
    "khoán bảo vệ rừng",
    "hỗ trợ giống lúa",
    "giờ mở cửa chợ",
];

/// The sample portal among 400 more articles.
pub fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["content", "static"] {
        copy(&root.join(name), &site.path().join(name));
    }
    fs::copy(root.join("site.toml"), site.path().join("site.toml")).expect("settings");
    let mut number = 0;
    let mut write = |name: &str, title: &str, body: &str| {
        number += 1;
        let date = format!(
            "{}-{:02}-{:02}",
            2018 + number / 100,
            number % 12 + 1,
            number % 28 + 1
        );
        article(site.path(), name, title, &date, "", body);
    };
    for (name, title, body) in EVENTS {
        for (slug, place) in PLACES {
            write(&format!("{name}-{slug}"), &title.replace("{}", place), body);
        }
    }
    for (name, title, body) in SINGLE {
        write(name, title, body);
    }
    for number in 1..=40 {
        let subject = SUBJECTS[number % SUBJECTS.len()];
        let title = format!("Quyết định số {number}/2021/QĐ-UBND về {subject}");
        write(
            &format!("qd-{number}"),
            &title,
            "Quyết định có hiệu lực từ ngày ký.",
        );
    }
    for number in 1..=316 {
        let subject = SUBJECTS[number % SUBJECTS.len()];
        let (_, place) = PLACES[number % PLACES.len()];
        let body = format!(
            "Cuộc họp tổ {number} ở {place} bàn về {subject}, an sinh, giao thông, nước sạch và chuyện học của trẻ."
        );
        write(
            &format!("hop-to-{number}"),
            &format!("Họp tổ dân phố kỳ {number}"),
            &body,
        );
    }
    site
}

/// A site of articles of these titles, summaries and bodies, named by their numbers.
pub fn of_texts(texts: &[(String, String, String)]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let settings = "title = \"Thử\"\nbase_url = \"https://thu.example\"\n";
    fs::write(site.path().join("site.toml"), settings).expect("settings");
    for (number, (title, summary, body)) in texts.iter().enumerate() {
        let date = format!("2021-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        let quoted = |text: &str| text.trim().replace('"', "'");
        article(
            site.path(),
            &format!("bai-{number}"),
            &quoted(title),
            &date,
            &quoted(summary),
            body.trim(),
        );
    }
    site
}

/// The number of an article of [`of_texts`] by its address.
pub fn number_of(url: &str) -> usize {
    let name = url.rsplit("/bai-").next().unwrap_or_default();
    name.trim_end_matches(".html").parse().expect("a number")
}

pub fn article(site: &Path, name: &str, title: &str, date: &str, summary: &str, body: &str) {
    let summary = if summary.is_empty() { body } else { summary };
    let text = format!(
        "+++\ntitle = \"{title}\"\ndate = {date}\nsummary = \"{summary}\"\nstatus = \"approved\"\n+++\n{body}\n"
    );
    let folder = site.join("content/tin-tuc/them");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{name}.md")), text).expect("an article");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}
