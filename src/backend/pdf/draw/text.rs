//! Text on a baseline: glyphs become codes, and the pen goes where the layout wants it.

use printpdf::{Op, Pt as PdfPt, TextItem, TextMatrix};

use super::super::fonts::{Fonts, NO_TEXT};
use super::super::object::rounded;
use super::{Painter, Sequence};
use crate::error::Result;
use crate::layout::fonts::{FaceId, invisible};
use crate::model::tree::NodeId;
use crate::model::{Direction, joins};
use crate::page::{Cluster, Mark, Owner, Shape, TextRun};

impl<'p> Painter<'_, '_, 'p> {
    /// Spaces that nothing shows, each in content of its own.
    pub(super) fn spaces(&mut self, leaves: &[NodeId], run: &'p TextRun) -> Result<()> {
        let glyph = self.drawing.fonts.space(run.face)?;
        let end = run
            .clusters
            .last()
            .map_or(0.0, |cluster| cluster.x + cluster.advance);
        for leaf in leaves {
            self.enter(Sequence::Tagged {
                owner: Owner::Leaf(*leaf),
                actual: None,
                apart: None,
            });
            let mut line = self.line(run);
            line.glyph(self, glyph, " ", end, 0.0)?;
            line.end(self);
        }
        Ok(())
    }

    fn line(&mut self, run: &TextRun) -> Line {
        if !std::mem::replace(&mut self.in_text, true) {
            self.ops.push(Op::StartTextSection);
        }
        self.colour(run.colour);
        if self.font != Some((run.face, run.size.to_bits())) {
            self.ops.push(Op::SetFont {
                font: Fonts::handle(run.face),
                size: PdfPt(run.size),
            });
            self.font = Some((run.face, run.size.to_bits()));
        }
        Line {
            face: run.face,
            size: run.size,
            baseline: self.height - run.baseline,
            pen: None,
            items: Vec::new(),
            text: String::new(),
        }
    }

    /// The space that parts a page number from the words before it: between them the page has only dots, which are an
    /// artifact, and a listener would hear both as one word.
    pub(super) fn space_before(&mut self, entry: NodeId, run: &'p TextRun) -> Result<()> {
        let (Some(first), Some(last)) = (run.clusters.first(), run.clusters.last()) else {
            return Ok(());
        };
        let glyph = self.drawing.fonts.space(run.face)?;
        let width = self.drawing.fonts.code(run.face, glyph, " ")?.width;
        let x = match self.tree.node(entry).lang.direction() {
            Direction::LeftToRight => first.x - f32::from(width) * run.size / 1000.0,
            Direction::RightToLeft => last.x + last.advance,
        };
        let mut line = self.line(run);
        line.glyph(self, glyph, " ", x, 0.0)?;
        line.end(self);
        Ok(())
    }

    pub(super) fn text(&mut self, run: &'p TextRun) -> Result<()> {
        let mut line = self.line(run);
        for cluster in &run.clusters {
            let glyphs = cluster.glyphs.len();
            if glyphs == 0 && cluster.text.contains(char::is_whitespace) {
                let space = self.drawing.fonts.space(run.face)?;
                line.glyph(self, space, &cluster.text, cluster.x, 0.0)?;
            }
            for (at, glyph) in cluster.glyphs.iter().enumerate() {
                let text = share(&cluster.text, glyphs, at);
                line.glyph(self, glyph.id, text, cluster.x + glyph.dx, glyph.dy)?;
            }
        }
        line.end(self);
        Ok(())
    }
}

/// Text on one baseline that is being written.
struct Line {
    face: FaceId,
    size: f32,
    baseline: f32,
    /// Where a viewer's pen stands, and how far above the baseline.
    pen: Option<(f32, f32)>,
    items: Vec<TextItem>,
    text: String,
}

