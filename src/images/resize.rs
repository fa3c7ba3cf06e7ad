//! Smaller variants of an image, for screens that don't need all of it.

mod encode;
mod pixels;
mod webp;

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageResult, Limits, RgbaImage,
    codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
    imageops::{self, FilterType},
};
use rayon::prelude::*;

use self::encode::{Content, Profile};
use super::{Problem, Size};

/// The widths of variants, in pixels: a phone, a tablet or the column of text, and both on screens of twice the density.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];

/// The widest variant; an image that is wider still is never chosen instead.
pub const WIDEST: u32 = WIDTHS[WIDTHS.len() - 1];

/// Images that aren't wider than this are as wide as the column of text at most, and are left as they are.
const NARROW: u32 = 640;

/// The most pixels that an image may have to be decoded, and the most bytes that decoding it may take. A small file can claim to be
/// an image that fills any memory.
pub const MOST_PIXELS: u64 = 100_000_000;
const MOST_BYTES: u64 = 1 << 30;

/// Changes when other variants would be made of the same image.
pub const RECIPE: u32 = 1;

/// A variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its width in pixels.
    pub width: u32,
    /// What its name ends in.
    pub extension: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Whether an image may have variants: it is a still one, wider than the column, of a kind that can be decoded.
pub fn is_wide(size: Size) -> bool {
    size.width > NARROW
}

/// Makes the variants of an image; none where they would be no smaller than the image itself.
///
/// # Errors
/// When the image can't be decoded.
pub fn variants(bytes: &[u8]) -> Result<Vec<Variant>, Problem> {
    let Some(image) = decode(bytes)? else { return Ok(Vec::new()) };
    let own = image.pixels.width();
    let widths = WIDTHS.into_iter().filter(|width| *width < own).chain((own <= WIDEST).then_some(own));
    // Each is made of the next larger one, which is quicker and as good.
    let mut scaled: Vec<RgbaImage> = Vec::new();
    for width in widths.collect::<Vec<_>>().into_iter().rev() {
        let smaller = pixels::scaled(scaled.last().unwrap_or(&image.pixels), width);
        scaled.push(smaller);
    }
    let encoded: Vec<Option<Variant>> = scaled
        .into_par_iter()
        .rev()
        .map(|pixels| {
            let (extension, encoded) = encode::smallest(&pixels, image.content, &image.profile)?;
            let variant = Variant { width: pixels.width(), extension: extension.to_owned(), bytes: encoded };
            (variant.bytes.len() < bytes.len()).then_some(variant)
        })
        .collect();
    Ok(encoded.into_iter().flatten().collect())
}

/// Makes sure that an image can be decoded.
///
/// # Errors
/// When it can't.
pub fn check(bytes: &[u8]) -> Result<(), Problem> {
    decode(bytes).map(drop)
}

/// A decoded image, as it is shown.
struct Decoded {
    pixels: RgbaImage,
    content: Content,
    profile: Profile,
}

/// Decodes an image; `None` for one that moves, or of a kind that isn't resized.
fn decode(bytes: &[u8]) -> Result<Option<Decoded>, Problem> {
    let decoded = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => JpegDecoder::new(Cursor::new(bytes)).and_then(|decoder| pixels_of(decoder, |_| Content::Photograph)),
        Ok(ImageFormat::Png) => PngDecoder::with_limits(Cursor::new(bytes), limits()).and_then(|decoder| match decoder.is_apng()? {
            true => Ok(None),
            false => pixels_of(decoder, pixels::content),
        }),
        Ok(ImageFormat::WebP) => WebPDecoder::new(Cursor::new(bytes)).and_then(|decoder| match decoder.has_animation() {
            true => Ok(None),
            false => pixels_of(decoder, pixels::content),
        }),
        _ => return Ok(None),
    };
    decoded.map_err(|error| match error {
        ImageError::Limits(_) => Problem::TooLarge,
        _ => Problem::Unreadable,
    })
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

fn pixels_of(mut decoder: impl ImageDecoder, content: fn(&RgbaImage) -> Content) -> ImageResult<Option<Decoded>> {
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    // Inks can't be turned into light without their profile; browsers do that with the image itself.
    if profile.as_ref().is_some_and(|profile| profile.get(16..20) == Some(b"CMYK")) {
        return Ok(None);
    }
    let profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let pixels = image.into_rgba8();
    Ok(Some(Decoded { content: content(&pixels), pixels, profile: Profile(profile) }))
}

/// Scales an image down.
fn resize(image: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    imageops::resize(image, width, height, FilterType::Lanczos3)
}
