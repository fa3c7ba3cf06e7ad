//! The only way from rendering to the playbook: a question, an answer.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Address, Answer, CitingPage, Facet, InLanguage, Lead, Page, PageKind, Playbook, Query, Summary, Title,
    citations::Citing,
    query::{DataAnswer, Reference},
};
use crate::{
    history::History,
    images::Gallery,
    library::Library,
    markdown::Markup,
    records::{ROLE, RecordKey, find_target},
    sources::SourcePath,
    theme::Theme,
};

/// Answers questions about a playbook, its texts, their history and its theme.
pub struct View {
    playbook: Arc<Playbook>,
    /// The playbook in each language.
    languages: Arc<[Arc<Playbook>]>,
    library: Arc<Library>,
    theme: Arc<Theme>,
    history: Arc<History>,
    gallery: Arc<Gallery>,
    today: Date,
}

impl View {
    /// A view of each of the playbooks that are one in several languages.
    pub fn of_each(
        playbooks: Vec<Playbook>,
        library: &Arc<Library>,
        theme: &Arc<Theme>,
        history: &Arc<History>,
        gallery: &Arc<Gallery>,
        today: Date,
    ) -> Vec<Self> {
        let languages: Arc<[Arc<Playbook>]> = playbooks.into_iter().map(Arc::new).collect();
        let view = |playbook: &Arc<Playbook>| Self {
            playbook: Arc::clone(playbook),
            languages: Arc::clone(&languages),
            library: Arc::clone(library),
            theme: Arc::clone(theme),
            history: Arc::clone(history),
            gallery: Arc::clone(gallery),
            today,
        };
        languages.iter().map(view).collect()
    }

    /// The address of a page of the language that this is a view of, by its path among them. It is part of each output's own address,
    /// so it needs no question.
    pub fn address(&self, path: &str) -> Address {
        self.playbook.config.address(path)
    }

    /// The main language's address of a page.
    pub fn main_address(&self, page: &Address) -> Address {
        let path = self.playbook.config.path_of(page);
        self.languages.first().map_or_else(|| Address::new(path), |main| main.config.address(path))
    }

