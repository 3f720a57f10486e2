//! Text on a baseline: glyphs become codes, and the pen goes where the layout wants it.

use printpdf::{Op, Pt as PdfPt, TextItem, TextMatrix};
use unicode_normalization::char::is_combining_mark;

use super::super::fonts::{Code, Fonts};
use super::super::object::rounded;
use super::{Painter, Sequence};
use crate::error::Result;
use crate::layout::fonts::FaceId;
use crate::model::tree::NodeId;
use crate::model::{Direction, joins, right_to_left};
use crate::page::{Mark, Owner, Shape, TextRun};

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
            let (text, rest) = apart(&cluster.text);
            match cluster.glyphs.as_slice() {
                [] if text.contains(char::is_whitespace) => {
                    let space = self.drawing.fonts.space(run.face)?;
                    line.glyph(self, space, text, cluster.x, 0.0)?;
                }
                [] => {}
                [glyph] => line.glyph(self, glyph.id, text, cluster.x + glyph.dx, glyph.dy)?,
                several => {
                    let fonts = &mut self.drawing.fonts;
                    let code = fonts.composite(run.face, several, run.size, text)?;
                    line.code(self, code, cluster.x, 0.0);
                }
            }
            let mut aside = ASIDE * run.size;
            for text in rest {
                let code = self.drawing.fonts.composite(run.face, &[], run.size, text)?;
                line.code(self, code, cluster.x - aside, 0.0);
                aside += STEP * run.size;
            }
        }
        line.end(self);
        Ok(())
    }
}

/// How far beside its letter a code stands that says a mark or a joiner and draws nothing, in em. Poppler sorts by place: to the left
/// of its letter, a mark is read behind it; further away, Poppler takes it for a word of its own.
const ASIDE: f32 = 0.02;
/// How far each further one stands beside the one before it.
const STEP: f32 = 0.003;

/// What of a cluster's text its glyph says, and what is said by codes of their own that draw nothing. Poppler turns the
/// characters of one code round where they run from right to left, and would put a mark before the letter that it
/// stands on; letters that form a ligature it leaves in order.
fn apart(text: &str) -> (&str, impl Iterator<Item = &str>) {
    let turned = text.chars().any(right_to_left);
    let stands_on = |c: char| is_combining_mark(c) || joins(c);
    let mark = text.char_indices().skip(1).find(|(_, c)| turned && stands_on(*c));
    let (own, rest) = text.split_at(mark.map_or(text.len(), |(at, _)| at));
    let rest = rest
        .char_indices()
        .map(move |(at, c)| rest.get(at..at + c.len_utf8()).unwrap_or_default());
    (own, rest)
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
        self.code(painter, code, x, rise);
        Ok(())
    }

    fn code(&mut self, painter: &mut Painter<'_, '_, '_>, code: Code, x: f32, rise: f32) {
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

/// The text that must stand beside a mark because it has no glyphs: a bullet that is drawn as a disc.
pub(super) fn actual_text(mark: &Mark) -> Option<String> {
    match (&mark.shape, mark.owner) {
        (Shape::Disc { .. } | Shape::Polygon { .. } | Shape::Rectangle { .. }, Owner::Marker(_)) => {
            Some("•".to_owned())
        }
        (
            Shape::Text(_)
            | Shape::Disc { .. }
            | Shape::Polygon { .. }
            | Shape::Rectangle { .. }
            | Shape::Picture { .. },
            Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_) | Owner::Layout | Owner::Pagination,
        ) => None,
    }
}
