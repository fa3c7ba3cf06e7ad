//! Where a fact comes from.

use super::{Id, Inline, Problem, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// Where a fact comes from: a source of the playbook, or words that say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cite {
    /// A source by its id, and where in it, such as `p. 3`; empty for all of it.
    Source(Id, String),
    /// Anything else, as Markdown that is shown within a line.
    Words(Inline),
}

impl Cite {
    /// The source's id, or the words: what it is told apart by, wherever in it the fact stands.
    pub fn named(&self) -> &str {
        match self {
            Self::Source(id, _) => id,
            Self::Words(words) => words,
        }
    }

    /// Takes `gartner-2024`, `gartner-2024, p. 3` or any other text.
    ///
    /// # Errors
    /// When there is no text.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.trim().is_empty() {
            let problem = Problem::new(Code::WrongType, "is an empty text");
            return Err(problem.hint("write the id of a source, or where the fact comes from"));
        }
        let (id, locator) = text.split_once(',').unwrap_or((text, ""));
        let id = id.trim();
        Ok(match Id::parse(id.strip_prefix('@').unwrap_or(id)) {
            Ok(id) => Self::Source(id, locator.trim().to_owned()),
            Err(_) => Self::Words(Inline(text.into())),
        })
    }
}

scalar_field! {
    Cite: Cite::parse, Shape::Citation, |cite| match cite {
        Cite::Source(id, locator) => Datum::Citation { source: (&**id).into(), locator: locator.as_str().into() },
        Cite::Words(words) => words.datum(),
    };
}

scalar_traits!(Cite);
