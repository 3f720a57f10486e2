//! Pixel pictures as image XObjects (ISO 32000-1, 8.9), their transparency in a soft mask.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject};
use resvg::{tiny_skia, usvg};

use super::super::broken;
use super::{DPI, LONGEST};
use crate::error::Result;
use crate::page::Area;

/// How many pixels a drawing needs in an area.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 1 to 4096"
)]
pub(super) fn pixel_size(area: Area) -> (u32, u32) {
    let scale = (DPI / 72.0).min(LONGEST / area.width.max(area.height).max(1.0));
    let pixels = |points: f32| (points * scale).ceil().clamp(1.0, LONGEST) as u32;
    (pixels(area.width), pixels(area.height))
}

/// A drawing as pixels.
///
/// # Errors
/// `Error::Write` where there is nothing to draw on.
pub(super) fn svg(name: &str, tree: &usvg::Tree, width: u32, height: u32) -> Result<XObject> {
    let mut pixmap = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| broken(format!("the picture {name} has no size")))?;
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "at most 4096")]
    let transform =
        tiny_skia::Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(tree, transform, &mut pixmap.as_mut());
    let mut colours = Vec::with_capacity(pixmap.pixels().len() * 3);
    let mut alpha = Vec::with_capacity(pixmap.pixels().len());
    for pixel in pixmap.pixels() {
        let pixel = pixel.demultiply();
        colours.extend([pixel.red(), pixel.green(), pixel.blue()]);
        alpha.push(pixel.alpha());
    }
    Ok(image(width, height, "DeviceRGB", colours, alpha))
}

/// A PNG file, to eight bits a channel.
///
/// # Errors
/// `Error::Write` where the file cannot be decoded.
pub(super) fn png(name: &str, bytes: &[u8]) -> Result<XObject> {
    let wrong = |e: png::DecodingError| broken(format!("the picture {name} cannot be decoded: {e}"));
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(wrong)?;
    let size = reader
        .output_buffer_size()
        .ok_or_else(|| broken(format!("the picture {name} is too large")))?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).map_err(wrong)?;
    data.truncate(frame.buffer_size());
    let (channels, colours, has_alpha) = match frame.color_type {
        png::ColorType::Grayscale => (1, "DeviceGray", false),
        png::ColorType::GrayscaleAlpha => (2, "DeviceGray", true),
        png::ColorType::Rgb => (3, "DeviceRGB", false),
        png::ColorType::Rgba => (4, "DeviceRGB", true),
        png::ColorType::Indexed => return Err(broken(format!("the picture {name} kept its palette"))),
    };
    if !has_alpha {
        return Ok(image(frame.width, frame.height, colours, data, Vec::new()));
    }
    let mut opaque = Vec::with_capacity(data.len());
    let mut alpha = Vec::with_capacity(data.len() / channels);
    for pixel in data.chunks_exact(channels) {
        if let Some((last, rest)) = pixel.split_last() {
            opaque.extend_from_slice(rest);
            alpha.push(*last);
        }
    }
    Ok(image(frame.width, frame.height, colours, opaque, alpha))
}

fn image(width: u32, height: u32, colours: &str, data: Vec<u8>, alpha: Vec<u8>) -> XObject {
    let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
    let stream = |colours: &str, content: Vec<u8>| ExternalStream {
        dict: BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Image")),
            ("Width".to_owned(), DictItem::Int(width.into())),
            ("Height".to_owned(), DictItem::Int(height.into())),
            ("ColorSpace".to_owned(), name(colours)),
            ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ]),
        content,
        compress: true,
    };
    let mut pixels = stream(colours, data);
    if alpha.iter().any(|value| *value != u8::MAX) {
        let mask = DictItem::Stream {
            stream: stream("DeviceGray", alpha),
        };
        pixels.dict.insert("SMask".to_owned(), mask);
    }
    XObject::External(ExternalXObject {
        stream: pixels,
        width: None,
        height: None,
        dpi: None,
    })
}
