//! Images in a finished page: their size, so that nothing moves when they come; the files among which a browser chooses; those for
//! the dark; and when they are loaded.
//!
//! Authors, directives and themes write `<img src="…">`; what else a browser wants to know is added here, in one place for all.
//! What they wrote themselves stays as it is.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::{Job, job::Base};
use crate::{
    images::{Picture, Rendition, Size},
    markdown::{AddressKind, Tag, TagKind, Token, address_kind, escaped, tokens, unescape},
    playbook::{Address, Answer, Query},
    sources::normalize,
};

/// When an image is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Loading {
    /// With the page.
    AtOnce,
    /// When a reader comes near it.
    Lazy,
}

/// The page with all that its images lack.
///
/// The first image of the main part is what a reader waits for, so it isn't put off, and neither is what stands above.
pub fn complete(job: &Job, html: String) -> String {
    if !html.contains("<img") && !html.contains("<IMG") {
        return html;
    }
    let main = html.find("<main").unwrap_or_default();
    let mut completed = String::with_capacity(html.len() + html.len() / 8);
    let (mut from, mut loading, mut is_in_picture) = (0, Loading::AtOnce, false);
    for token in tokens(&html) {
        let Token::Tag(tag) = token else { continue };
        match (&*tag.name, tag.kind) {
            ("picture", kind) => is_in_picture = kind == TagKind::Opens,
            ("img", TagKind::Opens | TagKind::ClosesItself) => {
                completed.push_str(&html[from..tag.span.start]);
                from = tag.span.end;
                let image = Image { job, written: &html[tag.span.clone()], picture: picture(job, &tag), tag: &tag };
                match &image.picture {
                    // The author chooses among files already.
                    picture if is_in_picture || tag.has("srcset") => {
                        image.write(
                            image.start(),
                            picture.as_ref().map(|picture| (&*picture.light, Choice::None)),
                            loading,
                            &mut completed,
                        );
                    }
                    Some(Picture { light, dark: Some(dark) }) => {
                        // Which of the two is seen isn't known here, so neither is asked for before.
                        image.write(image.copy("only-light", None), Some((light, Choice::Free)), Loading::Lazy, &mut completed);
                        image.write(image.copy("only-dark", Some(dark)), Some((dark, Choice::Free)), Loading::Lazy, &mut completed);
                    }
                    picture => {
                        image.write(
                            image.start(),
                            picture.as_ref().map(|picture| (&*picture.light, Choice::Free)),
                            loading,
                            &mut completed,
                        );
                    }
                }
                if tag.span.start >= main {
                    loading = Loading::Lazy;
                }
            }
            _ => {}
        }
    }
    completed.push_str(&html[from..]);
    completed
}

/// Whether a browser may choose among the files of an image.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Free,
    None,
}

/// An image of a page.
struct Image<'a> {
    job: &'a Job,
    tag: &'a Tag<'a>,
    written: &'a str,
    picture: Option<Picture>,
}

impl Image<'_> {
    /// The tag without its end.
    fn start(&self) -> String {
        self.written.trim_end_matches('>').trim_end_matches('/').trim_end().to_owned()
    }

    /// The tag without its end, with one class more; of another image where one is given.
    fn copy(&self, class: &str, other: Option<&Rendition>) -> String {
        let mut start = "<img".to_owned();
        for attribute in &self.tag.attributes {
            let value = match (&*attribute.name, other) {
                ("class", _) => continue,
                // An id stands once.
                ("id", Some(_)) => continue,
                ("src", Some(other)) => escaped(&self.job.href(&other.address, None)),
                _ => attribute.value.replace('"', "&quot;"),
            };
            let _ = write!(start, " {}=\"{value}\"", attribute.name);
        }
        for name in &self.tag.bare {
            let _ = write!(start, " {name}");
        }
        let own = self.tag.attribute("class").map(|own| format!("{} ", own.replace('"', "&quot;"))).unwrap_or_default();
        let _ = write!(start, " class=\"{own}{class}\"");
        start
    }

    /// Writes a tag with all that it lacks.
    fn write(&self, start: String, shown: Option<(&Rendition, Choice)>, loading: Loading, out: &mut String) {
        out.push_str(&start);
        let mut add = |name: &str, value: &str| {
            if !self.tag.has(name) {
                let _ = write!(out, " {name}=\"{value}\"");
            }
        };
        if let Some((rendition, choice)) = shown {
            if choice == Choice::Free && !rendition.candidates.is_empty() {
                add("srcset", &self.candidates(rendition));
                add("sizes", &self.sizes());
            }
            if let Some(size) = rendition.size.and_then(|size| self.size(size)) {
                add("width", &size.width.to_string());
                add("height", &size.height.to_string());
            }
        }
        if loading == Loading::Lazy {
            add("loading", "lazy");
            add("decoding", "async");
        }
        out.push('>');
    }

    /// The size that an image is shown at, of which an author may have written one side; `None` when that can't be told.
    fn size(&self, size: Size) -> Option<Size> {
        let side = |name: &str| self.tag.attribute(name).map(|side| side.trim().parse::<u32>());
        let scaled =
            |side: u32, of: u32, by: u32| u32::try_from((u64::from(side) * u64::from(of) + u64::from(by) / 2) / u64::from(by)).ok();
        match (side("width"), side("height")) {
            (None, None) => Some(size),
            (Some(Ok(width)), None) => Some(Size { width, height: scaled(width, size.height, size.width)? }),
            (None, Some(Ok(height))) => Some(Size { width: scaled(height, size.width, size.height)?, height }),
            _ => None,
        }
    }

    fn candidates(&self, rendition: &Rendition) -> String {
        let candidate = |candidate: &crate::images::Candidate| {
            // A comma would end the address where a browser reads the list.
            let href = self.job.href(&candidate.address, None).replace(',', "%2C");
            format!("{} {}w", escaped(&href), candidate.width)
        };
        rendition.candidates.iter().map(candidate).collect::<Vec<_>>().join(", ")
    }

    /// How wide the image will be on a page: as the author says, else as wide as the column of text, or as the screen of a phone.
    fn sizes(&self) -> String {
        if let Some(Ok(width)) = self.tag.attribute("width").map(|width| width.trim().parse::<u32>()) {
            return format!("{width}px");
        }
        match self.job.ask(Query::Token("measure".to_owned())) {
            Answer::Text(measure) if is_length(&measure) => format!("(min-width: {measure}) {measure}, 100vw"),
            _ => "100vw".to_owned(),
        }
    }
}

/// Whether a token is a length that means the same before anything is laid out.
fn is_length(value: &str) -> bool {
    let number = ["rem", "em", "px"].iter().find_map(|unit| value.strip_suffix(unit));
    number.is_some_and(|number| number.parse::<f64>().is_ok_and(|number| number > 0.0))
}

/// What is known of the image that a tag shows.
fn picture(job: &Job, tag: &Tag<'_>) -> Option<Picture> {
    let address = address(job, &unescape(tag.attribute("src")?))?;
    match job.ask(Query::Image(address)) {
        Answer::Image(picture) => Some(picture),
        _ => None,
    }
}

/// The output that `src` leads to; `None` when it lies on another site.
fn address(job: &Job, src: &str) -> Option<Address> {
    let path = src.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    if address_kind(path) != AddressKind::Internal {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let path = match &job.base {
        Base::Page => normalize(job.page.address.rsplit_once('/').map_or("", |(folder, _)| folder), &decoded)?,
        Base::Absolute(top) => normalize("", decoded.strip_prefix(top.as_str())?)?,
    };
    Some(Address::new(path))
}
