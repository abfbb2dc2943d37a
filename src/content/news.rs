//! Tin, bài: the kind that a file is when nothing else is said.

use super::kind::Kind;

/// The kind.
pub static KIND: Kind = Kind {
    name: "article",
    alias: "bai-viet",
    listed: true,
    fields: &[],
    check: |_, _| Vec::new(),
    person: |_| None,
    starter: "summary = \"\"\nauthor = \"\"\ntags = []\nstatus = \"draft\"\n",
    starter_body: "Nội dung bài viết.\n",
};
