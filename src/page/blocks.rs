//! Blocks that stand round other blocks: lists, definitions, callouts, quotations, references.

use super::flow::Flow;
use super::geometry::Column;
use super::line::Line;
use super::passage::{Gather, Look};
use super::piece::{Frame, HEADING, LONE_LINE, Piece};
use super::sign;
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{CalloutKind, Direction, Marker, Pt};

/// What hangs beside the first line of a block.
pub(super) struct Hung {
    /// Whose it is: the first of its lines' glyphs.
    line: Line,
    width: Pt,
}

/// Where an item stands.
#[derive(Clone, Copy)]
struct ItemPlace {
    /// The edge at which its marker begins.
    edge: Pt,
    /// How far its text hangs from there.
    hang: Pt,
    /// Its text.
    inner: Column,
    /// Whether its number stands above the text.
    above: bool,
}

/// The least width that text is set in, in em, before blocks stop standing in further.
const LEAST_WIDTH: f32 = 3.2;
/// Between a number and its text, in em.
const MARKER_GAP: f32 = 0.45;
/// The same in a column of a few words.
const LEAST_MARKER_GAP: f32 = 0.25;

impl Flow<'_, '_> {
    /// A column for what stands in by so much, or by less where the text would become too narrow to read.
    fn stand_in(&self, column: Column, direction: Direction, by: Pt) -> Column {
        let least = self.em(LEAST_WIDTH).min(column.width());
        let room = (column.width() - least).max(0.0);
        column.inset(direction, by.min(room), 0.0)
    }

    pub(super) fn list(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let items = self.tree.node(id).children.clone();
        let mut numbers = Vec::new();
        for item in &items {
            numbers.push(self.number(*item, column)?);
        }
        let widest = numbers
            .iter()
            .flatten()
            .map(|hung| hung.width)
            .fold(0.0, f32::max);
        let gap = self.indent(MARKER_GAP).max(self.em(LEAST_MARKER_GAP));
        let bullet = self.em(self.profile.list.bullet);
        let hang = self
            .indent(self.profile.list.indent)
            .max(widest.max(bullet) + gap);
        // A number of many digits stands above its item rather than push the text out of the column.
        let above = hang > column.width() * 0.5;
        let hang = if above {
            self.indent(self.profile.list.indent)
        } else {
            hang
        };
        let inner = self.stand_in(column, direction, hang);
        let loose = items.iter().any(|item| self.is_loose(*item));
        let gap = if loose {
            self.em(self.profile.body.paragraph_gap)
        } else {
            self.em(self.profile.list.gap)
        };
        let nested = self
            .tree
            .node(id)
            .parent
            .is_some_and(|parent| matches!(self.tree.node(parent).kind, NodeKind::ListItem { .. }));
        if nested {
            self.set_gap(self.em(self.profile.list.gap));
        }
        self.begin(0.0);
        for (at, (item, number)) in items.iter().zip(numbers).enumerate() {
            if at > 0 {
                self.set_gap(gap);
            }
            let edge = match direction {
                Direction::LeftToRight => inner.left - hang.min(inner.left - self.geometry.column.left),
                Direction::RightToLeft => inner.right + hang.min(self.geometry.column.right - inner.right),
            };
            let place = ItemPlace {
                edge,
                hang,
                inner,
                above,
            };
            self.item(*item, number, place)?;
        }
        self.end(self.em(self.profile.body.paragraph_gap));
        Ok(())
    }

    fn is_loose(&self, item: NodeId) -> bool {
        let blocks = self.tree.node(item).children.iter();
        blocks
            .filter(|block| !matches!(self.tree.node(**block).kind, NodeKind::List(_)))
            .count()
            > 1
    }

    /// The number of an item, in bold.
    fn number(&mut self, item: NodeId, column: Column) -> Result<Option<Hung>> {
        let NodeKind::ListItem { number, marker } = self.tree.node(item).kind else {
            return Ok(None);
        };
        match marker {
            Marker::Bullet => Ok(None),
            Marker::Number { .. } => {
                let lang = self.tree.node(item).lang.clone();
                let look = Look::plain(true, self.profile.colours.text);
                let mut gather = Gather::new(self.tree, self.profile, lang.direction());
                gather.words(&format!("{number}."), Owner::Marker(item), look, &lang);
                let mut shaped = self.shaper.shape(gather.done(), self.profile.body.size_pt)?;
                let (_, width) = shaped.widths();
                let line = shaped
                    .lines(width.min(column.width()) + 0.1, usize::MAX)
                    .into_iter()
                    .next();
                Ok(line.map(|line| Hung { line, width }))
            }
        }
    }

