//! Pixel pictures as image XObjects (ISO 32000-1, 8.9), their transparency in a soft mask.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
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
    let pixels = Pixels {
        width,
        height,
        channels: 3,
        has_alpha: true,
    };
    pixels.object(name, &pixmap.take_demultiplied())
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
    let (channels, has_alpha) = match frame.color_type {
        png::ColorType::Grayscale => (1, false),
        png::ColorType::GrayscaleAlpha => (1, true),
        png::ColorType::Rgb => (3, false),
        png::ColorType::Rgba => (3, true),
        png::ColorType::Indexed => return Err(broken(format!("the picture {name} kept its palette"))),
    };
    let pixels = Pixels {
        width: frame.width,
        height: frame.height,
        channels,
        has_alpha,
    };
    pixels.object(name, &data)
}

/// What bytes of pixels are: eight bits a channel, rows from the top, opacity last.
struct Pixels {
    width: u32,
    height: u32,
    /// 1 for grey, 3 for red, green and blue.
    channels: usize,
    has_alpha: bool,
}

impl Pixels {
    /// The image XObject. It is deflated here and not on saving: of all pictures of a leaflet, one at a time stands in
    /// memory as pixels.
    fn object(&self, name: &str, data: &[u8]) -> Result<XObject> {
        let step = self.channels + usize::from(self.has_alpha);
        let alpha = |pixel: &[u8]| pixel.last().copied().unwrap_or(u8::MAX);
        let is_masked = self.has_alpha && data.chunks_exact(step).any(|pixel| alpha(pixel) != u8::MAX);
        let row = step * self.width as usize;
        let wrong = |e: std::io::Error| broken(format!("the picture {name} cannot be written: {e}"));
        let (mut colours, mut mask) = (deflater(), deflater());
        let (mut opaque, mut opacities) = (Vec::new(), Vec::new());
        for row in data.chunks(row.max(1)) {
            if !self.has_alpha {
                colours.write_all(row).map_err(wrong)?;
                continue;
            }
            opaque.clear();
            opacities.clear();
            for pixel in row.chunks_exact(step) {
                opaque.extend_from_slice(pixel.get(..self.channels).unwrap_or_default());
                opacities.push(alpha(pixel));
            }
            colours.write_all(&opaque).map_err(wrong)?;
            if is_masked {
                mask.write_all(&opacities).map_err(wrong)?;
            }
        }
        let space = if self.channels == 1 {
            "DeviceGray"
        } else {
            "DeviceRGB"
        };
        let mut pixels = self.stream(space, colours.finish().map_err(wrong)?);
        if is_masked {
            let stream = self.stream("DeviceGray", mask.finish().map_err(wrong)?);
            pixels
                .dict
                .insert("SMask".to_owned(), DictItem::Stream { stream });
        }
        Ok(external(pixels))
    }

    fn stream(&self, colours: &str, content: Vec<u8>) -> ExternalStream {
        let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
        ExternalStream {
            dict: BTreeMap::from([
                ("Type".to_owned(), name("XObject")),
                ("Subtype".to_owned(), name("Image")),
                ("Width".to_owned(), DictItem::Int(self.width.into())),
                ("Height".to_owned(), DictItem::Int(self.height.into())),
                ("ColorSpace".to_owned(), name(colours)),
                ("BitsPerComponent".to_owned(), DictItem::Int(8)),
                ("Filter".to_owned(), name("FlateDecode")),
            ]),
            content,
            compress: false,
        }
    }
}

fn deflater() -> ZlibEncoder<Vec<u8>> {
    ZlibEncoder::new(Vec::new(), Compression::default())
}

fn external(pixels: ExternalStream) -> XObject {
    XObject::External(ExternalXObject {
        stream: pixels,
        width: None,
        height: None,
        dpi: None,
    })
}
