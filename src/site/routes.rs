//! Every address of the portal is made here. They are ASCII, stable, and begin with `/`; the path of `base_url` comes later.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::Taxonomy;
use crate::diagnostic::{Finding, rules};
use crate::text::{Digest, Language, slug};

/// The longest name of an article or category; with its ending it must fit the 255 bytes of a file's name.
const LONGEST: usize = 100;

/// About how long a name is that had to be shortened.
pub const SHORTENED: usize = 80;

/// Names that the portal keeps for itself at the top: pages and folders that it makes.
const RESERVED: &[&str] = &[
    "404",
    "assets",
    "atom",
    "authors",
    "archive",
    "chuyen-de",
    "corrections",
    "dia-ban",
    "dinh-chinh",
    "en",
    "feed",
    "feeds",
    "luu-tru",
    "places",
    "robots",
    "rss",
    "search",
    "security",
    "series",
    "site-map",
    "sitemap",
    "so-do-cong",
    "tac-gia",
    "tags",
    "the",
    "tim-kiem",
    "vi",
];

/// Names that Windows cannot hold, with `com1` to `com9` and `lpt1` to `lpt9`.
const WINDOWS: &[&str] = &["con", "prn", "aux", "nul"];

/// The addresses of one language.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Routes {
    language: Language,
    first: bool,
}

impl Routes {
    /// Addresses of a language; the site's first one stands at the root, others below their code.
    #[must_use]
    pub fn new(language: Language, first: Language) -> Self {
        Self {
            language,
            first: language == first,
        }
    }

    /// The home page: `/` or `/en/`.
    #[must_use]
    pub fn home(self) -> String {
        self.below("")
    }

    /// A category by the names of its folders: `/tin-tuc/xa-hoi/`.
    #[must_use]
    pub fn category(self, names: &[String]) -> String {
        self.below(&format!("{}/", names.join("/")))
    }

    /// An article in the folder of its category: `/tin-tuc/cau-moi.html`.
    #[must_use]
    pub fn article(self, category: Option<&str>, name: &str) -> String {
        format!(
            "{}{name}.html",
            category.map_or_else(|| self.home(), str::to_owned)
        )
    }

    /// All terms of a taxonomy: `/the/`.
    #[must_use]
    pub fn taxonomy(self, taxonomy: Taxonomy) -> String {
        self.below(&format!("{}/", taxonomy.folder(self.language)))
    }

    /// A term: `/the/moi-truong/`.
    ///
    /// Nobody is asked to name a term otherwise because of disks. A long slug is cut and ends in a digest of the whole, so
    /// two long terms stay two; one that Windows cannot hold, as the everyday word `con`, becomes `con_`. No slug
    /// has `_`, so neither can meet another term.
    #[must_use]
    pub fn term(self, taxonomy: Taxonomy, slug: &str) -> String {
        let folder = self.taxonomy(taxonomy);
        if slug.len() > LONGEST {
            let digest = Digest::of(slug.as_bytes()).short();
            format!("{folder}{}_{digest}/", slug::cut(slug, SHORTENED))
        } else if device(slug) {
            format!("{folder}{slug}_/")
        } else {
            format!("{folder}{slug}/")
        }
    }

    /// Page `number` of a list that begins at `front`: `/tin-tuc/2022/trang-1.html`.
    #[must_use]
    pub fn numbered(self, front: &str, number: usize) -> String {
        format!(
            "{front}{}-{number}.html",
            self.language.pick("trang", "page")
        )
    }

    /// A year of a list: `/tin-tuc/2022/`.
    #[must_use]
    pub fn year(front: &str, year: i16) -> String {
        format!("{front}{year:04}/")
    }

    /// The archive: `/luu-tru/`.
    #[must_use]
    pub fn archive(self) -> String {
        self.below(self.language.pick("luu-tru/", "archive/"))
    }

    /// A month of the archive: `/luu-tru/2022/07/`.
    #[must_use]
    pub fn month(self, year: i16, month: u8) -> String {
        format!("{}{month:02}/", Self::year(&self.archive(), year))
    }

    /// Sơ đồ cổng.
    #[must_use]
    pub fn site_map(self) -> String {
        self.below(self.language.pick("so-do-cong.html", "site-map.html"))
    }

    /// Tìm kiếm, with its index: `/tim-kiem/`.
    #[must_use]
    pub fn search(self) -> String {
        self.below(self.language.pick("tim-kiem/", "search/"))
    }

    /// The list of feeds.
    #[must_use]
    pub fn feeds(self) -> String {
        self.below(self.language.pick("rss.html", "feeds.html"))
    }

    /// Đính chính.
    #[must_use]
    pub fn corrections(self) -> String {
        self.below(self.language.pick("dinh-chinh.html", "corrections.html"))
    }

    /// RSS of a list, or of the portal when `front` is the home page.
    #[must_use]
    pub fn rss(front: &str) -> String {
        format!("{front}rss.xml")
    }

    /// Another file of this language, such as `atom.xml`.
    #[must_use]
    pub fn below(self, path: &str) -> String {
        if self.first {
            format!("/{path}")
        } else {
            format!("/{}/{path}", self.language.code())
        }
    }
}

/// The page of a folder.
const INDEX: &str = "index.html";

/// The output file of an address: `/tin-tuc/` → `tin-tuc/index.html`.
#[must_use]
pub fn output(url: &str) -> EcoString {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        let mut file = EcoString::with_capacity(path.len() + INDEX.len());
        file.push_str(path);
        file.push_str(INDEX);
        file
    } else {
        path.into()
    }
}

/// The output file of an article's address: none of one without a name, which is told of.
pub fn page_file(url: &str) -> EcoString {
    if url.ends_with("/.html") {
        EcoString::new()
    } else {
        output(url)
    }
}

/// The address of an output file: `tin-tuc/index.html` → `/tin-tuc/`.
#[must_use]
pub fn address(output: &str) -> String {
    format!("/{}", output.strip_suffix(INDEX).unwrap_or(output))
}

/// Whether a name may not be used for an article or category; `top` is directly below the home page.
#[must_use]
pub fn reserved(name: &str, top: bool) -> bool {
    let year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    let page = ["trang-", "page-"].iter().any(|word| {
        let rest = name.strip_prefix(word).unwrap_or("x");
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())
    });
    year || page || device(name) || name == "index" || (top && RESERVED.contains(&name))
}

/// Whether Windows takes a name for a device.
fn device(name: &str) -> bool {
    let port = (name.starts_with("com") || name.starts_with("lpt"))
        && name.len() == 4
        && name.ends_with(|last: char| last.is_ascii_digit());
    port || WINDOWS.contains(&name)
}

/// What keeps a slug from being the name of an article or category, if anything.
#[must_use]
pub fn refused(name: &str, top: bool) -> Option<Finding> {
    if name.is_empty() {
        Some(Finding::new(&rules::NAME_EMPTY))
    } else if reserved(name, top) {
        Some(Finding::new(&rules::NAME_RESERVED).with("name", name))
    } else {
        too_long(name, LONGEST)
    }
}

/// A finding when a name has more bytes than may be.
#[must_use]
pub fn too_long(name: &str, most: usize) -> Option<Finding> {
    (name.len() > most).then(|| {
        Finding::new(&rules::NAME_LONG)
            .with("length", name.len().to_string())
            .with("most", most.to_string())
    })
}
