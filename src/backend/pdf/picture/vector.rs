//! A drawing as paths. What plain paths cannot say (gradients, patterns, masks, filters, blending, pictures inside, the
//! opacity of a whole group) gives `None`, and the picture becomes pixels instead: never a drawing with something missing.

use std::collections::BTreeMap;

use printpdf::{
    Color, ExtendedGraphicsState, ExtendedGraphicsStateId, Line, LineCapStyle, LineDashPattern,
    LineJoinStyle, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt as PdfPt, Rgb, WindingOrder,
};
use resvg::usvg;
use usvg::tiny_skia_path::{Path as Outline, PathSegment, Transform};

use super::super::object::rounded;

/// A drawing as operations in its own pixels, y downwards.
#[derive(Default)]
pub(super) struct Drawn {
    /// The operations.
    pub ops: Vec<Op>,
    /// The opacities that they name.
    pub states: BTreeMap<ExtendedGraphicsStateId, ExtendedGraphicsState>,
}

/// A drawing as paths, or `None` where paths cannot say it.
pub(super) fn draw(tree: &usvg::Tree) -> Option<Drawn> {
    let mut drawn = Drawn::default();
    let size = tree.size();
    // A viewer of SVG cuts off what lies outside the picture.
    let frame = usvg::tiny_skia_path::Rect::from_xywh(0.0, 0.0, size.width(), size.height())?;
    let frame = usvg::tiny_skia_path::PathBuilder::from_rect(frame);
    drawn.clip(&frame, usvg::FillRule::NonZero);
    drawn.group(tree.root(), Transform::identity())?;
    Some(drawn)
}

impl Drawn {
    fn group(&mut self, group: &usvg::Group, outer: Transform) -> Option<()> {
        let blends = group.blend_mode() != usvg::BlendMode::Normal;
        let faded = group.opacity() != usvg::Opacity::ONE;
        if blends || faded || group.mask().is_some() || !group.filters().is_empty() {
            return None;
        }
        let transform = outer.pre_concat(group.transform());
        if let Some(clip) = group.clip_path() {
            self.ops.push(Op::SaveGraphicsState);
            let (outline, rule) = clip_outline(clip, transform)?;
            self.clip(&outline, rule);
        }
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => self.group(inner, transform)?,
                usvg::Node::Path(path) => self.path(path, transform)?,
                usvg::Node::Text(text) => self.group(text.flattened(), transform)?,
                usvg::Node::Image(_) => return None,
            }
        }
        if group.clip_path().is_some() {
            self.ops.push(Op::RestoreGraphicsState);
        }
        Some(())
    }

    fn clip(&mut self, outline: &Outline, rule: usvg::FillRule) {
        self.fill_rings(outline, rule, PaintMode::Clip);
    }

    fn fill_rings(&mut self, outline: &Outline, rule: usvg::FillRule, mode: PaintMode) {
        let rings = lines(outline)
            .into_iter()
            .map(|line| PolygonRing { points: line.points })
            .collect();
        let winding_order = match rule {
            usvg::FillRule::NonZero => WindingOrder::NonZero,
            usvg::FillRule::EvenOdd => WindingOrder::EvenOdd,
        };
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings,
                mode,
                winding_order,
            },
        });
    }

    fn path(&mut self, path: &usvg::Path, transform: Transform) -> Option<()> {
        if !path.is_visible() {
            return Some(());
        }
        self.ops.push(Op::SaveGraphicsState);
        if !transform.is_identity() {
            let t = transform;
            let matrix = printpdf::CurTransMat::Raw([t.sx, t.ky, t.kx, t.sy, t.tx, t.ty]);
            self.ops.push(Op::SetTransformationMatrix { matrix });
        }
        self.opacity(path);
        match path.paint_order() {
            usvg::PaintOrder::FillAndStroke => {
                self.fill(path)?;
                self.stroke(path)?;
            }
            usvg::PaintOrder::StrokeAndFill => {
                self.stroke(path)?;
                self.fill(path)?;
            }
        }
        self.ops.push(Op::RestoreGraphicsState);
        Some(())
    }

    fn opacity(&mut self, path: &usvg::Path) {
        let fill = path.fill().map_or(1.0, |fill| fill.opacity().get());
        let stroke = path.stroke().map_or(1.0, |stroke| stroke.opacity().get());
        if fill >= 1.0 && stroke >= 1.0 {
            return;
        }
        let (fill, stroke) = (rounded(fill), rounded(stroke));
        let id = ExtendedGraphicsStateId(format!("Opacity{fill}-{stroke}"));
        let state = ExtendedGraphicsState::default()
            .with_current_fill_alpha(fill)
            .with_current_stroke_alpha(stroke);
        self.states.insert(id.clone(), state);
        self.ops.push(Op::LoadGraphicsState { gs: id });
    }

    fn fill(&mut self, path: &usvg::Path) -> Option<()> {
        let Some(fill) = path.fill() else { return Some(()) };
        self.ops.push(Op::SetFillColor {
            col: plain(fill.paint())?,
        });
        self.fill_rings(path.data(), fill.rule(), PaintMode::Fill);
        Some(())
    }

    fn stroke(&mut self, path: &usvg::Path) -> Option<()> {
        let Some(stroke) = path.stroke() else {
            return Some(());
        };
        self.ops.push(Op::SetOutlineColor {
            col: plain(stroke.paint())?,
        });
        self.ops.push(Op::SetOutlineThickness {
            pt: PdfPt(stroke.width().get()),
        });
        self.ops.push(Op::SetMiterLimit {
            limit: PdfPt(stroke.miterlimit().get()),
        });
        let cap = match stroke.linecap() {
            usvg::LineCap::Butt => LineCapStyle::Butt,
            usvg::LineCap::Round => LineCapStyle::Round,
            usvg::LineCap::Square => LineCapStyle::ProjectingSquare,
        };
        self.ops.push(Op::SetLineCapStyle { cap });
        let join = match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoinStyle::Miter,
            usvg::LineJoin::Round => LineJoinStyle::Round,
            usvg::LineJoin::Bevel => LineJoinStyle::Bevel,
        };
        self.ops.push(Op::SetLineJoinStyle { join });
        if let Some(dashes) = stroke.dasharray() {
            let dash = LineDashPattern::new(stroke.dashoffset(), dashes);
            self.ops.push(Op::SetLineDashPattern { dash });
        }
        // Faded strokes that cross would darken each other if each were painted alone.
        let lines = lines(path.data());
        if lines.len() > 1 && stroke.opacity() != usvg::Opacity::ONE {
            return None;
        }
        self.ops
            .extend(lines.into_iter().map(|line| Op::DrawLine { line }));
        Some(())
    }
}

