//! The frame of a WebP file, in which the encoder leaves no room for a colour profile
//! (<https://developers.google.com/speed/webp/docs/riff_container>).

use image::RgbaImage;

use super::encode::Profile;

/// Flags of the extended header: a profile, and places that can be seen through.
const HAS_PROFILE: u8 = 0b10_0000;
const HAS_ALPHA: u8 = 0b1_0000;

/// The size of `RIFF`, the file's size and `WEBP`.
const FRAME: usize = 12;

/// A WebP file with a profile in it; the same file when there is none. `None` when it isn't such a file.
pub fn with_profile(file: &[u8], pixels: &RgbaImage, profile: &Profile) -> Option<Vec<u8>> {
    let Some(profile) = &profile.0 else { return Some(file.to_vec()) };
    let chunks = chunks(file.get(FRAME..)?);
    let mut out = Vec::with_capacity(file.len() + profile.len() + 64);
    let has_alpha = pixels.pixels().any(|pixel| pixel.0[3] < u8::MAX);
    let mut header = vec![HAS_PROFILE | if has_alpha { HAS_ALPHA } else { 0 }, 0, 0, 0];
    for side in [pixels.width(), pixels.height()] {
        header.extend_from_slice(&side.checked_sub(1)?.to_le_bytes()[..3]);
    }
    push(&mut out, b"VP8X", &header)?;
    push(&mut out, b"ICCP", profile)?;
    for (name, content) in chunks.iter().filter(|(name, _)| **name != *b"VP8X") {
        push(&mut out, name, content)?;
    }
    let mut framed = Vec::with_capacity(out.len() + FRAME);
    framed.extend_from_slice(b"RIFF");
    framed.extend_from_slice(&u32::try_from(out.len() + 4).ok()?.to_le_bytes());
    framed.extend_from_slice(b"WEBP");
    framed.append(&mut out);
    Some(framed)
}

/// The parts of a file, each with its name of four letters.
fn chunks(mut rest: &[u8]) -> Vec<(&[u8; 4], &[u8])> {
    let mut chunks = Vec::new();
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let Some((length, after)) = after.split_first_chunk::<4>() else { break };
        let length = u32::from_le_bytes(*length) as usize;
        let Some(content) = after.get(..length) else { break };
        chunks.push((name, content));
        // Each part begins at an even place.
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    chunks
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) -> Option<()> {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
    out.extend_from_slice(content);
    if content.len() % 2 == 1 {
        out.push(0);
    }
    Some(())
}
