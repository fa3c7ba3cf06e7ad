//! YAML: typed reading, and mistakes with their places.
//!
//! [`read()`] tries the fast way first (`serde_yaml` straight into the type). Only when that fails, [`check`] reads the text a
//! second time with a parser that keeps places, against the [`Shape`] that the type declares, and finds every mistake.
//! Types declare their shape through [`Field`], which the [`record!`](crate::record) and [`choice!`](crate::choice) macros write,
//! so that a struct is the one definition of what it takes.

mod align;
mod check;
mod datum;
mod draft;
mod field;
mod finding;
mod line;
mod locate;
mod macros;
mod node;
mod over;
mod read;
mod recover;
mod repair;
mod replay;
mod shape;
mod slips;
mod syntax;
#[cfg(test)]
mod tests;
mod types;
mod ways;
mod wording;

pub use self::{
    datum::{Datum, FieldPath, Step},
    field::{Field, Slot, read_only_field},
    locate::{Locator, Locators},
    over::{Changed, Given, Text, read_items_over, read_one_over, read_shape_items_over},
    read::{Entry, Item, Reading, read, read_items, read_one, read_shape, read_shape_items},
    shape::{FieldShape, RecordShape, Shape},
    types::{
        Amount, Anything, Bounded, Brief, Cite, Currency, Day, Decimal, Duration, HasBrief, Id, Inline, Markdown, NonEmpty, OneOrMore,
        Problem, Published, Ref, Target, Unit, Url, parse_choice, parse_number_or, read_scalar,
    },
};
