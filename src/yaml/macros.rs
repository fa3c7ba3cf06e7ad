//! Macros that make a struct or an enum the one definition of what YAML takes.

/// Defines a record: the struct, its fast reading (strict about unknown and missing keys), its shape and its datum.
///
/// Field names are the YAML's keys (`r#type` is `type`); doc comments become the guide's text. What follows `=` is an example of the
/// field's value, for hints; without one, the type gives it.
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $about:literal])*
        $vis:vis struct $name:ident as $title:literal {
            $( $(#[doc = $field_about:literal])* $field_vis:vis $field:ident : $type:ty $(= $example:literal)? ),* $(,)?
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        $vis struct $name {
            $( $(#[doc = $field_about])* $field_vis $field: $type, )*
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Written {
                    $( #[serde(default)] $field: $crate::yaml::Slot<$type>, )*
                }
                let written = <Written as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self {
                    $( $field: written
                        .$field
                        .filled_or_absent()
                        .ok_or_else(|| <D::Error as serde::de::Error>::missing_field(stringify!($field)))?, )*
                })
            }
        }

        impl $crate::yaml::Field for $name {
            fn shape() -> $crate::yaml::Shape {
                $crate::yaml::Shape::Record($crate::yaml::RecordShape {
                    name: $title.into(),
                    about: concat!($($about, "\n",)*).trim().into(),
                    fields: vec![ $( $crate::yaml::FieldShape {
                        name: stringify!($field).trim_start_matches("r#").into(),
                        shape: <$type as $crate::yaml::Field>::shape(),
                        required: <$type as $crate::yaml::Field>::absent().is_none(),
                        about: concat!($($field_about, "\n",)*).trim().into(),
                        example: [$($example.into(),)?].into_iter().next(),
                    }, )* ],
                })
            }

            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as serde::Deserialize>::deserialize(deserializer)
            }

            fn datum(&self) -> $crate::yaml::Datum {
                $crate::yaml::Datum::Map(vec![ $( (
                    stringify!($field).trim_start_matches("r#").into(),
                    <$type as $crate::yaml::Field>::datum(&self.$field),
                ), )* ])
            }
        }
    };
}

/// Defines a choice: the enum, its words and its shape.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $about:literal])*
        $vis:vis enum $name:ident {
            $( $(#[doc = $variant_about:literal])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $( $(#[doc = $variant_about])* $variant, )*
        }

        impl $name {
            /// The word that stands for it in YAML.
            $vis fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::yaml::Field>::read(deserializer)
            }
        }

        impl $crate::yaml::Field for $name {
            fn shape() -> $crate::yaml::Shape {
                $crate::yaml::Shape::Choice(vec![$($word.into()),*])
            }

            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::yaml::read_scalar(deserializer, |text| $crate::yaml::parse_choice(text, &[$(($word, Self::$variant)),*]))
            }

            fn datum(&self) -> $crate::yaml::Datum {
                $crate::yaml::Datum::Text(self.word().into())
            }
        }
    };
}
