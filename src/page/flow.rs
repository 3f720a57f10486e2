//! The logical tree as a flow of pieces in one column that never ends. Each kind of block says here how it stands:
//! its size, its room, its marks, and what must not be parted from what.

use super::breaking::Rag;
use std::ops::Range;

use super::geometry::{Column, Geometry};
use super::passage::{Gather, Look, Passage};
use super::piece::{Frame, HEADING, LINES, LONE_LINE, Piece, Repeat};
use super::shape::{Shaped, Shaper};
use crate::error::Result;
use crate::layout::{Colour, Edition, Profile};
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::model::{Anchor, Direction, Em, ParagraphStyle, Pt};

/// The flow of an edition.
pub(super) struct Flow<'a, 't> {
    /// The tree.
    pub tree: &'a Tree<'t>,
    /// The figures.
    pub profile: &'a Profile,
    /// What stands behind a label.
    pub after_label: &'a str,
    /// The sheet.
    pub geometry: Geometry,
    /// Shapes text.
    pub shaper: Shaper,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    /// The frames so far.
    pub frames: Vec<Frame>,
    /// What tables set again.
    pub repeats: Vec<Repeat>,
    /// How many digits a page number may have.
    pub digits: usize,
    /// The column of the outermost of the lists in lists that are being set.
    pub lists: Option<Column>,
    frame: Option<usize>,
    gap: Pt,
    joint: Joint,
    contents: Vec<SetContents>,
}

/// Contents that are set: all that depends on how many digits their numbers have.
struct SetContents {
    id: NodeId,
    column: Column,
    pieces: Range<usize>,
    gap: Pt,
    joint: Joint,
    framed: bool,
}

/// How the next block joins what stands above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// The larger of the room below the one and above the other.
    Larger,
    /// As the block above says: it belongs to what follows.
    Close,
    /// Nothing: the first block of a frame.
    Inside,
}

/// How a block of text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Size of the text.
    pub size: Pt,
    /// From baseline to baseline, in em of the size.
    pub leading: Em,
}

impl<'a, 't> Flow<'a, 't> {
    /// An empty flow.
    pub(super) fn new(edition: &'a Edition, tree: &'a Tree<'t>, geometry: Geometry, digits: usize) -> Self {
        let profile = &edition.layout.profile;
        Self {
            tree,
            profile,
            after_label: &edition.words.after_label,
            geometry,
            shaper: Shaper::new(&profile.faces),
            pieces: Vec::new(),
            frames: Vec::new(),
            repeats: Vec::new(),
            digits,
            lists: None,
            frame: None,
            gap: 0.0,
            joint: Joint::Inside,
            contents: Vec::new(),
        }
    }

    /// Lays out the whole tree.
    pub(super) fn document(&mut self) -> Result<()> {
        self.blocks(self.tree.root(), self.geometry.column)?;
        self.hold_end();
        Ok(())
    }

    fn first_contents(&mut self, id: NodeId, column: Column) -> Result<()> {
        let (gap, joint, first) = (self.gap, self.joint, self.pieces.len());
        self.contents(id, column)?;
        self.contents.push(SetContents {
            id,
            column,
            pieces: first..self.pieces.len(),
            gap,
            joint,
            framed: self.frame.is_some() || column != self.geometry.column,
        });
        Ok(())
    }

    /// Sets the contents again, with room for numbers of so many digits, and leaves everything else as it is: a second
    /// laying out of a long document for the sake of its contents would double the time. Gives whether that is possible.
    pub(super) fn widen_contents(&mut self, digits: usize) -> Result<bool> {
        // What stands at the end of the document is held together with what is before it.
        const APART: usize = 100;
        let Some(SetContents {
            id,
            column,
            pieces,
            gap,
            joint,
            framed: false,
        }) = self
            .contents
            .pop_if(|set| set.pieces.end + APART < self.pieces.len())
        else {
            return Ok(false);
        };
        if !self.contents.is_empty() {
            return Ok(false);
        }
        let after = self.pieces.split_off(pieces.end);
        self.pieces.truncate(pieces.start);
        (self.gap, self.joint, self.frame, self.digits) = (gap, joint, None, digits);
        self.first_contents(id, column)?;
        self.pieces.extend(after);
        Ok(true)
    }

    /// Lays out the blocks under a node.
    pub(super) fn blocks(&mut self, parent: NodeId, column: Column) -> Result<()> {
        let children = self.tree.node(parent).children.clone();
        self.sequence(&children, column)
    }

    /// Lays out blocks one after the other.
    pub(super) fn sequence(&mut self, blocks: &[NodeId], column: Column) -> Result<()> {
        for (at, child) in blocks.iter().enumerate() {
            self.block(*child, blocks.get(at + 1).copied(), column)?;
        }
        Ok(())
    }

