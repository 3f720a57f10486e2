//! Pictures on a page: drawings as vectors, everything else as pixels.

mod raster;
mod vector;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use printpdf::{
    CurTransMat, ExtendedGraphicsState, ExtendedGraphicsStateId, Op, XObject, XObjectId, XObjectTransform,
};
use resvg::usvg;

use super::broken;
use super::object::rounded;
use crate::error::Result;
use crate::layout::fonts::FACES;
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

/// An SVG document as plain shapes. Its words take our faces; no file is ever read for it.
fn parse(name: &str, text: &str) -> Result<usvg::Tree> {
    let mut options = usvg::Options {
        font_family: FACES[0].family.to_owned(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    if text.contains("<text") {
        options.fontdb = faces();
    }
    usvg::Tree::from_str(text, &options)
        .map_err(|e| broken(format!("the picture {name} cannot be drawn: {e}")))
}

/// Our faces for words in drawings; every generic family is our text family.
fn faces() -> Arc<usvg::fontdb::Database> {
    static LOADED: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut database = usvg::fontdb::Database::new();
        for face in &FACES {
            database.load_font_source(usvg::fontdb::Source::Binary(Arc::new(face.bytes)));
        }
        let family = FACES[0].family;
        database.set_serif_family(family);
        database.set_sans_serif_family(family);
        database.set_monospace_family(family);
        database.set_cursive_family(family);
        database.set_fantasy_family(family);
        Arc::new(database)
    };
    Arc::clone(LOADED.get_or_init(load))
}
