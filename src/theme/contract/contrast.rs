//! Whether what is read stands out from what is behind it.

use std::collections::BTreeMap;

use super::{
    Finding,
    colour::{Colour, Need, Paint},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    sources::SourcePath,
    theme::{
        layers::{Layer, Layers},
        manifest::{Pair, PairUse},
        tokens::{Mode, in_mode},
    },
    yaml::{FieldPath, Locator},
};

impl PairUse {
    /// The contrast ratio that it needs at least (WCAG 2.2 AA, success criteria 1.4.3 and 1.4.11).
    pub fn enough(self) -> f32 {
        match self {
            Self::Text => 4.5,
            Self::Large | Self::Part => 3.0,
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Text => "text needs",
            Self::Large => "large text needs",
            Self::Part => "lines and signs need",
        }
    }
}

/// Weighs each pair of tokens that is used together, in the light and in the dark. Pairs that come from the default theme as they are
/// aren't this theme's.
pub fn check(layers: &Layers, read: &dyn Fn(&SourcePath) -> String, findings: &mut Vec<Finding>) {
    let pairs: Vec<&Pair> = layers.0.iter().flat_map(|layer| &layer.pairs).collect();
    for mode in [Mode::Light, Mode::Dark] {
        let values = in_mode(layers, mode);
        for pair in &pairs {
            let Some((front, back)) = colours(pair, &values) else { continue };
            let ratio = front.contrast(back);
            let Some(setter) = setter(layers, pair, mode).filter(|_| ratio < pair.shows.enough()) else { continue };
            let of_front = pairs.iter().filter(|other| other.front == pair.front);
            let needs: Vec<Need> =
                of_front.filter_map(|other| Some(Need { on: colours(other, &values)?.1, enough: other.shows.enough() })).collect();
            let nearest = front.nearest(&needs);
            findings.push(diagnostic(pair, mode, ratio, nearest, setter.place(read)));
        }
    }
}

fn colours(pair: &Pair, values: &BTreeMap<&str, &str>) -> Option<(Colour, Colour)> {
    let paint = |token: &str| Paint::parse(values.get(token)?);
    let back = paint(&pair.back)?.over(Colour::WHITE);
    Some((paint(&pair.front)?.over(back), back))
}

fn diagnostic(pair: &Pair, mode: Mode, ratio: f32, nearest: Colour, place: Place) -> Diagnostic {
    let Pair { front, back, shows } = pair;
    // Rounded down, so that what fails never looks as if it passed.
    let ratio = (ratio * 100.0).floor() / 100.0;
    let when = match mode {
        Mode::Light => "in the light",
        Mode::Dark => "in the dark",
    };
    let message = format!("`{front}` on `{back}` has a contrast of {ratio:.2}:1 {when}; {} {}:1", shows.in_words(), shows.enough());
    Diagnostic::new(Code::LowContrast, place, message)
        .hint(format!("the nearest `{front}` that passes wherever it is shown is `{nearest}`"))
}

/// The layer that sets a token of a pair, and under which key.
struct Setter<'a> {
    file: SourcePath,
    key: &'static str,
    token: &'a str,
}

impl Setter<'_> {
    fn place(&self, read: &dyn Fn(&SourcePath) -> String) -> Place {
        Place::span(&self.file, Locator::new(&read(&self.file), 0).field(&FieldPath::key(self.key).then(self.token)))
    }
}

/// Where the colour of a pair comes from that isn't the default theme's, that in front first.
fn setter<'p>(layers: &Layers, pair: &'p Pair, mode: Mode) -> Option<Setter<'p>> {
    let (_, own) = layers.0.split_last()?;
    [&*pair.front, &*pair.back].into_iter().find_map(|token| {
        let (layer, key) = own.iter().find_map(|layer| Some((layer, key_of(layer, token, mode)?)))?;
        Some(Setter { file: layer.said_in(), key, token })
    })
}

fn key_of(layer: &Layer, token: &str, mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Dark if layer.dark.contains_key(token) => Some("dark"),
        _ if layer.tokens.contains_key(token) => Some("tokens"),
        _ => None,
    }
}
