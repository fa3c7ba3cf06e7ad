//! The size that a drawing names.

use super::{Problem, Size};
use crate::markdown::{TagKind, Token, tokens};

/// How far into a file its first element begins at most; editors write long comments.
const HEAD: usize = 64 * 1024;

/// The size of a drawing, from its `width` and `height`, else from its `viewBox`; `None` when it names none.
///
/// # Errors
/// When it isn't a drawing.
pub fn size(bytes: &[u8]) -> Result<Option<Size>, Problem> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let root = tokens(&head).find_map(|token| match token {
        Token::Tag(tag) if tag.kind != TagKind::Closes => Some(tag),
        _ => None,
    });
    let root = root.filter(|tag| tag.name == "svg" || tag.name.ends_with(":svg")).ok_or(Problem::Unreadable)?;
    let attribute = |name: &str| root.attribute(name).map(str::trim);
    let (width, height) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels));
    let (shown_width, shown_height) = match (width, height, attribute("viewbox").and_then(proportions)) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(proportions)) => proportions,
        _ => return Ok(None),
    };
    Ok(rounded(shown_width).zip(rounded(shown_height)).map(|(width, height)| Size { width, height }))
}

/// A length in CSS pixels (<https://www.w3.org/TR/css-values-4/#absolute-lengths>); `None` when it depends on what is around.
fn pixels(length: &str) -> Option<f64> {
    let unit = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let factor = match &length[unit..] {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    length[..unit].trim().parse::<f64>().ok().map(|number| number * factor).filter(|length| *length > 0.0)
}

/// The width and height of `viewBox="0 0 320 80"`.
fn proportions(view_box: &str) -> Option<(f64, f64)> {
    let numbers = view_box.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

fn rounded(length: f64) -> Option<u32> {
    let whole = length.round().max(1.0);
    (whole <= f64::from(u32::MAX)).then_some(whole as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_as_large_as_it_says() {
        let size = |svg: &str| size(svg.as_bytes()).map(|size| size.map(|size| (size.width, size.height)));
        let xml = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\">\n<!-- <svg width=\"1\"> -->\n";
        assert_eq!(size(&format!("{xml}<svg width=\"320\" height='80px' viewBox=\"0 0 1 1\">")), Ok(Some((320, 80))));
        assert_eq!(size("<svg viewBox=\"0,0 320.4 80\"/>"), Ok(Some((320, 80))));
        assert_eq!(size("<svg width=\"100%\" height=\"40\" viewBox=\"0 0 320 80\">"), Ok(Some((160, 40))));
        assert_eq!(size("<svg width=\"25.4mm\" height=\"72pt\">"), Ok(Some((96, 96))));
        assert_eq!(size("<svg width=\"1em\" height=\"1em\">"), Ok(None));
        assert_eq!(size("<svg viewBox=\"0 0 0 80\">"), Ok(None));
        assert_eq!(size("<html><svg width=\"1\" height=\"1\">"), Err(Problem::Unreadable));
        assert_eq!(size("x"), Err(Problem::Unreadable));
    }
}