    fn item(&mut self, item: NodeId, mut number: Option<Hung>, place: ItemPlace) -> Result<()> {
        let ItemPlace {
            edge, inner, above, ..
        } = place;
        let direction = self.direction(item);
        let body = self.body();
        let height = body.size * body.leading;
        let baseline = self.geometry.baseline(body.size, height);
        if above && let Some(hung) = number.take() {
            let mut piece = Piece {
                height,
                cost: HEADING,
                ..Piece::default()
            };
            piece.set(
                hung.line,
                body.size,
                edge_box(direction, edge, hung.width),
                baseline,
            );
            self.push(piece);
            self.end_close(0.0);
        }
        let first = self.pieces.len();
        self.blocks(item, inner)?;
        if self.pieces.len() == first {
            self.push(Piece {
                height,
                ..Piece::default()
            });
        }
        self.mark(item, number, place, first);
        Ok(())
    }

    /// Sets an item's marker beside its first line: a number, or else a bullet.
    fn mark(&mut self, item: NodeId, number: Option<Hung>, place: ItemPlace, first: usize) {
        let direction = self.direction(item);
        let body = self.body();
        let height = body.size * body.leading;
        let baseline = self.geometry.baseline(body.size, height);
        let bullet = self.em(self.profile.list.bullet);
        let x_height = self.em(super::faces::metrics(self.geometry.face).x_height);
        let colour = self.frame_colour().unwrap_or(self.profile.colours.accent);
        let kind = &self.tree.node(item).kind;
        // A rule above the first line bears no marker.
        let bears = |piece: &Piece| piece.baseline.is_some() || piece.height >= height;
        let pieces = self.pieces.get_mut(first..).unwrap_or_default();
        let at = pieces.iter().position(bears).unwrap_or_default();
        let Some(piece) = pieces.get_mut(at) else {
            return;
        };
        if piece.baseline.is_none() {
            piece.height = piece.height.max(height);
        }
        let baseline = piece.baseline.unwrap_or(baseline);
        if let Some(hung) = number {
            let x = edge_box(direction, place.edge, hung.width);
            piece.set(hung.line, body.size, x, baseline);
        } else if matches!(
            kind,
            NodeKind::ListItem {
                marker: Marker::Bullet,
                ..
            }
        ) {
            let lead = ((place.hang - bullet) * 0.25).max(0.0);
            let area = Area {
                x: edge_box(direction, place.edge, bullet + lead * 2.0) + lead,
                y: baseline - x_height / 2.0 - bullet / 2.0,
                width: bullet,
                height: bullet,
            };
            piece.paint(Owner::Marker(item), Shape::Disc { area, colour });
        }
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
                self.hold_together(first, HEADING);
                self.hold_last(first, HEADING);
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
        let frame = Frame {
            outer: None,
            depth: 0,
            padding,
            tint: Some((across(column.left, column.width()), tint)),
            rule: (
                across(column.place(direction, 0.0, style.rule_pt), style.rule_pt),
                strong,
            ),
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
        self.hold_if_small(first);
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
        self.lines(shaped, self.body(), inner);
        if let (Some(paper), Some(piece)) = (paper, self.pieces.get_mut(first)) {
            let baseline = piece.baseline.unwrap_or(size);
            let x = column.place(direction, 0.0, size * sign::WIDTH);
            sign::warning(piece, x, baseline, size, colour, paper);
        }
        self.hold_together(first, HEADING);
        self.hold_last(first, HEADING);
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
        let frame = Frame {
            outer: None,
            depth: 0,
            padding: 0.0,
            tint: None,
            rule: (
                across(column.place(direction, 0.0, style.rule_pt), style.rule_pt),
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

    pub(super) fn references(&mut self, id: NodeId, column: Column) -> Result<()> {
        let direction = self.direction(id);
        let size = self.profile.body.size_pt;
        let entries = self.tree.node(id).children.clone();
        let mut labels = Vec::new();
        for entry in &entries {
            let label = self.tree.node(*entry).children.first().copied();
            let Some(label) = label else { continue };
            let passage = self.passage(label, false);
            let mut shaped = self.shaper.shape(passage, size)?;
            let (_, width) = shaped.widths();
            let lines = shaped.lines(width.min(column.width()) + 0.1, usize::MAX);
            labels.push((lines, width));
        }
        let widest = labels.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        let hang = widest + self.indent(MARKER_GAP).max(self.em(LEAST_MARKER_GAP));
        let above = hang > column.width() * 0.4 || labels.iter().any(|(lines, _)| lines.len() != 1);
        let inner = self.stand_in(
            column,
            direction,
            if above {
                self.indent(self.profile.list.indent)
            } else {
                hang
            },
        );
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
        if let Some(text) = self.tree.node(entry).children.get(1).copied() {
            self.body_text(text, false, inner)?;
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
}

fn across(x: Pt, width: Pt) -> Area {
    Area {
        x,
        y: 0.0,
        width,
        height: 0.0,
    }
}

/// The left edge of something of a width that begins at an edge.
fn edge_box(direction: Direction, edge: Pt, width: Pt) -> Pt {
    match direction {
        Direction::LeftToRight => edge,
        Direction::RightToLeft => edge - width,
    }
}
