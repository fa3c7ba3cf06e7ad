//! Functions for what belongs to no page: settings, words, files of the theme, the author's own data, today.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    diagnostic::did_you_mean,
    playbook::{Answer, Query},
};

/// The settings that templates can ask for, besides variables.
const SETTINGS: [&str; 5] = ["base_url", "description", "language", "title", "urls"];

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

/// `word(key="next")`: a word of the interface; `{name}` in it is the argument of that name.
pub(super) fn word(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let Answer::Text(mut word) = job()?.ask(Query::Word(key.to_owned())) else {
        return Err(Error::message(format!("there is no word `{key}` in the theme's i18n files")));
    };
    for (name, value) in arguments.iter() {
        if let Some(name) = name.as_str() {
            word = word.replace(&format!("{{{name}}}"), &value.to_string());
        }
    }
    Ok(Value::from(word))
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
