//! Reads the rules: the shipped ones, then the project's own, which go before them, key by key and id by id.

use std::{collections::BTreeMap, sync::Arc};

use rust_embed::RustEmbed;

use super::{Limits, Rules, RulesFile, places};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    sources::{Hidden, SourcePath, Sources},
    yaml::{Decimal, Duration, FieldPath, Locator, Unit, read},
};

/// The folder of rules, in a project and in the program.
pub const FOLDER: &str = "rules";

/// The rules in the program.
#[derive(RustEmbed)]
#[folder = "rules"]
struct Embedded;

/// Reads the rules. A file of the project with the name of a shipped one takes its place, but for limits, which go before key by key.
pub fn load(sources: &dyn Sources) -> (Rules, Vec<Diagnostic>) {
    let listing = sources.list(FOLDER, Hidden::LeftOut);
    let mut diagnostics: Vec<Diagnostic> = listing.unreadable.iter().map(crate::library::unreadable).collect();
    let mut own: BTreeMap<SourcePath, Arc<str>> = BTreeMap::new();
    for path in listing.files.into_iter().filter(|path| matches!(path.extension(), "yaml" | "yml")) {
        let text = crate::library::read_text(sources, &path, &mut diagnostics);
        own.extend(text.map(|text| (path, text)));
    }
    let mut rules = Rules { adverts: Vec::new(), topics: Vec::new(), limits: unlimited() };
    for (path, file) in shipped() {
        rules.set_limits(&file);
        if !own.contains_key(&path) {
            rules.add(file);
        }
    }
    let mut first = First { set: BTreeMap::new(), diagnostics };
    for (path, text) in own {
        let reading = read::<RulesFile>(&path, &text, 0);
        let is_whole = reading.diagnostics.is_empty();
        first.diagnostics.extend(reading.diagnostics);
        let Some(file) = reading.value else { continue };
        let own = OwnFile { path, text, file: &file, today: sources.today() };
        // What can't be read isn't missing.
        if is_whole {
            first.check_for_any(&own);
        }
        first.check(&own);
        rules.set_limits(&file);
        rules.add(file);
    }
    (rules, first.diagnostics)
}

fn shipped() -> Vec<(SourcePath, RulesFile)> {
    let file = |name: std::borrow::Cow<'static, str>| {
        let path = SourcePath::new(format!("{FOLDER}/{name}"));
        let data = Embedded::get(&name)?.data;
        let file = read::<RulesFile>(&path, &String::from_utf8_lossy(&data), 0).value?;
        Some((path, file))
    };
    Embedded::iter().filter_map(file).collect()
}

/// The limits where the shipped file says none, which it does.
fn unlimited() -> Limits {
    Limits { stale_after: Duration { count: 365, unit: Unit::Day }, widest_range: Decimal::from_ten_thousandths(800_000) }
}

impl Rules {
    fn set_limits(&mut self, file: &RulesFile) {
        if let Some(limits) = &file.limits {
            self.limits.stale_after = limits.stale_after.unwrap_or(self.limits.stale_after);
            self.limits.widest_range = limits.widest_range.unwrap_or(self.limits.widest_range);
        }
    }

    /// Adds a file's laws and topics; one with the id of another takes its place.
    fn add(&mut self, file: RulesFile) {
        for law in file.adverts {
            self.adverts.retain(|known| known.id != law.id);
            self.adverts.push(law);
        }
        for topic in file.topics {
            self.topics.retain(|known| known.id != topic.id);
            self.topics.push(topic);
        }
    }
}

/// A file of the project's own rules.
struct OwnFile<'a> {
    path: SourcePath,
    text: Arc<str>,
    file: &'a RulesFile,
    today: jiff::civil::Date,
}

impl OwnFile<'_> {
    fn place(&self, field: &FieldPath) -> Place {
        Place::span(&self.path, Locator::new(&self.text, 0).field(field))
    }

    /// What it sets, each with its name in messages and its field.
    fn sets(&self) -> Vec<(String, FieldPath)> {
        let item = |list: &str, index: usize| FieldPath::key(list).item(index).then("id");
        let laws = self.file.adverts.iter().enumerate().map(|(index, law)| (format!("the law `{}`", law.id), item("adverts", index)));
        let topics = self.file.topics.iter().enumerate().map(|(index, topic)| (format!("the topic `{}`", topic.id), item("topics", index)));
        let limits = self.file.limits.iter().flat_map(|limits| {
            let given = [("stale_after", limits.stale_after.is_some()), ("widest_range", limits.widest_range.is_some())];
            given.into_iter().filter(|(_, is_given)| *is_given)
        });
        let limits = limits.map(|(name, _)| (format!("the limit `{name}`"), FieldPath::key("limits").then(name)));
        laws.chain(topics).chain(limits).collect()
    }

    fn stands_in(&self) -> bool {
        Embedded::iter().any(|name| *name == *self.path.name())
    }
}

/// What the project's files have set so far, and where.
struct First {
    set: BTreeMap<String, Place>,
    diagnostics: Vec<Diagnostic>,
}

impl First {
    /// A file without rules is of use only where it takes the place of a shipped one.
    fn check_for_any(&mut self, own: &OwnFile<'_>) {
        if own.sets().is_empty() && !own.stands_in() {
            let hint = "add `adverts`, `topics` or `limits`, or take the file out";
            self.diagnostics.push(Diagnostic::new(Code::EmptyRules, Place::file(&own.path), "this file has no rules").hint(hint));
        }
    }

    fn check(&mut self, own: &OwnFile<'_>) {
        for (what, field) in own.sets() {
            let place = own.place(&field);
            if let Some(earlier) = self.set.get(&what) {
                let diagnostic = Diagnostic::new(Code::DuplicateRule, place, format!("{what} is set twice"));
                self.diagnostics.push(diagnostic.related(earlier.clone(), "first here").hint("take one of the two out"));
            } else {
                self.set.insert(what, place);
            }
        }
        if own.file.as_of.0 > own.today {
            let message = format!("`as_of` is {}, which is still to come", own.file.as_of);
            let hint = "write the day on which somebody last looked at these rules";
            self.diagnostics.push(Diagnostic::new(Code::FutureDate, own.place(&FieldPath::key("as_of")), message).hint(hint));
        }
        for (index, law) in own.file.adverts.iter().enumerate() {
            for (at, place) in law.places.iter().enumerate() {
                let field = FieldPath::key("adverts").item(index).then("places").item(at);
                if let Err(hint) = places::known(place) {
                    let message = format!("`{place}` is no place's code");
                    self.diagnostics.push(Diagnostic::new(Code::UnknownPlace, own.place(&field), message).hint(hint));
                }
            }
        }
    }
}