    /// Answers a question. A page's body is asked of whoever renders bodies, so here it is its source.
    pub fn answer(&self, query: &Query) -> Answer {
        let playbook = &*self.playbook;
        match query {
            Query::Source(path) => self.library.document(path).map_or(Answer::Nothing, |document| Answer::Hash(document.hash)),
            Query::Page(address, Facet::Title) => self.summary(address).map_or(Answer::Nothing, |summary| Answer::Text(summary.title)),
            Query::Page(address, Facet::Meta) => {
                self.with_title(address).map_or(Answer::Nothing, |(page, title)| Answer::Page(page, title))
            }
            Query::Page(address, Facet::Toc) => playbook.toc.get(address).map_or(Answer::Nothing, |toc| Answer::Toc(Arc::clone(toc))),
            Query::Page(address, Facet::Body) => {
                let source = playbook.page(address).and_then(|page| page.source.clone());
                source.map_or(Answer::Nothing, |source| self.answer(&Query::Source(source)))
            }
            Query::Children(address) => {
                Answer::Summaries(self.summaries(playbook.children.get(address).into_iter().flat_map(|c| c.iter())))
            }
            Query::Listing(address) => {
                let children = playbook.children.get(address).into_iter().flat_map(|children| children.iter());
                Answer::Pages(children.filter_map(|address| self.with_title(address)).collect())
            }
            Query::Trail(address) => Answer::Summaries(self.trail(address)),
            Query::Languages(address) => Answer::Languages(self.in_languages(address)),
            Query::Neighbours(address) => self.neighbours(address),
            Query::Navigation => {
                let entry = |(title, address): &(Option<String>, Address)| {
                    let summary = self.summary(address)?;
                    // An entry's own title is in the playbook's language.
                    Some(match title {
                        Some(title) => Summary { title: title.clone(), language: None, ..summary },
                        None => summary,
                    })
                };
                let (across, reference) = (self.summaries(playbook.across.iter()), self.summaries(playbook.reference.iter()));
                Answer::Navigation { top: playbook.top.iter().filter_map(entry).collect(), across, reference }
            }
            Query::Backlinks(address) => {
                Answer::Summaries(self.summaries(playbook.backlinks.get(address).into_iter().flat_map(|b| b.iter())))
            }
            Query::LastChange(file) => self.history.changes.get(file).map_or(Answer::Nothing, |change| Answer::Change(change.clone())),
            Query::EditUrl(file) => playbook.config.edit_url.as_ref().map_or(Answer::Nothing, |url| Answer::Text(url.of(file))),
            Query::Sections(address) => {
                let sections = playbook.sections.get(address).into_iter().flatten();
                Answer::Sections(sections.map(|section| (section.clone(), self.title(&section.title))).collect())
            }
            Query::Overdue(address) => {
                let overdue = playbook.overdue.get(address).into_iter().flatten();
                Answer::Overdue(overdue.map(|item| (item.clone(), item.title.as_ref().map(|title| self.title(title)))).collect())
            }
            Query::Link { kind, target, file, page } => {
                let lead = playbook.resolve(*kind, target, file, page);
                Answer::Link(lead.map(|lead| {
                    let title = match &lead {
                        Lead::Within(resolved) => playbook.title_of(resolved).map(|title| self.title(&title)),
                        Lead::Outside(_) => None,
                    };
                    (lead, title.unwrap_or_else(|| target.clone()))
                }))
            }
            Query::Records(filter) => Answer::Records {
                shown: playbook.records.select(filter).into_iter().cloned().collect(),
                is_whole: playbook.broken.is_whole(&filter.kind),
            },
            Query::Listed(filter) => Answer::Keys(playbook.records.select(filter).into_iter().map(|view| view.key().clone()).collect()),
            Query::Reference { kind, id, role } => self.reference(kind, id, role.as_ref()).map_or(Answer::Nothing, Answer::Reference),
            Query::Terms { page, record } => Answer::Terms(playbook.terms_used(page, record.as_ref(), &self.library)),
            Query::SourceEntry(id) => playbook.source_entry(id).map_or(Answer::Nothing, Answer::SourceEntry),
            Query::Home(key) => Answer::Summaries(self.summaries(playbook.home_of(key).into_iter())),
            Query::Groups(kind) => Answer::Groups(self.groups(kind)),
            Query::CitedBy(source) => Answer::CitedBy(self.cited_by(source)),
            Query::Kind(name) => playbook.records.kind(name).map_or(Answer::Nothing, |kind| Answer::Kind(Arc::clone(kind))),
            Query::Kinds => Answer::Names(playbook.records.kinds().iter().map(|kind| Arc::clone(&kind.name)).collect()),
            Query::Role(role) => Answer::Summaries(self.summaries(playbook.roles.get(role).into_iter())),
            Query::Roles => Answer::Pages(self.roles().into_iter().filter_map(|(_, address)| self.with_title(address)).collect()),
            Query::Ids(kind) if **kind == *ROLE => Answer::Names(self.roles().into_iter().map(|(role, _)| Arc::clone(role)).collect()),
            Query::Ids(kind) => Answer::Names(playbook.records.of_kind(kind).map(|view| (&*view.key().id).into()).collect()),
            Query::Coverage => Answer::Coverage(Arc::clone(&playbook.coverage)),
            Query::Tags => Answer::Tags(
                playbook
                    .tags
                    .iter()
                    .filter_map(|(slug, (_, pages))| {
                        Some((self.summary(&playbook.config.address(&format!("tags/{slug}.html")))?, pages.len()))
                    })
                    .collect(),
            ),
            Query::Tag(slug) => Answer::Pages(
                playbook.tags.get(slug).into_iter().flat_map(|(_, pages)| pages).filter_map(|address| self.with_title(address)).collect(),
            ),
            Query::Data(path) => {
                let content = &playbook.config.paths.content;
                let path = if content.is_empty() { SourcePath::new(path) } else { SourcePath::new(format!("{content}/{path}")) };
                match self.library.data.get(&path) {
                    Some(Some(data)) => Answer::Data(DataAnswer { value: data.value.clone(), hash: data.hash }),
                    Some(None) => Answer::Unknown,
                    None => Answer::Nothing,
                }
            }
            Query::Config(key) => self.config(key).map_or(Answer::Nothing, Answer::Text),
            Query::Word(key) => {
                self.theme.word(&playbook.config.language.tag, key).map_or(Answer::Nothing, |word| Answer::Word(Arc::clone(word)))
            }
            Query::Asset(name) => self.theme.assets().get(name).map_or(Answer::Nothing, |asset| Answer::Address(asset.address.clone())),
            Query::Token(name) => self.theme.token(name).map_or(Answer::Nothing, |value| Answer::Text(value.to_owned())),
            Query::Image(address) => self.gallery.picture(address).map_or(Answer::Nothing, Answer::Image),
            Query::Templates => Answer::Hash(self.theme.fingerprint),
            Query::Today => Answer::Date(self.today),
        }
    }

    /// The parsed text of a page, for whoever renders its body; asked together with [`Query::Source`].
    pub fn markup(&self, source: &SourcePath) -> Option<&Markup> {
        self.library.document(source).map(|document| &document.markup)
    }

    /// The theme's compiled templates; asked together with [`Query::Templates`].
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// All roles with their pages, in reading order.
    fn roles(&self) -> Vec<(&Arc<str>, &Address)> {
        let mut roles: Vec<(&Arc<str>, &Address)> = self.playbook.roles.iter().collect();
        roles.sort_by_key(|(_, address)| self.playbook.places.get(*address));
        roles
    }

    fn config(&self, key: &str) -> Option<String> {
        let config = &self.playbook.config;
        match key {
            "title" => config.title.clone().or_else(|| self.summary(&config.address("index.html")).map(|home| home.title)),
            "description" => config.description.clone(),
            "base_url" => config.base_url.clone(),
            "language" => Some(config.language.tag.clone()),
            "language_name" => Some(config.language.name.clone()),
            "direction" => Some(config.language.direction().to_owned()),
            "urls" => Some(crate::yaml::Field::datum(&config.urls).as_text().unwrap_or_default().to_owned()),
            _ => config.variables.get(key.strip_prefix("variables.")?).cloned(),
        }
    }

