//! Functions for what belongs to no page: settings, words, files of the theme, the author's own data, today.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    diagnostic::did_you_mean,
    playbook::{Answer, Query},
    render::numbers,
};

/// The settings that templates can ask for, besides variables.
const SETTINGS: [&str; 7] = ["base_url", "description", "direction", "language", "language_name", "title", "urls"];

/// `config(key="title")`: a setting, or nothing.
pub(super) fn config(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    Ok(match job()?.ask(Query::Config(key.to_owned())) {
        Answer::Text(text) => Value::from(text),
        _ if SETTINGS.contains(&key) || key.starts_with("variables.") => Value::none(),
        _ => {
            let hint = did_you_mean(key, SETTINGS).unwrap_or_else(|| format!("there are {} and variables.…", SETTINGS.join(", ")));
            return Err(Error::message(format!("there is no setting `{key}` for templates; {hint}")));
        }
    })
}

/// `word(key="cited_by", n=3)`: a word of the interface; `{name}` in it is the argument of that name, and `n` says which form it has.
/// Where there is none, the word whose key is `otherwise`.
pub(super) fn word(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let job = job()?;
    let keys = [Some(key), arguments.get::<&str>("otherwise")?];
    let found = keys.into_iter().flatten().find_map(|key| match job.ask(Query::Word(key.to_owned())) {
        Answer::Word(word) => Some(word),
        _ => None,
    });
    let Some(word) = found else {
        return Err(Error::message(format!("there is no word `{key}` in the theme's i18n files")));
    };
    let number = arguments.iter().find(|(name, _)| name.as_str() == Some("n")).and_then(|(_, value)| numbers::number_of(value));
    let mut text = number.map_or_else(|| word.text(), |number| word.counted(numbers::operands(number))).to_owned();
    for (name, value) in arguments.iter() {
        if let Some(name) = name.as_str() {
            let shown = match numbers::number_of(value) {
                Some(number) => numbers::decimal(&job, number),
                None => value.to_string(),
            };
            text = text.replace(&format!("{{{name}}}"), &shown);
        }
    }
    Ok(Value::from(text))
}

/// `var(name="client.name")`: a variable of the configuration.
pub(super) fn variable(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let name = arguments.must_get::<&str>("name")?;
    match job()?.ask(Query::Config(format!("variables.{name}"))) {
        Answer::Text(text) => Ok(Value::from(text)),
        _ => Err(Error::message(format!("the variable `{name}` isn't defined in rolebook.yaml"))),
    }
}

/// `asset(path="site.css")`: the way to a file of the theme.
pub(super) fn asset(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let path = arguments.must_get::<&str>("path")?;
    let job = job()?;
    match job.ask(Query::Asset(path.to_owned())) {
        Answer::Address(address) => Ok(Value::from(job.href(&address, None))),
        _ => Err(Error::message(format!("no layer of the theme has the asset `{path}`"))),
    }
}

/// `data(path="data/partners.yaml")`: what a YAML file of the author's own holds, by its path from the content folder.
pub(super) fn data(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let path = arguments.must_get::<&str>("path")?;
    match job()?.ask(Query::Data(path.to_owned())) {
        Answer::Data(data) => Ok(data.value),
        Answer::Unknown => Ok(Value::none()),
        _ => Err(Error::message(format!("there is no YAML file `{path}` in the content folder"))),
    }
}

/// `today()`: the day of the build, as `2026-04-05`.
pub(super) fn today(_: Kwargs, _: &State) -> TeraResult<Value> {
    match job()?.ask(Query::Today) {
        Answer::Date(date) => Ok(Value::from(date.to_string())),
        _ => Ok(Value::none()),
    }
}
