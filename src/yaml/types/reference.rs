//! Ids of other records.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
};

use serde::{Deserialize, Deserializer};

use super::Id;
use crate::yaml::{Datum, Field, Shape, read_scalar};

/// What an id can lead to.
pub trait Target {
    /// The kind's name.
    const KIND: &'static str;
}

/// The id of a record of a kind. Whether there is such a record is checked when all files are read.
pub struct Ref<T> {
    /// The id.
    pub id: Id,
    target: PhantomData<fn() -> T>,
}

// Written out, since derived ones would ask the same of the record that is meant.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), target: PhantomData }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for Ref<T> {}

impl<T> PartialOrd for Ref<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Ref<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }
}

impl<T> Hash for Ref<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl<T: Target> Field for Ref<T> {
    fn shape() -> Shape {
        Shape::Reference(T::KIND.into())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_scalar(deserializer, |text| Id::parse(text).map(|id| Self { id, target: PhantomData }))
    }

    fn datum(&self) -> Datum {
        Datum::Reference { kind: T::KIND.into(), id: (&*self.id).into() }
    }
}

impl<'de, T: Target> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}
