//! Tìm kiếm: the page where results appear, and what helps readers without a script.

use super::archive::years;
use super::info;
use super::small::branch;
use crate::plan::Plan;
use crate::plan::view::{Content, PageView, SearchView};

/// The page of an edition.
pub fn search(plan: &Plan, number: usize) -> PageView {
    let edition = &plan.site.editions[number];
    let title = plan.theme.words(edition.language).get("search_title");
    info::begin(plan, edition, "search", title, &edition.routes.search())
        .below(edition, [])
        .in_all_editions(|edition| Some(edition.routes.search()))
        .noindex()
        .show(Content::Search(view(plan, number)))
}

/// What it shows.
pub fn view(plan: &Plan, number: usize) -> SearchView {
    let edition = &plan.site.editions[number];
    let roots = edition.roots();
    SearchView {
        categories: roots.filter_map(|id| branch(plan, edition, id)).collect(),
        years: years(plan, edition),
    }
}
