//! What the documents say of fields, directives, codes, tokens and words is what the code says.
//!
//! A document marks such a part with `<!-- begin: name -->` and `<!-- end -->`. With `UPDATE_DOCS=1` the parts are written;
//! without it, a part that differs fails with what should stand there.
#![expect(clippy::disallowed_methods, reason = "the documents are files, and the environment says whether they are written")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use jiff::civil::date;
use rolebook::{
    Builder, Lifetime, Options, Site,
    config::{self, Written},
    diagnostic::{
        Code,
        report::{self, Format},
    },
    front_matter::FrontMatter,
    playbook::Address,
    records::{self, Common, Kind, Scope},
    render,
    rules::{self, RulesFile},
    sources::{Disk, Memory, SourcePath},
    theme::{self, Manifest, Takes, contract},
    yaml::{Anything, Datum, Field, FieldShape, RecordShape, Shape, read},
};

const BEGIN: &str = "<!-- begin: ";
const END: &str = "<!-- end -->";

/// One test may write the documents while another reads them.
static DOCUMENTS: Mutex<()> = Mutex::new(());

#[test]
fn generated_parts_are_up_to_date() {
    let _turn = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("README.md")];
    for entry in fs::read_dir(root.join("docs/guide")).unwrap() {
        paths.push(entry.unwrap().path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let mut parts = 0;
    let mut outdated = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let fresh = renew(&text, root, &mut parts);
        if fresh != text && env::var("UPDATE_DOCS").is_ok() {
            fs::write(&path, &fresh).unwrap();
        } else if fresh != text {
            outdated.push(format!("{}:\n{}", path.display(), difference(&text, &fresh)));
        }
    }
    assert!(parts > 12, "only {parts} generated parts were found");
    assert!(outdated.is_empty(), "run the tests with UPDATE_DOCS=1 to bring these up to date\n{}", outdated.join("\n"));
}

/// The guide is a playbook of its own.
#[test]
fn the_guide_builds_without_a_word() {
    let _turn = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    // A day on which its figures aren't old yet.
    let sources = Disk::new(&root, vec![root.join("output")]).on(date(2026, 12, 1));
    let build = Builder::new().build(&sources, &Options::default(), &Nowhere, &());
    let said = report::print(&build.diagnostics, &sources, &Format::Short);
    assert!(said.is_empty(), "{said}");
    assert!(build.pages > 10);
}

struct Nowhere;

impl Site for Nowhere {
    fn put(&self, _: &Address, _: &[u8], _: Lifetime) {}
    fn copy(&self, _: &Address, _: &SourcePath) {}
    fn keep(&self, _: &Address) {}
}

/// A document with its generated parts made anew.
fn renew(text: &str, root: &Path, parts: &mut usize) -> String {
    let mut fresh = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->\n").expect("a begin marker ends its line");
        let (old, after) = after.split_once(END).expect("a begin marker has its end");
        let _ = write!(fresh, "{before}{BEGIN}{name} -->\n\n{}\n{END}", part(name, old, root));
        rest = after;
        *parts += 1;
    }
    fresh + rest
}

/// The lines of which one text has more than the other.
fn difference(old: &str, new: &str) -> String {
    let only = |these: &str, those: &str, sign| -> String {
        these.lines().filter(|line| !those.lines().any(|other| other == *line)).map(|line| format!("{sign} {line}\n")).collect()
    };
    only(old, new, '-') + &only(new, old, '+')
}

fn part(name: &str, old: &str, root: &Path) -> String {
    match name.split_once(' ').unwrap_or((name, "")) {
        ("front-matter", _) => fields(&FrontMatter::shape()),
        ("configuration", _) => fields(&Written::shape()),
        ("codes", _) => codes(old),
        ("directives", _) => directives(),
        ("tokens", _) => tokens(root),
        ("words", _) => words(root),
        ("contract-blocks", _) => blocks(root),
        ("contract-pairs", _) => pairs(root),
        ("contract-functions", _) => functions(),
        ("kinds", _) => kinds(),
        ("common", _) => fields(&Common::shape()),
        ("rules", _) => fields(&RulesFile::shape()),
        ("laws", _) => laws(),
        ("topics", _) => topics(),
        ("limits", _) => limits(),
        ("fields", _) => records::built_in().iter().map(|kind| section(kind)).collect::<Vec<_>>().join("\n"),
        ("file", path) => {
            let text = fs::read_to_string(root.join("docs/guide").join(path)).expect("the file is there");
            let language = if path.ends_with(".md") { "markdown" } else { "yaml" };
            format!("```{language}\n{text}```\n")
        }
        _ => panic!("nothing is known of the part `{name}`"),
    }
}

