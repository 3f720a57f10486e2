//! The contents: a line an entry, its page number at the far edge behind a row of dots.
//!
//! Room for the number is kept before any number is known, so that numbers never move the pages they count.

use super::breaking::Rag;
use super::flow::Flow;
use super::geometry::{Column, Geometry};
use super::line::Line;
use super::passage::{Gather, Look};
use super::piece::{ANNOUNCED, Ink, LONE_LINE, NumberSlot, Piece};
use super::shape::Shaper;
use super::{Area, LinkArea, Mark, Owner, Shape, TextRun};
use crate::error::Result;
use crate::layout::Profile;
use crate::model::tree::{NodeId, NodeKind, Tree};
use crate::model::{Direction, Em, Pt};

/// Between the words and the dots, and between the dots and the number.
const LEADER_GAP: Em = 0.4;
/// From dot to dot.
const LEADER_STEP: Em = 0.45;
/// The most of a line that is kept free for a number on lines that show none.
const MOST_RESERVED: f32 = 0.2;
/// The most of the column that entries stand in, whatever their level.
const MOST_INDENT: f32 = 0.15;

impl Flow<'_, '_> {
    pub(super) fn contents(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let entries = self.tree.node(id).children.clone();
        let levels = entries
            .iter()
            .filter_map(|entry| match self.tree.node(*entry).kind {
                NodeKind::ContentsEntry { level, .. } => Some(level.get()),
                _ => None,
            });
        let top = levels.min().unwrap_or(2);
        let number = self.number_width(id)?;
        let gap = self.em(self.profile.contents.gap);
        self.begin(0.0);
        let first = self.pieces.len();
        let (mut second, mut last) = (first, first);
        for (at, entry) in entries.iter().enumerate() {
            if at > 0 {
                self.set_gap(gap);
                last = self.pieces.len();
            }
            if at == 1 {
                second = self.pieces.len();
            }
            if let NodeKind::ContentsEntry { level, target } = self.tree.node(*entry).kind {
                let depth = f32::from(level.get() - top);
                let by = self.indent(self.profile.contents.indent) * depth;
                let inner = column.inset(direction, by.min(column.width() * MOST_INDENT), 0.0);
                let slot = NumberSlot {
                    entry: *entry,
                    target: target.clone(),
                    edge: column.place(direction, column.width(), 0.0),
                    baseline: 0.0,
                    direction,
                    text_end: 0.0,
                };
                self.entry(slot, number, inner)?;
            }
        }
        self.hold_if_small(first);
        // An entry alone, at the foot of one page or at the head of the next, looks like the whole list.
        for at in [second, last].iter().filter(|at| **at > first) {
            if let Some(piece) = self.pieces.get_mut(at - 1) {
                piece.hold(ANNOUNCED);
            }
        }
        self.end(self.em(self.profile.body.paragraph_gap));
        Ok(())
    }

    fn number_width(&mut self, id: NodeId) -> Result<Pt> {
        let mut gather = Gather::new(self.tree, self.profile, Direction::LeftToRight);
        let look = Look::plain(false, self.profile.colours.text);
        let lang = self.tree.node(id).lang.clone();
        gather.words(&"0".repeat(self.digits), Owner::Layout, look, &lang);
        let shaped = self.shaper.shape(gather.done(), self.profile.body.size_pt)?;
        Ok(shaped.widths().1)
    }

    fn entry(&mut self, slot: NumberSlot, number: Pt, column: Column) -> Result<()> {
        let mut passage = self.passage(slot.entry, false);
        for span in &mut passage.spans {
            span.link = Some(slot.entry);
            span.look.colour = self.profile.colours.accent;
            span.look.underline = None;
        }
        let body = self.body();
        let mut shaped = self.shaper.shape(passage, body.size)?;
        let reserved = number + self.em(LEADER_GAP * 2.0);
        // Where numbers would take a good part of every line, only the last line makes room for one.
        let shares =
            reserved > column.width() * MOST_RESERVED || shaped.widths().0 > column.width() - reserved;
        let mut room = if shares {
            column
        } else {
            column.inset(slot.direction, 0.0, reserved)
        };
        let mut lines = shaped.lines(room.width(), self.most(), Rag::NoRunt);
        let narrow = room.width() - reserved;
        if shares && lines.last().is_some_and(|line| line.width() > narrow) {
            if shaped.widths().0 <= narrow && lines.len() == 1 {
                room = column.inset(slot.direction, 0.0, reserved);
                lines = shaped.lines(room.width(), self.most(), Rag::NoRunt);
            } else {
                lines.push(Line::blank(slot.direction, room.width()));
            }
        }
        let height = body.size * body.leading;
        let reach = body.size * shaped.reach;
        let baseline = self.geometry.baseline(body.size, height);
        let first = self.pieces.len();
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let mut piece = Piece {
                height: height.max(reach),
                ..Piece::default()
            };
            let text_end = text_end(&line, slot.direction) + room.left;
            piece.set(line, body.size, room.left, baseline);
            if at + 1 == count {
                piece.number = Some(NumberSlot {
                    baseline,
                    text_end,
                    ..slot.clone()
                });
            }
            self.push(piece);
        }
        self.hold_together(first, LONE_LINE);
        Ok(())
    }
}

