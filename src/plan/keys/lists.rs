//! What lists, the home page and feeds are made from.

use super::{KeyOf, listed};
use crate::config::Look;
use crate::memo::{Part, digest};
use crate::plan::lists::{self, month_parts, parts};
use crate::plan::parts::Parts;
use crate::plan::views;
use crate::plan::{ListOf, Part as ListPart};
use crate::site::{Category, Edition, EntryId, Introduction, Routes, Taxonomy};

impl KeyOf<'_> {
    /// The home page of an edition.
    pub(super) fn home(&mut self, number: usize) {
        let plan = self.plan;
        self.page(number);
        let edition = &plan.site.editions[number];
        let home = &edition.home;
        self.introduction(home);
        for block in views::blocks(plan, number) {
            if let Some(category) = block.category {
                self.category(category);
            }
            let links = &plan.home_links[number][block.number];
            let look = block.look.map(Look::name);
            self.value(Part::List, &(look, links, block.ids.len()), &String::new);
            self.cards(&block.ids);
        }
    }

    /// A part of a list.
    pub(super) fn list(&mut self, of: ListOf, part: ListPart) {
        let plan = self.plan;
        let edition = &plan.site.editions[of.edition()];
        self.page(of.edition());
        let parts = parts(&plan.site, of);
        self.part(&parts, part);
        match of {
            ListOf::Category(number, id) => {
                let category = &edition.categories[id];
                self.category(category);
                self.to
                    .add(Part::Address, self.digests.chains[number][id], &|| {
                        category.url.clone()
                    });
                self.introduction(&category.introduction);
                let children = category.children.iter().map(|id| &edition.categories[*id]);
                for child in children.filter(|child| child.shown()) {
                    let link = (&child.title, &child.url);
                    self.value(Part::Address, &link, &|| child.url.clone());
                }
                let others = views::same_category(plan, category);
                self.value(Part::Address, &others, &|| category.url.clone());
                if category.entries.is_empty() {
                    self.cards(&category.pages);
                }
            }
            ListOf::Term(_, taxonomy, id) => {
                let term = &edition.terms[&taxonomy][id];
                self.value(Part::Terms, &(&term.name, &term.url), &|| term.name.clone());
                self.introduction(&term.introduction);
                self.facts(edition, (taxonomy, id), part);
            }
        }
    }

    /// What the page of a term tells besides its articles.
    fn facts(&mut self, edition: &Edition, of: (Taxonomy, usize), part: ListPart) {
        let facts = views::TermFacts::of(self.plan, edition, of, part);
        let tags = facts.near.iter();
        let tags = tags.map(|id| &edition.terms[&Taxonomy::Tag][*id]);
        let tags: Vec<_> = tags.map(|tag| (&tag.name, &tag.url)).collect();
        let told = (facts.count, facts.since, facts.people.len(), tags);
        self.value(Part::Terms, &told, &String::new);
        self.cards(&facts.people);
        self.cards(facts.first.as_slice());
    }

    /// A page of a list by itself: its articles, the pages beside it, and the years.
    fn part(&mut self, parts: &Parts<'_>, part: ListPart) {
        let (newer, older) = parts.beside(part, |_| String::new());
        let years = parts.years(part);
        self.value(
            Part::Address,
            &(parts.url(part), newer, older, years),
            &|| parts.url(part),
        );
        self.cards(parts.entries(part));
    }

    fn category(&mut self, category: &Category) {
        let index = &category.introduction.index;
        let kind = index.kind.map(|kind| kind.name);
        let shown = (&category.title, &category.url, &index.description, kind);
        self.value(Part::Source, &shown, &|| category.folder.clone());
    }

    /// What an `_index.md` says, with its text and its picture.
    fn introduction(&mut self, said: &Introduction) {
        let Introduction {
            index: said,
            digest,
            ..
        } = said;
        let name = || said.path.to_string();
        self.to.add(Part::Source, digest.unwrap_or_default(), &name);
        let resolved = self.plan.resolved.of_introduction(&said.path);
        self.to.add(Part::Links, resolved, &name);
        if let Some(cover) = &said.cover {
            let info = self.plan.asset(&said.path, &cover.src);
            self.value(Part::Links, &info, &name);
        }
    }

    /// All terms of a taxonomy.
    pub(super) fn terms(&mut self, number: usize, taxonomy: Taxonomy) {
        self.page(number);
        for term in &self.plan.site.editions[number].terms[&taxonomy] {
            let said = &term.introduction.index.description;
            let shown = (
                &term.name,
                &term.url,
                said,
                views::at_least(term.entries.len()),
            );
            self.value(Part::Terms, &shown, &|| term.name.clone());
        }
    }

    /// The years of the archive, or the months of one.
    pub(super) fn archive(&mut self, number: usize, year: Option<i16>) {
        self.page(number);
        let edition = &self.plan.site.editions[number];
        let archive = edition.routes.archive();
        match year {
            None => {
                let years = views::years(self.plan, edition);
                self.value(Part::List, &years, &|| {
                    listed(years.iter().map(|of| Routes::year(&archive, of.year)))
                });
            }
            Some(year) => {
                let months = views::months_of(self.plan, edition, year);
                self.value(Part::List, &months, &|| {
                    let shown = months.iter().filter(|month| month.url.is_some());
                    listed(shown.map(|month| edition.routes.month(year, month.number)))
                });
                let beside = views::years_beside(self.plan, edition, year);
                self.value(Part::Neighbours, &beside, &|| Routes::year(&archive, year));
            }
        }
    }

    /// A part of a month of the archive.
    pub(super) fn month(&mut self, number: usize, (year, month): (i16, u8), part: ListPart) {
        let plan = self.plan;
        self.page(number);
        let edition = &plan.site.editions[number];
        let front = edition.routes.month(year, month);
        let entries = lists::month(edition, (year, month));
        self.part(&month_parts(edition, &front, entries), part);
        let before = views::month_before(plan, edition, (year, month));
        self.value(Part::Neighbours, &before, &|| front.clone());
    }

    /// A feed of an edition or of one of its lists.
    pub(super) fn feed(&mut self, number: usize, of: Option<ListOf>) {
        let plan = self.plan;
        self.settings();
        self.portal(number);
        let edition = &plan.site.editions[number];
        let (name, description, front, entries) = views::feed_source(plan, edition, of);
        self.value(Part::Address, &(name, description, &front), &|| {
            front.clone()
        });
        for id in entries.iter().take(plan.site.config.feed_items) {
            if plan.site.config.feed_content {
                self.story(*id);
            }
            self.item(edition, *id);
        }
    }

    /// An item of a feed, but for its content.
    fn item(&mut self, edition: &Edition, id: EntryId) {
        let plan = self.plan;
        let entry = &plan.site.entries[id];
        let article = &entry.article;
        let tags = plan.site.beside[id].terms_of(Taxonomy::Tag);
        let tags: Vec<_> = tags
            .map(|number| &edition.terms[&Taxonomy::Tag][number].name)
            .collect();
        let sound = article.listen.as_ref().map(|(src, _)| src);
        let sound = sound.and_then(|src| plan.asset(&article.path, src));
        let moments = (article.date, article.publish_at, article.updated);
        let own = digest(&(&article.id, moments, tags, sound));
        self.named(Part::List, self.card(id), id);
        self.named(Part::List, own, id);
    }
}