/// What the shipped rules ask of adverts.
fn laws() -> String {
    let words = |list: Vec<&str>| list.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let mut text = "| Places | Law | Asks for | Stated pay |\n|---|---|---|---|\n".to_owned();
    for law in rules::load(&Memory::new()).0.adverts {
        let asks = words(law.requires.iter().map(|requirement| requirement.word()).collect());
        let mut pay = Vec::new();
        if let Some(terms) = &law.pay {
            pay.extend(terms.basis.map(|basis| format!("`basis: {}`", basis.word())));
            pay.extend((!terms.periods.is_empty()).then(|| words(terms.periods.iter().map(|period| period.word()).collect())));
        }
        let is_fixed = law.pay.as_ref().is_some_and(|terms| terms.fixed_amount == Some(true));
        pay.push(if is_fixed { "a range or a fixed amount" } else { "a minimum and a maximum" }.to_owned());
        let places = words(law.places.iter().map(String::as_str).collect());
        let _ = writeln!(text, "| {places} | [{}]({}) | {asks} | {} |", law.title, &*law.source.0, pay.join("; "));
    }
    text
}

/// What the shipped rules say must not be asked.
fn topics() -> String {
    let mut text = "| Topic | Id | Instead | Rests on |\n|---|---|---|---|\n".to_owned();
    for topic in rules::load(&Memory::new()).0.topics {
        let basis = topic.basis.unwrap_or_default();
        let _ = writeln!(text, "| {} | `{}` | {} | [{basis}]({}) |", topic.title, topic.id, topic.instead, &*topic.source.0);
    }
    text
}

/// Where checks begin to warn unless a project says otherwise.
fn limits() -> String {
    let limits = rules::load(&Memory::new()).0.limits;
    format!(
        "| Limit | Unless said |\n|---|---|\n| `stale_after` | `{}` |\n| `widest_range` | `{}` |\n",
        limits.stale_after, limits.widest_range
    )
}

/// What there is to know of each kind at a glance.
fn kinds() -> String {
    let mut text = "| File | Holds | Lies in | Directive | On all roles |\n|---|---|---|---|---|\n".to_owned();
    for kind in records::built_in().iter() {
        let directives: Vec<String> = kind.directives.iter().map(|name| format!("`::{name}`")).collect();
        let across = if kind.across { format!("`{}.html`", kind.section) } else { String::new() };
        let _ = writeln!(text, "| `{}` | {} | {} | {} | {across} |", kind.file, kind.title, place(kind), directives.join(", "));
    }
    text
}

fn place(kind: &Kind) -> &'static str {
    match kind.scope {
        Scope::Role => "`roles/<role>/`",
        Scope::Playbook => "`data/`",
        Scope::Either | Scope::Inherited => "`roles/<role>/` or `data/`",
    }
}

/// What there is to know of one kind.
fn section(kind: &Kind) -> String {
    let Shape::Record(record) = &kind.shape else { panic!("a kind is a record") };
    let common = Common::shape();
    let Shape::Record(common) = &common else { panic!("what is common is a record") };
    let own = |field: &&FieldShape| !common.fields.iter().any(|common| common.name == field.name);
    let own = RecordShape { fields: record.fields.iter().filter(own).cloned().collect(), ..record.clone() };
    let list = match &kind.list {
        Some(list) => format!("a list under `{list}:`"),
        None => "the file is one record".to_owned(),
    };
    let about = one_line(&record.about);
    format!(
        "## {} {{#{}}}\n\n`{}` in {}; {list}. {about}\n\n{}",
        kind.title,
        kind.name,
        kind.file,
        place(kind),
        fields(&Shape::Record(own))
    )
}

