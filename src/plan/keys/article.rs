//! What pages of single articles are made from.

use std::collections::BTreeMap;

use super::KeyOf;
use crate::memo::{Part, digest};
use crate::plan::views::{author_url, parents, top, translations};
use crate::plan::{Plan, social};
use crate::site::{Edition, Entry, EntryId, Routes, Taxonomy, Term, output};
use crate::text::Digest;

/// A category with those above it and its feed, for each category of an edition.
pub fn chains(plan: &Plan, edition: &Edition) -> Vec<Digest> {
    let categories = edition.categories.iter();
    let chain = categories.map(|category| {
        let feed = output(&Routes::rss(&category.url));
        digest(&(
            parents(edition, Some(category)),
            &category.title,
            &top(edition, category).url,
            plan.jobs.contains_key(&feed),
        ))
    });
    chain.collect()
}

/// The terms of an edition.
pub fn terms(edition: &Edition) -> BTreeMap<Taxonomy, Vec<Digest>> {
    let of = |(taxonomy, terms): (&Taxonomy, &Vec<Term>)| {
        let term = |term: &Term| digest(&(taxonomy.name(), &term.name, &term.url));
        (*taxonomy, terms.iter().map(term).collect())
    };
    edition.terms.iter().map(of).collect()
}

impl KeyOf<'_> {
    /// The page of an article.
    pub(super) fn article(&mut self, id: EntryId) {
        let entry = &self.plan.site.entries[id];
        self.page(self.plan.site.edition_of(entry.language));
        self.story(id);
        self.neighbours(id);
        let is_painted = social::picture(self.plan, id).is_some();
        self.value(Part::Links, &is_painted, &String::new);
    }

    /// The article by itself: what its page and a feed show of it.
    pub(super) fn story(&mut self, id: EntryId) {
        let entry = &self.plan.site.entries[id];
        self.named(Part::Source, entry.digest, id);
        self.address(entry);
        self.links(entry, id);
        self.terms_of(entry, id);
    }

    fn address(&mut self, entry: &Entry) {
        let site = &self.plan.site;
        let edition = site.edition_of(entry.language);
        let chain = entry
            .category
            .map(|category| self.digests.chains[edition][category]);
        let others = translations(site, entry);
        let kind = entry.article.kind.name;
        self.value(Part::Address, &(&entry.url, kind, chain, others), &|| {
            entry.url.clone()
        });
    }

    fn links(&mut self, entry: &Entry, id: EntryId) {
        let plan = self.plan;
        let article = &entry.article;
        let resolved = plan.resolved.of_entry(id);
        let name = || article.path.to_string();
        self.to.add(Part::Links, resolved, &name);
        let covers = article.covers().map(|cover| &cover.src);
        let attached = article.attachments.iter().map(|attachment| &attachment.src);
        let sound = article.listen.iter().map(|(src, _)| src);
        for src in covers.chain(attached).chain(sound) {
            let info = plan.asset(&article.path, src);
            let name = || info.map_or(src, |info| &info.path).to_string();
            self.value(Part::Links, &info, &name);
        }
    }

    fn terms_of(&mut self, entry: &Entry, id: EntryId) {
        let beside = &self.plan.site.beside[id];
        let number = self.plan.site.edition_of(entry.language);
        let edition = &self.plan.site.editions[number];
        for (taxonomy, term) in &beside.terms {
            let digest = self.digests.terms[number][taxonomy][*term];
            let name = || edition.terms[taxonomy][*term].name.clone();
            self.to.add(Part::Terms, digest, &name);
        }
        // Whoever is named as a source, or on a page outside all lists, may be somebody's author and have a page.
        let listed = beside.terms_of(Taxonomy::Author).next().is_some();
        let others = entry.article.bylines.iter();
        for byline in others.filter(|byline| !listed || !Taxonomy::is_author(byline)) {
            let url = author_url(self.plan, edition, &byline.name);
            self.value(Part::Terms, &url, &|| byline.name.to_string());
        }
    }

    fn neighbours(&mut self, id: EntryId) {
        let plan = self.plan;
        let (entry, beside) = (&plan.site.entries[id], &plan.site.beside[id]);
        // Which of the two it is counts as well.
        self.value(
            Part::Neighbours,
            &(beside.older.is_some(), beside.newer.is_some()),
            &String::new,
        );
        for other in beside.older.iter().chain(&beside.newer) {
            self.link(Part::Neighbours, *other);
        }
        // The name of a field is in the article itself, that of a place among its terms.
        let alike = plan.site.alike(id);
        let place = alike.place.as_ref();
        let place = place.map(|(number, ids)| (number, ids.len()));
        self.value(Part::Neighbours, &place, &String::new);
        for other in alike.ids().chain(plan.site.related(id, &alike)) {
            self.named(Part::Neighbours, self.card(other), other);
        }
        if let Some(number) = beside.terms_of(Taxonomy::Series).next() {
            for other in crate::plan::views::earlier(plan, entry, id, number) {
                self.link(Part::Neighbours, *other);
            }
        }
    }

    /// A picture of its title.
    pub(super) fn social(&mut self, id: EntryId) {
        self.settings();
        let theme = self.plan.theme.digest;
        self.to.add(Part::Theme, theme, &|| {
            crate::plan::SOCIAL_TEMPLATE.to_owned()
        });
        self.named(Part::Source, social::made_from(self.plan, id), id);
    }

    /// The notice at a withdrawn article's address.
    pub(super) fn withdrawn(&mut self, id: EntryId) {
        let entry = &self.plan.site.entries[id];
        self.page(self.plan.site.edition_of(entry.language));
        self.named(Part::Source, entry.digest, id);
        self.value(Part::Address, &entry.url, &|| entry.url.clone());
    }

    /// The page at an old address.
    pub(super) fn redirect(&mut self, id: EntryId) {
        let entry = &self.plan.site.entries[id];
        self.page(self.plan.site.edition_of(entry.language));
        self.link(Part::Links, id);
        self.value(Part::Links, &entry.withdrawn, &String::new);
    }
}