impl Line {
    fn glyph<'p>(
        &mut self,
        painter: &mut Painter<'_, '_, 'p>,
        glyph: u16,
        text: &'p str,
        x: f32,
        rise: f32,
    ) -> Result<()> {
        let code = painter.drawing.fonts.code(self.face, glyph, text)?;
        let pen = match self.pen {
            #[expect(clippy::float_cmp, reason = "the rise of a glyph is copied, never computed")]
            Some((pen, height)) if height == rise => {
                // Kerning moves the pen in whole thousandths of an em; what is rounded off is made up at the next glyph.
                let kern = ((pen - x) * 1000.0 / self.size).round();
                if kern != 0.0 {
                    self.flush_text();
                    self.items.push(TextItem::Offset(kern));
                }
                pen - kern * self.size / 1000.0
            }
            _ => {
                self.end(painter);
                let (x, y) = (rounded(x), rounded(self.baseline + rise));
                painter.ops.push(Op::SetTextMatrix {
                    matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]),
                });
                x
            }
        };
        self.text.push(code.character);
        self.pen = Some((pen + f32::from(code.width) * self.size / 1000.0, rise));
        Ok(())
    }

    fn flush_text(&mut self) {
        if !self.text.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.text)));
        }
    }

    fn end(&mut self, painter: &mut Painter<'_, '_, '_>) {
        self.flush_text();
        if !self.items.is_empty() {
            painter.ops.push(Op::ShowText {
                items: std::mem::take(&mut self.items),
            });
        }
        self.pen = None;
    }
}

/// The part of a cluster's text that one of its glyphs carries: a character each, and the first takes what is left over,
/// so that the parts together give the text.
fn share(text: &str, glyphs: usize, at: usize) -> &str {
    if glyphs == 1 {
        return if text.is_empty() { NO_TEXT } else { text };
    }
    let characters = text.chars().count();
    let start = |glyph: usize| {
        if glyph == 0 {
            0
        } else {
            (characters + glyph).saturating_sub(glyphs).max(glyph)
        }
    };
    let byte = |character: usize| {
        text.char_indices()
            .nth(character)
            .map_or(text.len(), |(byte, _)| byte)
    };
    let part = text.get(byte(start(at))..byte(start(at + 1))).unwrap_or_default();
    if part.is_empty() { NO_TEXT } else { part }
}

/// The text that must stand beside a mark because its glyphs cannot say it: more glyphs than characters, or a bullet that
/// is drawn as a disc.
pub(super) fn actual_text(mark: &Mark) -> Option<String> {
    match (&mark.shape, mark.owner) {
        (Shape::Text(run), _) => {
            let crowded = |cluster: &Cluster| cluster.glyphs.len() > cluster.text.chars().count();
            run.clusters.iter().any(crowded).then(|| {
                run.clusters
                    .iter()
                    .flat_map(|c| c.text.chars())
                    .filter(|c| !invisible(*c) || joins(*c))
                    .collect()
            })
        }
        (Shape::Disc { .. } | Shape::Polygon { .. } | Shape::Rectangle { .. }, Owner::Marker(_)) => {
            Some("•".to_owned())
        }
        (
            Shape::Disc { .. } | Shape::Polygon { .. } | Shape::Rectangle { .. } | Shape::Picture { .. },
            Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_) | Owner::Layout | Owner::Pagination,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{NO_TEXT, share};

    #[test]
    fn the_glyphs_of_a_cluster_share_its_text() {
        for text in ["x", "ffi", "e\u{301}", "بّا", "😀e"] {
            for glyphs in 1..6 {
                let parts: Vec<&str> = (0..glyphs).map(|at| share(text, glyphs, at)).collect();
                let silent = glyphs.saturating_sub(text.chars().count());
                assert_eq!(
                    parts.iter().filter(|part| **part == NO_TEXT).count(),
                    silent,
                    "{parts:?}"
                );
                assert_eq!(parts.concat().replace(NO_TEXT, ""), text);
            }
        }
    }
}
