//! Words as outlines: the glyphs of a face, each where it stands on the cover.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::coverage::Edges;
use crate::model::Pt;
use crate::page::TextRun;

/// Each glyph of a run as edges, where it stands.
pub(super) fn glyphs(run: &TextRun, pen: &mut Pen, mut paint: impl FnMut(&mut Edges)) {
    let Ok(font) = FontRef::new(run.face.face().bytes) else {
        return;
    };
    let outlines = font.outline_glyphs();
    for cluster in &run.clusters {
        for glyph in &cluster.glyphs {
            let Some(outline) = outlines.get(GlyphId::from(glyph.id)) else {
                continue;
            };
            pen.x = cluster.x + glyph.dx;
            pen.y = run.baseline - glyph.dy;
            let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
            // A glyph that cannot be drawn has no outline, as a space has none.
            if outline.draw(settings, pen).is_ok() {
                paint(&mut pen.edges);
            }
        }
    }
}

/// Draws a glyph where it stands; its own y runs upwards.
#[derive(Default)]
pub(super) struct Pen {
    edges: Edges,
    x: Pt,
    y: Pt,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (Pt, Pt) {
        (self.x + x, self.y - y)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.edges.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.edges.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.at(cx, cy), self.at(x, y));
        self.edges.quad_to(control, to);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.edges.cubic_to(first, second, to);
    }

    fn close(&mut self) {
        self.edges.close();
    }
}
