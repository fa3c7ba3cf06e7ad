//! Records that may be written as one of their fields alone.

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, de};

use crate::yaml::{Datum, Field, Shape};

/// A record of which one field may stand alone.
pub trait HasBrief: Field {
    /// The field's name.
    const FIELD: &'static str;
    /// The field's type.
    type Value: Field;

    /// The record with this field and no other.
    fn from_brief(value: Self::Value) -> Self;
}

/// A record, or one of its fields alone: `Ask again.` for `{ask: Ask again.}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Brief<T>(pub T);

impl<T: HasBrief> Field for Brief<T> {
    /// # Panics
    /// When the type isn't a record, which is a mistake in the type.
    fn shape() -> Shape {
        let Shape::Record(record) = T::shape() else { panic!("only a record has a field that can stand alone") };
        Shape::Brief { record, field: T::FIELD.into() }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RecordOrField(PhantomData)).map(Self)
    }

    fn datum(&self) -> Datum {
        self.0.datum()
    }

    fn is_blank(&self) -> bool {
        self.0.datum().get(T::FIELD).is_some_and(Datum::is_blank)
    }
}

struct RecordOrField<T>(PhantomData<T>);

/// As with one of many, a plain number alone isn't taken here but by the tolerant reading, which gives it as it was written.
impl<'de, T: HasBrief> de::Visitor<'de> for RecordOrField<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a group of keys, or `{}` alone", T::FIELD)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::Value::read(de::value::StrDeserializer::new(text)).map(T::from_brief)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        T::read(de::value::MapAccessDeserializer::new(entries))
    }
}

impl<'de, T: HasBrief> Deserialize<'de> for Brief<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
