//! Drawings as pixels, for versions of Word that show no SVG. Only the bundled faces are used: a picture looks the same
//! wherever it was made.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::fontdb;

use crate::error::{Error, Result};
use crate::layout::fonts::FACES;
use crate::model::Pt;

/// Pixels for each inch of the printed picture.
const DENSITY: f32 = 300.0;

/// The widest and highest picture, in pixels: a malformed drawing must not ask for all memory.
const MAX_SIDE: f32 = 8_192.0;

/// A drawing at a width in points, as PNG.
///
/// # Errors
/// [`Error::Write`] where it is no drawing after all.
pub fn pixels(svg: &str, width: Pt) -> Result<Vec<u8>> {
    let fail = |why: String| {
        Error::write(
            crate::backend::docx::ID,
            format!("a drawing cannot be drawn: {why}"),
        )
    };
    let options = usvg::Options {
        fontdb: faces(),
        font_family: FACES[0].family.to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| fail(e.to_string()))?;
    let size = tree.size();
    let wanted = width / 72.0 * DENSITY / size.width();
    let scale = wanted.min(MAX_SIDE / size.width()).min(MAX_SIDE / size.height());
    let (columns, rows) = (whole(size.width() * scale), whole(size.height() * scale));
    let mut pixmap = Pixmap::new(columns, rows).ok_or_else(|| fail("it has no size".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| fail(e.to_string()))
}

fn faces() -> Arc<fontdb::Database> {
    static DATABASE: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let database = DATABASE.get_or_init(|| {
        let mut database = fontdb::Database::new();
        for face in &FACES {
            database.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes)));
        }
        let family = FACES[0].family;
        database.set_sans_serif_family(family);
        database.set_serif_family(family);
        database.set_monospace_family(family);
        database.set_cursive_family(family);
        database.set_fantasy_family(family);
        Arc::new(database)
    });
    Arc::clone(database)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 8,192"
)]
fn whole(side: f32) -> u32 {
    side.round().clamp(1.0, MAX_SIDE) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_300_pixels_an_inch_and_the_bundled_letters() {
        let draw = |text: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'><text y='40' font-family='Unknown'>{text}</text></svg>"
            );
            pixels(&svg, 72.0).unwrap()
        };
        let size = |png: &[u8]| (png[18..20].to_vec(), png[22..24].to_vec());
        let letters = draw("AB");
        assert_eq!(size(&letters), (vec![1, 44], vec![0, 150]), "300 by 150 pixels");
        assert_ne!(letters, draw(""));
        assert_eq!(letters, draw("AB"));
        assert!(pixels("<svg", 72.0).is_err());
    }
}
