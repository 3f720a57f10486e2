//! Where lines end. Greedy, as for every ragged text: a line takes what fits. A piece that should stay whole and is
//! wider than its line starts a line of its own and breaks first at its own spaces, then behind the punctuation of
//! addresses, and only then between letters.

use std::ops::Range;

use super::shape::{Ease, Unit, content_width};
use crate::model::Pt;

/// The index after the last unit of each line.
pub(super) fn ends(units: &[Unit], width: Pt, most: usize) -> Vec<usize> {
    let mut lines = Lines {
        units,
        width,
        most,
        start: 0,
        ends: Vec::new(),
    };
    lines.fill(0..units.len(), Ease::Word);
    if lines.start < units.len() {
        lines.ends.push(units.len());
    }
    lines.ends
}

struct Lines<'a> {
    units: &'a [Unit],
    width: Pt,
    most: usize,
    /// The first unit of the line that is being filled.
    start: usize,
    ends: Vec<usize>,
}

impl Lines<'_> {
    /// Sets the pieces of a range, which end wherever a line may end with at least this ease.
    fn fill(&mut self, range: Range<usize>, ease: Ease) {
        let mut from = range.start;
        while from < range.end {
            let to = self.piece_end(from, range.end, ease);
            self.set(from..to, ease);
            if self
                .units
                .get(to - 1)
                .is_some_and(|unit| unit.ease == Ease::Forced)
            {
                self.end_line(to);
            }
            from = to;
        }
    }

    fn piece_end(&self, from: usize, end: usize, ease: Ease) -> usize {
        let piece = self.units.get(from..end).unwrap_or_default();
        piece
            .iter()
            .position(|unit| unit.ease >= ease)
            .map_or(end, |at| from + at + 1)
    }

    fn set(&mut self, piece: Range<usize>, ease: Ease) {
        if self.fits(self.start..piece.end) {
            return;
        }
        if self.start < piece.start {
            self.end_line(piece.start);
            if self.fits(piece.clone()) {
                return;
            }
        }
        let easier = match ease {
            Ease::Forced | Ease::Word => Ease::KeptSpace,
            Ease::KeptSpace => Ease::Punctuation,
            Ease::Punctuation => Ease::Letter,
            // A single letter wider than its line stands alone in it.
            Ease::Letter | Ease::Never => return,
        };
        self.fill(piece, easier);
    }

    fn fits(&self, range: Range<usize>) -> bool {
        let units = self.units.get(range).unwrap_or_default();
        let hanging = units.iter().rev().take_while(|unit| unit.space).count();
        units.len() - hanging <= self.most && content_width(units) <= self.width
    }

    fn end_line(&mut self, at: usize) {
        if self.start < at {
            self.ends.push(at);
            self.start = at;
        }
    }
}
