//! Lists: every item an object of its own, its marker hanging beside its first line.

use super::breaking::Rag;
use super::flow::Flow;
use super::geometry::Column;
use super::line::Line;
use super::passage::{Gather, Look};
use super::piece::{HEADING, LAST_ITEM, Piece};
use super::{Area, Owner, Shape};
use crate::error::Result;
use crate::layout::Weight;
use crate::model::tree::{NodeId, NodeKind};
use crate::model::{Direction, Marker, Pt};

/// What hangs beside the first line of a block.
pub(super) struct Hung {
    /// Whose it is: the first of its lines' glyphs.
    line: Line,
    /// What a column too narrow for the number leaves for further lines.
    rest: Vec<Line>,
    width: Pt,
}

/// What a list needs beside its text.
#[derive(Clone, Copy)]
struct Markers {
    /// The widest of them.
    width: Pt,
    /// Whether any is a number, which may stand on a line of its own.
    numbered: bool,
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

/// Between a number and its text, in em.
pub(super) const MARKER_GAP: f32 = 0.45;
/// The same in a column of a few words.
pub(super) const LEAST_MARKER_GAP: f32 = 0.25;
/// What sums of widths may differ by, in points.
pub(super) const ROUNDING: Pt = 0.01;

impl Flow<'_, '_> {
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
        let markers = Markers {
            width: widest.max(self.em(self.profile.list.bullet)),
            numbered: numbers.iter().any(Option::is_some),
        };
        let nested = self.is_nested(id);
        let outermost = self.lists.filter(|_| nested).unwrap_or(column);
        // The first lines of an item are its own marker's: what begins it leaves that alone.
        let free = if nested && !self.begins_item(id) {
            outermost
        } else {
            column
        };
        let (inner, above) = self.beside(markers, column, free, direction);
        let loose = items.iter().any(|item| self.is_loose(*item));
        let gap = if loose {
            self.em(self.profile.body.paragraph_gap)
        } else {
            self.em(self.profile.list.gap)
        };
        if nested {
            self.set_gap(self.em(self.profile.list.gap));
        }
        self.begin(0.0);
        let first = self.pieces.len();
        let most = if above {
            inner.starts_after(direction, column)
        } else {
            self.hang(markers)
        };
        let hang = inner.starts_after(direction, free).min(most);
        let edge = match direction {
            Direction::LeftToRight => inner.left - hang,
            Direction::RightToLeft => inner.right + hang,
        };
        let around = self.lists.replace(outermost);
        for (at, (item, number)) in items.iter().zip(numbers).enumerate() {
            if at > 0 {
                self.set_gap(gap);
            }
            if at > 0 && at + 1 == items.len() {
                self.hold_last(first, LAST_ITEM);
            }
            let place = ItemPlace {
                edge,
                hang,
                inner,
                above,
            };
            self.item(*item, number, place)?;
        }
        self.lists = around;
        self.end(self.em(self.profile.body.paragraph_gap));
        Ok(())
    }

    /// How far the items of a list hang where a column has the room.
    fn hang(&self, markers: Markers) -> Pt {
        let gap = self.indent(MARKER_GAP).max(self.em(LEAST_MARKER_GAP));
        self.indent(self.profile.list.indent).max(markers.width + gap)
    }

    /// The column of the items' text, and whether their numbers stand above it. Text never begins before its marker
    /// has ended: `2.` run into `5 mg` is another dose. `free` is the column in which nothing else stands beside it.
    fn beside(&self, markers: Markers, column: Column, free: Column, direction: Direction) -> (Column, bool) {
        let hang = self.hang(markers);
        let least = markers.width + self.em(LEAST_MARKER_GAP);
        let inner = self.stand_in(column, direction, hang);
        let lacks = least - inner.starts_after(direction, free);
        // A number of many digits stands above its item rather than push the text out of the column.
        let above = markers.numbered && (hang > column.width() * 0.5 || lacks > ROUNDING);
        if above {
            let by = self.indent(self.profile.list.indent);
            (self.stand_in(column, direction, by), true)
        } else {
            (inner.inset(direction, lacks.max(0.0), 0.0), false)
        }
    }

    fn is_nested(&self, list: NodeId) -> bool {
        let parent = self.tree.node(list).parent;
        parent.is_some_and(|parent| matches!(self.tree.node(parent).kind, NodeKind::ListItem { .. }))
    }

    /// Whether a block is the first of what it stands in.
    fn begins_item(&self, block: NodeId) -> bool {
        let parent = self.tree.node(block).parent;
        parent.is_some_and(|parent| self.tree.node(parent).children.first() == Some(&block))
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
                let bold = self.profile.emphasis.strong_weight() == Weight::Bold;
                let look = Look::plain(bold, self.profile.colours.text);
                let mut gather = Gather::new(self.tree, self.profile, lang.direction());
                gather.words(&format!("{number}."), Owner::Marker(item), look, &lang);
                let mut shaped = self.shaper.shape(gather.done(), self.profile.body.size_pt)?;
                let width = shaped.widths().1.min(column.width());
                let mut lines = shaped.lines(width + 0.1, usize::MAX, Rag::Full).into_iter();
                Ok(lines.next().map(|line| Hung {
                    line,
                    rest: lines.collect(),
                    width,
                }))
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
            for line in std::iter::once(hung.line).chain(hung.rest) {
                let mut piece = Piece {
                    height,
                    cost: HEADING,
                    ..Piece::default()
                };
                piece.set(line, body.size, edge_box(direction, edge, hung.width), baseline);
                self.push(piece);
                self.end_close(0.0);
            }
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
}

/// The left edge of something of a width that begins at an edge.
fn edge_box(direction: Direction, edge: Pt, width: Pt) -> Pt {
    match direction {
        Direction::LeftToRight => edge,
        Direction::RightToLeft => edge - width,
    }
}
