//! Articles as lists show them; dates, pictures and links as every view shows them.

use serde::Serialize;

use crate::config::Named;
use crate::content::{Cover, SUMMARY_SHOWN};
use crate::pictures::{Focus, Ratio};
use crate::plan::view::{CardView, DateView, LinkView, PersonCardView, PictureView};
use crate::plan::{Plan, pictures};
use crate::site::{self, AssetInfo, Entry, EntryId, Look};
use crate::text::{Language, Moment, credit, escape, syllable};

/// Cards of several entries.
pub fn cards(plan: &Plan, ids: &[EntryId]) -> Vec<CardView> {
    ids.iter()
        .map(|id| card(plan, &plan.site.entries[*id]))
        .collect()
}

/// The card of an entry.
pub fn card(plan: &Plan, entry: &Entry) -> CardView {
    let CardSource {
        title,
        url,
        summary,
        lead,
        date,
        language,
        category,
        kind,
        cover,
        authors,
        person,
        reading_minutes,
    } = CardSource::of(plan, entry);
    let config = &plan.site.config;
    CardView {
        title: title.to_owned(),
        url: config.base.url(url),
        permalink: config.base.permalink(url),
        summary: syllable::cut(&site::summary(summary, lead), SUMMARY_SHOWN),
        date: date.map(|date| self::date(date, language)),
        category: category.map(|(title, url)| link(plan, title, url)),
        kind: kind.to_owned(),
        cover: cover.map(|cover| cover.view(plan)),
        authors: authors.join(", "),
        person: person.map(|person| PersonCardView {
            name: person.name.to_owned(),
            place: person.place.to_owned(),
            deed: person.deed.to_owned(),
            portrait: person.portrait.map(|cover| cover.view(plan)),
        }),
        reading_minutes,
    }
}

/// All that a card is made from, besides settings; the digest of this is the digest of the card.
#[derive(Serialize)]
pub struct CardSource<'a> {
    title: &'a str,
    url: &'a str,
    summary: &'a str,
    lead: &'a str,
    date: Option<Moment>,
    language: Language,
    category: Option<(&'a str, &'a str)>,
    kind: &'static str,
    cover: Option<PictureSource<'a>>,
    authors: Vec<&'a str>,
    person: Option<PersonSource<'a>>,
    reading_minutes: usize,
}

#[derive(Serialize)]
struct PersonSource<'a> {
    name: &'a str,
    place: &'a str,
    deed: &'a str,
    portrait: Option<PictureSource<'a>>,
}

/// A picture with its words.
#[derive(Serialize)]
struct PictureSource<'a> {
    info: &'a AssetInfo,
    alt: &'a str,
    caption: &'a str,
    credit: &'a str,
    focus: Focus,
}

impl<'a> CardSource<'a> {
    /// What the card of an entry is made from.
    pub fn of(plan: &'a Plan, entry: &'a Entry) -> Self {
        let article = &entry.article;
        let picture = |cover| PictureSource::of(plan, &article.path, cover);
        let category = plan.site.category_of(entry);
        let authors = article.bylines.iter();
        Self {
            title: &article.title,
            url: &entry.url,
            summary: &article.summary,
            lead: if article.summary.is_empty() {
                &entry.facts.lead
            } else {
                ""
            },
            date: article.date,
            language: entry.language,
            category: category.map(|category| (category.title.as_str(), category.url.as_str())),
            kind: article.kind.name,
            cover: article.cover.as_ref().and_then(picture),
            authors: authors.map(|byline| byline.name.as_str()).collect(),
            person: article.person.as_ref().map(|person| PersonSource {
                name: &person.name,
                place: &person.place,
                deed: &person.deed,
                portrait: person.portrait.as_ref().and_then(picture),
            }),
            reading_minutes: syllable::reading_minutes(
                entry.facts.syllables,
                plan.site.config.reading_speed,
            ),
        }
    }
}

impl<'a> PictureSource<'a> {
    fn of(plan: &'a Plan, article: &str, cover: &'a Cover) -> Option<Self> {
        let info = plan.asset(article, &cover.src)?;
        Some(Self {
            info,
            alt: &cover.alt,
            caption: &cover.caption,
            credit: credit::shown(&cover.credit, &info.look.credit),
            focus: cover.focus,
        })
    }

    fn view(self, plan: &Plan) -> PictureView {
        PictureView {
            alt: self.alt.to_owned(),
            caption: self.caption.to_owned(),
            credit: self.credit.to_owned(),
            sources: pictures::sources(&plan.site, self.info),
            tone: pictures::tone(plan, self.info),
            wide: pictures::cut(&plan.site, self.info, Ratio::Wide, self.focus),
            classic: pictures::cut(&plan.site, self.info, Ratio::Classic, self.focus),
            square: pictures::cut(&plan.site, self.info, Ratio::Square, self.focus),
            shared: pictures::shared(&plan.site, self.info, self.focus),
            ..bare_picture(plan, self.info)
        }
    }
}

/// The sapo, or the beginning of the first paragraph.
pub fn summary(entry: &Entry) -> String {
    site::summary(&entry.article.summary, &entry.facts.lead).into_owned()
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
    Some(PictureSource::of(plan, article, cover)?.view(plan))
}

/// The logo, icon or another picture named in `site.toml`.
pub fn site_picture(plan: &Plan, named: Option<&Named>) -> Option<PictureView> {
    plan.assets
        .get(format!("static/{}", named?.name).as_str())
        .map(|info| bare_picture(plan, info))
}

/// The picture for shares of pages that have none: the site's, else the theme's.
pub fn share_image(plan: &Plan) -> Option<PictureView> {
    site_picture(plan, plan.site.config.share_image.as_ref()).or_else(|| {
        let asset = plan.theme.asset("portal.png")?;
        let url = format!("/{}", asset.output);
        let info = AssetInfo {
            path: asset.output.as_str().into(),
            url,
            width: 1200,
            height: 630,
            length: asset.file.length,
            media_type: "image/png",
            look: Look::default(),
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
        width: info.width,
        height: info.height,
        media_type: info.media_type,
        ..PictureView::default()
    }
}
