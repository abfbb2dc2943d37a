//! Collects, for one job, exactly what its template or feed may see.

mod archive;
mod article;
mod cards;
mod feeds;
mod home;
mod info;
mod lists;
mod portal;
mod search;
mod small;
mod terms;

use super::view::PageView;
use super::{Job, Part, Plan};
use crate::diagnostic::Finding;

pub use archive::{month_before, months_of, years, years_beside};
pub use article::{author_url, earlier, parents, top, translations};
pub use cards::{CardSource, share_image, summary};
pub use feeds::{
    alternates, feed, lastmod, news_sitemap, sitemap, sitemap_index, source as feed_source,
};
pub use home::{blocks, check as check_home};
pub use lists::same_category;
pub use portal::{home_links, portal};
pub use search::view as search_view;
pub use small::branch;
pub use terms::{TermFacts, at_least};

/// The view of a job that is a page; none for feeds and files.
pub fn page(plan: &Plan, job: &Job) -> Result<Option<PageView>, Finding> {
    Ok(Some(match job {
        Job::Article(id) => article::article(plan, *id)?,
        Job::Withdrawn(id) => small::withdrawn(plan, *id),
        Job::Redirect(id, _) => small::redirect(plan, *id),
        Job::Home(edition) => home::home(plan, *edition)?,
        Job::List(of, part) => lists::list(plan, *of, *part)?,
        Job::Terms(edition, taxonomy) => terms::terms(plan, *edition, *taxonomy),
        Job::Archive(edition, year) => archive::archive(plan, *edition, *year),
        Job::Month(edition, month, part) => archive::month(plan, *edition, *month, *part),
        Job::SiteMap(edition) => small::site_map(plan, *edition),
        Job::Feeds(edition) => small::feeds(plan, *edition),
        Job::Corrections(edition) => small::corrections(plan, *edition),
        Job::NotFound(edition) => small::not_found(plan, *edition),
        Job::Search(edition) => search::search(plan, *edition),
        _ => return Ok(None),
    }))
}

/// Whether a part is the first page of its list.
const fn is_front(part: Part) -> bool {
    matches!(part, Part::Front)
}
