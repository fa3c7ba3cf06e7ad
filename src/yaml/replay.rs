//! A tree as a source for serde, in which every scalar is text, exactly as written, but to what takes anything.

use serde::{
    Deserializer,
    de::{
        self, IntoDeserializer,
        value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use saphyr_parser::ScalarStyle;

use super::{
    Anything, Datum,
    node::{Kind, Node},
};

/// Reads a type from a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replay<'a>(pub(super) &'a Node);

impl<'de> Deserializer<'de> for Replay<'_> {
    type Error = Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.kind {
            Kind::Scalar { text, .. } => StrDeserializer::new(text).deserialize_any(visitor),
            Kind::List(items) => SeqDeserializer::new(items.iter().map(Replay)).deserialize_any(visitor),
            Kind::Map(entries) => {
                MapDeserializer::new(entries.iter().map(|(key, value)| (Replay(key), Replay(value)))).deserialize_any(visitor)
            }
            Kind::Lost => Err(de::Error::custom("lost")),
        }
    }

    fn deserialize_option<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: de::Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match &self.0.kind {
            _ if name != Anything::NAME => visitor.visit_newtype_struct(self),
            _ if self.0.is_nothing() => visitor.visit_unit(),
            Kind::Scalar { text, style: ScalarStyle::Plain } => match Anything::guess(text) {
                Datum::Bool(yes) => visitor.visit_bool(yes),
                Datum::Integer(number) => visitor.visit_i64(number),
                Datum::Number(number) => visitor.visit_f64(number.to_f64()),
                Datum::Text(text) => visitor.visit_str(&text),
                _ => visitor.visit_str(text),
            },
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Replay<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
