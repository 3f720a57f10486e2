//! The pages' content: marks of the display list become printpdf operations inside marked content.
//!
//! Neighbouring marks of one owner share one marked-content sequence, whose number (MCID) belongs to the owner. Text is
//! written in the order of the marks and clusters, which is the order of reading; only the pen moves back and forth.

mod artifact;
mod spaces;
mod text;

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, Stream};
use printpdf::{
    Color, DictItem, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt as PdfPt, Rgb, WindingOrder,
};

use super::broken;
use super::finish::file::{Deflate, FLATE};
use super::fonts::Fonts;
use super::object::rounded;
use super::picture::Pictures;
use super::tag::Structure;
use crate::error::Result;
use crate::layout::Colour;
use crate::layout::fonts::FaceId;
use crate::model::block::Alt;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::page::{Area, Mark, Owner, Page, Pages, Shape};
use artifact::Artifact;
use spaces::{Undrawn, undrawn_spaces};
use text::actual_text;

/// How much of a circle's radius a Bézier handle spans.
const CIRCLE: f32 = 0.552_284_8;

/// What the pages show, and whose it is.
#[derive(Default)]
pub(super) struct Drawing<'p> {
    /// The content stream of each page.
    pub contents: Vec<Content>,
    /// The owner of each marked-content sequence: `marked[page][mcid]`.
    pub marked: Vec<Vec<Owner>>,
    /// Where each tagged picture stands: its page and its area.
    pub boxes: BTreeMap<NodeId, (usize, Area)>,
    /// The faces and codes in use.
    pub fonts: Fonts<'p>,
    /// The pictures in use.
    pub pictures: Pictures,
}

/// A content stream, compressed.
pub(super) struct Content(Vec<u8>);

/// How many pages are operations at a time: a page's operations take twenty times the room of its stream.
const PAGES_AT_A_TIME: usize = 16;

/// Draws the pages.
///
/// # Errors
/// `Error::Write` where a face or picture cannot be drawn.
pub(super) fn draw<'p>(tree: &Tree<'_>, structure: &Structure<'_>, pages: &'p Pages) -> Result<Drawing<'p>> {
    let mut drawing = Drawing::default();
    let mut deflate = Deflate::new();
    let mut waiting = Vec::with_capacity(PAGES_AT_A_TIME);
    let spaces = undrawn_spaces(tree, pages);
    for (number, page) in pages.pages.iter().enumerate() {
        let mut painter = Painter {
            tree,
            structure,
            drawing: &mut drawing,
            page: number,
            sheet: artifact::sheet(pages),
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
        drawing.marked.push(marked);
        waiting.push(ops);
        if waiting.len() == PAGES_AT_A_TIME {
            drawing.write(std::mem::take(&mut waiting), pages, &mut deflate)?;
        }
    }
    drawing.write(waiting, pages, &mut deflate)?;
    Ok(drawing)
}

impl Drawing<'_> {
    /// Has printpdf write the operations of some pages as content streams.
    fn write(&mut self, ops: Vec<Vec<Op>>, pages: &Pages, deflate: &mut Deflate) -> Result<()> {
        if ops.is_empty() {
            return Ok(());
        }
        let mut document = PdfDocument::new("");
        document.resources.fonts.map = self.fonts.stand_ins();
        let mut printed = printed(document, ops, pages)?;
        let ids: Vec<ObjectId> = printed.page_iter().collect();
        for id in ids {
            let content = content(&mut printed, id)?;
            self.contents.push(Content(deflate.bytes(&content.content)?));
        }
        Ok(())
    }
}

/// printpdf's document of pages with these operations.
fn printed(mut document: PdfDocument, ops: Vec<Vec<Op>>, pages: &Pages) -> Result<lopdf::Document> {
    let (width, height) = (Mm::from(PdfPt(pages.width)), Mm::from(PdfPt(pages.height)));
    document.pages = ops
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

/// The content stream of a page.
fn content(document: &mut lopdf::Document, page: ObjectId) -> Result<&mut Stream> {
    let page = document.get_dictionary(page).map_err(broken)?;
    let id = page
        .get(b"Contents")
        .and_then(Object::as_reference)
        .map_err(broken)?;
    let content = document.get_object_mut(id).map_err(broken)?;
    content.as_stream_mut().map_err(broken)
}

/// The document with its resources and its pages, as printpdf has it. The pages have been written already; printpdf meets
/// each code of each face once more, to know that they are in use.
///
/// # Errors
/// `Error::Write` where a face cannot be subset or printpdf complains.
pub(super) fn print(drawing: &mut Drawing<'_>, pages: &Pages) -> Result<lopdf::Document> {
    let mut document = PdfDocument::new("");
    document.resources.fonts.map = drawing.fonts.resources()?;
    document.resources.xobjects.map = std::mem::take(&mut drawing.pictures.objects);
    document.resources.extgstates.map = std::mem::take(&mut drawing.pictures.states);
    let contents = std::mem::take(&mut drawing.contents);
    let mut ops = vec![Vec::new(); contents.len()];
    if let Some(first) = ops.first_mut() {
        *first = drawing.fonts.every_code();
    }
    let mut printed = printed(document, ops, pages)?;
    let ids: Vec<ObjectId> = printed.page_iter().collect();
    for (id, Content(bytes)) in ids.into_iter().zip(contents) {
        let content = content(&mut printed, id)?;
        content.dict.set("Filter", FLATE);
        content.set_content(bytes);
    }
    Ok(printed)
}

/// A marked-content sequence.
#[derive(Clone, PartialEq)]
enum Sequence {
    /// An owner's content, with the text that stands for it where the glyphs cannot say it.
    Tagged { owner: Owner, actual: Option<String> },
    /// What belongs to no element.
    Artifact(Artifact),
}

struct Painter<'d, 'a, 'p> {
    tree: &'d Tree<'a>,
    structure: &'d Structure<'a>,
    drawing: &'d mut Drawing<'p>,
    page: usize,
    sheet: Area,
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
            let sequence = self.sequence(mark);
            self.enter(sequence);
            if let (Owner::PageNumber(entry), Shape::Text(run)) = (mark.owner, &mark.shape) {
                self.space_before(entry, run)?;
            }
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

    fn sequence(&self, mark: &Mark) -> Sequence {
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
            Owner::Pagination | Owner::Layout => Sequence::Artifact(Artifact::of(mark, self.sheet)),
            Owner::Leaf(node) if decorative(node) => Sequence::Artifact(Artifact::Layout),
            Owner::Leaf(_) | Owner::Marker(_) | Owner::PageNumber(_) => Sequence::Tagged {
                owner: mark.owner,
                actual: actual_text(mark),
            },
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
            Sequence::Artifact(artifact) => ("Artifact", artifact.properties(self.sheet)),
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