fn text_end(line: &Line, direction: Direction) -> Pt {
    match direction {
        Direction::LeftToRight => line.extent.right,
        Direction::RightToLeft => line.extent.left,
    }
}

/// The number of an entry and the dots before it, in place on its page.
pub(super) struct Numbering<'a, 't> {
    /// The tree.
    pub tree: &'a Tree<'t>,
    /// The figures.
    pub profile: &'a Profile,
    /// The sheet.
    pub geometry: Geometry,
}

impl Numbering<'_, '_> {
    /// Marks of the number and its leader, and the link's area grown over them; `top` is where the piece stands.
    ///
    /// # Errors
    /// [`Error::Layout`](crate::error::Error::Layout) where no face has a digit.
    pub(super) fn fill(
        &self,
        shaper: &mut Shaper,
        slot: &NumberSlot,
        number: usize,
        top: Pt,
    ) -> Result<(Vec<Ink>, LinkArea)> {
        let size = self.profile.body.size_pt;
        let baseline = top + slot.baseline;
        let accent = Look::plain(false, self.profile.colours.accent);
        let digits = number.to_string();
        let line = self.words(shaper, &digits, Owner::PageNumber(slot.entry), accent, slot)?;
        let width = line.extent.right - line.extent.left;
        let left = match slot.direction {
            Direction::LeftToRight => slot.edge - width,
            Direction::RightToLeft => slot.edge,
        };
        let mut piece = Piece::default();
        piece.set(line, size, left, baseline);
        let mut inks = piece.inks;
        let gap = self.profile.em(LEADER_GAP);
        let (from, to) = match slot.direction {
            Direction::LeftToRight => (slot.text_end + gap, left - gap),
            Direction::RightToLeft => (left + width + gap, slot.text_end - gap),
        };
        if let Some(dots) = self.leader(shaper, slot, from, to, baseline)? {
            inks.insert(0, dots);
        }
        let (from, to) = match slot.direction {
            Direction::LeftToRight => (slot.text_end, slot.edge),
            Direction::RightToLeft => (slot.edge, slot.text_end),
        };
        let area = LinkArea {
            node: slot.entry,
            area: Area {
                x: from,
                y: baseline - 0.95 * size,
                width: (to - from).max(0.0),
                height: 1.25 * size,
            },
        };
        Ok((inks, area))
    }

    fn words(
        &self,
        shaper: &mut Shaper,
        words: &str,
        owner: Owner,
        look: Look,
        slot: &NumberSlot,
    ) -> Result<Line> {
        let lang = self.tree.node(slot.entry).lang.clone();
        let mut gather = Gather::new(self.tree, self.profile, Direction::LeftToRight);
        gather.words(words, owner, look, &lang);
        let mut shaped = shaper.shape(gather.done(), self.profile.body.size_pt)?;
        let lines = shaped.lines(self.geometry.width, usize::MAX, Rag::Full);
        Ok(lines.into_iter().next().unwrap_or_default())
    }

    /// Dots on a grid that all entries share, so that they stand below each other.
    fn leader(
        &self,
        shaper: &mut Shaper,
        slot: &NumberSlot,
        from: Pt,
        to: Pt,
        baseline: Pt,
    ) -> Result<Option<Ink>> {
        let look = Look::plain(false, self.profile.colours.rule);
        let line = self.words(shaper, ".", Owner::Layout, look, slot)?;
        let Some((run, dot)) = line
            .runs
            .first()
            .and_then(|run| Some((run, run.clusters.first()?)))
        else {
            return Ok(None);
        };
        let step = self.profile.em(LEADER_STEP);
        let mut clusters = Vec::new();
        let mut at = (from / step).ceil();
        while at * step + dot.advance <= to {
            let mut dot = dot.clone();
            dot.x = at * step;
            clusters.push(dot);
            at += 1.0;
        }
        if clusters.len() < 2 {
            return Ok(None);
        }
        let text = TextRun {
            face: run.face,
            size: self.profile.body.size_pt,
            colour: run.colour,
            baseline,
            clusters,
        };
        Ok(Some(Ink {
            mark: Mark {
                owner: Owner::Layout,
                shape: Shape::Text(text),
            },
            origin: 0,
        }))
    }
}
