//! The smallest file for some pixels.

use std::io::Cursor;

use ::webp::Encoder;
use image::{
    DynamicImage, ImageEncoder as _, RgbaImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};

use super::webp;

/// The quality of photographs, from 1 to 100, at which a reader sees no difference beside the original.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 78.0;

/// What an image shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Many colours.
    Photograph,
    /// Many colours, and places that can be seen through.
    CutOut,
    /// Few colours and sharp edges, which must stay sharp: drawings, charts, pictures of a screen.
    Drawing,
}

/// What the numbers of the colours mean, where they don't mean what they usually do.
pub struct Profile(pub Option<Vec<u8>>);

/// The smallest of the files that can be made: what its name ends in, and its bytes.
pub fn smallest(pixels: &RgbaImage, content: Content, profile: &Profile) -> Option<(&'static str, Vec<u8>)> {
    let files = match content {
        Content::Photograph => [jpeg(pixels, profile), lossy(pixels, profile)],
        Content::CutOut => [png(pixels, profile), lossy(pixels, profile)],
        Content::Drawing => [png(pixels, profile), lossless(pixels, profile)],
    };
    files.into_iter().flatten().min_by_key(|(_, bytes)| bytes.len())
}

fn jpeg(pixels: &RgbaImage, profile: &Profile) -> Option<(&'static str, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    if let Some(profile) = &profile.0 {
        encoder.set_icc_profile(profile.clone()).ok()?;
    }
    let colours = DynamicImage::ImageRgba8(pixels.clone()).into_rgb8();
    encoder.encode_image(&colours).ok()?;
    Some(("jpg", bytes))
}

fn png(pixels: &RgbaImage, profile: &Profile) -> Option<(&'static str, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(Cursor::new(&mut bytes), CompressionType::Best, FilterType::Adaptive);
    if let Some(profile) = &profile.0 {
        encoder.set_icc_profile(profile.clone()).ok()?;
    }
    // What can't be seen through needs no fourth number for each pixel.
    let image = DynamicImage::ImageRgba8(pixels.clone());
    let image = if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image };
    image.write_with_encoder(encoder).ok()?;
    Some(("png", bytes))
}

fn lossy(pixels: &RgbaImage, profile: &Profile) -> Option<(&'static str, Vec<u8>)> {
    let encoded = Encoder::from_rgba(pixels, pixels.width(), pixels.height()).encode_simple(false, WEBP_QUALITY).ok()?;
    Some(("webp", webp::with_profile(&encoded, pixels, profile)?))
}

fn lossless(pixels: &RgbaImage, profile: &Profile) -> Option<(&'static str, Vec<u8>)> {
    let encoded = Encoder::from_rgba(pixels, pixels.width(), pixels.height()).encode_simple(true, 75.0).ok()?;
    Some(("webp", webp::with_profile(&encoded, pixels, profile)?))
}
