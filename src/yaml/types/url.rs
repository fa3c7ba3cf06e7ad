//! Addresses of the web.

use std::sync::Arc;

use super::{Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// A whole address of the web: `https://example.com/guide`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(pub Arc<str>);

impl Url {
    /// Takes an address that begins with `https://` or `http://`.
    ///
    /// # Errors
    /// When it is none; the hint has the address that it could be.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '`'));
        if is_plain && host.is_some_and(|host| host.starts_with(char::is_alphanumeric)) {
            return Ok(Self(text.into()));
        }
        let reason = format!("must be the whole address of a page, but here is {}", excerpt(text));
        let is_host = is_plain && !text.contains("://") && text.contains('.') && text.starts_with(char::is_alphanumeric);
        let form = is_host.then(|| format!("https://{text}"));
        Err(Problem::new(Code::WrongType, reason).mended(form, "write for example `https://example.com/guide`"))
    }
}

scalar_field! {
    Url: Url::parse, Shape::Url, |url| Datum::Text(url.0.clone());
}

scalar_traits!(Url);
