//! What is wrong with HTML that the author wrote by hand.

use super::{Writer, raw::Written};
use crate::{
    diagnostic::Code,
    markdown::{
        RawHtml,
        raw::{self, TagKind},
        text::{AddressKind, NO_ALT, address_kind},
    },
};

/// Elements of HTML that are left out on purpose: they may run a script, load something from elsewhere or break the layout.
const ACTIVE: [&str; 26] = [
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "select", "option",
    "textarea", "video", "audio", "canvas", "svg", "math", "link", "meta", "base", "template", "noscript", "marquee", "title",
];

impl Writer<'_, '_, '_> {
    /// Says what is missing in raw HTML, what belongs to nothing, and what is taken out of it.
    pub(super) fn check_raw_html(&mut self, written: &Written, setting: RawHtml) {
        self.check_alt(written);
        self.check_balance(written, setting);
        // Who allows all HTML may write scripts and styles.
        if setting == RawHtml::Sanitize {
            self.check_addresses(written);
            self.check_left_out(written);
        }
    }

    /// An image without `alt`; an empty one says that an image is decoration.
    fn check_alt(&mut self, written: &Written) {
        for image in raw::opening_tags(&written.html).filter(|tag| tag.name == "img" && !tag.has("alt")) {
            let hint = "add what it shows, such as `alt=\"The team at lunch\"`; for mere decoration `alt=\"\"`".to_owned();
            self.issue(Code::MissingAlt, written.span(image.span), NO_ALT, hint);
        }
    }

    fn check_balance(&mut self, written: &Written, setting: RawHtml) {
        // What is left out isn't open either.
        let stays = |name: &str| setting == RawHtml::Allow || raw::is_kept(name);
        for tag in raw::unbalanced(&written.html).into_iter().filter(|tag| stays(&tag.name)) {
            let name = tag.name;
            let (message, hint) = match tag.kind {
                TagKind::Closes => {
                    (format!("`</{name}>` closes nothing"), format!("take it out, or write `<{name}>` where it should begin"))
                }
                TagKind::ClosesItself => {
                    (format!("`<{name}/>` isn't closed: in HTML the `/` has no meaning"), format!("write `<{name}></{name}>`"))
                }
                TagKind::Opens => (format!("`<{name}>` isn't closed"), format!("write `</{name}>` where it should end")),
            };
            self.issue(Code::UnbalancedHtml, written.span(tag.span), message, hint);
        }
    }

    /// Addresses that are taken out since they would run a script or carry a document in themselves.
    fn check_addresses(&mut self, written: &Written) {
        for found in raw::addresses(&written.html) {
            if address_kind(&found.address) == AddressKind::Dangerous {
                self.dangerous_address(found.kind, &found.address, written.span(found.span));
            }
        }
    }

    fn check_left_out(&mut self, written: &Written) {
        for (what, span) in raw::left_out(&written.html) {
            let name = what.trim_matches(['<', '>']);
            let hint = match what.ends_with('>') && !ACTIVE.contains(&name) {
                true => format!("for text between angle brackets write `\\<{name}>`; for HTML write `raw_html: allow` in rolebook.yaml"),
                false => "use a directive or Markdown instead, or write `raw_html: allow` in rolebook.yaml when all authors are trusted"
                    .to_owned(),
            };
            self.issue(Code::CleanedHtml, written.span(span), format!("`{what}` is left out of the page"), hint);
        }
    }
}
