//! Lists in groups of what has the same text, choice or reference in a field, and lists completed by another one.

use std::collections::BTreeSet;

use tera::{Kwargs, State, TeraResult, Value};

use crate::render::value::map;

/// `list | grouped(field="category")`: one group for each value: `title`, `id` and `items`. Those without it come first; the others in
/// the order in which their groups begin.
pub(super) fn grouped(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let field = arguments.must_get::<&str>("field")?;
    let mut groups: Vec<Group> = Vec::new();
    for item in list {
        let group = Group::of(&item, field);
        match groups.iter_mut().find(|known| known.id == group.id) {
            Some(known) => known.items.push(item),
            None => groups.push(group.with(item)),
        }
    }
    groups.sort_by_key(|group| group.id.is_some());
    Ok(groups.into_iter().map(Group::value).collect::<Vec<_>>().into())
}

/// `list | runs(field="group")`: one group for each run of neighbours with the same value, as `grouped` gives them. Nothing changes its
/// place.
pub(super) fn runs(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let field = arguments.must_get::<&str>("field")?;
    let mut groups: Vec<Group> = Vec::new();
    for item in list {
        let group = Group::of(&item, field);
        match groups.last_mut().filter(|last| last.id == group.id) {
            Some(last) => last.items.push(item),
            None => groups.push(group.with(item)),
        }
    }
    Ok(groups.into_iter().map(Group::value).collect::<Vec<_>>().into())
}

/// `own | completed(from=shared, by="stage")`: own records, and those of another list whose reference in a field none of the own has; all by
/// their `order`, as far as they have one.
pub(super) fn completed(own: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let (from, by) = (arguments.must_get::<Vec<Value>>("from")?, arguments.must_get::<&str>("by")?);
    let covered: BTreeSet<Option<String>> = own.iter().map(|item| Group::of(item, by).id).collect();
    let others = from.into_iter().filter(|item| !covered.contains(&Group::of(item, by).id));
    let mut all: Vec<Value> = own.iter().cloned().chain(others).collect();
    all.sort_by_key(|item| item.get_from_path("order").and_then(Value::as_i128).unwrap_or(i128::MAX));
    Ok(Value::from(all))
}

struct Group {
    id: Option<String>,
    title: Option<String>,
    items: Vec<Value>,
}

impl Group {
    /// The group of an item, without items yet.
    fn of(item: &Value, field: &str) -> Self {
        let value = item.get_from_path(field).filter(|value| !value.is_none());
        let part = |name: &'static str| value?.get_from_path(name)?.as_str().map(str::to_owned);
        let text = || value.and_then(|value| value.as_str()).map(str::to_owned);
        Self { id: part("id").or_else(text), title: part("title").or_else(text), items: Vec::new() }
    }

    fn with(mut self, item: Value) -> Self {
        self.items.push(item);
        self
    }

    fn value(self) -> Value {
        let text = |text: Option<String>| text.map_or_else(Value::none, Value::from);
        map([("id", text(self.id)), ("title", text(self.title)), ("items", Value::from(self.items))])
    }
}
