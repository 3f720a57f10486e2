//! The pages' content: marks of the display list become printpdf operations inside marked content.
//!
//! Neighbouring marks of one owner share one marked-content sequence, whose number (MCID) belongs to the owner. Text is
//! written in the order of the marks and clusters, which is the order of reading; only the pen moves back and forth.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt as PdfPt, Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::broken;
use super::fonts::{Fonts, NO_TEXT};
use super::object::rounded;
use super::picture::Pictures;
use super::tag::Structure;
use crate::error::Result;
use crate::layout::Colour;
use crate::layout::fonts::{FaceId, invisible};
use crate::model::block::Alt;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Area, Cluster, Mark, Owner, Page, Pages, Shape, TextRun};

/// How much of a circle's radius a Bézier handle spans.
const CIRCLE: f32 = 0.552_284_8;

/// What the pages show, and whose it is.
#[derive(Default)]
pub(super) struct Drawing<'p> {
    /// The operations of each page.
    pub pages: Vec<Vec<Op>>,
    /// The owner of each marked-content sequence: `marked[page][mcid]`.
    pub marked: Vec<Vec<Owner>>,
    /// Where each tagged picture stands: its page and its area.
    pub boxes: BTreeMap<NodeId, (usize, Area)>,
    /// The faces and codes in use.
    pub fonts: Fonts<'p>,
    /// The pictures in use.
    pub pictures: Pictures,
}

/// Draws the pages.
///
/// # Errors
/// `Error::Write` where a face or picture cannot be drawn.
pub(super) fn draw<'p>(tree: &Tree<'_>, structure: &Structure<'_>, pages: &'p Pages) -> Result<Drawing<'p>> {
    let mut drawing = Drawing::default();
    let spaces = undrawn_spaces(tree, pages);
    for (number, page) in pages.pages.iter().enumerate() {
        let mut painter = Painter {
            tree,
            structure,
            drawing: &mut drawing,
            page: number,
            height: pages.height,
            ops: Vec::new(),
            marked: Vec::new(),
            open: None,
            in_text: false,
            font: None,
            fill: None,
        };
        painter.page(page, &spaces)?;
        let (ops, marked) = (painter.ops, painter.marked);
        drawing.pages.push(ops);
        drawing.marked.push(marked);
    }
    Ok(drawing)
}

/// Hands the operations and resources to printpdf.
///
/// # Errors
/// `Error::Write` where a face cannot be subset or printpdf complains.
pub(super) fn print(drawing: &mut Drawing<'_>, pages: &Pages) -> Result<lopdf::Document> {
    let mut document = PdfDocument::new("");
    document.resources.fonts.map = drawing.fonts.resources()?;
    document.resources.xobjects.map = std::mem::take(&mut drawing.pictures.objects);
    document.resources.extgstates.map = std::mem::take(&mut drawing.pictures.states);
    let (width, height) = (Mm::from(PdfPt(pages.width)), Mm::from(PdfPt(pages.height)));
    document.pages = std::mem::take(&mut drawing.pages)
        .into_iter()
        .map(|ops| PdfPage::new(width, height, ops))
        .collect();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let printed = document.to_lopdf_document(&options, &mut warnings);
    match warnings.first() {
        Some(warning) => Err(broken(&warning.msg)),
        None => Ok(printed),
    }
}

/// White space of the tree that no mark draws, by the drawn leaf before it. A line break draws nothing, yet the words on
/// both sides of it must not run together for a listener.
fn undrawn_spaces(tree: &Tree<'_>, pages: &Pages) -> BTreeMap<NodeId, Undrawn> {
    let mut last: BTreeMap<NodeId, (usize, usize)> = BTreeMap::new();
    for (page_number, page) in pages.pages.iter().enumerate() {
        for (mark_number, mark) in page.marks.iter().enumerate() {
            if let (Owner::Leaf(node), Shape::Text(_)) = (mark.owner, &mark.shape) {
                last.insert(node, (page_number, mark_number));
            }
        }
    }
    let mut out: BTreeMap<NodeId, Undrawn> = BTreeMap::new();
    let mut before = None;
    for (id, node) in tree.ids().zip(tree.nodes()) {
        if last.contains_key(&id) {
            before = Some(id);
            continue;
        }
        let blank = matches!(node.kind, NodeKind::LineBreak)
            || matches!(node.kind, NodeKind::Text(text) if text.contains(char::is_whitespace));
        // At the beginning of a passage white space parts nothing, and the passage before may stand on another page.
        if let Some(leaf) = before.filter(|leaf| blank && passage(tree, *leaf) == passage(tree, id))
            && let Some(place) = last.get(&leaf)
        {
            let undrawn = out.entry(leaf).or_insert(Undrawn {
                place: *place,
                leaves: Vec::new(),
            });
            undrawn.leaves.push(id);
        }
    }
    out
}

