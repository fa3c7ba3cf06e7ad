//! Where links lead.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::{Address, Page, PageKind, Playbook, RecordView, Title, suggest::PATHS};
use crate::{
    diagnostic::{Code, closest},
    markdown::{AddressKind, LinkKind, address_kind, refusal, slugify, variables_in},
    records::{Kind, ROLE, RecordKey, not_shown},
    sources::{SourcePath, normalize},
    yaml::Id,
};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// The output.
    pub address: Address,
    /// The place in it.
    pub anchor: Option<String>,
    /// The record meant, if it is one.
    pub record: Option<RecordKey>,
}

/// Where a link leads, within the site or out of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Lead {
    /// To an output.
    Within(Resolved),
    /// To another site, because a variable says so.
    Outside(String),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LinkError {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Playbook {
    /// Where a link leads that stands in `file` and is shown on `page`.
    pub(super) fn resolve(&self, kind: LinkKind, target: &str, file: &SourcePath, page: &Address) -> Result<Lead, LinkError> {
        if variables_in(target).next().is_none() {
            return self.resolve_within(kind, target, file, page).map(Lead::Within);
        }
        let filled = self.config.fill(target);
        if variables_in(target).any(|name| !self.config.variables.contains_key(name)) {
            // Nobody knows where it leads; that was said where the variable stands.
            return Ok(Lead::Outside(filled));
        }
        match address_kind(&filled) {
            AddressKind::Internal => self.resolve_within(kind, &filled, file, page).map(Lead::Within),
            AddressKind::External => Ok(Lead::Outside(filled)),
            AddressKind::Dangerous => {
                let (code, message, hint) = refusal(kind, &filled);
                Err(LinkError { code, message, hint: Some(hint.to_owned()) })
            }
        }
    }

    fn resolve_within(&self, kind: LinkKind, target: &str, file: &SourcePath, page: &Address) -> Result<Resolved, LinkError> {
        match kind {
            LinkKind::Wiki => self.resolve_id(target, page),
            LinkKind::Path => self.resolve_path(kind, target, file, page),
            LinkKind::Image => self.resolve_image(target, file, page),
        }
    }

    /// An image is a file: a browser shows nothing for a page in its place.
    fn resolve_image(&self, target: &str, file: &SourcePath, page: &Address) -> Result<Resolved, LinkError> {
        if target.is_empty() {
            let hint = "write the path of a file, such as `team.png`".to_owned();
            return Err(LinkError { code: Code::MissingFile, message: "no file is named here".to_owned(), hint: Some(hint) });
        }
        let resolved = self.resolve_path(LinkKind::Image, target, file, page)?;
        if self.page(&resolved.address).is_none() {
            return Ok(resolved);
        }
        Err(LinkError {
            code: Code::MissingFile,
            message: format!("`{target}` is a page, not an image"),
            hint: Some(format!("link to it: `[text]({target})`")),
        })
    }

    fn resolve_path(&self, kind: LinkKind, target: &str, origin: &SourcePath, page: &Address) -> Result<Resolved, LinkError> {
        let (path, anchor) = split(target);
        if path.is_empty() {
            return self.with_anchor(page.clone(), anchor);
        }
        let content = &self.config.paths.content;
        let Some(source) = linked_file(target, origin, content) else {
            return Err(broken(kind, target, Some("the path leads out of the playbook".to_owned())));
        };
        let full = source.to_string();
        // A translation is meant as the file that it translates: each language leads to its own.
        if let Some(file) = self.record_files.get(self.stand_ins.get(&source).unwrap_or(&source)) {
            return self.resolve_record(file.role.as_deref(), &file.kind, anchor);
        }
        let index = |folder: &str| SourcePath::new(if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") });
        let folder_page = || {
            let source = SourcePath::new(source.strip_suffix("/index.md").unwrap_or(&source));
            let full = &*source;
            let below = source.below(content).or((*full == **content).then_some(""))?;
            self.page_at(&if below.is_empty() { "index.html".to_owned() } else { format!("{below}/index.html") })
        };
        let page_of = self.page_of_file(&source).or_else(|| self.page_of_file(&index(&full))).or_else(folder_page);
        if let Some(address) = page_of {
            return self.with_anchor(address.clone(), anchor);
        }
        let file = self.files.get(&source).or_else(|| {
            let rooted = path.strip_prefix('/')?;
            self.files.get(&SourcePath::new(format!("{}/{rooted}", self.config.paths.r#static)))
        });
        if let Some(address) = file {
            return Ok(Resolved { address: address.clone(), anchor, record: None });
        }
        // A page that Rolebook makes has no file, so it is linked by its address; other tools link all pages that way.
        if let Some(address) = source.below(content).and_then(|below| self.page_at(below)) {
            return self.with_anchor(address.clone(), anchor);
        }
        if matches!(source.extension(), "yaml" | "yml") && source.below(content).is_some() {
            let hint = "YAML files aren't published; a template shows what is in one with `data(path=…)`".to_owned();
            return Err(broken(kind, target, Some(hint)));
        }
        if self.drafts.contains(&source) {
            return Err(broken(
                kind,
                target,
                Some("the page is a draft; take `draft: true` out of its front matter, or build with --drafts".to_owned()),
            ));
        }
        // That the page is missing was said.
        if let Some(page) = self.broken.missing_page_at(&source) {
            return Ok(Resolved { address: page.clone(), anchor, record: None });
        }
        let near = self.suggest_path(kind, &path, &source, origin);
        Err(broken(kind, target, near))
    }

    fn resolve_record(&self, role: Option<&str>, kind: &Kind, id: Option<String>) -> Result<Resolved, LinkError> {
        let unknown = |message: String, hint| LinkError { code: Code::UnknownId, message, hint };
        let whose = || role.map_or_else(|| "in the folder `data`".to_owned(), |role| format!("in the role `{role}`"));
        let Some(id) = id else { return self.resolve_section(role, kind) };
        let records = || self.records.of_role(&kind.name, role).map(RecordView::key);
        match records().find(|key| *key.id == *id) {
            Some(key) => self.resolve_key(key),
            None if self.broken.may_have_record(role, &kind.name, &id) => self.resolve_section(role, kind),
            None => {
                if let Some((message, hint)) = self.left_out(role, &kind.name, &id) {
                    return Err(unknown(message, Some(hint)));
                }
                let near = closest(&id, records().map(|key| &*key.id)).map(|id| format!("did you mean `{id}`?"));
                let hint = near.unwrap_or_else(|| "after the `#` stands the `id` of one of the file's records".to_owned());
                Err(unknown(format!("there is no {} `{id}` {}", kind.name, whose()), Some(hint)))
            }
        }
    }

    /// What is wrong with a link to a record that isn't shown.
    pub(super) fn left_out(&self, role: Option<&str>, kind: &str, id: &str) -> Option<(String, String)> {
        let key = RecordKey { kind: kind.into(), role: role.map(Arc::from), id: Id::parse(id).ok()? };
        self.left_out.get(&key).map(|record| not_shown(record))
    }

    /// Where a record has its permanent place.
    fn resolve_key(&self, key: &RecordKey) -> Result<Resolved, LinkError> {
        let Some(page) = self.home_of(key) else { return self.homeless(key.role.as_deref(), &key.kind) };
        let has_own_page = self.page(page).is_some_and(|page| matches!(page.kind, PageKind::Record(_)));
        let anchor = (!has_own_page).then(|| key.anchor());
        Ok(Resolved { address: page.clone(), anchor, record: Some(key.clone()) })
    }

    /// What a link leads to whose record no page shows. That a role lacks its page was said.
    fn homeless(&self, role: Option<&str>, kind: &str) -> Result<Resolved, LinkError> {
        if let Some(page) = role.and_then(|role| self.broken.missing_page(role)) {
            return Ok(Resolved { address: page.clone(), anchor: None, record: None });
        }
        let (message, hint) = match role {
            Some(role) => (format!("the role `{role}` has no page"), format!("add `index.md` to the folder of the role `{role}`")),
            None => (format!("no page shows the {kind} records"), "switch their page on under `pages` in rolebook.yaml".to_owned()),
        };
        Err(LinkError { code: Code::UnknownId, message, hint: Some(hint) })
    }

    /// The section of a role's page that shows a kind, or the kind's own page.
    fn resolve_section(&self, role: Option<&str>, kind: &Kind) -> Result<Resolved, LinkError> {
        let page = match role {
            Some(role) => self.roles.get(role),
            None => self.page_across(kind),
        };
        let Some(page) = page else { return self.homeless(role, &kind.name) };
        let has_section = self.anchors.get(page).is_some_and(|anchors| anchors.contains(&*kind.section));
        Ok(Resolved { address: page.clone(), anchor: has_section.then(|| kind.section.to_string()), record: None })
    }

    /// `[[id]]`, `[[role/id]]`, `[[id#anchor]]`: a page, or a record of this page's role or of one that is named.
    fn resolve_id(&self, target: &str, page: &Address) -> Result<Resolved, LinkError> {
        let (id, anchor) = target.split_once('#').map_or((target, None), |(id, anchor)| (id, Some(anchor.to_owned())));
        let unknown = |message: String, hint| Err(LinkError { code: Code::UnknownId, message, hint });
        if id.is_empty() {
            return self.with_anchor(page.clone(), anchor);
        }
        match self.by_id.get(id).map(Vec::as_slice) {
            Some([address]) => return self.with_anchor(address.clone(), anchor),
            Some(several @ [_, _, ..]) => {
                let list: Vec<String> = several.iter().map(|address| format!("`{address}`")).collect();
                let message = format!("`{id}` may mean {} pages", list.len());
                return unknown(message, Some(format!("link by path, or give one of them an `id` of its own: {}", list.join(", "))));
            }
            _ => {}
        }
        if let Some(address) = self.page_at(&format!("{id}.html")).or_else(|| self.page_at(&format!("{id}/index.html"))) {
            return self.with_anchor(address.clone(), anchor);
        }
        let own_role = self.page(page).and_then(|page| page.role.clone());
        let (role, record_id) = id.split_once('/').map_or((own_role.as_deref(), id), |(role, id)| (Some(role), id));
        let is_meant = |key: &&RecordKey| key.role.is_none() || role.is_none_or(|role| key.role.as_deref() == Some(role));
        let mut found: Vec<&RecordKey> = self.records.named(record_id).filter(is_meant).collect();
        // What is the role's own comes before what is the playbook's.
        if found.iter().any(|key| key.role.is_some()) && role.is_some() {
            found.retain(|key| key.role.is_some());
        }
        match found.as_slice() {
            [key] => self.resolve_key(key),
            [] if self.broken.missing_page(record_id).is_some() => self.homeless(Some(record_id), ROLE),
            [] if self.broken.may_have_records(role, record_id) || self.broken.may_have_page_ids() => {
                Ok(Resolved { address: page.clone(), anchor: None, record: None })
            }
            [] => {
                let near = closest(id, self.by_id.keys().map(String::as_str).chain(self.records.ids()))
                    .map(|id| format!("did you mean `[[{id}]]`?"));
                let ids = "a page's id is its file's name without `.md`, or its folder's, unless its front matter has an `id`";
                unknown(format!("no page or record has the id `{id}`"), near.or_else(|| Some(ids.to_owned())))
            }
            several => {
                let list: Vec<String> = several.iter().map(|key| named(key)).collect();
                unknown(
                    format!("`{id}` may mean {} records", list.len()),
                    Some(format!("link by file and id instead: {}", list.join(", "))),
                )
            }
        }
    }

    fn with_anchor(&self, address: Address, anchor: Option<String>) -> Result<Resolved, LinkError> {
        let Some(anchor) = anchor else { return Ok(Resolved { address, anchor: None, record: None }) };
        let anchors = self.anchors.get(&address);
        // Footnotes have anchors that nobody types, so a page's own may be linked freely.
        let is_there = anchors.is_none_or(|anchors| anchors.contains(&anchor)) || anchor == "top";
        if is_there || self.broken.may_have_anchors(&address) {
            return Ok(Resolved { address, anchor: Some(anchor), record: None });
        }
        // The heading that is the page's title stands at its top, and elsewhere it has an anchor like others.
        let is_title = self.page(&address).is_some_and(|page| matches!(&page.title, Title::Text(title) if slugify(title) == anchor));
        if is_title {
            return Ok(Resolved { address, anchor: None, record: None });
        }
        let known = anchors.into_iter().flatten().map(String::as_str);
        let near = closest(&anchor, known.clone()).map(|near| format!("did you mean `#{near}`?"));
        let headings: Vec<String> =
            self.toc.get(&address).into_iter().flat_map(|toc| toc.iter()).take(8).map(|heading| format!("#{}", heading.id)).collect();
        let list = (!headings.is_empty()).then(|| format!("the page has {}", headings.join(", ")));
        Err(LinkError {
            code: Code::MissingAnchor,
            message: format!("there is no `#{anchor}` on the page `{address}`"),
            hint: self.anchor_to_translate(&address, &anchor).or(near).or(list).or_else(|| Some("the page has no headings".to_owned())),
        })
    }

    /// The hint for an anchor that a translation hasn't: its headings have other words, and so other anchors.
    fn anchor_to_translate(&self, address: &Address, anchor: &str) -> Option<String> {
        let page = self.page(address).filter(|page| !self.config.is_main() && page.language.is_none())?;
        Some(format!("give the heading in `{}` the same anchor: write `{{#{anchor}}}` after it", page.source.as_ref()?))
    }

    /// The page that a configuration's link names.
    pub(super) fn page_of_link(&self, link: &str) -> Option<Address> {
        let below = normalize("", link.trim_matches('/'))?;
        let source = SourcePath::new(if self.config.paths.content.is_empty() {
            below.clone()
        } else {
            format!("{}/{below}", self.config.paths.content)
        });
        let candidates = [
            below.clone(),
            format!("{below}.html"),
            if below.is_empty() { "index.html".to_owned() } else { format!("{below}/index.html") },
        ];
        self.page_of_file(&source).or_else(|| candidates.iter().find_map(|path| self.page_at(path))).cloned()
    }

    /// A hint for a link of the configuration that names no page.
    pub(super) fn suggest_page(&self, link: &str) -> Option<String> {
        let content = &self.config.paths.content;
        let files = self.by_source.keys().map(|path| path.below(content).unwrap_or(path));
        closest(link, files).map(|file| format!("did you mean `{file}`?"))
    }

    /// The title of what a link leads to.
    pub(super) fn title_of(&self, resolved: &Resolved) -> Option<super::Title> {
        match resolved.record.as_ref().and_then(|key| self.records.get(key)) {
            Some(view) => Some(self.title_of_record(view)),
            None => self.page(&resolved.address).map(|page: &std::sync::Arc<Page>| page.title.clone()),
        }
    }
}

/// A record's kind, role and id, for messages.
fn named(key: &RecordKey) -> String {
    match &key.role {
        Some(role) => format!("{} `{role}/{}`", key.kind, key.id),
        None => format!("{} `{}`", key.kind, key.id),
    }
}

/// The file or folder that a path means which stands in `file`; `None` when it leads out of the playbook.
pub fn linked_file(target: &str, file: &SourcePath, content: &str) -> Option<SourcePath> {
    let (path, _) = split(target);
    let full = if path.starts_with('/') { normalize(content, path.trim_start_matches('/')) } else { normalize(file.folder(), &path) };
    full.map(SourcePath::from)
}

/// A link's path and anchor, decoded.
fn split(target: &str) -> (String, Option<String>) {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or_default();
    (decode(path), anchor.filter(|anchor| !anchor.is_empty()).map(decode))
}

fn broken(kind: LinkKind, target: &str, hint: Option<String>) -> LinkError {
    let hint = hint.or_else(|| Some(PATHS.to_owned()));
    match kind {
        LinkKind::Image => LinkError { code: Code::MissingFile, message: format!("there is no file `{target}`"), hint },
        _ => {
            let is_page = [".md", ".markdown", ".html", "/"].iter().any(|end| target.split('#').next().unwrap_or_default().ends_with(end))
                || !target.contains('.');
            let code = if is_page { Code::BrokenLink } else { Code::MissingFile };
            LinkError { code, message: format!("`{target}` leads to no page, record or file"), hint }
        }
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
