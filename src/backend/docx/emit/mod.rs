//! From an edition to WordprocessingML parts, by docx-rs. What docx-rs has no word for goes into [`Notes`], which the
//! finishing passes read.

mod blocks;
mod bookmarks;
mod contents;
mod direction;
mod families;
mod fields;
mod figures;
mod foot;
mod frame;
mod ground;
mod inline;
mod lists;
pub mod notes;
mod numbering;
mod raster;
mod runs;
mod sheet;
mod stacked;
mod styles;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use docx_rs::{
    BookmarkEnd, DocumentChild, Docx, LineSpacing, PageMargin, Paragraph, ParagraphChild, ParagraphProperty,
    StructuredDataTag, StructuredDataTagChild, XMLDocx,
};

use self::bookmarks::Bookmarks;
use self::contents::PageNumbers;
use self::families::Families;
use self::frame::Frame;
use self::notes::{ControlNote, Notes};
use self::numbering::Lists;
use self::sheet::Sheet;
use crate::error::Result;
use crate::layout::{Edition, Profile};
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::model::{Anchor, Direction, Lang, Pt};
use crate::page::LazyPages;

/// The parts of a document before they are finished.
pub struct Emitted {
    /// What docx-rs wrote.
    pub parts: XMLDocx,
    /// What the document part needs beside.
    pub notes: Notes,
    /// What the foot of the page needs beside.
    pub foot: Notes,
    /// The families that the text uses.
    pub families: BTreeSet<String>,
}

/// Emits an edition.
///
/// # Errors
/// [`Error::Write`](crate::error::Error::Write) where a picture cannot be drawn.
pub fn emit(edition: &Edition, pages: &LazyPages<'_>) -> Result<Emitted> {
    let mut emitter = Emitter::new(edition, pages);
    let setting = Setting::of(edition);
    let children = emitter.blocks(edition.blocks(), &setting)?;
    let (footer, foot) = emitter.foot(&setting);
    let profile = &edition.layout.profile;
    let page = Page::of(profile, emitter.sheet.rtl);
    let mut docx = Docx::new()
        .styles(styles::styles(&emitter.sheet, profile, &emitter.families))
        .numberings(emitter.lists.numberings(profile, emitter.families.text()))
        .page_size(unsigned(profile.paper.width()), unsigned(profile.paper.height()))
        .page_margin(page.margins)
        .footer(footer);
    docx.document.children = children.into_iter().filter_map(top).collect();
    if !matches!(docx.document.children.last(), Some(DocumentChild::Paragraph(_))) {
        docx = docx.add_paragraph(Paragraph::new());
    }
    let ends = emitter.contents_scopes.drain(..);
    let ends = ends.map(|id| DocumentChild::BookmarkEnd(BookmarkEnd::new(id)));
    docx.document.children.extend(ends);
    Ok(Emitted {
        parts: docx.build(),
        notes: emitter.notes,
        foot,
        families: emitter.families.used().clone(),
    })
}

/// Collects the parts of one document.
struct Emitter<'e> {
    edition: &'e Edition,
    sheet: Sheet,
    notes: Notes,
    lists: Lists,
    bookmarks: Bookmarks,
    /// The bookmarks that say what each contents list covers; they end with the document.
    contents_scopes: Vec<usize>,
    /// Where the headings stand on paper, where a contents list asks for it.
    numbers: Option<PageNumbers>,
    families: Families,
    /// The label of each reference that has one, for what citations say when pointed at.
    labels: BTreeMap<Anchor, String>,
    /// Space that the next paragraph must leave above itself, in points.
    room: Pt,
    /// Whether the last thing emitted was a table: Word would join another one to it.
    after_table: bool,
}

/// Where blocks stand: how far in, in what language, inside of what. Lengths in points.
#[derive(Clone)]
struct Setting {
    lang: Lang,
    rtl: bool,
    left: Pt,
    right: Pt,
    /// The width of the table column that this is, where it is one.
    column: Option<Pt>,
    frame: Option<Frame>,
    /// The style of running text here.
    body: &'static str,
    /// How many list items this stands in.
    depth: usize,
}

