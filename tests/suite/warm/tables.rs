//! What may be said in the files of the site: every key with the values that it may get, and who says what at first.
//!
//! `{}` stands for the word of the file that says it; `{#}` for a letter of its own, which may stay in an old address
//! when the article is withdrawn.

/// Keys, or paths, with what each may say.
pub type Table = &'static [(&'static str, &'static [&'static str])];

/// A file's path, the number of its text, and which value of which key it has at first.
pub type First = (&'static str, usize, &'static [(&'static str, usize)]);

/// What an article may say, key by key.
pub const ASPECTS: Table = &[
    ("title", &["'Cầu {}'", "'Chợ {}'", "'An {}'"]),
    (
        "date",
        &[
            "2022-07-11",
            "2022-07-30 08:00",
            "2022-07-31 09:00",
            "2022-08-01 11:00",
            "2022-08-02 08:00",
            "2021-03-02",
            "2022-07-31 08:30",
        ],
    ),
    ("summary", &["'Sapo {}.'", "'Sapo khác {}.'"]),
    (
        "author",
        &[
            "'Lan'",
            "['Lan', 'Nông Văn Tài']",
            "'lan'",
            "{ name = 'TTXVN', role = 'theo' }",
            "{ name = 'Lan', role = 'theo' }",
            "[{ name = 'Lan', role = 'anh' }, { name = 'TTXVN', role = 'tong-hop' }]",
            "'TTXVN'",
            "'???'",
        ],
    ),
    (
        "source",
        &[
            "{ name = 'Báo {}', url = 'https://bao.example/{}' }",
            "'Báo'",
        ],
    ),
    (
        "tags",
        &[
            "['Suối']",
            "['Suối', 'Núi']",
            "['suối', '{}']",
            "['SUỐI', 'Đá']",
            "['Núi']",
        ],
    ),
    ("series", &["'Bên suối'", "'bên suối'", "'Lễ hội'"]),
    ("places", &["['Nà Sơn']", "['Na Son', 'Bản Cậu']"]),
    (
        "cover",
        &[
            "{ src = '/anh/song.png', alt = 'Sông {}', caption = 'C {}', credit = 'Lan' }",
            "{ src = '/anh/nui.png', alt = 'Núi' }",
            "{ src = '/anh/hoa.svg', alt = 'Hoa' }",
        ],
    ),
    (
        "attachments",
        &["[{ src = '/tep/phieu.pdf', title = 'Phiếu {}' }]"],
    ),
    ("listen", &["'/tep/doc.mp3'"]),
    (
        "corrections",
        &[
            "[{ date = 2022-07-20, text = 'Nhầm {}', wrong = 'a {}', right = 'b {}' }]",
            "'Nhầm tên {}.'",
        ],
    ),
    ("aliases", &["['/cu/{#}.html']", "['/cu/{#}/', '/Xưa/{#}']"]),
    ("draft", &["true"]),
    ("status", &["'approved'", "'review'", "'draft'"]),
    (
        "publish_at",
        &["2022-07-31 18:00", "2022-08-02 06:00", "2022-08-05 06:00"],
    ),
    (
        "expires_at",
        &["2022-08-01 11:30", "2022-08-02 20:00", "2022-09-01"],
    ),
    ("updated", &["2022-07-31 20:00", "2022-08-02 20:00"]),
    (
        "pinned",
        &[
            "true",
            "{ until = 2022-08-01 15:00 }",
            "{ until = 2022-08-04 }",
        ],
    ),
    ("slug", &["'ten-khac'", "'ten-moi'"]),
    ("id", &["'{}'", "'chung'"]),
    ("categories", &["['van']", "['tin', 'tin/sau']"]),
    ("kind", &["'page'", "'article'", "'profile'"]),
    ("dateline", &["'(Nà Sơn)'"]),
    ("toc", &["true", "false"]),
    (
        "withdrawn",
        &["'Sai sự thật'", "{ date = 2022-07-31, reason = 'Gỡ' }"],
    ),
    (
        "person",
        &[
            "{ name = 'Xuân {}', place = 'Bản Cậu', deed = 'Dạy {}', consent = true, portrait = { src = '/anh/nui.png' }, award = { title = 'Bằng khen', date = 2022-05-01 } }",
            "{ name = 'Xuân', deed = 'Dạy', consent = false }",
        ],
    ),
];

/// What an `_index.md` may say.
pub const INDEX_ASPECTS: Table = &[
    ("title", &["'Tin {}'", "'Bản tin'", "'Ánh sáng'"]),
    ("description", &["'Mô tả {}'", "'Mô tả khác'"]),
    ("order", &["1", "5", "9"]),
    ("kind", &["'profile'", "'page'", "'article'"]),
    ("hidden", &["true"]),
    ("home", &["0", "1", "2"]),
    ("slug", &["'ban-moi'"]),
    (
        "cover",
        &[
            "{ src = '/anh/song.png', alt = 'Sông {}' }",
            "{ src = '/anh/nui.png', alt = 'Núi' }",
        ],
    ),
];

/// What `site.toml` may say.
pub const SETTINGS: Table = &[
    ("title", &["'Cổng Nà Sơn'", "'Cổng'"]),
    ("title_en", &["'Na Son'"]),
    ("tagline", &["'Bên sông'", "'Bên suối'"]),
    (
        "base_url",
        &["'https://nason.example/cong'", "'https://nason.example'"],
    ),
    ("languages", &["['vi', 'en']", "['vi']"]),
    (
        "organisation",
        &[
            "{ name = 'Trung tâm Văn hóa', phone = '0209 123', email = 'a@b.example', responsible = 'Bà A' }",
        ],
    ),
    ("logo", &["'anh/hoa.svg'", "'anh/song.png'"]),
    ("icon", &["'anh/song.png'"]),
    ("share_image", &["'anh/nui.png'"]),
    (
        "menu",
        &[
            "[{ title = 'Tin', title_en = 'News', url = '/tin/', items = [{ title = 'Gương', url = '@/guong/_index.md' }] }]",
            "[{ title = 'Cầu', url = '@/tin/cau.md' }, { title = 'Ngoài', url = 'https://ngoai.example' }]",
        ],
    ),
    (
        "footer",
        &["[{ title = 'Liên hệ', url = '@/gioi-thieu/lien-he.md' }]"],
    ),
    (
        "portals",
        &["[{ title = 'Chính phủ', url = 'https://chinhphu.vn' }]"],
    ),
    (
        "notice",
        &["'Nội dung mẫu'", "{ text = 'Cầu', url = '@/tin/cau.md' }"],
    ),
    (
        "alert",
        &[
            "{ text = 'Bão', url = '@/tin/mua.md' }",
            "[{ text = 'Lũ', until = '02/08/2022 08:00' }, { text = 'Mưa', from = 2022-08-02, level = 'caution' }]",
        ],
    ),
    ("home.lead", &["1", "3"]),
    ("home.newest", &["1", "0"]),
    ("home.block", &["1", "2"]),
    (
        "home.blocks",
        &[
            "['lead', 'newest', 'photos', 'categories', 'text', 'links']",
            "[{ kind = 'notices', category = 'tin', count = 1 }, { kind = 'people', category = 'guong' }, { kind = 'links', links = [{ title = 'Cầu', url = '@/tin/cau.md' }] }, 'categories', 'newest']",
        ],
    ),
    ("lists.page_size", &["1", "2", "3"]),
    ("feeds.items", &["1", "3"]),
    ("feeds.content", &["true"]),
    ("feeds.tags", &["true"]),
    ("feeds.authors", &["true"]),
    ("search.enabled", &["false"]),
    ("pictures.avif", &["true"]),
    ("pictures.social", &["'profiles'", "'newest'"]),
    ("pictures.social_newest", &["1"]),
    ("output.compress", &["['gz']", "['gz', 'br']"]),
    ("publishing.only_approved", &["true"]),
    ("reading.syllables_per_minute", &["50", "1000"]),
    ("embeds.hosts", &["['www.youtube.com']"]),
    ("security.contact", &["'mailto:a@b.example'"]),
    (
        "theme",
        &[
            "{ name = 'nho', settings = { mau = 'do' } }",
            "'nho'",
            "'con'",
        ],
    ),
];

/// Texts of articles.
pub const BODIES: &[&str] = &[
    "Chữ {}.",
    "## Mục một\n\n### Mục {}\n\nChữ.\n\n## Mục ba\n\nDài hơn một chút. [Lên](#muc-mot)",
    "[Cầu](@/tin/cau.md), [mục](@/tin/cau.md#muc-mot), [mưa](@/tin/mua.md), [gương](@/guong/_index.md), [bên suối](@/chuyen-de/ben-suoi/_index.md) {}.",
    "[Tin](/tin/), [rss](/rss.xml), [cầu](/tin/cau.html#muc-mot), [cầu](https://nason.example/tin/cau.html) {}.",
    "![Sông {}](/anh/song.png)\n\n::: anh src=\"/anh/nui.png\" alt=\"Núi\" caption=\"Núi {}\"\n:::\n\n::: tep src=\"/tep/phieu.pdf\" title=\"Phiếu {}\"\n:::",
    "::: am-thanh src=\"/tep/doc.mp3\" title=\"Hát {}\"\nLời {}.\n:::\n\n[Tệp](/tep/phieu.pdf) và [cũ](/cu/a.html).",
    "::: video src=\"https://www.youtube.com/watch?v=abcdefghijk\" title=\"Phim {}\"\n:::\n\n<b onclick=\"x\">đậm {}</b>",
    "[Thẻ](/the/suoi/), [tác giả](/tac-gia/lan/), [bên](cau.html), [năm](/tin/2022/) {}.",
    "[Mưa](../mua.md), [mưa](/tin/mua.html) ![ảnh](anh.png) {}.",
    "",
    "[Cầu](cau.md), [mưa](mua.md), [chợ](cho.html) {}.",
    "[Cầu](tin/cau.html) {}.",
    "[Mục lục](/tim-kiem/index.json) {}.",
    // Longer than a minute, as `site.toml` counts it.
    "## Mục một\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.\n\nNước suối Nà Sơn trong và lạnh, chảy qua ba bản rồi ra sông.",
];

/// Folders that an article may be moved to, below `content/`.
pub const FOLDERS: &[&str] = &["tin", "tin/2022", "tin/sau", "van", "guong", "gioi-thieu"];

/// Folders with the names that they may get.
pub const RENAMES: &[(&str, &str)] = &[
    ("van", "van-nghe"),
    ("guong", "nguoi-tot"),
    ("tin/sau", "tin/xa"),
];

/// Files that are no content, with what may stand in them.
pub const VARIANTS: Table = &[
    ("static/tep/phieu.pdf", &["PDF", "PDF dài hơn"]),
    ("static/tep/doc.mp3", &["mp3", "mp4"]),
    ("static/robots.txt", &["User-agent: *\n"]),
    ("static/x", &["bare"]),
    ("static/x/y", &["inside"]),
    (
        "static/anh/hoa.svg",
        &[
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
            "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/>",
        ],
    ),
    (
        "themes/nho/templates/home.html",
        &[ALL, "Khác {{ head | safe }}{{ __tera_context | safe }}"],
    ),
    (
        "themes/nho/templates/article.html",
        &[ALL, "Khác {{ head | safe }}{{ __tera_context | safe }}"],
    ),
    (
        "themes/nho/i18n/vi.toml",
        &[
            "home = 'Nhà'\ntag_title = 'Thẻ {name}'\nyear_title = '{name} {year}'\nwithdrawn_title = 'Đã gỡ'\ntag_description = 'Bài về {name}'\n",
            "home = 'Cổng'\narchive_intro = 'Các năm'\n",
        ],
    ),
    ("themes/nho/i18n/en.toml", &["home = 'Home'\n"]),
    (
        "themes/nho/theme.toml",
        &[
            "title = 'Nhỏ'\nsettings = { mau = 'xanh' }\n",
            "title = 'Nhỏ'\nsettings = { mau = 'xanh', chu = 1 }\n",
        ],
    ),
    ("themes/nho/assets/nho.css", &["a{}", "b{}"]),
    ("themes/nho/assets/portal.png", &["png"]),
    (
        "themes/con/templates/list.html",
        &["Con {{ head | safe }}{{ __tera_context | safe }}"],
    ),
    ("themes/con/theme.toml", &["extends = 'nho'\n"]),
];

/// Pictures.
pub const PICTURES: &[&str] = &[
    "static/anh/song.png",
    "static/anh/nui.png",
    "content/tin/cho/anh.png",
];

/// Articles and pages, with the numbers of what they say at first.
pub const ARTICLES: &[First] = &[
    (
        "tin/cau.md",
        1,
        &[
            ("aliases", 0),
            ("date", 1),
            ("tags", 1),
            ("author", 1),
            ("cover", 0),
            ("series", 0),
            ("corrections", 0),
            ("places", 0),
            ("pinned", 1),
        ],
    ),
    (
        "tin/cau.en.md",
        1,
        &[("date", 1), ("tags", 0), ("cover", 1)],
    ),
    (
        "tin/2022/le-hoi.md",
        2,
        &[
            ("date", 2),
            ("tags", 0),
            ("author", 3),
            ("series", 0),
            ("corrections", 1),
            ("aliases", 0),
            ("attachments", 0),
        ],
    ),
    (
        "tin/sau/suoi.md",
        4,
        &[
            ("date", 3),
            ("tags", 2),
            ("author", 4),
            ("series", 1),
            ("listen", 0),
        ],
    ),
    (
        "tin/mua.md",
        0,
        &[("date", 0), ("expires_at", 1), ("categories", 0)],
    ),
    (
        "tin/cho/index.md",
        8,
        &[
            ("date", 0),
            ("tags", 3),
            ("source", 0),
            ("id", 0),
            ("places", 1),
        ],
    ),
    ("tin/cho/index.en.md", 0, &[("date", 0), ("tags", 4)]),
    (
        "guong/co-lan.md",
        3,
        &[("date", 2), ("person", 0), ("tags", 4), ("updated", 0)],
    ),
    (
        "guong/bac-ba.md",
        0,
        &[("date", 5), ("person", 1), ("series", 0), ("dateline", 0)],
    ),
    (
        "van/tho.md",
        5,
        &[("date", 4), ("author", 6), ("publish_at", 0)],
    ),
    (
        "van/ve.md",
        7,
        &[("date", 5), ("withdrawn", 1), ("tags", 2), ("aliases", 1)],
    ),
    ("van/nhap.md", 9, &[("date", 0), ("status", 2)]),
    (
        "gioi-thieu.md",
        6,
        &[("kind", 0), ("author", 0), ("cover", 2)],
    ),
    ("gioi-thieu/lien-he.md", 2, &[("kind", 0)]),
];

/// Files named `_index.md`.
pub const INDEXES: &[First] = &[
    ("_index.md", 2, &[("description", 0)]),
    ("_index.en.md", 11, &[]),
    (
        "tin/_index.md",
        10,
        &[("title", 0), ("description", 0), ("order", 0)],
    ),
    ("tin/_index.en.md", 0, &[("title", 1)]),
    ("tin/sau/_index.md", 4, &[("title", 1)]),
    ("guong/_index.md", 0, &[("kind", 0), ("order", 1)]),
    ("gioi-thieu/_index.md", 2, &[("hidden", 0)]),
    (
        "chuyen-de/ben-suoi/_index.md",
        3,
        &[("description", 0), ("cover", 0)],
    ),
    ("the/suoi/_index.md", 1, &[("title", 2)]),
    ("the/suoi/_index.en.md", 0, &[("cover", 1)]),
];

/// What `site.toml` says at first. A menu and a footer of its own, so that a change of a category is not seen at once on
/// every page.
pub const SITE: &[(&str, usize)] = &[
    ("title", 0),
    ("base_url", 0),
    ("languages", 0),
    ("organisation", 0),
    ("logo", 0),
    ("share_image", 0),
    ("menu", 0),
    ("footer", 0),
    ("theme", 0),
    ("lists.page_size", 1),
    ("feeds.tags", 0),
    ("home.lead", 1),
    ("security.contact", 0),
    ("embeds.hosts", 0),
    ("reading.syllables_per_minute", 0),
];

/// Files of [`VARIANTS`] that are there at first.
pub const FILES: &[&str] = &[
    "static/tep/phieu.pdf",
    "static/tep/doc.mp3",
    "static/anh/hoa.svg",
    "themes/nho/templates/home.html",
    "themes/nho/templates/article.html",
    "themes/nho/i18n/vi.toml",
    "themes/nho/theme.toml",
    "themes/nho/assets/nho.css",
    "themes/con/theme.toml",
];

/// The theme's other templates.
pub const TEMPLATES: &[&str] = &[
    "404",
    "archive",
    "corrections",
    "feeds",
    "list",
    "page",
    "profile",
    "redirect",
    "search",
    "site_map",
    "terms",
    "withdrawn",
];

/// A template that prints all that it may see.
pub const ALL: &str = "{{ head | safe }}{{ __tera_context | safe }}";

/// The articles by their first paths.
pub fn articles() -> Vec<&'static str> {
    ARTICLES.iter().map(|(path, ..)| *path).collect()
}

/// The `_index.md`s by their first paths.
pub fn indexes() -> Vec<&'static str> {
    INDEXES.iter().map(|(path, ..)| *path).collect()
}

/// One of the values of a key.
pub fn value(table: Table, key: &str, number: usize) -> (&'static str, &'static str) {
    let (key, values) = table
        .iter()
        .find(|(name, _)| *name == key)
        .expect("a key of the table");
    (*key, values[number])
}
