//! PNG (W3C, third edition): whole, of one frame, of a size that a page can carry.

use std::io::Cursor;

use super::{Fault, PT_PER_PX};
use crate::model::Pt;

/// The bytes with which every PNG file begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The most pixels of one picture, which stands in memory as a whole: a large photograph.
const MAX_PIXELS: u64 = 40_000_000;

/// The resolutions that are believed, in dots per inch; others are a camera's or a scanner's fancy.
const SANE_DPI: std::ops::RangeInclusive<f64> = 36.0..=1200.0;

const SAVE_AGAIN: &str = "open the picture in an image editor and save it again as PNG";

/// The natural size in points, or what is wrong. Every row is decoded: a file cut short must not reach a page.
pub(super) fn check(bytes: &[u8]) -> Result<(Pt, Pt), Fault> {
    let broken = |error: ::png::DecodingError| {
        let words = error.to_string();
        let words = if words.starts_with("CRC") {
            "part of it was changed or lost on its way"
        } else {
            words.as_str()
        };
        Fault::unusable(format!("the PNG is damaged: {words}"), SAVE_AGAIN)
    };
    let decoder = ::png::Decoder::new(Cursor::new(bytes));
    let mut reader = decoder.read_info().map_err(broken)?;
    let info = reader.info();
    let (width, height) = (info.width, info.height);
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        let message = format!("the picture has {width} by {height} pixels, more than 40 million");
        return Err(Fault::unusable(
            message,
            "make it smaller: 3000 pixels fill the width of a page",
        ));
    }
    if info.animation_control.is_some() {
        return Err(Fault::unusable(
            "the picture moves",
            "save one of its frames as a still PNG",
        ));
    }
    let per_px = points_per_pixel(info.pixel_dims);
    while reader.next_interlaced_row().map_err(broken)?.is_some() {}
    reader.finish().map_err(broken)?;
    // At most 40 million, which f32 holds to well under a point.
    Ok((width as Pt * per_px.0, height as Pt * per_px.1))
}

/// How many pixels the header of a PNG announces (11.2.1); 0 where this is none.
pub(super) fn pixels(bytes: &[u8]) -> u64 {
    let side = |at: usize| -> Option<u64> {
        let digits: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_be_bytes(digits)))
    };
    let sides = side(16).zip(side(20)).filter(|_| bytes.starts_with(SIGNATURE));
    sides.map_or(0, |(width, height)| width.saturating_mul(height))
}

/// Width and height of a pixel in points, from the pHYs chunk where it is sane.
fn points_per_pixel(dims: Option<::png::PixelDimensions>) -> (Pt, Pt) {
    const METRES_PER_INCH: f64 = 0.0254;
    let Some(dims) = dims.filter(|dims| dims.unit == ::png::Unit::Meter) else {
        return (PT_PER_PX, PT_PER_PX);
    };
    let (x, y) = (
        f64::from(dims.xppu) * METRES_PER_INCH,
        f64::from(dims.yppu) * METRES_PER_INCH,
    );
    if SANE_DPI.contains(&x) && SANE_DPI.contains(&y) {
        ((72.0 / x) as Pt, (72.0 / y) as Pt)
    } else {
        (PT_PER_PX, PT_PER_PX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(width: u32, height: u32, per_metre: Option<u32>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(::png::ColorType::Grayscale);
        encoder.set_pixel_dims(per_metre.map(|n| ::png::PixelDimensions {
            xppu: n,
            yppu: n,
            unit: ::png::Unit::Meter,
        }));
        let mut writer = encoder.write_header().unwrap();
        writer
            .write_image_data(&vec![7; (width * height) as usize])
            .unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn natural_sizes_in_points() {
        for (per_metre, expected) in [
            (None, 75.0),
            (Some(11_811), 24.0),
            (Some(3), 75.0),
            (Some(10_000_000), 75.0),
        ] {
            let (width, height) = check(&encode(100, 50, per_metre)).ok().unwrap();
            assert!((width - expected).abs() < 0.01, "{per_metre:?}: {width}");
            assert!((height - expected / 2.0).abs() < 0.01);
        }
    }

    #[test]
    fn damage_anywhere_is_found() {
        let good = encode(30, 30, None);
        assert!(check(&good).is_ok());
        for cut in [SIGNATURE.len(), 20, good.len() / 2, good.len() - 13] {
            assert!(check(&good[..cut]).is_err(), "cut at {cut}");
        }
        let mut changed = good.clone();
        let middle = good.len() - 20;
        changed[middle] ^= 0x55;
        assert!(check(&changed).is_err());
    }

    #[test]
    fn a_size_that_lies_is_refused_before_memory_is_taken() {
        let mut bytes = encode(1, 1, None);
        bytes[16..20].copy_from_slice(&60_000u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&60_000u32.to_be_bytes());
        assert!(check(&bytes).is_err());
    }
}