/// A table of a record's fields, then one for each record within it.
fn fields(shape: &Shape) -> String {
    let Shape::Record(record) = shape else { panic!("a record has fields") };
    let mut text = table(record);
    let mut inner: Vec<(String, &RecordShape)> = Vec::new();
    record.fields.iter().for_each(|field| find_records(&field.shape, &field.name, &mut inner));
    for (path, record) in inner {
        let _ = write!(text, "\nIn `{path}`:\n\n{}", table(record));
    }
    text
}

fn find_records<'s>(shape: &'s Shape, path: &str, found: &mut Vec<(String, &'s RecordShape)>) {
    match shape {
        Shape::Record(record) | Shape::Brief { record, .. } => {
            found.push((path.to_owned(), record));
            record.fields.iter().for_each(|field| find_records(&field.shape, &format!("{path}.{}", field.name), found));
        }
        Shape::List { of, .. } | Shape::OneOrMore(of) | Shape::Map { of, .. } => find_records(of, path, found),
        _ => {}
    }
}

fn table(record: &RecordShape) -> String {
    let mut text = "| Field | Takes | Needed | Meaning |\n|---|---|---|---|\n".to_owned();
    for field in &record.fields {
        let needed = if field.required { "yes" } else { "" };
        let _ = writeln!(text, "| `{}` | {} | {needed} | {} |", field.name, takes(&field.shape), one_line(&field.about));
    }
    text
}

fn takes(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Markdown => "Markdown".to_owned(),
        Shape::Inline => "Markdown in a line".to_owned(),
        Shape::Id => "id".to_owned(),
        Shape::Bool => "`true` or `false`".to_owned(),
        Shape::Integer { min: i64::MIN, .. } => "whole number".to_owned(),
        Shape::Integer { min, max } => format!("whole number from {min} to {max}"),
        Shape::Number => "number".to_owned(),
        Shape::NumberOr(word) => format!("number, or `{word}`"),
        Shape::Amount => "amount".to_owned(),
        Shape::Currency => "currency".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Published => "day, month or year".to_owned(),
        Shape::Url => "whole address".to_owned(),
        Shape::Reference(kind) => format!("id of a {kind}"),
        Shape::Citation => "source".to_owned(),
        Shape::Duration => "length of time".to_owned(),
        Shape::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::List { of, at_least: 0 } => format!("list: {}", takes(of)),
        Shape::List { of, at_least } => format!("list of at least {at_least}: {}", takes(of)),
        Shape::OneOrMore(of) => format!("{}, or a list of it", takes(of)),
        Shape::Map { keys, of } => format!("group: {} → {}", takes(keys), takes(of)),
        Shape::Record(record) => format!("{}, see below", record.name),
        Shape::Brief { record, field } => format!("{}, or {}, see below", takes(record.shape_of(field)), record.name),
        Shape::Any => "anything".to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The codes; what is in the last column is the document's own and is kept.
fn codes(old: &str) -> String {
    let cures: BTreeMap<&str, &str> = old
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            Some((cells.first()?.trim_matches('`'), *cells.get(3)?))
        })
        .collect();
    let mut text = "| Code | Severity | What is wrong | What to do |\n|---|---|---|---|\n".to_owned();
    for code in Code::ALL {
        let cure = cures.get(code.name()).copied().unwrap_or("**write what to do**");
        let _ = writeln!(text, "| `{code}` | {} | {} | {cure} |", code.severity(), code.about());
    }
    text
}

#[test]
fn every_code_has_a_cure() {
    let _turn = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let messages = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/messages.md")).unwrap();
    assert!(!messages.contains("**write what to do**"));
}

