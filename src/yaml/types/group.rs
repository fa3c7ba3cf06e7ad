//! Fields that hold other fields: optional ones, lists, and mappings.

use std::{collections::BTreeMap, fmt, marker::PhantomData, ops::Deref, sync::Arc};

use serde::{Deserialize, Deserializer, de};

use crate::yaml::{Datum, Field, Shape, Slot};

/// A list of at least one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NonEmpty<T>(Vec<T>);

/// A list of at least one; one alone may be written without a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OneOrMore<T>(Vec<T>);

impl<T> NonEmpty<T> {
    /// A list, unless it is empty.
    pub fn new(items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then_some(Self(items))
    }

    /// The items.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> OneOrMore<T> {
    /// A list, unless it is empty.
    pub fn new(items: Vec<T>) -> Option<Self> {
        (!items.is_empty()).then_some(Self(items))
    }

    /// The items.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Deref for NonEmpty<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> Deref for OneOrMore<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Field> Field for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Some)
    }

    fn datum(&self) -> Datum {
        // An absent list is an empty one, optional or not, because a shape can't tell the two apart.
        match self {
            Some(value) => value.datum(),
            None => T::absent().map_or(Datum::Null, |value| value.datum()),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Field> Field for Vec<T> {
    fn shape() -> Shape {
        Shape::List { of: Box::new(T::shape()), at_least: 0 }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }

    fn datum(&self) -> Datum {
        list(self)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Field> Field for NonEmpty<T> {
    fn shape() -> Shape {
        Shape::List { of: Box::new(T::shape()), at_least: 1 }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::read(deserializer)?).ok_or_else(|| de::Error::custom("an empty list"))
    }

    fn datum(&self) -> Datum {
        list(&self.0)
    }
}

impl<T: Field> Field for OneOrMore<T> {
    fn shape() -> Shape {
        Shape::OneOrMore(Box::new(T::shape()))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(deserializer.deserialize_any(ItemsOrOne(PhantomData))?).ok_or_else(|| de::Error::custom("an empty list"))
    }

    fn datum(&self) -> Datum {
        list(&self.0)
    }
}

impl<K: Field + Ord, T: Field> Field for BTreeMap<K, T> {
    fn shape() -> Shape {
        Shape::Map { keys: Box::new(K::shape()), of: Box::new(T::shape()) }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }

    fn datum(&self) -> Datum {
        Datum::Map(self.iter().map(|(key, value)| (key_text(&key.datum()), value.datum())).collect())
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

fn list<T: Field>(items: &[T]) -> Datum {
    Datum::List(items.iter().map(Field::datum).collect())
}

/// What a key is called in a [`Datum::Map`].
pub(in crate::yaml) fn key_text(key: &Datum) -> Arc<str> {
    match key {
        Datum::Text(text) | Datum::Markdown(text) | Datum::Inline(text) => text.clone(),
        Datum::Reference { id, .. } => id.clone(),
        Datum::Integer(number) => number.to_string().into(),
        Datum::Number(number) => number.to_string().into(),
        Datum::Bool(yes) => yes.to_string().into(),
        Datum::Date(day) => day.to_string().into(),
        Datum::Duration(duration) => duration.to_string().into(),
        Datum::Null | Datum::Money(_) | Datum::Citation { .. } | Datum::List(_) | Datum::Map(_) => "".into(),
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Field> de::Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(Slot(item)) = list.next_element()? {
            items.push(item.filter(|item: &T| !item.is_blank()).ok_or_else(|| de::Error::custom("an empty item"))?);
        }
        Ok(items)
    }
}

struct ItemsOrOne<T>(PhantomData<T>);

/// A plain number or boolean alone isn't taken here, because what comes from the fast reader isn't what was written (`1.10`
/// is 1.1). The tolerant reader gives every scalar as text, and [`read`](crate::yaml::read()) turns to it.
impl<'de, T: Field> de::Visitor<'de> for ItemsOrOne<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or one item")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<Vec<T>, A::Error> {
        Items(PhantomData).visit_seq(list)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
        let item = Some(T::read(de::value::StrDeserializer::new(text))?).filter(|item: &T| !item.is_blank());
        Ok(vec![item.ok_or_else(|| de::Error::custom("an empty item"))?])
    }

    fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<Vec<T>, A::Error> {
        Ok(vec![T::read(de::value::MapAccessDeserializer::new(entries))?])
    }
}

struct Entries<K, T>(PhantomData<(K, T)>);

impl<'de, K: Field + Ord, T: Field> de::Visitor<'de> for Entries<K, T> {
    type Value = BTreeMap<K, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group of keys")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(Key(key)) = entries.next_key()? {
            let Slot(value) = entries.next_value()?;
            let value = value.ok_or_else(|| de::Error::custom("an empty value"))?;
            if map.insert(key, value).is_some() {
                return Err(de::Error::custom("a key stands twice"));
            }
        }
        Ok(map)
    }
}

struct Key<K>(K);

impl<'de, K: Field> Deserialize<'de> for Key<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        K::read(deserializer).map(Key)
    }
}

impl<'de, T: Field> Deserialize<'de> for NonEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl<'de, T: Field> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