    fn title(&self, title: &Title) -> String {
        match title {
            Title::Text(text) => text.clone(),
            Title::Word { key, otherwise } => {
                self.theme.word(&self.playbook.config.language.tag, key).map_or(&**otherwise, |word| word.text()).to_owned()
            }
        }
    }

    fn with_title(&self, address: &Address) -> Option<(Arc<Page>, String)> {
        let page = self.playbook.page(address)?;
        Some((Arc::clone(page), self.title(&page.title)))
    }

    fn summary(&self, address: &Address) -> Option<Summary> {
        let page = self.playbook.page(address)?;
        Some(Summary { address: page.address.clone(), title: self.title(&page.title), language: page.language.clone() })
    }

    fn summaries<'a>(&self, addresses: impl Iterator<Item = &'a Address>) -> Vec<Summary> {
        addresses.filter_map(|address| self.summary(address)).collect()
    }

    fn trail(&self, address: &Address) -> Vec<Summary> {
        let mut trail = Vec::new();
        let mut next = self.playbook.page(address).and_then(|page| page.parent.clone());
        while let Some(parent) = next {
            trail.extend(self.summary(&parent));
            next = self.playbook.page(&parent).and_then(|page| page.parent.clone());
        }
        trail.reverse();
        trail
    }

    fn neighbours(&self, address: &Address) -> Answer {
        let order = &self.playbook.reading_order;
        match self.playbook.places.get(address) {
            None => Answer::Neighbours(None, None),
            Some(place) => {
                let before = place.checked_sub(1).and_then(|place| order.get(place));
                Answer::Neighbours(before.and_then(|a| self.summary(a)), order.get(place + 1).and_then(|a| self.summary(a)))
            }
        }
    }

    /// A page in each language of the playbook.
    fn in_languages(&self, page: &Address) -> Vec<InLanguage> {
        let path = self.playbook.config.path_of(page);
        let in_language = |playbook: &Arc<Playbook>| {
            let language = &playbook.config.language;
            let same = playbook.page_at(path).and_then(|address| playbook.page(address));
            InLanguage {
                tag: language.tag.clone(),
                name: language.name.clone(),
                direction: language.direction(),
                address: same.map_or_else(|| playbook.config.address("index.html"), |page| page.address.clone()),
                is_translated: same.is_some_and(|page| page.language.is_none()),
            }
        };
        self.languages.iter().map(in_language).collect()
    }

    /// Whose records of a kind there are, roles in the order of their pages.
    fn groups(&self, kind: &str) -> Vec<Option<(Arc<str>, Summary)>> {
        let playbook = &*self.playbook;
        let has = |role: Option<&str>| playbook.records.of_role(kind, role).next().is_some();
        let mut roles: Vec<(&Arc<str>, &Address)> = playbook.roles.iter().filter(|(role, _)| has(Some(role))).collect();
        roles.sort_by_key(|(_, address)| playbook.places.get(*address));
        let of_roles = roles.into_iter().filter_map(|(role, address)| Some(Some((Arc::clone(role), self.summary(address)?))));
        has(None).then_some(None).into_iter().chain(of_roles).collect()
    }

    /// The pages and records that cite a source.
    fn cited_by(&self, source: &str) -> Vec<CitingPage> {
        let record = |(title, anchor): &(Title, Option<String>)| (self.title(title), anchor.clone());
        let page = |citing: &Citing| {
            let page = self.summary(&citing.page)?;
            Some(CitingPage { page, records: citing.records.iter().map(record).collect() })
        };
        self.playbook.citations.get(source).into_iter().flatten().filter_map(page).collect()
    }

    /// What a reference of a role's record leads to.
    fn reference(&self, kind: &str, id: &str, role: Option<&Arc<str>>) -> Option<Reference> {
        let playbook = &*self.playbook;
        if kind == ROLE {
            let summary = self.summary(playbook.roles.get(id)?)?;
            let Summary { address, title, language } = summary;
            return Some(Reference { title, label: None, role: None, address: Some(address), anchor: None, language });
        }
        let key = find_target(kind, id, role, |key| playbook.records.get(key).is_some())?;
        let view = playbook.records.get(&key)?;
        let title = self.title(&playbook.title_of_record(view));
        let label = view.record.label.clone();
        let home = playbook.home_of(&key).cloned();
        let has_own_page = playbook.records.kind(kind).is_some_and(|kind| kind.has_pages);
        let (anchor, language) = ((!has_own_page).then(|| key.anchor()), view.language.clone());
        Some(Reference { title, label, role: key.role.clone(), address: home, anchor, language })
    }

    /// A record's anchor on a page: a short one on its own role's page.
    pub fn anchor_on(page: &Page, key: &RecordKey) -> String {
        let is_own = page.kind == PageKind::Role && page.role == key.role;
        if is_own { key.anchor() } else { key.anchor_across() }
    }
}
