//! How long questions take.

use tera::{Kwargs, State, TeraResult, Value};

use crate::records::{Timed, minutes};

/// `{{ questions | minutes_asked }}`: how many minutes questions take one candidate, who is hired at one level. A question that can be
/// asked in the place of another one isn't asked as well.
pub(super) fn minutes_asked(questions: Vec<Value>, _: Kwargs, _: &State) -> TeraResult<i64> {
    Ok(minutes(questions.iter().map(timed)))
}

fn timed(question: &Value) -> Timed<'_> {
    Timed {
        id: question.get_from_path("id").and_then(Value::as_str).unwrap_or_default(),
        minutes: question.get_from_path("minutes").and_then(Value::as_i128).and_then(|minutes| minutes.try_into().ok()),
        levels: ids(question, "levels"),
        alternates: ids(question, "alternates"),
    }
}

/// The ids that a list of references names.
fn ids<'v>(question: &'v Value, field: &'static str) -> Vec<&'v str> {
    let list = question.get_from_path(field).and_then(Value::as_array).unwrap_or_default();
    list.iter().filter_map(|named| named.get_from_path("id")?.as_str()).collect()
}