/// The paragraph, heading, cell or other block that a leaf stands in.
fn passage(tree: &Tree<'_>, leaf: NodeId) -> NodeId {
    let mut node = leaf;
    while let Some(parent) = tree.node(node).parent {
        node = parent;
        let inline = match tree.node(node).kind {
            NodeKind::Strong
            | NodeKind::Emphasis
            | NodeKind::Link(_)
            | NodeKind::Phrase
            | NodeKind::Citation { .. }
            | NodeKind::Unbroken
            | NodeKind::Text(_)
            | NodeKind::LineBreak => true,
            NodeKind::Document
            | NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::List(_)
            | NodeKind::ListItem { .. }
            | NodeKind::DefinitionList
            | NodeKind::Term
            | NodeKind::Definition
            | NodeKind::Table { .. }
            | NodeKind::Caption
            | NodeKind::Row { .. }
            | NodeKind::Cell(_)
            | NodeKind::Figure
            | NodeKind::Picture { .. }
            | NodeKind::Callout(_)
            | NodeKind::Label
            | NodeKind::Quote
            | NodeKind::Division
            | NodeKind::Contents
            | NodeKind::ContentsEntry { .. }
            | NodeKind::References
            | NodeKind::Reference { .. }
            | NodeKind::ReferenceLabel { .. }
            | NodeKind::ReferenceText => false,
        };
        if !inline {
            break;
        }
    }
    node
}

/// Leaves of white space that nothing draws, and the mark that they follow.
struct Undrawn {
    place: (usize, usize),
    leaves: Vec<NodeId>,
}

/// A marked-content sequence.
#[derive(Clone, PartialEq)]
enum Sequence {
    /// An owner's content, with the text that stands for it where the glyphs cannot say it.
    Tagged {
        owner: Owner,
        actual: Option<String>,
        /// The mark, where text stands for exactly one: the same words twice must not become one.
        apart: Option<usize>,
    },
    /// Tints, rules, decorative pictures.
    Layout,
    /// The foot of the page.
    Pagination,
}

struct Painter<'d, 'a, 'p> {
    tree: &'d Tree<'a>,
    structure: &'d Structure<'a>,
    drawing: &'d mut Drawing<'p>,
    page: usize,
    height: f32,
    ops: Vec<Op>,
    marked: Vec<Owner>,
    open: Option<Sequence>,
    in_text: bool,
    font: Option<(FaceId, u32)>,
    fill: Option<Colour>,
}

impl<'p> Painter<'_, '_, 'p> {
    fn page(&mut self, page: &'p Page, spaces: &BTreeMap<NodeId, Undrawn>) -> Result<()> {
        for (number, mark) in page.marks.iter().enumerate() {
            let sequence = self.sequence(number, mark);
            self.enter(sequence);
            self.shape(mark)?;
            if let (Owner::Leaf(leaf), Shape::Text(run)) = (mark.owner, &mark.shape)
                && let Some(undrawn) = spaces.get(&leaf)
                && undrawn.place == (self.page, number)
            {
                self.spaces(&undrawn.leaves, run)?;
            }
        }
        self.leave();
        Ok(())
    }