    fn block(&mut self, id: NodeId, next: Option<NodeId>, column: Column) -> Result<()> {
        match self.tree.node(id).kind.clone() {
            NodeKind::Heading { level, anchor } => self.heading(id, level, anchor, column),
            NodeKind::Paragraph(style) => self.paragraph(id, style, next, column),
            NodeKind::List(_) => self.list(id, column),
            NodeKind::DefinitionList => self.definitions(id, column),
            NodeKind::Table { .. } => self.table(id, column),
            NodeKind::Figure => self.figure(id, column),
            NodeKind::Callout(kind) => self.callout(id, kind, column),
            NodeKind::Quote => self.quote(id, column),
            NodeKind::Contents => self.first_contents(id, column),
            NodeKind::References => self.references(id, column),
            NodeKind::Document | NodeKind::Division | NodeKind::ListItem { .. } | NodeKind::Definition => {
                self.blocks(id, column)
            }
            NodeKind::Label | NodeKind::Caption | NodeKind::Term | NodeKind::ReferenceText => {
                self.paragraph(id, ParagraphStyle::Body, next, column)
            }
            NodeKind::Row { .. }
            | NodeKind::Cell(_)
            | NodeKind::Picture { .. }
            | NodeKind::ContentsEntry { .. }
            | NodeKind::Reference { .. }
            | NodeKind::ReferenceLabel { .. }
            | NodeKind::Strong
            | NodeKind::Emphasis
            | NodeKind::Link(_)
            | NodeKind::Phrase
            | NodeKind::Citation { .. }
            | NodeKind::Unbroken(_)
            | NodeKind::Text(_)
            | NodeKind::LineBreak => Ok(()),
        }
    }

    /// Begins a block that wants this much room above it.
    pub(super) fn begin(&mut self, before: Pt) {
        match self.joint {
            Joint::Larger => self.gap = self.gap.max(before),
            Joint::Close => {}
            Joint::Inside => {}
        }
        self.joint = Joint::Larger;
    }

    /// Begins a heading: under another heading it stands off by less than it would from text, but still by more than
    /// what follows it stands off from it.
    pub(super) fn begin_heading(&mut self, before: Pt) {
        if self.joint == Joint::Close {
            self.gap = self.gap.max(before * 0.75);
        }
        self.begin(before);
    }

    /// Makes the room above the next block at least this much.
    pub(super) fn widen_gap(&mut self, gap: Pt) {
        self.gap = self.gap.max(gap);
    }

    /// Ends a block that wants this much room below it.
    pub(super) fn end(&mut self, after: Pt) {
        self.gap = after;
        self.joint = Joint::Larger;
    }

    /// Ends a block that belongs to what follows.
    pub(super) fn end_close(&mut self, after: Pt) {
        self.gap = after;
        self.joint = Joint::Close;
    }

    /// The room above the next block, where it is the block's own affair.
    pub(super) fn set_gap(&mut self, gap: Pt) {
        if self.joint != Joint::Inside {
            self.gap = gap;
            self.joint = Joint::Close;
        }
    }

    /// Adds a piece below the others.
    pub(super) fn push(&mut self, mut piece: Piece) {
        piece.gap = std::mem::take(&mut self.gap);
        piece.frame = self.frame;
        self.joint = Joint::Larger;
        self.pieces.push(piece);
    }

    /// Adds pieces that were set earlier, the first of them this far below the others.
    pub(super) fn push_all(&mut self, pieces: Vec<Piece>, gap: Pt) {
        self.gap = gap;
        for piece in pieces {
            self.push(piece);
        }
    }

    /// Takes the pieces from one on out of the flow again; the gap above them waits for the next piece.
    pub(super) fn take_from(&mut self, first: usize) -> Vec<Piece> {
        let pieces = self.pieces.split_off(first);
        if let Some(piece) = pieces.first() {
            self.gap = piece.gap;
        }
        pieces
    }

    /// Opens a frame round the pieces that follow.
    pub(super) fn open_frame(&mut self, mut frame: Frame, before: Pt) {
        self.begin(before);
        frame.outer = self.frame;
        frame.depth = self
            .frame
            .map_or(0, |outer| self.frames.get(outer).map_or(0, |f| f.depth + 1));
        let taken = self.padding_outside(frame.outer);
        // Frames in frames must leave a page room for text.
        let room = (self.geometry.depth() * 0.3 - taken * 2.0).max(0.0);
        frame.padding = frame.padding.min(room / 2.0);
        self.frames.push(frame);
        self.frame = Some(self.frames.len() - 1);
        self.joint = Joint::Inside;
    }