/// What is particular to one paragraph beside its style. Lengths in points.
#[derive(Clone, Copy, Default)]
struct Place {
    extra: Pt,
    hanging: Pt,
    item: Option<ItemMark>,
}

/// A paragraph's place in Word's numbering.
#[derive(Clone, Copy)]
struct ItemMark {
    list: usize,
    level: usize,
}

impl Setting {
    fn of(edition: &Edition) -> Self {
        Self {
            lang: edition.lang().clone(),
            rtl: edition.leaflet.direction() == Direction::RightToLeft,
            left: 0.0,
            right: 0.0,
            column: None,
            frame: None,
            body: "BodyText",
            depth: 0,
        }
    }

    /// Inside a frame whose running text has this style.
    fn framed(&self, frame: Frame, body: &'static str, profile: &Profile) -> Self {
        Self {
            left: self.left + frame.inset(profile),
            right: self.right + frame.outset(profile),
            frame: Some(frame),
            body,
            ..self.clone()
        }
    }
}

impl<'e> Emitter<'e> {
    fn new(edition: &'e Edition, pages: &LazyPages<'_>) -> Self {
        let tree = Tree::of(edition.blocks(), edition.lang());
        let mut labels = BTreeMap::new();
        for node in tree.nodes() {
            if let NodeKind::Reference { anchor } = node.kind {
                let is_label =
                    |part: &&NodeId| matches!(tree.node(**part).kind, NodeKind::ReferenceLabel { .. });
                let label = node.children.iter().find(is_label);
                labels.extend(label.map(|label| (anchor.clone(), tree.plain_text(*label))));
            }
        }
        let rtl = edition.leaflet.direction() == Direction::RightToLeft;
        let numbers = PageNumbers::of(&tree, pages);
        let mut sheet = Sheet::of(&edition.layout.profile, rtl);
        sheet.fit_headings(&tree, &edition.layout.profile);
        Self {
            edition,
            sheet,
            notes: Notes::default(),
            lists: Lists::default(),
            bookmarks: Bookmarks::of(&tree),
            contents_scopes: Vec::new(),
            numbers,
            families: Families::of(&edition.layout.profile, edition.lang()),
            labels,
            room: 0.0,
            after_table: false,
        }
    }

    fn profile(&self) -> &'e Profile {
        &self.edition.layout.profile
    }

    /// At least this much space above what comes next, in points.
    fn leave(&mut self, room: Pt) {
        self.room = self.room.max(room);
    }

    /// The width that text has here, in points.
    fn measure(&self, setting: &Setting) -> Pt {
        let column = setting
            .column
            .unwrap_or_else(|| Page::of(self.profile(), self.sheet.rtl).column);
        (column - setting.left - setting.right).max(self.profile().body.size_pt)
    }

    /// A paragraph in a style; what the style does not say already is said directly.
    fn paragraph(
        &mut self,
        style: &str,
        setting: &Setting,
        place: Place,
        content: Vec<ParagraphChild>,
    ) -> Paragraph {
        let look = self.sheet.paragraph(style);
        let mut property = ParagraphProperty::new().style(look.id);
        let (base, wanted) = match place.item {
            Some(mark) => {
                property.numbering_property = Some(docx_rs::NumberingProperty {
                    id: Some(docx_rs::NumberingId::new(mark.list)),
                    level: Some(docx_rs::IndentLevel::new(mark.level)),
                });
                let usual = self.profile().em(self.profile().list.indent);
                let base = (numbering::level_indent(self.profile(), mark.level), 0.0, usual);
                (base, (setting.left + place.hanging, setting.right, place.hanging))
            }
            None => {
                let base = (look.left, look.right, look.hanging);
                (base, (setting.left + place.extra, setting.right, place.hanging))
            }
        };
        if differs(base, wanted) {
            property = styles::indented(property, wanted.0, wanted.1, wanted.2);
        }
        if let Some(frame) = setting.frame
            && (look.frame != Some(frame) || setting.rtl != self.sheet.rtl)
        {
            property = styles::framed(property, &frame.edges(self.profile()), setting.rtl);
        }
        if self.room > look.before {
            property = property.line_spacing(LineSpacing::new().before(unsigned(self.room)));
        }
        if setting.rtl {
            property = property.bidi(true);
        }
        self.room = 0.0;
        self.after_table = false;
        let mut paragraph = Paragraph::new();
        paragraph.property = property;
        paragraph.children = content;
        paragraph
    }

    /// Notes a content control down; what it holds is emitted after that, so that the notes stay in document order.
    fn control(&mut self, tag: impl Into<String>, alias: &str) {
        self.notes.controls.push(ControlNote {
            tag: tag.into(),
            alias: alias.to_owned(),
            contents: false,
        });
    }
}

