//! Images for tests, made as they are needed.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, RgbImage, Rgba, RgbaImage, codecs::jpeg::JpegEncoder,
};

/// A colour profile, as far as anyone here reads it.
pub const PROFILE: &[u8] = b"0123456789abcdefRGB and the rest of it";

/// A file of many colours, as a camera makes it.
pub fn photograph(width: u32, height: u32) -> Vec<u8> {
    jpeg(width, height, None, None)
}

/// A photograph that lies on its side, as its header says.
pub fn lying_photograph(width: u32, height: u32) -> Vec<u8> {
    // A TIFF of one entry: orientation, a short, once, 6: turn it to the right.
    let turned = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg(width, height, Some(turned.to_vec()), None)
}

/// A photograph whose colours are those of a profile.
pub fn photograph_with_profile(width: u32, height: u32) -> Vec<u8> {
    jpeg(width, height, None, Some(PROFILE.to_vec()))
}

fn jpeg(width: u32, height: u32, exif: Option<Vec<u8>>, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).expect("the format has room for it");
    }
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).expect("the format has room for it");
    }
    let pixels: RgbImage = DynamicImage::ImageRgba8(many_colours(width, height)).into_rgb8();
    encoder.encode_image(&pixels).expect("memory takes an image");
    bytes
}

/// A file of many colours, half of which can be seen through.
pub fn cut_out(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = many_colours(width, height);
    pixels.enumerate_pixels_mut().filter(|(x, ..)| *x < width / 2).for_each(|(.., pixel)| pixel.0[3] = 0);
    file(pixels, ImageFormat::Png)
}

/// A file of two colours.
pub fn drawing(width: u32, height: u32) -> Vec<u8> {
    let ink = |x: u32, y: u32| if (x / 7 + y / 5).is_multiple_of(3) { [20, 20, 20, 255] } else { [250, 250, 250, 255] };
    file(RgbaImage::from_fn(width, height, |x, y| Rgba(ink(x, y))), ImageFormat::Png)
}

fn many_colours(width: u32, height: u32) -> RgbaImage {
    let colour =
        |x: u32, y: u32| [(x / 3 + y) % 256, (x + y * 5) % 256, (x * y / 7) % 256].map(|c| u8::try_from(c).expect("it is below 256"));
    RgbaImage::from_fn(width, height, |x, y| {
        let [red, green, blue] = colour(x, y);
        Rgba([red, green, blue, 255])
    })
}

fn file(pixels: RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).expect("memory takes an image");
    bytes.into_inner()
}

/// The width, height and profile of a file.
pub fn read(bytes: &[u8]) -> (u32, u32, Option<Vec<u8>>) {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("memory can be read");
    let mut decoder = reader.into_decoder().expect("it is an image");
    let profile = decoder.icc_profile().expect("it has a profile or none");
    let image = DynamicImage::from_decoder(decoder).expect("it is whole");
    (image.width(), image.height(), profile)
}