    fn sequence(&self, number: usize, mark: &Mark) -> Sequence {
        let decorative = |node: NodeId| {
            matches!(
                self.tree.node(node).kind,
                NodeKind::Picture {
                    alt: Alt::Decorative,
                    ..
                }
            )
        };
        match mark.owner {
            Owner::Pagination => Sequence::Pagination,
            Owner::Layout => Sequence::Layout,
            Owner::Leaf(node) if decorative(node) => Sequence::Layout,
            Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_) => {
                let actual = actual_text(mark);
                let text = matches!(mark.shape, Shape::Text(_));
                Sequence::Tagged {
                    owner: mark.owner,
                    apart: actual.as_ref().filter(|_| text).map(|_| number),
                    actual,
                }
            }
        }
    }

    fn enter(&mut self, sequence: Sequence) {
        if self.open.as_ref() == Some(&sequence) {
            return;
        }
        self.leave();
        let (tag, properties) = match &sequence {
            Sequence::Tagged { owner, actual, .. } => {
                let mcid = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
                self.marked.push(*owner);
                let element = self
                    .structure
                    .owners
                    .get(owner)
                    .and_then(|e| self.structure.elements.get(*e));
                let tag = element.map_or("Span", |element| element.role.standard());
                let mut map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
                if let Some(actual) = actual {
                    let mut data = vec![0xFE, 0xFF];
                    data.extend(actual.encode_utf16().flat_map(u16::to_be_bytes));
                    map.insert("ActualText".to_owned(), DictItem::String { data, literal: false });
                }
                (tag, map)
            }
            Sequence::Layout => ("Artifact", artifact("Layout")),
            Sequence::Pagination => ("Artifact", artifact("Pagination")),
        };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map: properties },
        });
        self.open = Some(sequence);
    }

    fn leave(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn end_text(&mut self) {
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn colour(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
            self.fill = Some(colour);
        }
    }

    fn shape(&mut self, mark: &'p Mark) -> Result<()> {
        if let Shape::Text(run) = &mark.shape {
            return self.text(run);
        }
        self.end_text();
        match &mark.shape {
            Shape::Text(_) => {}
            Shape::Rectangle { area, colour } => {
                let (left, right) = (area.x, area.x + area.width);
                let (top, bottom) = (area.y, area.y + area.height);
                self.polygon(
                    &[(left, top), (right, top), (right, bottom), (left, bottom)],
                    *colour,
                );
            }
            Shape::Disc { area, colour } => self.disc(*area, *colour),
            Shape::Polygon { points, colour } => self.polygon(points, *colour),
            Shape::Picture { area, image } => {
                if let Owner::Leaf(node) = mark.owner {
                    self.drawing.boxes.insert(node, (self.page, *area));
                }
                let ops = self.drawing.pictures.draw(image, *area, self.height)?;
                self.ops.extend(ops);
            }
        }
        Ok(())
    }

    fn point(&self, x: f32, y: f32, bezier: bool) -> LinePoint {
        let p = Point {
            x: PdfPt(rounded(x)),
            y: PdfPt(rounded(self.height - y)),
        };
        LinePoint { p, bezier }
    }

    fn fill_ring(&mut self, points: Vec<LinePoint>, colour: Colour) {
        self.colour(colour);
        let polygon = Polygon {
            rings: vec![PolygonRing { points }],
            mode: PaintMode::Fill,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn polygon(&mut self, points: &[(f32, f32)], colour: Colour) {
        let points = points.iter().map(|(x, y)| self.point(*x, *y, false)).collect();
        self.fill_ring(points, colour);
    }

    fn disc(&mut self, area: Area, colour: Colour) {
        let (rx, ry) = (area.width / 2.0, area.height / 2.0);
        let (cx, cy) = (area.x + rx, area.y + ry);
        let (hx, hy) = (rx * CIRCLE, ry * CIRCLE);
        let corners = [
            [(cx + rx, cy + hy), (cx + hx, cy + ry), (cx, cy + ry)],
            [(cx - hx, cy + ry), (cx - rx, cy + hy), (cx - rx, cy)],
            [(cx - rx, cy - hy), (cx - hx, cy - ry), (cx, cy - ry)],
            [(cx + hx, cy - ry), (cx + rx, cy - hy), (cx + rx, cy)],
        ];
        let mut points = vec![self.point(cx + rx, cy, false)];
        for corner in corners {
            for (at, (x, y)) in corner.into_iter().enumerate() {
                points.push(self.point(x, y, at < 2));
            }
        }
        self.fill_ring(points, colour);
    }

    /// Spaces that nothing shows, each in content of its own.
    fn spaces(&mut self, leaves: &[NodeId], run: &'p TextRun) -> Result<()> {
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

    fn text(&mut self, run: &'p TextRun) -> Result<()> {
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
fn actual_text(mark: &Mark) -> Option<String> {
    match (&mark.shape, mark.owner) {
        (Shape::Text(run), _) => {
            let crowded = |cluster: &Cluster| cluster.glyphs.len() > cluster.text.chars().count();
            run.clusters.iter().any(crowded).then(|| {
                run.clusters
                    .iter()
                    .flat_map(|c| c.text.chars())
                    .filter(|c| !invisible(*c))
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

fn artifact(kind: &str) -> BTreeMap<String, DictItem> {
    BTreeMap::from([("Type".to_owned(), DictItem::Name(kind.as_bytes().to_vec()))])
}

/// A colour as printpdf has it.
pub(super) fn rgb(colour: Colour) -> Color {
    let part = |byte: u8| rounded(f32::from(byte) / 255.0);
    Color::Rgb(Rgb {
        r: part(colour.red),
        g: part(colour.green),
        b: part(colour.blue),
        icc_profile: None,
    })
}