/// A content control with these children.
fn controlled(children: Vec<StructuredDataTagChild>) -> StructuredDataTagChild {
    let mut control = StructuredDataTag::new();
    control.children = children;
    StructuredDataTagChild::StructuredDataTag(Box::new(control))
}

fn block(paragraph: Paragraph) -> StructuredDataTagChild {
    StructuredDataTagChild::Paragraph(Box::new(paragraph))
}

/// What stands in a content control, at the top of the document. Runs never stand between blocks.
fn top(child: StructuredDataTagChild) -> Option<DocumentChild> {
    match child {
        StructuredDataTagChild::Paragraph(paragraph) => Some(DocumentChild::Paragraph(paragraph)),
        StructuredDataTagChild::Table(table) => Some(DocumentChild::Table(table)),
        StructuredDataTagChild::StructuredDataTag(control) => Some(DocumentChild::StructuredDataTag(control)),
        StructuredDataTagChild::BookmarkStart(start) => Some(DocumentChild::BookmarkStart(start)),
        StructuredDataTagChild::BookmarkEnd(end) => Some(DocumentChild::BookmarkEnd(end)),
        StructuredDataTagChild::Run(_)
        | StructuredDataTagChild::CommentStart(_)
        | StructuredDataTagChild::CommentEnd(_) => None,
    }
}

/// The page: its column of text and its margins.
struct Page {
    /// Width of the column, in points.
    column: Pt,
    /// Height of the column, in points.
    height: Pt,
    margins: PageMargin,
}

impl Page {
    fn of(profile: &Profile, rtl: bool) -> Self {
        let paper = &profile.paper;
        let mm = crate::model::PT_PER_MM;
        let column = profile.column_width();
        let (binding, outer) = profile.margins();
        let (left, right) = if rtl { (outer, binding) } else { (binding, outer) };
        let bottom = (paper.margin_bottom_mm * mm).max(foot::room(profile));
        let top = paper.margin_top_mm * mm;
        let margins = PageMargin::new()
            .top(twips(top))
            .bottom(twips(bottom))
            .left(twips(left))
            .right(twips(right))
            .header(twips(top / 2.0))
            .footer(twips(foot::distance(profile)))
            .gutter(0);
        let height = paper.height() - top - bottom;
        Self {
            column,
            height,
            margins,
        }
    }
}

fn differs(a: (Pt, Pt, Pt), b: (Pt, Pt, Pt)) -> bool {
    twips(a.0) != twips(b.0) || twips(a.1) != twips(b.1) || twips(a.2) != twips(b.2)
}

/// Twentieths of a point, the unit of lengths in WordprocessingML.
#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
fn twips(points: Pt) -> i32 {
    (points * 20.0).round() as i32
}

/// Twentieths of a point, where they cannot be negative.
fn unsigned(points: Pt) -> u32 {
    u32::try_from(twips(points)).unwrap_or(0)
}

/// Half points, the unit of text sizes.
fn half_points(points: Pt) -> usize {
    usize::try_from(twips(points) / 10).unwrap_or(0)
}
