//! What is kept from being parted: each block says so here of the pieces that it made, at a cost that pagination weighs.

use super::flow::Flow;
use super::piece::{Cost, LAST_LINES, Piece, TOGETHER};
use crate::model::Pt;

impl Flow<'_, '_> {
    /// Keeps the last lines together, so that the last page is no page for one of them.
    pub(super) fn hold_end(&mut self) {
        const LINES_TOGETHER: f32 = 4.0;
        let body = self.body();
        let wanted = body.size * body.leading * LINES_TOGETHER;
        let most = wanted.min(self.geometry.depth() * 0.3);
        let mut height = 0.0;
        let mut first = self.pieces.len();
        for (at, piece) in self.pieces.iter().enumerate().rev() {
            height += piece.height;
            first = at;
            if height >= most {
                break;
            }
        }
        self.hold_together(first, LAST_LINES);
    }

    /// Raises the cost of ending a page after each piece from one on, the last one left out.
    pub(super) fn hold_together(&mut self, from: usize, cost: Cost) {
        let end = self.pieces.len().saturating_sub(1);
        for piece in self.pieces.get_mut(from..end).unwrap_or_default() {
            piece.hold(cost);
        }
    }

    /// Holds pieces together from one on, and the last of them to what follows.
    pub(super) fn hold_to_next(&mut self, from: usize, cost: Cost) {
        self.hold_together(from, cost);
        self.hold_last(from, cost);
    }

    /// Holds pieces together from one on, if a page could well take them whole.
    pub(super) fn hold_if_small(&mut self, from: usize) {
        self.hold_if_fits(from, 0.55, TOGETHER);
    }

    /// Holds pieces together from one on at this cost, if they take no more than this share of a page.
    pub(super) fn hold_if_fits(&mut self, from: usize, share: f32, cost: Cost) {
        let pieces = self.pieces.get(from..).unwrap_or_default();
        let gaps: Pt = pieces.iter().skip(1).map(|piece| piece.gap).sum();
        let height: Pt = pieces.iter().map(|piece| piece.height).sum();
        if gaps + height <= self.geometry.depth() * share + 0.01 {
            self.hold_together(from, cost);
        }
    }

    /// Raises the cost of ending a page after the last piece, if any piece stands from one on.
    pub(super) fn hold_last(&mut self, from: usize, cost: Cost) {
        if let Some(last) = self.pieces.get_mut(from..).and_then(<[Piece]>::last_mut) {
            last.hold(cost);
        }
    }
}
