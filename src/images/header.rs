//! What the header of an image file says.

use std::io::Cursor;

use image::{ImageDecoder as _, ImageReader, metadata::Orientation};

use super::{Problem, svg};

/// The width and height of an image, in CSS pixels, as it is shown: a photograph that was taken upright is upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// From the left to the right.
    pub width: u32,
    /// From the top to the bottom.
    pub height: u32,
}

/// What the names of images that browsers show end in.
const EXTENSIONS: [&str; 11] = ["apng", "avif", "bmp", "gif", "ico", "jfif", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether a file is an image by its name's ending.
pub fn is_image(extension: &str) -> bool {
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The size of an image; `None` for a drawing that names none.
///
/// # Errors
/// When it isn't one.
pub fn read(bytes: &[u8], extension: &str) -> Result<Option<Size>, Problem> {
    if extension.eq_ignore_ascii_case("svg") {
        return svg::size(bytes);
    }
    let size = imagesize::blob_size(bytes).map_err(|_| Problem::Unreadable)?;
    let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0).ok_or(Problem::Unreadable);
    let size = Size { width: side(size.width)?, height: side(size.height)? };
    Ok(Some(if lies_on_its_side(bytes) { size.turned() } else { size }))
}

impl Size {
    fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

/// Whether a camera wrote that the image is to be turned by a quarter, as browsers do.
fn lies_on_its_side(bytes: &[u8]) -> bool {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let orientation = reader.ok().and_then(|reader| reader.into_decoder().ok()?.orientation().ok());
    matches!(orientation, Some(Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH))
}
