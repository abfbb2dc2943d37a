//! Small views for tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plan::feed::{EnclosureView, FeedView, ItemView};
use crate::plan::view::{
    AlternateView, ArticleView, BylineView, CardView, Content, DateView, FeedLinkView, HomeView,
    LinkView, OrganisationView, PageInfo, PageView, PictureView, PlaceView, PortalPlaces,
    PortalView, ShareView,
};
use crate::text::{Language, Moment};

/// A title that tries to get out of wherever it stands.
pub const HOSTILE: &str = "A & B &amp; <b>\"C\"</b> 'D' ]]>\u{2028}</script>\u{1}<!--";
/// What every reader should see of it.
pub const HARMLESS: &str = "A & B &amp; <b>\"C\"</b> 'D' ]]>\u{2028}</script><!--";

pub fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

pub fn date(text: &str) -> DateView {
    let moment = moment(text);
    DateView {
        iso: moment.rfc3339(),
        line: moment.line(Language::Vi),
        short: moment.short(Language::Vi),
        long: moment.long(Language::Vi),
    }
}

pub fn link(title: &str, url: &str) -> LinkView {
    LinkView {
        title: title.to_owned(),
        url: url.to_owned(),
    }
}

pub fn picture(name: &str, width: u32, height: u32) -> PictureView {
    PictureView {
        url: format!("/{name}"),
        permalink: format!("https://nason.vn/{name}"),
        alt: "Quốc huy".to_owned(),
        width,
        height,
        media_type: "image/png",
        ..PictureView::default()
    }
}

pub fn feed(items: Vec<ItemView>) -> FeedView {
    FeedView {
        title: "Cổng Nà Sơn".to_owned(),
        description: String::new(),
        language: Language::Vi,
        home: "https://nason.vn/".to_owned(),
        permalink: "https://nason.vn/rss.xml".to_owned(),
        updated: moment("11/07/2022 15:30"),
        copyright: String::new(),
        email: String::new(),
        editor: String::new(),
        image: None,
        items,
    }
}

pub fn item(title: &str) -> ItemView {
    ItemView {
        id: "https://nason.vn/tin/cau.html".to_owned(),
        permalink: "https://nason.vn/tin/cau.html".to_owned(),
        title: title.to_owned(),
        summary: String::new(),
        published: moment("11/07/2022 15:30"),
        updated: None,
        authors: Vec::new(),
        categories: Vec::new(),
        content: None,
        enclosure: None,
    }
}

/// A feed with one item, and nothing left empty.
pub fn full_feed() -> FeedView {
    let item = ItemView {
        id: "tag:nason.vn,2022:7f3a".to_owned(),
        summary: "Cầu dài < 50 m & rộng 4 m.".to_owned(),
        updated: Some(moment("12/07/2022 08:00")),
        authors: vec!["Lò Văn Pín".to_owned(), "Nguyễn Thị Lan".to_owned()],
        categories: vec!["Tin tức".to_owned(), "cầu & đường".to_owned()],
        content: Some("<p>Một ]]> &amp; hai.</p>".to_owned()),
        enclosure: Some(EnclosureView {
            permalink: "https://nason.vn/tin/cau.jpg".to_owned(),
            bytes: 20_480,
            media_type: "image/jpeg".to_owned(),
        }),
        ..item("Cầu <mới>")
    };
    FeedView {
        description: "Tin của xã Nà Sơn".to_owned(),
        copyright: "© UBND xã Nà Sơn".to_owned(),
        email: "toasoan@nason.vn".to_owned(),
        editor: "Hà Thị Mai".to_owned(),
        image: Some(picture("huy.png", 96, 96)),
        ..feed(vec![item])
    }
}

pub fn portal() -> PortalView {
    PortalView {
        language: Language::Vi,
        title: "Cổng Nà Sơn".to_owned(),
        tagline: String::new(),
        home: "/".to_owned(),
        base_url: "https://nason.vn".to_owned(),
        organisation: OrganisationView {
            name: "UBND xã Nà Sơn".to_owned(),
            ..OrganisationView::default()
        },
        logo: Some(picture("huy.png", 96, 96)),
        icon: None,
        menu: Vec::new(),
        menu_letters: 0,
        portals: Vec::new(),
        footer: Vec::new(),
        languages: Vec::new(),
        notice: None,
        alerts: Vec::new(),
        places: PortalPlaces::default(),
        settings: BTreeMap::new(),
        generator: "congtin".to_owned(),
    }
}

/// A page with nothing but a title, at `/tin/cau.html`.
pub fn page(kind: &str, title: &str, content: Content) -> PageView {
    let page = PageInfo {
        kind: kind.to_owned(),
        title: title.to_owned(),
        full_title: format!("{title} – Cổng Nà Sơn"),
        description: String::new(),
        language: Language::Vi,
        url: "/tin/cau.html".to_owned(),
        permalink: "https://nason.vn/tin/cau.html".to_owned(),
        breadcrumbs: vec![link("Trang chủ", "/"), link("Tin tức", "/tin/")],
        section: "/tin/".to_owned(),
        alternates: Vec::new(),
        feeds: Vec::new(),
        image: None,
        noindex: false,
    };
    PageView {
        portal: Arc::new(portal()),
        place: PlaceView::default(),
        page,
        content,
    }
}

pub fn home() -> PageView {
    let content = HomeView { blocks: Vec::new() };
    let mut view = page("home", "Cổng Nà Sơn", Content::Home(content));
    view.page.permalink = "https://nason.vn/".to_owned();
    view.page.breadcrumbs.clear();
    view
}

pub fn article(title: &str) -> ArticleView {
    let card = CardView {
        title: title.to_owned(),
        url: "/tin/cau.html".to_owned(),
        permalink: "https://nason.vn/tin/cau.html".to_owned(),
        summary: String::new(),
        date: Some(date("11/07/2022 15:30")),
        category: Some(link("Tin tức", "/tin/")),
        kind: "article".to_owned(),
        cover: None,
        authors: String::new(),
        person: None,
        reading_minutes: 1,
    };
    ArticleView {
        card,
        body: String::new(),
        contents: Vec::new(),
        sapo: String::new(),
        dateline: String::new(),
        updated: None,
        bylines: Vec::new(),
        source: None,
        tags: Vec::new(),
        places: Vec::new(),
        series: None,
        attachments: Vec::new(),
        listen: None,
        corrections: Vec::new(),
        alike: Vec::new(),
        related: Vec::new(),
        older: None,
        newer: None,
        share: ShareView {
            facebook: String::new(),
            zalo: String::new(),
            email: String::new(),
        },
        record: serde_json::Value::Null,
        portrait: None,
        syllables: 0,
    }
}

pub fn byline(role: &str, name: &str, url: &str) -> BylineView {
    BylineView {
        role: role.to_owned(),
        name: name.to_owned(),
        url: url.to_owned(),
    }
}

pub fn alternate(language: Language, url: &str) -> AlternateView {
    let permalink = format!("https://nason.vn{url}");
    AlternateView {
        language,
        name: language.name(),
        url: url.to_owned(),
        permalink,
    }
}

pub fn feed_link() -> FeedLinkView {
    FeedLinkView {
        title: "Tin tức".to_owned(),
        url: "/tin/rss.xml".to_owned(),
        media_type: "application/rss+xml",
        format: "RSS",
    }
}
