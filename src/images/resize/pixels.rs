//! Pixels of an image.

use std::collections::HashSet;

use image::RgbaImage;

use super::{encode::Content, resize};

/// A drawing or a picture of a screen has fewer colours than this; a photograph has more.
const FEW_COLOURS: usize = 4096;

/// What an image shows, to judge by its pixels.
pub fn content(image: &RgbaImage) -> Content {
    let mut colours = HashSet::new();
    let has_few = image.pixels().all(|pixel| {
        colours.insert(pixel.0);
        colours.len() <= FEW_COLOURS
    });
    match (has_few, is_opaque(image)) {
        (true, _) => Content::Drawing,
        (false, true) => Content::Photograph,
        (false, false) => Content::CutOut,
    }
}

fn is_opaque(image: &RgbaImage) -> bool {
    image.pixels().all(|pixel| pixel.0[3] == u8::MAX)
}

/// An image of this width, with the same proportions.
pub fn scaled(image: &RgbaImage, width: u32) -> RgbaImage {
    if width == image.width() {
        return image.clone();
    }
    let height = (u64::from(image.height()) * u64::from(width) + u64::from(image.width()) / 2) / u64::from(image.width());
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    if is_opaque(image) {
        return resize(image, width, height);
    }
    // What can't be seen has a colour too, which must not bleed into what can.
    let mut weighted = image.clone();
    for pixel in weighted.pixels_mut() {
        let [colours @ .., alpha] = &mut pixel.0;
        colours.iter_mut().for_each(|colour| *colour = times(*colour, *alpha, u8::MAX));
    }
    let mut scaled = resize(&weighted, width, height);
    for pixel in scaled.pixels_mut() {
        let [colours @ .., alpha] = &mut pixel.0;
        colours.iter_mut().for_each(|colour| *colour = if *alpha == 0 { 0 } else { times(*colour, u8::MAX, *alpha) });
    }
    scaled
}

/// `a × b / by`, rounded, as a colour.
fn times(a: u8, b: u8, by: u8) -> u8 {
    let product = (u32::from(a) * u32::from(b) + u32::from(by) / 2) / u32::from(by);
    u8::try_from(product).unwrap_or(u8::MAX)
}
