//! Pictures on a page: drawings as vectors, everything else as pixels.

mod raster;
mod vector;

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{
    CurTransMat, ExtendedGraphicsState, ExtendedGraphicsStateId, Op, XObject, XObjectId, XObjectTransform,
};
use resvg::usvg;

use super::broken;
use super::object::rounded;
use crate::error::Result;
use crate::layout::fonts::drawing;
use crate::model::block::{Image, ImageData};
use crate::page::Area;

/// Pixels in an inch, where a drawing must become pixels.
const DPI: f32 = 300.0;
/// The longest side of such a picture, in pixels.
const LONGEST: f32 = 4096.0;

/// The resources that pictures need.
#[derive(Default)]
pub(super) struct Pictures {
    /// Pixel pictures by name.
    pub objects: BTreeMap<XObjectId, XObject>,
    /// Opacities by name.
    pub states: BTreeMap<ExtendedGraphicsStateId, ExtendedGraphicsState>,
    named: BTreeMap<Pixels, XObjectId>,
}

/// Which pixels: equal pictures share one object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Pixels {
    Png(Arc<[u8]>),
    Svg(Arc<str>, u32, u32),
}

impl Pictures {
    /// The operations that draw a picture in an area (points, y downwards) of a page of this height.
    ///
    /// # Errors
    /// `Error::Write` where the picture cannot be decoded.
    pub fn draw(&mut self, image: &Image, area: Area, page_height: f32) -> Result<Vec<Op>> {
        let bottom = page_height - area.y - area.height;
        let unit_square = [area.width, 0.0, 0.0, area.height, area.x, bottom].map(rounded);
        match &image.data {
            ImageData::Png(bytes) => {
                let pixels = Pixels::Png(Arc::clone(bytes));
                self.pixels(pixels, unit_square, || raster::png(&image.name, bytes))
            }
            ImageData::Svg(text) => {
                let tree = parse(&image.name, text)?;
                let size = tree.size();
                let (sx, sy) = (area.width / size.width(), area.height / size.height());
                let place = [sx, 0.0, 0.0, -sy, rounded(area.x), rounded(page_height - area.y)];
                if let Some(drawn) = vector::draw(&tree) {
                    self.states.extend(drawn.states);
                    let mut ops = vec![
                        Op::SaveGraphicsState,
                        Op::SetTransformationMatrix {
                            matrix: CurTransMat::Raw(place),
                        },
                    ];
                    ops.extend(drawn.ops);
                    ops.push(Op::RestoreGraphicsState);
                    return Ok(ops);
                }
                let (width, height) = raster::pixel_size(area);
                let pixels = Pixels::Svg(Arc::clone(text), width, height);
                self.pixels(pixels, unit_square, || {
                    raster::svg(&image.name, &tree, width, height)
                })
            }
        }
    }

    fn pixels(
        &mut self,
        key: Pixels,
        place: [f32; 6],
        decode: impl FnOnce() -> Result<XObject>,
    ) -> Result<Vec<Op>> {
        let id = match self.named.get(&key) {
            Some(id) => id.clone(),
            None => {
                let id = XObjectId(format!("Picture{}", self.named.len()));
                self.objects.insert(id.clone(), decode()?);
                self.named.insert(key, id.clone());
                id
            }
        };
        let transform = XObjectTransform {
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        Ok(vec![
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(place),
            },
            Op::UseXobject { id, transform },
            Op::RestoreGraphicsState,
        ])
    }
}

