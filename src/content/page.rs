//! Trang: a page that stands by itself (giới thiệu, liên hệ…), outside lists, feeds and archives.

use super::kind::Kind;

/// The kind.
pub static KIND: Kind = Kind {
    name: "page",
    alias: "trang",
    listed: false,
    fields: &[],
    check: |_, _| Vec::new(),
    person: |_| None,
    starter: "summary = \"\"\n",
    starter_body: "Nội dung trang.\n",
};
