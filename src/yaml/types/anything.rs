//! Values of which nothing is known beforehand.

use std::{collections::BTreeSet, fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};

use super::{Decimal, number::NotDecimal};
use crate::yaml::{Datum, Field, Shape};

/// Any value, such as an author's own data file: numbers and booleans without quotes are what they look like, in the file's order.
///
/// A number with more than four decimal places, which a [`Datum`] can't count, is kept as text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Anything(pub Datum);

impl Anything {
    /// What it calls itself when it is read, so that a reader which has scalars as text gives what they look like.
    pub(in crate::yaml) const NAME: &'static str = "Anything";

    /// What a scalar without quotes looks like.
    pub(in crate::yaml) fn guess(text: &Arc<str>) -> Datum {
        // The fast reader decides what looks like a number, so that there is one opinion on that.
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
        let could_be_more = text.chars().all(is_word) && text.contains(|c: char| c.is_ascii_alphanumeric());
        let guessed = could_be_more.then(|| serde_yaml::from_str::<Self>(text).ok()).flatten();
        guessed.map_or_else(|| Datum::Text(text.clone()), |Self(datum)| datum)
    }
}

impl Field for Anything {
    fn shape() -> Shape {
        Shape::Any
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::NAME, AnyVisitor).map(Self)
    }

    fn datum(&self) -> Datum {
        self.0.clone()
    }

    fn absent() -> Option<Self> {
        Some(Self(Datum::Null))
    }
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Datum;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Datum, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Datum, E> {
        Ok(Datum::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Datum, E> {
        Ok(Datum::Null)
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Datum, E> {
        Ok(Datum::Bool(yes))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Datum, E> {
        Ok(Datum::Integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Datum, E> {
        Ok(i64::try_from(number).map_or_else(|_| Datum::Text(number.to_string().into()), Datum::Integer))
    }

    fn visit_i128<E: de::Error>(self, number: i128) -> Result<Datum, E> {
        Ok(Datum::Text(number.to_string().into()))
    }

    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Datum, E> {
        Ok(Datum::Text(number.to_string().into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Datum, E> {
        let text = number.to_string();
        let exact: Result<Decimal, NotDecimal> = Decimal::exact(&text);
        Ok(exact.map_or_else(|_| Datum::Text(text.into()), Datum::Number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Datum, E> {
        Ok(Datum::Text(text.into()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Datum, A::Error> {
        let mut items = Vec::new();
        while let Some(Anything(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(Datum::List(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Datum, A::Error> {
        let (mut entries, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(KeyText(key)) = map.next_key()? {
            if !seen.insert(key.clone()) {
                return Err(de::Error::custom("a key stands twice"));
            }
            let Anything(value) = map.next_value()?;
            entries.push((key, value));
        }
        Ok(Datum::Map(entries))
    }
}

struct KeyText(Arc<str>);

impl<'de> Deserialize<'de> for KeyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Arc::<str>::read(deserializer).map(Self)
    }
}

/// For templates and the like: numbers may lose digits, and an amount of money is its number in major units.
impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(number.to_f64()),
            Self::Money(money) => serializer.serialize_f64(money.major()),
            Self::Date(day) => serializer.collect_str(day),
            Self::Duration(duration) => serializer.collect_str(duration),
            Self::Text(text) | Self::Markdown(text) | Self::Inline(text) => serializer.serialize_str(text),
            Self::Reference { id, .. } | Self::Citation { source: id, .. } => serializer.serialize_str(id),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (&**key, value))),
        }
    }
}
