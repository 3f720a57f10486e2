//! The publisher's logo in full colour, before the palette takes its pixels.

use resvg::tiny_skia::{Color, FilterQuality, Pixmap, PixmapPaint, Transform};

use super::whole;
use crate::layout::{Colour, fonts};
use crate::model::{Image, ImageData};
use crate::page::Area;

/// A picture on its ground, in pixels.
pub(super) fn drawn(image: &Image, area: &Area, ground: Colour) -> Result<Option<Pixmap>, String> {
    let say = |why: String| format!("{}: {why}", image.name);
    let (width, height) = (whole(area.width), whole(area.height));
    let sides = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = sides else {
        return Ok(None);
    };
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return Ok(None);
    };
    pixmap.fill(Color::from_rgba8(ground.red, ground.green, ground.blue, u8::MAX));
    match &image.data {
        ImageData::Svg(svg) => {
            let tree = fonts::drawing(svg).map_err(|e| say(e.to_string()))?;
            let size = tree.size();
            let scale = Transform::from_scale(area.width / size.width(), area.height / size.height());
            resvg::render(&tree, scale, &mut pixmap.as_mut());
        }
        ImageData::Png(bytes) => {
            let picture = Pixmap::decode_png(bytes).map_err(|e| say(e.to_string()))?;
            let (wide, high) = (picture.width() as f32, picture.height() as f32);
            let scale = Transform::from_scale(area.width / wide, area.height / high);
            let paint = PixmapPaint {
                quality: FilterQuality::Bilinear,
                ..Default::default()
            };
            pixmap.draw_pixmap(0, 0, picture.as_ref(), &paint, scale, None);
        }
    }
    Ok(Some(pixmap))
}
