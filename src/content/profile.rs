//! Người tốt việc tốt: the story of a person, with their record (REQ-A16).

use super::kind::{Kind, Person};
use super::picture::{Cover, PICTURE, cover};
use crate::diagnostic::{Finding, rules};
use crate::record::{Field, Record};
use crate::text::Source;

/// The kind.
pub static KIND: Kind = Kind {
    name: "profile",
    alias: "nhan-vat",
    listed: true,
    fields: FIELDS,
    check,
    person,
    starter: "summary = \"\"\nauthor = { name = \"\", role = \"bai-va-anh\" }\ntags = []\nstatus = \"draft\"\n\n[person]\nname = \"\"\nborn = \"\"\nplace = \"\"\nunit = \"\"\nfield = \"\"\ndeed = \"\"\nconsent = false\n",
    starter_body: "Câu chuyện bắt đầu ở đây.\n",
};

static FIELDS: &[Field] = &[Field::group(
    "person",
    "nhan_vat",
    PERSON,
    "name",
    "Nhân vật của bài.",
    "The person it is about.",
)];

static PERSON: &[Field] = &[
    Field::text("name", "ten", "Họ và tên. Bắt buộc.", "Name. Required."),
    Field::text("born", "nam_sinh", "Năm sinh.", "Year of birth."),
    Field::text(
        "place",
        "noi_o",
        "Nơi ở, đến cấp xã, phường.",
        "Where they live, down to ward or commune.",
    ),
    Field::text(
        "unit",
        "don_vi",
        "Đơn vị, tổ chức.",
        "Unit or organisation.",
    ),
    Field::text("field", "linh_vuc", "Lĩnh vực.", "Field."),
    Field::prose(
        "deed",
        "viec_tot",
        "Việc tốt, một dòng.",
        "The good deed in one line.",
    ),
    Field::group(
        "portrait",
        "chan_dung",
        PICTURE,
        "src",
        "Ảnh chân dung.",
        "Portrait.",
    ),
    Field::group(
        "award",
        "khen_thuong",
        AWARD,
        "title",
        "Khen thưởng.",
        "Award.",
    ),
    Field::flag(
        "consent",
        "dong_y",
        "Nhân vật đồng ý đăng ảnh và câu chuyện.",
        "They agreed to be shown.",
    ),
];

static AWARD: &[Field] = &[
    Field::prose("title", "ten", "Tên hình thức khen thưởng.", "Title."),
    Field::text("number", "so", "Số quyết định.", "Number of the decision."),
    Field::moment("date", "ngay", "Ngày quyết định.", "Date of the decision."),
];

fn check(source: &Source, record: &Record) -> Vec<Finding> {
    let mut findings = Vec::new();
    let person = record.record("person");
    let missing = match person {
        Some(person) if person.lacks("name") => Some(("person", "name = \"Họ và tên\"")),
        None if record.lacks("person") => Some(("kind", "person = { name = \"Họ và tên\" }")),
        _ => None,
    };
    if let Some((at, example)) = missing {
        let finding = Finding::new(&rules::KEY_MISSING)
            .with("key", "person.name")
            .with("example", example);
        findings.push(finding.at(source.place(record.place(at))));
    }
    if let Some(person) = person {
        let refused = person.flag("consent") == Some(false);
        let mut range = person.place("consent");
        if !refused {
            range.end = range.start;
        }
        if refused || person.lacks("consent") {
            findings.push(Finding::new(&rules::CONSENT_MISSING).at(source.place(range)));
        }
    }
    findings
}

fn person(record: &Record) -> Option<Person> {
    let person = record.record("person")?;
    let agreed = person.flag("consent") == Some(true);
    let portrait = person.record("portrait").filter(|_| agreed);
    Some(Person {
        name: person.text_or_empty("name").into(),
        place: person.text_or_empty("place").into(),
        deed: person.text_or_empty("deed"),
        portrait: portrait.and_then(cover).map(|cover| Cover {
            alt: if cover.alt.is_empty() {
                person.text_or_empty("name")
            } else {
                cover.alt
            },
            ..cover
        }),
    })
}
