//! RSS, Atom and JSON Feed, read back with the libraries that readers use.

use super::case::Case;

fn portal() -> Case {
    Case::new(
        r#"
        -- site.toml --
        title = "Cổng Thử"
        base_url = "https://thu.example/cong"
        [organisation]
        name = "Trung tâm Thử"
        email = "thu@thu.example"
        responsible = "Bà Lan"
        [feeds]
        items = 2
        -- content/tin/a.md --
        +++
        title = "Bài A"
        date = "11/07/2022 15:30"
        updated = "12/07/2022 08:00"
        summary = "Sapo A"
        id = "2022-07-11-abc"
        author = ["Lan", "Mai"]
        tags = ["Suối"]
        cover = { src = "/a.svg", alt = "A" }
        +++
        Chữ của A với [liên kết](@/tin/b.md), [mục](#muc) và [ngoài](//khac.example/x).

        ## Mục
        -- static/a.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
        "#,
    )
    .article("tin/b", "Bài B", "2022-07-10")
    .article("van/c", "Bài C", "2022-07-09")
}

#[test]
fn rss_can_be_read() {
    let case = portal().build().clean();
    let channel = rss::Channel::read_from(case.page("rss.xml").as_bytes()).expect("RSS");
    assert_eq!(channel.title(), "Cổng Thử");
    assert_eq!(channel.link(), "https://thu.example/cong/");
    assert_eq!(channel.language(), Some("vi"));
    assert_eq!(channel.managing_editor(), Some("thu@thu.example (Bà Lan)"));
    assert_eq!(channel.items().len(), 2, "as many as `items` says");
    let first = &channel.items()[0];
    assert_eq!(first.title(), Some("Bài A"));
    assert_eq!(first.link(), Some("https://thu.example/cong/tin/a.html"));
    assert_eq!(first.description(), Some("Sapo A"));
    assert_eq!(first.pub_date(), Some("Mon, 11 Jul 2022 15:30:00 +0700"));
    assert_eq!(
        first.guid().map(|guid| (guid.value(), guid.is_permalink())),
        Some(("tag:thu.example,2022:2022-07-11-abc", false))
    );
    assert_eq!(
        first.enclosure().map(rss::Enclosure::url),
        Some("https://thu.example/cong/a.svg")
    );
    assert_eq!(
        first
            .dublin_core_ext()
            .map(|core| core.creators().join(";")),
        Some("Lan;Mai".to_owned())
    );
    assert_eq!(first.content(), None);
    assert_eq!(
        channel.items()[1].guid().map(rss::Guid::is_permalink),
        Some(true)
    );
}

#[test]
fn atom_can_be_read() {
    let case = portal().build().clean();
    let feed = atom_syndication::Feed::read_from(case.page("atom.xml").as_bytes()).expect("Atom");
    assert_eq!(feed.title().as_str(), "Cổng Thử");
    assert_eq!(feed.entries().len(), 2);
    let first = &feed.entries()[0];
    assert_eq!(first.title().as_str(), "Bài A");
    assert_eq!(first.id(), "tag:thu.example,2022:2022-07-11-abc");
    assert_eq!(first.updated().to_rfc3339(), "2022-07-12T08:00:00+07:00");
    assert_eq!(
        first.published().expect("a date").to_rfc3339(),
        "2022-07-11T15:30:00+07:00"
    );
    assert_eq!(feed.updated().to_rfc3339(), "2022-07-12T08:00:00+07:00");
}

#[test]
fn json_feed_can_be_read() {
    let case = portal().build().clean();
    let feed: serde_json::Value = serde_json::from_str(case.page("feed.json")).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://thu.example/cong/feed.json");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        feed["items"][0]["url"],
        "https://thu.example/cong/tin/a.html"
    );
    assert_eq!(
        feed["items"][0]["date_modified"],
        "2022-07-12T08:00:00+07:00"
    );
}

#[test]
fn a_category_has_its_own_feed_and_tags_and_authors_when_asked_for() {
    portal()
        .build()
        .clean()
        .has("van/rss.xml", "Bài C")
        .lacks("van/rss.xml", "Bài A")
        .missing("the/suoi/rss.xml")
        .missing("tac-gia/lan/rss.xml")
        .replace(
            "site.toml",
            "items = 2",
            "items = 2\ntags = true\nauthors = true",
        )
        .build()
        .clean()
        .has("the/suoi/rss.xml", "Bài A")
        .has("tac-gia/lan/rss.xml", "Bài A")
        .has("rss.html", "/cong/the/suoi/rss.xml")
        .has("the/suoi/index.html", "href=\"/cong/the/suoi/rss.xml\"");
}

#[test]
fn whole_texts_in_feeds_have_full_addresses() {
    let case = portal()
        .replace("site.toml", "items = 2", "content = true")
        .build()
        .clean();
    let channel = rss::Channel::read_from(case.page("rss.xml").as_bytes()).expect("RSS");
    let content = channel.items()[0].content().expect("content");
    assert!(
        content.contains("<a href=\"https://thu.example/cong/tin/b.html\">liên kết</a>"),
        "{content}"
    );
    assert!(
        content.contains("<a href=\"https://thu.example/cong/tin/a.html#muc\">mục</a>"),
        "{content}"
    );
    assert!(
        content.contains("<a href=\"https://khac.example/x\""),
        "{content}"
    );
}

#[test]
fn an_id_outlives_a_rename() {
    let guid = |case: &Case| {
        let channel = rss::Channel::read_from(case.page("rss.xml").as_bytes()).expect("RSS");
        channel.items()[0]
            .guid()
            .map(|guid| guid.value().to_owned())
    };
    let case = portal().build();
    let before = guid(&case);
    let text = super::case::text(&case.files["content/tin/a.md"]);
    let case = case
        .remove("content/tin/a.md")
        .file("content/van/ten-moi.md", text)
        .build()
        .clean();
    assert!(case.outputs.contains_key("van/ten-moi.html"));
    assert_eq!(guid(&case), before);
}

#[test]
fn every_page_names_its_feed() {
    portal()
        .build()
        .clean()
        .has("index.html", "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Cổng Thử\" href=\"/cong/rss.xml\">")
        .in_order("tin/a.html", &["href=\"/cong/tin/rss.xml\"", "href=\"/cong/rss.xml\""]);
}