/// An SVG document as plain shapes.
fn parse(name: &str, text: &str) -> Result<usvg::Tree> {
    drawing(text).map_err(|e| broken(format!("the picture {name} cannot be drawn: {e}")))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const AREA: Area = Area {
        x: 10.0,
        y: 10.0,
        width: 100.0,
        height: 50.0,
    };

    fn svg(inner: &str) -> Image {
        let text = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">{inner}</svg>"#
        );
        Image {
            name: "a.svg".into(),
            data: ImageData::Svg(text.into()),
            width: 100.0,
            height: 50.0,
        }
    }

    fn png(colour: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Image {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(colour);
        encoder.set_depth(depth);
        if colour == png::ColorType::Indexed {
            encoder.set_palette(vec![255, 0, 0, 0, 0, 255]);
            encoder.set_trns(vec![255, 10]);
        }
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        Image {
            name: "a.png".into(),
            data: ImageData::Png(bytes.into()),
            width: 2.0,
            height: 1.0,
        }
    }

    /// The pixels and the mask of a picture that became pixels.
    fn pixels(image: &Image) -> (Vec<u8>, Option<Vec<u8>>) {
        let mut pictures = Pictures::default();
        pictures.draw(image, AREA, 800.0).unwrap();
        let Some(XObject::External(object)) = pictures.objects.values().next() else {
            panic!("no pixels")
        };
        let mask = object.stream.dict.get("SMask").map(|mask| match mask {
            printpdf::DictItem::Stream { stream } => inflated(&stream.content),
            other => panic!("{other:?}"),
        });
        (inflated(&object.stream.content), mask)
    }

    fn inflated(content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(content)
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    }

    #[test]
    fn plain_drawings_stay_vectors() {
        for inner in [
            r#"<path d="M0 0h9v9z" fill="red" fill-opacity="0.5"/>"#,
            r#"<g transform="rotate(9)"><circle r="9" fill="none" stroke="blue" stroke-dasharray="2 1"/></g>"#,
            r#"<clipPath id="c"><rect width="9" height="9"/></clipPath><g clip-path="url(#c)"><circle r="9"/></g>"#,
            r#"<text x="1" y="20" font-family="Arial">Lump</text>"#,
        ] {
            let mut pictures = Pictures::default();
            let ops = pictures.draw(&svg(inner), AREA, 800.0).unwrap();
            assert!(pictures.objects.is_empty(), "{inner}");
            let drawn = ops
                .iter()
                .filter(|op| matches!(op, Op::DrawPolygon { .. } | Op::DrawLine { .. }))
                .count();
            assert!(drawn >= 2, "{inner}: {ops:?}");
        }
    }

    #[test]
    fn what_paths_cannot_say_becomes_pixels() {
        for inner in [
            r##"<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>"##,
            r#"<g opacity="0.5"><rect width="9" height="9"/><rect width="5" height="5" fill="red"/></g>"#,
            r#"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="9" height="9" filter="url(#f)"/>"#,
            r#"<mask id="m"><rect width="9" height="9" fill="white"/></mask><rect width="9" height="9" mask="url(#m)"/>"#,
        ] {
            let (pixels, mask) = pixels(&svg(inner));
            let (width, height) = raster::pixel_size(AREA);
            assert_eq!(pixels.len(), (width * height * 3) as usize);
            assert!(
                mask.is_some_and(|mask| mask.contains(&0) && mask.iter().any(|a| *a > 0)),
                "{inner}"
            );
        }
    }

    #[test]
    fn every_sort_of_png_is_decoded() {
        use png::{BitDepth, ColorType};
        let grey = png(ColorType::Grayscale, BitDepth::One, &[0b0100_0000]);
        assert_eq!(pixels(&grey), (vec![0, 255], None));
        let sixteen = png(
            ColorType::Rgb,
            BitDepth::Sixteen,
            &[9, 0, 8, 0, 7, 0, 6, 0, 5, 0, 4, 0],
        );
        assert_eq!(pixels(&sixteen), (vec![9, 8, 7, 6, 5, 4], None));
        let palette = png(ColorType::Indexed, BitDepth::Eight, &[1, 0]);
        assert_eq!(
            pixels(&palette),
            (vec![0, 0, 255, 255, 0, 0], Some(vec![10, 255]))
        );
        let both = png(ColorType::GrayscaleAlpha, BitDepth::Eight, &[7, 255, 9, 128]);
        assert_eq!(pixels(&both), (vec![7, 9], Some(vec![255, 128])));
    }

    #[test]
    fn equal_pictures_share_one_object() {
        let mut pictures = Pictures::default();
        let image = png(png::ColorType::Grayscale, png::BitDepth::Eight, &[1, 2]);
        pictures.draw(&image, AREA, 800.0).unwrap();
        pictures.draw(&image.clone(), AREA, 700.0).unwrap();
        assert_eq!(pictures.objects.len(), 1);
    }

    #[test]
    fn no_drawing_reads_a_file() {
        let image = svg(r#"<image href="Cargo.toml" width="9" height="9"/>"#);
        let mut pictures = Pictures::default();
        pictures.draw(&image, AREA, 800.0).unwrap();
        assert!(pictures.objects.is_empty());
    }
}
