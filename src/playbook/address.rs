//! Addresses: where outputs lie in the published folder, and how one leads to another.

use std::{fmt, ops::Deref, sync::Arc};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::Urls;

/// An output's path from the top of the published folder, `roles/sre/index.html`. It is also a page's name among all pages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// Takes a path as it is.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The address of a page whose path below the content folder, without `.md`, is given.
    pub fn of_page(path: &str, urls: Urls) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        if name == "index" || urls == Urls::Flat { Self::new(format!("{path}.html")) } else { Self::new(format!("{path}/index.html")) }
    }

    /// The way from this output to another, relative and percent-encoded; it names the file.
    pub fn href_to(&self, target: &str, anchor: Option<&str>) -> String {
        let mut href = String::new();
        if *self.0 != *target || anchor.is_none() {
            let from: Vec<&str> = self.0.split('/').collect();
            let to: Vec<&str> = target.split('/').collect();
            let common = from[..from.len() - 1].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
            for _ in common..from.len() - 1 {
                href.push_str("../");
            }
            href.push_str(&encode_path(&to[common..].join("/")));
        }
        if let Some(anchor) = anchor {
            href.push('#');
            href.extend(utf8_percent_encode(anchor, FRAGMENT));
        }
        href
    }

    /// The address below the site's own, as a reader would type it: `index.html` is left out where folders are addresses.
    pub fn canonical(&self, urls: Urls) -> String {
        let path = match urls {
            Urls::Folder => self.0.strip_suffix("index.html").unwrap_or(&self.0),
            Urls::Flat => self.0.strip_suffix("index.html").filter(|rest| rest.is_empty()).unwrap_or(&self.0),
        };
        encode_path(path)
    }
}

/// Percent-encodes a path, but for its slashes.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// What a path can't hold (<https://url.spec.whatwg.org/#path-percent-encode-set>), and `%` and `:`, which would change its meaning.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'%')
    .add(b':')
    .add(b'\\')
    .add(b'[')
    .add(b']')
    .add(b'|');
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%');

impl Deref for Address {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lie_where_their_files_do() {
        assert_eq!(&*Address::of_page("a/b", Urls::Flat), "a/b.html");
        assert_eq!(&*Address::of_page("a/index", Urls::Flat), "a/index.html");
        assert_eq!(&*Address::of_page("a/b", Urls::Folder), "a/b/index.html");
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let page = Address::new("roles/sre/index.html");
        assert_eq!(page.href_to("index.html", None), "../../index.html");
        assert_eq!(page.href_to("roles/index.html", Some("a b")), "../index.html#a%20b");
        assert_eq!(page.href_to("roles/sre/index.html", Some("pay")), "#pay");
        assert_eq!(page.href_to("roles/sre/index.html", None), "index.html");
        assert_eq!(page.href_to("roles/sre/Plan 50%.pdf", None), "Plan%2050%25.pdf");
        assert_eq!(Address::new("index.html").href_to("a/b.html", None), "a/b.html");
    }
}