    fn padding_outside(&self, mut frame: Option<usize>) -> Pt {
        let mut sum = 0.0;
        while let Some(known) = frame.and_then(|at| self.frames.get(at)) {
            sum += known.padding;
            frame = known.outer;
        }
        sum
    }

    /// The colour of the innermost frame's rule.
    pub(super) fn frame_colour(&self) -> Option<Colour> {
        self.frame
            .and_then(|at| self.frames.get(at))
            .map(|frame| frame.rule.1)
    }

    /// Closes the innermost frame.
    pub(super) fn close_frame(&mut self, after: Pt) {
        self.frame = self
            .frame
            .and_then(|at| self.frames.get(at))
            .and_then(|frame| frame.outer);
        self.end(after);
    }

    /// Em of the body size, in points.
    pub(super) fn em(&self, ems: Em) -> Pt {
        self.profile.em(ems)
    }

    /// How far something stands in: as many em as the profile says, and less where a column holds only a few words,
    /// so that words are not cut for the sake of white space.
    pub(super) fn indent(&self, ems: Em) -> Pt {
        self.profile.indent(ems)
    }

    /// How body text is set.
    pub(super) fn body(&self) -> Setting {
        Setting {
            size: self.profile.body.size_pt,
            leading: self.profile.body.leading,
        }
    }

    /// The direction of a node's text.
    pub(super) fn direction(&self, id: NodeId) -> Direction {
        self.tree.node(id).lang.direction()
    }

    /// The content of a node, regular or bold.
    pub(super) fn passage(&self, id: NodeId, bold: bool) -> Passage {
        let look = Look::plain(bold, self.profile.colours.text);
        Gather::of(self.tree, self.profile, id, look)
    }

    /// Sets a node's content as lines of body text.
    pub(super) fn body_text(&mut self, id: NodeId, bold: bool, column: Column) -> Result<()> {
        let passage = self.passage(id, bold);
        let (shaped, setting) = self.fitted(passage, self.body(), column)?;
        self.lines(shaped, setting, column, Rag::NoRunt);
        Ok(())
    }

    /// A passage with its glyphs. One sign that is wider than the column, such as a whole sentence in one character, is set
    /// smaller with all its passage: it has no place to be cut at.
    pub(super) fn fitted(
        &mut self,
        passage: Passage,
        mut setting: Setting,
        column: Column,
    ) -> Result<(Shaped, Setting)> {
        let shaped = self.shaper.shape(passage, setting.size)?;
        let widest = shaped.units.iter().map(|unit| unit.advance).fold(0.0, f32::max);
        if widest <= column.width() {
            return Ok((shaped, setting));
        }
        setting.size *= column.width() / widest * 0.98;
        Ok((self.shaper.shape(shaped.passage, setting.size)?, setting))
    }

    /// Sets shaped text as pieces, one a line, two lines at least on either side of a page's end.
    pub(super) fn lines(&mut self, mut shaped: Shaped, setting: Setting, column: Column, rag: Rag) {
        let lines = shaped.lines(column.width(), self.most(), rag);
        let height = setting.size * setting.leading;
        let reach = setting.size * shaped.reach;
        let baseline = self.geometry.baseline(setting.size, height);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let mut piece = Piece {
                // What a script needs beyond the leading stands below the line: markers stay on its baseline.
                height: height.max(reach),
                ..Piece::default()
            };
            self.cite(&mut piece, &line, column.left);
            let blank = line.is_blank();
            piece.set(line, setting.size, column.left, baseline);
            if blank {
                // An author's empty line belongs to what follows, and is no page of its own.
                piece.hold(HEADING);
                self.hold_last(0, HEADING);
            }
            if at + 1 < count {
                let lone = at == 0 || at + 2 == count;
                piece.hold(if lone { LONE_LINE } else { LINES });
            }
            self.push(piece);
        }
    }

    /// Anchors the citations of a line.
    pub(super) fn cite(&self, piece: &mut Piece, line: &super::line::Line, x: Pt) {
        for (node, at) in &line.citations {
            if let NodeKind::Citation { anchor, .. } = self.tree.node(*node).kind {
                piece.anchors.push((anchor.clone(), x + at, 0.0));
            }
        }
    }

    /// The longest line, in characters.
    pub(super) fn most(&self) -> usize {
        usize::try_from(self.profile.body.measure_characters).unwrap_or(usize::MAX)
    }

    /// Anchors a place at the top of a piece.
    pub(super) fn anchor(&mut self, at: usize, anchor: &Anchor, x: Pt) {
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.anchors.push((anchor.clone(), x, 0.0));
        }
    }
}
