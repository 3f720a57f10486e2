//! From an edition to WordprocessingML parts, by docx-rs. What docx-rs has no word for goes into [`Notes`], which the
//! finishing passes read.

mod blocks;
mod bookmarks;
mod characters;
mod contents;
mod context;
mod direction;
mod families;
mod fields;
mod figures;
mod foot;
mod frame;
mod ground;
mod inline;
mod joints;
mod list_styles;
mod lists;
pub mod notes;
mod numbering;
mod paragraph_styles;
mod raster;
mod references;
mod runs;
mod seams;
mod sheet;
mod sides;
mod stacked;
mod styles;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use docx_rs::{
    BookmarkEnd, DocumentChild, Docx, LineSpacing, PageMargin, Paragraph, ParagraphChild, ParagraphProperty,
    StructuredDataTag, StructuredDataTagChild, XMLDocx,
};

use self::bookmarks::Bookmarks;
use self::contents::PageNumbers;
use self::context::{Framed, Step};
use self::families::Families;
use self::lists::ItemMark;
use self::notes::{BoxedTable, ControlNote, Notes};
use self::numbering::Lists;
use self::sheet::{Name, Sheet};
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
    /// The table styles of boxes.
    pub boxed_tables: Vec<BoxedTable>,
    /// The ids of the paragraph styles whose text begins with a tab.
    pub tabbed: BTreeSet<Name>,
    /// The family of running text.
    pub text: &'static str,
    /// The family of text in scripts that Word calls complex.
    pub complex: &'static str,
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
        .styles(styles::styles(
            &emitter.sheet,
            &emitter.used,
            profile,
            &emitter.families,
        ))
        .numberings(emitter.numberings())
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
        tabbed: emitter.sheet.tabbed(),
        boxed_tables: emitter.boxed_tables,
        text: emitter.families.text().name(),
        complex: emitter.families.complex().name(),
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
    /// The ids of the paragraph styles in use.
    used: BTreeSet<Name>,
    /// The table styles of the boxes that tables stand in.
    boxed_tables: Vec<BoxedTable>,
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
    frame: Option<Rc<Framed>>,
    /// The style of running text here.
    body: &'static str,
    /// How many list items this stands in.
    depth: usize,
    /// What this stands in, from the outside in: styles are named for it.
    path: Vec<Step>,
}

/// What is particular to one paragraph beside its style. Lengths in points.
#[derive(Clone, Copy, Default)]
struct Place {
    extra: Pt,
    hanging: Pt,
    /// How many digits the numbers of its list have, where that moves its text.
    digits: usize,
    item: Option<ItemMark>,
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
            path: Vec::new(),
        }
    }

    /// The tinted box that this stands in.
    fn box_around(&self, profile: &Profile) -> Option<&Rc<Framed>> {
        self.frame
            .as_ref()
            .filter(|framed| framed.frame.is_tinted(profile))
    }

    /// The indents at the leading edge and at the other of text that runs one way or the other here.
    fn indents(&self, rtl: bool) -> (Pt, Pt) {
        match &self.frame {
            Some(framed) if rtl != self.rtl => {
                let inwards = (self.left - framed.edge(self.rtl)).max(0.0);
                (framed.edge(rtl) + inwards, framed.edge(!rtl))
            }
            Some(_) | None => (self.left, self.right),
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
        let room = references::label_room(&tree, edition);
        let mut sheet = Sheet::of(&edition.layout.profile, rtl, room);
        sheet.fit_headings(&tree, &edition.layout.profile, edition.lang());
        Self {
            edition,
            sheet,
            notes: Notes::default(),
            lists: Lists::of(&edition.layout.profile),
            bookmarks: Bookmarks::of(&tree),
            contents_scopes: Vec::new(),
            numbers,
            families: Families::of(&edition.layout.profile, edition.lang()),
            used: BTreeSet::new(),
            boxed_tables: Vec::new(),
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

    /// A paragraph in a style, or in the one that is derived from it for what the paragraph stands in. What no style can
    /// say is said directly: which list it is in, and how much room what came before it asks for.
    fn paragraph(
        &mut self,
        style: &str,
        setting: &Setting,
        place: Place,
        mut content: Vec<ParagraphChild>,
    ) -> Paragraph {
        let id = self.style(style, setting, &place);
        let look = self.sheet.paragraph(&id);
        let (before, bold, list) = (look.before, look.bold, look.list);
        let mut property = ParagraphProperty::new().style(&id);
        property.numbering_property = place.item.and_then(|mark| mark.numbering(list));
        if self.room > before {
            property = property.line_spacing(LineSpacing::new().before(unsigned(self.room)));
        }
        if setting.rtl {
            property = property.bidi(true);
        }
        if bold {
            self.in_bold(&mut content);
        }
        self.used.insert(id);
        self.room = 0.0;
        self.after_table = false;
        let mut paragraph = Paragraph::new();
        paragraph.property = property;
        paragraph.children = content;
        paragraph
    }

    fn numberings(&self) -> docx_rs::Numberings {
        let kept = |id: &str| styles::is_kept(self.sheet.paragraph(id), &self.used);
        self.lists.numberings(self.profile(), kept)
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

/// Twentieths of a point, the unit of lengths in WordprocessingML.
#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
fn twips(points: Pt) -> i32 {
    (points * 20.0).round() as i32
}

/// A length as it is written, in whole twentieths of a point: edges that are reckoned in two ways must be the same.
fn whole_twips(length: Pt) -> Pt {
    (length * 20.0).round() / 20.0
}

/// Twentieths of a point, where they cannot be negative.
fn unsigned(points: Pt) -> u32 {
    u32::try_from(twips(points)).unwrap_or(0)
}

/// Half points, the unit of text sizes.
fn half_points(points: Pt) -> usize {
    usize::try_from(twips(points) / 10).unwrap_or(0)
}
