//! What goes wrong in templates, in a theme author's words.
//!
//! The engine tells its errors in sentences of its own, and only some of them as data. The frequent ones are read here and said in
//! the words of the guide; one that isn't known is passed on as it is.

mod linking;
mod rendering;
mod syntax;

pub use self::{
    linking::{Names, linking},
    rendering::rendering,
    syntax::{READ_GUIDE, syntax},
};

/// What is wrong, and what to do about it where there is something to say.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

fn said(message: impl Into<String>, hint: impl Into<String>) -> Said {
    Said { message: message.into(), hint: Some(hint.into()) }
}

/// The engine's words in the style of all other messages: they begin small and end without a full stop.
fn as_it_is(message: &str) -> Said {
    let mut chars = message.chars();
    let message: String = chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default();
    Said { message: message.trim_end_matches('.').to_owned(), hint: None }
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}
