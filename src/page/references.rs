//! The list of references: labels hung, entries beside them. Where entries have no labels, their first lines hang.

use super::breaking::Rag;
use super::flow::Flow;
use super::geometry::Column;
use super::line::Line;
use super::list::{LEAST_MARKER_GAP, MARKER_GAP, ROUNDING};
use super::piece::{HEADING, LONE_LINE, Piece};
use crate::error::Result;
use crate::model::Pt;
use crate::model::tree::{NodeId, NodeKind};

/// Lines of this width take any word but the longest, in em.
const NARROW: f32 = 12.0;

impl Flow<'_, '_> {
    pub(super) fn references(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let size = self.profile.body.size_pt;
        let entries = self.tree.node(id).children.clone();
        let mut labels = Vec::new();
        for entry in &entries {
            let Some(label) = self.reference_label(*entry) else {
                labels.push((Vec::new(), 0.0));
                continue;
            };
            let passage = self.passage(label, false);
            let mut shaped = self.shaper.shape(passage, size)?;
            let (_, width) = shaped.widths();
            let lines = shaped.lines(width.min(column.width()) + 0.1, usize::MAX, Rag::Full);
            labels.push((lines, width));
        }
        let widest = labels.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        let hang = if labels.iter().any(|(lines, _)| !lines.is_empty()) {
            widest + self.indent(MARKER_GAP).max(self.em(LEAST_MARKER_GAP))
        } else {
            self.indent(self.profile.list.indent)
        };
        let room = self
            .stand_in(column, direction, hang)
            .starts_after(direction, column);
        let mut above = hang > (column.width() * 0.4).min(room + ROUNDING)
            || labels.iter().any(|(lines, _)| lines.len() > 1);
        let hang = if above {
            self.indent(self.profile.list.indent)
        } else {
            hang
        };
        let mut inner = self.stand_in(column, direction, hang);
        // White space gives way to words before a word is cut for it.
        if inner.width() < self.em(NARROW) && self.widest_word(&entries)? > inner.width() {
            above = true;
            inner = column;
        }
        let gap = self.em(self.profile.references.gap);
        self.begin(0.0);
        for (at, (entry, (lines, _))) in entries.iter().zip(labels).enumerate() {
            if at > 0 {
                self.set_gap(gap);
            }
            self.reference(*entry, lines, above, column, inner)?;
        }
        self.end(self.em(self.profile.body.paragraph_gap));
        Ok(())
    }

    fn reference(
        &mut self,
        entry: NodeId,
        mut label: Vec<Line>,
        above: bool,
        column: Column,
        inner: Column,
    ) -> Result<()> {
        let direction = self.direction(entry);
        let body = self.body();
        let height = body.size * body.leading;
        let baseline = self.geometry.baseline(body.size, height);
        let top = self.pieces.len();
        let box_x = |line: &Line| column.place(direction, 0.0, line.extent.right);
        if above {
            for line in label.drain(..) {
                let mut piece = Piece {
                    height,
                    cost: HEADING,
                    ..Piece::default()
                };
                let x = box_x(&line);
                piece.set(line, body.size, x, baseline);
                self.push(piece);
            }
        }
        let first = self.pieces.len();
        let labelled = self.reference_label(entry).is_some();
        if let Some(text) = self.tree.node(entry).children.last().copied() {
            self.body_text(text, false, inner)?;
        }
        if !labelled && let Some(piece) = self.pieces.get_mut(first) {
            let by = column.place(direction, 0.0, 0.0) - inner.place(direction, 0.0, 0.0);
            piece.shift(by);
        }
        let count = self.pieces.len() - first;
        if count <= 3 {
            self.hold_together(first, LONE_LINE);
        }
        if let (Some(piece), Some(line)) = (self.pieces.get_mut(first), label.pop()) {
            let baseline = piece.baseline.unwrap_or(baseline);
            let x = box_x(&line);
            piece.set(line, body.size, x, baseline);
        }
        if let NodeKind::Reference { anchor } = self.tree.node(entry).kind {
            self.anchor(top, anchor, column.left);
        }
        Ok(())
    }

    /// The width of the widest word of the entries that a page could take, in points. Addresses may break.
    fn widest_word(&mut self, entries: &[NodeId]) -> Result<Pt> {
        let column = self.geometry.column.width();
        let mut widest = 0.0_f32;
        for entry in entries {
            let Some(text) = self.tree.node(*entry).children.last().copied() else {
                continue;
            };
            let passage = self.passage(text, false);
            let shaped = self.shaper.shape(passage, self.profile.body.size_pt)?;
            let words = shaped.widest_word();
            if words <= column {
                widest = widest.max(words);
            }
        }
        Ok(widest)
    }

    fn reference_label(&self, entry: NodeId) -> Option<NodeId> {
        let children = self.tree.node(entry).children.iter().copied();
        children
            .into_iter()
            .find(|child| matches!(self.tree.node(*child).kind, NodeKind::ReferenceLabel { .. }))
    }
}