fn directives() -> String {
    let sources = Memory::new();
    let (config, _) = config::load(&sources, &Options::default());
    let (theme, found) = theme::load(&sources, &config, &records::built_in(), render::set_up, &mut theme::Memo::default());
    assert!(found.is_empty());
    let mut text = "| Directive | Form | Arguments |\n|---|---|---|\n".to_owned();
    for (name, shape) in theme.directives() {
        let form = match (shape.takes_body, shape.arguments.iter().any(|argument| argument.name == "text")) {
            (true, _) => format!("`:::{name}`"),
            (false, true) => format!("`:{name}[…]`"),
            (false, false) => format!("`::{name}`"),
        };
        let argument = |argument: &theme::ArgumentShape| {
            let kind = match argument.takes {
                Takes::Text => "",
                Takes::Bool => " (`true` or `false`)",
                Takes::Integer => " (a whole number)",
                Takes::Number => " (a number)",
            };
            format!("`{}`{}{kind}", argument.name, if argument.is_required { ", needed" } else { "" })
        };
        let arguments: Vec<String> = shape.arguments.iter().map(argument).collect();
        let _ = writeln!(text, "| `{name}` | {form} | {} |", if arguments.is_empty() { "none".to_owned() } else { arguments.join("; ") });
    }
    text
}

fn tokens(root: &Path) -> String {
    let theme = mapping(root, "themes/default/theme.yaml");
    let values = |key: &str| -> BTreeMap<String, String> {
        let Some(Datum::Map(entries)) = theme.get(key) else { return BTreeMap::new() };
        entries.iter().map(|(name, value)| (name.to_string(), value.as_text().unwrap_or_default().to_owned())).collect()
    };
    let dark = values("dark");
    let mut text = "| Token | Value | In the dark |\n|---|---|---|\n".to_owned();
    for (name, value) in values("tokens") {
        let dark = dark.get(&name).map(|value| format!("`{value}`")).unwrap_or_default();
        let _ = writeln!(text, "| `{name}` | `{value}` | {dark} |");
    }
    text
}

/// The blocks of the default theme's templates.
fn blocks(root: &Path) -> String {
    let folder = root.join("themes/default/templates");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a folder of ours can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".html"))
        .collect();
    names.sort();
    let mut text = "| Template | Extends | Blocks of its own |\n|---|---|---|\n".to_owned();
    let mut known: BTreeSet<String> = BTreeSet::new();
    // What others extend comes first, so that their blocks aren't named again.
    names.sort_by_key(|name| name != "layout.html");
    for name in names {
        let template = fs::read_to_string(folder.join(&name)).expect("the file is there");
        let parent = contract::parent_of(&template).map(|parent| format!("`{parent}`")).unwrap_or_default();
        let own: Vec<String> =
            contract::blocks_of(&template).filter(|block| known.insert((*block).to_owned())).map(|block| format!("`{block}`")).collect();
        let _ = writeln!(text, "| `{name}` | {parent} | {} |", own.join(", "));
    }
    text
}

/// The pairs of tokens that the default theme uses.
fn pairs(root: &Path) -> String {
    let path = "themes/default/theme.yaml";
    let text = fs::read_to_string(root.join(path)).expect("the file is there");
    let theme = read::<Manifest>(&SourcePath::new(path), &text, 0).value.expect("the theme can be read");
    let mut text = "| In front | Behind | Shows |\n|---|---|---|\n".to_owned();
    for pair in theme.pairs {
        let _ = writeln!(text, "| `{}` | `{}` | `{}` |", pair.front, pair.back, pair.shows.word());
    }
    text
}

fn functions() -> String {
    let list = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.sort();
        names.join(", ")
    };
    format!("Functions: {}.\n\nFilters, besides Tera's own: {}.\n", list(render::FUNCTIONS), list(render::FILTERS))
}

fn words(root: &Path) -> String {
    let Datum::Map(words) = mapping(root, "themes/default/i18n/en.yaml") else { panic!("words are a mapping") };
    let mut text = "| Key | English |\n|---|---|\n".to_owned();
    for (key, word) in words {
        let _ = writeln!(text, "| `{key}` | {} |", word.as_text().or_else(|| word.get("other")?.as_text()).unwrap_or_default());
    }
    for word in records::built_in().iter().flat_map(|kind| kind.words) {
        let _ = writeln!(text, "| `{}` | {} |", word.key, word.en);
    }
    text
}

fn mapping(root: &Path, path: &str) -> Datum {
    let text = fs::read_to_string(root.join(path)).expect("the file is there");
    read::<Anything>(&SourcePath::new(path), &text, 0).value.expect("the file can be read").0
}
