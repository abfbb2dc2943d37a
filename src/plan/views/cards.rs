//! Articles as lists show them; dates, pictures and links as every view shows them.

use crate::config::Named;
use crate::content::Cover;
use crate::plan::Plan;
use crate::plan::view::{CardView, DateView, LinkView, PersonCardView, PictureView};
use crate::site::{AssetInfo, Entry, EntryId, Site};
use crate::text::{Language, Moment, escape, syllable};

/// Syllables of a summary that was made from the first paragraph (REQ-V15).
const SUMMARY: usize = 45;

/// Cards of several entries.
pub fn cards(plan: &Plan, ids: &[EntryId]) -> Vec<CardView> {
    ids.iter()
        .map(|id| card(plan, &plan.site.entries[*id]))
        .collect()
}

/// The card of an entry.
pub fn card(plan: &Plan, entry: &Entry) -> CardView {
    let base = &plan.site.config.base;
    let article = &entry.article;
    let person = article.person.as_ref().map(|person| PersonCardView {
        name: person.name.clone(),
        place: person.place.clone(),
        deed: person.deed.clone(),
        portrait: person
            .portrait
            .as_ref()
            .and_then(|cover| picture(plan, &article.path, cover)),
    });
    let cover = article
        .cover
        .as_ref()
        .and_then(|cover| picture(plan, &article.path, cover));
    let names: Vec<_> = article
        .bylines
        .iter()
        .map(|byline| byline.name.as_str())
        .collect();
    CardView {
        title: article.title.clone(),
        url: base.url(&entry.url),
        permalink: base.permalink(&entry.url),
        summary: summary(entry),
        date: article.date.map(|date| self::date(date, entry.language)),
        category: plan
            .site
            .category_of(entry)
            .map(|category| link(plan, &category.title, &category.url)),
        kind: article.kind.name.to_owned(),
        cover,
        authors: names.join(", "),
        person,
        reading_minutes: syllable::reading_minutes(
            entry.facts.syllables,
            plan.site.config.reading_speed,
        ),
    }
}

/// The sapo, or the beginning of the first paragraph.
pub fn summary(entry: &Entry) -> String {
    if entry.article.summary.is_empty() {
        syllable::cut(&entry.facts.lead, SUMMARY)
    } else {
        entry.article.summary.clone()
    }
}

/// A moment in all the ways it is shown.
pub fn date(moment: Moment, language: Language) -> DateView {
    DateView {
        iso: moment.rfc3339(),
        line: moment.line(language),
        short: moment.short(language),
        long: moment.long(language),
    }
}

/// A link to an address without the path of `base_url`.
pub fn link(plan: &Plan, title: &str, url: &str) -> LinkView {
    LinkView {
        title: title.to_owned(),
        url: plan.site.config.base.url(url),
    }
}

/// A link to an entry.
pub fn link_to(plan: &Plan, id: EntryId) -> LinkView {
    let entry = &plan.site.entries[id];
    link(plan, &entry.article.title, &entry.url)
}

/// A picture that an article names, when it is there.
pub fn picture(plan: &Plan, article: &str, cover: &Cover) -> Option<PictureView> {
    let info = plan.assets.get(&Site::asset_path(article, &cover.src)?)?;
    Some(PictureView {
        alt: cover.alt.clone(),
        caption: cover.caption.clone(),
        credit: cover.credit.clone(),
        ..bare_picture(plan, info)
    })
}

/// The logo, icon or another picture named in `site.toml`.
pub fn site_picture(plan: &Plan, named: Option<&Named>) -> Option<PictureView> {
    plan.assets
        .get(&format!("static/{}", named?.name))
        .map(|info| bare_picture(plan, info))
}

/// The picture for shares of pages that have none: the site's, else the theme's.
pub fn share_image(plan: &Plan) -> Option<PictureView> {
    site_picture(plan, plan.site.config.share_image.as_ref()).or_else(|| {
        let asset = plan.theme.asset("portal.png")?;
        let url = format!("/{}", asset.output);
        let info = AssetInfo {
            path: asset.output.clone(),
            url,
            width: 1200,
            height: 630,
            length: asset.file.length,
            media_type: "image/png",
        };
        Some(bare_picture(plan, &info))
    })
}

fn bare_picture(plan: &Plan, info: &AssetInfo) -> PictureView {
    let base = &plan.site.config.base;
    let url = escape::url_path(&info.url);
    PictureView {
        url: base.url(&url),
        permalink: base.permalink(&url),
        alt: String::new(),
        width: info.width,
        height: info.height,
        caption: String::new(),
        credit: String::new(),
        media_type: info.media_type,
    }
}