/// The outline of a clip path that is one path, in the pixels of the drawing.
fn clip_outline(clip: &usvg::ClipPath, outer: Transform) -> Option<(Outline, usvg::FillRule)> {
    if clip.clip_path().is_some() {
        return None;
    }
    let mut transform = outer.pre_concat(clip.transform());
    let mut group = clip.root();
    loop {
        if group.clip_path().is_some() || group.mask().is_some() || !group.filters().is_empty() {
            return None;
        }
        transform = transform.pre_concat(group.transform());
        match group.children() {
            [usvg::Node::Group(inner)] => group = inner,
            [usvg::Node::Path(path)] => {
                let rule = path.fill()?.rule();
                return Some((path.data().clone().transform(transform)?, rule));
            }
            _ => return None,
        }
    }
}

fn plain(paint: &usvg::Paint) -> Option<Color> {
    match paint {
        usvg::Paint::Color(colour) => {
            let part = |byte: u8| rounded(f32::from(byte) / 255.0);
            let (r, g, b) = (part(colour.red), part(colour.green), part(colour.blue));
            Some(Color::Rgb(Rgb {
                r,
                g,
                b,
                icc_profile: None,
            }))
        }
        usvg::Paint::LinearGradient(_) | usvg::Paint::RadialGradient(_) | usvg::Paint::Pattern(_) => None,
    }
}

/// The subpaths of an outline; quadratic curves become cubic ones, which are all that PDF has.
fn lines(outline: &Outline) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = (0.0, 0.0);
    let point = |x: f32, y: f32, bezier: bool| {
        let p = Point {
            x: PdfPt(rounded(x)),
            y: PdfPt(rounded(y)),
        };
        LinePoint { p, bezier }
    };
    for segment in outline.segments() {
        if let PathSegment::MoveTo(p) = segment {
            lines.push(Line {
                points: vec![point(p.x, p.y, false)],
                is_closed: false,
            });
            at = (p.x, p.y);
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        let cubic = match segment {
            PathSegment::MoveTo(_) => continue,
            PathSegment::Close => {
                line.is_closed = true;
                continue;
            }
            PathSegment::LineTo(p) => {
                line.points.push(point(p.x, p.y, false));
                at = (p.x, p.y);
                continue;
            }
            PathSegment::QuadTo(c, p) => {
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                let first = (third(at.0, c.x), third(at.1, c.y));
                [first, (third(p.x, c.x), third(p.y, c.y)), (p.x, p.y)]
            }
            PathSegment::CubicTo(c1, c2, p) => [(c1.x, c1.y), (c2.x, c2.y), (p.x, p.y)],
        };
        for (index, (x, y)) in cubic.into_iter().enumerate() {
            line.points.push(point(x, y, index < 2));
        }
        at = cubic[2];
    }
    lines
}
