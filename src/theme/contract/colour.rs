//! Contrast of two colours, and the nearest colour that has enough.

use std::fmt;

use color::{AlphaColor, Oklch, OpaqueColor, Srgb, parse_color};

/// An opaque colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour(OpaqueColor<Srgb>);

/// A colour of a token, which may let through what is behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint(AlphaColor<Srgb>);

/// A colour behind another one, and the contrast ratio that it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// The colour behind.
    pub on: Colour,
    /// The ratio.
    pub enough: f32,
}

impl Paint {
    /// Reads what CSS takes for a colour: a name, hex digits, `rgb()`, `hsl()`, `oklch()` and the like. `None` for what only a browser can
    /// tell, such as `var()` or `color-mix()`.
    pub fn parse(value: &str) -> Option<Self> {
        let colour: AlphaColor<Srgb> = parse_color(value.trim()).ok()?.to_alpha_color();
        colour.components.iter().all(|part| part.is_finite()).then_some(Self(colour))
    }

    /// What is seen of it on an opaque colour.
    pub fn over(self, behind: Colour) -> Colour {
        let [r, g, b, alpha] = self.0.components;
        let [br, bg, bb] = behind.0.components;
        let mix = |front: f32, back: f32| (front * alpha + back * (1.0 - alpha)).clamp(0.0, 1.0);
        Colour(OpaqueColor::new([mix(r, br), mix(g, bg), mix(b, bb)]))
    }
}

impl Colour {
    const BLACK: Self = Self(OpaqueColor::new([0.0; 3]));
    /// Paper, where nothing else is behind.
    pub const WHITE: Self = Self(OpaqueColor::new([1.0; 3]));

    /// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.0.relative_luminance(), other.0.relative_luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour of this hue that is nearest to this one in lightness and has enough contrast to each of some others. Where no lightness
    /// is enough, black or white, whichever is better.
    pub fn nearest(self, needs: &[Need]) -> Self {
        const STEPS: u8 = 200;
        let [lightness, chroma, hue] = self.0.convert::<Oklch>().components;
        let candidates = (0..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
        let colours = candidates.map(|other| ((other - lightness).abs(), OpaqueColor::<Oklch>::new([other, chroma, hue])));
        let passing = colours
            .map(|(distance, colour)| (distance, Self(colour.convert()).rounded()))
            .filter(|(_, colour)| colour.margin(needs) >= 1.0);
        let extreme = if Self::BLACK.margin(needs) > Self::WHITE.margin(needs) { Self::BLACK } else { Self::WHITE };
        passing.min_by(|(a, _), (b, _)| a.total_cmp(b)).map_or(extreme, |(_, colour)| colour)
    }

    /// How many times the contrast that is enough it has, where it has the least.
    fn margin(self, needs: &[Need]) -> f32 {
        needs.iter().map(|need| self.contrast(need.on) / need.enough).fold(f32::INFINITY, f32::min)
    }

    /// The colour as its hex digits say it.
    fn rounded(self) -> Self {
        let colour = self.0.to_rgba8();
        Self(OpaqueColor::new([colour.r, colour.g, colour.b].map(|part| f32::from(part) / 255.0)))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colour = self.0.to_rgba8();
        write!(f, "#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b)
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, Need, Paint};

    fn colour(value: &str) -> Colour {
        Paint::parse(value).unwrap_or_else(|| panic!("{value} is a colour")).over(Colour::WHITE)
    }

    #[test]
    fn ratios_are_those_that_are_known() {
        for (front, back, wanted) in [
            ("black", "white", 21.0),
            ("#767676", "#fff", 4.54),
            ("#777", "#fff", 4.48),
            ("#fff", "#fff", 1.0),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            let ratio = colour(front).contrast(colour(back));
            assert!((ratio - wanted).abs() < 0.005, "{front} on {back}: {ratio}");
            assert!((ratio - colour(back).contrast(colour(front))).abs() < 0.001);
        }
    }

    #[test]
    fn every_form_of_a_colour_is_read() {
        for value in ["#0b5c4a", "#0b5c4aff", "rgb(11 92 74)", "rgb(11, 92, 74)", "hsl(166.7 78.6% 20.2%)"] {
            assert_eq!(colour(value).to_string(), "#0b5c4a", "{value}");
        }
        assert_eq!(colour("#abc").to_string(), "#aabbcc");
        assert_eq!(colour("oklch(1 0 0)").to_string(), "#ffffff");
        assert_eq!(colour("rgb(0 0 0 / 50%)").to_string(), "#808080");
        for value in ["var(--color-ink)", "color-mix(in srgb, red, blue)", "38rem", "", "ui-serif, serif"] {
            assert_eq!(Paint::parse(value), None, "{value}");
        }
    }

    #[test]
    fn the_nearest_colour_passes_and_keeps_its_hue() {
        let need = |back: &str, enough: f32| Need { on: colour(back), enough };
        for (front, back) in [("#e08b5a", "#fdfcf9"), ("#7fd1bb", "#ffffff"), ("#333333", "#171614"), ("#ff0000", "#808080")] {
            let nearest = colour(front).nearest(&[need(back, 4.5)]);
            assert!(nearest.contrast(colour(back)) >= 4.5, "{front} on {back}: {nearest}");
        }
        assert_eq!(colour("#0b5c4a").nearest(&[need("#fff", 4.5)]).to_string(), "#0b5c4a");
        // What passes on one of two must pass on the other, too.
        let nearest = colour("#e0885a").nearest(&[need("#fdfcf9", 4.5), need("#f4f1ea", 4.5)]);
        assert!(nearest.contrast(colour("#f4f1ea")) >= 4.5);
        // Nothing has a ratio of 20 on grey.
        assert_eq!(colour("#ff0000").nearest(&[need("#777", 20.0)]).to_string(), "#000000");
    }
}
