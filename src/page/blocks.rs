//! Blocks that stand round other blocks: definitions, callouts, quotations.

use super::breaking::Rag;
use super::flow::Flow;
use super::geometry::Column;
use super::piece::{BOX, Frame, HEADING, WARNING};
use super::{Area, sign};
use crate::error::Result;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{CalloutKind, Direction, Pt};

/// The least width that text is set in, in em, before blocks stop standing in further.
const LEAST_WIDTH: f32 = 3.2;

impl Flow<'_, '_> {
    /// A column for what stands in by so much, or by less where the text would become too narrow to read.
    pub(super) fn stand_in(&self, column: Column, direction: Direction, by: Pt) -> Column {
        let least = self.em(LEAST_WIDTH).min(column.width());
        let room = (column.width() - least).max(0.0);
        column.inset(direction, by.min(room), 0.0)
    }

    pub(super) fn definitions(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let inner = self.stand_in(column, direction, self.indent(self.profile.definitions.indent));
        let entry_gap = self.em(self.profile.definitions.gap);
        let gap = self.em(self.profile.body.paragraph_gap);
        self.begin(0.0);
        let mut after_definition = false;
        for child in self.tree.node(id).children.clone() {
            let first = self.pieces.len();
            if self.tree.node(child).kind == NodeKind::Definition {
                self.blocks(child, inner)?;
                self.end(entry_gap.min(gap));
                after_definition = true;
            } else {
                if after_definition {
                    self.set_gap(entry_gap.max(gap));
                }
                self.begin(0.0);
                self.body_text(child, true, column)?;
                self.hold_to_next(first, HEADING);
                self.end_close(self.em(0.1));
                after_definition = false;
            }
        }
        self.end(gap);
        Ok(())
    }

    pub(super) fn callout(&mut self, id: NodeId, kind: CalloutKind, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let colours = &self.profile.colours;
        let (strong, tint) = match kind {
            CalloutKind::Callout => (colours.accent, colours.accent_tint),
            CalloutKind::Warning => (colours.signal, colours.signal_tint),
        };
        let style = self.profile.callout.clone();
        let padding = self.indent(style.padding);
        let inner = self.padded(column, direction, style.rule_pt + padding, padding);
        let stands_in = (column.place(direction, 0.0, 0.0) - inner.place(direction, 0.0, 0.0)).abs();
        let rule = style.rule_pt.min(stands_in * 0.6);
        let frame = Frame {
            outer: None,
            depth: 0,
            padding,
            tint: Some((across(column.left, column.width()), tint)),
            rule: (across(column.place(direction, 0.0, rule), rule), strong),
        };
        let first = self.pieces.len();
        self.open_frame(frame, self.em(style.gap));
        let children = self.tree.node(id).children.clone();
        for child in children {
            if self.tree.node(child).kind == NodeKind::Label {
                self.label(child, kind, inner)?;
            }
        }
        self.blocks_but_label(id, inner)?;
        // What a box says is said under its label: a part of it on another page would be said by nobody.
        let room = (self.geometry.depth() - padding * 2.0) / self.geometry.depth();
        match kind {
            CalloutKind::Callout => self.hold_if_fits(first, room, BOX),
            CalloutKind::Warning => self.hold_if_fits(first, room, WARNING),
        }
        self.close_frame(self.em(style.gap));
        Ok(())
    }

    /// Room at both edges, shared out where the text would become too narrow.
    fn padded(&self, column: Column, direction: Direction, start: Pt, end: Pt) -> Column {
        let least = self.em(LEAST_WIDTH).min(column.width());
        let room = (column.width() - least).max(0.0);
        let share = (room / (start + end)).min(1.0);
        column.inset(direction, start * share, end * share)
    }

    fn label(&mut self, id: NodeId, kind: CalloutKind, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let first = self.pieces.len();
        let size = self.profile.body.size_pt;
        let colours = &self.profile.colours;
        let (colour, paper) = match kind {
            CalloutKind::Callout => (colours.accent, None),
            CalloutKind::Warning => (colours.signal, Some(colours.paper)),
        };
        let mut passage = self.passage(id, true);
        for span in &mut passage.spans {
            if span.link.is_none() {
                span.look.colour = colour;
            }
        }
        let shaped = self.shaper.shape(passage, size)?;
        let room = if paper.is_some() { size * sign::ROOM } else { 0.0 };
        let inner = column.inset(direction, room, 0.0);
        self.lines(shaped, self.body(), inner, Rag::Balanced);
        if let (Some(paper), Some(piece)) = (paper, self.pieces.get_mut(first)) {
            let baseline = piece.baseline.unwrap_or(size);
            let x = column.place(direction, 0.0, size * sign::WIDTH);
            sign::warning(piece, x, baseline, size, colour, paper);
        }
        self.hold_to_next(first, HEADING);
        self.end_close(self.em(0.3));
        Ok(())
    }

    fn blocks_but_label(&mut self, id: NodeId, column: Column) -> Result<()> {
        let children = self.tree.node(id).children.clone();
        let blocks: Vec<NodeId> = children
            .into_iter()
            .filter(|child| self.tree.node(*child).kind != NodeKind::Label)
            .collect();
        self.sequence(&blocks, column)
    }

    pub(super) fn quote(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let style = self.profile.quote.clone();
        let inner = self.stand_in(column, direction, self.indent(style.indent));
        // Where quotations in quotations have used up the room, no rule strikes through the words.
        let rule = style.rule_pt.min((column.width() - inner.width()) * 0.6);
        let frame = Frame {
            outer: None,
            depth: 0,
            padding: 0.0,
            tint: None,
            rule: (
                across(column.place(direction, 0.0, rule), rule),
                self.profile.colours.accent,
            ),
        };
        let first = self.pieces.len();
        let gap = self.em(self.profile.body.paragraph_gap);
        self.open_frame(frame, gap);
        self.blocks(id, inner)?;
        self.hold_if_small(first);
        self.close_frame(gap);
        Ok(())
    }
}

fn across(x: Pt, width: Pt) -> Area {
    Area {
        x,
        y: 0.0,
        width,
        height: 0.0,
    }
}
