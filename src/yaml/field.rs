//! How a Rust type takes part in YAML.

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, de};

use super::{Datum, Shape};

/// A type that can be a field of a record.
///
/// Its [`read`](Field::read) (the fast reading) and its [`Shape`] (the tolerant one) must take the same YAML and give the same
/// [`Datum`].
pub trait Field: Sized {
    /// What it takes.
    fn shape() -> Shape;

    /// Reads it. A type that has a `Deserialize` of its own calls that.
    ///
    /// # Errors
    /// When there is something else.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// What it holds.
    fn datum(&self) -> Datum;

    /// Its value when the key isn't there or is empty; `None` when it must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether it is text that says nothing: where there must be text, that is as good as none.
    fn is_blank(&self) -> bool {
        false
    }
}

/// Reads a record of one field, which may be absent if its type can.
///
/// # Errors
/// When there is another key, the field stands twice, or it isn't there and must be.
pub fn read_only_field<'de, D: Deserializer<'de>, T: Field>(deserializer: D, name: &str) -> Result<T, D::Error> {
    deserializer.deserialize_map(OnlyField(name, PhantomData))
}

struct OnlyField<'a, T>(&'a str, PhantomData<T>);

impl<'de, T: Field> de::Visitor<'de> for OnlyField<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a group of the key {}", self.0)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut slot = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != self.0 || slot.is_some() {
                return Err(de::Error::custom("another key"));
            }
            slot = Some(map.next_value::<Slot<T>>()?);
        }
        slot.unwrap_or_default().or_absent().ok_or_else(|| de::Error::custom("a field is missing"))
    }
}

/// The place of a field: `None` when nothing stands there (an empty value, `~` or `null` without quotes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<T>(pub Option<T>);

impl<T: Field> Slot<T> {
    /// The value that stands there, or the type's value for nothing.
    pub fn or_absent(self) -> Option<T> {
        self.0.or_else(T::absent)
    }

    /// The same for a field that must be there if its type can't be absent, with more than blanks.
    pub fn filled_or_absent(self) -> Option<T> {
        self.or_absent().filter(|value| !value.is_blank())
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Field> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(SlotVisitor(PhantomData)).map(Self)
    }
}

struct SlotVisitor<T>(PhantomData<T>);

impl<'de, T: Field> de::Visitor<'de> for SlotVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer).map(Some)
    }
}
